"""Characters: which of them may stand in a feed, and in a line of plain text."""

from __future__ import annotations

import re
import unicodedata

from feedsvc.patterns import lazy

_ILLEGAL = lazy("[^\t\n\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_CONTROLS = lazy("[\\x7f-\\x9f]")
_WESTERN = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
"""What was meant where these controls stand: windows-1252 that somebody read as Latin-1. HTML (13.2.5.80) reads
references to them so, and readers show them so, each in its own way."""
_BIDI = lazy("[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
ZERO_WIDTH = lazy(
    "[\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u2060-\\u2064\\u206a-\\u206f\\ufeff\\ufff9-\\ufffb]"
)
"""What shows nothing and only parts a word in two for machines; joiners (U+200C, U+200D) are not among it."""
_BLANK = lazy("[\\u2800\\u3164\\uffa0]")
"""Braille's and Hangul's blanks: as wide as a letter, and no white space to Python."""
_TAGS = lazy("(\\U0001f3f4[\\U000e0030-\\U000e0039\\U000e0061-\\U000e007a]{3,6}\\U000e007f)|[\\U000e0000-\\U000e007f]")
"""Tags hide a text within a text; they mean something in the flags of regions only (UTS 51, ED-14a: `gbsct`)."""
_UNNAMED = lazy("[\\x00-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")
"""What a file's name may hold and a feed may not (XML 1.0 2.2), and what would end its line."""
_JOINERS = lazy("[\\u200c\\u200d]")
_NONCHARACTERS = lazy("[\\ufdd0-\\ufdef]")
CDATA, CDATA_END = "<![CDATA[", "]]>"
STOPS = "؟۔।॥։።။។"
"""What ends a sentence in Arabic and Urdu, in India, Armenia, Ethiopia, Burma and Cambodia."""


_WORDS = lazy(r"[^\W\d_]+")
_LETTERS_ALONE = {code: " " for code in range(128) if not chr(code).isalpha()}
_UNUSUAL = lazy("[^\\t\\n -~\\u3400-\\u4dbf\\u4e00-\\u9fff，。、；：？！“”‘’（）《》【】…—·]")
"""Beside these, which nothing below touches, most texts have none: one look spares six."""


_LEGAL = lazy("[\\t\\n -~\\u00a0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]*+")
"""What `legal` leaves as it is. A run of what is in a set is passed over twice as fast as one of what is not."""


def words(text: str) -> list[str]:
    """The runs of letters of a text, in any script: of plain ASCII in a quarter of a pattern's time."""
    return text.translate(_LETTERS_ALONE).split() if text.isascii() else _WORDS.findall(text)


def legal(text: str) -> str:
    """Without characters that XML 1.0 (2.2) does not allow, lone surrogates included, nor those that it discourages; CR
    LF and CR as LF (2.11), the quotation marks of windows-1252 as such (`\x93` -> `“`)."""
    if _LEGAL.fullmatch(text):
        return text
    return _CONTROLS.sub(_western, _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _western(found: re.Match[str]) -> str:
    return _WESTERN.get(ord(found[0]), "")


def plain(value: str) -> str:
    """One line of plain text, markup taken literally: `a\\n <b>` -> `a <b>`.

    Control characters, lone surrogates, marks that turn the direction of text (they disguise names: `gpj.exe`) and
    characters without width go; joiners stay between letters and within emoji, tags within flags. Runs of white space
    and of letters that are blank are one space.
    """
    if not _UNUSUAL.search(value):
        return " ".join(value.split())
    spaced = " ".join(_BLANK.sub(" ", _CONTROLS.sub(_western, value)).split())
    for unwanted in (_ILLEGAL, _BIDI, ZERO_WIDTH, _NONCHARACTERS):
        spaced = unwanted.sub("", spaced)
    spaced = _TAGS.sub(r"\1", spaced)
    return " ".join(_JOINERS.sub(_joined, spaced).split())


def outside_cdata(text: str) -> str:
    """A text without the marks of CDATA around the whole of it, as scrapers take it out of a feed: `<![CDATA[a]]>` ->
    `a`."""
    said = text.strip() if CDATA in text else ""
    return said[len(CDATA) : -len(CDATA_END)] if said.startswith(CDATA) and said.endswith(CDATA_END) else text


def named(path: str) -> str:
    """A path or an id as one line that a feed can hold: what it cannot is percent-encoded (`a\\x01` -> `a%01`)."""
    return _UNNAMED.sub(lambda found: f"%{ord(found[0]):02X}", path)


def _joined(found: re.Match[str]) -> str:
    """A joiner (U+200C, U+200D) between two letters or signs, else nothing."""
    text, at = found.string, found.start()
    sides = (text[at - 1 : at], text[at + 1 : at + 2])
    return found[0] if all(side and unicodedata.category(side)[0] in "LMS" for side in sides) else ""
