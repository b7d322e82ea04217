"""Frames of film players -> the address of the film's page, so that a reader without frames has a link."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_ID = re.compile(r"[A-Za-z0-9_=-]{3,40}\Z")

_PAGES = (
    ("bilibili.com", "bvid", "https://www.bilibili.com/video/{}"),
    ("bilibili.com", "aid", "https://www.bilibili.com/video/av{}"),
    ("v.qq.com", "vid", "https://v.qq.com/x/page/{}.html"),
    ("youtube.com", None, "https://www.youtube.com/watch?v={}"),
    ("youtube-nocookie.com", None, "https://www.youtube.com/watch?v={}"),
    ("vimeo.com", None, "https://vimeo.com/{}"),
    ("youku.com", None, "https://v.youku.com/v_show/id_{}.html"),
)
"""Host, the parameter that names the film (None: the last part of the path), the page."""

_HOSTS = frozenset(host for host, _, _ in _PAGES)


def film(src: str) -> str | None:
    """`//player.bilibili.com/player.html?bvid=BV1x` -> `https://www.bilibili.com/video/BV1x`; None for other frames."""
    try:
        parts = urlsplit(src if "//" in src else f"//{src}", scheme="https")
        host, query = (parts.hostname or "").lower(), parse_qs(parts.query)
    except ValueError:
        return None
    if not any(_within(host, known) for known in _HOSTS):
        return None
    for known, parameter, page in _PAGES:
        name = query.get(parameter, [""])[0] if parameter else parts.path.rstrip("/").rpartition("/")[2]
        if _within(host, known) and _ID.match(name):
            return page.format(name)
    return None


def _within(host: str, known: str) -> bool:
    return host == known or host.endswith(f".{known}")
