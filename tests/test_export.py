"""Feeds as files: the server's bytes, only what changed, whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote, unquote
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest

from feedsvc import export
from feedsvc.config import Settings
from feedsvc.errors import ExportError
from feedsvc.export import Exported
from feedsvc.web.site import open_site
from tests.serving import Site
from tests.storing import saved

Write = Callable[..., Path]


@pytest.fixture
def site(make_settings: Callable[..., Settings], write: Write) -> Iterator[Site]:
    for number, category in enumerate(("科技", "con", "A>B:C")):
        head = f"title: 第{number}篇\ndate: 2022-0{number + 1}-28 19:13:15 +0800\ncategory: '{category}'"
        write(f"{number}.md", head=head)
    made = Site(make_settings())
    yield made
    made.close()


def run(site: Site, folder: Path) -> Exported:
    opened = open_site(site.settings)
    try:
        return export.export(opened, folder)
    finally:
        opened.store.close()


def manifest(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_file_holds_what_the_server_sends_at_its_address(site: Site, tmp_path: Path) -> None:
    run(site, tmp_path / "out")
    lines = manifest(tmp_path / "out")
    assert {line["path"] for line in lines} | {"manifest.json"} == files(tmp_path / "out").keys()
    for line in lines:
        answer = site.get(line["address"])
        assert answer.data == (tmp_path / "out" / line["path"]).read_bytes(), line
        for name in ("content_type", "etag", "last_modified"):
            assert line[name] == answer.headers[name.replace("_", "-")], line
    addresses = {line["address"] for line in lines}
    assert {
        "/feeds/all.atom",
        "/feeds/all/archive/2022-02.1.json",
        "/opml",
        "/opml/company",
        "/feeds.json",
    } <= addresses
    assert f"/feeds/category/{quote('科技')}/archive/2022-01.1.rss" in addresses


def test_what_did_not_change_is_not_written_again(site: Site, tmp_path: Path, write: Write) -> None:
    folder = tmp_path / "out"
    first = run(site, folder)
    assert (first.unchanged, first.removed) == (0, 0)
    again = run(site, folder)
    assert (again.written, again.unchanged, again.removed) == (0, first.written, 0)
    before = files(folder)
    write("2.md", head="title: 另一题\ndate: 2022-03-28 19:13:15 +0800\ncategory: 'A>B:C'")
    site.ingest()
    run(site, folder)
    changed = {path for path, content in files(folder).items() if before.get(path) != content}
    assert {Path(path).parts[1].partition(".")[0] for path in changed if path.startswith("feeds/")} == {
        "all", "category", "source",
    }  # fmt: skip
    # Another category's feeds, and the archives of other months, are as they were.
    assert not [path for path in changed if "科技" in path or "2022-01" in path or "2022-02" in path]


def test_feeds_that_are_gone_leave_and_what_others_put_there_stays(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run(site, folder)
    (folder / "CNAME").write_text("feeds.example", encoding="utf-8")
    (tmp_path / "posts" / "0.md").unlink()
    site.ingest()
    assert run(site, folder).removed == 12
    left = files(folder)
    assert not [path for path in left if "科技" in path or "2022-01" in path]
    assert "CNAME" in left


def test_a_file_that_was_lost_or_cut_is_written_again(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run(site, folder)
    before = files(folder)
    (folder / "feeds" / "all.atom").write_bytes(b"<feed")
    (folder / "opml.opml").unlink()
    assert run(site, folder).written == 2
    assert files(folder) == before


def test_a_run_that_was_cut_off_leaves_nothing_that_no_later_one_knows(
    site: Site, tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    run(site, folder)
    path = write("late.md", head="title: Late\ndate: 2022-06-28 19:13:15 +0800\ncategory: late")
    site.ingest()
    put, left = export._write, iter(range(4))

    def failing(path: Path, body: bytes) -> None:
        if path.name != "manifest.json" and next(left, None) is None:
            (path.parent / f".{path.name}.1.new").write_bytes(body[:10])
            raise KeyboardInterrupt
        put(path, body)

    monkeypatch.setattr(export, "_write", failing)
    with pytest.raises(KeyboardInterrupt):
        run(site, folder)
    monkeypatch.undo()
    path.unlink()
    site.ingest()
    (folder / ".htaccess.new").write_text("of somebody else", encoding="utf-8")
    run(site, folder)
    (folder / ".htaccess.new").unlink()
    left_over = [name for name in files(folder) if "late" in name or "2022-06" in name or name.endswith(".new")]
    assert left_over == []
    assert {line["path"] for line in manifest(folder)} | {"manifest.json"} == files(folder).keys()


@pytest.mark.parametrize("spoiled", ["", "{", "[]", '{"files": [{"path": 1}]}', '{"files": 5}'])
def test_a_manifest_that_cannot_be_read_is_made_anew(site: Site, tmp_path: Path, spoiled: str) -> None:
    folder = tmp_path / "out"
    run(site, folder)
    before = files(folder)
    (folder / "manifest.json").write_text(spoiled, encoding="utf-8")
    run(site, folder)
    assert files(folder) == before


def test_a_manifest_removes_nothing_outside_its_folder(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run(site, folder)
    (tmp_path / "precious").write_text("kept", encoding="utf-8")
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    for path in ("../precious", str(tmp_path / "precious")):
        (folder / "manifest.json").write_text(
            text.replace('"path": "opml.opml"', f'"path": "{path}"'), encoding="utf-8"
        )
        run(site, folder)
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "kept"


def test_another_store_in_the_same_folder_gives_its_own_bytes(
    site: Site, make_settings: Callable[..., Settings], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    run(site, folder)
    other = Site(make_settings(data=tmp_path / "other"))
    run(other, folder)
    for line in manifest(folder):
        assert other.get(line["address"]).data == (folder / line["path"]).read_bytes()
    other.close()


def test_a_restored_backup_leaves_nothing_of_what_came_behind_it(site: Site, tmp_path: Path, write: Write) -> None:
    """Numbers rise with the clock: a minute is between what is done before and behind the backup and its return."""
    folder = tmp_path / "out"
    run(site, folder)
    site.close()
    backup = saved(site.settings.database_url)
    path = write("lost.md", head="title: Lost\ndate: 2022-03-29\ncategory: con")
    lost = Site(site.settings, is_read=False)
    lost.ingest(ago=-60)
    run(lost, folder)
    assert b"Lost" in (folder / "feeds" / "all.atom").read_bytes()
    lost.close()
    path.unlink()
    restored = Site(replace(site.settings, database=backup), is_read=False)
    write("new.md", head="title: New\ndate: 2022-03-29\ncategory: con")
    restored.ingest(ago=-120)
    run(restored, folder)
    for line in manifest(folder):
        assert restored.get(line["address"]).data == (folder / line["path"]).read_bytes(), line
    assert b"New" in (folder / "feeds" / "all.atom").read_bytes()
    restored.close()


def test_a_folder_that_cannot_be_written_is_told(site: Site, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(ExportError, match=r"cannot write '.*out.*choose another folder"):
        run(site, tmp_path / "out")


def test_a_file_in_the_way_is_named_with_what_mends_it(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "feeds").write_text("a file", encoding="utf-8")
    with pytest.raises(
        ExportError, match=r"cannot write '.*/out/feeds': .*; move away what is in its way, or choose another"
    ):
        run(site, folder)
    assert (folder / "feeds").read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize(
    ("number", "mend"),
    [
        (errno.ENOSPC, "make room on the disk of that folder and export again"),
        (errno.EDQUOT, "make room on the disk of that folder and export again"),
        (errno.EFBIG, "raise the limit of a file's size (ulimit -f) and export again"),
        (errno.EROFS, "choose a folder on a disk that can be written"),
        (errno.EINVAL, "choose a folder on a file system that takes names like this"),
        (errno.ENAMETOOLONG, "choose a folder on a file system that takes names like this"),
        (errno.EACCES, "choose another folder, or give the right to write"),
        (errno.EIO, "choose another folder, or give the right to write"),
    ],
)
def test_what_cannot_be_written_is_named_with_its_mend_and_stays_as_it_was(
    site: Site, tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch, number: int, mend: str
) -> None:
    folder = tmp_path / "out"
    run(site, folder)
    before = files(folder)
    write("new.md", head="title: New\ndate: 2022-03-28")
    site.ingest()

    def fail(_descriptor: int) -> NoReturn:
        # As write(2) and fsync(2) do, which know no name.
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError) as refused:
        run(site, folder)
    assert str(refused.value) == f"cannot write '{folder / 'feeds' / 'all.atom'}': {os.strerror(number)}; {mend}"
    assert files(folder) == before
    monkeypatch.undo()
    run(site, folder)
    assert (folder / "feeds" / "all.atom").read_bytes() == site.get("/feeds/all.atom").data


def test_a_second_export_to_a_folder_is_refused_while_the_first_is_under_way(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, put, refused = tmp_path / "out", export._write, list[str]()

    def beside(path: Path, body: bytes) -> None:
        with pytest.raises(ExportError) as told:
            run(site, folder)
        refused.append(str(told.value))
        put(path, body)

    monkeypatch.setattr(export, "_write", beside)
    done = run(site, folder)
    assert {*refused} == {f"another export writes to '{folder}'; wait until it has ended"}
    monkeypatch.undo()
    again = run(site, folder)
    assert (again.written, again.unchanged, again.removed) == (0, done.written, 0)
    assert {line["path"] for line in manifest(folder)} | {"manifest.json"} == files(folder).keys()


ODD = ("con", "COM1.HK", "A>B:C", 'a:b|c*"<d', "a~b", "St.", "...", ".net", ".a.new", "a;b&c=d+e@f", "尾" * 66 + "xy")
"""Categories whose keys some file systems cannot hold as names, or that some hosts could understand otherwise; one has
200 bytes, the most of a key."""
NOT_EXPORTED = {"alternate", "hub", "icon", "related", "enclosure"}


class Quiet(SimpleHTTPRequestHandler):
    """A plain static host that says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as it is called there
        pass


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """A static host over the folder `out`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "out"))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def links(files: dict[str, bytes]) -> set[str]:
    """The addresses of feeds and archives in exported files: those that lead out of our host are not among them."""
    found: set[str] = set()
    for path, content in files.items():
        if path.endswith(".json"):
            found |= set(re.findall(r'"(?:feed_url|next_url|atom|rss|json)": ?"([^"]+)"', content.decode()))
            continue
        for element in ElementTree.fromstring(content).iter():
            if element.get("href") and element.get("rel") not in NOT_EXPORTED:
                found.add(element.attrib["href"])
            found |= {element.attrib["xmlUrl"]} if element.get("xmlUrl") else set()
    return found


@pytest.fixture
def odd(make_settings: Callable[..., Settings], write: Write, host: str) -> Iterator[Site]:
    """A site below the static host's address, whose categories have odd keys."""
    for number, category in enumerate(ODD):
        head = f"title: 第{number}篇\ndate: 2022-0{number % 9 + 1}-28 19:13:15 +0800\n"
        head += f"categories: {json.dumps(category.split('>'), ensure_ascii=False)}"
        write(f"{number}.md", head=head)
    made = Site(make_settings(base_url=host))
    yield made
    made.close()


def test_a_plain_static_host_answers_each_address_with_the_bytes_of_the_server(
    odd: Site, host: str, tmp_path: Path
) -> None:
    run(odd, tmp_path / "out")
    found = links(files(tmp_path / "out"))
    categories = {unquote(each.removeprefix(f"{host}/feeds/category/")) for each in found}
    assert {f"{key}.atom" for key in ODD} <= categories
    assert len([each for each in found if "/archive/" in each]) >= 3 * len(ODD)
    for address in found:
        with urlopen(address) as answer:
            assert answer.read() == odd.get(address.removeprefix(host)).data, address


def test_files_that_an_older_version_called_otherwise_go(odd: Site, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run(odd, folder)
    expected = files(folder)
    old = {
        "feeds/category/St..atom": "feeds/category/St%2E.atom",
        "feeds/category/A>B:C.rss": "feeds/category/A%3EB%3AC.rss",
        "feeds/category/con/archive/2022-01.1.json": "feeds/category/%63on/archive/2022-01.1.json",
    }
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    for path, before in old.items():
        (folder / before).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).rename(folder / before)
        text = text.replace(f'"path": "{path}"', f'"path": "{before}"')
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    done = run(odd, folder)
    assert (done.written, done.removed) == (3, 3)
    assert files(folder) == expected
