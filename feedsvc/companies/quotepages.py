"""The listing that a link shows: quote pages of Eastmoney, Sina, Xueqiu, Futu, Yahoo and Google."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from feedsvc.companies.codes import parse
from feedsvc.model import Listing

_LONGEST = 512
"""No link to a quote page has more characters than this."""


def from_link(href: str) -> Listing | None:
    """The listing whose quote page a link leads to; else None."""
    return None if len(href) > _LONGEST else _from_link(href)


@lru_cache(maxsize=1 << 12)
def _from_link(href: str) -> Listing | None:
    try:
        parts = urlsplit(href.strip())
        host = (parts.hostname or "").lower()
    except ValueError:  # urlsplit raises on a bracketed host that is no IPv6 address
        return None
    segments = [piece for piece in unquote(parts.path).split("/") if piece]
    site = next((site for site in _QUOTE_PAGES if host == site or host.endswith("." + site)), None)
    if site is None or not segments:
        return None
    return next((listing for spelling in _QUOTE_PAGES[site](segments) if (listing := parse(spelling))), None)


def _eastmoney(segments: list[str]) -> Iterator[str]:
    last = segments[-1].removesuffix(".html")
    yield last
    if len(segments) > 1:
        yield f"{segments[-2]}.{last}"


def _sina(segments: list[str]) -> Iterator[str]:
    names = [piece.removesuffix(".html") for piece in segments]
    yield from (name for name in names if name[:2] in ("sh", "sz", "bj", "hk"))
    yield from (f"{names[-1]}.{place[:2].upper()}" for place in names if place in ("hkstock", "usstock"))


def _xueqiu(segments: list[str]) -> Iterator[str]:
    if segments[0] in ("S", "s") and len(segments) > 1:
        code = segments[1]
        yield code
        if code.isdigit():
            yield f"HK.{code}"
        elif not code.startswith("HK"):
            # What begins so is an index of Hong Kong's: HKHSI.
            yield f"{code}.US"


def _futu(segments: list[str]) -> Iterator[str]:
    yield segments[-1].replace("-", ".")


def _yahoo(segments: list[str]) -> Iterator[str]:
    if segments[0] == "quote" and len(segments) > 1:
        yield segments[1]
        yield f"{segments[1]}.US"


def _google(segments: list[str]) -> Iterator[str]:
    code, _, exchange = segments[-1].partition(":")
    yield f"{exchange}:{code}"


_QUOTE_PAGES = {
    "quote.eastmoney.com": _eastmoney,
    "finance.sina.com.cn": _sina,
    "xueqiu.com": _xueqiu,
    "futunn.com": _futu,
    "finance.yahoo.com": _yahoo,
    "google.com": _google,
}
