"""Template tags and shortcodes of Jekyll (Liquid), Hexo and Hugo in a source -> Markdown, or nothing, but never shown.

What names another article is looked up; what draws a figure or program text becomes that; the rest is left out
with a note, since only its generator could run it. Program text is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from feedsvc.articles.codeblocks import Piece, pieces
from feedsvc.articles.cut import escape, escape_value
from feedsvc.articles.templatecode import fence
from feedsvc.model import Syntax

UNKNOWN = "unknown-target:"
"""Stands for the address of a link whose target nobody knows, until the link is taken out."""

_TAG = re.compile(
    r"\{%-?(?P<tag>[^{}]{1,500}?)-?%\}|\{\{(?P<mark>[<%])(?P<short>[^{}]{1,1000}?)[>%]\}\}|\{\{-?(?P<value>[^{}]{1,300})-?\}\}"
)
_NAME = re.compile(r"\s*(/?[A-Za-z][\w.-]{0,60})")
_VALUE = re.compile(r"\s*(?:[A-Za-z_][\w.\[\]\"'-]{0,100}|\"[^\"]{0,100}\"|'[^']{0,100}')\s*(?:\|.*)?\Z", re.S)
_SITE_ADDRESS = re.compile(r"\s*site\.(url|baseurl|github\.url)\b")
_UPWARDS = re.compile(r"(?:\.{1,2}/)++")
_FILTER = re.compile(r"\|\s*(relative|absolute)_url\b")
_WORD = re.compile(r"(?:([A-Za-z_][\w-]{0,40})\s{0,3}=\s{0,3})?(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`=]+))")
_HIDING = {"comment": "endcomment", "capture": "endcapture"}
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
}
_REFERENCES = frozenset({"post_url", "link", "post_path", "ref", "relref"})
_FILM_ID = re.compile(r"[A-Za-z0-9_-]{3,40}\Z")


@dataclass(slots=True)
class Lookups:
    """The links that a source asks for, what they are, and what was left out on the way.

    `site` is the site's own address, without trailing slash, "" where it is not known.
    """

    targets: Mapping[str, str]
    site: str = ""
    wants: dict[str, str] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def address(self, reference: str) -> str:
        """The address of a reference as written (`notes/other.md#part`), or `UNKNOWN`."""
        whole, mark, part = reference.partition("#")
        key = _UPWARDS.sub("", whole)
        found = self.targets.get(key, "")
        self.wants[key] = found
        if not found:
            self.note(unknown_target(key))
            return UNKNOWN
        return f"{found}{mark}{part}"

    def note(self, words: str) -> None:
        """Note once what was left out."""
        self.notes[words] = None


def unknown_target(target: str) -> str:
    """The note on a link target that nobody knows."""
    return f"the link target {target!r} is not known"


def expand(source: str, lookups: Lookups, syntax: Syntax = "markdown") -> str:
    """The source without template tags: `[a]({% post_url 2022-03-28-b %})` -> `[a](https://…/b)`."""
    if "{%" not in source and "{{" not in source:
        return source
    expander = _Expander(lookups)
    prepared = fence(source) if syntax == "markdown" else source
    for piece in pieces(prepared, syntax):
        expander.take(piece)
    return "".join(expander.out)


class _Expander:
    """Pieces in, text out; `until` is the tag that ends a stretch which is literal (`raw`) or hidden (`comment`)."""

    def __init__(self, lookups: Lookups) -> None:
        self.lookups = lookups
        self.out: list[str] = []
        self.until = ""

    @property
    def hidden(self) -> bool:
        return self.until in _HIDING.values()

    def take(self, piece: Piece) -> None:
        """Expand one piece."""
        if piece.code:
            self.write(piece.text)
            return
        at = 0
        for found in _TAG.finditer(piece.text):
            self.write(piece.text[at : found.start()])
            self.tag(found)
            at = found.end()
        self.write(piece.text[at:])

    def write(self, text: str) -> None:
        if not self.hidden:
            self.out.append(text)

    def tag(self, found: re.Match[str]) -> None:
        """One tag: it may begin or end a stretch, else it is expanded."""
        name = _name(found["tag"] or "")
        if self.until:
            ended = name == self.until
            self.write("" if ended else found[0])
            self.until = "" if ended else self.until
        elif name == "raw" or name in _HIDING:
            self.until = _HIDING.get(name, "endraw")
        else:
            self.write(_expanded(found, self.lookups))


def _name(inside: str) -> str:
    found = _NAME.match(inside)
    return found[1].lower() if found else ""


def _expanded(found: re.Match[str], lookups: Lookups) -> str:
    """What stands in place of a tag."""
    if found["value"] is not None:
        return _value(found, lookups)
    inside = found["tag"] or found["short"]
    name = _name(inside)
    if not name:
        return found[0]
    made = _made(name, _arguments(inside[_end_of_name(inside) :]), lookups)
    if made is None and not name.startswith(("/", "end")):
        lookups.note(f"the template tag {name!r} was left out")
    return made or ""


def _end_of_name(inside: str) -> int:
    found = _NAME.match(inside)
    return found.end() if found else 0


def _value(found: re.Match[str], lookups: Lookups) -> str:
    """Jekyll's addresses: `{{ site.url }}` is scheme and host, `{{ site.baseurl }}` the path behind, both of the site's
    address; `{{ "/a.png" | relative_url }}` begins with that path, `absolute_url` with both. Of a site without a known
    address they are nothing, so that an address is one of the site."""
    inside = found["value"]
    if not _VALUE.match(inside):
        return found[0]
    scheme, slashes, rest = lookups.site.partition("://")
    host, slash, path = rest.partition("/")
    parts = {"relative": slash + path, "absolute": lookups.site}
    if quoted := re.match(r"\s*(?:\"([^\"]*)\"|'([^']*)')", inside):
        filtered = _FILTER.search(inside)
        return (parts[filtered[1]] if filtered else "") + (quoted[1] or quoted[2] or "")
    if address := _SITE_ADDRESS.match(inside):
        named = {"url": scheme + slashes + host, "baseurl": parts["relative"]}
        return named.get(address[1], lookups.site)
    lookups.note(f"the template value {inside.strip()!r} was left out")
    return ""


Arguments = tuple[tuple[str, str], ...]


def _arguments(inside: str) -> Arguments:
    """`src="a.png" 'b c' d` -> (src, a.png), ("", b c), ("", d)."""
    return tuple(
        (word[1] or "", next((each for each in word.groups()[1:] if each), "")) for word in _WORD.finditer(inside)
    )


def _made(name: str, arguments: Arguments, lookups: Lookups) -> str | None:
    """What a tag of a known name makes, None where only its generator could tell."""
    bare = [value for key, value in arguments if not key]
    named = dict(arguments)
    if name in _REFERENCES and (bare or "path" in named):
        return lookups.address(bare[0] if bare else named["path"])
    if name == "post_link" and bare:
        return _link(lookups.address(bare[0]), " ".join(bare[1:2]) or bare[0])
    if name in {"asset_img", "img"} and bare:
        return f'<img src="{escape_value(bare[0])}" alt="{escape_value(" ".join(bare[1:]))}">'
    if name == "figure" and named.get("src"):
        return _figure(named)
    film = (bare or [named.get("id", "")])[0]
    if name in _FILMS and _FILM_ID.match(film):
        return _link(_FILMS[name].format(film), _FILMS[name].format(film))
    return None


def _link(address: str, words: str) -> str:
    return f'<a href="{escape_value(address)}">{escape(words)}</a>'


def _figure(named: Mapping[str, str]) -> str:
    words = named.get("caption") or named.get("title") or ""
    caption = f"<figcaption>{escape(words)}</figcaption>" if words else ""
    drawn = f'<img src="{escape_value(named["src"])}" alt="{escape_value(named.get("alt", ""))}">'
    linked = f'<a href="{escape_value(named["link"])}">{drawn}</a>' if named.get("link") else drawn
    return f"\n\n<figure>{linked}{caption}</figure>\n\n"
