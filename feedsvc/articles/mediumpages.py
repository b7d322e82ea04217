"""Pages of Medium's export (`posts/2024-03-05_Title-1a2b3c.html`): what they say of the post, by microformats, and its
text without what they show around it.

    <h1 class="p-name">…  <section data-field="subtitle" class="p-summary">…  <section data-field="body" …>…
    <footer>… class="p-author h-card">…  <time class="dt-published" datetime="…">  <a href="…" class="p-canonical">

Source: https://help.medium.com/hc/en-us/articles/115004745787, https://microformats.org/wiki/h-entry.
"""

from __future__ import annotations

from html import unescape

from feedsvc.patterns import lazy

_BODY = '<section data-field="body"'
_FOOT = "<footer>"
_BREAK = '<div class="section-divider"><hr class="section-divider"></div>'
"""What stands between the parts of a post, and above the first one."""
_TITLE = lazy(r'<h1 class="p-name">([^<]{0,2000})</h1>')
_SUBTITLE = lazy(r'<section data-field="subtitle" class="p-summary">([^<]{1,5000})</section>')
_SAID = {
    "author": lazy(r'class="p-author h-card">([^<]{1,300})</a>'),
    "date": lazy(r'<time class="dt-published" datetime="([^"<>]{1,60})"'),
    "link": lazy(r'<a href="([^"<>]{1,2000})" class="p-canonical">'),
}
"""What the foot says."""


def medium(page: str) -> tuple[dict[str, str], str] | None:
    """The head and the body of a page of Medium's export; None for any other page. What was never published, of which
    Medium exports drafts as well, has no date, and is one."""
    title, begin, end = _TITLE.search(page), page.find(_BODY), page.rfind(_FOOT)
    if title is None or not title.end() < begin < end:
        return None
    subtitle, foot = _SUBTITLE.search(page, title.end(), begin), page[end:]
    said = {name: unescape(found[1]) for name, pattern in _SAID.items() if (found := pattern.search(foot))}
    told = {"description": _line(subtitle[1])} if subtitle else {}
    state = {} if "date" in said else {"draft": "true"}
    body = page[begin:end].replace(_BREAK, "", 1)
    return {"title": _line(title[1]), **told, **said, **state}, f"<article>{body}</article>"


def _line(text: str) -> str:
    return " ".join(unescape(text).split())
