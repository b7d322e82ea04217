"""Program text keeps its language, and loses the line numbers that a page set beside it."""

from __future__ import annotations

import pytest

from feedsvc.articles import programs, repair
from tests.body_stages import make

GUTTER = '<td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span><br></pre></td>'


def made(html: str) -> str:
    return make(html, "html").html


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<pre class="brush: java; toolbar: false">a</pre>', "java"),
        ('<pre><code data-lang="go">a</code></pre>', "go"),
        ('<pre lang="rust">a</pre>', "rust"),
        ('<pre class="prettyprint lang-js">a</pre>', "js"),
        ('<pre><code class="hljs c++">a</code></pre>', "c++"),
        (
            '<div class="language-rb highlighter-rouge"><div class="highlight"><pre><code>a</code></pre></div></div>',
            "rb",
        ),
        ('<div class="highlight highlight-source-shell"><pre>a</pre></div>', "shell"),
        ('<div class="sourceCode"><pre class="sourceCode python"><code>a</code></pre></div>', "python"),
        ('<pre class="src src-lisp">a</pre>', "lisp"),
        ('<figure class="highlight js"><pre>a</pre></figure>', "js"),
    ],
)
def test_language_that_a_highlighter_names_is_kept(html: str, language: str) -> None:
    assert f'<pre><code class="language-{language}">a</code></pre>' in made(html)


@pytest.mark.parametrize(
    ("fence", "language"),
    [
        ("{.python .numberLines}", "python"),
        ("{ .python }", "python"),
        ("{r, echo=FALSE}", "r"),
        ("js a title", "js"),
        ("go {linenos=table}", "go"),
        ("c#", "c#"),
    ],
)
def test_language_of_a_fence_is_read_as_its_dialects_write_it(fence: str, language: str) -> None:
    assert make(f"```{fence}\na\n```").html == f'<pre><code class="language-{language}">a\n</code></pre>'


@pytest.mark.parametrize(
    "html",
    [
        "<pre>a</pre>",
        '<pre class="plain">a</pre>',
        '<figure class="highlight plaintext"><pre>a</pre></figure>',
        '<div lang="zh"><pre>a</pre></div>',
        '<div class="wrap"><pre>a</pre></div>',
    ],
)
def test_program_text_without_a_language_gets_none(html: str) -> None:
    assert programs.language_of(repair.parse(html).first("pre")) == ""  # type: ignore[arg-type]


def test_hexos_table_becomes_its_program_text() -> None:
    code = '<td class="code"><pre><span class="line"><span class="k">var</span> a;</span><br><span>b;</span></pre></td>'
    found = make(f'<figure class="highlight js"><table><tr>{GUTTER}{code}</tr></table></figure>', "html")
    assert found.html == '<pre><code class="language-js">var a;<br>b;</code></pre>'
    assert found.summary == "var a; b;"


def test_a_caption_stays_with_its_program_text() -> None:
    caption = "<figcaption><span>a.js</span></figcaption>"
    table = f'<table><tr>{GUTTER}<td class="code"><pre>b</pre></td></tr></table>'
    assert made(f'<figure class="highlight js">{caption}{table}</figure>') == (
        '<figure><figcaption>a.js</figcaption><pre><code class="language-js">b</code></pre></figure>'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<div class="language-c"><pre><code><table><tr><td class="rouge-gutter"><pre class="lineno">1\n2'
        '</pre></td><td class="rouge-code"><pre>a\nb</pre></td></tr></table></code></pre></div>',
        '<div class="highlight"><table class="lntable"><tr><td class="lntd"><pre><code><span class="lnt">1\n</span>'
        '</code></pre></td><td class="lntd"><pre><code class="language-c" data-lang="c">a\nb</code></pre></td></tr>'
        "</table></div>",
        '<pre><code class="language-c"><span class="ln">1</span>a\n<span class="ln">2</span>b</code></pre>',
    ],
    ids=["rouge", "chroma", "chroma inline"],
)
def test_line_numbers_go(html: str) -> None:
    assert '<pre><code class="language-c">a\nb</code></pre>' in made(html)


@pytest.mark.parametrize(
    "html",
    ["<table><tr><td>2021</td><td>5</td></tr></table>", "<table><tr><td>1</td><td><pre>a</pre></td></tr></table>"],
)
def test_a_table_of_numbers_stays(html: str) -> None:
    assert "<td>" in made(html)


def test_first_line_that_names_the_language_for_pelican_goes() -> None:
    assert make("a\n\n    :::python\n    x = 1").html.endswith(
        '<pre><code class="language-python">x = 1\n</code></pre>'
    )
    assert ":::python" in make("    :::python").html


@pytest.mark.parametrize("mark", ["::bash", "#!bash", "#!c++", '#!python hl_lines="1 3"'])
def test_other_first_lines_of_codehilite_that_name_the_language_go(mark: str) -> None:
    html = make(f"a\n\n    {mark}\n    x = 1").html
    assert 'class="language-' in html
    assert "x = 1" in html
    assert mark[:6] not in html


@pytest.mark.parametrize(
    "line", ["::std::sort(a);", ":: a comment", "#!/bin/sh", "#! python", "#![feature(x)]", "#!bin/sh", "::Foo"]
)
def test_a_first_line_that_is_program_text_stays(line: str) -> None:
    assert line in make(f"a\n\n    {line}\n    x = 1").html


def test_a_first_line_in_an_item_goes_with_the_indent_that_is_left_to_it() -> None:
    html = make("* a\n\n        :::python\n        def f():\n            return 1").html
    assert '<pre><code class="language-python">def f():\n    return 1\n</code></pre>' in html
