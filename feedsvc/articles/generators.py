"""Which site generator a file was written for, told by its head and path, and which one a whole source was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import get_args

from feedsvc.articles.document import value_of
from feedsvc.articles.places import QUARTO_ENDING
from feedsvc.articles.site import Generator
from feedsvc.model import Document

GENERATORS: tuple[Generator, ...] = get_args(Generator)
JEKYLL_KEYS = frozenset(("layout", "permalink", "redirect_from", "excerpt_separator"))
# Keys of Hexo and its common themes.
HEXO_KEYS = frozenset(("headimg", "thumbnail", "abbrlink", "top_img", "comments", "toc"))
HUGO_KEYS = frozenset(("draft", "lastmod", "publishdate", "expirydate", "weight"))
ZOLA_KEYS = frozenset(("taxonomies", "extra"))
TAXONOMIES = frozenset(("taxonomies",))
CATEGORIES = frozenset(("categories",))
AGREED = 0.9
"""The share of the heads that tell anything which must tell the same."""
TELLING = 0.5
"""The share of the heads that must tell anything."""


def mark_of(document: Document) -> Generator | None:
    """The generator that a head was surely written for, None where it tells nothing. The first of these that holds:

    1. the file's ending, `.qmd`: `quarto`;
    2. `[taxonomies]` or `[extra]`: `zola`; any other head in TOML: `hugo`;
    3. `Key: value` lines without a fence: `pelican`;
    4. `layout` or another key of JEKYLL_KEYS: `jekyll`;
    5. plural `categories` beside `draft` or another key of HUGO_KEYS: `hugo`;
    6. a key of HEXO_KEYS: `hexo`.
    """
    if document.path.lower().endswith(QUARTO_ENDING):
        return "quarto"
    if document.form == "toml" or _has(document, TAXONOMIES):
        return "zola" if _has(document, ZOLA_KEYS) else "hugo"
    if document.form == "lines":
        return "pelican"
    if _has(document, JEKYLL_KEYS):
        return "jekyll"
    if _has(document, CATEGORIES) and _has(document, HUGO_KEYS):
        return "hugo"
    return "hexo" if _has(document, HEXO_KEYS) else None


def surely(document: Document, generator: str) -> str:
    """The generator that a file is surely of: the one named, or, for `auto`, what its head tells; "" where it tells
    nothing."""
    return mark_of(document) or "" if generator == "auto" else generator


def generator_of(document: Document, path: str, generator: str) -> Generator:
    """The generator of one file: the one named, or, for `auto`, what its head tells, else what its folders do.

    A path under `_posts`, but not under Hexo's `source/_posts`, is Jekyll's; any other Hexo's, whose lists of
    categories are paths: so do scrapers write them.
    """
    if generator in GENERATORS:
        return generator
    return mark_of(document) or ("jekyll" if folder_of((path,)) == "jekyll" else "hexo")


def folder_of(paths: Iterable[str]) -> Generator | None:
    """The generator whose folders these paths lie in: `source/_posts` is Hexo's, any other `_posts` Jekyll's."""
    found: Generator | None = None
    # Taking a path apart costs forty times as much as a look for the word.
    for path in (each for each in paths if "_posts" in each):
        folders = PurePosixPath(path).parts[:-1]
        if "_posts" in folders:
            found = "jekyll"
            if "source" in folders[: folders.index("_posts")][-1:]:
                return "hexo"
    return found


def agreed(marks: Iterable[Generator | None]) -> Generator | None:
    """The generator that the heads of a source agree on: AGREED of those that tell, and TELLING of all tell."""
    counted = Counter(marks)
    silent = counted.pop(None, 0)
    telling = counted.total()
    if not telling or telling < TELLING * (telling + silent):
        return None
    best, number = min(counted.items(), key=lambda each: (-each[1], str(each[0])))
    return best if number >= AGREED * telling else None


def _has(document: Document, names: frozenset[str]) -> bool:
    """Whether a head says anything under one of these names, which are without case."""
    if document.folded.keys().isdisjoint(names):
        return False
    return any(value_of(document, name) != "" for name in names)
