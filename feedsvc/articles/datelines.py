"""The date that a body gives itself: that of its elements (`datemarks`), what WeChat's page says, or its dateline.

A dateline is a line at the head or the foot that is there to say when (and where, and by whom) the article was
published. A date that a sentence mentions may be any day, and counts for nothing.

    2022年3月28日 19:13 来源：新华网          发布时间：2022-03-28 19:13            （2022年3月28日）
    Published: March 28, 2022              March 28, 2022 by Jane Doe           2022-03-28
    NEW YORK, March 28, 2022 (GLOBE NEWSWIRE) -- …      LONDON--(BUSINESS WIRE)--March 28, 2022-- …
    ASHBURN, Va., March 28, 2022 — …                        SAN ZORB, Calif. — June 10, 2026 — …
    SAN FRANCISCO, March 28, 2022 /PRNewswire/ -- …    北京，2022年3月28日 /美通社/ -- …     新华社北京2022年3月28日电 …
    证券时报网 2022-03-28 19:13                       原创 张三 某号 2022年3月28日 19:13 北京
    2022年3月28日 星期一 下午7点13分                  Monday, March 28, 2022 · 7:13 PM       … by Jane Doe at 7:13 pm
    某某股份有限公司董事会 二〇二二年三月二十八日       發布時間：中華民國111年3月28日
    Publié le 28 mars 2022 à 19h13                    28. März 2022, 19:13 Uhr
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, takewhile
from zoneinfo import ZoneInfo

from feedsvc.articles import datelineforms as forms
from feedsvc.articles import datemarks, dates, headline, pageframe, wechat
from feedsvc.articles.blocks import Block, blocks
from feedsvc.articles.characters import ZERO_WIDTH
from feedsvc.articles.headlabels import BARE, COMPANION, CREDIT, EVENT, FAMILIAR, TALK
from feedsvc.articles.repair import parse
from feedsvc.articles.shown import within
from feedsvc.articles.tree import Tag, Tree
from feedsvc.articles.words import Event, walk
from feedsvc.errors import DateError
from feedsvc.patterns import lazy

HEAD = 4
"""Blocks at the top that may be a dateline, or begin with one."""
FOOT = 2
"""Blocks at the end that may be one."""
BELOW = 6
"""Blocks between a page's title and its text: who wrote it, when, buttons to share it, numbers of comments."""
LINES = 5
"""Lines of a paragraph that are looked through: one that is a dateline, and four of a head above it."""
LINE = 120
"""Characters of a line that is a dateline and nothing else."""
WORDS = 60
"""Characters of one in another language."""
ITEMS = frozenset({"li", "dt", "dd"})
SHORTEST_TITLE, TITLE = 4, 8
"""Letters of a heading, and of any other line, that tell a page's title from a word."""

_SPACES = lazy(r"[ \t\f\r]+")
_YEAR = lazy("[0-9]{4}")
_NEUTRAL = ZoneInfo("UTC")


def written(html: str, page: str | None = None) -> tuple[str, str] | None:
    """The date of an article's body, as written, and how it is given: `time` or `dateline`; None where it gives none.

    Every date that comes back is one that `dates.parse` reads in any zone. Of two different ones in one place neither
    counts, but a day alone and its time are one. What is a dateline only by who stands beside it, or by its place in a
    paragraph, is asked where no other line is one: other news have such lines too. Of a whole page, whose head gives
    the title `page`, the lines of its article are asked.
    """
    tree = parse(html)
    found = _blocks(tree)
    marked = chain(([date] for date in wechat.times(tree, html)), datemarks.given(tree, found[:HEAD]))
    if (date := next(filter(None, map(_only, marked)), None)) is not None:
        return date, "time"
    if page is not None and pageframe.strip(tree, page):
        found = _blocks(tree)
    head = [*_headed(found[:HEAD])]
    likely = [date for block, is_head in head for date in _likely(block, is_head=is_head)]
    told = [date for block, is_head in head for date in (*_labelled(block, is_head=is_head), *_pressed(block))]
    told += [date for block in found[HEAD:][-FOOT:] for date in _labelled(block, is_head=True)]
    below = _only(_below_title(found, page)) if page else None
    sure = below or _only(told or likely or _signatures(found[-FOOT:]))
    return (_only([sure, *likely]) or sure, "dateline") if sure is not None else None


def _below_title(found: list[Block], page: str) -> list[str]:
    """The dates that lines between the heading which is a page's title and its text begin with, or, with a clock, have
    beside names, whosever these are."""
    at = next((at for at, block in enumerate(found) if _is_title(block, page)), len(found))
    above = takewhile(_is_above_text, found[at + 1 : at + 1 + BELOW])
    lines = (line for block in above for line in _texts(block) if _may_be(line))
    return [date for line in lines if (date := _stamped(line)) is not None]


def _is_above_text(block: Block) -> bool:
    return len(block.text) <= LINE and not forms.SENTENCE.search(block.text)


def _stamped(line: str) -> str | None:
    """The date of a line below a page's title: labelled, in front of what is no event, or with a clock beside names."""
    labelled, stamp, beside = forms.LABELLED.search(line), forms.STAMP.match(line), forms.BESIDE.match(line)
    if stamp is not None and (forms.DONE.search(stamp["rest"]) or forms.GOES_ON.search(stamp["rest"])):
        stamp = None
    if beside is not None and (beside["clock"] is None or forms.DONE.search(line) or _is_of_another(beside)):
        beside = None
    found = labelled or stamp or beside
    return found["date"].strip() if found is not None else None


def _is_of_another(beside: re.Match[str]) -> bool:
    """Do the words around a date make it that of something else?"""
    return beside["who"].rstrip().endswith(forms.OTHERS) or forms.GOES_ON.search(beside["whom"]) is not None


def _is_title(block: Block, page: str) -> bool:
    """Is this what a page's title begins with? Its site may stand behind that; a mere word is its heading's alone."""
    named = block.element is not None and block.element.name in headline.TITLES
    said = block.letters.removeprefix("原创") if named else block.letters
    return len(said) >= (SHORTEST_TITLE if named else TITLE) and "".join(page.split()).startswith(said)


def _blocks(tree: Tree) -> list[Block]:
    return [block for block in blocks(tree) if block.element is None or block.element.name != "pre"]


def _only(given: Iterable[str]) -> str | None:
    """The date that all of these are, with its time of day where one of them has it; None where they are several."""
    read = [(date, dates.parse(date, _NEUTRAL)) for date in given if _is_date(date)]
    timed = [(date, moment) for date, moment in read if "time" not in moment.assumed]
    days = {dates.local_day(date) for date, _ in read}
    one = len(days) == 1 and len({moment.at for _, moment in timed}) <= 1
    return (timed or read)[0][0] if one else None


def is_dateline(line: str) -> bool:
    """Is a line there to say when the article was published, and nothing else but where and by whom?"""
    return _read(line) is not None or _is_in_words(line) or any(_beside(line))


def _headed(top: list[Block]) -> Iterator[tuple[Block, bool]]:
    """The blocks at the top, each with whether those above it are a head's, and none tells of an event.

    A block of its own ends a head only where it surely is of something else: a head may have any label.
    """
    is_head = not any(EVENT.match(line.strip()) for block in top for line in block.text.split("\n")[:HEAD])
    for block in top:
        yield block, is_head
        is_head = is_head and (not _tells_of_another(block) or all(map(_is_head, _texts(block))))


def _tells_of_another(block: Block) -> bool:
    """Is it of an event, or an item, of which the next one may be the date: `- 版本：1.0`, `- 日期：2019-01-01`?"""
    is_item = block.element is not None and block.element.name in ITEMS
    return is_item or any(map(TALK.match, _texts(block))) or within(block.nodes[0], ITEMS)


def _is_head(line: str) -> bool:
    """May a bare `时间：` below this line be that of the article's publication?"""
    named = FAMILIAR.match(line) or CREDIT.match(line)
    return COMPANION.match(line) is None or named is not None or _read(line) is not None


def _labelled(block: Block, *, is_head: bool) -> Iterator[str]:
    """The dates of a block that is a dateline by its words; below a line that is no head's a bare label is none."""
    for line in _texts(block):
        if found := _read(line):
            if is_head or not BARE.match(line):
                yield from _with_tail(found)
        elif is_head and _is_in_words(line):
            yield line
        is_head = is_head and _is_head(line)


def _pressed(block: Block) -> Iterator[str]:
    """The date of a block that begins as a press agency's text does."""
    texts = _texts(block)
    if texts and (
        press := forms.PRESS.match(texts[0]) or forms.CAPITALS.match(texts[0]) or forms.AGENCY.match(texts[0])
    ):
        yield press["date"].strip()


def _likely(block: Block, *, is_head: bool) -> Iterator[str]:
    """The dates of a block at the top that is a dateline by who stands beside them, or by its first lines."""
    texts = _texts(block)
    for line in texts:
        if not _read(line):
            yield from _beside(line)
    if texts:
        yield from _in_lines(block, is_head=is_head)


def _texts(block: Block) -> list[str]:
    """The first lines of a block; none where they tell of an event."""
    texts = [line.strip() for line in block.text.split("\n")[:HEAD]]
    return [] if any(map(EVENT.match, texts)) else texts


def _read(line: str) -> re.Match[str] | None:
    """A line that is a dateline by its words."""
    return forms.BEHIND.match(line) or forms.BEFORE.match(line) if _may_be(line) else None


def _is_in_words(line: str) -> bool:
    """Is a short line a date in another language, and nothing else: `Publié le 28 mars 2022 à 19h13`?"""
    return len(line) <= WORDS and _may_be(line) and _YEAR.search(line) is not None and dates.is_in_words(line)


def _may_be(line: str) -> bool:
    return len(line) <= LINE and not any(word in line.lower() for word in datemarks.ASIDE)


def _beside(line: str) -> Iterator[str]:
    """The date with a clock of a line that has nothing else than who published: `证券时报网 2022-03-28 19:13`."""
    found = forms.BESIDE.match(line) if _may_be(line) and not forms.DONE.search(line) else None
    if found is not None and found["clock"] and forms.OUTLET.search(f"{found['who']} {found['whom']}".strip()):
        yield found["date"].strip()


def _in_lines(block: Block, *, is_head: bool) -> Iterator[str]:
    """The dates of the first lines that a paragraph has in its source, of which a browser makes one.

    A sentence may be wrapped at its date, so that one without label and clock counts for nothing there, and none below
    a line that is no dateline's companion. Below one that is no head's the label has to say that it was published.
    """
    lines = _lines(block)
    if len(lines) == 1 or any(map(EVENT.match, lines[:HEAD])):
        return
    for line in lines[:LINES]:
        found = _read(line)
        if not is_head and BARE.match(line):
            return
        if found is not None and (found["clock"] or line[: found.start("date")].strip("【[（( ")):
            yield from _with_tail(found)
        elif told := [*_beside(line)]:
            yield from told
        elif not COMPANION.match(line) and not CREDIT.match(line):
            return
        is_head = is_head and _is_head(line)


def _lines(block: Block) -> list[str]:
    """The lines of a block as they stand in the source, and where a `<br>` parts them."""
    words = ZERO_WIDTH.sub("", "".join(map(_source, walk(block.nodes))))
    return [line.strip() for line in _SPACES.sub(" ", words).strip().split("\n")]


def _source(event: Event) -> str:
    if isinstance(event.node, Tag):
        return "\n" if event.node.name == "br" and event.kind == "open" else ""
    return str(event.node) if event.kind == "text" else ""


def _signatures(foot: list[Block]) -> Iterator[str]:
    """The dates below the names that sign a text: they may lie days before the one on which a newspaper prints it."""
    for block in foot:
        if signed := forms.SIGNED.search(block.text.rstrip()[-LINE:]):
            yield signed["date"]


def _with_tail(found: re.Match[str]) -> Iterator[str]:
    """The date of a line that goes on behind it: none where another time or day stands there."""
    day, tail = found["date"].strip(), found["tail"] or ""
    further = len(dates.FURTHER.findall(tail))
    if not further:
        yield day
    elif further == 1 and found["clock"] is None and (later := forms.LATER.search(tail)):
        yield f"{day}{later[0]}"


def _is_date(text: str) -> bool:
    try:
        dates.parse(text, _NEUTRAL)
    except DateError:
        return False
    return True
