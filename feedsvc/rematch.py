"""Match stored articles again: after a change of the registry all of them, after a new name those that hold it.

From stored texts and evidence, never from a file (rule 6), in short transactions, so that feeds are served meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from feedsvc.learner import Learner
from feedsvc.store import lessons, mentions
from feedsvc.store.engine import Store
from feedsvc.store.ledger import Ledger

SETTLING = 3
"""Times that what was matched again may teach anew: once is what there is to be expected."""
BATCH = 100
"""Articles a transaction: short, so that nobody waits for it long."""
Batches = Callable[[], AbstractContextManager[Ledger]]


def learn(store: Store, learner: Learner, batches: Batches, taught: set[str]) -> int:
    """Take up what articles taught (of the subjects `taught`) and what persons decided; how many articles were matched
    again for it. What an earlier run left unfinished is finished first."""
    count = _pursue(store, learner, batches, taught)
    for _ in range(SETTLING):
        with store.reading() as connection:
            behind = learner.is_behind(connection)
        if not (taught or behind):
            break
        with batches() as ledger:
            learner.read(ledger.connection, set(taught))
            learner.learn(ledger)
        taught.clear()
        count += _pursue(store, learner, batches, taught)
    return count


def _pursue(store: Store, learner: Learner, batches: Batches, taught: set[str]) -> int:
    """Search for new names to the end, then match what was found and whatever else waits for it."""
    with store.reading() as connection:
        under_way = lessons.pursuit(connection) is not None
    while under_way:
        with batches() as ledger:
            under_way = learner.pursue(ledger.connection)
    return rematch(store, learner, batches, taught)


def rematch(store: Store, learner: Learner, batches: Batches, taught: set[str]) -> int:
    """Match every article that was not matched with these companies; how many those were."""
    count = 0
    while True:
        with store.reading() as connection:
            batch = mentions.unmatched(connection, learner.fingerprint, BATCH)
        if not batch:
            return count
        with batches() as ledger:
            for text in batch:
                learner.match(ledger, text)
        taught |= ledger.taught
        count += len(batch)
