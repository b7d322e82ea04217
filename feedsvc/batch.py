"""The results of one transaction into the store: new articles together, whatever is more than that one by one.

In the order of the files, so that ids, and which of two twins leads, are the same however the results are parted.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat, takewhile

from feedsvc import prepared, timelimit
from feedsvc.builders import Built
from feedsvc.changes import Task
from feedsvc.found import FoundFile
from feedsvc.intake import Intake, Outcome, size_and_time, tell
from feedsvc.learner import Learner
from feedsvc.prepared import Prepared
from feedsvc.store import identities, newcomers, problems, twins
from feedsvc.store.ledger import Ledger
from feedsvc.store.mentions import StoredText
from feedsvc.store.newcomers import Desk, New
from feedsvc.store.twins import Stale
from feedsvc.withdrawals import Batches

RESULTS = 500
RESULT_SECONDS = 1.0
"""Results a transaction at most, and how long it waits for them: what was built is served soon. Of five hundred each
costs a fifth less than of a hundred (the word index, the counts of feeds), of a thousand nothing less that could be
measured, and they take 7 MB more; writing them takes a quarter of a second."""
WRITE_SECONDS = 1.0
"""What changes meanwhile waits no longer: articles that are built again are written one by one, at a third the rate."""
REST = 0.05
"""Of a transaction's time, until the next one."""
FEWEST = 100
"""Results that are not parted any more, however long they take."""
SHORTEST_RUN = 8
"""Results that are looked up together: all, but fewer behind one that was not plain, and more behind a run that was."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Where results are written: the open ledger, their source's task, its files as found, what they are matched with.

    `stale` takes up the files that are to be built again for what was written, `texts` what is to be matched before
    the transaction ends.
    """

    ledger: Ledger
    task: Task
    found: Mapping[str, FoundFile]
    desk: Desk
    stale: Stale
    texts: dict[int, StoredText]

    def take(self, results: Sequence[Built]) -> Iterator[Outcome]:
        """Write what became of some files; what that was to the store, file by file."""
        done, longest = 0, len(results)
        while done < len(results):
            run = [*takewhile(_is_new, results[done : done + longest])]
            written = self._together(run)
            yield from repeat("added", written)
            done += written
            longest = longest * 2 if written == longest else max(SHORTEST_RUN, 2 * written)
            if written < len(run) or not run:
                yield self._alone(results[done])
                done += 1

    def _together(self, run: Sequence[Built]) -> int:
        """Write the new articles at the head of a run; how many those were."""
        found = [New(_article(each), each.digest, *size_and_time(self.found[each.path])) for each in run]
        admitted = newcomers.admit(self.ledger, self.desk, found)
        numbers = newcomers.write(self.ledger, self.desk, admitted)
        for number, (new, *_) in zip(numbers, admitted, strict=True):
            article = new.article
            self.texts[number] = StoredText(
                number,
                prepared.zones_of(article.zones),
                prepared.evidence_of(article.evidence),
                prepared.day(article.published),
            )
            if article.mended:
                problems.replace(self.ledger.connection, self.task.row.id, article.path, article.mended)
                tell(self.task, article.mended, article.wants)
        return len(numbers)

    def _alone(self, built: Built) -> Outcome:
        show_future = self.desk.show_future
        return Intake(self.ledger, self.task, self.found[built.path], show_future, self.stale, self.texts).take(built)


class _Unmatched(Exception):
    """Rolls a transaction back: articles of these paths could not be matched, for what was raised over each."""

    def __init__(self, errors: Mapping[str, Exception]) -> None:
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the results of one source's files, a transaction each time, and which companies they are about."""

    batches: Batches
    learner: Learner
    task: Task
    found: Mapping[str, FoundFile]
    desk: Desk

    def write(self, results: Sequence[Built]) -> tuple[Counter[Outcome], Stale]:
        """Write what became of some files: how many came to what, and which are to be built again for it. An article
        over which matching fails is held back as if building it had: what else was to be written is, in another
        transaction, since this one would serve it."""
        try:
            return self._write(results)
        except _Unmatched as failed:
            errors = failed.errors
            held = {path: timelimit.problem(path, "matching", error) for path, error in errors.items()}
            return self.write([replace(each, result=held.get(each.path, each.result)) for each in results])

    def _write(self, results: Sequence[Built]) -> tuple[Counter[Outcome], Stale]:
        stale: Stale = set()
        texts: dict[int, StoredText] = {}
        with self.batches() as ledger:
            counts = Counter(Batch(ledger, self.task, self.found, self.desk, stale, texts).take(results))
            stale |= identities.settle(ledger)
            failed = self.learner.match(ledger, texts.values())
            errors = {path: error for number, error in failed.items() for path in self._paths(ledger, number)}
            if not errors.keys().isdisjoint(each.path for each in results):
                raise _Unmatched(errors)
        return counts, stale

    def _paths(self, ledger: Ledger, number: int) -> Iterator[str]:
        return (path for name, path in twins.lead(ledger, number) if name == self.task.row.name)


def parts(results: Iterable[Built], total: int) -> Iterator[list[Built]]:
    """What is written in one transaction each: RESULTS, or what comes in RESULT_SECONDS, or as many as whoever asks
    would have dealt with in WRITE_SECONDS the last time; towards the end of `total` half of what is left. Nothing is
    built any more while the last one is written, which is therefore short."""
    batch: list[Built] = []
    since, left, most = time.monotonic(), total, RESULTS
    for built in results:
        batch.append(built)
        if len(batch) >= min(most, max(FEWEST, left // 2)) or time.monotonic() - since > RESULT_SECONDS:
            begun = time.monotonic()
            yield batch
            since = time.monotonic()
            most = _most(len(batch), since - begun)
            left -= len(batch)
            batch = []
    if batch:
        yield batch


def _most(count: int, seconds: float) -> int:
    """How many results the next transaction takes, where that of so many took so long."""
    return min(RESULTS, max(FEWEST, int(count * WRITE_SECONDS / max(seconds, 1e-3))))


def _is_new(built: Built) -> bool:
    return isinstance(built.result, Prepared)


def _article(built: Built) -> Prepared:
    assert isinstance(built.result, Prepared)  # noqa: S101 - see _is_new
    return built.result
