"""Quarto's sites: what `_quarto.yml` says of one, and a folder's `_metadata.yml` of the articles below it.

    project:                              author: Ann Lee
      output-dir: docs                    categories: [mills]
      render: ["*.qmd", "!drafts/"]
    website:                              execute:
      title: The mill                       echo: false
      site-url: https://mill.example

What a head says itself wins, and of two files that of the nearer folder; tables are joined key by key, and categories
of all count.

Sources: https://quarto.org/docs/reference/projects/websites.html,
https://quarto.org/docs/projects/quarto-projects.html#metadata-includes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from feedsvc.articles import leftout, places
from feedsvc.articles.configvalues import (
    Values,
    address_of,
    author_of,
    folder_of,
    folders_of,
    language_of,
    table_of,
    text_of,
    texts_of,
    title_of,
)
from feedsvc.articles.headtexts import SUMMARY_KEYS, without_markup
from feedsvc.articles.headvalues import HeadError, listed
from feedsvc.articles.identity import ID_KEYS, LINK_KEYS
from feedsvc.articles.site import Cascade, Site, SiteConfig
from feedsvc.articles.yamlhead import parse_yaml
from feedsvc.model import HeadValue

FILES = ("_quarto.yml", "_quarto.yaml")
METADATA = ("_metadata.yml", "_metadata.yaml")
"""Names of a folder's own file."""
_CATEGORIES, _RENDER = "categories", "render"
_HANDED = ("author", _CATEGORIES, "execute")
"""What a site's configuration says of articles; the rest of it says how pages look."""
_NOT_HANDED = frozenset({"title", "subtitle", "date", "date-modified", *SUMMARY_KEYS, *ID_KEYS, *LINK_KEYS})
"""What is one article's."""
_UNDATED = ("last-modified", "today", "now")
"""Words for a date that no file has (https://quarto.org/docs/reference/dates.html)."""


def config(name: str, values: Values) -> SiteConfig:
    """What a configuration says of its site, a website or a book. What it calls drafts is none of its pages, unless it
    shows them."""
    site = {**table_of(values, "book"), **table_of(values, "website")}
    drafts = folders_of(texts_of(site, "drafts")) if text_of(site, "draft-mode") != "visible" else ()
    given = {key: value for key in _HANDED if (value := author_of(values, key)) != ""}
    project = table_of(values, "project")
    output = folder_of(text_of(project, "output-dir"))
    ignored, problems = _ignored(name, project)
    return SiteConfig(
        "quarto",
        name,
        title=title_of(text_of(site, "title")),
        address=address_of(text_of(site, "site-url")),
        language=language_of(text_of(values, "lang")),
        articles=("",),
        pages=(output,) if output else (),
        ignored=ignored,
        problems=problems,
        cascades=(Cascade(without_markup(given)),) if given else (),
        heads={path: {"draft": "true"} for path in drafts},
    )


def _ignored(name: str, project: Values) -> leftout.Patterns:
    """What a project does not render by the targets that begin with `!`
    (https://quarto.org/docs/projects/quarto-projects.html#render-targets), from its root."""
    targets = (each.removeprefix("!").strip("/") for each in texts_of(project, _RENDER) if each.startswith("!"))
    return leftout.of_hexo(name, {_RENDER: tuple(filter(None, targets))}, _RENDER, "/")


def data(folder: str, written: bytes) -> Cascade | None:
    """What a folder's own file hands down below it, by its path from the site's root; None for no table."""
    try:
        values = without_markup(parse_yaml(written.decode("utf-8-sig").replace("\r\n", "\n")).values)
    except (UnicodeDecodeError, HeadError):
        return None
    own = {key: value for key, value in values.items() if key.casefold() not in _NOT_HANDED}
    return Cascade(own, folder) if own else None


def under(head: Values, site: Site, path: str) -> Values:
    """The head with what its site and the folders around an article at `path`, which counts from its source, say."""
    whole = site.path(path)
    merged: dict[str, HeadValue] = dict(head)
    for each in (*site.sections, *site.config.cascades):
        if places.within(whole, each.folder):
            for key, value in each.values.items():
                merged[key] = _joined(key, value, merged.get(key, ""))
    merged |= site.config.heads.get(whole, {})
    return {key: value for key, value in merged.items() if not _is_made(key, value)}


def _joined(key: str, below: HeadValue, above: HeadValue) -> HeadValue:
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return {**below, **above}
    if key == _CATEGORIES and above != "":
        return tuple(dict.fromkeys((*listed(below), *listed(above))))
    return below if above == "" else above


def _is_made(key: str, value: HeadValue) -> bool:
    """Whether Quarto makes a date when it builds."""
    return key.casefold().startswith("date") and isinstance(value, str) and value.strip().lower() in _UNDATED


def address(path: str, own: str) -> str | None:
    """The path of a page from its site's root: `posts/a/` for `posts/a/index.qmd`, else `posts/a.html`; `own` is the
    name of the file that a head asks for, "" for none."""
    pure = PurePosixPath(path)
    if "/" in own:
        return None
    name = own if own.endswith(".html") or not own else f"{own}.html"
    name = name or f"{pure.stem}.html"
    folder = "" if str(pure.parent) == "." else f"{pure.parent}/"
    return folder if name == "index.html" else f"{folder}{name}"
