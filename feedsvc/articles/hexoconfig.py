"""What a Hexo site's `_config.yml` says: where its articles are, what it keeps back, and of the paths in addresses.

    encrypt: {tags: [{name: diary, password: abc}]}
    hide_posts: {enable: true, filter: hidden}
    skip_render: _posts/drafts/**
    new_post_name: :year-:month-:day-:title.md
    default_category: misc
    category_map: {Java: j}
    filename_case: 1
    pretty_urls: {trailing_index: false, trailing_html: false}
    root: /blog/
    post_asset_folder: true
    marked: {prependRoot: true}
    markdown: {plugins: ["@renbaoshuo/markdown-it-katex"]}

What else renders Markdown its `package.json` tells, among the `dependencies`.

Sources: https://hexo.io/docs/configuration, https://github.com/hexojs/hexo-renderer-marked,
https://github.com/CHENXCHEN/hexo-renderer-markdown-it-plus.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from feedsvc.articles import leftout, pymdown
from feedsvc.articles.addresses import web_address
from feedsvc.articles.configvalues import (
    PACKAGE,
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
    zone_of,
)
from feedsvc.articles.document import named
from feedsvc.articles.headvalues import HeadError, listed
from feedsvc.articles.hexonames import HTML, INDEX
from feedsvc.articles.jsonhead import parse_json
from feedsvc.articles.passthrough import OF_PANDOC
from feedsvc.articles.site import HIDING, HexoPaths, SiteConfig
from feedsvc.patterns import lazy

KEYS = (
    "source_dir", "public_dir", "new_post_name", "default_layout", "post_asset_folder", "index_generator", "titlecase",
    "external_link", "default_category", "tag_dir", "archive_dir", "category_dir", "code_dir", "i18n_dir",
)  # fmt: skip
"""What only Hexo's configurations say."""
FEEDING = lazy("feed|atom|rss")
"""What the names of Hexo's generators of feeds hold: `feed`, `atom`, `rss2` (hexo-generator-feed)."""
USUAL = HexoPaths()
_WITH_FORMULAS = frozenset(
    f"hexo-renderer-{name}" for name in ("markdown-it-plus", "markdown-it-katex", "multi-markdown-it", "pandoc")
)
"""Renderers to which what stands between `$` or `$$` is a formula, and no Markdown."""
_WITH_ALL = "hexo-renderer-markdown-it-plus"
"""The one that has emoji, and all of `pymdown.OF_MARKDOWN_IT`, by itself."""
_FORMULAS = lazy("katex|mathjax|texmath")
"""What the names of such plug-ins of markdown-it hold."""
ENDINGS = {"trailing_index": INDEX, "trailing_html": HTML}
"""What addresses end with unless `pretty_urls` says no."""


def config(name: str, values: Values) -> SiteConfig:
    """What a configuration says."""
    folder = folder_of(text_of(values, "source_dir")) or "source"
    ignored, unused = leftout.of_hexo(name, values, "ignore")
    unrendered, unused_too = leftout.of_hexo(name, values, "skip_render", f"/{folder}/")
    return SiteConfig(
        "hexo",
        name,
        title=title_of(text_of(values, "title")),
        address=address_of(text_of(values, "url")),
        timezone=zone_of(text_of(values, "timezone")),
        language=next(filter(None, map(language_of, texts_of(values, "language"))), None),
        permalinks=patterns_of({"": text_of(values, "permalink")}),
        articles=(f"{folder}/_posts",),
        breaks=False if any(is_off(table, "breaks") for table in _renderers(values)) else None,
        locked=_locked(values),
        hiding=_hiding(table_of(values, "hide_posts")),
        hexo=_paths(values),
        ignored=ignored,
        unrendered=unrendered,
        problems=unused + unused_too,
        author=author_of(values),
        emoji=_has_emoji(values),
        formulas=OF_PANDOC if any(map(_FORMULAS.search, _plugins(values))) else (),
        extensions=pymdown.OF_MARKDOWN_IT & frozenset(_plugins(values)),
    )


def with_package(config: SiteConfig, files: Mapping[str, bytes]) -> SiteConfig:
    """The site with what its `package.json` among the files tells of its renderer, where that can be read."""
    try:
        text = files.get(PACKAGE, b"").decode("utf-8-sig").lstrip()
        said = parse_json(text)[0].values if text.startswith("{") else {}
    except (UnicodeDecodeError, HeadError):
        return config
    used = table_of(said, "dependencies").keys() | table_of(said, "devDependencies").keys()
    if _WITH_ALL in used:
        config = replace(config, emoji=True, extensions=pymdown.OF_MARKDOWN_IT)
    return config if _WITH_FORMULAS.isdisjoint(used) else replace(config, formulas=OF_PANDOC)


def _has_emoji(values: Values) -> bool:
    """Whether a plug-in shows emoji: hexo-filter-emoji, hexo-filter-github-emojis, or markdown-it-emoji."""
    switched = any(is_true(table_of(values, name), "enable") for name in ("emoji", "githubEmojis"))
    return switched or "markdown-it-emoji" in _plugins(values)


def _plugins(values: Values) -> tuple[str, ...]:
    """The plug-ins of hexo-renderer-markdown-it."""
    plugins = listed(named(table_of(values, "markdown"), "plugins"))
    used = (named(each, "name") if isinstance(each, Mapping) else each for each in plugins)
    return tuple(each for each in used if isinstance(each, str))


def _renderers(values: Values) -> Iterable[Values]:
    """The settings of Hexo's renderers of Markdown: hexo-renderer-marked and -markdown-it, both with `breaks: true`."""
    markdown = table_of(values, "markdown")
    return table_of(values, "marked"), markdown, table_of(markdown, "render")


def _locked(values: Values) -> tuple[str, ...]:
    """The tags that hexo-blog-encrypt has a password for (https://github.com/D0n9X1n/hexo-blog-encrypt)."""
    tags = named(table_of(values, "encrypt"), "tags")
    names = (text_of(each, "name") for each in (tags if isinstance(tags, tuple) else ()) if isinstance(each, Mapping))
    return tuple(filter(None, names))


def _hiding(plugin: Values) -> tuple[str, ...]:
    """The switches that keep a post out of feeds, by the settings of hexo-hide-posts and the rules of its
    `isGeneratorAllowed.js` (https://github.com/prinsss/hexo-hide-posts)."""
    own, *others = HIDING
    allowed = texts_of(plugin, "allowlist_generators") or texts_of(plugin, "public_generators")
    blocked = texts_of(plugin, "blocklist_generators")
    listed = any(map(FEEDING.search, allowed)) or ("*" in allowed and not any(map(FEEDING.search, blocked)))
    if listed or is_off(plugin, "enable"):
        return tuple(others)
    return (text_of(plugin, "filter").casefold() or own, *others)


def _paths(values: Values) -> HexoPaths:
    """What a configuration says of paths; what Hexo takes for said where it does not."""
    renamed = {name: own for name, own in table_of(values, "category_map").items() if isinstance(own, str) and own}
    return HexoPaths(
        text_of(values, "default_category") or USUAL.default_category,
        tuple(sorted(renamed.items())),
        text_of(values, "filename_case"),
        text_of(values, "new_post_name") or USUAL.post_name,
        tuple(ending for switch, ending in ENDINGS.items() if is_off(table_of(values, "pretty_urls"), switch)),
        _root(values),
        _is_rooted(values),
        is_true(values, "post_asset_folder"),
    )


def _root(values: Values) -> str:
    """The path of the site's root, that of its address where nothing is said of it."""
    path = (text_of(values, "root") or urlsplit(web_address(text_of(values, "url")) or "").path).strip("/")
    return f"/{path}/" if path else "/"


def _is_rooted(values: Values) -> bool:
    """Whether the renderer of Markdown puts the root before the paths of pictures: hexo-renderer-marked does unless
    `prependRoot` says no, hexo-renderer-markdown-it where its `prepend_root` says so."""
    marked, other = table_of(values, "marked"), table_of(values, "markdown")
    if is_true(values, "relative_link"):
        return False
    if other and not marked:
        return is_true(table_of(other, "images"), "prepend_root")
    return not is_off(marked, "prependRoot")
