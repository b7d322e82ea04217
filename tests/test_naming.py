"""The sentence that names a company."""

from __future__ import annotations

import pytest

from feedsvc.model import Company, Mention, Name, Reason, Zone
from feedsvc.store import companies, mentions, naming
from feedsvc.store.engine import Store
from feedsvc.store.naming import LONGEST, Naming, sentence
from tests.articles import article
from tests.storing import batch, feed, put, shown

BODY = "昨日大盘上涨。京东健康（06618.HK）发布财报，收入增长。分析师看好。"


def found(zone: str, text: str, words: str, tier: str = "name") -> Reason:
    return Reason(tier, zone, text.index(words), words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (BODY, "京东健康", ("", "京东健康", "（06618.HK）发布财报，收入增长。")),
        (BODY, "06618.HK", ("京东健康（", "06618.HK", "）发布财报，收入增长。")),
        ("他说：“京东健康不错。”大家点头。", "京东健康", ("他说：“", "京东健康", "不错。”")),
        ("Shares of Apple Inc.com rose 3.5 per cent. Then fell.", "Apple", (
            "Shares of ", "Apple", " Inc.com rose 3.5 per cent.",
        )),
        ("First. Apple grew.\nNext line.", "Apple", ("", "Apple", " grew.")),
        ("京东健康", "京东健康", ("", "京东健康", "")),
    ],
)  # fmt: skip
def test_sentence_goes_from_one_end_to_the_next(text: str, words: str, expected: tuple[str, str, str]) -> None:
    assert sentence([Zone("body", text)], [found("body", text, words)], "subject") == Naming(
        "subject", *expected, "body"
    )


def test_a_long_sentence_is_cut_around_the_name() -> None:
    text = "甲" * 300 + "京东健康" + "乙" * 300
    made = sentence([Zone("body", text)], [found("body", text, "京东健康")], "mention")
    assert made.before.startswith("…甲") and made.after.endswith("乙…")
    assert LONGEST <= len(made.before + made.name + made.after) <= LONGEST + 2
    assert len(made.before) == 51


def test_the_lead_goes_before_the_body_and_the_title_comes_last() -> None:
    zones = [Zone("title", "京东健康大涨"), Zone("lead", "导语说京东健康。"), Zone("body", BODY)]
    reasons = [found(zone.name, zone.text, "京东健康") for zone in zones]
    assert sentence(zones, reasons, "subject").zone == "lead"
    assert sentence(zones, [reasons[2], reasons[0]], "subject").zone == "body"
    assert sentence(zones, reasons[:1], "subject").zone == "title"


def test_what_names_it_without_words_of_the_text_gives_no_sentence() -> None:
    zones = [Zone("body", BODY)]
    reasons = [Reason("head", "body", -1, "06618"), Reason("name", "body", 0, "别的")]
    assert sentence(zones, reasons, "mention") == Naming("mention")


def test_articles_of_a_page_are_told_by_their_ids(store: Store) -> None:
    company = Company("06618.HK", "京东健康", (Name("京东健康"),), ("06618.HK",))
    zones = (Zone("title", "标题"), Zone("body", BODY))
    first, second, _ = put(
        store, article("a.md", zones=zones), article("b.md", zones=zones), article("c.md", zones=zones)
    )
    with batch(store) as ledger:
        companies.sync(ledger, (company,))
        why = (found("body", BODY, "京东健康"),)
        mentions.mention(ledger, {first: (Mention("06618.HK", "subject", 0.9, why),)}, "f")
        mentions.mention(ledger, {second: (Mention("06618.HK", "mention", 0.2, ()),)}, "f")
    own = feed(store, "company", "06618.HK")
    assert own is not None
    uuids = [entry.uuid for entry in shown(store)]
    with store.reading() as connection:
        told = naming.namings(connection, own.term_id, uuids)
        assert naming.namings(connection, own.term_id, ()) == {}
    assert sorted((each.role, each.name) for each in told.values()) == [("mention", ""), ("subject", "京东健康")]
    assert set(told) == {entry.uuid for entry in shown(store, "company", "06618.HK")}
