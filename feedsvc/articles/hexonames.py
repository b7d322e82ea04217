"""What Hexo makes of names for addresses: of those of categories, and of files.

`Web Dev` is `Web-Dev`. Sources: https://hexo.io/docs/permalinks, Hexo 7's models/category and hexo-util's slugize.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from feedsvc.articles.site import HexoPaths
from feedsvc.articles.taxonomy import PATH_MARK, PATH_TWIN
from feedsvc.patterns import lazy

CONTROL = lazy("[\x00-\x1f]")
SPECIAL = lazy(r"[\s\ufeff~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")
LATIN = lazy("[\u00c0-\u02af\u1e00-\u1eff\u24b6-\u24e9\u2c60-\u2c76\ua722-\ua7a9\uff21-\uff3a\uff41-\uff5a]")
"""Letters with marks or in other shapes, which Hexo makes plain; brackets and digits in full width stay."""
UNKNOWN = "\x00"
PLACEHOLDER = lazy(r":([A-Za-z0-9_]{0,30}[A-Za-z0-9])")
SEGMENTS = {
    "year": "([0-9]{4})", "month": "([0-9]{2})", "day": "([0-9]{2})", "i_month": "([0-9]{1,2})",
    "i_day": "([0-9]{1,2})", "hash": "([0-9a-f]{12})",
}  # fmt: skip
"""What else may stand for a placeholder is any text."""
INDEX, HTML = "index.html", ".html"
MOST_TEXTS = 3
"""More of them make a pattern that may take for ever to match a name."""


def slug(words: str, case: str = "") -> str | None:
    """Words as a part of an address, `case` as in HexoPaths: `C++ 入门 (一)` is `C-入门-一`, `Café` is `Cafe`.

    None for a Latin letter of which only Hexo's own table tells what it is without its marks (`ß`, `ø`).
    """
    plain = LATIN.sub(_without_marks, CONTROL.sub("", words))
    if UNKNOWN in plain:
        return None
    made = SPECIAL.sub("-", plain).strip("-")
    return made.lower() if case == "1" else made.upper() if case == "2" else made


def _without_marks(found: re.Match[str]) -> str:
    letters = [each for each in unicodedata.normalize("NFKD", found[0]) if each.isascii()]
    if letters or found[0].isalpha():
        return letters[0] if len(letters) == 1 else UNKNOWN
    return found[0]


def parts(name: str, pattern: str) -> dict[str, str | None]:
    """What a file's name, from the folder of articles, gives to the address by the site's `new_post_name`.

    `2024-01-02-a.md` by `:year-:month-:day-:title.md` gives the title `a`, and by `:title.md` its whole name. The title
    of a name that is not like the pattern is its slug, None where that or the pattern's meaning is not known. Parts of
    a date are left out: those in an address are the article's own.
    """
    rule = _rule(pattern.removesuffix(PurePosixPath(pattern).suffix))
    if rule is None:
        return {"title": None}
    bare = name.removesuffix(PurePosixPath(name).suffix)
    found = rule[0].fullmatch(bare)
    read = dict(zip(rule[1], found.groups(), strict=True)) if found is not None else {}
    texts = {key: value for key, value in read.items() if key not in SEGMENTS}
    return texts if "title" in texts else {**texts, "title": slug(bare)}


@lru_cache(maxsize=16)
def _rule(pattern: str) -> tuple[re.Pattern[str], list[str]] | None:
    """A pattern of names as one that can be matched, and the names of its groups."""
    names = PLACEHOLDER.findall(pattern)
    if len([name for name in names if name not in SEGMENTS]) > MOST_TEXTS:
        return None
    plain = PLACEHOLDER.split(pattern)[::2]
    segments = [*(SEGMENTS.get(name, "(.+?)") for name in names), ""]
    return re.compile("".join(re.escape(text) + part for text, part in zip(plain, segments, strict=True))), names


def shortened(path: str, left_out: tuple[str, ...]) -> str:
    """The path of an address without what the site leaves out at its end: `.html`, unless it is `index.html`."""
    if path.endswith(INDEX):
        return path.removesuffix(INDEX) if INDEX in left_out else path
    return path.removesuffix(HTML) if HTML in left_out else path


def folder(address: str) -> str:
    """The folder of an article's own files (https://hexo.io/docs/asset-folders) by the article's address:
    `https://h.example/a/` for `https://h.example/a.html`."""
    return f"{address.removesuffix('.htm').removesuffix(HTML).rstrip('/')}/"


def category(labels: tuple[str, ...], paths: HexoPaths) -> str | None:
    """`:category` in an address: the slugs of an article's category and of those above it, joined by slashes.

    `labels` are the article's categories as `taxonomy` has them. Of several paths Hexo takes the one whose category it
    has met last in the whole site, which one article does not tell: None.
    """
    if not labels:
        return paths.default_category
    names = max(labels, key=lambda label: label.count(PATH_MARK)).split(PATH_MARK)
    if not {*names, *_beginnings(names)}.issuperset(labels):
        return None
    own = dict(paths.categories)
    written = [name.replace(PATH_TWIN, PATH_MARK) for name in names]
    slugs = [slug(own.get(name, name), paths.case) for name in written]
    return None if None in slugs else "/".join(map(str, slugs))


def _beginnings(names: list[str]) -> Iterator[str]:
    return (PATH_MARK.join(names[:end]) for end in range(1, len(names) + 1))
