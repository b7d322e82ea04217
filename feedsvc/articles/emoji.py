"""Emoji by their names, as `:tada:`, where a site's configuration says that they are meant; see `SiteConfig.emoji`.

Neither within program text nor in addresses, and only names of the list `lists/emoji.txt`: `10:30:45` is a time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from feedsvc.articles.tree import Text, Tree
from feedsvc.lists import EMOJI
from feedsvc.patterns import lazy

_NAMES = lazy(r"(?<![A-Za-z0-9:])(?::[a-z0-9_+-]{1,40}+:)++(?![A-Za-z0-9:])")
_NAME = lazy(r":([a-z0-9_+-]+):")
_AS_WRITTEN = frozenset({"pre", "code", "kbd", "samp", "tt", "script", "style", "textarea"})


def show(tree: Tree) -> None:
    """Put the emoji in the place of its name, wherever the words of a tree have one."""
    for text in [each for each in tree.texts if _NAMES.search(each)]:
        if not any(around.name in _AS_WRITTEN for around in text.parents):
            text.replace_with(Text(_NAMES.sub(lambda found: _NAME.sub(_shown, found[0]), text)))


def _shown(found: re.Match[str]) -> str:
    return _known().get(found[1], found[0])


@cache
def _known() -> Mapping[str, str]:
    rows = (line.split() for line in EMOJI.splitlines() if not line.startswith("# "))
    return {name: sign for sign, *names in rows for name in names}
