"""Containers of Docusaurus, VuePress, VitePress and Quarto in a source: fences of colons around blocks -> a bold title.

    :::tip[A title]        ::: warning A title        ::: {.callout-note title="A title"}
    Words.                 Words.                     Words.
    :::                    :::                        :::

Such a block begins with its title as a paragraph in bold letters, or with what it is; one that only says how a page
looks (`::: {.column}`, `::: code-group`) keeps what stands in it. Fences that do not belong together are the author's
words, and so is the first word of several, or one with a capital letter, that names no kind (`::: Photo credit`).
Themes of Astro draw `::github{repo="ann/mill"}` from GitHub, which is a link to that, and hide `:spoiler[words]`.

Sources: https://docusaurus.io/docs/markdown-features/admonitions, https://vitepress.dev/guide/markdown,
https://quarto.org/docs/authoring/callouts.html, https://github.com/remarkjs/remark-directive.
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_FENCE = lazy(r"^(?P<margin>(?:[ ]{0,3}>[ ]?){0,6}[ ]{0,12}):{3,}[ ]{0,9}(?P<rest>[^\n]*)$", re.M)
_OPENING = lazy(
    r"(?P<name>[A-Za-z][\w-]{0,40})?(?:(?<=tabs)#[\w-]{1,60})?[ ]{0,3}"
    r"(?:\[(?P<label>[^\n]{0,300})\])?(?:\{(?P<attributes>[^{}\n]{0,300})\})?"
    r"(?:[ ]{1,3}(?P<words>[^\n:{}][^\n]{0,300}))?[ :]{0,20}\Z"
)
_REPOSITORY = lazy(r"^::github\{[ ]?repo=[\"'](?P<name>[\w.-]{1,100}/[\w.-]{1,100})[\"'][ ]?\}[ \t]{0,99}$", re.M)
_SPOILER = lazy(r"(?<![\w:]):spoiler\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]{0,300}\]){1,1000}+)\]")
_TAB = lazy(
    r"^(?P<margin>(?:[ ]{0,3}>[ ]?){0,6}[ ]{0,12})@tab(?::active)?[ ]{1,3}"
    r"(?P<words>(?:[^\n#\\]|\\[^\n]){1,200}#?)(?:#[^\n]{1,100})?$",
    re.M,
)
"""A part of VuePress's `tabs` and `code-tabs` (https://ecosystem.vuejs.press/plugins/markdown/markdown-tab.html)."""
_TAIL = lazy(r"[ ]:{3,}\Z")
"""Pandoc lets colons stand behind an opening, too."""
_CLASS = lazy(r"\.callout-(?P<name>[a-z]{1,20})(?![\w-])")
_TITLE = lazy(r"(?:^|\s)title=(?:\"(?P<title>[^\"]{0,300})\"|'(?P<other>[^']{0,300})')")
_ATTRIBUTE = lazy(r"(?<!\S)[\w-]{1,40}=(?:\"[^\"]{0,300}\"|'[^']{0,300}')")
_HEADING = lazy(r"\s{0,20}#{1,6}[ ]")
KINDS = frozenset({
    *("note", "tip", "info", "important", "warning", "danger", "caution", "success", "error", "hint", "question"),
    *("example", "abstract", "details", "secondary", "attention", "admonition", "bug", "check", "cite", "done", "fail"),
    *("failure", "faq", "help", "missing", "quote", "seealso", "spoiler", "summary", "tldr", "todo", "warn", "alert"),
})  # fmt: skip
"""What says of itself what it is, where it has no title."""


def read(text: str) -> str:
    """A source, its program text as marks, without the fences of its containers."""
    if "::github{" in text:
        text = _REPOSITORY.sub(r"<https://github.com/\g<name>>", text)
    if ":spoiler[" in text:
        text = _SPOILER.sub(r"\g<words>", text)
    if ":::" not in text:
        return text
    if "@tab" in text and "tabs" in text:
        text = _TAB.sub(_tab, text)
    fences = list(_FENCE.finditer(text))
    written = _pairs(fences)
    out: list[str] = []
    at = 0
    for place, fence in enumerate(fences):
        if place in written:
            out += (text[at : fence.start()], written[place])
            at = fence.end()
    out.append(text[at:])
    return "".join(out)


def _tab(found: re.Match[str]) -> str:
    """The title of a tab, which begins a part of its own."""
    margin, bare = found["margin"], found["words"].replace("**", "").strip()
    blank = margin.rstrip()
    return f"{blank}\n{margin}**{bare}**\n{blank}"


def _pairs(fences: list[re.Match[str]]) -> dict[int, str]:
    """What stands for each fence that is one of a pair, by its place among them."""
    opened: list[tuple[int, str]] = []
    written: dict[int, str] = {}
    for place, fence in enumerate(fences):
        rest = _TAIL.sub("", fence["rest"].strip())
        opening = _OPENING.match(rest) if rest.strip(" :") else None
        if opening is not None and (opening["name"] or opening["attributes"] is not None):
            opened.append((place, _opened(fence, opening)))
        elif not rest.strip(" :"):
            # What a quotation opens ends with it.
            while opened and _depth(fences[opened[-1][0]]) > _depth(fence):
                opened.pop()
            if opened and _depth(fences[opened[-1][0]]) == _depth(fence):
                begun, title = opened.pop()
                written |= {begun: title, place: _blank(fence) or "\n"}
    return written


def _opened(fence: re.Match[str], opening: re.Match[str]) -> str:
    attributes = opening["attributes"] or opening["words"] or ""
    said = _TITLE.search(attributes)
    callout = _CLASS.search(attributes)
    name = (opening["name"] or (callout["name"] if callout else "")).lower()
    title = opening["label"] or _words(opening) or (said and (said["title"] or said["other"])) or ""
    if not title and name in KINDS and not _HEADING.match(fence.string, fence.end()):
        title = name.capitalize()
    bare, blank = title.replace("**", "").strip(), _blank(fence)
    return f"{blank}\n{fence['margin']}**{bare}**\n{blank}" + ("" if blank else "\n") if bare else blank or "\n"


def _depth(fence: re.Match[str]) -> int:
    """In how many quotations a fence stands."""
    return fence["margin"].count(">")


def _blank(fence: re.Match[str]) -> str:
    """A line without words that ends no quotation."""
    return fence["margin"].rstrip() if _depth(fence) else ""


def _words(opening: re.Match[str]) -> str:
    """The words of a title; the name is the first of them where it tells no kind."""
    name, words = opening["name"] or "", _ATTRIBUTE.sub("", opening["words"] or "").strip()
    if name.lower() == "note" and words in KINDS:
        # Qiita's: `:::note warn`.
        return words.capitalize()
    is_word = name.lower() not in KINDS and (words != "" or not name.islower())
    return f"{name} {words}".strip() if is_word else words
