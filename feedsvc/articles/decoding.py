"""A file's bytes as text with LF line ends: UTF-8, UTF-16 with a mark, else a declared or guessed encoding."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from feedsvc.model import Problem

# The encodings that sites of Chinese and Western news used before UTF-8. Every name that a page may declare
# for them (WHATWG Encoding 4.2) is read by the superset that browsers use for it as well.
GUESSED = ("gb18030", "big5", "cp1252")
DECLARED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
}
DECLARATION = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_-]{1,20})""", re.IGNORECASE)
# HTML 4.2.5.4: a page declares its encoding in its first 1024 bytes.
DECLARED_WITHIN = 1024
# So many whole UTF-8 sequences for one broken one show that a file is damaged UTF-8, and not another encoding:
# Chinese text in GBK gives hardly any whole sequence.
WHOLE_FOR_BROKEN = 20
MEND = "save it as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, with LF line ends and no byte order mark; `guess` says what had to be guessed, if anything."""

    text: str
    guess: Problem | None = None


def decode(path: str, data: bytes) -> Decoded | Problem:
    """The text of a file, or the Problem that holds it back.

    In this order: nothing but white space is rule `empty`; a byte order mark decides (Unicode 23.8); a NUL is
    rule `binary`; UTF-8; the encoding that an HTML file declares; UTF-8 with some broken bytes, each of which
    becomes U+FFFD; a guess among GB18030, Big5 and Windows-1252. What was guessed or replaced is reported, held
    False, rule `encoding`; what no encoding fits is held.
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
        return _declared(data) or _damaged(path, data, error) or _guessed(path, data)


def _utf16(path: str, data: bytes) -> Decoded | Problem:
    try:
        return Decoded(data.decode("utf-16"))
    except UnicodeDecodeError as error:
        return Problem(path, "encoding", f"no UTF-16 at byte {error.start}", MEND)


def _declared(data: bytes) -> Decoded | None:
    match = DECLARATION.search(data, 0, DECLARED_WITHIN)
    name = DECLARED.get(match[1].decode("ascii").lower()) if match else None
    if name is None:
        return None
    try:
        return Decoded(data.decode(name))
    except UnicodeDecodeError:
        return None


def _damaged(path: str, data: bytes, error: UnicodeDecodeError) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    if whole < broken * WHOLE_FOR_BROKEN:
        return None
    found = f"{broken} places that are no UTF-8, the first at byte {error.start}, replaced by U+FFFD"
    return Decoded(text, Problem(path, "encoding", found, MEND, held=False))


def _guessed(path: str, data: bytes) -> Decoded | Problem:
    best = from_bytes(data, cp_isolation=list(GUESSED)).best()
    if best is None:
        return Problem(path, "encoding", "no UTF-8, GB18030, Big5 or Windows-1252", MEND)
    found = f"no UTF-8, read as {best.encoding} by a guess"
    return Decoded(str(best), Problem(path, "encoding", found, MEND, held=False))
