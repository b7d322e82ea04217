"""What many articles teach, and what persons decide: the companies that are matched."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.companies import formats, registry
from feedsvc.companies.learning import Decision, Support, learn, needed
from feedsvc.companies.lessons import Lesson
from feedsvc.model import Company, Name

KNOWN = registry.Registry(
    registry.merge(
        formats.parse(
            """\
NIO.US    | 09866.HK | 蔚来     | NIO
600519.SH |          | 贵州茅台 | ?茅台
""",
            "registry.txt",
        )
    ).companies
)
LEGAL = "=中科尚易健康科技(北京)有限公司"


def support(subject: str, name: str, tier: str, articles: int = 1) -> Support:
    return Support(Lesson(subject, name, tier), articles)


def learned(*supports: Support, decisions: tuple[Decision, ...] = ()) -> dict[str, Company]:
    return {company.key: company for company in learn(KNOWN, supports, decisions).companies}


def names(company: Company) -> dict[str, bool]:
    """The learned names of a company: whether each is still ambiguous."""
    return {name.text: name.ambiguous for name in company.names if name.learned}


@pytest.mark.parametrize(
    ("name", "tier", "articles"),
    [
        ("某某", "code", 5),
        ("某某某", "code", 3),
        ("某某某某", "code", 2),
        ("某某医药", "code", 1),
        ("某某某某某", "code", 1),
        ("某某", "markup", 6),
        ("某某医药", "short", 2),
        ("某某医药", "legal", 1),
        ("Bandai Namco", "code", 1),
        ("Bandai", "code", 3),
        ("Bandai", "short", 4),
        ("Nicola Mining", "code", 1),
    ],
)
def test_a_name_needs_the_more_articles_the_more_ambiguous_it_is(name: str, tier: str, articles: int) -> None:
    assert needed(name, tier) == articles
    before = names(learned(support("300001.SZ", name, tier, articles - 1))["300001.SZ"]) if articles > 1 else {}
    assert before.get(name, True)
    assert names(learned(support("300001.SZ", name, tier, articles))["300001.SZ"]) == {name: False}


@pytest.mark.parametrize("name", ["BOE", "Nicola", "Johnson"])
def test_a_short_latin_name_or_a_person_s_never_counts_by_itself(name: str) -> None:
    assert names(learned(support("300001.SZ", name, "code", 500))["300001.SZ"]) == {name: True}


def test_support_of_several_tiers_adds_up() -> None:
    found = learned(support("300001.SZ", "某某某某", "code"), support("300001.SZ", "某某某某", "markup", 2))
    assert names(found["300001.SZ"]) == {"某某某某": False}


def test_an_unknown_code_is_a_provisional_company_from_the_first_article() -> None:
    found = learned(support("300436.SZ", "广生堂", "code"))["300436.SZ"]
    assert (found.name, found.listings, found.provisional) == ("广生堂", ("300436.SZ",), True)
    nameless = learned(support("300436.SZ", "", "markup"))["300436.SZ"]
    assert (nameless.name, nameless.names) == ("300436.SZ", ())


def test_words_in_front_of_a_code_go_to_the_name_that_they_end_with() -> None:
    found = learned(
        support("002572.SZ", "维持索菲亚", "code"),
        support("002572.SZ", "给予索菲亚", "code"),
        support("002572.SZ", "看好索菲亚", "code"),
    )["002572.SZ"]
    assert (found.name, names(found)) == ("索菲亚", {"索菲亚": False})


def test_a_legal_name_with_its_code_is_one_company_called_without_its_form() -> None:
    found = learned(
        support("AMTX.US", "Aemetis Inc", "legal"),
        support("AMTX.US", "Aemetis", "code"),
        support("=Aemetis Inc", "Aemetis Inc", "legal", 3),
    )
    assert [key for key, company in found.items() if company.provisional] == ["AMTX.US"]
    assert (found["AMTX.US"].name, names(found["AMTX.US"])) == ("Aemetis", {"Aemetis Inc": False, "Aemetis": True})


UNLISTED = registry.Registry(
    formats.parse("HashiCorp | | HashiCorp |\n娃哈哈 | | 娃哈哈 |\n", "registry.txt").companies
)


def test_an_unknown_code_behind_the_name_of_a_company_without_one_is_its_own() -> None:
    found = learn(UNLISTED, [support("HCP.US", "HashiCorp", "code"), support("HCP.SG", "HashiCorp", "code")]).companies
    assert {company.key: company.listings for company in found} == {"HashiCorp": ("HCP.SG", "HCP.US"), "娃哈哈": ()}


def test_a_code_behind_the_legal_name_of_a_company_without_one_is_its_own() -> None:
    told = [support("HashiCorp", "HCP.US", "listing"), support("HCP.US", "", "code"), support("HCP.US", "", "legal")]
    found = learn(UNLISTED, told).companies
    assert {company.key: company.listings for company in found} == {"HashiCorp": ("HCP.US",), "娃哈哈": ()}


@pytest.mark.parametrize(
    ("subject", "name"), [("300436.SZ", "娃哈哈"), ("HCP.US", "Hashi Widgets"), ("=HashiCorp Widgets Inc", "HashiCorp")]
)
def test_an_unknown_code_is_a_company_of_its_own_where_the_name_may_be_another_s(subject: str, name: str) -> None:
    found = learn(UNLISTED, [support(subject, name, "code")]).companies
    assert [company.listings for company in found if not company.provisional] == [(), ()]


def test_listings_that_are_told_together_are_one_company_of_the_first() -> None:
    found = learned(
        support("ESAUF.US", "ESGold", "code"),
        support("ESAU.CNQ", "ESAUF.US", "listing"),
        support("GY2.F", "", "code"),
        support("ESAUF.US", "GY2.F", "listing"),
    )
    company = found["ESAU.CNQ"]
    assert (company.name, company.listings, company.provisional) == ("ESGold", ("ESAU.CNQ", "ESAUF.US", "GY2.F"), True)
    assert {key for key, each in found.items() if each.provisional} == {"ESAU.CNQ"}


@pytest.mark.parametrize(("tier", "articles", "is_its_own"), [("listing", 1, True), ("perhaps listing", 1, False),
                                                               ("perhaps listing", 2, True)])  # fmt: skip
def test_a_further_listing_is_a_known_company_s_once_enough_articles_say_so(
    tier: str, articles: int, is_its_own: bool
) -> None:
    found = learned(support("600519.SH", "00519.HK", tier, articles), support("00519.HK", "", "code", articles))
    assert found["600519.SH"].listings == ("600519.SH", "00519.HK")[: 1 + is_its_own]
    assert ("00519.HK" in found) is not is_its_own


def test_a_listing_that_a_person_rejected_is_nobody_s() -> None:
    rejected = (Decision("00519.HK", "", confirmed=False),)
    found = learned(
        support("600519.SH", "00519.HK", "listing"), support("00519.HK", "", "code"), decisions=rejected
    )  # fmt: skip
    assert (found["600519.SH"].listings, "00519.HK" in found) == (("600519.SH",), False)


def test_a_company_stays_without_a_listing_that_a_person_rejected() -> None:
    rejected = (Decision("TBAX.US", "", confirmed=False),)
    found = learned(
        support("TBAX.US", "", "code"), support("TBAX.US", "BAZX.CNQ", "listing"),
        support("BAZX.CNQ", "Bazquxo Mining", "code"), decisions=rejected,
    )  # fmt: skip
    assert {key: company.listings for key, company in found.items() if company.provisional} == {
        "BAZX.CNQ": ("BAZX.CNQ",)
    }


def test_listings_with_legal_names_that_are_not_akin_stay_two_companies() -> None:
    found = learned(
        support("ALPX.CNQ", "Alphax Inc", "legal"), support("BTXO.US", "Betaxo Corp", "legal"),
        support("ALPX.CNQ", "BTXO.US", "listing"),
    )  # fmt: skip
    assert {key for key, company in found.items() if company.provisional} == {"ALPX.CNQ", "BTXO.US"}


def test_a_decision_on_a_listing_that_is_another_company_s_now_goes_to_that() -> None:
    confirmed = (Decision("金矿", "ESAUF.US", confirmed=True),)
    found = learned(
        support("ESAUF.US", "ESGold", "code"), support("ESAU.CNQ", "ESAUF.US", "listing"), decisions=confirmed
    )  # fmt: skip
    assert [name.text for name in found["ESAU.CNQ"].names] == ["金矿", "ESGold"]


def test_a_latin_legal_name_without_a_code_is_the_company_s_that_is_called_so_in_front_of_one() -> None:
    found = learned(support("MITI.US", "Mitesco", "code"), support("=Mitesco Inc", "Mitesco Inc", "legal"))
    assert [key for key, company in found.items() if company.provisional] == ["MITI.US"]
    assert "Mitesco Inc" in names(found["MITI.US"])


def test_latin_words_in_front_of_a_code_do_not_go_to_a_name_that_they_end_with() -> None:
    found = learned(
        support("MAMO.US", "Massimo Group", "code", 4),
        support("MAMO.US", "Massive Massimo Group", "code"),
        support("MAMO.US", "Pineapple", "code", 3),
        support("MAMO.US", "apple", "code", 1),
    )["MAMO.US"]
    assert found.name == "Massimo Group"
    assert names(found) == {"Massimo Group": False, "Massive Massimo Group": False, "Pineapple": False, "apple": True}


def test_an_unlisted_company_is_keyed_by_its_short_name_and_has_its_legal_one() -> None:
    found = learned(support(LEGAL, LEGAL[1:], "legal"), support(LEGAL, "中科尚易", "short"))["中科尚易"]
    assert (found.name, found.listings, found.provisional) == ("中科尚易", (), True)
    assert names(found) == {LEGAL[1:]: False, "中科尚易": True}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zorblax Financial Holdings", "Zorblax Financial Holdings Inc"),
        ("Zorblax Capital Partners", "Zorblax Capital Partners LP"),
    ],
)
def test_a_legal_name_with_a_form_and_without_it_is_one_company(one: str, other: str) -> None:
    found = learned(support(f"={one}", one, "legal"), support(f"={other}", other, "legal"))
    assert [key for key, company in found.items() if company.provisional] == [one]


def test_two_companies_whose_names_differ_in_their_forms_stay_two() -> None:
    found = learned(support("=Zorblax Ltd", "Zorblax Ltd", "legal"), support("=Zorblax Inc", "Zorblax Inc", "legal"))
    assert sum(company.provisional for company in found.values()) == 2


def test_a_legal_name_in_other_letters_is_that_of_the_code() -> None:
    code = support("ZRBX.US", "ZORBLAX Holding", "code")
    found = learned(code, support("=Zorblax Holding Corporation", "Zorblax Holding Corporation", "legal"))
    assert [key for key, company in found.items() if company.provisional] == ["ZRBX.US"]


def test_an_unlisted_company_is_not_keyed_by_another_legal_name_of_its_own() -> None:
    found = learned(support(LEGAL, LEGAL.removeprefix("="), "legal"), support(LEGAL, "Zorblax Ltd", "short"))
    assert list(found)[-1] == "中科尚易健康科技(北京)"


def test_an_unlisted_company_without_short_form_is_keyed_by_its_name_without_legal_form() -> None:
    assert "某某医药" in learned(support("=某某医药有限公司", "某某医药有限公司", "legal"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zorblax Space Corp", "Zorblax Space Corporation"),
        ("Zorblax Inc", "Zorblax Incorporated"),
        ("The Zorblax Company Limited", "Zorblax Co Ltd"),
        ("Zorblax Corporation", "Zorblax Corporation Public Company Limited"),
        ("Zorblax Corporation Limited", "Zorblax Corp"),
        ("Zorblax Private Limited", "Zorblax Pvt Ltd"),
    ],
)
def test_two_legal_names_that_write_their_form_otherwise_are_one_company(one: str, other: str) -> None:
    found = learned(support(f"={one}", one, "legal"), support(f"={other}", other, "legal"))
    (company,) = (each for key, each in found.items() if "Zorblax" in key)
    assert {name.text for name in company.names} >= {one, other}


def test_two_legal_names_with_different_forms_are_two_companies() -> None:
    found = learned(support("=Zorblax Inc", "Zorblax Inc", "legal"), support("=Zorblax Ltd", "Zorblax Ltd", "legal"))
    assert sum("Zorblax" in key for key in found) == 2


def test_two_companies_with_one_short_form_have_different_keys() -> None:
    found = learned(
        support("=甲丙科技有限公司", "丙科", "short"),
        support("=甲丙科技有限公司", "甲丙科技有限公司", "legal"),
        support("=乙丙科技有限公司", "丙科", "short"),
        support("=乙丙科技有限公司", "乙丙科技有限公司", "legal"),
    )
    provisional = {company.key for company in found.values() if company.provisional}
    assert len(provisional) == 2
    assert sum("丙科" in names(company) for company in found.values()) == 1


def test_no_article_takes_a_name_from_the_company_that_has_it() -> None:
    found = learned(support("600519.SH", "蔚来", "code", 100), support("=蔚来科技有限公司", "蔚来", "short", 100))
    assert names(found["600519.SH"]) == {}
    assert "蔚来" not in found


def test_what_waits_for_a_person_makes_no_company() -> None:
    assert set(learned(support("", "它和某某有限公司", "candidate", 50))) == {"NIO.US", "600519.SH"}


def test_a_confirmed_name_counts_at_once_and_is_no_longer_learned() -> None:
    found = learned(support("NIO.US", "蔚来车", "code"), decisions=(Decision("蔚来车", "NIO.US", True),))
    assert Name("蔚来车") in found["NIO.US"].names


def test_a_confirmed_name_without_company_is_that_for_which_it_was_learned() -> None:
    found = learned(support("NIO.US", "蔚来车", "code"), decisions=(Decision("蔚来车", "", True),))
    assert Name("蔚来车") in found["NIO.US"].names


SHARED = "605499.SH | | ?东鹏饮料 |\n09980.HK | | ?东鹏饮料 |\n东鹏 | | 东鹏特饮 | ~东鹏饮料\n"


@pytest.mark.parametrize(
    ("confirmed", "keys"),
    [
        (("605499.SH",), ["605499.SH"]),
        (("09980.HK",), ["09980.HK"]),
        (("605499.SH", "09980.HK"), ["605499.SH", "09980.HK"]),
        (("",), ["605499.SH", "09980.HK"]),
        (("600519.SH",), ["605499.SH", "09980.HK"]),
    ],
)
def test_a_name_confirmed_for_one_of_its_companies_is_that_one_s_alone(
    confirmed: tuple[str, ...], keys: list[str]
) -> None:
    files = registry.Registry(formats.parse(SHARED, "registry.txt").companies)
    decided = learn(files, (), tuple(Decision("东鹏饮料", key, confirmed=True) for key in confirmed))
    found = registry.Registry(*decided)
    assert sorted(company.key for company in found.named("东鹏饮料")) == sorted(keys)
    assert found.is_sure("东鹏饮料", found.named("东鹏饮料")[0]) == (confirmed[0] in keys)
    assert formats.written(found.companies[-1].names[-1]) == "~东鹏饮料"


def test_a_confirmed_name_that_nobody_has_is_a_company_of_its_own() -> None:
    found = learned(decisions=(Decision("蓝道出行", "", True),))["蓝道出行"]
    assert (found.names, found.provisional) == ((Name("蓝道出行"),), False)


def test_a_confirmed_provisional_company_is_provisional_no_more() -> None:
    taught = (support(LEGAL, LEGAL[1:], "legal"), support(LEGAL, "中科尚易", "short"))
    assert not learned(*taught, decisions=(Decision("中科尚易", "", True),))["中科尚易"].provisional


def test_a_rejected_name_is_not_learned_and_a_file_s_name_is_taken_away() -> None:
    found = learned(
        support("NIO.US", "蔚来车科技", "code", 9),
        decisions=(Decision("蔚来车科技", "", False), Decision("茅台", "600519.SH", False)),
    )
    assert names(found["NIO.US"]) == {}
    assert [name.text for name in found["600519.SH"].names] == ["贵州茅台"]


def test_a_rejected_company_is_not_made() -> None:
    taught = (support(LEGAL, LEGAL[1:], "legal"), support("300436.SZ", "广生堂", "code"))
    decisions = (Decision(LEGAL[1:], "", False), Decision("300436.SZ", "", False))
    assert set(learned(*taught, decisions=decisions)) == {"NIO.US", "600519.SH"}


@pytest.mark.parametrize("said", ["Zorblax, Inc.", "Zorblax Inc.", "zorblax inc"])
def test_a_decision_on_a_latin_legal_name_counts_however_it_is_punctuated(said: str) -> None:
    taught = support("=Zorblax Inc", "Zorblax Inc", "legal")
    assert "Zorblax" in learned(taught)
    assert "Zorblax" not in learned(taught, decisions=(Decision(said, "", False),))
    assert not learned(taught, decisions=(Decision(said, "", True),))["Zorblax"].provisional


_SUPPORTS = st.lists(
    st.builds(
        support,
        st.sampled_from(["NIO.US", "300436.SZ", LEGAL, "=某某医药有限公司", ""]),
        st.sampled_from(
            ["", "蔚来", "广生堂", "看好广生堂", "中科尚易", "某某医药", "某某医药有限公司", "BOE", "甲乙丙丁戊"]
        ),
        st.sampled_from(["code", "markup", "legal", "short", "candidate"]),
        st.integers(1, 9),
    ),
    max_size=12,
    unique_by=lambda one: one.lesson,
)


@given(_SUPPORTS, st.randoms(use_true_random=False))
def test_the_order_of_articles_decides_nothing(supports: list[Support], order: random.Random) -> None:
    shuffled = list(supports)
    order.shuffle(shuffled)
    assert learn(KNOWN, supports) == learn(KNOWN, shuffled)


@given(_SUPPORTS)
def test_files_go_before_articles_and_no_sure_name_is_two_companies(supports: list[Support]) -> None:
    found = learn(KNOWN, supports).companies
    for company in KNOWN.companies:
        kept = next(one for one in found if one.key == company.key)
        assert kept.names[: len(company.names)] == company.names
    sure = [name.text for company in found for name in company.names if not name.ambiguous]
    assert len(sure) == len(set(sure))
    assert len({company.key for company in found}) == len(found)
