"""Tables as kramdown 2.4 reads them, where GFM has another rule."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html
from feedsvc.articles.tables import of_kramdown, of_marked

JEKYLL, HUGO = Dialect(generator="jekyll"), Dialect(generator="hugo")


def rows_of(body: str, dialect: Dialect = JEKYLL) -> str:
    """The HTML without its table's own tags, a row a line, cells apart by bars."""
    html = to_html(body, "markdown", {}, dialect).html.replace("\n", "")
    for tag, shown in (("</td><td>", "|"), ("</th><th>", "|"), ("</tr>", "\n")):
        html = html.replace(tag, shown)
    return re.sub("</?t[rd]>", "", html)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("| a | b |\n|---|---|\n| 1 | `x | y` |", "<thead><th>a|b</th>\n</thead><tbody>1|<code>x | y</code>\n</tbody>"),
        ("a | b\n--|--\n`x|y` | c", "<thead><th>a|b</th>\n</thead><tbody><code>x|y</code>|c\n</tbody>"),
        ("| a |\n|---|\n| `x \\| y` |", "<thead><th>a</th>\n</thead><tbody><code>x \\| y</code>\n</tbody>"),
        ("| a |\n|---|\n| x \\| y |", "<thead><th>a</th>\n</thead><tbody>x | y\n</tbody>"),
        ("| no | head |\n| 1 | 2 |", "<tbody>no|head\n1|2\n</tbody>"),
        ("| one |", "<tbody>one\n</tbody>"),
        ("|---|---|\n| a | b |\n| 1 | 2 |", "<tbody>a|b\n1|2\n</tbody>"),
        (
            "|---\n| a | b | c\n|-+-+-\n| 1 | 2\n|---\n| 3\n|===\n| x",
            "<thead><th>a|b|c</th>\n</thead><tbody>1|2|\n3||\nx||\n</tbody>",
        ),
        ("| a |\n|---|\n| 1 | 2 |", "<thead><th>a|</th>\n</thead><tbody>1|2\n</tbody>"),
        ("| a | b |\n|  |  |", "<tbody>a|b\n|\n</tbody>"),
    ],
)  # fmt: skip
def test_tables_of_kramdown(body: str, expected: str) -> None:
    assert rows_of(f"x\n\n{body}\n\ny") == f"<p>x</p><table>{expected}</table><p>y</p>"


@pytest.mark.parametrize("rows", ["  | a | b |\n  |---|---|\n  | 1 | 2 |", "  | a | b |\n  | 1 | 2 |"])
def test_table_of_an_item_stays_in_it(rows: str) -> None:
    html = rows_of(f"- item\n\n{rows}\n\ny")
    assert html.count("<table>") == 1
    assert html.index("<li>") < html.index("<table>") < html.index("</table>") < html.index("</li>")


def test_alignment_stays() -> None:
    assert 'align="right">2<' in to_html("|---\n| a | b\n|-|-:\n| 1 | 2", "markdown", {}, JEKYLL).html


@pytest.mark.parametrize("body", ["| a |\nplain", "a | b\nc | d", "|---|", "\\| a |", "    | a |", "`| a |`"])
def test_other_lines_with_bars_stay(body: str) -> None:
    assert to_html(body, "markdown", {}, JEKYLL).html == to_html(body, "markdown", {}, HUGO).html


def test_tables_of_others_are_those_of_gfm() -> None:
    assert "<table>" not in rows_of("| a | b |\n| 1 | 2 |", HUGO)
    assert "<code>x" not in rows_of("| a |\n|---|\n| `x | y` |", HUGO)


@pytest.mark.parametrize("piece", ["|", "| a ", "|-", "| a |\n", "|---\n", "|=\n", "\\|", "\n", "| a |\n|---|\n"])
def test_long_sources_cost_no_more_than_their_length(piece: str) -> None:
    assert len(of_kramdown("| a |\n" + piece * 60_000)) < 12 * 60_000 * len(piece) + 100


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["|", " ", "a", "-", "\n", "\n\n", "\\", "\x021\x03"])))
def test_no_words_are_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert of_kramdown(text).count("a") == text.count("a")
    assert of_kramdown(text).replace("\x02c", "\x02").count("\x021\x03") == text.count("\x021\x03")


ROWS = "| a | b |\n| --- | --- |\n| 1 | 2 |"


@pytest.mark.parametrize("item", ["- Of two", "1. Of two", "* x\n  - Of two"])
def test_a_table_below_an_item_is_in_it_in_articles_of_hexo(item: str) -> None:
    html = to_html(f"{item}\n{ROWS}\n\nMore.", "markdown", {}, Dialect(generator="hexo")).html
    assert html.count("<table>") == 1 and html.index("<li>") < html.index("<table>") < html.index("</li>")
    assert "|" not in html and html.endswith("<p>More.</p>\n")
    assert "| a | b |" in to_html(f"{item}\n{ROWS}", "markdown", {}, Dialect(generator="hugo")).html


@pytest.mark.parametrize("body", ["- a\n| b | c |", "- a\n| b |\n| c |", "a\n" + ROWS, "- | a | b |\n  |---|---|"])
def test_other_lines_below_an_item_stay_where_they_are(body: str) -> None:
    assert of_marked(body) == body
