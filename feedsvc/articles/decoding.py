"""A file's bytes as text with LF line ends: UTF-8, UTF-16 with a mark, else a declared or guessed encoding."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from feedsvc.model import Problem
from feedsvc.patterns import lazy

GUESSED = ("gb18030", "big5", "cp1252")
"""The encodings that sites of Chinese and Western news used before UTF-8: among more a guess is none."""
_SUPERSETS = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030", "csgb2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5", "csbig5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "ascii", "us-ascii"), "cp1252"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ks_c_5601-1989", "ksc5601", "ksc_5601", "windows-949"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    **dict.fromkeys(("x-euc-jp",), "euc_jp"),
}
"""Names that a page may declare, and the superset that browsers read each by (WHATWG Encoding 4.2)."""
_KNOWN = lazy(r"(?:iso[-_]?8859-|windows-125|cp125|x-cp125|koi8|euc-|macintosh|cp866)")
"""All others that browsers know, by the names that Python has for them, too."""
_WESTERN = frozenset(("cp1252", "iso8859-15"))
"""What servers and editors declare without being asked, whatever the page is in."""
_HANZI = lazy(rb"(?:[\xb0-\xf7][\xa1-\xfe])+")
"""Chinese characters of GB2312; in Western text what is no ASCII stands alone."""
_HIGH = lazy(rb"[\x80-\xff]+")
_CHINESE_SHARE = 0.8
_ENOUGH = 40
"""Bytes beyond ASCII that tell anything."""
DECLARATION = lazy(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,60}?encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_-]{1,20})""",
    re.IGNORECASE,
)
# HTML 4.2.5.4: a page declares its encoding in its first 1024 bytes.
DECLARED_WITHIN = 1024
# So many whole UTF-8 sequences for one broken one show that a file is damaged UTF-8, and not another encoding:
# Chinese text in GBK gives hardly any whole sequence.
WHOLE_FOR_BROKEN = 20
NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5"}
MEND = "save it as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, with LF line ends and no byte order mark; `guess` says what had to be guessed, if anything."""

    text: str
    guess: Problem | None = None


def decode(path: str, data: bytes) -> Decoded | Problem:
    """The text of a file, or the Problem that holds it back.

    In this order: nothing but white space is rule `empty`; a byte order mark decides (Unicode 23.8); a NUL is
    rule `binary`; UTF-8, also with some broken bytes, whatever an old page declares; the encoding that it declares; a
    guess among GB18030, Big5 and Windows-1252. Some broken bytes become U+FFFD. What was guessed or replaced is
    reported, held False, rule `encoding`; what no encoding fits is held.
    """
    found = _decode(path, data)
    if isinstance(found, Problem):
        return found
    if "\0" in found.text:
        return Problem(path, "binary", "a NUL character, which no text has", MEND)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff \t\n"):
        return Problem(path, "empty", "an empty file", "write the article, or remove the file")
    return Decoded(text, found.guess)


def _decode(path: str, data: bytes) -> Decoded | Problem:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(path, data)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if b"\0" in data:
            return Decoded("\0")
        return _broken(path, data, "utf-8", error.start) or _declared(path, data) or _guessed(path, data)


def _utf16(path: str, data: bytes) -> Decoded | Problem:
    try:
        return Decoded(data.decode("utf-16"))
    except UnicodeDecodeError as error:
        return Problem(path, "encoding", f"no UTF-16 at byte {error.start}", MEND)


def _declared(path: str, data: bytes) -> Decoded | None:
    """A page's text by the encoding that it declares; some broken bytes become U+FFFD, as in browsers. None where it
    declares none that is known, or not its own: what Chinese pages have as Western is one of theirs."""
    name = _codec(_declaration(data))
    if name is None or (name in _WESTERN and _is_chinese(data)):
        return None
    return _tolerant(path, data, name)


def _declaration(data: bytes) -> str:
    match = DECLARATION.search(data, 0, DECLARED_WITHIN)
    return match[1].decode("ascii").lower() if match else ""


def _codec(label: str) -> str | None:
    """Python's name of a declared encoding."""
    if label in _SUPERSETS:
        return _SUPERSETS[label]
    try:
        return codecs.lookup(label.removeprefix("x-")).name if _KNOWN.match(label) else None
    except LookupError:
        return None


def _is_chinese(data: bytes) -> bool:
    """Whether nearly all that is no ASCII is pairs of bytes that GB2312 has for Chinese characters."""
    high = sum(map(len, _HIGH.findall(data)))
    return high >= _ENOUGH and sum(map(len, _HANZI.findall(data))) >= high * _CHINESE_SHARE


def _tolerant(path: str, data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name))
    except UnicodeDecodeError as error:
        return _broken(path, data, name, error.start)


def _broken(path: str, data: bytes, name: str, first: int) -> Decoded | None:
    """A text with U+FFFD for its broken places, of which the first is the byte `first`; None where they are many."""
    text = data.decode(name, "replace")
    broken = text.count("\ufffd")
    # Counted so in a hundredth of the time that a look at each character takes: each page in GBK comes by here.
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    if whole < broken * WHOLE_FOR_BROKEN:
        return None
    shown = NAMES.get(name, name)
    found = f"{broken} places that are no {shown}, the first at byte {first}, replaced by U+FFFD"
    return Decoded(text, Problem(path, "encoding", found, MEND, held=False))


def _guessed(path: str, data: bytes) -> Decoded | Problem:
    best = from_bytes(data, cp_isolation=list(GUESSED)).best()
    if best is not None:
        found = f"no UTF-8, read as {best.encoding} by a guess"
        return Decoded(str(best), Problem(path, "encoding", found, MEND, held=False))
    if _is_chinese(data) and (broken := _tolerant(path, data, "gb18030")):
        return broken
    label = _declaration(data)
    said = f"; the page declares {label!r}" if label else ""
    return Problem(path, "encoding", f"no UTF-8, GB18030, Big5 or Windows-1252{said}", MEND)
