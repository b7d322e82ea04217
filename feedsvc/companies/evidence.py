"""What an article itself declares about companies: in its head, its markup, its codes, its legal names.

Nothing here knows the registry: `declared` says what stands in the article, the matcher decides what it is worth.
Where the left end of a name cannot be told from the text (`列金沙中国(1928.HK)`) the words back to the last punctuation
are kept as the name, and the matcher looks for a known name at their right end. The byline declares nothing: a
source is no subject.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from feedsvc.companies import codes, quotepages, signoffs, symbols
from feedsvc.companies.bourses import Bourses, bourses
from feedsvc.companies.careers import is_term
from feedsvc.companies.citations import publishers, within
from feedsvc.companies.clauses import behind_words
from feedsvc.companies.folding import Folded, fold, folded_name, has_letters, is_han
from feedsvc.companies.funds import is_fund
from feedsvc.companies.heads import in_head, joined
from feedsvc.companies.latin import POSSESSIVES, end_of_name, is_inner
from feedsvc.companies.legal import NO_ALIAS, Legal, legal_names
from feedsvc.companies.naming import tells
from feedsvc.companies.nearcodes import BEHIND, bracket, code_behind, code_beside
from feedsvc.companies.places import PLACES
from feedsvc.model import Annotation, Evidence, HeadValue, Zone
from feedsvc.patterns import lazy

_MOST = 1000
"""Declarations kept of one article: no honest article has more, and a generated one must not fill the store."""
_LONGEST_NAME, _LONGEST_LATIN = 40, 60


def declared(
    head: Mapping[str, HeadValue], zones: tuple[Zone, ...], annotations: tuple[Annotation, ...]
) -> tuple[Evidence, ...]:
    """All that an article declares, in the order head, markup, code, legal name, short form; linear.

    `蓝帆医疗(002382.SZ)` in the body gives `Evidence("code", "002382.SZ", "蓝帆医疗", "body", 5, "002382.SZ")`.
    """
    named = bourses(zone.text for zone in zones)
    read = [_read(zone, named) for zone in zones if zone.name != "byline"]
    found = [
        *in_head(head),
        *_from_markup(annotations, zones),
        *(one for each in read for one in _from_codes(each)),
        *(one for each in read for one in _from_names(each, read)),
    ]
    found = symbols.read(signoffs.read(joined(found), zones), zones)
    found.sort(key=lambda one: _ORDER.index(one.tier))
    return tuple(found[:_MOST])


class _Read(NamedTuple):
    """A zone, its folded text, and the codes that stand in it."""

    zone: Zone
    folded: Folded
    codes: tuple[codes.Found, ...]


def _read(zone: Zone, named: Bourses) -> _Read:
    folded = fold(zone.text, quotes=False)
    return _Read(zone, folded, codes.found_in(folded, named))


_ORDER = ("head", "markup", "code", "legal", "short", "candidate")


def _from_markup(annotations: tuple[Annotation, ...], zones: tuple[Zone, ...]) -> Iterator[Evidence]:
    texts: dict[str, list[str]] = {}
    for zone in zones:
        texts.setdefault(zone.name, []).append(zone.text)
    for annotation in annotations:
        key = _listing_of(annotation)
        if not key or annotation.zone == "byline":
            continue
        if annotation.start < 0 or not annotation.text.strip():
            yield Evidence("markup", key, None, annotation.zone)
        elif any(_stands_as_word(text, annotation) for text in texts.get(annotation.zone, ())):
            name = folded_name(annotation.text)
            yield Evidence("markup", key, name, annotation.zone, annotation.start, annotation.text)


def _listing_of(annotation: Annotation) -> str | None:
    spelled = (codes.parse(code) for code in annotation.codes)
    listing = next(filter(None, spelled), None) or quotepages.from_link(annotation.href)
    return listing.key if listing else None


def _stands_as_word(text: str, annotation: Annotation) -> bool:
    """Whether the annotated words stand there and are no piece of a longer Latin word (`C<a>PPI</a>B`)."""
    start, end = annotation.start, annotation.start + len(annotation.text)
    if text[start:end] != annotation.text:
        return False
    return not (_joins(text[start - 1 : start], text[start]) or _joins(text[end - 1], text[end : end + 1]))


def _joins(left: str, right: str) -> bool:
    return (left + right).isascii() and left.isalnum() and right.isalnum()


_NAME_BEFORE = lazy(r"[^\s,.;:!?'\"“”‘’「」『』《》〈〉()\[\]【】<>,。;:、!?…—|/]")


_FOREIGN_ISSUER = lazy(r"([A-Za-z\u4e00-\u9fff]{1,8}) ?- ?KY$")
"""How Taiwan's exchange calls companies of the Cayman Islands, and some write it: `世芯 - KY (3661-TW)`."""


_OPENS = lazy(
    r"\((?:(?:[“\"「][^“”\"「」()\n]{1,14}[”\"」](?:或|、)?){1,3}[,、;] ?)?(?:(?:美国|香港)(?:上市公司)?)?(?<!\()\Z"
)
"""What may stand in a Chinese bracket in front of a code: `(“佐布拉”或“公司”，美国|纳斯达克：ZBX)`."""
_CAPITALS = lazy(r"[A-Z][A-Z0-9]{0,7}")


def _name_before(text: str, position: int) -> str | None:
    """The words that end where a code begins, or where the bracket around it opens: `蓝帆医疗(` or `$贵州茅台(`."""
    opens = _OPENS.search(text, max(0, position - _LONGEST_NAME), position)
    end = position = opens.start() + 1 if opens else position
    while end and position - end < 3 and text[end - 1] in "( $[":  # noqa: PLR2004 - a bracket and spaces
        end -= 1
    if end == position:
        return None
    if text.startswith(", (", end - 1) and text[end - 2 : end - 1].isascii():
        end -= 1
    if text.endswith("KY", 0, end) and (foreign := _FOREIGN_ISSUER.search(text, max(0, end - _LONGEST_NAME), end)):
        return f"{foreign[1]}-KY"
    start = end - 2 if text.endswith(POSSESSIVES, 0, end) else end
    longest = _LONGEST_LATIN if text[end - 1 : end].isascii() else _LONGEST_NAME
    while start and end - start < longest and (_NAME_BEFORE.match(text[start - 1]) or is_inner(text, start - 1)):
        start -= 1
    if text[max(0, start - 2) : start].strip().endswith(":") and _CAPITALS.fullmatch(text, start, end):
        # It is the code of another exchange: `(JSE:NPN LSE:NPSN)`.
        return None
    if _joins(text[start - 1 : start], text[start : start + 1]):
        # A piece of a word is none.
        start = text.find(" ", start, end) + 1 or start
    return text[start : end_of_name(text, start, end)].strip("$") or None


def _from_codes(read: _Read) -> Iterator[Evidence]:
    zone, folded, listed = read
    for found in listed:
        text = zone.text[found.start : found.end]
        cashtag = text.startswith("$")
        name = None if cashtag else _name_before(folded.text, folded.index(found.start))
        if (cashtag or found.marked or name) and not (name and is_fund(name)):
            yield Evidence("code", found.listing.key, name, zone.name, found.start, text)


_QUOTED = "[^\"“”‘’'「」『』()《》,、;。:\\n]{1,14}"
_OPEN, _CLOSE = "[\"“‘'「『]", "[\"”’'」』]"
_CALLED = ("简称", "下称")
_ARE_CALLED = "(?:以下简称|下称|简称)"
_SHORT_FORMS = tuple(
    (mark, needles, lazy(pattern))
    for mark, needles, pattern in (
        ("称", _CALLED, rf"{_ARE_CALLED}\s{{0,2}}为?:?\s{{0,2}}{_OPEN}?({_QUOTED}){_CLOSE}?(?=[),;、(。\s]|或|\Z)"),
        ("(", ("(",), rf"\((?<=[^\W\d_]\(){_OPEN}({_QUOTED}){_CLOSE}\)"),
        ("称", _CALLED, rf"{_ARE_CALLED}{_OPEN}{_QUOTED}{_CLOSE}(?:、|或|/){_OPEN}({_QUOTED}){_CLOSE}"),
    )
)
"""What defines a short form; a text without the mark and one of the words in front has nothing of the pattern. One
character is found thirty times as fast as two."""


def _from_names(read: _Read, zones: list[_Read]) -> Iterator[Evidence]:
    """Legal names, the short forms that are defined for them, the codes in the bracket behind them."""
    zone, folded, listed = read
    text, below = folded.text, [each.folded.text for each in zones if each.zone.name != "title"]
    legal, shorts = _told(text, legal_names(text, below if zone.name == "title" else None)), list(_short_forms(text))
    yield from _translations(zone, folded)
    if not (legal or shorts):
        return
    known = [(folded.index(found.start), found.listing.key) for found in listed]
    owners = {span: _owner(text, legal, span) for span in shorts}
    defined: dict[Legal, tuple[int, int]] = {}
    for span, owner in owners.items():
        if owner is not None:
            defined.setdefault(owner, span)
    starts = {one: _named_start(text, one, defined.get(one)) for one in legal}
    for one in legal:
        name = text[starts[one] : one.end]
        tier: Literal["legal", "candidate"] = "legal" if one.certain or one in defined else "candidate"
        # What begins nobody knows where is not what the code means: the code stands for itself.
        key = code_behind(text, one, known) if tier == "legal" else None
        yield _evidence(zone, folded, (starts[one], one.end), Evidence(tier, key, name))
    for span in shorts:
        owner = owners[span]
        of = text[starts[owner] : owner.end] if owner else None
        key = code_beside(text, span, known)
        yield _evidence(zone, folded, span, Evidence("short", key, text[slice(*span)], of=of))


def _told(text: str, legal: tuple[Legal, ...]) -> tuple[Legal, ...]:
    """The legal names that do not only say whose the text is (`© 2024 甲乙股份有限公司`), nor what one was for years
    that have ended."""
    named = publishers(text) if legal else []
    return tuple(one for one in legal if not (within(named, one.start) or is_term(text, one.start, one.end)))


_TRANSLATED = lazy(r"\(([A-Z][A-Za-z0-9&.' -]{1,39})\)")
_TRANSLATION_BEGINS = lazy(r"\((?:(?<=[A-Za-z0-9&.'-]\()|(?<=[A-Za-z0-9&.'-] \())[\u4e00-\u9fff]")
"""What each match of the next has; a pattern that begins with a fixed character is found six times as fast."""
_TRANSLATION = lazy(r"([A-Z][A-Za-z0-9&.'-]{1,30}(?: [A-Z][A-Za-z0-9&.'-]{0,30}){0,3}) ?\(([\u4e00-\u9fff]{2,12})\)")


def _translations(zone: Zone, folded: Folded) -> Iterator[Evidence]:
    """A Chinese name with the Latin one in brackets behind it, or the other way round: each may stand for the other."""
    if "(" not in folded.text:
        return
    for match in _TRANSLATED.finditer(folded.text):
        words = behind_words(_name_before(folded.text, match.start(1)) or "")
        possible = all(map(is_han, words)) and _SHORTEST <= len(words) <= _LONGEST_TRANSLATION
        if possible and not (_is_told(words) or (_INITIALS.fullmatch(match[1]) and _BODY.search(words))):
            start = match.start() - len(words)
            yield _evidence(zone, folded, (start, match.start()), Evidence("short", None, words, of=match[1]))
    if not _TRANSLATION_BEGINS.search(folded.text):
        return
    for match in _TRANSLATION.finditer(folded.text):
        yield _evidence(zone, folded, match.span(2), Evidence("short", None, match[2], of=match[1]))


_SHORTEST, _LONGEST_TRANSLATION = 2, 14
_BODY = lazy(
    "(?:委员会|协会|学会|联合会|理事会|法院|大学|学院|研究所|(?:教育|商务|财政|国防|外交|司法|能源)部|局|署|办公室|组织|议会)$"
)
"""Bodies, whose initials may be a company's as well: `国家经济委员会(NEC)`; longer ones are nobody else's (CPPIB)."""
_INITIALS = lazy("[A-Z]{2,4}")
_LONGEST_CLAUSELESS = 6


def _is_told(words: str) -> bool:
    """Whether so many words that a verb among them is no name's: `两人今天搭乘卡达航空(Qatar Airways)`."""
    return len(words) > _LONGEST_CLAUSELESS and tells(words)


def _evidence(zone: Zone, folded: Folded, span: tuple[int, int], what: Evidence) -> Evidence:
    start, end = folded.span(*span)
    return Evidence(what.tier, what.key, what.name, zone.name, start, zone.text[start:end], what.of)


def _short_forms(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the short forms that a text defines, in order."""
    patterns = [
        pattern for mark, needles, pattern in _SHORT_FORMS if mark in text and any(map(text.__contains__, needles))
    ]
    spans = {match.span(1) for pattern in patterns for match in pattern.finditer(text)}
    for start, end in sorted(spans):
        name = text[start:end].strip()
        if len(name) > 1 and name not in NO_ALIAS:
            at = text.index(name, start)
            yield at, at + len(name)


def _owner(text: str, legal: tuple[Legal, ...], span: tuple[int, int]) -> Legal | None:
    """The legal name that a short form in the bracket behind it stands for: its letters stand in it, in their order."""
    at = bisect_left(legal, span[0], key=lambda one: one.end)
    whole = legal[at - 1] if at else None
    if whole is None or span[0] - whole.end > BEHIND or bracket(text, whole.end) < 0:
        return None
    if ")" in text[whole.end : span[0]]:
        return None
    known = text[max(0, whole.start - BEHIND) : whole.end]
    return whole if has_letters(known, text[slice(*span)]) else None


def _named_start(text: str, one: Legal, short: tuple[int, int] | None) -> int:
    """Where an uncertain legal name begins, by the short form that is defined for it: at its first letters."""
    if one.certain or short is None or short[1] - short[0] < len("xx"):
        return one.start
    at = text.find(text[short[0] : short[0] + 2], one.start, one.end)
    place = next((length for length in range(5, 1, -1) if text[at - length : at] in PLACES), 0)
    return at - place if at >= 0 else one.start
