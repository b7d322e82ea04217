"""Which pictures a head names as its own: `image: a.png`, `heroImage: {src: a.png}`, `header: {teaser: …}`."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from feedsvc.articles import document
from feedsvc.articles.addresses import web_address
from feedsvc.articles.configvalues import text_of
from feedsvc.articles.places import INDEX
from feedsvc.articles.site import Recipe, SiteConfig
from feedsvc.model import Document
from feedsvc.patterns import lazy

KEYS = (
    *("image", "cover", "images", "headimg", "thumbnail", "banner", "featuredimage", "ogimage", "imageurl"),
    *("heroimage", "coverimage", "featureimage", "headerimage", "socialimage", "previewimage", "thumbnailimage"),
    *("hero", "teaser", "indeximg", "bannerimg", "topimg", "headerimg", "header"),
    *("photo", "photos"),
)
"""Their names without what joins their words, in the order in which they are asked: those of Hugo's themes and Open
Graph, then of Astro's (`heroImage`), Hashnode's and dev.to's (`cover_image`), Ghost's (`feature_image`), Gatsby's
starters and Hexo's and Jekyll's themes (`index_img`, `header: {overlay_image: …}`), and `photos` of Hexo and
Micropub."""
PARTS = ("image", "path", "src", "url", "feature", "overlay_image", "teaser")
"""Of a picture that is a mapping: Hugo's themes write `cover: {image: …}`, jekyll-seo-tag `image: {path: …}`, Minimal
Mistakes `header: {teaser: …}`."""
WORDED = frozenset({"hero", "teaser", "header"})
"""Those that others have for words (`teaser: 营收增长3.5%`, `hero: AC/DC`)."""
ADDRESS = lazy(r"(?:https?:)?//|\.{0,2}/\S*\Z|[^?#]{1,2000}\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]|\Z)", re.I)
ROOTED = frozenset({"jekyll", "hexo"})
"""Generators whose filters of addresses put a site's root before any path: `absolute_url`, `url_for`."""
BUNDLING = frozenset({"hugo", "zola"})
"""Those whose articles have pictures of their own beside an `index.md` alone; for others `absURL` and `get_url` count
from the root."""
FOLDER_KEYS = ("media_subpath", "img_path")
"""Where Jekyll's theme Chirpy looks for all pictures of an article, that of its head too; its older versions have the
second (https://chirpy.cotes.page/posts/write-a-new-post/)."""
PLACE_KEYS = ("cdn", "img_cdn")
"""Where its configuration names the place of the pictures of all, likewise."""
_ABSOLUTE = lazy(r"https?://[^\s\"'<>?#]{1,1000}\Z", re.I)
_LONGEST = 1_000
"""Characters of a folder's path, which is put before that of every picture."""
_ELSEWHERE = lazy(r"[A-Za-z][A-Za-z0-9+.-]*+:|//|\.{1,2}/")
JOINTS = str.maketrans("", "", "_- ")


def named(doc: Document) -> tuple[str, ...]:
    """What a head names as pictures, as written; a switch (`cover: false`), a color or a sentence is none."""
    joined = {key.translate(JOINTS): key for key in reversed(tuple(doc.folded))}
    return tuple(
        each
        for name in KEYS
        if name in joined
        for each in document.nested(doc, joined[name], PARTS)
        if ADDRESS.match(each) or (name not in WORDED and _may_be_address(each))
    )


def folder(doc: Document, config: SiteConfig | None = None) -> str:
    """The folder of all pictures of an article, an address or from its site's root, as its head names it below the
    place of all the site's pictures; "" where nobody names one. For other themes `img_path` is a picture."""
    said = next(filter(None, (document.text(doc, key) for key in FOLDER_KEYS)), "").rstrip("/")
    place = _place(config)
    if len(said) > _LONGEST:
        return place
    if _ABSOLUTE.match(said):
        return web_address(said) or place
    inner = said.lstrip("/")
    is_one = inner != "" and not (_ELSEWHERE.match(said) or ADDRESS.match(inner))
    return f"{place}/{inner}" if is_one else place


def _place(config: SiteConfig | None) -> str:
    """Where a site of Chirpy's keeps all pictures (`cdn: https://p.example`), "" where it does not say another's."""
    if config is None or "chirpy" not in text_of(config.values, "theme", "remote_theme").lower():
        return ""
    said = text_of(config.values, *PLACE_KEYS)
    return (web_address(said) or "").rstrip("/") if _ABSOLUTE.match(said) else ""


def _may_be_address(text: str) -> bool:
    return not any(map(str.isspace, text)) and ("." in text or "/" in text)


def placed(doc: Document, recipe: Recipe) -> tuple[str, ...]:
    """What a head names as pictures, those that count from the root of its site as addresses.

    `image: img/a.png` of an article `/2024/03/05/mill/` of Jekyll's is `/img/a.png` of the site. Else, and where nobody
    says where the site is, they stay as written.
    """
    address, generator = recipe.source.address, recipe.source.generator
    if recipe.site is None or not address:
        return named(doc)
    bundled = INDEX.match(PurePosixPath(doc.path).name) is not None
    own = recipe.site.config.hexo.assets if generator == "hexo" else bundled and generator in BUNDLING
    rooted = generator in ROOTED
    below = folder(doc, recipe.site.config) if generator == "jekyll" else ""
    if not (rooted or generator in BUNDLING):
        return named(doc)
    return tuple(_placed(_within(each, below), address, rooted=rooted, own=own) for each in named(doc))


def _within(value: str, folder: str) -> str:
    return f"{folder}/{value.lstrip('/')}" if folder and not _ELSEWHERE.match(value) else value


def _placed(value: str, address: str, *, rooted: bool, own: bool) -> str:
    """`rooted`: whether paths with a slash in front count from the site, too; `own`: whether others do not."""
    if _ELSEWHERE.match(value) or (own if value[:1] != "/" else not rooted):
        return value
    root = urlsplit(address).path
    return value if root and value.startswith(f"{root}/") else f"{address}/{value.lstrip('/')}"
