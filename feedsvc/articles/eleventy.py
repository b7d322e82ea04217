"""What Eleventy's files of data say of the articles below their folder, `posts/posts.json`, `posts.11tydata.json`, and
of the site, `_data/site.json`.

    {"layout": "post", "tags": ["posts"], "author": "Ann Lee", "permalink": "/{{ page.fileSlug }}/"}
    {"title": "The mill", "url": "https://mill.example", "author": {"name": "Ann Lee"}}

What a head says itself wins, and of two files that of the nearer folder; tags of all count. Data that is a program is
not read. What a line of `.eleventyignore`, of `.gitignore`, or a call `ignores.add("notes/**")` names is no article.

Sources: https://www.11ty.dev/docs/data-template-dir/, https://www.11ty.dev/docs/data-deep-merge/,
https://www.11ty.dev/docs/data-global/, https://www.11ty.dev/docs/ignores/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import normpath

from feedsvc.articles import elevenpaths, leftout, scriptvalues
from feedsvc.articles.configvalues import (
    PACKAGE,
    Values,
    address_of,
    author_of,
    folder_of,
    language_of,
    text_of,
    title_of,
)
from feedsvc.articles.headtexts import SUMMARY_KEYS, without_markup
from feedsvc.articles.headvalues import HeadError, listed
from feedsvc.articles.identity import ID_KEYS, LINK_KEYS
from feedsvc.articles.jsonhead import parse_json
from feedsvc.articles.places import within
from feedsvc.articles.site import Cascade, Site, SiteConfig
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

SUFFIX = ".11tydata.json"
_MOVED = lazy(r"_data\b|\binput\b")
GLOBAL = tuple(
    f"{folder}_data/{name}.{ending}"
    for folder in ("", "src/", "content/")
    for name in ("metadata", "site", "meta")
    for ending in ("json", "js", "cjs", "mjs")
)
"""Where those who start from Eleventy's own blog, from Hylia and their like say what their site is; of a program what
is written out in it."""
GIT_IGNORE = ".gitignore"
IGNORES = (GIT_IGNORE, *(f"{folder}.eleventyignore" for folder in ("", "src/", "content/")))
"""Files of globs, a line each, for paths from their own folder: in the site's root, and in that of its pages."""
_ADDRESSES = ("url", "siteUrl", "baseUrl", "base_url")
_TAGS = "tags"
_UNDATED = ("last modified", "created", "git last modified", "git created")
"""Words for a date that no file has (https://www.11ty.dev/docs/dates/)."""
_TEMPLATES = ("{{", "{%")
_NOT_HANDED = frozenset(
    {"title", "layout", "eleventycomputed", "eleventynavigation", "pagination", *SUMMARY_KEYS, *ID_KEYS, *LINK_KEYS}
)
"""What is one article's, or its folder's (`"description": "Notes on mills"`), or says how its page is made."""


def is_data(path: str, folder: str) -> bool:
    """Whether a path is that of a folder's own file of data; `folder` is the name of the one around the path's root."""
    return path.rpartition("/")[2] in names(PurePosixPath(path).parent.name or folder)


def names(folder: str) -> tuple[str, ...]:
    """What the files of data of a folder are called; programs tell of addresses alone."""
    return f"{folder}.json", f"{folder}{SUFFIX}", *(f"{folder}{each}" for each in elevenpaths.SCRIPTS)


def data(folder: str, written: bytes) -> Cascade | None:
    """What a file of data hands down below its folder, by its path from the site's root; None for no table."""
    values = _values(written)
    own = {key: value for key, value in without_markup(values).items() if _is_handed(key, value)}
    pattern = elevenpaths.pattern_in(values)
    plain = {key: value for key, value in own.items() if not _is_template(value)}
    return Cascade({**plain, **pattern}, folder) if own or pattern else None


def of_program(folder: str, written: bytes) -> Cascade | None:
    """What a file of data that is a program hands down of addresses, as far as it is written out."""
    if b"permalink" not in written:
        return None
    pattern = elevenpaths.pattern_in(scriptvalues.parse(written.decode("utf-8", "replace")))
    return Cascade(pattern or {elevenpaths.PATTERN: elevenpaths.UNKNOWN}, folder)


def _is_handed(key: str, value: HeadValue) -> bool:
    """Whether a file of data hands down a value; `permalink: false`, that no page is written, is no address."""
    return key.casefold() not in _NOT_HANDED or (key == "permalink" and value == "false")


def _values(written: bytes) -> Values:
    """The values of a file of data; none where it is no table, or cannot be read."""
    try:
        text = written.decode("utf-8-sig").lstrip()
        return parse_json(text)[0].values if text.startswith("{") else {}
    except (UnicodeDecodeError, HeadError):
        return {}


def _said(name: str, written: bytes) -> Values:
    """The values of a file of data, of a program without those that only a run would tell."""
    if name.endswith(".json"):
        return _values(written)
    found = scriptvalues.parse(written.decode("utf-8-sig", "replace"))
    return {key: scriptvalues.known(value) for key, value in found.items()}


def with_data(config: SiteConfig, files: Mapping[str, bytes]) -> SiteConfig:
    """The site with what the first of GLOBAL among the files that knows its address says of it; what it leaves out says
    nobody, since a file of that name may be about something else."""
    tables = (_said(name, files[name]) for name in GLOBAL if name in files)
    said = next((each for each in tables if address_of(text_of(each, *_ADDRESSES))), None)
    if said is None:
        return config
    return replace(
        config,
        address=address_of(text_of(said, *_ADDRESSES)),
        title=title_of(text_of(said, "title", "name")),
        language=language_of(text_of(said, "language", "lang")),
        author=author_of(said) or author_of(said, "authorName"),
    )


def with_ignored(config: SiteConfig, files: Mapping[str, bytes]) -> SiteConfig:
    """The site with what IGNORES among the files, and its program, leave out; of Git's files nothing where that calls
    `setUseGitIgnore(false)`. Eleventy passes over lines that take something back (`!a.md`)."""
    program = files[config.file].decode("utf-8-sig", "replace")
    named = {config.file: scriptvalues.arguments(program, "ignores", "add")}
    kept = (GIT_IGNORE,) if scriptvalues.calls(program, "setUseGitIgnore") else ()
    named |= {name: _lines(files[name]) for name in IGNORES if name in files and name not in kept}
    found = [_left_out(name, lines) for name, lines in named.items()]
    ignored, problems = (tuple(each for part in parts for each in part) for parts in zip(*found, strict=True))
    return replace(config, ignored=ignored, problems=problems)


def with_folder(config: SiteConfig, files: Mapping[str, bytes]) -> SiteConfig:
    """The site with the folder that its addresses count from, where its program and the command in its `package.json`
    tell it, and nothing changes addresses."""
    program = files[config.file].decode("utf-8-sig", "replace")
    package = files.get(PACKAGE, b"").decode("utf-8", "replace")
    folder = elevenpaths.folder(program, package)
    above = next((name.partition("_data/")[0] for name in GLOBAL if name in files), "")
    if folder == "" and above:
        # Data lies in the folder of pages, which a command elsewhere may name, unless the program moves either.
        folder = None if _MOVED.search(program + package) else folder_of(above)
    return config if folder is None else replace(config, permalinks=((folder, elevenpaths.USUAL),))


def _lines(written: bytes) -> tuple[str, ...]:
    """The patterns in a file: lines that are neither blank nor a comment, nor take something back."""
    lines = map(str.strip, written.decode("utf-8", "replace").split("\n"))
    return tuple(line for line in lines if line and line[0] not in "#!")


def _left_out(name: str, lines: tuple[str, ...]) -> leftout.Patterns:
    """The globs of a file's lines from the site's root; a folder's stands for all in it."""
    folder = name.rpartition("/")[0]
    whole = (normpath(f"/{folder}/{line}") for line in lines)
    ignored, problems = leftout.of_hexo(name, {"ignores": tuple(path.lstrip("/") for path in whole)}, "ignores", "/")
    # What only Git understands leaves nothing out at Eleventy either.
    return ignored, () if name == GIT_IGNORE else problems


def _is_template(value: HeadValue) -> bool:
    return isinstance(value, str) and any(mark in value for mark in _TEMPLATES)


def under(head: Values, site: Site, path: str) -> Values:
    """The head with what the folders around an article at `path`, which counts from its source, say of it."""
    given: dict[str, HeadValue] = {}
    tags = [head.get(_TAGS, "")]
    for each in site.sections:
        if within(site.path(path), each.folder):
            given = {**each.values, **given}
            tags.append(each.values.get(_TAGS, ""))
    merged = {**given, **head, **elevenpaths.pattern_in(head)}
    if len(tags) > 1:
        merged[_TAGS] = tuple(name for each in tags if each != "" for name in listed(each))
    return {key: value for key, value in merged.items() if not _is_made(key, value)}


def _is_made(key: str, value: HeadValue) -> bool:
    """Whether Eleventy makes a value when it builds: an address, or a date of the file's."""
    if key.casefold() == "permalink":
        return _is_template(value) or isinstance(value, Mapping)
    return key.casefold() == "date" and isinstance(value, str) and value.strip().lower() in _UNDATED
