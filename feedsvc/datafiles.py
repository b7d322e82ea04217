"""What files of data among the articles of a site say of them: Docusaurus's `authors.yml`; and Hugo's sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from feedsvc import sections
from feedsvc.articles import docusaurus
from feedsvc.articles.site import Site, SiteConfig
from feedsvc.paths import real

RULE = "ending"
"""The rule by which files of data are passed over."""


def is_data(path: str) -> bool:
    """Whether a path has the name of such a file."""
    return path.rpartition("/")[2] in docusaurus.AUTHORS


def told(folder: Path, site: Site | None, passed: Mapping[str, str]) -> Site | None:
    """The site of a source, with what files of data in it, and in the folders of the site around it, say; None where
    there is none. `folder` is the source's, and `passed` are the paths in it that a scan passed over, each with the
    rule. Without a configuration an `authors.yml` in the source's own folder tells Docusaurus."""
    if site is not None and site.config.generator == "hugo":
        return replace(site, sections=sections.handed(folder, site, passed))
    root = real(folder)
    inner = [path for path, rule in passed.items() if rule == RULE and is_data(path)]
    if site is None:
        people = docusaurus.authors(_read(root, (path for path in inner if "/" not in path)))
        own = SiteConfig("docusaurus", docusaurus.AUTHORS[0], articles=("",), authors=people)
        return Site(own) if people else None
    if site.config.generator != "docusaurus":
        return site
    files = dict([*_around(root, site, docusaurus.AUTHORS), *_read(root, inner)])
    return replace(site, config=replace(site.config, authors=docusaurus.authors(files.items())))


def _read(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(paths):
        data = sections.bytes_of(root / path)
        if data is not None:
            yield path, data


def _around(root: Path, site: Site, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Files of these names in the folders of the site around the source, the outermost first."""
    for up in range(len(PurePosixPath(site.above).parts), 0, -1):
        yield from ((f"{'../' * up}{path}", data) for path, data in _read(root.parents[up - 1], names))
