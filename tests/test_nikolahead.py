"""Posts of Nikola's: fields in a comment or bare, then a text."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.build import build
from feedsvc.articles.nikolahead import nikola
from feedsvc.articles.site import SiteFacts
from feedsvc.model import Article, Passed
from tests.test_build import recipe

FIELDS = """.. title: The old mill: a history
.. slug: mill
.. date: 2024-03-03 10:12:00 UTC+01:00
.. tags: mills, old towns
.. category: Places
.. author: Jane Doe
.. link:
.. description: Who owns it.
.. type: text
"""
TEXT = "The mill has *an owner*.\n"


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_a_comment_with_fields_is_the_head(name: str) -> None:
    found = build(name, f"<!-- \n{FIELDS}\n-->\n\n{TEXT}".encode(), SiteFacts(), recipe())
    assert isinstance(found, Article), found
    assert (found.title, found.summary) == ("The old mill: a history", "Who owns it.")
    assert found.published.isoformat() == "2024-03-03T09:12:00+00:00"
    assert [term.label for term in found.terms][:4] == ["Places", "mills", "old towns", "Jane Doe"]
    assert ".." not in found.content and found.content.startswith("<p>The mill has")


def test_bare_fields_are_the_head_until_a_line_that_is_none() -> None:
    parsed, body = nikola(f"{FIELDS}\n{TEXT}") or (None, "")
    assert parsed is not None and parsed.values["tags"] == "mills, old towns" and parsed.lines["slug"] == 1
    assert body == f"\n{TEXT}"


def test_a_directive_at_once_below_the_fields_is_of_the_text() -> None:
    parsed, body = nikola(".. title:The mill\n.. raw:: html\n\n   <b>Words.</b>\n") or (None, "")
    assert parsed is not None and parsed.values == {"title": "The mill"} and body.startswith(".. raw:: html\n")


@pytest.mark.parametrize(
    "line", [".. status: private", ".. status: draft", ".. tags: a, Draft", ".. tags: private\n.. status: published"]
)
def test_what_is_withheld_is_a_draft(line: str) -> None:
    text = f"<!--\n.. title: A\n.. date: 2024-03-03\n{line}\n-->\n{TEXT}"
    assert build("a.md", text.encode(), SiteFacts(), recipe()) == Passed("a.md", "draft")


@pytest.mark.parametrize(
    "text",
    [
        ".. note:\n\nMind it.\n",
        "<!-- .. -->\n.. title: A\n",
        "<!--\n.. title: A\nand words\n-->\nText",
        "<!--\n.. title: A\n",
        "Text.\n.. title: A\n",
        "",
    ],
)
def test_other_texts_have_no_such_head(text: str) -> None:
    assert nikola(text) is None


def test_a_head_takes_a_time_in_proportion_to_its_length() -> None:
    for text in ("<!--" + "\n" * 200_000, "<!--\n.. a: b\n" + "\n" * 200_000, ".. title: a\n" * 100_000):
        began = time.process_time()
        nikola(text)
        assert time.process_time() - began < 1
