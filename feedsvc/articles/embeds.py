"""What tags and shortcodes draw of other services -> the address of its page, since a reader runs no program of theirs.

Sources: https://gohugo.io/shortcodes/ (gist, instagram, x), https://hexo.io/docs/tag-plugins (Gist, jsFiddle),
https://github.com/jekyll/jekyll-gist, https://dev.to/p/editor_guide (Embedding Rich Content).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedsvc.patterns import lazy

_BY_ADDRESS = frozenset(
    (
        *("embed", "gist", "tweet", "twitter", "x", "instagram", "github", "codepen", "jsfiddle", "codesandbox"),
        *("stackblitz", "replit", "reddit", "spotify", "soundcloud", "youtube", "vimeo", "bilibili", "glitch"),
    )
)
"""Tags that may be given a whole address."""
_POSTS = frozenset({"tweet", "twitter", "x"})
_ADDRESS = lazy(r"https?://[^\s<>\"']{3,1000}\Z")
_NAME = lazy(r"[A-Za-z0-9_-]{1,60}\Z")
_PATH = lazy(r"[A-Za-z0-9_-]{1,60}/[A-Za-z0-9_.-]{1,100}\Z")
_NUMBER = lazy(r"[0-9]{1,30}\Z")
_ID = lazy(r"[0-9a-f]{5,40}\Z")


def address_of(name: str, bare: Sequence[str], named: Mapping[str, str]) -> str:
    """The address that a tag means by its arguments, without names and with: `gist`, (jdoe, 50a7482) gives
    `https://gist.github.com/jdoe/50a7482`; "" where it means none, or is none of these."""
    first = next(iter(bare), "")
    if name in _BY_ADDRESS and _ADDRESS.match(first):
        return first
    if name == "gist":
        return _gist(bare)
    if name in _POSTS:
        user, number = (first, bare[1]) if bare[1:] and _NUMBER.match(bare[1]) else ("", first)
        return _post(named.get("user", user), named.get("id") or number)
    if name == "instagram" and _NAME.match(first):
        return f"https://www.instagram.com/p/{first}/"
    if name == "github" and _PATH.match(path := named.get("repo") or first):
        return f"https://github.com/{path}"
    return f"https://jsfiddle.net/{first}/" if name == "jsfiddle" and _NAME.match(first) else ""


def _gist(bare: Sequence[str]) -> str:
    """Of a user's name and an id, or of an id alone, behind a user's name and a slash too; a file may stand behind."""
    *users, number = "/".join(bare[:2] if bare[1:] and _ID.match(bare[1]) else bare[:1]).split("/")
    is_one = _ID.match(number) and len(users) <= 1 and all(map(_NAME.match, users))
    return f"https://gist.github.com/{'/'.join((*users, number))}" if is_one else ""


def _post(user: str, number: str) -> str:
    known = user if _NAME.match(user) else "i"
    return f"https://x.com/{known}/status/{number}" if _NUMBER.match(number) else ""
