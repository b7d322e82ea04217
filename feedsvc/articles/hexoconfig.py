"""What a Hexo site's `_config.yml` says of the paths in addresses.

    new_post_name: :year-:month-:day-:title.md
    default_category: misc
    category_map: {Java: j}
    filename_case: 1
    pretty_urls: {trailing_index: false, trailing_html: false}

Source: https://hexo.io/docs/configuration.
"""

from __future__ import annotations

from feedsvc.articles.configvalues import Values, is_off, table_of, text_of
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
    )
