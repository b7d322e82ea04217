"""Initials that an article defines as something else, and that are no company's there: `National Electoral Commission
(NEC)`, `The AIA, or American Institute of Architects`, `blood pressure (BP)`."""

from __future__ import annotations

from feedsvc.companies.folding import has_letters
from feedsvc.companies.latin import TRADES
from feedsvc.patterns import lazy

_INITIALS = lazy(r"[A-Z]{2,6}")
_FRONT = lazy(r"(?:\(|, (?:or|abbreviated(?: as)?|known as) (?:the )?)[\"“‘']?\Z")
_BEHIND = lazy(
    r"[\"”’']?(?: ?\((?:the )?|, (?:or )?the |, or |,? (?:is |which is )?short for (?:the )?"
    r"|,? (?:which )?stands for (?:the )?)[\"“‘']?"
)
_LETTERS = lazy(r"[^\W\d_]+")
_CLAUSE = lazy(r"[.;:!?\n()\"“”]")
_PART = lazy(r"[.,;:!?\n()\"“”]")
_LONGEST = 100
_MOST_WORDS = 10
_PUBLIC = """
Administration Bureau Commission Committee Court Department Directorate Inspectorate Ministry Parliament Tribunal
Conselho Consejo Conseil Comissão Comisión Comitê Comité Ministério Ministerio Ministère Secretaria Secretaría
Superintendência Ausschuss Bundesamt Ministerium
"""
_BODIES = frozenset(_PUBLIC.split())
_SOFT = """
Agency Agreement Alliance Army Assembly Association Campaign Center Centre Coalition College Conference Congress
Convention Council Federation Forum Institute League Museum Office Party Police Programme Project School Service
Society Syndrome Treaty Union University
Instituto Associação Asociación Federação Federación Fédération Universidade Universidad Université Partido Agência
"""
_PERHAPS_BODIES = frozenset(_SOFT.split())
"""Companies are called so as well, which tell their trade: `Teachers Insurance and Annuity Association (TIAA)`."""


def stands_for_other(text: str, start: int, end: int) -> bool:
    """Whether the initials `text[start:end]` stand beside what they mean there, which is no company: a body's name,
    `Education Bureau (EDB)`, or words in small letters, `blood pressure (BP)`."""
    if not _INITIALS.fullmatch(text, start, end):
        return False
    short = text[start:end]
    front = _FRONT.search(text, max(0, start - _NEAR), start)
    if front:
        words = _LETTERS.findall(_CLAUSE.split(text[max(0, front.start() - _LONGEST) : front.start()])[-1])
        if any(_is_other_s(short, words[at:]) for at in range(max(0, len(words) - _MOST_WORDS), len(words))):
            return True
    behind = _BEHIND.match(text, end)
    return behind is not None and _is_told_behind(short, text[behind.end() : behind.end() + _LONGEST])


_NEAR = 24
"""Characters of what stands between a name and its initials."""


def _is_told_behind(short: str, text: str) -> bool:
    """Whether a text begins with what initials mean: in small letters they are all of it up to a mark."""
    words = _LETTERS.findall(_PART.split(text, 1)[0])
    if all(map(str.islower, words)):
        return bool(words) and _is_other_s(short, words)
    return any(_is_other_s(short, words[:end]) for end in range(2, min(len(words), _MOST_WORDS) + 1))


def _is_other_s(short: str, words: list[str]) -> bool:
    """Whether words have a short form's letters in their order, from the first on, and are no company's name."""
    if all(word.islower() for word in words):
        return short.lower() == "".join(word[0] for word in words)
    capitals = [word for word in words if word[0].isupper()]
    fits = words[0][0] == short[0] and len(capitals) <= len(short) and has_letters("".join(words).upper(), short)
    soft = not _PERHAPS_BODIES.isdisjoint(words) and TRADES.isdisjoint(words)
    return fits and short not in words and (soft or not _BODIES.isdisjoint(words))
