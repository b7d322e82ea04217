"""What Python-Markdown reads with the extensions that a site of MkDocs names."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import siteconfig
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html
from feedsvc.articles.pymdown import OF_MARKDOWN_IT, read
from feedsvc.articles.site import SiteConfig

ALL = frozenset(
    {
        *(f"pymdownx.{name}" for name in ("critic", "emoji", "keys", "mark", "caret", "tilde", "snippets", "blocks")),
        "attr_list",
    }
)
SITE = Dialect(generator="mkdocs", extensions=ALL)
HEXO = Dialect(generator="hexo", extensions=OF_MARKDOWN_IT)


def html_of(body: str, dialect: Dialect = SITE) -> str:
    return to_html(body, "markdown", {}, dialect).html.strip()


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("The :material-cog:{ .lg .middle } wheel, :octicons-link-16:.", "<p>The wheel,.</p>"),
        ("**:fontawesome-brands-github: Mills**", "<p><strong>Mills</strong></p>"),
        ("-   :simple-rust:{ .x } __A__", "<ul>\n<li><strong>A</strong></li>\n</ul>"),
        ("At 10:material-cog:30 :no-icon-here:", "<p>At 1030 :no-icon-here:</p>"),
        (
            'Press ++ctrl+alt+"Q"++ and ++escape+bracket-left++.',
            "<p>Press <kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>Q</kbd> and <kbd>Esc</kbd>+<kbd>[</kbd>.</p>",
        ),
        ("C++ and D++ and i++ and ++i", "<p>C++ and D++ and i++ and ++i</p>"),
        ("A ==new **mill**== a == b == c, x==y==z", "<p>A <mark>new <strong>mill</strong></mark> a == b == c, x"
         "<mark>y</mark>z</p>"),
        ("^^in^^ 2^10^ H~2~O ~~no~~ a ^ b", "<p><ins>in</ins> 2<sup>10</sup> H<sub>2</sub>O <del>no</del> a ^ b</p>"),
        ("{++add++}{--*b*--} {~~c~>d~~} {==e==}{>>f<<} {x} {++g}",
         "<p><ins>add</ins><del><em>b</em></del> <del>c</del><ins>d</ins> <mark>e</mark> {x} {++g}</p>"),
        ("`==a== ++b++ :material-cog:`", "<p><code>==a== ++b++ :material-cog:</code></p>"),
        ("**a**{ .lead } `b`{.py #x} [c][d]{ target=_blank }\n\n[d]: https://d.example",
         '<p><strong>a</strong> <code>b</code> <a href="https://d.example">c</a></p>'),
        ("- a { .x }\n- b {c}", "<ul>\n<li>a</li>\n<li>b {c}</li>\n</ul>"),
        ("## A mill { #mill data-toc='x' }", "<h2>A mill</h2>"),
        ("/// note | A *title*\n    open: true\n\nWords.\n\n- a\n///\nMore.",
         "<p><strong>A <em>title</em></strong></p>\n<p>Words.</p>\n<ul>\n<li>a</li>\n</ul>\n<p>More.</p>"),
        ("/// warning\nWords.\n///", "<p><strong>Warning</strong></p>\n<p>Words.</p>"),
        ("![](a.png)\n/// caption\nA mill\n///", '<p><img src="a.png" alt="" /></p>\n<p>A mill</p>'),
        ("/// html | div.x\nWords.\n///", "<p>Words.</p>"),
    ],
)  # fmt: skip
def test_what_an_extension_reads_is_shown_as_it_shows_it(body: str, want: str) -> None:
    assert html_of(body) == want


def test_plug_ins_of_markdown_it_read_their_marks() -> None:
    body = "++in++ ==new== 2^10^ H~2~O ~~no~~\n\nC++ and C++11, i++ and ++i, a ++ b ++ c, :material-cog: `++d++`"
    assert html_of(body, HEXO) == (
        "<p><ins>in</ins> <mark>new</mark> 2<sup>10</sup> H<sub>2</sub>O <del>no</del></p>\n"
        "<p>C++ and C++11, i++ and ++i, a ++ b ++ c, :material-cog: <code>++d++</code></p>"
    )


@pytest.mark.parametrize(
    ("config", "package", "want"),
    [
        (
            "markdown: {plugins: [markdown-it-mark, {name: markdown-it-sub}, x]}",
            "",
            {"markdown-it-mark", "markdown-it-sub"},
        ),
        ("", '{"dependencies": {"hexo-renderer-markdown-it-plus": "1"}}', OF_MARKDOWN_IT),
        ("", '{"dependencies": {"hexo-renderer-marked": "1"}}', set()),
    ],
)
def test_a_site_of_hexos_says_which_it_has(config: str, package: str, want: set[str]) -> None:
    files = {"_config.yml": f"source_dir: source\n{config}\n".encode(), "package.json": package.encode()}
    found = siteconfig.read(files, beside=None)
    assert isinstance(found, SiteConfig) and found.extensions == want


def test_what_no_extension_of_the_site_reads_is_text() -> None:
    body = "++a++ ==b== ^^c^^ :material-cog: `d`{.e}"
    assert html_of(body, Dialect(generator="mkdocs", extensions=frozenset({"toc"}))) == (
        "<p>++a++ ==b== ^^c^^ :material-cog: <code>d</code>{.e}</p>"
    )


@pytest.mark.parametrize(
    ("body", "want", "paths"),
    [
        ('A\n\n--8<-- "notes/a.md"\n\nB', "<p>A</p>\n<p>B</p>", ["notes/a.md"]),
        ('```py\n# a\n--8<-- "b.py:3:9"\n```', '<pre><code class="language-py"># a\n\n</code></pre>', ["b.py:3:9"]),
        ("--8<--\n'a.md'\n\n; b.md\n--8<--\nC", "<p>C</p>", ["a.md", "; b.md"]),
        (';--8<-- "a.md"', "<p>;--8&lt;-- &quot;a.md&quot;</p>", []),
    ],
)
def test_what_stands_in_another_file_is_left_out_and_told(body: str, want: str, paths: list[str]) -> None:
    made = to_html(body, "markdown", {}, SITE)
    assert made.html.strip() == want
    assert made.notes == tuple(f"the text in {path!r} was left out" for path in paths)


def test_formulas_of_arithmatex_are_no_markdown_and_prices_are_none() -> None:
    formulas = (("$$", "$$"), ("$", "$"), (r"\(", r"\)"))
    html = html_of("$a_1 * b_2 * c$ and \\(x_1 _y_\\), $5 and *$6*", Dialect(extensions=ALL, formulas=formulas))
    assert html == "<p>$a_1 * b_2 * c$ and \\(x_1 _y_\\), $5 and <em>$6</em></p>"


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "++a",
            "{++a",
            "{~~a~>b",
            "==a",
            "==a\n",
            "^^a",
            "a^b",
            "a~b",
            ":material-a",
            "{ .a",
            "a `b`{ .x ",
            "--8<--\n",
            "/// a | ",
            "- a {",
        ),
    ],
)
def test_marks_without_end_are_looked_through_once(piece: str) -> None:
    began = time.process_time()
    read(piece * 30_000, ALL | OF_MARKDOWN_IT)
    to_html(piece * 300, "markdown", {}, SITE)
    assert time.process_time() - began < 3


@pytest.mark.parametrize("formula", ["x^2y^3", "a~b~c", "a==b==c", "a++b++c", "x^{2}*y^{3}"])
def test_such_marks_in_a_formula_are_its_own(formula: str) -> None:
    dialect = Dialect(generator="hexo", extensions=OF_MARKDOWN_IT, formulas=(("$$", "$$"), ("$", "$")))
    assert html_of(f"1^2^ ${formula}$", dialect) == f"<p>1<sup>2</sup> ${formula}$</p>"
