"""Files that come with an article, a podcast's episode or a film: those that its head names, then those its body plays.

    enclosure: https://a.example/1.mp3 8727310 audio/mpeg      WordPress's custom field, on three lines
    enclosure: {url: …, length: …, type: …}                    plugins of Jekyll and Hugo; also a list of such
    audio: [/1.mp3], videos: [/1.mp4]                          Hugo's, for its Open Graph template
    audio: {mp3: …, ogg: …}, mp3: …                            Jekyll's Octopod and others: the format is the key
    podcast, length, mimetype, duration                        Pelican's podcast plugins
    file, length, duration                                     Jekyll's Driftwood
    podcast_link, podcast_length, podcast_duration             Jekyll-Podcast-Feed
    podcast_file, podcast_bytes, podcast_duration              Hugo's Castanet

Nothing is fetched: size and length of time are what the head says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from urllib.parse import urlsplit

from feedsvc.articles import pictures, tracking
from feedsvc.articles.addresses import is_own_page
from feedsvc.articles.configvalues import text_of
from feedsvc.articles.identity import web_address
from feedsvc.articles.repair import CLEANING
from feedsvc.articles.shown import attribute
from feedsvc.articles.tree import Tag, Tree
from feedsvc.config import SanitizeSettings
from feedsvc.model import Document, Enclosure, HeadValue
from feedsvc.patterns import lazy

PLAYED = {
    "mp3": "audio/mpeg", "m4a": "audio/x-m4a", "m4b": "audio/x-m4b", "aac": "audio/aac", "ogg": "audio/ogg",
    "oga": "audio/ogg", "opus": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav", "weba": "audio/webm",
    "wma": "audio/x-ms-wma", "mp4": "video/mp4", "m4v": "video/x-m4v", "webm": "video/webm", "ogv": "video/ogg",
    "mov": "video/quicktime", "mkv": "video/x-matroska", "avi": "video/x-msvideo",
    "m3u8": "application/vnd.apple.mpegurl",
}  # fmt: skip
"""Sound and films by their names' ends; of Apple's own formats as it asks of podcasts. Python's `mimetypes` would give
each machine another answer: it reads the system's list, and its own has neither m4a nor ogg."""

TYPES = {
    **PLAYED, **pictures.TYPES, "pdf": "application/pdf", "epub": "application/epub+zip", "zip": "application/zip",
    "torrent": "application/x-bittorrent",
}  # fmt: skip

UNKNOWN = "application/octet-stream"
"""What is an enclosure by its author's word and says nothing of its type (RFC 2046 4.5.1): no format goes without."""

ANY_FILE = ("enclosure", "enclosures")
"""Keys that name files of any kind; the first of all is RSS's only one, so that the plainest word comes first."""
SOUND_OR_FILM = (
    *("podcast", "podcast_url", "podcast_link", "podcast_file", "audio", "audio_url", "audio_file", "audio_link"),
    *("video", "videos", "video_url", "video_file", "file"),
)
"""Keys under which other things stand as well, a film's page or a show's name: only what is played counts."""
KEYS = (*ANY_FILE, *SOUND_OR_FILM, *PLAYED)
BEHIND_PREFIX = "podcast_file"
"""Castanet puts its setting `media_prefix` before it: a name that is no address is at no place of the site."""
ADDRESS_PARTS = ("url", "src", "href", "file", "path")
TYPE_PARTS = ("type", "mime_type", "mimetype", "mime", "media_type")
LENGTH_PARTS = ("length", "bytes", "size", "filesize", "file_size")
DURATION_PARTS = ("duration", "seconds")
HEAD_TYPES = ("mimetype", "mime_type")
HEAD_LENGTHS = ("length", "podcast_length", "podcast_bytes", "audio_length", "file_size", "filesize", "bytes")
HEAD_DURATIONS = ("duration", "podcast_duration", "audio_duration", "duration_seconds")
"""What stands beside the file in the head itself, where `type` and `size` mean other things."""

MOST = 50
"""Files of one article; more are no episode's."""

_KEYS = frozenset(KEYS)
_PLAYERS = frozenset({"audio", "video"})
_PLAYER_TYPES = {"<audio>": "audio/mpeg", "<video>": "video/mp4"}
"""What most files are that a page plays and that do not tell their type."""
_TYPE = r"(?:audio|video|image|application|text)/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}"
_MEDIA_TYPE = lazy(rf"\s*({_TYPE})\s*(?:;|\Z)", re.I)
"""RFC 6838 4.2, without parameters."""
_FIELD = lazy(rf"\s(?:([0-9]{{1,15}})\Z|(?:([0-9]{{1,15}})\s)?({_TYPE})(?=\s|\Z))", re.I)
"""Behind an address in WordPress's field: bytes and type, or one of them."""
_ROOTED = lazy(r"https?://|/", re.I)
_BYTES = lazy(r"[0-9]{1,15}")
_TIME = lazy(r"(?:(?:([0-9]{1,3}):)?([0-9]{1,3}):)?([0-9]{1,6})(?:\.[0-9]{1,9})?")
"""itunes:duration: `1:04:07`, `64:07`, or seconds."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A file as it is named: by which key, and what is said of it, as written, "" where nothing is."""

    key: str
    address: str
    media_type: str = ""
    length: str = ""
    duration: str = ""


def chosen(
    document: Document, tree: Tree, base: str | None, cleaning: SanitizeSettings = CLEANING
) -> tuple[Enclosure, ...]:
    """The files of an article, each once, the head's first: what RSS, which has one only, is given.

    `base` is the article's own absolute address, `tree` its repaired body. What is no address of the web, or of no
    known type where other things stand too (`video: https://youtube.com/…`), is none. With `pictures = "link"` pictures
    are none either, which readers would show.
    """
    found: dict[str, Enclosure] = {}
    made_of = partial(_enclosure, base=base, cleaning=cleaning)
    for named in chain(_of_head(document, made_of), _of_body(tree)):
        made = made_of(named)
        if made is not None:
            found.setdefault(made.url, made)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _of_head(document: Document, made_of: Callable[[_Named], Enclosure | None]) -> list[_Named]:
    head = document.folded
    if _KEYS.isdisjoint(head):
        return []
    named = [each for key in KEYS if key in head for each in _read(key, head[key])]
    if len(named) > 1:
        named = _files(named, made_of)
    return _completed(named, head, (HEAD_TYPES, HEAD_LENGTHS, HEAD_DURATIONS))


def _files(named: list[_Named], made_of: Callable[[_Named], Enclosure | None]) -> list[_Named]:
    """Without what is no file (`podcast: true` beside `audio: …`) or is named by another key too, so that what stands
    beside them is still the one file's."""
    files: dict[str, _Named] = {}
    for each in named:
        if made_of(each) is not None:
            files.setdefault(each.address, each)
    return list(files.values())


def _of_body(tree: Tree) -> Iterator[_Named]:
    """What each player plays: of several sources, which are the same in other formats, the first."""
    for player in tree.elements(_PLAYERS):
        played = player if "src" in player.attrs else player.first("source")
        if isinstance(played, Tag):
            yield _Named(f"<{player.name}>", attribute(played, "src"), attribute(played, "type"))


def _read(key: str, value: HeadValue) -> list[_Named]:
    """The files of a value, which the head's reader has let nest no deeper than it may."""
    if isinstance(value, str):
        return [_written(key, value)] if value else []
    if isinstance(value, Mapping):
        return _of_table(key, {name.casefold(): each for name, each in value.items()})
    return [found for each in value for found in _read(key, each)]


def _of_table(key: str, table: Mapping[str, HeadValue]) -> list[_Named]:
    """`{url: a.mp3, length: 1}` is one file, `{mp3: a.mp3, ogg: a.ogg}` are two."""
    address = text_of(table, *ADDRESS_PARTS)
    own = [_written(key, address)] if address else []
    formats = [found for name, each in table.items() if name in PLAYED for found in _read(name, each)]
    return _completed([*own, *formats], table, (TYPE_PARTS, LENGTH_PARTS, DURATION_PARTS))


def _written(key: str, value: str) -> _Named:
    """A text: an address, behind which WordPress's field has more."""
    field = _FIELD.search(value)
    if field is None:
        return _Named(key, value)
    return _Named(key, value[: field.start()], field[3] or "", field[1] or field[2] or "")


def _completed(named: list[_Named], table: Mapping[str, HeadValue], parts: tuple[tuple[str, ...], ...]) -> list[_Named]:
    """With what stands beside a file, where it is the only one: of several it is not told whose it is."""
    if len(named) != 1:
        return named
    (one,) = named
    media_type, length, duration = (text_of(table, *names) for names in parts)
    return [
        replace(
            one,
            media_type=one.media_type or media_type,
            length=one.length or length,
            duration=one.duration or duration,
        )
    ]


def _enclosure(named: _Named, base: str | None, cleaning: SanitizeSettings) -> Enclosure | None:
    """The file, where it has an address of the web and, by whatever says it, a type."""
    ending = TYPES.get(_ending(named.address))
    is_rooted = _ROOTED.match(named.address) is not None
    if not is_rooted and (ending is None or named.key == BEHIND_PREFIX):
        return None
    media_type = _media_type(named) or ending or _type_of(named.key)
    if not media_type or (named.key in SOUND_OR_FILM and not _is_played(media_type)):
        return None
    if media_type.startswith("image/") and cleaning.pictures != "show":
        return None
    address = _address(named.address, base, cleaning)
    return None if address is None else Enclosure(address, media_type, _length(named.length), _seconds(named.duration))


def _address(value: str, base: str | None, cleaning: SanitizeSettings) -> str | None:
    raw = pictures.unwrap(value, cleaning.proxies)
    address = None if is_own_page(raw) else web_address(raw, base)
    if address is None or tracking.is_beacon(address):
        return None
    return tracking.clean(address) if cleaning.tracking == "remove" else address


def _ending(address: str) -> str:
    """`mp3` of `/a.MP3?x=1`."""
    try:
        name = urlsplit(address).path.rpartition("/")[2]
    except ValueError:
        return ""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _media_type(named: _Named) -> str:
    said = _MEDIA_TYPE.match(named.media_type)
    return said[1].lower() if said else ""


def _type_of(key: str) -> str:
    """What the key itself says."""
    return UNKNOWN if key in ANY_FILE else PLAYED.get(key) or _PLAYER_TYPES.get(key, "")


def _is_played(media_type: str) -> bool:
    return media_type.startswith(("audio/", "video/")) or media_type == PLAYED["m3u8"]


def _length(written: str) -> int | None:
    """A number of bytes; `13.7 MB` is none, and 0 stands for one that is not known."""
    return int(written) or None if _BYTES.fullmatch(written) else None


def _seconds(written: str) -> int | None:
    """Hours, minutes and seconds as seconds."""
    found = _TIME.fullmatch(written)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds or None
