"""Under which id readers know an article from another server, by its address."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urlsplit

from feedsvc.articles import identity, twins
from feedsvc.oldfeeds import Known


def guid(own: str, link: str | None, known: Known) -> str | None:
    """The id that feeds say for an article of the identity `own`: its author's, else that of the entry that a copy of
    an old feed (`known`) has at its address; None where there is neither."""
    said = identity.guid(own)
    return by_original(known).get(original(link)) if said is None and known.lines else said


@lru_cache(maxsize=16)
def by_original(known: Known) -> dict[str | None, str]:
    """The ids of entries by the original() of their addresses. The first of several at one address counts; what leads
    to a site as a whole names no article."""
    found: dict[str | None, str] = {}
    for link, own in known.entries:
        if (address := original(link)) is not None:
            found.setdefault(address, own)
    return found


def original(link: str | None) -> str | None:
    """As twins.original(), however a path is encoded: WordPress writes `/%e6%96%b0/`, we `/%E6%96%B0/`."""
    try:
        parts = urlsplit(link or "")
    except ValueError:
        return None
    return twins.original(parts._replace(path=quote(unquote_to_bytes(parts.path))).geturl())
