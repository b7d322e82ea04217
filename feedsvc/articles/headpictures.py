"""Which pictures a head names as its own: `image: a.png`, `heroImage: {src: a.png}`, `header: {teaser: …}`."""

from __future__ import annotations

import re

from feedsvc.articles import document
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


def _may_be_address(text: str) -> bool:
    return not any(map(str.isspace, text)) and ("." in text or "/" in text)
