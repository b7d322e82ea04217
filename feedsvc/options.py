"""The settings there are: how each is read, its default, what it is for."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address
from pathlib import Path
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from feedsvc import languages
from feedsvc.patterns import lazy

_OTHERS = ("ablog", "docusaurus", "eleventy", "astro", "vuepress", "vitepress", "quartz")
GENERATORS = ("auto", "jekyll", "hexo", "hugo", "zola", "pelican", "substack", "nikola", "quarto", "mkdocs", *_OTHERS)
PLAYERS = ("youtube", "bilibili", "vimeo", "tencent", "youku")
EXTENSIONS = (".md", ".markdown", ".mdx", ".qmd", ".rst", ".html", ".htm", ".txt")
RST_ENDINGS = (".rst",)  # reStructuredText; sites of Nikola may have others
MOST_REQUESTS = 1_000_000
LONGEST_PERIOD = 366 * 86_400
"""What a rate limit takes: more requests, or a longer period, would limit nobody."""
SHORTEST_TOKEN, LONGEST_TOKEN = 16, 200
"""Characters of a token."""
_PATH_SAFE = "/%:@!$&'()*+,;="
"""What stands for itself in the path of an address beside letters, digits and `-._~` (RFC 3986 3.3)."""

_ENDING = lazy(r"\.[^\s:;,/*?\\]+")

Reader = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: `read` turns a TOML value or a variable's text into the value, or raises ValueError."""

    name: str
    read: Reader
    default: object
    help: str
    secret: bool = False


def read_text(value: object) -> str:
    """Any text, the empty one too."""
    if not isinstance(value, str):
        raise ValueError("a text in quotation marks")
    return value


def read_line(value: object) -> str:
    """One line of text that is not empty, without the spaces around it."""
    text = read_text(value).strip()
    if not text or not text.isprintable():
        raise ValueError("a line of text that is not empty")
    return text


def number(low: int, high: int) -> Callable[[object], int]:
    """Whole numbers from `low` to `high`, as a number or as its digits."""

    def read(value: object) -> int:
        allowed = f"a whole number from {low} to {high}"
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError(allowed)
        try:
            found = int(value)
        except ValueError:
            raise ValueError(allowed) from None
        if not low <= found <= high:
            raise ValueError(allowed)
        return found

    return read


def choice(*allowed: str) -> Callable[[object], str]:
    """One of a few words."""

    def read(value: object) -> str:
        if value not in allowed:
            raise ValueError("one of " + ", ".join(allowed))
        return str(value)

    return read


def several(*allowed: str) -> Callable[[object], tuple[str, ...]]:
    """Some of a few words; in a variable, apart by commas."""

    def read(value: object) -> tuple[str, ...]:
        found = listed(",")(value)
        if not set(found) <= set(allowed):
            raise ValueError("some of " + ", ".join(allowed))
        return found

    return read


def read_switch(value: object) -> bool:
    """True or false, in the words that people use for it in variables."""
    if isinstance(value, bool):
        return value
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if not isinstance(value, str) or value.strip().lower() not in words:
        raise ValueError("true or false")
    return words[value.strip().lower()]


def listed(separator: str) -> Callable[[object], tuple[str, ...]]:
    """A list of texts; in a variable, one text with `separator` between them."""

    def read(value: object) -> tuple[str, ...]:
        items = value.split(separator) if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
            raise ValueError(f"a list of texts (in a variable: apart by {separator!r})")
        return tuple(item.strip() for item in items if item.strip())

    return read


def read_host(value: object) -> str:
    """A name or an address to listen on; one of IPv6 also in the brackets that it has in addresses (RFC 3986 3.2.2)."""
    text = read_line(value)
    host = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    try:
        host.encode("idna")
        if (":" in host and not IPv6Address(host)) or set(" /*?#@[]") & set(host):
            raise ValueError(host)
    except ValueError:  # which UnicodeError is one of
        raise ValueError("a name or an address of this machine alone, such as 127.0.0.1, 0.0.0.0 or ::1") from None
    return host


def read_path(value: object) -> Path:
    """A folder or file; `~` in front stands for the user's home folder, `~NAME` for another's where there is one."""
    return _expanded(read_line(value))


def read_paths(value: object) -> tuple[Path, ...]:
    """Folders or files, as read_path, in a variable apart by the system's path separator."""
    return tuple(_expanded(text) for text in listed(os.pathsep)(value))


def _expanded(text: str) -> Path:
    return Path(os.path.expanduser(text))  # noqa: PTH111 - Path.expanduser() raises where there is no such user


def read_endings(value: object) -> tuple[str, ...]:
    """File name endings, each with its dot, in lower case; `.md:.txt` or `.md .txt` would be one, of no file."""
    texts = listed(",")(value)
    if not texts or not all(_ENDING.fullmatch(text) and text.strip(".") for text in texts):
        raise ValueError("file name endings such as .md (in a variable: apart by ',')")
    return tuple(text.lower() for text in texts)


def read_zone(value: object) -> str:
    """A time zone of the IANA database."""
    try:
        return ZoneInfo(read_line(value)).key
    except (KeyError, ValueError, OSError):
        raise ValueError("a time zone's name such as Asia/Shanghai or UTC") from None


def read_token(value: object) -> str:
    """A secret that no one guesses, as headers can carry it: ASCII without spaces; empty is allowed."""
    text = read_text(value).strip()
    plain = text.isascii() and text.isprintable() and " " not in text
    if text and not (plain and SHORTEST_TOKEN <= len(text) <= LONGEST_TOKEN):
        raise ValueError(f"{SHORTEST_TOKEN} to {LONGEST_TOKEN} letters, digits and signs of ASCII without spaces")
    return text


def read_language(value: object) -> str:
    """A language tag (BCP 47)."""
    text = read_line(value)
    if languages.tag(text) != text:
        raise ValueError("a language tag (BCP 47) such as zh-CN or en")
    return text


def read_url(value: object) -> str:
    """An http or https address without query, in ASCII, without its last slash; empty is allowed."""
    text = read_text(value).strip().rstrip("/")
    if text and not _is_address(text):
        raise ValueError(_spelling(text) or "an address such as https://feeds.example.org")
    return text


def read_hub(value: object) -> str:
    """An http or https address in ASCII, as it is written: a hub's may end with a slash."""
    text = read_text(value).strip()
    if text and not _is_address(text):
        raise ValueError(_spelling(text) or "the address of a WebSub hub such as https://hub.example.org/")
    return text


def _spelling(text: str) -> str:
    """How an address with other signs than ASCII's, or with spaces, is to be written (RFC 3987 3.1), else nothing."""
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        # Python knows IDNA of 2003, by which some letters (ß) give another name than by that of today (RFC 5891).
        is_same = host.encode("ascii").decode("idna") == parts.hostname
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError:
        return ""
    found = f"{parts.scheme}://{host}{port}{quote(parts.path, safe=_PATH_SAFE)}"
    as_given = is_same and not (parts.query or parts.fragment or "@" in parts.netloc)
    return f"addresses in ASCII: {found}" if as_given and _is_address(found) else ""


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    plain = text.isascii() and text.isprintable() and not set(' "<>\\^`{|}') & set(text)
    bare = not (parts.query or parts.fragment or "@" in parts.netloc)
    return bool(host) and parts.scheme in ("http", "https") and plain and bare


def read_prefixes(value: object) -> tuple[str, ...]:
    """Beginnings of http and https addresses."""
    texts = listed(",")(value)
    if not all(text.startswith(("http://", "https://")) for text in texts):
        raise ValueError("beginnings of addresses such as https://proxy.example/?")
    return texts


def read_iri(value: object) -> str:
    """An absolute IRI: a scheme, a colon, and something without spaces (RFC 3987 2.2)."""
    text = read_line(value)
    scheme, colon, rest = text.partition(":")
    if not (colon and rest and scheme.isascii() and scheme[:1].isalpha() and " " not in text):
        raise ValueError("an absolute address such as https://news.example/feed or urn:uuid:…")
    return text


def read_rate(value: object) -> str:
    """One rate as the package `limits` writes it, `60/hour` or `10 per 5 minutes`; empty is allowed."""
    text = read_text(value).strip()
    if text and not _is_rate(text):
        raise ValueError("a rate such as 60/hour or 10 per 5 minutes, or nothing for no limit")
    return text


def _is_rate(text: str) -> bool:
    # Not above: it brings asyncio and more, which few need.
    from limits import parse_many  # noqa: PLC0415

    try:
        rates = parse_many(text)
    except ValueError:
        return False
    return len(rates) == 1 and 1 <= rates[0].amount <= MOST_REQUESTS and 1 <= rates[0].get_expiry() <= LONGEST_PERIOD


def read_table(value: object) -> Mapping[str, str]:
    """A table of texts."""
    if not isinstance(value, Mapping) or not all(isinstance(label, str) for label in value.values()):
        raise ValueError('a table of key = "label"')
    return dict(value)


MIB = 1024 * 1024
SANITIZE = ("proxies", "pictures", "tracking", "players")
"""The settings of the table [sanitize]."""

OPTIONS: tuple[Option, ...] = (
    Option("data", read_path, Path("data"), "folder of the store"),
    Option("database", read_text, "", "SQLAlchemy address of the store; empty: SQLite in the data folder", secret=True),
    Option("base_url", read_url, "", "what addresses in feeds begin with; empty: the address that serve listens on"),
    Option("host", read_host, "127.0.0.1", "address that serve listens on"),
    Option("port", number(1, 65535), 8000, "port that serve listens on"),
    Option("title", read_line, "feedsvc", "title of the feed of everything"),
    Option("subtitle", read_text, "", "one sentence about what is served here"),
    Option("rights", read_text, "", "who has the rights in what is served here, and what others may do with it"),
    Option("language", read_language, "zh-CN", "language of the articles (BCP 47)"),
    Option("timezone", read_zone, "Asia/Shanghai", "time zone of dates that name none"),
    Option("entries", number(1, 500), 50, "entries of a feed without limit="),
    Option("feed_bytes", number(10_000, 1024 * MIB), 4 * MIB, "most bytes of contents in a feed without limit="),
    Option("content", choice("full", "summary"), "full", "whole articles, or summaries alone"),
    Option("future", choice("hold", "show"), "hold", "articles dated in the future: held until then, or shown"),
    Option("companies", read_paths, (), "registry files of your own"),
    Option("starter", read_switch, True, "the companies that come with feedsvc, below your own files"),
    Option("categories", read_table, {}, "labels of categories: key = label"),
    Option("extensions", read_endings, EXTENSIONS, "endings of the files that are articles"),
    Option("proxies", read_prefixes, (), "address prefixes that only pass on a picture's own address"),
    Option("pictures", choice("show", "link"), "show", "pictures and media in articles: shown, or links to them alone"),
    Option("tracking", choice("remove", "keep"), "remove", "known tracking parameters and beacons"),
    Option("players", several(*PLAYERS), PLAYERS, "film players that become a link to the film, with its poster"),
    Option("build_seconds", number(1, 600), 20, "processor's seconds that building an article may take, or matching"),
    Option("file_bytes", number(1024, 256 * MIB), 20 * MIB, "largest article file in bytes"),
    Option("processes", number(1, 64), min(4, os.cpu_count() or 1), "processes that build articles"),
    Option("server", choice("gunicorn", "granian"), "gunicorn", "server that serve runs under"),
    Option("workers", number(1, 64), 2, "processes that answer requests"),
    Option("max_age", number(60, 86400), 300, "seconds that a feed may be kept without asking again"),
    Option("hub", read_hub, "", "address of the WebSub hub that feeds name; empty: none"),
    Option("removed_days", number(1, 3650), 30, "days for which feeds tell what was withdrawn"),
    Option("cache_bytes", number(MIB, 1024 * MIB), 32 * MIB, "memory of a worker for rendered feeds, in bytes"),
    Option("browser_view", read_switch, True, "send browsers that open a feed's address to its page"),
    Option("trusted_proxies", number(0, 8), 0, "proxies in front, whose X-Forwarded headers are believed"),
    Option("rate_limit", read_rate, "", "requests that one client may make, such as 60/hour; empty: any number"),
    Option("rate_burst", number(3, 1000), 10, "requests that a new client may make at once where the rate is lower"),
    Option("count_readers", read_switch, True, "count how many read each feed, for `feedsvc feeds --subscribers`"),
    Option("admin_token", read_token, "", "password of the page /status; empty: there is no such page", secret=True),
    Option("log_level", choice("debug", "info", "warning", "error"), "info", "least grave line that is logged"),
    Option("log_format", choice("text", "json"), "text", "log lines as text or as JSON"),
    Option("access_log", read_switch, True, "a line for each request"),
)
NAMES = tuple(option.name for option in OPTIONS)

SOURCE_OPTIONS: Mapping[str, Reader] = {
    "path": read_path,
    "title": read_line,
    "generator": choice(*GENERATORS),
    "timezone": read_zone,
    "day_first": read_switch,
    "language": read_language,
    "address": read_url,
    "feed_id": read_iri,
    "feed_url": read_url,
    "old_feeds": read_paths,
    "extensions": read_endings,
    "git_dates": read_switch,
    "rules_off": lambda value: frozenset(listed(",")(value)),
}
