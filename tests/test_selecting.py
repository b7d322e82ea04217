"""Combined selections on both databases, against what a look at every article says."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from feedsvc import fulltext
from feedsvc.model import Article, Company, Mention, Name, Reason, Term, Zone
from feedsvc.store import articles, companies, mentions, schema, search, selecting
from feedsvc.store.engine import Store
from feedsvc.store.selecting import Wanted
from tests.articles import NOON, article
from tests.storing import batch, feed, put

WORDS = (
    "京东健康",
    "健康",
    "蓝帆医疗",
    "Apple",
    "apple pie",
    "iPhone手机",
    "平安银行",
    "银行业",
    "ＪＤ",
    "5G手机",
    "哈哈",
    "go",
)
QUESTIONS = (
    "药",
    "健",
    "哈哈哈",
    '"go go"',
    "苹果 -哈哈哈",
    "健康",
    "京东健康",
    "apple",
    '"apple pie"',
    "银行",
    "银",
    "jd",
    "手机 -apple",
    "5g",
    "苹果",
    "健康 -京东健康",
    "-健康",
    "健康 OR apple",
    "哈哈 OR 银行 -银行业",
    "手机 (apple OR jd)",
    "intitle:银行",
    "intitle:药 OR jd",
    "健康 -intitle:京东健康",
    "药 OR 5g",
    '"apple pie" OR 京东健康 OR go',
    '(银 OR 蓝帆医疗) ("apple pie" OR jd)',
    "(健康 银行) OR (apple go)",
    '-药 -"apple pie"',
)


def made(number: int, chance: random.Random) -> Article:
    """An article of some categories and tags, of which every third shares its second with another."""
    categories = [Term("category", key, key) for key in chance.sample("abcd", chance.randint(0, 3))]
    tags = [Term("tag", key, key) for key in chance.sample("xyz", chance.randint(0, 2))]
    text = "，".join(chance.sample(WORDS, chance.randint(0, 4))) + "。"
    return article(
        f"{number}.md",
        published=NOON - timedelta(hours=number // 3),
        terms=(*categories, *tags),
        zones=(Zone("title", f"第{number}篇{chance.choice(WORDS)}"), Zone("body", text)),
    )


@dataclass(frozen=True)
class Library:
    """A store and the articles in it by their numbers."""

    store: Store
    articles: dict[int, Article]

    def term(self, kind: str, key: str) -> int:
        found = feed(self.store, kind, key)
        assert found is not None
        return found.term_id

    def found(self, wanted: Wanted, limit: int = 500) -> list[int]:
        with self.store.reading() as connection:
            return selecting.numbers(connection, wanted, limit)

    def in_order(self, numbers: set[int]) -> list[int]:
        with self.store.reading() as connection:
            rows = connection.execute(
                schema.links.select()
                .where(schema.links.c.term_id == self.term("all", ""))
                .order_by(schema.links.c.published.desc(), schema.links.c.rank)
            ).all()
        return [row.article_id for row in rows if row.article_id in numbers]


@pytest.fixture
def library(store: Store) -> Library:
    chance = random.Random(7)
    every = [made(number, chance) for number in range(90)]
    return Library(store, dict(zip(put(store, *every), every, strict=True)))


def keys(each: Article, kind: str) -> set[str]:
    return {term.key for term in each.terms if term.kind == kind}


def text(each: Article) -> str:
    return "\n".join(zone.text for zone in each.zones)


@pytest.mark.parametrize("small", [0, 500], ids=["by the word index", "by the smallest feed"])
def test_any_combination_finds_what_a_look_at_every_article_finds(
    library: Library, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "SMALL", small)
    monkeypatch.setattr(selecting, "BATCH", 7)
    chance = random.Random(small)
    for _ in range(60):
        within = [("category", set(chance.sample("abcd", chance.randint(1, 2)))) for _ in range(chance.randint(0, 1))]
        within += [("tag", set(chance.sample("xyz", chance.randint(1, 3)))) for _ in range(chance.randint(0, 1))]
        without = set(chance.sample("abcd", chance.randint(0, 1)))
        words = fulltext.parse(chance.choice(QUESTIONS)) if chance.random() < 0.6 else None
        since, until = sorted(NOON - timedelta(hours=chance.randint(0, 40)) for _ in range(2))
        expected = {
            number
            for number, each in library.articles.items()
            if all(keys(each, kind) & of for kind, of in within)
            and not keys(each, "category") & without
            and (words is None or fulltext.holds(words, text(each), each.zones[0].text))
            and since <= each.published < until
        }
        wanted = Wanted(
            groups=(
                frozenset({library.term("all", "")}),
                *(frozenset(library.term(kind, key) for key in of) for kind, of in within),
            ),
            without=frozenset(library.term("category", key) for key in without),
            words=words,
            since=int(since.timestamp()),
            until=int(until.timestamp()),
        )
        assert library.found(wanted) == library.in_order(expected), (wanted, words)
        assert library.found(wanted, 3) == library.in_order(expected)[:3]


@pytest.mark.parametrize("small", [0, 500], ids=["by the word index", "by the smallest feed"])
@pytest.mark.parametrize("limit", [1, 4, 30])
def test_windows_one_behind_another_hold_each_article_once_however_many_share_a_second(
    store: Store, small: int, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selecting, "SMALL", small)
    monkeypatch.setattr(selecting, "BATCH", 7)
    monkeypatch.setattr(selecting, "SPARE", 2)
    chance = random.Random(limit)
    body = (Zone("body", "稀土永磁"),)
    put(
        store,
        *(
            article(f"{n}.md", published=NOON - timedelta(seconds=chance.choice([0, 1, 1, 1, 2, 9])), zones=body)
            for n in range(70)
        ),
    )
    library = Library(store, {})
    for words in (fulltext.parse("稀土"), fulltext.parse("稀土永"), None):
        wanted, found = everything(library, words=words), list[int]()
        for _ in range(200):
            with store.reading() as connection:
                some = selecting.look(connection, wanted, limit)
            found += some.numbers
            if some.is_all:
                break
            wanted = replace(wanted, behind=some.last)
        assert some.is_all
        assert found == library.in_order(set(found))
        assert len(found) == len(set(found)) == 70


def everything(library: Library, **conditions: object) -> Wanted:
    return Wanted(groups=(frozenset({library.term("all", "")}),), **conditions)  # type: ignore[arg-type]


def test_words_find_an_article_as_it_is_written_now_and_not_as_it_was(library: Library) -> None:
    asked = everything(library, words=fulltext.parse("稀土"))
    assert library.found(asked) == []
    (number,) = put(library.store, article("5.md", zones=(Zone("body", "稀土永磁"),), words="w2"))
    assert library.found(asked) == [number]
    put(library.store, article("5.md", zones=(Zone("body", "别的"),), words="w3"))
    assert library.found(asked) == []
    assert library.found(everything(library, words=fulltext.parse("别的"))) == [number]


def test_an_article_with_another_date_is_found_in_its_new_place(library: Library) -> None:
    asked = everything(library, words=fulltext.parse("稀土"))
    zones = (Zone("body", "稀土永磁"),)
    first, second = put(library.store, article("a1.md", zones=zones), article("a2.md", zones=zones))
    moved = datetime(2021, 1, 1, tzinfo=NOON.tzinfo)
    put(library.store, article("a1.md", zones=zones, published=moved, published_raw="2021-01-01"))
    assert library.found(asked) == [second, first]


def test_what_is_withdrawn_is_found_no_more(library: Library) -> None:
    (number,) = put(library.store, article("a.md", zones=(Zone("body", "稀土永磁"),)))
    before = indexed(library.store)
    with batch(library.store) as ledger:
        articles.withdraw(ledger, number)
    assert library.found(everything(library, words=fulltext.parse("稀土"))) == []
    assert indexed(library.store) == before - 1


def indexed(store: Store) -> int:
    """How many articles are in the word index."""
    texts = schema.texts.c
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).where(texts.indexed != 0)).scalar_one())


def test_an_index_of_another_version_is_made_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selecting, "SMALL", 0)
    with batch(library.store) as ledger:
        search.renew(ledger.connection)
    asked = everything(library, words=fulltext.parse("健康"))
    before = library.found(asked)
    monkeypatch.setattr(search, "_version", lambda: "next")
    with library.store.reading() as connection:
        assert search.is_behind(connection)
    with library.store.writing() as connection:
        search.renew(connection)
    assert library.found(asked) == []
    with batch(library.store):
        pass
    assert library.found(asked) == before
    with library.store.reading() as connection:
        assert not search.is_behind(connection)


def test_a_role_is_asked_of_the_companies_alone(library: Library) -> None:
    company = Company("NIO.US", "蔚来", (Name("蔚来"),), ("NIO.US",))
    one, two = sorted(library.articles)[:2]
    with batch(library.store) as ledger:
        companies.sync(ledger, (company,))
        for number, role in ((one, "subject"), (two, "mention")):
            found = Mention("NIO.US", role, 0.5, (Reason("name", "body", 0, "蔚来"),))  # type: ignore[arg-type]
            mentions.mention(ledger, {number: (found,)}, "f")
    own = frozenset({library.term("company", "NIO.US")})
    both = everything(library)
    groups = (*both.groups, own)
    assert set(library.found(Wanted(groups))) == {one, two}
    assert library.found(Wanted(groups, about=True, companies=own)) == [one]


def test_no_more_candidates_are_examined_than_the_bound(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selecting, "MOST", 10)
    group = frozenset({library.term("tag", "x")})
    newest = library.in_order(set(library.articles))
    holders = [number for number in newest if "x" in keys(library.articles[number], "tag")]
    assert library.found(Wanted((group,))) == holders[:10]


def test_no_more_text_is_read_than_the_bound(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "READ_AT_ONCE", 1)
    group = frozenset({library.term("tag", "x")})
    words = fulltext.parse('"apple pie"')
    every = library.found(Wanted((group,), words=words))
    monkeypatch.setattr(selecting, "MOST_READ", 300)
    some = library.found(Wanted((group,), words=words))
    assert len(some) < len(every)
    assert some == every[: len(some)]


def test_every_word_of_a_very_long_text_that_is_indexed_is_found(store: Store) -> None:
    words = [f"{number:06}abcdef" for number in range(150_000)]
    (number,) = put(store, article("long.md", zones=(Zone("body", " ".join(words)),)))
    with store.reading() as connection:
        for word in words[::1000][:20]:
            asked = search.offered(connection, fulltext.parse(word))
            offered = connection.execute(asked, {"below": selecting.LAST, "least": 0, "limit": 5}).scalars().all()
            assert offered == [search.number_of(int(NOON.timestamp()), number)]
