from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.errors import SelectionError, TooLong, UnknownKey
from feedsvc.fulltext import Search
from feedsvc.selection import NOT, Defaults, Selection, select

DEFAULTS = Defaults(entries=50, content="full", zone=ZoneInfo("Asia/Shanghai"))
SPELLINGS = {"京东健康": "06618.HK", "hk06618": "06618.HK"}


def known(name: str, spelling: str) -> str:
    """A resolver that knows every key but `none`, and two other spellings of a company."""
    if spelling == "none":
        raise UnknownKey(f"there is no {name.removeprefix(NOT)} {spelling!r}")
    return SPELLINGS.get(spelling, spelling) if name.endswith("company") else spelling


def chosen(kind: str, key: str, arguments: Mapping[str, str | list[str]]) -> Selection:
    lists = {name: [value] if isinstance(value, str) else value for name, value in arguments.items()}
    return select(kind, key, lists, DEFAULTS, known)


def test_defaults_and_unknown_arguments_make_no_other_selection() -> None:
    plain = chosen("category", "新闻", {})
    assert chosen("category", "新闻", {"limit": "50", "content": "full", "utm_source": "x"}) == plain
    assert plain.query == ""


def test_arguments_stand_in_one_order_in_the_canonical_query() -> None:
    first = chosen("all", "", {"limit": "5", "content": "summary"})
    second = chosen("all", "", {"content": "summary", "limit": "5"})
    assert first == second
    assert hash(first) == hash(second)
    assert first.query == "content=summary&limit=5"


@pytest.mark.parametrize("value", ["0", "501", "-1", "1.5", "ten", "１", "9" * 5000, " 5", "²"])
def test_a_limit_out_of_range_is_refused_with_the_reason(value: str) -> None:
    with pytest.raises(SelectionError, match="it takes a whole number from 1 to 500"):
        chosen("all", "", {"limit": value})


def test_an_empty_argument_means_the_default() -> None:
    assert chosen("all", "", {"limit": "", "content": ""}) == Selection("all")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("q", ["hello", "医保"]),
        ("limit", ["5", "", "6"]),
        ("content", ["full", "summary"]),
        ("since", ["2022-03-01", "2022-03-02"]),
        ("until", ["2022-03-01", "2022-03-02"]),
        ("role", ["subject", "mention"]),
    ],
)
def test_an_argument_that_takes_one_value_refuses_another_one(name: str, values: list[str]) -> None:
    first, second = values[0], values[-1]
    with pytest.raises(
        SelectionError, match=f"{name}='{first}' and {name}='{second}' exclude each other; it takes one"
    ):
        chosen("company", "NIO.US", {name: values})
    assert chosen("company", "NIO.US", {name: [first, "", first]}) == chosen("company", "NIO.US", {name: first})


def test_arguments_that_mean_nothing_may_have_any_values() -> None:
    assert chosen("tag", "x", {"utm_source": ["a", "b"]}) == Selection("tag", "x")


def test_content_takes_two_words_only() -> None:
    with pytest.raises(SelectionError, match="content='none' is not allowed; it takes full or summary"):
        chosen("all", "", {"content": "none"})


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(SelectionError, match="there are no feeds of the kind 'label'"):
        chosen("label", "x", {})


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("06618.HK", "/feeds/company/06618.HK"),
        ("新媒体>新闻", "/feeds/company/%E6%96%B0%E5%AA%92%E4%BD%93%3E%E6%96%B0%E9%97%BB"),
        ("AT&T", "/feeds/company/AT&T"),
        ("a b", "/feeds/company/a%20b"),
    ],
)
def test_keys_are_percent_encoded_utf8_in_addresses(key: str, path: str) -> None:
    assert Selection("company", key).path == path


def test_the_feed_of_everything_has_no_key() -> None:
    assert (Selection("all").path, Selection("all").page) == ("/feeds/all", "/")


ARGUMENTS = ["limit", "content", "x", "q", "since", "until", "category", "not_tag", "role"]


@given(st.dictionaries(st.sampled_from(ARGUMENTS), st.text(max_size=12)))
def test_any_arguments_give_a_selection_or_the_one_error(arguments: dict[str, str]) -> None:
    try:
        found = chosen("all", "", arguments)
    except SelectionError:
        return
    assert found.limit is None or 1 <= found.limit <= 500
    again = {name: value for name, _, value in (pair.partition("=") for pair in found.query.split("&") if pair)}
    assert all(name in ARGUMENTS and value for name, value in again.items())


def test_order_repetition_and_spelling_of_keys_make_no_other_selection() -> None:
    first = chosen("all", "", {"company": ["京东健康", "NIO.US"], "category": ["b", "a"]})
    second = chosen("all", "", {"category": ["a", "b", "a", ""], "company": ["NIO.US", "hk06618", "06618.HK"]})
    assert first == second
    assert first.within == (("category", ("a", "b")), ("company", ("06618.HK", "NIO.US")))
    assert first.query == "category=a&category=b&company=06618.HK&company=NIO.US"


def test_exclusions_words_and_bounds_stand_in_the_canonical_query() -> None:
    asked = {"q": '京东  -阿里 "JD Health"', "not_tag": "体育", "since": "2022-03-01", "until": "2022-03-31"}
    found = chosen("category", "新闻", asked)
    assert found.without == (("tag", ("体育",)),)
    assert found.search == Search(("jd health", "京东"), ("阿里",))
    # A day is the site's own, from its first to its last second.
    assert found.since == datetime(2022, 2, 28, 16, tzinfo=UTC)
    assert found.until == datetime(2022, 3, 31, 16, tzinfo=UTC)
    assert found.query == (
        "not_tag=%E4%BD%93%E8%82%B2&q=%22jd%20health%22%20%E4%BA%AC%E4%B8%9C%20-%E9%98%BF%E9%87%8C"
        "&since=2022-02-28T16:00:00Z&until=2022-03-31T16:00:00Z"
    )


@pytest.mark.parametrize("zone", ["+08:00", " 08:00", "+0800", " 0800", ".25+08:00"])
def test_an_instant_is_taken_with_its_offset_even_where_the_plus_became_a_space(zone: str) -> None:
    found = chosen("all", "", {"since": f"2022-03-28T19:13:15{zone}"})
    assert found.since == datetime(2022, 3, 28, 11, 13, 15, tzinfo=UTC)


def test_an_instant_without_an_offset_is_in_the_zone_of_the_site() -> None:
    for text in ("2022-03-28 19:13", "2022-03-28T19:13:00", "2022-03-28t11:13:00z"):
        assert chosen("all", "", {"until": text}).until == datetime(2022, 3, 28, 11, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    "value", ["yesterday", "1" * 3000, "2022-13-01", "2022-3-1", "99999-01-01", "0000-01-01", "9999-12-32"]
)
def test_what_is_no_date_is_refused_with_an_example(value: str) -> None:
    with pytest.raises(SelectionError, match="is no date; it takes 2022-03-28 or"):
        chosen("all", "", {"since": value})


@pytest.mark.parametrize(
    ("since", "until"),
    [("2022-03-29", "2022-03-28"), ("2022-03-28T10:00:00Z", "2022-03-28T10:00:00Z"), ("2023-01-01", "2022-12-31")],
)
def test_a_span_in_which_there_can_be_nothing_is_refused(since: str, until: str) -> None:
    with pytest.raises(SelectionError, match=f"^since='{since}' is not before until='{until}'; it takes the earlier"):
        chosen("all", "", {"since": since, "until": until})


def test_a_span_may_be_one_day_or_one_second() -> None:
    day = chosen("all", "", {"since": "2022-03-28", "until": "2022-03-28"})
    assert day.since and day.until and day.until - day.since == timedelta(days=1)
    assert chosen("all", "", {"since": "2022-03-28T10:00:00Z", "until": "2022-03-28T10:00:01Z"}).until


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize(
    "value",
    [
        "0001-01-01",
        "0001-01-01T00:00:00+14:00",
        "0001-01-01T23:59:59Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T00:00-12:00",
        "9999-12-31",
        "9999-12-30",
    ],
)
def test_a_date_at_the_end_of_the_calendar_is_refused_with_its_range(name: str, value: str) -> None:
    with pytest.raises(SelectionError, match="is out of range; it takes dates from 0001-01-03 to 9999-12-29"):
        chosen("all", "", {name: value})


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Pacific/Kiritimati", "UTC", "Etc/GMT+12", "Asia/Manila"])
@pytest.mark.parametrize("day", ["0001-01-03", "9999-12-29"])
@pytest.mark.parametrize("name", ["since", "until"])
def test_the_first_and_the_last_day_are_taken_in_every_zone(name: str, day: str, zone: str) -> None:
    found = select("all", "", {name: [day]}, replace(DEFAULTS, zone=ZoneInfo(zone)), known)
    again = select("all", "", parse_qs(found.query), DEFAULTS, known)
    assert getattr(again, name) == getattr(found, name) is not None


@pytest.mark.parametrize("value", ["0001-01-03", "9999-12-29", "0001-01-03T00:00:00Z", "9999-12-29T00:00:00Z"])
def test_a_date_within_the_range_is_one_in_every_zone(value: str) -> None:
    for name in ("since", "until"):
        found = getattr(chosen("all", "", {name: value}), name)
        for hours in (-23, 23):
            found.astimezone(timezone(timedelta(hours=hours)))


def test_a_search_has_an_address_of_its_own() -> None:
    found = chosen("search", "", {"q": "药", "limit": "5"})
    assert (found.path, found.query, found.page) == ("/feeds/search", "limit=5&q=%E8%8D%AF", "/search?q=%E8%8D%AF")
    below = chosen("all", "", {"q": "药", "limit": "5"})
    assert (below.path, below.query, below.page) == ("/feeds/all", found.query, found.page)
    assert chosen("tag", "x", {"q": "药"}).page == "/search?q=%E8%8D%AF&tag=x"
    assert chosen("tag", "x", {"tag": "y"}).page == "/tag/x"
    assert chosen("tag", "x", {"limit": "5"}).page == "/tag/x"


def test_the_page_of_a_company_s_feed_shows_the_articles_that_the_feed_has() -> None:
    assert chosen("company", "NIO.US", {}).page == "/company/NIO.US"
    assert chosen("company", "NIO.US", {"role": "subject"}).page == "/search?company=NIO.US&role=subject"
    both = {"role": "subject", "tag": "x"}
    assert chosen("company", "NIO.US", both).page == "/search?company=NIO.US&role=subject&tag=x"


@pytest.mark.parametrize("words", ["-", '""', "，。", '-"" -！'])
def test_a_search_without_a_word_to_look_for_is_refused(words: str) -> None:
    with pytest.raises(SelectionError, match="names no word to look for"):
        chosen("all", "", {"q": words})


def test_unknown_keys_of_a_query_are_told() -> None:
    with pytest.raises(UnknownKey, match="there is no tag 'none'"):
        chosen("all", "", {"not_tag": "none"})


def test_more_keys_or_words_than_are_looked_up_are_refused() -> None:
    with pytest.raises(TooLong, match="51 keys are too many"):
        chosen("all", "", {"tag": [str(number) for number in range(26)], "not_author": ["a"] * 25})
    with pytest.raises(TooLong, match="q has 201 characters"):
        chosen("all", "", {"q": "x" * 201})


def test_a_role_counts_where_companies_are_asked_for_and_nowhere_else() -> None:
    assert chosen("company", "NIO.US", {"role": "subject"}).role == "subject"
    assert chosen("tag", "x", {"company": "NIO.US", "role": "subject"}).role == "subject"
    assert chosen("tag", "x", {"role": "subject"}) == Selection("tag", "x")
    for kind in ("all", "tag", "company"):
        with pytest.raises(SelectionError, match="role='nonsense' is not allowed; it takes subject"):
            chosen(kind, "" if kind == "all" else "x", {"role": "nonsense"})
    with pytest.raises(SelectionError, match="role='nonsense' is not allowed"):
        chosen("company", "NIO.US", {"role": "nonsense"})


def test_whole_is_a_feed_of_which_nothing_is_filtered() -> None:
    assert Selection("tag", "x", limit=5, content="summary").is_whole
    filtered = (chosen("all", "", {name: value}) for name, value in (("q", "a"), ("tag", "b"), ("until", "2022-01-01")))
    assert not any(each.is_whole for each in (Selection("company", "x", role="subject"), *filtered))
