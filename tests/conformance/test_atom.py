"""A1, A2, A4, A8-A17, RFC 4287: what one Atom document must have. What several must share is in test_permanence.py."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from tests.conformance.contents import check_html, contents
from tests.conformance.documents import (
    ABSOLUTE,
    ATOM,
    NS,
    RFC3339,
    Served,
    breaks,
    double,
    drop,
    find,
    holds,
    insert,
    mark,
    refuses,
    texts,
    unmark,
    write,
)

NAMES = ("id", "title", "subtitle", "updated", "author", "link", "generator", "icon", "logo", "rights", "category")
METADATA = {f"{{{ATOM}}}{name}" for name in NAMES}
TEXTS = tuple(f"{{{ATOM}}}{name}" for name in ("title", "subtitle", "summary", "content", "rights"))
WRONG_DATES = ("2022-02-15t11:11:11Z", "2022-02-15T11:11:11", "1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z")
ENTRY = "a:entry"


def each_part(document: Served) -> list[etree._Element]:
    return [document.root, *document.entries]


def check_A1(document: Served) -> None:
    assert document.root.tag == f"{{{ATOM}}}feed"
    for part in each_part(document):
        for name in ("id", "title", "updated"):
            found = texts(part, f"a:{name}")
            assert len(found) == 1, f"{len(found)} {name} in {part.tag}"
            assert found[0].strip(), f"an empty {name} in {part.tag}"


def test_A1_exactly_one_id_title_and_updated(atoms: list[Served], atom: Served) -> None:
    holds(check_A1, atoms)
    for path in ("a:id", "a:title", "a:updated", "a:entry/a:id", "a:entry/a:title", "a:entry/a:updated"):
        breaks(check_A1, atom, drop(path), double(path), write(path, " "))


def check_A2(document: Served) -> None:
    for entry in document.entries:
        named = [
            *texts(entry, "a:author/a:name"),
            *texts(entry, "a:source/a:author/a:name"),
            *texts(document.root, "a:author/a:name"),
        ]
        assert any(name.strip() for name in named), "an entry that nobody wrote"
        assert all(name.strip() for name in texts(entry, "a:author/a:name")), "an author without a name"


def test_A2_every_entry_has_an_author_with_a_name(atoms: list[Served], atom: Served) -> None:
    def anonymous(root: etree._Element) -> None:
        for author in root.findall(".//a:author", NS):
            author.clear()

    holds(check_A2, atoms)
    breaks(check_A2, atom, anonymous, write("a:entry/a:author/a:name", " "))


def check_A4(document: Served) -> None:
    repeated = [name for name, times in Counter(texts(document.root, "a:entry/a:id")).items() if times > 1]
    assert not repeated, f"several entries have one id: {repeated}"


def test_A4_no_two_entries_share_an_id(atoms: list[Served], atom: Served) -> None:
    holds(check_A4, atoms)
    breaks(check_A4, atom, double(ENTRY))


def check_A8(document: Served) -> None:
    latest = datetime.now(UTC) + timedelta(hours=24)
    dates = [found for name in ("updated", "published") for found in document.root.iter(f"{{{ATOM}}}{name}")]
    for found in dates:
        written = found.text or ""
        assert RFC3339.match(written), f"no date of RFC 3339: {written!r}"
        assert datetime(1990, 1, 1, tzinfo=UTC) <= datetime.fromisoformat(written) <= latest, f"implausible: {written}"


def test_A8_dates_are_of_rfc_3339_and_plausible(atoms: list[Served], atom: Served) -> None:
    holds(check_A8, atoms)
    for date in WRONG_DATES:
        breaks(check_A8, atom, write("a:entry/a:published", date), write("a:updated", date))


def check_A9(document: Served) -> None:
    for part in each_part(document):
        links = part.findall("a:link", NS)
        kinds = Counter(
            (link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"
        )
        assert all(times == 1 for times in kinds.values()), f"alternates of one type: {kinds}"
        assert all(ABSOLUTE.match(link.get("href", "")) for link in links), "a link that is not absolute"
    own = [link for link in document.root.findall("a:link", NS) if link.get("rel") == "self"]
    assert [link.get("href") for link in own] == [document.url], f"self is not {document.url}"
    assert own[0].get("type", "application/atom+xml") == "application/atom+xml", "self is no Atom"


def test_A9_one_self_which_is_the_address_and_one_alternate_of_a_type(atoms: list[Served], atom: Served) -> None:
    own, other = "a:link[@rel='self']", "a:link[@rel='alternate']"
    holds(check_A9, atoms)
    breaks(
        check_A9,
        atom,
        drop(own),
        double(own),
        mark(own, "href", "https://other.example/feeds/all.atom"),
        mark(own, "href", "/feeds/all.atom"),
        mark(own, "type", "application/feed+json"),
        double(other),
        double("a:entry/a:link"),
    )


@pytest.fixture
def twins(atoms: list[Served], jsons: list[Served]) -> list[tuple[Served, Served]]:
    """Atom and JSON of the same feed: what JSON says needs no escaping."""
    return list(zip(atoms, jsons, strict=True))


def check_A10(twin: tuple[Served, Served]) -> None:
    document, plain = twin
    titles = document.root.findall("a:entry/a:title", NS)
    for found in [find(document.root, "a:title"), *titles]:
        assert found.get("type", "text") == "text", "a plain title that calls itself something else"
        assert len(found) == 0, "a title with elements"
    said = [item["title"] for item in plain.json["items"]]
    assert [found.text for found in titles] == said, "titles are escaped more than once, or less"
    assert find(document.root, "a:title").text == plain.json["title"]


def test_A10_titles_are_plain_and_escaped_once(twins: list[tuple[Served, Served]]) -> None:
    holds(check_A10, twins)
    document, plain = next(twin for twin in twins if b"&lt;b&gt;bold" in twin[0].body)
    title = f"a:entry/a:title[.='{find(document.root, 'a:entry/a:title').text}']"
    wrong = (write(title, "A &amp; B"), mark(title, "type", "html"), write("a:title", "Desk &amp; Feeds"))
    refuses(check_A10, *((document.edited(change), plain) for change in wrong))


def check_A11(twin: tuple[Served, Served]) -> None:
    document, plain = twin
    for found in document.root.findall("a:entry/a:content", NS):
        assert (found.get("type"), len(found)) == ("html", 0), "content that is not escaped"
    said = [item["content_html"] for item in plain.json["items"] if "content_html" in item]
    assert list(contents(document)) == said, "content is escaped more than once, or less"
    for html in said:
        check_html(html)


def test_A11_content_is_escaped_once_whole_absolute_and_harmless(
    twins: list[tuple[Served, Served]], atom: Served, json_feed: Served
) -> None:
    content = "a:entry/a:content"
    holds(check_A11, twins)
    twice = atom.edited(write(content, "&lt;p&gt;twice&lt;/p&gt;"))
    refuses(check_A11, (twice, json_feed), (atom.edited(insert(content, "p")), json_feed))
    for html in WRONG_HTML:
        with_it = json_feed.rewritten(lambda feed: feed["items"][0].update(content_html=html))  # noqa: B023 - at once
        refuses(check_A11, (atom.edited(write(content, html)), with_it))


WRONG_HTML = (
    "<p>not closed",
    "</p>",
    "<b><i>crossed</b></i>",
    '<a href="b.html">relative</a>',
    '<a href="//b.example/">relative</a>',
    '<a href="#b">relative</a>',
    '<img src="/b.png">',
    '<img srcset="https://b.example/b.png 1x, b.png 2x">',
    '<a href="javascript:alert(1)">runs</a>',
    '<a href="https:/b.example">no host</a>',
    '<p onclick="x()">runs</p>',
    '<p style="x:y">styled</p>',
    "<script>x()</script>",
    "<!-- a comment -->",
)


def check_A12(document: Served) -> None:
    for found in document.root.iter(*TEXTS):
        kind = found.get("type", "text")
        assert kind in ("text", "html", "xhtml"), f"type is {kind!r}"
        if kind == "xhtml":
            assert [child.tag for child in found] == ["{http://www.w3.org/1999/xhtml}div"], "not exactly one div"


def test_A12_xhtml_has_one_div_and_no_type_is_cdata(atoms: list[Served], atom: Served) -> None:
    holds(check_A12, atoms)
    breaks(check_A12, atom, mark("a:entry/a:content", "type", "xhtml"), mark("a:title", "type", "CDATA"))


def check_A13(document: Served) -> None:
    for entry in document.entries:
        content = entry.find("a:content", NS)
        if content is None:
            links = [link for link in entry.findall("a:link", NS) if link.get("rel", "alternate") == "alternate"]
            assert links, "neither content nor alternate"
            assert entry.find("a:summary", NS) is not None, "neither content nor summary"
        elif content.get("src"):
            assert entry.find("a:summary", NS) is not None, "content from elsewhere without a summary"


def test_A13_without_content_there_is_an_alternate(atoms: list[Served]) -> None:
    holds(check_A13, atoms)
    short = next(each for each in atoms if "content=summary" in each.url and each.entries)
    breaks(check_A13, short, drop("a:entry/a:link"), drop("a:entry/a:summary"))

    def from_elsewhere(root: etree._Element) -> None:
        etree.SubElement(find(root, ENTRY), f"{{{ATOM}}}content", src="https://a.example/")
        drop("a:entry/a:summary")(root)

    breaks(check_A13, short, from_elsewhere)


def check_A14(document: Served) -> None:
    for entry in document.entries:
        source = entry.find("a:source", NS)
        if source is None:
            assert any(name.strip() for name in texts(entry, "dc:source")), "not told where it came from"
            continue
        for name in ("id", "title", "updated"):
            assert len(texts(source, f"a:{name}")) == 1, f"a source without {name}"
        assert texts(source, "a:updated") == texts(entry, "a:updated"), "a source's date that is not the entry's own"


def test_A14_where_it_came_from_is_told_with_the_entrys_own_date(atoms: list[Served], atom: Served) -> None:
    holds(check_A14, atoms)
    breaks(check_A14, atom, drop("a:entry/dc:source"))
    known = next(each for each in atoms if each.root.find("a:entry/a:source", NS) is not None)
    source = "a:entry/a:source"
    breaks(check_A14, known, *(drop(f"{source}/a:{name}") for name in ("id", "title", "updated")))
    breaks(check_A14, known, write(f"{source}/a:updated", "2026-01-01T00:00:00Z"))


def check_A15(document: Served) -> None:
    for entry in document.entries:
        categories = [(found.get("term", ""), found.get("scheme")) for found in entry.findall("a:category", NS)]
        assert all(term.strip() for term, _ in categories), "a category without a term"
        assert len(set(categories)) == len(categories), f"a category twice: {categories}"
        assert all(ABSOLUTE.match(scheme or "") for _, scheme in categories), "a scheme that is no address"


def test_A15_categories_have_a_term_once(atoms: list[Served], atom: Served) -> None:
    category = "a:entry/a:category"
    holds(check_A15, atoms)
    breaks(check_A15, atom, unmark(category, "term"), mark(category, "term", " "), double(category))


def check_A16(document: Served) -> None:
    for link in document.root.iter(f"{{{ATOM}}}link"):
        if link.get("rel") == "enclosure":
            assert "/" in link.get("type", ""), "an enclosure without a type"
            assert link.get("length", "").isdigit(), "an enclosure without a length"


def test_A16_enclosures_carry_type_and_length(atoms: list[Served], atom: Served) -> None:
    def enclosure(**attributes: str) -> Served:
        given = {"rel": "enclosure", "href": "https://a.example/a.mp3", **attributes}
        return atom.edited(insert(ENTRY, f"{{{ATOM}}}link", **given))

    assert any(b'rel="enclosure"' in each.body for each in atoms)
    holds(check_A16, [*atoms, enclosure(type="audio/mpeg", length="1")])
    refuses(
        check_A16,
        enclosure(length="1"),
        enclosure(type="audio/mpeg"),
        enclosure(type="audio/mpeg", length="-1"),
    )


def check_A17(document: Served) -> None:
    children = [child.tag for child in document.root if isinstance(child.tag, str)]
    first = children.index(f"{{{ATOM}}}entry") if f"{{{ATOM}}}entry" in children else len(children)
    late = METADATA & set(children[first:])
    assert not late, f"behind the first entry: {late}"


def test_A17_metadata_comes_before_entries(atoms: list[Served], atom: Served) -> None:
    def last(path: str) -> Served:
        return atom.edited(lambda root: root.append(find(root, path)))

    holds(check_A17, atoms)
    refuses(check_A17, last("a:title"), last("a:updated"), last("a:link"), last("a:author"))
