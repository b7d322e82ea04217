"""Elements of a system's own, which its scripts draw -> what HTML has for them.

    <amp-img src="/a.jpg">  <amp-video>  <amp-youtube data-videoid="…">        AMP
    <lite-youtube videoid="…">                                               a player that waits for a click
    <oembed url="https://…">                                                 CKEditor
    <div class="kg-audio-player">0:00 / 3:20</div>                           Ghost: a player's buttons, which go
    <div class="checkbox checkbox-on"></div>                                 Notion: ☑
    <span class="mw-editsection">[edit]</span>                               MediaWiki: goes
    <span class="sr-only">(opens in a new tab)</span>                        words that no page shows, which go
    <div class="wp-block-embed__wrapper">https://…</div>                     WordPress: a link
    <div class="twitter-embed" data-attrs="{…}"></div>                       Substack: a link, its widgets go

Sources: https://amp.dev/documentation/components/, https://github.com/paulirish/lite-youtube-embed.
"""

from __future__ import annotations

import json

from feedsvc.articles.addresses import web_address
from feedsvc.articles.shown import attribute, within
from feedsvc.articles.tree import Tag, Text, Tree

_RENAMED = {
    "amp-img": "img", "amp-anim": "img", "amp-video": "video", "amp-audio": "audio", "amp-iframe": "iframe",
}  # fmt: skip
_EMPTY = frozenset({"img", "iframe"})
_FRAMES = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/embed/{}"),
    "lite-youtube": ("videoid", "https://www.youtube.com/embed/{}"),
    "amp-vimeo": ("data-videoid", "https://player.vimeo.com/video/{}"),
    "lite-vimeo": ("videoid", "https://player.vimeo.com/video/{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/embed/video/{}"),
}
"""Players: the attribute that names a film, and where a frame shows it."""
_OEMBED = "oembed"
_NAMES = frozenset({*_RENAMED, *_FRAMES, _OEMBED})
_STAND_INS = frozenset({"noscript", "img", "amp-img"})
"""What shows the same in browsers without scripts, or until the picture has come."""
_CLASSED = frozenset({"div", "span", "p"})
_BUTTONS = frozenset(
    {"kg-audio-player", "kg-video-player", "kg-video-overlay", "subscription-widget-wrap", "mw-editsection"}
)
_TWEET = "twitter-embed"
_WRAPPER = "button-wrapper"
_UNKNOWN = "%%"
"""What begins an address that only Substack fills in, `%%checkout_url%%`."""
_BOXES = {"checkbox-on": "☑", "checkbox-off": "☐"}
_EMBED = "wp-block-embed__wrapper"
_UNSEEN = frozenset({"sr-only", "screen-reader-text", "screen-reader-only", "visually-hidden", "visuallyhidden"})
"""Classes by which all frameworks show words to screen readers alone: `(opens in a new tab)`, `Skip to content`."""
_SEEN = "not-sr-only"
_CLASSES = _BUTTONS | _UNSEEN | {_TWEET, _WRAPPER, "checkbox", _EMBED}
_LINK = frozenset({"a"})


def mend(tree: Tree) -> None:
    """Put plain elements where a tree has others. Linear."""
    for tag in tree.elements(_NAMES):
        if tag.parent is not None:
            _replace(tag)
    # Most elements have no attribute.
    for tag in [each for each in tree.elements() if each.attrs and _is_known(each)]:
        if tag.parent is not None and tag.name == "a" and not _is_unseen(tag):
            tag.unwrap()
        elif tag.parent is not None:
            _of_class(tag, attribute(tag, "class").split())


def _is_known(tag: Tag) -> bool:
    if tag.name == "a":
        return attribute(tag, "href").startswith(_UNKNOWN) or _is_unseen(tag)
    return "class" in tag.attrs and tag.name in _CLASSED and not _CLASSES.isdisjoint(tag.attrs["class"].split())


def _is_unseen(tag: Tag) -> bool:
    classes = attribute(tag, "class")
    return not _UNSEEN.isdisjoint(classes.split()) and _SEEN not in classes


def _replace(tag: Tag) -> None:
    """A component as an element; what it holds for others goes."""
    name = _RENAMED.get(tag.name, "iframe")
    attrs = dict(tag.attrs)
    if tag.name == _OEMBED:
        # CKEditor's; a frame of a film becomes a link with its poster.
        attrs["src"] = address = attribute(tag, "url").strip()
        attrs.setdefault("title", address)
    if tag.name in _FRAMES:
        key, address = _FRAMES[tag.name]
        attrs["src"] = address.format(attribute(tag, key).strip())
    if name not in _EMPTY:
        tag.rename(name)
        return
    for child in [each for each in tag.contents if isinstance(each, Tag) and each.name in _STAND_INS]:
        child.extract()
    tag.insert_before(Tag(name, attrs))
    tag.unwrap()


def _of_class(tag: Tag, classes: list[str]) -> None:
    if not _BUTTONS.isdisjoint(classes) or _is_unseen(tag):
        tag.extract()
    elif "checkbox" in classes and not tag.contents:
        box = next((_BOXES[each] for each in classes if each in _BOXES), "")
        if box:
            tag.replace_with(Text(box))
    elif _WRAPPER in classes and any(attribute(link, "href").startswith(_UNKNOWN) for link in tag.elements(_LINK)):
        tag.extract()
    elif _TWEET in classes and not tag.contents:
        _show_tweet(tag)
    elif _EMBED in classes and tag.first() is None and not within(tag, _LINK):
        words = tag.text.strip()
        address = web_address(words)
        if address is not None and len(tag.contents) == 1:
            tag.contents[0].replace_with(Tag("a", {"href": address}, words))


def _show_tweet(tag: Tag) -> None:
    """What somebody wrote, as a link to it."""
    try:
        said = json.loads(attribute(tag, "data-attrs"))
    except (ValueError, RecursionError):
        return
    address, words = (said.get(name) if isinstance(said, dict) else None for name in ("url", "full_text"))
    if isinstance(address, str) and (web := web_address(address)) is not None:
        shown = words.strip() if isinstance(words, str) else ""
        quotation = Tag("blockquote")
        quotation.append(Tag("a", {"href": web}, shown or web))
        tag.replace_with(quotation)
