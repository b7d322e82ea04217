"""Patterns of paths as Hugo has them; the expectations are what Hugo 0.111 takes for a `_target` of a `cascade`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.articles.globs import fits

CASES = [
    ("/s/a*", "/s/ab.md", True),
    ("/s/a*", "/s/a/b.md", False),
    ("/s/**", "/s/a/b.md", True),
    ("/s/**", "/s", False),
    ("/s/**.md", "/s/a/b.md", True),
    ("**/b", "/s/a/b", True),
    ("**/b", "/s/a/b.md", False),
    ("/s", "/s/a.md", False),
    ("s/**", "/s/a.md", False),
    ("/s/?.md", "/s/a.md", True),
    ("/s?a.md", "/s/a.md", False),
    ("/s/[ab]*.md", "/s/b1.md", True),
    ("/s/[a-c].md", "/s/b.md", True),
    ("/s/[!a-c].md", "/s/b.md", False),
    ("/s/[!a-c].md", "/s/d.md", True),
    ("/s/[c-a].md", "/s/b.md", False),
    ("[!]", "[!]", True),
    ("[!]", "a", False),
    ("[!!]", "a", True),
    ("[]", "[]", True),
    ("/s/{a,b/**}", "/s/b/c/d", True),
    ("/s/{a,b/**}", "/s/a", True),
    ("/s/{a,b/**}", "/s/b", False),
    ("{/s,/s/**}", "/s", True),
    ("/{a{b,c},d}e", "/ace", True),
    ("/{a{b,c},d}e", "/de", True),
    ("/{,a}b", "/b", True),
    ("/a,b", "/a,b", True),
    (r"/a\*", "/a*", True),
    (r"/a\*", "/ab", False),
    ("/{a,b", "/a", False),
    ("/a}", "/a}", False),
    ("/新*", "/新闻", True),
    ("", "", True),
    ("", "a", False),
]


@pytest.mark.parametrize(("pattern", "text", "whether"), CASES)
def test_a_pattern_fits_whole_texts(pattern: str, text: str, whether: bool) -> None:
    assert fits(pattern, text) is whether


@pytest.mark.parametrize("pattern", ["*a" * 200 + "b", "**a" * 150 + "b", "{*,**}a" * 60 + "b", "{" * 400, "{a," * 160])
def test_a_pattern_of_many_marks_costs_little(pattern: str) -> None:
    assert not fits(pattern, "a" * 1000)


@given(st.text("*?[]!{},\\ab/-", max_size=40), st.text("ab/", max_size=20))
def test_no_pattern_whatever_raises(pattern: str, text: str) -> None:
    assert fits(pattern, text) in (True, False)


@given(st.text("ab/.-_", max_size=40))
def test_a_text_without_marks_fits_itself(text: str) -> None:
    assert fits(text, text)
