"""What Jekyll puts in the place of `{{ … }}`: values of the site and the article, through its filters of addresses.

    {{ site.repository }}/issues            a text or number of the configuration, a dot for each mapping it lies in
    {{ page.url | absolute_url }}           the article's own address within its site; `page.KEY` is a key of the head
    {{ "/a.png" | prepend: site.baseurl }}  a text as it stands there
    {{ site.base }}/a.html                  nothing, where the site's configuration is known and does not name it

https://jekyllrb.com/docs/variables/, https://jekyllrb.com/docs/liquid/filters/
https://shopify.github.io/liquid/basics/types/#nil
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cached_property
from typing import TypeAlias

from feedsvc.articles.characters import legal
from feedsvc.articles.lookups import Dialect
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

_TERM = r"(?:\"[^\"]*+\"|'[^']*+'|[A-Za-z_][\w.-]*+)"
_FILTER = rf"\|\s*+(\w++)\s*+(?::\s*+({_TERM})\s*+)?+"
_FILTERS = lazy(_FILTER)
_EXPRESSION = lazy(rf"\s*+({_TERM})\s*+((?:{_FILTER})*+)")
_LITERAL = lazy(r"\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_ADDRESSING = lazy(r"\|\s*+((?:relative|absolute)_url)\b")
_BRACKETS = lazy(r"\[[\"']([\w-]++)[\"']\]")
_SCHEME = lazy(r"[A-Za-z][A-Za-z0-9+.-]*+:")
_SETTING = lazy(r"\b(?:assign|capture|for|tablerow|(?:in|de)crement)\s{1,9}[\"']?([\w-]++)")
"""Tags that set a name, and words that look like one: taken for one, they leave a value not known that is nothing."""
_INCLUDES = lazy(r"\{%-?\s{0,9}include")
"""What it includes sets names for the article too: `{% include base_path %}`, `{{ base_path }}/a.png`."""
_LONGEST = 1_000
"""Characters of a value, and of what `append` and `prepend` make: a head may hold as many as it likes, and a text ask
for them, and join them, again and again."""
_COMPUTED = frozenset(
    ("date", "id", "path", "relative_path", "collection", "name", "content", "output", "next", "previous", "tags",
     "categories", "category")
)  # fmt: skip
"""Keys that mean something else in `page` than what the head says (jekyll, DocumentDrop), or that are lists there."""
_MADE = frozenset(("title", "slug", "ext", "draft", "excerpt", "dir", "url"))
"""Keys that `page` has where the head does not say them (jekyll, Document, Page)."""
_OF_SITES = frozenset(
    ("categories", "collections", "config", "data", "documents", "github", "html_files", "html_pages", "pages", "posts",
     "related_posts", "static_files", "tags", "time",
     "source", "destination", "collections_dir", "cache_dir", "plugins_dir", "layouts_dir", "data_dir", "includes_dir",
     "safe", "include", "exclude", "keep_files", "encoding", "markdown_ext", "strict_front_matter", "show_drafts",
     "limit_posts", "future", "unpublished", "whitelist", "plugins", "markdown", "highlighter", "lsi",
     "excerpt_separator", "incremental", "detach", "port", "host", "show_dir_listing", "permalink", "paginate_path",
     "timezone", "quiet", "verbose", "defaults", "liquid", "kramdown")
)  # fmt: skip
"""Keys that `site` has without its configuration: what Jekyll collects (jekyll, SiteDrop; jekyll-github-metadata), and
what it is set to by itself (https://jekyllrb.com/docs/configuration/default/)."""
_NAMES = frozenset(
    ("site", "page", "layout", "include", "content", "paginator", "theme", "jekyll", "highlighter_prefix",
     "highlighter_suffix", "forloop", "tablerowloop", "seo", "post", "true", "false")
)  # fmt: skip
"""Names that are something without a tag that sets them, be it in a loop or an include."""
_MEASURES = frozenset(("size", "first", "last"))
"""What Liquid makes of any list, and of the length of a text (https://shopify.github.io/liquid/filters/size/)."""


class _Nil(Enum):
    """What Liquid has for a name that nothing sets: no text comes of it, nor an address."""

    NIL = ""


_Value: TypeAlias = "str | _Nil | None"
"""None is a value that is not known."""


class Values:
    """The values that a source may ask for, as its generator reads it."""

    def __init__(self, source: str, dialect: Dialect) -> None:
        self._source = source
        self._site = dialect.site
        self._liquid = dialect.liquid

    def evaluated(self, inside: str) -> str | None:
        """The text that stands for what is between the braces; None where it is not known.

        A text in quotation marks is known whatever filters stand behind it, of which only those of addresses count
        then.
        """
        known = self._through_filters(_BRACKETS.sub(r".\1", inside))
        literal = _LITERAL.match(inside) if known is None else None
        if literal is None:
            return None if known is None else _text(known)
        written = literal[1] or literal[2] or ""
        addressing = _ADDRESSING.search(inside)
        return written if addressing is None else _ADDRESSES[addressing[1]](written, self._site)

    def _through_filters(self, inside: str) -> _Value:
        """A value and what its filters make of it; None where one of these is not known."""
        expression = _EXPRESSION.fullmatch(inside)
        value = None if expression is None else self._term(expression[1])
        for found in _FILTERS.finditer(expression[2] if expression is not None else ""):
            if value is not None:
                value = self._filtered(value, found)
        return value

    def _filtered(self, value: str | _Nil, found: re.Match[str]) -> _Value:
        argument = self._term(found[2]) if found[2] else None
        if found[1] in _ADDRESSES:
            return value if isinstance(value, _Nil) else _ADDRESSES[found[1]](value, self._site)
        if argument is None or found[1] not in ("prepend", "append"):
            return None
        ends = (_text(argument), _text(value)) if found[1] == "prepend" else (_text(value), _text(argument))
        return "".join(ends) if sum(map(len, ends)) <= _LONGEST else None

    def _term(self, term: str) -> _Value:
        """`"a"` is a; `site.a.b` and `page.a` are looked up."""
        if term[0] in "\"'":
            return term[1:-1]
        place, _, key = term.partition(".")
        if place == "site":
            return _address(key, self._site) if key in ("url", "baseurl", "github.url") else self._of_site(key)
        if place == "page":
            return self._liquid.url if key == "url" else self._of_page(key)
        return self._absent(place not in _NAMES and self._set is not None and place not in self._set)

    def _of_site(self, key: str) -> _Value:
        first = key.partition(".")[0]
        collections = self._liquid.site.get("collections", ())
        own = first in _OF_SITES or (not isinstance(collections, str) and first in collections)
        return self._scalar(key, self._liquid.site, own=own)

    def _of_page(self, key: str) -> _Value:
        first = key.partition(".")[0]
        return None if first in _COMPUTED else self._scalar(key, self._liquid.page, own=first in _MADE)

    def _scalar(self, key: str, values: Mapping[str, HeadValue], *, own: bool) -> _Value:
        """The text or number at a key, as written; nil where there is none, unless that is one of Jekyll's `own`; None
        where it is something else, or too long."""
        found: HeadValue = values
        for part in key.split("."):
            if not isinstance(found, Mapping):
                return None
            if part not in found:
                return self._absent(bool(part) and not own and part not in _MEASURES)
            found = found[part]
        return legal(found) if isinstance(found, str) and len(found) <= _LONGEST else None

    def _absent(self, absent: bool) -> _Value:
        """Nil, where the site's configuration is known: one that is not may name what is looked for, and hand heads
        their defaults."""
        return _Nil.NIL if absent and self._liquid.site else None

    @cached_property
    def _set(self) -> frozenset[str] | None:
        """The names that the source sets; None where it includes what may set any."""
        return None if _INCLUDES.search(self._source) else frozenset(_SETTING.findall(self._source))


def _text(value: str | _Nil) -> str:
    return value.value if isinstance(value, _Nil) else value


def _address(key: str, site: str) -> str:
    """`site.url` is scheme and host of the site's address, `site.baseurl` the path behind. Of a site without a known
    address they are nothing, so that an address is one of the site."""
    host, path = _parted(site)
    return {"url": host, "baseurl": path}.get(key, site)


def _parted(site: str) -> tuple[str, str]:
    scheme, slashes, rest = site.partition("://")
    host, slash, path = rest.partition("/")
    return scheme + slashes + host, slash + path


def relative(value: str, site: str) -> str:
    """A path of a site's from its host: of `assets/a.png` at `https://h.example/blog` it is `/blog/assets/a.png`."""
    if _SCHEME.match(value):
        return value
    slash = "" if not value or value.startswith("/") else "/"
    return _parted(site)[1] + slash + value.replace(" ", "%20")


def _absolute(value: str, site: str) -> str:
    return value if _SCHEME.match(value) else _parted(site)[0] + relative(value, site)


_ADDRESSES: Mapping[str, Callable[[str, str], str]] = {"relative_url": relative, "absolute_url": _absolute}
"""Jekyll's filters (jekyll, URLFilters): the path from its host, and with that; an address with a scheme stays."""
