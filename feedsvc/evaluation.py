"""`feedsvc companies evaluate`: a folder of articles, labels made by hand, and how well they agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from feedsvc import inspection, registries
from feedsvc.companies import evaluation, learning
from feedsvc.companies.evaluation import Found, Judged, Label, Measure
from feedsvc.companies.matcher import Matcher
from feedsvc.companies.registry import Registry
from feedsvc.config import Settings
from feedsvc.errors import SourceError
from feedsvc.model import Article, Company, Mention, Problem


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The measures, each article's verdict, what is wrong with the labels, and the labels whose file is no article."""

    measures: tuple[Measure, ...]
    judged: tuple[Judged, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[Label, ...]

    @property
    def recall_with_left_out(self) -> float:
        """Recall where the labels of files that are no articles count as missed."""
        every = self.measures[-1]
        labelled = every.labelled + sum(len(label.companies) for label in self.left_out)
        return every.met / labelled if labelled else 1.0


def evaluate(settings: Settings, labels: Path, folder: Path) -> Evaluation:
    """Build every article of a folder, learn from all of them, match, and compare those that have a label.

    A file that is held back or passed over is in no feed: its label is told and counts neither way. Raises SourceError
    where the labels or the folder cannot be read.
    """
    try:
        parsed, problems = evaluation.parse_labels(labels.read_text(encoding="utf-8-sig"), str(labels))
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"cannot read the labels {str(labels)!r}: {error}; give a file of JSON Lines in UTF-8"
        ) from error
    articles = {article.path: article for article in inspection.articles_of(settings, folder)}
    companies = learning.of_articles(registries.load(settings).companies, articles.values())
    matcher, known = Matcher(Registry(companies)), {company.key: company for company in companies}
    judged = tuple(
        evaluation.judge(label, _found(articles[label.file], matcher, known))
        for label in parsed
        if label.file in articles
    )
    left_out = tuple(label for label in parsed if label.file not in articles)
    return Evaluation(evaluation.measures(judged), judged, problems, left_out)


def _found(article: Article, matcher: Matcher, known: dict[str, Company]) -> list[Found]:
    day = article.published.date().isoformat()
    return [Found(known[one.key], one) for one in matcher.match(article.zones, article.evidence, day)]


def lines(result: Evaluation) -> Iterator[str]:
    """The evaluation for a person: what was missed and what was found wrong, with its words, then the measures."""
    for problem in result.problems:
        yield str(problem)
    for label in result.left_out:
        yield f"{label.file}: not counted: it is no article here; `feedsvc check` says why"
    for each in result.judged:
        yield from (f"{each.label.file}: missed: {expected}" for expected in each.missed)
        for one in each.wrong:
            yield f"{each.label.file}: {'trap' if one in each.traps else 'wrong'}: {_words(one)}"
    yield f"{'tier':8}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}{'F1':>7}"
    for row in result.measures:
        yield f"{row.tier:8}{row.found:7}{row.right:7}{row.precision:11.3f}{row.recall:8.3f}{row.f1:7.3f}"
    if result.left_out:
        yield f"recall with the files that are no articles: {result.recall_with_left_out:.3f}"


def values(result: Evaluation) -> dict[str, object]:
    """The evaluation as values for JSON."""
    rows = [
        {
            "tier": one.tier, "found": one.found, "right": one.right, "labelled": one.labelled,
            "precision": one.precision, "recall": one.recall, "f1": one.f1,
        }
        for one in result.measures
    ]  # fmt: skip
    articles = [
        {
            "file": each.label.file,
            "missed": [str(expected) for expected in each.missed],
            "wrong": [_words(one) for one in each.wrong],
            "traps": [_words(one) for one in each.traps],
        }
        for each in result.judged
    ]
    left_out = [label.file for label in result.left_out]
    whole = result.recall_with_left_out
    return {"measures": rows, "articles": articles, "not_counted": left_out, "recall_with_not_counted": whole}


def _words(found: Found) -> str:
    mention: Mention = found.mention
    said = "; ".join(f"{reason.tier} in {reason.zone}: {reason.text or '(a chart)'}" for reason in mention.reasons[:3])
    return f"{found.company.key} {found.company.name} ({said})"
