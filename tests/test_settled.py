"""HTML so plain that it needs no cut: what is told to be so comes out the same with and without one."""

from __future__ import annotations

import time

import nh3
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from feedsvc.articles.cut import MAX_DEPTH, MAX_MARKS, MAX_TAGS, VOID, Policy, cut
from feedsvc.articles.growth import serialize
from feedsvc.articles.repair import parse, repair
from feedsvc.articles.sanitize import ATTRIBUTES, ELEMENTS, FORCED, GONE, sanitize
from feedsvc.articles.settled import is_settled
from tests.body_stages import SEEDS, make
from tests.html_pieces import MARKUP

POLICY = Policy(keep=ELEMENTS, gone=GONE, comments=False, forced=FORCED)
CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    clean_content_tags=set(GONE),
    attributes={"*": set(), **{name: set(allowed) for name, allowed in ATTRIBUTES.items()}},
    url_relative="deny",
)
NAMES = sorted(ELEMENTS - FORCED.keys())
TEXTS = st.sampled_from(["a", " ", "\n", "\n\n", "中文", "&amp;copy", "&nbsp;", "&lt;b&gt;", "\u00a0", "'\"", ""])
VALUES = st.sampled_from(["", "x", "&quot;", "&amp;amp;", "https://n.example/?a=1&amp;b=2", "a b", "\n", "=", "/"])
PAIRS = st.lists(st.tuples(st.sampled_from(["title", "href", "src", "class", "data-a", "x.y"]), VALUES), max_size=3)


def tag(name: str, pairs: list[tuple[str, str]], inside: list[str], slash: str) -> str:
    attributes = "".join(f' {key}="{value}"' for key, value in pairs)
    return f"<{name}{attributes}{slash}>" + ("" if name in VOID else f"{''.join(inside)}</{name}>")


TREES = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        tag,
        st.sampled_from([*NAMES, "span", "span", "pre", "table", "tr", "td", "a", "b"]),
        PAIRS,
        st.lists(inner, max_size=4),
        st.sampled_from(["", "", "/"]),
    ),
    max_leaves=25,
)
"""Balanced HTML of the elements that are kept, put into each other as nobody would."""


def same_as_cut(html: str) -> None:
    settled = is_settled(html, POLICY)
    event(f"settled: {settled}")
    if settled:
        assert CLEANER.clean(html) == CLEANER.clean(cut(html, POLICY))


@settings(max_examples=2_000, deadline=None)
@given(TREES)
def test_balanced_html_that_is_settled_comes_out_as_its_cut_does(html: str) -> None:
    same_as_cut(html)


@settings(max_examples=300, deadline=None)
@given(MARKUP)
def test_random_markup_its_tree_and_its_safe_form_come_out_as_their_cuts_do(html: str) -> None:
    tree = parse(html)
    repair(tree, None)
    for form in (html, serialize(parse(html)), serialize(tree), sanitize(html)):
        same_as_cut(form)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_is_settled_once_it_is_repaired_and_stays_so(path: object) -> None:
    html = serialize(make(path.read_text(encoding="utf-8").split("---\n", 2)[2]).tree)  # type: ignore[attr-defined]
    assert is_settled(html, POLICY)
    assert is_settled(sanitize(html), POLICY)


@pytest.mark.parametrize(
    "html",
    [
        *("", "a", "<p>a<br/></p>", "<ul><li>a<ul><li>b</li></ul></li></ul>", "<p title='\"'>a</p>", "<p>&nbsp;</p>"),
        *("<span a=\"b\">c</span>", "<table><tr><td><span>c</span></td></tr></table>", "<pre>a\n</pre>"),
        "<div>" * MAX_DEPTH + "</div>" * MAX_DEPTH,
    ],
)  # fmt: skip
def test_plain_html_is_settled(html: str) -> None:
    assert is_settled(html, POLICY)


@pytest.mark.parametrize(
    "html",
    [
        *("<p>a", "a</p>", "<P>a</P>", "<p a=b>a</p>", "<p a>b</p>", "a < b", "a > b", "<!-- a -->", "<p"),
        *("&", "&copy", "&#12;", "&#0;", "\x0c", "\x00", "a\rb", '<p title="&copy=1">a</p>', '<p title="<b>">a</p>'),
        *("<script>a</script>", "<x-y>a</x-y>", "<svg></svg>", "<title>a</title>", "<form>a</form>", "<object>"),
        *("<p><div>a</div></p>", "<p>a<p>b</p></p>", "<a><b><a>b</a></b></a>", "<b><i></b></i>", "</br>"),
        *("<h1><span><h1>a</h1></span></h1>", "<ruby><span><rt>a</rt></span></ruby>"),
        *("<pre>\na</pre>", "<pre><span>\na</span></pre>", "<table><span> </span><tr></tr></table>", "<img></img>"),
        *("<table><tr><td>a<td>b</td></td></tr></table>", "&amp;" * (MAX_MARKS + 1)),
        *("<video>a</video>", "<br>" * (MAX_TAGS + 1)),
        "<div>" * (MAX_DEPTH + 1) + "</div>" * (MAX_DEPTH + 1),
    ],
)  # fmt: skip
def test_html_that_parsers_may_take_for_something_else_is_not_settled(html: str) -> None:
    assert not is_settled(html, POLICY)


@pytest.mark.parametrize(
    "html",
    ["<p " * 400_000, "<p a='" * 200_000, "<pre><span>" * 100_000, "<i>x</i>" * 100_000, '<p a="b"' * 130_000,
     "<p" + ' a="b"' * 200_000, "<div>" * 200_000, "&amp" * 300_000],
    ids=lambda html: html[:12],
)  # fmt: skip
def test_telling_takes_linear_time(html: str) -> None:
    start = time.process_time()
    is_settled(html, POLICY)
    assert time.process_time() - start < 3
