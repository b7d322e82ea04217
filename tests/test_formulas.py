"""Formulas in MathML: TeX or words stand for them, each once."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.growth import serialize
from feedsvc.articles.repair import parse
from feedsvc.articles.sanitize import sanitize

EYE = '<span class="katex-html" aria-hidden="true"><span>a</span><span>2</span></span>'
MARKS = "<msup><mi>a</mi><mn>2</mn></msup>"
TEX = '<annotation encoding="application/x-tex">a^{2}</annotation>'


def shown(html: str) -> str:
    return sanitize(serialize(parse(f"<p>So {html} it is.</p>"))).removeprefix("<p>So ").removesuffix(" it is.</p>")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<math><semantics><mrow>{MARKS}</mrow>{TEX}</semantics></math>", "a^{2}"),
        (f'<span class="katex"><span class="katex-mathml"><math>{MARKS}{TEX}</math></span>{EYE}</span>', "a^{2}"),
        (f'<span class="katex"><span class="katex-mathml"><math>{MARKS}</math></span>{EYE} x</span>', "a2 x"),
        (f'<math alttext="{{\\displaystyle a^2 }}">{MARKS}</math>', "a^2"),
        (f'<math alttext="a^2 &lt; b">{MARKS}</math>', "a^2 &lt; b"),
        (f"<mjx-container><svg><path/></svg><mjx-assistive-mml><math>{MARKS}</math></mjx-container>", "a^2"),
        (f'<span class="katex"><math>{MARKS}{TEX}</math> and <math>{MARKS}</math></span>', "a^{2} and a^2"),
        (f'<span class="MathJax"><nobr aria-hidden="true">a²!</nobr><math>{MARKS}</math></span>', "a²!"),
        (
            f'<span class="mwe-math-element"><math>{MARKS}</math><img src="https://w.example/a.svg" alt="a^2"></span>',
            '<img alt="a^2" src="https://w.example/a.svg">',
        ),
        (f"<MATH>{MARKS}</MATH>", "a^2"),
    ],
)  # fmt: skip
def test_a_formula_that_is_written_twice_is_shown_once(html: str, words: str) -> None:
    assert shown(html) == words


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ("<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "E=mc^2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "3√x"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_i^2"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>0</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
            "∑_(i=0)^n i",
        ),
        ("<mtable><mtr><mtd>1</mtd><mtd>0</mtd></mtr><mtr><mtd>0</mtd></mtr></mtable>", "1 0; 0"),
        ("<mi>f</mi><mfenced><mi>x</mi><mi>y</mi></mfenced>", "f(x,y)"),
        ('<mfenced open="[" close="" separators="; |"><mi>x</mi><mi>y</mi><mi>z</mi><mn>1</mn></mfenced>', "[x;y|z|1"),
        ('<mfenced open="|" close="|" separators=""><mi>x</mi><mi>y</mi></mfenced><mfenced></mfenced>', "|xy|()"),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", "sinx"),
        ("<mtext>a &lt;b&gt;</mtext><!-- c -->", "a &lt;b&gt;"),
    ],
)  # fmt: skip
def test_words_stand_for_a_formula_without_tex(marks: str, words: str) -> None:
    assert shown(f"<math>{marks}</math>") == words


def test_a_formula_that_is_never_closed_takes_no_words_with_it() -> None:
    html = "<p>One <math><mi>q</mi> and the rest.</p><p>Two.</p>"
    assert sanitize(serialize(parse(html))) == "<p>One q and the rest.</p><p>Two.</p>"
    around = "<div><math><p>One.</p><p>Two.</p></div>"
    assert "<p>One.</p><p>Two.</p>" in sanitize(serialize(parse(around)))


def test_markup_within_a_formula_is_no_markup() -> None:
    html = "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>"
    assert "onerror" not in sanitize(serialize(parse(html))).replace("&lt;img src=1 onerror=alert(1)&gt;", "")
    deep = sanitize(serialize(parse("<p><math>" + "<msup><mi>a</mi>" * 5_000 + "</p>")))
    assert deep.count("a") == 5_000


DRAWN = (
    '<span class="MathJax_Preview">[a]</span><span class="MathJax"><nobr aria-hidden="true">a2</nobr>'
    f'<span class="MJX_Assistive_MathML"><math>{MARKS}</math></span></span>'
)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<script type="math/tex">a &lt; b^2</script>', "a &amp;lt; b^2"),
        ('<script type="math/tex; mode=display">% <![CDATA[\n a < b %]]></script>', "a &lt; b"),
        (f'{DRAWN}<script type="math/tex">a^{{2}}</script>', "a^{2}"),
        (f'{DRAWN} <script type="math/tex">a^{{2}}</script>, {DRAWN}<script type="math/tex">b</script>', " a^{2}, b"),
        (
            '<span><span class="MathJax_SVG"><svg></svg></span><script type="math/tex;mode=inline">a</script></span>',
            "a",
        ),
        ('<span class="mjx-chtml MathJax_CHTML">x</span><script type="math/tex">a</script>', "a"),
        ('<span class="MathJax">a</span> and <script type="math/tex">b</script>', "a and b"),
        ('<script type="text/javascript">a</script>', ""),
    ],
)
def test_the_tex_of_a_script_stands_for_what_mathjax_draws_of_it(html: str, words: str) -> None:
    assert shown(html) == words


def test_very_many_scripts_of_tex_take_linear_time() -> None:
    start = time.process_time()
    parse("<p>" + (DRAWN + '<script type="math/tex">a</script>') * 5_000)
    assert time.process_time() - start < 6
