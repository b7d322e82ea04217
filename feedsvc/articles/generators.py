"""Which site generator a file was written for, told from its head and path."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal, get_args

from feedsvc.articles.document import value_of
from feedsvc.articles.heads import TOML_FENCE
from feedsvc.model import Document

Generator = Literal["jekyll", "hexo", "hugo", "zola", "pelican"]
GENERATORS: tuple[Generator, ...] = get_args(Generator)
JEKYLL_KEYS = ("layout", "permalink", "redirect_from", "excerpt_separator")
# Keys of Hexo and its common themes.
HEXO_KEYS = ("headimg", "thumbnail", "abbrlink", "top_img", "comments", "toc")
HUGO_KEYS = ("draft", "lastmod", "publishdate", "expirydate", "weight")


def generator_of(document: Document, path: str, generator: str) -> Generator:
    """The generator that the settings name, or, where they say `auto`, the first of these that holds:

    1. a head in TOML, or one with `taxonomies`: `hugo` (Zola reads its lists the same way);
    2. `layout` or another key of JEKYLL_KEYS: `jekyll`;
    3. plural `categories` beside `draft` or another key of HUGO_KEYS: `hugo`;
    4. a path under `_posts`, but not under Hexo's `source/_posts`, without a key of HEXO_KEYS: `jekyll`;
    5. anything else: `hexo`.
    """
    if generator in GENERATORS:
        return generator
    if TOML_FENCE in document.lines or _has(document, "taxonomies"):
        return "hugo"
    if _has(document, *JEKYLL_KEYS):
        return "jekyll"
    if _has(document, "categories") and _has(document, *HUGO_KEYS):
        return "hugo"
    folders = PurePosixPath(path).parts[:-1]
    at = folders.index("_posts") if "_posts" in folders else -1
    hexo = at < 0 or (at > 0 and folders[at - 1] == "source") or _has(document, *HEXO_KEYS)
    return "hexo" if hexo else "jekyll"


def _has(document: Document, *names: str) -> bool:
    return any(value_of(document, name) != "" for name in names)
