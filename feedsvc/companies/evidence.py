"""What an article itself declares about companies: in its head, its markup, its codes, its legal names.

Nothing here knows the registry: `declared` says what stands in the article, the matcher decides what it is worth.
Where the left end of a name cannot be told from the text (`列金沙中国(1928.HK)`) the words back to the last punctuation
are kept as the name, and the matcher looks for a known name at their right end. The byline declares nothing: a
source is no subject.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from feedsvc.companies import codes
from feedsvc.companies.folding import Folded, fold, folded_name
from feedsvc.companies.legal import NO_ALIAS, legal_names
from feedsvc.model import Annotation, Evidence, HeadValue, Zone

HEAD_FIELDS = ("company", "companies", "stock", "stocks", "ticker", "tickers", "symbol", "symbols")
"""Front matter that names companies; `tags` and `categories` do not (they name sites and topics)."""

_MOST = 1000
"""Declarations kept of one article: no honest article has more, and a generated one must not fill the store."""
_HEAD_PARTS = re.compile(r"[,，、;；|\n]")
_LONGEST_NAME = 40


def declared(
    head: Mapping[str, HeadValue], zones: tuple[Zone, ...], annotations: tuple[Annotation, ...]
) -> tuple[Evidence, ...]:
    """All that an article declares, in the order head, markup, code, legal name, short form; linear.

    `蓝帆医疗(002382.SZ)` in the body gives `Evidence("code", "002382.SZ", "蓝帆医疗", "body", 5, "002382.SZ")`.
    """
    read = [(zone, fold(zone.text)) for zone in zones if zone.name != "byline"]
    found = [
        *_from_head(head),
        *_from_markup(annotations, zones),
        *(one for zone, folded in read for one in _from_codes(zone, folded)),
        *(one for zone, folded in read for one in _from_legal_names(zone, folded)),
        *(one for zone, folded in read for one in _from_short_forms(zone, folded)),
    ]
    return tuple(found[:_MOST])


def _from_head(head: Mapping[str, HeadValue]) -> Iterator[Evidence]:
    for field in HEAD_FIELDS:
        for text in _texts(head.get(field, "")):
            whole = codes.parse(text)
            if whole:
                yield Evidence("head", whole.key, None, text=text)
                continue
            for part in filter(None, map(str.strip, _HEAD_PARTS.split(text))):
                listing = codes.parse(part)
                yield Evidence("head", listing.key if listing else None, None if listing else part, text=part)


def _texts(value: HeadValue) -> Iterator[str]:
    """The texts of a value of the head, without recursion: nesting is the author's, and may be deep."""
    waiting: list[HeadValue] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if one.strip():
                yield one.strip()
        else:
            waiting.extend(reversed(tuple(one.values()) if isinstance(one, Mapping) else one))


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
    listing = next(filter(None, spelled), None) or codes.from_link(annotation.href)
    return listing.key if listing else None


def _stands_as_word(text: str, annotation: Annotation) -> bool:
    """Whether the annotated words stand there and are no piece of a longer Latin word (`C<a>PPI</a>B`)."""
    start, end = annotation.start, annotation.start + len(annotation.text)
    if text[start:end] != annotation.text:
        return False
    return not (_joins(text[start - 1 : start], text[start]) or _joins(text[end - 1], text[end : end + 1]))


def _joins(left: str, right: str) -> bool:
    return (left + right).isascii() and left.isalnum() and right.isalnum()


_NAME_BEFORE = re.compile(r"[^\s,.;:!?'\"“”‘’「」『』《》〈〉()\[\]【】<>,。;:、!?…—|/]")


def _name_before(text: str, position: int) -> str | None:
    """The words that end where a code begins, or where the bracket around it opens: `蓝帆医疗(` or `$贵州茅台(`."""
    end = position
    while end and position - end < 3 and text[end - 1] in "( $[":  # noqa: PLR2004 - a bracket and spaces
        end -= 1
    if end == position:
        return None
    start = end
    while start and end - start < _LONGEST_NAME and (_NAME_BEFORE.match(text[start - 1]) or _inner_space(text, start)):
        start -= 1
    return text[start:end].strip("$") or None


def _inner_space(text: str, position: int) -> bool:
    """A space between two Latin words (`Bandai Namco (`)."""
    pair = text[position - 2 : position - 1] + text[position : position + 1]
    return text[position - 1] == " " and len(pair) == len("no") and pair.isascii() and pair.isalnum()


def _from_codes(zone: Zone, folded: Folded) -> Iterator[Evidence]:
    for found in codes.find(zone.text):
        name = _name_before(folded.text, folded.index(found.start))
        if name or found.marked:
            text = zone.text[found.start : found.end]
            yield Evidence("code", found.listing.key, name, zone.name, found.start, text)


def _from_legal_names(zone: Zone, folded: Folded) -> Iterator[Evidence]:
    for begin, stop in legal_names(folded.text):
        start, end = folded.span(begin, stop)
        yield Evidence("legal", None, folded.text[begin:stop], zone.name, start, zone.text[start:end])


_QUOTED = "[^\"“”‘’'「」『』()《》,、;。:\\n]{1,14}"
_OPEN, _CLOSE = "[\"“‘'「『]", "[\"”’'」』]"
_SHORT_FORMS = (
    re.compile(rf"(?:以下简称|下称|简称)\s{{0,2}}为?:?\s{{0,2}}{_OPEN}?({_QUOTED}){_CLOSE}?(?=[),;、(。\s]|或)"),
    re.compile(rf"(?<=[^\W\d_])\({_OPEN}({_QUOTED}){_CLOSE}\)"),
    re.compile(rf"(?:以下简称|下称|简称){_OPEN}{_QUOTED}{_CLOSE}(?:、|或|/){_OPEN}({_QUOTED}){_CLOSE}"),
)
_NEARBY = 40
"""Characters between a short form and the code that belongs to it, inside one bracket or one line of a notice."""
_APART = re.compile(r"[()。;\n]")


def _from_short_forms(zone: Zone, folded: Folded) -> Iterator[Evidence]:
    matches = [match for pattern in _SHORT_FORMS for match in pattern.finditer(folded.text)]
    known = [(folded.index(found.start), found.listing.key) for found in codes.find(zone.text)] if matches else []
    for match in sorted(matches, key=lambda one: one.start(1)):
        name = match[1].strip()
        if len(name) > 1 and name not in NO_ALIAS:
            start, end = folded.span(*match.span(1))
            key = _code_beside(folded.text, match.span(1), known)
            yield Evidence("short", key, name, zone.name, start, zone.text[start:end])


def _code_beside(text: str, span: tuple[int, int], known: list[tuple[int, str]]) -> str | None:
    """The key of the nearest code in front of a short form or behind it, with neither bracket nor full stop between."""
    after = bisect_left(known, span[1], key=lambda one: one[0])
    for at, key in known[max(0, after - 1) : after + 1]:
        between = text[span[1] : at] if at >= span[1] else text[at : span[0]]
        if len(between) <= _NEARBY and not _APART.search(between):
            return key
    return None
