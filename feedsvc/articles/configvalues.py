"""The values of a site's configuration as what they mean there: texts, switches, addresses, zones, folders.

What is not said, or not usable, is nothing: "" or None.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from feedsvc import languages
from feedsvc.articles import characters
from feedsvc.articles.addresses import web_address
from feedsvc.articles.document import FALSE, named
from feedsvc.articles.headvalues import listed
from feedsvc.articles.tokens import decode_complete
from feedsvc.model import HeadValue, Problem

Values = Mapping[str, HeadValue]
# The addresses of new sites, which nobody has changed yet.
PLACEHOLDERS = frozenset({
    *("example.com", "example.org", "example.net", "yoursite.com", "yourdomain.com", "localhost", "127.0.0.1"),
    *("your-docusaurus-site.example.com", "your-docusaurus-test-site.com", "mister-hope.github.io"),
})  # fmt: skip
UNTITLED = frozenset({"hexo", "my new hugo site", "your awesome title", "a pelican blog", "my site"})
"""The titles of new sites, likewise in small letters."""
LONGEST_TITLE = 200
PACKAGE = "package.json"
"""Where a site that is made with Node says what it is made of, and by which commands."""
MEND = (
    "correct it; until then what it said before counts, or, where it said nothing yet, the settings and each file's"
    " head decide"
)
UNNAMED = frozenset({"john doe", "your name", "your name here", "github user", "some person"})
"""The authors of new sites, likewise."""


def table_of(values: Values, key: str) -> Values:
    """The table under a key, in any case; an empty one where there is none."""
    found = named(values, key)
    return found if isinstance(found, Mapping) else {}


def text_of(values: Values, *keys: str) -> str:
    """The first text that is not blank under these keys."""
    return next((found.strip() for key in keys if isinstance(found := named(values, key), str) and found.strip()), "")


def title_of(text: str) -> str | None:
    """A site's title, which may have `&amp;` in it, as one line of plain text; None for that of a new site, and for
    what is too long for one."""
    title = characters.plain(decode_complete(text))
    return title if 0 < len(title) <= LONGEST_TITLE and title.casefold() not in UNTITLED else None


def author_of(values: Values, key: str = "author") -> HeadValue:
    """Whom a site names as its author, a text, a list or a mapping with a `name`, as heads do; "" for that of a new
    site."""
    found = named(values, key)
    name = named(found, "name") if isinstance(found, Mapping) else found
    return "" if isinstance(name, str) and name.strip().casefold() in UNNAMED else found


def people_of(values: Values) -> dict[str, str]:
    """The names of a table of people, by the keys that heads call them by."""
    named_so = {key: text_of(value, "name") for key, value in values.items() if isinstance(value, Mapping)}
    return {key: name for key, name in named_so.items() if name}


def texts_of(values: Values, key: str) -> tuple[str, ...]:
    """The texts of a list, or one that stands for it."""
    items = listed(named(values, key))
    return tuple(item.strip() for item in items if isinstance(item, str) and item.strip())


def is_true(values: Values, key: str) -> bool:
    """Whether a switch is on."""
    return text_of(values, key).lower() not in FALSE | {""}


def is_off(values: Values, key: str) -> bool:
    """Whether a switch is said to be off."""
    return text_of(values, key).lower() in FALSE


def address_of(raw: str) -> str | None:
    """The site's address without its last slash; None for what is no address yet."""
    made = (web_address(raw) or "").partition("#")[0].partition("?")[0].rstrip("/")
    host = made.partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
    return made if host and host not in PLACEHOLDERS else None


def zone_of(name: str) -> str | None:
    """The time zone of this name, as the IANA database has it."""
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, ValueError, OSError):
        return None


def language_of(raw: str) -> str | None:
    """`zh_CN` and `zh-CN` are `zh-CN` (BCP 47); `default` and `zh_CN.UTF-8` say none or more than that."""
    return languages.tag(raw.partition(".")[0])


def patterns_of(found: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Patterns of addresses, each with what it is for."""
    return tuple((key, pattern) for key, pattern in sorted(found.items()) if pattern)


def unreadable(name: str, reason: str, line: int | None) -> Problem:
    """What tells that a configuration, or the line of it where that is known, cannot be read; it holds nothing back."""
    return Problem(name, "site", f"the site's configuration cannot be read: {reason}", MEND, line, held=False)


def folders_of(found: Iterable[str]) -> tuple[str, ...]:
    """Plain names of folders and files; patterns are no names."""
    return tuple(
        dict.fromkeys(folder for each in found if (folder := folder_of(each)) and not set(folder) & set("*?["))
    )


def folder_of(raw: str) -> str:
    """A folder from the site's root: `./content/` is `content`; "" for the root, and for what lies outside."""
    path = posixpath.normpath(raw.strip().lstrip("/")) if raw.strip() else ""
    return "" if path in (".", "..") or path.startswith("../") else path
