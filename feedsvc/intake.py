"""One file's result into the store: its article, its problem, or that it is passed over."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from feedsvc import prepared
from feedsvc.articles.lookups import unknown_target
from feedsvc.builders import Built
from feedsvc.changes import Task
from feedsvc.found import Files, FoundFile
from feedsvc.inspection import duplicate
from feedsvc.model import Article, Passed, Problem
from feedsvc.prepared import Prepared
from feedsvc.store import articles, feet, files, identities, mentions, problems, twins
from feedsvc.store.engine import Store
from feedsvc.store.files import FileRow
from feedsvc.store.identities import Writing
from feedsvc.store.ledger import Ledger
from feedsvc.store.mentions import StoredText

log = logging.getLogger("feedsvc.ingest")
KEPT_MEND = "to move it, write it with its zone in the head"
UNTOLD = -1
"""A time that no file has: the file is read again at the next scan."""
SHOWN = 20
"""Problems of one rule that a look at a source names in the log: a folder of a hundred thousand files without a date
would be as many lines, among which no other is seen."""
EARLIEST = -(1 << 63)
"""Nanoseconds since 1970: no database holds a time before it, which is in 1677."""
Wants = Iterable[tuple[str, str]]
Outcome = Literal["added", "changed", "removed", "unchanged", "held"]


@dataclass(frozen=True, slots=True)
class Intake:
    """Where one file's result is written: the open ledger, its source's task, the file as found."""

    ledger: Ledger
    task: Task
    found: FoundFile
    show_future: bool
    stale: twins.Stale
    """Takes up the files that are to be built again for what was written."""
    texts: dict[int, StoredText]
    """Takes up what is to be matched, by the numbers of the articles."""

    @property
    def _before(self) -> FileRow | None:
        return self.task.known.get(self.found.path)

    def take(self, built: Built) -> Outcome:
        """Write what became of the file; what that was to the store."""
        result = prepared.article(built.result) if isinstance(built.result, Prepared) else built.result
        if isinstance(result, Article):
            return self._article(built, result)
        if isinstance(result, Passed):
            return self._passed(built)
        if isinstance(result, Problem):
            # Without digest it is tried again: what took too long, or failed once, may not the next time; and a file
            # without a date gets one when it is committed.
            again = result.rule in ("time", "build") or (result.rule == "date" and self.task.settings.git_dates)
            return self._hold(result, "" if again else built.digest)
        if built.digest and self.found.path in self.task.moved:
            self._move(built.digest)
        elif built.digest:
            # Its fingerprint stays: another file may have asked meanwhile for it to be built again.
            files.look_at(self.ledger.connection, self.task.row.id, self.found.path, size_and_time(self.found))
        # Without digest the file went away since it was found; the next scan tells what became of it.
        return "unchanged"

    def _article(self, built: Built, article: Article) -> Outcome:
        waits = self._waits(article)
        same = twins.find(self.ledger, article, self._before, waits)
        if same is None:
            return self._lead(built, article)
        if not twins.is_to_yield(self.ledger.connection, same, waits):
            return self._twin(built, article, same)
        self.stale.update(twins.take_over(self.ledger, same, article, self._before))
        return self._lead(built, article, same)

    def _waits(self, article: Article) -> int:
        """The second until which an article is held; 0 where it is not."""
        published = int(article.published.timestamp())
        return published if published > self.ledger.now and not self.show_future else 0

    def _twin(self, built: Built, article: Article, number: int) -> Outcome:
        """The file holds an article that another file holds already: it brings its terms."""
        before = self._before
        if before is not None and before.article_id not in (None, number):
            self.stale.update(twins.leave(self.ledger, before))
        row = self._record_article(built, article, number)
        self._let_go(number)
        brought = twins.keep(self.ledger, row, article.terms)
        if brought:
            self.stale.update(twins.lead(self.ledger, number))
        files.keep_wants(self.ledger.connection, row, article.wants, is_new=before is None)
        self._note(article.mended, article.wants)
        return "added" if before is None else "changed" if brought else "unchanged"

    def _lead(self, built: Built, article: Article, taken: int | None = None) -> Outcome:
        """The article is built from this file; with `taken` it is the one of this number, which was another file's."""
        owner = self._other_owner(article)
        if owner is not None:
            # Before it leaves an entry that it has with another file: until it has its id it stays what it was.
            return self._wait(article, owner)
        before = self._before
        if before is not None and twins.is_twin(self.ledger.connection, before.id):
            # It was the same as another until now; of that article it keeps nothing.
            self.stale.update(twins.leave(self.ledger, before))
            before = before._replace(article_id=None)
        had = before.article_id if before is not None and taken is None else taken
        same_bytes = before is not None and before.digest == built.digest and before.outcome == "article"
        writing = Writing(
            self.task.row,
            had,
            built.digest,
            # A copy whose own date is to come does not keep the one that it was shown under.
            rebuild=same_bytes and taken is None and not self._waits(article),
            show_future=self.show_future,
        )
        known = identities.find(self.ledger, article, writing)
        if known is not None:
            self.stale.update(twins.unsettle(self.ledger, known, article, self._waits(article)))
        number, change = articles.write(self.ledger, article, writing, known)
        row = self._record_article(built, article, number)
        self._let_go(number)
        files.keep_wants(self.ledger.connection, row, article.wants, is_new=before is None)
        feet.keep(self.ledger.connection, row, article.foot, is_new=before is None)
        self._note((*article.mended, *(self._kept_date(number, article) if known is not None else ())), article.wants)
        self._match_later(number, article)
        return "changed" if change == "unchanged" and before is not None and not same_bytes else change

    def _kept_date(self, number: int, article: Article) -> tuple[Problem, ...]:
        """That an article has the date under which it was first served (rule 4), though its file is read otherwise by
        now, with another time zone in the settings, say: who corrects that waits for it in vain."""
        published = articles.published(self.ledger.connection, number)
        if published == int(article.published.timestamp()):
            return ()
        kept, now = datetime.fromtimestamp(published, UTC).isoformat(), article.published.isoformat()
        found = f"the date is {now} by now, and stays {kept}, as it was first served"
        return (Problem(self.found.path, "kept date", found, KEPT_MEND, held=False),)

    def _match_later(self, number: int, article: Article) -> None:
        """A batch is matched at its end; what is stored of a new article is what was just written."""
        if number in self.ledger.fresh:
            day = article.published.date().isoformat()
            self.texts[number] = StoredText(number, article.zones, article.evidence, day)
        elif (text := mentions.text_of(self.ledger.connection, number)) is not None:
            self.texts[number] = text

    def _let_go(self, number: int) -> None:
        """The file took another article up, by an id that its author wrote: the one that it had is nobody's now."""
        before = self._before
        had = before.article_id if before is not None else None
        if before is None or had is None or had == number:
            return
        self.stale.update(twins.leave(self.ledger, before))
        if not files.owners(self.ledger.connection, had):
            articles.withdraw(self.ledger, had)

    def _other_owner(self, article: Article) -> str | None:
        """The path of another file that has the article's own id already; a twin, which says none, leaves it."""
        number = identities.named(self.ledger, article, self.task.row)
        if number is None:
            return None
        connection = self.ledger.connection
        others = [each for each in files.owners(connection, number) if each[1] != self.found.path]
        return next((path for file_id, path in others if not twins.is_twin(connection, file_id)), None)

    def _wait(self, article: Article, owner: str) -> Outcome:
        """The file waits for its id, and says no longer the one that its last version had: without digest, so that it
        is tried again. The other may have given the id free, and another may wait for this one's."""
        before = self._before
        self.ledger.give_free(self.task.row.id, article.identity)
        if before is not None and before.article_id is not None:
            self.ledger.give_free(self.task.row.id, identities.identity_of(self.ledger, before.article_id))
        return self._hold(duplicate(article, owner), digest="")

    def _move(self, digest: str) -> None:
        """The file gives under its new name the article that it gave under the old one."""
        # Its fingerprint stays, as above.
        size_time = size_and_time(self.found)
        files.look_at(self.ledger.connection, self.task.row.id, self.found.path, size_time, digest)
        before = self._before
        if before is not None and before.article_id is not None:
            articles.move(self.ledger, before.article_id, self.found.path)

    def _passed(self, built: Built) -> Outcome:
        before = self._before
        had = before.article_id if before is not None and before.outcome != "passed" else None
        if before is not None and had is not None:
            if any(number != before.id for number, _ in files.owners(self.ledger.connection, had)):
                self.stale.update(twins.leave(self.ledger, before))
                self._record(digest=built.digest, outcome="passed", article_id=None)
                self._note(())
                return "removed"
            articles.withdraw(self.ledger, had)
        self._record(digest=built.digest, outcome="passed")
        self._note(())
        return "removed" if had is not None else "unchanged"

    def _hold(self, problem: Problem, digest: str) -> Outcome:
        """The file is a problem. The last version of it that could be built is served on, until that expires."""
        before = self._before
        self._record(digest=digest, outcome="problem", expires=None if before is None else before.expires)
        self._note((problem,))
        return "held"

    def _record_article(self, built: Built, article: Article, number: int) -> int:
        expires = prepared.seconds(article.expires)
        return self._record(digest=built.digest, outcome="article", article_id=number, expires=expires)

    def _record(self, **changes: Any) -> int:
        found = self.found
        base = self._before or FileRow(0, found.path, 0, 0, "", "", "problem", None)
        size, mtime_ns = size_and_time(self.found)
        seen = base._replace(size=size, mtime_ns=mtime_ns, fingerprint=self.task.fingerprint, expires=None)
        return files.record(self.ledger.connection, self.task.row.id, seen._replace(**changes))

    def _note(self, found: tuple[Problem, ...], wants: Wants = ()) -> None:
        """Keep the file's problems, and log those that are new: each is named once. `wants` as an article's."""
        connection = self.ledger.connection
        known = self._before is not None
        before = problems.of_file(connection, self.task.row.id, self.found.path) if known else ()
        if before == found:
            return
        problems.replace(connection, self.task.row.id, self.found.path, found)
        tell(self.task, (each for each in found if each not in before), () if known else wants)


def size_and_time(found: FoundFile) -> tuple[int, int]:
    """What is remembered of a file, by which a change of it will show."""
    return found.size, found.mtime_ns if found.is_settled and found.mtime_ns >= EARLIEST else UNTOLD


def tell(task: Task, found: Iterable[Problem], wants: Wants = ()) -> None:
    """Log problems of a source's file, up to SHOWN of a rule; but of a new one, which `wants` such link targets, not
    what it says of those: they are looked up when all files are in the store (tell_links)."""
    links = {unknown_target(target) for target, _ in wants}
    for problem in found:
        if problem.found not in links:
            kind = problem.rule, problem.held
            task.told[kind] += 1
            if task.told[kind] <= SHOWN:
                log.log(_level(problem.held), "%s/%s", task.row.name, problem)


def _level(held: bool) -> int:
    return logging.WARNING if held else logging.INFO


def tell_more(task: Task) -> None:
    """Log how many more problems there were since this was asked last than were named."""
    for (rule, held), count in task.told.items():
        if count > SHOWN:
            more = "%s: %d more of %r; feedsvc problems lists them all"
            log.log(_level(held), more, task.row.name, count - SHOWN, rule)
    task.told.clear()


def tell_links(store: Store, task: Task, built: Files) -> None:
    """Log which links of files that were new lead nowhere, now that it is known."""
    with store.reading() as connection:
        for problem, target in problems.beside_unknown(connection, task.row.id):
            path = problem.path
            if problem.found == unknown_target(target) and path in built and path not in task.known:
                tell(task, (problem,))
