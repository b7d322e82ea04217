"""What Jekyll puts in the place of `{{ … }}`: values of the site and the article, through its filters of addresses.

    {{ site.repository }}/issues            a text or number of the configuration, a dot for each mapping it lies in
    {{ page.url | absolute_url }}           the article's own address within its site; `page.KEY` is a key of the head
    {{ "/a.png" | prepend: site.baseurl }}  a text as it stands there

https://jekyllrb.com/docs/variables/, https://jekyllrb.com/docs/liquid/filters/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from feedsvc.articles.characters import legal
from feedsvc.articles.lookups import Dialect
from feedsvc.model import HeadValue

_TERM = r"(?:\"[^\"]*+\"|'[^']*+'|[A-Za-z_][\w.-]*+)"
_FILTER = rf"\|\s*+(\w++)\s*+(?::\s*+({_TERM})\s*+)?+"
_FILTERS = re.compile(_FILTER)
_EXPRESSION = re.compile(rf"\s*+({_TERM})\s*+((?:{_FILTER})*+)")
_LITERAL = re.compile(r"\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_ADDRESSING = re.compile(r"\|\s*+((?:relative|absolute)_url)\b")
_BRACKETS = re.compile(r"\[[\"']([\w-]++)[\"']\]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:")
_LONGEST = 1_000
"""Characters of a value, and of what `append` and `prepend` make: a head may hold as many as it likes, and a text ask
for them, and join them, again and again."""
_COMPUTED = frozenset(
    ("date", "id", "path", "relative_path", "collection", "name", "content", "output", "next", "previous", "tags",
     "categories", "category")
)  # fmt: skip
"""Keys that mean something else in `page` than what the head says (jekyll, DocumentDrop), or that are lists there."""


def evaluated(inside: str, dialect: Dialect) -> str | None:
    """The text that stands for what is between the braces; None where it is not known.

    A text in quotation marks is known whatever filters stand behind it, of which only those of addresses count then.
    """
    known = _through_filters(_BRACKETS.sub(r".\1", inside), dialect)
    literal = _LITERAL.match(inside) if known is None else None
    if literal is None:
        return known
    written = literal[1] or literal[2] or ""
    addressing = _ADDRESSING.search(inside)
    return written if addressing is None else _ADDRESSES[addressing[1]](written, dialect.site)


def _through_filters(inside: str, dialect: Dialect) -> str | None:
    """A value and what its filters make of it; None where one of these is not known."""
    expression = _EXPRESSION.fullmatch(inside)
    value = None if expression is None else _term(expression[1], dialect)
    for found in _FILTERS.finditer(expression[2] if expression is not None else ""):
        if value is not None:
            value = _filtered(value, found, dialect)
    return value


def _filtered(value: str, found: re.Match[str], dialect: Dialect) -> str | None:
    argument = _term(found[2], dialect) if found[2] else None
    if found[1] in _ADDRESSES:
        return _ADDRESSES[found[1]](value, dialect.site)
    if argument is None or found[1] not in ("prepend", "append"):
        return None
    if len(value) + len(argument) > _LONGEST:
        return None
    return argument + value if found[1] == "prepend" else value + argument


def _term(term: str, dialect: Dialect) -> str | None:
    """`"a"` is a; `site.a.b` and `page.a` are looked up."""
    if term[0] in "\"'":
        return term[1:-1]
    place, _, key = term.partition(".")
    if place == "site":
        return (
            _address(key, dialect.site)
            if key in ("url", "baseurl", "github.url")
            else _scalar(key, dialect.liquid.site)
        )
    if place != "page" or key in _COMPUTED:
        return None
    return dialect.liquid.url if key == "url" else _scalar(key, dialect.liquid.page)


def _scalar(key: str, values: Mapping[str, HeadValue]) -> str | None:
    """The text or number at a key, as written; None where there is none, or too long a one."""
    found: HeadValue | None = values
    for part in key.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return legal(found) if isinstance(found, str) and len(found) <= _LONGEST else None


def _address(key: str, site: str) -> str:
    """`site.url` is scheme and host of the site's address, `site.baseurl` the path behind. Of a site without a known
    address they are nothing, so that an address is one of the site."""
    host, path = _parted(site)
    return {"url": host, "baseurl": path}.get(key, site)


def _parted(site: str) -> tuple[str, str]:
    scheme, slashes, rest = site.partition("://")
    host, slash, path = rest.partition("/")
    return scheme + slashes + host, slash + path


def _relative(value: str, site: str) -> str:
    if _SCHEME.match(value):
        return value
    slash = "" if not value or value.startswith("/") else "/"
    return _parted(site)[1] + slash + value.replace(" ", "%20")


def _absolute(value: str, site: str) -> str:
    return value if _SCHEME.match(value) else _parted(site)[0] + _relative(value, site)


_ADDRESSES: Mapping[str, Callable[[str, str], str]] = {"relative_url": _relative, "absolute_url": _absolute}
"""Jekyll's filters (jekyll, URLFilters): the path from its host, and with that; an address with a scheme stays."""
