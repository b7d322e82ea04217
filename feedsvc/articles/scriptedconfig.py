"""Sites whose configuration is a program, which is never run: that it is there tells the generator, and what it writes
out (`scriptvalues`) the rest.

    Docusaurus   docusaurus.config.js      title, url, baseUrl, i18n, trailingSlash, the paths of its blogs, and what
                                           is left out of these, of its docs and pages
    Eleventy     eleventy.config.js, .eleventy.js
    Astro        astro.config.mjs          site, base, i18n, trailingSlash, build
    VuePress     .vuepress/config.js, also in docs and src    title, lang, locales, base, the `hostname` of its theme,
                                                              which may stand in theme.js beside it, and plug-ins
    VitePress    .vitepress/config.js, also in docs and src   title, lang, locales, base, sitemap, srcDir, srcExclude,
                                                              cleanUrls, rewrites
    Quartz       quartz.config.ts          pageTitle, baseUrl, locale, ignorePatterns, all under `configuration`

What else their articles need stands in files of data beside them (`docusaurus`, `eleventy`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from feedsvc.articles import leftout, routes, scriptvalues
from feedsvc.articles.configvalues import (
    Values,
    address_of,
    author_of,
    folder_of,
    is_true,
    language_of,
    table_of,
    text_of,
    texts_of,
    title_of,
)
from feedsvc.articles.headvalues import listed
from feedsvc.articles.scriptvalues import UNKNOWN
from feedsvc.articles.site import Generator, SiteConfig
from feedsvc.model import HeadValue

_SCRIPTS = ("js", "mjs", "cjs", "ts", "mts")
_PRESS = ("", "docs/", "src/")
_NAMES: tuple[tuple[str, Generator], ...] = (
    ("docusaurus.config", "docusaurus"),
    (".eleventy", "eleventy"),
    ("eleventy.config", "eleventy"),
    ("astro.config", "astro"),
    ("quartz.config", "quartz"),
    *((f"{folder}.vuepress/config", "vuepress") for folder in _PRESS),
    *((f"{folder}.vitepress/config{inner}", "vitepress") for folder in _PRESS for inner in ("", "/index")),
)
MARKS: Mapping[str, Generator] = {f"{name}.{ending}": kind for name, kind in _NAMES for ending in _SCRIPTS}
"""The paths of such files from a site's root, and what they tell."""
THEMES = tuple(f"{folder}.vuepress/theme.{ending}" for folder in _PRESS for ending in _SCRIPTS)
"""Where the settings of VuePress's themes stand, where they do so apart (https://theme-hope.vuejs.press/config/)."""
GENERATORS = frozenset(MARKS.values())
_WITH_EMOJI = frozenset({"docusaurus", "vuepress", "vitepress"})
"""Those that show emoji unless they are told not to (https://docusaurus.io/docs/api/docusaurus-config,
`markdown.emoji`; https://vuepress.vuejs.org/guide/markdown.html, https://vitepress.dev/guide/markdown, "Emoji")."""
_BLOG, _DOCS, _NOTES = "blog", "docs", "content"
_EXCLUDED = "srcExclude"
_PATTERNS = frozenset({"permalink", "permalinkPattern"})
"""Of VuePress 1 and 2 (https://vuepress.vuejs.org/reference/config.html#permalinkpattern)."""
_RELEASING = "ExplicitPublish"
"""Quartz's filter that leaves out all notes but those that say `publish: true`
(https://quartz.jzhao.xyz/plugins/ExplicitPublish)."""
_STARLIGHT, _HOPE = "starlight", "hopeTheme"
_PARTS = {_BLOG: _BLOG, _DOCS: _DOCS, "pages": "src/pages"}
"""Docusaurus's plug-ins of content, as a preset calls them, and the folders that they have by default."""
_PLUGINS = {f"{spelled}content-{part}": part for part in _PARTS for spelled in ("@docusaurus/plugin-", "plugin-", "")}
_CLASSIC = frozenset({"classic", "@docusaurus/preset-classic", "preset-classic"})


def config(files: Mapping[str, bytes]) -> SiteConfig | None:
    """The site whose program is among `files`, by path from its root; None where there is none. Its articles may lie
    anywhere in it."""
    found = next((name for name in MARKS if name in files), None)
    if found is None:
        return None
    told = site(MARKS[found], found)
    read, text = READ.get(told.generator), _decoded(files[found])
    if told.generator == "quartz":
        told = replace(told, explicit=scriptvalues.calls(text, _RELEASING))
    if told.generator == "vuepress":
        told = replace(told, address=_host(text, files), author=_author(text, files))
    whole = told if read is None else read(told, scriptvalues.parse(text))
    is_starlight = told.generator == "astro" and bool(whole.permalinks) and scriptvalues.calls(text, _STARLIGHT)
    return replace(whole, permalinks=(*whole.permalinks, _shown_by_starlight(whole))) if is_starlight else whole


def _shown_by_starlight(config: SiteConfig) -> tuple[str, str]:
    """Where Starlight's collection lies, and the pattern of its addresses
    (https://starlight.astro.build/guides/pages/#file-formats)."""
    folder, pattern = config.permalinks[0]
    beside = posixpath.join(posixpath.dirname(folder), "content", "docs")
    return beside, pattern.replace(routes.PATH, routes.SLUG)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


def _host(text: str, files: Mapping[str, bytes]) -> str | None:
    """The address of a VuePress site, which themes and plug-ins are told as `hostname`; None where they are told
    several."""
    programs = (text, *(_decoded(files[name]) for name in THEMES if name in files))
    found = {address_of(each) for program in programs for each in scriptvalues.said(program, "hostname")} - {None}
    return found.pop() if len(found) == 1 else None


def _author(text: str, files: Mapping[str, bytes]) -> HeadValue:
    """Whom the theme Hope is told as the author of a VuePress site (https://theme-hope.vuejs.press/config/theme/basic.html)."""
    themes = (scriptvalues.parse(_decoded(files[name])) for name in THEMES if name in files)
    found = next((said for each in themes if (said := author_of(each)) != ""), "")
    inline = set(scriptvalues.said(text, "author")) if found == "" and scriptvalues.calls(text, _HOPE) else set()
    return inline.pop() if len(inline) == 1 else scriptvalues.known(found)


def site(generator: Generator, file: str) -> SiteConfig:
    """A site of a generator, told by a file."""
    return SiteConfig(generator, file, articles=("",), emoji=generator in _WITH_EMOJI, scripted=True)


def _docusaurus(told: SiteConfig, values: Values) -> SiteConfig:
    address = _based(_said(values, "url"), values.get("baseUrl", ""))
    ending = "/" if is_true(values, "trailingSlash") else ""
    ignored, problems = _excluded(told, values)
    return replace(
        told,
        title=title_of(_said(values, "title")),
        address=address,
        language=language_of(_said(table_of(values, "i18n"), "defaultLocale")),
        permalinks=tuple((folder, f"{route}/{routes.SLUG}{ending}") for folder, route in _blogs(values)),
        ignored=ignored,
        problems=problems,
    )


def _blogs(values: Values) -> Iterator[tuple[str, str]]:
    """The folders of a Docusaurus site's blogs, and the paths of their addresses; none of one that is not written out
    (https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog)."""
    for part, options in _parts(values):
        route = options.get("routeBasePath", _BLOG)
        folder = _folder_of_part(part, options)
        if part == _BLOG and folder is not None and isinstance(route, str) and route != UNKNOWN:
            yield folder, route.strip("/")


def _parts(values: Values) -> Iterator[tuple[str, Values]]:
    """The plug-ins of content that a Docusaurus site has, each with its options, where these are known."""
    for preset in listed(values.get("presets", "")):
        name, options = _with_options(preset)
        if name in _CLASSIC and options is not None:
            given = ((part, options.get(part, {})) for part in _PARTS)
            yield from (
                (part, own) for part, said in given if isinstance(own := said if said != "true" else {}, Mapping)
            )
    for plugin in listed(values.get("plugins", "")):
        name, options = _with_options(plugin)
        if name in _PLUGINS and options is not None:
            yield _PLUGINS[name], options


def _folder_of_part(part: str, options: Values) -> str | None:
    path = options.get("path", _PARTS[part])
    return folder_of(path) if isinstance(path, str) and path != UNKNOWN else None


def _excluded(told: SiteConfig, values: Values) -> leftout.Patterns:
    """What the plug-ins leave out of their folders, besides names that begin with `_`, which they all do by default."""
    found = [
        _ignored(told.file, options, leftout.EXCLUDE, folder)
        for part, options in _parts(values)
        for folder in _folders_of_part(part, options)
    ]
    unused = dict.fromkeys(each for _, problems in found for each in problems)
    return tuple(each for globs, _ in found for each in globs), tuple(unused)


def _folders_of_part(part: str, options: Values) -> Iterator[str]:
    """Where a plug-in's files lie, those of translations and of versions of its docs too
    (https://docusaurus.io/docs/i18n/introduction#translation-files-location)."""
    folder, name = _folder_of_part(part, options), text_of(options, "id")
    if folder is None or UNKNOWN in name:
        return
    named = f"-{name}" if name not in ("", "default") else ""
    translated = f"i18n/*/docusaurus-plugin-content-{part}{named}"
    yield from (folder, f"{translated}/*" if part == _DOCS else translated)
    if part == _DOCS:
        yield f"{name}_versioned_docs/*" if named else "versioned_docs/*"


def _with_options(part: HeadValue) -> tuple[str, Values | None]:
    """A plug-in's name and its options, None where they are not known."""
    name, *options = listed(part) or ("",)
    table = options[0] if options else {}
    return (name if isinstance(name, str) else ""), (table if isinstance(table, Mapping) else None)


def _astro(told: SiteConfig, values: Values) -> SiteConfig:
    is_file = _said(table_of(values, "build"), "format") == "file"
    ending = ".html" if is_file else "" if _said(values, "trailingSlash") == "never" else "/"
    source = values.get("srcDir", "src")
    known = isinstance(source, str) and source != UNKNOWN
    return replace(
        told,
        address=_based(_said(values, "site"), values.get("base", "")),
        language=language_of(_said(table_of(values, "i18n"), "defaultLocale")),
        permalinks=((posixpath.join(folder_of(str(source)), "pages"), f"{routes.PATH}{ending}"),) if known else (),
    )


def _vuepress(told: SiteConfig, values: Values) -> SiteConfig:
    """Addresses are the paths of files, unless there is a pattern for all of them."""
    own = table_of(table_of(values, "locales"), "/")
    folder = posixpath.dirname(told.file.partition(".vuepress/")[0])
    is_plain = _PATTERNS.isdisjoint(values)
    return replace(
        told,
        address=_based(told.address or "", values.get("base", "")),
        permalinks=((folder, f"{routes.PATH}.html"),) if is_plain else (),
        title=title_of(_said(values, "title") or _said(own, "title")),
        language=language_of(_said(values, "lang") or _said(own, "lang")),
    )


def _vitepress(told: SiteConfig, values: Values) -> SiteConfig:
    """Where a part of the addresses is not written out, none is known."""
    folder = posixpath.dirname(told.file.partition(".vitepress/")[0])
    inner, clean = text_of(values, "srcDir"), values.get("cleanUrls", "")
    rewritten = routes.rewrites(values.get("rewrites", {}))
    is_known = UNKNOWN not in (inner, clean) and rewritten is not None
    source = posixpath.join(folder, folder_of(inner)).rstrip("/") if inner != UNKNOWN else folder
    own = table_of(table_of(values, "locales"), "root")
    ignored, problems = _ignored(told.file, values, _EXCLUDED, source)
    ending = "" if clean == "true" else ".html"
    return replace(
        told,
        title=title_of(_said(values, "title") or _said(own, "title")),
        address=_based(_said(table_of(values, "sitemap"), "hostname"), values.get("base", "")),
        language=language_of(_said(values, "lang") or _said(own, "lang")),
        articles=(source,),
        ignored=ignored,
        problems=problems,
        permalinks=(*(rewritten or ()), ("", f"{routes.PATH}{ending}")) if is_known else (),
    )


def _quartz(told: SiteConfig, values: Values) -> SiteConfig:
    """A garden's notes lie in `content` (https://quartz.jzhao.xyz/configuration)."""
    said = table_of(values, "configuration")
    host = _said(said, "baseUrl").rpartition("://")[2]
    ignored, problems = _ignored(told.file, said, "ignorePatterns", _NOTES)
    return replace(
        told,
        title=title_of(_said(said, "pageTitle")),
        address=address_of(f"https://{host}") if host else None,
        language=language_of(_said(said, "locale")),
        articles=(_NOTES,),
        ignored=ignored,
        problems=problems,
        permalinks=(("", routes.PATH),),
    )


def _ignored(file: str, values: Values, key: str, folder: str) -> leftout.Patterns:
    """The globs under a key for what in a folder is no article."""
    written = {key: tuple(each for each in texts_of(values, key) if each != UNKNOWN)}
    return leftout.of_hexo(file, written, key, f"/{folder}/" if folder else "/")


READ: Mapping[str, Callable[[SiteConfig, Values], SiteConfig]] = {
    "docusaurus": _docusaurus,
    "astro": _astro,
    "vuepress": _vuepress,
    "vitepress": _vitepress,
    "quartz": _quartz,
}
"""What reads the values of a generator's program."""


def _said(values: Values, key: str) -> str:
    """The text under a key, "" for one that is not known."""
    found = text_of(values, key)
    return "" if UNKNOWN in found else found


def _based(address: str, base: HeadValue) -> str | None:
    """The address of a site below its `base`, which its own may end with; None where one of both is not known."""
    made = address_of(address)
    if made is None or not isinstance(base, str) or UNKNOWN in base:
        return None
    below = folder_of(base)
    return f"{made}/{below}" if below and not f"{made}/".endswith(f"/{below}/") else made
