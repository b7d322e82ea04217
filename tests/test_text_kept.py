"""What the author said is whole: every visible character of a body is in the entry but for what named rules took.

Neither the words before nor those behind are read by a stage that is tested: see `source_words`.
"""

from __future__ import annotations

import difflib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedsvc.articles.boilerplate import RULES
from feedsvc.articles.build import build
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article, Removal
from tests.body_stages import DATA, SEEDS
from tests.source_words import letters, words_of_html, words_of_markdown

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
CORPORA = {"finews": 15, "hexo": 18}
"""The real articles, where they are present, and how many each folder has."""
UNDATED = frozenset({"-202205262391921712.md", "jinse-invaliddate-beosin-wienerdoge.md"})
"""Articles that nobody can date are problems, and none of them is served. They are built below another head."""
HEAD = "---\ntitle: One\ndate: 2022-03-28 19:13:15\n---\n"
OWN = sorted(path for path in (DATA / "kept").iterdir() if not path.name.endswith(".words.txt"))
_RULE = re.compile(r"\[([a-z-]+)\] ?(.*)")


def built(name: str, data: bytes) -> Article:
    recipe = Recipe(SourceSettings("s", Path("s"), "S"), SanitizeSettings(), datetime(2026, 1, 31, tzinfo=UTC))
    found = build(name, data, SiteFacts(), recipe)
    assert isinstance(found, Article), found
    return found


def words(name: str, body: str) -> str:
    """The words of a source. What is one element from its first character on is no Markdown."""
    html = name.endswith(".html") or body.lstrip().startswith(("<div", "<section"))
    return words_of_html(body) if html else words_of_markdown(body)


def body_of(path: Path) -> str:
    """What stands behind the head."""
    return path.read_bytes().decode("utf-8-sig").lstrip("\n").split("---", 2)[2]


def without(before: str, removed: tuple[Removal, ...]) -> str:
    """The words but for what rules took: a digest stands above the text that repeats it, everything else below."""
    for removal in removed:
        block = letters(removal.text)
        at = before.find(block) if removal.rule == "repeated-digest" else before.rfind(block)
        assert at >= 0, f"{removal.rule} took what is no part of the source: {removal.text!r}"
        before = before[:at] + before[at + len(block) :]
    return before


def lost(before: str, after: str) -> list[str]:
    """The runs of characters that are missing behind."""
    runs = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [before[start:end] for act, start, end, _, _ in runs if act in ("delete", "replace")]


def expected(path: Path) -> tuple[list[tuple[str, str]], str, str]:
    """What a case's file says: blocks that rules take, all words, and the words that stay."""
    lines = path.with_suffix(".words.txt").read_text(encoding="utf-8").splitlines()
    ruled = [(found[1], letters(found[2])) for line in lines if (found := _RULE.fullmatch(line))]
    own = "".join(letters(line) for line in lines if not _RULE.fullmatch(line))
    every = "".join(letters(found[2] if (found := _RULE.fullmatch(line)) else line) for line in lines)
    return ruled, every, own


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_words_of_an_article_are_kept_as_its_case_says(path: Path) -> None:
    ruled, every, own = expected(path)
    article = built(path.name, HEAD.encode() + path.read_bytes())
    assert sorted((removal.rule, letters(removal.text)) for removal in article.removed) == sorted(ruled)
    assert words_of_html(article.content) == own
    assert words(path.name, path.read_text(encoding="utf-8")) == every, "the reader of sources is right"


def test_a_case_shows_the_block_of_each_named_rule() -> None:
    """But of what a source repeats: see `test_feet`."""
    shown = {name for path in OWN for name, _ in expected(path)[0]}
    assert shown == {rule.name for rule in RULES} - {"repeated-foot"}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_every_character_of_a_seed_is_kept_or_told(path: Path) -> None:
    article = built(path.name, path.read_bytes())
    before = words(path.name, body_of(path))
    assert lost(without(before, article.removed), words_of_html(article.content)) == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real articles lie beside the checkout only where it is developed")
@pytest.mark.parametrize("folder", CORPORA)
def test_of_the_real_articles_nothing_is_lost(folder: str) -> None:
    paths = sorted(path for path in (CORPUS / folder).glob("*.md"))
    assert len(paths) == CORPORA[folder]
    length, gone = 0, {}
    for path in paths:
        body = body_of(path)
        article = built(path.name, (HEAD + body).encode() if path.name in UNDATED else path.read_bytes())
        before = words(path.name, body)
        length += len(before)
        gone[path.name] = lost(without(before, article.removed), words_of_html(article.content))
    shown = {name: runs for name, runs in gone.items() if runs}
    missing = sum(len(run) for runs in shown.values() for run in runs)
    print(f"{folder}: kept {100 * (1 - missing / length):.2f} % of {length} visible characters", shown)  # noqa: T201
    assert missing <= 0.005 * length
