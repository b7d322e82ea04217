from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.errors import SelectionError
from feedsvc.selection import Defaults, Selection, select

DEFAULTS = Defaults(entries=50, content="full")


def test_defaults_and_unknown_arguments_make_no_other_selection() -> None:
    plain = select("category", "新闻", {}, DEFAULTS)
    assert select("category", "新闻", {"limit": "50", "content": "full", "utm_source": "x"}, DEFAULTS) == plain
    assert plain.query == ""


def test_arguments_stand_in_one_order_in_the_canonical_query() -> None:
    first = select("all", "", {"limit": "5", "content": "summary"}, DEFAULTS)
    second = select("all", "", {"content": "summary", "limit": "5"}, DEFAULTS)
    assert first == second
    assert hash(first) == hash(second)
    assert first.query == "content=summary&limit=5"


@pytest.mark.parametrize("value", ["0", "501", "-1", "1.5", "ten", "１", "9" * 5000, " 5", "²"])
def test_a_limit_out_of_range_is_refused_with_the_reason(value: str) -> None:
    with pytest.raises(SelectionError, match="it takes a whole number from 1 to 500"):
        select("all", "", {"limit": value}, DEFAULTS)


def test_an_empty_argument_means_the_default() -> None:
    assert select("all", "", {"limit": "", "content": ""}, DEFAULTS) == Selection("all")


def test_content_takes_two_words_only() -> None:
    with pytest.raises(SelectionError, match="content='none' is not allowed; it takes full or summary"):
        select("all", "", {"content": "none"}, DEFAULTS)


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(SelectionError, match="there are no feeds of the kind 'label'"):
        select("label", "x", {}, DEFAULTS)


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


@given(st.dictionaries(st.sampled_from(["limit", "content", "x"]), st.text(max_size=8)))
def test_any_arguments_give_a_selection_or_the_one_error(arguments: dict[str, str]) -> None:
    try:
        found = select("all", "", arguments, DEFAULTS)
    except SelectionError:
        return
    assert found.limit is None or 1 <= found.limit <= 500
