"""Links that stand glued to the word in front of them."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import gluedlinks
from feedsvc.articles.growth import serialize
from feedsvc.articles.repair import parse


def link(words: str) -> str:
    return f'<a href="https://x.example/a">{words}</a>'


def mended(html: str) -> str:
    tree = parse(html)
    gluedlinks.mend(tree)
    return serialize(tree)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("She joins from", "Acme"),
        ("Of", "“Acme News”"),
        ("the best (by", "<b>Acme</b>"),
        ("our site is at", "www.acme.example"),
        ("visit our site,", "www.acme.example"),
        ("Read more:", "all news"),
    ],
)
def test_a_link_glued_to_a_small_word_or_a_mark_is_parted_from_it(before: str, words: str) -> None:
    assert mended(f"<p>{before}{link(words)}.</p>") == f"<p>{before} {link(words)}.</p>"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("Java", "Script"),
        ("un", "real"),
        ("AS", "ML"),
        ("A", "I"),
        ("the", "y"),
        ("bath", "Acme"),
        ("She joins from ", "Acme"),
        ("第一，", "Acme"),
        ("1,", "000"),
        ("a:", "1"),
        ("(", "Acme"),
        ("", "Acme"),
    ],
)
def test_a_link_within_a_word_or_behind_a_blank_stays(before: str, words: str) -> None:
    assert mended(f"<p>{before}{link(words)}</p>") == f"<p>{before}{link(words)}</p>"


@pytest.mark.parametrize("name", ["code", "pre"])
def test_in_code_nothing_is_parted(name: str) -> None:
    code = f"<{name}>Map&lt;String,{link('Integer')}&gt; <b>in{link('Java')}</b></{name}>"
    assert mended(code) == code


def test_thousands_of_links_take_linear_time() -> None:
    tree = parse(f"<p>{('from' + link('Acme')) * 5_000}</p>")
    start = time.process_time()
    gluedlinks.mend(tree)
    assert time.process_time() - start < 2
