"""Where the configuration of a source's site lies, in its own folder or one above, and what that says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from feedsvc import sections
from feedsvc.articles import ablog, eleventy, hugoconfig, places, scriptedconfig, siteconfig, substack
from feedsvc.articles.configvalues import PACKAGE, unreadable
from feedsvc.articles.site import Generator, SiteConfig
from feedsvc.model import Problem
from feedsvc.paths import is_folder

ARTICLE_FOLDERS = frozenset({"_posts", "_drafts", "source", "content"})
HIGHEST = 4
"""A source lies at most so many folders below its site's root."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of a site's configuration, by path from the folder that it lies in, of which `file` is the main one;
    `above` is the source's path from there, "" where it lies in the source itself."""

    above: str
    file: str
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Found:
    """What a configuration says, and the site's root from the folder that it lies in."""

    config: SiteConfig
    kept: Kept
    root: str


def found(source: Path, kept: Kept | None = None) -> Iterator[Found | Problem]:
    """The configurations of the site around a source's folder, its own first; where given, the one that was kept. Of
    one that cannot be read the Problem, its path from the source."""
    for folder, named, above in _roots(source):
        if kept is None or kept.above == above:
            files = _files(folder, named) if kept is None else kept.files
            config = _config(folder, named, files)
            if isinstance(config, Problem):
                yield replace(config, path=from_source(above, config.path))
            elif config is not None:
                yield Found(config, Kept(above, config.file, files), _root(folder, config))


def lost(source: Path, kept: Kept) -> Problem | None:
    """Why a configuration that was kept cannot be read any more, its path from the source; None where it is gone, or
    can be read."""
    for folder, named, above in _roots(source):
        if above == kept.above and (folder / kept.file).exists():
            files = _files(folder, named)
            config = siteconfig.read(files, beside=_beside(folder)) if kept.file in files else _closed(kept.file)
            return replace(config, path=from_source(above, config.path)) if isinstance(config, Problem) else None
    return None


def _closed(file: str) -> Problem:
    return unreadable(file, f"it cannot be opened, or has more than {sections.LARGEST} bytes", None)


def from_source(above: str, file: str) -> str:
    """The path of a site's file from the source that lies at `above` in it: `../../hugo.toml`."""
    return "../" * len([part for part in above.split("/") if part]) + file


def _roots(source: Path) -> Iterator[tuple[Path, str | None, str]]:
    """The folders that the configuration of a source's site can lie in: its own and those above. With each the path of
    the source from there that a configuration must name, None where it is a folder of articles by its name, and that
    path in any case."""
    yield source, None, ""
    below = [source.name]
    for folder in list(source.parents)[:HIGHEST]:
        above = "/".join(source.relative_to(folder).parts)
        yield folder, above if ARTICLE_FOLDERS.isdisjoint(below) else None, above
        below.append(folder.name)


def _config(folder: Path, named: str | None, files: Mapping[str, bytes]) -> SiteConfig | Problem | None:
    """What the configuration in a folder says; where a path from there is to be `named` as Jekyll's `source`, only what
    one says that does so, Substack's table of the posts, Quarto's, or a program of a generator's whose folders have any
    name: any other is none of the site's."""
    if named is None:
        return siteconfig.read(files, beside=_beside(folder))
    config = siteconfig.read(files, beside=None)
    if not isinstance(config, SiteConfig):
        return None
    is_named = config.source != "" and places.within(named, config.source)
    return config if is_named or config.file in (substack.FILE, *siteconfig.ANYWHERE) else None


def _beside(folder: Path) -> Generator | None:
    """The generator whose folder of posts lies in a folder."""
    if is_folder(folder / "source" / places.POSTS):
        return "hexo"
    return "jekyll" if is_folder(folder / places.POSTS) else None


def _root(folder: Path, config: SiteConfig) -> str:
    """The root of a Jekyll site from the folder of its configuration (https://jekyllrb.com/docs/configuration/options/,
    `source`). One that is not there was copied before the site was built: then the only one that holds posts is it."""
    if not config.source or is_folder(folder / config.source):
        return config.source
    posts = f"{config.collections}/{places.POSTS}" if config.collections else places.POSTS
    try:
        inner = [] if is_folder(folder / posts) else [each.name for each in folder.iterdir() if is_folder(each / posts)]
    except OSError:
        return ""
    return inner[0] if len(inner) == 1 else ""


def _files(folder: Path, named: str | None) -> dict[str, bytes]:
    """The files of a configuration that are there; `named` as for `_config`."""
    if named is None:
        names = [*siteconfig.CONFIG_FILES, *siteconfig.OVERLAYS, *siteconfig.ANYWHERE]
        names += [name for inner in hugoconfig.FOLDERS for name in _names(folder, inner) if siteconfig.is_part(name)]
    else:
        names = [*siteconfig.JEKYLL_FILES, *siteconfig.ANYWHERE, *eleventy.GLOBAL, *eleventy.IGNORES]
        names += [
            PACKAGE,
            *scriptedconfig.THEMES,
            *ablog.BUILDS,
            *([substack.FILE] if named == substack.FOLDER else []),
        ]
    return {name: data for name in names if (data := sections.bytes_of(folder / name)) is not None}


def _names(folder: Path, inner: str) -> list[str]:
    """What lies in a folder within one, by path from that; nothing where it is none."""
    try:
        return [f"{inner}/{file.name}" for file in (folder / inner).iterdir()]
    except OSError:
        return []
