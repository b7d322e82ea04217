"""The main job, as a user runs it: real servers, real workers, real ingester, real readers."""

from __future__ import annotations

import calendar
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest
from reader import make_reader

from feedsvc.config import Settings
from tests.conftest import SEEDS
from tests.running import ENDING, PATIENCE, ROOT, Running, below, environment, free_port, is_alive, serving, until

JD = "/feeds/company/06618.HK"
FORMATS = ("atom", "rss", "json")
SERVERS = ("gunicorn", "granian")


@pytest.fixture(scope="module", params=["serve", "serve-postgresql", "serve-granian", "gunicorn"])
def seeds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The seeds, served by `feedsvc serve` over both databases and under both servers, and by `gunicorn wsgi:app`,
    with the starter registry."""
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    settings: dict[str, object] = {"starter": "true"}
    if request.param == "gunicorn":
        for name in ("wsgi.py", "gunicorn.conf.py"):
            shutil.copy(ROOT / name, folder)
        command = ["gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}"]
        settings |= {"sources": SEEDS, "data": folder / "data"}
    else:
        command = ["feedsvc", "serve", str(SEEDS), "--port", str(port), "--data", str(folder / "data")]
    if request.param == "serve-postgresql":
        settings["database"] = request.getfixturevalue("new_database")()
    if request.param == "serve-granian":
        command += ["--server", "granian"]
    with serving(command, folder, port, **settings) as running:
        yield running


# What the seeds must become: file -> published, categories, companies at least.
TABLE = {
    "京东健康与蓝帆医疗达成战略合作 共同推动公共安全急救事业": (
        "2022-02-15T11:11:11Z",
        {"xinhuacaijing": "新华财经新闻"},
        {"06618.HK": "京东健康", "002382.SZ": "蓝帆医疗"},
    ),
    "京东健康发布企业健康战略 打造数智化企业健康管理新范式": (
        "2022-06-14T11:57:29Z",
        {"zhongguozhengquanbao·zhongzhengwang": "中国证券报·中证网新闻"},
        {"06618.HK": "京东健康"},
    ),
    "京东健康公布2021年全年业绩 推出公益平台、探索医疗健康公益服务新模式": (
        "2022-03-28T11:13:15Z",
        {"nanfangwang": "南方网新闻"},
        {"06618.HK": "京东健康"},
    ),
    "新合作、新技术、新场景 服贸会“剧透”中医药未来": (
        "2022-02-16T12:47:24Z",
        {"beijingshangbao": "北京商报新闻"},
        {"06618.HK": "京东健康"},
    ),
    "长航总医院携手中金慈云，打造“企业健康管理”服务新模式": (
        "2021-04-12T06:57:00Z",
        {
            "新媒体": "新媒体",
            "新媒体>高科技行业门户": "新媒体>高科技行业门户",
            "新媒体>高科技行业门户>新闻": "新媒体>高科技行业门户>新闻",
            "高科技行业门户": "高科技行业门户",
            "新闻": "新闻",
        },
        {},
    ),
}
NOT_IN_CONTENT = (
    "返回首页",
    "文章来源",
    "EM_StockImg",
    "<!--",
    "display:none",
    "webquoteklinepic",
    "cors.zfour",
    "style=",
)


def read_json(running: Running, path: str) -> dict[str, tuple[datetime, dict[str, str], dict[str, str]]]:
    found = {}
    for item in json.loads(running.get(f"{path}.json").body)["items"]:
        categories = {each["key"]: each["label"] for each in item["_feedsvc"]["categories"]}
        companies = {each["key"]: each["name"] for each in item["_feedsvc"]["companies"]}
        found[item["title"]] = (datetime.fromisoformat(item["date_published"]), categories, companies)
    return found


def read_xml(
    running: Running, path: str, format_name: str
) -> dict[str, tuple[datetime, dict[str, str], dict[str, str]]]:
    found = {}
    for entry in feedparser.parse(running.get(f"{path}.{format_name}").body).entries:
        terms: dict[str, dict[str, str]] = {"category": {}, "company": {}, "tag": {}}
        for tag in entry.tags:
            terms[tag.scheme.rpartition("/")[2]][tag.term] = tag.label or tag.term
        at = datetime.fromtimestamp(calendar.timegm(entry.published_parsed), UTC)
        found[entry.title] = (at, terms["category"], terms["company"])
    return found


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_seeds_become_what_they_must(seeds: Running, format_name: str) -> None:
    path = "/feeds/all"
    found = read_json(seeds, path) if format_name == "json" else read_xml(seeds, path, format_name)
    assert found.keys() == TABLE.keys()
    for title, (published, categories, companies) in TABLE.items():
        at, has_categories, has_companies = found[title]
        assert at == datetime.fromisoformat(published), title
        # RSS has no room for a label beside a key: its category is the label.
        assert has_categories == categories or set(has_categories) == set(categories.values()), title
        names = set(has_companies) | set(has_companies.values())
        assert set(companies) <= names or set(companies.values()) <= names, title


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_companys_feed_has_its_articles_newest_first(seeds: Running, format_name: str) -> None:
    body = seeds.get(f"{JD}.{format_name}").body
    if format_name == "json":
        dates = [item["date_published"] for item in json.loads(body)["items"]]
    else:
        dates = [entry.published_parsed for entry in feedparser.parse(body).entries]
    assert len(dates) == 4
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    ("path", "key"),
    [(f"/feeds/company/{quote('京东健康')}.rss", f"{JD}.rss"), ("/feeds/company/6618.HK.rss", f"{JD}.rss"),
     ("/feeds/company/HK06618.json", f"{JD}.json")],
)  # fmt: skip
def test_spellings_answer_301_to_the_one_key(seeds: Running, path: str, key: str) -> None:
    answer = seeds.get(path)
    assert (answer.status, answer.headers["Location"]) == (301, key)


def test_contents_are_clean_linked_and_sourced(seeds: Running) -> None:
    items = {item["title"]: item for item in json.loads(seeds.get("/feeds/all.json").body)["items"]}
    for title, item in items.items():
        for trace in NOT_IN_CONTENT:
            assert trace not in item["content_html"], (title, trace)
        if title.startswith("长航"):
            assert item["content_html"].count("http://images.ofweek.com/") == 3
            assert item["image"].startswith("http://images.ofweek.com/")
        else:
            assert item["url"].startswith("http://finews.zning.xyz/html_News/NewsShare.html?infoCode=NW")
    sources = {item["_feedsvc"]["source"]["name"] for item in items.values()}
    assert {"新华财经", "中国证券报·中证网", "南方网", "北京商报"} < sources


def logged(running: Running, word: str) -> list[str]:
    """The lines of the log so far; a request's line is written after its answer was sent."""
    return [line for line in running.log.read_text().splitlines() if word in line]


def test_reader_subscribes_to_the_company_and_asks_conditionally(seeds: Running) -> None:
    with make_reader(":memory:") as reader:
        for format_name in FORMATS:
            reader.add_feed(f"{seeds.base}{JD}.{format_name}")
        reader.update_feeds()
        for feed in reader.get_feeds():
            assert feed.last_exception is None
            assert feed.title is not None
            assert feed.title.startswith("京东健康")
            assert len(list(reader.get_entries(feed=feed))) == 4
        for feed in list(reader.get_feeds()):
            # update_feeds() keeps to our max-age and would not ask again yet.
            reader.update_feed(feed)
    polls = until(lambda: len(found := logged(seeds, "python-reader")) >= 6 and found, "six polls in the log")
    # Each worker writes its own lines a little later: their order is that of their times.
    polls = sorted(polls)
    assert [" 200 " in line for line in polls] == [True] * 3 + [False] * 3
    assert [" 304 " in line for line in polls] == [False] * 3 + [True] * 3


def test_opml_and_catalogue_name_feeds_that_answer(seeds: Running) -> None:
    assert seeds.get("/opml").headers["Content-Type"].startswith("text/x-opml")
    assert len(json.loads(seeds.get("/feeds.json").body)["feeds"]) >= 20


@pytest.mark.parametrize("path", ["/feeds/all.atom", "/feeds.json", "/"])
def test_every_answer_says_once_when_it_was_given(seeds: Running, path: str) -> None:
    for headers in ({}, {"If_None_Match": "*"}):
        # Twice: the second time from memory.
        for _ in range(2):
            dates = seeds.get(path, **headers).headers.get_all("Date") or []
            assert len(dates) == 1


TOO_LONG = [("/search?q=" + "w" * 10_000, (414,)), ("/" + "x" * 20_000, (404, 414))]


@pytest.mark.parametrize(("path", "statuses"), TOO_LONG)
def test_an_address_that_is_too_long_is_refused_shortly(seeds: Running, path: str, statuses: tuple[int, ...]) -> None:
    """gunicorn does not read it to its end, and hears of nobody's browser; granian does, up to 64 KB."""
    answer = seeds.get(path, Accept="text/html")
    assert answer.status in statuses
    text = answer.body.decode()
    if answer.headers["Content-Type"].startswith("text/plain"):
        assert text == "error: an address of more than 4094 bytes is too long\n"
    else:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "/static/style.css" in text
        assert '<form class="find"' in text
    assert len(text) < 50_000
    assert seeds.get("/healthz").status == 200


@pytest.mark.parametrize("path", ["/feeds/all.atom?q=京东", "/category/新闻"])
def test_an_address_may_be_sent_as_it_is_typed(seeds: Running, path: str) -> None:
    """newsboat, Go's net/http and curl send it so."""
    host, _, port = seeds.base.removeprefix("http://").partition(":")

    def sent(target: bytes) -> bytes:
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
            connection.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            answer = b"".join(iter(lambda: connection.recv(65_536), b""))
        return answer[:13] + answer.partition(b"\r\n\r\n")[2]

    assert sent(path.encode()) == sent(quote(path, safe="/?=").encode())
    assert b" 400" not in sent(path.encode())[:13]


def only(running: Running, *words: str) -> None:
    """Wait until the server has one process of each: the one that it had before ends behind its work, and one that
    starts another program has its own name until it has."""
    for word in words:
        until(lambda: len(running.processes(word)) == 1, f"one {word} alone")  # noqa: B023 - asked within this turn


def test_one_ingester_beside_several_workers(seeds: Running) -> None:
    assert len(seeds.workers()) == 2
    only(seeds, "feedsvc ingest")


def test_the_access_log_has_status_bytes_time_and_verdict(seeds: Running) -> None:
    seeds.get(f"{JD}.atom?access=1")
    lines = until(lambda: logged(seeds, "access=1"), "the line")
    assert len(lines) == 1
    assert "GET" in lines[0]
    assert " 200 " in lines[0]
    assert "ms " in lines[0]
    assert any(verdict in lines[0] for verdict in ("hit", "checked", "rendered"))


@pytest.fixture(params=SERVERS)
def posts(request: pytest.FixtureRequest, tmp_path: Path, make_settings: Callable[..., Settings]) -> Iterator[Running]:
    """A folder that a test writes into, served under each server."""
    settings, port = make_settings(), free_port()
    command = ["feedsvc", "serve", str(settings.sources[0].path), "--port", str(port), "--data", str(tmp_path / "data")]
    with serving(command, tmp_path, port, server=request.param) as running:
        yield running


def titles(running: Running, workers: int = 8) -> set[str]:
    """The titles that every one of some requests, which reach all workers, agrees on; else nothing."""
    answers = {
        tuple(item["title"] for item in json.loads(running.get("/feeds/all.json").body)["items"])
        for _ in range(workers)
    }
    return set(answers.pop()) if len(answers) == 1 else set()


def test_new_changed_and_deleted_files_show_in_every_worker(posts: Running, write: Callable[..., Path]) -> None:
    path = write("a.md")
    until(lambda: titles(posts) == {"One"}, "the new file")
    write("a.md", head="title: Two\ndate: 2022-03-28")
    until(lambda: titles(posts) == {"Two"}, "the changed file")
    path.unlink()
    until(lambda: not json.loads(posts.get("/feeds/all.json").body)["items"], "the deletion")


def test_a_source_that_goes_away_and_comes_back_loses_nothing_and_is_followed_again(
    posts: Running, write: Callable[..., Path], tmp_path: Path
) -> None:
    write("a.md")
    until(lambda: titles(posts) == {"One"}, "the new file")
    (tmp_path / "posts").rename(tmp_path / "away")
    until(lambda: logged(posts, "served on"), "the notice")
    assert titles(posts) == {"One"}
    (tmp_path / "away").rename(tmp_path / "posts")
    write("b.md", head="title: Two\ndate: 2022-03-28")
    until(lambda: titles(posts) == {"One", "Two"}, "the file written when it was back")
    shutil.move(tmp_path / "posts", tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "posts")
    write("c.md", head="title: Three\ndate: 2022-03-28")
    until(lambda: titles(posts) == {"One", "Two", "Three"}, "the file in the new folder")


def test_an_article_is_released_at_its_second(posts: Running, write: Callable[..., Path]) -> None:
    due = datetime.fromtimestamp(int(datetime.now(UTC).timestamp()) + 3, UTC)
    write("a.md", head=f"title: One\ndate: {due.isoformat()}")
    write("b.md", head="title: Two\ndate: 2022-03-28")
    until(lambda: "Two" in titles(posts), "the article of the past")
    shown = titles(posts)
    # If it is not due behind that: on a busy machine to look may take its time.
    if datetime.now(UTC) < due:
        assert shown == {"Two"}
    until(lambda: titles(posts) == {"One", "Two"}, "the release")
    assert datetime.now(UTC) >= due


def test_an_article_leaves_at_the_second_of_its_expiry(posts: Running, write: Callable[..., Path]) -> None:
    write("a.md")
    write("b.md", head="title: Two\ndate: 2022-03-28")
    until(lambda: titles(posts) == {"One", "Two"}, "both articles")
    over = datetime.fromtimestamp(int(datetime.now(UTC).timestamp()) + 4, UTC)
    write("a.md", head=f"title: One\ndate: 2022-03-28\nexpiryDate: {over.isoformat()}")
    until(lambda: titles(posts) == {"Two"}, "the end of one")
    assert datetime.now(UTC) >= over


def test_a_killed_ingester_is_started_again(posts: Running, write: Callable[..., Path]) -> None:
    before = until(lambda: posts.processes("feedsvc ingest"), "the ingester")[0]
    os.kill(before, signal.SIGKILL)
    write("a.md")
    until(lambda: titles(posts) == {"One"}, "the new ingester's work")
    only(posts, "feedsvc ingest")
    assert posts.processes("feedsvc ingest") != [before]


def test_a_killed_supervisor_is_started_again(posts: Running, write: Callable[..., Path]) -> None:
    before = until(lambda: posts.processes("feedsvc.supervisor"), "the supervisor")[0]
    os.kill(before, signal.SIGKILL)
    write("a.md")
    until(lambda: titles(posts) == {"One"}, "the work of an ingester under a new supervisor")
    only(posts, "feedsvc.supervisor", "feedsvc ingest")
    assert before not in posts.processes("feedsvc.supervisor")


def test_killed_workers_lose_nothing(posts: Running, write: Callable[..., Path]) -> None:
    # Each in its turn: granian takes one that dies anew within seconds for one that cannot run, and ends.
    killed, next_one = until(lambda: len(found := posts.workers()) == 2 and found, "two workers")
    for number in range(10):
        os.kill(killed, signal.SIGKILL)
        write(f"{number}.md", head=f"title: T{number}\ndate: 2022-03-28")
        until(lambda: len(titles(posts)) == number + 1, "all articles")  # noqa: B023 - asked within this turn
        new = until(lambda: {*posts.workers()} - {killed, next_one}, "a new worker")  # noqa: B023
        killed, next_one = next_one, new.pop()


def test_the_ingester_ends_when_its_server_is_killed(posts: Running) -> None:
    family = until(lambda: posts.processes("feedsvc.supervisor") and posts.processes("feedsvc"), "the processes")
    posts.process.kill()
    posts.process.wait()
    until(lambda: not any(is_alive(pid) for pid in family), "the end of all its processes")


def test_sigterm_ends_with_0_and_leaves_no_process(posts: Running) -> None:
    family = posts.processes("feedsvc")
    posts.process.send_signal(signal.SIGTERM)
    assert posts.process.wait(ENDING) == 0
    assert not any(is_alive(pid) for pid in family)


@pytest.mark.parametrize("server", SERVERS)
def test_sighup_reads_the_settings_again(tmp_path: Path, write: Callable[..., Path], server: str) -> None:
    write("a.md")
    port = free_port()
    settings = tmp_path / "feedsvc.toml"
    settings.write_text(f"sources = ['posts']\nport = {port}\ntitle = 'Before'\n")
    with serving(["feedsvc", "serve", "--server", server], tmp_path, port) as running:
        until(lambda: b"Before" in running.get("/feeds/all.atom").body, "the first title")
        settings.write_text(f"sources = ['posts']\nport = {port}\ntitle = 'After'\ntimezone = 'UTC'\n")
        running.process.send_signal(signal.SIGHUP)
        until(lambda: b"After" in running.get("/feeds/all.atom").body, "the new title")
        until(lambda: logged(running, "the settings were read again"), "the line of it")
        write("b.md", head="title: Two\ndate: 2022-03-28 10:00:00")
        until(lambda: b"2022-03-28T10:00:00" in running.get("/feeds/all.json").body, "the new zone")
        only(running, "feedsvc ingest")


@pytest.mark.parametrize("kind", ["serve", "serve --server granian", "gunicorn"])
def test_sighup_while_a_server_starts_is_heeded_once_it_has(
    tmp_path: Path, write: Callable[..., Path], kind: str
) -> None:
    write("a.md")
    port = free_port()
    given = f"sources = ['posts']\nport = {port}\ncompanies = ['own.csv']\n"
    (tmp_path / "feedsvc.toml").write_text(f"{given}title = 'Before'\n")
    (tmp_path / "plain.csv").write_text("key,listings,name,names\n")
    os.mkfifo(tmp_path / "own.csv")

    def ask_for_new_settings() -> None:
        # It is read in the midst of the start, which goes on when it has been written.
        with (tmp_path / "own.csv").open("w") as pipe:
            (tmp_path / "plain.csv").replace(tmp_path / "own.csv")
            (tmp_path / "feedsvc.toml").write_text(f"{given}title = 'After'\n")
            words = "gunicorn" if kind == "gunicorn" else "feedsvc serve"
            # The first one: what it starts looks as it does at first, and stands behind it.
            server = next(pid for pid in below(os.getpid()) if pid not in others and words in command_of(pid))
            os.kill(server, signal.SIGHUP)
            pipe.write("key,listings,name,names\n")

    others = frozenset(below(os.getpid()))
    asking = threading.Thread(target=ask_for_new_settings)
    asking.start()
    for name in ("wsgi.py", "gunicorn.conf.py"):
        shutil.copy(ROOT / name, tmp_path)
    name, *rest = kind.split()
    command = ["gunicorn", "wsgi:app"] if name == "gunicorn" else ["feedsvc", name, *rest]
    with serving(command, tmp_path, port) as running:
        asking.join()
        until(lambda: b">After</title>" in running.get("/feeds/all.atom").body, "the new title")
        assert len(until(lambda: logged(running, "the settings were read again"), "the line of it")) == 1


def command_of(pid: int) -> str:
    """The command line of a process."""
    shown = subprocess.run(["ps", "-wwo", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return shown.stdout


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("serve", ["host", "port", "server"]),
        ("serve --workers 1 --server granian", ["host", "port"]),
        ("gunicorn", ["host", "port", "workers"]),
        ("gunicorn --workers 2", ["host", "port"]),
    ],
)
def test_sighup_says_which_settings_wait_for_a_start_and_goes_on_with_theirs(
    tmp_path: Path, write: Callable[..., Path], kind: str, told: list[str]
) -> None:
    write("a.md")
    port = free_port()
    settings = tmp_path / "feedsvc.toml"
    settings.write_text(f"sources = ['posts']\nport = {port}\nworkers = 1\n")
    for name in ("wsgi.py", "gunicorn.conf.py"):
        shutil.copy(ROOT / name, tmp_path)
    name, *rest = kind.split()
    command = ["gunicorn", "wsgi:app", *rest] if name == "gunicorn" else ["feedsvc", name, *rest]
    with serving(command, tmp_path, port) as running:
        settings.write_text(
            f"sources = ['posts']\nport = {port + 1}\nhost = '0.0.0.0'\nworkers = 3\nserver = 'granian'\ntitle = 'B'\n"
        )
        running.process.send_signal(signal.SIGHUP)
        until(lambda: b">B</title>" in running.get("/feeds/all.atom").body, "the new title")
        lines = logged(running, "counts when the server is started anew; until then it stays")
        assert [line.split(" feedsvc.server: ")[1].split(":")[0] for line in lines] == told
        assert lines[1].endswith(f"port: {port + 1} counts when the server is started anew; until then it stays {port}")
        assert f"http://127.0.0.1:{port}/feeds/all.atom".encode() in running.get("/feeds/all.atom").body


@pytest.mark.parametrize("kind", ["serve", "serve --server granian", "gunicorn"])
def test_sighup_with_a_wrong_setting_says_so_and_goes_on(tmp_path: Path, write: Callable[..., Path], kind: str) -> None:
    write("a.md")
    port = free_port()
    settings = tmp_path / "feedsvc.toml"
    good = f"sources = ['posts']\nport = {port}\n"
    settings.write_text(good)
    for name in ("wsgi.py", "gunicorn.conf.py"):
        shutil.copy(ROOT / name, tmp_path)
    command = ["gunicorn", "wsgi:app"] if kind == "gunicorn" else ["feedsvc", *kind.split()]
    with serving(command, tmp_path, port) as running:
        for wrong in ("timezone = 'Mars'\n", "title =\n", "companies = ['none.toml']\n"):
            told = len(logged(running, "settings of before go on"))
            settings.write_text(good + wrong)
            running.process.send_signal(signal.SIGHUP)
            until(lambda: len(logged(running, "settings of before go on")) > told, "the refusal")  # noqa: B023
        settings.unlink()
        running.process.send_signal(signal.SIGHUP)
        until(lambda: logged(running, "'feedsvc.toml': No such file or directory; the settings of"), "the loss")
        assert all(" error feedsvc.server: " in line for line in logged(running, "settings of before go on"))
        until(lambda: titles(running) == {"One"}, "the workers of before or after")
        write("b.md", head="title: Two\ndate: 2022-03-28")
        until(lambda: titles(running) == {"One", "Two"}, "the new file")
        settings.write_text(good)
        running.process.send_signal(signal.SIGHUP)
        until(lambda: logged(running, " info feedsvc.server: the settings were read again"), "the settings")
        assert "Traceback" not in running.log.read_text()


@pytest.mark.parametrize("kind", ["serve", "serve --server granian", "gunicorn"])
def test_after_sighups_that_follow_each_other_one_ingester_works_with_the_last_good_settings(
    tmp_path: Path, write: Callable[..., Path], kind: str
) -> None:
    port = free_port()
    write("a.md")
    settings = tmp_path / "feedsvc.toml"
    good = f"sources = ['posts']\nport = {port}\ntimezone = "
    settings.write_text(f"{good}'Asia/Tokyo'\n")
    for name in ("wsgi.py", "gunicorn.conf.py"):
        shutil.copy(ROOT / name, tmp_path)
    command = ["gunicorn", "wsgi:app"] if kind == "gunicorn" else ["feedsvc", *kind.split()]
    with serving(command, tmp_path, port) as running:
        for zone, told in (("Asia/Dubai", "read again"), ("UTC", "read again"), ("Mars", "of before go on")):
            before = len(logged(running, told))
            settings.write_text(f"{good}'{zone}'\n")
            running.process.send_signal(signal.SIGHUP)
            until(lambda: len(logged(running, told)) > before, "the settings")  # noqa: B023
        write("b.md", head="title: Two\ndate: 2022-03-28 10:00:00")
        until(
            lambda: b"2022-03-28T10:00:00+00:00" in running.get("/feeds/all.json").body, "the work of the last ingester"
        )
        only(running, "feedsvc ingest", "feedsvc.supervisor")


@pytest.mark.parametrize(
    ("kind", "edited"),
    [("serve", "[sources.a]\npath = 'posts/a'\n"), ("serve --server granian", "title =\n"), ("gunicorn", "title =\n")],
)
def test_what_dies_begins_again_with_the_settings_in_force_whatever_the_file_says_by_now(
    tmp_path: Path, write: Callable[..., Path], kind: str, edited: str
) -> None:
    write("a/a.md")
    write("b/b.md", head="title: Two\ndate: 2022-03-28")
    port = free_port()
    settings = tmp_path / "feedsvc.toml"
    settings.write_text(f"port = {port}\nmax_age = 60\n[sources.a]\npath = 'posts/a'\n[sources.b]\npath = 'posts/b'\n")
    for name in ("wsgi.py", "gunicorn.conf.py"):
        shutil.copy(ROOT / name, tmp_path)
    command = ["gunicorn", "wsgi:app"] if kind == "gunicorn" else ["feedsvc", *kind.split()]
    with serving(command, tmp_path, port) as running:
        until(lambda: titles(running) == {"One", "Two"}, "both sources")
        settings.write_text(f"port = {port}\nmax_age = 3600\n{edited}")
        for word in ("feedsvc ingest", "feedsvc.supervisor"):
            for pid in running.processes(word):
                os.kill(pid, signal.SIGKILL)
            write("b/c.md", head=f"title: {word}\ndate: 2022-03-29")
            until(lambda: titles(running) >= {"One", "Two", word}, "the work of a new ingester")  # noqa: B023
        before = running.workers()
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        until(lambda: not {*running.workers()} & {*before} and running.get("/healthz").status == 200, "new workers")
        assert "max-age=60," in running.get("/feeds/all.atom").headers["Cache-Control"]


def test_sighup_brings_a_killed_supervisor_back(posts: Running, write: Callable[..., Path]) -> None:
    ingester = until(lambda: posts.processes("feedsvc ingest"), "the ingester")[0]
    os.kill(until(lambda: posts.processes("feedsvc.supervisor"), "the supervisor")[0], signal.SIGKILL)
    until(lambda: not is_alive(ingester), "the end of its ingester")
    # The server starts another one by itself.
    assert "feedsvc ingest" not in posts.get("/").body.decode()
    posts.process.send_signal(signal.SIGHUP)
    until(lambda: json.loads(posts.get("/readyz").body)["ingester"] is True, "the new ingester")
    write("a.md")
    until(lambda: titles(posts) == {"One"}, "the new file")


def test_a_killed_ingester_leaves_no_building_process(tmp_path: Path, write: Callable[..., Path]) -> None:
    for number in range(150):
        write(f"{number:03}.md", body="Some words of text.\n\n" * 200)
    port = free_port()
    command = ["feedsvc", "serve", "posts", "--port", str(port)]
    log = tmp_path / "server.log"
    with log.open("w") as stream:
        environ = environment(processes=2) | {"PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=tmp_path, env=environ, stdout=stream, stderr=stream, text=True
        )
    running = Running(f"http://127.0.0.1:{port}", process, log)
    try:
        ingester = until(lambda: running.processes("feedsvc ingest"), "the ingester")[0]
        builders = until(lambda: len(found := below(ingester)) >= 4 and found, "its building processes")
        os.kill(ingester, signal.SIGKILL)
        until(lambda: not any(is_alive(pid) for pid in builders), "the end of the building processes")
        until(
            lambda: len(titles(running)) == 1 and json.loads(running.get("/readyz").body)["ready"],
            "the new ingester's work",
        )
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(ENDING) == 0


def test_serve_prints_its_one_line_once_ready(posts: Running, write: Callable[..., Path]) -> None:
    line = until(
        lambda: [line for line in posts.log.read_text().splitlines() if line.startswith("serving ")], "the line"
    )
    assert line == [f"serving 0 articles in 0 feeds at {posts.base}"]
