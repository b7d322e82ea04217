"""What directives and roles of MyST draw, as Markdown (`myst`): notes, pictures, program text, formulas, films, words.

    {sup}`2`  ->  <sup>2</sup>        {doc}`The mill <mill>`  ->  [The mill](mill.md)

What only says how a page looks keeps what stands in it, and what shows other files is left out and told.

Sources: https://docutils.sourceforge.io/docs/ref/rst/directives.html, https://www.sphinx-doc.org/en/master/usage/,
https://sphinx-design.readthedocs.io/, https://myst-nb.readthedocs.io/en/latest/render/hiding.html.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from feedsvc.articles.embeds import address_of
from feedsvc.articles.lookups import Lookups
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

Read = Callable[[str], str]
_ROLE = lazy(
    r"(?P<run>`{1,6}+)[^\n]{1,500}?(?<!`)(?P=run)(?!`)"
    r"|(?<!\\)\{(?P<role>[A-Za-z][\w:.+-]{0,40})\}`(?P<words>[^`\n]{1,300})`"
)
_TARGETED = lazy(r"(?P<said>[^<>]{0,250}[^<>\s])\s{0,9}<(?P<target>[^<>]{1,250})>\Z")
_SIGNS = lazy(r"[\\`*_{}\[\]<>#+.!|~$&-]")
_NAMES = ("note", "tip", "hint", "important", "attention", "caution", "warning", "danger", "error", "todo")
_NOTES = {**{name: name.capitalize() for name in _NAMES}, "seealso": "See also"}
"""What says of itself what it is."""
_CHANGES = {
    "versionadded": "New in version", "versionchanged": "Changed in version", "deprecated": "Deprecated since version",
    "update": "Updated on",
}  # fmt: skip
_TITLED = frozenset({
    *("admonition", "dropdown", "topic", "sidebar", "card", "grid-item-card", "tab-item", "rubric", "table"),
    "list-table",
})  # fmt: skip
"""What has a title of its own."""
_AROUND = frozenset({
    *("div", "container", "grid", "grid-item", "tab-set", "card-carousel", "margin", "aside", "epigraph", "highlights"),
    *("pull-quote", "blockquote", "centered", "class", "only", "figure-md", "compound"),
})  # fmt: skip
_CODE = frozenset({"code", "code-block", "code-cell", "sourcecode", "prompt", "parsed-literal"})
_DRAWN = frozenset({"mermaid", "graphviz"})
_NOTHING = frozenset({
    *("toctree", "postlist", "contents", "tableofcontents", "index", "meta", "post", "bibliography", "glue"),
    *("currentmodule", "sectnum", "article-info"),
})  # fmt: skip
_FILES = frozenset({"include", "literalinclude"})
_FILMS = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}
_FILM = lazy(r"[\w-]{6,20}\Z")
_ADDRESS = lazy(r"https?://\S+\Z")
_HIDDEN = ("remove-cell", "remove-input", "remove_cell", "remove_input")
_ELEMENTS = {"sub": "sub", "sup": "sup", "subscript": "sub", "superscript": "sup", "kbd": "kbd", "del": "del"}
_LITERAL = frozenset({"code", "file", "command", "program", "samp", "option", "envvar", "func", "class", "meth", "mod"})
_ICONS = ("fa", "octicon", "material-")


_SHOWN = frozenset({"figure", "image", "math", "iframe"})
_KNOWN = frozenset().union(_NOTES, _CHANGES, _TITLED, _AROUND, _CODE, _DRAWN, _NOTHING, _FILES, _FILMS, _SHOWN)


class Directive(NamedTuple):
    """A directive of a source: what it is called, the words behind that, its options, its text without them, the margin
    of its lines and what its fence is made of."""

    name: str
    words: str
    options: Mapping[str, HeadValue]
    text: str
    margin: str
    marks: str

    def option(self, name: str) -> str:
        """The text of an option, "" where there is none."""
        said = self.options.get(name, "")
        return said.strip() if isinstance(said, str) else ""


def knows(name: str) -> bool:
    """Whether a directive of this name, in small letters, is known here."""
    return name in _KNOWN


def drawn(directive: Directive, read: Read, lookups: Lookups) -> str:
    """What stands for a directive, in lines of their own; of one that is not known its address or its words. `read`
    reads the text within."""
    name = directive.name.lower()
    if name in _FILES:
        lookups.note(f"the file {directive.words[:80]!r} is not read, and was left out")
    made = "" if name in _FILES or name in _NOTHING else _made(name, directive, read)
    return _placed(_unknown(directive, read) if made is None else made, directive.margin)


def _placed(made: str, margin: str) -> str:
    """Lines between blank ones at the margin of the directive."""
    lines = ["", *made.strip("\n").split("\n"), ""] if made.strip() else [""]
    return "".join(f"{margin}{line}".rstrip() + "\n" for line in lines)


def _made(name: str, directive: Directive, read: Read) -> str | None:
    """What a directive draws; None for one that is not known, or shows nothing that can be told."""
    if name in _NOTES or name in _TITLED or name in _CHANGES:
        return _noted(name, directive, read)
    if name in _CODE or name in _DRAWN:
        return _program(name, directive)
    if name in _AROUND:
        return read(directive.text)
    return _single(name, directive, read)


def _single(name: str, directive: Directive, read: Read) -> str | None:
    """A picture, a formula or a film."""
    if name in ("figure", "image"):
        return _picture(directive, read if name == "figure" else None)
    return _formula(directive) if name == "math" else _film(name, directive.words)


def _noted(name: str, directive: Directive, read: Read) -> str:
    """A bold line and the words below; of a change its version is on the line."""
    said = _CHANGES.get(name, "")
    words = f"{said} {directive.words}" if said else directive.words or _NOTES.get(name, "")
    bold = words.replace("**", "").strip()
    return (f"**{bold}**\n\n" if bold else "") + read(directive.text)


def _picture(directive: Directive, read: Read | None) -> str | None:
    if not directive.words:
        return None
    alt = _escaped(directive.option("alt"))
    shown, target = f"![{alt}](<{directive.words}>)", directive.option("target")
    linked = f"[{shown}](<{target}>)" if target else shown
    return linked + (f"\n\n{read(directive.text)}" if read is not None else "")


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", words)


def _program(name: str, directive: Directive) -> str:
    tags = directive.options.get("tags", "")
    said = tags if isinstance(tags, str) else " ".join(each for each in tags if isinstance(each, str))
    if name == "code-cell" and any(each in said for each in _HIDDEN):
        return ""
    language = name if name in _DRAWN else directive.words.partition(" ")[0]
    language = "python" if language.startswith("ipython") else language
    marks = directive.marks if directive.marks[0] != ":" else "`" * max(3, _longest(directive.text) + 1)
    caption = directive.option("caption")
    above = f"{caption}\n\n" if caption else ""
    return f"{above}{marks}{language}\n{directive.text.rstrip()}\n{marks}"


def _longest(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _formula(directive: Directive) -> str:
    """A formula as HTML, in which Markdown reads nothing; a blank line would end that."""
    lines = (line for line in (directive.words, *directive.text.split("\n")) if line.strip())
    return "<p>$$\n" + html.escape("\n".join(lines), quote=False) + "\n$$</p>"


def _film(name: str, words: str) -> str | None:
    if name in _FILMS and _FILM.match(words):
        return f"<{_FILMS[name].format(words)}>"
    address = address_of(name, words.split(), {}) or (words if name == "iframe" and _ADDRESS.match(words) else "")
    return f"<{address}>" if address else None


def _unknown(directive: Directive, read: Read) -> str:
    """What only its site knows: the address, or the words, behind its name and the words below it."""
    said = f"<{directive.words}>" if _ADDRESS.match(directive.words) else directive.words
    shown = said if " " in said or said.startswith("<") else ""
    return f"{shown}\n\n{read(directive.text)}"


def roles(line: str, *, has_formulas: bool = False) -> str:
    """A line of Markdown in which roles are what they show; what stands between backticks alone is program text. Where
    the site `has_formulas` between dollars, nothing in these is Markdown, nor is a backslash before a sign."""
    if "}`" not in line:
        return line

    def shown(found: re.Match[str]) -> str:
        if found["role"] and found["role"].lower() == "math":
            words = found["words"].strip()
            return f"${words if has_formulas else _escaped(words)}$"
        return found[0] if found["run"] else _shown(found["role"].lower(), found["words"])

    return _ROLE.sub(shown, line)


def _shown(role: str, words: str) -> str:
    targeted = _TARGETED.match(words)
    said = targeted["said"] if targeted else words.lstrip("~!")
    if role == "doc":
        target = targeted["target"] if targeted else words
        name = said if targeted else said.rpartition("/")[2]
        return f"[{name}](<{target.removesuffix('.md').removesuffix('.rst')}.md>)"
    if role in _ELEMENTS:
        return f"<{_ELEMENTS[role]}>{said}</{_ELEMENTS[role]}>"
    if role in _LITERAL or ":" in role:
        return f"`{said}`"
    if role.startswith(_ICONS):
        return ""
    return said
