"""What MDX has beside Markdown, as Markdown: modules, comments, and attributes whose values are programs.

    import Chart from "../components/Chart"
    {/* not shown */}
    <img src={require("./mill.png").default} style={{ width: 300 }} />
    The mill. {{ className: "lead" }}
    import wheel from "./wheel.png"     <img src={wheel} width={300} />

Source: https://mdxjs.com/docs/what-is-mdx/. Docusaurus reads files that end in `.md` so, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedsvc.patterns import lazy

_IMPORT = r"import[ ](?:(?![\"'])[\w*${},\s]{1,500}?[ }]from[ ])?[\"'][^\"'\n]{1,300}[\"'];?[ \t]*(?:\n|\Z)"
_FILE = lazy(
    r"^[ \t]{0,9}import[ ](?P<name>[A-Za-z_$][\w$]{0,60})[ ]from[ ][\"'](?P<path>[^\"'\n<>]{1,300}"
    r"\.(?:avif|gif|jpe?g|png|svg|webp|mp3|mp4|webm))[\"']",
    re.M | re.I,
)
"""A picture, a film or a sound that a module names, as bundlers of Docusaurus, Astro and Next have it."""
_NAME = lazy(r"[A-Za-z_$][\w$]*")
_USED = lazy(r"[<{]([A-Za-z_$][\w$]*)")
_EXPORTED = (
    r"(?:(?:const|let|var)[ ][A-Za-z_${\[][\w${},.:|<>\[\] ]{0,200}=|(?:async[ ])?function[* ][\w$ ]{1,99}\("
    r"|default[ ](?:(?:async[ ])?function[\w$* ]{0,99}\(|class[ ][A-Z]|[({\[]|[A-Z][\w$.]*[(;]?[ \t]*$"
    r"|[a-z_$][\w$.]*;))"
)
_IMPORTS = lazy(
    rf"(?:(?P<first>\A)\s*|(?<=\n)[ \t]*\n)(?P<modules>(?:(?://[^\n]*\n)*+{_IMPORT})+)(?:(?<=\n)//[^\n]*(?:\n|\Z))*+"
    rf"(?=\s|\Z|(?(first)export[ ]{_EXPORTED}|(?!)))",
    re.M,
)
_EXPORTS = lazy(rf"\A\s*(?:export[ ]{_EXPORTED}[^\n]*(?:\n|\Z)(?:[^\s][^\n]*\n|[ \t]+\S[^\n]*\n)*+\s*)+", re.M)
"""They end at a blank line."""
_EXPORT = lazy(
    rf"(?:\A\s*+|(?<=\n)[ \t]*+\n[ \t]*+)(?=export[ ](?:{_EXPORTED}|class[ ]|\{{|\*[ ](?:from|as)[ ]))", re.M
)
_MARKS = lazy(
    r"\"(?:[^\"\\\n]|\\.){0,2000}+\"|'(?:[^'\\\n]|\\.){0,2000}+'|(?<!:)//[^\n]*+"
    r"|/\*(?:[^*]|\*(?!/)){0,2000}+\*/|`(?:[^`\\]|\\.){0,20000}+`"
    r"|(?P<opening>[(\[{])|(?P<closing>[)\]}])|(?P<blank>\n[ \t]*+(?=\n|\Z)|\Z)"
)
"""Texts and comments of a program, the brackets outside them, and where it may end."""
_TEXT_LINE = lazy(r"\n[^\s()\[\]{}<>/\"'`\x02]")
"""A line that begins with a word, or a sign of Markdown: the lines of a program are indented within its brackets."""
_BLANK = lazy(r"\n[ \t]*+(?=\n)")
_LONGEST = 20_000
"""Characters of an export that has blank lines in it."""
_WORDS = r"(?P<words>(?:[^*{]|\*(?!/\})|\{(?!/\*)){0,2000}+)"
_COMMENT = lazy(rf"(?P<before>^[ \t]*|>)\{{/\*{_WORDS}\*/\}}(?=(?P<end>[ \t]*$)|<)", re.M)
_ID = lazy(r"^(#{1,6}[ ][^\n]{1,1000}?)[ ]\{/\*[ ]*#[\w-]{1,200}[ ]*\*/\}[ \t]*$", re.M)
"""Of a heading, as Docusaurus has it beside `{#mill}`."""
_ANNOTATION = lazy(r"[ \t]{0,9}\{\{[ ]{0,3}[A-Za-z_]\w{0,40}[ ]?:[^{}\n]{1,300}\}\}")
"""How a block or a link looks, in the plug-in mdx-annotations: `The mill. {{ className: 'lead' }}`; MDX itself shows no
table of a program's (https://github.com/bradlc/mdx-annotations)."""
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,300}\}){0,1000}\}){0,2000}+\}"
_QUOTED = r"\"[^\"\n]{0,1000}\"|'[^'\n]{0,1000}'"
_TAG = lazy(
    rf"<[A-Za-z][\w.:-]{{0,60}}+(?:\s{{1,200}}+(?:[A-Za-z@][\w:.-]{{0,60}}+(?:=(?:{_QUOTED}|{_BRACES}|[\w%./#-]{{1,1000}}+))?+"
    rf"|{_BRACES})){{1,60}}+\s{{0,200}}+/?>"
)
_ATTRIBUTE = lazy(rf"\s{{1,200}}+(?:(?P<name>[A-Za-z][\w:-]{{0,60}})=)?(?P<value>{_BRACES})")
_ENDED = lazy(r"<(video|audio)(\s[^<>]{0,1000}?)[ \n]{0,9}/>")
_TEXT = lazy(r"[\"'`](?P<text>[^\"'`\n$]{1,1000})[\"'`]")
_SIDES = frozenset({"width", "height"})
_NUMBER = lazy(r"\{\s{0,9}(?P<pixels>[0-9]{1,5})\s{0,9}\}")
_ADDRESSED = frozenset({"src", "href", "poster", "alt", "title"})


def read(text: str) -> str:
    """A source, its program text as marks, without what only MDX would run; of an attribute that is an address or words
    the text in its program stays."""
    files: Mapping[str, str] = {}
    if "import " in text:
        files = {found["name"]: found["path"] for found in _FILE.finditer(text)}
        used = frozenset(_USED.findall(_IMPORTS.sub("\n", text)))
        text = _IMPORTS.sub(lambda found: "\n" if _is_module(found, used) else found[0], text)
    if "export " in text:
        text = _EXPORTS.sub("", text)
    if "{/*" in text:
        text = _COMMENT.sub(_quiet, _ID.sub(r"\1", text))
    if "={" in text:
        text = _TAG.sub(lambda tag: _ATTRIBUTE.sub(lambda each: _plain(each, files), tag[0]), text)
    if "{{" in text:
        text = _ANNOTATION.sub("", text)
    # To HTML they never end, and what stands behind them is what is shown where no film can be.
    return _ENDED.sub(r"<\1\2></\1>", text) if "/>" in text else text


def without_exports(text: str) -> str:
    """A source of MDX, its program text as marks, without what it exports, wherever that stands between blank lines. It
    goes on beyond those that stand within its brackets; where these never close it ends at the first."""
    out: list[str] = []
    at, goes_on = 0, True
    while found := _EXPORT.search(text, at):
        out.append(text[at : found.end()])
        at = _end(text, found.end()) if goes_on else -1
        if at < 0:
            # One that never closes is enough: the time is linear in the length.
            goes_on, at = False, _first_blank(text, found.end())
    return "".join((*out, text[at:]))


def _end(text: str, start: int) -> int:
    """Where what begins at a place ends: the blank line behind its last bracket; -1 where there is none, or a text
    begins before it, as behind `/[(]/`."""
    depth = 0
    for mark in _MARKS.finditer(text, start, start + _LONGEST):
        depth += (mark["opening"] is not None) - (mark["closing"] is not None)
        if mark["blank"] is not None and depth <= 0 and (mark.end() < start + _LONGEST or mark.end() == len(text)):
            return mark.start()
        if mark["blank"] is not None and _TEXT_LINE.match(text, mark.end()):
            return -1
    return -1


def _first_blank(text: str, start: int) -> int:
    found = _BLANK.search(text, start)
    return found.start() if found else len(text)


def _is_module(found: re.Match[str], used: frozenset[str]) -> bool:
    """Imports within a text, where nothing of it uses what they name, are what it tells its readers to write."""
    return found["first"] is not None or not used.isdisjoint(_NAME.findall(found["modules"]))


def _quiet(found: re.Match[str]) -> str:
    """Of a comment that has a line for itself, or a tag's inside; within a sentence it is what that tells of."""
    if (found["before"] == ">") == (found["end"] is not None):
        return str(found[0])
    return f"{found['before']}<!--{found['words'].replace('--', '')}-->"


def _plain(attribute: re.Match[str], files: Mapping[str, str]) -> str:
    """What stays of an attribute, with the blanks before it: a line of its own that went would end the tag's HTML.
    `files` are those that the text imports, by the names that it gives them."""
    name = (attribute["name"] or "").lower()
    if name in _SIDES and (number := _NUMBER.fullmatch(attribute["value"])):
        return f' {name}="{number["pixels"]}"'
    file = files.get(attribute["value"][1:-1].strip().removesuffix(".src"))
    if name == "src" and file is not None:
        return f' src="{file}"'
    said = _TEXT.search(attribute["value"])
    return f' {name}="{said["text"]}"' if said is not None and name in _ADDRESSED else ""
