"""The words of a source as its reader would see them, read with Python's own HTML parser and none of our stages.

What is compared are letters, digits and marks beyond ASCII: ASCII marks may be Markdown's.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

UNSEEN = frozenset({"script", "style", "noscript", "button", "template", "svg", "title"})
"""Elements whose content no reader of the articles in the tests sees."""

UNSEEN_STYLES = frozenset({"display:none", "display:none;height:1px;overflow:hidden;"})
"""And the styles by which these articles hide paragraphs, in full."""

_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u2060\ufe0f\ufeff"

_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(.*?)^ {0,3}\1[ \t]*$", re.M | re.S)
_INDENTED = re.compile(r"(?<=\n\n)(?:    [^\n]*\n)+")
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+|[\w.+-]+@[\w.-]+)>")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^()\n]*\)")
_TARGET = re.compile(r"(?<=\])(?:\([^()\n]*\)|\[[^\]\n]*\])")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]: \S+[^\n]*$", re.M)
_ATTRIBUTES = re.compile(r"^\{: [^{}\n]*\}$|(?<=[ ])\{#[\w-]+\}$", re.M)
_NUMBERED = re.compile(r"^( *(?:> )*)[0-9]{1,3}[.)](?= )", re.M)
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:", re.M)
_BOX = re.compile(r"^( *[-*+] )\[([ x])\]", re.M)
_BARE_LESS = re.compile(r"<(?![A-Za-z/!?])")


def letters(text: str) -> str:
    """What is compared of a text."""
    return "".join(c for c in text if (c.isalnum() or c > "\x7f") and not c.isspace() and c not in _WIDTHLESS)


def words_of_html(html: str) -> str:
    """The letters of HTML that are seen."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return letters("".join(parser.words))


def words_of_markdown(source: str) -> str:
    """The letters of a Markdown source that are seen: its marks, and where its links lead, taken off."""
    text = _FENCED.sub(lambda found: escape(found[2]), source.replace("\r\n", "\n"))
    text = _INDENTED.sub(lambda found: escape(found[0]), text)
    text = _SPAN.sub(lambda found: escape(found[2]), text)
    text = _AUTOLINK.sub(r" \1 ", text)
    text = _DEFINITION.sub("", _TARGET.sub("", _NOTE.sub("", _PICTURE.sub("", text))))
    text = _NUMBERED.sub(r"\1", _ATTRIBUTES.sub("", text))
    text = _BOX.sub(lambda found: found[1] + ("☑" if found[2] == "x" else "☐"), text)
    return words_of_html(_BARE_LESS.sub("&lt;", text))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = (dict(attrs).get("style") or "").replace(" ", "")
        opens = bool(self.unseen) or tag in UNSEEN or style in UNSEEN_STYLES
        if opens and tag not in _VOID:
            self.unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            while self.unseen.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)
