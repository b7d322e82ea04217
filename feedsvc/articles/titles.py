"""Titles and the names of files: what Jekyll makes of a name, and marks that a scraper could not write into one, put
back into the title that it was made of."""

from __future__ import annotations

from pathlib import PurePosixPath

from feedsvc.articles.permalinks import JEKYLL_DAY
from feedsvc.articles.shortening import cut_words
from feedsvc.patterns import lazy

# Opening and closing mark of a quotation, the commonest first. Straight ones open as they close: which words stand
# between two of them is a guess.
QUOTES = ("“”", "‘’", "「」", "『』", "《》", "〈〉", "«»", "„“")
# What no file name may hold on some system, and its wide twins.
SINGLE = ':：?？|/\\*<>"“”＂'
PAIR = lazy(r"_([^_\n]{1,40})_")
AROUND = 6
"""Characters on each side of a lone `_` that must stand in the text as in the title."""
LONGEST = 500
"""A longer title is cut: it is a text in the wrong place, and stands in every feed and list that has the article."""


def of_post(path: str) -> str:
    """The title that Jekyll gives a post which has none, by its file's name (jekyll, Utils.titleize_slug).

    `_posts/2019-01-31-release-301.md` gives `Release 301`.
    """
    stem = PurePosixPath(path).stem
    dated = JEKYLL_DAY.match(stem)
    slug = (stem[dated.end() :] if dated else stem).rstrip(".")
    return " ".join(word.capitalize() for word in slug.split("-") if word)


def cut(title: str) -> str:
    """The title, or the beginning of one longer than LONGEST."""
    return cut_words(title, LONGEST)


def restored(title: str, text: str) -> str:
    """The title with each `_` that stands for a quotation mark, where the text shows the original.

    `打造_健康管理_模式` over a text with `“健康管理”` gives `打造“健康管理”模式`. A lone `_` becomes the one mark that
    stands in the text between the same AROUND characters. What the text does not show, or shows in two ways, stays;
    names with `_` that the text has as well, too.
    """
    if "_" not in title or len(title) > LONGEST:
        return title
    paired = PAIR.sub(lambda found: _quoted(found[1], text) or found[0], title)
    return _singles(paired, text)


def _quoted(words: str, text: str) -> str | None:
    """The words in the quotation marks that stand around them in the text."""
    if f"_{words}_" in text:
        return None
    return next((made for marks in QUOTES if (made := f"{marks[0]}{words}{marks[1]}") in text), None)


def _singles(title: str, text: str) -> str:
    out = list(title)
    for at, character in enumerate(title):
        before, after = title[max(0, at - AROUND) : at], title[at + 1 : at + 1 + AROUND]
        # Too little around it, or another gap, would make it a guess.
        if character == "_" and len(before) >= AROUND and len(after) >= AROUND and "_" not in before + after:
            shown = [mark for mark in f"{SINGLE}_" if f"{before}{mark}{after}" in text]
            out[at] = shown[0] if len(shown) == 1 else "_"
    return "".join(out)
