"""Random turns of an author's files: whatever came first, a store that followed them serves what a new one serves.

What depends on what was before on purpose is left out: ids, dates under which something was first served, files that
are held back, the case in which a label was written first.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from feedsvc.config import Settings
from feedsvc.ingest import Ingester
from feedsvc.store import pages
from feedsvc.store.engine import Store, open_store
from feedsvc.watchers import Watchers
from tests.desk import Desk

SEEDS = range(12)
STEPS = 25
PATHS = tuple(f"{folder}{name}.md" for folder in ("", "x/", "x/y/", "2022/") for name in "abcd")
FIRMS = tuple(name + trade for name in ("凌岳", "瑞泰来", "海蓝江") for trade in ("重工", "医药"))
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Told = dict[tuple[str, str], list[tuple[str, datetime, str, tuple[str, ...]]]]


class Author:
    """Writes, edits, copies, renames and deletes files of a folder, and leaves some as drafts."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self._written = 1_700_000_000

    def turn(self) -> set[str]:
        """Does one thing; the paths that changed."""
        there = sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*.md"))
        does = self.chance.choice((self.write, self.write, self.edit, self.edit, self.delete, self.rename, self.copy,
                                   self.rename_folder))  # fmt: skip
        return does(self.chance.choice(there)) if there else self.write("")

    def write(self, _path: str) -> set[str]:
        path = self.chance.choice(PATHS)
        self._put(path, f"---\n{self._head()}\n---\n{self._words()}\n")
        return {path}

    def edit(self, path: str) -> set[str]:
        text = (self.folder / path).read_text(encoding="utf-8")
        draft, live = "\ndraft: true\n", "\ndraft: false\n"
        turned = text.replace(draft, live) if draft in text else text.replace(live, draft)
        self._put(path, turned if self.chance.random() < 0.5 else f"{text}\n{self._words()}\n")
        return {path}

    def delete(self, path: str) -> set[str]:
        (self.folder / path).unlink()
        return {path}

    def rename(self, path: str) -> set[str]:
        return self._carry(path, self.chance.choice(PATHS), Path.rename)

    def copy(self, path: str) -> set[str]:
        return self._carry(path, self.chance.choice(PATHS), shutil.copy2)

    def rename_folder(self, _path: str) -> set[str]:
        source, target = self.chance.sample(("x", "z", "2022/x"), 2)
        return self._carry(source, target, Path.rename)

    def _carry(self, path: str, to: str, how: Callable[[Path, Path], object]) -> set[str]:
        source, target = self.folder / path, self.folder / to
        if not source.exists() or target.exists():
            return set()
        target.parent.mkdir(parents=True, exist_ok=True)
        how(source, target)
        return {path, to}

    def _put(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        # Each version shows in its time, as it does where a second lies between two.
        self._written += 1
        os.utime(file, (self._written, self._written))

    def _head(self) -> str:
        one = self.chance.choice
        return (
            f"title: {one('甲乙丙')}{self.chance.randrange(20)}\ndate: 2022-03-{self.chance.randrange(1, 29):02} 10:00"
            f"\ncategories: [{one(('新闻', 'News'))}]\ntags: [{one(('go', 'python'))}]"
            f"\ndraft: {'true' if self.chance.random() < 0.3 else 'false'}"
        )

    def _words(self) -> str:
        firm, other = self.chance.sample(FIRMS, 2)
        code = 601_000 + FIRMS.index(firm)
        return self.chance.choice((
            f"{firm}股份有限公司（以下简称“{firm}”，股票代码：{code}.SH）公告。",
            f"{firm}宣布与{other}签约，股价上涨。",
            f"[上一篇]({self.chance.choice(PATHS)})",
            f"第{self.chance.randrange(10_000)}段文字，没有公司。",
        ))  # fmt: skip


def told(store: Store) -> Told:
    """By kind and key of each feed its entries, without what depends on what was before."""
    found: Told = {}
    with store.reading() as connection:
        for each in pages.feeds(connection, store.authority):
            feed = pages.find(connection, store.authority, each.kind, each.key)
            assert feed is not None
            found[each.kind, each.key] = sorted(
                (entry.title, entry.published, UUID.sub("", entry.content), tuple(one.key for one in entry.companies))
                for entry in pages.entries(connection, feed.term_id, 500)
            )
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_a_store_that_followed_an_author_serves_what_a_new_one_does(
    seed: int, make_settings: Callable[..., Settings], tmp_path: Path
) -> None:
    desk = Desk(make_settings)
    author = Author(tmp_path / "posts", seed)
    follower = Ingester(desk.store, desk.settings, Watchers(clock=lambda: desk.now))
    for _ in range(STEPS):
        changed = {path for _ in range(author.chance.choice((1, 1, 2, 6))) for path in author.turn()}
        follower.run({"posts": changed} if author.chance.random() < 0.8 else None)
    # What repeats at the foot of a source's articles is learned by a look at all of them.
    follower.run()
    settings = make_settings(data=tmp_path / "anew")
    anew = open_store(settings.database_url, settings.data)
    for _ in range(2):
        Ingester(anew, settings, Watchers(clock=lambda: desk.now)).run()
    assert told(desk.store) == told(anew)
    assert desk.unlike_links() == []
    for store in (desk.store, anew):
        store.close()
