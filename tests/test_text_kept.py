"""What the author said is whole: every visible character of a body is in the entry but for what named rules took."""

from __future__ import annotations

import difflib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedsvc.articles import document, markup, repair
from feedsvc.articles.blocks import text_of
from feedsvc.articles.build import build
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article, Document
from tests.body_stages import SEEDS, letters, seen

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
RECIPE = Recipe(SourceSettings("s", Path("s"), "S"), SanitizeSettings(), datetime(2026, 1, 31, tzinfo=UTC))
REAL = sorted(path for folder in ("finews", "hexo") for path in (CORPUS / folder).glob("*") if path.is_file())


def lost(path: Path) -> tuple[list[str], int]:
    """The runs of visible characters that neither the entry nor any rule's report has, and how many were visible."""
    read, article = (
        document.read(path.name, path.read_bytes()),
        build(path.name, path.read_bytes(), SiteFacts(), RECIPE),
    )
    assert isinstance(read, Document)
    if not isinstance(article, Article):
        return [], 0
    before = letters(text_of(repair.parse(markup.to_html(read.body, read.syntax, {}).html).contents))
    rest = before
    for removal in article.removed:
        # A digest stands above the text that repeats it, everything else below.
        block = letters(removal.text)
        at = rest.find(block) if removal.rule == "repeated-digest" else rest.rfind(block)
        rest = rest[:at] + rest[at + len(block) :] if at >= 0 else rest
    runs = difflib.SequenceMatcher(None, rest, seen(article.content), autojunk=False).get_opcodes()
    return [rest[start:end] for act, start, end, _, _ in runs if act in ("delete", "replace")], len(before)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_every_character_of_a_seed_is_kept_or_told(path: Path) -> None:
    assert lost(path)[0] == []


@pytest.mark.skipif(not REAL, reason="the real articles lie beside the checkout only where it is developed")
def test_of_the_real_articles_nothing_is_lost() -> None:
    found = {path.name: lost(path) for path in REAL}
    shown = {name: runs for name, (runs, _) in found.items() if runs}
    gone = sum(len(run) for runs in shown.values() for run in runs)
    whole = sum(length for _, length in found.values())
    print(f"kept {100 * (1 - gone / whole):.2f} % of {whole} visible characters", shown)  # noqa: T201 - the diff
    assert gone <= 0.005 * whole
