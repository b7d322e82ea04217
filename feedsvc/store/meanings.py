"""The companies that a person means by a code or a name, as addresses and commands take them."""

from __future__ import annotations

from sqlalchemy import Connection

from feedsvc.companies import codes
from feedsvc.store import companies
from feedsvc.store.companies import Alias


def meant(connection: Connection, spelling: str) -> tuple[Alias, ...]:
    """The companies that a code or a name can mean: none, one, or the choice.

    A bare code says no market: who asks for it by name means the share, `600519` and `BRK.B`.
    """
    listing = codes.parse(spelling)
    found = companies.resolve(connection, listing.key) if listing else ()
    found = found or companies.resolve(connection, spelling)
    return found or tuple(alias for one in codes.bare(spelling) for alias in companies.resolve(connection, one.key))


def asked_for(connection: Connection, spelling: str) -> tuple[Alias, ...]:
    """The same where nothing but a company can be meant: a ticker may then be in small letters, `aapl`."""
    return meant(connection, spelling) or meant(connection, spelling.upper())
