"""Regular expressions of configurations: found where Python finds them, and never slow."""

from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.expressions import found, is_usable

PATHS = (
    "/content/posts/a.md", "/content/posts/private/p.md", "/content/posts/b.secret.md", "/content/posts/A.FR.MD",
    "/content/_cache", "/content/日记/aab.md", "/content/x+y(1).md", "",
)  # fmt: skip
TAKEN = (
    "content/posts/private/.*", r"\.secret\.md$", "^/content/posts", "^content", "private$", "(?i)a.fr", "a.fr", "aab",
    "a{2}b", "a{1,}b", "a{3,}", "a{0,1}b", "[a-c]+b", "[^a-z/]md", "[]a]b", r"x\+y\(1\)", "posts/(private|drafts)/",
    "(?:private|b.secret)", "(.*/)?private/", "(a|b)+", r"\bprivate\b", r"\w+\.md", r"/\w+/aab", r"\d", "日记",
    ".*?p.md", "_(files|cache)$", "a||b", "", "(|x)y", "a{b", "}", "(ab|a){2}", "(posts|/|private)+$",
)  # fmt: skip
REFUSED = (
    "(", ")", "a)", "*a", "a**", "a*+", "(a+)+", "(a*b){2}", "((a|b)+)*", "[", "[[:alpha:]]", r"\pL", r"\1", r"(a)\1",
    "(?P<x>a)", "(?=a)", "(?s)a", "\\", "a{999}", "(?a", "x" * 201, "(" * 150,
)  # fmt: skip


@pytest.mark.parametrize("expression", TAKEN)
def test_an_expression_is_found_where_python_finds_it(expression: str) -> None:
    assert is_usable(expression)
    assert [found(expression, path) for path in PATHS] == [
        re.search(expression, path, re.ASCII) is not None for path in PATHS
    ]


@pytest.mark.parametrize("expression", REFUSED)
def test_what_is_not_taken_is_told_and_found_nowhere(expression: str) -> None:
    assert not is_usable(expression)
    assert not found(expression, "a")


@pytest.mark.parametrize(
    "expression",
    [
        "a?" * 60 + "a" * 60, ".*" * 60 + "b", "(a|a)*b", "(a?){90}b", "a{90}" * 30 + "b",
        "(" * 90 + "a" + ")" * 90 + "*b",
    ],
)  # fmt: skip
def test_no_expression_takes_long(expression: str) -> None:
    begun = time.perf_counter()
    assert not found(expression, "a" * 50 + "c" + "a" * 50)
    assert found(expression.removesuffix("b"), "a" * 2800) == is_usable(expression)
    assert time.perf_counter() - begun < 5


@settings(max_examples=500)
@given(
    st.lists(st.sampled_from(["a", "b", ".", "(", ")", "|", "*", "+", "?", "{2}", "{1,2}", "[ab]", "^", "$"])),
    st.text("abc", max_size=6),
)
def test_what_is_taken_is_what_python_finds(parts: list[str], text: str) -> None:
    expression = "".join(parts)
    if is_usable(expression):
        with suppress(re.error):  # Python refuses `^*`
            assert found(expression, text) == (re.search(expression, text) is not None)
