"""Following folders: which changed paths can be articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedsvc.config import SourceSettings
from feedsvc.watch import paths_within


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (["posts/a.md"], {"a.md"}),
        (["posts/sub/b.md", "posts/sub"], {"sub/b.md", "sub"}),
        (["posts"], {""}),
        (["elsewhere/a.md", "postscript.md"], set()),
        (["posts/.git/index", "posts/themes/x.md", "posts/.hidden.md"], set()),
        (["posts/data/feedsvc.sqlite3-wal", "posts/data"], set()),
    ],
    ids=["file", "folder", "source", "elsewhere", "passed-over", "store"],
)
def test_changes_are_told_by_source(tmp_path: Path, changed: list[str], found: set[str]) -> None:
    (tmp_path / "posts").mkdir()
    source = SourceSettings("posts", tmp_path / "posts", "Posts")
    data = tmp_path / "posts" / "data"
    assert paths_within(source, [tmp_path / path for path in changed], data) == found


@pytest.mark.parametrize("data", [".", "posts"])
def test_a_store_around_the_source_hides_no_change(tmp_path: Path, data: str) -> None:
    (tmp_path / "posts").mkdir()
    source = SourceSettings("posts", tmp_path / "posts", "Posts")
    assert paths_within(source, [tmp_path / "posts/a.md"], (tmp_path / data).resolve()) == {"a.md"}
