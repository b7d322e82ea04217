"""Real articles with hand-made labels, read where they lie beside the project: titles, instants, terms, companies."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedsvc import config, registries
from feedsvc.articles.build import build
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.companies.matcher import Matcher
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article, Problem
from tests.running import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
LABELS = CORPUS / "labels.jsonl"

if not LABELS.exists():
    pytest.skip("the corpus of real articles is not beside this checkout", allow_module_level=True)

CASES: list[dict[str, Any]] = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
RECIPE = Recipe(SourceSettings("corpus", CORPUS, "Corpus"), SanitizeSettings(), datetime(2026, 1, 31, tzinfo=UTC))
KNOWN = {company.key: company for company in registries.load(config.load(environ={})).companies}
MATCHER = Matcher(KNOWN.values())


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


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_no_trap_and_no_other_company_is_found(case: dict[str, Any]) -> None:
    article = built(case)
    if not isinstance(article, Article):
        return
    for mention in MATCHER.match(article.zones, article.evidence):
        company = KNOWN[mention.key]
        names = {company.name, company.key, *(name.text for name in company.names)}
        assert not names & set(case["not"]), names
        right = [each for each in case["companies"] if set(each["keys"]) & {company.key, *company.listings}]
        right += [each for each in case["companies"] if set(each["names"]) & names]
        assert right or names & set(case["ignore"] or ()), (company.key, mention.reasons)
