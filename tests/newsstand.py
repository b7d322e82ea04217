"""A small paper with everything that pages show: companies with and without articles, pictures, authors, an article
that was withdrawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from feedsvc import config
from tests.html_pages import Page
from tests.serving import Site

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
REGISTRY = """
06618.HK | | 京东健康 | 京东健康股份有限公司, JD Health
NIO.US | 09866.HK | 蔚来 | ?NIO
中科尚易 | | 中科尚易 |
600030.SH | | 中信证券 | ?中信
601066.SH | | 中信建投 | ?中信
"""
DAYS = 30
DEFAULTS = {"base_url": "https://feeds.example", "title": "晚间快报", "starter": "false"}


class NewsStand:
    """The paper's site; `ids` has the articles' ids by their titles, also that of the one that is gone."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.posts = folder / "posts"
        self.posts.mkdir(parents=True)
        (folder / "own.txt").write_text(REGISTRY, encoding="utf-8")
        for day in range(1, DAYS + 1):
            self.write(f"{day:02}.md", _head(day), _body(day))
        self.write("en.md", ENGLISH, 'JD Health works together with 蔚来 on "something".')
        gone = self.write("gone.md", GONE, "京东健康和蔚来汽车合作。")
        given = {"sources": self.posts, "data": folder / "data", "companies": folder / "own.txt"} | DEFAULTS | settings
        self.site = Site(config.load(environ={f"FEEDSVC_{name.upper()}": str(value) for name, value in given.items()}))
        items = json.loads(self.site.get("/feeds/all.json").data)["items"]
        self.ids: Mapping[str, str] = {item["title"]: item["id"].removeprefix("urn:uuid:") for item in items}
        gone.unlink()
        self.site.ingest()

    def write(self, name: str, head: str, body: str) -> Path:
        path = self.posts / name
        path.write_text(f"---\n{head}\n---\n{body}\n", encoding="utf-8")
        return path

    def id_of(self, day: int) -> str:
        return self.ids[title_of(day)]

    def get(self, address: str, **headers: str) -> Any:
        """An answer as a browser gets it; `{id}` is the article of the tenth, `{gone}` the one that is gone."""
        named = address.replace("{id}", self.id_of(10)).replace("{gone}", self.ids["收回的合作"])
        return self.site.get(quote(named, safe="/?&=%:.+-"), **({"Accept": BROWSER} | headers))

    def page(self, address: str, **headers: str) -> Page:
        return Page(self.get(address, **headers).text)


ENGLISH = "title: JD Health & partners\ndate: 2022-04-02\nlang: en\ncategories: english\nauthor: Ann"
GONE = "title: 收回的合作\ndate: 2022-02-01 08:00:00 +0800\ncategories: 健康"


def title_of(day: int) -> str:
    return f"京东健康第{day}号<合作>"


def _head(day: int) -> str:
    lines = [
        f"title: {title_of(day)}",
        f"date: 2022-03-{day:02} 10:00:00 +0800",
        "categories: 健康",
        "tags: [医药, 合作]",
        "author: 张三",
        f"source: {'晚报' if day % 2 else '早报'}",
        f"link: https://news.example/{day}",
        *([f"image: https://p.example/{day}.jpg"] if day % 3 else []),
    ]
    return "\n".join(lines)


def _body(day: int) -> str:
    picture = f"![](https://p.example/{day}.png)"
    return f"# 一\n\n京东健康和蔚来汽车合作，第{day}次。\n\n### 二\n\n{picture}\n\n- 其他"
