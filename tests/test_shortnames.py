"""What an article calls a company whose legal name it gives."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies import evidence, formats, learning, shortnames
from feedsvc.companies.lessons import lessons
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.model import Mention, Zone

REGISTRY = Registry(
    formats.parse("AAPL.US | | ?苹果 | ?Apple\n7211.T | | 三菱汽车 | Mitsubishi Motors\n", "x").companies
)


def matched(*zones: Zone) -> dict[str, Mention]:
    """The companies of an article that is the only teacher, by key."""
    declared = evidence.declared({}, zones, ())
    taught = [learning.Support(lesson, 1) for lesson in lessons(zones, declared, REGISTRY)]
    found = Matcher(Registry(learning.learn(REGISTRY, taught).companies)).match(zones, declared)
    return {mention.key: mention for mention in found}


@pytest.mark.parametrize(
    ("legal", "names", "where_it_acts"),
    [
        ("RadioShack Corp", ["RadioShack"], []),
        ("Smithfield Foods Inc.", ["Smithfield Foods"], ["Smithfield"]),
        ("Lehman Brothers Holdings Inc", ["Lehman Brothers Holdings", "Lehman Brothers"], ["Lehman"]),
        ("TJX Cos Inc", ["TJX Cos", "TJX"], []),
        ("Barnes & Noble, Inc.", ["Barnes & Noble"], ["Barnes"]),
        ("China Mobile Ltd", ["China Mobile"], []),
        ("Fox Corp", [], []),
        ("23andMe Holding Co.", ["23andMe Holding"], ["23andMe"]),
        ("Tokyo Electron Ltd", ["Tokyo Electron"], []),
        ("Boston Scientific Corp", ["Boston Scientific"], []),
        ("Korea Zinc Inc", ["Korea Zinc"], []),
        ("Johnson Controls Inc", ["Johnson Controls"], []),
        ("Martin Marietta Inc", ["Martin Marietta"], []),
        ("Trump Media Inc", ["Trump Media"], []),
        ("Williams Cos Inc", ["Williams Cos"], ["Williams"]),
        ("Hilton Worldwide Inc", ["Hilton Worldwide"], ["Hilton"]),
    ],
)
def test_a_legal_name_gives_what_its_article_may_say(legal: str, names: list[str], where_it_acts: list[str]) -> None:
    found = list(shortnames.names_of(legal))
    assert [name.text for name in found if not name.ambiguous] == names
    assert [name.text for name in found if name.ambiguous] == where_it_acts


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        ("RadioShack tops view", "The chain RadioShack Corp posted revenue. RadioShack's stores.", 3),
        ("RadioShack Profit Rises", "The chain RadioShack Corp posted revenue.", 2),
        ("Smithfield to pare debt", "Smithfield Foods Inc said so. Smithfield said it rose. A stake in Smithfield.", 4),
        ("Books", "Barnes & Noble Inc ( BKS.N ) rose. Barnes & Noble fell. See www.radioshack.com.", 2),
        ("Chairs", "RadioShack Corp. Chairman Julian Day, of RadioShack Corp, said RadioShack Chief Day.", 3),
    ],
    ids=["title and body", "title alone", "first word", "several words", "who speaks for it"],
)
def test_an_article_goes_on_with_a_shorter_name(title: str, text: str, words: int) -> None:
    (mention,) = matched(Zone("title", title), Zone("body", text)).values()
    assert sum(reason.tier == "name" for reason in mention.reasons) == words
    assert mention.role == "subject"


@pytest.mark.parametrize(
    "text",
    [
        "Splash Corp rose. A big splash. Splash water on it.",
        "Johnson Corp rose. Bill Johnson left. Johnson said so.",
        "Boston Widgets Inc rose. It snows in Boston. Boston said so.",
        "Boston Widgets Inc rose. The Boston Globe said so.",
        "Norwegian Widgets Inc rose. A Norwegian said so. Norwegian said so.",
        "Smithfield Foods Inc rose. Look at Smithfield there.",
        "China Widgets Inc rose. China said so.",
        "Tokyo Widgets Inc rose. Tokyo said it would retaliate.",
        "Johnson Widgets Inc rose. Johnson said Britain would leave.",
        "Mitsubishi Corp rose. Mitsubishi Motors Corp fell. Mitsubishi said so.",
        "Orbit Corp rose. Orbit Bank said so. Orbit fell.",
        "Apple Hospitality Inc rose. Apple pies.",
    ],
)
def test_a_word_that_may_be_another_s_is_no_shorter_name(text: str) -> None:
    found = matched(Zone("title", "News"), Zone("body", text))
    first = text.partition(" ")[0]
    assert all(reason.text != first for mention in found.values() for reason in mention.reasons)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Splash Drinks, Inc. (NYSE American: SBEV) (“Splash” or the “Company”) rose. Splash fell.", ["Splash"]),
        ("Boston Widgets, Inc. (“Boston”) rose. Boston fell.", ["Boston"]),
        ('Silver Crown Royalties Inc. (the "Silver Crown") rose. Silver Crown fell.', ["Silver Crown"]),
        ("Ritter Daniher Advisory LLC (RDA) rose. RDA fell; RDA's stock.", ["RDA", "RDA"]),
        ("Mitsubishi Motors (MM) rose. MM fell. MM Sports said so.", ["MM"]),
        ("Splash Drinks Inc (“Other” or the “Company”) rose. Other than that the Company fell.", []),
        ("Group One Corporation (“Group” and “Corporation”) rose. Group fell, Corporation fell.", []),
        ("Acme Widgets Inc rose (“Acme” is Greek). Acme fell", []),
        ("Ritter Daniher Advisory LLC (USA) rose. USA fell", []),
        ("Apple Pear Hospitality Inc (“Apple”) rose. Apple fell", ["Apple"]),
        ("Apple Software Inc (“Apple”) rose. Apple fell", []),
        ("Nobody Known (NK) rose. NK fell", []),
    ],
)
def test_a_bracket_behind_a_name_defines_a_short_form(text: str, words: list[str]) -> None:
    found = matched(Zone("title", "News"), Zone("body", text))
    last = text.index("rose")
    reasons = [one for mention in found.values() for one in mention.reasons if one.start > last]
    assert [one.text for one in reasons] == words


@pytest.mark.parametrize(
    ("title", "lead", "body", "called"),
    [
        ("Dr Pepper profit beats view", "Dr Pepper Zorblax Group Inc (NYSE: DPX) rose.", "It fell.", "Dr Pepper"),
        ("US Widgets, others extend pact", "US Widgets Group (LCCX.US) said so.", "It fell.", "US Widgets"),
        ("Zorb says equipped", "Zorb Brands Inc (NYSE: ZRBX) rose.", "The parent Zorb fell.", "Zorb"),
        ("ZXT.com Cuts Loss", "ZXT.com Group Holding Limited (NASDAQ: ZXT) rose.", "Enabling ZXT.com to.", "ZXT.com"),
        ("Zorb says equipped", "Zorb Brands Inc (NYSE: ZRBX) rose.", "It fell.", "Zorb"),
        ("Zorb quarterly profit up", "Zorb Brands Inc (NYSE: ZRBX) rose.", "It fell.", "Zorb"),
        ("Zorb saying equipped", "Zorb Brands Inc (NYSE: ZRBX) rose.", "It fell.", ""),
        ("Not Zorb says it", "Zorb Brands Inc (NYSE: ZRBX) rose.", "It fell.", ""),
        ("Holiday sales rise", "Holiday Zorblax Inc (NYSE: ZRBX) rose.", "It fell in the holiday season.", ""),
        ("Canadian sales rise", "Canadian Zorblax Inc (NYSE: ZRBX) rose.", "It fell.", ""),
        ("All eyes on Best day", "Best Zorblax Co (NYSE: ZRBX) rose.", "It fell.", ""),
        ("Tech shares fall", "Tech Widgets Inc (NYSE: ZRBX) rose.", "The parent Tech fell, as did tech.", ""),
        ("Best day of the year", "Best Zorblax Co (NYSE: ZRBX) rose.", "Best of all. The Best Zorblax Co.", ""),
        ("Johnson quits", "Johnson Zorblax Inc (NYSE: ZRBX) rose.", "The boss Johnson fell.", ""),
        ("New York rises", "New York Zorblax Inc (NYSE: ZRBX) rose.", "The parent New York fell.", ""),
        ("First Financial days", "First Financial Zorblax Inc (NYSE: ZRBX) rose.", "It fell.", ""),
        ("Zorbs rise", "Zorb Brands Inc (NYSE: ZRBX) rose.", "The parent Zorb fell.", ""),
        ("Zorb rises", "A widget rose.", "Zorb Brands Inc (NYSE: ZRBX) rose. The parent Zorb fell.", ""),
        ("Apple pie", "Apple Zorblax Inc (NYSE: ZRBX) rose.", "The parent Apple fell.", ""),
    ],
)
def test_a_title_calls_a_company_shorter_whose_code_is_in_the_lead(
    title: str, lead: str, body: str, called: str
) -> None:
    found = matched(Zone("title", title), Zone("lead", lead), Zone("body", body))
    titled = {
        (mention.role, title[one.start : one.start + len(one.text)])
        for mention in found.values()
        for one in mention.reasons
        if one.zone == "title"
    }
    assert titled == ({("subject", called)} if called else set())


def test_a_title_whose_words_are_another_company_s_name_calls_none_so() -> None:
    zones = (Zone("title", "Mitsubishi Motors rises"), Zone("lead", "Mitsubishi Zorblax Corp (NYSE: ZRBX) fell."))
    found = matched(*zones, Zone("body", "The parent Mitsubishi rose."))
    assert {one.text for one in found["7211.T"].reasons} == {"Mitsubishi Motors"}
    assert all(one.zone != "title" for one in found["ZRBX.US"].reasons)


def test_a_shorter_name_holds_in_its_article_alone() -> None:
    declared = [Zone("body", "RadioShack Corp rose.")]
    taught = lessons(tuple(declared), evidence.declared({}, tuple(declared), ()), REGISTRY)
    companies = learning.learn(REGISTRY, [learning.Support(lesson, 1) for lesson in taught]).companies
    other = (Zone("title", "RadioShack tops view"), Zone("body", "RadioShack said so."))
    assert Matcher(Registry(companies)).match(other, evidence.declared({}, other, ())) == ()


def test_reasons_of_shorter_names_map_back_in_every_zone() -> None:
    zones = (
        Zone("body", "RadioShack\u00a0Corp\u200b rose. ＲadioShack fell.\nRadioShack said so."),
        Zone("title", "RadioShack"),
        Zone("caption", "RadioShack"),
    )
    texts = {zone.name: zone.text for zone in zones}
    (mention,) = matched(*zones).values()
    assert {reason.zone for reason in mention.reasons} == {"title", "body", "caption"}
    for one in mention.reasons:
        assert texts[one.zone][one.start : one.start + len(one.text)] == one.text


@pytest.mark.parametrize(
    "piece", ["Abcdef Ghijkl Corp ", "RadioShack Corp. RadioShack ", "Bill Johnson Johnson Corp, "]
)
def test_shorter_names_in_hostile_repetition_are_linear(piece: str) -> None:
    zones = (Zone("body", piece * (200_000 // len(piece))),)
    declared = evidence.declared({}, zones, ())
    started = time.process_time()
    Matcher(REGISTRY).match(zones, declared)
    assert time.process_time() - started < 8


BODIES = Registry(
    formats.parse(
        """\
6701.T | | 日本电气 | NEC
601857.SH | | 中国石油 | CNPC
9432.T | | 日本电信电话 | ?NTT, Nippon Telegraph and Telephone
EDB | | EnterpriseDB | ?EDB
601995.SH | | 中金公司 | CICC
TIAA | | 教师退休基金会 | TIAA
BP.US | | 英国石油 | BP
IBM.US | | IBM | IBM
SAS | | SAS | SAS
""",
        "x",
    ).companies
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The National Electoral Commission (NEC) announced results; the NEC said so.", []),
        ("O Conselho Nacional de Política Cultural (CNPC) reuniu-se; a CNPC disse.", []),
        ("NEC said so. The National Electoral Commission (“NEC”) met.", []),
        ("Hong Kong's Education Bureau (EDB) closed schools. EDB said so.", []),
        ("The Cybercrime Investigation and Coordinating Center (CICC) said so. CICC announced it.", []),
        ("On Monday the National Tax Tribunal (NTT) met. NTT said so.", []),
        ("A high blood pressure (BP) harms. BP is measured.", []),
        ("The National Exhibition Centre (NEC) opened. It is near the NEC.", []),
        ("The National Electoral Commission (NEC) met. NEC (TYO: 6701) rose.", ["6701.T"]),
        ("Nippon Telegraph and Telephone (NTT) rose. NTT said so.", ["9432.T"]),
        ("The Teachers Insurance and Annuity Association (TIAA) rose. TIAA said so.", ["TIAA"]),
        ("International Business Machines (IBM) rose.", ["IBM.US"]),
        ("The SAS Institute (SAS) rose.", ["SAS"]),
        ("A contract of the Commission (NEC) rose.", ["6701.T"]),
        ("The National Electoral Commission met. NEC rose.", ["6701.T"]),
        ("(NEC) rose.", ["6701.T"]),
        ("The NEC, or National Electoral Commission, met. NEC said so.", []),
        ("The National Electoral Commission, or NEC, met. NEC said so.", []),
        ("NEC, the National Electoral Commission, met. NEC said so.", []),
        ("NEC (National Electoral Commission) met. NEC said so.", []),
        ("NEC is short for National Electoral Commission. NEC said so.", []),
        ("BP, or blood pressure, rose. BP said so.", []),
        ("NEC, or Nippon Electric Company, rose. NEC said so.", ["6701.T"]),
        ("NEC, a National Electoral Commission and others met.", ["6701.T"]),
        ("BP (better profits than last year) rose.", ["BP.US"]),
        ("The Commission asked the maker (NEC) for it.", ["6701.T"]),
    ],
)
def test_initials_that_an_article_defines_as_something_else_are_no_company(text: str, keys: list[str]) -> None:
    zones = (Zone("title", "News"), Zone("body", text))
    assert [each.key for each in Matcher(BODIES).match(zones, evidence.declared({}, zones, ()))] == keys


def test_initials_in_hostile_repetition_are_read_in_linear_time() -> None:
    zones = (Zone("body", "National Electoral Commission (NEC) a b c d e (NEC)" * 4_000),)
    started = time.process_time()
    Matcher(BODIES).match(zones, ())
    assert time.process_time() - started < 8


CHINESE = Matcher(
    Registry(formats.parse("X1 | | 谷香集团 |\nX2 | | 长城控股 |\nX3 | | 珍味国际 |\nX4 | | 珍味 |\n", "x").companies)
)


@pytest.mark.parametrize(
    ("title", "lead", "roles"),
    [
        ("谷香盈利升四成", "谷香集團公布，盈利上升。", {"X1": "subject"}),
        ("谷香盈利升四成", "谷香集团公布，盈利上升。", {"X1": "subject"}),
        ("五谷香气四溢的早晨", "谷香集团公布，盈利上升。" + "很长的一段话" * 40, {"X1": "mention"}),
        ("长城脚下的故事", "长城控股举行活动。" + "很长的一段话" * 40, {"X2": "mention"}),
        ("珍味的一天", "珍味国际举行活动。" + "很长的一段话" * 40, {"X3": "mention", "X4": "subject"}),
    ],
)
def test_a_title_calls_a_company_without_what_the_lead_has_behind_its_name(
    title: str, lead: str, roles: dict[str, str]
) -> None:
    zones = (Zone("title", title), Zone("lead", lead))
    found = CHINESE.match(zones, evidence.declared({}, zones, ()))
    assert {one.key: one.role for one in found} == roles
    assert all(reason.zone == "title" for one in found if one.role == "subject" for reason in one.reasons[-2:-1])
