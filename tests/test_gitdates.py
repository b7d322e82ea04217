"""When files were first committed, asked of real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from feedsvc import gitdates
from feedsvc.config import SourceSettings
from feedsvc.errors import SourceError
from feedsvc.sites import Surroundings

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed: apt-get install git")
TEXT = "A text that is long enough for git to know it again under another name.\n" * 5


class Repository:
    """A work tree whose commits are made at given days of 2022."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: str = "01-01") -> str:
        at = f"2022-{day}T08:00:00+08:00"
        kept = {name: value for name, value in os.environ.items() if name not in gitdates.OTHERS}
        environ = {
            **kept, "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@x.example", "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@x.example",
        }  # fmt: skip
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environ).stdout

    def write(self, name: str, text: str = TEXT) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + name, encoding="utf-8")

    def commit(self, day: str, *names: str) -> None:
        for name in names:
            self.write(name)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", day=day)

    def days(self, folder: str = ".") -> dict[str, str]:
        return {path: date[5:10] for path, date in gitdates.added(self.folder / folder).items()}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "site")


def test_dates_are_those_of_the_adding_commits_with_their_offset(repository: Repository) -> None:
    repository.commit("01-02", "a.md")
    repository.commit("01-03", "京东健康 b.md")
    repository.write("a.md", "changed")
    repository.commit("01-04")
    assert gitdates.added(repository.folder) == {
        "a.md": "2022-01-02T08:00:00+08:00", "京东健康 b.md": "2022-01-03T08:00:00+08:00",
    }  # fmt: skip


def test_a_hook_of_another_repository_asks_about_the_folder_that_is_meant(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("01-02", "a.md")
    other = Repository(tmp_path / "other")
    other.commit("01-03", "a.md", "b.md")
    for name in sorted(gitdates.OTHERS - {"GIT_CONFIG"}):
        monkeypatch.setenv(name, str(other.folder / ".git"))
    assert repository.days() == {"a.md": "01-02"}
    assert gitdates.head(repository.folder) == repository.git("rev-parse", "HEAD").strip()


def test_a_renamed_file_keeps_the_date_of_its_first_name(repository: Repository) -> None:
    repository.commit("01-02", "a.md")
    repository.git("mv", "a.md", "b.md")
    repository.commit("01-03")
    repository.git("mv", "b.md", "c.md")
    repository.commit("01-04")
    assert repository.days() == {"c.md": "01-02"}


def test_a_file_that_came_again_has_the_date_of_its_return(repository: Repository) -> None:
    repository.commit("01-02", "a.md")
    (repository.folder / "a.md").unlink()
    repository.commit("01-03", "b.md")
    repository.write("a.md", "quite another text")
    repository.commit("01-04")
    assert repository.days()["a.md"] == "01-04"


def test_a_folder_of_the_work_tree_has_paths_of_its_own(repository: Repository) -> None:
    repository.commit("01-02", "site/_posts/a.md", "elsewhere/b.md")
    assert repository.days("site/_posts") == {"a.md": "01-02"}


def test_files_of_a_merged_branch_have_their_own_dates(repository: Repository) -> None:
    repository.commit("01-02", "a.md")
    repository.git("switch", "-q", "-c", "other")
    repository.commit("01-03", "b.md")
    repository.git("switch", "-q", "main")
    repository.commit("01-04", "c.md")
    repository.git("merge", "-q", "--no-edit", "other", day="01-05")
    assert repository.days() == {"a.md": "01-02", "b.md": "01-03", "c.md": "01-04"}


def test_a_file_that_is_not_committed_has_no_date(repository: Repository) -> None:
    repository.commit("01-02", "a.md")
    repository.write("new.md")
    assert repository.days() == {"a.md": "01-02"}


def test_what_a_shallow_clone_cuts_off_has_no_date(repository: Repository, tmp_path: Path) -> None:
    repository.commit("01-02", "a.md")
    repository.commit("01-03", "b.md")
    repository.commit("01-04", "c.md")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "2", f"file://{repository.folder}", str(clone))
    assert set(gitdates.added(clone)) == {"c.md"}


def test_a_commit_is_told_for_who_keeps_dates(repository: Repository) -> None:
    assert gitdates.head(repository.folder) == ""
    repository.commit("01-02", "a.md")
    assert len(gitdates.head(repository.folder)) == 40


def test_a_folder_outside_any_work_tree_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SourceError, match=r"git cannot read .*not a git repository.*; switch git_dates off"):
        gitdates.added(tmp_path)


def test_a_machine_without_git_is_told(repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    repository.commit("01-02", "a.md")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="git is not installed"):
        gitdates.added(repository.folder)


def test_a_repository_without_a_commit_is_told_once_and_then_its_dates_are_known(
    repository: Repository, caplog: pytest.LogCaptureFixture
) -> None:
    around, source = Surroundings(), SourceSettings("site", repository.folder, "Site", git_dates=True)
    assert [around.committed(source) for _ in range(3)] == [{}, {}, {}]
    (told,) = [each for each in caplog.messages if "git_dates" in each]
    assert told.endswith('commits yet"; commit its files, or switch git_dates off for this source')
    repository.commit("01-02", "a.md")
    assert around.committed(source) == {"a.md": "2022-01-02T08:00:00+08:00"}


def test_a_repository_of_another_user_is_told_with_what_has_git_read_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(SourceError, match=r"dubious ownership.*safe\.directory.* or switch git_dates off"):
        gitdates.added(repository.folder)
