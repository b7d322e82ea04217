"""Lines that highlighters draw as elements of their own are lines of program text."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import programs
from feedsvc.articles.repair import parse
from tests.body_stages import make

NUMBER = '<div class="hljs-ln-numbers"><div class="hljs-ln-line" data-line-number="{}"></div></div>'
CASES = {
    "wechat": (
        '<section><ul class="code-snippet__line-index"><li></li><li></li></ul><pre data-lang="js">'
        "<code><span><span>var</span> a;</span></code><code><span>  b;</span></code><code><span><br></span></code>"
        "<code>c</code></pre></section>",
        '<section><pre><code class="language-js">var a;\n  b;\n\nc\n</code></pre></section>',
    ),
    "react": (
        '<pre class="prism-code language-jsx"><div class="token-line"><span>a</span></div>'
        '<div class="token-line"><span style="display:inline-block"></span></div>\n'
        '<div class="token-line">  b\n</div></pre>',
        '<pre><code class="language-jsx">a\n\n  b\n</code></pre>',
    ),
    "prettify": (
        '<pre class="prettyprint linenums"><ol class="linenums"><li><span>a</span></li><li>  b<br></li></ol></pre>',
        "<pre>a\n  b\n</pre>",
    ),
    "syntaxhighlighter": (
        '<div class="syntaxhighlighter  csharp"><table><tr><td class="gutter"><div class="line">1</div>'
        '<div class="line">2</div></td><td class="code"><div class="container"><div class="line number1">'
        '<code class="keyword">using</code> <code>A;</code></div><div class="line number2">'
        "<code>&nbsp;&nbsp;</code><code>int</code> <code>b;</code></div></div></td></tr></table></div>",
        '<div><pre><code class="language-csharp">using A;\n  int b;\n</code></pre></div>',
    ),
    "crayon": (
        '<div class="crayon-syntax"><div><textarea class="crayon-plain">a;\n  b;</textarea></div><table><tr>'
        '<td class="crayon-nums"><div><div>1</div><div>2</div></div></td><td class="crayon-code"><div>'
        '<div class="crayon-line">a;</div><div class="crayon-line">  b;</div></div></td></tr></table></div>',
        "<div><pre>a;\n  b;\n</pre></div>",
    ),
    "rows in a pre": (
        '<pre><code class="hljs language-js"><table class="hljs-ln"><tr>'
        '<td class="hljs-ln-numbers" data-line-number="1">'
        '<div></div></td><td class="hljs-ln-code">var a;</td></tr><tr><td class="hljs-ln-numbers"></td>'
        '<td class="hljs-ln-code">\n</td></tr><tr><td class="hljs-ln-numbers">3</td><td>  b;</td></tr></table>'
        "</code></pre>",
        '<pre><code class="language-js">var a;\n\n  b;\n</code></pre>',
    ),
    "rows": (
        '<table class="highlight"><tr><td class="blob-num" data-line-number="1"></td><td class="blob-code">'
        '<span>import</span> os</td></tr><tr><td class="blob-num" data-line-number="2"></td><td>    x</td></tr>'
        "</table>",
        "<pre>import os\n    x\n</pre>",
    ),
    "csdn": (
        '<pre class="prettyprint"><code class="prism language-c">int a;\nint b;\n</code><div class="hljs-button"></div>'
        '<ul class="pre-numbering"><li>1</li><li>2</li></ul></pre>',
        '<pre><code class="language-c">int a;\nint b;\n</code></pre>',
    ),
    "csdn, numbered by its script": (
        f'<pre><code class="language-py hljs"><ol class="hljs-ln"><li>{NUMBER.format(1)}<div class="hljs-ln-code">'
        f'<div class="hljs-ln-line">import os</div></div></li><li>{NUMBER.format(2)}<div class="hljs-ln-code">'
        "<div>  x</div></div></li></ol></code></pre>",
        '<pre><code class="language-py">import os\n  x\n</code></pre>',
    ),
    "cnblogs": (
        '<pre><span style="color: #008080"> 1</span> int <span>1</span>;\n<span>2</span> \n<span>3</span> 4;\n</pre>',
        "<pre>int 1;\n\n4;\n</pre>",
    ),
    "chirpy": (
        '<div class="language-rb highlighter-rouge"><div class="highlight"><code><table class="rouge-table"><tr>'
        '<td class="gl"><pre>1\n2\n</pre></td><td class="rouge-code"><pre>a\nb\n</pre></td></tr></table>'
        "</code></div></div>",
        '<div><div><pre><code class="language-rb">a\nb\n</code></pre></div></div>',
    ),
}


@pytest.mark.parametrize(("html", "shown"), CASES.values(), ids=CASES)
def test_lines_drawn_as_elements_are_lines(html: str, shown: str) -> None:
    assert make(html, "html").html == shown


@pytest.mark.parametrize(
    "html",
    [
        "<pre><code>a</code> <code>b</code></pre>",
        "<pre><code>a</code>\n<code>b</code></pre>",
        "<pre>1 a\n2 b\n</pre>",
        "<pre>1\n2 b\n</pre>",
        "<pre>a<ul>\n<li>2</li><li>3</li></ul></pre>",
        "<table><tbody><tr><td>1</td><td>a</td></tr><tr><td>2</td><td>b</td></tr></tbody></table>",
    ],
)
def test_other_program_text_and_tables_stay(html: str) -> None:
    assert make(html, "html").html == html


@pytest.mark.parametrize(
    "html",
    [
        "<pre>" + "<div>a</div>" * 50_000,
        "<pre>" + "<code>a</code>" * 50_000,
        "<pre>" + "".join(f"<span>{number}</span> a\n" for number in range(1, 50_000)),
        "<pre>" * 200 + "<ul><li>1</li><li>2</li></ul>" * 15_000,
        "<table>" + "<tr><td data-line-number=1><td>a" * 19_000,
        "<table><tr><td class=gutter>1<td>" * 80 + "<div class=line>a</div>" * 40_000,
    ],
)
def test_very_many_lines_take_linear_time(html: str) -> None:
    tree = parse(html)
    start = time.process_time()
    programs.mend(tree)
    assert time.process_time() - start < 6
