"""Marks of kramdown and its kin in a source, which say how a page looks and are no words of the article -> nothing.

Attribute lists (`{: .lead}`), comments, options, tables of contents. Braces that are none of these are the author's.
What kramdown alone reads, formulas and definitions of links behind a note, is written as CommonMark needs it.
"""

from __future__ import annotations

import re

from feedsvc.articles.site import PYTHON_MARKDOWN
from feedsvc.patterns import lazy

_ATTRIBUTE = (
    r"(?:(?:[.#][^\s.#{}\"'=,;()\x02]{1,100}){1,20}"
    r"|[A-Za-z_][\w:-]{0,60}=(?:\"[^\"{}\n]{0,300}\"|'[^'{}\n]{0,300}'|[\w%./-]{1,100})|toc|footnotes)"
)
_MORE = (
    r"[^\s{}\"'=,\x02]{1,100}+"
    r"(?:=(?:\"[^\"{}\n]{0,300}+\"|'[^'{}\n]{0,300}+'|[^\s{}\"',\x02]{1,100}+))?"
)
_LIST = rf"\{{:[ ]{{0,9}}{_ATTRIBUTE}(?:,?[ ]{{1,9}}+{_MORE}){{0,30}}+[ ]{{0,9}}\}}"
"""kramdown, "Attribute List Definitions": classes, ids and pairs; of names only those that kramdown itself knows.
Behind one of these it takes out whatever stands before the brace: `{:target="_blank" :rel="x"}`.
"""
_GAP = r"(?:[ ]{0,9}+\n)?+[ ]{0,9}+"
_BROKEN_LIST = rf"\{{:{_GAP}{_ATTRIBUTE}(?:,?(?=[ \n]){_GAP}{_MORE}){{0,30}}+{_GAP}\}}"
"""The same behind a span or on lines of its own, where it may be broken into several, none of them blank."""

_ALONE = lazy(rf"^([> \t]{{0,40}})(?:{_BROKEN_LIST}|\{{:[\w-]{{1,60}}:[^{{}}\n]{{1,300}}\}})[ \t]*+$", re.M)
_NAMES_ALONE = lazy(r"^([> \t]{0,40})\{:(?![:/])[^{}\n\x02]{1,300}\}[ \t]*+$", re.M)
"""A line of names that stand for attributes somewhere else, or nowhere: kramdown shows none of them."""
_BEHIND = lazy(rf"(?<=[*_`~\])>\x03])(?:{_BROKEN_LIST}){{1,9}}+")
_BEFORE = lazy(rf"^([> ]{{0,40}}(?:[-*+]|[0-9]{{1,9}}[.)])[ ]{{1,4}}){_LIST}[ ]?", re.M)
_HEADING_LIST = r"\{(?:[ ]?[#.][^{}\s.#]{1,100}){1,9}[ ]?\}"
_HEADING = lazy(rf"^([ ]{{0,3}}#{{1,6}}[ ][^\n]*?)[ ]{{0,9}}(?:{_LIST}|{_HEADING_LIST})[ #]*$", re.M)
_CONTENTS_LIST = lazy(r"^[ ]{0,3}(?:[-*+]|[0-9]{1,3}\.)[ ][^\n]{0,80}\n[ ]{0,3}\{:[ ]?toc[^{}\n]{0,100}\}", re.M)
_CONTENTS = lazy(r"^[ ]{0,3}(?:@\[TOC\]\([^()\n]{0,100}\)|@?\[TOC\]|\[\[_?TOC_?\]\])[ \t]*+$", re.M | re.I)
_CONTENTS_TARGET = lazy(r"^[ ]{0,3}\[TOC\]:", re.M | re.I)
_CONTENTS_MARK = lazy(r"\[_?TOC", re.I)
"""What both have; it begins with a fixed character, which is found at once."""
_EXTENSION = lazy(
    r"\{::(?P<name>comment|nomarkdown|options)(?:[ ][^{}\n]{0,300}?)?(?P<alone>/)?\}|\{:/(?P<end>comment|nomarkdown)?\}"
)
BLANK = lazy(r"(\n[> \t]*+(?=\n))")
HTML_LINE = lazy(r"^[ ]{0,3}<[A-Za-z/!?]", re.M)
_FORMULA_OR_BREAK = lazy(r"(?<!\\)\$\$(?P<inside>(?:[^$\x02]|\$(?!\$))++)\$\$|(?<!\\)(?P<backslashes>(?:\\\\)++)(?=\n)")
_PUNCTUATION = lazy(r"[!-/:-@\[-`{-~]")
_BEHIND_NOTE = lazy(r"^([ ]{0,3}\[\^[^\]\n]{1,200}\]:[^\n]*\n)(?=[ ]{0,3}\[[^\]\n^][^\]\n]{0,200}\]:)", re.M)
_ABBREVIATION = r"[ ]{0,3}\*\[[^\n]{1,200}?\]:[^\n]*+"
_ABBREVIATIONS = {
    "jekyll": lazy(rf"(\A|\n[ \t]*+\n){_ABBREVIATION}(?:\n{_ABBREVIATION})*+"),
    **dict.fromkeys(
        PYTHON_MARKDOWN,
        lazy(r"(^)\*\[[^\]\\\n]{1,200}\][ ]?:[ ]*+(?:\n[ ]*+)?+\S[^\n]*+", re.M),
    ),
}
"""kramdown, "Abbreviations": they begin a block; Python-Markdown, "Abbreviations": any line, the words may be below."""
_HUGO_ATTRIBUTE = (
    r"(?:[.#][\w:-]{1,100}"
    r"|[A-Za-z_][\w:-]{0,60}=(?:\"[^\"{}\n]{0,300}\"|'[^'{}\n]{0,300}'|[\w%./-]{1,100}))"
)
_HUGO_LINE = lazy(
    rf"^(?P<margin>[> ]{{0,40}})\{{[ ]{{0,3}}{_HUGO_ATTRIBUTE}(?:[ ,]{{1,3}}{_HUGO_ATTRIBUTE}){{0,20}}[ ]{{0,3}}\}}"
    r"[ \t]*+(?:(?=\n[> ]*+(?:\n|\Z))|(?P<more>\n)|\Z)",
    re.M,
)


def without_attribute_lines(text: str) -> str:
    """A source, its program text as marks, without the lines of Hugo's that give a block attributes: `{.lead #id}`.

    Such a line ends the paragraph, table or list above it (https://gohugo.io/content-management/markdown-attributes/).
    """
    if "{" not in text:
        return text
    return _HUGO_LINE.sub(lambda line: line["margin"] + (line["more"] or ""), text)


def read(text: str) -> str:
    """A source, its program text as marks, in which what only kramdown reads is what CommonMark reads so.

    `$$ \\{a\\} $$` is a formula ("Math Blocks"), in which nothing is Markdown; it keeps its dollars, as text. A link's
    definition in the line below a note's is none of its words ("Footnotes"). Two backslashes at a line's end are a line
    break ("Paragraphs"). A line of attributes may name some that are defined elsewhere: `{: prompt-tip }`.
    """
    text = _NAMES_ALONE.sub(r"\1", text) if "{:" in text else text
    parted = _BEHIND_NOTE.sub(r"\1\n", text) if "[^" in text else text
    if not (("$" in parted and "$$" in parted) or ("\\" in parted and "\\\\\n" in parted)):
        return parted
    parts = BLANK.split(parted)
    return "".join(part if HTML_LINE.search(part) else _FORMULA_OR_BREAK.sub(_as_common, part) for part in parts)


def _as_common(found: re.Match[str]) -> str:
    """A formula as text, or the backslashes of a line break, of which CommonMark has one (6.7)."""
    if found["inside"] is None:
        return found["backslashes"][1:]
    return f"$${literal(found['inside'])}$$"


def literal(text: str) -> str:
    """A text as Markdown that shows it as it stands."""
    return _PUNCTUATION.sub(r"\\\g<0>", text)


def without_abbreviations(text: str, generator: str) -> str:
    """A source, its program text as marks, without what its generator takes for the meaning of an abbreviation
    (`*[HTML]: Hyper Text Markup Language`), which it shows where the pointer rests on one."""
    if "*[" not in text or generator not in _ABBREVIATIONS:
        return text
    return _ABBREVIATIONS[generator].sub(r"\1", text)


def without_marks(text: str) -> str:
    """A source, its program text as marks, without what only kramdown would use."""
    bare = _CONTENTS.sub("", text) if _CONTENTS_MARK.search(text) and not _CONTENTS_TARGET.search(text) else text
    # One character is found many times as fast as two.
    if "{" not in bare or ("{:" not in bare and "{#" not in bare and "{." not in bare):
        return bare
    bare = _without_extensions(_CONTENTS_LIST.sub("", bare))
    return _BEHIND.sub("", _BEFORE.sub(r"\1", _HEADING.sub(r"\1", _ALONE.sub(r"\1", bare))))


def _without_extensions(text: str) -> str:
    """Without `{::comment}…{:/comment}` and options; `{::nomarkdown}` loses its tags. One that never ends is text."""
    out: list[str] = []
    at, opening = 0, None
    for found in _EXTENSION.finditer(text):
        if opening is not None and found["name"] is None and found["end"] in {None, opening["name"]}:
            kept = text[opening.end() : found.start()] if opening["name"] == "nomarkdown" else ""
            out += (text[at : opening.start()], kept)
            at, opening = found.end(), None
        elif opening is None and found["name"] and (found["alone"] or found["name"] == "options"):
            out.append(text[at : found.start()])
            at = found.end()
        elif opening is None and found["name"]:
            opening = found
    return "".join((*out, text[at:]))
