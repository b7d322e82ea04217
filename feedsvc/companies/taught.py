"""Latin words that articles taught as names, where an article may have them as ordinary words.

Behind `Bullish (NYSE: BLSH)` three articles make `Bullish` a name. `Bullish traders`, where a sentence or a headline
begins, is none of the company's, nor is any where the article has the word small. So are several words (`Quantum
Computing`) where the article has them small (`Quantum computing is new`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedsvc.companies.context import acts
from feedsvc.companies.folding import is_han
from feedsvc.companies.gazetteer import Hit
from feedsvc.companies.latin import is_headline, is_latin
from feedsvc.patterns import lazy

_BEGINS = lazy(r"(?:\A|[\n.!?:;•·–—|*>#\"“‘'(\[-]) {0,2}\Z")
"""What stands in front of a word whose capital tells nothing."""
_AROUND = 4


def ordinary(text: str, title: int, hits: list[Hit]) -> Iterator[str]:
    """The taught words among the sure names of a text, whose title ends at `title`, that it may have as ordinary ones:
    it has them small, or only where every word has a capital, and nobody acts there under them."""
    places: dict[str, list[Hit]] = {}
    for hit in hits:
        name = text[hit.start : hit.end]
        if hit.sure and all(each.learned for _, each in hit.owners) and all(map(_is_word, name.split(" "))):
            places.setdefault(name, []).append(hit)
    headline = bool(places) and is_headline(text[:title])
    for word, named in places.items():
        several = " " in word
        told = several or any(_is_name(text, hit, title if headline else 0) for hit in named)
        if not told or _is_small(word.lower(), text) or (several and _is_small(word.capitalize(), text)):
            yield word


def _is_small(word: str, text: str) -> bool:
    """Whether a text has words as they stand here, and as no piece of others."""
    small = re.escape(word)
    return re.search(rf"{small}(?<![\w@/.-]{small})(?![\w@/-]|\.\w)", text) is not None


def _is_word(name: str) -> bool:
    return name[:1].isupper() and name[1:].islower() and is_latin(name)


def _is_name(text: str, hit: Hit, headline: int) -> bool:
    """Whether a word's capital tells that it is a name there, which begins behind a headline that ends at `headline`,
    or somebody acts under it; among Chinese words it is one."""
    if any(map(is_han, text[hit.end : hit.end + 2])):
        return True
    before = text[max(0, hit.start - _AROUND) : hit.start]
    plain = hit.start < headline or _BEGINS.search(before if hit.start > _AROUND else f"\n{before}")
    return not plain or acts(text, hit.start, hit.end)
