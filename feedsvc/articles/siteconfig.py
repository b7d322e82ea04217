"""The configuration of a site generator -> what it says about the site's articles.

    Jekyll, Hexo    _config.yml (Hexo's where `source/_posts` lies beside it, Jekyll's where `_posts` does; else Hexo's
                    where it has a key that only Hexo knows)
    Hugo            hugo.toml, config.toml, config/_default/…, also in YAML and JSON; it has a `baseURL`
    Zola            zola.toml, config.toml; it has a `base_url`
    Substack        posts.csv, of its export
    Quarto          _quarto.yml
    Nikola, ABlog   conf.py, read like Pelican's
    MkDocs          mkdocs.yml; it has a blog of Material's
    Pelican         pelicanconf.py, read as data and never run; publishconf.py goes before it
    others          a program, of which the literals count (`scriptedconfig`); Eleventy's data beside it (`eleventy`)

Values are read as text, as heads are. What is not said, or not usable, is left out: the settings say it then.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from feedsvc.articles import (
    ablog,
    eleventy,
    hexoconfig,
    hugoconfig,
    leftout,
    mkdocs,
    nikolaconfig,
    pelicanconfig,
    quarto,
    scriptedconfig,
    substack,
)
from feedsvc.articles.configvalues import (
    PACKAGE,
    Values,
    address_of,
    author_of,
    folder_of,
    folders_of,
    is_off,
    is_true,
    language_of,
    patterns_of,
    people_of,
    table_of,
    text_of,
    texts_of,
    title_of,
    unreadable,
    zone_of,
)
from feedsvc.articles.document import named
from feedsvc.articles.headtexts import without_markup
from feedsvc.articles.headvalues import HeadError
from feedsvc.articles.identity import ID_KEYS
from feedsvc.articles.jsonhead import parse_json
from feedsvc.articles.site import Generator, HeadDefaults, Language, SiteConfig
from feedsvc.articles.tomlhead import parse_toml
from feedsvc.articles.yamlhead import parse_tagged, parse_yaml
from feedsvc.model import Problem
from feedsvc.patterns import lazy

JEKYLL_FILES = ("_config.yml", "_config.yaml", "_config.toml")
AUTHORS = ("_data/authors.yml", "_data/authors.yaml")
"""Where Jekyll's themes look for whom a head calls `ann`."""
_LIST = lazy(rb"(?:\xef\xbb\xbf)?(?:(?:[ \t]*(?:#[^\n]*)?|---[ \t\r]*)\n)*+-[ \t]")
"""A site may have a list there, which names nobody by a key."""
OVERLAYS = (
    *(pelicanconfig.OVERLAY, PACKAGE, *AUTHORS),
    *(*eleventy.GLOBAL, *eleventy.IGNORES, *scriptedconfig.THEMES, *ablog.BUILDS),
)
"""Files that say more where another of CONFIG_FILES is there."""
CONFIG_FILES = (
    *JEKYLL_FILES,
    "zola.toml",
    *hugoconfig.FILES,
    pelicanconfig.FILE,
    *quarto.FILES,
    nikolaconfig.FILE,
    *mkdocs.FILES,
    substack.FILE,
)
"""Where configurations lie, from a site's root, in the order in which they are looked for."""
PROGRAMS: Mapping[str, tuple[str, ...]] = {
    pelicanconfig.FILE: (pelicanconfig.FILE, pelicanconfig.OVERLAY),
    nikolaconfig.FILE: (nikolaconfig.FILE,),
}
"""Those that are programs in Python, of which the literals count, each with what is read for it."""
NAMED: Mapping[str, Callable[[str, Values], SiteConfig | None]] = {
    pelicanconfig.FILE: pelicanconfig.config,
    substack.FILE: substack.config,
    nikolaconfig.FILE: lambda name, values: nikolaconfig.config(name, values) or ablog.config(name, values),
    **dict.fromkeys(quarto.FILES, quarto.config),
    **dict.fromkeys(mkdocs.FILES, mkdocs.config),
}
"""Those of which the name tells the generator."""
ANYWHERE = (*quarto.FILES, nikolaconfig.FILE, *mkdocs.FILES, *scriptedconfig.MARKS)
"""Configurations of generators whose folders of articles have any name."""
OLD_TYPES = {"post": "posts", "page": "pages"}
"""Jekyll's types of scopes by names that it still takes, and calls deprecated."""


def read(files: Mapping[str, bytes], *, beside: Generator | None) -> SiteConfig | Problem | None:
    """What the first configuration of a site among `files` says; None where there is none.

    `files` are those that are there of which `is_part` holds, by path from the site's root; `beside` is the generator
    whose folder of posts is there, too. A configuration that cannot be read is a Problem that holds nothing back (rule
    `site`).
    """
    for name in CONFIG_FILES:
        if name in files and (name != substack.FILE or substack.is_own(files[name])):
            found = pelicanconfig.settings(files, PROGRAMS[name]) if name in PROGRAMS else _values(name, files[name])
            if not isinstance(found, Problem) and _is_hugo(name, found):
                found = _hugo(files)
            if isinstance(found, Problem):
                return found
            config = _config(name, found, beside)
            if config is not None:
                return _with_more(config, files)
    site = scriptedconfig.config(files)
    if site is None or site.generator != "eleventy":
        return site
    return eleventy.with_folder(eleventy.with_ignored(eleventy.with_data(site, files), files), files)


def _with_more(config: SiteConfig, files: Mapping[str, bytes]) -> SiteConfig:
    """A site with what other files of it say."""
    own = {"jekyll": _with_authors, "hexo": hexoconfig.with_package, "ablog": ablog.with_builder}.get(config.generator)
    return config if own is None else own(config, files)


def _with_authors(config: SiteConfig, files: Mapping[str, bytes]) -> SiteConfig:
    """The configuration of a Jekyll site with the names of its data file of authors, as jekyll-feed asks for them
    (https://github.com/jekyll/jekyll-feed#author-information)."""
    name = next((each for each in AUTHORS if each in files), None)
    if name is None or _LIST.match(files[name]):
        return config
    values = _values(name, files[name])
    if isinstance(values, Problem):
        return replace(config, problems=(*config.problems, values))
    return replace(config, authors=tuple(sorted(people_of(values).items())))


def is_part(path: str) -> bool:
    """Whether a path from a site's root is that of a configuration, or of a part of one."""
    return path in CONFIG_FILES or path in OVERLAYS or path in scriptedconfig.MARKS or hugoconfig.is_part(path)


def _values(name: str, data: bytes) -> Values | Problem:
    parsers = {"json": lambda text: parse_json(text)[0], "toml": parse_toml, "csv": substack.parse}
    parse = parse_tagged if name in mkdocs.FILES else parsers.get(name.rpartition(".")[2], parse_yaml)
    try:
        values: Values = parse(data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")).values
    except UnicodeDecodeError:
        return unreadable(name, "it is not written in UTF-8", None)
    except HeadError as error:
        return unreadable(name, error.reason, None if error.line is None else error.line + 1)
    return values


def _config(name: str, values: Values, beside: Generator | None) -> SiteConfig | None:
    if name in JEKYLL_FILES:
        return hexoconfig.config(name, values) if _is_hexo(values, beside) else _jekyll(name, values)
    if name in NAMED:
        return NAMED[name](name, values)
    if name == "zola.toml" or "base_url" in values:
        return _zola(name, values)
    return hugoconfig.config(name, values) if _is_hugo(name, values) else None


def _is_hexo(values: Values, beside: Generator | None) -> bool:
    # `source` is Jekyll's key, Hexo's is `source_dir`: the folder may have the same name.
    if beside == "hexo" and not text_of(values, "source"):
        return True
    # Themes of Jekyll have keys of their own, some of which Hexo has as well (`category_dir`, `tag_dir`).
    said = ("source_dir",) if beside == "jekyll" else hexoconfig.KEYS
    return any(named(values, key) != "" for key in said)


def _is_hugo(name: str, values: Values) -> bool:
    if name not in hugoconfig.FILES or "base_url" in values:
        return False
    return "/" in name or name.startswith("hugo.") or any(named(values, key) != "" for key in hugoconfig.SECTIONS)


def _hugo(files: Mapping[str, bytes]) -> Values | Problem:
    """The files of Hugo's configuration as one table."""
    tables: dict[str, Values] = {}
    for name in hugoconfig.files(files):
        values = _values(name, files[name])
        if isinstance(values, Problem):
            return values
        tables[name] = values
    return hugoconfig.whole(tables)


def _jekyll(name: str, values: Values) -> SiteConfig:
    collections = {key: value for key, value in table_of(values, "collections").items() if isinstance(value, Mapping)}
    written = {key for key, value in collections.items() if key != "posts" and is_true(value, "output")}
    patterns = {"": text_of(values, "permalink")} | {
        key: text_of(value, "permalink") for key, value in collections.items() if key == "posts" or key in written
    }
    inner = folder_of(text_of(values, "collections_dir"))
    excluded, problems = leftout.of_jekyll(name, values)
    return SiteConfig(
        "jekyll",
        name,
        title=title_of(text_of(values, "title")),
        address=address_of(text_of(values, "url").rstrip("/") + "/" + text_of(values, "baseurl").lstrip("/")),
        timezone=zone_of(text_of(values, "timezone")),
        language=language_of(text_of(values, "lang", "language", "locale")),
        permalinks=patterns_of(patterns),
        articles=("_posts", *(posixpath.join(inner, f"_{key}") for key in sorted(written))),
        pages=folders_of(texts_of(values, leftout.EXCLUDE)),
        unrendered=excluded,
        problems=problems,
        parse_html=is_true(table_of(values, "kramdown"), "parse_block_html"),
        defaults=tuple(_defaults(values)),
        collections=inner,
        values=values,
        source=folder_of(text_of(values, "source")),
        author=author_of(values),
        emoji="jemoji" in (*texts_of(values, "plugins"), *texts_of(values, "gems")),
    )


def _defaults(values: Values) -> Iterable[HeadDefaults]:
    """Jekyll's front matter defaults. An id is one article's, and none that all of a scope could have."""
    sets = named(values, "defaults")
    for each in sets if isinstance(sets, tuple) else ():
        if isinstance(each, Mapping) and (given := table_of(each, "values")):
            own = {key: value for key, value in without_markup(given).items() if key.casefold() not in ID_KEYS}
            scope = table_of(each, "scope")
            kind = text_of(scope, "type")
            yield HeadDefaults(own, text_of(scope, "path"), OLD_TYPES.get(kind, kind) or None)


def _zola(name: str, values: Values) -> SiteConfig:
    default = text_of(values, "default_language") or "en"
    others = {key for key, value in table_of(values, "languages").items() if isinstance(value, Mapping)}
    ignored, problems = leftout.of_zola(name, values)
    return SiteConfig(
        "zola",
        name,
        title=title_of(text_of(values, "title")),
        address=address_of(text_of(values, "base_url")),
        language=language_of(default),
        author=author_of(values),
        emoji=is_true(table_of(values, "markdown"), "render_emoji"),
        articles=("content",),
        unrendered=ignored,
        problems=problems,
        cased=_keeps_names(values),
        dated=is_true(table_of(values, "slugify"), "paths_keep_dates"),
        languages=(
            Language(default, language_of(default)),
            *(Language(code, language_of(code), home=code) for code in sorted(others - {default})),
        ),
    )


def _keeps_names(values: Values) -> bool:
    """Whether Zola makes addresses of names as they are (`[slugify] paths`, of old `slugify_paths`)."""
    return text_of(table_of(values, "slugify"), "paths").lower() in ("safe", "off") or is_off(values, "slugify_paths")
