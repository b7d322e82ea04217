"""Articles in Movable Type's form of export."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import document
from feedsvc.articles.build import build
from feedsvc.articles.headvalues import HeadError
from feedsvc.articles.movabletype import movable_type
from feedsvc.articles.site import SiteFacts
from feedsvc.model import Article, Document, Passed, Problem
from tests.test_build import recipe

ONE = """AUTHOR: Jane Doe
TITLE: The old mill
BASENAME: mill
STATUS: Publish
CONVERT BREAKS: 0
DATE: 01/31/2024 03:31:05 PM
PRIMARY CATEGORY: Places
CATEGORY: Places
CATEGORY: Rivers
TAGS: mills,"old towns"
-----
BODY:
<p>It has an owner.</p>
-----
EXTENDED BODY:
<p>He is a baker.</p>
-----
EXCERPT:
Who owns the mill.
-----
COMMENT:
AUTHOR: Somebody
DATE: 02/01/2024 01:00:00 AM
I knew him.
-----
--------
"""


def test_one_article_is_read_without_its_comments() -> None:
    found = build("mill.txt", ONE.encode(), SiteFacts(), recipe())
    assert isinstance(found, Article), found
    assert (found.title, found.summary) == ("The old mill", "Who owns the mill.")
    assert found.content == "<p>It has an owner.</p><p>He is a baker.</p>"
    assert [term.label for term in found.terms][:5] == ["Places", "Rivers", "mills", "old towns", "Jane Doe"]
    draft = ONE.replace("Publish", "Draft").encode()
    assert build("mill.txt", draft, SiteFacts(), recipe()) == Passed("mill.txt", "draft")


def test_lines_of_dashes_within_a_text_are_the_texts() -> None:
    text = "Its history\n-----\nIt was built in 1900.\n\n-----\n\nIt has an owner."
    found = document.read("mill.txt", ONE.replace("<p>It has an owner.</p>", text).encode())
    assert isinstance(found, Document)
    assert found.body == f"{text}\n\n<p>He is a baker.</p>"
    assert document.text(found, "description") == "Who owns the mill."


def test_several_articles_in_a_file_are_told_and_none_is_published() -> None:
    found = document.read("all.txt", (ONE + ONE.replace("Publish", "Draft")).encode())
    assert isinstance(found, Problem)
    assert (found.rule, found.line, found.mend) == (
        "head",
        ONE.count("\n") + 1,
        "write each article into a file of its own",
    )
    with pytest.raises(HeadError):
        movable_type(ONE + ONE)


def test_a_rule_within_the_text_ends_no_article() -> None:
    read = movable_type("TITLE: A\n-----\nBODY:\nA mill.\n\n--------\n\nA baker.\n-----\n--------\n\n")
    assert read is not None and read[1] == "A mill.\n\n--------\n\nA baker."


@pytest.mark.parametrize("text", ["", "TITLE: A\n\nBODY: b", "TITLE: A\n-----\nb", ONE.replace("AUTHOR: Jane", "Jane")])
def test_other_texts_are_none(text: str) -> None:
    assert movable_type(text) is None


@pytest.mark.parametrize("piece", ["-----\n", "CATEGORY: a\n", "--------\n", "--------\n\n"])
def test_an_export_takes_a_time_in_proportion_to_its_length(piece: str) -> None:
    began = time.process_time()
    movable_type("TITLE: a\n" + piece * 30_000 + "-----\nBODY:\n" + piece * 70_000)
    assert time.process_time() - began < 1
