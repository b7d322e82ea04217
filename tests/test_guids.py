"""Articles that come with the ids of another server: readers who know them must not see them twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from feedsvc import config, inspection, moving
from feedsvc.articles import oldids
from feedsvc.model import Problem
from feedsvc.oldfeeds import Known
from feedsvc.render.entries import told_id
from feedsvc.store import files, pages, schema
from feedsvc.store.engine import article_uuid
from tests.desk import Desk

OLD = "https://old.example/?p=12"
HEAD = f"title: One\ndate: 2022-03-28\nid: 12\nguid: {OLD}"
Write = Callable[..., Path]


def guids(desk: Desk) -> dict[str, str | None]:
    """What entries say as their ids by their titles, None for those that say their own."""
    return {entry.title: entry.guid for entry in desk.entries()}


def test_an_entry_says_the_id_that_it_began_with_for_ever(desk: Desk, write: Write) -> None:
    write("a.md", head=HEAD)
    write("b.md", head="title: Two\ndate: 2022-03-29", body="Words of the second.")
    desk.run()
    assert guids(desk) == {"One": OLD, "Two": None}
    write("a.md", head="title: One\ndate: 2022-03-28")
    write("b.md", head="title: Two\ndate: 2022-03-29\nguid: https://old.example/?p=13", body="Words of the second.")
    desk.run()
    assert guids(desk) == {"One": OLD, "Two": None}


def test_an_id_that_another_entry_says_is_not_said_again(desk: Desk, write: Write, tmp_path: Path) -> None:
    write("a.md", head=HEAD)
    desk.run()
    write("a.md", head="title: One\ndate: 2022-03-28")
    desk.run()
    write("b.md", head=HEAD.replace("One", "Two"), body="Words of the second.")
    other = tmp_path / "other"
    other.mkdir()
    (other / "c.md").write_text(f"---\n{HEAD.replace('One', 'Three')}\n---\nWords of the third.\n")
    desk.run(sources=f"{tmp_path / 'posts'}:{other}")
    assert guids(desk) == {"One": OLD, "Two": None, "Three": None}


@pytest.mark.parametrize("name", ["a.md", "z.md"])
@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
def test_a_head_that_says_the_own_id_of_another_entry_does_not_get_it(
    desk: Desk, write: Write, name: str, known: bool
) -> None:
    write("0.md", head="title: Zero\ndate: 2022-03-27", body="Words of the first of all.")
    desk.run()
    with desk.store.reading() as connection:
        source = files.source(connection, "posts")
    own = article_uuid(desk.store.authority, source.uuid, "path:m.md")
    write("m.md", body="Words of the first.")
    if known:
        desk.run()
    write(name, head=f"title: Two\ndate: 2022-03-29\nguid: urn:uuid:{own}", body="Words of the second.")
    desk.run()
    assert len({told_id(entry) for entry in desk.entries()}) == 3


def test_an_entry_of_before_keeps_the_id_that_it_was_served_under(desk: Desk, write: Write) -> None:
    write("a.md", head=HEAD)
    desk.run()
    with desk.store.writing() as connection:
        connection.execute(schema.articles.update().values(guid=None))
    write("a.md", head=HEAD.replace("One", "Two"))
    desk.run()
    assert guids(desk) == {"Two": None}


def test_an_article_is_found_by_the_id_of_another_server(desk: Desk, write: Write) -> None:
    write("a.md", head=HEAD)
    desk.run()
    with desk.store.reading() as connection:
        assert pages.number_of(connection, OLD) is not None


def test_entries_keep_the_ids_of_their_sites_old_feeds(desk: Desk, write: Write, tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://blog.example/2022/one</id>'
        '<link href="http://www.blog.example/2022/one.html"/></entry></feed>'
    )
    file = tmp_path / "feedsvc.toml"
    file.write_text("[sources.posts]\npath = 'posts'\naddress = 'https://blog.example'\nold_feeds = ['old.xml']\n")
    head = "title: {}\ndate: 2022-03-28\npermalink: /2022/{}.html"
    write("a.md", head=head.format("One", "one"))
    write("b.md", head=head.format("Two", "two"), body="Words of the second.")
    write("c.md", head=head.format("Three", "one"), body="Of the first one's address, and no copy of it.")
    desk.settings = replace(desk.settings, sources=moving.with_copies(config.load(file, {})).sources)
    desk.run()
    kept = {"One": "https://blog.example/2022/one", "Two": None, "Three": None}
    assert guids(desk) == kept
    desk.run(sources=tmp_path / "posts")
    assert guids(desk) == kept, "whoever takes the setting out again loses none"


@pytest.mark.parametrize("path", ["%e6%96%b0/%3f", "%E6%96%B0/%3F", "新/%3F"])
def test_entries_of_old_feeds_are_found_however_their_addresses_are_encoded(path: str) -> None:
    lines = f"https://b.example/{path}/?a=%2f urn:x:1\nhttps://b.example/%E6%96%B0/?/ urn:x:2\n"
    assert oldids.guid("path:a.md", "https://b.example/%E6%96%B0/%3F?a=%2F", Known(lines, path)) == "urn:x:1"


def test_check_tells_entries_of_old_feeds_that_no_article_is_found_for(
    desk: Desk, write: Write, tmp_path: Path
) -> None:
    links = ("https://blog.example/one", "https://blog.example/gone")
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    (tmp_path / "old.xml").write_text(f"<rss><channel>{items}</channel></rss>")
    file = tmp_path / "feedsvc.toml"
    file.write_text("starter = false\n[sources.posts]\npath = 'posts'\nold_feeds = ['old.xml']\n")
    write("a.md", head=f"title: One\ndate: 2022-03-28\nlink: {links[0]}/")
    (told,) = [each for each in inspection.check(config.load(file, {})) if isinstance(each, Problem)]
    assert told.found == f"1 of 2 entries of old_feeds have no article, such as {links[1]!r}"
    assert told.path == str(tmp_path / "posts")
