"""Shares that an English market report tells of by their company's name alone: `Visa fell 3%`, `Gap jumped 5 percent`.

Only what is traded moves by a percentage in such a report: a name that is also a word is a company's there, but not
behind an article and what it is one of (`the trade Gap rose 5%`).
"""

from __future__ import annotations

from feedsvc.patterns import lazy

_MOVED = (
    "rose|ris(?:es?|ing)|fell|fall(?:s|ing)?|gain(?:s|ed|ing)?|lost|los(?:es|ing)|jump(?:s|ed|ing)?|drop(?:s|ped|ping)?"
    "|climb(?:s|ed|ing)?|slid(?:es?|ing)?|slip(?:s|ped|ping)?|tumbl(?:es?|ed|ing)|surg(?:es?|ed|ing)|soar(?:s|ed|ing)?"
    "|s[aiu]nk(?:s|ing)?|plung(?:es?|ed|ing)|declin(?:es?|ed|ing)|advanc(?:es?|ed|ing)|add(?:s|ed|ing)|shed(?:s|ding)?"
    "|ralli(?:es|ed)|rallying|dip(?:s|ped|ping)?|pop(?:s|ped|ping)?|plummet(?:s|ed|ing)?|leap(?:s|t|ed|ing)?"
    "|tank(?:s|ed|ing)?|rebound(?:s|ed|ing)?|crater(?:s|ed|ing)?"
)
_ENDED = "(?:was|is|closed|ended|finished|traded|edged|inched|moved)(?: trading)? (?:up|down|higher|lower)"
_ABOUT = "as much as|more than|less than|about|around|nearly|almost|roughly|by|over|another|an additional|a further"
_MOVES = lazy(
    rf" (?:{_MOVED}|{_ENDED})(?: (?:{_ABOUT})){{0,2}} "
    r"\d{1,3}(?:\.\d{1,3})?(?:%| ?percent\b| per cent\b| pct\b)(?! of\b)"
)
_MARKET = lazy(
    r"\b(?:[Ss]hares|[Ss]tocks?|Wall Street|[Ii]nvestors|[Tt]raders?|[Tt]rading|[Ee]arnings|S&P|Dow|FTSE|Nasdaq|DAX"
    r"|Nikkei|[Ii]ndex|[Aa]nalysts?|[Mm]arkets?)\b"
)
_WORD = lazy(r"\b(?:[Aa]n?|(?:[Tt]he|[Aa]n?|[Tt]his|[Ii]ts|[Tt]heir) (?P<kind>[a-z]{2,20})) $")
_COMPANY = lazy(
    r"(?:[eo]r|giant|company|firm|group|chain|network|bank|lines?|platform|parent|stock|share|brand|startup|start-up"
    r"|conglomerate|heavyweight|bellwether|major|titan|unit|icon|darling|specialist|utility)$"
)
"""What ends a word that says what a company is: `the coffee chain Luckin rose`, `the insurer Aviva`."""
_FRONT = 30
_NEARBY = 500
"""Characters on each side in which a report on shares says that it is one."""
_INITIALS = lazy("[A-Z]{3,4}")
_NO_SHARES = frozenset({"Nasdaq", "Dow", "Ripple", "MSCI"})
"""Indices, and a coin, that move as shares do."""


def has_moved(text: str, start: int, end: int) -> bool:
    """Whether the share of the name at `text[start:end]` of a folded text is told to have moved by a percentage."""
    if text[start:end] in _NO_SHARES or not _MOVES.match(text, end):
        return False
    if _is_word(text[max(0, start - _FRONT) : start]):
        return False
    if _INITIALS.fullmatch(text, start, end) and text[start - 1 : start] in ("", "\n"):
        # No word is written so, and what a paper begins with is what it tells of.
        return True
    return _MARKET.search(text, max(0, start - _NEARBY), end + _NEARBY) is not None


def _is_word(before: str) -> bool:
    """Whether a name behind these words is a word: `a Target`, `the trade Gap`; not `the retailer Gap`."""
    found = _WORD.search(before)
    return found is not None and not (found["kind"] and _COMPANY.search(found["kind"]))
