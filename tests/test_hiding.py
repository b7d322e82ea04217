"""What a page hides and its reader sees nevertheless."""

from __future__ import annotations

import pytest

from feedsvc.articles.growth import serialize
from feedsvc.articles.hiding import LEAST
from feedsvc.articles.repair import parse, repair
from feedsvc.articles.words import text_of
from tests.body_stages import letters

WORDS = "words " * (LEAST // 5)
TOLD = ("most of the text is hidden until a script shows it; it was kept",)


def seen(html: str) -> tuple[str, tuple[str, ...]]:
    tree = parse(html)
    return letters(text_of(tree.contents)), tree.notes


SHOWN_AGAIN = {
    "visible_within": '<div style="visibility:hidden"><p><b style="visibility: visible !important">a</b></p></div>',
    "sized_within": '<p style="font-size:0"><span style="font-size:16px">a</span></p>',
    "sized_and_visible": (
        '<p style="font-size:0;visibility:hidden"><b style="font-size:1em;visibility:visible">a</b></p>'
    ),
    "hidden_within": '<p style="font-size:0"><span style="font-size:16px">a<i hidden>b</i></span></p>',
}


@pytest.mark.parametrize("html", SHOWN_AGAIN.values(), ids=SHOWN_AGAIN)
def test_what_shows_itself_again_is_seen(html: str) -> None:
    assert seen(f"{html}<p>c</p>") == ("ac", ())


HIDDEN = {
    "not_displayed": '<div style="display:none"><b style="visibility:visible">a</b></div>',
    "visible_only_where_nothing_is_displayed": (
        '<div style="visibility:hidden"><p style="display:none"><b style="visibility:visible">a</b></p></div>'
    ),
    "sized_to_nothing": '<p style="font-size:0"><span style="font-size:0px">a</span></p>',
    "less_than_the_rest": f"<p hidden>{WORDS}</p><p>{WORDS}</p>",
    "a_little": f"<p hidden>{'a' * (LEAST - 1)}</p>",
    "scripts_and_styles": f"<script>{WORDS}</script><style>{WORDS}</style>",
}


@pytest.mark.parametrize("html", HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_beside_a_text_stays_hidden(html: str) -> None:
    rest = letters(WORDS) if html.count(WORDS) == 2 and "hidden" in html else ""
    assert seen(f"{html}<p>c</p>") == (f"{rest}c", ())


def test_size_of_letters_hides_no_picture() -> None:
    tree = parse('<p style="font-size:0"><img src="https://x.example/a.png"></p>')
    repair(tree, None)
    assert serialize(tree) == '<p style=""><img src="https://x.example/a.png"/></p>'


WAITING = {
    "all_of_it": '<div id="js_content" style="visibility: hidden"><p>文章全文。</p></div>',
    "most_of_it": f"<p>短</p><div hidden>{WORDS}</div>",
    "in_several_parts": "<h1>短</h1>" + f'<p style="display:none">{WORDS[:60]}</p>' * 3,
    "one_in_the_other": "<div hidden><div style='display:none'>a</div></div>",
}


@pytest.mark.parametrize("html", WAITING.values(), ids=WAITING)
def test_text_that_waits_for_a_script_is_kept_and_told(html: str) -> None:
    bare = letters(text_of(parse(html.replace("hidden", "").replace("display:none", "")).contents))
    assert seen(html) == (bare, TOLD)


def test_what_a_waiting_text_hides_itself_stays_hidden() -> None:
    assert seen('<div style="visibility:hidden"><p>a<i hidden>b</i></p></div>') == ("a", TOLD)


@pytest.mark.parametrize(
    "other",
    [
        '<div aria-hidden="true" style="display:none;"><strong>某号</strong></div>',
        '<div style="display: none;">预览时标签不可点</div>',
        "<div hidden>b</div>",
        f"<div style='display:none'>{WORDS}</div>",
    ],
    ids=["a card", "a warning", "by its attribute", "as long"],
)
def test_what_is_hidden_otherwise_than_the_text_that_waits_stays_hidden(other: str) -> None:
    text = f'<div style="visibility: hidden; opacity: 0;">{WORDS}<p>more</p></div>'
    assert seen(f"<h1>短</h1>{other}{text}") == (letters(f"短{WORDS}more"), TOLD)
    assert seen(f"{text}{other}") == (letters(f"{WORDS}more"), TOLD)


BYLINE = "<h1>停牌公告速递</h1><em>2024-03-28 22:30</em>"
SHORT = "<p>小米集团今日正式发布SU7。</p>"
PICTURE = '<p><img src="https://mmbiz.qpic.cn/a/640"></p>'
FOOT = f'<div style="display:none">{WORDS}</div>'
WECHAT = '<div id="js_content" style="visibility: hidden; opacity: 0;">{}</div>'
OF_WECHAT = {
    "short": (WECHAT.format(SHORT), SHORT),
    "above a longer foot": (WECHAT.format(SHORT) + FOOT, SHORT),
    "below a longer head": (FOOT + WECHAT.format(SHORT), SHORT),
    "beside something hidden in its way": (f'<p style="visibility:hidden">b</p>{WECHAT.format(SHORT)}', SHORT),
    "hidden by its attribute": (f'<div id="js_content" hidden>{SHORT}</div>', SHORT),
    "with something hidden inside": (WECHAT.format(f"{SHORT}<p hidden>b</p>"), SHORT),
    "hidden inside once more": (WECHAT.format(f'<p style="display:none">{WORDS}</p>{SHORT}'), WORDS + SHORT),
    "two": (WECHAT.format(SHORT) + FOOT + WECHAT.format("<p>b</p>"), f"{SHORT}b"),
}


@pytest.mark.parametrize(("html", "expected"), OF_WECHAT.values(), ids=OF_WECHAT)
def test_text_of_wechats_page_is_kept_and_told_however_short_and_alone(html: str, expected: str) -> None:
    bare = letters(text_of(parse(BYLINE + expected).contents))
    assert seen(BYLINE + html) == (bare, TOLD)


@pytest.mark.parametrize("foot", ["", FOOT], ids=["alone", "above a longer foot"])
def test_pictures_of_wechats_page_are_kept_and_told(foot: str) -> None:
    tree = parse(BYLINE + WECHAT.format(PICTURE * 9) + foot)
    repair(tree, None)
    html = serialize(tree)
    assert (html.count("<img"), "words" in html, tree.notes) == (9, False, TOLD)


def test_text_of_wechats_page_that_is_shown_already_leaves_a_longer_foot_hidden() -> None:
    assert seen(f'<div id="js_content">{SHORT}</div>{FOOT}') == (letters(text_of(parse(SHORT).contents)), ())


NO_TEXT_OF_WECHAT = {
    "empty": (f"<h1>a</h1>{WECHAT.format('')}{FOOT}", f"a{letters(WORDS)}", TOLD),
    "empty beside a little": (f"<h1>a</h1>{WECHAT.format(' ')}<p hidden>b</p>", "a", ()),
    "inside what is hidden": (f"<h1>a</h1><div hidden>{WECHAT.format(SHORT)}</div>", "a", ()),
    "of another name": (f"<h1>a</h1>{WECHAT.format(SHORT).replace('js_content', 'js_cont')}", "a", ()),
}


@pytest.mark.parametrize(("html", "expected", "notes"), NO_TEXT_OF_WECHAT.values(), ids=NO_TEXT_OF_WECHAT)
def test_what_is_no_text_of_wechats_page_is_judged_by_its_length(
    html: str, expected: str, notes: tuple[str, ...]
) -> None:
    assert seen(html) == (expected, notes)


def test_texts_that_wait_in_several_ways_are_all_kept_where_one_is_not_most_of_them() -> None:
    parts = [f"<div style='{style}'>{WORDS}</div>" for style in ("display:none", "visibility:hidden", "font-size:0")]
    assert seen(f"{''.join(parts)}<div hidden>{WORDS}</div>")[0].count("words") >= 2 * WORDS.count("words")


def test_picture_is_something_to_see() -> None:
    assert seen('<img src="a.png"><p hidden>a</p>') == ("", ())


@pytest.mark.parametrize(
    ("html", "expected"),
    [("<div style='visibility:hidden'>" * 50_000 + "a", ""), ("<p hidden>a</p>" * 30_000 + "b", "a" * 30_000 + "b")],
    ids=["each in the other", "beside each other"],
)
def test_much_that_is_hidden_ends(html: str, expected: str) -> None:
    assert seen(html) == (
        expected,
        TOLD if expected else ("elements more than 256 deep were flattened; their words were kept",),
    )
