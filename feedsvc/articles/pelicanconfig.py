r"""Pelican's settings, read as data and never run: where its articles are, and what stands under their heads.

    PATH = 'content'
    DEFAULT_CATEGORY = 'misc'
    USE_FOLDER_AS_CATEGORY = True
    FILENAME_METADATA = r'(?P<date>\d{4}-\d{2}-\d{2})_(?P<slug>.*)'
    PATH_METADATA = r'(?P<lang>..)/.*'
    ARTICLE_EXCLUDES = ['drafts']
    IGNORE_FILES = ['*.tmp.md']
    SLUGIFY_SOURCE = 'basename'
    DEFAULT_METADATA = {'status': 'draft'}

Source: https://docs.getpelican.com/en/latest/settings.html#metadata, and for what goes before what, which it does not
say, Pelican's `readers.py`. Expressions are RE2's, as everywhere where they are not ours.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from feedsvc.articles import leftout, pythonvalues
from feedsvc.articles.configvalues import (
    Values,
    address_of,
    author_of,
    folder_of,
    is_off,
    is_true,
    language_of,
    patterns_of,
    table_of,
    text_of,
    texts_of,
    title_of,
    unreadable,
    zone_of,
)
from feedsvc.articles.datekeys import day_of_name
from feedsvc.articles.document import named
from feedsvc.articles.headtexts import without_markup
from feedsvc.articles.identity import ID_KEYS
from feedsvc.articles.site import PelicanNames, SiteConfig
from feedsvc.articles.taxonomy import AUTHOR_KEYS
from feedsvc.model import HeadValue, Problem

FILE = "pelicanconf.py"
OVERLAY = "publishconf.py"
FILE_NAME, PATH = PATTERNS = ("FILENAME_METADATA", "PATH_METADATA")
MEND = "write it in another way; until then it says nothing of heads"
LANG = "lang"
"""What the pattern of addresses in other languages than the site's is kept under."""
SLUG_SOURCES = ("title", "basename")
SLUG_RULES = (
    "SLUG_REGEX_SUBSTITUTIONS", "SLUG_SUBSTITUTIONS", "CATEGORY_REGEX_SUBSTITUTIONS", "CATEGORY_SUBSTITUTIONS",
)  # fmt: skip
"""What changes the slugs of titles and categories; a list that is there says that they are not the usual ones."""
MISC = "misc"
"""Pelican's own `DEFAULT_CATEGORY`."""


def config(name: str, values: Values) -> SiteConfig:
    """What the settings say."""
    root = folder_of(text_of(values, "PATH") or "content")
    articles, pages = texts_of(values, "ARTICLE_PATHS"), texts_of(values, "PAGE_PATHS")
    inner = [folder_of(each) for each in articles] if "ARTICLE_PATHS" in values else [""]
    outer = [folder_of(each) for each in pages] if "PAGE_PATHS" in values else ["pages"]
    outer += map(folder_of, texts_of(values, "ARTICLE_EXCLUDES"))
    names, problems = _names(name, root, values)
    ignored, unused = leftout.of_pelican(name, values)
    return SiteConfig(
        "pelican",
        name,
        title=title_of(text_of(values, "SITENAME")),
        address=address_of(text_of(values, "SITEURL")),
        timezone=zone_of(text_of(values, "TIMEZONE")),
        language=language_of(text_of(values, "DEFAULT_LANG")),
        author=author_of(values, "AUTHOR"),
        permalinks=patterns_of({"": text_of(values, "ARTICLE_URL"), LANG: text_of(values, "ARTICLE_LANG_URL")}),
        articles=tuple(posixpath.join(root, each).rstrip("/") for each in inner or [""]),
        pages=tuple(posixpath.join(root, each) for each in outer if each),
        pelican=names,
        ignored=ignored,
        problems=problems + unused,
    )


def _names(name: str, root: str, values: Values) -> tuple[PelicanNames, tuple[Problem, ...]]:
    """What the settings say of heads, and what of it is not used."""
    said = {key: text_of(values, key) for key in PATTERNS}
    usable = {key: each if leftout.compiled(each) is not None else "" for key, each in said.items()}
    unused = [leftout.unused(name, key, (said[key],), MEND) for key in PATTERNS if said[key] and not usable[key]]
    given = without_markup(table_of(values, "DEFAULT_METADATA"))
    below = {key.lower(): value for key, value in given.items() if key.lower() not in ID_KEYS}
    category = text_of(values, "DEFAULT_CATEGORY") if "DEFAULT_CATEGORY" in values else MISC
    folders = not is_off(values, "USE_FOLDER_AS_CATEGORY")
    language, slugs = text_of(values, "DEFAULT_LANG") or "en", _slugs(values)
    names = PelicanNames(
        root, category, folders, usable[FILE_NAME], usable[PATH], below, language, slugs, _lists(values)
    )
    return names, tuple(problem for each in unused for problem in each)


def _lists(values: Values) -> tuple[tuple[str, str], ...]:
    """The patterns of the addresses of lists, the usual ones where the settings say none."""
    keys = {kind: (f"{kind.upper()}_URL", usual) for kind, usual in PelicanNames().lists}
    said = {kind: text_of(values, key) if key in values else usual for kind, (key, usual) in keys.items()}
    return tuple((kind, pattern) for kind, pattern in said.items() if pattern)


def listed(kind: str, name: str, lists: Iterable[tuple[str, str]]) -> str | None:
    """The path of the list of a category, a tag or an author from the site's root, by such patterns; None where it is
    not known."""
    slug = slugged(name)
    made = dict(lists).get(kind, "{").replace("{slug}", slug or "{")
    return None if "{" in made else made


def slugged(words: str) -> str | None:
    """What Pelican makes of words in ASCII: without what is neither letter, digit, space nor hyphen, and words joined
    by hyphens. None for other letters, of which its tables decide."""
    kept = re.sub(r"[^\w\s-]", "", words.lower()) if words.isascii() else ""
    return re.sub(r"[-\s]+", "-", kept.strip()) or None


def _slugs(values: Values) -> str:
    """What slugs are made of, "" where the site has rules of its own for that."""
    own = any(named(values, key) != "" for key in SLUG_RULES) or is_true(values, "SLUGIFY_PRESERVE_CASE")
    source = text_of(values, "SLUGIFY_SOURCE") or "title"
    return source if source in SLUG_SOURCES and not own else ""


def under(head: Values, config: SiteConfig, path: str) -> Values:
    """The head with what the settings give to an article at `path` from the site's root: what its name tells, what its
    path does, what all have. What the head says wins, also of an author under another key."""
    names = config.pelican
    inner = path.removeprefix(f"{names.folder}/") if names.folder else path
    told = [(names.file_name, PurePosixPath(inner).stem), (names.path, inner)]
    given = dict(names.given)
    for expression, text in reversed(told):
        given |= _groups(expression, text)
    if given.get("date") and day_of_name(path):
        del given["date"]
    said = {key.casefold() for key, value in head.items() if value != ""}
    said |= set(AUTHOR_KEYS) if not said.isdisjoint(AUTHOR_KEYS) else set()
    below = {key: value for key, value in given.items() if key not in said}
    return {**below, **{key: value for key, value in head.items() if key.casefold() not in below}} if below else head


def _groups(expression: str, text: str) -> dict[str, HeadValue]:
    found = leftout.compiled(expression) if expression else None
    match = found.match(text) if found is not None else None
    return {key.lower(): value for key, value in match.groupdict().items() if value} if match else {}


def settings(files: Mapping[str, bytes], names: Iterable[str] = (FILE, OVERLAY)) -> Values | Problem:
    """What settings in files of these names assign at their top level (pythonvalues); one that is over another changes
    nothing where it says nothing."""
    values: dict[str, HeadValue] = {}
    for name in names:
        try:
            found = pythonvalues.assigned(files.get(name, b""), values)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = error.lineno if isinstance(error, SyntaxError) else None
            return unreadable(name, "it is no Python", line)
        values |= {key: value for key, value in found.items() if value != "" or key not in values}
    return values
