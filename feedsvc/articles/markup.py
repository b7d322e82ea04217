"""Markdown with template tags, or HTML, as an author's generator understands it -> HTML, not yet repaired or safe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feedsvc.articles import (
    admonitions,
    atlinks,
    bracketcodes,
    callouts,
    cells,
    chinese,
    codemarks,
    containers,
    definitionlists,
    destinations,
    emphasis,
    gfm,
    headingmarks,
    htmlblocks,
    htmlcontent,
    inlinenotes,
    kramdown,
    listmarks,
    mdx,
    myst,
    pandoc,
    passthrough,
    pymdown,
    references,
    tables,
    wikilinks,
)
from feedsvc.articles.characters import legal
from feedsvc.articles.codeblocks import around_code, in_raw_elements, outside_code
from feedsvc.articles.cut import MAX_BYTES, TOO_LONG
from feedsvc.articles.embedded import emptied
from feedsvc.articles.emphasis import FLANK
from feedsvc.articles.liquid import expand
from feedsvc.articles.lookups import PLAIN, Dialect, Lookups, mark_for
from feedsvc.model import Syntax
from feedsvc.patterns import lazy

_NO_CHARACTER = lazy(r"&#(?:[xX]0*[fF]{3}[eEfF]|0*6553[45]);")
_BOX = lazy(r'<input type="checkbox"( checked="")? disabled="" />')
_FIRST_TAG = lazy(r"\s*<(div|section|article|p|table|center|main)(?=[\s>])", re.I)
_PRE = lazy(r"<pre[\s>]", re.I)
_PRE_END = lazy(r"</pre\s{0,9}>", re.I)
_HELD = "\n<!-- -->"
_BLANK_LINE = lazy(r"\n(?=[ \t]*\n)")
_LINKED_ADDRESS = lazy(r"(<a\s[^<>]{1,2000}>\s{0,9}https?):(?=//)", re.I)
"""A link's words that are an address: GFM would make them a link of their own, `&amp;` in it no sign."""


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML, the references looked up with their addresses ("" where unknown), and notes on what was left out."""

    html: str
    wants: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def to_html(body: str, syntax: Syntax, targets: Mapping[str, str], dialect: Dialect = PLAIN) -> Markup:
    """Render a body. `targets`: a reference as written (`2022-03-28-slug`, `notes/other.md`) -> its address.

    A link whose target is unknown loses its link and keeps its words. HTML passes through but for template tags.
    """
    lookups = Lookups(targets, dialect, mark_for(body))
    source, syntax = _prepare(body, syntax, lookups)
    html = _render(_bounded(source, lookups), lookups) if syntax == "markdown" else source
    wanted = tuple(lookups.wants.items())
    return Markup(references.without_unknown(html, lookups.mark), wanted, tuple(lookups.notes))


def _prepare(body: str, syntax: Syntax, lookups: Lookups) -> tuple[str, Syntax]:
    """The source with its template tags and references resolved, and what it really is."""
    source = bracketcodes.read(legal(emptied(body)), syntax)
    dialect = lookups.dialect
    source = _laid_out(source, lookups) if syntax == "markdown" else source
    if dialect.cells and syntax == "markdown":
        source = cells.read(source, shown=dialect.echo)
    if dialect.mdx and syntax == "markdown" and "export " in source:
        source = around_code(source, mdx.without_exports, defines=dialect.defines)
    if dialect.mdx and syntax == "markdown" and ("<" in source or "{{" in source):
        # Attributes that are programs hold what is no part of a tag.
        source = around_code(source, mdx.read, defines=dialect.defines)
    passes = dialect.generator in htmlblocks.GENERATORS or dialect.mdx
    if syntax == "markdown" and is_html(source) and not (passes and htmlcontent.may_hold_markdown(source, dialect)):
        syntax = "html"
    elif syntax == "markdown" and passes:
        source = htmlcontent.adapted(source, dialect)
    expanded = expand(references.of_nikola(source, dialect, syntax), lookups, syntax)
    if syntax == "markdown":
        expanded = wikilinks.read(codemarks.without_files(expanded, lookups), lookups)
    folders = dialect.folders
    if syntax == "markdown" and folders.rooted and ("![" in expanded or (folders.tagged and "<" in expanded)):
        expanded = outside_code(expanded, lambda text: references.placed(text, folders))
    if not references.are_none_in(expanded):
        expanded = outside_code(
            expanded, lambda text: references.resolved(text, lookups), syntax, defines=dialect.defines
        )
    if syntax == "markdown" and (dialect.base or dialect.docs) and ("](" in expanded or "]:" in expanded):
        expanded = outside_code(expanded, lambda text: references.of_site(text, dialect), defines=dialect.defines)
    return expanded, syntax


def _laid_out(source: str, lookups: Lookups) -> str:
    """A source of Markdown in which margins, and lines that stand for others, mean what they do to CommonMark."""
    dialect = lookups.dialect
    source = pymdown.without_files(source, lookups) if dialect.extensions else source
    # Quarto's cells of programs have such fences, too.
    source = source if dialect.cells else myst.read(source, lookups)
    source = listmarks.aligned(source) if dialect.generator in listmarks.GENERATORS and dialect.told else source
    return codemarks.without(admonitions.read(source), dialect.generator)


def _bounded(source: str, lookups: Lookups) -> str:
    """The lines of Markdown that are read: of its HTML no more is, and 20 MB of marks took three gigabytes of memory
    before that was cut."""
    if len(source) <= MAX_BYTES // 4 or len(encoded := source.encode()) <= MAX_BYTES:
        return source
    lookups.note(TOO_LONG)
    return encoded[: encoded.rfind(b"\n", 0, MAX_BYTES) + 1 or MAX_BYTES].decode(errors="ignore")


def is_html(source: str) -> bool:
    """Is a body one HTML element from its first character to its last, without Markdown between its tags?

    Such bodies come from feeds. Markdown would take an indented line after a blank one for program text.
    """
    first = _FIRST_TAG.match(source)
    if first is None or not _ends_with(source.rstrip(), f"</{first[1].lower()}>"):
        return False
    tags = re.finditer(rf"<(/?){first[1]}(?=[\s>])", source, re.I)
    depth, closed = 0, 0
    for tag in tags:
        closed += depth == 0
        depth += -1 if tag[1] else 1
    return closed == 1 and not htmlcontent.has_markdown(source)


def _ends_with(source: str, tag: str) -> bool:
    return source[-len(tag) :].lower().endswith(tag)


def _render(source: str, lookups: Lookups) -> str:
    """Markdown -> HTML: CommonMark and GFM, after what kramdown and Chinese need."""
    breaks = lookups.dialect.breaks
    defines = lookups.dialect.defines
    # To KaTeX's plug-ins and Python-Markdown's arithmatex as to Pandoc: `$5 and $6` are prices.
    strict = lookups.dialect.cells or lookups.dialect.generator != "hugo"

    def adapt(text: str) -> str:
        text = pandoc.read(text) if lookups.dialect.cells else passthrough.without_blanks(text, lookups.dialect)
        # cmark writes a reference to U+FFFE or U+FFFF as bytes that are no UTF-8; neither is legal in XML anyway.
        bare = passthrough.kept(_NO_CHARACTER.sub("", text), lookups.dialect.formulas, strict=strict, joined=breaks)
        bare = pymdown.read(bare, lookups.dialect.extensions) if lookups.dialect.extensions else bare
        bare = kramdown.without_marks(bare)
        if lookups.dialect.generator in htmlblocks.GENERATORS:
            if lookups.dialect.told:
                bare = kramdown.without_abbreviations(bare, lookups.dialect.generator)
            bare = emphasis.mark_ends(destinations.without_blanks(htmlblocks.parted(bare)))
        bare = _of_others(bare, lookups.dialect)
        bare = _LINKED_ADDRESS.sub(r"\1&#58;", bare)
        if "#" in bare:
            bare = headingmarks.read(bare, lookups.dialect.generator, told=lookups.dialect.told)
        if lookups.dialect.generator in listmarks.GENERATORS and lookups.dialect.told:
            bare = listmarks.held(bare)
        if lookups.dialect.attributes:
            bare = kramdown.without_attribute_lines(bare)
        if lookups.dialect.generator == "jekyll":
            bare = tables.of_kramdown(kramdown.read(bare))
        if defines:
            bare = definitionlists.read(bare, lookups.dialect.generator)
        bare, cut = tables.bounded(bare)
        if cut:
            lookups.note(f"a table that lacks more than {tables.FILLED_CELLS} cells is shown as text")
        return chinese.adapt(callouts.read(bare), breaks=breaks or not lookups.dialect.joins)

    ready = around_code(_hold_pre(source, defines=defines), adapt, defines=defines)
    html = definitionlists.tidied(tables.without_heads(gfm.to_html(ready, breaks=breaks)))
    html = inlinenotes.kept(html, ready)
    return _BOX.sub(lambda found: "☑" if found[1] else "☐", html.replace(FLANK, "").replace(_HELD, "\n"))


def _of_others(text: str, dialect: Dialect) -> str:
    """What other renderers read beside CommonMark, as that reads it."""
    bare = cells.without_looks(text) if dialect.cells else text
    read = inlinenotes.read(destinations.without_looks(atlinks.read(containers.read(mdx.read(bare)))))
    return tables.of_marked(read) if dialect.generator == "hexo" else read


def _hold_pre(source: str, *, defines: bool) -> str:
    """Blank lines inside a raw `<pre>` do not end its HTML block (CommonMark 4.6): till then a comment is on each."""
    if not _PRE.search(source):
        return source
    return in_raw_elements(
        source,
        lambda text: "".join(_BLANK_LINE.sub(_HELD, part) if inside else part for part, inside in _program_text(text)),
        defines=defines,
    )


def _program_text(source: str) -> Iterator[tuple[str, bool]]:
    """The source apart, where `<pre>` elements begin and end; the flag says which part is one."""
    at = 0
    while (start := _PRE.search(source, at)) and (end := _PRE_END.search(source, start.end())):
        yield source[at : start.start()], False
        yield source[start.start() : end.end()], True
        at = end.end()
    yield source[at:], False
