"""Where a site publishes an article: the address that its generator makes, by the site's configuration and the head.

None wherever anything is not known for sure: a wrong address is worse than none. The rules are those of the generators'
documentation: Jekyll 4 (Permalinks), Hexo 7 (Permalinks), Hugo (URL management), Zola (Page), Pelican (URL settings),
those of Quarto, Nikola and MkDocs (`quarto`, `nikolaconfig`, `mkdocs`) and of those that programs configure (`routes`).
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import unquote_plus

from feedsvc.articles import (
    ablog,
    cascade,
    elevenpaths,
    hexonames,
    hugonames,
    mkdocs,
    nikolaconfig,
    pelicanconfig,
    places,
    quarto,
    routes,
    substack,
)
from feedsvc.articles.addresses import SCHEME, web_address
from feedsvc.articles.datekeys import slug_of_name
from feedsvc.articles.document import text
from feedsvc.articles.site import SiteConfig
from feedsvc.model import Document
from feedsvc.patterns import lazy

JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
HEXO_PATTERN = ":year/:month/:day/:title/"
PELICAN_PATTERN = "{slug}.html"
PELICAN_LANG_PATTERN = "{slug}-{lang}.html"
"""That of articles in other languages than the site's own."""
COLON = lazy(r":([a-z_]{1,30})")
BRACES = lazy(r"\{([a-z_]{1,20})(?::((?:%[A-Za-z]|[^{}%]){1,40}))?\}")
STRFTIME = lazy(r"(?:%[YymdHMS]|[^%])*\Z")
ZOLA_DAY = lazy(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]))?\s?[-_](?=.)"
)
"""The date that a name begins with, which its slug has not (components/content/src/page.rs)."""
# Jekyll's DATE_FILENAME_MATCHER, in all collections.
JEKYLL_DAY = lazy(r"[0-9]{2,4}-[0-9]{1,2}-[0-9]{1,2}-")
NO_SLUG = lazy(r"[^a-z0-9]+")
# Jekyll's `pretty` mode keeps these in a slug (Utils.slugify).
NOT_PRETTY = lazy(r"[^\w._~!$&'()+,;=@-]+")
NOT_PLAIN = lazy(r"[\W_]+")
ZOLA_SIGNS = str.maketrans("‘’“”–—…", "-------")
"""What is no letter to Zola, as marks of ASCII are none (https://docs.rs/deunicode)."""
ZOLA_LEAVES_OUT = frozenset(' <>:/|?*#()[]\n"\\\r\t')
"""What does not stay in a name under `paths = "safe"` (https://www.getzola.org/documentation/getting-started/configuration/)."""
SLASHES = lazy(r"/{2,}")


@dataclass(frozen=True, slots=True)
class Post:
    """What an address is made of besides the head: the path from the site's root, the title, the time of publication
    in the site's own zone, the labels of the categories."""

    path: str
    title: str
    published: datetime
    categories: tuple[str, ...] = ()


def permalink(document: Document, post: Post, config: SiteConfig) -> str | None:
    """The absolute address of an article; None where the site's is not known, or what the pattern asks for.

    `_posts/2022-03-28-a-b.md` of a Jekyll site `https://h.example/blog` with `permalink: pretty` gives
    `https://h.example/blog/2022/03/28/a-b/`.
    """
    slugged: dict[str, Callable[[str, str, SiteConfig], str | None]] = {
        "ablog": ablog.address, "nikola": nikolaconfig.address, "substack": substack.address,
        **dict.fromkeys(("docusaurus", "astro", "vitepress", "quartz"), routes.address),
    }  # fmt: skip
    dated = {"mkdocs": mkdocs.address, "eleventy": elevenpaths.address}
    makers: dict[str, Callable[[Document, Post, SiteConfig], str | None]] = {
        "jekyll": _jekyll, "hexo": _hexo, "hugo": _hugo, "zola": _zola, "pelican": _pelican,
        "quarto": _quarto, "vuepress": _vuepress,
    }  # fmt: skip
    name, path = config.generator if config.address else "", None
    if name in slugged:
        path = slugged[name](post.path, text(document, "slug"), config)
    elif name in dated:
        path = dated[name](document, post.path, post.published, config)
    elif name in makers:
        path = makers[name](document, post, config)
    if path is None or ".." in path.split("/"):
        return None
    whole = SLASHES.sub("/", f"/{path}").replace("%", "%25").replace("?", "%3F").replace("#", "%23")
    return web_address(f"{config.address}{whole}")


def stem(path: str) -> str:
    """The name of a file without its ending; of a page bundle's `index.md` that of its folder."""
    pure = PurePosixPath(path)
    return pure.parent.name if places.INDEX.match(pure.name) and pure.parent.name else pure.stem


def _times(at: datetime) -> dict[str, str]:
    iso = at.isocalendar()
    return {
        "year": f"{at:%Y}", "month": f"{at:%m}", "i_month": str(at.month), "day": f"{at:%d}", "i_day": str(at.day),
        "hour": f"{at:%H}", "minute": f"{at:%M}", "second": f"{at:%S}", "short_year": f"{at:%y}",
        "y_day": f"{at:%j}", "w_year": str(iso.year), "week": f"{iso.week:02}", "w_day": str(iso.weekday),
        "short_month": calendar.month_abbr[at.month], "long_month": calendar.month_name[at.month],
        "short_day": calendar.day_abbr[at.weekday()], "long_day": calendar.day_name[at.weekday()],
    }  # fmt: skip


def _filled(pattern: str, values: Mapping[str, str | None]) -> str | None:
    """The pattern with its `:names` replaced; None where one is not among the values, or has none."""
    missing = [name for name in COLON.findall(pattern) if values.get(name) is None]
    return None if missing else COLON.sub(lambda found: values[found[1]] or "", pattern)


def _jekyll(document: Document, post: Post, config: SiteConfig) -> str | None:
    collection, pure = places.collection_of(config, post.path), PurePosixPath(post.path)
    # Jekyll writes no page for a file in a folder of posts whose name begins with no day (PostReader).
    if places.POSTS in pure.parts[:-1] and JEKYLL_DAY.match(pure.name) is None:
        return None
    patterns = dict(config.permalinks)
    own = text(document, "permalink")
    style = patterns.get("", "date")
    bare = f"/:collection/:path{_jekyll_ending(style)}"
    # The names of styles are those of the site's own setting: elsewhere `pretty` is the address `/pretty`.
    named = JEKYLL_STYLES.get(style, style)
    pattern = own or patterns.get(collection) or (named if collection == "posts" else bare)
    return _filled(pattern, _jekyll_values(document, post, collection))


def _jekyll_ending(style: str) -> str:
    """How the addresses of a collection's documents end by the pattern of posts (Utils.add_permalink_suffix)."""
    if style in ("date", "ordinal", "none"):
        return ":output_ext"
    endings = ("/", ":output_ext")
    return "/" if style == "pretty" else next((each for each in endings if style.endswith(each)), "")


def _jekyll_values(document: Document, post: Post, collection: str) -> dict[str, str | None]:
    stem = PurePosixPath(post.path).stem
    dated = JEKYLL_DAY.match(stem)
    slug = text(document, "slug") or (stem[dated.end() :] if dated else stem).rstrip(".")
    below = post.path.rpartition(f"_{collection}/")[2]
    return {
        **_times(post.published),
        "title": NOT_PRETTY.sub("-", slug).strip("-"),
        "slug": _plain_slug(slug),
        "name": _plain_slug(stem),
        "path": below.removesuffix(PurePosixPath(below).suffix),
        "collection": collection,
        "categories": "/".join(label.lower() for label in post.categories),
        "slugified_categories": "/".join(map(_plain_slug, post.categories)),
        "output_ext": ".html",
    }


def _plain_slug(words: str) -> str:
    return NOT_PLAIN.sub("-", words).strip("-").lower()


def _hexo(document: Document, post: Post, config: SiteConfig) -> str | None:
    path = _file_of_hexo(document, post, config)
    return None if path is None else hexonames.shortened(path, config.hexo.left_out)


def _file_of_hexo(document: Document, post: Post, config: SiteConfig) -> str | None:
    """The path of the page before `pretty_urls`."""
    own = text(document, "permalink")
    if own:
        return own if own.endswith((".html", "/")) else f"{own}/"
    parts = hexonames.parts(places.inner(config, post.path), config.hexo.post_name)
    slug, title = parts["title"], text(document, "title")
    # Hexo takes a folder that `new_post_name` calls so for the category of an article that names none.
    named = (parts.get("category"),)
    values: dict[str, str | None] = {
        **parts,
        **_times(post.published),
        "name": slug and slug.rpartition("/")[2],
        "post_title": NO_SLUG.sub("-", title.lower()).strip("-") if title.isascii() and title else None,
        "category": hexonames.category(post.categories or tuple(filter(None, named)), config.hexo),
        "abbrlink": text(document, "abbrlink") or None,
    }
    return _filled(dict(config.permalinks).get("", HEXO_PATTERN), values)


def _hugo(document: Document, post: Post, config: SiteConfig) -> str | None:
    home, own = places.home(config, post.path), text(document, "url")
    inner = PurePosixPath(places.inner(config, post.path))
    bundle = places.INDEX.match(inner.name) is not None
    name = inner.parent.name if bundle else places.name_of(config, post.path)
    folders = inner.parent.parts[:-1] if bundle else inner.parent.parts
    slug = text(document, "slug") or slug_of_name(document, name, config)
    page = hugonames.Page(post.published, post.title, slug, name, folders, config.branches, config.cased)
    if own:
        return _own_of_hugo(own, home, page)
    pattern = cascade.pattern_for(config, post.path) if config.rules else _pattern_of_hugo(page, config)
    return None if home is None else _path_of_hugo(page, pattern, config, home)


def _pattern_of_hugo(page: hugonames.Page, config: SiteConfig) -> str | None:
    """The pattern of a page's section."""
    folders, patterns = page.folders, dict(config.permalinks)
    return patterns.get(folders[0]) if folders else patterns.get(page.name, patterns.get(""))


def _path_of_hugo(page: hugonames.Page, pattern: str | None, config: SiteConfig, home: str) -> str | None:
    """The path of a page below that of its language, by a pattern, else by its folders and name."""
    folders = page.folders
    if pattern is None:
        path: str | None = "/".join((*folders, page.slug or page.name)) + "/"
    else:
        path = hugonames.filled(pattern, page)
    if path is None:
        return None
    if pattern is not None:
        # Hugo takes it for an address that is escaped already (url.QueryUnescape): `c++-guide` is `c  -guide`.
        path = unquote_plus(hugonames.urlized(path))
    path = hugonames.urlized(path)
    path = hugonames.without_marks(path) if config.bare else path
    path = f"{home}/{path if config.cased else path.lower()}".rstrip("/")
    return f"{path}.html" if _is_ugly(config, folders) else f"{path}/"


def _own_of_hugo(url: str, home: str | None, page: hugonames.Page) -> str | None:
    """The address that a head gives itself, also by tokens: from the site's root where it begins with a slash, else
    from that of its language. What has no dot is a folder (https://gohugo.io/content-management/urls/#url)."""
    if SCHEME.match(url) or (home is None and not url.startswith("/")):
        return None
    made = hugonames.filled(url, page) if hugonames.has_tokens(url) else url
    if made is None:
        return None
    path = made if made.startswith("/") else f"{home}/{made.removeprefix('./')}"
    return path if "." in made or path.endswith("/") else f"{path}/"


def _is_ugly(config: SiteConfig, folders: tuple[str, ...]) -> bool:
    return "" in config.ugly or bool(folders and folders[0] in config.ugly)


def _zola(document: Document, post: Post, config: SiteConfig) -> str | None:
    own = text(document, "path")
    if own:
        # Of a translation, too (components/content/src/page.rs).
        return own.strip("/") + "/"
    inner = PurePosixPath(places.inner(config, post.path))
    folders = inner.parent.parts[:-1] if places.INDEX.match(inner.name) else inner.parent.parts
    home = places.home(config, post.path)
    # The site's own language stays in a name: Zola looks for others.
    name = places.name_of(config, post.path) if home and not places.INDEX.match(inner.name) else stem(str(inner))
    dated = None if config.dated else ZOLA_DAY.match(name)
    slug = text(document, "slug") or (name[dated.end() :] if dated else name)
    parts = [_zola_name(part) if config.cased else _ascii_slug(part.translate(ZOLA_SIGNS)) for part in (*folders, slug)]
    if None in parts or not parts:
        return None
    return "/".join(filter(None, (home, *parts))) + "/"


def _zola_name(words: str) -> str | None:
    """A name as Zola leaves it where it makes no slugs (`[slugify]`); what of it may not stay is not told here."""
    return words if words and ZOLA_LEAVES_OUT.isdisjoint(words) and not words.endswith(".") else None


def _ascii_slug(words: str) -> str | None:
    """The slug of ASCII words; what another script becomes depends on the generator's own tables."""
    return (NO_SLUG.sub("-", words.lower()).strip("-") or None) if words.isascii() else None


def _pelican(document: Document, post: Post, config: SiteConfig) -> str | None:
    own = text(document, "url")
    if own:
        return None if SCHEME.match(own) else own
    language = text(document, "lang")
    is_own = language in ("", config.pelican.language.lower())
    usual = PELICAN_PATTERN if is_own else PELICAN_LANG_PATTERN
    pattern = dict(config.permalinks).get("" if is_own else pelicanconfig.LANG, usual)
    category = post.categories[0] if post.categories else None
    values = {
        "slug": text(document, "slug") or _own_slug_of_pelican(post, config),
        "lang": language or config.pelican.language.lower(),
        "category": _pelican_slug(category, config) if category else None,
        "author": None,
    }
    for name, form in BRACES.findall(pattern):
        if name == "date" and STRFTIME.match(form):
            continue
        # Pelican fills in whatever else stands in a head.
        values.setdefault(name, text(document, name) or None)
        if values[name] is None or form:
            return None
    made = BRACES.sub(
        lambda found: post.published.strftime(found[2]) if found[1] == "date" else values[found[1]] or "", pattern
    )
    return None if "{" in made else made


def _own_slug_of_pelican(post: Post, config: SiteConfig) -> str | None:
    return _pelican_slug(PurePosixPath(post.path).stem if config.pelican.slugs == "basename" else post.title, config)


def _vuepress(document: Document, post: Post, config: SiteConfig) -> str | None:
    own = text(document, "permalink")
    if own:
        return None if SCHEME.match(own) else own
    return None if text(document, "permalinkPattern") else routes.address(post.path, "", config)


def _quarto(document: Document, post: Post, _config: SiteConfig) -> str | None:
    return quarto.address(post.path, text(document, "output-file"))


def _pelican_slug(words: str, config: SiteConfig) -> str | None:
    """None where the site has rules of its own, too."""
    return pelicanconfig.slugged(words) if config.pelican.slugs else None
