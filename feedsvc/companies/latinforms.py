"""The forms that end Latin legal names, as a pattern: `Inc.`, `SpA`, `Partners LP`, `AG` in front of a code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedsvc.companies.venues import EXCHANGE

KEPT = (
    *("Holdings", "Ventures"),
    *(f"{what} {who}" for what in ("Capital", "Asset", "Investment") for who in ("Management", "Partners")),
)
"""Forms without which nobody calls the company: `Knighthead Capital Management`."""
_KG = r" (?:&|and) Co\.? KG(?:aA)?"
_NO_FORM = (
    "by|in|into|herein|under|as|at|from|since|through|with|within"
    "|compan(?:y|ies)|business(?:es)?|entit(?:y|ies)|village|town|cit(?:y|ies)|area"
)
"""Behind `Incorporated` these make it a word: `Documents Incorporated by Reference`; so do a colon and a year
(`Date Incorporated: 1999`)."""
_LONGER = (
    r"S\.[ ]?A\.[ ]?(?:P\.[ ]?I\.[ ]?)?(?:B\.[ ]?)?de[ ]C\.[ ]?V", r"S\.A\.B", r"S\.A\.P\.I", "SAB? de CV",
    r"SGPS,? S\.A",
)  # fmt: skip
"""`S.A.B. de C.V.`, and Portugal's for a holding company: of each the end is a form, too."""
_LIMITED = (
    "[Ee]dition|trains?|passengers?|Series(?! [A-H]\\b)|Time|Overs|Warranty|Availability|Collection|Version|Beta"
    "|Capacity|Partners?|Liability"
    "|by (?:(?:US|U\\.S\\.|UK|EU) )?(?:courts?|judges?|laws?|rules?|regulat(?:ions?|ors?)|demand|supply|budget|lack)"
)
_LIMITED_TIME = "-(?i:time|edition|run|release|access)"
"""Behind `Limited` these are what is limited: `Zylo A90 Limited Edition`, `Lead Actor, Limited Series`,
`20,000 USDT Limited-Time Offer`."""
_FORMS = (
    *(r"Inc(?!\.? 5000?\b)", rf"Incorporated(?!:|,? [0-9]| (?i:{_NO_FORM})\b)"),
    *(
        "Corp",
        "Corporation",
        "Ltd",
        rf"Limited(?! (?:{_LIMITED})\b|{_LIMITED_TIME}\b)",
        "PLC(?! [0-9]+/)",
        "Plc",
        "plc",
        "LLC",
        "LLP",
    ),
    *(rf"GmbH(?:{_KG})?", "SpA", rf"AG{_KG}", rf"SE{_KG}", "KGaA", "Aktiengesellschaft", "Oyj"),
    r"A/S(?! (?!said\b|says\b|announce|report)[a-z])",
    *(*_LONGER, r"N\.V", r"B\.V", r"S\.A", r"S\.p\.A"),
)
"""`Inc. 5000` is a magazine's list, `PLC 121/2017` Brazil's bill. `A/S` is also a kind of switch: of small words
behind it, only what companies do leaves it a form."""
_PARTNERS = """
Partners Holdings Fund Funds Capital Energy Resources Midstream Management Investments Properties Products Logistics
Advisors Group Generation Pipeline Pipelines Ventures Realty
"""
_TRADES = "Holding Technologies Systems Solutions Software Energy Pharma Biotech"
_EUROPEANS = f"Group {_TRADES} Holdings Ventures Management Partners"
_NORWEGIANS = "Gruppen Shuttle Holding Energy Shipping Seafood"
_RARE = (("LP", _PARTNERS), (r"L\.P", _PARTNERS), ("SE", _EUROPEANS))
"""Forms that are also other things (a record, `Apple Watch SE`, a street's end): only behind words of companies. So are
`AG` and `ASA`, but not behind `KEPT` ones, whose names news has without them."""
_SHORT = ("AG", "SE", "AB", "SA", "NV", "AS", "ASA")
"""Forms that are also places, offices and much else (`Las Vegas, NV`, `AG Merrick Garland`, `AB testing`, a filament of
ASA): behind other words only in front of a code's bracket."""
CAPITALS = ("CORPORATION", "CORP", "INC", "LTD", "LIMITED")
"""Forms as a heading writes them; before a code's bracket alone, for in capitals every word looks like a name's."""
_NO_PERSON = "(?! [A-Z][a-z])"
"""Behind `AG`: it is no attorney general's (`Energy AG Merrick Garland`)."""
_REUTERS = r"[A-Z0-9]{1,6}[a-z]?(?:_p)?\.[A-Z]{1,2}"
_CODED = (
    r"(?=(?: ?\((?:publ\.?|(?:the |hereinafter )?[\"“‘'][^()\n]{1,60})\))?"
    rf" ?\(\s?(?:(?:WKN|ISIN)\b|(?:{EXCHANGE}|Euronext)(?: ?[,/&]| and| or|\s?:)|{_REUTERS}\s?\)))"
)
"""A code's bracket, at once or behind a short form's: `(XETRA: KBX)`, `( UBSN.VX )`, `(WKN 716460)`."""
_PUBLIC = r"(?= \(publ\.?\))"
"""What Swedish public companies have behind their names (`Volvo AB (publ)`)."""
_NO_MORE = (
    rf"(?! [IVX]{{1,5}}\b)(?![ ,]{{1,2}}(?:(?:Co|Pte|Pty|Pvt)\.?,? )?(?:{'|'.join((*_FORMS, *dict(_RARE)))})\b"
    rf"| (?:{'|'.join(_SHORT)})(?:{_CODED}|{_PUBLIC}))"
)
"""Behind a kept form: the name ends with no other one (`Kerrigan Holdings Plc`), and has no number
(`Gores Holdings IX`)."""


_HOLDING = r"Co(?<=Holding Co)\b(?!\.?,? ?(?:Ltd|Limited|Inc|LLC|L\.?P|KG|Act)\b)\.?"
"""`23andMe Holding Co.`, where it is no piece of a longer form. Behind other words it may be a county
(`Jackson Co.`)."""


def _grouped(forms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Forms by their first letter, so that what each is looked at beside stands once for all of these: the whole is
    compiled in half the time."""
    groups: dict[str, list[str]] = {}
    for form in forms:
        groups.setdefault(form[0], []).append(form[1:])
    return ((first, f"(?:{'|'.join(rests)})") for first, rests in groups.items())


def _behind(forms: Iterable[str], rest: str) -> Iterator[str]:
    """Forms behind a Latin name. What stands before one is looked at behind its first letter: a choice among patterns
    that each begin with a character is found four times as fast (see scanning.py)."""
    return (f"{first}(?<=[A-Za-z., ]{first}){form}\\b{rest}" for first, form in _grouped(forms))


def _rare(form: str, words: str) -> str:
    """A form behind some words alone, which are asked for where the whole of it stands: they are many."""
    before = "|".join(f"(?<={word}{gap}{form})" for word in words.split() for gap in (" ", ", "))
    return f"{form}(?:{before})\\b\\.?"


def _short(forms: Iterable[str], rest: str) -> Iterator[str]:
    """Short forms behind a word and a blank: a place's has a comma in front of it (`Edmonton, AB`)."""
    return (f"{first}(?<=[^\\W_] {first}){form}{rest}" for first, form in _grouped(forms))


LATIN_FORMS = "|".join(
    (
        *_behind(_FORMS, "\\.?"),
        *_behind(KEPT, _NO_MORE),
        _HOLDING,
        *(_rare(form, words) for form, words in _RARE),
        _rare("AG", _TRADES) + _NO_PERSON,
        _rare("AG", "Group") + r"(?= \()",
        _rare("ASA", _NORWEGIANS),
        *_short(_SHORT, _CODED),
        *_behind(CAPITALS, rf"\.?{_CODED}"),
        *_short(("AB",), _PUBLIC),
    )
)
_AT_END = (
    *_short(_SHORT, r"\Z"),
    *_behind(CAPITALS, r"(?<! PRIVATE LIMITED)\.?\Z"),
    *_behind(("inc",), r"\.?\Z"),
)
"""Where a name ends with one; `PRIVATE LIMITED`, as India's register writes it, stays whole."""
FORMS_OF_NAMES = "|".join((LATIN_FORMS, *_AT_END))
"""The same at the end of what is known to be a legal name."""
