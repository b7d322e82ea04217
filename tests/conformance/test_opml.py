"""O1-O3, OPML 2.0. O4 (what a token may not read) cannot be broken before there are tokens."""

from __future__ import annotations

from tests.conformance.documents import ABSOLUTE, BASE, Served, breaks, drop, holds, insert, mark, unmark, write
from tests.conformance.sites import Site
from tests.conformance.test_rss import WRONG_DATES, check_date

OUTLINE = "body/outline"
ATTRIBUTES = {"text", "type", "title", "xmlUrl", "htmlUrl", "language", "version", "description", "created", "category"}


def check_O1(document: Served) -> None:
    assert (document.root.tag, document.root.get("version")) == ("opml", "2.0")
    assert [child.tag for child in document.root] == ["head", "body"]
    outlines = document.root.findall("body//outline")
    assert outlines, "a body without outlines"
    assert all(outline.get("text", "").strip() for outline in outlines), "an outline without text"


def test_O1_version_head_body_and_outlines_with_text(opmls: list[Served], opml: Served) -> None:
    holds(check_O1, opmls)
    breaks(check_O1, opml, mark(".", "version", "1.0"), drop("head"), drop("body"), lambda root: root[1].clear())
    breaks(check_O1, opml, unmark(OUTLINE, "text"), mark(OUTLINE, "text", " "))


def check_O2(document: Served) -> None:
    feeds = [*document.root.findall("body//outline[@type]"), *document.root.findall("body//outline[@xmlUrl]")]
    for outline in feeds:
        assert outline.get("type") == "rss", f"type is {outline.get('type')}"
        assert outline.get("title", "").strip(), "a feed without title"
        for name in ("xmlUrl", "htmlUrl"):
            assert ABSOLUTE.match(outline.get(name, "")), f"{name} is {outline.get(name)!r}"


def test_O2_feeds_have_type_title_and_addresses(opmls: list[Served], opml: Served) -> None:
    holds(check_O2, opmls)
    breaks(
        check_O2,
        opml,
        mark(OUTLINE, "type", "atom"),
        *(unmark(OUTLINE, name) for name in ("xmlUrl", "title", "htmlUrl")),
    )
    breaks(check_O2, opml, mark(OUTLINE, "xmlUrl", "/feeds/all.atom"))


def test_O2_every_address_answers(opml: Served, seeds: Site) -> None:
    for outline in opml.root.findall("body//outline[@xmlUrl]"):
        for name in ("xmlUrl", "htmlUrl"):
            path = outline.get(name, "").removeprefix(BASE)
            assert seeds.get(path).status == 200, path


def check_O3(document: Served) -> None:
    for found in document.root.iter("dateCreated", "dateModified"):
        check_date(found.text or "")
    for outline in document.root.iter("outline"):
        check_date(outline.get("created", "Tue, 15 Feb 2022 11:11:11 GMT"))
        unknown = {str(name) for name in outline.attrib if not str(name).startswith("{")} - ATTRIBUTES
        assert not unknown, f"attributes that OPML has not: {unknown}"


def test_O3_dates_are_of_rfc_822_and_attributes_known(opmls: list[Served], opml: Served) -> None:
    holds(check_O3, opmls)
    breaks(check_O3, opml, mark(OUTLINE, "entries", "5"), *(write("head/dateModified", date) for date in WRONG_DATES))
    breaks(check_O3, opml, insert("head", "dateCreated", "2022-02-15"), mark(OUTLINE, "created", "2022-02-15"))
