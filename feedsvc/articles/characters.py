"""Characters: which of them may stand in a feed, and in a line of plain text."""

from __future__ import annotations

import re
import unicodedata

_ILLEGAL = re.compile("[^\t\n\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_CONTROLS = re.compile("[\\x7f-\\x84\\x86-\\x9f]")
_BIDI = re.compile("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
_ZERO_WIDTH = re.compile("[\\u200b\\u2060\\ufeff\\u00ad]")
_JOINERS = re.compile("[\\u200c\\u200d]")
_NONCHARACTERS = re.compile("[\\ufdd0-\\ufdef]")


def legal(text: str) -> str:
    """Without characters that XML 1.0 (2.2) does not allow, lone surrogates included; CR LF and CR as LF (2.11)."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain(value: str) -> str:
    """One line of plain text, markup taken literally: `a\\n <b>` -> `a <b>`.

    Control characters, lone surrogates, marks that turn the direction of text (they disguise names: `gpj.exe`) and
    characters without width go; joiners stay between letters and within emoji. White space runs are one space.
    """
    spaced = " ".join(value.split())
    for unwanted in (_ILLEGAL, _CONTROLS, _BIDI, _ZERO_WIDTH, _NONCHARACTERS):
        spaced = unwanted.sub("", spaced)
    return " ".join(_JOINERS.sub(_joined, spaced).split())


def _joined(found: re.Match[str]) -> str:
    """A joiner (U+200C, U+200D) between two letters or signs, else nothing."""
    text, at = found.string, found.start()
    sides = (text[at - 1 : at], text[at + 1 : at + 2])
    return found[0] if all(side and unicodedata.category(side)[0] in "LMS" for side in sides) else ""
