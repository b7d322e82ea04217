"""SELECT: what a request asks for, as a value.

A Selection's canonical form is cache key and self link; without `limit` and `content` it names the feed
(rule 9). Arguments that mean the default, stand in another order, twice, in another spelling, or are unknown make no
other selection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from urllib.parse import quote

from feedsvc import fulltext
from feedsvc.errors import NoWords, SelectionError, TooLong, UnknownAddress
from feedsvc.fulltext import Search
from feedsvc.model import FEED_KINDS, KEYED_KINDS, FeedKind, Role
from feedsvc.patterns import lazy

MAX_LIMIT = 500
MAX_VALUES = 50
"""Keys that one request may name: each is looked up."""
MAX_QUERY = 4_000
"""Characters of a query string; RFC 9110 4.1 asks for 8,000 octets of a whole request line."""
MAX_WORDS = 200
"""Characters of `q`."""
FIRST_DAY, LAST_DAY = date(1, 1, 3), date(9999, 12, 29)
"""Days that `since` and `until` take in every zone."""
EARLIEST, LATEST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, 12, tzinfo=UTC)
"""Bounds of instants: those days lie within them in any zone, and they are dates in every one."""
# RFC 3986 3.3: what may stand in a path segment besides letters, digits and "-._~".
PATH_SAFE = "!$&'()*+,;=:@"
# RFC 3986 3.4, without what parts arguments ("&", "+" for a space, "=").
QUERY_SAFE = "!$'()*,;:@/?"
NOT = "not_"
SEARCH = "search"
"""What stands in addresses in the place of a kind, for what holds some words."""

Resolver = Callable[[str, str], str]
"""The key as it is written of a spelling that an argument (`not_category`) has; raises UnknownKey, or SelectionError
where it could be several."""
Keys = tuple[tuple[FeedKind, tuple[str, ...]], ...]
"""Keys by kind, kinds and keys sorted."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a feed gives where the request does not say, `entries` and `content` of the settings; the zone of a day."""

    entries: int
    content: str
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class Selection:
    """One feed: its kind and key ("" for everything), what of it, how many entries, whole or summaries.

    `limit` and `content` are None where they are the server's defaults. `role` is "subject" for those articles
    alone that are about the companies asked for, None for all. An article must be in one feed of each kind of `within`,
    in none of `without`, hold what `search` wants, and be published at `since` or later and before `until`. `at_search`
    says that it was asked for at the address of searches; it is the same feed as below `/feeds/all`.
    """

    kind: FeedKind
    key: str = ""
    limit: int | None = None
    content: str | None = None
    role: Role | None = None
    within: Keys = ()
    without: Keys = ()
    search: Search | None = None
    since: datetime | None = None
    until: datetime | None = None
    at_search: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is filtered: all that a feed without parameters has."""
        return not (self.is_filtered or self.role)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the role decides which articles are in it."""
        return bool(self.within or self.without or self.search or self.since or self.until)

    @property
    def path(self) -> str:
        """Percent-encoded address without format: `/feeds/category/%E6%96%B0`."""
        return "/feeds/search" if self.at_search else feed_path(self.kind, self.key)

    @property
    def page(self) -> str:
        """Percent-encoded address of the HTML page: `/category/KEY`, `/`, of a combination `/search?…`. Where a feed is
        narrowed within its own kind it is the feed's own page: keys of one kind are alternatives to a search."""
        own = () if self.kind == "all" else ((self.kind, self.key),)
        if self.is_whole or (own and self.kind in dict(self.within)):
            return page_path(self.kind, self.key)
        return f"/search?{self._arguments([*own, *self._filters()])}"

    @property
    def query(self) -> str:
        """Canonical query without question mark: arguments in the order of their names, defaults left out."""
        shown = (("content", self.content), ("limit", self.limit))
        return self._arguments([*self._filters(), *((name, str(value)) for name, value in shown if value is not None)])

    def address(self, format_name: str | None) -> str:
        """The canonical address in a format; None: the one that leaves it open."""
        ending = f".{format_name}" if format_name else ""
        return self.path + ending + (f"?{self.query}" if self.query else "")

    def _filters(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = [(kind, key) for kind, keys in self.within for key in keys]
        found += [(NOT + kind, key) for kind, keys in self.without for key in keys]
        found += [("q", str(self.search))] if self.search else []
        found += [("role", self.role)] if self.role else []
        bounds = (("since", self.since), ("until", self.until))
        return found + [(name, _written(moment)) for name, moment in bounds if moment is not None]

    @staticmethod
    def _arguments(pairs: Iterable[tuple[str, str]]) -> str:
        return "&".join(f"{name}={quote(value, safe=QUERY_SAFE)}" for name, value in sorted(pairs))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def feed_path(kind: FeedKind, key: str) -> str:
    """Percent-encoded address of a feed without its format: `/feeds/company/06618.HK`."""
    return "/feeds/all" if kind == "all" else f"/feeds/{kind}/{quote(key, safe=PATH_SAFE)}"


def archive_path(kind: FeedKind, key: str, name: str) -> str:
    """Percent-encoded address of an archive without its format: `/feeds/all/archive/2022-02.1`."""
    return f"{feed_path(kind, key)}/archive/{name}"


def page_path(kind: FeedKind, key: str) -> str:
    """Percent-encoded address of the HTML page of a feed: `/company/06618.HK`."""
    return "/" if kind == "all" else f"/{kind}/{quote(key, safe=PATH_SAFE)}"


def select(
    kind: str, key: str, arguments: Mapping[str, Sequence[str]], defaults: Defaults, resolve: Resolver
) -> Selection:
    """Turn a feed's kind, key and request arguments into a Selection.

    >>> select("all", "", {"limit": ["50"], "x": ["1"]}, Defaults(50, "full"), lambda kind, key: key)
    Selection(kind='all', key='', limit=None, content=None, …)

    Another key of the same kind is another choice, different arguments are conditions that all hold; those that name no
    keys take one value. Raises UnknownAddress for a kind and UnknownKey for a key that there is not, SelectionError for
    values that are not allowed, TooLong for too many of them. Unknown arguments are ignored, and so are empty ones.
    Whether there is the feed's own key, the store knows.
    """
    at_search = kind == SEARCH
    kind = "all" if at_search else kind
    if kind not in FEED_KINDS:
        raise UnknownAddress(f"there are no feeds of the kind {kind[:40]!r}; there are {', '.join(FEED_KINDS)}")
    limit, content = _limit(_one(arguments, "limit")), _content(_one(arguments, "content"))
    _bound(arguments)
    role, since, until = _role(_one(arguments, "role")), *_span(arguments, defaults.zone)
    # Only companies have roles; where none is asked for the argument is one that means nothing.
    of_companies = kind == "company" or any(arguments.get("company", ()))
    return Selection(
        kind,
        key,
        None if limit == defaults.entries else limit,
        None if content == defaults.content else content,
        role if of_companies else None,
        _keys(arguments, "", resolve),
        _keys(arguments, NOT, resolve),
        _search(_one(arguments, "q")),
        since,
        until,
        at_search,
    )


def _one(arguments: Mapping[str, Sequence[str]], name: str) -> str:
    """The value of an argument that takes one. Of two nobody could tell which one a reader has subscribed to."""
    values = list(dict.fromkeys(filter(None, arguments.get(name, ()))))
    if len(values) > 1:
        raise SelectionError(
            f"{name}={values[0][:40]!r} and {name}={values[1][:40]!r} exclude each other; it takes one"
        )
    return values[0] if values else ""


def _bound(arguments: Mapping[str, Sequence[str]]) -> None:
    named = [value for name, values in arguments.items() if name.removeprefix(NOT) in KEYED_KINDS for value in values]
    if len(named) > MAX_VALUES:
        raise TooLong(f"{len(named)} keys are too many for one address; it takes at most {MAX_VALUES}")


def _keys(arguments: Mapping[str, Sequence[str]], sign: str, resolve: Resolver) -> Keys:
    named = ((kind, [value for value in arguments.get(sign + kind, ()) if value]) for kind in sorted(KEYED_KINDS))
    found = ((kind, {resolve(sign + kind, value) for value in values}) for kind, values in named)
    return tuple((kind, tuple(sorted(own))) for kind, own in found if own)


def _search(text: str) -> Search | None:
    if not text:
        return None
    search = fulltext.parse(text[: MAX_WORDS + 1])
    # Its canonical form must be an address that is answered, too.
    length = max(len(text), len(str(search)))
    if length > MAX_WORDS:
        written = "" if length == len(text) else ", with its choices written out,"
        raise TooLong(f"q{written} has {length} characters; it takes at most {MAX_WORDS}")
    if not search.phrases:
        raise NoWords(f"q={text[:40]!r} names no word to look for; it takes words and quoted phrases")
    return search


def _span(arguments: Mapping[str, Sequence[str]], zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """Since when, and until when; a day of `until` counts to its end, as `since` counts one from its beginning. A span
    that is none would be a feed in which nothing ever comes."""
    first, last = _one(arguments, "since"), _one(arguments, "until")
    since, until = _moment("since", first, zone), _moment("until", last, zone, end=True)
    if since and until and since >= until:
        raise SelectionError(
            f"since={first[:40]!r} is not before until={last[:40]!r}; it takes the earlier one as since"
        )
    return since, until


def _moment(name: str, text: str, zone: tzinfo, *, end: bool = False) -> datetime | None:
    if not text:
        return None
    # A "+" that was not written as %2B has become a space.
    written = _ZONE.sub(r"\1+\2", text).upper()
    try:
        if not _DATE.match(written):
            raise ValueError(written)
        if len(written) == _DAY:
            day = date.fromisoformat(written)
            if not FIRST_DAY <= day <= LAST_DAY:
                raise OverflowError(written)
            moment = datetime.combine(day + timedelta(days=1) if end else day, time(), zone)
        else:
            moment = datetime.fromisoformat(written)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC).replace(microsecond=0)
        if not EARLIEST <= moment <= LATEST:
            raise OverflowError(written)
    except ValueError as error:
        raise SelectionError(
            f"{name}={text[:40]!r} is no date; it takes 2022-03-28 or 2022-03-28T19:13:15+08:00"
        ) from error
    except OverflowError as error:
        raise SelectionError(
            f"{name}={text[:40]!r} is out of range; it takes dates from {FIRST_DAY} to {LAST_DAY}"
        ) from error
    return moment


_DAY = len("2022-03-28")
_ZONE = lazy(r"(:[0-9]{2}(?:\.[0-9]{1,9})?) ([0-9]{2}:?[0-9]{2})\Z")
_DATE = lazy(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\Z|[T ])")


def _limit(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_LIMIT)) and 1 <= int(text) <= MAX_LIMIT):
        raise SelectionError(f"limit={text[:40]!r} is not allowed; it takes a whole number from 1 to {MAX_LIMIT}")
    return int(text)


def _content(text: str) -> str | None:
    if not text:
        return None
    if text not in ("full", "summary"):
        raise SelectionError(f"content={text[:40]!r} is not allowed; it takes full or summary")
    return text


def _role(text: str) -> Role | None:
    if not text:
        return None
    if text != "subject":
        raise SelectionError(f"role={text[:40]!r} is not allowed; it takes subject")
    return "subject"
