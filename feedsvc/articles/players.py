"""Addresses of film players -> the address of the film's page, so that a reader without frames has a link; services
whose frames authors embed."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from feedsvc.options import PLAYERS
from feedsvc.patterns import lazy

_ID = lazy(r"[A-Za-z0-9_=-]{3,40}\Z")

_YOUTUBE = "https://www.youtube.com/watch?v={}"
_PAGES = (
    ("bilibili", "bilibili.com", "bvid", "https://www.bilibili.com/video/{}"),
    ("bilibili", "bilibili.com", "aid", "https://www.bilibili.com/video/av{}"),
    ("bilibili", "hdslb.com", "aid", "https://www.bilibili.com/video/av{}"),
    ("tencent", "v.qq.com", "vid", "https://v.qq.com/x/page/{}.html"),
    ("tencent", "video.qq.com", "vid", "https://v.qq.com/x/page/{}.html"),
    ("youtube", "youtube.com", "v", _YOUTUBE),
    ("youtube", "youtube.com", None, _YOUTUBE),
    ("youtube", "youtube-nocookie.com", None, _YOUTUBE),
    ("youtube", "youtu.be", None, _YOUTUBE),
    ("youtube", "youtube.com", "list", "https://www.youtube.com/playlist?list={}"),
    ("youtube", "youtube-nocookie.com", "list", "https://www.youtube.com/playlist?list={}"),
    ("vimeo", "vimeo.com", "clip_id", "https://vimeo.com/{}"),
    ("vimeo", "vimeo.com", None, "https://vimeo.com/{}"),
    ("youku", "youku.com", None, "https://v.youku.com/v_show/id_{}.html"),
)
"""Player, host, the parameter that names the film (None: the last part of the path), the page."""
_HOST = lazy("|".join(re.escape(host) for host in sorted({page[1] for page in _PAGES})), re.I)
_NO_FILMS = frozenset({"videoseries", "live_stream"})
"""Parts of addresses that stand where a film's name does: YouTube's lists and channels."""
_FOLDERS = frozenset({"embed", "e", "v", "vi", "shorts", "live"})
"""Where YouTube has films; in others it has channels, persons, lists."""
_VIMEO = lazy(r"(?:/[^/]{1,100}){0,4}?/(?P<film>[0-9]{3,20})(?:/(?P<key>[0-9a-f]{6,20}))?/?\Z")
_VIMEO_SERIES = lazy(r"/(?P<series>(?:showcase|album|event)/[0-9]{1,20})(?:/|\Z)")
_KEY = lazy(r"[0-9a-f]{6,20}\Z")
"""Without it Vimeo does not show a film that is on no list."""
_PART = lazy(r"(?:[2-9]|[1-9][0-9]{1,3})\Z")
"""Of a film of several parts at Bilibili."""
_POSTERS = {"youtube": "https://i.ytimg.com/vi/{}/hqdefault.jpg"}
"""Where a player keeps a film's poster under the film's own name; of the others it is not known without asking."""
_SERVICES = (
    *("codepen.io", "jsfiddle.net", "codesandbox.io", "docs.google.com", "slideshare.net"),
    *("dailymotion.com", "iqiyi.com", "music.163.com", "open.spotify.com", "w.soundcloud.com", "bandcamp.com"),
    *(
        "stackblitz.com",
        "replit.com",
        "jsbin.com",
        "observablehq.com",
        "figma.com",
        "miro.com",
        "airtable.com",
        "docs.qq.com",
    ),
    *(
        "datawrapper.dwcdn.net",
        "flo.uri.sh",
        "speakerdeck.com",
        "prezi.com",
        "issuu.com",
        "scribd.com",
        "loom.com",
        "ted.com",
    ),
    *(
        "embed.podcasts.apple.com",
        "embed.music.apple.com",
        "xiaoyuzhoufm.com",
        "ximalaya.com",
        "podbean.com",
        "buzzsprout.com",
    ),
    *("player.twitch.tv", "streamable.com", "live.bilibili.com", "acfun.cn", "open.douyin.com", "archive.org"),
    *("openstreetmap.org", "facebook.com/plugins/video.php", "facebook.com/plugins/post.php"),
)
"""Hosts of what authors embed, by code that often has no title: programs, documents, slides, films, music, maps; of
those that have more than that in frames, the path."""


@dataclass(frozen=True, slots=True)
class Film:
    """A film: the address of its page, and of its poster where that is known."""

    page: str
    poster: str | None = None


def film(src: str, players: Container[str] = PLAYERS) -> Film | None:
    """The film that one of these players shows at an address; None for other addresses.

    `//player.bilibili.com/player.html?bvid=BV1x` gives the page `https://www.bilibili.com/video/BV1x`.
    """
    try:
        parts = urlsplit(src if "//" in src else f"//{src}", scheme="https")
        host, query = (parts.hostname or "").lower(), parse_qs(parts.query)
    except ValueError:
        return None
    for player, known, parameter, page in _PAGES:
        if player not in players or not _within(host, known):
            continue
        name = _of_path(known, parts.path, query) if parameter is None else _id(query.get(parameter, [""])[0])
        if name and name not in _NO_FILMS:
            poster = _POSTERS.get(player) if parameter != "list" else None
            shown = page.format(name) + (_part(query) if player == "bilibili" else "")
            return Film(shown, poster.format(name) if poster else None)
    return None


def service(address: str) -> str:
    """The host, as it is known, of a service that authors embed: `codepen.io` of `https://codepen.io/a/embed/b`; "" of
    other addresses. It takes an absolute address."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    named = ((known.partition("/")[0], f"/{known.partition('/')[2]}") for known in _SERVICES)
    return next((known for known, path in named if _within(host, known) and parts.path.startswith(path)), "")


def may_be_film(address: str) -> bool:
    """Does an address name a host of films? Whether it is one's is told at fifty times the cost."""
    return _HOST.search(address) is not None


def _id(name: str) -> str:
    return name if _ID.match(name) else ""


def _of_path(known: str, path: str, query: Mapping[str, Sequence[str]]) -> str:
    """The film that an address of a host names by its path; "" where it names none."""
    if known == "vimeo.com":
        return _of_vimeo(path, query)
    folder, _, name = path.strip("/").partition("/")
    if known.startswith("youtube") and not (folder in _FOLDERS and name):
        return ""
    return _id(_last(path))


def _of_vimeo(path: str, query: Mapping[str, Sequence[str]]) -> str:
    """`76979871`, with the key of one that is on no list `76979871/8272103f6e`, or `showcase/7008490`."""
    series, found = _VIMEO_SERIES.match(path), _VIMEO.match(path)
    if series is not None or found is None:
        return series["series"] if series else ""
    key = found["key"] or query.get("h", [""])[0]
    return f"{found['film']}/{key}" if _KEY.match(key) else found["film"]


def _part(query: Mapping[str, Sequence[str]]) -> str:
    part = next((each[0] for name in ("p", "page") if (each := query.get(name))), "")
    return f"?p={part}" if _PART.match(part) else ""


def _last(path: str) -> str:
    """The part of a path that names the film. Flash was given `/v/NAME&hl=en` and `/sid/NAME/v.swf`."""
    return path.partition("&")[0].removesuffix("/v.swf").rstrip("/").rpartition("/")[2]


def _within(host: str, known: str) -> bool:
    return host == known or host.endswith(f".{known}")
