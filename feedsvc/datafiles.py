"""What files of data among the articles of a site say of them: Docusaurus's `authors.yml`, Eleventy's `posts.json`,
Quarto's `_metadata.yml`, Nikola's `post.meta`; and what Hugo's and Zola's sections do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePosixPath

from feedsvc import sections
from feedsvc.articles import (
    ablog,
    docusaurus,
    elevenpaths,
    eleventy,
    mkdocs,
    nikolaconfig,
    places,
    quarto,
    routes,
    scriptedconfig,
)
from feedsvc.articles.site import Cascade, Site
from feedsvc.paths import real

GENERATORS = frozenset({"docusaurus", "eleventy", "quarto", "nikola", "quartz", "astro", "mkdocs", "ablog"})
"""Those whose sites have such files."""
SECTIONED = frozenset({"hugo", "zola"})
"""Those whose folders have an `_index.md` of their own."""
_NAMES = (*docusaurus.AUTHORS, *quarto.METADATA, *mkdocs.DATA)
_PICTURED: Mapping[str, Callable[[Iterable[str]], Mapping[str, str]]] = {
    "quartz": routes.pictures,
    "ablog": ablog.pictures,
}
"""Those whose pictures have addresses of their own."""
_MOST = 300
"""Layouts of a site that are looked at."""
RULE = "ending"
"""The rule by which files of data are passed over."""


def is_data(path: str, folder: str = "") -> bool:
    """Whether a path in a source has the name of such a file; `folder` is the name of the source's own."""
    is_one = path.rpartition("/")[2] in _NAMES or path.endswith(nikolaconfig.ENDING)
    return is_one or eleventy.is_data(path, folder)


def told(folder: Path, site: Site | None, passed: Mapping[str, str]) -> Site | None:
    """The site of a source, with what files of data in it, and in the folders of the site around it, say; None where
    there is none. `folder` is the source's, and `passed` are the paths in it that a scan passed over, each with the
    rule. Without a configuration an `authors.yml` in the source's own folder tells Docusaurus."""
    if site is not None and site.config.generator in SECTIONED:
        return sections.told(folder, site, passed)
    root = real(folder)
    inner = [path for path, rule in passed.items() if rule == RULE and is_data(path, root.name)]
    if site is None:
        people = docusaurus.authors(_read(root, (path for path in inner if path in docusaurus.AUTHORS)))
        own = replace(scriptedconfig.site("docusaurus", docusaurus.AUTHORS[0]), authors=people)
        return Site(own) if people else None
    if site.config.generator in _PICTURED:
        beside = (places.inner(site.config, site.path(path)) for path, rule in passed.items() if rule == RULE)
        return replace(site, config=replace(site.config, pictures=_PICTURED[site.config.generator](beside)))
    if site.config.generator == "astro":
        return replace(site, config=replace(site.config, permalinks=_of_collections(root, site)))
    if site.config.generator == "mkdocs":
        return _of_mkdocs(root, site, (path for path in passed if path.rpartition("/")[2] == mkdocs.META))
    return _told(root, site, inner) if site.config.generator in GENERATORS else site


def _of_collections(root: Path, site: Site) -> tuple[tuple[str, str], ...]:
    """The patterns of addresses of an Astro site, with those of the collections that its pages show."""
    patterns = site.config.permalinks
    if not patterns:
        return patterns
    pages = _top(root, site) / patterns[0][0]
    found = (page for depth in ("*/*.astro", "*/*/index.astro") for page in pages.glob(depth))
    return routes.collections(sorted(page.relative_to(pages).as_posix() for page in found), patterns)


def _top(root: Path, site: Site) -> Path:
    """The folder of a site's configuration."""
    return root.parents[len(PurePosixPath(site.above).parts) - 1] if site.above else root


def _of_mkdocs(root: Path, site: Site, inner: Iterable[str]) -> Site:
    """A site of MkDocs with the names of its authors, and with what its files `.meta.yml` say, of the nearest first."""
    people = mkdocs.authors(data for _, data in _read(_top(root, site), site.config.mkdocs.authors))
    named = replace(site, config=replace(site.config, authors=people))
    if not site.config.mkdocs.meta:
        return named
    files = dict([*_around(root, site), *((site.path(path), data) for path, data in _read(root, inner))])
    given = [mkdocs.data(path, data) for path, data in files.items() if path.rpartition("/")[2] == mkdocs.META]
    nearest = sorted(filter(None, given), key=lambda each: -len(PurePosixPath(each.folder).parts))
    return replace(named, sections=tuple(nearest))


def _told(root: Path, site: Site, inner: Iterable[str]) -> Site:
    files = dict([*_around(root, site), *((site.path(path), data) for path, data in _read(root, inner))])
    if site.config.generator == "docusaurus":
        people = {path: data for path, data in files.items() if path.rpartition("/")[2] in docusaurus.AUTHORS}
        return replace(site, config=replace(site.config, authors=docusaurus.authors(people.items())))
    if site.config.generator == "nikola":
        beside = [(path, data) for path, data in files.items() if path.endswith(nikolaconfig.ENDING)]
        return replace(site, config=replace(site.config, heads=nikolaconfig.heads(beside)))
    given = (_handed(site.config.generator, path, data) for path, data in sorted(files.items()))
    found = [each for each in given if each is not None]
    nearest = tuple(sorted(found, key=lambda each: -len(PurePosixPath(each.folder).parts)))
    known = site.config.permalinks if not _makes_addresses(_top(root, site), site) else ()
    return replace(site, sections=nearest, config=replace(site.config, permalinks=known))


def _makes_addresses(top: Path, site: Site) -> bool:
    """Whether layouts of an Eleventy site, or data that it makes, say where pages are."""
    if site.config.generator != "eleventy" or not site.config.permalinks:
        return False
    folder = top / site.config.permalinks[0][0]
    layouts = (file for name in ("_includes", "_layouts") for file in (folder / name).rglob("*.*"))
    made = (file for name in ("eleventyComputed", "permalink") for file in (folder / "_data").glob(f"{name}.*"))
    heads = ((sections.bytes_of(file) or b"") for file in islice(layouts, _MOST))
    return any(map(elevenpaths.is_layouts, heads)) or any(
        b"permalink" in (sections.bytes_of(file) or b"") for file in made
    )


def _handed(generator: str, path: str, data: bytes) -> Cascade | None:
    """What one of Quarto's or Eleventy's files hands down; another's, which it may be by its name, nothing."""
    folder, _, name = path.rpartition("/")
    if generator == "quarto":
        return quarto.data(folder, data) if name in quarto.METADATA else None
    of_one = eleventy.of_program if name.endswith(elevenpaths.SCRIPTS) else eleventy.data
    return of_one(folder, data)


def _read(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(paths):
        data = sections.bytes_of(root / path)
        if data is not None:
            yield path, data


def _around(root: Path, site: Site) -> Iterator[tuple[str, bytes]]:
    """Files of data in the folders of the site around a source, by path from the site's root, the outermost first."""
    parts = PurePosixPath(site.above).parts
    for up in range(len(parts), 0, -1):
        folder = root.parents[up - 1]
        names = (*_NAMES, *eleventy.names(folder.name))
        yield from (("/".join((*parts[:-up], name)), data) for name, data in _read(folder, names))
