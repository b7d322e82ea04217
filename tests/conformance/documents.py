"""A served document as the checks read it, and copies of it with one thing changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
from lxml import etree
from werkzeug.datastructures import Headers

BASE = "https://feeds.example"
ATOM = "http://www.w3.org/2005/Atom"
NS = {
    "a": ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ABSOLUTE = re.compile(r"https?://[^/?#\s]+[^\s]*\Z")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)\Z")
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
T = TypeVar("T")
Change = Callable[[etree._Element], object]


@dataclass(frozen=True)
class Served:
    """An answer: the absolute address it was served at, what was sent with the request, what came."""

    url: str
    status: int
    headers: Headers
    body: bytes
    asked: dict[str, str] = field(default_factory=dict)
    method: str = "GET"
    verdict: str = ""

    @property
    def path(self) -> str:
        """The path of its address, without format: `/feeds/company/06618.HK`."""
        return urlsplit(self.url).path.rpartition(".")[0]

    @cached_property
    def root(self) -> etree._Element:
        """The root element, by a strict parser."""
        try:
            return etree.fromstring(self.body, etree.XMLParser(recover=False, resolve_entities=False))
        except etree.XMLSyntaxError as exc:
            raise AssertionError(f"no strict parser reads it: {exc}") from exc

    @cached_property
    def json(self) -> Any:
        """The JSON value."""
        return json.loads(self.body)

    @cached_property
    def entries(self) -> list[etree._Element]:
        """The entries of Atom, the items of RSS."""
        return [*self.root.findall("a:entry", NS), *self.root.findall("channel/item", NS)]

    @property
    def tags(self) -> set[str]:
        """The members of its Vary header, in lower case."""
        return members(self.headers.get("Vary", ""))

    def edited(self, change: Change) -> Served:
        """A copy whose XML is changed; the check must take the copy with no change."""
        root = deepcopy(self.root)
        change(root)
        return replace(self, body=etree.tostring(root, encoding="UTF-8", xml_declaration=True))

    def rewritten(self, change: Callable[[Any], object]) -> Served:
        """A copy whose JSON is changed."""
        value = json.loads(self.body)
        change(value)
        return replace(self, body=json.dumps(value).encode())

    def replaced(self, old: bytes, new: bytes) -> Served:
        """A copy with the first `old` of its bytes replaced."""
        assert old in self.body, f"{self.url} has no {old!r} to break"
        return replace(self, body=self.body.replace(old, new, 1))

    def headed(self, name: str, value: str | None) -> Served:
        """A copy with another header, or without it."""
        headers = Headers(self.headers)
        headers.remove(name)
        if value is not None:
            headers[name] = value
        return replace(self, headers=headers)


def members(header: str) -> set[str]:
    """The members of a header that is a list, in lower case."""
    return {member.strip().lower() for member in header.split(",") if member.strip()}


def holds(check: Callable[[T], None], subjects: Iterable[T]) -> None:
    """The check passes for every subject, of which there are some; what fails is told with its address."""
    some = False
    for subject in subjects:
        some = True
        try:
            check(subject)
        except AssertionError as exc:
            exc.add_note(f"in {getattr(subject, 'url', '')}")
            raise
    assert some, "there is nothing to check"


def refuses(check: Callable[[T], None], *broken: T) -> None:
    """The check fails for each of these."""
    for each in broken:
        with pytest.raises(AssertionError):
            check(each)


def breaks(check: Callable[[Served], None], document: Served, *changes: Change) -> None:
    """The check takes the document, and refuses it after each of these changes of its XML."""
    check(document.edited(lambda root: None))
    refuses(check, *(document.edited(change) for change in changes))


def find(root: etree._Element, path: str) -> etree._Element:
    """The one that a change is made to; there must be one."""
    found = root.find(path, NS)
    assert found is not None, f"there is no {path} to break"
    return found


def drop(path: str) -> Change:
    """The first element at `path` removed."""

    def change(root: etree._Element) -> None:
        found = find(root, path)
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return change


def double(path: str) -> Change:
    """The first element at `path` repeated behind itself."""
    return lambda root: find(root, path).addnext(deepcopy(find(root, path)))


def write(path: str, text: str) -> Change:
    """Another text in the first element at `path`."""
    return lambda root: setattr(find(root, path), "text", text)


def mark(path: str, name: str, value: str) -> Change:
    """Another attribute of the first element at `path`."""
    return lambda root: find(root, path).set(name, value)


def unmark(path: str, name: str) -> Change:
    """The first element at `path` without an attribute."""
    return lambda root: find(root, path).attrib.pop(name)


def insert(path: str, name: str, text: str = "", **attributes: str) -> Change:
    """A new element at the end of the first element at `path`; `name` as `{namespace}name`."""

    def change(root: etree._Element) -> None:
        etree.SubElement(find(root, path), name, attributes).text = text

    return change


def texts(element: etree._Element, path: str) -> list[str]:
    """The texts of all elements at a path."""
    return [found.text or "" for found in element.findall(path, NS)]
