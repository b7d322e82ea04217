"""The beginning of a text that is too long for its place: no word, number or sign is parted."""

from __future__ import annotations

import unicodedata

_NARROW_CLAUSE_ENDS = ",;:"
_CLAUSE_ENDS = "，、；：—،؛፣၊" + _NARROW_CLAUSE_ENDS
_JOINTS = ".,:：'’-‐‑_&@"
"""What may stand within a word or a number."""
_SIGNS = "/%‰$€£¥"
"""Without them a number is another one, and an address none."""
_HANGUL = ("\uac00", "\ud7a3")
"""As wide as Chinese characters, but with blanks between words."""
_JOINING = "\u200c\u200d\ufe0e\ufe0f"
_VIRAMA = 9
"""The combining class of what joins two consonants of India to one sign (Unicode 4.3)."""


def cut_words(text: str, limit: int) -> str:
    """The beginning of a text with `…`, at most `limit` characters: up to a clause, else a word, else a character."""
    if len(text) <= limit:
        return text
    room = limit - 1
    clause = next((at for at in range(room, max(room // 2, 1) - 1, -1) if _ends_clause(text, at)), 0)
    if clause:
        return text[: clause - 1].rstrip() + "…"
    word = next((at for at in range(room, 0, -1) if not _inside_word(text, at)), 0)
    whole = word or next((at for at in range(room, 0, -1) if not _inside_character(text, at)), 0)
    return text[:whole].rstrip() + "…"


def is_wide(character: str) -> bool:
    """Is this a character of a script without blanks between words?"""
    hangul = _HANGUL[0] <= character <= _HANGUL[1]
    return not hangul and unicodedata.east_asian_width(character) in "WF"


def _ends_clause(text: str, at: int) -> bool:
    """Does a clause end with the character before `at`? Not with a mark in `1,234`, `10:30` or `https://`."""
    mark, right = text[at - 1], text[at]
    if mark not in _CLAUSE_ENDS or (mark not in "、；—" and right.isdigit() and text[at - 2 : at - 1].isdigit()):
        return False
    return mark not in _NARROW_CLAUSE_ENDS or not _is_of_word(right)


def _inside_word(text: str, at: int) -> bool:
    """Would a cut before `at` part a word, a number with its marks, or a number from its unit (`1,234.5%`, `12亿`)?"""
    left, right = text[at - 1], text[at]
    before = text[at - 2 : at - 1] if left in _JOINTS else left
    behind = text[at + 1 : at + 2] if right in _JOINTS else right
    counted = left.isdigit() and unicodedata.category(right) == "Lo"
    return counted or (_is_of_word(before) and _is_of_word(behind)) or _inside_character(text, at)


def _is_of_word(character: str) -> bool:
    """Is this a letter, a digit, or a part of either, of what has blanks between words?"""
    if not character or character.isdigit() or character in _SIGNS:
        return character != ""
    return not is_wide(character) and (character.isalnum() or unicodedata.category(character)[0] == "M")


def _inside_character(text: str, at: int) -> bool:
    """Would a cut before `at` part a letter from its marks, two that are one sign, or an emoji sequence?"""
    left, right = text[at - 1], text[at]
    joined = right in _JOINING or left in "\u200c\u200d" or unicodedata.category(right)[0] == "M"
    joined = joined or unicodedata.combining(left) == _VIRAMA or "\U000e0020" <= right <= "\U000e007f"
    return joined or "\U0001f3fb" <= right <= "\U0001f3ff" or (_is_flag(right) and _flags_before(text, at) % 2 == 1)


def _flags_before(text: str, at: int) -> int:
    """The letters of flags in a row before `at`; two make one flag."""
    count = 0
    while count < at and _is_flag(text[at - 1 - count]):
        count += 1
    return count


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
