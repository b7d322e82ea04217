"""Articles as web interfaces answer them in JSON, kept as they came, under the names that all other heads have.

- WordPress (https://developer.wordpress.org/rest-api/reference/posts/) wraps a text in `{"rendered": …}`, has numbers
  for authors, categories and tags, whose names stand in `_embedded` where they were asked for, and tells a time twice,
  on the site's clock and in UTC (`date_gmt`), neither with an offset.
- NewsAPI and those that answer as it does (https://newsapi.org/docs/endpoints/everything, https://gnews.io/docs) name
  the medium in `source`, and again behind the title; the text is cut, and says how much is missing.
- Readers with the interface of Google's (FreshRSS, Inoreader; Feedly, https://developers.feedly.com/reference/entry)
  have the text as `{"content": …}` in `content` or `summary`, addresses as lists of `{"href": …}`, and the feed in
  `origin`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from feedsvc.articles.headvalues import ParsedHead, listed
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

RENDERED = "rendered"
EMBEDDED = "_embedded"
TEXTS = ("title", "content", "excerpt")
HTML = {"content": "content_html"}
"""What a key is called whose value is HTML."""
TAXONOMIES = {"category": "categories", "post_tag": "tags"}
"""Of WordPress itself, and the keys under which heads have their terms."""
NUMBERED = ("author", "categories", "tags")
ADDRESSES = ("canonical", "alternate")
_STREAM = "user/"
"""What the names of a reader's own folders and states begin with, among an item's categories."""
_NUMBER = lazy(r"[0-9]+")
_IN_UTC = lazy(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{5,20}Z?")
"""`0000-00-00T00:00:00` says nothing: WordPress gives it to posts that were never published."""
_MISSING = lazy(r"(?:…|\.{3})?\s{0,9}\[\+?[0-9]{1,9} chars\]\Z")
"""How a text ends that is cut: `… [+1234 chars]`, `... [1234 chars]`."""
_LONGEST = 40
"""Characters of that end: looked for from every blank of a text on, it would take squared time."""

Values = dict[str, HeadValue]


def meant(head: ParsedHead) -> ParsedHead:
    """The head of an article as one of these interfaces answers; any other as it is."""
    values = dict(head.values)
    if any(_is_rendered(values.get(name)) for name in TEXTS):
        return replace(head, values=_wordpress(values))
    source = values.get("source")
    if "publishedAt" in values and isinstance(source, Mapping) and isinstance(source.get("name"), str):
        return replace(head, values=_newsapi(values, str(source["name"])))
    texts = (inner for name in ("content", "summary") if (inner := _text_within(values.get(name))))
    text = next(texts, "") if isinstance(values.get("origin"), Mapping) else ""
    return replace(head, values=_of_reader(values, text)) if text else head


def _text_within(value: HeadValue | None) -> str:
    text = value.get("content", "") if isinstance(value, Mapping) else ""
    return text if isinstance(text, str) else ""


def _of_reader(values: Values, text: str) -> Values:
    links = [link for name in ADDRESSES for each in _inner(values, name) if isinstance(link := each.get("href"), str)]
    plain = {name: value for name, value in values.items() if name not in ADDRESSES and not _text_within(value)}
    feeds = [each["title"] for each in _inner(values, "origin") if each.get("title")]
    said = plain.get("categories", ())
    own = tuple((each,) for each in listed(said) if not isinstance(each, str) or not each.startswith(_STREAM))
    return plain | {"content_html": text, "categories": own} | _first("link", links) | _first("source", feeds)


def _first(name: str, values: Sequence[HeadValue]) -> Values:
    return {name: values[0]} if values else {}


def _is_rendered(value: HeadValue | None) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get(RENDERED), str)


def _wordpress(values: Values) -> Values:
    embedded, content = values.pop(EMBEDDED, ""), values.get("content")
    for name in ("date", "modified"):
        if isinstance(moment := values.pop(f"{name}_gmt", ""), str) and _IN_UTC.fullmatch(moment):
            values[name] = f"{moment.removesuffix('Z')}Z"
    if isinstance(content, Mapping) and content.get("protected") == "true":
        values["encrypted"] = "true"
    for name in NUMBERED:
        if _is_numbered(values.get(name, "")):
            del values[name]
    plain = {HTML.get(name, name): _unwrapped(value) for name, value in values.items()}
    return plain | _named(embedded) | _pictured(values, embedded)


def _unwrapped(value: HeadValue) -> HeadValue:
    return value[RENDERED] if isinstance(value, Mapping) and _is_rendered(value) else value


def _is_numbered(value: HeadValue) -> bool:
    """Whether these are numbers, or none at all: nothing that a reader could know a term or a person by."""
    return value != "" and all(isinstance(item, str) and _NUMBER.fullmatch(item) for item in listed(value))


def _named(embedded: HeadValue) -> Values:
    """The names of authors and terms, each category a path of its own."""
    found = dict[str, list[HeadValue]]()
    for person in _inner(embedded, "author"):
        found.setdefault("author", []).append(person.get("name", ""))
    for term in _inner(embedded, "wp:term"):
        if name := TAXONOMIES.get(str(term.get("taxonomy", ""))):
            found.setdefault(name, []).append((term.get("name", ""),))
    return {name: tuple(each) for name, each in found.items()}


def _pictured(values: Values, embedded: HeadValue) -> Values:
    """The post's own picture: embedded, or as Jetpack and Yoast tell it."""
    yoast = ((each, "url") for each in _inner(values.get("yoast_head_json", ""), "og_image"))
    featured = ((each, "source_url") for each in _inner(embedded, "wp:featuredmedia"))
    told = (each.get(key, "") for each, key in (*featured, (values, "jetpack_featured_media_url"), *yoast))
    address = next((each for each in told if isinstance(each, str) and each), "")
    return {"image": address} if address else {}


def _inner(value: HeadValue, name: str) -> Iterator[Mapping[str, HeadValue]]:
    """The mappings that a mapping holds under a name, in lists within lists too."""
    waiting = [value.get(name, "")] if isinstance(value, Mapping) else []
    while waiting:
        item = waiting.pop()
        if isinstance(item, Mapping):
            yield item
        elif isinstance(item, tuple):
            waiting.extend(reversed(item))


def _newsapi(values: Values, medium: str) -> Values:
    values["source"] = medium
    if "image" not in values and (picture := values.pop("urlToImage", "")):
        values["image"] = picture
    title, text = values.get("title"), values.get("content")
    if isinstance(title, str) and medium:
        values["title"] = title.removesuffix(f" - {medium}") or title
    if isinstance(text, str):
        values["content"] = _without_count(text)
    return values


def _without_count(text: str) -> str:
    said = text.rstrip()
    cut = _MISSING.search(said[-_LONGEST:])
    return f"{said[: len(said) - len(cut[0])].rstrip()} […]" if cut else text
