"""A new article as far as it can be made ready for the store without the store: what building processes send.

Plain texts and numbers, so that sending costs little; JSON and tokens as they are stored, so that the one writer only
writes. `article` gives back what it was made from, for what needs more than writing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from feedsvc import fulltext
from feedsvc.articles.twins import original
from feedsvc.model import Article, Enclosure, EntrySource, Evidence, Label, Picture, Problem, Term, Zone


class Prepared(NamedTuple):
    """An article's columns as they are stored. Instants are whole seconds since 1970; `zones`, `evidence`, `extra`
    and `enclosures` are JSON; `tokens` those of the word index, apart by spaces; `terms` and `labels` the fields of
    Term and Label.

    Of an Article it lacks `removed`, which no store keeps.
    """

    path: str
    identity: str
    title: str
    link: str | None
    original: str | None
    published: int
    published_raw: str
    updated: int | None
    language: str
    summary: str
    content: str
    words: str
    extra: str
    zones: str
    evidence: str
    tokens: str
    terms: tuple[tuple[str, str, str], ...]
    labels: tuple[tuple[str, str, str], ...]
    wants: tuple[tuple[str, str], ...]
    foot: tuple[str, ...]
    mended: tuple[Problem, ...]
    expires: int | None
    enclosures: str
    guid: str | None


def prepare(article: Article) -> Prepared:
    """Make an article ready."""
    return Prepared(
        article.path,
        article.identity,
        article.title,
        article.link,
        original(article.link),
        int(article.published.timestamp()),
        article.published_raw,
        seconds(article.updated),
        article.language,
        article.summary,
        article.content,
        article.words,
        details(article),
        zones(article),
        evidence(article),
        fulltext.joined_tokens("\n".join(zone.text for zone in article.zones)),
        tuple((term.kind, term.key, term.label) for term in article.terms),
        tuple((label.key, label.label, label.origin) for label in article.labels),
        article.wants,
        article.foot,
        article.mended,
        seconds(article.expires),
        enclosures(article),
        article.guid,
    )


def article(ready: Prepared) -> Article:
    """The article that was made ready."""
    more = json.loads(ready.extra)
    return Article(
        ready.path,
        ready.identity,
        ready.title,
        ready.link,
        datetime.fromtimestamp(ready.published, UTC),
        ready.published_raw,
        _moment(ready.updated),
        ready.language,
        ready.summary,
        ready.content,
        ready.words,
        EntrySource(**more["source"]),
        Picture(**more["picture"]) if more["picture"] else None,
        tuple(Term(kind, key, label) for kind, key, label in ready.terms),  # type: ignore[arg-type]
        tuple(Label(key, label, origin) for key, label, origin in ready.labels),  # type: ignore[arg-type]
        zones_of(ready.zones),
        evidence_of(ready.evidence),
        tuple(more["assumed"]),
        (),
        ready.mended,
        ready.wants,
        ready.foot,
        _moment(ready.expires),
        enclosures_of(ready.enclosures),
        ready.guid,
    )


def seconds(moment: datetime | None) -> int | None:
    """An instant as it is stored: whole seconds since 1970."""
    return None if moment is None else int(moment.timestamp())


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else datetime.fromtimestamp(stored, UTC)


def details(article: Article) -> str:
    """What no query asks for, as JSON with sorted keys, so that the same article gives the same text."""
    found: Mapping[str, object] = {
        "picture": _fields(article.picture) if article.picture else None,
        "source": _fields(article.source),
        "assumed": list(article.assumed),
    }
    return _EXTRA.encode(found)


def _fields(value: Picture | EntrySource | Enclosure) -> dict[str, object]:
    # Texts and numbers alone: nothing within is to be copied, as dataclasses.asdict would at four times the cost.
    return {name: getattr(value, name) for name in value.__slots__}


_EXTRA = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_PLAIN = json.JSONEncoder(ensure_ascii=False)
NO_ENCLOSURES = "[]"
"""What nearly every article has, and each of a store from before there were any."""


def zones(article: Article) -> str:
    """The text that matching needs, as it is stored."""
    return _PLAIN.encode([[zone.name, zone.text] for zone in article.zones])


def evidence(article: Article) -> str:
    """What an article declares about companies, as it is stored."""
    return _PLAIN.encode([found.stored() for found in article.evidence])


def enclosures(article: Article) -> str:
    """The files that come with an article, as they are stored."""
    return _PLAIN.encode([_fields(each) for each in article.enclosures]) if article.enclosures else NO_ENCLOSURES


def zones_of(stored: str) -> tuple[Zone, ...]:
    """The zones that are stored."""
    return tuple(Zone(name, text) for name, text in json.loads(stored))


def evidence_of(stored: str) -> tuple[Evidence, ...]:
    """What is stored of declared companies."""
    return tuple(Evidence(**found) for found in json.loads(stored)) if stored != "[]" else ()


def enclosures_of(stored: str) -> tuple[Enclosure, ...]:
    """The stored files."""
    return tuple(Enclosure(**found) for found in json.loads(stored)) if stored != NO_ENCLOSURES else ()


def day(published: int) -> str:
    """The UTC day of an instant (seconds since 1970), as ISO 8601."""
    return datetime.fromtimestamp(published, UTC).date().isoformat()
