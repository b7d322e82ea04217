"""The feed builder `/build`: a form that shows what a selection gives before one subscribes to its address.

It takes the arguments of a feed, so that a feed's query can be put behind `/build?`; without a script, by GET. Names
are taken as people write them, several apart by commas; what could mean several companies, or none, is asked back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response, request
from sqlalchemy import Connection

from feedsvc.articles.characters import legal
from feedsvc.companies.legal import stem
from feedsvc.errors import SelectionError, TooLong, UnknownKey
from feedsvc.model import KEYED_KINDS, FeedKind
from feedsvc.patterns import lazy
from feedsvc.selection import MAX_VALUES, MAX_WORDS, NOT, SEARCH, Selection, select
from feedsvc.store import directory, facets, near, pages
from feedsvc.store.facets import Volume
from feedsvc.web import keys
from feedsvc.web.asked import wants_json
from feedsvc.web.keys import Elsewhere
from feedsvc.web.pages.frame import page, selection_links
from feedsvc.web.site import Site, site

blueprint = Blueprint("build", __name__)
FIELDS = tuple((sign + kind, kind) for sign in ("", NOT) for kind in KEYED_KINDS)
"""Arguments of a feed that name keys, and their kinds."""
WATCHED = 2
"""Companies of which a list is worth having as OPML."""
OFFERED = 60
"""Names that a field proposes."""
PROPOSED: tuple[FeedKind, ...] = ("company", "category", "source")
LABELLED: tuple[FeedKind, ...] = ("category", "source")
"""Kinds whose feeds the settings may give a label, which is then no spelling of the key."""
PLAIN = ("q", "role", "content", "since", "until")
"""Arguments that name no keys."""
LIKE = 8
GUESSED = 5
"""Names of one kind that are no keys for which others are looked for that are like them: each costs a look at all."""
_PART = lazy(r"[^,，、;；\n]*[^,，、;；\s][^,，、;；\n]*")
COMMAS = 3
"""Commas in a name that is looked for in a list of names: `Foo Co., Ltd.`, `Citizens, Inc.`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A key that was chosen, or that may have been meant."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was written and means no single key, with those that it may mean."""

    written: str
    choices: tuple[Choice, ...]

    def offers(self, key: str) -> bool:
        """Whether a key is one of the choices."""
        return any(each.key == key for each in self.choices)


@dataclass(frozen=True, slots=True)
class Field:
    """One argument: what was understood, and what is asked back."""

    name: str
    kind: FeedKind
    chosen: tuple[Choice, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """The selection that the form makes, what it is called, and how much it gives."""

    selection: Selection
    label: str
    volume: Volume
    watch_list: str


@blueprint.get("/build")
def build() -> Response:
    """`/build`; at most MAX_VALUES names are read, in all fields together, and near ones shown for GUESSED of a kind.

    Raises TooLong for a query that no feed would answer either, and whatever a feed refuses for who wants JSON.
    """
    keys.bound(request)
    where = site()
    with where.store.reading() as connection:
        reader = _Reader(connection, where)
        fields = {name: reader.argument(name, kind) for name, kind in FIELDS}
        offered = {kind: pages.feeds(connection, where.store.authority, kind, OFFERED) for kind in PROPOSED}
        try:
            reader.bound()
            built, mistake = _built(connection, where, fields), ""
        except (SelectionError, TooLong, UnknownKey) as error:
            if wants_json(request.accept_mimetypes):
                raise
            built, mistake = None, str(error)
    doubtful = any(each.doubts for each in fields.values())
    if built is not None and doubtful and not built.label:
        # Nothing of what was written is known: the feed of everything is not what was meant.
        built = None
    return page(
        "build.html",
        fields=fields,
        built=built,
        mistake=mistake,
        links=selection_links(built.selection) if built and not doubtful else (),
        doubtful=doubtful,
        offered=offered,
        asked={name: legal(request.args.get(name, ""))[:MAX_WORDS] for name in PLAIN},
        longest=MAX_WORDS,
    )


@dataclass(slots=True)
class _Reader:
    """Understands names as people write them, so many in one request."""

    connection: Connection
    where: Site
    names: int = 0
    runs: int = 0
    guesses: Counter[FeedKind] = field(default_factory=Counter)

    def argument(self, name: str, kind: FeedKind) -> Field:
        """What one argument of the request means. What is asked back is answered by a choice behind it: in the form
        the boxes of the questions stand behind the fields. One before it is older than the question."""
        read = [
            self.read(kind, written) for value in request.args.getlist(name) for written in self._apart(kind, value)
        ]
        chosen: dict[str, Choice] = {}
        doubts: list[Doubt] = []
        for each in read:
            if isinstance(each, Doubt):
                doubts.append(each)
            else:
                chosen[each.key] = each
                doubts = [doubt for doubt in doubts if not doubt.offers(each.key)]
        return Field(name, kind, tuple(chosen.values()), tuple(doubts))

    def bound(self) -> None:
        """Raise TooLong where there were more names than are read."""
        if self.names > MAX_VALUES:
            raise TooLong(f"{self.names} names are too many for one address; it takes at most {MAX_VALUES}")

    def _apart(self, kind: FeedKind, value: str) -> list[str]:
        """The names of one value, taken apart where it is a list of them; none of those beyond what is read."""
        whole = legal(value).strip()
        parts = [match.span() for match in _PART.finditer(whole)]
        left = max(MAX_VALUES - self.names, 0)
        if left and len(parts) > 1 and self._is_one(kind, whole):
            names = [whole]
        else:
            names = list(self._names(kind, whole, parts))
        self.names += len(names)
        return names[:left]

    def _names(self, kind: FeedKind, whole: str, parts: list[tuple[int, int]]) -> Iterator[str]:
        """The names in a list, each of so many parts as are one name that is known, or a name and its legal form."""
        at = 0
        while at < len(parts):
            start = parts[at][0]
            runs = [whole[start:end].strip() for _, end in parts[at : at + 1 + COMMAS]]
            longer = range(len(runs), 1, -1)
            count = next((count for count in longer if self._is_whole(kind, runs[count - 1])), 1)
            yield runs[count - 1]
            at += count

    def _is_whole(self, kind: FeedKind, run: str) -> bool:
        """Whether some parts of a list are one name, known or not; so many are looked for."""
        name, *forms = run.split(",")
        is_formed = kind == "company" and len(forms) == 1 and run.isascii() and stem(run) == name.strip()
        if is_formed or self.runs == MAX_VALUES:
            return is_formed
        self.runs += 1
        return isinstance(self._known(kind, run), Choice)

    def _is_one(self, kind: FeedKind, whole: str) -> bool:
        """Whether what looks like a list is one name with a comma in it."""
        found = self.read(kind, whole) if kind in LABELLED else self._known(kind, whole)
        return isinstance(found, Choice)

    def read(self, kind: FeedKind, written: str) -> Choice | Doubt:
        """The one key that is meant, or what may be meant."""
        return self._known(kind, written) or self._like(kind, written)

    def _known(self, kind: FeedKind, written: str) -> Choice | Doubt | None:
        """By key, code or name."""
        try:
            feed = keys.find(self.connection, self.where.store, kind, written)
            return Choice(feed.key, feed.label)
        except Elsewhere as elsewhere:
            found = tuple(Choice(each.key, each.label) for each in elsewhere.keys)
            return found[0] if len(found) == 1 else Doubt(written, found)
        except UnknownKey:
            return None

    def _like(self, kind: FeedKind, written: str) -> Choice | Doubt:
        """By label, where that is not the key; else what is called nearly so. Behind GUESSED names nothing is."""
        self.guesses[kind] += 1
        if self.guesses[kind] > GUESSED:
            return Doubt(written, ())
        if kind == "company":
            found = tuple(Choice(each.key, each.label) for each in near.near(self.connection, written, LIKE))
        elif kind in LABELLED:
            listed = directory.matching(self.connection, kind, written, limit=LIKE).listed
            found = tuple(Choice(each.key, each.label) for each in listed)
            same = [each for each in found if each.label == written]
            if len(same) == 1:
                return same[0]
        else:
            found = ()
        return Doubt(written, found)


def _built(connection: Connection, where: Site, fields: Mapping[str, Field]) -> Built:
    """Raises SelectionError or TooLong where the words or dates are none."""
    chosen = _chosen(where, fields)
    groups = keys.feeds_of(connection, where.store, chosen)
    without = keys.refused(connection, where.store, chosen)
    counted = facets.volume(connection, keys.wanted(chosen, groups, without))
    is_list = len(fields["company"].chosen) >= WATCHED
    watch_list = f"{where.settings.public_url}/opml/company?{chosen.query}" if is_list else ""
    return Built(chosen, keys.label_of(chosen, groups, without, where.defaults.zone) or "", counted, watch_list)


def _chosen(where: Site, fields: Mapping[str, Field]) -> Selection:
    """The selection of all that was understood; of one key without anything else, that key's own feed."""
    arguments = {name: [each.key for each in field.chosen] for name, field in fields.items()}
    arguments |= {name: request.args.getlist(name) for name in PLAIN}
    kind, key = SEARCH if request.args.get("q", "").strip() else "all", ""
    named = [(field.kind, each.key) for field in fields.values() for each in field.chosen]
    is_refusing = any(field.chosen for name, field in fields.items() if name.startswith(NOT))
    if len(named) == 1 and not is_refusing and not any(request.args.get(name) for name in ("q", "since", "until")):
        kind, key = named[0]
        arguments[kind] = []
    return select(kind, key, arguments, where.defaults, lambda _kind, key: key)
