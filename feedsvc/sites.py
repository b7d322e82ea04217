"""Whose site a source is part of: the generator that wrote it, and what the site's configuration says.

The configuration lies in the source's folder, or above it where the source is a folder that generators keep articles
in (`_posts`, `source/_posts`, `content/news`) or that a Jekyll site's configuration names as its `source`. What the
settings say for a source goes before what its site says, and that before what they say for all sources; what a
generator takes for said comes last.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from pathlib import Path
from zlib import crc32

from feedsvc import datafiles, gitdates, sections, siteroots
from feedsvc.articles import document, generators, hugoconfig, places, scriptedconfig, siteconfig
from feedsvc.articles.site import Site, SiteConfig
from feedsvc.config import SourceSettings
from feedsvc.errors import SourceError
from feedsvc.found import Files, FoundFile
from feedsvc.model import Document, Problem
from feedsvc.options import RST_ENDINGS
from feedsvc.paths import real, written
from feedsvc.scan import BUNDLING, Scan, is_index, scan
from feedsvc.sitememory import SiteMemory
from feedsvc.siteroots import Kept, from_source

log = logging.getLogger("feedsvc.ingest")
TITLED = siteroots.ARTICLE_FOLDERS - {"_drafts"}
"""Those that hold what a site publishes, and not a part of it."""
SAMPLE = 64
"""Heads that are read where neither configuration nor folders tell the generator."""
HEAD_BYTES = 16 * 1024
"""A head ends within so many bytes."""
FILLED = ("timezone", "language", "address")
"""Settings of a source that a site's configuration can fill."""
BUILT_IN = frozenset({"hugo", "zola", "pelican", "quarto", "nikola", "mkdocs", "ablog"})
"""Generators that take a site which does not say for English, and a date without a zone for UTC."""
CHINESE, ENGLISH = "zh", "en"
HANDING = datafiles.GENERATORS | datafiles.SECTIONED
"""Generators whose files say more of articles beside them, which a look at the whole finds."""


@dataclass(frozen=True, slots=True)
class Recognized:
    """A source with what its site says filled in; `site` is None where no configuration was found.

    `origins` tells where the generator and each filled setting came from: `_config.yml`, `the folder source/_posts`;
    `kept` are the files of the configuration.
    """

    source: SourceSettings
    site: Site | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    kept: Kept | None = None


def recognize(source: SourceSettings, kept: Kept | None = None) -> Recognized:
    """Read the site's configuration, where there is one for the generator that the settings name, or for any; where
    given, as it was `kept`.

    A configuration that cannot be read, or not wholly used, is one of `problems`, its path from the source.
    """
    for found in siteroots.found(real(source.path), kept):
        if isinstance(found, Problem):
            return Recognized(source, problems=(found,))
        if source.generator in ("auto", found.config.generator):
            site = Site(found.config, found.kept.above, root=found.root)
            if not site.above or places.within(site.above, site.root) or places.within(site.root, site.above):
                return replace(_filled(source, site), kept=found.kept)
    return Recognized(source)


def _filled(source: SourceSettings, site: Site) -> Recognized:
    config = _config_there(site)
    wanted = [name for name in FILLED if name not in source.given]
    said = {name: value for name in wanted if (value := _said(config, name)) is not None}
    if source.generator == "auto":
        said["generator"] = config.generator
    if config.title and _is_unnamed(source, site):
        said["title"] = config.title
    filled = replace(source, **said)  # type: ignore[arg-type]
    settled = source.given | source.given_for_all | said.keys()
    silent = _built_in(config.generator, filled.language if "language" in settled else "")
    taken = {name: value for name, value in silent.items() if name not in settled}
    origins = dict.fromkeys(said, from_source(site.above, config.file))
    origins |= dict.fromkeys(taken, f"the default of {config.generator}")
    problems = _placed(site.above, config.problems)
    zoned = "timezone" in settled or "timezone" in taken
    return Recognized(replace(filled, **taken), replace(site, zoned=zoned), origins, problems)  # type: ignore[arg-type]


def _is_unnamed(source: SourceSettings, site: Site) -> bool:
    """Whether a source is called as its folder is, for want of another name, and is its whole site: the title of that
    names it better. Two sections of one site would have one title."""
    pages = site.config.mkdocs.folder if site.config.generator == "mkdocs" else ""
    is_whole = site.above in ("", pages) or site.above.rpartition("/")[2] in TITLED
    return is_whole and source.name == written(source.path).name and "title" not in source.given


def _config_there(site: Site) -> SiteConfig:
    """The site's configuration, with the language of the translation whose folder the source lies in."""
    there = places.language_in(site.config, site.above)
    return site.config if there is None else replace(site.config, language=there.tag or site.config.language)


def _said(config: SiteConfig, name: str) -> str | None:
    value: str | None = getattr(config, name)
    return value


def _built_in(generator: str, language: str) -> dict[str, str]:
    """What the generator takes for said, of a site in a `language`, "" where it says none; those that are configured by
    programs take a zone alone. Chinese authors write their own time and leave the zone out: theirs stays that of the
    settings."""
    if generator in scriptedconfig.GENERATORS:
        return {"timezone": "UTC"} if language and not language.lower().startswith(CHINESE) else {}
    if generator not in BUILT_IN:
        return {}
    language = language or ENGLISH
    return {"language": language} | ({} if language.lower().startswith(CHINESE) else {"timezone": "UTC"})


def _placed(above: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(replace(each, path=from_source(above, each.path)) for each in problems)


def by_files(known: Recognized, seen: Scan) -> Recognized:
    """What the files of a source tell: of a Hugo site what its sections hand down, of others what files of data say; of
    one without a configuration its generator, where the settings do not say it.

    `source/_posts` among their folders is Hexo's. Else up to SAMPLE heads, of files anywhere, are read, and count where
    they agree; else any other `_posts` is Jekyll's, and a table of authors Docusaurus's. Otherwise it stays `auto`:
    each file's own head decides.
    """
    site = datafiles.told(known.source.path, known.site, seen.passed)
    if known.site is not None:
        return replace(known, site=site)
    named = _by_names(known, seen.files) if known.source.generator == "auto" else known
    said = named.source.generator
    return _filled(known.source, site) if site is not None and said in ("auto", site.config.generator) else named


def _by_names(known: Recognized, files: Files) -> Recognized:
    """What the names and heads of the files of a source without a configuration tell of its generator."""
    outer = _outer(known.source.path)
    folder = generators.folder_of(outer + path for path in files)
    if folder == "hexo":
        return _told(known, "hexo", "the folder source/_posts")
    marks = [None if read is None else generators.mark_of(read) for read in _heads(files)]
    agreed = generators.agreed(marks)
    if agreed is not None:
        return _told(known, agreed, f"the heads of {len(marks)} files")
    return known if folder is None else _told(known, folder, "the folder _posts")


def _outer(folder: Path) -> str:
    """The source's own folder and the one above: it may be the `_posts` itself."""
    root = real(folder)
    return "".join(f"{name}/" for name in (root.parent.name, root.name) if name)


def _told(known: Recognized, generator: str, by: str) -> Recognized:
    return replace(known, source=replace(known.source, generator=generator), origins={"generator": by})


def _heads(files: Mapping[str, FoundFile]) -> Iterator[Document | None]:
    # Those whose names' checksums are the least: whatever comes or goes, nearly all of them are the same.
    # The head of reStructuredText is read with all of it, and tells by itself whose it is.
    quick = (path for path in files if not path.lower().endswith(RST_ENDINGS))
    for path in nsmallest(SAMPLE, quick, key=_checksum):
        try:
            with files[path].file.open("rb") as opened:
                data = opened.read(HEAD_BYTES)
        except OSError:
            continue
        read = document.read(path, data)
        yield None if isinstance(read, Problem) else read


def _checksum(path: str) -> int:
    return crc32(path.encode())


def whole(source: SourceSettings) -> Recognized:
    """Everything that can be told of a source; raises SourceError where it is gone."""
    return _whole(recognize(source))


def beside(source: SourceSettings) -> Recognized:
    """What can be told where a source is only the folder of a file: its site, with what data there and above says."""
    known = recognize(source)
    if known.site is None or known.site.config.generator not in datafiles.GENERATORS:
        return known
    try:
        names = sorted(file.name for file in source.path.iterdir())
    except OSError:
        return known
    return replace(known, site=datafiles.told(source.path, known.site, dict.fromkeys(names, datafiles.RULE)))


def _whole(known: Recognized) -> Recognized:
    told = known.site is not None and known.site.config.generator not in HANDING
    return known if told else by_files(known, scan(known.source, site=known.site))


class Surroundings:
    """What is known of each source between two looks: its site, and the dates of its commits; of a site's configuration
    what it was when it could be read last, which is in the `memory`."""

    def __init__(self, memory: SiteMemory | None = None) -> None:
        self._memory = memory or SiteMemory()
        self._known: dict[str, Recognized] = {}
        self._told: set[Problem] = set()
        self._commits: dict[str, tuple[str, Mapping[str, str]]] = {}
        self._without_commits: dict[str, str] = {}

    def of(self, source: SourceSettings, within: set[str] | None) -> tuple[Recognized, set[str] | None]:
        """The source with what its site says, and the paths to look at.

        The site is asked again at each look at the whole source, and when a part of it is among the paths `within`:
        then every path is to be looked at, for every file may have become another article. What it said before counts
        while it cannot be read: else all addresses and categories would change, and be there what it keeps back.
        """
        if within is not None and not any(map(is_config, within)):
            if source.name not in self._known:
                self._known[source.name] = _whole(self._recognized(source))
            return self._known[source.name], self.concerned(source.name, within)
        return self._recognized(source), None

    def _recognized(self, source: SourceSettings) -> Recognized:
        """What the site's configuration says, or said before where it cannot be read, which is told once."""
        found = recognize(source)
        kept = self._memory.get(source.name) if found.kept is None else None
        lost = siteroots.lost(real(source.path), kept) if kept is not None and not found.problems else None
        for problem in {*found.problems, *([lost] if lost is not None else [])} - self._told:
            log.warning("%s/%s", source.name, problem)
            self._told.add(problem)
        if kept is not None and (found.problems or lost is not None):
            return recognize(source, kept)
        self._memory.keep(source.name, found.kept)
        return found

    def concerned(self, name: str, within: set[str]) -> set[str]:
        """Of a source that was looked at, these paths and those that they concern: where an `index.md` comes or goes at
        Hugo's or Zola's, what lies beside it is no article any more, or one again (scan, `bundle`)."""
        known = self._known.get(name)
        if known is None or known.site is None or known.site.config.generator not in BUNDLING:
            return within
        folders = {path.rpartition("/")[0] for path in within if is_index(path.rpartition("/")[2])}
        # In its root an index is an article beside the others.
        return within | folders - {""}

    def seen(self, around: Recognized, seen: Scan | None) -> Recognized:
        """The same, after a look: with what that found, where it was a look at the whole."""
        if seen is not None:
            self._known[around.source.name] = by_files(around, seen)
        return self._known[around.source.name]

    def committed(self, source: SourceSettings) -> Mapping[str, str]:
        """The dates of commits by path, where the settings ask for them; read again when HEAD has moved. Why there are
        none is told once: a repository without a commit, or none at all, is asked at every change of a file."""
        if not source.git_dates:
            return {}
        head = gitdates.head(source.path)
        if not head or self._commits.get(source.name, ("",))[0] != head:
            try:
                self._commits[source.name] = head, gitdates.added(source.path)
                self._without_commits.pop(source.name, None)
            except SourceError as error:
                if self._without_commits.get(source.name) != str(error):
                    log.error("%s", error)
                self._without_commits[source.name] = str(error)
                self._commits[source.name] = head, {}
        return self._commits[source.name][1]


def is_config(path: str) -> bool:
    """Whether a path in a source may be a site's configuration, a folder that holds one, or a section's own file."""
    inner = path in hugoconfig.FOLDERS or path == "config"
    return inner or siteconfig.is_part(path) or sections.is_section(path) or datafiles.is_data(path)
