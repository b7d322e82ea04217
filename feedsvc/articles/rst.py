"""reStructuredText, as posts of Pelican's and Nikola's are written -> what its fields say, and HTML; by docutils.

    The old mill
    ############

    :date: 2024-03-03 10:12
    :tags: mills, towns

    Words of the *text*.

gives title `The old mill`, date and tags, and `<p>Words of the <em>text</em>.</p>`. No file is included or looked into,
whatever a text asks for; what is left out for that, or since docutils does not know it, is told with its line.

Sources: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html (bibliographic fields, document title),
https://docs.getpelican.com/en/latest/content.html#file-metadata.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

from docutils import nodes
from docutils.core import publish_parts
from docutils.readers import standalone
from docutils.transforms import Transform

from feedsvc.articles.characters import legal
from feedsvc.articles.dates import local_day
from feedsvc.articles.rstforms import POST, register
from feedsvc.articles.rsthtml import Writer
from feedsvc.model import HeadValue

_SILENT = 5
"""A level that no message has: none is printed, none stands in the text, none ends the reading."""
_WARNING, _ERROR = 2, 3
"""Levels of messages; over words that an error is about docutils makes nothing of them."""
_MOST_TOLD = 5
_TOLD = "feedsvc-told"
"""The attribute of a document that has what is told of it."""
_LONGEST_LINE = 10_000_000
"""Characters; docutils refuses a text with a line of ten thousand, as paragraphs without line breaks are."""
_SETTINGS = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "halt_level": _SILENT,
    "report_level": _SILENT,
    "initial_header_level": 2,
    "syntax_highlight": "none",
    "math_output": "MathJax none",
    "embed_stylesheet": False,
    "stylesheet_path": "",
    "line_length_limit": _LONGEST_LINE,
}


@dataclass(frozen=True, slots=True)
class Read:
    """What the fields at the begin of a text say, the title among them, each with its line from 0; the text as HTML;
    what was left out of it, each with the first line where that is known."""

    values: dict[str, HeadValue]
    lines: dict[str, int]
    html: str
    notes: tuple[tuple[str, int | None], ...]


def read(text: str, *, titled: bool, language: str = "en") -> Read:
    """Read a text with LF line ends; where it is `titled` by a head above it, a lone first heading is not its title,
    but stays. What stands above notes and warnings is in a `language` (BCP 47), if docutils has it. Raises
    RecursionError over a text that nests too deeply."""
    register(text)
    writer = Writer()
    settings = {**_SETTINGS, "doctitle_xform": not titled, "label_language": language}
    parts = publish_parts(legal(text), reader=_Reader(), writer=writer, settings_overrides=settings)
    document = writer.document
    assert document is not None  # noqa: S101 - it was written
    values, lines = _fields(document, text)
    _post(document, text, values, lines)
    if not titled and "title" not in values and (title := document.get("title", "")):
        values["title"], lines["title"] = _as_html(title), 0
    subtitle = f"<h2>{parts['subtitle']}</h2>\n" if parts["subtitle"] else ""
    return Read(values, lines, subtitle + parts["body"], tuple(document.get(_TOLD, ())))


class _LeftOut(Transform):
    """Keeps what docutils complains of, and puts back the words of which it could make nothing."""

    default_priority = 850  # before docutils takes the messages out

    def apply(self) -> None:
        told: dict[str, int | None] = {}
        placed = [*self.document.findall(nodes.system_message)]
        for message in [*placed, *self.document.parse_messages]:
            if message["level"] >= _WARNING:
                told.setdefault(_words_of(message), message.get("line"))
        for message in placed:
            if message["level"] >= _ERROR:
                _put_back(message)
        self.document[_TOLD] = [*told.items()][:_MOST_TOLD]


class _Reader(standalone.Reader):  # type: ignore[type-arg] # the class takes none
    """Of single files, as docutils has it."""

    def get_transforms(self) -> list[type[Transform]]:
        return [*super().get_transforms(), _LeftOut]


def _words_of(message: nodes.system_message) -> str:
    words = message.next_node(nodes.paragraph)
    what = "" if words is None else words.astext().splitlines()[0].rstrip(".: ")
    return f"reStructuredText: {what}"


def _put_back(message: nodes.system_message) -> None:
    source = message.next_node(nodes.literal_block)
    written = "" if source is None else source.astext().strip()
    if not written or written.startswith(".. "):
        return
    message.replace_self([nodes.paragraph("", part) for part in written.split("\n\n")])


def _as_html(words: str) -> str:
    """Words as HTML has them, which titles are read as: else a `<b>` in them would be a tag. Behind a backquote they
    are taken as they stand."""
    return words if "`" in words else html.escape(words, quote=False)


def _fields(document: nodes.document, text: str) -> tuple[dict[str, HeadValue], dict[str, int]]:
    """The fields below a title, of which docutils gives those that it knows elements of their own; the last of a name
    counts, as with Pelican."""
    values: dict[str, HeadValue] = {}
    lines: dict[str, int] = {}
    found = next(document.findall(nodes.docinfo), None)
    for field in [] if found is None else found.children:
        name, value = _field(field)
        # What docutils has an element for has lost its line.
        values[name], lines[name] = value, _line_of(name, text) if field.line is None else field.line - 1
    return values, lines


def _post(document: nodes.document, text: str, values: dict[str, HeadValue], lines: dict[str, int]) -> None:
    """Add what ABlog's directive says under keys that no field has, but for a date that cannot be read."""
    line = text.count("\n", 0, max(text.find(".. post::"), 0))
    said: dict[str, HeadValue] = document.get(POST, {})
    for key, value in said.items():
        if key not in values and (key != "date" or local_day(str(value)) is not None):
            values[key], lines[key] = value, line


def _line_of(name: str, text: str) -> int:
    """The first line that begins as a field of this name does."""
    found = text.lower().find(f"\n:{name}:")
    return text.count("\n", 0, found + 1)


def _field(field: nodes.Node) -> tuple[str, HeadValue]:
    if isinstance(field, nodes.authors):
        return "authors", tuple(author.astext() for author in field.findall(nodes.author))
    if isinstance(field, nodes.field):
        name, body = field.children
        return name.astext().lower(), "\n\n".join(part.astext() for part in body.children)
    return type(field).__name__, field.astext()
