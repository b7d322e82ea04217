"""Embeds as Zenn, HackMD's kin and markdown-it-video write them, in a line of their own -> films and links.

    @[youtube](dQw4w9WgXcQ)   @[tweet](https://x.com/a/status/1)   @[card](https://n.example/a)   @[video](/a.mp4)

Source: https://zenn.dev/zenn/articles/markdown-guide (embeds).
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_LINE = lazy(r"^(?P<margin>[ ]{0,3})@\[(?P<kind>[a-z]{2,20})\]\([ ]?(?P<target>[^\s()<>]{1,1000})[ ]?\)[ \t]*+$", re.M)
_ADDRESS = lazy(r"https?://")
_NAME = lazy(r"[A-Za-z0-9_-]{3,40}\Z")
_PAGES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "speakerdeck": "https://speakerdeck.com/player/{}",
}


def read(text: str) -> str:
    """A source, its program text as marks, with the lines that embed something as Markdown of the same."""
    return _LINE.sub(_written, text) if "@[" in text else text


def _written(found: re.Match[str]) -> str:
    kind, target = found["kind"], found["target"]
    if not _ADDRESS.match(target):
        if kind not in _PAGES or not _NAME.match(target):
            return found[0]
        target = _PAGES[kind].format(target)
    # A picture that is the page of a film becomes a link with its poster.
    return (
        f"{found['margin']}![]({target})"
        if kind in _PAGES and kind != "speakerdeck"
        else f"{found['margin']}<{target}>"
    )
