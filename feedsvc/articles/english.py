"""English by its small words, in texts as short as a title, and in lists without a sentence, where nothing else than
Latin letters stands."""

from __future__ import annotations

from feedsvc.articles import characters
from feedsvc.patterns import lazy

FEWEST = 3
"""Words of its own and shared ones that a text must have together."""
SHARE = 0.2
"""Of a text's words that are small ones; of plain English it is two fifths, of titles a quarter and more."""
SENTENCE = 10
"""Words of a text in which shared ones alone may tell it."""
AGAINST = 3
"""Small words of English that outweigh one of another language, which may be a name's (`Rio de la Plata`)."""
OWN = frozenset({
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


_OF_NOTES = frozenset({
    "add", "added", "adds", "after", "allow", "allows", "always", "and", "avoid", "before", "better", "between", "bugs",
    "but", "changed", "changes", "disable", "during", "enable", "ensure", "fix", "fixed", "fixes", "following",
    "handle", "improve", "improved", "improvement", "improvements", "improves", "includes", "instead", "into", "make",
    "makes", "more", "move", "moved", "now", "of", "only", "other", "please", "prevent", "remove", "removed", "removes",
    "rename", "replace", "should", "show", "support", "this", "through", "update", "updated", "updates", "upgrade",
    "use", "used", "using", "when", "while", "with", "without",
})  # fmt: skip
"""Words of lists and notes, which have few sentences: verbs of commits, and small ones."""
_ENDINGS = ("ing", "ed", "ly", "ies", "ness")
_LONG = 5
"""Letters of a word whose ending counts: other languages have some such words, German `Training`."""
TOLD = 5
"""Different words that must tell a list's language, FEWEST of them not by their endings."""
SHARE_TOLD, ACCENTED, CODED = 0.06, 0.05, 0.2
"""To a list's words: those that must tell it; those with other letters than English's at most, in which people's names
may be written; and what programs have between theirs."""
CITED, MOST_CITED = 7, 2
"""Different words that outweigh in a list one of another language, and the most of those: a name has one or two
(`du Bois`), a sentence above an English list more."""
_WHOLE = lazy(r"\b[^\W\d_]+\b")
"""A run of letters alone, and no part of a commit's number (`5de2a1`)."""
_WEB = lazy(r"https?://\S+")
_CODE = lazy("[{};=]")


def is_plain(text: str) -> bool:
    """Whether a text is in English beyond doubt; of a few words it needs most, and one that is English's own, in the
    place of which a sentence may have several that programs lack, and none of another language.

    >>> is_plain("How I moved my blog from one host to another"), is_plain("The Beatles in Hamburg")
    (True, False)
    """
    words = characters.words(text.lower())
    own, shared, others = (sum(map(each.__contains__, words)) for each in (OWN, _SHARED, _OTHERS))
    telling = own > 0 or (not others and len(words) >= SENTENCE and len(_OF_PROSE.intersection(words)) >= FEWEST)
    return telling and own + shared >= max(FEWEST, SHARE * len(words), AGAINST * others)


def is_listed(text: str) -> bool:
    """Whether a text is in English that may have no sentence: a list of commits, an agenda, notes of a release. Enough
    different words tell it, hardly one another language, and it is no program.

    >>> is_listed("http: fix a leak when closing (Ann Bell). doc: add missing links, and remove unused ones")
    True
    >>> is_listed("SELECT a FROM b WHERE c AND d OR e IS NOT NULL ORDER BY f")
    False
    """
    bare = _WEB.sub("", text)
    words = _WHOLE.findall(bare.lower())
    different = set(words)
    foreign = different & _OTHERS
    # Most texts in other languages end here.
    return len(foreign) <= MOST_CITED and _is_told(words, different, foreign) and not _is_code(bare, len(words))


def _is_told(words: list[str], different: set[str], foreign: set[str]) -> bool:
    known = different & (OWN | _OF_NOTES)
    telling = known | {word for word in different if len(word) >= _LONG and word.endswith(_ENDINGS)}
    if len(known) < FEWEST or len(telling) < max(TOLD, CITED * len(foreign)):
        return False
    told, cited = (sum(map(each.__contains__, words)) for each in (telling, foreign))
    accented = sum(not word.isascii() for word in words)
    return told >= max(SHARE_TOLD * len(words), AGAINST * cited) and accented <= ACCENTED * len(words)


def _is_code(text: str, words: int) -> bool:
    return len(_CODE.findall(text)) > CODED * words
