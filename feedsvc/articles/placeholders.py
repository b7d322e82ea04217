"""Pictures that show nothing of an article: stand-ins until a script loads another one, and random ones."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from feedsvc.patterns import lazy

_PLACEHOLDER_HOST = lazy(
    r"(?:\A|\.)(?:picsum\.photos|placeholder\.com|placehold\.(?:it|co|jp)|placekitten\.com|dummyimage\.com|loremflickr\.com"
    r"|lorempixel\.com|fakeimg\.pl|placeimg\.com|unsplash\.it|baconmockup\.com|placebear\.com)\Z",
    re.I,
)
_PLACEHOLDER_PATH = lazy(
    r"(?:\A|/)(?:(?:404|blank|spacer|loading|lazyload|lazy|placeholder|transparent|1x1|gr[ae]y|default"
    r"|no[-_]?(?:pic|image|img))\d{0,3}\.(?:gif|png|jpe?g|svg|webp)|(?:space|trans|pixel)\d{0,3}\.(?:gif|png|svg))\Z",
    re.I,
)
"""`space.jpg` and `pixel8.jpg` are photographs."""
_POSTER = lazy(r"/vi(?:_webp)?/[\w-]{5,20}/default\.")
"""The smallest of a film's at YouTube."""
_RANDOM = lazy(r"[?&]random(?:=|&|\Z)|source\.unsplash\.com/|//[^/]*/(?:api/)?(?:random|rand)(?:[/?.]|\Z)", re.I)


def is_placeholder(url: str) -> bool:
    """Is this a stand-in or a random picture? `https://picsum.photos/400/300?random=1` and `/images/404.gif` are."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return True
    named = _PLACEHOLDER_PATH.search(parts.path) and not _POSTER.match(parts.path)
    return bool(_PLACEHOLDER_HOST.search(host) or named or _RANDOM.search(url))
