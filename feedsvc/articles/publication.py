"""When an article was published, last changed, and expires: which of the dates that a file gives counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from feedsvc.articles import chinesekeys, datelines, datemonths, dates, document, identity, markup, places, yamltimes
from feedsvc.articles.datekeys import EXPIRY_KEYS, FILENAME, day_of_name
from feedsvc.articles.generators import generator_of
from feedsvc.articles.lookups import Dialect
from feedsvc.articles.site import DateKeys, Recipe, Site, SiteFacts
from feedsvc.errors import DateError
from feedsvc.model import Document, Moment, Passed, Problem
from feedsvc.patterns import lazy

# Hugo shows an article from its `publishDate` on, whatever its `date` says.
DATE_KEYS = (
    *("publishdate", "date", "published", "article:published_time", "pubdate", "published_at", "created"),
    "created_at",
)
OTHER_KEYS = (
    *("datepublished", "articlepublished", "publishdate", "publisheddate", "publishtime", "publishedtime"),
    *("publishedat", "pubtime", "publicationdate", "pubdate", "parselypubdate", "dcdateissued", "dcdate", "apubtime"),
    *("pubdatetime", "citationpublicationdate", "ogreleasedate", "postdate", "createdat", "articlecreateat"),
    *("datepublish", "webpublicationdate", "datecreated", "createtime", *chinesekeys.PUBLISHED, "pagepublished"),
)
"""Further names of the date of publication, and behind them of that of writing, as scrapers, exports and newspapers
have them, the Chinese ones in either script. They are asked where the usual ones say nothing, without what joins their
words: `publish_date`, `DC.date.issued`, `og:release_date`. When a scraper came (`crawl_date`, and often `md_date`) is
none of them; what a page beneath the head says is the last."""
FILE_KEYS = ("ctime",)
"""What scrapers call when a page was made, and others when the file was: less than the text says itself."""
TIME_KEYS = ("showtime", "displaytime", "datetime", "timestamp", "time")
"""What may be the time of anything; outside sites, whose pages of events have such, it is the article's where nothing
else tells one."""
CREATED = "created"
"""When Obsidian Web Clipper made a clipping, where it leaves `published` blank because the page told no date
(https://help.obsidian.md/web-clipper/variables): less than the address and the text say."""
JOINTS = str.maketrans("", "", "_-.: ")
UPDATED_KEYS = (
    *("updated", "lastmod", "last_modified_at", "modified", "date_updated", "updated_at", "date_modified"),
    *("datemodified", "updatedat", "更新时间", "更新時間"),
)
OTHER_UPDATED_KEYS = (
    *("dateupdated", "updateddate", "moddatetime", "modifiedat", "modifieddate", "lastmodified", "lastupdated"),
    *("lastmodifiedat", "datemodify", "pageupdated"),
)
"""Further names of the date of the last change, as themes have them (AstroPaper's `modDatetime`), asked as OTHER_KEYS
are."""
ADDRESS_KEYS = ("path", *identity.LINK_KEYS)
"""Addresses of the article, which may name its day; `path` is Zola's. Outside sites those of CLIPPED_KEYS do, too."""
SWITCHES = document.TRUE | document.FALSE
"""`published: true` is no date."""
UNSET = lazy("000[01](?![0-9])|1970[-/]01[-/]01(?![0-9])|(?:none|null|nil|nan|nat|n/a|undefined|unknown)\\Z", re.I)
"""What programs write for no date: Go's and .NET's zero time in the year 1, MySQL's `0000-00-00`, the first day of
Unix, and the names that their languages have for nothing (Python's `str(None)`, JavaScript's `undefined`)."""
EXPIRING = ("hugo", "auto")
"""Generators of sources whose heads can have EXPIRY_KEYS: no other generator knows them."""
AS_WRITTEN = frozenset({"hugo", "pelican", "mkdocs"})
"""Generators that leave a date's own offset to it where they make addresses."""
USUAL = DateKeys()
TEXT = "date from text"
FILE_NAME = "file name"
APART = Dialect(joins=False)
"""How a text is read for its date: `来源：新华网` and `时间：…` below it are two lines."""
TIME_OF_YEAR = "{}.{{0,80}}?[0-9][:：时時点點][0-9半]"
"""A year, and near behind it a time of day."""
AHEAD = timedelta(days=5 * 365.25)
WRITE = "write it as 2022-03-28 19:13:15 +0800"
ADD = "add a line such as date: 2022-03-28 19:13:15 +0800"
COMMITTED = "set git_dates = true for its source where that is a Git repository's"


@dataclass(frozen=True, slots=True)
class Dated:
    """When an article was published: the date as written, the instant, and what was assumed; and from when on it
    `expires`, with what is `unclear` about that."""

    raw: str
    moment: Moment
    expires: datetime | None = None
    unclear: tuple[Problem, ...] = ()


def published(doc: Document, facts: SiteFacts, recipe: Recipe) -> Dated | Problem | Passed:
    """The date of the head, else of the file's name, of the article's address, of its text, of the commit that added
    it, of the title that its name is; never now. A day alone takes the time that the rest of the head or the text has
    for it.

    `assumed` says which of these it was ("date from text"), and which of them told day from month ("day order from file
    name"). A file without any is a Problem, but where its generator takes such files for pages it is passed over, as is
    an article that has expired (rule `expired`). A date that cannot be read, or lies more than five years ahead, is a
    Problem too.
    """
    expires, unclear = _expires(doc, recipe)
    if expires is not None and expires <= recipe.now:
        return Passed(doc.path, "expired")
    raw, assumed, key = _written(doc, facts, recipe)
    if not raw:
        return _undated(doc, recipe)
    line = _line(doc, key)
    try:
        moment = _moment(doc, raw, recipe)
    except DateError as error:
        return Problem(doc.path, "date", str(error), WRITE, line)
    if moment.at > recipe.now + AHEAD:
        found = f"the date {raw!r} is more than five years ahead"
        return Problem(doc.path, "date", found, "correct the year", line)
    at = Moment(moment.at, (*moment.assumed, assumed) if assumed else moment.assumed)
    return _with_time(doc, facts, recipe, Dated(raw, at, expires, unclear))


def _expires(doc: Document, recipe: Recipe) -> tuple[datetime | None, tuple[Problem, ...]]:
    """From when on Hugo would not build the article; it takes no notice of a date that it cannot read."""
    own = _keys(recipe).expires
    raw, key = _said(doc, EXPIRY_KEYS if own is None else own) if recipe.source.generator in EXPIRING else ("", "")
    if not raw:
        return None, ()
    try:
        return _parse(raw, recipe).at, ()
    except DateError as error:
        mend = f"{WRITE}; until then the article is served"
        return None, (Problem(doc.path, "expiry", str(error), mend, _line(doc, key), held=False),)


def on_clock(doc: Document, site: Site, dated: Dated, recipe: Recipe) -> datetime:
    """The time of publication on the clock by which an article's site makes its address: that of the source's zone.

    Hugo's and Pelican's is the one that the date is written by. Hexo's is UTC's for a date with an offset, and Jekyll
    takes a time without one for UTC's, as YAML does. Where nobody says a zone, Jekyll has that of the machine it is on
    (https://jekyllrb.com/docs/configuration/options/, `timezone`), which is UTC's where the file is named after its day
    there; else a date's own offset tells the author's.
    """
    moment, generator, zone = dated.moment, site.config.generator, ZoneInfo(recipe.source.timezone)
    if generator == "hexo" and doc.form == "yaml" and yamltimes.is_zoned(dated.raw):
        return moment.at
    is_bare = generator == "jekyll" and site.zoned and doc.form == "yaml" and yamltimes.is_bare(dated.raw)
    is_told = generator == "jekyll" and not site.zoned and "timezone" not in moment.assumed
    asked = is_bare or is_told or generator in AS_WRITTEN
    own = dates.local(dated_by(doc, recipe, dated.raw), recipe.source.day_first) if asked else None
    if own is None:
        return moment.at.astimezone(zone)
    if not is_told:
        return own.replace(tzinfo=UTC).astimezone(zone) if is_bare else own.replace(tzinfo=UTC)
    named = next((day for day, what in _named_days(doc, recipe) if what == FILE_NAME), None)
    if named is not None and dates.local_day(named) == moment.at.date():
        return moment.at
    return moment.at.astimezone(timezone(own.replace(tzinfo=UTC) - moment.at))


def dated_by(doc: Document, recipe: Recipe, published: str) -> str:
    """The head's own `date`, or what its site has for it, by which Hugo makes addresses whatever the `publishDate` is;
    else that of publication."""
    raw = _said(doc, _keys(recipe).dated or (("date",) if document.text(doc, "publishdate") else ()))[0]
    return raw if raw and dates.local_day(raw, recipe.source.day_first) is not None else published


def updated(doc: Document, recipe: Recipe, first: Moment) -> tuple[datetime | None, tuple[Problem, ...]]:
    """The head's own date of the last change, never before `first`, that of publication; None where it has none.

    One that cannot be read, or is still to come, is told, and the article served without it.
    """
    raw, key = _said(doc, (*_keys(recipe).updated, *UPDATED_KEYS))
    raw, key = (raw, key) if raw else _said(doc, _joined(doc, OTHER_UPDATED_KEYS))
    if not raw:
        return None, ()
    line = _line(doc, key)
    try:
        moment = _parse(raw, recipe)
    except DateError as error:
        return None, (_late(doc, str(error), WRITE, line),)
    if moment.at > recipe.now:
        # It has not happened: readers would sort the entry on top until then.
        return None, (_late(doc, f"the last change {raw!r} is still to come", "correct it", line),)
    return max(first.at, moment.at), ()


def _late(doc: Document, found: str, mend: str, line: int | None) -> Problem:
    return Problem(doc.path, "updated", found, f"{mend}; the article is served without it", line, held=False)


def _keys(recipe: Recipe) -> DateKeys:
    return USUAL if recipe.site is None else recipe.site.config.dates


def _written(doc: Document, facts: SiteFacts, recipe: Recipe) -> tuple[str, str, str]:
    """The date as written, what had to be assumed where it does not stand in the head, and its key where it does. For a
    month or a year alone stands the first date elsewhere that lies in it."""
    raw, key = _said(doc, (*_keys(recipe).published, *_usual(doc)))
    raw, key = (raw, key) if raw else _said(doc, _joined(doc, OTHER_KEYS))
    span = datemonths.read(raw)
    if raw and span is None:
        return raw, "date from file name" if key == FILENAME else "", key
    fitting = (each for each in _elsewhere(doc, facts, recipe) if span is None or span.holds(dates.local_day(each[0])))
    return next(fitting, (raw, "", key))


def _elsewhere(doc: Document, facts: SiteFacts, recipe: Recipe) -> Iterator[tuple[str, str, str]]:
    """The dates that stand elsewhere than under the head's keys of dates, as `_written` gives them."""
    yield from ((named, f"date from {what}", "") for named, what in _named_days(doc, recipe))
    if (told := _told(doc, facts)) is not None:
        yield told, TEXT, ""
    yield from filter(None, (_later(doc, recipe),))
    if facts.committed:
        yield facts.committed, "date from commit", ""
    # Generators read no day in such a title, and pages have names, too.
    if not recipe.is_dated_by_site and (titled := dates.from_title(doc.path)) is not None:
        yield titled, "date from file name", ""


def _later(doc: Document, recipe: Recipe) -> tuple[str, str, str] | None:
    """The head's keys that say less than the text does, as `_written` gives them. Of TIME_KEYS the first that is a date
    counts; `time: 10 min` is none."""
    raw, key = _said(doc, (*_joined(doc, FILE_KEYS), CREATED))
    if raw:
        return raw, f"date from {CREATED}" if key == CREATED else "", key
    timed = (_said(doc, (key,)) for key in (() if recipe.is_dated_by_site else _joined(doc, TIME_KEYS)))
    return next(((raw, "", key) for raw, key in timed if raw and dates.local_day(raw) is not None), None)


def _usual(doc: Document) -> Iterator[str]:
    """The usual keys, without that of a clipping whose page told no date."""
    is_clipped = doc.folded.get("published") == ""
    return (key for key in DATE_KEYS if key != CREATED or not is_clipped)


def _with_time(doc: Document, facts: SiteFacts, recipe: Recipe, dated: Dated) -> Dated:
    """A date with its time, where only its day was found, and the same day stands elsewhere with a time.

    Not in a site: its generator has the day begin at midnight, in the addresses that it makes too.
    """
    if recipe.is_dated_by_site or not {"timezone", "time"}.issubset(dated.moment.assumed):
        return dated
    zone = ZoneInfo(recipe.source.timezone)
    day = dated.moment.at.astimezone(zone).date()
    for raw, how in _further(doc, facts, dated, day.year):
        try:
            other = _parse(raw, recipe)
        except DateError:
            continue
        # Midnight to the second is what programs make of a day.
        if "time" not in other.assumed and other.at != dated.moment.at and other.at.astimezone(zone).date() == day:
            return replace(dated, raw=raw, moment=Moment(other.at, (*other.assumed, *how)))
    return dated


def _further(doc: Document, facts: SiteFacts, dated: Dated, year: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The other dates of a file's head and text, with what has to be assumed for them; that of the file comes last."""
    yield from _beside(doc, (*DATE_KEYS, *_joined(doc, OTHER_KEYS)), dated)
    # What makes HTML of the body costs more than all the rest here: only where it may tell a time.
    may_tell = TEXT not in dated.moment.assumed and re.search(TIME_OF_YEAR.format(year), doc.body, re.DOTALL)
    if may_tell and (told := _told(doc, facts)) is not None:
        yield told, (TEXT,)
    yield from _beside(doc, _joined(doc, FILE_KEYS), dated)


def _beside(doc: Document, keys: Iterable[str], dated: Dated) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What these keys say beside a date."""
    for key in keys:
        raw, _ = _said(doc, (key,))
        if raw and raw != dated.raw:
            yield raw, ()


def _told(doc: Document, facts: SiteFacts) -> str | None:
    """The date that the text gives itself."""
    page = document.text(doc, "title") if doc.page else None
    found = datelines.written(markup.to_html(doc.body, doc.syntax, facts.targets, APART).html, page)
    return None if found is None else found[0]


def _joined(doc: Document, names: Iterable[str]) -> Iterator[str]:
    """The keys of a head that are these names without what joins their words, in the order of the names."""
    joined = {chinesekeys.simplified(key.translate(JOINTS)): key for key in doc.folded}
    return (joined[name] for name in names if name in joined)


def _said(doc: Document, keys: Iterable[str]) -> tuple[str, str]:
    """The first value of these keys that is there to say a date, and its key; both "" where there is none."""
    for key in keys:
        text = day_of_name(doc.path) if key == FILENAME else document.text(doc, key)
        if text and text.lower() not in SWITCHES and not UNSET.match(text):
            return text, key
    return "", ""


def _named_days(doc: Document, recipe: Recipe) -> Iterator[tuple[str, str]]:
    """The days that the file's name and the article's addresses give, each with what it is from."""
    short = dates.from_short_name(doc.path)
    is_jekyll = short is not None and generator_of(doc, doc.path, recipe.source.generator) == "jekyll"
    if (named := short if is_jekyll else dates.from_path(doc.path)) is not None:
        yield named, FILE_NAME
    for key in ADDRESS_KEYS if recipe.is_dated_by_site else (*ADDRESS_KEYS, *identity.CLIPPED_KEYS):
        if (addressed := dates.from_address(document.text(doc, key))) is not None:
            yield addressed, "address"


def _moment(doc: Document, raw: str, recipe: Recipe) -> Moment:
    """The instant of a date; of two readings (`11-9-2017`) the one that the file's name or an address gives as well."""
    try:
        return _parse(raw, recipe)
    except DateError:
        for named, what in _named_days(doc, recipe):
            day_first = dates.day_first_by(raw, named)
            if day_first is not None:
                moment = dates.parse(raw, ZoneInfo(recipe.source.timezone), day_first=day_first)
                return Moment(moment.at, (*moment.assumed, f"day order from {what}"))
        raise


def _undated(doc: Document, recipe: Recipe) -> Problem | Passed:
    site = recipe.site
    if site is not None and places.is_page_without_date(site.config, site.path(doc.path)):
        return Passed(doc.path, "page")
    named = dates.no_day_of(doc.path)
    found = f"the date in the file's name, {named!r}, is no day since 1990" if named else "there is no date"
    return Problem(doc.path, "date", found, ADD if recipe.source.git_dates else f"{ADD}, or {COMMITTED}")


def _parse(raw: str, recipe: Recipe) -> Moment:
    return dates.parse(raw, ZoneInfo(recipe.source.timezone), day_first=recipe.source.day_first)


def _line(doc: Document, key: str) -> int | None:
    """The line of a key, which is looked up without case."""
    return next((line for own, line in doc.lines.items() if own.casefold() == key), None)
