"""X1-X4, XML 1.0: of every Atom and RSS feed and of OPML, whatever articles say."""

from __future__ import annotations

import re

import pytest

from tests.conformance.contents import contents, illegal_references
from tests.conformance.corpus import TABS, TABS_TITLE
from tests.conformance.documents import ILLEGAL, Served, holds, refuses, texts

ENTITY = re.compile(r"&(?!#)([^;\s<&]*);?")
DECLARED = re.compile(rb"""<\?xml version=['"]1\.0['"] encoding=['"]([A-Za-z0-9._-]+)['"]\?>""")


@pytest.fixture
def xmls(atoms: list[Served], rsses: list[Served], opmls: list[Served]) -> list[Served]:
    return [*atoms, *rsses, *opmls]


def text_of(document: Served) -> str:
    try:
        return document.body.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise AssertionError(f"not UTF-8: {exc}") from exc


def check_X1(document: Served) -> None:
    assert document.root.tag
    text = text_of(document)
    assert not (found := ILLEGAL.findall(text)), f"characters that XML forbids: {found[:5]!r}"
    assert not (found := illegal_references(text)), f"references to them: {found[:5]}"
    for html in contents(document):
        assert not (found := illegal_references(html)), f"references to them within content: {found[:5]}"
        assert not ILLEGAL.search(html)


def test_X1_only_legal_characters_in_every_field(xmls: list[Served], atom: Served, rss: Served) -> None:
    holds(check_X1, xmls)
    for document in (atom, rss):
        refuses(
            check_X1,
            document.replaced("京".encode(), b"\x0b"),
            document.replaced("京".encode(), b"&#8;"),
            document.replaced("京".encode(), b"&#xFFFF;"),
            document.replaced(b"&lt;p&gt;", b"&lt;p&gt;&amp;#x1F;"),
            document.replaced(b"</id>" if document is atom else b"</guid>", b""),
        )


def check_X2(document: Served) -> None:
    text = text_of(document)
    assert not re.search("[\ud800-\udfff\ufffe\uffff]", text), "a surrogate, U+FFFE or U+FFFF"
    for entry in document.entries:
        if TABS_TITLE in texts(entry, "a:title") + texts(entry, "title"):
            html = "".join(texts(entry, "a:content") + texts(entry, "content:encoded"))
            assert not html or html.count(TABS) == 2, f"program text lost its tabs or lines: {html!r}"


def test_X2_no_surrogates_and_tabs_survive(xmls: list[Served], atoms: list[Served], atom: Served) -> None:
    holds(check_X2, xmls)
    tabs = next(each for each in atoms if TABS in each.body.decode())
    refuses(
        check_X2,
        atom.replaced("京".encode(), b"\xed\xa0\x80"),
        atom.replaced("京".encode(), b"\xef\xbf\xbf"),
        tabs.replaced(TABS.encode(), TABS.replace("\t", " ").encode()),
        tabs.replaced(TABS.encode(), TABS.replace("\n", " ").encode()),
    )


def check_X3(document: Served) -> None:
    assert document.body.startswith(b"<?xml "), f"before the XML declaration: {document.body[:20]!r}"
    named = set(ENTITY.findall(text_of(document)))
    assert named <= {"lt", "gt", "amp", "quot", "apos"}, f"entities that XML has not: {named}"


def test_X3_nothing_before_the_declaration_and_only_xml_entities(xmls: list[Served], atom: Served, rss: Served) -> None:
    holds(check_X3, xmls)
    refuses(
        check_X3,
        atom.replaced(b"<?xml", b"\xef\xbb\xbf\n<?xml"),
        rss.replaced(b"<?xml", b"\n<?xml"),
        rss.replaced("京".encode(), b"&nbsp;"),
        atom.replaced("京".encode(), b"A & B;"),
    )


def check_X4(document: Served) -> None:
    assert b"<!DOCTYPE" not in document.body, "a DOCTYPE"
    assert b"<!ENTITY" not in document.body, "an entity"
    declared = DECLARED.match(document.body)
    assert declared, "no declared encoding"
    charset = re.findall(r"charset=([^;\s]+)", document.headers["Content-Type"])
    assert [each.lower() for each in charset] == [declared[1].decode().lower()] == ["utf-8"], "encodings differ"
    assert text_of(document)


def test_X4_no_doctype_and_one_encoding(xmls: list[Served], atom: Served, opml: Served) -> None:
    holds(check_X4, xmls)
    refuses(
        check_X4,
        atom.replaced(b"<feed", b"<!DOCTYPE feed><feed"),
        opml.replaced(b"UTF-8", b"gb18030"),
        atom.headed("Content-Type", "application/atom+xml"),
        atom.headed("Content-Type", "application/atom+xml; charset=gb18030"),
        atom.replaced("京".encode(), "京".encode("gb18030")),
    )
