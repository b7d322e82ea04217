"""Words directly in containers become paragraphs; nothing empty is left."""

from __future__ import annotations

import pytest

from feedsvc.articles.growth import serialize
from feedsvc.articles.paragraphs import MAX_LINES
from feedsvc.articles.repair import parse, repair


def mended(html: str) -> str:
    tree = parse(html)
    repair(tree, None)
    return serialize(tree)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div>a<br><br>b</div>", "<div><p>a</p><p>b</p></div>"),
        ("<div>a<br>\n<br/>\n<br>b<br></div>", "<div><p>a</p><p>b</p></div>"),
        ("<div>a<br>b</div>", "<div><p>a<br/>b</p></div>"),
        ("<div>a<br>\u200b<br>b</div>", "<div><p>a</p><p>b</p></div>"),
        ("<div>一。\n二：\n三</div>", "<div><p>一。</p><p>二：</p><p>三</p></div>"),
        (
            "<div>broken for its\nwidth. And then.\nAnd then.</div>",
            "<div><p>broken for its\nwidth. And then.\nAnd then.</p></div>",
        ),
        ("<div>a<p>b</p>c</div>", "<div><p>a</p><p>b</p><p>c</p></div>"),
        ("<div>a <b>b</b><h2>c</h2></div>", "<div><p>a <b>b</b></p><h2>c</h2></div>"),
        ("<blockquote>a</blockquote>", "<blockquote>a</blockquote>"),
        ("<blockquote>a<br><br>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<div><strong>a</strong><br><strong><br></strong>b</div>", "<div><p><strong>a</strong></p><p>b</p></div>"),
        ("a<br><br>b", "<p>a</p><p>b</p>"),
        ("<div><pre>a<br><br>b\n\n</pre></div>", "<div><pre>a<br/><br/>b\n\n</pre></div>"),
    ],
)
def test_breaks_become_paragraphs(html: str, expected: str) -> None:
    assert mended(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p></p><p>a</p><p>&nbsp;</p><p><br></p><p>\u3000\u200b</p>", "<p>a</p>"),
        ("<p>a<br></p><p><br>b<br><br></p>", "<p>a</p><p>b</p>"),
        ("<div><div><p></p></div></div><p>a</p>", "<p>a</p>"),
        ("<ul><li>A one.\nA two.</li></ul>", "<ul><li>A one.\nA two.</li></ul>"),
        ("<ul><li></li><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("<table><tr><td>a</td><td></td></tr></table>", "<table><tr><td>a</td><td></td></tr></table>"),
        ("<p>a<b> </b>b<i></i></p>", "<p>a b</p>"),
        ("<p><img src='https://i.example/a.png'></p>", '<p><img src="https://i.example/a.png"/></p>'),
        ("<p>a</p><hr><p>b</p>", "<p>a</p><hr/><p>b</p>"),
        ("<p>\u3000\u3000a</p>", "<p>\u3000\u3000a</p>"),
    ],
)
def test_empty_elements_go(html: str, expected: str) -> None:
    assert mended(html) == expected


def test_listing_of_very_many_lines_is_one_paragraph() -> None:
    assert mended("<div>" + "一。\n" * (MAX_LINES + 1) + "</div>").count("<p>") == 1
