"""What a Hexo site's `_config.yml` says of the paths in addresses.

    new_post_name: :year-:month-:day-:title.md
    default_category: misc
    category_map: {Java: j}
    filename_case: 1

Source: https://hexo.io/docs/configuration.
"""

from __future__ import annotations

from feedsvc.articles.configvalues import Values, table_of, text_of
from feedsvc.articles.site import HexoPaths

USUAL = HexoPaths()


def paths(values: Values) -> HexoPaths:
    """What a configuration says; what Hexo takes for said where it does not."""
    renamed = {name: own for name, own in table_of(values, "category_map").items() if isinstance(own, str) and own}
    return HexoPaths(
        text_of(values, "default_category") or USUAL.default_category,
        tuple(sorted(renamed.items())),
        text_of(values, "filename_case"),
        text_of(values, "new_post_name") or USUAL.post_name,
    )
