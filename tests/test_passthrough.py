"""Formulas of a Hugo site with the passthrough extension, and of a Hexo one whose renderer knows them, keep what
Markdown would read in them."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html
from feedsvc.articles.passthrough import OF_PANDOC
from feedsvc.articles.site import SiteConfig
from feedsvc.articles.siteconfig import read

PAIRS = (("$$", "$$"), (r"\[", r"\]"), ("$", "$"), (r"\(", r"\)"))
HUGO = Dialect(generator="hugo", formulas=PAIRS)


def html_of(body: str, dialect: Dialect = HUGO) -> str:
    return to_html(body, "markdown", {}, dialect).html.strip()


@pytest.mark.parametrize(
    "formula",
    [
        r"$k \in \{1, 2\}$",
        r"$a_1 * b_2 * c_{.3}$",
        r"\(a_1 + b_1\)",
        r"\[ x \\ y \]",
        r"$$\frac{{a}}{b}$$",
    ],
)
def test_formula_is_shown_as_it_stands(formula: str) -> None:
    shown = formula.replace("&", "&amp;")
    assert html_of(f"{formula}\n\nA *word*, {formula}") == f"<p>{shown}</p>\n<p>A <em>word</em>, {shown}</p>"


def test_block_of_formula_holds_what_would_begin_another_block() -> None:
    formula = "$$\nx &= [a](b) \\\\\n- y_1 &= \\{z_1\\}\n# c\n$$"
    shown = formula.replace("&", "&amp;")
    assert html_of(formula) == f"<p>{shown}</p>"
    assert html_of(f"- {formula}") == f"<ul>\n<li>{shown}</li>\n</ul>"


@pytest.mark.parametrize("mark", ["> ", ">", "> > "])
def test_formula_of_several_lines_in_a_quotation_has_none_of_its_marks(mark: str) -> None:
    shown = html_of("\n".join(f"{mark}{line}" for line in ("$$", r"a_1 \\", "- b_1 > c", "$$")))
    assert "<p>$$\na_1 \\\\\n- b_1 &gt; c\n$$</p>" in shown
    assert html_of("> - $$\n>   a_1\n>   $$").count("&gt;") == 0
    assert html_of("$$\na\n> b\n$$") == "<p>$$\na\n&gt; b\n$$</p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\$5 and *6*", "<p>$5 and <em>6</em></p>"),
        ("$5 and *6*", "<p>$5 and <em>6</em></p>"),
        (r"\\(a *b*\\)", r"<p>\(a <em>b</em>\)</p>"),
        (r"\\$a_1 b_1$ *c*", r"<p>\$a_1 b_1$ <em>c</em></p>"),
        ("$5 *a*\n\n*b* $", "<p>$5 <em>a</em></p>\n<p><em>b</em> $</p>"),
        ("$$ *a*", "<p>$$ <em>a</em></p>"),
        ("`$` *a* `$`", "<p><code>$</code> <em>a</em> <code>$</code></p>"),
        ("- to the end: $\n- *all*: $", "<ul>\n<li>to the end: $</li>\n<li><em>all</em>: $</li>\n</ul>"),
        ("$ a\n# b $", "<p>$ a</p>\n<h1>b $</h1>"),
        ("$ `a` *b*$", "<p>$ <code>a</code> <em>b</em>$</p>"),
        ("<p>$*a*$</p>", "<p>$*a*$</p>"),
        ('a <b title="$a_1$">*b*</b>', '<p>a <b title="$a_1$"><em>b</em></b></p>'),
        ("<https://h.example/$a_b$/>", '<p><a href="https://h.example/$a_b$/">https://h.example/$a_b$/</a></p>'),
        ("at https://h.example/$a_b$/", '<p>at <a href="https://h.example/$a_b$/">https://h.example/$a_b$/</a></p>'),
        ("(www.h.example/$a$)", '<p>(<a href="http://www.h.example/$a$">www.h.example/$a$</a>)</p>'),
    ],
)
def test_what_is_no_formula_is_markdown(body: str, expected: str) -> None:
    assert html_of(body) == expected


def test_formulas_behind_an_address_or_a_tag_and_with_signs_of_tags_in_them_are_formulas() -> None:
    assert html_of("见https://h.example，$a_1 b_1$").endswith("，$a_1 b_1$</p>")
    assert html_of("A <b>x</b>$a_1 <i> *b*$ *c*") == "<p>A <b>x</b>$a_1 &lt;i&gt; *b*$ <em>c</em></p>"
    assert html_of("a <b and $a_1 b_1$ > c") == "<p>a &lt;b and $a_1 b_1$ &gt; c</p>"


def test_without_the_extension_all_is_markdown() -> None:
    assert html_of(r"$\{a\}$", Dialect(generator="hugo")) == "<p>${a}$</p>"


@pytest.mark.parametrize(
    ("config", "want"),
    [
        ("enable = true\n[%s.delimiters]\nblock = [['$$', '$$']]\ninline = [['$', '$']]", (("$$", "$$"), ("$", "$"))),
        ("enable = true\ndelimiters = {inline = [['\\(', '\\)'], ['a'], 'b']}", ((r"\(", r"\)"),)),
        ("enable = true", ()),
        ("enable = false\ndelimiters = {inline = [['$', '$']]}", ()),
    ],
)
def test_configuration_says_what_stands_around_formulas(config: str, want: tuple[tuple[str, str], ...]) -> None:
    table = "markup.goldmark.extensions.passthrough"
    said = f"baseURL = 'https://h.example'\n[{table}]\n{config.replace('%s', table)}\n"
    found = read({"hugo.toml": said.encode()}, beside=None)
    assert found is not None and not hasattr(found, "mend")
    assert getattr(found, "formulas", None) == want


@pytest.mark.parametrize("part", ["$", "$$ ", "\\( ", "$a$ $", "\\[ $ ", "$\n", "<a b='\" $ ", "<a b ", "http://"])
def test_formulas_that_never_end_take_linear_time(part: str) -> None:
    started = time.process_time()
    html_of(part * 50_000)
    assert time.process_time() - started < 5


HEXO = Dialect(generator="hexo", breaks=True, formulas=OF_PANDOC)


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("$\\left\\{a_1 * b_2 * c\\right\\}$", "<p>$\\left\\{a_1 * b_2 * c\\right\\}$</p>"),
        ("$$\n\\begin{cases}\n0\\\\\n1\n\\end{cases}\n$$", "<p>$$ \\begin{cases} 0\\\\ 1 \\end{cases} $$</p>"),
        ("a\nb, $5 and *$6*", "<p>a<br />\nb, $5 and <em>$6</em></p>"),
    ],
)
def test_a_formula_of_hexos_is_shown_as_it_stands_in_one_line_and_prices_are_none(body: str, want: str) -> None:
    assert to_html(body, "markdown", {}, HEXO).html.strip() == want


@pytest.mark.parametrize(
    ("config", "package", "has"),
    [
        ("", '{"dependencies": {"hexo-renderer-markdown-it-plus": "^1.0.6"}}', True),
        ("", '{"devDependencies": {"hexo-renderer-pandoc": "0"}}', True),
        ("", '{"dependencies": {"hexo-renderer-marked": "^6", "hexo-math": "4"}}', False),
        ("", "{", False),
        ("", None, False),
        ("markdown: {plugins: [a, {name: '@renbaoshuo/markdown-it-katex'}]}\n", None, True),
        ("markdown:\n  plugins:\n    - markdown-it-mathjax3\n", "[]", True),
    ],
)
def test_a_site_of_hexos_says_whether_it_has_formulas(config: str, package: str | None, has: bool) -> None:
    files = {"_config.yml": f"source_dir: source\n{config}".encode()}
    files |= {} if package is None else {"package.json": package.encode()}
    found = read(files, beside=None)
    assert isinstance(found, SiteConfig)
    assert (found.generator, found.formulas) == ("hexo", OF_PANDOC if has else ())


@pytest.mark.parametrize("generator", ["hexo", "hugo"])
def test_a_formula_in_lines_of_its_own_goes_on_over_blank_lines(generator: str) -> None:
    dialect = Dialect(generator=generator, formulas=OF_PANDOC)
    body = "A.\n\n$$\na_1 = b_2\n\n- c_3 * d\n$$\n\nB, $$\n\n- c $$\n"
    made = to_html(body, "markdown", {}, dialect).html
    assert "<p>$$\na_1 = b_2\n- c_3 * d\n$$</p>" in made and "<li>c $$</li>" in made
    behind = to_html("$$\na\n$$ (1)\n\nB.\n\n- c\n\n$$\nd\n$$\n", "markdown", {}, dialect).html
    assert "<p>B.</p>\n<ul>\n<li>c</li>\n</ul>\n<p>$$\nd\n$$</p>" in behind
    other = to_html(body, "markdown", {}, Dialect(generator="mkdocs", formulas=OF_PANDOC)).html
    assert "<li>c_3 * d" in other


@pytest.mark.parametrize("generator", ["hexo", "hugo"])
@pytest.mark.parametrize("first", ["$$\na_1\n$$.", "So $$\na_1\n$$", "  $$a_1$$ or $$\nb_1\n$$", "$$a_1$$\n$$b_1$$,"])
def test_what_ends_a_formula_begins_none_over_the_paragraphs_behind_it(generator: str, first: str) -> None:
    dialect = Dialect(generator=generator, formulas=OF_PANDOC)
    made = to_html(f"{first}\n\nB.\n\n- C.\n\n$$\nd_2\n\ne_2\n$$\n", "markdown", {}, dialect).html
    assert "<p>B.</p>" in made and "<li>C.</li>" in made and "<p>$$\nd_2\ne_2\n$$</p>" in made
