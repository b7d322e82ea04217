"""Links between notes, embedded files, comments and highlights, as Obsidian writes them."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html

KNOWN = {"The mill": "https://h.example/mill", "2024-03-05": "https://h.example/day", "1": "https://h.example/one"}
LINK = '<a href="https://h.example/mill">'


def html_of(body: str, generator: str = "") -> str:
    return to_html(body, "markdown", KNOWN, Dialect(generator=generator)).html.strip()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("See [[The mill]].", f"<p>See {LINK}The mill</a>.</p>"),
        ("See [[The mill|it]].", f"<p>See {LINK}it</a>.</p>"),
        ("见[[The mill#Its owner]]。", f"<p>见{LINK}The mill &gt; Its owner</a>。</p>"),
        ("On [[2024-03-05]].", '<p>On <a href="https://h.example/day">2024-03-05</a>.</p>'),
        ("See [[The weir|that]] and [[The weir]].", "<p>See that and The weir.</p>"),
        ("[[The mill]] and [[#Its owner]] and [[#Its owner|him]]", f"<p>{LINK}The mill</a> and Its owner and him</p>"),
        ("![[The mill]]", f"<p>{LINK}The mill</a></p>"),
        ("a ![[old mill.png|300]] b", '<p>a <span><img src="old%20mill.png" alt=""></span> b</p>'),
        ("a ![[mill.png|The mill]] b", '<p>a <span><img src="mill.png" alt="The mill"></span> b</p>'),
        ("![[mill.png]]\n*a*", "</span>\n<em>a</em></p>"),
        ("[[The mill]] is old. ^a1b2c3", f"<p>{LINK}The mill</a> is old.</p>"),
        ("| a |\n|---|\n| [[The mill\\|it]] |", f"<td>{LINK}it</a></td>"),
    ],
)
def test_a_link_to_a_note_leads_to_its_article_or_is_its_words(body: str, shown: str) -> None:
    assert shown in html_of(body)


@pytest.mark.parametrize("generator", ["", "jekyll"])
@pytest.mark.parametrize(
    "body",
    [
        "[[nodiscard]] int f()", "a [[servers]] table", "if [[ -f a ]] then", "x[[1]] and [[1]]",
        "[[1, 2], [3, 4]]", "`[[The mill]]` shows it", "```\n[[The mill]]\n```",
    ],
)  # fmt: skip
def test_two_brackets_of_something_else_stay(body: str, generator: str) -> None:
    assert html_of(body, generator).count("[[") == body.count("[[")
    assert "<a" not in html_of(body, generator)


def test_a_link_in_brackets_stays_one() -> None:
    assert html_of("a [[1]](https://a.example/)") == '<p>a <a href="https://a.example/">[1]</a></p>'


def test_a_note_is_asked_for_whether_it_is_there_or_not() -> None:
    made = to_html("[[The mill]] [[A weir]] `[[x]]`", "markdown", KNOWN)
    assert dict(made.wants) == {"The mill": "https://h.example/mill", "A weir": ""}
    assert made.notes == ("the link target 'A weir' is not known",)
    assert to_html("[[A weir]]", "markdown", {}).notes == ()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("a %%not this%% b", "<p>a  b</p>"),
        ("a\n\n%% not this %%\n\nb", "<p>a</p>\n<p>b</p>"),
        ("[[The weir|a]] %% not this %% b", "<p>a  b</p>"),
        ("5 %% 2 is 1 and 7 %% 3 too", "<p>5 %% 2 is 1 and 7 %% 3 too</p>"),
        ("for %%A in (*) do echo %%~nA", "<p>for %%A in (*) do echo %%~nA</p>"),
        ("a\n\n%%\nnot\n\nthis\n%%\n\nb", "<p>a</p>\n<p>b</p>"),
        ("a\n\n%% not\nthis\n%%\n\nb", "<p>a</p>\n<p>b</p>"),
        ("a\n\n%%\nnot `this`\n\n```\nnor this\n```\n%%\n\nb", "<p>a</p>\n<p>b</p>"),
        ("[[The weir|a]] %% not\n\nthis %% b", "<p>a  b</p>"),
        ("- [[The weir|a]]\n- b %%\n  not this\n  %%", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("a %% b\n\nc %% d", "<p>a %% b</p>\n<p>c %% d</p>"),
        ("```\n%% a\nb\n%%\n```", "<pre><code>%% a\nb\n%%\n</code></pre>"),
        ("a ==b c== d", "<p>a <mark>b c</mark> d</p>"),
        (
            "==Rights and duties== - both, ==买入 and hold== 3 years",
            "<p><mark>Rights and duties</mark> - both, <mark>买入 and hold</mark> 3 years</p>",
        ),
        ("if x ==1 or y== 2, ==1 or 2== of it", "<p>if x ==1 or y== 2, <mark>1 or 2</mark> of it</p>"),
        ("这是==重点==。", "<p>这是<mark>重点</mark>。</p>"),
        ("5%% of a and 6%% of b", "<p>5%% of a and 6%% of b</p>"),
        ("a==b and c==d, x == y, ===", "<p>a==b and c==d, x == y, ===</p>"),
        ("[a ==b==](/==c==)", '<p><a href="/==c==">a <mark>b</mark></a></p>'),
        ('<a href="/==c==">a</a> ==b==', '<p><a href="/==c==">a</a> <mark>b</mark></p>'),
        ("==[a](/c)==，==b==", '<p><mark><a href="/c">a</a></mark>，<mark>b</mark></p>'),
        ("`%% a %%` and `==b==`", "<p><code>%% a %%</code> and <code>==b==</code></p>"),
    ],
)
def test_comments_are_not_shown_and_highlights_are(body: str, shown: str) -> None:
    assert html_of(body) == shown


def test_where_a_generator_shows_them_they_are_shown_but_in_notes() -> None:
    body = "a ==b== %% c %%"
    assert html_of(body, "hugo") == f"<p>{body}</p>"
    assert html_of(f"[[The mill]] {body}", "hugo") == f"<p>{LINK}The mill</a> a <mark>b</mark></p>"


@pytest.mark.parametrize("part", ["[[", "![[a", "[[a|", "%% a", "%%\n", "==a", "[[a#b", "%", "= =="])
def test_a_text_full_of_marks_takes_linear_time(part: str) -> None:
    began = time.process_time()
    html_of(f"[[The mill]] {part * 40_000}")
    assert time.process_time() - began < 5
