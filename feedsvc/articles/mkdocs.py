"""MkDocs's sites with the blog of Material: what `mkdocs.yml` says of one, its authors, and the addresses of posts.

    site_url: https://mill.example/      docs/blog/.authors.yml     authors: {ann: {name: Ann Lee}}
    plugins:                             docs/blog/posts/mill.md    blog/2024/03/05/the-old-mill/
      - blog: {post_dir: "{blog}/posts"}

Without such a blog the plug-in of feeds tells what of a site are articles, `rss: {match_path: news/.*}`; else nobody
does. Sources: https://guts.github.io/mkdocs-rss-plugin/configuration/,
https://squidfunk.github.io/mkdocs-material/plugins/blog/, https://www.mkdocs.org/user-guide/configuration/,
https://facelessuser.github.io/pymdown-extensions/extras/slugs/.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from feedsvc.articles import leftout, places, pymdown
from feedsvc.articles.blogs import Blog, MkDocs, Slugs
from feedsvc.articles.configvalues import (
    Values,
    address_of,
    folder_of,
    is_off,
    language_of,
    people_of,
    table_of,
    text_of,
    title_of,
)
from feedsvc.articles.document import named, text
from feedsvc.articles.headtexts import SUMMARY_KEYS, without_markup
from feedsvc.articles.headvalues import HeadError, listed
from feedsvc.articles.identity import ID_KEYS, LINK_KEYS
from feedsvc.articles.site import Cascade, DateKeys, Site, SiteConfig
from feedsvc.articles.yamlhead import parse_yaml
from feedsvc.model import Document, HeadValue, Problem
from feedsvc.patterns import lazy

FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
META = ".meta.yml"
DATA = (".authors.yml", META)
"""Names of the usual files of authors, and of what a folder says of the pages below it."""
_METAS = frozenset({"meta", "material/meta"})
_FEED = "rss"
_NOT_HANDED = frozenset({"title", "date", "slug", *SUMMARY_KEYS, *ID_KEYS, *LINK_KEYS})
"""What is one article's."""
_BLOGS = frozenset({"blog", "material/blog"})
_SLUGIFY = "pymdownx.slugs.slugify"
_CASES = frozenset({"none", "lower", "lower-ascii", "fold"})
_FORMULAS = (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]"))
_EXCLUDED = ("exclude_docs", "draft_docs")
_PART = lazy(r"\{([a-z]{1,20})\}")
_FORM = lazy(r"'(?P<said>[^']*+)'|(?P<field>([A-Za-z])\3*+)|(?P<other>[^A-Za-z']++)")
_FIELDS = {
    "yyyy": "%Y", "y": "%Y", "yy": "%y", "MMMM": "%B", "MMM": "%b", "MM": "%m", "M": "%-m", "dd": "%d", "d": "%-d",
    "HH": "%H", "mm": "%M", "ss": "%S",
}  # fmt: skip
"""Of the forms of Unicode's CLDR those that are the same in each language, and the names of English months."""
_NAMED = frozenset({"MMMM", "MMM"})
_TAG = lazy(r"</?[^>]*+>")
_NO_LETTER = lazy(r"[^\w\- ]")
_CAPITAL = lazy(r"[A-Z]++")


def config(name: str, values: Values) -> SiteConfig | None:
    """What a configuration says; None for a site with neither a blog of Material's nor a feed."""
    folder = folder_of(text_of(values, "docs_dir") or "docs")
    plugins = tuple(_entries(named(values, "plugins")))
    tables = tuple(options for plugin, options in plugins if plugin in _BLOGS and not is_off(options, "enabled"))
    feed = next((options for plugin, options in plugins if plugin == _FEED and not is_off(options, "enabled")), None)
    matched = "" if tables or feed is None else text_of(feed, "match_path") or ".*"
    if not tables and (feed is None or leftout.compiled(matched) is None):
        return None
    theme = table_of(values, "theme")
    extensions = frozenset(_extensions(values))
    blogs = tuple(map(_blog, tables))
    ignored, problems = _ignored(name, values, folder)
    return SiteConfig(
        "mkdocs",
        name,
        title=title_of(text_of(values, "site_name")),
        address=address_of(text_of(values, "site_url")),
        language=language_of(text_of(theme, "language")),
        articles=tuple(posixpath.join(folder, each.folder) for each in blogs) or (folder,),
        dates=_dates(table_of(feed or {}, "date_from_meta")) if matched else DateKeys(),
        ignored=ignored,
        problems=problems,
        attributes="attr_list" in extensions,
        emoji="pymdownx.emoji" in extensions,
        extensions=extensions,
        formulas=_FORMULAS if "pymdownx.arithmatex" in extensions else (),
        mkdocs=MkDocs(
            folder,
            blogs,
            ".html" if is_off(values, "use_directory_urls") else "/",
            tuple(posixpath.join(folder, path) for each in tables if (path := _authors_file(each))),
            any(plugin in _METAS for plugin, _ in plugins),
            matched,
        ),
    )


def _dates(said: Values) -> DateKeys:
    """The keys of heads that a feed has for dates; `git` is none, and parts of a table have their usual place."""
    keys = {name: text_of(said, name).lower() for name in ("as_creation", "as_update")}
    own = {name: (key,) if key.isidentifier() and key != "git" else () for name, key in keys.items()}
    return DateKeys(published=own["as_creation"], updated=own["as_update"])


def _entries(found: HeadValue) -> Iterator[tuple[str, Values]]:
    """The names in a list of plug-ins or extensions, each with its options; they may be a table, too."""
    for each in listed(found):
        pairs = each.items() if isinstance(each, Mapping) else ((each, ""),)
        for name, options in pairs:
            if isinstance(name, str) and name:
                yield name, options if isinstance(options, Mapping) else {}


def _extensions(values: Values) -> Iterator[str]:
    """The extensions of Markdown by their usual names, with what those that stand for several have."""
    for name, _ in _entries(named(values, "markdown_extensions")):
        yield name.removeprefix("markdown.extensions.")
        if name.removeprefix("pymdownx.") == "extra":
            yield "attr_list"
        if name.startswith(f"{pymdown.BLOCKS}."):
            yield pymdown.BLOCKS


def _home(options: Values) -> str:
    return folder_of(text_of(options, "blog_dir") or "blog")


def _within(options: Values, key: str, default: str) -> str:
    """A path from the folder of pages, which may say where the blog lies."""
    return folder_of((text_of(options, key) or default).replace("{blog}", _home(options) or "."))


def _authors_file(options: Values) -> str:
    return "" if is_off(options, "authors") else _within(options, "authors_file", "{blog}/.authors.yml")


def _blog(options: Values) -> Blog:
    most = text_of(options, "post_url_max_categories")
    return Blog(
        _within(options, "post_dir", "{blog}/posts"),
        _home(options),
        text_of(options, "post_url_format") or "{date}/{slug}",
        text_of(options, "post_url_date_format") or "yyyy/MM/dd",
        int(most) if most.isascii() and most.isdigit() and len(most) <= 2 else 1,  # noqa: PLR2004 - digits
        _slugs(options, "post_slugify"),
        _slugs(options, "categories_slugify"),
    )


def _slugs(options: Values, key: str) -> Slugs | None:
    """How words become parts of addresses; None where a function does it that is not known here."""
    separator = text_of(options, f"{key}_separator") or "-"
    made = named(options, key)
    if made == "":
        return Slugs(separator=separator)
    said = table_of(table_of(made, _SLUGIFY), "kwds") if isinstance(made, Mapping) and _SLUGIFY in made else None
    if said is None or text_of(said, "normalize") not in ("", "NFC"):
        return None
    case = text_of(said, "case") or "none"
    return Slugs(case, separator, text_of(said, "percent_encode").lower() == "true") if case in _CASES else None


def _ignored(name: str, values: Values, folder: str) -> leftout.Patterns:
    """What the lines of patterns, as Git has them, leave out; of those that take something back none counts."""
    globs, problems = list[str](), list[Problem]()
    for key in _EXCLUDED:
        lines = (each.strip() for each in text_of(values, key).split("\n"))
        kept = tuple(f"{'' if '/' in each.rstrip('/') else '**/'}{each.strip('/')}" for each in lines if _is_glob(each))
        found, unused = leftout.of_hexo(name, {key: kept}, key, f"/{folder}/" if folder else "/")
        globs += found
        problems += unused
    return tuple(globs), tuple(problems)


def _is_glob(line: str) -> bool:
    return line != "" and line[0] not in "#!"


def authors(files: Iterable[bytes]) -> tuple[tuple[str, str], ...]:
    """The names of authors by their keys, of all blogs together. A file that cannot be read names nobody."""
    found: dict[str, str] = {}
    for data in files:
        try:
            said = parse_yaml(data.decode("utf-8-sig").replace("\r\n", "\n")).values
        except (UnicodeDecodeError, HeadError):
            continue
        found |= people_of(table_of(said, "authors") or said)
    return tuple(sorted(found.items()))


def address(document: Document, path: str, published: datetime, config: SiteConfig) -> str | None:
    """The path of a post's address from its site's: `blog/2024/03/05/the-old-mill/`; None where it is not known."""
    inner = path.removeprefix(f"{config.mkdocs.folder}/") if config.mkdocs.folder else path
    blog = next((each for each in config.mkdocs.blogs if places.within(inner, each.folder)), None)
    if blog is None:
        ended = PurePosixPath(inner).suffix
        return page(inner.removesuffix(ended), config.mkdocs.ends) if config.mkdocs.matched else None
    slug = text(document, "slug") or slugged(title(document, inner), blog.slugs)
    names = [slugged(each, blog.terms) for each in _categories(document)[: blog.categories]]
    parts = {
        "slug": slug,
        "file": PurePosixPath(inner).stem,
        "categories": None if None in names else "/".join(map(str, names)),
        "date": _dated(blog.day, published, config.language or "en"),
    }
    if any(parts.get(part) is None for part in _PART.findall(blog.pattern)):
        return None
    made = posixpath.normpath(_PART.sub(lambda part: str(parts[part[1]]), blog.pattern).strip("/"))
    return None if "{" in made else page(posixpath.normpath(posixpath.join(blog.home, made)), config.mkdocs.ends)


def _categories(document: Document) -> list[str]:
    return [each for each in listed(named(document.head, "categories")) if isinstance(each, str) and each]


def page(path: str, ends: str) -> str:
    """The path of the address of a page at a path without its ending; that of an `index` is its folder's."""
    folder, _, name = path.rpartition("/")
    if name in ("index", "README"):
        return f"{folder}/" if folder else ""
    return path + ends


def title(document: Document, path: str) -> str:
    """The title that a post's address is made of: the head's, else what stands behind the sign of the heading that it
    opens with, as it is written, else the words of its file's name."""
    first = document.body.lstrip().partition("\n")[0].strip()
    return text(document, "title") or (first.lstrip("# ") if first.startswith("# ") else of_name(path))


def of_name(path: str) -> str:
    """The title that MkDocs makes of a file's name (`mkdocs.structure.pages`)."""
    words = PurePosixPath(path).stem.replace("-", " ").replace("_", " ")
    return words.capitalize() if words == words.lower() else words


def slugged(words: str, slugs: Slugs | None) -> str | None:
    """What `slugify` of pymdownx makes of words; None where another function does it, or nothing is left."""
    if slugs is None:
        return None
    bare = _TAG.sub("", unicodedata.normalize("NFC", words)).strip()
    cased = {
        "lower": bare.lower(),
        "fold": bare.casefold(),
        "lower-ascii": _CAPITAL.sub(lambda found: found[0].lower(), bare),
    }.get(slugs.case, bare)
    slug = _NO_LETTER.sub("", cased).replace(" ", slugs.separator)
    return (quote(slug) if slugs.escaped else slug) or None


def _dated(form: str, at: datetime, language: str) -> str | None:
    """A day in one of CLDR's forms; None for a form that is not known here."""
    parts: list[str] = []
    for found in _FORM.finditer(form):
        field = found["field"]
        if field is None:
            parts.append(found["said"] if found["other"] is None else found["other"])
        elif field not in _FIELDS or (field in _NAMED and not language.lower().startswith("en")):
            return None
        else:
            parts.append(_field(_FIELDS[field], at))
    return "".join(parts)


def _field(code: str, at: datetime) -> str:
    return at.strftime(code.replace("-", "")).lstrip("0") if "-" in code else at.strftime(code)


def data(path: str, written: bytes) -> Cascade | None:
    """What a folder's file hands down below it, by its path from the site's root; None for no table
    (https://squidfunk.github.io/mkdocs-material/plugins/meta/)."""
    try:
        values = without_markup(parse_yaml(written.decode("utf-8-sig").replace("\r\n", "\n")).values)
    except (UnicodeDecodeError, HeadError):
        return None
    own = {key: value for key, value in values.items() if key.casefold() not in _NOT_HANDED}
    return Cascade(own, posixpath.dirname(path)) if own else None


def under(head: Values, site: Site, path: str) -> Values:
    """The head with what the folders around an article at `path`, which counts from its source, say of it: lists of
    both count, of other values the nearest."""
    merged = dict(head)
    for each in site.sections:
        if places.within(site.path(path), each.folder):
            for key, value in each.values.items():
                own = merged.get(key, "")
                joined = isinstance(value, tuple) and isinstance(own, tuple)
                merged[key] = (*listed(value), *listed(own)) if joined else value if own == "" else own
    return merged
