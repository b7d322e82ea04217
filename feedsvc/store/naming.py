"""The sentence in which an article names a company, and the article's role for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from feedsvc.model import Reason, Role, Zone
from feedsvc.patterns import lazy
from feedsvc.store import schema
from feedsvc.store.schema import AnyRow

ZONES = ("lead", "body", "caption", "title")
"""Where a sentence is taken from: the title last, for lists show it anyway."""
LONGEST = 160
"""Characters of a sentence, with its name; of a longer one those around the name."""
_BEFORE = 50
"""Characters in front of the name in a sentence that is cut."""
# A full stop ends a sentence where a space is behind it: not in `Inc.com`, `3.5` or `600519.SH`.
_END = lazy(r"[。！？!?；;\n…]+[”’」』\"')）]*|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Naming:
    """What an article is to a company, and the sentence that names it: `before + name + after`, plain text, with `…`
    where it is cut. All three are "" where no words of the text name it (the head does, or markup without words)."""

    role: Role
    before: str = ""
    name: str = ""
    after: str = ""
    zone: str = ""


def namings(connection: Connection, term_id: int, uuids: Sequence[str]) -> dict[str, Naming]:
    """By the ids of some live articles how each names one company; without those that do not. One statement, and the
    texts of these articles."""
    articles, mentions, texts = schema.articles, schema.mentions, schema.texts
    query = (
        select(articles.c.uuid, articles.c.state, mentions.c.role, mentions.c.reasons, texts.c.zones)
        .select_from(
            articles.join(mentions, mentions.c.article_id == articles.c.id).outerjoin(
                texts, texts.c.article_id == articles.c.id
            )
        )
        .where(articles.c.uuid.in_(uuids), mentions.c.term_id == term_id)
    )
    # Their state here and not in the query: by that SQLite would begin with all live articles.
    return {row.uuid: _naming(row) for row in connection.execute(query) if row.state == "live"}


def _naming(row: AnyRow) -> Naming:
    zones = [Zone(name, text) for name, text in json.loads(row.zones or "[]")]
    reasons = [Reason(**each) for each in json.loads(row.reasons)]
    return sentence(zones, reasons, row.role)


def sentence(zones: Sequence[Zone], reasons: Sequence[Reason], role: Role) -> Naming:
    """The first sentence that names the company: in the lead, else in the body, in a caption, in the title."""
    texts: Mapping[str, list[str]] = {name: [zone.text for zone in zones if zone.name == name] for name in ZONES}
    placed = (reason for reason in reasons if reason.start >= 0 and reason.text and reason.zone in ZONES)
    for reason in sorted(placed, key=_order):
        for text in texts[reason.zone]:
            end = reason.start + len(reason.text)
            if text[reason.start : end] == reason.text:
                before, after = _around(text, reason.start, end)
                return Naming(role, before, reason.text, after, reason.zone)
    return Naming(role)


def _order(reason: Reason) -> tuple[Any, ...]:
    return ZONES.index(reason.zone), reason.start, -len(reason.text)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the sentence before and behind its words from `start` to `end`."""
    first, last = max(0, start - LONGEST), len(text)
    for match in _END.finditer(text, first, start):
        first = match.end()
    if found := _END.search(text, end, end + LONGEST + 1):
        last = found.end()
    return _cut(text[first:start].lstrip(), text[end:last].rstrip(), LONGEST - (end - start))


def _cut(before: str, after: str, room: int) -> tuple[str, str]:
    """As much of both as there is room for: some in front, the rest behind."""
    if len(before) + len(after) <= room:
        return before, after
    kept = max(_BEFORE, room - len(after))
    if len(before) > kept:
        before = "…" + before[-kept:].lstrip()
    left = max(0, room - len(before))
    return before, after if len(after) <= left else after[:left].rstrip() + "…"
