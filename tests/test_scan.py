from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc import scan as scan_module
from feedsvc import unread
from feedsvc.articles.site import Generator, Site, SiteConfig
from feedsvc.config import SourceSettings
from feedsvc.errors import SourceError
from feedsvc.found import Files, FoundFile
from feedsvc.scan import TWICE, check, is_empty, scan, tell_overlaps
from feedsvc.unread import tell_none, tell_unread
from tests.desk import put_away


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def paths(root: Path, within: set[str] | None = None) -> list[str]:
    return list(scan(SourceSettings("site", root, "Site"), within).files)


def put(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")


def test_articles_are_found_by_ending_in_any_case_and_depth(root: Path) -> None:
    put(root, "a.md", "b/c.HTML", "b/d/e.txt", "picture.png", "style.css", "noending")
    assert paths(root) == ["a.md", "b/c.HTML", "b/d/e.txt"]


@pytest.mark.parametrize(
    ("folders", "told"),
    [
        ({"a": "a", "b": "b"}, []),
        ({"a": "a", "ab": "ab"}, []),
        ({"a": "a", "a3": "a/3"}, ["source 'a3' lies in source 'a': "]),
        ({"a3": "a/3", "a": "a"}, ["source 'a3' lies in source 'a': "]),
        ({".": ".", "a": "a", "a3": "a/3"}, ["source 'a' lies in source '.': ", "source 'a3' lies in source 'a': "]),
        ({"a": "a", "same": "a/../a"}, ["source 'same' is the folder of source 'a': "]),
        ({"a": "a", "linked": "link"}, ["source 'linked' lies in source 'a': "]),
        ({"a": "a", "drafts": "a/.old/b", "data": "a/_data"}, []),
        ({"gone": "gone", "below": "gone/x", "loop": "loop"}, ["source 'below' lies in source 'gone': "]),
    ],
    ids=str,
)
def test_sources_that_lie_in_others_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folders: dict[str, str], told: list[str]
) -> None:
    for folder in ("a/3", "a/.old/b", "a/_data", "b", "ab"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "link").symlink_to("a/3")
    (tmp_path / "loop").symlink_to("loop")
    said: list[str] = []
    monkeypatch.setattr(scan_module.log, "warning", lambda form, *values: said.append(form % values))
    tell_overlaps(SourceSettings(name, tmp_path / path, name) for name, path in folders.items())
    assert said == [f"{each}{TWICE}" for each in told]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (["a.md", "b.json"], None),
        ([], "source 'site': no file in 'site' is an article"),
        ([".gitkeep"], "source 'site': no file in 'site' is an article"),
        (
            ["a.json", "b/c.json", "d.PDF"],
            "source 'site': no file in 'site' is an article; passed over: 2 by ending .json, 1 by ending .PDF "
            "(`feedsvc check --passed` lists them); name its articles' ending in extensions",
        ),
        (
            ["a.adoc", "b/c.org", ".gitkeep"],
            "source 'site': no file in 'site' is an article; passed over: 1 by ending .adoc, 1 by ending .org "
            "(`feedsvc check --passed` lists them); convert them to Markdown, as pandoc does",
        ),
        (
            ["_site/a.md", "README.md"],
            "source 'site': no file in 'site' is an article; passed over: 1 by file, 1 by folder "
            "(`feedsvc check --passed` lists them)",
        ),
    ],
    ids=str,
)
def test_a_source_in_which_no_file_is_an_article_is_told_with_the_reasons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: list[str], told: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site").mkdir()
    put(Path("site"), *files)
    said: list[str] = []
    monkeypatch.setattr(unread.log, "warning", lambda form, *values: said.append(form % values))
    source = SourceSettings("site", Path("site"), "Site")
    tell_none(source, scan(source))
    assert said == ([] if told is None else [told])


@pytest.mark.parametrize(("generator", "taken"), [("vuepress", ["posts/a/README.md"]), ("docusaurus", [])])
def test_the_page_of_a_folder_of_vuepress_is_an_article(tmp_path: Path, generator: Generator, taken: list[str]) -> None:
    put(tmp_path, "README.md", "posts/a/README.md", "posts/a/LICENSE.md")
    site = Site(SiteConfig(generator, f"{generator}.config.js", articles=("",), scripted=True))
    assert list(scan(SourceSettings("site", tmp_path, "Site"), site=site).files) == taken


def test_articles_in_what_is_not_read_are_told_where_others_are_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        root,
        "content/a.md",
        "content/b.adoc",
        "content/x/c.ADOC",
        "README.adoc",
        "docs/d.adoc",
        "content/e.org",
        "f.css",
    )
    said: list[str] = []
    monkeypatch.setattr(unread.log, "warning", lambda form, *values: said.append(form % values))
    source = SourceSettings("site", root, "Site")
    tell_unread(source, scan(source))
    assert said[0] == (
        "source 'site': passed over: 3 by ending .adoc, in AsciiDoc, which is not read; "
        "convert them to Markdown, as pandoc does"
    )
    site = Site(SiteConfig("pelican", "pelicanconf.py", articles=("content",)))
    tell_unread(source, scan(source, site=site), site)
    assert [" ".join(each.split()[4:8]) for each in said[2:]] == ["2 by ending .adoc,", "1 by ending .org,"]


def test_what_generators_keep_for_themselves_is_passed_over(root: Path) -> None:
    put(root, ".git/x.md", ".draft.md", "_site/a.html", "_layouts/b.html", "themes/t/c.md", "README.md", "_posts/d.md")
    assert paths(root) == ["_posts/d.md"]


def test_names_that_trouble_shells_are_just_names(root: Path) -> None:
    put(root, "-202205.md", "京东健康.md", "a b.md", "x" * 250 + ".md")
    assert paths(root) == sorted(["-202205.md", "京东健康.md", "a b.md", "x" * 250 + ".md"])


def test_a_name_that_is_no_utf8_is_shown_with_its_bytes(root: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(root) + b"/\xff.md")).write_text("x")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert paths(root) == ["\\xff.md"]


def test_a_name_with_a_control_character_is_one_line_that_a_feed_can_hold(root: Path) -> None:
    (root / "a\x01\n.md").write_text("x")
    assert paths(root) == ["a%01%0A.md"]


def test_links_out_of_the_source_and_links_to_folders_are_not_followed(root: Path, tmp_path: Path) -> None:
    put(root, "a.md", "sub/b.md")
    put(tmp_path, "secret.md")
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "in.md").symlink_to(root / "a.md")
    (root / "circle").symlink_to(root)
    (root / "dangling.md").symlink_to(root / "none.md")
    assert paths(root) == ["a.md", "in.md", "sub/b.md"]
    (root / "picture.png").symlink_to(root / "a.md")
    passed = scan(SourceSettings("site", root, "Site")).passed
    assert passed == {"out.md": "link", "circle": "link", "dangling.md": "link", "picture.png": "ending"}
    assert paths(root, {"circle/a.md", "circle", "in.md", "sub/b.md"}) == ["in.md", "sub/b.md"]


def test_within_looks_only_below_the_given_paths(root: Path) -> None:
    put(root, "a.md", "b/c.md", "b/d/e.md", "bb/f.md", ".x/g.md")
    assert paths(root, {"b"}) == ["b/c.md", "b/d/e.md"]
    assert paths(root, {"b/c.md", "gone.md", ".x/g.md"}) == ["b/c.md"]


def test_a_missing_source_is_an_error_and_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"does not exist; set the path of source 'gone' to a folder of articles$"):
        check(SourceSettings("gone", tmp_path / "gone", "Gone"))


def test_a_source_is_empty_where_nothing_at_all_is_in_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = SourceSettings("one", root, "One")
    assert is_empty(source)
    put(root, ".git/HEAD")
    assert not is_empty(source)

    def broken(_folder: str | Path) -> NoReturn:
        raise OSError(errno.ESTALE, "Stale file handle")

    monkeypatch.setattr("feedsvc.scan.os.scandir", broken)
    assert not is_empty(source), "it is not known"


def test_a_source_that_is_a_file_is_told_as_such(root: Path) -> None:
    put(root, "a.md")
    with pytest.raises(SourceError, match=r"the source folder '.*a.md' is no folder; set the path of source 'one'"):
        check(SourceSettings("one", root / "a.md", "One"))


@pytest.mark.parametrize("name", ["seeds,empty", '["seeds", "empty"]'])
def test_a_missing_source_that_looks_like_a_list_says_how_one_is_written(root: Path, name: str) -> None:
    with pytest.raises(SourceError, match=rf"does not exist; .* of articles; .* several apart by '{os.pathsep}'$"):
        check(SourceSettings(name, root / name, "Several"))
    put(root, f"{name}/a.md")
    check(SourceSettings(name, root / name, "Several"))


def test_a_folder_that_cannot_be_read_is_told_and_not_taken_for_empty(root: Path) -> None:
    put(root, "a.md", "shut/b.md")
    (root / "shut").chmod(0)
    try:
        if os.access(root / "shut", os.R_OK):
            pytest.skip("this user may read everything")
        assert scan(SourceSettings("site", root, "Site")).unreadable == ["shut"]
    finally:
        (root / "shut").chmod(0o755)


@pytest.mark.parametrize("within", [{"shut/b.md"}, {"shut"}, {"shut/c/d.md"}])
def test_what_lies_in_a_folder_that_is_shut_is_not_taken_for_gone(
    root: Path, monkeypatch: pytest.MonkeyPatch, within: set[str]
) -> None:
    put(root, "a.md", "shut/b.md", "shut/c/d.md")
    put_away(monkeypatch, root / "shut", errno.EACCES)
    found = scan(SourceSettings("site", root, "Site"), within)
    assert (list(found.files), set(found.unreadable)) == ([], within)


def test_what_lies_below_what_is_a_file_now_is_gone(root: Path) -> None:
    put(root, "a.md")
    found = scan(SourceSettings("site", root, "Site"), {"a.md/b.md"})
    assert (list(found.files), found.unreadable) == ([], [])


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOTCONN, errno.ESTALE])
def test_a_source_that_nobody_may_look_at_is_an_error_of_its_own(
    root: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    put_away(monkeypatch, root, number)
    with pytest.raises(SourceError, match=rf"cannot be looked at: {os.strerror(number)}; bring it back, or give"):
        check(SourceSettings("site", root, "Site"))


def test_a_folder_that_breaks_off_is_told_with_what_was_seen_of_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "a.md", "b.md", "c/d.md")
    whole = os.scandir

    @contextmanager
    def broken(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        with whole(folder) as entries:
            yield _ending(entries) if Path(folder) == root else entries

    monkeypatch.setattr("feedsvc.scan.os.scandir", broken)
    found = scan(SourceSettings("site", root, "Site"))
    assert found.unreadable == ["."]
    assert len(found.files) + len(found.passed) <= 1


def _ending(entries: Iterator[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    yield next(entries)
    raise OSError(5, "Input/output error")


@given(
    st.lists(
        st.builds(
            FoundFile,
            path=st.text(min_size=1, max_size=5),
            top=st.sampled_from(("/a/", "/b/")),
            native=st.text(min_size=1, max_size=5),
            size=st.integers(0, (1 << 63) - 1),
            mtime_ns=st.integers(-(1 << 65), 1 << 65),
            is_settled=st.booleans(),
        ),
        unique_by=lambda found: found.path,
    )
)
def test_files_are_what_was_found(found: list[FoundFile]) -> None:
    files = Files("/a/")
    for each in found:
        files.add(each)
    files.sort()
    assert list(files.values()) == sorted(found)
    assert all(files[each.path] == each and each.path in files for each in found)
    for each in found[::2]:
        assert not files.drop(each.path, each.size, each.mtime_ns + 1)
        assert not files.drop(each.path, each.size - 1, each.mtime_ns)
        assert files.drop(each.path, each.size, each.mtime_ns)
        assert each.path not in files
    assert set(files) == {each.path for each in found[1::2]}
    assert len(files) == len(found) // 2


def test_files_know_no_others_and_the_last_of_a_path() -> None:
    files = Files("/a/")
    assert "a" not in files
    for path, size in (("b", 1), ("a\u4e2d", 2), ("b", 3), ("\U00010000", 4), ("\uffee", 5)):
        files.add(FoundFile(path, "/a/", path, size, 0, is_settled=True))
    files.sort()
    assert [(each.path, each.size) for each in files.values()] == [
        ("a\u4e2d", 2), ("b", 3), ("\uffee", 5), ("\U00010000", 4),
    ]  # fmt: skip
    for missing in ("", "a", "c", "\ud800", "\U00010001"):
        assert missing not in files
        with pytest.raises(KeyError):
            files[missing]
        assert not files.drop(missing, 3, 0)
    assert files.drop("b", 3, 0)
    assert not files.drop("b", 3, 0)
    assert len(files) == 3


def test_what_lies_deeper_than_a_path_can_be_written_cannot_be_looked_into(root: Path) -> None:
    put(root, "a.md")
    deep = os.open(root, os.O_RDONLY)
    for _ in range(20):
        # Deeper than a path can be written.
        os.mkdir("x" * 250, dir_fd=deep)
        below = os.open("x" * 250, os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = below
    os.close(deep)
    seen = scan(SourceSettings("site", root, "Site"))
    assert list(seen.files) == ["a.md"]
    assert seen.unreadable
