"""What template tags and shortcodes of a known name make: links, pictures, figures, quotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from feedsvc.articles import embeds, gfm
from feedsvc.articles.cut import escape, escape_value
from feedsvc.articles.lookups import Folders, Lookups
from feedsvc.patterns import lazy

QUOTING = {"blockquote": "endblockquote", "quote": "endquote", "pullquote": "endpullquote"}
"""Tags of Hexo around a quotation, and what ends each."""
QUOTATIONS = frozenset({"blockquote", "quote", "quotation", "pullquote", "epigraph"})
"""Shortcodes of Hugo's themes (LoveIt, Tufte, KeepIt) around one."""
_WHOSE, _WHENCE = ("author", "by", "name", "footer"), ("source", "cite", "title", "role")
_LEADING = ("link", "url", "href")
"""How these call whom a quotation is of, what it is from, and where that is."""

_WORD = lazy(
    r"(?:([A-Za-z_][\w-]{0,40})\s{0,3}=\s{0,3})?"
    r"(?:\"((?:[^\"]|(?<=\\)\")*)\"|'([^']*)'|`([^`]*)`|((?:[^\s\"'`=]|(?<=\\)\")+))"
)
_PLAIN_WORD = lazy(r"\"([^\"]*)\"|'([^']*)'|(\S+)")
_ADDRESS = lazy(r"(?:https?:)?//|mailto:|www\.", re.I)
_PICTURE = lazy(
    r"/|[^\n]{1,500}\.(?:a?png|avif|bmp|gif|hei[cf]|ico|jfif|jp2|jpe?g|jxl|pjp(?:eg)?|svg|tiff?|webp)(?:[?#!@%]|\Z)",
    re.I,
)
"""A path, or a file by its ending (the subtypes of `image/`, IANA), behind which a host of pictures may be told their
size: `a.png!thumb`, `a.jpg@100w`."""
_BLANK = lazy(r"\s")
_COMMA = lazy(r"\s*,(?:\s+|\Z|(?=(?:https?:)?/))")
"""Between arguments, and no comma of an address: `a, b`, `a,https://…`."""
_CITED = lazy(r"(?P<author>.*?)\s*(?P<link>https?://\S+)\s*(?P<title>.*)\Z", re.S)
_FRAMES = {
    "youtube": "https://www.youtube.com/embed/{}",
    "vimeo": "https://player.vimeo.com/video/{}",
    "bilibili": "https://player.bilibili.com/player.html?bvid={}",
}
"""What generators draw for a film; `players` tells what becomes of it."""
PLAYED = frozenset({"video", "audio"})
"""Shortcodes of Quarto and of many of Hugo's themes, with an address behind them or as `src`."""
_FILE_PLAYED = lazy(r"\.(?:mp4|m4v|webm|ogv|mov|mp3|m4a|ogg|oga|opus|wav|flac)(?:[?#]|\Z)", re.I)
_FILM_ID = lazy(r"[A-Za-z0-9_-]{3,40}\Z")
_REFERENCES = frozenset({"post_url", "link", "post_path", "ref", "relref"})
_LINKS = frozenset({"link", "a", "anchor"})
_PICTURES = frozenset({"asset_img", "asset_image", "img", "image"})
_ASSETS = frozenset({"asset_img", "asset_image"})
_WORDED = frozenset({"post_link", "asset_link"})
"""Links to what lies in the site, with words of their own."""
_PLAIN = "/:@!$&'*+,;=~%"
"""What stays of an address where Markdown may take it for one; a bracket would end it."""
_FIGURES = frozenset({"figure", "img", "image", "picture"})
"""With a `src`: Hugo's own, and those that many of its themes have."""
_FOLDED = frozenset({"details", "expand", "collapse", "collapsible", "spoiler", "hidetoggle"})
"""Tags around what is shown on a click, whose words say what that is."""
BOXES = _FOLDED | frozenset({"admonition", "alert", "callout", "notice", "hint", "note", "tip", "info", "warning"})
"""Tags around a part of the text that may have a title (https://gohugo.io/shortcodes/details/; Docsy, LoveIt)."""
PROTECTING = lazy(r"(?:\A|[-_.])encrypt(?:or|ed)?\Z")
"""How tags are called around a part that only those can read who know its password: `hugo-encryptor`, `encrypt`; but
not `letsencrypt`, nor `unencrypted`."""
_SWITCHES = frozenset({"true", "false"})
_TITLED = frozenset({"card", "button", "link", "linkcard", "link-card"})
"""Shortcodes of Hugo's themes (Hextra, Docsy, Blowfish) that draw a link, its words among their arguments."""


def made(name: str, inside: str, lookups: Lookups, *, shortcode: bool) -> str | None:
    """What a tag makes of what stands behind its name; None where only its generator could tell.

    In a shortcode (`{{< … >}}`) `=` gives an argument its name; in a tag of Hexo it is a character like another.
    """
    arguments = _arguments(inside)
    named, bare = dict(arguments), [value for key, value in arguments if not key]
    if name in _FIGURES and named.get("src"):
        return figure(named)
    if name in _TITLED and (card := _card(named)):
        return card
    file = named.get("src") or named.get("url") or "".join(_words(inside)[:1])
    if name in PLAYED and (shown := played(name, file)):
        return shown
    if name in BOXES:
        return _title(name, bare if shortcode else [" ".join(_words(inside))], named)
    words = bare if shortcode else _listed(name, inside) or _words(inside)
    found = _of_words(name, words, lookups, shortcode=shortcode) if words else None
    return _of_others(name, bare, named, lookups, words) if found is None else found


def _card(named: Mapping[str, str]) -> str:
    address = named.get("href") or named.get("url") or named.get("link")
    text = named.get("content") or named.get("text") or named.get("title")
    return link(address, text) if address and text else ""


def _title(name: str, bare: list[str], named: Mapping[str, str]) -> str | None:
    """What a part of the text is called, as a paragraph above it; LoveIt has it behind the kind, `tip "A title"`."""
    own = bare[:1] if name in _FOLDED else bare[1:2] if name == "admonition" else []
    if name == "hidetoggle":
        # Butterfly's colors stand behind a comma, and no title has one.
        own = [each.partition(",")[0] for each in own]
    title = named.get("title") or named.get("summary") or "".join(own)
    return f"<strong>{escape(title.strip())}</strong>\n\n" if title.strip() else None


def _of_words(name: str, words: list[str], lookups: Lookups, *, shortcode: bool) -> str | None:
    if name in _LINKS:
        return _linked(words, shortcode=shortcode)
    if name in _PICTURES:
        return _picture(words, _place(name, lookups.dialect.folders), shortcode=shortcode)
    if name in _WORDED:
        place = lookups.address if name == "post_link" else lookups.dialect.folders.of_article
        return link(place(words[0]), " ".join(_without_switch(words[1:])) or words[0])
    return quote(lookups.dialect.folders.of_article(words[0]), _PLAIN) if name == "asset_path" else None


def _place(name: str, folders: Folders) -> Callable[[str], str]:
    """What a tag makes of the path of its picture: one of the article's own files, or of the site's."""
    if name in _ASSETS:
        return folders.of_article
    return lambda path: folders.of_site(path) if path.startswith("/") else path


def _of_others(name: str, bare: list[str], named: Mapping[str, str], lookups: Lookups, words: list[str]) -> str | None:
    if name in _REFERENCES and (bare or "path" in named):
        return lookups.address(bare[0] if bare else named["path"])
    number = (bare or [named.get("id", "")])[0]
    if shown := film(name, number):
        return shown
    if name == "kbd" and (keys := bare[0] if bare else next(iter(named.values()), "")):
        return f"<kbd>{escape(keys)}</kbd>"
    address = embeds.address_of(name, words, named)
    return link(address, address) if address else None


def film(player: str, number: str) -> str:
    """The film of a player by its name there, `youtube` and `w7Ft2ymGmfc`; "" where it is none."""
    if player not in _FRAMES or not _FILM_ID.match(number):
        return ""
    # In a span: a line that is a frame alone would end the Markdown until the next blank line (CommonMark 4.6).
    return f'<span><iframe src="{_FRAMES[player].format(number)}"></iframe></span>'


def framed(address: str) -> str:
    """The page of a film or of something else, which has its address for a title."""
    shown = escape_value(address)
    return f'<span><iframe src="{shown}" title="{shown}"></iframe></span>'


def is_played(file: str) -> bool:
    """Whether a file is a film or a sound, by its ending."""
    return _FILE_PLAYED.search(file) is not None


def played(name: str, file: str) -> str | None:
    """A film or a sound of the article's own, or the page of one elsewhere."""
    if is_played(file):
        return f'<span><{name} src="{escape_value(file)}"></{name}></span>'
    return framed(file) if _ADDRESS.match(file) else None


def quotation(name: str, inside: str) -> tuple[str, str]:
    """What opens and what ends a quotation: `鲁迅, 故乡` and `Seth Godin https://… A title` name whom it is of."""
    said = _cited(" ".join(_words(inside))) if name != "pullquote" else ""
    return "\n\n<blockquote>\n\n", f"\n\n{said}</blockquote>\n\n"


def quoted(inside: str) -> tuple[str, str]:
    """What opens and what ends a quotation of a shortcode with what stands behind its name: `author="Ann Lee"
    source="Mills" link="https://…"`."""
    named = dict(_arguments(inside))
    whose, whence, address = (
        next((named[key].strip() for key in keys if named.get(key, "").strip()), "")
        for keys in (_WHOSE, _WHENCE, _LEADING)
    )
    if _ADDRESS.match(whence):
        whence, address = "", address or whence
    parts = [gfm.inline(part) for part in (whose, whence) if part]
    if address and parts and "<a " not in parts[-1]:
        parts[-1] = f'<a href="{escape_value(address)}">{parts[-1]}</a>'
    said = f"<p>— {', '.join(parts)}</p>\n\n" if parts else ""
    return "\n\n<blockquote>\n\n", f"\n\n{said}</blockquote>\n\n"


def _cited(said: str) -> str:
    if not said:
        return ""
    cited = _CITED.match(said)
    author, _, title = (cited["author"], "", cited["title"]) if cited else said.partition(",")
    where = link(cited["link"], title or cited["link"]) if cited else escape(title.strip())
    parts = (escape(author.strip()), f"<cite>{where}</cite>" if where else "")
    return f"<p>— {', '.join(filter(None, parts))}</p>\n\n"


def _words(inside: str) -> list[str]:
    """`'b c' d` -> b c, d: Hexo's arguments, in which `=` is a character like another."""
    return [next((each for each in word.groups() if each), "") for word in _PLAIN_WORD.finditer(inside)]


def _listed(name: str, inside: str) -> list[str]:
    """The arguments of links and pictures that Hexo's themes part by commas (Volantis and anzhiyu, `tag-plugins`), as
    Hexo's own have them: `{% link text, [site,] address, [icon] %}`, `{% image address, alt=text, width=… %}`; none
    of any other."""
    if "," not in inside or '"' in inside or "'" in inside:
        return []
    first, *rest = parts = list(filter(None, _COMMA.split(inside.strip()))) or [""]
    if name in _LINKS and (address := next(filter(_is_address, parts), "")):
        return [first] if address == first else [first.partition(",")[0], address]
    if name in _PICTURES and (_is_address(first) or (_PICTURE.match(first) and not _BLANK.search(first))):
        return [first, *(part.removeprefix("alt=") for part in rest if "=" not in part or part.startswith("alt="))]
    return []


def _is_address(part: str) -> bool:
    return _ADDRESS.match(part) is not None and not _BLANK.search(part)


def _without_switch(words: list[str]) -> list[str]:
    """Hexo's last argument may say `true` or `false`: whether to escape."""
    return words[:-1] if words[-1:] and words[-1] in _SWITCHES else words


def _arguments(inside: str) -> tuple[tuple[str, str], ...]:
    r"""`src="a.png" 'b c' d "\"e\""` -> (src, a.png), ("", b c), ("", d), ("", "e")."""
    return tuple(
        (word[1] or "", word[2].replace(r"\"", '"') if word[2] else next(filter(None, word.groups()[2:]), ""))
        for word in _WORD.finditer(inside)
    )


def _linked(words: list[str], *, shortcode: bool) -> str | None:
    """Hexo's `{% link text… address [external] [title] %}`; None without an address: Jekyll's tag of that name.
    Shortcodes of themes have the text behind: `{{< link address [text] [title] >}}`."""
    at = next((at for at, word in enumerate(words) if _ADDRESS.match(word)), None)
    if at is None:
        return None
    address = f"http://{words[at]}" if words[at].lower().startswith("www.") else words[at]
    text = words[:at] or (words[at + 1 : at + 2] if shortcode else [])
    return link(address, " ".join(text) or words[at])


def _picture(words: list[str], place: Callable[[str], str], *, shortcode: bool) -> str | None:
    """Hexo's `{% img [classes] address [width] [height] [title [alt]] %}`; None without an address of a picture.
    The only word of a shortcode may name one of its page's resources (Hugo, Page resources): `{{< img cover >}}`."""
    at = next((at for at, word in enumerate(words) if _ADDRESS.match(word) or _PICTURE.match(word)), None)
    if at is None and shortcode and len(words) == 1 and not _BLANK.search(words[0]):
        at = 0
    if at is None:
        return None
    rest = words[at + 1 :]
    sizes = {}
    for side in ("width", "height"):
        if rest and rest[0].isascii() and rest[0].isdigit():
            sizes[side] = rest.pop(0)
    quoted = any(" " in word for word in rest)
    titles, alts = (rest[:1], rest[1:]) if quoted and len(rest) > 1 else ([], rest)
    address = words[at] if _ADDRESS.match(words[at]) or shortcode else place(words[at])
    values = {"src": address, "alt": " ".join(alts)} | sizes | ({"title": titles[0]} if titles else {})
    # In a span, as frames are.
    return "<span><img" + "".join(f' {name}="{escape_value(value)}"' for name, value in values.items()) + "></span>"


def link(address: str, words: str) -> str:
    """A link as HTML, of an address and words as text."""
    return f'<a href="{escape_value(address)}">{escape(words)}</a>'


def figure(named: Mapping[str, str]) -> str:
    """A picture by its `src`, as Hugo's own shortcode has it (Content management, Shortcodes): `caption` and `attr` are
    Markdown, `title` is text, as a heading of theirs where it does not stand alone."""
    title = escape(named.get("title", ""))
    said = gfm.inline(named["caption"]) if named.get("caption") else ""
    words = " ".join(filter(None, (said, _attributed(named))))
    words = f"<h4>{title}</h4>{words}" if title and words else title or words
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    drawn = f'<img src="{escape_value(named["src"])}" alt="{escape_value(named.get("alt", ""))}">'
    linked = f'<a href="{escape_value(named["link"])}">{drawn}</a>' if named.get("link") else drawn
    return f"\n\n<figure>{linked}{caption}</figure>\n\n"


def _attributed(named: Mapping[str, str]) -> str:
    """Whom a figure is of."""
    said = gfm.inline(named["attr"]) if named.get("attr") else ""
    return f'<a href="{escape_value(named["attrlink"])}">{said}</a>' if said and named.get("attrlink") else said
