"""Fences of colons around blocks, and MDX's comments."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.markup import to_html


def html_of(body: str) -> str:
    return to_html(body, "markdown", {}).html.replace("\n", "")


TIP = "<p><strong>{}</strong></p><p>Mind it.</p>"


@pytest.mark.parametrize(
    ("body", "want"),
    [
        (":::tip\n\nMind it.\n\n:::", TIP.format("Tip")),
        ("::: warning 小心台阶\nMind it.\n:::", TIP.format("小心台阶")),
        (":::note[Of *two* steps]\nMind it.\n:::", TIP.format("Of <em>two</em> steps")),
        (':::info{title="A step"}\nMind it.\n:::', TIP.format("A step")),
        ("::: {.callout-caution}\nMind it.\n:::", TIP.format("Caution")),
        ('::: {.callout-tip collapse="true" title="A step"}\nMind it.\n:::', TIP.format("A step")),
        ("::: {.callout-tip}\n## A step\n\nMind it.\n:::", "<h2>A step</h2><p>Mind it.</p>"),
        (":::: {.columns}\n::: {.column width='40%'}\nMind it.\n:::\n::::", "<p>Mind it.</p>"),
        (":::note warn\nMind it.\n:::", TIP.format("Warn")),
        (":::note warn them\nMind it.\n:::", TIP.format("warn them")),
        (":::spoiler A step\nMind it.\n:::", TIP.format("A step")),
        ("::: code-group\nMind it.\n:::", "<p>Mind it.</p>"),
        ("::: Photo credit\nMind it.\n:::", TIP.format("Photo credit")),
        (":::: News ::::\nMind it.\n::::::::", TIP.format("News")),
        ("::: section 1 :::\nMind it.\n:::", TIP.format("section 1")),
        ("::: Warning ::::::\nMind it.\n:::", TIP.format("Warning")),
        ('::: card title="A step" icon="a"\nMind it.\n:::', TIP.format("A step")),
        ("::::tip\n:::details Why\nMind it.\n:::\n::::", "<p><strong>Tip</strong></p>" + TIP.format("Why")),
        ("- a\n\n  :::tip\n  Mind it.\n  :::", f"<ul><li><p>a</p>{TIP.format('Tip')}</li></ul>"),
        ("> :::tip\n> Mind it.\n> :::\n\nMore.", f"<blockquote>{TIP.format('Tip')}</blockquote><p>More.</p>"),
        (
            "> A text.\n> ::: warning 小心\n> Mind it.\n> :::\n> B",
            "<blockquote><p>A text.</p>" + TIP.format("小心") + "<p>B</p></blockquote>",
        ),
        (
            ":::tip\n> :::note\n\nMind it.\n:::",
            "<p><strong>Tip</strong></p><blockquote><p>:::note</p></blockquote><p>Mind it.</p>",
        ),
        ("> :::tip\n\nMind it.\n:::", "<blockquote><p>:::tip</p></blockquote><p>Mind it.:::</p>"),
        ("```\n:::tip\n```", "<pre><code>:::tip</code></pre>"),
        (":::tip\nMind it.", "<p>:::tipMind it.</p>"),
        ("Mind it.\n\n:::", "<p>Mind it.</p><p>:::</p>"),
        ("{/* quiet -- */}\n\nA word.", "<!-- quiet  --><p>A word.</p>"),
    ],
)
def test_containers_are_their_titles_and_texts(body: str, want: str) -> None:
    assert html_of(body) == want


@pytest.mark.parametrize(
    ("body", "want"),
    [
        (
            'A\n\n::github{repo="ann/old.mill"}',
            '<p>A</p><p><a href="https://github.com/ann/old.mill">https://github.com/ann/old.mill</a></p>',
        ),
        ('A ::github{repo="ann/mill"}', "<p>A ::github{repo=&quot;ann/mill&quot;}</p>"),
        ('`::github{repo="ann/mill"}`', "<p><code>::github{repo=&quot;ann/mill&quot;}</code></p>"),
        ("It :spoiler[turns **left**]!", "<p>It turns <strong>left</strong>!</p>"),
        ("a:spoiler[b]", "<p>a:spoiler[b]</p>"),
    ],
)
def test_directives_of_astros_themes_are_what_they_draw(body: str, want: str) -> None:
    assert html_of(body) == want


@pytest.mark.parametrize(
    "piece", [":::tip\n", ":::\n", "{/*", "::: a b", ":::a[", ":::{", " :spoiler[a", "\n::github{repo="]
)
def test_fences_take_a_time_in_proportion_to_their_number(piece: str) -> None:
    began = time.process_time()
    html_of(piece * 20_000)
    assert time.process_time() - began < 5


def test_tabs_of_vuepress_are_their_titles_and_what_stands_in_them() -> None:
    body = "- a\n\n  ::: code-tabs#shell\n\n  @tab:active npm#js\n\n  A.\n\n  @tab A *yarn*\n  B.\n\n  :::"
    tabs = "<p><strong>npm</strong></p><p>A.</p><p><strong>A <em>yarn</em></strong></p><p>B.</p>"
    assert html_of(body) == f"<ul><li><p>a</p>{tabs}</li></ul>"
    assert html_of("@tab one\n\n:::tip\nA.\n:::").startswith("<p>@tab one</p>")
    assert html_of("::: tabs\n@tab One\nA.\n:::") == "<p><strong>One</strong></p><p>A.</p>"
    assert html_of("::: tabs\n@tab C#\nA.\n:::") == "<p><strong>C#</strong></p><p>A.</p>"
    assert html_of("::: tabs\n@tab C\\##cs\nA.\n:::") == "<p><strong>C#</strong></p><p>A.</p>"
    assert html_of("Mind @tab one.") == "<p>Mind @tab one.</p>"
