"""What Jekyll's themes draw by `include`: films, sounds and pictures, told by the file's name and its arguments.

    {% include embed/youtube.html id='w7Ft2ymGmfc' %}                        Chirpy
    {% include video id="w7Ft2ymGmfc" provider="youtube" %}                  Minimal Mistakes
    {% include figure image_path="/assets/a.jpg" caption="A mill" %}         Minimal Mistakes
    {% include figure.liquid path="assets/img/a.jpg" caption="A mill" %}     al-folio

The file is the site's own: what it draws is known where its arguments name a film or a picture.

Sources: https://mmistakes.github.io/minimal-mistakes/docs/helpers/, https://chirpy.cotes.page/posts/write-a-new-post/,
https://github.com/alshedivat/al-folio (`_includes/figure.liquid`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import PurePosixPath

from feedsvc.articles import gfm, templatetags
from feedsvc.articles.addresses import SCHEME
from feedsvc.articles.liquidvalues import relative
from feedsvc.articles.lookups import Dialect, Lookups
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

NAMES = frozenset({"include", "include_cached"})
_FILE = lazy(r"\s*([\w./-]{1,100}+)(?=\s|\Z)")
_ARGUMENT = lazy(
    r"([A-Za-z_][\w-]{0,40}+)\s{0,9}=\s{0,9}"
    r"(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|([^\s\"']++))"
)
_ESCAPED = lazy(r"\\([\"'])")
_PART = lazy(r"[a-z]+")
_PLAYER = lazy(r"youtube|vimeo|bilibili")
_PAGES = {"twitch": "https://www.twitch.tv/videos/{}", "spotify": "https://open.spotify.com/track/{}"}
"""Of other players that Chirpy has under `embed/` the page of what an `id` names."""
_NAMED_THERE = lazy(r"[A-Za-z0-9]{3,40}\Z")
_FILMED = ("id", "youtube_id", "youtubeid", "video_id", "videoid", "vimeo_id", "video", "vid", "code", "url", "src")
_PICTURED = ("src", "image_path", "path", "url", "image", "img", "image_url", "file")
_PLACED = frozenset({"image_path", "path"})
"""Arguments whose paths themes count from the site's root (`relative_url`)."""
_ROOT = "assets/"
"""The folder of files in a Jekyll site's root."""
_FILE_OF_PICTURE = lazy(r"[^\n]{1,500}\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]|\Z)", re.I)
_DRAWING = frozenset({"fig", "figure", "image", "img", "picture", "photo", "pic"})
_GALLERY = "gallery"
_MOST = 300_000
"""Characters of the head that includes put into a text: it may ask for all of its head again and again."""
_CAPTION = "<figcaption>"
_FRAME = lazy(r"</?fig(?:ure|caption)>")


def drawn(inside: str, lookups: Lookups, *, within: bool) -> str | None:
    """What an include draws, by what stands behind its name; None where only its site could tell. `within`: whether it
    begins no line of its source, but stands in an item or an element, which blank lines would end."""
    found = _FILE.match(inside)
    if found is None:
        return None
    path = PurePosixPath(found[1].lower())
    words = frozenset(_PART.findall(path.stem))
    named = dict(_arguments(inside[found.end() :], lookups))
    if film := _film(path.stem, named):
        return _worded(film, named, "caption")
    if words & templatetags.PLAYED:
        played = templatetags.played(min(words & templatetags.PLAYED), _address(named, lookups.dialect))
        return played and _worded(played, named, "caption", "title")
    if path.stem == _GALLERY:
        shown = _gallery(named, lookups)
    else:
        shown = _figures([named], lookups) if words & _DRAWING or "image_path" in named else []
    if not shown:
        return None
    return "<br>".join(map(_inline, shown)) if within else "\n\n" + "\n\n".join(shown) + "\n\n"


def _arguments(inside: str, lookups: Lookups) -> Iterator[tuple[str, str]]:
    """`id="a" alt=page.title n=3` -> (id, a), (alt, …), (n, 3): without quotation marks stand numbers, and names of
    values, of which those of the article's own head are known."""
    for found in _ARGUMENT.finditer(inside):
        value: HeadValue = _ESCAPED.sub(r"\1", found[2] or found[3] or "")
        if bare := found[4]:
            value = bare if bare.isdigit() else _of_head(bare, lookups)
        if isinstance(value, str) and value:
            yield found[1].lower(), value


def _of_head(name: str, lookups: Lookups) -> str:
    value = lookups.dialect.liquid.page.get(name.removeprefix("page."), "") if name.startswith("page.") else ""
    return value if isinstance(value, str) and _is_taken(len(value), lookups) else ""


def _is_taken(length: int, lookups: Lookups) -> bool:
    """Whether so many characters of the head are put into the text, too."""
    lookups.taken += length
    if lookups.taken > _MOST:
        lookups.note(f"what template tags 'include' show of the head beyond {_MOST} characters was left out")
    return lookups.taken <= _MOST


def _worded(film: str, named: Mapping[str, str], *keys: str) -> str:
    """A film or a sound with the words that stand below it; below a file Chirpy has its title."""
    words = next((named[key] for key in keys if key in named), "")
    return f"{film}<br>{gfm.inline(words)}" if words else film


def _film(stem: str, named: Mapping[str, str]) -> str:
    """The film of a player that the file is called by, or that stands beside it; "" where none is named."""
    player = _PLAYER.search(stem) or _PLAYER.match(named.get("provider", "").lower())
    film = next((named[name] for name in _FILMED if name in named), "")
    if SCHEME.match(film) and (player or "embed" in stem or "iframe" in stem):
        return templatetags.framed(film)
    if (page := _PAGES.get(stem)) and _NAMED_THERE.match(film):
        return templatetags.framed(page.format(film))
    return templatetags.film(player[0], film) if player else ""


def _figures(pictures: Iterable[Mapping[str, str]], lookups: Lookups) -> list[str]:
    """Pictures with their words, or these alone where it is not known in which folder a picture lies."""
    made = []
    for named in pictures:
        address = _address(named, lookups.dialect)
        caption = named.get("caption") or named.get("description") or ""
        if address:
            alt = named.get("alt") or named.get("title") or ""
            made.append(templatetags.figure({"src": address, "alt": alt, "caption": caption}).strip())
        elif caption:
            lookups.note("the picture of the template tag 'include' was left out")
            made.append(gfm.inline(caption))
    return made


def _gallery(named: Mapping[str, str], lookups: Lookups) -> list[str]:
    """The pictures that the article's head lists under `gallery`, or under the name that is given as `id`."""
    listed = lookups.dialect.liquid.page.get(named.get("id", _GALLERY), ())
    pictures = (each for each in (listed if isinstance(listed, tuple) else ()) if isinstance(each, Mapping))
    texts = ({key: value for key, value in each.items() if isinstance(value, str)} for each in pictures)
    shown = takewhile(lambda each: _is_taken(1 + sum(map(len, each.values())), lookups), texts)
    caption = named.get("caption", "")
    return _figures(shown, lookups) + ([gfm.inline(caption)] if caption else [])


def _inline(shown: str) -> str:
    """A figure as a part of a line; a tag alone in it would end the Markdown until the next blank line (CommonMark
    4.6)."""
    parts = _FRAME.sub(lambda mark: "<br>" if mark[0] == _CAPTION else "", shown)
    return f"<span>{parts}</span>"


def _address(named: Mapping[str, str], dialect: Dialect) -> str:
    """The address of the file that arguments name; "" where none does, or its folder is the theme's own affair."""
    for name in _PICTURED:
        value = named.get(name, "").strip()
        is_file = _FILE_OF_PICTURE.match(value) or templatetags.is_played(value)
        if not is_file and not (SCHEME.match(value) and name in ("src", "path")):
            continue
        if SCHEME.match(value) or value.startswith("//"):
            return value
        if dialect.folders.rooted:
            return dialect.folders.of_site(value)
        if name in _PLACED or value.startswith(_ROOT):
            return relative(value, dialect.site)
        if value.startswith("/"):
            return value
    return ""
