"""The forms that end Latin legal names, as a pattern: `Inc.`, `SpA`, `Partners LP`."""

from __future__ import annotations

KEPT = (
    *("Holdings", "Ventures"),
    *(f"{what} {who}" for what in ("Capital", "Asset", "Investment") for who in ("Management", "Partners")),
)
"""Forms without which nobody calls the company: `Knighthead Capital Management`."""
_FORMS = (
    *("Inc", "Corp", "Corporation", "Ltd", "Limited", "PLC", "Plc", "plc", "LLC", "LLP", "GmbH", "SpA"),
    *(r"N\.V", r"S\.A", r"S\.p\.A"),
)
_PARTNERS = """
Partners Holdings Fund Funds Capital Energy Resources Midstream Management Investments Properties Products Logistics
Advisors Group Generation Pipeline Pipelines Ventures Realty
"""
_EUROPEANS = """
Group Holding Holdings Ventures Management Partners Technologies Systems Solutions Software Energy Pharma Biotech
"""
_RARE = (("LP", _PARTNERS), (r"L\.P", _PARTNERS), ("SE", _EUROPEANS))
"""Forms that are also other things (a record, `Apple Watch SE`, a street's end): only behind words of companies."""
_NO_MORE = rf"(?![ ,]{{1,2}}(?:(?:Co|Pte|Pty|Pvt)\.?,? )?(?:{'|'.join((*_FORMS, *dict(_RARE)))})\b)"
"""Behind a kept form: the name ends with no other one (`Kerrigan Holdings Plc`)."""


def _behind(form: str, rest: str) -> str:
    """A form behind a Latin name. What stands before it is looked at behind its first letter: a choice among patterns
    that each begin with a character is found four times as fast (see scanning.py)."""
    return f"{form[0]}(?<=[A-Za-z., ]{form[0]}){form[1:]}\\b{rest}"


def _rare(form: str, words: str) -> str:
    before = "|".join(f"(?<={word}{gap}{form[0]})" for word in words.split() for gap in (" ", ", "))
    return f"{form[0]}(?:{before}){form[1:]}\\b\\.?"


LATIN_FORMS = "|".join(
    (
        *(_behind(form, "\\.?") for form in _FORMS),
        *(_behind(form, _NO_MORE) for form in KEPT),
        *(_rare(form, words) for form, words in _RARE),
    )
)
