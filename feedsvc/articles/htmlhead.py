"""The head of an HTML file: `<title>`, `<meta name content>`, `<link rel=canonical>`; what is left is the body."""

from __future__ import annotations

import html
import re

from feedsvc.articles.headvalues import ParsedHead
from feedsvc.model import HeadValue

# What may stand before a body, one part at a time; possessive, and the first part that is not closed ends the scan.
PART = re.compile(
    r"\s++|<!doctype[^>]*+>|<\?xml[^>]*+>|</?(?:html|head)\b[^>]*+>"
    r"|<(?P<meta>meta|link|base)\b(?P<attributes>(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|<(?P<raw>title|style|script|noscript)\b[^>]*+>",
    re.IGNORECASE,
)
COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*+-->")
ATTRIBUTE = re.compile(r"""([^\s"'=<>/]{1,60})\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
BODY = re.compile(r"<body\b[^>]*+>", re.IGNORECASE)
BODY_END = re.compile(r"(?:</(?:body|html)\s*+>\s*+)++", re.IGNORECASE)


def parse_html(text: str) -> tuple[ParsedHead, str]:
    """The values of an HTML head by the names of its `<meta>`, and the body without `<body>` tags.

    A name that stands several times gives a tuple. `property` counts as a name (Open Graph), `contents` as content
    (an old habit of Pelican users), and `<link rel="canonical">` gives `canonical`.
    """
    values: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    line = position = 0
    for start, end, (name, value) in _parts(text):
        line, position = line + text.count("\n", position, start), start
        if name:
            values.setdefault(name, []).append(value)
            lines.setdefault(name, line)
        line, position = line + text.count("\n", position, end), end
    return ParsedHead({name: _value(found) for name, found in values.items()}, lines), _body(text[position:])


def _value(found: list[str]) -> HeadValue:
    return found[0] if len(found) == 1 else tuple(found)


def _parts(text: str) -> list[tuple[int, int, tuple[str, str]]]:
    """Start, end, name and value of each part of the head; a comment counts where another part follows."""
    parts: list[tuple[int, int, tuple[str, str]]] = []
    position = 0
    while match := COMMENT.match(text, position) or PART.match(text, position):
        start, position = position, match.end()
        if match.re is COMMENT or match[0].isspace():
            continue
        named = ("", "")
        if match["raw"]:
            close = re.compile(rf"</{match['raw']}\s*+>", re.IGNORECASE).search(text, position)
            if close is None:
                break
            if match["raw"].lower() == "title":
                named = ("title", _plain(text[position : close.start()]))
            position = close.end()
        elif match["meta"]:
            named = _named(match["attributes"])
        parts.append((start, position, named))
    return parts


def _named(tag: str) -> tuple[str, str]:
    attributes = {match[1].lower(): _plain(match[2] or match[3] or match[4] or "") for match in ATTRIBUTE.finditer(tag)}
    if attributes.get("rel", "").lower() == "canonical":
        return "canonical", attributes.get("href", "")
    name = attributes.get("name") or attributes.get("property") or ""
    return name, attributes.get("content") or attributes.get("contents") or ""


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())


def _body(text: str) -> str:
    opened = BODY.match(text.lstrip())
    body = text.lstrip()[opened.end() :] if opened else text
    closed = BODY_END.search(body)
    return body[: closed.start()] + body[closed.end() :] if closed else body
