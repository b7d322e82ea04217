"""What Eleventy's files of data say of the articles below their folder, `posts/posts.json`, `posts.11tydata.json`, and
of the site, `_data/site.json`.

    {"layout": "post", "tags": ["posts"], "author": "Ann Lee", "permalink": "/{{ page.fileSlug }}/"}
    {"title": "The mill", "url": "https://mill.example", "author": {"name": "Ann Lee"}}

What a head says itself wins, and of two files that of the nearer folder; tags of all count. Data that is a program is
not read.

Sources: https://www.11ty.dev/docs/data-template-dir/, https://www.11ty.dev/docs/data-deep-merge/,
https://www.11ty.dev/docs/data-global/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from feedsvc.articles.configvalues import Values, address_of, author_of, language_of, text_of, title_of
from feedsvc.articles.headtexts import SUMMARY_KEYS, without_markup
from feedsvc.articles.headvalues import HeadError, listed
from feedsvc.articles.identity import ID_KEYS, LINK_KEYS
from feedsvc.articles.jsonhead import parse_json
from feedsvc.articles.places import within
from feedsvc.articles.site import Cascade, Site, SiteConfig
from feedsvc.model import HeadValue

SUFFIX = ".11tydata.json"
GLOBAL = tuple(
    f"{folder}_data/{name}.json" for folder in ("", "src/", "content/") for name in ("metadata", "site", "meta")
)
"""Where those who start from Eleventy's own blog, from Hylia and their like say what their site is."""
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


def names(folder: str) -> tuple[str, str]:
    """What the files of data of a folder are called; of two the second goes before the first."""
    return f"{folder}.json", f"{folder}{SUFFIX}"


def data(folder: str, written: bytes) -> Cascade | None:
    """What a file of data hands down below its folder, by its path from the site's root; None for no table."""
    values = _values(written)
    own = {key: value for key, value in without_markup(values).items() if _is_handed(key, value)}
    return Cascade({key: value for key, value in own.items() if not _is_template(value)}, folder) if own else None


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


def with_data(config: SiteConfig, files: Mapping[str, bytes]) -> SiteConfig:
    """The site with what the first of GLOBAL among the files that knows its address says of it; what it leaves out says
    nobody, since a file of that name may be about something else."""
    tables = (_values(files[name]) for name in GLOBAL if name in files)
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
    merged = {**given, **head}
    if len(tags) > 1:
        merged[_TAGS] = tuple(name for each in tags if each != "" for name in listed(each))
    return {key: value for key, value in merged.items() if not _is_made(key, value)}


def _is_made(key: str, value: HeadValue) -> bool:
    """Whether Eleventy makes a value when it builds: an address, or a date of the file's."""
    if key.casefold() == "permalink":
        return _is_template(value) or isinstance(value, Mapping)
    return key.casefold() == "date" and isinstance(value, str) and value.strip().lower() in _UNDATED
