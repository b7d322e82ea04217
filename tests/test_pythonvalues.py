"""What a configuration in Python assigns, read as data."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.pythonvalues import assigned


def said(source: str, **known: str) -> object:
    return assigned(source.encode(), known).get("SITEURL")


@pytest.mark.parametrize(
    "value",
    [
        "'https://p.example'",
        "'https://' + DOMAIN",
        "f'https://{DOMAIN}'",
        "os.environ.get('SITEURL', 'https://p.example')",
        "environ.get('SITEURL', f'https://{DOMAIN}')",
        "os.getenv('SITEURL', default='https://p.example')",
        "getenv('SITEURL', 'https://p.example')",
        "os.environ.get('SITEURL') or 'https://p.example'",
        "'https://p.example' if not LOCALLY else 'http://localhost:8000'",
        "'http://localhost:8000' if LOCALLY else os.environ.get('SITEURL', 'https://p.example')",
    ],
)
def test_a_text_that_needs_no_run_is_known(value: str) -> None:
    assert said(f"import os\nLOCALLY = False\nDOMAIN = 'p.example'\nSITEURL = {value}\n") == "https://p.example"


@pytest.mark.parametrize(
    "value",
    [
        "other()",
        "settings.get('SITEURL', 'https://p.example')",
        "config['SITEURL']",
        "UNKNOWN",
        "'https://' + UNKNOWN",
        "f'{UNKNOWN}'",
        "f'{1:>5}'",
        "other() or 'https://p.example'",
        "'https://p.example' if other() else 'https://q.example'",
        "'https://p.example'.rstrip('/')",
    ],
)
def test_what_only_a_run_would_tell_is_not_known(value: str) -> None:
    assert said(f"SITEURL = {value}\n") is None


def test_a_variable_without_another_value_says_nothing() -> None:
    assert said("SITEURL = os.environ.get('SITEURL')") == ""


def test_names_of_the_file_that_all_are_taken_from_are_known() -> None:
    assert said("from pelicanconf import *\nSITEURL = HOME + '/blog'", HOME="https://p.example") == (
        "https://p.example/blog"
    )


def test_a_name_is_what_was_assigned_last_and_nothing_where_that_is_not_known() -> None:
    assert said("A = 'a'\nA = 'b'\nSITEURL = A") == "b"
    assert said("A = 'a'\nA = other()\nSITEURL = A") is None


def test_lists_and_tables_are_as_they_are_written() -> None:
    found = assigned(b"A = 'a'\nB = [A, 1, ('b', None), f()]\nC = {'k': A, 2: 'b', **D, 'l': f()}\nE: str = A\n", {})
    assert found == {"A": "a", "B": ("a", "1", ("b", "")), "C": {"k": "a", "2": "b"}, "E": "a"}


def test_texts_that_double_and_depths_are_left_out_in_a_short_time() -> None:
    doubled = "A = 'a' * 1\nA0 = 'a' + 'a'\n" + "".join(f"A{n + 1} = A{n} + A{n}\n" for n in range(60))
    deep = "SITEURL = 'a'\nDEEP = " + " + ".join(["'a'"] * 600) + "\n"
    began = time.process_time()
    found = assigned(doubled.encode(), {})
    assert "A60" not in found
    assert "A5" in found
    assert said(deep) == "a"
    assert time.process_time() - began < 3
