"""Real articles with hand-made labels, read where they lie beside the project: titles, instants, terms, companies."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedsvc import config, evaluation
from feedsvc.articles.build import build
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article, Problem
from tests.running import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
LABELS = CORPUS / "labels.jsonl"

if not LABELS.exists():
    pytest.skip("the corpus of real articles is not beside this checkout", allow_module_level=True)

CASES: list[dict[str, Any]] = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
RECIPE = Recipe(SourceSettings("corpus", CORPUS, "Corpus"), SanitizeSettings(), datetime(2026, 1, 31, tzinfo=UTC))


def built(case: dict[str, Any]) -> object:
    path = CORPUS / case["file"]
    return build(path.name, path.read_bytes(), SiteFacts(), RECIPE)


def ids(case: dict[str, Any]) -> str:
    return Path(case["file"]).stem


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_each_file_gives_the_labelled_fields_or_a_problem_of_its_date(case: dict[str, Any]) -> None:
    found = built(case)
    if case["published"] is None:
        assert isinstance(found, Problem)
        assert (found.rule, found.held) == ("date", True)
        return
    assert isinstance(found, Article)
    assert found.title == case["title"]
    assert found.published == datetime.fromisoformat(case["published"])
    assert ("timezone" in found.assumed) == case["zone_assumed"]
    terms: dict[str, list[str]] = {"category": [], "tag": [], "author": [], "source": []}
    for term in found.terms:
        terms[term.kind].append(term.label)
    assert set(case["categories"]) <= set(terms["category"])
    assert terms["tag"] == case["tags"]
    assert terms["author"] == ([case["author"]] if case["author"] else [])


def test_companies_are_found_as_the_labels_say() -> None:
    result = evaluation.evaluate(config.load(environ={}), LABELS, CORPUS)
    whole = result.measures[-1]
    said = "\n".join(evaluation.lines(result))
    assert len(result.judged) == sum(case["published"] is not None for case in CASES)
    assert whole.precision >= 0.97, said
    assert whole.recall >= 0.92, said
    assert not [one for each in result.judged for one in each.traps], said
