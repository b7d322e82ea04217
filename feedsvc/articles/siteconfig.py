"""The configuration of a site generator -> what it says about the site's articles.

    Jekyll, Hexo    _config.yml (Hexo's where it has a key that only Hexo knows, or `source/_posts` lies beside it)
    Hugo            hugo.toml, config.toml, config/_default/…, also in YAML and JSON; it has a `baseURL`
    Zola            zola.toml, config.toml; it has a `base_url`
    Pelican         pelicanconf.py, read as data and never run; publishconf.py goes before it

Values are read as text, as heads are. What is not said, or not usable, is left out: the settings say it then.
"""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from feedsvc import languages
from feedsvc.articles.addresses import web_address
from feedsvc.articles.document import FALSE, named
from feedsvc.articles.headvalues import HeadError
from feedsvc.articles.identity import ID_KEYS
from feedsvc.articles.jsonhead import parse_json
from feedsvc.articles.site import HeadDefaults, SiteConfig
from feedsvc.articles.tomlhead import parse_toml
from feedsvc.articles.yamlhead import parse_yaml
from feedsvc.model import HeadValue, Problem

Values = Mapping[str, HeadValue]

JEKYLL_FILES = ("_config.yml", "_config.yaml", "_config.toml")
HUGO_NAMES = tuple(f"{name}.{ending}" for name in ("hugo", "config") for ending in ("toml", "yaml", "yml", "json"))
HUGO_FILES = (*HUGO_NAMES, *(f"config/_default/{name}" for name in HUGO_NAMES))
PELICAN_FILE = "pelicanconf.py"
OVERLAYS = ("publishconf.py",)
"""Files that say more where another of CONFIG_FILES is there."""
CONFIG_FILES = (*JEKYLL_FILES, "zola.toml", *HUGO_FILES, PELICAN_FILE)
"""Where configurations lie, from a site's root, in the order in which they are looked for."""
HEXO_KEYS = (
    "source_dir", "public_dir", "new_post_name", "default_layout", "post_asset_folder", "index_generator", "titlecase",
    "external_link", "default_category", "tag_dir", "archive_dir", "category_dir", "code_dir", "i18n_dir",
)  # fmt: skip
OLD_TYPES = {"post": "posts", "page": "pages"}
"""Jekyll's types of scopes by names that it still takes, and calls deprecated."""
# The addresses of new sites, which nobody has changed yet.
PLACEHOLDERS = ("example.com", "example.org", "example.net", "yoursite.com", "yourdomain.com", "localhost", "127.0.0.1")
MEND = "correct it; until then the settings and each file's head decide"


def read(files: Mapping[str, bytes], *, hexo_folders: bool) -> SiteConfig | Problem | None:
    """What the first configuration of a site among `files` says; None where there is none.

    `files` are those of CONFIG_FILES and OVERLAYS that are there, by path from the site's root; `hexo_folders` tells
    whether `source/_posts` is. A configuration that cannot be read is a Problem that holds nothing back (rule `site`).
    """
    for name in CONFIG_FILES:
        if name in files:
            found = _python(files) if name == PELICAN_FILE else _values(name, files[name])
            if isinstance(found, Problem):
                return found
            config = _config(name, found, hexo_folders=hexo_folders)
            if config is not None:
                return config
    return None


def _values(name: str, data: bytes) -> Values | Problem:
    parse = {"json": lambda text: parse_json(text)[0], "toml": parse_toml}.get(name.rpartition(".")[2], parse_yaml)
    try:
        values: Values = parse(data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")).values
    except UnicodeDecodeError:
        return _unreadable(name, "it is not written in UTF-8", None)
    except HeadError as error:
        return _unreadable(name, error.reason, None if error.line is None else error.line + 1)
    return values


def _unreadable(name: str, reason: str, line: int | None) -> Problem:
    return Problem(name, "site", f"the site's configuration cannot be read: {reason}", MEND, line, held=False)


def _config(name: str, values: Values, *, hexo_folders: bool) -> SiteConfig | None:
    if name in JEKYLL_FILES:
        hexo = hexo_folders or any(named(values, key) != "" for key in HEXO_KEYS)
        return _hexo(name, values) if hexo else _jekyll(name, values)
    if name == PELICAN_FILE:
        return _pelican(name, values)
    if name == "zola.toml" or "base_url" in values:
        return _zola(name, values)
    sections = ("baseurl", "languagecode", "defaultcontentlanguage", "permalinks", "taxonomies", "markup")
    hugo = "/" in name or name.startswith("hugo.") or any(named(values, key) != "" for key in sections)
    return _hugo(name, values) if hugo else None


def _jekyll(name: str, values: Values) -> SiteConfig:
    collections = {key: value for key, value in _table(values, "collections").items() if isinstance(value, Mapping)}
    written = {key for key, value in collections.items() if key != "posts" and _is_true(value, "output")}
    patterns = {"": _text(values, "permalink")} | {
        key: _text(value, "permalink") for key, value in collections.items() if key == "posts" or key in written
    }
    inner = _folder(_text(values, "collections_dir"))
    return SiteConfig(
        "jekyll",
        name,
        address=_address(_text(values, "url").rstrip("/") + "/" + _text(values, "baseurl").lstrip("/")),
        timezone=_zone(_text(values, "timezone")),
        language=_language(_text(values, "lang", "language", "locale")),
        permalinks=_patterns(patterns),
        articles=("_posts", *(posixpath.join(inner, f"_{key}") for key in sorted(written))),
        pages=_folders(_texts(values, "exclude")),
        defaults=tuple(_defaults(values)),
        collections=inner,
    )


def _defaults(values: Values) -> Iterable[HeadDefaults]:
    """Jekyll's front matter defaults. An id is one article's, and none that all of a scope could have."""
    sets = named(values, "defaults")
    for each in sets if isinstance(sets, tuple) else ():
        if isinstance(each, Mapping) and (given := _table(each, "values")):
            own = {key: value for key, value in given.items() if key.casefold() not in ID_KEYS}
            scope = _table(each, "scope")
            kind = _text(scope, "type")
            yield HeadDefaults(own, _text(scope, "path"), OLD_TYPES.get(kind, kind) or None)


def _hexo(name: str, values: Values) -> SiteConfig:
    folder = _folder(_text(values, "source_dir")) or "source"
    return SiteConfig(
        "hexo",
        name,
        address=_address(_text(values, "url")),
        timezone=_zone(_text(values, "timezone")),
        language=next(filter(None, map(_language, _texts(values, "language"))), None),
        permalinks=_patterns({"": _text(values, "permalink")}),
        articles=(f"{folder}/_posts",),
        breaks=False if any(_text(table, "breaks").lower() in FALSE for table in _renderers(values)) else None,
    )


def _renderers(values: Values) -> Iterable[Values]:
    """The settings of Hexo's renderers of Markdown: hexo-renderer-marked and -markdown-it, both with `breaks: true`."""
    markdown = _table(values, "markdown")
    return _table(values, "marked"), markdown, _table(markdown, "render")


def _hugo(name: str, values: Values) -> SiteConfig:
    languages = {key: value for key, value in _table(values, "languages").items() if isinstance(value, Mapping)}
    default = _text(values, "defaultContentLanguage") or (sorted(languages)[0] if len(languages) == 1 else "")
    own = languages.get(default, {})
    permalinks = _table(values, "permalinks")
    patterns = {**permalinks, **_table(permalinks, "page")}
    folders = [_text(values, "contentDir"), *(_text(value, "contentDir") for value in languages.values())]
    return SiteConfig(
        "hugo",
        name,
        address=_address(_text(values, "baseURL")),
        timezone=_zone(_text(values, "timeZone")),
        language=_language(_text(own, "languageCode") or _text(values, "languageCode", "locale") or default),
        permalinks=_patterns({key: value for key, value in patterns.items() if isinstance(value, str)}),
        articles=_folders(folders) or ("content",),
        languages=(default or "en", *sorted(languages.keys() - {default or "en"})),
        ugly=_is_true(values, "uglyURLs"),
    )


def _zola(name: str, values: Values) -> SiteConfig:
    default = _text(values, "default_language") or "en"
    others = {key for key, value in _table(values, "languages").items() if isinstance(value, Mapping)}
    return SiteConfig(
        "zola",
        name,
        address=_address(_text(values, "base_url")),
        language=_language(default),
        articles=("content",),
        languages=(default, *sorted(others - {default})),
    )


def _pelican(name: str, values: Values) -> SiteConfig:
    root = _folder(_text(values, "PATH") or "content")
    articles, pages = _texts(values, "ARTICLE_PATHS"), _texts(values, "PAGE_PATHS")
    inner = [_folder(each) for each in articles] if "ARTICLE_PATHS" in values else [""]
    outer = [_folder(each) for each in pages] if "PAGE_PATHS" in values else ["pages"]
    return SiteConfig(
        "pelican",
        name,
        address=_address(_text(values, "SITEURL")),
        timezone=_zone(_text(values, "TIMEZONE")),
        language=_language(_text(values, "DEFAULT_LANG")),
        permalinks=_patterns({"": _text(values, "ARTICLE_URL")}),
        articles=tuple(posixpath.join(root, each).rstrip("/") for each in inner or [""]),
        pages=tuple(posixpath.join(root, each) for each in outer if each),
    )


def _python(files: Mapping[str, bytes]) -> Values | Problem:
    """The literals that Pelican's settings assign at their top level; an overlay that says nothing changes nothing."""
    values: dict[str, HeadValue] = {}
    for name in (PELICAN_FILE, *OVERLAYS):
        try:
            tree = ast.parse(files.get(name, b""))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = error.lineno if isinstance(error, SyntaxError) else None
            return _unreadable(name, "it is no Python", line)
        found = {key: value for node in tree.body for key, value in _assigned(node)}
        values |= {key: value for key, value in found.items() if value != "" or key not in values}
    return values


def _assigned(node: ast.stmt) -> Iterable[tuple[str, HeadValue]]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    value = getattr(node, "value", None)
    names = [target.id for target in targets if isinstance(target, ast.Name)]
    return [(name, literal) for name in names if (literal := _literal(value)) is not None]


def _literal(node: object) -> HeadValue | None:
    """Texts and lists of texts; numbers and switches as text; None for what would have to be run."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else "" if node.value is None else str(node.value)
    if isinstance(node, ast.List | ast.Tuple):
        return tuple(item for item in map(_literal, node.elts) if isinstance(item, str))
    return None


def _table(values: Values, key: str) -> Values:
    found = named(values, key)
    return found if isinstance(found, Mapping) else {}


def _text(values: Values, *keys: str) -> str:
    return next((found.strip() for key in keys if isinstance(found := named(values, key), str) and found.strip()), "")


def _texts(values: Values, key: str) -> tuple[str, ...]:
    found = named(values, key)
    items = found if isinstance(found, tuple) else (found,)
    return tuple(item.strip() for item in items if isinstance(item, str) and item.strip())


def _is_true(values: Values, key: str) -> bool:
    return _text(values, key).lower() not in FALSE | {""}


def _address(raw: str) -> str | None:
    """The site's address without its last slash; None for what is no address yet."""
    made = (web_address(raw) or "").partition("#")[0].partition("?")[0].rstrip("/")
    host = made.partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
    return made if host and host not in PLACEHOLDERS else None


def _zone(name: str) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, ValueError, OSError):
        return None


def _language(raw: str) -> str | None:
    """`zh_CN` and `zh-CN` are `zh-CN` (BCP 47); `default` and `zh_CN.UTF-8` say none or more than that."""
    return languages.tag(raw.partition(".")[0])


def _patterns(found: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((key, pattern) for key, pattern in sorted(found.items()) if pattern)


def _folders(found: Iterable[str]) -> tuple[str, ...]:
    """Plain names of folders and files; patterns are no names."""
    return tuple(dict.fromkeys(folder for each in found if (folder := _folder(each)) and not set(folder) & set("*?[")))


def _folder(raw: str) -> str:
    """A folder from the site's root: `./content/` is `content`; "" for the root, and for what lies outside."""
    path = posixpath.normpath(raw.strip().lstrip("/")) if raw.strip() else ""
    return "" if path in (".", "..") or path.startswith("../") else path
