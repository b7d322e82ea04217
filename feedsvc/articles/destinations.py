"""Addresses of links and pictures with blanks in them, which kramdown and Python-Markdown take and CommonMark does not.

`[a](/b c.png "d")` -> `[a](/b%20c.png "d")`. To CommonMark (6.3) an address outside `<…>` ends at a blank, and what is
left is neither a link nor a picture. Those two let it end at its bracket, or at the blank before a quotation mark.

What others write beside an address, and CommonMark reads as words, says how it looks: `![a](/b.png =300x200)` (HackMD,
markdown-it-imsize), `![a](/b.png align="center")` and `%[https://…]` (Hashnode), `![a](/b.png){#fig-b width=30%}`
(Pandoc, Quarto), `[a](/b){ .button }` (MkDocs).

Converters to Markdown (Turndown, so WordPress's exporters) escape a bare address as words, `https://youtu.be/a\\_b`,
which GFM makes a link as it stands: to nowhere.
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_INLINE = lazy(
    r"\]\((?=[ \t]{0,9}+[^\s()<]*+(?:\([^\s()]*+\)[^\s()<]*+)?[ \t]++[^\s\"')])"
    r"(?P<inside>(?:[^()\n\x02]|\([^()\n\x02]{0,300}+\)){1,1000}+)\)"
)
_TITLE = lazy(r"[ \t]++(?P<quote>[\"']).")


_LOOK = lazy(
    r"(?P<link>\]\([^\s()]{1,2000}+(?:[ ]{1,3}\"[^\"\n]{0,500}\")?)[ \t]{1,3}"
    r"(?:=(?:[0-9]{1,5}(?:px|%)?x?[0-9]{0,5}|x[0-9]{1,5})(?:px|%)?|align=\"[a-z]{1,9}\")[ \t]{0,3}\)"
)
_ATTRIBUTES = lazy(
    r"(?P<link>\]\([^()\n]{1,2000}+\))\{[ ]?"
    r"(?:(?:[#.][\w:-]{1,60}|[A-Za-z][\w-]{0,30}=(?:\"[^\"{}\n]{0,300}\"|[\w%./-]{1,100}))[ ]{0,2}){1,20}+\}"
)
_BARE = lazy(r"(?<![\[\w])https?://[!#-&(-;=?-~]{1,2000}+")
_ESCAPE = "\\_"
"""The only mark of those that converters escape which addresses have."""
_EMBED = lazy(r"^%\[(https?://[^\s\[\]<>]{1,2000})\][ \t]*$", re.M)


def without_looks(text: str) -> str:
    """A source, its program text as marks, without what says how a link or a picture looks, and without escapes in bare
    addresses; an embedded page is a link."""
    if "%[http" in text:
        text = _EMBED.sub(r"<\1>", text)
    if _ESCAPE in text and "://" in text:
        text = _BARE.sub(lambda found: found[0].replace(_ESCAPE, "_"), text)
    if "](" not in text:
        return text
    bare = _LOOK.sub(r"\g<link>)", text) if 'align="' in text or " =" in text else text
    return _ATTRIBUTES.sub(r"\g<link>", bare) if "){" in bare else bare


def without_blanks(text: str) -> str:
    """A source, its program text as marks, with the blanks in its inline addresses percent-encoded."""
    return _INLINE.sub(_encoded, text) if "](" in text else text


def _encoded(found: re.Match[str]) -> str:
    inside = found["inside"]
    title = _TITLE.search(inside)
    if title is not None and not inside.rstrip().endswith(title["quote"]):
        return found[0]
    address, rest = (inside[: title.start()], inside[title.start() :]) if title is not None else (inside, "")
    return f"]({address.strip().replace(' ', '%20').replace(chr(9), '%09')}{rest})"
