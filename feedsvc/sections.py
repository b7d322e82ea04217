"""What the sections of a Hugo site hand down to the articles below them: the `cascade` of each `_index.md`; and which
sections of a Zola site are drafts, so that it builds nothing below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from feedsvc.articles import cascade, document, hugonames, places
from feedsvc.articles.site import Cascade, Site
from feedsvc.model import Document, Problem
from feedsvc.paths import real

LARGEST = 1024 * 1024
"""A larger file says nothing of its site."""
DRAFT = "draft"
RULE = "section"
"""The rule by which `_index.md` is passed over."""


def is_section(path: str) -> bool:
    """Whether a path has the name of a section's own file: `_index.md`, `_index.fr.md`."""
    return places.SECTION.match(PurePosixPath(path).name) is not None


def told(folder: Path, site: Site, passed: Mapping[str, str]) -> Site:
    """A site of Hugo or Zola with what is handed down to the articles of a source, that of the deepest section first,
    and with its branches, where an address asks for them.

    `folder` is the source's, and `passed` are the paths in it that a scan passed over, each with the rule. Sections
    whose folders lie around the source count as well; what cannot be read hands down nothing.
    """
    root = real(folder)
    files = {site.path(path): root / path for path, rule in passed.items() if rule == RULE} | dict(_around(root, site))
    read = _handed if site.config.generator == "hugo" else _drafted
    found = [each for path in sorted(files) for each in read(path, files[path], site)]
    handed = tuple(sorted(found, key=lambda each: -len(PurePosixPath(each.folder).parts)))
    return replace(site, sections=handed, config=replace(site.config, branches=_branches(files, site)))


def _branches(files: Mapping[str, Path], site: Site) -> tuple[str, ...] | None:
    patterns = [pattern for _, pattern in site.config.permalinks]
    patterns += [str(each.values[cascade.PATTERN]) for each in site.config.rules]
    if not any(hugonames.SECTIONS in pattern for pattern in patterns):
        return None
    return tuple(sorted({places.inner(site.config, path).rpartition("/")[0] for path in files}))


def _around(root: Path, site: Site) -> Iterator[tuple[str, Path]]:
    """The files of sections in the folders of the site that a source lies in, by path from the site's root."""
    parts = PurePosixPath(site.above).parts
    for up in range(1, len(parts) + 1):
        folder = root.parents[up - 1]
        for file in _listed(folder):
            path = "/".join((*parts[:-up], file.name))
            if is_section(path) and places.passed_by(site.config, path) == RULE:
                yield path, file


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _handed(path: str, file: Path, site: Site) -> Iterator[Cascade]:
    data = bytes_of(file) or b""
    if cascade.KEY.encode() not in data.lower():
        return
    read, config = document.read(path, data), site.config
    if not isinstance(read, Problem):
        below = places.inner(config, path).rpartition("/")[0]
        given = document.value_of(read, cascade.KEY)
        yield from cascade.cascades(given, config.taxonomies, below, places.code_of(config, path))


def _drafted(path: str, file: Path, site: Site) -> Iterator[Cascade]:
    data = bytes_of(file) or b""
    read = document.read(path, data) if DRAFT.encode() in data else None
    if isinstance(read, Document) and document.flag(read, DRAFT):
        yield Cascade({DRAFT: "true"}, places.inner(site.config, path).rpartition("/")[0])


def bytes_of(file: Path) -> bytes | None:
    """What stands in a file of a site; None for one that is not there, cannot be read, is too large, or a link."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > LARGEST:
            return None
        return file.read_bytes()
    except OSError:
        return None
