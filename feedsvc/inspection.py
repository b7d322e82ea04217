"""What files become, without a store: for `feedsvc check` and `feedsvc show`."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from feedsvc import registries, scan
from feedsvc.articles import boilerplate
from feedsvc.articles.build import Recipe
from feedsvc.builders import Builders, Built, Job, Limits, build_job
from feedsvc.companies.matcher import Matcher
from feedsvc.config import Settings, SourceSettings
from feedsvc.errors import SettingsError
from feedsvc.model import Article, Passed, Problem


def check(settings: Settings) -> Iterator[Problem]:
    """Every problem of every source, path by path from the working folder; also of the registry files."""
    check_rules(settings)
    yield from registries.load(settings).problems
    for source in settings.sources:
        yield from (placed(problem, source.path) for problem in _check(source, settings))


def _check(source: SourceSettings, settings: Settings) -> Iterator[Problem]:
    seen = scan.scan(source)
    for path in seen.unreadable:
        yield Problem(path, "unreadable", "it cannot be looked into", "give its user the right to read it")
    ids: dict[str, str] = {}
    jobs = (Job(each.path, each.file, each.size) for each in seen.files.values())
    with Builders(settings.processes, _limits(settings)) as builders:
        for built in builders.build(jobs, _recipe(source, settings)):
            yield from _found(built, ids)


def _found(built: Built, ids: dict[str, str]) -> Iterator[Problem]:
    result = built.result
    if isinstance(result, Problem):
        yield result
    elif isinstance(result, Article):
        yield from result.mended
        owner = ids.setdefault(result.identity, result.path)
        if owner != result.path:
            yield duplicate(result, owner)


def check_rules(settings: Settings) -> None:
    """Raise SettingsError where `rules_off` names a boilerplate rule that there is not."""
    known = {rule.name for rule in boilerplate.RULES}
    for source in settings.sources:
        for name in sorted(source.rules_off - known):
            raise SettingsError(
                f"sources.{source.name}.rules_off: {name!r} is not allowed; it takes {', '.join(sorted(known))}"
            )


def duplicate(article: Article, owner: str) -> Problem:
    """Two files with one id: the first keeps it, the second is a problem."""
    found = f"its id {article.identity.removeprefix('id:')!r} is the id of {owner!r} already"
    return Problem(article.path, "duplicate-id", found, "give one of the two an id of its own")


def placed(problem: Problem, folder: Path) -> Problem:
    """The problem with its path from the working folder, as an editor can open it."""
    return replace(problem, path=str(folder / problem.path))


def _limits(settings: Settings) -> Limits:
    return Limits(settings.build_seconds, settings.file_bytes)


def _recipe(source: SourceSettings, settings: Settings) -> Recipe:
    return Recipe(source, settings.proxies, datetime.fromtimestamp(int(time.time()), UTC))


def show(settings: Settings, file: Path) -> Mapping[str, object]:
    """What one file becomes, as values for JSON: an article with its companies, a problem, or why it is passed over."""
    source, path = _place(settings, file)
    status = file.stat()
    built = build_job(Job(path, file, status.st_size), _recipe(source, settings), _limits(settings))
    result = built.result
    if isinstance(result, Article):
        return _shown(result, settings)
    if isinstance(result, Passed):
        return {"path": path, "passed_over": result.rule}
    assert isinstance(result, Problem)  # noqa: S101 - without a known digest there is always a result
    return {"path": path, "problem": asdict(result)}


def _place(settings: Settings, file: Path) -> tuple[SourceSettings, str]:
    """The source that a file belongs to; a file of none is read with the settings of the first, as if it were there."""
    real = file.resolve()
    for source in settings.sources:
        root = source.path.resolve()
        if real.is_relative_to(root):
            return source, scan.shown(real.relative_to(root))
    folder = real.parent
    known = settings.sources[0] if settings.sources else SourceSettings(folder.name, folder, folder.name)
    return replace(known, name=folder.name, title=folder.name, path=folder), scan.shown(Path(file.name))


def _shown(article: Article, settings: Settings) -> Mapping[str, object]:
    known = {company.key: company for company in registries.load(settings).companies}
    found = Matcher(known.values()).match(article.zones, article.evidence)
    values = {name: _plain(value) for name, value in asdict(article).items() if name not in ("zones", "wants")}
    companies = [{"name": known[each.key].name} | asdict(each) for each in found]
    return values | {"companies": companies, "text": {zone.name: zone.text for zone in article.zones}}


def _plain(value: object) -> object:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value
