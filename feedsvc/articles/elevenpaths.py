"""The addresses of Eleventy's pages: by the paths of files, else by the `permalink` of a head or of a folder's data.

    posts/2024-03-05-mill.md                                          posts/2024-03-05-mill/
    permalink: "/{{ page.date | date: '%Y' }}/{{ page.fileSlug }}/"   2024/mill/

What else may stand in a pattern only the site's own program knows.

Sources: https://www.11ty.dev/docs/permalinks/, https://www.11ty.dev/docs/data-eleventy-supplied/#page-variable,
and of Eleventy `TemplatePermalink.js` and `TemplateFileSlug.js`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from feedsvc.articles import places, scriptvalues
from feedsvc.articles.configvalues import folder_of
from feedsvc.articles.document import named, text, value_of
from feedsvc.articles.site import SiteConfig
from feedsvc.model import Document, HeadValue
from feedsvc.patterns import lazy

PATTERN = "eleventypermalink"
"""The key of a head under which a `permalink` stands that is a template."""
USUAL = "{path}/"
UNKNOWN = "{{ ? }}"
"""A pattern that only a program knows."""
SCRIPTS = (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs")
"""How files of data end that are programs."""
_CHANGING = lazy(r"[\"']permalink[\"']|addUrlTransform|[sS]etInputDirectory|inputDirectory")
_FOLDER_SAID = lazy(r"\binput[\"']?[ ]?:")
_FOLDER_ASKED = lazy(r"--input[= ][\"']?(?P<folder>[\w./-]{1,200})")
_VALUE = lazy(r"\{\{-?(?P<inside>[^{}]{1,200}?)-?\}\}")
_DATE = lazy(r"page\.date\s{0,3}\|\s{0,3}date\s{0,3}:\s{0,3}(?:\"(?P<form>[^\"]{1,40})\"|'(?P<other>[^']{1,40})')\Z")
_FORM = lazy(r"(?:%[YymdHMSBbj-]|[^%])*\Z")
_FILTERED = lazy(r"(?P<name>[A-Za-z_][\w.]{0,60})(?P<filters>(?:\s{0,3}\|\s{0,3}[A-Za-z]{1,20}){0,4})\Z")
_PLAIN = lazy(r"[A-Za-z0-9]+(?:[ -]+[A-Za-z0-9]+)*\Z")
_SLUGGED = lazy(r"[ -&(-\[\]-~]+\Z")
"""Signs of ASCII but for `'`, which versions of slugify read in two ways, and a backslash."""
_NO_LETTER = lazy(r"[^a-z0-9]+")
_TYPED = lazy(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?\Z|[-+]?(?:0[0-9xo]|[0-9]*[._]|[0-9]+[eE])[0-9a-fA-F_.+-]*\Z")
"""What YAML takes for a date, or for a number that is written otherwise again: of `date` a page has
`Tue Mar 05 2024 …`, of `007` a `7`."""
_DAY = lazy(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-(?P<name>.*)", re.S)
_ENDING = lazy(r"\.(?:mdx?|markdown|html?|txt)\Z", re.I)
_INDEX = lazy(r"(?:\A|(?<=/))index(?:\.html)?\Z")


def folder(program: str, package: str) -> str | None:
    """The folder of the site's pages from its root, by its program and its `package.json`; None where that is not
    known, or where the program makes addresses itself."""
    if _CHANGING.search(program):
        return None
    said = set(scriptvalues.said(program, "input")) | {found["folder"] for found in _FOLDER_ASKED.finditer(package)}
    if len(said) > 1 or (not said and _FOLDER_SAID.search(program)):
        return None
    return folder_of(said.pop()) if said else ""


def is_layouts(written: bytes) -> bool:
    """Whether a layout says where the pages are that it draws."""
    head = written[3:].partition(b"\n---")[0] if written.startswith(b"---") else b""
    return b"\npermalink:" in head


def pattern_in(values: Mapping[str, HeadValue]) -> dict[str, HeadValue]:
    """What values say as a template for addresses, under a key of its own."""
    said, computed = named(values, "permalink"), named(values, "eleventyComputed")
    is_plain = computed == "" or (isinstance(computed, Mapping) and named(computed, "permalink") == "")
    if isinstance(said, Mapping) or not is_plain:
        return {PATTERN: UNKNOWN}
    if not isinstance(said, str) or said in ("", "false"):
        # An empty one takes back what a folder says.
        return {PATTERN: ""} if said == "" and "permalink" in values else {}
    return {PATTERN: UNKNOWN if "{%" in said or scriptvalues.UNKNOWN in said else said}


def address(document: Document, path: str, published: datetime, config: SiteConfig) -> str | None:
    """The path of a page's address from its site's; None where it is not known. `path` counts from the site's root."""
    top = next((each for each, _ in config.permalinks if places.within(path, each)), None)
    if top is None or not _ENDING.search(path):
        return None
    inner = _ENDING.sub("", path.removeprefix(f"{top}/") if top else path)
    pattern = text(document, PATTERN)
    return _usual(inner) if not pattern else _filled(pattern, inner, document, published)


def _usual(path: str) -> str:
    folder, name = posixpath.split(path)
    is_folders = name in ("index", posixpath.basename(folder))
    return (f"{folder}/" if folder else "") if is_folders else f"{path}/"


def _filled(pattern: str, path: str, document: Document, published: datetime) -> str | None:
    folder, name = posixpath.split(path)
    dated = _DAY.search(name)
    bare = dated["name"] if dated else name
    around = posixpath.basename(folder)
    own = _DAY.search(around)
    slug = bare if bare != "index" else own["name"] if own else around
    known = {"page.fileSlug": slug, "page.filePathStem": f"/{posixpath.join(folder, bare)}"}
    parts = [_value(each["inside"].strip(), known, document, published) for each in _VALUE.finditer(pattern)]
    if None in parts:
        return None
    made = iter(parts)
    whole = posixpath.normpath("/" + _VALUE.sub(lambda _: str(next(made)), pattern)).lstrip("/")
    ended = whole + "/" if pattern.rstrip().endswith("/") and whole else whole
    return None if "{" in ended else _INDEX.sub("", ended)


def _value(inside: str, known: Mapping[str, str], document: Document, published: datetime) -> str | None:
    """What a value of a pattern is; None where only the site's program knows."""
    if (date := _DATE.match(inside)) is not None:
        form = date["form"] or date["other"]
        return published.strftime(form) if _FORM.match(form) else None
    found = _FILTERED.match(inside)
    if found is None:
        return None
    said: str | None = known.get(found["name"]) or _own(document, found["name"])
    for each in found["filters"].replace("|", " ").split():
        said = _FILTERS[each](said) if said and each in _FILTERS else None
    return said or None


def _slugified(words: str) -> str | None:
    """What `slugify` makes of words (https://github.com/sindresorhus/slugify); None where its tables decide."""
    return _NO_LETTER.sub("-", words.replace("&", " and ").lower()).strip("-") if _SLUGGED.match(words) else None


def _slug(words: str) -> str | None:
    """What the filter `slug` makes of plain words (https://github.com/simov/slugify)."""
    return re.sub("[ -]+", "-", words).lower() if _PLAIN.match(words) else None


_FILTERS: Mapping[str, Callable[[str], str | None]] = {
    "slugify": _slugified,
    "slug": _slug,
    **dict.fromkeys(("lower", "downcase"), str.lower),
    **dict.fromkeys(("trim", "strip"), str.strip),
    **dict.fromkeys(("url", "safe"), str),
}
"""Eleventy's filters, and those of Nunjucks and Liquid (https://www.11ty.dev/docs/filters/)."""


def _own(document: Document, name: str) -> str:
    """A text of the head's; "" for what would be written otherwise than it is there: a list, a date, `007`."""
    said = "" if "." in name else value_of(document, name)
    return "" if not isinstance(said, str) or _TYPED.match(said.strip()) else said.strip()
