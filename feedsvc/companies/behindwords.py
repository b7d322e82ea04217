"""The capitalized words in front of a Latin legal form: where the sentence's end and the name's begin."""

from __future__ import annotations

from feedsvc.companies.foreignwords import goes_on, tells_kind
from feedsvc.companies.halves import is_joined
from feedsvc.companies.latin import INFINITIVES, OF, OF_NAMES, POSSESSIVES, opens
from feedsvc.companies.leftends import LATIN_WORD


def behind_sentence(text: str, first: int, end: int) -> tuple[int, bool]:
    """Where in the words `text[first:end]` the name begins, behind the last that only a sentence has there, and whether
    it may be the rest of a longer one. With an infinitive behind `to` the sentence goes on (`to Acquire Acme Inc.`)."""
    start, is_object, is_rest, within = first, text.endswith(" to ", 0, first), False, False
    for word in LATIN_WORD.finditer(text, first, end):
        left = text[word.end() : end].rstrip(" ,")
        if not left and word[1].endswith(POSSESSIVES):
            # Nothing is its: `JDE Peet's N.V.` ends with it.
            break
        within = within or (word.start() == start and word[1] in OF_NAMES)
        if goes_on(word[2], within=within):
            continue
        told = (left and tells_kind(word[1])) or (is_object and word.start() == first and word[1] in INFINITIVES)
        if told or opens(word[1], word[2], left if word.start() > start else None):
            start, within = word.end(), False
            is_rest = word[2] in OF and is_joined(text, word[1], word.start(), first)
    return start, is_rest
