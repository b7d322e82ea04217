"""What reStructuredText has by name, beyond what docutils knows: directives and roles of Pelican's, Nikola's and
Sphinx's.

    .. youtube:: dQw4w9WgXcQ       the film's frame
    .. code-block:: python         program text; Pelican's and Nikola's options are passed over
    .. contents::                  nothing, since it says the headings again
    .. post:: 29th October 2021    the head of a post of ABlog's, with its author, tags and category
    .. update:: 5 March 2024       its day as a bold line, and the words below it
    .. include:: <isonum.txt>      signs by names (`|copy|`) that docutils comes with; no other file is read
    .. any-other:: words           the words below it
    :any-other:`words <target>`    the words

Sources: https://docutils.sourceforge.io/docs/ref/rst/directives.html,
https://docs.getpelican.com/en/latest/content.html#syntax-highlighting,
https://getnikola.com/handbook.html#restructuredtext-extensions.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.directives.images import Figure, Image
from docutils.parsers.rst.directives.misc import Include
from docutils.parsers.rst.languages import get_language as names_of
from docutils.parsers.rst.states import Inliner
from docutils.utils import new_document

from feedsvc.articles import ablogposts, embeds
from feedsvc.patterns import lazy

_DIRECTIVE = lazy(r"(?m)^[ \t]*+\.\.[ ](?:\|[^|\n]{1,200}\|[ ]+)?([A-Za-z][\w.+:-]{0,60}?)::(?=\s|\Z)")
_ROLE = lazy(r"(?::([A-Za-z][\w.+:-]{0,60}?):(?=`))|(?:`:([A-Za-z][\w.+-]{0,60}?):)")
_TARGETED = lazy(r"(?s)(.*\S)\s*<([^<>]*)>\Z")
_NAMED = lazy(r"[\w./#-]{1,200}\Z")
"""What another article may be called by."""
_FILM = lazy(r"[\w-]{6,20}\Z")
_ADDRESS = lazy(r"https?://\S+\Z")
_PICTURE = lazy(r"(?i)\.(?:jpe?g|png|gif|webp|avif)(?:\?\S*)?\Z")
_FRAMES = {
    "youtube": "https://www.youtube.com/embed/{}",
    "vimeo": "https://player.vimeo.com/video/{}",
}
_PROGRAMS = frozenset({"mermaid", "graphviz", "digraph", "graph", "plantuml", "uml"})
_LITERAL = frozenset({"kbd", "file", "command", "samp", "program", "option", "envvar", "func", "class", "meth", "mod"})
_OF_FILES = frozenset({"listing", "literalinclude", "gallery", "slides", "gist"})
"""What stands behind their name is a file's, not words."""
_SIGNS = lazy(r"<(?P<name>(?:iso|mml|xhtml1-)[a-z0-9-]{2,12}\.txt)>\Z")
"""The files of substitutions that docutils comes with (https://docutils.sourceforge.io/docs/ref/rst/definitions.html,
"Character Entity Sets")."""
POST = "feedsvc-post"
"""The attribute of a document that has what ABlog's directive says of it."""
_TAKEN = "feedsvc-signs"
"""The attribute of a document that has which of these it has."""
_CODE = ("code-block", "code", "sourcecode", "highlight")
_MOST_NAMES = 1_000
"""In one text."""


class _Any(dict[str, Callable[[str], Any]]):
    """Options of which any is taken as it stands, beside those that are known."""

    def __missing__(self, key: str) -> Callable[[str], Any]:
        return directives.unchanged


class _Free(Directive):
    """Takes whatever stands behind its name and below it."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = _Any({"class": directives.unchanged})


class _Kept(_Free):
    """What nobody knows: the words below it, or a film's frame, or program text."""

    def run(self) -> Sequence[nodes.Node]:
        told = self.arguments[0].strip() if self.arguments else ""
        if self.name in _FRAMES and _FILM.match(told):
            frame = f'<iframe src="{_FRAMES[self.name].format(told)}"></iframe>'
            return [nodes.raw("", frame, format="html")]
        if self.name in _PROGRAMS:
            return [nodes.literal_block("", "\n".join(self.content), classes=["code", self.name])]
        if shown := self._of_service(told) or self._of_paths():
            return shown
        around = nodes.container()
        if " " in told and self.name not in _OF_FILES:
            around += nodes.paragraph("", "", *self.state.inline_text(told, self.lineno)[0])
        self.state.nested_parse(self.content, self.content_offset, around)
        if not around.children and _ADDRESS.match(told):
            around += _of_address(told)
        if not around.children:
            what = f'the directive "{self.name}" is not known, and was left out'
            return [self.state_machine.reporter.warning(what, line=self.lineno)]
        return around.children

    def _of_service(self, told: str) -> list[nodes.Node]:
        """A link to what is shown of another service by its number there (`.. gist:: 50a7482`)."""
        address = "" if self.content else embeds.address_of(self.name, told.split(), {})
        return [] if not address or address == told else [_of_address(address)]

    def _of_paths(self) -> list[nodes.Node]:
        """The pictures whose paths stand a line each, as in Nikola's slides."""
        lines = [line.strip() for line in self.content if line.strip()]
        paths = self.name in _OF_FILES and all(_PICTURE.search(line) for line in lines)
        return [nodes.image("", uri=line) for line in lines] if paths else []


def _of_address(address: str) -> nodes.Node:
    """The picture at an address, or a link to it."""
    if _PICTURE.search(address):
        return nodes.image("", uri=address)
    return nodes.paragraph("", "", nodes.reference("", address, refuri=address))


class _Code(_Free):
    """Program text in a language, whatever its options say of how it is shown."""

    def run(self) -> Sequence[nodes.Node]:
        if not self.content:
            return []
        language = self.arguments[0].split() if self.arguments else []
        return [nodes.literal_block("", "\n".join(self.content), classes=["code", *language[:1]])]


class _Nothing(_Free):
    """What says nothing to readers of a feed."""

    def run(self) -> Sequence[nodes.Node]:
        return []


class _Post(_Free):
    """What ABlog says of a post; one without a day is a draft, and what stands in it is the summary, and part of the
    text unless it says `exclude` (https://ablog.readthedocs.io/en/stable/manual/posting-and-listing/)."""

    def run(self) -> Sequence[nodes.Node]:
        told = self.arguments[0].strip() if self.arguments else ""
        around = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, around)
        self.state.document[POST] = ablogposts.head_of(self.options, told, around.astext())
        return [] if "exclude" in self.options else around.children


class _Update(_Free):
    """A note of ABlog's that begins with its day."""

    def run(self) -> Sequence[nodes.Node]:
        told = self.arguments[0].strip() if self.arguments else ""
        around = nodes.container()
        around += nodes.paragraph("", "", nodes.strong("", f"Updated on {told}"))
        self.state.nested_parse(self.content, self.content_offset, around)
        return around.children


class _Clock(_Nothing):
    """The day on which a text is read, which is none of its own."""

    def run(self) -> Sequence[nodes.Node]:
        return [nodes.inline()]


class _Signs(Include):
    """Signs by names that docutils comes with; any other file is not read, and that is told."""

    def run(self) -> Sequence[nodes.Node]:
        found = _SIGNS.match(self.arguments[0].strip())
        lines = _signs(found["name"]) if found is not None and not self.options else ()
        if found is None or not lines:
            return super().run()
        taken: list[str] = self.state.document.setdefault(_TAKEN, [])
        if found["name"] not in taken:
            taken.append(found["name"])
            self.state_machine.insert_input(list(lines), found["name"])
        return []


@cache
def _signs(name: str) -> tuple[str, ...]:
    """The definitions in a file that docutils comes with; none where this version has no such file."""
    try:
        data = pkgutil.get_data("docutils.parsers.rst", f"include/{name}") or b""
    except OSError:
        return ()
    return tuple(line for line in data.decode().splitlines() if line.startswith(".. |"))


class _AnyImage(Image):
    """A picture, with options of whoever shows it."""

    option_spec = _Any(Image.option_spec or {})


class _AnyFigure(Figure):
    """A picture with words below it, with options of whoever shows it."""

    option_spec = _Any(Figure.option_spec or {})


def _role(
    role: str, _raw: str, text: str, _line: int, _inliner: Inliner, *_more: object, **_options: object
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """The words of a role that nobody knows, without the target behind them; Nikola's `doc` leads to an article."""
    words, name = nodes.unescape(text), role.rpartition(":")[2]
    targeted = _TARGETED.match(words)
    said = targeted[1] if targeted else words.lstrip("~!")
    target = targeted[2] if targeted else words
    if name == "doc" and _NAMED.match(target):
        return [nodes.reference("", said, refuri=f"{{% post_url {target} %}}")], []
    return [nodes.literal("", said) if name in _LITERAL else nodes.inline("", said)], []


_OWN: Mapping[str, type[Directive]] = {
    **dict.fromkeys(_CODE, _Code),
    **dict.fromkeys(("contents", "sectnum", "section-numbering", "toctree", "post-list", "postlist"), _Nothing),
    **dict.fromkeys(("image", "thumbnail"), _AnyImage),
    "figure": _AnyFigure,
    "include": _Signs,
    "post": _Post,
    "update": _Update,
    "date": _Clock,
}


def register(text: str) -> None:
    """Have docutils know every directive and role that a text names. Its tables are the process's; what nobody knows
    means the same in every text, and roles that texts before this one defined (`.. role:: red`) mean nothing here."""
    document, language = _names()
    # docutils itself never forgets one.
    roles._roles.clear()  # type: ignore[attr-defined]
    for name in _named(_DIRECTIVE, text) - _OWN.keys():
        if directives.directive(name, language, document)[0] is None:
            directives.register_directive(name, _Kept)
    for name in _named(_ROLE, text):
        if roles.role(name, language, 0, document.reporter)[0] is None:
            roles.register_local_role(name, _role)  # type: ignore[arg-type] # the stub takes links alone


def _named(pattern: re.Pattern[str], text: str) -> set[str]:
    """The names that a pattern's groups find, as docutils looks for them; of very many some."""
    return {name.lower() for found in islice(pattern.finditer(text), _MOST_NAMES) for name in found.groups() if name}


@cache
def _names() -> tuple[nodes.document, Any]:
    """What docutils looks names up with; its own directives and roles are there from then on, and ours."""
    for name, own in _OWN.items():
        directives.register_directive(name, own)
    return new_document(""), names_of("en")
