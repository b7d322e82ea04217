"""Admonitions and tabs of Python-Markdown and MkDocs."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.admonitions import read
from feedsvc.articles.markup import to_html


def html_of(body: str) -> str:
    return to_html(body, "markdown", {}).html.replace("\n", "")


NOTE = "<p><strong>{}</strong></p><p>Mind it.</p>"


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("!!! note\n    Mind it.", NOTE.format("Note")),
        ('!!! note "Of two *steps*"\n\n    Mind it.\n\nMore.', NOTE.format("Of two <em>steps</em>") + "<p>More.</p>"),
        ('!!! danger highlight ""\n    Mind it.', "<p>Mind it.</p>"),
        ("!!! note\n\tMind it.\n\nMore.", NOTE.format("Note") + "<p>More.</p>"),
        ("!!! note\n    Mind\n\tit.\n\n\t\tf(x)\n", NOTE.format("Note").replace("d i", "di")
         + "<pre><code>f(x)</code></pre>"),
        ("!!! note\n  Mind it.", "<p>!!! noteMind it.</p>"),
        ("??? tip inline end\n    Mind it.", NOTE.format("Tip")),
        ("???+ warning 小心\n    Mind it.", NOTE.format("小心")),
        ('=== "Linux"\n\n    Mind it.', NOTE.format("Linux")),
        ("!!! note\n\n    - a\n\n    Mind it.", "<p><strong>Note</strong></p><ul><li>a</li></ul><p>Mind it.</p>"),
        ("!!! note\n    ??? tip\n        Mind it.", "<p><strong>Note</strong></p>" + NOTE.format("Tip")),
        ("A text.\n!!! note\n    Mind it.", "<p>A text.</p>" + NOTE.format("Note")),
        ("1. a\n\n    !!! note\n        Mind it.\n\n2. b",
         f"<ol><li><p>a</p>{NOTE.format('Note')}</li><li><p>b</p></li></ol>"),
        ("- a\n\n  !!! note\n      Mind it.", f"<ul><li><p>a</p>{NOTE.format('Note')}</li></ul>"),
        ("A text.\n\n    !!! note\n        Mind it.", "<p>A text.</p><pre><code>!!! note    Mind it.</code></pre>"),
        ("!!! wow what a day\n    Mind it.", "<p>!!! wow what a dayMind it.</p>"),
        ("??? what\n\n    Mind it.", "<p>??? what</p><pre><code>Mind it.</code></pre>"),
        ("=== A tab\n\n    Mind it.\n\n!!!", "<p>=== A tab</p><pre><code>Mind it.</code></pre><p>!!!</p>"),
        ('!!! pied-piper "Of mice"\n    Mind it.', NOTE.format("Of mice")),
        ("<pre>\n!!! note\n    Mind it.\n</pre>", "<pre>!!! note    Mind it.</pre>"),
        ("A `<pre>` is one.\n\n!!! note\n    Mind it.",
         "<p>A <code>&lt;pre&gt;</code> is one.</p>" + NOTE.format("Note")),
        ("!!! note\nMind it.", "<p>!!! noteMind it.</p>"),
        ('!!! note "Of mice"\n\nMind it.', NOTE.format("Of mice")),
        ('!!! cheers "Of mice"\n\nMind it.', "<p>!!! cheers &quot;Of mice&quot;</p><p>Mind it.</p>"),
        ("Oh!!! note\n    Mind it.", "<p>Oh!!! noteMind it.</p>"),
        ("```\n!!! note\n    Mind it.\n```", "<pre><code>!!! note    Mind it.</code></pre>"),
        ("!!! note\n    ```\n    a\n    ```\n\nB", "<p><strong>Note</strong></p><pre><code>a</code></pre><p>B</p>"),
    ],
)  # fmt: skip
def test_what_is_indented_below_an_admonition_is_its_text(body: str, want: str) -> None:
    assert html_of(body) == want


@pytest.mark.parametrize("piece", ["!!! note\n", "!!! note\n    a\n", "    !!! note\n", "!!! a a ", "??? a\n\n"])
def test_admonitions_take_a_time_in_proportion_to_the_length(piece: str) -> None:
    began = time.process_time()
    read(f"!!! note\n{piece * 40_000}")
    assert time.process_time() - began < 3
