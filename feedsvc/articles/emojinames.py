"""Emoji by their names, as `:tada:`, where a site's configuration says that they are meant; see `SiteConfig.emoji`.

Neither within program text nor in addresses, and only names that GitHub or Unicode has: `10:30:45` is a time.
"""

from __future__ import annotations

import re

from feedsvc.articles.tree import Text, Tree
from feedsvc.patterns import lazy

_NAMES = lazy(r"(?<![A-Za-z0-9:])(?::[a-z0-9_+-]{1,40}+:)++(?![A-Za-z0-9:])")
_FLAG = lazy(r":flag_([a-z])([a-z]):")
"""A country's flag, as EmojiOne and Twemoji call it: the letters of its code as signs of Unicode's own."""
_AS_WRITTEN = frozenset({"pre", "code", "kbd", "samp", "tt", "script", "style", "textarea"})


def show(tree: Tree) -> None:
    """Put the emoji in the place of its name, wherever the words of a tree have one."""
    for text in [each for each in tree.texts if ":" in each and _NAMES.search(each)]:
        if not any(around.name in _AS_WRITTEN for around in text.parents):
            text.replace_with(Text(_NAMES.sub(_shown, text)))


def _shown(names: re.Match[str]) -> str:
    # Not above: its tables take 30 ms, and few sites show any.
    from emoji import emojize  # noqa: PLC0415

    return emojize(_FLAG.sub(lambda code: _sign(code[1]) + _sign(code[2]), names[0]), language="alias")


def _sign(letter: str) -> str:
    return chr(ord(letter) - ord("a") + 0x1F1E6)
