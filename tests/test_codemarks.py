"""Comments that tell which lines of program text to colour are not shown, where their generator reads them."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html


def html_of(body: str, generator: str) -> str:
    return to_html(body, "markdown", {}, Dialect(generator=generator)).html.strip()


@pytest.mark.parametrize(
    ("generator", "code", "shown"),
    [
        ("docusaurus", "a\n// highlight-next-line\nb", "a\nb"),
        ("docusaurus", "  # highlight-start\n  a\n  # highlight-end\nb", "  a\nb"),
        ("docusaurus", "{/* highlight-next-line */}\na", "a"),
        ("docusaurus", "&lt;!-- highlight-next-line --&gt;\na", "a"),
        ("docusaurus", "a // highlight-next-line", "a // highlight-next-line"),
        ("docusaurus", "a // [!code ++]", "a // [!code ++]"),
        ("vitepress", "a // [!code ++]\nb  /* [!code focus:2] */\nc", "a\nb\nc"),
        ("vitepress", "# [!code highlight]\na # [!code --]", "a"),
        ("vitepress", "a // [!code ++] and more", "a // [!code ++] and more"),
        ("hugo", "a // [!code ++]\n// highlight-next-line", "a // [!code ++]\n// highlight-next-line"),
    ],
)
def test_comments_that_colour_lines_go_with_their_generator(generator: str, code: str, shown: str) -> None:
    written = code.replace("&lt;", "<").replace("&gt;", ">")
    assert html_of(f"```js\n{written}\n```", generator) == f'<pre><code class="language-js">{shown}\n</code></pre>'


def test_outside_program_text_they_are_words() -> None:
    assert html_of("// highlight-next-line\nb", "docusaurus") == "<p>// highlight-next-line\nb</p>"


@pytest.mark.parametrize("generator", ["vitepress", "vuepress"])
def test_a_line_that_names_a_file_to_be_shown_is_left_out_and_told(generator: str) -> None:
    body = "a\n\n<<< @/mills/turn.js{2 js}\n\n`<<< ./b.ts` and c <<< d\n\n```\n<<< ./e.ts\n```"
    made = to_html(body, "markdown", {}, Dialect(generator=generator))
    assert made.html.count("&lt;&lt;&lt;") == 3
    assert "turn.js" not in made.html
    assert made.notes == ("the program text in '@/mills/turn.js' was left out",)
    assert "turn.js" in to_html(body, "markdown", {}, Dialect(generator="hugo")).html


@pytest.mark.parametrize("part", ["// highlight-next-line ", "[!code ", "\n<<< @", "// [!code a] ", " " * 30])
def test_many_of_them_take_linear_time(part: str) -> None:
    start = time.process_time()
    for generator in ("docusaurus", "vitepress"):
        html_of(f"```js\nhighlight- [!code {part * 20_000}\n```", generator)
    assert time.process_time() - start < 5
