"""Notes within a text."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.inlinenotes import read
from feedsvc.articles.markup import to_html


def html_of(body: str) -> str:
    return to_html(body, "markdown", {}).html


def test_notes_within_a_text_are_footnotes() -> None:
    html = html_of("A mill.^[Built in *1903*, see [b](/c).] 水车^[很旧。]转。\n\nMore.")
    assert html.count("data-footnote-ref>") == 2 and "^[" not in html
    assert 'Built in <em>1903</em>, see <a href="/c">b</a>.' in html and html.index("More.") < html.index("很旧。")


@pytest.mark.parametrize("first", ["", "    b\n\n", "```\nb\n```\n\n", "- b\n- c\n\n", "| b |\n|---|\n"])
def test_notes_change_nothing_around_them(first: str) -> None:
    html = html_of(f"{first}A mill.^[Built in 1903.]\n")
    assert html.startswith(html_of(f"{first}A mill.").split("A mill.")[0]) and "Built in 1903. <a" in html


def test_notes_of_a_text_whose_last_program_has_no_end_are_footnotes() -> None:
    html = html_of("A mill.^[Built in 1903.]\n\n```\nb\n")
    assert html.startswith("<p>A mill.<sup") and "<code>b\n</code>" in html and "Built in 1903. <a" in html


def test_notes_in_raw_html_stand_as_written() -> None:
    html = html_of("A mill.^[Built in 1903.]\n\n<div>\nA baker.^[His *name* is known.]\n</div>\n")
    assert "A baker.^[His *name* is known.]" in html and "inline-note-2" not in html and "Built in 1903. <a" in html


@pytest.mark.parametrize("note", ["[Mills](https://h.example/)", "<https://h.example/>"])
def test_a_note_may_be_a_link_alone(note: str) -> None:
    html = html_of(f"A mill.^[{note}] Words.")
    assert html.startswith("<p>A mill.<sup") and '<a href="https://h.example/">' in html


@pytest.mark.parametrize("body", ["a^[b-c]+ d", "`a^[b c]`", "a ^[b c]", "(^[b c])", "a^[b c", "[^1] a^b [c d]"])
def test_other_brackets_are_none(body: str) -> None:
    assert "footnote" not in html_of(body)


@pytest.mark.parametrize("piece", ["a^[", "a^[b [", "a^[[b](", "a^[b c]", "a^[[[", "a^[ \\]"])
def test_notes_take_a_time_in_proportion_to_the_length(piece: str) -> None:
    began = time.process_time()
    read(piece * 50_000)
    assert time.process_time() - began < 3
