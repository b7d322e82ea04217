"""M1, M2, Media RSS. M3 (itunes) is not in force: nothing of it is written, an enclosure is all that a
podcast needs."""

from __future__ import annotations

from lxml import etree

from tests.conformance.documents import ABSOLUTE, NS, Served, breaks, double, holds, insert, mark, refuses, unmark

MEDIA = NS["media"]
MEDIUMS = {"image", "audio", "video", "document", "executable", None}


def parts(document: Served) -> list[etree._Element]:
    return [found for found in document.root.iter() if isinstance(found.tag, str)]


def check_M1(document: Served) -> None:
    for found in parts(document):
        for name in [*filter(None, found.nsmap.values()), etree.QName(found).namespace or ""]:
            assert name == MEDIA or "search.yahoo.com" not in name, f"the namespace of Media RSS is not {name!r}"


def test_M1_the_namespace_is_exact(atoms: list[Served], rsses: list[Served], atom: Served, rss: Served) -> None:
    holds(check_M1, [*atoms, *rsses])
    for document in (atom, rss):
        refuses(check_M1, document.replaced(MEDIA.encode(), MEDIA.rstrip("/").encode()))
        refuses(check_M1, document.replaced(MEDIA.encode(), MEDIA.replace("http:", "https:").encode()))


def check_M2(document: Served) -> None:
    for entry in document.entries:
        for name in ("thumbnail", "content"):
            for found in entry.iter(f"{{{MEDIA}}}{name}"):
                assert ABSOLUTE.match(found.get("url", "")), f"media:{name} without an absolute url"
                assert found.get("medium") in MEDIUMS, f"no medium: {found.get('medium')!r}"
                sizes = (found.get("width", "1"), found.get("height", "1"))
                assert all(size.isdigit() and int(size) for size in sizes), f"no size: {sizes}"
        alone = entry.findall("media:content", NS)
        assert len(alone) <= 1, "several pictures outside a group"
        for group in entry.findall("media:group", NS):
            assert len(group.findall("media:content", NS)) > 1, "a group without alternatives"


def test_M2_pictures_have_an_address_and_a_medium(
    atoms: list[Served], rsses: list[Served], atom: Served, rss: Served
) -> None:
    holds(check_M2, [*atoms, *rsses])
    for document, entry in ((atom, "a:entry"), (rss, "channel/item")):
        content, thumbnail = f"{entry}/media:content", f"{entry}/media:thumbnail"
        breaks(
            check_M2, document, unmark(content, "url"), mark(content, "medium", "photo"), mark(content, "width", "0")
        )
        breaks(
            check_M2, document, mark(thumbnail, "url", "/a.png"), double(content), insert(entry, f"{{{MEDIA}}}group")
        )
