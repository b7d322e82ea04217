"""Any article that is accepted comes out of every format, in every reader, as it went in."""

from __future__ import annotations

import json
import re
from calendar import timegm
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

import atoma
import feedparser
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from reader import make_reader
from werkzeug.datastructures import Headers

from feedsvc import render
from feedsvc.articles.build import build
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article
from feedsvc.served import Entry, FeedInfo, FeedPage
from tests.conformance.contents import words
from tests.conformance.corpus import CONTROLS
from tests.conformance.documents import BASE, Served, find, texts
from tests.conformance.test_xml import check_X1
from tests.html_pieces import MARKUP

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
SOURCE = SourceSettings("s", Path("s"), "S & <T>", address="https://s.example")
RECIPE = Recipe(SOURCE, SanitizeSettings(), NOW)
INFO = FeedInfo("https://feeds.example", "Desk & <Feeds>", "", "zh-CN", 300)
EXAMPLES = 50
SIGNS = st.sampled_from(
    [*"<>&'\"]\\`*_#|~:/%", "]]>", "&lt;", "&#8;", "&amp;amp;", "<b>", "</p>", " ", "\n", "\t", "中文", "😀"]
)
TEXT = st.lists(st.one_of(SIGNS, st.text(max_size=8), st.sampled_from(CONTROLS)), max_size=12).map("".join)
NAMES = st.lists(TEXT, max_size=3)
INSTANTS = st.datetimes(datetime(1990, 1, 2), datetime(2026, 1, 1)).map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}Z")  # noqa: DTZ001
HEADS = st.fixed_dictionaries(
    {"title": TEXT, "date": INSTANTS},
    optional={
        **dict.fromkeys(("description", "source", "link", "image", "lang", "id"), TEXT),
        **dict.fromkeys(("tags", "categories", "authors"), NAMES),
        "updated": INSTANTS,
    },
)


def entry(article: Article) -> Entry:
    """The article as the store would give it back."""

    def terms(kind: str) -> tuple[object, ...]:
        return tuple({term.key.lower(): term for term in article.terms if term.kind == kind}.values())

    return Entry(
        uuid=str(uuid5(NAMESPACE_URL, article.identity)),
        title=article.title,
        link=article.link,
        published=article.published,
        updated=max(article.published, article.updated or article.published),
        language=article.language,
        summary=article.summary,
        content=article.content,
        source=article.source,
        authors=tuple(term.label for term in article.terms if term.kind == "author"),
        picture=article.picture,
        categories=terms("category"),  # type: ignore[arg-type]
        tags=terms("tag"),  # type: ignore[arg-type]
        assumed=article.assumed,
    )


def page(of: Entry) -> FeedPage:
    return FeedPage(str(uuid5(NAMESPACE_URL, "feed")), "all", None, "/feeds/all", "", "/", of.updated, (of,))


class Fields(NamedTuple):
    """What a reader must be told of an article."""

    id: str
    title: str
    published: datetime | None
    updated: datetime | None
    content: str


def expected(of: Entry) -> Fields:
    content = "" if of.content.isspace() else of.content
    return Fields(f"urn:uuid:{of.uuid}", of.title, of.published, of.updated, content)


def moment(written: str) -> datetime:
    """A date of RFC 3339 or RFC 822."""
    at = datetime.fromisoformat(written) if written[:4].isdigit() else parsedate_to_datetime(written)
    return at.astimezone(UTC)


PATHS = {
    "atom": ("a:entry", "a:id", "a:title", "a:published", "a:updated", "a:content"),
    "rss": ("channel/item", "guid", "title", "pubDate", "a:updated", "content:encoded"),
}


def by_parser(format_name: str, document: bytes) -> Fields:
    """By a strict parser of XML or JSON."""
    if format_name == "json":
        item = json.loads(document)["items"][0]
        dates = [moment(item[name]) for name in ("date_published", "date_modified")]
        return Fields(item["id"], item["title"], dates[0], dates[1], item.get("content_html", ""))
    path, *names = PATHS[format_name]
    item = find(etree.fromstring(document, etree.XMLParser(resolve_entities=False)), path)
    name, title, published, updated, content = ("".join(texts(item, each)) for each in names)
    return Fields(name, title, moment(published), moment(updated), content)


def by_feedparser(document: bytes) -> Fields:
    """By feedparser, which strips texts, without its own cleaning."""
    read = feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.bozo_exception
    item = read.entries[0]
    published, updated = (
        datetime.fromtimestamp(timegm(item[f"{name}_parsed"]), UTC) for name in ("published", "updated")
    )
    # Without content feedparser gives an empty list; the summary is told apart by its type.
    content = [part.value for part in item.get("content", []) if part.type == "text/html"]
    return Fields(item.id, item.title, published, updated, "".join(content))


def by_atoma(format_name: str, document: bytes) -> Fields:
    """By atoma, which strips texts too; it knows no `updated` in RSS."""
    if format_name == "json":
        item = atoma.parse_json_feed_bytes(document).items[0]
        return Fields(item.id_, item.title, item.date_published, item.date_modified, item.content_html or "")
    if format_name == "rss":
        old = atoma.parse_rss_bytes(document).items[0]
        updated = by_parser("rss", document).updated
        return Fields(old.guid, old.title, old.pub_date, updated, old.content_encoded or "")
    one = atoma.parse_atom_bytes(document).entries[0]
    content = one.content.value if one.content else ""
    return Fields(one.id_, one.title.value, one.published, one.updated, content)


def by_reader(format_name: str, document: bytes, folder: Path) -> Fields:
    """By lemon24/reader, from a file; what it shows has gone through feedparser's own cleaning."""
    (folder / f"feed.{format_name}").write_bytes(document)
    with make_reader(":memory:", feed_root=str(folder)) as reader:
        reader.add_feed(f"feed.{format_name}")
        reader.update_feeds()
        assert reader.get_feed(f"feed.{format_name}").last_exception is None
        entry = next(iter(reader.get_entries()))
    content = "".join(part.value for part in entry.content if part.type == "text/html")
    return Fields(entry.id, entry.title or "", entry.published, entry.updated, content)


def stripped(fields: Fields) -> Fields:
    return fields._replace(title=fields.title.strip(), content=fields.content.strip())


def guessed(fields: Fields) -> Fields:
    """As feedparser guesses: UTF-8 that was taken for Latin-1 once, and controls of C1 that Windows means otherwise."""
    return fields._replace(title=repaired(fields.title), content=repaired(fields.content))


def repaired(text: str) -> str:
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return re.sub("[\x80-\x9f]", as_windows, text)


def as_windows(found: re.Match[str]) -> str:
    with suppress(UnicodeError):
        return found[0].encode("latin-1").decode("cp1252")
    return found[0]


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file: a head in one of its forms, with any characters in every field, and any body."""
    head, body = draw(HEADS), draw(st.one_of(TEXT, MARKUP))
    if draw(st.booleans()):
        lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in head.items())
        text = f"---\n{lines}---\n{body}"
    else:
        text = f"{json.dumps(head)}\n{body}"
    return text.replace("\0", "").encode("utf-8", "surrogatepass" if draw(st.booleans()) else "replace")


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(files())
@example(b'---\ntitle: "A & B <b>bold</b> &lt; ]]>"\ndate: 2022-03-28\n---\n<p>a &amp; b ]]&gt; <pre>\tc\n</pre>')
def test_an_accepted_article_comes_back_from_every_format(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    article = build("a.md", data, SiteFacts(), RECIPE)
    if not isinstance(article, Article):
        return
    of = entry(article)
    folder = tmp_path_factory.getbasetemp()
    for name, made_by in render.FORMATS.items():
        document = made_by.render(INFO, page(of))
        if name != "json":
            check_X1(Served(f"{BASE}/feeds/all.{name}", 200, Headers(), document))
        assert by_parser(name, document) == expected(of)
        assert stripped(by_atoma(name, document)) == stripped(expected(of))
        if name != "json":
            assert stripped(by_feedparser(document)) == stripped(guessed(expected(of)))
        check_reader(by_reader(name, document, folder), expected(of))


def check_reader(found: Fields, wanted: Fields) -> None:
    """What was cleaned again has the same words; a title of RSS with tags may be HTML to feedparser."""
    assert (found.id, found.published, found.updated) == (wanted.id, wanted.published, wanted.updated)
    if not set(wanted.title) & set("<&"):
        assert guessed(found).title == guessed(wanted).title.strip()
    assert words(guessed(found).content).split() == words(guessed(wanted).content).split()
