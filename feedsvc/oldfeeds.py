"""Copies of the feeds that a site had on another server: under which ids its readers know its articles."""

from __future__ import annotations

import hashlib
import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedsvc.errors import SettingsError
from feedsvc.options import read_iri
from feedsvc.patterns import lazy

if TYPE_CHECKING:
    from lxml import etree

LINKS = ("url", "external_url")
"""Where JSON Feed 1.1 says an item's address."""

EXPORTED = {"post_type": "post", "status": "publish"}
"""What WordPress's export says of an item that its feed had."""


_ID = lazy(
    r"(?:https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]+)?/|tag:[a-z0-9@._-]+[,:/]|urn:(?!uuid:\S*[A-F])[a-z0-9-]+:)"
    r"(?:[!#$&-;=?-\[\]_a-z~]|%[0-9A-Fa-f]{2})*"
)
MAX_ID = 500
"""A longer id is a value in the wrong place, and more than an index of PostgreSQL's takes."""


@dataclass(frozen=True, slots=True)
class Known:
    """The address of each entry, a blank and its id, a line each, and a digest of all: there may be ten thousand, which
    go to building processes again and again, and one text goes there at a hundredth of the cost."""

    lines: str = field(default="", compare=False, repr=False)
    digest: str = ""

    @property
    def entries(self) -> list[tuple[str, str]]:
        """The address and the id of each."""
        return [(link, own) for line in self.lines.splitlines() for link, _, own in (line.partition(" "),)]


NONE = Known()


def read(name: str, files: Iterable[Path]) -> Known:
    """The entries of these copies (Atom, RSS, WordPress's export, JSON Feed), those of the first file before others.

    An entry of RSS without a guid is known by its link. What is no id for all formats, as a guid of Ghost's, is left
    out. Raises SettingsError, which names the setting of the source `name`, for a file that cannot be read or has
    nothing of use.
    """
    lines = "".join(f"{link} {own}\n" for file in files for link, own in _of_file(name, file))
    return Known(lines, hashlib.sha256(lines.encode()).hexdigest())


def _of_file(name: str, file: Path) -> list[tuple[str, str]]:
    what = f"sources.{name}.old_feeds: {str(file)!r}"
    try:
        data = file.read_bytes().removeprefix(BOM_UTF8).lstrip()
        found = _json(data) if data.startswith(b"{") else _xml(data)
    except OSError as error:
        raise SettingsError(f"{what} cannot be read: {error.strerror}; give the path of a feed's copy") from error
    except (ValueError, SyntaxError, RecursionError) as error:
        raise SettingsError(f"{what} is no feed; it takes copies of Atom, RSS or JSON Feed") from error
    pairs = [(link, own) for link, own in found if _is_iri(link) and is_id(own)]
    if not pairs:
        mend = "it takes such as https://…, tag:… and urn:… in ASCII, with scheme and host in small letters"
        raise SettingsError(f"{what} has no entry with a link and an id that can be kept; {mend}")
    return pairs


def _json(data: bytes) -> list[tuple[str, str]]:
    items = json.loads(data).get("items")
    entries = [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []
    return [(_first(each, LINKS), str(each.get("id", ""))) for each in entries]


def _first(item: dict[str, Any], names: Iterable[str]) -> str:
    return next((value for name in names if isinstance(value := item.get(name), str) and value), "")


def _xml(data: bytes) -> list[tuple[str, str]]:
    # Not above: most commands need no XML.
    from lxml import etree  # noqa: PLC0415

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    return [_entry(each) for each in root.iter("{*}entry", "{*}item") if _is_post(each)]


def _is_post(entry: etree._Element) -> bool:
    """WordPress's export, which is RSS, has pictures, menus and drafts among its items."""
    return all(_text(entry.find(f"{{*}}{name}")) in ("", value) for name, value in EXPORTED.items())


def _entry(entry: etree._Element) -> tuple[str, str]:
    link = next(filter(None, _links(entry)), "")
    return link, _text(entry.find("{*}id")) or _text(entry.find("{*}guid")) or link


def _links(entry: etree._Element) -> Iterator[str]:
    """RSS writes an address as the text of `link`, Atom as an attribute, and of what relation it is."""
    for link in entry.findall("{*}link"):
        if link.get("rel", "alternate") == "alternate":
            yield (link.get("href") or "").strip() or _text(link)


def _text(element: etree._Element | None) -> str:
    return "" if element is None else (element.text or "").strip()


def is_id(text: str) -> bool:
    """Whether a feed of any format can say an id: an address or URN in ASCII, whose scheme and host are in small
    letters, since readers compare ids letter by letter (RFC 4287 4.2.6.1).

    >>> is_id("https://old.example/?p=12"), is_id("HTTPS://old.example/?p=12"), is_id("12")
    (True, False, False)
    """
    return len(text) <= MAX_ID and _ID.fullmatch(text) is not None


def _is_iri(text: str) -> bool:
    try:
        return bool(read_iri(text)) and text.isprintable()
    except ValueError:
        return False
