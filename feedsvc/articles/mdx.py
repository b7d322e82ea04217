"""What MDX has beside Markdown, as Markdown: modules, comments, and attributes whose values are programs.

    import Chart from "../components/Chart"
    {/* not shown */}
    <img src={require("./mill.png").default} style={{ width: 300 }} />

Source: https://mdxjs.com/docs/what-is-mdx/. Docusaurus reads files that end in `.md` so, too.
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_IMPORT = r"import[ ](?:(?![\"'])[\w*${},\s]{1,500}?[ }]from[ ])?[\"'][^\"'\n]{1,300}[\"'];?[ \t]*(?:\n|\Z)"
_IMPORTS = lazy(rf"(?:\A\s*|(?<=\n)[ \t]*\n)(?:{_IMPORT}|//[^\n]*(?:\n|\Z))+(?=\s|\Z)")
_EXPORTS = lazy(
    r"\A\s*(?:export[ ](?:const|let|var|function|default)[ ][^\n]*(?:\n|\Z)(?:[^\s][^\n]*\n|[ \t]+\S[^\n]*\n)*+\s*)+"
)
"""They end at a blank line."""
_COMMENT = lazy(r"\{/\*(?P<words>.{0,2000}?)\*/\}", re.S)
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,300}\}){0,1000}\}){0,2000}+\}"
_QUOTED = r"\"[^\"\n]{0,1000}\"|'[^'\n]{0,1000}'"
_TAG = lazy(
    rf"<[A-Za-z][\w.:-]{{0,60}}+(?:\s{{1,200}}+(?:[A-Za-z@][\w:.-]{{0,60}}+(?:=(?:{_QUOTED}|{_BRACES}|[\w%./#-]{{1,1000}}+))?+"
    rf"|{_BRACES})){{1,60}}+\s{{0,200}}+/?>"
)
_ATTRIBUTE = lazy(rf"\s(?:(?P<name>[A-Za-z][\w:-]{{0,60}})=)?(?P<value>{_BRACES})")
_TEXT = lazy(r"[\"'`](?P<text>[^\"'`\n$]{1,1000})[\"'`]")
_ADDRESSED = frozenset({"src", "href", "poster", "alt", "title"})


def read(text: str) -> str:
    """A source, its program text as marks, without what only MDX would run; of an attribute that is an address or words
    the text in its program stays."""
    if "import " in text:
        text = _IMPORTS.sub("\n", text)
    if "export " in text:
        text = _EXPORTS.sub("", text)
    if "{/*" in text:
        text = _COMMENT.sub(lambda found: f"<!--{found['words'].replace('--', '')}-->", text)
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(_plain, tag[0]), text) if "={" in text else text


def _plain(attribute: re.Match[str]) -> str:
    said = _TEXT.search(attribute["value"])
    if said is None or (attribute["name"] or "").lower() not in _ADDRESSED:
        return ""
    return f' {attribute["name"]}="{said["text"]}"'
