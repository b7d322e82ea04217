"""Web addresses, made clean: absolute http(s), in ASCII, with a host and nothing that disguises it."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from feedsvc.patterns import lazy
from feedsvc.remembered import remembered

# Blanks and invisible marks that are copied along with an address.
AROUND = " \t\n\r\f\v\u00a0\u200b\u200e\u200f\u2060\u3000\ufeff"
# Browsers drop tabs and line ends within an address: `java\tscript:` runs. None may hold them, nor any control.
CONTROL = lazy("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
SCHEME = lazy(r"[A-Za-z][A-Za-z0-9+.-]*+:")
# https:x and https:/x are addresses for browsers only (WHATWG URL 4.4); RFC 3986 reads them as paths.
WEB = lazy(r"https?://", re.IGNORECASE)
PORTS = {"http": "80", "https": "443"}
PORT = lazy(r"[0-9]{1,5}")
MAX_PORT = 65535
# RFC 1123 2.1, and the `_` that some hosts carry nevertheless.
LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
HOST = lazy(rf"{LABEL}(?:\.{LABEL})*+\.?")
MAX_HOST = 253
# RFC 3986 3.2.2, without the zone of RFC 6874, which means something on one machine only.
LITERAL = lazy(r"\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]*)?")
# RFC 3986 3.3 and 3.4: pchar and `/`; `?` in queries and fragments. A `%` stays where it starts an escape.
PATH_SAFE = "/:@!$&'()*+,;=~%"
QUERY_SAFE = PATH_SAFE + "?"
OWN_PAGE = lazy(r"(?:\./?)?(?:[?#].*)?", re.DOTALL)
LONE_PERCENT = lazy("%(?![0-9A-Fa-f]{2})")
# Servers and browsers take about 8000 characters (RFC 9110 4.1); what is longer holds data.
LONGEST = 8000


@remembered(most=2048, longest=500)
def web_address(raw: str, base: str | None = None) -> str | None:
    """The absolute http(s) address that `raw` means, in ASCII, or None.

    `HTTP://新闻.example/a b` gives `http://xn--efvy88h.example/a%20b`. A reference is resolved against `base`, the
    address of its page; `//host/x` takes the scheme of the base, without one https. The host is lower case and in
    Punycode (RFC 3490), escaped or not, a default port is dropped, spaces and characters beyond ASCII are
    percent-encoded; escapes elsewhere, dot segments, query and fragment stay.

    None for another scheme, no host, a user name (`http://bank.example@evil.example`), a backslash before the query
    (browsers take it for `/`), a control character, a bad port, more than LONGEST characters. Linear; raises nothing.
    """
    text = raw.strip(AROUND)
    if not text or len(text) > LONGEST or CONTROL.search(text) or "\\" in re.split("[?#]", text, maxsplit=1)[0]:
        return None
    try:
        absolute = _absolute(text, base)
        return None if absolute is None else _clean(urlsplit(absolute))
    except ValueError:
        return None


def is_own_page(reference: str) -> bool:
    """Whether a reference leads to the page that it stands in, or to its folder: ``, `#a`, `?x=1`, `.`, `./`
    (RFC 3986 4.4, 5.4.1). No picture is there."""
    return OWN_PAGE.fullmatch(reference.strip(AROUND)) is not None


def _absolute(text: str, base: str | None) -> str | None:
    if WEB.match(text):
        return text
    if SCHEME.match(text):
        return None
    clean_base = web_address(base) if base else None
    if text.startswith("//"):
        return f"{clean_base.partition(':')[0] if clean_base else 'https'}:{text}"
    return urljoin(clean_base, text) if clean_base else None


def _clean(parts: SplitResult) -> str | None:
    """The address put together again from checked parts. Raises ValueError for a host that is none."""
    parts = parts._replace(netloc=_authority(parts.netloc))
    host, port = _host(parts), _port(parts)
    if host is None or port is None:
        return None
    path = _escaped(parts.path, PATH_SAFE)
    query = f"?{_escaped(parts.query, QUERY_SAFE)}" if parts.query else ""
    fragment = f"#{_escaped(parts.fragment, QUERY_SAFE)}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{path}{query}{fragment}"


def _authority(netloc: str) -> str:
    """The host as it was written: Markdown escapes it as it does a path. An escaped ASCII letter is a disguise."""
    shown = unquote(netloc, errors="strict")
    return shown if not shown.isascii() or shown.startswith("[") else netloc


def _host(parts: SplitResult) -> str | None:
    if "@" in parts.netloc or not parts.hostname:
        return None
    if "[" in parts.netloc:
        return f"[{ipaddress.IPv6Address(parts.hostname)}]" if LITERAL.fullmatch(parts.netloc) else None
    if len(parts.hostname) > MAX_HOST:
        return None
    host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode("ascii")
    host = host.lower()
    return host if len(host) <= MAX_HOST and HOST.fullmatch(host) else None


def _port(parts: SplitResult) -> str | None:
    """`:8080`, or "" for the default port; None for what is no port."""
    _, _, port = parts.netloc.rpartition("]")[2].partition(":")
    if not port or port == PORTS[parts.scheme]:
        return ""
    return f":{port}" if PORT.fullmatch(port) and 0 < int(port) <= MAX_PORT else None


def _escaped(part: str, safe: str) -> str:
    return LONE_PERCENT.sub("%25", quote(part, safe=safe))
