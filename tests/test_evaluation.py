"""Labels against what was found; and how well the companies of a labelled set of our own are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feedsvc import config, evaluation
from feedsvc.companies.evaluation import Expected, Found, Label, judge, measures, parse_labels
from feedsvc.config import Settings
from feedsvc.errors import SourceError
from feedsvc.model import Company, Mention, Name, Reason

LABELLED = Path(__file__).parent / "data" / "companies" / "labelled"


def found(key: str, *names: str, tier: str = "name") -> Found:
    company = Company(key, names[0], tuple(map(Name, names)), (key,) if "." in key else ())
    return Found(company, Mention(key, "mention", 0.5, (Reason(tier, "body", 0, names[0]),)))


LABEL = Label(
    "a.md",
    (Expected(("中信证券",), ("600030.SH",)), Expected(("某某医药",)), Expected(("NIO", "蔚来"))),
    ignore=("ARM",),
    traps=("大智慧",),
)


def test_a_found_company_is_right_when_a_key_or_a_name_agrees() -> None:
    judged = judge(
        LABEL, [found("600030.SH", "中信"), found("某某医药", "某某医药"), found("NIO.US", "蔚来汽车", "ＮＩＯ")]
    )
    assert (len(judged.right), judged.wrong, judged.missed, judged.traps) == (3, (), (), ())


def test_what_is_to_be_ignored_counts_neither_way_and_a_trap_is_wrong() -> None:
    judged = judge(LABEL, [found("ARM.US", "Arm", "ARM"), found("601519.SH", "大智慧")])
    assert [one.company.key for one in judged.wrong] == ["601519.SH"]
    assert [one.company.key for one in judged.traps] == ["601519.SH"]
    assert len(judged.missed) == 3


def test_measures_count_by_tier_and_over_all() -> None:
    judged = [
        judge(LABEL, [found("600030.SH", "中信证券", tier="code"), found("600519.SH", "贵州茅台")]),
        judge(Label("b.md"), []),
    ]
    code, name, whole = measures(judged)
    assert (code.tier, code.precision, code.recall) == ("code", 1.0, 1 / 3)
    assert (name.tier, name.precision, name.recall, name.f1) == ("name", 0.0, 0.0, 0.0)
    assert (whole.tier, whole.found, whole.right, whole.precision, whole.recall) == ("all", 2, 1, 0.5, 1 / 3)
    assert whole.f1 == pytest.approx(0.4)


def test_two_found_for_one_label_are_both_right_and_meet_it_once() -> None:
    (*_, whole) = measures([judge(Label("a", (Expected(("甲", "乙")),)), [found("x", "甲"), found("y", "乙")])])
    assert (whole.found, whole.right, whole.labelled, whole.met) == (2, 2, 1, 1)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"companies": []}',
        '{"file": 1}',
        '{"file": "a", "companies": [{"keys": []}]}',
        '{"file": "a", "not": "x"}',
    ],
)
def test_a_line_that_is_no_label_is_told_and_the_others_count(line: str) -> None:
    labels, problems = parse_labels(f'{{"file": "a.md"}}\n\n{line}\n', "labels.jsonl")
    assert [label.file for label in labels] == ["a.md"]
    assert [(problem.path, problem.line) for problem in problems] == [("labels.jsonl", 3)]


def test_evaluate_prints_misses_wrong_hits_and_measures(
    make_settings: Callable[..., Settings], write: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "own.txt").write_text("600030.SH | | 中信证券 |\n600519.SH | | 贵州茅台 |\n", encoding="utf-8")
    write("a.md", body="中信证券与贵州茅台。")
    write("held.md", head="title: One\ndate: never", body="中信证券。")
    labels = tmp_path / "labels.jsonl"
    labels.write_text(
        '{"file": "a.md", "companies": [{"names": ["中信证券"], "keys": []}, {"names": ["某某"]}]}\n'
        '{"file": "held.md", "companies": [{"names": ["中信证券"]}]}\n',
        encoding="utf-8",
    )
    result = evaluation.evaluate(make_settings(companies=tmp_path / "own.txt"), labels, tmp_path / "posts")
    lines = list(evaluation.lines(result))
    assert lines[:3] == [
        "held.md: not counted: it is no article here; `feedsvc check` says why",
        "a.md: missed: 某某",
        "a.md: wrong: 600519.SH 贵州茅台 (name in body: 贵州茅台)",
    ]
    assert lines[-2].split() == ["all", "2", "1", "0.500", "0.500", "0.500"]
    assert lines[-1] == "recall with the files that are no articles: 0.333"


def test_evaluate_without_labels_says_so(make_settings: Callable[..., Settings], tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot read the labels"):
        evaluation.evaluate(make_settings(), tmp_path / "none.jsonl", tmp_path)


def test_the_companies_of_the_labelled_articles_are_found() -> None:
    result = evaluation.evaluate(config.load(environ={}), LABELLED / "labels.jsonl", LABELLED / "articles")
    whole = result.measures[-1]
    said = "\n".join(evaluation.lines(result))
    assert (result.problems, result.left_out) == ((), ())
    assert whole.labelled == 191
    assert whole.precision >= 0.97, said
    assert whole.recall >= 0.92, said
