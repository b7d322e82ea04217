"""The HTML within documents, read without repair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tests.conformance.documents import ILLEGAL, NS, Served

VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
FORBIDDEN = re.compile(
    "script|style|iframe|frame|frameset|object|embed|applet|form|input|button|select|textarea|base|meta|link|svg|math|"
    "template|noscript|title|head|body|html"
)
ADDRESSES = {"href", "src", "cite", "poster", "longdesc", "background", "action", "data", "formaction"}
SAFE = re.compile(r"(?:https?://[^/\s\\@]+(?:[/?#][^\s]*)?|data:image/(?:png|gif|jpeg|webp)[;,][^\s]*)\Z", re.I)
REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));?", re.I)


class Reader(HTMLParser):
    """Reads HTML as it is written: tags that are open, attributes, text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if not VOID.fullmatch(tag):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # a slash closes nothing in HTML

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"there is a comment: {data[:40]!r}")


def check_html(html: str) -> None:
    """Content is well-formed, refers to absolute addresses only, and can run nothing."""
    read = Reader(html)
    foreign = [tag for tag in read.tags if FORBIDDEN.fullmatch(tag)]
    assert not foreign, f"elements that are no content: {foreign}"
    for tag, name, value in read.attributes:
        assert not name.startswith("on"), f"<{tag} {name}> runs"
        assert name not in ("style", "srcdoc"), f"<{tag} {name}> styles or frames"
        if name in ADDRESSES:
            assert SAFE.match(value) or (tag, value[:7]) == ("a", "mailto:"), f"<{tag} {name}={value[:80]!r}>"
        if name == "srcset":
            for each in value.split(","):
                assert SAFE.match(each.split()[0]), f"<{tag} srcset={value[:80]!r}>"


def words(html: str) -> str:
    """The visible text of HTML."""
    return "".join(Reader(html).words)


def illegal_references(text: str) -> list[str]:
    """The character references of a text that name what XML 1.0 forbids."""
    numbers = [(found[0], int(found[1], 16) if found[1] else int(found[2])) for found in REFERENCE.finditer(text)]
    return [written for written, number in numbers if number > 0x10FFFF or ILLEGAL.match(chr(number))]


def contents(document: Served) -> Iterator[str]:
    """The HTML of every entry of a document in any format."""
    if document.url.partition("?")[0].endswith(".json"):
        yield from (item["content_html"] for item in document.json["items"] if "content_html" in item)
        return
    for path in ("a:entry/a:content[@type='html']", "channel/item/content:encoded"):
        for found in document.root.findall(path, NS):
            yield found.text or ""
