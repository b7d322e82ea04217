"""What files become, without a store: for `feedsvc check` and `feedsvc show`."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TypeVar

from feedsvc import moving, registries, scan, sites, unread
from feedsvc.articles import boilerplate, taxonomy
from feedsvc.articles.identity import DUPLICATE, taken
from feedsvc.articles.lookups import unknown_target
from feedsvc.articles.site import Recipe, Site
from feedsvc.articles.targets import besides, meant, reference, stem, stems
from feedsvc.builders import Builders, Built, Job, Limits, build_job, cannot_be_read
from feedsvc.companies import learning
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.config import Settings, SourceSettings, shown
from feedsvc.errors import SettingsError, SourceError, StoreMissing
from feedsvc.model import Article, Passed, Problem, unreadable
from feedsvc.paths import lend_temporary, real
from feedsvc.sites import Recognized, Surroundings
from feedsvc.store import feet, files, twins
from feedsvc.store.engine import check_address, open_store

FILLED = ("generator", *sites.FILLED)


def in_force(settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """Every setting as (name, value, where it came from), with what the site of each source fills in. Raises
    SettingsError for a database that no command could open."""
    check_address(settings.database_url)
    rows = list(shown(settings))
    for source in settings.sources:
        try:
            known = sites.whole(source)
        except SourceError:
            known = Recognized(source)
        said = settings.origins["sources"]
        for name in ("title", *FILLED):
            for_all = settings.origins.get(name, "default") if name in FILLED else "its name"
            origin = known.origins.get(name) or (said if name in source.given else for_all)
            rows.append((f"sources.{source.name}.{name}", str(getattr(known.source, name) or ""), origin))
        on = ", ".join(rule.name for rule in boilerplate.RULES if rule.name not in source.rules_off)
        rows.append((f"sources.{source.name}.rules", on, said if "rules_off" in source.given else "default"))
    return tuple(rows)


def check(settings: Settings) -> Iterator[Problem | Passed]:
    """Every problem of every source, path by path from the working folder, and every file that is passed over; also
    the problems of the registry files."""
    check_sources(settings)
    settings = moving.with_copies(settings)
    scan.tell_overlaps(settings.sources)
    yield from registries.load(settings).problems
    for source in settings.sources:
        scan.check(source)
        findings = chain(_check(source, settings), moving.late_in_store(settings, source))
        yield from (placed(finding, source.path) for finding in findings)


def articles_of(settings: Settings, folder: Path) -> Iterator[Article]:
    """Every article of one folder, which need not be one of the settings' sources."""
    source = replace(_nearest(settings, folder), path=folder)
    scan.check(source)
    known, seen = _scanned(source)
    jobs = (Job(each.path, each.file, each.size) for each in seen.files.values())
    with _builders(settings) as builders:
        for built in builders.build(jobs, _recipe(known, settings)):
            if isinstance(built.result, Article):
                yield built.result


def _scanned(source: SourceSettings) -> tuple[Recognized, scan.Scan]:
    """Whose site a source is, and its files."""
    known = sites.recognize(source)
    seen = scan.scan(source, site=known.site)
    return sites.by_files(known, seen), seen


def _nearest(settings: Settings, folder: Path) -> SourceSettings:
    """The settings of the source that is this folder, else those of a folder that no source is."""
    wanted = real(folder)
    own = next((source for source in settings.sources if real(source.path) == wanted), None)
    return own or SourceSettings(wanted.name, folder, wanted.name)


def _builders(settings: Settings) -> Builders:
    lend_temporary(settings.data)
    return Builders(settings.processes, _limits(settings))


def _check(source: SourceSettings, settings: Settings) -> Iterator[Problem | Passed]:
    known, seen = _scanned(source)
    unread.tell_none(known.source, seen)
    unread.tell_unread(known.source, seen, known.site)
    yield from known.problems
    yield from (Passed(path, rule) for path, rule in seen.passed.items())
    for path in seen.unreadable:
        yield unreadable(path, "it cannot be looked into")
    committed = Surroundings().committed(source)
    jobs = (
        Job(each.path, each.file, each.size, committed=committed.get(each.path, "")) for each in seen.files.values()
    )
    findings = _Findings(known.site)
    with _builders(settings) as builders:
        for built in builders.build(jobs, _recipe(known, settings)):
            yield from findings.of(built)
    yield from findings.unlinked()
    yield from findings.missed(source)


@dataclass(frozen=True, slots=True)
class _Findings:
    """What is told of each file. Without a store no link's target is known while files are built: notes on links wait
    until the end, when the paths of all articles are known, by their names, with digests of their words: the same
    article twice is one."""

    site: Site | None
    paths: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    guids: set[str] = field(default_factory=set)
    waiting: list[tuple[Problem, str]] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    """The paths of files that are no articles."""

    def of(self, built: Built) -> Iterator[Problem | Passed]:
        result = built.result
        if isinstance(result, Article):
            yield from self._article(result)
        elif isinstance(result, (Problem, Passed)):
            self.others.add(result.path)
            yield result

    def _article(self, article: Article) -> Iterator[Problem]:
        self.paths.setdefault(stem(article.path), {})[article.path] = article.words
        targets = {unknown_target(target): target for target, _ in article.wants}
        self.waiting.extend((each, targets[each.found]) for each in article.mended if each.found in targets)
        yield from (each for each in article.mended if each.found not in targets)
        self.guids.update(filter(None, [article.guid]))
        owner = self.ids.setdefault(article.identity, article.path)
        if owner != article.path:
            yield duplicate(article, owner)

    def missed(self, source: SourceSettings) -> Iterator[Problem]:
        """The entries of old feeds whose articles are not here, or have another link: readers would see these twice."""
        entries = source.old_entries.entries
        missed = [link for link, own in entries if own not in self.guids]
        if missed:
            found = f"{len(missed)} of {len(entries)} entries of old_feeds have no article, such as {missed[0]!r}"
            mend = "see whether links here are as they were there (address, permalinks); nothing where they are gone"
            yield Problem("", "old-feed", found, mend, held=False)

    def unlinked(self) -> Iterator[Problem]:
        """The notes on links that lead to no article."""
        yield from (problem for problem, target in self.waiting if not self._leads(problem.path, target))

    def _leads(self, path: str, target: str) -> bool:
        """Whether a target means one article, as the store resolves it."""
        asked = reference(target, path, self.site)
        near = besides(asked, self.site)
        beside = {each: words for each in near if (words := self.paths.get(stem(each), {}).get(each)) is not None}
        named = {each: words for name in stems(target, self.site) for each, words in self.paths.get(name, {}).items()}
        found = beside if beside or not self.others.isdisjoint(near) else named
        return len({found[each] for each in meant(found, asked, self.site)}) == 1


def check_sources(settings: Settings) -> None:
    """Raise SettingsError where two sources would share one feed, or where `rules_off` names a boilerplate rule that
    there is not."""
    owners: dict[str, str] = {}
    for source in settings.sources:
        key = taxonomy.fold(taxonomy.source(source.name, source.title).key)
        other = owners.setdefault(key, source.name)
        if other != source.name:
            raise SettingsError(
                f"sources: {other!r} and {source.name!r} are one key in addresses; "
                "give one of them another [sources.NAME]"
            )
        _check_rules(source)


def _check_rules(source: SourceSettings) -> None:
    known = {rule.name for rule in boilerplate.RULES}
    for name in sorted(source.rules_off - known):
        raise SettingsError(
            f"sources.{source.name}.rules_off: {name!r} is not allowed; it takes {', '.join(sorted(known))}"
        )


def duplicate(article: Article, owner: str) -> Problem:
    """Two files with one id: the first keeps it, the second is a problem."""
    found = f"{taken(article.identity)}{owner!r} already"
    return Problem(article.path, DUPLICATE, found, "give one of the two an id of its own")


Finding = TypeVar("Finding", bound=Problem | Passed)


def placed(finding: Finding, folder: Path) -> Finding:
    """The finding with its path from the working folder, as an editor can open it."""
    return replace(finding, path=os.path.normpath(folder / finding.path))


def _limits(settings: Settings) -> Limits:
    return Limits(settings.build_seconds, settings.file_bytes)


def _recipe(known: Recognized, settings: Settings) -> Recipe:
    return Recipe(known.source, settings.sanitize, datetime.fromtimestamp(int(time.time()), UTC), known.site)


def show(settings: Settings, file: Path) -> Mapping[str, object]:
    """What one file becomes, as values for JSON: an article with its companies, a problem, or why it is passed over.

    Raises SourceError where there is none.
    """
    settings = moving.with_copies(settings)
    try:
        size = _size(file)
    except PermissionError as error:
        return {"path": str(file), "problem": asdict(cannot_be_read(str(file), error))}
    known, path = _place(settings, file)
    source = known.source
    rule = _passed_by(known, path)
    if rule is not None:
        return {"path": path, "passed_over": rule}
    job = Job(path, file, size, committed=Surroundings().committed(source).get(path, ""))
    twin, repeated = _stored(settings, source.name, path)
    recipe = replace(_recipe(known, settings), repeated=repeated)
    result = build_job(job, recipe, _limits(settings)).result
    if isinstance(result, Article):
        return {**_shown(result, settings), "generator": known.source.generator, **twin}
    if isinstance(result, Passed):
        return {"path": path, "passed_over": result.rule}
    if isinstance(result, Problem):
        return {"path": path, "problem": asdict(result)}
    raise _missing(file)  # it went away meanwhile


def _size(file: Path) -> int:
    """Bytes of a file; raises PermissionError for one that may not be looked at, SourceError for what is none."""
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(file) from error
    except PermissionError:
        raise
    except (OSError, RuntimeError) as error:
        raise SourceError(f"the file {str(file)!r} cannot be read: {error}") from error
    if stat.S_ISDIR(status.st_mode):
        raise SourceError(f"{str(file)!r} is a folder; give the path of a file")
    return status.st_size


def _missing(file: Path) -> SourceError:
    return SourceError(f"the file {str(file)!r} does not exist; give the path of one that does")


def _passed_by(known: Recognized, path: str) -> str | None:
    """The rule by which a scan passes a file over. A file of none of the endings is read as if it had one."""
    rule = scan.scan(known.source, {path}, known.site).passed.get(path)
    return None if rule == "ending" else rule


def _stored(settings: Settings, name: str, path: str) -> tuple[Mapping[str, object], frozenset[str]]:
    """The other files of the same article, and digests of what repeats at the foot of its source's, where there is a
    store that knows."""
    try:
        store = open_store(settings.database_url, settings.data, make=False)
    except StoreMissing:
        return {}, frozenset()
    try:
        with store.reading() as connection:
            found = twins.of_file(connection, name, path)
            known = next((row for row in files.known_sources(connection) if row.name == name), None)
            repeated = frozenset[str]() if known is None else feet.learned(connection, known)
    finally:
        store.close()
    others = [{"source": source, "path": other} for source, other in found]
    return ({"same_article_as": others} if others else {}), repeated


def _place(settings: Settings, file: Path) -> tuple[Recognized, str]:
    """The source that a file belongs to, as its name stands there, else as what that leads to does; a file of none is
    read with the settings of the first, as if it were there."""
    behind = real(file)
    for place in (real(file.parent) / file.name, behind):
        for source in settings.sources:
            root = real(source.path)
            if place.is_relative_to(root):
                return sites.whole(source), scan.shown(place.relative_to(root))
    folder = behind.parent
    known = settings.sources[0] if settings.sources else SourceSettings(folder.name, folder, folder.name)
    own = replace(known, name=folder.name, title=folder.name, path=folder)
    return sites.beside(own), scan.shown(Path(file.name))


def _shown(article: Article, settings: Settings) -> Mapping[str, object]:
    taught = learning.of_articles(registries.load(settings).companies, [article])
    known = {company.key: company for company in taught}
    found = Matcher(Registry(taught)).match(article.zones, article.evidence, article.published.date().isoformat())
    values = {name: _plain(value) for name, value in asdict(article).items() if name not in ("zones", "wants")}
    companies = [
        {"name": known[each.key].name, "provisional": known[each.key].provisional} | asdict(each) for each in found
    ]
    return values | {"companies": companies, "text": {zone.name: zone.text for zone in article.zones}}


def _plain(value: object) -> object:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value
