"""What Python-Markdown reads with the extensions that sites of MkDocs's name, and markdown-it with the plug-ins that
Hexo's have, and CommonMark does not.

    pymdownx.emoji      :material-cog:{ .lg }      an icon of Material's, which is a picture without words: nothing
    pymdownx.keys       ++ctrl+alt+"Del"++         <kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>Del</kbd>
    pymdownx.mark       ==words==                  <mark>words</mark>
    pymdownx.caret      ^^words^^, 2^10^           <ins>words</ins>, 2<sup>10</sup>
    pymdownx.tilde      H~2~O                      H<sub>2</sub>O
    pymdownx.critic     {++words++}, {--words--}   <ins>words</ins>, <del>words</del>; {>>what is noted<<} goes
    pymdownx.snippets   --8<-- "notes.md"          what stands in another file, which is not read: nothing, and told
    pymdownx.blocks     /// note | A title         a block up to `///`: its title in bold letters, and its words
    attr_list           **words**{ .lead }         how words, a heading or an item look: nothing
    markdown-it-ins     ++words++                  <ins>words</ins>; `-mark`, `-sub` and `-sup` as above

Sources: https://squidfunk.github.io/mkdocs-material/reference/, https://facelessuser.github.io/pymdown-extensions/,
https://python-markdown.github.io/extensions/attr_list/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from feedsvc.articles.lookups import Lookups
from feedsvc.patterns import lazy

_ICON = lazy(
    r"(?:(?<=[\w.,;:!?)])(?P<before>[ ]))?:(?:material|fontawesome|octicons|simple)-[a-z0-9][a-z0-9-]{0,100}:"
    r"(?:\{[^{}\n]{0,200}\})?+(?P<behind>[ \t]{1,3}|(?=\w))?"
)
_KEYS = lazy(
    r"(?<![+\w])\+\+(?P<keys>(?:[\w-]{1,20}|\"[^\"\n]{1,20}\")(?:\+(?:[\w-]{1,20}|\"[^\"\n]{1,20}\")){0,6})\+\+(?!\+)"
)
_KEY = lazy(r"\"([^\"]*)\"|([^+]+)")
_MARKS = lazy(r"[!-/:-@\[-`{-~]")
_MARK = lazy(r"(?<![=\\])==(?=[^\s=])(?P<words>[^=\n]{1,600}+(?:\n[^=\n]{1,600}+){0,5})(?<!\s)==(?!=)")
_INSERTED = lazy(r"(?<![\^\\])\^\^(?=[^\s^])(?P<words>[^^\n]{1,600}+(?:\n[^^\n]{1,600}+){0,5})(?<!\s)\^\^(?!\^)")
_ADDED = lazy(r"(?<![+\w\\])\+\+(?=[^\s+])(?P<words>[^+\n]{1,600}+(?:\n[^+\n]{1,600}+){0,5})(?<!\s)\+\+(?![+\w])")
_CRITIC = lazy(
    r"\{(?:\+\+(?P<added>[^{}\n]{1,600}+)(?<=\+\+)|--(?P<gone>[^{}\n]{1,600}+)(?<=--)|==(?P<marked>[^{}\n]{1,600}+)(?<===)"
    r"|>>[^{}\n]{1,600}+(?<=<<)|~~(?P<old>[^{}\n~]{1,300}+)~>(?P<new>[^{}\n~]{1,300}+)~~)\}"
)
_RAISED = lazy(r"(?<=[\w)])(?<!\\)\^(?P<words>[^\s^\[\]]{1,60}+)\^(?!\^)")
_LOWERED = lazy(r"(?<=[\w)])(?<!\\)~(?P<words>[^\s~\[\]]{1,60}+)~(?!~)")
_SNIPPET = lazy(
    r"^[> \t]{0,40}-{1,9}8<-{1,9}[ \t]{1,3}(?:\"(?P<path>[^\"\n]{1,300})\"|'(?P<other>[^'\n]{1,300})')[ \t]*+$", re.M
)
_SNIPPETS = lazy(
    r"^[> \t]{0,40}-{1,9}8<-{1,9}[ \t]*+\n(?P<paths>(?:(?![> \t]{0,40}-{1,9}8<-)[^\n]{0,300}\n){0,40}?)"
    r"[> \t]{0,40}-{1,9}8<-{1,9}[ \t]*+$",
    re.M,
)
_CUT = "8<-"
_BLOCK = lazy(
    r"^(?P<margin>[> \t]{0,40})/{3,9}"
    r"(?:[ \t]++(?P<kind>[a-z][\w-]{0,30})[ \t]*+(?:\|[ \t]*+(?P<title>[^\n]{0,300}))?)?$",
    re.M,
)
_OPTIONS = lazy(r"(?<=\n)(?:[ ]{4}[a-z][\w-]{0,30}:[^\n]{0,300}\n){1,9}")
_UNTITLED = frozenset({"html", "caption", "figure-caption", "table-caption", "define"})
"""Blocks of which the words behind the bar are no title."""
BLOCKS = "pymdownx.blocks"
_KEY_NAMES = {
    "alt-graph": "AltGr", "arrow-down": "Down", "arrow-left": "Left", "arrow-right": "Right", "arrow-up": "Up",
    "backslash": "\\", "bar": "|", "brace-left": "{", "brace-right": "}", "bracket-left": "[", "bracket-right": "]",
    "colon": ":", "comma": ",", "command": "Cmd", "control": "Ctrl", "delete": "Del", "double-quote": '"', "equal": "=",
    "escape": "Esc", "exclam": "!", "function": "Fn", "grave": "`", "greater": ">", "insert": "Ins", "less": "<",
    "minus": "-", "period": ".", "plus": "+", "question": "?", "semicolon": ";", "single-quote": "'", "slash": "/",
    "tilde": "~", "underscore": "_", "windows": "Win",
}  # fmt: skip
"""Keys that are called otherwise than they are shown (`pymdownx/keymap_db.py`)."""
_ATTRIBUTE = (
    r"(?:[.#][\w:-]{1,100}|[A-Za-z_@:][\w:.-]{0,60}=(?:\"[^\"{}\n]{0,300}\"|'[^'{}\n]{0,300}'|[^\s{}\"'=]{1,200}))"
)
_LIST = rf"\{{:?[ ]{{0,3}}{_ATTRIBUTE}(?:[ ]{{1,3}}{_ATTRIBUTE}){{0,20}}+[ ]{{0,3}}\}}"
_BEHIND = lazy(rf"(?<=[*_`\])>~=^+\x03]){_LIST}")
_AT_END = lazy(
    rf"^(?P<line>[> \t]{{0,40}}(?:[-*+]|[0-9]{{1,9}}[.)]|#{{1,6}})[ \t][^\n]{{0,2000}}?)[ \t]{{1,9}}{_LIST}[ \t]*+$",
    re.M,
)


def without_files(source: str, lookups: Lookups) -> str:
    """A source of Markdown, its program text too, without the lines that stand for other files; each is told."""
    if _CUT not in source or "pymdownx.snippets" not in lookups.dialect.extensions:
        return source

    def noted(found: re.Match[str]) -> str:
        said = found.groupdict()
        for path in said.get("paths", "").split("\n") if "paths" in said else (said["path"] or said["other"],):
            if named := path.strip(" \t\"'>"):
                lookups.note(f"the text in {named!r} was left out")
        return ""

    return _SNIPPETS.sub(noted, _SNIPPET.sub(noted, source))


def read(text: str, extensions: frozenset[str]) -> str:
    """A source, its program text as marks, with what these extensions read as CommonMark has it, or as HTML."""
    for name, (sign, reading) in _READ.items():
        if name in extensions and sign in text:
            text = reading(text)
    return text


def _without_icons(text: str) -> str:
    return _ICON.sub(lambda icon: " " if icon["before"] and icon["behind"] is not None else "", text)


def _keys(text: str) -> str:
    return _KEYS.sub(lambda found: "+".join(map(_key, _KEY.finditer(found["keys"]))), text)


def _key(found: re.Match[str]) -> str:
    key = found[1] if found[2] is None else _KEY_NAMES.get(found[2].lower(), found[2].replace("-", " ").title())
    return f"<kbd>{_MARKS.sub(lambda mark: f'&#{ord(mark[0])};', key)}</kbd>"


def _element(pattern: re.Pattern[str], name: str) -> Callable[[str], str]:
    return lambda text: pattern.sub(rf"<{name}>\g<words></{name}>", text)


def _raised(text: str) -> str:
    return _RAISED.sub(r"<sup>\g<words></sup>", _INSERTED.sub(r"<ins>\g<words></ins>", text))


def _reviewed(text: str) -> str:
    """What reviewers add, take out, replace, mark and note."""
    return _CRITIC.sub(_review, text)


def _review(found: re.Match[str]) -> str:
    if found["old"] is not None:
        return f"<del>{found['old']}</del><ins>{found['new']}</ins>"
    elements = {"added": "ins", "gone": "del", "marked": "mark"}
    name = next((each for each in elements if found[each] is not None), None)
    return "" if name is None else f"<{elements[name]}>{found[name][:-2]}</{elements[name]}>"


def _without_attributes(text: str) -> str:
    return _BEHIND.sub("", _AT_END.sub(r"\g<line>", text))


def _title(kind: str, said: str) -> str:
    if not kind or kind in _UNTITLED:
        return ""
    words = said.replace("**", "").strip() or kind.replace("-", " ").capitalize()
    return f"**{words}**"


def _blocks(text: str) -> str:
    """Blocks in lines of their own, each with its title as a bold one; their options go."""
    parts, at = list[str](), 0
    for found in _BLOCK.finditer(text):
        title = _title(found["kind"] or "", found["title"] or "")
        parts += (text[at : found.start()], f"{found['margin']}\n{found['margin']}{title}\n{found['margin'].rstrip()}")
        options = _OPTIONS.match(text, found.end() + 1) if found["kind"] else None
        at = found.end() if options is None else options.end() - 1
    return "".join((*parts, text[at:]))


_READ: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "pymdownx.critic": ("{", _reviewed),
    "pymdownx.emoji": (":", _without_icons),
    "pymdownx.keys": ("++", _keys),
    "pymdownx.mark": ("==", _element(_MARK, "mark")),
    "pymdownx.caret": ("^", _raised),
    "pymdownx.tilde": ("~", _element(_LOWERED, "sub")),
    BLOCKS: ("///", _blocks),
    "attr_list": ("{", _without_attributes),
    "markdown-it-mark": ("==", _element(_MARK, "mark")),
    "markdown-it-ins": ("++", _element(_ADDED, "ins")),
    "markdown-it-sup": ("^", _element(_RAISED, "sup")),
    "markdown-it-sub": ("~", _element(_LOWERED, "sub")),
}
OF_MARKDOWN_IT = frozenset(name for name in _READ if name.startswith("markdown-it-"))
