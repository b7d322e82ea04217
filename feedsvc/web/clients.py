"""Who asks: one text for each client, the same for the rate limit and for the number of subscribers."""

from __future__ import annotations

from ipaddress import IPv6Address
from typing import TYPE_CHECKING

from feedsvc.patterns import lazy
from feedsvc.subscribers import AGENT_LENGTH

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

PREFIX_BITS = 64


def client(environ: WSGIEnvironment) -> str:
    """Address and program: `203.0.113.7 Miniflux/2.2`. It is hashed before it is kept anywhere."""
    return named(environ.get("REMOTE_ADDR") or "", agent(environ))


def named(address: str, program: str) -> str:
    """The same text from its parts: `program` is what `agent` gave."""
    return f"{network(address)} {program}"


def agent(environ: WSGIEnvironment) -> str:
    """The beginning of the User-Agent."""
    found: str = environ.get("HTTP_USER_AGENT", "")
    return found[:AGENT_LENGTH]


def network(address: str) -> str:
    """What one subscriber has: an IPv4 address, or an IPv6 network of 64 bits, within which programs change theirs.

    Some proxies (Azure's, IIS) name the client's port besides, another for each connection: it is left out.

    >>> network("2001:db8:1:2:3:4:5:6"), network("203.0.113.7:50123")
    ('2001:db8:1:2::', '203.0.113.7')
    """
    if ":" in address and (found := _WITH_PORT.fullmatch(address)):
        address = found[1] or found[2]
    if ":" not in address:
        # An IPv4 address has one spelling alone.
        return address
    try:
        own = IPv6Address(address)
    except ValueError:
        return address
    if own.ipv4_mapped is not None:
        return str(own.ipv4_mapped)
    return str(IPv6Address(int(own) >> PREFIX_BITS << PREFIX_BITS))


_WITH_PORT = lazy(r"\[([0-9A-Fa-f:.]+)\](?::[0-9]+)?|([0-9.]+):[0-9]+")
