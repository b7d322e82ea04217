"""Markdown with template tags, or HTML, as an author's generator understands it -> HTML, not yet repaired or safe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import cmarkgfm
from cmarkgfm.cmark import Options

from feedsvc.articles import chinese
from feedsvc.articles.characters import legal
from feedsvc.articles.codeblocks import outside_code
from feedsvc.articles.liquid import UNKNOWN, Lookups, expand
from feedsvc.model import Syntax

EXTENSIONS = ("table", "strikethrough", "autolink", "tasklist")
"""Of GFM. `tagfilter` is not among them: it shows `<style>` as text; what is unsafe the sanitizer takes out."""

OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES

_TARGET = r"([^\s()<>\"'#]{1,300}?\.(?:md|markdown))(#[^\s()<>\"']{0,200})?"
_LINKS = re.compile(
    rf"(\]\(\s{{0,9}}<?){_TARGET}(?=[\s)>])|(<a\s[^<>]{{0,300}}?href=[\"']){_TARGET}(?=[\"'])"
    rf"|(^[ ]{{0,3}}\[[^\]\n]{{1,200}}\]:[ ]{{0,9}}<?){_TARGET}(?=[\s>]|\Z)",
    re.M | re.I,
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]{0,30}:|//", re.I)
_PELICAN = re.compile(r"(?:\{filename\}|\|filename\|)", re.I)
_UNKNOWN_LINK = re.compile(rf"<a\s[^<>]{{0,1000}}?href=[\"']{UNKNOWN}[^\"'<>]{{0,300}}[\"'][^<>]{{0,1000}}>", re.I)
_CONTENTS = re.compile(r"^[ ]{0,3}(?:[-*+]|[0-9]{1,3}\.)[ ][^\n]{0,80}\n[ ]{0,3}\{:toc[^{}\n]{0,100}\}", re.M)
_NO_CHARACTER = re.compile(r"&#(?:[xX]0*[fF]{3}[eEfF]|0*6553[45]);")
_ATTRIBUTES = re.compile(r"\{::?/?[ ]{0,3}(?:[.#]?[A-Za-z][^{}\n]{0,300}|/)?\}")
_HEADING_ID = re.compile(r"^([ ]{0,3}#{1,6}[ ][^\n]*?)[ ]{0,9}\{#[^{}\s]{1,100}\}[ #]*$", re.M)
_BOX = re.compile(r'<input type="checkbox"( checked="")? disabled="" />')
_FIRST_TAG = re.compile(r"\s*<(div|section|article|p|table|center|main)(?=[\s>])", re.I)
_MARKDOWN_LINE = re.compile(r"(?:#{1,6}[ ]|[-*+>][ ]|[0-9]{1,3}\.[ ]|```|~~~|!?\[)")
_PRE = re.compile(r"<pre[\s>]", re.I)
_PRE_END = re.compile(r"</pre\s{0,9}>", re.I)
_HELD = "\n<!-- -->"
_BLANK_LINE = re.compile(r"\n(?=[ \t]*\n)")


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML, the references looked up with their addresses ("" where unknown), and notes on what was left out."""

    html: str
    wants: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def to_html(body: str, syntax: Syntax, targets: Mapping[str, str], site: str = "") -> Markup:
    """Render a body. `targets`: a reference as written (`2022-03-28-slug`, `notes/other.md`) -> its address; `site`:
    the site's own address, without trailing slash, where it is known.

    A link whose target is unknown loses its link and keeps its words. HTML passes through but for template tags.
    """
    lookups = Lookups(targets, site)
    source, syntax = _prepare(body, syntax, lookups)
    html = _render(source) if syntax == "markdown" else source
    wanted = tuple(lookups.wants.items())
    return Markup(_without_unknown(html), wanted, tuple(lookups.notes))


def wants(body: str, syntax: Syntax = "markdown") -> tuple[str, ...]:
    """The references that `to_html` would look up, without rendering."""
    if not any(mark in body for mark in ("{%", "{{", ".md", ".markdown", ".MD")):
        return ()
    lookups = Lookups({})
    _prepare(body, syntax, lookups)
    return tuple(lookups.wants)


def _prepare(body: str, syntax: Syntax, lookups: Lookups) -> tuple[str, Syntax]:
    """The source with its template tags and references resolved, and what it really is."""
    source = legal(body)
    if syntax == "markdown" and is_html(source):
        syntax = "html"
    expanded = expand(source, lookups, syntax)
    return outside_code(expanded, lambda text: _LINKS.sub(lambda found: _link(found, lookups), text), syntax), syntax


def is_html(source: str) -> bool:
    """Is a body one HTML element from its first character to its last, without Markdown between its tags?

    Such bodies come from feeds. Markdown would take an indented line after a blank one for program text.
    """
    first = _FIRST_TAG.match(source)
    if first is None or not source.rstrip().lower().endswith(f"</{first[1].lower()}>"):
        return False
    tags = re.finditer(rf"<(/?){first[1]}(?=[\s>])", source, re.I)
    depth, closed = 0, 0
    for tag in tags:
        closed += depth == 0
        depth += -1 if tag[1] else 1
    outside = "".join(text for text, inside in _program_text(source) if not inside)
    lines = (line.lstrip() for line in re.split(r"\n[ \t]*\n", outside)[1:])
    return closed == 1 and not any(_MARKDOWN_LINE.match(line) for line in lines)


def _link(found: re.Match[str], lookups: Lookups) -> str:
    """A relative link to another article's file, as an address."""
    opening, key, part = next(found.group(at, at + 1, at + 2) for at in (1, 4, 7) if found[at] is not None)
    if _ELSEWHERE.match(key):
        return found[0]
    return opening + lookups.address(_PELICAN.sub("", key) + (part or ""))


def _render(source: str) -> str:
    """Markdown -> HTML: CommonMark and GFM, after what kramdown and Chinese need."""
    # cmark writes a reference to U+FFFE or U+FFFF as bytes that are no UTF-8; neither is legal in XML anyway.
    ready = outside_code(
        _hold_pre(source), lambda text: chinese.adapt(_without_attributes(_NO_CHARACTER.sub("", text)))
    )
    html = cmarkgfm.markdown_to_html_with_extensions(ready, OPTIONS, extensions=list(EXTENSIONS))
    return _BOX.sub(lambda found: "☑" if found[1] else "☐", html.replace(_HELD, "\n"))


def _hold_pre(source: str) -> str:
    """Blank lines inside a raw `<pre>` do not end its HTML block (CommonMark 4.6): till then a comment is on each."""
    parts = _program_text(source)
    return "".join(_BLANK_LINE.sub(_HELD, text) if inside else text for text, inside in parts)


def _program_text(source: str) -> Iterator[tuple[str, bool]]:
    """The source apart, where `<pre>` elements begin and end; the flag says which part is one."""
    at = 0
    while (start := _PRE.search(source, at)) and (end := _PRE_END.search(source, start.end())):
        yield source[at : start.start()], False
        yield source[start.start() : end.end()], True
        at = end.end()
    yield source[at:], False


def _without_attributes(text: str) -> str:
    """Without kramdown's attribute lists (`{: .class}`), tables of contents and heading ids (`{#id}`)."""
    if "{:" not in text and "{#" not in text:
        return text
    return _ATTRIBUTES.sub("", _HEADING_ID.sub(r"\1", _CONTENTS.sub("", text)))


def _without_unknown(html: str) -> str:
    """Links to nowhere taken out, their words kept."""
    out: list[str] = []
    at = 0
    while (found := _UNKNOWN_LINK.search(html, at)) is not None:
        end = html.find("</a>", found.end())
        if end < 0:
            break
        out += (html[at : found.start()], html[found.end() : end])
        at = end + len("</a>")
    out.append(html[at:])
    return "".join(out).replace(UNKNOWN, "")
