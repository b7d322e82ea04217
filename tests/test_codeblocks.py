"""What is program text in a source."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.articles import codeblocks, gfm
from feedsvc.articles.codeblocks import outside_code, pieces
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html

LINES = (
    *("", " ", "text {}", "   x {}", "    x {}", "\tx {}", "      x {}", "- a {}", "  - b {}", "* a {}", "1. a {}"),
    *(
        "* * *",
        "- - -",
        "10. c {}",
        "# h {}",
        "> x {}",
        ">     x {}",
        "```",
        "~~~",
        "  ```",
        "   ```",
        "    ```",
        "\t```",
        "> ```",
    ),
)


@given(st.lists(st.sampled_from(LINES), max_size=6))
def test_what_commonmark_shows_as_program_text_is_program_text(lines: list[str]) -> None:
    source = "".join(line.format(f"n{at}n") + "\n" for at, line in enumerate(lines))
    shown = re.findall(r"<code[^>]*>(.*?)</code>", gfm.to_html(source), re.DOTALL)
    found = "".join(piece.text for piece in pieces(source) if piece.code)
    assert set(re.findall("n[0-9]n", "".join(shown))) <= set(re.findall("n[0-9]n", found))


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a `b` c", "`b`"),
        ("- a ` b\n- `c`", "`c`"),
        ("# a ` b\n`c` d", "`c`"),
        ("| a ` | b |\n|---|---|\n| `c` | d |", "`c`"),
        ("a ` b\n  \n`c`", "`c`"),
        ("a ` b\n> `c`", "`c`"),
        ("> a `b\n> c` d", "`b\n> c`"),
        ("a `b\n1990` d", "`b\n1990`"),
        ("a\n\n- - -\n\n    b\n", "    b\n"),
        ("  1.  a\n\n    ```\n    b\n    ```\n\nc `d`", "    ```\n    b\n    ```\n\n`d`"),
        ("a ``b ` c`` d", "``b ` c``"),
        ("a ` b", ""),
        ("a `b\n\nc` d", ""),
        ("a \\`b` c", ""),
        ("x\n\n    y\n\n    z\n\nw", "    y\n\n    z\n\n"),
        ("x\n    y", ""),
        ("- x\n\n    y", ""),
        ("- x\n\n      y", "      y"),
        ("```\na\n```\nb", "```\na\n```\n"),
        ("````\n```\n````\nb", "````\n```\n````\n"),
        ("> ```\n> a\n> ```\nb", "> ```\n> a\n> ```\n"),
        ("- ```\n  a\n  ```\nb", "- ```\n  a\n  ```\n"),
        ("1. x\n\n\t```\n\ta\n\n\tb\n\t```\nc", "\t```\n\ta\n\n\tb\n\t```\n"),
        ("```\n    ```\na\n```\nb", "```\n    ```\na\n```\n"),
        ("- ~~~\n  a\n     ~~~\nb", "- ~~~\n  a\n     ~~~\n"),
        ("> - ```\n> \ta\n>\n>   ```\nb", "> - ```\n> \ta\n>\n>   ```\n"),
        (">     x\n>\n> y", ">     x\n>\n"),
        ("> a\n>\n>\t\tx\nb", ">\t\tx\n"),
        ("# a\n    x\nb", "    x\n"),
        ("- a\n# b\n    x\nc", "    x\n"),
        ("```\n> ```\na\n```\nb", "```\n> ```\na\n```\n"),
        ("    ```\n\na `b`\n\n```\nc\n```", "    ```\n\n`b````\nc\n```"),
        ("- ```\n  a\n\nb `c`\n\n```\nd\n```", "- ```\n  a\n\n`c````\nd\n```"),
        (f"{'>' * 3000} ```\na `b`", "`b`"),
        ("> ```\n> a\nb\n\n```\nc\n```", "> ```\n> a\n```\nc\n```"),
        ("```\nnever closed", "```\nnever closed"),
        ("a <code>b</code> <pre>c</pre>", "<code>b</code><pre>c</pre>"),
        ("a <code>b", ""),
    ],
)
def test_program_text_is_found(source: str, code: str) -> None:
    assert "".join(piece.text for piece in pieces(source) if piece.code) == code


@pytest.mark.parametrize(
    ("source", "code", "defined"),
    [
        (": a\n\n    b", "    b", ""),
        ("a\n\n: b\n\n    c", "    c", ""),
        ("a\n: b\n\n        c", "        c", "      c"),
    ],
)
def test_what_is_indented_behind_a_colon_is_a_meaning_s_where_there_are_definition_lists(
    source: str, code: str, defined: str
) -> None:
    shown = ["".join(piece.text for piece in pieces(source, defines=each) if piece.code) for each in (False, True)]
    assert [each.strip() for each in shown] == [code.strip(), defined.strip()]


@pytest.mark.parametrize("generator", ["hexo", "zola", ""])
def test_program_text_behind_a_colon_stays_where_there_are_no_definition_lists(generator: str) -> None:
    html = to_html(": a\n\n    {{ page.b }} {% c %}\n\nd", "markdown", {}, Dialect(generator=generator)).html
    assert html == "<p>: a</p>\n<pre><code>{{ page.b }} {% c %}\n</code></pre>\n<p>d</p>\n"


def test_in_html_indentation_and_backticks_are_no_program_text() -> None:
    assert [piece.code for piece in pieces("x\n\n    y `z`\n", "html")] == [False]


@given(st.text(alphabet="`~ \n\t->a<precod/>1."))
def test_pieces_joined_are_the_source(source: str) -> None:
    assert "".join(piece.text for piece in pieces(source)) == source


@given(st.lists(st.sampled_from(["`", "~~~", "\t", "\n", "\n\n", "   ", " ", "<pre>", "<CODE ", ">", "- ", "> ", "a"])))
def test_a_look_at_the_source_as_a_whole_changes_no_piece(parts: list[str]) -> None:
    source = "".join(parts)
    assert list(pieces(source)) == list(codeblocks._joined(codeblocks._all(source)))
    in_html = codeblocks._inline(source, codeblocks._RAW_OPEN)
    assert list(pieces(source, "html")) == list(codeblocks._joined(in_html))


def test_a_line_of_very_many_quotation_marks_takes_linear_time() -> None:
    start = time.process_time()
    assert outside_code("> " * 100_000 + "a\n\n" + " > " * 100_000, str.upper).count("A") == 1
    assert time.process_time() - start < 2


def test_what_looks_like_a_fence_in_a_raw_pre_is_its_text() -> None:
    source = "<pre>\n```\n\n    a\n</pre>\n\n{{ b }}"
    assert [piece.text for piece in pieces(source) if piece.code] == ["<pre>\n```\n\n    a\n</pre>"]


def test_a_tag_that_a_span_or_a_fence_shows_begins_no_element() -> None:
    assert [piece.text for piece in pieces("`<pre>`\n\n```\na\n```\n\n`</pre>` b") if piece.code] == [
        "`<pre>`",
        "```\na\n```\n",
        "`</pre>`",
    ]


@pytest.mark.parametrize("source", ["> " * 2_000, "> - " * 2_000, " >" * 2_000 + "```"])
def test_quotation_marks_in_any_number_are_read_at_once(source: str) -> None:
    assert "".join(piece.text for piece in pieces(source)) == source
    assert to_html(source, "markdown", {}).html
