"""Shortcodes of WordPress, which exports leave in a text as they were written, as what they draw.

    [caption id="attachment_5" width="300"]<img src="a.png"> The words[/caption]    the picture and its words
    [embed]https://…[/embed]   [youtube https://…]   [audio mp3="https://…"]        a link
    [gallery ids="1,2"]                                                             nothing: it has numbers alone
    [sourcecode language="python"] … [/sourcecode]                                  program text
    [[MORE]]                                                                        Tumblr's, where a teaser ends

Sources: https://codex.wordpress.org/Shortcode, https://wordpress.com/support/code/posting-source-code/.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from feedsvc.articles.codeblocks import outside_code
from feedsvc.articles.cut import escape
from feedsvc.articles.templatecode import ticks_around
from feedsvc.articles.templatetags import link
from feedsvc.model import Syntax
from feedsvc.patterns import lazy

_ANY = lazy(r"\[(?:caption|wp_caption|embed|gallery|youtube|vimeo|audio|video|sourcecode|code)[\s=\]]")
_URL = r"(?P<url>https?://[^\s\[\]<>\"']{1,1000})"
_CAPTION = lazy(r"\[(?P<open>(?:wp_)?caption)\s(?P<inside>[^\[\]=]{0,1000}=[^\[\]]{0,1000})\]|\[/(?:wp_)?caption\]")
_WORDS = lazy(r"\bcaption=(?:\"([^\"]{1,1000})\"|'([^']{1,1000})')")
_LINKS = (
    lazy(rf"\[embed(?:\s[^\[\]\n]{{0,300}})?\]\s{{0,9}}{_URL}\s{{0,9}}\[/embed\]"),
    lazy(rf"\[(?:youtube|vimeo)[ =][\"']?{_URL}[\"']?[^\[\]\n]{{0,200}}\]"),
    lazy(
        r"\[(?P<name>audio|video)\s(?:[^\[\]\n]{0,300}?\s)?(?:src|mp3|m4a|ogg|wav|mp4|m4v|webm)=[\"']"
        rf"{_URL}[\"'][^\[\]\n]{{0,1000}}\](?:\[/(?P=name)\])?"
    ),
)
_GALLERY = lazy(r"\[gallery\s[^\[\]\n=]{1,60}=[^\[\]\n]{0,1000}\]|^[ ]{0,3}\[gallery\][ \t]*$", re.M)
_MORE = lazy(
    r"(?:<p>\s{0,9}|(?<=>)[ \t]{0,9}|^[ \t]{0,9})\[\[MORE(?: [^\[\]\n]{1,100})?\]\](?:\s{0,9}</p>|[ \t]{0,9}(?=<|$))",
    re.M,
)
"""Of its own, as Tumblr has it: within a sentence a garden's link to a page may be so called."""
_PROGRAM = lazy(r"^\[(?P<name>sourcecode|code)(?P<inside>(?:\s[^\[\]\n]{0,300})?)\]", re.M)
_LANGUAGE = lazy(r"\slang(?:uage)?=[\"']?([A-Za-z0-9+#_-]{1,30})")
_FENCES = ("```", "~~~")


def read(source: str, syntax: Syntax) -> str:
    """A source with these as what they draw; those in program text are shown, and what nothing ends is no program."""
    if "[" not in source:
        return source
    if "[[MORE" in source:
        source = outside_code(source, lambda text: _MORE.sub("<!-- more -->", text), syntax)
    if not _ANY.search(source):
        return source
    if not any(fence in source for fence in _FENCES):
        source = _programs(source, _fenced if syntax == "markdown" else _element)
    return outside_code(source, _drawn, syntax)


def _drawn(text: str) -> str:
    for pattern in _LINKS:
        text = pattern.sub(_linked, text)
    return _captions(_GALLERY.sub("", text))


def _linked(found: re.Match[str]) -> str:
    address = unescape(found["url"])
    return link(address, address)


def _captions(text: str) -> str:
    """The words of an old caption stand in it as an argument, and belong behind the picture."""
    words: list[str] = []

    def shown(found: re.Match[str]) -> str:
        if found["open"]:
            said = _WORDS.search(found["inside"])
            words.append((said[1] or said[2]) if said else "")
            return ""
        return f" {last}" if words and (last := words.pop()) else ""

    return _CAPTION.sub(shown, text) if "[/" in text else text


def _programs(source: str, shown: Callable[[str, str], str]) -> str:
    out: list[str] = []
    at = 0
    while found := _PROGRAM.search(source, at):
        end = source.find(f"[/{found['name']}]", found.end())
        if end < 0:
            break
        language = _LANGUAGE.search(found["inside"])
        code = unescape(source[found.end() : end]).strip("\n").rstrip()
        out += (source[at : found.start()], shown(code, language[1].lower() if language else ""))
        at = end + len(found["name"]) + len("[/]")
    return "".join((*out, source[at:]))


def _fenced(code: str, language: str) -> str:
    ticks = ticks_around(code)
    return f"\n\n{ticks}{language}\n{code}\n{ticks}\n\n"


def _element(code: str, language: str) -> str:
    kind = f' class="language-{language}"' if language else ""
    return f"<pre><code{kind}>{escape(code)}</code></pre>"
