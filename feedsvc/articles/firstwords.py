"""The first words of a text that has neither title nor heading: most files of plain text begin with their headline.

中芯国际第一季度营收

发布时间：2024-05-09 18:00

中芯国际公布第一季度业绩，营收增长。
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from feedsvc.articles import bylines, datelines, headline, zones
from feedsvc.articles.blocks import Block, remove
from feedsvc.articles.characters import plain
from feedsvc.articles.headlabels import CREDIT
from feedsvc.articles.shown import attribute, within
from feedsvc.articles.tree import Tree
from feedsvc.articles.words import text_of
from feedsvc.patterns import lazy

MOST = 80
"""Characters of a title that is made of them."""
FIRST = 12
"""Blocks that are looked through for the first words, and for the paragraph below a headline."""
COLUMNS = 80
"""Of a headline, of which a Chinese character takes two."""
NO_WORDS = frozenset({"pre", "td", "th"})
"""Elements whose first line says nothing of the whole."""
AROUND = frozenset({"li", "dd", "blockquote"})
"""Elements of which a paragraph is a part."""
NUMBERED = r"[0-9]{1,9}[.)](?:\s|\Z)"
PART = lazy(rf"[-*+](?:\s|\Z)|{NUMBERED}|[>|]|`{{3}}|~{{3}}|\{{%")
"""What a line begins with that is part of something else in Markdown (CommonMark 4.5, 5.1, 5.2) or Liquid: an item, a
quotation, a row, program text, a tag."""
CHAPTER = lazy(r"[0-9]{1,9}[.)]\s")
"""What a headline begins with that has a number."""
APART = lazy(rf"[ \t]*+\n\s*+(?!{NUMBERED})\S")
"""What stands below a chapter's dateline: a text that is no item of the same list."""
_PICTURES = frozenset({"img"})
_FILE_NAME = lazy(
    r"https?://\S+|\S{1,200}\.[A-Za-z0-9]{2,4}|(?:IMG|DSC|PXL|MVIMG|DSCF|P)[-_]?[0-9][\w-]{0,60}"
    r"|(?:image|img|photo|picture|图片|照片)\s?[0-9]{0,9}",
    re.I,
)
"""What programs write for the words of a picture that has none; of a film that is a picture here, its address."""
FORMULA = "$$"
"""What begins a formula that stands alone, as MathJax and KaTeX read it."""


def take(tree: Tree) -> str:
    """The first line that a reader sees, without those that say when, where and by whom it was published; "" for none.

    A paragraph of it alone that is no sentence, above another paragraph, is a headline: it is taken out of the tree,
    since readers show titles above. One with a link or anything raised stays: it may be a footnote's mark.
    """
    shown = [block for zone, block in islice(zones.sorted_blocks(tree), FIRST) if zone in {"lead", "body"}]
    told = [(line, block) for block in shown if (line := _line(block))]
    if not told:
        return ""
    line, block = told[0]
    element = block.element
    if element is not None and _is_alone(line, block) and any(zones.is_prose(each) for _, each in told[1:2]):
        remove(element, tree)
    return plain(line)


def of_picture(tree: Tree) -> str:
    """What the first picture that says it shows (`alt`); "" where none does, or tells only what its file is called."""
    said = (plain(attribute(each, "alt")) for each in tree.elements(_PICTURES))
    return next((words for words in said if words and not _FILE_NAME.fullmatch(words)), "")


def parted(text: str) -> str:
    """A text in whose first line its headline stands at once above a dateline, with a blank line between them.

    Markdown would join the two. Above the date may stand by whom the text is and where it is from.
    """
    first, _, rest = text.lstrip("\n").partition("\n")
    end = _dated(rest)
    line = first.strip()
    if not end or not _is_headline(line) or _is_told(line):
        return text
    if PART.match(line) and not (CHAPTER.match(line) and APART.match(rest, end)):
        return text
    return f"{first}\n\n{rest}"


def _dated(text: str) -> int:
    """The end of the dateline that a text begins with, perhaps below its credits; 0 for none."""
    end = 0
    for line in text[: datelines.LINES * (datelines.LINE + 1)].split("\n")[: datelines.LINES]:
        end += len(line) + 1
        if datelines.is_dateline(line.strip()):
            return end
        if not CREDIT.match(line.strip()):
            return 0
    return 0


def _line(block: Block) -> str:
    """The first line of a block that is one of the text, "" where it has none."""
    if block.element is not None and block.element.name in NO_WORDS:
        return ""
    return next((line for each in _text(block).split("\n") if (line := each.strip()) and not _is_told(line)), "")


def _text(block: Block) -> str:
    """The words of a block without the marks of its footnotes."""
    return text_of(block.nodes, headline.is_unsaid) if _raised(block) else block.text


def _raised(block: Block) -> bool:
    return any(tag.name == "sup" for tag in block.tags)


def _is_told(line: str) -> bool:
    """Is a line there to say when, where or by whom the text was published?"""
    return zones.is_byline(line) or bylines.is_told(line)


def _is_alone(line: str, block: Block) -> bool:
    one = block.text.strip() == line and not (block.links or block.pictured or _raised(block))
    return one and zones.is_prose(block) and not within(block.nodes[0], AROUND) and _is_headline(line)


def _is_headline(line: str) -> bool:
    return (
        0 < _columns(line[: COLUMNS + 1]) <= COLUMNS
        and not line.endswith(bylines.ENDS)
        and not line.startswith(FORMULA)
    )


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)
