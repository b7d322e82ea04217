"""What most articles of a source end with is learned, taken out, and forgotten when it has become rare."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from feedsvc import inspection
from feedsvc.articles import boilerplate, feet, repair
from feedsvc.articles.blocks import blocks
from feedsvc.model import Removal
from feedsvc.store.feet import LEAST
from tests.desk import NOW, Desk

Write = Callable[..., Path]
FOOT = "<p>扫描二维码，关注我们的公众号</p>"
LONG = "正文的一段，说明了事情的经过，也说明了各方的反应，篇幅足够长，没有两篇是一样的。" * 12


def article(write: Write, number: int, foot: str = FOOT) -> Path:
    head = f"title: Article {number}\ndate: 2022-03-28 19:13:15"
    return write(f"{number}.md", head, f"<p>第{number}篇。{LONG}</p>\n<p>第{number}篇的结尾。</p>\n{foot}")


def endings(desk: Desk) -> int:
    return sum("二维码" in entry.content for entry in desk.entries())


def test_what_most_articles_end_with_goes_from_all_of_them(desk: Desk, write: Write) -> None:
    for number in range(LEAST):
        article(write, number)
    article(write, LEAST, foot="")
    desk.run()
    assert endings(desk) == 0
    assert all("的结尾" in entry.content for entry in desk.entries())
    before = desk.entries()
    desk.now += 60
    assert (desk.run().changed, desk.entries()) == (0, before)


def test_a_new_article_loses_it_too(desk: Desk, write: Write) -> None:
    for number in range(LEAST):
        article(write, number)
    desk.run()
    article(write, LEAST)
    desk.run({f"{LEAST}.md"})
    assert (len(desk.entries()), endings(desk)) == (LEAST + 1, 0)


def test_fewer_articles_may_end_alike_by_chance(desk: Desk, write: Write) -> None:
    for number in range(LEAST - 1):
        article(write, number)
    desk.run()
    assert endings(desk) == LEAST - 1


def test_what_changes_brought_is_counted_at_the_next_whole_look(desk: Desk, write: Write) -> None:
    article(write, 0)
    desk.run()
    for number in range(1, LEAST):
        article(write, number)
        desk.run({f"{number}.md"})
    assert endings(desk) == LEAST
    desk.run()
    assert endings(desk) == 0


def test_a_look_that_changed_nothing_is_not_counted_again(desk: Desk, write: Write) -> None:
    for number in range(LEAST - 1):
        # Old enough that a change since then would show in it.
        os.utime(article(write, number), (1_600_000_000, 1_600_000_000))
    desk.run()
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(desk.store.engine, "before_cursor_execute", note)
    desk.run()
    event.remove(desk.store.engine, "before_cursor_execute", note)
    assert statements
    assert not [statement for statement in statements if "FROM feet" in statement]


def test_a_run_that_was_killed_before_it_counted_is_counted_by_the_next(desk: Desk, write: Write) -> None:
    desk.run()
    for number in range(LEAST):
        article(write, number)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("feedsvc.ingest.feet.learn", _killed)
        desk.run()
    assert endings(desk) == LEAST
    desk.run()
    assert endings(desk) == 0


LINKING = "扫码关注 {% post_url about %} 二维码"


def linking(desk: Desk, write: Write, date: str) -> None:
    """A source whose articles all end with a link to one of its own, dated so; looked at until nothing is to do."""
    old = (1_600_000_000, 1_600_000_000)
    os.utime(write("about.md", f"title: About\ndate: {date}", LONG), old)
    for number in range(2 * LEAST):
        head = f"title: Article {number}\ndate: 2022-03-28 19:13:15"
        body = f"第{number}篇。{LONG * 5}\n\n第{number}篇的结尾。\n\n{LINKING}\n"
        os.utime(write(f"{number}.md", head, body), old)
    for _ in range(3):
        desk.now += 60
        desk.run()
    assert endings(desk) == 0


def test_a_foot_that_leads_elsewhere_by_a_setting_goes_as_before(desk: Desk, write: Write) -> None:
    linking(desk, write, "2022-01-01")
    desk.run(base_url="https://other.example")
    assert endings(desk) == 0


def test_a_foot_that_leads_elsewhere_since_an_article_was_released_goes_as_before(desk: Desk, write: Write) -> None:
    soon = datetime.fromtimestamp(NOW + 3_600, UTC)
    linking(desk, write, f"{soon:%Y-%m-%d %H:%M:%S} +0000")
    desk.now += 7_200
    for _ in range(2):
        desk.run()
    assert "About" in desk.titles()
    assert endings(desk) == 0


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_show_leaves_out_what_the_store_knows_to_repeat(desk: Desk, write: Write) -> None:
    files = [article(write, number) for number in range(LEAST)]
    assert FOOT in str(inspection.show(desk.settings, files[0])["content"])
    desk.run()
    shown = inspection.show(desk.settings, files[0])
    assert FOOT not in str(shown["content"])
    assert [removal["rule"] for removal in shown["removed"]] == ["repeated-foot"]  # type: ignore[attr-defined]


def test_what_has_become_rare_comes_back(desk: Desk, write: Write) -> None:
    for number in range(LEAST):
        article(write, number)
    desk.run()
    for number in range(LEAST, 4 * LEAST + 1):
        article(write, number, foot="")
    desk.run()
    assert endings(desk) == LEAST


def test_what_goes_moves_no_updated(desk: Desk, write: Write) -> None:
    for number in range(LEAST):
        article(write, number)
    desk.run()
    assert endings(desk) == 0
    # Of one date, they have their order from the first on; nothing moves them later.
    assert all(timedelta(0) <= entry.updated - entry.published < timedelta(seconds=LEAST) for entry in desk.entries())


def test_a_source_that_switches_the_rule_off_keeps_its_foot(desk: Desk, write: Write) -> None:
    for number in range(LEAST):
        article(write, number)
    desk.run()
    source = replace(desk.settings.sources[0], rules_off=frozenset({"repeated-foot"}))
    desk.settings = replace(desk.settings, sources=(source,))
    desk.now += 60
    desk.run()
    assert endings(desk) == LEAST
    # Of one date, they have their order from the first on; nothing moves them later.
    assert all(timedelta(0) <= entry.updated - entry.published < timedelta(seconds=LEAST) for entry in desk.entries())


BLOCKS = f"<p>{LONG}</p><p>其他</p>{FOOT}<p>责任编辑：某人</p>"


def foot_digest() -> str:
    return feet.digest([next(blocks(repair.parse(FOOT)))])


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        (BLOCKS, ["repeated-foot", "editor-line"]),
        (f"<p>{LONG}</p>{FOOT}<p>另一段正文</p>", []),
        (FOOT, []),
        (f"{FOOT}<p>{LONG}</p>{FOOT}", ["repeated-foot"]),
        (f"<p>短讯一则。</p>{FOOT}", []),
    ],
    ids=["above another rule's line", "not at the end", "alone", "the first block stays", "too much of a short text"],
)
def test_only_whole_blocks_at_the_end_go(html: str, rules: list[str]) -> None:
    found = boilerplate.strip(repair.parse(html), repeated=frozenset({foot_digest()}))
    assert [removal.rule for removal in found.removed] == rules


def test_a_rule_that_is_off_takes_nothing() -> None:
    found = boilerplate.strip(repair.parse(BLOCKS), frozenset({"repeated-foot"}), frozenset({foot_digest()}))
    assert "repeated-foot" not in [removal.rule for removal in found.removed]


def test_long_blocks_are_text_and_pictures_count() -> None:
    def digest(html: str) -> str:
        return feet.digest([next(blocks(repair.parse(html)))])

    assert digest(f"<p>{LONG}</p>") == ""
    assert (
        digest('<p><img src="https://n.example/qr.png"></p>')
        != digest('<p><img src="https://n.example/b.png"></p>')
        != ""
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<img src="wait.gif" data-src="/a.jpg">', '<img src="wait.gif" data-src="/b.jpg">'),
        ('关注我们<iframe src="//v.example/1"></iframe>', '关注我们<iframe src="//v.example/2"></iframe>'),
        ('<video><source src="/1.mp4"></video>片花', '<video><source src="/2.mp4"></video>片花'),
    ],
    ids=["pictures that come late", "players", "films"],
)
def test_a_foot_is_known_by_what_it_shows(one: str, other: str) -> None:
    first, second = (feet.digest(list(blocks(repair.parse(f"<p>{html}</p>")))) for html in (one, other))
    assert "" != first != second != ""


def rows(*pairs: tuple[str, str]) -> str:
    return "<table>" + "".join(f"<tr><td>{name}</td><td>{said}</td></tr>" for name, said in pairs) + "</table>"


def items(*said: str) -> str:
    return "<ul>" + "".join(f"<li>{each}</li>" for each in said) + "</ul>"


STARS = '<img src="/star.png"><img src="/star.png">'


@pytest.mark.parametrize(
    ("ending", "kept"),
    [
        (lambda number: f"<p>食材：</p>{items(f'{number}个鸡蛋', '油', '盐')}", "<li>油</li><li>盐</li>"),
        (lambda number: f"<ol><li>第{number}步</li><li>盛盘<ul><li>趁热</li></ul></li></ol>", "<li>趁热</li>"),
        (lambda number: f"<dl><dt>价格</dt><dd>{number}元</dd><dt>结论</dt><dd>推荐</dd></dl>", "<dd>推荐</dd>"),
        (lambda number: rows(("价格", f"{number}元"), ("结论", "推荐")), "<td>结论</td><td>推荐</td>"),
        (lambda number: rows(("价格", f"{number}元"), ("评分", STARS)), 'src="https://n.example/star.png"'),
        (
            lambda number: f'<figure><img src="/{number}.jpg"><figcaption>图：本站</figcaption></figure>',
            "<figcaption>图：本站</figcaption>",
        ),
    ],
    ids=["items", "items of items", "definitions", "cells", "pictures", "a caption"],
)
def test_part_of_what_stays_is_no_foot(ending: Callable[[int], str], kept: str, desk: Desk, write: Write) -> None:
    source = replace(desk.settings.sources[0], address="https://n.example")
    desk.settings = replace(desk.settings, sources=(source,))
    for number in range(LEAST):
        article(write, number, ending(number) + FOOT)
    desk.run()
    assert endings(desk) == 0
    assert all(kept in entry.content for entry in desk.entries())


@pytest.mark.parametrize(
    "foot",
    [
        items("扫描二维码", "关注我们", *map(str, range(20))),
        "<h2>扫描二维码</h2>" + rows(("地址", "北京"), ("电话", "010")),
        f"<figure>{STARS}<figcaption>扫描二维码</figcaption></figure>",
        f"<table><tr><td>{FOOT}</td></tr></table>",
    ],
    ids=["a list", "a table below its heading", "a figure", "a frame"],
)
def test_a_whole_list_or_table_that_repeats_goes(foot: str, desk: Desk, write: Write) -> None:
    for number in range(LEAST):
        article(write, number, foot)
    for _ in range(3):
        desk.run()
        assert endings(desk) == 0
        assert not any("北京" in entry.content or "关注我们" in entry.content for entry in desk.entries())


@pytest.mark.parametrize("above", ["<p>第{}次的结论：</p>", "<h2>第{}次的结论</h2>"], ids=["a colon", "a heading"])
def test_what_is_introduced_is_no_foot(above: str, desk: Desk, write: Write) -> None:
    for number in range(LEAST):
        article(write, number, above.format(number) + rows(("结论", "推荐")))
    desk.run()
    assert all("推荐" in entry.content for entry in desk.entries())


def test_a_frame_around_an_article_and_its_foot_is_no_whole(desk: Desk, write: Write) -> None:
    for number in range(LEAST):
        framed = f"<table><tr><td><p>第{number}篇。{LONG}</p><p>结尾{number}</p>{FOOT}</td></tr></table>"
        write(f"{number}.md", f"title: Article {number}\ndate: 2022-03-28 19:13:15", framed)
    desk.run()
    assert endings(desk) == 0


def test_what_was_removed_names_its_pictures() -> None:
    html = '<p><img src="/qr.png"></p>'
    repeated = frozenset({feet.digest(list(blocks(repair.parse(html))))})
    found = boilerplate.strip(repair.parse(f"<p>{LONG}</p>{html}"), repeated=repeated)
    assert found.removed == (Removal("repeated-foot", "", ("/qr.png",)),)


def test_what_an_article_itself_repeats_is_no_foot() -> None:
    found = boilerplate.strip(repair.parse(f"<p>{LONG}</p>{FOOT}<p>一</p>{FOOT}<p>二三</p>"))
    assert foot_digest() not in found.foot
    assert len(found.foot) == 1
