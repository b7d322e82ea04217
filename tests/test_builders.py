"""Building apart: a file that hangs, is too large, cannot be read or kills its process harms only itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing.queues import SimpleQueue
from pathlib import Path

import pytest

from feedsvc import builders
from feedsvc.articles.site import Recipe
from feedsvc.builders import CHUNK, Builders, Built, Job, Limits, build_job
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article, Problem
from tests.running import PATIENCE

LIMITS = Limits(seconds=20, file_bytes=1_000_000)
HEAD = "---\ntitle: One\ndate: 2022-03-28\n---\n"


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    return Recipe(SourceSettings("posts", tmp_path, "Posts"), SanitizeSettings(), datetime(2026, 1, 31, tzinfo=UTC))


def job(tmp_path: Path, name: str, text: str = HEAD + "Some words.") -> Job:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return Job(name, file, file.stat().st_size)


class DeadlyFile(type(Path())):  # type: ignore[misc]
    """A file whose reading ends the process, as a fault in a library written in C would."""

    def read_bytes(self) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""


def problem(built: Built) -> Problem:
    assert isinstance(built.result, Problem)
    return built.result


def test_a_job_gives_its_article_and_the_digest_of_its_bytes(tmp_path: Path, recipe: Recipe) -> None:
    built = build_job(job(tmp_path, "a.md"), recipe, LIMITS)
    assert isinstance(built.result, Article)
    assert len(built.digest) == 64


def test_known_bytes_are_not_built_again(tmp_path: Path, recipe: Recipe) -> None:
    first = build_job(job(tmp_path, "a.md"), recipe, LIMITS)
    again = Job("a.md", tmp_path / "a.md", 1, known=first.digest)
    assert build_job(again, recipe, LIMITS).result is None


def test_a_build_that_takes_too_long_is_a_problem(tmp_path: Path, recipe: Recipe) -> None:
    slow = job(tmp_path, "slow.md", HEAD + "*word* `code` <b>x</b>\n\n" * 30_000)
    assert problem(build_job(slow, recipe, Limits(0.05, 10_000_000))).rule == "time"
    assert isinstance(build_job(job(tmp_path, "next.md"), recipe, LIMITS).result, Article)


def test_a_file_over_the_limit_is_not_even_read(recipe: Recipe) -> None:
    found = problem(build_job(Job("a.md", DeadlyFile("a.md"), 1_000_001), recipe, LIMITS))
    assert (found.rule, found.held) == ("size", True)
    assert "1000001 bytes" in found.found


def test_a_file_that_went_away_meanwhile_is_no_problem(tmp_path: Path, recipe: Recipe) -> None:
    assert build_job(Job("a.md", tmp_path / "a.md", 1), recipe, LIMITS) == Built("a.md", "", None)


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, recipe: Recipe) -> None:
    (tmp_path / "a.md").mkdir()
    assert problem(build_job(Job("a.md", tmp_path / "a.md", 1), recipe, LIMITS)).rule == "unreadable"


def test_apart_even_one_deadly_file_harms_only_itself(tmp_path: Path, recipe: Recipe) -> None:
    jobs = [job(tmp_path, "a.md"), Job("deadly.md", DeadlyFile(tmp_path / "deadly.md"), 1), job(tmp_path, "b.md")]
    with Builders(1, LIMITS, apart=True) as builders:
        results = {built.path: type(built.result) for built in builders.build(jobs, recipe)}
    assert results == {"a.md": Article, "deadly.md": Problem, "b.md": Article}


class TwiceDeadlyFile(DeadlyFile):
    """A file whose first two readings end the process, as a system without memory would."""

    def read_bytes(self) -> bytes:
        for ending in (".first", ".second"):
            with suppress(FileExistsError):
                self.with_suffix(ending).touch(exist_ok=False)
                return super().read_bytes()
        return HEAD.encode()


def test_a_file_is_tried_again_before_it_is_blamed(tmp_path: Path, recipe: Recipe) -> None:
    with Builders(2, LIMITS, apart=True) as builders:
        (built,) = builders.build([Job("a.md", TwiceDeadlyFile(tmp_path / "a.md"), 1)], recipe)
    assert isinstance(built.result, Article)


@pytest.mark.parametrize("count", [1, CHUNK, CHUNK + 1, 5 * CHUNK + 3])
def test_results_come_in_order_however_many_processes(tmp_path: Path, recipe: Recipe, count: int) -> None:
    jobs = [job(tmp_path, f"{number:03}.md") for number in range(count)]
    with Builders(2, LIMITS) as builders:
        assert [built.path for built in builders.build(jobs, recipe)] == [each.path for each in jobs]


def work(*_: object) -> Article:
    while True:
        pass


def wait(*_: object) -> Article:
    while True:
        time.sleep(0.01)


@pytest.mark.parametrize(("build", "patience"), [(work, 1_000), (wait, 0.1)])
def test_a_build_ends_after_its_time_at_work_or_many_times_that_in_all(
    tmp_path: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch, build: Callable[..., Article], patience: float
) -> None:
    monkeypatch.setattr("feedsvc.builders.build", build)
    monkeypatch.setattr("feedsvc.timelimit.PATIENCE", patience)
    result = build_job(job(tmp_path, "a.md"), recipe, Limits(seconds=0.5, file_bytes=1_000)).result
    assert isinstance(result, Problem)
    assert result.rule == "time"
    assert signal.getitimer(signal.ITIMER_PROF) == signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_file_that_kills_its_process_is_the_only_problem(tmp_path: Path, recipe: Recipe) -> None:
    jobs = [job(tmp_path, f"{number:03}.md") for number in range(3 * CHUNK)]
    jobs[CHUNK + 5] = Job("deadly.md", DeadlyFile(tmp_path / "deadly.md"), 1)
    with Builders(2, LIMITS) as builders:
        results = {built.path: built.result for built in builders.build(jobs, recipe)}
    assert len(results) == 3 * CHUNK
    held = {path: result for path, result in results.items() if isinstance(result, Problem)}
    assert list(held) == ["deadly.md"]
    assert held["deadly.md"].rule == "build"


@pytest.mark.parametrize(
    ("processes", "apart", "count", "at_work"),
    [(2, False, CHUNK, False), (2, False, CHUNK + 1, True), (1, False, 4 * CHUNK, False), (1, True, 1, True)],
)
def test_processes_are_started_only_where_there_is_work_for_them(
    tmp_path: Path, recipe: Recipe, processes: int, apart: bool, count: int, at_work: bool
) -> None:
    jobs = [job(tmp_path, f"{number:03}.md") for number in range(count)]
    with Builders(processes, LIMITS, apart=apart) as builders:
        assert list(builders.build((), recipe)) == []
        assert not builders.are_at_work
        results = builders.build(jobs, recipe)
        assert builders.are_at_work is at_work
        assert [built.path for built in results] == [each.path for each in jobs]


def test_processes_build_before_anyone_asks_for_what_they_built(tmp_path: Path, recipe: Recipe) -> None:
    jobs = [job(tmp_path, f"{number:03}.md") for number in range(2 * CHUNK)]
    os.mkfifo(tmp_path / "pipe.md")
    with Builders(2, LIMITS) as builders:
        results = builders.build([Job("pipe.md", tmp_path / "pipe.md", 1), *jobs], recipe)
        with os.fdopen(opened_by_a_reader(tmp_path / "pipe.md"), "w") as pipe:
            pipe.write((tmp_path / "000.md").read_text())
        assert isinstance(next(results).result, Article)


def opened_by_a_reader(pipe: Path) -> int:
    """A pipe opened for writing, which succeeds as soon as somebody reads it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            assert time.monotonic() < deadline, "nobody reads it"
            time.sleep(0.01)


FORKED = """
from feedsvc.builders import Builders, Limits
kind = "type(__import__('feedsvc.articles.tokens').articles.tokens._PLAIN)"
with Builders(1, Limits(20, 1_000_000), apart=True) as processes:
    print(processes._opened().submit(eval, kind).result())
"""


def test_processes_begin_with_the_patterns_that_most_articles_need() -> None:
    # In a process of its own: here another test may have started that from which they are forked.
    done = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "<class 're.Pattern'>"


def _told_to_end(done: SimpleQueue[str]) -> None:
    builders._begin()
    os.kill(os.getpid(), signal.SIGTERM)
    done.put("a result")
    time.sleep(60)


def test_a_process_that_is_told_to_end_hands_over_its_result_before() -> None:
    context = multiprocessing.get_context("forkserver")
    done: SimpleQueue[str] = context.SimpleQueue()
    process = context.Process(target=_told_to_end, args=(done,))
    process.start()
    process.join(PATIENCE)
    assert (process.exitcode, done.empty()) == (1, False)
