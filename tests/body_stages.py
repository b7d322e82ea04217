"""The stages of a body in their order, for tests; `build` runs the same ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from feedsvc.articles import boilerplate, growth, markup, pictures, repair, sanitize, summary, zones
from feedsvc.articles.boilerplate import Stripped
from feedsvc.articles.tree import Tree
from feedsvc.articles.words import text_of
from feedsvc.articles.zones import ZonesRead
from feedsvc.model import Annotation, Syntax

DATA = Path(__file__).parent / "data"
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


@dataclass(frozen=True, slots=True)
class Made:
    """What the stages make of a body; `before` is its visible text once rendered, white space left out."""

    before: str
    charts: tuple[Annotation, ...]
    stripped: Stripped
    read: ZonesRead
    summary: str
    tree: Tree
    html: str


def make(body: str, syntax: Syntax = "markdown", base: str | None = None) -> Made:
    """Run every stage."""
    tree = repair.parse(markup.to_html(body, syntax, {}).html)
    before = letters(text_of(tree.contents))
    charts = zones.charts(tree)
    stripped = boilerplate.strip(tree)
    pictures.restore(tree)
    repair.repair(tree, base)
    read = zones.read(tree, "", stripped.removed)
    line = summary.summarize("", tree)
    return Made(before, charts, stripped, read, line, tree, sanitize.sanitize(growth.serialize(tree)))


def letters(text: str) -> str:
    """A text without white space and characters without width."""
    return re.sub(r"[\s\u200b\ufeff\u2060]", "", text)


def seen(html: str) -> str:
    """What a reader sees of HTML, white space left out."""
    return letters(text_of(repair.parse(html).contents))


def body_of(path: Path) -> str:
    """The body of a seed article."""
    return path.read_text(encoding="utf-8").lstrip("\n").split("---\n", 2)[2]


def cases(folder: str, suffix: str) -> list[Path]:
    """The case files of a folder under `tests/data/`."""
    return sorted((DATA / folder).glob(f"*{suffix}"))


def words_in_source(body: str) -> str:
    """The visible words of a seed's body, read from its source without any of the stages; white space left out."""
    text = re.sub(r"<!--.*?-->", "", body)
    text = re.sub(r"<(https?://[^>]+)>", r"\1", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return letters(unescape(re.sub(r"<[^>]+>", "", text)))
