"""A3, A5-A7, A18, A19: what several Atom documents must share: of one feed before and after, of different feeds.

A3's "never changes on format change" is R14's test; that ids differ from site to site is the store's own test.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from feedsvc.config import Settings
from tests.conformance.documents import Served, breaks, drop, holds, refuses, texts, write
from tests.conformance.sites import Site
from tests.conformance.sites import write as write_article
from tests.running import ROOT, environment

CANONICAL = re.compile(
    r"(?:urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|tag:[a-z0-9.-]+,\d{4}[0-9-]*:[!-~]*|"
    r"https?://[a-z0-9.-]+(?::(?!80/|443/)\d+)?/(?:(?!\.\.?/)(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-F]{2}))*)\Z"
)
ID, UPDATED = "a:entry/a:id", "a:entry/a:updated"


def by_title(document: Served, name: str) -> dict[str, str]:
    """A field of every entry, by the entry's title."""
    return dict(zip(texts(document.root, "a:entry/a:title"), texts(document.root, f"a:entry/a:{name}"), strict=True))


@dataclass
class Change:
    """A feed before and after a change; `entries`: titles before to titles after; `told`: whose words changed."""

    before: Served
    after: Served
    entries: dict[str, str]
    told: frozenset[str] = frozenset()

    def fields(self, name: str) -> list[tuple[str, str, str]]:
        """Title after, the field's value before, the field's value after."""
        old, new = by_title(self.before, name), by_title(self.after, name)
        return [(after, old[before], new[after]) for before, after in self.entries.items()]


BODY = "The words of an article, long enough to be its own and nobody else's: {0}."


@pytest.fixture
def change(make_settings: Callable[..., Settings], tmp_path: Path) -> Change:
    """Edited, moved, re-formatted, touched, renamed: everything that happens to files; and the server moves."""
    names = ("edited", "retitled", "moved", "spaces", "tagged", "still")
    for day, name in enumerate(names, 1):
        write_article(tmp_path, f"{name}.md", f"title: {name}\ndate: 2022-01-0{day}", BODY.format(name))
    site = Site(make_settings())
    before = site.get("/feeds/all.atom")
    write_article(tmp_path, "edited.md", "title: edited\ndate: 2022-01-01", BODY.format("edited") + " And more.")
    write_article(tmp_path, "retitled.md", "title: another\ndate: 2022-01-02", BODY.format("retitled"))
    (tmp_path / "posts" / "deep").mkdir()
    (tmp_path / "posts" / "moved.md").rename(tmp_path / "posts" / "deep" / "renamed.md")
    write_article(tmp_path, "spaces.md", "date: 2022-01-04\ntitle: spaces", BODY.format("spaces").replace(" ", "\n"))
    write_article(
        tmp_path, "tagged.md", "title: tagged\ndate: 2022-01-05\ntags: new\ncategories: c", BODY.format("tagged")
    )
    site.ingest()
    site.close()
    moved = Site(make_settings(base_url="https://moved.example", title="Moved"))
    after = moved.get("/feeds/all.atom")
    moved.close()
    entries = {name: "another" if name == "retitled" else name for name in names}
    return Change(before, after, entries, frozenset({"edited", "another"}))


def check_A3(document: Served) -> None:
    for name in texts(document.root, "a:id") + texts(document.root, ID):
        assert CANONICAL.match(name), f"no canonical IRI: {name!r}"


def check_A3_kept(change: Change) -> None:
    for title, old, new in change.fields("id"):
        assert old == new, f"{title!r} was {old} and is {new}"
    assert texts(change.before.root, "a:id") == texts(change.after.root, "a:id"), "the feed's own id changed"


def test_A3_ids_are_canonical_and_never_change(atoms: list[Served], atom: Served, change: Change) -> None:
    holds(check_A3, atoms)
    for name in (
        "/a",
        "京东",
        "URN:UUID:7b950854-47f8-5aa1-9ada-8af33cc15df6",
        "http://a.example",
        "http://A.example/",
    ):
        breaks(check_A3, atom, write(ID, name), write("a:id", name))
    for name in ("http://a.example/京", "http://a.example:80/", "http://a.example/../b", "http://a.example/%e4"):
        breaks(check_A3, atom, write(ID, name))
    check_A3_kept(change)
    other = "urn:uuid:00000000-0000-5000-8000-000000000000"
    for path in (ID, "a:id"):
        refuses(check_A3_kept, replace(change, after=change.after.edited(write(path, other))))


def check_A5(change: Change) -> None:
    for title, old, new in change.fields("published"):
        assert old == new, f"{title!r} was published {old} and now {new}"
    for title, old, new in change.fields("updated"):
        told = title in change.told
        assert (old != new) == told, f"{title!r} was updated {old} and now {new}, though its words {told=}"
        assert not told or datetime.fromisoformat(old) < datetime.fromisoformat(new)


def check_A5_order(document: Served) -> None:
    first, last = texts(document.root, "a:entry/a:published"), texts(document.root, UPDATED)
    assert len(first) == len(last), "an entry without one of its dates"
    for published, updated in zip(first, last, strict=True):
        assert datetime.fromisoformat(published) <= datetime.fromisoformat(updated), f"{published} is after {updated}"


def test_A5_updated_moves_only_with_the_words_and_published_never(
    change: Change, atoms: list[Served], atom: Served
) -> None:
    holds(check_A5_order, atoms)
    breaks(check_A5_order, atom, write(UPDATED, "2001-01-01T00:00:00Z"), drop("a:entry/a:published"))
    check_A5(change)
    still = "a:entry[a:title='still']/a:{0}"
    for name in ("published", "updated"):
        late = change.after.edited(write(still.format(name), "2026-01-01T00:00:00+00:00"))
        refuses(check_A5, replace(change, after=late))
    refuses(check_A5, replace(change, told=frozenset()), replace(change, told=change.told | {"still"}))


def check_A6(document: Served) -> None:
    dates = [datetime.fromisoformat(date) for date in texts(document.root, UPDATED)]
    own = datetime.fromisoformat(texts(document.root, "a:updated")[0])
    assert not dates or own == max(dates), f"the feed is of {own}, its newest entry of {max(dates)}"


RENDER = """
import hashlib, json, sys, time
from feedsvc import config
from feedsvc.web.app import create_app
late = time.time() + 400 * 86400
time.time = lambda: late
client = create_app(config.load()).test_client()
print(json.dumps({path: hashlib.sha256(client.get(path).data).hexdigest() for path in json.load(sys.stdin)}))
"""


def rendered_elsewhere(site: Site, paths: list[str]) -> dict[str, str]:
    """The digest of each document by another process, on another day, in another zone, with another order of sets."""
    settings = {
        "sources": site.settings.sources[0].path,
        "data": site.settings.data,
        "base_url": "https://feeds.example",
    }
    other = {"PYTHONHASHSEED": "7", "TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", RENDER], input=json.dumps(paths), cwd=site.settings.data, capture_output=True, text=True,
        check=True, env=environment(title="Desk", **settings) | other,
    )  # fmt: skip
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


def check_A6_same(pair: tuple[dict[str, str], dict[str, str]]) -> None:
    here, there = pair
    assert not (other := [path for path in here if here[path] != there[path]]), f"other bytes elsewhere: {other}"


def test_A6_feed_updated_is_that_of_its_newest_entry_and_bytes_depend_on_nothing_else(
    atoms: list[Served], atom: Served, seeds: Site
) -> None:
    holds(check_A6, atoms)
    breaks(check_A6, atom, write("a:updated", "2026-01-01T00:00:00Z"), write("a:updated", "2020-01-01T00:00:00Z"))
    paths = [path for name in ("atom", "rss", "json") for path in seeds.addresses(name)]
    here = {path: hashlib.sha256(seeds.get(path).body).hexdigest() for path in [*paths, "/opml", "/feeds.json"]}
    there = rendered_elsewhere(seeds, list(here))
    check_A6_same((here, there))
    refuses(check_A6_same, (here, {**there, "/opml": "other"}))


def check_A7(document: Served) -> None:
    shared = defaultdict(set)
    for published, updated in zip(
        texts(document.root, "a:entry/a:published"), texts(document.root, UPDATED), strict=True
    ):
        shared[updated].add(published)
    assert not (batch := [date for date, dates in shared.items() if len(dates) > 1]), f"updated as one batch: {batch}"


def test_A7_what_is_read_at_once_does_not_get_one_date(atoms: list[Served], atom: Served) -> None:
    holds(check_A7, atoms)
    breaks(check_A7, atom, lambda root: write(UPDATED, texts(root, UPDATED)[1])(root))


def test_A7_what_is_edited_at_once_does_not_get_one_date(posts: Site, tmp_path: Path) -> None:
    for words in ("Words {0} of before.", "Words {0} of after, which are others."):
        for number in range(1, 6):
            write_article(tmp_path, f"{number}.md", f"title: {number}\ndate: 2022-01-0{number}", words.format(number))
        posts.ingest()
    check_A7(posts.get("/feeds/all.atom"))


def feed_of(document: Served) -> tuple[str, str]:
    """What names the feed of an address: its path without format, its query without what only shapes it."""
    query = parse_qsl(urlsplit(document.url).query)
    return document.path, str(sorted(pair for pair in query if pair[0] not in ("limit", "content")))


def check_A18(documents: list[Served]) -> None:
    ids, feeds = defaultdict(set), defaultdict(set)
    for document in documents:
        name = (
            texts(document.root, "a:id")[0] if document.root.tag != "rss" else texts(document.root, "channel/a:id")[0]
        )
        ids[name].add(feed_of(document))
        feeds[feed_of(document)].add(name)
        assert not name.rstrip("/").endswith("feeds.example"), "the site's address is no feed's id"
    assert not (same := [found for found in ids.values() if len(found) > 1]), f"one id for several feeds: {same}"
    assert not (several := [found for found in feeds.values() if len(found) > 1]), f"several ids of one feed: {several}"


def test_A18_every_feed_and_filter_has_an_id_of_its_own(seeds: Site, hostile: Site) -> None:
    for site in (seeds, hostile):
        documents = site.documents("atom") + site.documents("rss")
        check_A18(documents)
        other = documents[1].edited(write("a:id", texts(documents[-1].root, "channel/a:id")[0]))
        bare = documents[1].edited(write("a:id", "https://feeds.example/"))
        refuses(check_A18, [*documents, other], [*documents, bare])


def check_A19(documents: list[Served]) -> None:
    seen = defaultdict(set)
    for document in documents:
        fields = (texts(document.root, f"a:entry/a:{name}") for name in ("title", "published", "id", "updated"))
        for title, published, *own in zip(*fields, strict=True):
            seen[title, published].add(tuple(own))
    assert not (other := {key: found for key, found in seen.items() if len(found) > 1}), f"not the same: {other}"


def test_A19_an_article_is_the_same_entry_in_all_feeds(seeds: Site, hostile: Site) -> None:
    for site in (seeds, hostile):
        documents = site.documents("atom")
        check_A19(documents)
        for path, value in ((ID, "urn:uuid:00000000-0000-5000-8000-000000000000"), (UPDATED, "2026-01-01T00:00:00Z")):
            refuses(check_A19, [*documents, documents[0].edited(write(path, value))])


MOVED = "https://old.example/?p=12"
MOVED_HEAD = f"title: One\ndate: 2022-03-28\nid: 12\nguid: {MOVED}"


def test_A3_an_id_of_another_server_is_said_in_every_format(posts: Site, tmp_path: Path) -> None:
    write_article(tmp_path / "posts", "a.md", MOVED_HEAD)
    posts.ingest()
    assert texts(posts.get("/feeds/all.atom").root, "a:entry/a:id") == [MOVED]
    assert texts(posts.get("/feeds/all.rss").root, "channel/item/guid") == [MOVED]
    assert [each["id"] for each in posts.get("/feeds/all.json").json["items"]] == [MOVED]


def test_A3_an_article_that_went_is_told_under_the_id_that_readers_know(posts: Site, tmp_path: Path) -> None:
    path = write_article(tmp_path / "posts", "a.md", MOVED_HEAD)
    write_article(tmp_path / "posts", "b.md", "title: Two\ndate: 2022-03-29")
    posts.ingest()
    path.unlink()
    posts.ingest()
    assert f'ref="{MOVED}"'.encode() in posts.get("/feeds/all.atom").body
    assert [each["id"] for each in posts.get("/feeds/all.json").json["_feedsvc"]["removed"]] == [MOVED]
