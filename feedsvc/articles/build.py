"""The stages of an article, joined: (path, bytes, SiteFacts, Recipe) -> Article, or the Problem that holds it back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from feedsvc.articles import (
    boilerplate,
    dates,
    document,
    identity,
    markup,
    pictures,
    repair,
    sanitize,
    site,
    summary,
    taxonomy,
    zones,
)
from feedsvc.articles.site import SiteFacts
from feedsvc.companies import evidence
from feedsvc.config import SourceSettings
from feedsvc.errors import DateError
from feedsvc.model import (
    Annotation,
    Article,
    Document,
    EntrySource,
    HeadValue,
    Moment,
    Passed,
    Picture,
    Problem,
    Term,
    Zone,
)

DATE_KEYS = ("date", "published", "publishdate", "pubdate", "published_at", "created", "created_at")
UPDATED_KEYS = ("updated", "lastmod", "last_modified_at", "modified", "date_updated", "updated_at")
SUMMARY_KEYS = ("description", "excerpt", "summary", "abstract", "digest")
PICTURE_KEYS = ("image", "cover", "headimg", "thumbnail", "banner", "featured_image", "og_image")
SOURCE_KEYS = ("source", "origin", "site_name", "publisher")
DRAFT_FOLDERS = frozenset({"_drafts", "drafts"})
AHEAD = timedelta(days=5 * 365.25)
TITLE_CHARACTERS = 80
"""A title made from a body's first words is cut here."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What building needs besides the file: its source's settings, picture proxies, and the time now (UTC)."""

    source: SourceSettings
    proxies: tuple[str, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Body:
    """A body after all its stages."""

    content: str
    summary: str
    picture: Picture | None
    zones: tuple[Zone, ...]
    stripped: boilerplate.Stripped
    annotations: tuple[Annotation, ...]
    link: str | None
    wants: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def build(path: str, data: bytes, facts: SiteFacts, recipe: Recipe) -> Article | Problem | Passed:
    """Build one article.

    `path` is relative to its source, with slashes. Whatever the bytes are, the answer is an Article, the Problem that
    holds it back, or the rule by which it is passed over; nothing is raised.
    """
    read = document.read(path, data)
    if isinstance(read, Problem):
        return read
    doc = replace(read, head=_clean_head(read.head))
    if _is_draft(doc):
        return Passed(path, "draft")
    found = _published(doc, recipe)
    if isinstance(found, Problem):
        return found
    raw, published = found
    return _article(doc, facts, recipe, (raw, published))


def _article(doc: Document, facts: SiteFacts, recipe: Recipe, date: tuple[str, Moment]) -> Article | Problem:
    raw, published = date
    body = _body(doc, facts, recipe)
    title = _title(doc, body)
    if not title:
        return Problem(doc.path, "title", "there is neither a title nor a text", "write a title or a text")
    updated, late = _updated(doc, recipe, published)
    terms = _terms(doc, recipe, body)
    mended = (*doc.mended, *_notes(doc, body, title), *late)
    categories = tuple(term for term in terms if term.kind == "category")
    tags = tuple(term for term in terms if term.kind == "tag")
    read = _with_title(body.zones, title)
    return Article(
        path=doc.path,
        identity=identity.identity(doc, doc.path),
        title=title,
        link=body.link,
        published=published.at,
        published_raw=raw,
        updated=updated,
        language=_language(doc, recipe),
        summary=body.summary,
        content=body.content,
        words=_words(title, read),
        source=_source(doc, recipe, body),
        picture=body.picture,
        terms=terms,
        labels=site.labels(categories, tags, body.stripped.labels),
        zones=read,
        evidence=evidence.declared(doc.head, read, body.annotations),
        assumed=published.assumed,
        removed=body.stripped.removed,
        mended=mended,
        wants=body.wants,
    )


def _clean_head(head: Mapping[str, HeadValue]) -> Mapping[str, HeadValue]:
    """Every text of the head as one line of legal characters: no stage behind this one meets another (rule 8)."""
    return {sanitize.plain(key): _clean(value) for key, value in head.items()}


def _clean(value: HeadValue) -> HeadValue:
    if isinstance(value, str):
        return sanitize.plain(value)
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    return {sanitize.plain(key): _clean(item) for key, item in value.items()}


def _is_draft(doc: Document) -> bool:
    folders = {part.lower() for part in PurePosixPath(doc.path).parts[:-1]}
    return document.flag(doc, "draft") is True or document.flag(doc, "published") is False or bool(
        folders & DRAFT_FOLDERS
    )  # fmt: skip


def _published(doc: Document, recipe: Recipe) -> tuple[str, Moment] | Problem:
    """The head's date, else the date in the file's name; never now."""
    raw = next((text for key in DATE_KEYS if (text := document.text(doc, key)) and not _is_switch(text)), "")
    written = raw or dates.from_path(doc.path) or ""
    line = next((doc.lines[key] for key in DATE_KEYS if raw and key in doc.lines), None)
    if not written:
        return Problem(doc.path, "date", "there is no date", "add a line such as date: 2022-03-28 19:13:15 +0800")
    try:
        moment = dates.parse(written, ZoneInfo(recipe.source.timezone), day_first=recipe.source.day_first)
    except DateError as error:
        return Problem(doc.path, "date", str(error), "write it as 2022-03-28 19:13:15 +0800", line)
    if moment.at > recipe.now + AHEAD:
        found = f"the date {written!r} is more than five years ahead"
        return Problem(doc.path, "date", found, "correct the year", line)
    assumed = moment.assumed if raw else (*moment.assumed, "date from file name")
    return written, Moment(moment.at, assumed)


def _is_switch(text: str) -> bool:
    """`published: true` is no date."""
    return text.lower() in ("true", "false", "yes", "no", "on", "off")


def _updated(doc: Document, recipe: Recipe, published: Moment) -> tuple[datetime | None, tuple[Problem, ...]]:
    raw = document.text(doc, *UPDATED_KEYS)
    if not raw:
        return None, ()
    try:
        moment = dates.parse(raw, ZoneInfo(recipe.source.timezone), day_first=recipe.source.day_first)
    except DateError as error:
        line = next((doc.lines[key] for key in UPDATED_KEYS if key in doc.lines), None)
        mend = "write it as 2022-03-28 19:13:15 +0800; the article is served without it"
        return None, (Problem(doc.path, "updated", str(error), mend, line, held=False),)
    if moment.at > recipe.now:
        # It has not happened: readers would sort the entry on top until then.
        found = f"the last change {raw!r} is still to come"
        line = next((doc.lines[key] for key in UPDATED_KEYS if key in doc.lines), None)
        mend = "correct it; the article is served without it"
        return None, (Problem(doc.path, "updated", found, mend, line, held=False),)
    return max(published.at, moment.at), ()


def _body(doc: Document, facts: SiteFacts, recipe: Recipe) -> Body:
    source = recipe.source
    made = markup.to_html(doc.body, doc.syntax, facts.targets)
    tree = repair.parse(made.html)
    charts = zones.charts(tree)
    stripped = boilerplate.strip(tree, source.rules_off)
    link = identity.link(doc, stripped.links, source.address)
    base = link or source.address
    pictures.restore(tree, recipe.proxies)
    repair.repair(tree, base)
    read = zones.read(tree, "", stripped.removed)
    own = tuple(text for key in PICTURE_KEYS if (text := document.text(doc, key)))
    return Body(
        content=sanitize.sanitize(repair.serialize(tree)),
        summary=summary.summarize(document.text(doc, *SUMMARY_KEYS), tree),
        picture=pictures.choose(tree, own, base, recipe.proxies),
        zones=read.zones,
        stripped=stripped,
        annotations=(*charts, *read.annotations),
        link=link,
        wants=made.wants,
        notes=made.notes,
    )


def _title(doc: Document, body: Body) -> str:
    """The head's title; without one the first words of the text, which is reported."""
    own = document.text(doc, "title")
    if own:
        return own
    words = body.summary
    return words if len(words) <= TITLE_CHARACTERS else words[: TITLE_CHARACTERS - 1].rstrip() + "…"


def _notes(doc: Document, body: Body, title: str) -> tuple[Problem, ...]:
    notes = [Problem(doc.path, "markup", note, "correct it in the text", held=False) for note in body.notes]
    if not document.text(doc, "title"):
        found = f"there is no title; the first words of the text stand for it: {title!r}"
        notes.append(Problem(doc.path, "title", found, "write a title", doc.lines.get("title"), held=False))
    if body.stripped.refused:
        found = "what the boilerplate rules would remove is too much of the text, so that all of it stays"
        notes.append(Problem(doc.path, "boilerplate", found, "switch rules off for this source", held=False))
    return tuple(notes)


def _with_title(read: tuple[Zone, ...], title: str) -> tuple[Zone, ...]:
    return (Zone("title", title), *(zone for zone in read if zone.name != "title"))


def _language(doc: Document, recipe: Recipe) -> str:
    own = document.text(doc, "lang", "language").replace("_", "-")
    plain = own.isascii() and all(part.isalnum() for part in own.split("-"))
    return own if own and plain else recipe.source.language


def _origin(doc: Document, body: Body) -> str | None:
    """Where the article came from, by its own words: `（文章来源：新华财经）`, or the head's `source`."""
    own = document.text(doc, *SOURCE_KEYS)
    return body.stripped.source or (own if own and identity.web_address(own) is None else None)


def _source(doc: Document, recipe: Recipe, body: Body) -> EntrySource:
    source = recipe.source
    name = _origin(doc, body) or source.title
    return EntrySource(name, source.address, source.feed_id, source.feed_url)


def _terms(doc: Document, recipe: Recipe, body: Body) -> tuple[Term, ...]:
    own = Term("source", taxonomy.key(recipe.source.name), recipe.source.title)
    origin = _origin(doc, body)
    sources = (Term("source", taxonomy.key(origin), origin), own) if origin else (own,)
    return (
        *taxonomy.categories(doc, doc.path, recipe.source.generator),
        *taxonomy.tags(doc),
        *taxonomy.authors(doc),
        *sources,
    )


def _words(title: str, read: tuple[Zone, ...]) -> str:
    """Digest of the author's words without white space: what does not change it is no change worth telling."""
    digest = hashlib.sha256("".join(title.split()).encode())
    for zone in read:
        if zone.name != "byline":
            digest.update("".join(zone.text.split()).encode())
    return digest.hexdigest()
