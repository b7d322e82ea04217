"""How an article ends, so that what most articles of a source end with can be known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from feedsvc.articles.blocks import Block
from feedsvc.articles.shown import attribute

REACH = 8
"""Blocks at the end that may repeat from article to article."""
LONGEST = 400
"""Characters of a block that repeats; a longer one is text."""
DIGITS = 16


def digest(block: Block) -> str:
    """A digest of the words and pictures of a block; "" for a long one, and for one that shows nothing."""
    pictures = [attribute(tag, "src") for tag in block.tags if tag.name == "img"]
    shown = "|".join(("".join(block.text.split()), *pictures))
    if not 1 < len(shown) <= LONGEST:
        return ""
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()[:DIGITS]


def digests(found: Iterable[Block]) -> tuple[str, ...]:
    """The digests of the last REACH of some blocks, without those that stand twice near the end: what an article itself
    repeats is a refrain, no foot."""
    made = [digest(block) for block in list(found)[-2 * REACH :]]
    return tuple(each for each in made[-REACH:] if each and made.count(each) == 1)
