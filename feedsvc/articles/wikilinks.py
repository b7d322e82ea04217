"""What Obsidian writes beside Markdown, as Markdown: links between notes, embedded files, comments, highlights.

    [[A note]]  [[A note#Part|words]]  ![[picture.png|300]]  %% not shown %%  ==marked==

A link's words stay where no article is called so. Two brackets may also be a program's (`[[nodiscard]]`) or a table's
of TOML, so that a text is a note only where one of them is embedded, has words of its own or leads to an article.

Sources: https://help.obsidian.md/links, /embeds, /syntax.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from feedsvc.articles.codeblocks import Piece, around_code, pieces
from feedsvc.articles.cut import escape_value
from feedsvc.articles.lookups import Lookups
from feedsvc.patterns import lazy

_LINK = lazy(
    r"(?:(?P<embed>!)|(?<![A-Za-z0-9_)\]\[\\!]))\[\[(?P<target>(?!\s)[^\[\]|#\n]{0,200}+)(?:#(?P<part>[^\[\]|\n]{1,200}+))?"
    r"(?:\|(?P<words>[^\[\]\n]{1,300}+))?\]\](?![(\[\]])"
)
_PICTURE = lazy(r"[^\n]{1,200}\.(?:avif|bmp|gif|jpe?g|png|svg|webp)\Z", re.I)
_SIZE = lazy(r"[0-9]{1,5}(?:x[0-9]{1,5})?\Z")
_CITED = lazy(r"[0-9]{1,3}\Z")
"""`[[1]]` counts sources, also where an article's file is called `1.md`."""
_LETTER = lazy(r"[^\W\d_]")
_HIDDEN = r"(?:[^%\n]|%(?!%)){1,2000}+"
_COMMENT = lazy(
    r"^%%[ \t]*\n(?:(?!%%)[^\n]*\n){0,1000}?%%[ \t]*$"
    r"|^%%(?!%)(?:[^%]|%(?!%)){1,20000}+%%[ \t]*$"
    rf"|(?<![^\s([{{])%%(?=[^%\s]){_HIDDEN}(?<!\s)%%(?!\w)",
    re.M,
)
_SPACED_COMMENT = lazy(r"(?<![^\s([{])%%(?!%)(?:[^%]|%(?!%)){1,20000}+%%(?![\w%])")
"""In a note alone: `5 %% 2 is 1, 7 %% 3 too` tells of a program's remainders."""
_HIGHLIGHT = lazy(
    r"\]\([^()\n]{0,1000}\)|<[^<>\n]{1,1000}>|https?://[!-;=?-~]{1,1000}"
    r"|(?<![A-Za-z0-9_=<>!])==(?=[^\s=])([^=\n]{1,400}+)(?<=[^\s=])==(?![A-Za-z0-9_=])"
)
"""Addresses and tags are passed over."""
_JOINED = lazy(r" (?:and|or|&&|\|\|) ")
_VALUE = lazy(r" ?(?:-?[0-9]|[\"']|(?:true|false|null|none|nil)\b)", re.I)
"""What stands between two comparisons, and behind both of their marks: `x ==1 or y== 2`."""
_BLOCK = lazy(r"(?<=\S)[ ]\^[A-Za-z0-9-]{1,40}$", re.M)
"""The name of a block, at its end, by which other notes link to it."""
QUARTZ = "quartz"
_OF_NOTES = frozenset({"", QUARTZ})
"""Generators whose articles may be notes of Obsidian's without a link in them."""
_CONTENTS = frozenset({"toc", "_toc_"})


def read(source: str, lookups: Lookups) -> str:
    """A source of Markdown, what stands in it of Obsidian's as Markdown; program text is never touched."""
    if not any(mark in source for mark in ("[[", "%%", "==")):
        return source
    parts = list(pieces(source, defines=lookups.dialect.defines))
    links = [link for part in parts if not part.code for link in _LINK.finditer(part.text) if _is_name(link)]
    told = [_tells(link, lookups) for link in links]
    is_note = any(told)
    if not is_note and lookups.dialect.generator not in _OF_NOTES:
        return source
    is_note = is_note or lookups.dialect.generator == QUARTZ
    if "%%" in source:
        without = _without_comments_of_a_note if is_note else _without_comments
        source = around_code(source, without, defines=lookups.dialect.defines)
        parts = list(pieces(source, defines=lookups.dialect.defines))
    return "".join(part.text if part.code else _adapted(part, lookups, is_note=is_note) for part in parts)


def _is_name(link: re.Match[str]) -> bool:
    if not link["words"] and _CITED.match(link["target"]):
        return False
    return bool(link["target"] or link["part"]) and link["target"].lower() not in _CONTENTS


def _tells(link: re.Match[str], lookups: Lookups) -> bool:
    """Whether a link says that the text is a note; it is asked for in any case, since an article may come."""
    if not link["target"] or _is_picture(link):
        return link["embed"] is not None
    found = lookups.ask(_target(link))
    return bool(link["embed"] or link["words"] or found)


def _target(link: re.Match[str]) -> str:
    # In a table a backslash stands before the bar.
    return str(link["target"]).rstrip("\\").strip()


def _is_picture(link: re.Match[str]) -> bool:
    return link["embed"] is not None and _PICTURE.match(_target(link)) is not None


def _without_comments(text: str) -> str:
    """A source, its program text as marks, without what its author hides, program text within it too."""
    return _COMMENT.sub("", text)


def _without_comments_of_a_note(text: str) -> str:
    return _SPACED_COMMENT.sub("", _COMMENT.sub("", text))


def _adapted(part: Piece, lookups: Lookups, *, is_note: bool) -> str:
    text = _HIGHLIGHT.sub(_marked, part.text)
    if not is_note:
        return text
    return _BLOCK.sub("", _LINK.sub(lambda link: _written(link, lookups), text))


def _marked(found: re.Match[str]) -> str:
    words = found[1]
    is_condition = words and _VALUE.match(words) and _JOINED.search(words) and _VALUE.match(found.string, found.end())
    return f"<mark>{words}</mark>" if words and not is_condition else found[0]


def _written(link: re.Match[str], lookups: Lookups) -> str:
    name, words = _target(link), link["words"] or ""
    if not _is_name(link) or (name and not _LETTER.search(name) and not lookups.targets.get(name)):
        return link[0]
    if _is_picture(link):
        # In a span: a line that is a picture alone would end the Markdown until the next blank line (CommonMark 4.6).
        alt = "" if _SIZE.match(words) else escape_value(words)
        named = lookups.dialect.folders.named
        address = escape_value(lookups.dialect.folders.of_article(name) if named else quote(name))
        return f'<span><img src="{address}" alt="{alt}"></span>'
    shown = words or " > ".join(filter(None, (name, link["part"])))
    return f"[{shown}]({lookups.address(name)})" if name else shown
