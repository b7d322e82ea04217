"""Hugo's configuration: its files as one table, and what that says of the site's articles.

    hugo.toml, config.toml                  in the site's root; in YAML and JSON too; the first of them
    config/_default/                        what lies there goes before it
    config/production/                      and this before both
        hugo.toml, config.toml              as in the root
        languages.toml, cascade.toml …      the table of that name
        languages.fr.toml                   the table of that language

Source: https://gohugo.io/configuration/introduction/#configuration-directory. Of the tables those of TABLES are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import PurePosixPath

from feedsvc.articles import leftout, places, taxonomy
from feedsvc.articles.cascade import KEY, cascades
from feedsvc.articles.cascade import rules as rules_of
from feedsvc.articles.configvalues import (
    Values,
    address_of,
    author_of,
    folder_of,
    folders_of,
    is_true,
    language_of,
    patterns_of,
    table_of,
    text_of,
    texts_of,
    title_of,
    zone_of,
)
from feedsvc.articles.datekeys import date_keys
from feedsvc.articles.document import named
from feedsvc.articles.site import Cascade, Language, Mount, SiteConfig
from feedsvc.model import HeadValue

ROOTS = ("hugo", "config")
ENDINGS = ("toml", "yaml", "yml", "json")
TABLES = ("cascade", "frontmatter", "languages", "markup", "module", "params", "permalinks", "taxonomies", "uglyurls")
FOLDERS = ("config/_default", "config/production")
"""The second is that of `hugo` without an environment named."""
NAMES = tuple(f"{name}.{ending}" for name in ROOTS for ending in ENDINGS)
FILES = (*NAMES, *(f"{FOLDERS[0]}/{name}" for name in NAMES))
"""Files of which a site has one at least, in the order in which they are looked for."""
LANGUAGE_KEYS = ("languageCode", "locale")
"""What names the language of a site, or of a translation, for others; newer versions of Hugo have the second."""
OWN = ("baseURL", "permalinks", "uglyURLs")
"""What gives a translation addresses of another kind."""
PAGES = ("md", "markdown", "html", "htm")
"""Endings of a single page that is mounted."""
ASIDE = ("page", "pages")
"""Sections in which themes such as Stack and Beautiful Hugo keep what is no article: About, Archives, Links."""
CONTENT = "content"
"""What stands for the folder of articles where others are mounted, however it is called."""
SECTIONS = ("baseurl", "languagecode", "defaultcontentlanguage", "permalinks", "taxonomies", "markup")
"""Tables and values by which a `config.toml` is Hugo's, and not that of something else."""


def is_part(path: str) -> bool:
    """Whether a path from a site's root is a file of its configuration directory that is read."""
    pure = PurePosixPath(path)
    is_read = pure.stem.partition(".")[0].lower() in (*ROOTS, *TABLES)
    return str(pure.parent) in FOLDERS and is_read and pure.suffix[1:] in ENDINGS


def files(given: Iterable[str]) -> list[str]:
    """Of these files those that are read, in the order in which one goes before another."""
    found = list(given)
    root = [name for name in NAMES if name in found][:1]
    return root + sorted(filter(is_part, found), key=lambda path: (FOLDERS.index(path.rpartition("/")[0]), path))


def whole(tables: Mapping[str, Values]) -> Values:
    """The tables of the files, in their order, as one."""
    empty: Values = {}
    return reduce(_over, (_placed(path, values) for path, values in tables.items()), empty)


def _placed(path: str, values: Values) -> Values:
    """A file's table in the place that its name gives it."""
    name, _, language = PurePosixPath(path).stem.partition(".")
    if language:
        return {"languages": {language: values}}
    return values if name.lower() in ROOTS else {name: values}


def _over(below: Values, above: Values) -> Values:
    """One table over another, and so are the tables in them; keys are the same in any case."""
    found = dict(below)
    spelled = {key.casefold(): key for key in below}
    for written, value in above.items():
        key = spelled.get(written.casefold(), written)
        before = found.get(key)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        found[key] = _over(before, value) if both else value  # type: ignore[arg-type]
    return found


def config(name: str, values: Values) -> SiteConfig:
    """What Hugo's configuration says; `name` is that of its first file."""
    tables = {key.lower(): value for key, value in table_of(values, "languages").items() if isinstance(value, Mapping)}
    said = text_of(values, "defaultContentLanguage").lower() or (next(iter(tables)) if len(tables) == 1 else "")
    site = _Site(values, tables, said or "en")
    own = tables.get(site.default, {})
    permalinks, mounts = table_of(values, "permalinks"), tuple(_mounts(values))
    ignored, unused = leftout.of_hugo(name, own if named(own, leftout.IGNORE_FILES) != "" else values)
    patterns = {**permalinks, **table_of(permalinks, "page"), **table_of(own, "permalinks")}
    rules = rules_of(named(own if named(own, "permalinks") != "" else values, "permalinks"))
    patterns = {} if rules else patterns
    articles = tuple(dict.fromkeys(each.folder for each in mounts)) or site.folders
    return SiteConfig(
        "hugo",
        name,
        title=title_of(text_of(own, "title") or text_of(values, "title")),
        address=address_of(text_of(own, "baseURL") or text_of(values, "baseURL")),
        timezone=zone_of(text_of(values, "timeZone")),
        language=language_of(text_of(own, *LANGUAGE_KEYS) or text_of(values, *LANGUAGE_KEYS) or said),
        # The root's own pages are a section without a name, also written as a slash.
        permalinks=patterns_of({key.strip(" /"): value for key, value in patterns.items() if isinstance(value, str)}),
        articles=articles,
        pages=tuple(f"{folder}/{section}" for folder in articles for section in _aside(values)),
        languages=tuple(map(site.language, (site.default, *sorted(tables.keys() - {site.default})))),
        ugly=_ugly(values),
        cased=is_true(values, "disablePathToLower"),
        bare=is_true(values, "removePathAccents"),
        attributes=is_true(reduce(table_of, ("markup", "goldmark", "parser", "attribute"), values), "block"),
        formulas=_formulas(values),
        taxonomies=_taxonomies(values),
        cascades=tuple(site.cascades()),
        dates=date_keys(values),
        ignored=ignored,
        problems=unused,
        mounts=mounts,
        author=_author(own) or _author(values),
        emoji=is_true(values, "enableEmoji"),
        rules=rules,
    )


def _author(values: Values) -> HeadValue:
    """Who is the author of a site or a translation: `params.author`, or, of older ones, the table `author`, as in the
    feeds that Hugo makes itself (https://gohugo.io/templates/rss/)."""
    return author_of(table_of(values, "params")) or author_of(values)


def _formulas(values: Values) -> tuple[tuple[str, str], ...]:
    """What stands around formulas: of each kind the pairs of texts."""
    extension = reduce(table_of, ("markup", "goldmark", "extensions", "passthrough"), values)
    if not is_true(extension, "enable"):
        return ()
    kinds = (named(table_of(extension, "delimiters"), kind) for kind in ("block", "inline"))
    pairs = (pair for kind in kinds if isinstance(kind, tuple) for pair in kind)
    return tuple(dict.fromkeys(filter(None, map(_pair, pairs))))


def _pair(given: HeadValue) -> tuple[str, str] | None:
    match given:
        case (str(opening), str(closing)) if opening and closing:
            return opening, closing
    return None


def _aside(values: Values) -> tuple[str, ...]:
    """Those of ASIDE that a site does not count among the sections of its home page, where it names these
    (https://gohugo.io/methods/site/mainsections/)."""
    main = texts_of(table_of(values, "params"), "mainSections") or texts_of(values, "mainSections")
    return tuple(section for section in ASIDE if section not in main) if main else ()


@dataclass(frozen=True, slots=True)
class _Site:
    """What is said of a site, of each of its languages by code, and the code of the one that it is in by default."""

    values: Values
    tables: Mapping[str, Values]
    default: str

    @property
    def folder(self) -> str:
        """Where the articles of languages lie that have no folder of their own."""
        return next(iter(folders_of([text_of(self.values, "contentDir")])), "content")

    @property
    def folders(self) -> tuple[str, ...]:
        """Where the articles of its languages lie."""
        return folders_of(text_of(each, "contentDir") or self.folder for each in self.tables.values()) or (self.folder,)

    def language(self, code: str) -> Language:
        """What is said of one language."""
        own, every = self.tables.get(code, {}), {self.default: {}, **self.tables}.values()
        folder = self._folder(own)
        # The folder of all may be a translation's alone, where the others have theirs.
        is_own = folder != self.folder or (code != self.default and list(map(self._folder, every)).count(folder) == 1)
        tag = language_of(text_of(own, *LANGUAGE_KEYS) or code)
        home, is_built = self._home(code, own), self._is_built(code)
        return Language(code, tag, folder if is_own else "", home, is_built)

    def _folder(self, own: Values) -> str:
        return next(iter(folders_of([text_of(own, "contentDir")])), self.folder)

    def _home(self, code: str, own: Values) -> str | None:
        """What the addresses of a language begin with: its code; nothing for the default one, unless that is asked for.

        Not known where a language has addresses of a kind of its own, or is not built; and where the only language is
        to have a folder, since Hugo did not always make one (0.111 does not).
        """
        if code == self.default and not is_true(self.values, "defaultContentLanguageInSubdir"):
            return ""
        if any(named(own, key) != "" for key in OWN) or not self._is_built(code):
            return None
        return code if len(list(filter(self._is_built, self.tables))) > 1 else None

    def cascades(self) -> Iterator[Cascade]:
        """What is handed down to all articles of a language: its own, which stands for that of the site."""
        common = named(self.values, KEY)
        own = {code: given for code, table in self.tables.items() if (given := named(table, KEY)) != ""}
        for code in sorted({self.default, *self.tables}) if own else (None,):
            yield from cascades(own.get(code or "", common), _taxonomies(self.values), language=code)

    def _is_built(self, code: str) -> bool:
        off = (each.lower() for each in texts_of(self.values, "disableLanguages"))
        return code not in off and not is_true(self.tables.get(code, {}), "disabled")


def _mounts(values: Values) -> Iterator[Mount]:
    """The folders of the site that are mounted at that of articles, or below it; where there are any, no `contentDir`
    counts (https://gohugo.io/configuration/module/#mounts). What lies elsewhere, and a single file, is none."""
    given = named(table_of(values, "module"), "mounts")
    for each in (item for item in (given if isinstance(given, tuple) else ()) if isinstance(item, Mapping)):
        folder, target = folder_of(text_of(each, "source")), folder_of(text_of(each, "target"))
        is_file = PurePosixPath(target).suffix[1:] in PAGES
        if folder and places.within(target, CONTENT) and not is_file:
            patterns = (tuple(map(leftout.in_mount, texts_of(each, key))) for key in ("includeFiles", "excludeFiles"))
            yield Mount(folder, target[len(CONTENT) + 1 :], _language_of_mount(each), *patterns)


def _language_of_mount(mount: Values) -> str:
    """The code of its language, in small letters; newer versions of Hugo have a matrix, of which one of several says
    nothing of a file."""
    matrix = reduce(table_of, ("sites", "matrix"), mount)
    named_there = texts_of(matrix, "languages")
    return (text_of(mount, "lang") or (named_there[0] if len(named_there) == 1 else "")).lower()


def _taxonomies(values: Values) -> tuple[str, ...]:
    """The keys of heads that name terms: a taxonomy's plural (https://gohugo.io/configuration/taxonomies/)."""
    table = table_of(values, "taxonomies")
    plurals = {text_of(table, singular).casefold() for singular in table}
    return tuple(sorted(plurals.difference(("", *taxonomy.READ))))


def _ugly(values: Values) -> tuple[str, ...]:
    sections = table_of(values, "uglyURLs")
    own = tuple(sorted(section for section in sections if is_true(sections, section)))
    return ("",) if is_true(values, "uglyURLs") else own
