"""The companies that articles are matched with, as they are learned: the files' first, then what the store's articles
teach and what persons decided.

A new name is a search in the store: the articles that hold it are matched again, from their stored text and evidence.
The word index offers them (store/pursuits.py), and the search goes on after a crash where it was.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick
from sqlalchemy import Connection

from feedsvc import fingerprint, registries, timelimit
from feedsvc.companies.folding import fold, small, straight
from feedsvc.companies.gazetteer import looked_for
from feedsvc.companies.learning import Decision, Learned, Support, learn
from feedsvc.companies.legal import spellings
from feedsvc.companies.lessons import UNLISTED, Lesson, lessons
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Merged, Registry, Rejected
from feedsvc.config import Settings
from feedsvc.errors import RegistryError
from feedsvc.model import Company, Mention
from feedsvc.store import companies, mentions, pursuits, stats
from feedsvc.store import lessons as taught
from feedsvc.store.engine import Store
from feedsvc.store.ledger import Ledger
from feedsvc.store.mentions import StoredText

log = logging.getLogger("feedsvc.ingest")
SYNCED = "companies"
REJECTED = "rejected"
FILES = "registry"
SLICE = 1_000
"""Texts that one step of a search looks at: 0.1 s."""


class Learner:
    """What is matched with now. `fingerprint` is that of the files' companies and of the code that matches; `seconds`
    of the processor's time is what matching one article may take."""

    def __init__(self, known: tuple[Company, ...], seconds: float) -> None:
        self._seconds = seconds
        self.fingerprint = fingerprint.matching(known)
        self._registry = Registry(known)
        self._supports: dict[str, list[Support]] = {}
        self._decisions: tuple[Decision, ...] = ()
        self._decided: str | None = None
        self._reading: str | None = None
        self._learned = Learned(known)
        self._synced: tuple[Company, ...] = ()
        self._synced_as = ""
        self._learned_as = ""
        self._has_news = True
        self._matcher: Matcher | None = None

    @property
    def matcher(self) -> Matcher:
        """The matcher of the companies known now; made when it is asked for."""
        if self._matcher is None:
            known = self._registry
            self._matcher = Matcher(known if self._learned == Learned(known.companies) else Registry(*self._learned))
        return self._matcher

    @property
    def has_read(self) -> bool:
        """Whether it knows what the store's articles teach: then only what changes need be read."""
        return self._decided is not None

    def prepare(self) -> None:
        """Make the matcher where there is none: the next change need not wait for it then."""
        self._matcher = self.matcher

    def match(self, ledger: Ledger, texts: Iterable[StoredText]) -> dict[int, Exception]:
        """Write which companies these articles are about, and what they teach. What is raised over one of them is given
        back by its number: it counts as matched, with what it has."""
        found, learned, failed = dict[int, tuple[Mention, ...]](), dict[int, tuple[Lesson, ...]](), {}
        matcher = self.matcher
        with timelimit.handlers():
            for one in texts:
                try:
                    with timelimit.limited(self._seconds):
                        learned |= self._taught_by(one)
                        found[one.article_id] = matcher.match(one.zones, one.evidence, one.day)
                except Exception as error:  # a fault of ours must not stop the others (rule 3)
                    failed[one.article_id] = error
                    learned.pop(one.article_id, None)
        mentions.mention(ledger, found, self.fingerprint)
        mentions.mark(ledger, failed, self.fingerprint)
        taught.keep(ledger, learned)
        return failed

    def _taught_by(self, one: StoredText) -> dict[int, tuple[Lesson, ...]]:
        """What an article teaches, by its number; nothing where that is known."""
        if taught.is_taught(one.matched, self.fingerprint):
            return {}
        return {one.article_id: lessons(one.zones, one.evidence, self._registry)}

    def is_behind(self, connection: Connection) -> bool:
        """Whether a person decided something since it was last read."""
        return taught.decided(connection) != self._decided

    def read(self, connection: Connection, subjects: set[str] | None = None) -> None:
        """Read what articles teach, of all subjects or of these alone, and what persons decided."""
        if subjects is None:
            self._supports = self._of_today(taught.supports(connection))
        else:
            for subject in subjects:
                self._supports.pop(subject, None)
            self._supports.update(self._of_today(taught.supports(connection, sorted(subjects))))
        self._reading, before = taught.decided(connection), self._decisions
        self._decisions = taught.decisions(connection)
        self._has_news |= subjects is None or bool(subjects) or self._decisions != before

    def _of_today(self, supports: dict[str, list[Support]]) -> dict[str, list[Support]]:
        """Without a legal name that a file's company has by now: until its articles are matched again it would be that
        of a second one, and the first would have another feed than the articles had."""
        legal = {subject: subject.removeprefix(UNLISTED) for subject in supports if subject.startswith(UNLISTED)}
        known = {subject for subject, name in legal.items() if self._registry.by_legal_name(name)}
        return {subject: each for subject, each in supports.items() if subject not in known} if known else supports

    def done(self) -> None:
        """What was read and learned is in the store for good: its transaction has ended."""
        self._decided = self._reading

    def learn(self, ledger: Ledger) -> bool:
        """Make the companies anew and bring the store's up to date; whether any changed. Where nothing new was read and
        the store is as it was left, a look tells that."""
        before = stats.mark(ledger.connection, SYNCED)
        if before == self._learned_as and not self._has_news:
            return False
        supports = [support for each in self._supports.values() for support in each]
        learned = learn(self._registry, supports, self._decisions)
        if learned != self._learned:
            self._learned, self._matcher = learned, None
        now = f"{self.fingerprint} {self._lessons()}"
        self._learned_as, self._has_news = now, False
        if before == now:
            return False
        synced = companies.sync(ledger, learned.companies, self._synced if before == self._synced_as else ())
        self._synced, self._synced_as = learned.companies, now
        stats.set_mark(ledger.connection, SYNCED, now)
        refused = self._note_rejected(ledger.connection)
        if before.startswith(f"{self.fingerprint} "):
            self._have_matched_again(ledger.connection, synced, refused)
        elif before:
            # Other files, or other code: every article is matched again.
            pursuits.drop(ledger.connection)
        return True

    def _lessons(self) -> str:
        """Digest of all that the companies were learned from."""
        return fingerprint.of((sorted(self._supports.items()), self._decisions))

    def _note_rejected(self, connection: Connection) -> set[str]:
        """Note what persons have rejected; the names in which that differs from what was noted before."""
        now = sorted(self._learned.rejected)
        before = {Rejected(*each) for each in json.loads(stats.mark(connection, REJECTED) or "[]")}
        changed = before.symmetric_difference(now)
        if changed:
            stats.set_mark(connection, REJECTED, json.dumps(now, ensure_ascii=False))
        return {spelling for name, _ in changed for spelling in spellings(name)}

    def _have_matched_again(self, connection: Connection, synced: companies.Synced, refused: set[str]) -> None:
        """The articles that a change of names can concern: those that hold such a name, or one that persons refused or
        refuse no more, those of companies that lost one, and those that declare a changed company, which may hold none
        of its names."""
        names = {spelling for name in (*synced.names, *refused) for spelling in looked_for(name)}
        declared = [
            subject
            for subject in self._supports
            if subject in synced.keys or small(straight(subject.removeprefix(UNLISTED))) in names
        ]
        pursuits.begin(connection, names)
        lost = taught.mentioning(connection, synced.lost)
        taught.unmatch(connection, lost | taught.teachers(connection, sorted(declared)))

    def pursue(self, connection: Connection) -> bool:
        """One step of the search for new names; False where there is none under way."""
        pursuit = pursuits.under_way(connection)
        if pursuit is None:
            return False
        names = AhoCorasick(list(pursuit.names))
        part = pursuits.next_part(connection, pursuit, SLICE)
        held = [
            number
            for number, zones in part.zones.items()
            if names.find_matches_as_indexes(straight(small(fold(zones).text)))
        ]
        pursuits.looked_at(connection, pursuit, part, held)
        return part.below is not None


class Registrar:
    """The registry files as they were read last, and who learns with them. `follows` another ingester of its store,
    which read them: where they cannot be read now, what they said then counts, which the store has kept."""

    def __init__(self, settings: Settings, *, follows: bool = False) -> None:
        self._settings = settings
        self._follows = follows
        self._texts = registries.Texts((), ())
        self._is_kept = False
        self._read: Merged | None = None
        self._learner: Learner | None = None

    def begin(self, store: Store) -> None:
        """Read the files, and begin to learn anew: others may have written in the store. Where a file cannot be read
        those of before go on, which is told; raises RegistryError where there are none."""
        try:
            self.load()
        except RegistryError as error:
            if not (self.has_read or self._recall(store)):
                raise
            log.error("%s; companies are matched as before", error)
        self._learner, self._is_kept = None, False

    def load(self) -> None:
        """Read the files. Raises RegistryError for one that cannot be read, and then those of before go on."""
        self._take(registries.texts(self._settings))

    def _take(self, texts: registries.Texts) -> None:
        read = registries.merged(self._settings, texts)
        if read == self._read:
            return
        for problem in read.problems:
            log.warning("%s", problem)
        self._texts, self._is_kept = texts, False
        self._read, self._learner = read, None

    def _recall(self, store: Store) -> bool:
        """Take what these very files said when an ingester of this store read them last; whether that is known."""
        with store.reading() as connection:
            kept = stats.mark(connection, FILES) if self._follows else ""
        if not kept:
            return False
        texts = registries.Texts(*(tuple((path, text) for path, text in files) for files in json.loads(kept)))
        if [path for path, _ in texts.own] != [str(path) for path in self._settings.companies]:
            return False
        self._take(texts)
        return True

    def keep(self, connection: Connection) -> None:
        """Have the store keep what the files said; looked at until it has."""
        if not self._is_kept:
            said = json.dumps(self._texts)
            self._is_kept = stats.mark(connection, FILES) == said
            if not self._is_kept:
                stats.set_mark(connection, FILES, said)

    @property
    def has_read(self) -> bool:
        """Whether they were read yet."""
        return self._read is not None

    @property
    def learner(self) -> Learner:
        """Who learns with them, made when it is asked for first."""
        if self._read is None:
            self.load()
        assert self._read is not None  # noqa: S101 - see load
        if self._learner is None:
            self._learner = Learner(self._read.companies, self._settings.build_seconds)
        return self._learner
