"""The commands, run as a user runs them: output, exit codes, one line for each mistake."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import text

from feedsvc import config
from feedsvc.config import Settings
from feedsvc.options import NAMES, SOURCE_OPTIONS
from feedsvc.store import lock
from feedsvc.store.engine import Store, open_store
from feedsvc.web.site import open_site
from tests.conftest import SEEDS, put_article
from tests.desk import Desk
from tests.running import ENDING, PATIENCE, ROOT, environment, feedsvc, free_port, serving, until
from tests.storing import feed, lose_lock, shown

COMMANDS = ("serve", "ingest", "check", "show", "feeds", "problems", "companies", "config", "export")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder whose store holds the seeds."""
    folder = tmp_path_factory.mktemp("seeded")
    done = feedsvc("ingest", SEEDS, cwd=folder, starter="true")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("read 5, added 5, changed 0, removed 0, unchanged 0, problems 0 in ")
    return folder


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS), ("companies", "list")], ids=" ".join)
def test_every_command_has_help(command: tuple[str, ...], tmp_path: Path) -> None:
    done = feedsvc(*command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "Usage: feedsvc" in done.stdout


def test_commands_that_neither_serve_nor_render_do_without_what_does() -> None:
    program = "import sys, feedsvc.cli; print(*{'flask', 'gunicorn', 'feedgen', 'limits'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_help_has_every_command(tmp_path: Path) -> None:
    told = feedsvc("--help", cwd=tmp_path).stdout.partition("Commands:")[2]
    assert [line.split()[0] for line in told.splitlines() if line.startswith("  ") and line[2] != " "] == sorted(
        COMMANDS
    )


def test_version_is_the_packages(tmp_path: Path) -> None:
    assert feedsvc("--version", cwd=tmp_path).stdout.startswith("feedsvc, version ")


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (("serve", "nowhere"), {}, "the source folder "),
        (("ingest", "nowhere"), {}, "the source folder "),
        (("check", "nowhere"), {}, "the source folder "),
        (("ingest",), {}, "the source folder 'seeds' does not exist"),
        (("frobnicate",), {}, "no such command 'frobnicate'"),
        (("ingest", "--frobnicate"), {}, "no such option '--frobnicate'"),
        (("--config", "a.toml", "ingest"), {}, "a command's options stand behind it: feedsvc ingest --config …"),
        (("companies", "--json", "list"), {}, "options stand behind it: feedsvc companies list --json …"),
        (("--verison", "ingest"), {}, "no such option '--verison'"),
        (("serve", "-p", "80"), {}, "no such option '-p'; `feedsvc serve --help` tells what it takes"),
        (("serve", "--host", "127.0.0.1:80"), {}, "--host: '127.0.0.1:80' is not allowed; it takes a name"),
        (("serve", "--host", "http://a"), {}, "--host: 'http://a' is not allowed; it takes a name or an address"),
        (("--frobnicate",), {}, "no such option '--frobnicate'; `feedsvc --help` tells"),
        (("ingst",), {}, "did you mean 'ingest'"),
        (("show",), {}, "missing argument 'FILE'; `feedsvc show --help` tells what it takes"),
        (("feeds", "all"), {}, "got unexpected extra argument (all); `feedsvc feeds --help` tells"),
        (("serve", "--port", "0"), {}, "error: --port: '0' is not allowed; it takes a whole number from 1 to 65535"),
        (("serve", "--server", "x"), {}, "error: --server: 'x' is not allowed; it takes one of gunicorn, granian"),
        (("config",), {"entries": "x"}, "FEEDSVC_ENTRIES: 'x' is not allowed"),
        (("config",), {"database": "mysql://desk@db/feeds"}, "database: 'mysql' is not allowed; it takes sqlite:////"),
        (("config", "--config", "none.toml"), {}, "cannot read the settings file 'none.toml'"),
        (("feeds",), {}, "there is no store in 'data'"),
        (("problems",), {}, "there is no store in 'data'"),
        (("show", "none.md"), {}, "none.md"),
        (("feeds", "--kind", "label"), {}, "label"),
        (("ingest",), {"sources": ".", "database": "mysql://x"}, "database: "),
        (
            ("ingest",),
            {"sources": ".", "companies": "none.toml"},
            "cannot read the registry file 'none.toml': No such file or directory; set companies",
        ),
    ],
    ids=str,
)
def test_a_mistake_is_one_line_and_exit_code_2(
    tmp_path: Path, arguments: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    done = feedsvc(*arguments, cwd=tmp_path, **settings)
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("error: ")
    assert said in lines[0]
    assert done.stdout == ""


def test_a_command_that_only_reads_makes_no_store_at_the_address_of_another_database(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\ndate: 2024-03-01\n---\nWords.\n", encoding="utf-8")
    for command in (("feeds",), ("problems",), ("companies", "list", "--learned")):
        done = feedsvc(*command, cwd=tmp_path, database="sqlite:///stroe.db")
        assert done.returncode == 2
        assert done.stderr == (
            "error: there is no store at the address in database; run `feedsvc ingest` first or correct that\n"
        )
    assert feedsvc("show", "a.md", cwd=tmp_path, database="sqlite:///stroe.db", sources=".").returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_no_store_is_made_for_a_source_or_a_registry_that_is_not_there(tmp_path: Path) -> None:
    assert feedsvc("ingest", "nowhere", cwd=tmp_path).returncode == 2
    done = feedsvc("ingest", SEEDS, cwd=tmp_path, companies="nowhere.toml")
    assert done.returncode == 2
    said = "error: cannot read the registry file 'nowhere.toml': No such file or directory; set companies to files"
    assert done.stderr.startswith(said), done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [(), ("--watch",)])
def test_an_ingest_does_not_start_where_a_source_is_not_mounted(
    desk: Desk, write: Callable[..., Path], tmp_path: Path, options: tuple[str, ...]
) -> None:
    path = write("a.md")
    (path.parent / ".gitkeep").unlink()
    desk.run()
    path.unlink()
    done = feedsvc("ingest", *options, "posts", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: the source folder 'posts' is empty: is it mounted? ")
    assert desk.titles() == ["One"]


def _started(cwd: Path, *options: str) -> subprocess.Popen[str]:
    """An ingest of many articles, which hears Ctrl-C whoever runs the tests."""
    return subprocess.Popen(
        [sys.executable, *options, "-m", "feedsvc", "ingest", "articles"], cwd=cwd, stderr=subprocess.PIPE, text=True,
        env=environment() | {"PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads
    )  # fmt: skip


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_ingest_that_a_signal_ends_says_what_is_kept(tmp_path: Path, number: signal.Signals, code: int) -> None:
    (tmp_path / "articles").mkdir()
    for each in range(400):
        (tmp_path / f"articles/{each}.md").write_text(f"---\ntitle: Number {each}\n---\n\nSome words.\n")
    process = _started(tmp_path)
    until((tmp_path / "data/feedsvc.sqlite3").exists, "a store")
    process.send_signal(number)
    _, said = process.communicate(timeout=ENDING)
    assert said == "the ingest was ended; what it stored is kept, and the next one goes on from there\n"
    assert process.returncode == code


def test_ctrl_c_while_the_command_is_read_in_shows_no_traceback(tmp_path: Path) -> None:
    process = _started(tmp_path, "-v")
    assert process.stderr is not None
    next(line for line in process.stderr if line.startswith("import 'feedsvc.errors'"))
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=ENDING)
    assert process.returncode == -signal.SIGINT
    assert "Traceback" not in said


def test_a_port_in_use_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = feedsvc("serve", SEEDS, "--port", taken.getsockname()[1], cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: cannot listen on 127.0.0.1:")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["serve", "ingest"])
def test_an_unwritable_data_folder_is_one_line_and_exit_code_2(tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("x")
    done = feedsvc(command, SEEDS, "--data", "file/data", cwd=tmp_path, port=free_port())
    assert done.returncode == 2
    assert done.stderr.startswith(f"error: cannot write in the data folder '{tmp_path}/file/data': Not a directory")
    assert len(done.stderr.splitlines()) == 1


READING = (("feeds",), ("problems",), ("show", "posts/a.md"), ("check",), ("companies", "list"), ("serve",))


@pytest.mark.parametrize("command", READING, ids=" ".join)
@pytest.mark.parametrize("data", ["shut", "x" * 300])
def test_a_data_folder_that_cannot_be_looked_into_is_one_line(
    tmp_path: Path, data: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_text("---\ntitle: A\ndate: 2024-03-01\n---\nText.\n", encoding="utf-8")
    shut = tmp_path / "shut"
    shut.mkdir(mode=0)
    try:
        if os.access(shut, os.X_OK) and data == "shut":
            pytest.skip("this user may look into every folder")
        done = feedsvc(*command, cwd=tmp_path, sources="posts", data=data, port=free_port())
    finally:
        shut.chmod(0o755)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: cannot look into the data folder '")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("given", [("self",), (SEEDS, "--data", "self")], ids=["source", "data"])
def test_a_folder_that_is_a_link_to_itself_is_one_line_and_exit_code_2(
    tmp_path: Path, given: tuple[str | Path, ...]
) -> None:
    (tmp_path / "self").symlink_to("self")
    done = feedsvc("ingest", *given, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert "self'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["serve", "ingest", "feeds"])
def test_a_store_of_a_newer_version_is_one_line_and_exit_code_2(tmp_path: Path, command: str) -> None:
    assert feedsvc("ingest", SEEDS, cwd=tmp_path).returncode == 0
    with sqlite3.connect(tmp_path / "data/feedsvc.sqlite3") as raw:
        raw.execute("UPDATE meta SET value = '999' WHERE key = 'version'")
    arguments = (command,) if command == "feeds" else (command, SEEDS)
    done = feedsvc(*arguments, cwd=tmp_path, port=free_port())
    assert done.returncode == 2
    assert done.stderr.startswith("error: the store is of version 999")


def test_a_second_ingester_is_refused_with_exit_code_2(make_settings: Callable[..., Settings], tmp_path: Path) -> None:
    settings = make_settings()
    store = open_store(settings.database_url, settings.data)
    with lock.held(store):
        done = feedsvc("ingest", settings.sources[0].path, cwd=tmp_path)
    store.close()
    assert done.returncode == 2
    assert done.stderr == (
        "error: another ingester is at work on this store; a server's follows changes by itself, and looks at "
        "everything at SIGHUP; end it, or wait until the other command has ended\n"
    )


def test_whoever_follows_changes_takes_a_lost_lock_again(
    store: Store, database_url: str, tmp_path: Path, write: Callable[..., Path]
) -> None:
    write("a.md")
    settings = {"database": database_url, "data": tmp_path / "data"}
    command = [sys.executable, "-m", "feedsvc", "ingest", "--watch", "--quiet", str(tmp_path / "posts")]
    environ = environment(**settings) | {"PYTHONPATH": str(ROOT)}
    with (tmp_path / "log").open("w") as log:
        following = subprocess.Popen(command, cwd=tmp_path, env=environ, stderr=log)
    try:
        until(lambda: titles(store) == ["One"], "the first article")
        lose_lock(store)
        with lock.held(store):
            until(lambda: "the ingester's lock is lost" in (tmp_path / "log").read_text(), "a word on it")
            write("b.md", head="title: Two\ndate: 2022-03-28", body="Other words.")
            time.sleep(1)
            assert titles(store) == ["One"]
        until(lambda: sorted(titles(store)) == ["One", "Two"], "the second article")
        assert lock.is_held(store)
    finally:
        following.terminate()
        assert following.wait(PATIENCE) == 0
    assert not lock.is_held(store)


def test_a_data_folder_that_goes_under_a_server_is_not_made_again_and_it_goes_on_when_it_is_back(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    write("a.md")
    port, data, away = free_port(), tmp_path / "data", tmp_path / "away"
    command = ["feedsvc", "serve", str(tmp_path / "posts"), "--port", str(port), "--data", str(data)]
    with serving(command, tmp_path, port, workers=1) as running:
        before = json.loads(running.get("/feeds/all.json").body)["items"]
        data.rename(away)
        until(lambda: running.get("/readyz").status == 503, "a word on it")
        until(lambda: "which was there before; move it back" in running.log.read_text(), "a word in the log")
        time.sleep(1)
        assert not data.exists()
        away.rename(data)
        write("b.md", head="title: Two\ndate: 2022-03-29", body="Other words.")
        until(lambda: len(json.loads(running.get("/feeds/all.json").body)["items"]) == 2, "the second article")
        assert running.get("/readyz").status == 200
        assert json.loads(running.get("/feeds/all.json").body)["items"][1:] == before
        assert "Traceback" not in running.log.read_text()


@pytest.mark.parametrize("how", ["killed", "without its lock"])
def test_with_a_registry_file_that_cannot_be_read_a_servers_ingester_goes_on_when_it_begins_again(
    tmp_path: Path, write: Callable[..., Path], how: str
) -> None:
    write("a.md", body="凌岳国际签约。")
    own, port = tmp_path / "own.toml", free_port()
    own.write_text('[[company]]\nname = "凌岳国际"\n', encoding="utf-8")
    command = ["feedsvc", "serve", str(tmp_path / "posts"), "--port", str(port)]
    with serving(command, tmp_path, port, workers=1, companies=own) as running:
        own.write_text("[[company", encoding="utf-8")
        until(lambda: "companies are matched as before" in running.log.read_text(), "a word on the file")
        if how == "killed":
            (ingester,) = running.processes("--with-parent")
            os.kill(ingester, signal.SIGKILL)
        else:
            (tmp_path / "data" / "ingest.lock").unlink()
        write("b.md", head="title: Two\ndate: 2022-03-29", body="凌岳国际再签。")
        feed = f"/feeds/company/{quote('凌岳国际')}.json"
        until(lambda: len(json.loads(running.get(feed).body)["items"]) == 2, "the second article")
        until(lambda: json.loads(running.get("/readyz").body)["ingester"], "an ingester that stays")


def test_whoever_follows_changes_keeps_the_companies_of_a_registry_file_over_a_lost_lock(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    write("a.md", body="凌岳国际签约。")
    own, file = tmp_path / "own.toml", tmp_path / "log"
    own.write_text('[[company]]\nname = "凌岳国际"\n', encoding="utf-8")
    with following(tmp_path, companies=own) as process, reopened(tmp_path) as store:
        own.write_text("[[company", encoding="utf-8")
        until(lambda: "companies are matched as before" in file.read_text(), "a word on the file")
        lose_lock(store)
        write("b.md", head="title: Two\ndate: 2022-03-28", body="凌岳国际再签。")
        until(lambda: len(shown(store, "company", "凌岳国际")) == 2, "the second article")
        assert process.poll() is None


def test_whoever_follows_changes_ends_where_a_later_version_has_the_store_meanwhile(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    write("a.md")
    with following(tmp_path) as process, reopened(tmp_path) as store:
        with store.writing() as connection:
            connection.execute(text("UPDATE meta SET value = '999' WHERE key = 'version'"))
        lose_lock(store)
        assert process.wait(PATIENCE) == 2
    assert "error: the store is of version 999" in (tmp_path / "log").read_text()


def test_whoever_follows_changes_alone_reads_the_settings_again_at_sighup(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    write("a.md")
    (tmp_path / "more").mkdir()
    write("../more/b.md", head="title: Two\ndate: 2022-03-28", body="Other words.")
    file, log = tmp_path / "own.toml", tmp_path / "log"
    file.write_text('sources = ["posts"]\nstarter = false\n')
    command = [sys.executable, "-m", "feedsvc", "ingest", "--watch", "--quiet", "--config", str(file)]
    with log.open("w") as told:
        process = subprocess.Popen(
            command, cwd=tmp_path, env=environment() | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=told,
            # Whoever runs the tests may be one to whom the end of a terminal is nothing (nohup).
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509 - no threads
        )  # fmt: skip
    try:
        with reopened(tmp_path) as store:
            file.write_text('sources = ["posts", "more"]\nstarter = false\n')
            process.send_signal(signal.SIGHUP)
            until(lambda: sorted(titles(store)) == ["One", "Two"], "the other source")
            file.write_text("sources = 1")
            process.send_signal(signal.SIGHUP)
            until(lambda: "the settings of before go on" in log.read_text(), "a word on the mistake")
            write("../more/c.md", head="title: Three\ndate: 2022-03-28", body="And more.")
            until(lambda: sorted(titles(store)) == ["One", "Three", "Two"], "the third article")
    finally:
        process.terminate()
        assert process.wait(PATIENCE) == 0


@contextmanager
def following(folder: Path, **settings: object) -> Iterator[subprocess.Popen[str]]:
    """`feedsvc ingest --watch` of the source `posts`, whose article is served; it writes into the file `log`."""
    command = [sys.executable, "-m", "feedsvc", "ingest", "--watch", "--quiet", str(folder / "posts")]
    environ = environment(**settings) | {"PYTHONPATH": str(ROOT)}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=environ, stderr=log, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def reopened(folder: Path) -> Iterator[Store]:
    """The store of such a process, which has served an article."""
    file = folder / "data" / "feedsvc.sqlite3"
    until(file.exists, "a store")
    store = open_store(f"sqlite:///{file}", folder / "data")
    until(lambda: titles(store), "the first article")
    yield store
    store.close()


def titles(store: Store) -> list[str]:
    return [] if feed(store, "all") is None else [entry.title for entry in shown(store)]


def test_gunicorn_with_wrong_settings_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    for name in ("wsgi.py", "gunicorn.conf.py"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    environ = environment(sources="nowhere") | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{free_port()}"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 2
    assert "error: the source folder 'nowhere' does not exist" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_with_what_parts_two_in_its_name_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "a:b").mkdir()
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    done = feedsvc("check", "a:b", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: the source folder 'a:b' has a ':' in its name, which parts two; "
        "write it into the settings file (sources), or give a link to it\n"
    )
    assert feedsvc("check", "one:two", cwd=tmp_path).returncode == 0


def test_a_folder_within_a_source_is_not_ingested_beside_it(tmp_path: Path) -> None:
    for path in ("news/a.md", "news/sub/b.md", "news/themes/c.md", "apart/d.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"---\ntitle: {path}\ndate: 2022-03-28\n---\nText of {path}.", encoding="utf-8")
    (tmp_path / "feedsvc.toml").write_text('starter = false\n[sources.wire]\npath = "news"\n', encoding="utf-8")
    assert feedsvc("ingest", "news/sub", "--data", "other", cwd=tmp_path).returncode == 0
    assert feedsvc("ingest", cwd=tmp_path).stdout.startswith("read 2, added 2, ")
    done = feedsvc("ingest", "news/sub", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("error: the folder 'news/sub' is a part of source 'wire', ")
    # What that source does not read, and the source itself.
    for named, told in (("news/themes", "added 1"), ("apart", "added 1"), ("news/", "added 0")):
        done = feedsvc("ingest", named, cwd=tmp_path)
        assert (done.returncode, told in done.stdout) == (0, True), done.stderr


def test_a_second_ingest_finds_nothing_to_do(seeded: Path) -> None:
    done = feedsvc("ingest", SEEDS, "--json", cwd=seeded, starter="true")
    report = json.loads(done.stdout)
    assert (report["read"], report["added"], report["changed"], report["removed"]) == (5, 0, 0, 0)


def test_a_data_folder_may_be_called_anything(tmp_path: Path) -> None:
    data = "d space#%?q=1"
    assert feedsvc("ingest", SEEDS, cwd=tmp_path, data=data).returncode == 0
    assert "all.atom" in feedsvc("feeds", "--subscribers", cwd=tmp_path, data=data).stdout
    assert json.loads(feedsvc("show", next(SEEDS.iterdir()), cwd=tmp_path, data=data).stdout)["title"]
    assert (tmp_path / data / "feedsvc.sqlite3").is_file()
    assert [each.name for each in tmp_path.iterdir()] == [data]


def test_feeds_lists_addresses_titles_and_entries(seeded: Path) -> None:
    done = feedsvc("feeds", "--kind", "company", cwd=seeded, starter="true", base_url="https://feeds.example")
    assert "https://feeds.example/feeds/company/06618.HK.atom  京东健康  4\n" in done.stdout
    rows = json.loads(feedsvc("feeds", "--json", cwd=seeded, starter="true").stdout)
    assert rows[0]["kind"] == "all"
    assert rows[0]["entries"] == 5


def test_feeds_lists_the_addresses_at_which_they_are_served(seeded: Path) -> None:
    served = config.load(environ={"FEEDSVC_DATA": str(seeded / "data"), "FEEDSVC_PORT": "18761"})
    open_site(served).store.close()
    assert "http://127.0.0.1:18761/feeds/company/06618.HK.atom" in feedsvc("feeds", cwd=seeded, starter="true").stdout
    own = feedsvc("feeds", cwd=seeded, starter="true", base_url="https://feeds.example").stdout
    assert "https://feeds.example/feeds/company/06618.HK.atom" in own
    assert "18761" not in own


def test_companies_list_and_explain(seeded: Path) -> None:
    listed = feedsvc("companies", "list", cwd=seeded, starter="true")
    assert "06618.HK  京东健康  06618.HK  4\n" in listed.stdout
    explained = feedsvc("companies", "explain", "003_712fa19a513a8731.txt", cwd=seeded, starter="true")
    assert explained.returncode == 0
    assert "06618.HK  京东健康  " in explained.stdout
    assert "name in body: 京东健康" in explained.stdout or "name in lead: 京东健康" in explained.stdout
    wrong = feedsvc("companies", "explain", "none", cwd=seeded, starter="true")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_show_tells_what_one_file_becomes(seeded: Path) -> None:
    done = feedsvc("show", SEEDS / "000_b5f79a45313636af.txt", cwd=seeded, starter="true")
    shown = json.loads(done.stdout)
    assert done.returncode == 0
    assert shown["published"] == "2022-02-15T11:11:11Z"
    assert shown["published_raw"] == "2022-02-15 19:11:11 +0800"
    assert {removal["rule"] for removal in shown["removed"]} == {
        "quote-chart", "source-line", "original-link", "footer-links",
    }  # fmt: skip
    companies = {company["key"]: company for company in shown["companies"]}
    assert companies["002382.SZ"]["role"] == "subject"
    assert companies["002382.SZ"]["reasons"]


def test_show_knows_what_data_of_the_site_says_of_a_file_that_is_in_no_source(tmp_path: Path) -> None:
    texts = {
        ".eleventy.js": "module.exports = () => ({});",
        "_data/site.json": '{"url": "https://mill.example"}',
        "notes/notes.json": '{"permalink": "/n/{{ page.fileSlug }}/"}',
        "notes/a.md": "---\ntitle: A\ndate: 2024-03-05\n---\nWords.\n",
    }
    for name, words in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    assert json.loads(feedsvc("show", "notes/a.md", cwd=tmp_path).stdout)["link"] == "https://mill.example/n/a/"


def test_show_knows_of_another_file_of_the_article_from_the_store_that_data_names(tmp_path: Path) -> None:
    text = "---\ntitle: Twin\ndate: 2022-03-28\nlink: https://news.example/1\n---\n" + "Words of it. " * 100
    (tmp_path / "posts").mkdir()
    for name in ("a.md", "b.md"):
        (tmp_path / "posts" / name).write_text(text, encoding="utf-8")
    assert feedsvc("ingest", "--data", "elsewhere", cwd=tmp_path, sources="posts").returncode == 0
    for option, others in (((), None), (("--data", "elsewhere"), [{"source": "posts", "path": "a.md"}])):
        shown = json.loads(feedsvc("show", "posts/b.md", *option, cwd=tmp_path, sources="posts").stdout)
        assert shown.get("same_article_as") == others


def test_show_of_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text", encoding="utf-8")
    for name in ("gone.md", "a.md/below.md"):
        done = feedsvc("show", name, cwd=tmp_path)
        told = f"error: the file {name!r} does not exist; give the path of one that does\n"
        assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


def test_show_of_what_is_no_file_is_one_line_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to("loop.md")
    for name, why in (("", "is a folder"), ("a" * 300 + ".md", "File name too long"), ("loop.md", "cannot be read")):
        done = feedsvc("show", name, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert done.stderr.startswith("error: ")
        assert why in done.stderr


def test_show_of_a_link_says_what_an_ingest_makes_of_it(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    for file in ("posts/a.md", "secret.md"):
        (tmp_path / file).write_text(f"---\ntitle: {file}\ndate: 2022-03-01\n---\n\ntext\n", encoding="utf-8")
    links = {"posts/in.md": "a.md", "posts/out.md": "../secret.md", "beside.md": "posts/a.md"}
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    found = [json.loads(feedsvc("show", name, cwd=tmp_path, sources="posts").stdout) for name in links]
    assert [each.get("title") for each in found] == ["posts/a.md", None, "posts/a.md"]
    assert [each["path"] for each in found] == ["in.md", "out.md", "a.md"]
    assert found[1]["passed_over"] == "link"


@pytest.mark.parametrize("shut", ["folder", "folder/a.md"])
def test_show_of_a_file_that_may_not_be_read_says_so(tmp_path: Path, shut: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/a.md").write_text("text", encoding="utf-8")
    (tmp_path / shut).chmod(0)
    try:
        if os.access(tmp_path / shut, os.R_OK):
            pytest.skip("this user may read everything")
        done = feedsvc("show", "folder/a.md", cwd=tmp_path)
    finally:
        (tmp_path / shut).chmod(0o755)
    assert done.returncode == 1, done.stderr
    problem = json.loads(done.stdout)["problem"]
    assert (problem["rule"], problem["found"]) == ("unreadable", "the file cannot be read: Permission denied")


def test_check_and_problems_say_path_line_value_and_mend(
    make_settings: Callable[..., Settings], write: Callable[..., Path], tmp_path: Path
) -> None:
    make_settings()
    write("bad.md", head="title: One\ndate: Invalid Date")
    write("untitled.md", head="date: 2022-03-28", body="The first words.")
    write("good.md")
    checked = feedsvc("check", "posts", cwd=tmp_path)
    assert checked.returncode == 1
    lines = checked.stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("posts/bad.md:3: ")
    assert "'Invalid Date'" in lines[0]
    assert "2022-03-28 19:13:15 +0800" in lines[0]
    assert not (tmp_path / "data").exists()
    ingested = feedsvc("ingest", "posts", "--strict", cwd=tmp_path)
    assert ingested.returncode == 1
    assert "added 2" in ingested.stdout
    assert "problems 1" in ingested.stdout
    assert ingested.stderr.count("bad.md:3") == 1
    told = feedsvc("problems", cwd=tmp_path, sources="posts")
    assert told.returncode == 1
    assert told.stdout.splitlines()[0].startswith("held back: posts/bad.md:3: ")
    assert told.stdout.splitlines()[1].startswith("repaired: posts/untitled.md")
    assert feedsvc("ingest", "posts", cwd=tmp_path).stderr == ""


@pytest.mark.parametrize("command", ["ingest", "check"])
def test_a_source_within_another_is_told_once_and_is_no_finding(tmp_path: Path, command: str) -> None:
    shutil.copytree(SEEDS, tmp_path / "a" / "3")
    (tmp_path / "feedsvc.toml").write_text("starter = false\n[sources.a]\npath = 'a'\n[sources.a3]\npath = 'a/3'\n")
    done = feedsvc(command, cwd=tmp_path)
    assert done.returncode == 0
    (line,) = [line for line in done.stderr.splitlines() if "twice" in line]
    assert line.endswith(
        " warning feedsvc.ingest: source 'a3' lies in source 'a': articles that both read appear twice; "
        "take one of the two out of the settings"
    )


@pytest.mark.parametrize(("name", "other"), [("A", "a"), ("my posts", "My-Posts"), ("ＮＩＯ", "nio")])
@pytest.mark.parametrize("command", ["ingest", "check", "serve"])
def test_sources_that_would_share_a_feed_are_refused(tmp_path: Path, command: str, name: str, other: str) -> None:
    for folder in ("one", "two"):
        shutil.copytree(SEEDS, tmp_path / folder)
    (tmp_path / "feedsvc.toml").write_text(
        f"[sources.'{name}']\npath = 'one'\n[sources.'{other}']\npath = 'two'\n", encoding="utf-8"
    )
    done = feedsvc(command, cwd=tmp_path, port=free_port())
    told = f"error: sources: {name!r} and {other!r} are one key in addresses; give one of them another [sources.NAME]\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


def test_check_of_good_articles_is_silent(tmp_path: Path) -> None:
    done = feedsvc("check", SEEDS, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


PRINTING = (
    ("feeds",),
    ("feeds", "--json"),
    ("companies", "list"),
    ("companies", "export"),
    ("config",),
    ("ingest", SEEDS),
    ("show", next(SEEDS.iterdir())),
    ("--help",),
    ("feeds", "--help"),
    ("--version",),
)


def printing_to(output: int, cwd: Path, *arguments: object) -> tuple[int, str]:
    """Exit code and messages of a command with this standard output."""
    command = [sys.executable, "-m", "feedsvc", *map(str, arguments)]
    environ = environment(starter="true") | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=cwd, env=environ, stdout=output, stderr=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("arguments", PRINTING, ids=lambda arguments: arguments[0])
def test_output_that_cannot_be_written_is_one_line(seeded: Path, arguments: tuple[object, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        told = printing_to(full.fileno(), seeded, *arguments)
    assert told == (2, "error: cannot write the output: No space left on device; make room on that disk\n")


def test_what_the_encoding_of_the_output_has_not_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    put_article(tmp_path, "新.md", head="title: 新")
    command = [sys.executable, "-m", "feedsvc", "check", "posts"]
    environ = environment() | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: cannot write the output: its encoding iso8859-1 has no '\\u65b0'; set PYTHONIOENCODING=utf-8\n"
    )


def test_output_that_is_open_to_read_alone_is_one_line(seeded: Path) -> None:
    with Path(os.devnull).open("rb") as read_only:
        told = printing_to(read_only.fileno(), seeded, "feeds")
    assert told == (
        2, "error: cannot write the output: Bad file descriptor; redirect it to where it can be written\n",
    )  # fmt: skip


@pytest.mark.parametrize("arguments", PRINTING, ids=lambda arguments: arguments[0])
def test_a_reader_that_has_enough_ends_a_command_silently(seeded: Path, arguments: tuple[object, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert printing_to(writing, seeded, *arguments) == (128 + signal.SIGPIPE, "")
    finally:
        os.close(writing)


def test_a_command_without_standard_output_does_its_work(seeded: Path) -> None:
    command = f'exec "{sys.executable}" -m feedsvc feeds >&-'
    environ = environment(starter="true") | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], cwd=seeded, env=environ, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_config_shows_settings_and_where_they_came_from(tmp_path: Path) -> None:
    (tmp_path / "feedsvc.toml").write_text("entries = 10\n")
    done = feedsvc("config", cwd=tmp_path, title="Mine")
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert lines["entries"].split() == ["entries", "10", "(feedsvc.toml)"]
    assert "Mine  (FEEDSVC_TITLE)" in lines["title"]
    assert lines["port"].endswith("8000  (default)")


def test_logs_can_be_json_lines(
    make_settings: Callable[..., Settings], write: Callable[..., Path], tmp_path: Path
) -> None:
    make_settings()
    write("bad.md", head="title: One")
    done = feedsvc("ingest", "posts", cwd=tmp_path, log_format="json")
    line = json.loads(done.stderr.splitlines()[0])
    assert (line["level"], line["logger"]) == ("warning", "feedsvc.ingest")
    assert "posts/bad.md" in line["message"]


def test_readme_documents_every_setting_and_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in (*NAMES, *SOURCE_OPTIONS) if name not in readme] == []
    assert [name for name in COMMANDS if f"`feedsvc {name}" not in readme] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = [each.partition(">")[0].partition("[")[0] for each in project["dependencies"]]
    assert [name for name in packages if f"**{name}**" not in readme] == []


def test_readme_says_how_many_feeds_the_seeds_have(seeded: Path) -> None:
    feeds = feedsvc("feeds", cwd=seeded, starter="true").stdout.splitlines()
    assert f"serving 5 articles in {len(feeds)} feeds at http://127.0.0.1:8000" in (ROOT / "README.md").read_text(
        "utf-8"
    )
