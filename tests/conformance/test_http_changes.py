"""H4 and H6: what a change of the articles does to the validators."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from feedsvc.config import Settings
from tests.conformance.documents import Served, holds, refuses
from tests.conformance.sites import FORMATS, Site, write
from tests.conformance.test_http import date

COMPANIES = '[[company]]\nkey = "000001.SZ"\nname = "远方公司"\nlistings = ["000001.SZ"]\nnames = [{0}]\n'


@pytest.fixture
def history(
    tmp_path: Path, make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> dict[str, dict[str, Served]]:
    """Each feed after each change, a minute apart, an hour ago: a removal, another category, an edit, a new name."""
    clock = iter(range(int(time.time()) - 3600, int(time.time()), 60))
    registry = tmp_path / "mine.toml"
    seen: dict[str, dict[str, Served]] = {}
    site: Site | None = None
    for step in ("first", "removed", "recategorized", "edited", "alias", "retitled"):
        now = float(next(clock))
        monkeypatch.setattr(time, "time", lambda now=now: now)
        alter(tmp_path, step)
        registry.write_text(COMPANIES.format('"近处公司"' if step in ("alias", "retitled") else ""), encoding="utf-8")
        if site is not None:
            site.close()
        site = Site(make_settings(companies=str(registry), title="T" if step == "retitled" else "Desk"))
        seen[step] = {f"{feed}.{name}": site.get(f"{feed}.{name}") for feed in FEEDS for name in FORMATS}
    assert site is not None
    site.close()
    return seen


FEEDS = ("/feeds/all", "/feeds/category/one", "/feeds/company/000001.SZ")


def alter(folder: Path, step: str) -> None:
    if step == "first":
        for number in range(4):
            write(
                folder,
                f"{number}.md",
                f"title: T{number}\ndate: 2022-03-0{number + 1}\ncategories: one",
                f"远方公司 {number}",
            )
        write(folder, "near.md", "title: Near\ndate: 2022-01-01\ncategories: one", "近处公司发布年报。")
    elif step == "removed":
        (folder / "posts" / "0.md").unlink()
    elif step == "recategorized":
        write(folder, "1.md", "title: T1\ndate: 2022-03-02\ncategories: two", "远方公司 1")
    elif step == "edited":
        write(folder, "2.md", "title: T2\ndate: 2022-03-03\ncategories: one", "远方公司 2, and more words.")


def check_H4(answers: list[Served]) -> None:
    """Strictly later at every change: newsboat drops what is new under a Last-Modified that it knows."""
    for answer in answers:
        modified, now = date(answer.headers["Last-Modified"]), date(answer.headers["Date"])
        assert modified is not None
        assert now is not None
        assert modified <= now, f"changed at {modified}, which is after {now}"
    for before, after in pairwise(answers):
        old, new = date(before.headers["Last-Modified"]), date(after.headers["Last-Modified"])
        assert old is not None
        assert new is not None
        if before.headers["ETag"] != after.headers["ETag"]:
            assert old < new, f"other bytes, but {old} became {new}"
        assert old <= new, f"{old} became {new}"


def test_H4_last_modified_is_never_in_the_future_and_moves_with_every_change(
    history: dict[str, dict[str, Served]],
) -> None:
    series = [[seen[path] for seen in history.values()] for path in history["first"]]
    holds(check_H4, series)
    first, second = series[0][0], series[0][1]
    refuses(
        check_H4,
        [first.headed("Last-Modified", "Fri, 01 Jan 2100 00:00:00 GMT")],
        [second, first],
        [first, second.headed("Last-Modified", first.headers["Last-Modified"])],
    )


def check_H6(pair: tuple[Served, Served]) -> None:
    before, after = pair
    for name in ("ETag", "Last-Modified"):
        assert before.headers[name] != after.headers[name], f"{name} is as before"


def test_H6_removal_another_category_and_a_new_name_change_the_validators(
    history: dict[str, dict[str, Served]],
) -> None:
    steps = list(history)
    pairs = []
    for old, new, touched in (
        (0, 1, FEEDS),
        (1, 2, FEEDS),
        (3, 4, ("/feeds/company/000001.SZ", "/feeds/all")),
        (4, 5, FEEDS),
    ):
        names = [f"{feed}.{name}" for feed in touched for name in FORMATS]
        pairs += [(history[steps[old]][name], history[steps[new]][name]) for name in names]
    holds(check_H6, pairs)
    before, after = pairs[0]
    refuses(check_H6, *((before, after.headed(name, before.headers[name])) for name in ("ETag", "Last-Modified")))
