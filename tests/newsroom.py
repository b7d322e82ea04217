"""A site as readers find it, with some fifty articles, served on loopback from threads of the test."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from werkzeug.serving import make_server

from feedsvc import config
from feedsvc.config import Settings
from feedsvc.ingest import Ingester
from feedsvc.store import pages
from feedsvc.store.engine import open_store
from feedsvc.store.readers import Readers
from feedsvc.subscribers import Gathered
from feedsvc.watchers import Watchers
from feedsvc.web.app import create_app
from feedsvc.web.site import EXTENSION
from tests.running import free_port

TOKEN = "a-token-of-the-desk-1234"
NEWEST = datetime(2024, 3, 27, 10, tzinfo=UTC)
KNOWN = """\
06618.HK |  | 京东健康 | JD Health
600519.SH |  | 贵州茅台 | 茅台
300750.SZ | 03750.HK | 宁德时代 | CATL
000002.SZ | 02202.HK | 万科 | 万科企业
AAPL.US |  | 苹果公司 | Apple Inc., ?苹果
好丽友 |  | 好丽友 | ?苹果
"""
ABOUT = (
    ("京东健康", "医药", "京东健康(06618.HK)发布年度业绩，日均问诊量超过四十万。"),
    ("贵州茅台", "消费", "贵州茅台(600519.SH)召开股东大会，讨论分红方案。"),
    ("宁德时代", "新能源", "宁德时代(300750.SZ)与整车厂签署供货协议。"),
    ("万科", "地产", "万科(000002.SZ)公布销售简报，一线城市回暖。"),
    ("海天瑞声", "科技", "海天瑞声(688787.SH)推出新的语音数据集。"),
)
BODY = """\
![发布会现场]({picture})

## 要点

- 收入增长，利润率稳定；
- 现金流改善，负债率下降。

> 管理层表示，公司将继续加大研发投入，与{other}保持合作。

| 季度 | 收入 | 同比 |
|------|-----:|-----:|
| 一季度 | 12.3 | 8% |
| 二季度 | 13.1 | 9% |

更多内容见[交易所公告](https://exchange.example/notice?id={number})。分析人士认为，{other}等公司也会受到影响，但短期内市场对板块的看法仍然谨慎。
"""
ENGLISH = """\
Apple Inc. said on Friday that its services business grew again, while JD Health opened its platform to more hospitals.

![]({picture})

Analysts at two brokers kept their ratings. `AAPL.US` closed higher.

    a line of code that is longer than a narrow telephone is wide, so that it has to scroll by itself: 0123456789
"""
# The script of a person who forgot to leave it out, and what a page must not load.
FOREIGN = '<script src="https://elsewhere.example/track.js"></script><iframe src="https://elsewhere.example/"></iframe>'


def write(folder: Path) -> None:
    """The sources `news` and `wire`, and the registry."""
    (folder / "companies.txt").write_text(KNOWN, encoding="utf-8")
    for name in ("news", "wire", "none"):
        (folder / name).mkdir()
    for number in range(40):
        _chinese(folder / "news", number)
    for number in range(8):
        _english(folder / "wire", number)
    (folder / "news" / "gone.md").write_text(
        "---\ntitle: 已撤回的报道\ndate: 2026-03-01 08:00:00 +0800\ncategories: 医药\n---\n京东健康的报道。\n",
        encoding="utf-8",
    )
    (folder / "news" / "undated.md").write_text("---\ntitle: 没有日期\n---\n正文。\n", encoding="utf-8")


def _chinese(folder: Path, number: int) -> None:
    name, category, sentence = ABOUT[number * number % len(ABOUT)]
    other = ABOUT[(number + 1) % len(ABOUT)][0]
    moment = NEWEST - timedelta(days=number * number // 8, hours=number)
    picture = f"https://pictures.example/{number}.png"
    head = f"title: 第{number}期：{name}的新进展\ndate: {moment.isoformat()}\ncategories: [{category}, 要闻]\n"
    head += f"tags: [财报, {name}]\nauthor: 记者{number % 3}\n"
    if number % 2 == 0:
        head += f"image: {picture}\n"
    body = sentence + "\n\n" + BODY.format(picture=picture, other=other, number=number)
    (folder / f"{number}.md").write_text(f"---\n{head}---\n{body}\n{FOREIGN}\n", encoding="utf-8")


def _english(folder: Path, number: int) -> None:
    moment = NEWEST - timedelta(days=2 * number, hours=5)
    head = (
        f"title: Services grew again, part {number}\ndate: {moment.date().isoformat()}\ncategories: Markets\nlang: en\n"
    )
    body = ENGLISH.format(picture=f"https://pictures.example/en-{number}.png")
    (folder / f"{number}.md").write_text(f"---\n{head}---\n{body}\n", encoding="utf-8")


@dataclass(frozen=True)
class Newsroom:
    """Three servers: the site, one that answers twice an hour, one without articles. The ids of an article with a
    picture, of one in English and of one that was withdrawn."""

    url: str
    limited: str
    empty: str
    article: str
    english: str
    withdrawn: str


@contextmanager
def newsroom(folder: Path) -> Iterator[Newsroom]:
    """The servers, for a while."""
    write(folder)
    settings = _settings(folder, sources="news,wire", data="data")
    ids = _fill(folder, settings)
    limited = _settings(folder, sources="news,wire", data="data", rate_limit="3/hour", rate_burst="3")
    empty = _settings(folder, sources="none", data="empty")
    _ingest(empty)
    with _serving(settings) as url, _serving(limited) as other, _serving(empty) as third:
        yield Newsroom(url, other, third, *ids)


def _settings(folder: Path, *, sources: str, data: str, **more: str) -> Settings:
    port = free_port()
    given = {
        "SOURCES": ":".join(str(folder / name) for name in sources.split(",")),
        "DATA": str(folder / data),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "TITLE": "晨报",
        "SUBTITLE": "财经新闻",
        "STARTER": "false",
        "COMPANIES": str(folder / "companies.txt"),
        "ADMIN_TOKEN": TOKEN,
        "ACCESS_LOG": "false",
    }
    given |= {name.upper(): value for name, value in more.items()}
    return config.load(environ={f"FEEDSVC_{name}": value for name, value in given.items()})


def _ingest(settings: Settings) -> None:
    store = open_store(settings.database_url, settings.data)
    Ingester(store, settings, Watchers(clock=lambda: time.time() - 10)).run()
    store.close()


def _fill(folder: Path, settings: Settings) -> tuple[str, str, str]:
    _ingest(settings)
    withdrawn = _id(settings, "已撤回的报道")
    (folder / "news" / "gone.md").unlink()
    _ingest(settings)
    day = int(time.time()) // 86_400
    Readers(settings.data).add(Gathered(claims={(day, "/feeds/company/06618.HK", "feedly", ""): 489}))
    return _id(settings, "第0期：京东健康的新进展"), _id(settings, "Services grew again, part 0"), withdrawn


def _id(settings: Settings, title: str) -> str:
    store = open_store(settings.database_url, settings.data)
    with store.reading() as connection:
        everything = pages.find(connection, store.authority, "all", "")
        assert everything is not None
        entries = pages.entries(connection, everything.term_id, 100)
    store.close()
    return next(entry.uuid for entry in entries if entry.title == title)


@contextmanager
def _serving(settings: Settings) -> Iterator[str]:
    app = create_app(settings)
    _break(app)
    server = make_server("127.0.0.1", settings.port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield settings.public_url
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions[EXTENSION].store.close()


def _break(app: Flask) -> None:
    """An address whose answer fails, as a fault of ours would."""

    def broken() -> str:
        raise RuntimeError("a fault of ours")

    app.add_url_rule("/broken", view_func=broken)
