"""MyST's directives and roles in Markdown, and ABlog's head among them."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import document, generators
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html
from feedsvc.model import Document

OWN = Dialect(generator="ablog")


def html_of(body: str, dialect: Dialect | None = None) -> str:
    return to_html(body, "markdown", {}, dialect or Dialect()).html.replace("\n", "")


def doc(text: str) -> Document:
    found = document.read("a.md", text.encode())
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("```{note}\nMind *it*.\n```", "<p><strong>Note</strong></p><p>Mind <em>it</em>.</p>"),
        (":::{tip}\n:class: dropdown\nMind it.\n:::", "<p><strong>Tip</strong></p><p>Mind it.</p>"),
        ("```{admonition} The **race**\nMind it.\n```", "<p><strong>The race</strong></p><p>Mind it.</p>"),
        ("```{versionadded} 2.0\nA race.\n```", "<p><strong>New in version 2.0</strong></p><p>A race.</p>"),
        (
            "```{figure} a b.png\n---\nalt: A_mill\nname: fig\n---\nIts *race*.\n```",
            '<p><img src="a%20b.png" alt="A_mill" /></p><p>Its <em>race</em>.</p>',
        ),
        (
            "~~~{image} a.png\n:target: https://mill.example/b\n~~~",
            '<p><a href="https://mill.example/b"><img src="a.png" alt="" /></a></p>',
        ),
        ("```{code-block} python\n:linenos:\nx = 1\n```", '<pre><code class="language-python">x = 1</code></pre>'),
        ("```{code-cell} ipython3\nx = 1\n```", '<pre><code class="language-python">x = 1</code></pre>'),
        ("```{code-cell}\n:tags: [remove-input]\nx = 1\n```\n\nA.", "<p>A.</p>"),
        ("```{math}\na_b*c\n\n< d_e*f\n```", "<p>$$a_b*c&lt; d_e*f$$</p>"),
        ("```{toctree}\nmill\n```\n\nA.", "<p>A.</p>"),
        ("````{div} wide\n```{note}\nA.\n```\n````", "<p><strong>Note</strong></p><p>A.</p>"),
        ("- a\n\n  ```{note}\n  A.\n  ```\n- b", "<p><strong>Note</strong></p><p>A.</p>"),
        ("> ```{note}\n> A.\n> ```", "<blockquote><p><strong>Note</strong></p><p>A.</p></blockquote>"),
        ("```{youtube} dQw4w9WgXcQ\n```", "https://www.youtube.com/watch?v=dQw4w9WgXcQ</a></p>"),
    ],
)
def test_a_directive_is_what_it_draws(body: str, want: str) -> None:
    assert want in html_of(body)


@pytest.mark.parametrize(
    "body",
    [
        "````md\n```{note}\nA.\n```\n````",
        "```{mill}\nA.\n```",
        "```python\n:::{note}\nA.\n:::\n```",
        "`{sup}` and {sup}`2`",
        "It is so:\n\n    ```{note}\n    A.\n    ```",
        "So:\n\n    ```{note}\n    A.\n    ```\n\nB.",
        "- a\n\n      ```{note}\n      A.\n      ```\n- b",
        "- It is so:\n\n      ```{note}\n      A.\n      ```",
        "> It is so:\n>\n>     ```{note}\n>     A.\n>     ```",
        "<pre>\n:::{note}\nA.\n:::\n</pre>",
        "- ```md\n  :::{note}\n  A.\n  :::\n  ```",
    ],
)
def test_what_shows_a_directive_and_what_nobody_knows_stays_program_text(body: str) -> None:
    assert "{" in html_of(body) and ("A." not in html_of(body) or "<pre>" in html_of(body))
    assert "<strong>" not in html_of(body) and "<sup>" not in html_of(body)


def test_a_file_that_a_directive_shows_is_left_out_and_told() -> None:
    made = to_html("```{literalinclude} a.py\n:lines: 1-2\n```\n\nA.", "markdown", {})
    assert made.html == "<p>A.</p>\n" and made.notes == ("the file 'a.py' is not read, and was left out",)


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("2{sup}`10` {math}`a_b*c*`", "<p>2<sup>10</sup> $a_b*c*$</p>"),
        ("{ref}`the mill <mill>` {file}`a_b` {fas}`star`", "<p>the mill <code>a_b</code></p>"),
        ("`{sup}`, which `lifts`, {sup}`2`", "<p><code>{sup}</code>, which <code>lifts</code>, <sup>2</sup></p>"),
        ("(mill)=\n% not yet\nA mill.\n\n+++\n\nB.", "<p>A mill.</p><p>B.</p>"),
        (
            "```{socialpost} https://mill.example/1\n```",
            '<p><a href="https://mill.example/1">https://mill.example/1</a></p>',
        ),
        ("```{mill} of old\nA.\n```", "<p>of old</p><p>A.</p>"),
        ("    (mill)=\n\nA `x`\n", "<pre><code>(mill)=</code></pre><p>A <code>x</code></p>"),
        ("    {sup}`2`\n", "<pre><code>{sup}`2`</code></pre>"),
        (
            "``` A ``` is {sup}`2`\n\n```{note}\nB.\n```",
            "<p><code>A</code> is <sup>2</sup></p><p><strong>Note</strong></p><p>B.</p>",
        ),
        (
            "1. A\n\n    ```{note}\n    B.\n    ```\n\n    {sup}`2`",
            "<ol><li><p>A</p><p><strong>Note</strong></p><p>B.</p><p><sup>2</sup></p></li></ol>",
        ),
    ],
)
def test_at_a_site_of_ablogs_roles_are_their_words_and_unknown_directives_too(body: str, want: str) -> None:
    assert html_of(body, OWN) == want


def test_a_formula_in_a_role_is_shown_as_it_is_written_where_its_site_has_some_between_dollars_too() -> None:
    formulas = Dialect(generator="ablog", formulas=(("$", "$"),))
    assert html_of("{math}`a_b*c*\\alpha` and $d_e*f*$", formulas) == "<p>$a_b*c*\\alpha$ and $d_e*f*$</p>"
    assert html_of("{math}`a_b*c*\\alpha`", OWN) == "<p>$a_b*c*\\alpha$</p>"


def test_a_formula_within_words_is_as_written_where_the_site_reads_formulas() -> None:
    own = Dialect(generator="ablog", formulas=(("$$", "$$"), ("$", "$")))
    assert html_of(r"A {math}` \frac{a_1}{b*c*} `, *B*.", own) == r"<p>A $\frac{a_1}{b*c*}$, <em>B</em>.</p>"
    assert html_of(r"A {math}`\frac{a_1}{b*c*}`.", OWN) == r"<p>A $\frac{a_1}{b*c*}$.</p>"


def test_ablogs_directive_is_the_head_of_a_post_and_what_stands_in_it_its_summary() -> None:
    found = doc(
        "```{post} March 5, 2024\n:author: Ann Lee, Bo\n:tags: mills\n:exclude:\n\nIt *turns*.\n```\n"
        "\n# The mill\n\nA.\n"
    )
    assert {key: found.head[key] for key in ("date", "author", "tags")} == {
        "date": "March 5, 2024", "author": ("Ann Lee", "Bo"), "tags": ("mills",)
    }  # fmt: skip
    assert (found.head["summary"], found.body) == ("It *turns*.", "# The mill\n\nA.\n")
    shown = doc("---\ndate: 2024-03-06\n---\n# The mill\n\n:::{post} 2024-03-05\nIt turns.\n:::\n\nA.\n")
    assert shown.head["date"] == "2024-03-06" and "It turns." in shown.body and "{post}" not in shown.body


def test_a_post_without_a_day_is_a_draft_and_program_text_is_no_head() -> None:
    assert doc("```{post}\n:tags: mills\n```\n\nA.\n").head["draft"] == "true"
    assert doc("A.\n\n````md\n```{post} 2024-03-05\n```\n````\n").head == {}
    shown = doc("---\ntitle: A\ndate: 2024-03-05\n---\nIt is so:\n\n    ```{post}\n    :tags: mills\n    ```\n")
    assert shown.head == {"title": "A", "date": "2024-03-05"} and "{post}" in shown.body


def test_a_directive_alone_makes_no_head_of_pelicans() -> None:
    found = doc("```{post} 2024-03-05\n```\n\nA.\n")
    assert (found.form, generators.mark_of(found)) == ("labels", None)


def test_what_a_head_leaves_empty_the_directive_says() -> None:
    found = doc(
        "---\ntitle: A\nDate:\nauthor: ''\ntags: old\n---\n```{post} 2024-03-05\n:author: Ann\n:tags: new\n```\n\nA.\n"
    )
    assert (found.head["date"], found.head["author"], found.head["tags"]) == ("2024-03-05", ("Ann",), "old")


@pytest.mark.parametrize(
    "line",
    ["```{note}\n", ":::{note}\n", "::::{mill}\n", "{sup}`a", "```{post} 1\n", "`{a}`", "- ```{a}\n", "<pre>{a}\n"],
)
def test_many_signs_of_directives_take_linear_time(line: str) -> None:
    begun = time.process_time()
    doc(line * 20_000)
    to_html(line * 20_000, "markdown", {}, OWN)
    assert time.process_time() - begun < 20
