"""Match stored articles again: after a change of the registry all of them, after a new name those that hold it.

From stored texts and evidence, never from a file (rule 6), in short transactions, so that feeds are served meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from feedsvc import timelimit
from feedsvc.learner import Learner
from feedsvc.store import files, mentions, problems, pursuits, search, twins
from feedsvc.store.engine import Store
from feedsvc.store.ledger import Ledger

log = logging.getLogger("feedsvc.ingest")
SETTLING = 3
"""Times that what was matched again may teach anew: once is what there is to be expected."""
EARLY, GROWTH = 2_000, 4
"""Articles of a long run after which what they taught is taken up, and how many times as many until the next time."""
BATCH = 500
"""Articles a transaction: a quarter of a second, so that nobody waits for it long."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is worked on: the store, who learns, how a batch is opened; `steps` of a search that one call may take at
    most (None: to its end), so that changes of files need not wait for it; what is done `between` two transactions."""

    store: Store
    learner: Learner
    batches: Callable[[], AbstractContextManager[Ledger]]
    steps: int | None
    between: Callable[[], None]


def is_due(done: int, total: int, last: int) -> bool:
    """Whether a run of `total` articles, `done` so far, is to take up what they taught, as it did at the `last`: what
    comes behind is then matched once, and companies fill their feeds while it goes on. Not near its end, where it
    learns anyway."""
    return max(EARLY, GROWTH * last) <= done <= total - EARLY


def learn(work: Work, taught: set[str]) -> int:
    """Take up what articles taught (of the subjects `taught`, which batches fill and this empties) and what persons
    decided; how many articles were matched again for it. What an earlier call left unfinished goes on first."""
    store, learner = work.store, work.learner
    count = _pursue(work)
    for _ in range(SETTLING):
        with store.reading() as connection:
            behind = learner.is_behind(connection)
        if not (taught or behind):
            break
        with work.batches() as ledger:
            learner.read(ledger.connection, set(taught))
            learner.learn(ledger)
        learner.done()
        taught.clear()
        count += _pursue(work)
    return count


def is_unfinished(store: Store, learner: Learner) -> bool:
    """Whether a decision, a search or an article waits."""
    with store.reading() as connection:
        waits = learner.is_behind(connection) or pursuits.under_way(connection) is not None
        return waits or bool(mentions.unmatched(connection, learner.fingerprint, 1))


def _pursue(work: Work) -> int:
    """Search for new names, then match what was found and whatever else waits for it."""
    with work.store.reading() as connection:
        # The word index is asked: where that is behind, the search waits until it has caught up.
        under_way, taken = pursuits.under_way(connection) is not None and not search.is_behind(connection), 0
    while under_way and (work.steps is None or taken < work.steps):
        with work.batches() as ledger:
            under_way = work.learner.pursue(ledger.connection)
        taken += 1
        work.between()
    return _rematch(work)


def _rematch(work: Work) -> int:
    """Match every article that was not matched with these companies; how many those were."""
    count = 0
    while True:
        with work.store.reading() as connection:
            batch = mentions.unmatched(connection, work.learner.fingerprint, BATCH)
        if not batch:
            return count
        with work.batches() as ledger:
            _tell(ledger, work.learner.match(ledger, batch))
        count += len(batch)
        work.between()


def _tell(ledger: Ledger, failed: Mapping[int, Exception]) -> None:
    """What cannot be matched again stays in the feeds that it is in; the next run builds its file again, which is held
    back then if that has not mended it."""
    for number, error in failed.items():
        for name, path in twins.lead(ledger, number):
            problem = replace(timelimit.problem(path, "matching", error), held=False)
            source = files.source(ledger.connection, name).id
            known = [each for each in problems.of_file(ledger.connection, source, path) if each != problem]
            problems.replace(ledger.connection, source, path, [*known, problem])
            log.warning("%s/%s", name, problem)
