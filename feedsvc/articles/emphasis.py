"""Emphasis beside Chinese punctuation, which CommonMark does not see, made visible to it in the source.

In `**中文。**后` punctuation stands inside and a letter outside, where English would have a space: CommonMark takes the
asterisks for no end (6.2), as it does behind a no-break space, with which texts from WordPress and word processors end
what is bold, and beside a wide one, with which Chinese begins paragraphs. A mark that is no punctuation, put between
`。` and `**`, makes them one. Which asterisks belong together CommonMark goes on to decide, so that nesting and escapes
keep their rules.
"""

from __future__ import annotations

import re
import unicodedata

from feedsvc.patterns import lazy

FLANK = "\x01"
"""The mark; taken out of what is rendered. No source holds it: XML does not know it (rule 8)."""

_RUNS = lazy(r"<[^<>]{1,1000}>|\]\([^()\n]{0,1000}\)|\\.|\*\**+|~~", re.S)
"""Runs, and what hides some. Each choice begins with one character: what none begins with is passed over at once."""
_RUNNING = "*~"
_BLANK_LINE = lazy(r"(\n[ \t]*\n)")
_PAIR = lazy(r"\*\*[^*\n]{1,400}\*\*(?![*A-Za-z0-9])")
_BOLD, _SEAM = "**", "****"
_STAYING = lazy(r"(?:[A-Za-z0-9]\*{4}[A-Za-z0-9]|.\*{4}[0-9]{4}(?!年)|_\*{4}_)", re.S)
"""What hides digits, and what stands between two pieces of emphasis, whose ends would meet."""
_BLANKS = frozenset("\xa0\u3000")
"""No-break and wide spaces: to kramdown and to their authors a part of what is bold (`**　　一、标题**`)."""
_CODE = "\x02\x03"
"""The edges of a mark for program text, which begins and ends with backticks."""
_ASCII_MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_LETTER = lazy("[\u2e80-\u30ff\u3100-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Of scripts that set no space around emphasis: Chinese and Japanese, and Korean with its particles."""


def mark(text: str) -> str:
    """A paragraph with each end of emphasis that only its author saw marked: `**中文。**后` -> `**中文。\\x01**后`."""
    if "*" not in text and "~~" not in text:
        return text
    out: list[str] = []
    opened: set[str] = set()
    at = 0
    for found in _RUNS.finditer(text):
        run = found[0]
        if run[0] not in _RUNNING:
            continue
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        ends = _is_missed(before, after) and (_is_letter(after) or (before > "\x7f" and run in opened))
        begins = _is_missed(after, before) and (_is_letter(before) or _is_pair(found, after))
        ends = ends or (before in _BLANKS and run in opened)
        begins = begins or (after in _BLANKS and not ends and _is_pair(found, after))
        _note(opened, run, ends=ends or _flanks(before, after), begins=begins or _flanks(after, before))
        out += (text[at : found.start()], FLANK * ends, run, FLANK * begins)
        at = found.end()
    out.append(text[at:])
    return "".join(out)


def without_seams(text: str) -> str:
    """A paragraph in which what is bold in several pieces, as WeChat's editor leaves it, is bold in one.

    `**甲：****乙**` -> `**甲：乙**`. CommonMark shows the four asterisks, since 2 and 4 are together a multiple of 3
    (6.2, rules 9 and 10). Where none follow they end what is bold; those that hide digits (`138****1234`) stay.
    """
    if _SEAM not in text:
        return text
    return "\n".join(_without_seams(line) if _SEAM in line else line for line in text.split("\n"))


def _without_seams(line: str) -> str:
    runs = [found for found in _RUNS.finditer(line) if found[0][0] == "*" and found[0] != "*"]
    if any(found[0] not in (_BOLD, _SEAM) for found in runs):
        return line
    out: list[str] = []
    at, opened = 0, False
    for found in runs:
        if found[0] == _BOLD:
            opened = not opened
        elif opened and (found is not runs[-1] or _closes(found)) and not _STAYING.match(line, found.start() - 1):
            opened = found is not runs[-1]
            out += (line[at : found.start()], "" if opened else _BOLD)
            at = found.end()
    out.append(line[at:])
    return "".join(out)


def _closes(found: re.Match[str]) -> bool:
    """Whether the last asterisks of a line stand where something ends; `张****先生` hides a name."""
    line = found.string
    return _is_mark(line[found.start() - 1]) or _is_space(line[found.end() : found.end() + 1])


def mark_ends(text: str) -> str:
    """A source in which any asterisks that stand behind no blank end what waits for them, as kramdown and
    Python-Markdown have it, with those marked that CommonMark takes for no end: `**Note:**words`."""
    if "*" not in text:
        return text
    return "".join(part if at % 2 else _with_ends(part) for at, part in enumerate(_BLANK_LINE.split(text)))


def _with_ends(text: str) -> str:
    out: list[str] = []
    opened: set[str] = set()
    at = 0
    for found in _RUNS.finditer(text):
        run = found[0]
        if run[0] != "*":
            continue
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        ends = run in opened and _is_missed(before, after)
        _note(opened, run, ends=ends or _flanks(before, after), begins=_flanks(after, before))
        out += (text[at : found.start()], FLANK * ends, run)
        at = found.end()
    out.append(text[at:])
    return "".join(out)


def _note(opened: set[str], run: str, *, ends: bool, begins: bool) -> None:
    """Which runs wait for their end: `**注：**Python` ends what began before a space. Behind punctuation a run ends
    what waits, if anything does; else it begins (`1、**原油涨3.61%，**LPG涨`)."""
    if ends and run in opened:
        opened.discard(run)
    elif begins:
        opened.add(run)


def _flanks(inner: str, outer: str) -> bool:
    """CommonMark 6.2: does a run between these two characters flank what is `inner`?"""
    return not _is_space(inner) and (not _is_mark(inner) or _is_space(outer) or _is_mark(outer))


def _is_missed(inner: str, outer: str) -> bool:
    """Is the run none for CommonMark only because punctuation is inside and a letter outside?"""
    return not _is_space(inner) and not _flanks(inner, outer)


def _is_pair(found: re.Match[str], after: str) -> bool:
    """`Python**（注）**是`: the end tells that the beginning was meant. `a**（b）**c` is a power."""
    return found[0] == "**" and after > "\x7f" and _PAIR.match(found.string, found.start()) is not None


def _is_letter(character: str) -> bool:
    return _LETTER.match(character) is not None and not _is_mark(character)


def _is_space(character: str) -> bool:
    return not character or character.isspace()


def _is_mark(character: str) -> bool:
    if character < "\x80":
        return character in _ASCII_MARKS or character in _CODE
    return unicodedata.category(character)[0] == "P"
