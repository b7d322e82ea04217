"""The lines at a release's end and beside its pictures, which name its company behind other words, and other companies
that are only to be asked.

Where its shares are listed (`The Stock Exchange of Hong Kong Limited`) is told there as well.

    SOURCE Acme, Inc.              Investor Relations Acme, Inc. Email: ir@acme.example        Jane Doe Acme, Inc.
    Media contact: John Doe, Widget Communications LLC
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import accumulate

from feedsvc.companies.citations import within
from feedsvc.companies.latin import is_exchange, is_latin
from feedsvc.companies.legal import stem
from feedsvc.model import Evidence, Zone, ZoneName
from feedsvc.patterns import lazy

_SIGNS = "SOURCE"
"""What PR Newswire has in front of the names of those whose release it is."""
_APART = lazy(r"\s*(?:\n|\Z|[;|/+0-9(\[]|[A-Z][A-Za-z ]{0,20}:|[\w.+-]{1,40}@)")
"""Behind a name: its line goes on with no sentence, but with another name, a label, a number or an address."""
_ASK = lazy(
    r"(?:[A-Z][A-Za-z&/]{0,20} (?:(?:and |or |& ?|/ ?)?[A-Za-z&/]{1,20} ){0,4})?(?i:contacts?|[ie]nquiries|inquiry)"
    r"(?: (?i:details|information|us|persons?))?\s*(?::|\n|\Z)"
    r"|(?i:for (?:more|further|additional|investor|media|press)\b[^\n.]{0,80}:\s*(?:\n|\Z))"
)
"""A line that says whom to ask: `Contacts`, `Media contact: …`, `For more information, please contact:`."""
_NO_CONTACT = lazy(r"about |forward|cautionary|safe harbor|notes? ", re.IGNORECASE)
_MOST = 50
"""Names that are looked for in the rest of a text; nobody has so many agencies."""
_FEWEST = 3
"""Contacts with the same label that make a directory; releases have one of each kind, or two."""
_NAMES = frozenset(("legal", "candidate"))
_LINE = 160
"""Characters of a line of such a block; a longer one is a text."""


def read(found: list[Evidence], zones: tuple[Zone, ...]) -> list[Evidence]:
    """An article's evidence with legal names as these lines mean them, and without those of exchanges, and those that
    stand where it says whom to ask alone, if it declares others: neither are companies of the article."""
    if not any(map(_is_plain, found)):
        return found
    texts = {zone.name: zone.text for zone in zones}
    known, asked = _known(found), list(_asked(texts.get("body", "")))
    others = (one for one in found if not (_is_plain(one) and is_exchange(_called(one))))
    named = [_unsigned(one, texts, known) if _is_plain(one) else one for one in others]
    there = [one for one in named if _stands(one, asked)]
    agencies = {_called(one) for one in there if _is_plain(one)}
    if len(there) == len(named) or not 0 < len(agencies) <= _MOST:
        return named
    rest = "\n".join([*(text for name, text in texts.items() if name != "body"), _without(texts["body"], asked)])
    agencies = {name for name in agencies if name not in rest}
    return [one for one in named if not (_is_plain(one) and _called(one) in agencies)]


def _is_plain(one: Evidence) -> bool:
    """Is this a Latin legal name without a code, below the title?"""
    return one.tier in _NAMES and one.key is None and one.zone != "title" and is_latin(one.text)


def _called(one: Evidence) -> str:
    return stem(one.text)


def _known(found: list[Evidence]) -> frozenset[str]:
    """What those are called that the head names, or that have a code."""
    sure = (one for one in found if one.tier == "head" or (one.tier == "legal" and one.key))
    return frozenset(stem(one.name) for one in sure if one.name)


def _unsigned(one: Evidence, texts: Mapping[ZoneName, str], known: frozenset[str]) -> Evidence:
    """A name that is all of a line, without the words of that in front of a known one, and without SOURCE."""
    text = texts.get(one.zone, "")
    if not (text[one.start - 1 : one.start] in ("", "\n") and _APART.match(text, one.start + len(one.text))):
        return one
    words = one.text.split(" ")
    cuts = (at for at in range(1, len(words)) if stem(" ".join(words[at:])) in known)
    cut = 1 if words[0] == _SIGNS else next(cuts, 0)
    name = (one.name or "").split(" ", cut)
    if not cut or len(name) <= cut:
        return one
    own = " ".join(words[cut:])
    return replace(one, name=name[cut], start=one.start + len(one.text) - len(own), text=own)


def _asked(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the lines that say whom to ask; none where a directory says so again and again."""
    lines = text.splitlines(keepends=True)
    if _is_directory(lines):
        return
    begun: int | None = None
    for start, line in zip(accumulate(map(len, lines), initial=0), lines, strict=False):
        ends = len(line) > _LINE or _NO_CONTACT.match(line) is not None
        if begun is not None and ends:
            yield begun, start
            begun = None
        if begun is None and not ends and _ASK.match(line):
            begun = start
    if begun is not None:
        yield begun, len(text)


def _is_directory(lines: list[str]) -> bool:
    """Whether many lines begin with the same label: each of a list's companies has its `Contact: …`."""
    asking = (match.group().strip() for line in lines if len(line) <= _LINE and (match := _ASK.match(line)))
    return any(times >= _FEWEST for times in Counter(asking).values())


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    ends = [0, *(end for _, end in spans)]
    return "".join(
        text[end:start] for end, start in zip(ends, [*(start for start, _ in spans), len(text)], strict=True)
    )


def _stands(one: Evidence, spans: list[tuple[int, int]]) -> bool:
    return one.zone == "body" and within(spans, one.start)
