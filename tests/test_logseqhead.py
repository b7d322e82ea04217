"""Pages of Logseq: their properties, and those of blocks."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import document
from feedsvc.articles.logseqhead import logseq
from feedsvc.model import Document

PAGE = (
    "title:: The old mill\ndate:: [[Mar 5th, 2024]]\ntags:: mills, [[old, towns]], #water\npublic:: true\n\n"
    "- It turns.\n  id:: 65e6f2b4-8f3c-4a57-9d9e-0d5b9f3f6c11\n\t- Too.\n\t  collapsed:: true\n- key:: stays\n"
)


def test_the_properties_of_a_page_are_its_head_and_those_of_blocks_are_no_text() -> None:
    found = document.read("a.md", PAGE.encode())
    assert isinstance(found, Document)
    assert dict(found.head) == {
        "title": "The old mill", "date": "Mar 5th, 2024", "tags": ("mills", "old, towns", "water"), "public": "true",
    }  # fmt: skip
    assert found.body.strip() == "- It turns.\n\t- Too.\n- key:: stays"
    assert found.lines["tags"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "std::vector<int> a;\n\nA.",
        "date::sys_days is a class.\n\nA.",
        "type::name:: A",
        "A mill.\ntitle:: B\n",
        "Title: A\nDate: 2024-03-05\n\nB::C",
    ],
)
def test_other_texts_are_no_pages_of_logseqs(text: str) -> None:
    assert logseq(text) is None


@pytest.mark.parametrize("part", ["a:: b\n", "tags:: [[a, ", "id:: a", " \t"])
def test_many_signs_of_properties_take_linear_time(part: str) -> None:
    begun = time.perf_counter()
    logseq("title:: a\n" + part * 50_000)
    assert time.perf_counter() - begun < 5
