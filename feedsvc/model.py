"""The frozen values that travel between the stages.

Everything here is immutable and holds only plain text, numbers, tuples and aware UTC datetimes: past
`articles/build.py` no dict of front matter and no tree of HTML travels further (rule 1 of the house).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

HeadValue: TypeAlias = "str | tuple[HeadValue, ...] | Mapping[str, HeadValue]"
Syntax = Literal["markdown", "html"]
ZoneName = Literal["title", "lead", "body", "caption", "byline"]
TermKind = Literal["category", "tag", "author", "source"]
FeedKind = Literal["all", "category", "company", "tag", "author", "source"]
Role = Literal["subject", "mention"]
HeadForm = Literal["yaml", "toml", "json", "lines", "labels", "html", "none"]

TERM_KINDS: tuple[TermKind, ...] = ("category", "tag", "author", "source")
FEED_KINDS: tuple[FeedKind, ...] = ("all", "category", "company", "tag", "author", "source")
KEYED_KINDS: tuple[FeedKind, ...] = FEED_KINDS[1:]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one file: where, what was found, what would mend it.

    `held` is True where the article is held back until somebody mends the file, False where a
    documented rule repaired it and the article is served.
    """

    path: str
    rule: str
    found: str
    mend: str
    line: int | None = None
    held: bool = True

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.found}; {self.mend}"


UNREADABLE = "unreadable"


def unreadable(path: str, found: str) -> Problem:
    """A file, or a folder, that its user may not read: what failed."""
    return Problem(path, UNREADABLE, found, "give its user the right to read it")


def fault(path: str, doing: str, error: Exception) -> Problem:
    """A fault of ours with one file: it must not stop the others (rule 3)."""
    found = f"{doing} it failed: {type(error).__name__}: {str(error)[:200]!r}"
    return Problem(path, "build", found, "report this file to the makers of feedsvc")


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that is no article to serve, passed over by a named rule: `draft`."""

    path: str
    rule: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file taken apart: the head's values exactly as written (strings), and the body."""

    path: str
    head: Mapping[str, HeadValue]
    body: str
    syntax: Syntax
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of each key of the head, from 1, for problems."""
    mended: tuple[Problem, ...] = ()
    form: HeadForm = "none"
    page: bool = False
    """Whether the body was a whole HTML document, with what a site puts around each article."""
    folded: Mapping[str, HeadValue] = field(init=False, repr=False, compare=False)
    """The head by its keys without case; of two spellings the first. Every stage asks for some of its keys."""

    def __post_init__(self) -> None:
        # Written from the last to the first, so that the first stays.
        folded = {key.casefold(): self.head[key] for key in reversed(tuple(self.head))}
        object.__setattr__(self, "folded", folded)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as an aware UTC datetime in whole seconds, and what had to be assumed to get it."""

    at: datetime
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One category, tag, author or source: the key stands in addresses, the label is shown."""

    kind: TermKind
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Label:
    """A vote of one article for the label of a category: `xinhuacaijing` is called `新华财经新闻`.

    `origin`: `site` where the site's own link says so, `tag` where the article's only tag suggests it.
    """

    key: str
    label: str
    origin: Literal["site", "tag"] = "site"


@dataclass(frozen=True, slots=True)
class Picture:
    """An entry's picture: absolute http(s) address; type and size in pixels where known."""

    url: str
    type: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an article (RFC 4287 4.2.7.2): absolute http(s) address, media type without parameters;
    bytes and seconds where they are known."""

    url: str
    media_type: str
    length: int | None = None
    duration: int | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """What a named rule took out of a body: the rule, the visible text, addresses of pictures and films as written."""

    rule: str
    text: str
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """Text of one part of an article, as it is read: blocks apart by a newline."""

    name: ZoneName
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """Markup in a body that points at a listing: a link to a quote page, a tagged span, a live chart.

    `start` is the offset of `text` in the text of zone `zone`, or -1 where the annotation holds no words
    of the article (a chart). `codes` are the values of its attributes as written.
    """

    text: str
    codes: tuple[str, ...]
    href: str = ""
    zone: ZoneName = "body"
    start: int = -1


@dataclass(frozen=True, slots=True)
class Evidence:
    """A company that the article itself declares: by a listing's key, by a name, or by both.

    `tier` says how: `head` (front matter), `markup` (annotation), `code` (a code in the text), `legal` (a legal
    name), `short` (a defined short form, `of` the legal name it stands for, where that is told), `candidate` (what
    may be a legal name, but where it begins cannot be told: it declares nothing, and is listed for a person).
    `start` is an offset into the zone's text, -1 where there is none.
    """

    tier: Literal["head", "markup", "code", "legal", "short", "candidate"]
    key: str | None
    name: str | None
    zone: ZoneName = "body"
    start: int = -1
    text: str = ""
    of: str | None = None

    def stored(self) -> dict[str, object]:
        """Its fields by name, from which it can be made again."""
        return {
            "tier": self.tier, "key": self.key, "name": self.name, "zone": self.zone, "start": self.start,
            "text": self.text, "of": self.of,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """A share on an exchange: `06618.HK` is code `06618` in market `HK`, MIC `XHKG` (ISO 10383)."""

    key: str
    code: str
    market: str
    mic: str


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling of a company's name.

    An ambiguous one counts only beside a second signal. A hint (`iPhone` for Apple) is such a signal and no name: it
    never counts by itself. `since` and `until` are the first and last day (ISO 8601) on which the company had this
    name, "" where that is open. A learned one was taught by articles and no person has confirmed it.
    """

    text: str
    ambiguous: bool = False
    hint: bool = False
    since: str = ""
    until: str = ""
    learned: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether a reader is shown it: no hint, and nothing that is only beginning to be learned."""
        return not (self.hint or (self.learned and self.ambiguous))

    @property
    def is_sure(self) -> bool:
        """Whether it means the company by itself: neither ambiguous nor a hint."""
        return not (self.ambiguous or self.hint)

    @property
    def is_plain(self) -> bool:
        """Whether it does so on every day; of a name with days the matcher asks whose it was then."""
        return self.is_sure and not (self.since or self.until)

    def is_valid(self, day: str) -> bool:
        """Whether the company had this name on a day (ISO 8601); "" is any day."""
        return not day or ((not self.since or self.since <= day) and (not self.until or day <= self.until))


@dataclass(frozen=True, slots=True)
class Company:
    """A company: its public key, the name that is shown, every spelling and listing.

    A provisional one is known from articles alone: by a code that no registry file has, or by its legal name.
    """

    key: str
    name: str
    names: tuple[Name, ...]
    listings: tuple[str, ...] = ()
    provisional: bool = False


class Reason(NamedTuple):
    """Why a company was found: tier, zone, offset and the words as written."""

    tier: str
    zone: ZoneName
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One company in one article: its key in the registry, its role, a score from 0 to 1, the reasons."""

    key: str
    role: Role
    score: float
    reasons: tuple[Reason, ...]

    def grouped(self) -> tuple[tuple[Reason, int], ...]:
        """The reasons as a person reads them: the same words in the same zone by the same tier once, and how often."""
        groups: dict[tuple[str, ZoneName, str], list[Reason]] = {}
        for one in self.reasons:
            groups.setdefault((one.tier, one.zone, one.text), []).append(one)
        return tuple((same[0], len(same)) for same in groups.values())


@dataclass(frozen=True, slots=True)
class EntrySource:
    """Where an entry came from: a name always; the origin's feed only where the settings know it."""

    name: str
    url: str | None = None
    feed_id: str | None = None
    feed_url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article, normalized and safe: what the store keeps.

    `identity` is permanent within its source, `guid` another server's id. While `published_raw`, the date as written,
    stays, so does the stored `published`. `updated` is the head's own, or None. `content` is sanitized HTML, each other
    text plain. `words`, a digest of the author's own words, decides when `updated` moves. `wants`: the link targets and
    what they resolved to ("": unknown); `foot`: digests of its last blocks. From `expires` on it is not to be served.
    """

    path: str
    identity: str
    title: str
    link: str | None
    published: datetime
    published_raw: str
    updated: datetime | None
    language: str
    summary: str
    content: str
    words: str
    source: EntrySource
    picture: Picture | None = None
    terms: tuple[Term, ...] = ()
    labels: tuple[Label, ...] = ()
    zones: tuple[Zone, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    assumed: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    mended: tuple[Problem, ...] = ()
    wants: tuple[tuple[str, str], ...] = ()
    foot: tuple[str, ...] = ()
    expires: datetime | None = None
    enclosures: tuple[Enclosure, ...] = ()
    guid: str | None = None
