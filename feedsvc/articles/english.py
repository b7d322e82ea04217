"""English by its small words, in texts as short as a title, where nothing else than Latin letters stands."""

from __future__ import annotations

from feedsvc.articles.characters import WORDS

FEWEST = 3
"""Words of its own and shared ones that a text must have together."""
SHARE = 0.2
"""Of a text's words that are small ones; of plain English it is two fifths, of titles a quarter and more."""
SENTENCE = 10
"""Words of a text in which shared ones alone may tell it."""
AGAINST = 3
"""Small words of English that outweigh one of another language, which may be a name's (`Rio de la Plata`)."""
_OWN = frozenset({
    "about", "are", "because", "been", "could", "does", "have", "having", "how", "my", "our", "should", "some",
    "than", "that", "the", "their", "them", "there", "these", "they", "those", "were", "what", "which", "who",
    "why", "would", "your",
})  # fmt: skip
"""Words that hardly another language in these letters has, nor a program."""
_SHARED = frozenset({
    "a", "all", "am", "an", "and", "any", "as", "at", "be", "but", "by", "can", "do", "for", "from", "had",
    "has", "he", "i", "if", "in", "into", "is", "it", "its", "me", "more", "new", "no", "not", "now", "of",
    "on", "or", "out", "she", "so", "then", "this", "to", "too", "up", "us", "was", "we", "when", "where",
    "while", "will", "with", "you",
})  # fmt: skip
"""Those that others have, too (Dutch `of`, German `was`, pinyin `you`), or that stand in programs (`from`)."""
_OF_PROSE = frozenset({
    "an", "at", "be", "but", "had", "has", "he", "its", "more", "now", "of", "out", "she", "so", "to", "up", "us",
    "was", "we", "when", "you",
})  # fmt: skip
"""The shared ones that programs seldom have."""
_OTHERS = frozenset({
    "aan", "ad", "af", "alla", "ao", "att", "auf", "aux", "av", "bir", "bu", "care", "ce", "che", "com", "como",
    "con", "da", "dan", "dans", "das", "dat", "de", "del", "della", "dem", "den", "der", "des", "det", "di",
    "dos", "du", "een", "ein", "eine", "einen", "el", "em", "en", "er", "es", "est", "este", "et", "ge", "gli",
    "het", "ich", "ikke", "il", "ile", "ini", "ist", "jest", "ke", "la", "las", "le", "les", "lo", "los", "met",
    "mit", "na", "nel", "ni", "nicht", "nie", "niet", "non", "nous", "nu", "och", "og", "op", "os", "para",
    "pas", "pe", "per", "por", "pour", "que", "qui", "sed", "shi", "si", "sich", "sie", "sind", "som", "sono",
    "su", "sur", "ta", "te", "til", "um", "uma", "un", "una", "und", "une", "untuk", "ut", "van", "ve", "vi",
    "von", "voor", "vous", "w", "wie", "wir", "wo", "y", "yang", "yi", "z", "zijn", "zu",
})  # fmt: skip
"""Small words of German, French, Spanish, Italian, Dutch, Portuguese, Swedish, Danish, Polish, Turkish, Indonesian,
Romanian, Latin and pinyin that English has not, or next to never."""


def is_plain(text: str) -> bool:
    """Whether a text is in English beyond doubt; of a few words it needs most, and one that is English's own, in the
    place of which a sentence may have several that programs lack, and none of another language.

    >>> is_plain("How I moved my blog from one host to another"), is_plain("The Beatles in Hamburg")
    (True, False)
    """
    words = WORDS.findall(text.lower())
    own, shared, others = (sum(map(each.__contains__, words)) for each in (_OWN, _SHARED, _OTHERS))
    telling = own > 0 or (not others and len(words) >= SENTENCE and len(_OF_PROSE.intersection(words)) >= FEWEST)
    return telling and own + shared >= max(FEWEST, SHARE * len(words), AGAINST * others)
