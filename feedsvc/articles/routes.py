"""The addresses that sites whose configuration is a program give their pages, by the paths of files.

    Docusaurus   blog/2024-03-05-mill.md   blog/2024/03/05/mill; the `slug` of a head stands for all behind `blog`
    VitePress    posts/mill.md             posts/mill.html, under `cleanUrls` posts/mill; posts/index.md is posts/
    Astro        src/pages/posts/mill.md   posts/mill/; where there is src/pages/blog/[...slug].astro, of
                 src/content/blog/Mill.md  blog/mill/, or its head's `slug`
    VuePress     posts/mill.md             posts/mill.html; posts/README.md is posts/
    Quartz       content/Old mill.md       Old-mill

Sources: https://docusaurus.io/docs/blog, https://vitepress.dev/guide/routing,
https://vuepress.vuejs.org/guide/page.html#routing,
https://docs.astro.build/en/basics/astro-pages/, https://quartz.jzhao.xyz/features/wikilinks.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import re2

from feedsvc.articles import places
from feedsvc.articles.scriptvalues import UNKNOWN
from feedsvc.articles.site import SiteConfig
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

SLUG = ":slug"
PATH = ":path"
Patterns = tuple[tuple[str, str], ...]
_DATED = lazy(r"(?P<folder>.*)(?P<date>[0-9]{4}([-/])[0-9]{1,2}[-/][0-9]{1,2})[-/]?(?P<text>.*)\Z", re.S)
_ENDING = lazy(r"\.(?:mdx?|markdown|html?)\Z", re.I)
_PARAMETER = lazy(r":([A-Za-z_][A-Za-z0-9_]{0,60})")
_MORE = frozenset("(){}*+?\\[]^$|")
"""What patterns of rewrites have beside names of parts (https://github.com/pillarjs/path-to-regexp)."""
_INDEX = "index"
_BLANK = lazy(r"\s")
_SHOWING = lazy(r"(?P<name>[\w-]{1,100})/\[(?:\.\.\.)?(?:slug|id)\](?:/index)?\.astro\Z")
_NO_SLUG = lazy(r"[^\w -]")
_PICTURE = lazy(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)\Z", re.I)


def address(path: str, slug: str, config: SiteConfig) -> str | None:
    """The path of a page's address from its site's; None where it is not known. `path` counts from the site's root;
    `slug` is the one that a head gives, "" for none."""
    if config.generator == "docusaurus":
        return _of_blog(path, slug, config.permalinks)
    if config.generator in ("vitepress", "vuepress"):
        own = places.inner(config, path) if config.generator == "vitepress" else _of_vuepress(path, config.permalinks)
        return None if own is None else _rewritten(own, config.permalinks)
    if config.generator == "quartz":
        folder, name = posixpath.split(of_garden(places.inner(config, path)))
        return _page(posixpath.join(folder, "index.md" if name == "_index.md" else name), PATH)
    found = next(((folder, made) for folder, made in config.permalinks if places.within(path, folder)), None)
    if found is None:
        return None
    inner = path.removeprefix(f"{found[0]}/")
    if SLUG in found[1]:
        return _entry(inner, slug, found[1])
    return _page(inner, found[1]) if found[1].endswith("/") else _of_file(inner, found[1])


def _entry(path: str, slug: str, pattern: str) -> str | None:
    """The address of an entry of Astro's collections (https://docs.astro.build/en/guides/content-collections/), which
    calls files by github-slugger's rules."""
    if not _ENDING.search(path):
        return None
    name = _ENDING.sub("", path).lower()
    own = "/".join(_NO_SLUG.sub("", part).replace(" ", "-") for part in name.split("/"))
    own = "" if own == _INDEX else own.removesuffix(f"/{_INDEX}")
    return pattern.replace(SLUG, (slug or own).strip("/")).lstrip("/")


def collections(pages: Iterable[str], patterns: Patterns) -> Patterns:
    """The patterns of an Astro site, with those of the collections that its pages, paths from their folder, show:
    `blog/[...slug].astro` those of `blog`, in the folder of collections beside that of pages."""
    folder, plain = next(iter(patterns), ("", ""))
    names = dict.fromkeys(found["name"] for page in pages if (found := _SHOWING.match(page)))
    beside = posixpath.join(posixpath.dirname(folder), "content")
    shown = ((f"{beside}/{name}", plain.replace(PATH, f"{name}/{SLUG}")) for name in names)
    return (*patterns, *shown) if folder else patterns


def of_garden(path: str) -> str:
    """The path that Quartz gives a file of a garden (quartz/util/path.ts)."""
    named = path.replace("&", "-and-").replace("%", "-percent").replace("?", "").replace("#", "")
    return _BLANK.sub("-", named)


def pictures(paths: Iterable[str]) -> dict[str, str]:
    """The addresses of a garden's pictures by their paths in it, and by their names where no two are called so."""
    every = {path: of_garden(path) for path in paths if _PICTURE.search(path)}
    names = Counter(path.rpartition("/")[2] for path in every)
    return every | {name: made for path, made in every.items() if names[name := path.rpartition("/")[2]] == 1}


def ending(config: SiteConfig) -> str | None:
    """What the addresses of a site's pages end with where their files end in `.md` or `.qmd`; None where they are not
    made of the paths of files alone."""
    if config.generator == "quarto":
        return ".html"
    plain = config.generator in ("vitepress", "vuepress") and len(config.permalinks) == 1
    return config.permalinks[0][1].removeprefix(PATH) if plain else None


def _of_vuepress(path: str, patterns: Patterns) -> str | None:
    """The path of a page from its site's folder, a `README.md` as the `index.md` that it is; None for what lies in
    `_posts`, for which blogs of VuePress 1 have patterns of their own
    (https://vuepress-plugin-blog.billyyyyy3320.com/config/#itempermalink)."""
    folder = next((each for each, _ in patterns), "")
    if not places.within(path, folder) or places.POSTS in path.split("/")[:-1]:
        return None
    inner = path.removeprefix(f"{folder}/") if folder else path
    above, _, name = inner.rpartition("/")
    return posixpath.join(above, f"{_INDEX}.md") if name.lower() == places.README else inner


def _of_blog(path: str, slug: str, patterns: Patterns) -> str | None:
    folder, pattern = next((each for each in patterns if places.within(path, each[0])), ("", ""))
    if not pattern or not _ENDING.search(path):
        return None
    name = _ENDING.sub("", path.removeprefix(f"{folder}/")).removesuffix(f"/{_INDEX}")
    dated = _DATED.match(name)
    own = name if dated is None else f"{dated['date'].replace('-', '/')}/{dated['folder']}{dated['text']}"
    return pattern.replace(SLUG, (slug or own).strip("/"))


def _rewritten(path: str, patterns: Patterns) -> str | None:
    """The address of a page of VitePress's, the last of whose patterns says what it ends with."""
    if not patterns:
        return None
    for pattern, target in patterns[:-1]:
        found = _expression(pattern).fullmatch(path)
        if found is not None:
            path = _PARAMETER.sub(lambda name, found=found: found.groupdict().get(name[1], name[0]), target)  # type: ignore[misc]
            break
    return _page(path, patterns[-1][1])


def _page(path: str, pattern: str) -> str | None:
    """The address of a page at a path; that of an `index.md` is its folder's."""
    if not _ENDING.search(path):
        return None
    name = _ENDING.sub("", path)
    folder = name.removesuffix(_INDEX)
    return folder if name == _INDEX or name.endswith(f"/{_INDEX}") else pattern.replace(PATH, name)


def _of_file(path: str, pattern: str) -> str | None:
    """The address of a page of Astro's without a slash at its end, `posts.html` or `posts` of `posts/index.md`."""
    if not _ENDING.search(path):
        return None
    name = _ENDING.sub("", path).removesuffix(f"/{_INDEX}")
    return "" if name == _INDEX else pattern.replace(PATH, name)


def rewrites(said: HeadValue) -> Patterns | None:
    """VitePress's `rewrites` as patterns of paths, each with what stands for it; None where one is a program's, or has
    more than the names of parts (`packages/:name/:page.md`)."""
    if not isinstance(said, Mapping):
        return None
    found = [(pattern, target) for pattern, target in said.items() if isinstance(target, str)]
    plain = all(_MORE.isdisjoint(f"{pattern}{target}") and target != UNKNOWN for pattern, target in found)
    return tuple(found) if plain and len(found) == len(said) else None


@lru_cache(maxsize=256)
def _expression(pattern: str) -> Any:
    parts, seen = [], set[str]()
    for at, part in enumerate(_PARAMETER.split(pattern)):
        is_name = at % 2 == 1 and part not in seen
        seen |= {part} if is_name else set()
        parts.append(f"(?P<{part}>[^/]+?)" if is_name else re2.escape(part))
    # In time whatever names there are in one part: `re` would try each place for each.
    return re2.compile("".join(parts))
