"""What a Hexo site's `_config.yml` says of the paths in addresses.

    new_post_name: :year-:month-:day-:title.md
    default_category: misc
    category_map: {Java: j}
    filename_case: 1
    pretty_urls: {trailing_index: false, trailing_html: false}
    root: /blog/
    post_asset_folder: true
    marked: {prependRoot: true}

Sources: https://hexo.io/docs/configuration, https://github.com/hexojs/hexo-renderer-marked.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from feedsvc.articles.addresses import web_address
from feedsvc.articles.configvalues import Values, is_off, is_true, table_of, text_of
from feedsvc.articles.hexonames import HTML, INDEX
from feedsvc.articles.site import HexoPaths

USUAL = HexoPaths()
ENDINGS = {"trailing_index": INDEX, "trailing_html": HTML}
"""What addresses end with unless `pretty_urls` says no."""


def paths(values: Values) -> HexoPaths:
    """What a configuration says; what Hexo takes for said where it does not."""
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
