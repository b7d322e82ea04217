"""How an article ends, so that what most articles of a source end with can be known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from feedsvc.articles.blocks import Block
from feedsvc.articles.shown import LAZY, PICTURES

Part = Sequence[Block]
"""What goes as one: a block, or those of a whole table, list or figure."""

REACH = 8
"""Parts at the end that may repeat from article to article."""
LONGEST = 400
"""Characters of a block that repeats; a longer one is text."""
DIGITS = 16
_SHOWING = PICTURES | {"source"}
_ADDRESSES = ("src", "data", *LAZY)
"""Where the address of a picture or a film stands. Behind one that comes late, `src` is the same for all."""


def digest(part: Part) -> str:
    """A digest of the words and pictures of a part; "" for a long one, and for one that shows nothing."""
    return _digest(_shown(part))


def _shown(part: Part) -> str:
    """The words and pictures of a part that may repeat, else ""."""
    shown = "|".join((*[block.letters for block in part], *[each for block in part for each in pictures(block)]))
    return shown if 1 < len(shown) <= LONGEST * len(part) else ""


def _digest(shown: str) -> str:
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()[:DIGITS] if shown else ""


def pictures(block: Block) -> tuple[str, ...]:
    """The addresses of the pictures and films of a block, as written."""
    shown = [tag.attrs for tag in block.tags if tag.name in _SHOWING]
    return tuple([attrs[key] for attrs in shown for key in _ADDRESSES if key in attrs]) if shown else ()


def digests(found: Iterable[Part]) -> tuple[str, ...]:
    """The digests of the last REACH of some parts, without those that stand twice near the end: what an article itself
    repeats is a refrain, no foot."""
    shown = [_shown(part) for part in list(found)[-2 * REACH :]]
    return tuple([_digest(each) for each in shown[-REACH:] if each and shown.count(each) == 1])
