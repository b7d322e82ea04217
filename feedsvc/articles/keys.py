"""The key under which a category, tag, author or source stands in addresses: one rule for every kind."""

from __future__ import annotations

import hashlib
import unicodedata

# A key is one segment of a path (RFC 3986 3.3): servers decode %2F before routing, clients drop `.` and `..`. The
# full-width twins look the same, and `fold` takes twins for one anyway, so that no name loses its key to another.
DOT = "．"
RESERVED = {"/": "／", "\\": "＼", "%": "％", "?": "？", "#": "＃"}
# Control characters as Unicode pictures them (U+2400 to U+241F, U+2421); those above U+007F have no picture.
PICTURES: dict[int, str | int] = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), "-"),
}
TABLE: dict[int, str | int] = {**PICTURES, **{ord(mark): twin for mark, twin in RESERVED.items()}}
ENDINGS = (".atom", ".rss", ".json")
# Unicode 5.21, Default_Ignorable_Code_Point, and the blank of braille: letters and signs that show nothing.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))
MAX_BYTES = 200
HASH_DIGITS = 8
# Sorting combining marks is quadratic: a line of 200,000 takes 40 s. What is cut off needs no order.
NORMALIZED = 2000
# Characters of a name of letters and digits alone, which is its own key.
PLAIN = 50


def key(name: str) -> str:
    r"""The key of a name: `新华财经 新闻` -> `新华财经-新闻`, `A/B` -> `A／B`, `feed.json` -> `feed．json`.

    In NFC. Format characters (category Cf) and halves of surrogate pairs go; white space around the name goes, and
    within it each run is one `-`; `/ \ % ? #` become their full-width twins, and so do the dots of `.` and `..`, and
    the dot of an ending `.atom`, `.rss`, `.json` in any case; control characters become their pictures (`␇`), those
    without one `-`. Over 200 bytes of UTF-8 the key is cut at a character, and `-` and eight hexadecimal digits of
    the SHA-256 of the whole follow. Case is kept, and so is `>`, which joins the parts of a path. The key of a key is
    that key.

    Raises ValueError for a name with nothing visible in it.
    """
    if name.isalnum() and len(name) <= PLAIN and not BLANKS.issuperset(name):
        return _cut(unicodedata.normalize("NFC", name))
    if not is_visible(name):
        raise ValueError(f"{name[:MAX_BYTES]!r} has nothing visible, write a name")
    kept = name if name.isascii() else "".join(each for each in name if unicodedata.category(each) not in ("Cf", "Cs"))
    joined = "-".join(kept.split()).translate(TABLE)
    made = unicodedata.normalize("NFC", joined[:NORMALIZED]) + joined[NORMALIZED:]
    if made in (".", ".."):
        return DOT * len(made)
    return _cut(_without_ending(made))


def fold(key: str) -> str:
    """The form in which keys are unique: `NIO.us`, `nio.US` and `ＮＩＯ.US` are one.

    Case folding between compatibility normalizations (Unicode 3.13, D146), so that fold(fold(x)) is fold(x).
    """
    if key.isascii():
        return key.lower()
    folded = unicodedata.normalize("NFD", key).casefold()
    folded = unicodedata.normalize("NFKC", folded).casefold()
    return unicodedata.normalize("NFKC", folded)


def is_visible(name: str) -> bool:
    """Whether anything of a name can be seen; a name of spaces, controls and zero-width characters cannot."""
    # Not any(…): the first character nearly always tells, and to begin a generator costs more than that.
    for character in name:  # noqa: SIM110
        if character not in BLANKS and unicodedata.category(character) not in INVISIBLE:
            return True
    return False


def _without_ending(made: str) -> str:
    """`feed.JSON` would be taken for the JSON format of `feed`."""
    if "." not in made:
        return made
    for ending in ENDINGS:
        if made[-len(ending) :].casefold() == ending:
            return made[: -len(ending)] + DOT + made[len(made) - len(ending) + 1 :]
    return made


def _cut(made: str) -> str:
    data = made.encode()
    if len(data) <= MAX_BYTES:
        return made
    digits = hashlib.sha256(data).hexdigest()[:HASH_DIGITS]
    return data[: MAX_BYTES - 1 - HASH_DIGITS].decode(errors="ignore") + "-" + digits
