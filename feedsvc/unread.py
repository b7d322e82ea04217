"""What is said of a source in which no file is an article, and of articles that are written in what is not read."""

from __future__ import annotations

import logging
import os
from collections import Counter
from pathlib import PurePath

from feedsvc.articles import places
from feedsvc.articles.site import Site
from feedsvc.config import SourceSettings
from feedsvc.scan import Scan

log = logging.getLogger("feedsvc.ingest")
MARKUPS = {
    ".org": "Org", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".textile": "Textile",
    ".ipynb": "Jupyter's form", ".docx": "Word's form",
}  # fmt: skip
"""Endings of articles that other generators read, and what those are written in."""
MOST_REASONS = 3
NO_ARTICLES = frozenset(["readme", "license", "changes", "changelog", "contributing", "authors", "history", "news"])
CONVERT = "convert them to Markdown, as pandoc does"
NAME_ENDING = "name its articles' ending in extensions"


def tell_none(source: SourceSettings, seen: Scan) -> None:
    """Warn of a source in which no file is an article: one of a scraper's `.json`, a folder of a site that has none."""
    if seen.files or seen.unreadable:
        return
    reasons = Counter(_reason(path, rule) for path, rule in sorted(seen.passed.items()) if rule != "hidden")
    counted = ", ".join(f"{count} by {reason}" for reason, count in reasons.most_common(MOST_REASONS))
    passed = f"; passed over: {counted} (`feedsvc check --passed` lists them)" if counted else ""
    by_ending = {*seen.passed.values()} - {"hidden"} == {"ending"}
    foreign = {_ending(path) for path, rule in seen.passed.items() if rule == "ending"} <= MARKUPS.keys()
    mend = f"; {CONVERT if foreign else NAME_ENDING}" if by_ending else ""
    log.warning("source %r: no file in %r is an article%s%s", source.name, str(source.path), passed, mend)


def tell_unread(source: SourceSettings, seen: Scan, site: Site | None = None) -> None:
    """Warn of files among a source's articles that are written in what is not read; of a known site those in its
    folders of articles. Of a source without any `tell_none` tells."""
    if not seen.files:
        return
    passed = (path for path, rule in seen.passed.items() if rule == "ending" and _ending(path) in MARKUPS)
    placed = (path for path in passed if site is None or places.passed_by(site.config, site.path(path)) is None)
    counted = Counter(_ending(path) for path in placed if PurePath(path).stem.lower() not in NO_ARTICLES)
    for ending, count in sorted(counted.items()):
        form = "source %r: passed over: %s by ending %s, in %s, which is not read; %s"
        log.warning(form, source.name, count, ending, MARKUPS[ending], CONVERT)


def _ending(path: str) -> str:
    return os.path.splitext(path)[1].lower()  # noqa: PTH122 - a text


def _reason(path: str, rule: str) -> str:
    """The rule by which a path is passed over; of an ending which."""
    return f"{rule} {os.path.splitext(path)[1]}".rstrip() if rule == "ending" else rule  # noqa: PTH122 - a text
