"""How many people read a feed: what aggregators say of themselves, and who asks without one.

An aggregator asks once for all its subscribers and tells their number in its User-Agent, often with the number that the
feed has there. Whoever tells none is one client.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from feedsvc.patterns import lazy

AGENT_LENGTH = 300
NAME_LENGTH = 40
MOST_SUBSCRIBERS = 1_000_000
"""From here on a number is not believed: scripts call themselves `NewsBlur … 1000000 subscribers` to be let in."""
MOST_GATHERED = 20_000
"""What a worker holds between two writings; 2,000 clients a second."""
DIGITS = r"(\d{1,3}(?:,\d{3})+|\d{1,9})"
# No version: "Leaf/1.2 Reader" is a program.
NUMBER = lazy(rf"(?<![\w./,-]){DIGITS} (?:subscribers?|readers)\b|\bsubscriber count: ?{DIGITS}\b", re.I)
# NewsBlur says the number of its feed only in the address of its page.
IDENT = lazy(r"\bfeed-?id[:=] ?([\w-]{1,64})|newsblur\.com/site/(\d{1,20})", re.I)
PARTS = lazy(r"[/;(,]| - | feed-?id| v?\d", re.I)


@dataclass(frozen=True, slots=True)
class Claim:
    """What an aggregator says: its name, the number that it gave the feed ("" where it tells none), its subscribers."""

    aggregator: str
    ident: str
    subscribers: int


@lru_cache(maxsize=1024)
def claim(agent: str) -> Claim | None:
    """What a User-Agent says of subscribers, if it does.

    >>> claim("Feedbin feed-id:1373711 - 102 subscribers")
    Claim(aggregator='feedbin', ident='1373711', subscribers=102)
    """
    agent = agent[:AGENT_LENGTH]
    number = NUMBER.search(agent)
    subscribers = int((number[1] or number[2]).replace(",", "")) if number else MOST_SUBSCRIBERS
    if number is None or subscribers >= MOST_SUBSCRIBERS:
        return None
    ident = IDENT.search(agent)
    return Claim(_name(agent[: number.start()]), (ident[1] or ident[2]) if ident else "", subscribers)


def _name(agent: str) -> str:
    """The first product, without its version: an aggregator stays one when it is updated.

    A disguise as a browser, `Mozilla/5.0 (compatible; BazQux/2.4; …`, hides the name behind its second word.
    """
    _, _, disguised = agent.partition("(compatible;")
    found = PARTS.split((disguised or agent).lstrip(), maxsplit=1)[0]
    return "".join(each for each in found if each.isprintable()).strip().lower()[:NAME_LENGTH]


@dataclass(slots=True)
class Gathered:
    """What one worker saw of its feeds: claims, the highest of a day, and clients; each once, however often it asks."""

    claims: dict[tuple[int, str, str, str], int] = field(default_factory=dict)
    """(day, feed, aggregator, ident) -> subscribers. A day is the number of days since 1970, UTC."""
    clients: set[tuple[int, str, str]] = field(default_factory=set)
    """(day, feed, client)"""

    def note(self, day: int, feed: str, agent: str, client: str) -> None:
        """One answered request for a feed. Beyond MOST_GATHERED what is new is left out until the next writing."""
        if len(self.claims) + len(self.clients) >= MOST_GATHERED:
            return
        said = claim(agent)
        if said is None:
            self.clients.add((day, feed, client))
        else:
            key = (day, feed, said.aggregator, said.ident)
            self.claims[key] = max(said.subscribers, self.claims.get(key, 0))
