"""Which keys of heads give dates: what `[frontmatter]` in a Hugo site's configuration says.

    [frontmatter]
    date = ["written", ":filename", ":default"]

Source: https://gohugo.io/configuration/front-matter/#dates. `:filename` is the day that a file's name begins with, and
the rest of that name its slug. `:git` and `:fileModTime` are left out: they are no words of the author's.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from feedsvc.articles import dates, document, places
from feedsvc.articles.configvalues import Values, table_of, texts_of
from feedsvc.articles.document import named
from feedsvc.articles.site import DateKeys, SiteConfig
from feedsvc.model import Document
from feedsvc.patterns import lazy

TABLE = "frontmatter"
FILENAME = ":filename"
DEFAULT = ":default"
DEFAULTS = {
    "date": ("date", "publishdate", "lastmod"),
    "publishdate": ("publishdate", "date"),
    "lastmod": ("lastmod", "date", "publishdate"),
    "expirydate": ("expirydate",),
}
ALIASES = {"publishdate": ("pubdate", "published"), "lastmod": ("modified",), "expirydate": ("unpublishdate",)}
"""Further names of keys, which Hugo takes wherever these stand."""
EXPIRY_KEYS = ("expirydate", "unpublishdate")
"""Hugo's, which builds no page that has expired (https://gohugo.io/content-management/front-matter/)."""
DAY = lazy(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
AROUND_SLUG = " -_"


def date_keys(values: Values) -> DateKeys:
    """What a configuration says of the keys; nothing of those of which it does not."""
    table = table_of(values, TABLE)
    date, first, last, end = (_keys(table, key) for key in ("date", "publishdate", "lastmod", "expirydate"))
    # The date counts from which on Hugo shows an article, else its own.
    told = date is not None or first is not None
    published = (*(("publishdate",) if first is None else first), *(("date",) if date is None else date))
    ahead = (keys[: keys.index(FILENAME)] for keys in (date, first, last, end) if keys and FILENAME in keys)
    return DateKeys(published if told else (), date or (), last or (), end, tuple(ahead))


def _keys(table: Values, key: str) -> tuple[str, ...] | None:
    """The keys that stand for one date, in small letters; None where nothing is said of it."""
    if named(table, key) == "":
        return None
    said = [each.lower() for each in texts_of(table, key)]
    whole = [name for each in said for name in (DEFAULTS[key] if each == DEFAULT else (each,))]
    known = [name for each in whole for name in (each, *ALIASES.get(each, ()))]
    return tuple(dict.fromkeys(name for name in known if name == FILENAME or not name.startswith(":")))


def day_of_name(path: str) -> str:
    """The day that a file's name begins with, or that of a page bundle's folder; "" where it names none."""
    pure = PurePosixPath(path)
    found = DAY.match(pure.parent.name if places.INDEX.match(pure.name) else pure.name)
    return found[0] if found is not None and dates.from_path(found[0]) is not None else ""


def slug_of_name(doc: Document, name: str, config: SiteConfig) -> str:
    """What stands behind the day in a file's name, without ending and language: Hugo's slug where the name is asked for
    a date; "" where it is not, since the head has one."""
    if not any(document.text(doc, *keys) == "" for keys in config.dates.before_name) or not day_of_name(name):
        return ""
    return name[len("2022-03-28") :].strip(AROUND_SLUG)
