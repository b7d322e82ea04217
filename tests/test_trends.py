"""Articles by month, by week and of late, on both databases, whatever happens to them."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from feedsvc.model import Article, Company, Mention, Name, Reason, Term
from feedsvc.store import articles, companies, mentions, schema, trends
from feedsvc.store.engine import Store
from feedsvc.store.trends import Bar
from tests.articles import NOON, article
from tests.storing import batch, feed, put

CHIP, PILL = Company("NVDA.US", "英伟达", (Name("英伟达"),), ("NVDA.US",)), Company("药明", "药明", (Name("药明"),))


def dated(path: str, day: datetime, *keys: str) -> Article:
    terms = tuple(Term("category", key, key) for key in keys)
    return article(path, published=day, published_raw=day.isoformat(), terms=terms)


def term(store: Store, kind: str, key: str = "") -> int:
    found = feed(store, kind, key)
    assert found is not None
    return found.term_id


def recounted(store: Store) -> dict[tuple[int, int], int]:
    """What the counters by day must be, by a look at every link."""
    links, terms = schema.links, schema.terms
    query = (
        select(links.c.term_id, links.c.published)
        .select_from(links.join(terms, links.c.term_id == terms.c.id))
        .where(links.c.live == schema.LIVE, terms.c.kind.in_(("company", "category")))
    )
    with store.reading() as connection:
        return dict(Counter((row.term_id, row.published // 86_400) for row in connection.execute(query)))


def counted(store: Store) -> dict[tuple[int, int], int]:
    days = schema.days.c
    with store.reading() as connection:
        rows = connection.execute(select(schema.days).where(days.entries != 0)).all()
    return {(row.term_id, row.day): row.entries for row in rows}


def mention(store: Store, found: dict[int, tuple[Company, ...]]) -> None:
    why = (Reason("name", "body", 0, "x"),)
    with batch(store) as ledger:
        companies.sync(ledger, (CHIP, PILL))
        rows = {number: [Mention(each.key, "subject", 0.5, why) for each in of] for number, of in found.items()}
        mentions.mention(ledger, rows, "f")


def test_counters_are_what_a_count_of_every_link_gives_whatever_happens(store: Store) -> None:
    chance = random.Random(4)
    every = [dated(f"{n}.md", NOON - timedelta(days=chance.randint(0, 20)), chance.choice("ab")) for n in range(30)]
    numbers = put(store, *every)
    mention(store, {number: ((CHIP,), (PILL,), (CHIP, PILL), ())[number % 4] for number in numbers})
    assert counted(store) == recounted(store) != {}
    # Another day, another category, another company, gone, held and released.
    put(store, dated("0.md", NOON - timedelta(days=40), "a"), dated("1.md", NOON, "c"))
    mention(store, {numbers[2]: (PILL,), numbers[3]: (CHIP,)})
    with batch(store) as ledger:
        articles.withdraw(ledger, numbers[4])
        articles.withdraw(ledger, numbers[5])
    assert counted(store) == recounted(store)
    put(store, every[4])
    future = int((NOON - timedelta(days=5)).timestamp())
    with batch(store, now=future) as ledger:
        assert articles.release(ledger, show_future=False)
    assert counted(store) == recounted(store)
    with batch(store) as ledger:
        assert articles.release(ledger, show_future=False)
    assert counted(store) == recounted(store)


def test_a_day_before_1970_is_counted_as_the_day_it_is(store: Store) -> None:
    put(store, dated("old.md", datetime(1969, 12, 31, 1, tzinfo=UTC), "a"))
    with store.reading() as connection:
        assert trends.newest_day(connection) == date(1969, 12, 31)
        number = term(store, "category", "a")
        assert trends.weeks(connection, [number], date(1969, 12, 31), 1) == {number: (Bar(date(1969, 12, 25), 1),)}


def test_months_come_oldest_first_with_those_that_had_nothing(store: Store) -> None:
    put(
        store,
        dated("a.md", datetime(2021, 11, 30, 23, 59, 59, tzinfo=UTC), "a"),
        dated("b.md", datetime(2022, 2, 1, tzinfo=UTC), "a"),
        dated("c.md", datetime(2022, 2, 2, tzinfo=UTC), "a"),
    )
    with store.reading() as connection:
        number = term(store, "category", "a")
        bars = (
            Bar(date(2021, 11, 1), 1),
            Bar(date(2021, 12, 1), 0),
            Bar(date(2022, 1, 1), 0),
            Bar(date(2022, 2, 1), 2),
        )
        assert trends.months(connection, number) == bars
        assert trends.months(connection, number, most=2) == bars[2:]
        assert trends.months(connection, number + 1000) == ()


def test_weeks_end_with_the_day_asked_for(store: Store) -> None:
    put(
        store,
        dated("a.md", datetime(2022, 3, 28, tzinfo=UTC), "a"),
        dated("b.md", datetime(2022, 3, 22, tzinfo=UTC), "a"),
        dated("c.md", datetime(2022, 3, 21, 23, tzinfo=UTC), "a"),
        dated("d.md", datetime(2022, 3, 14, tzinfo=UTC), "a", "b"),
    )
    a, b = term(store, "category", "a"), term(store, "category", "b")
    with store.reading() as connection:
        found = trends.weeks(connection, [a, b], date(2022, 3, 28), 2)
    assert found[a] == (Bar(date(2022, 3, 15), 1), Bar(date(2022, 3, 22), 2))
    assert [bar.entries for bar in found[b]] == [0, 0]


def test_the_liveliest_are_those_of_the_days_that_end_with_the_newest_article(store: Store) -> None:
    days = [0, 1, 29, 30, 31]
    numbers = put(store, *(dated(f"{day}.md", NOON - timedelta(days=day), "a") for day in days))
    mention(store, dict(zip(numbers, [(PILL,), (CHIP,), (CHIP,), (PILL,), (PILL,)], strict=True)))
    with store.reading() as connection:
        found = trends.liveliest(connection, store.authority)
        assert [(each.feed.key, each.feed.entries, each.recent) for each in found] == [
            ("NVDA.US", 2, 2),
            ("药明", 3, 1),
        ]
        assert [each.recent for each in trends.liveliest(connection, store.authority, "category")] == [3]
        assert len(trends.liveliest(connection, store.authority, limit=1)) == 1


def test_a_store_without_articles_has_no_liveliest(store: Store) -> None:
    with batch(store):
        pass
    with store.reading() as connection:
        assert trends.newest_day(connection) is None
        assert trends.liveliest(connection, store.authority) == ()
        assert connection.execute(select(func.count()).select_from(schema.days)).scalar_one() == 0


@pytest.mark.parametrize("number", [1, 26])
def test_a_feed_without_articles_has_bars_of_nothing(store: Store, number: int) -> None:
    put(store, dated("a.md", NOON, "a"))
    with store.reading() as connection:
        found = trends.weeks(connection, [999], date(2022, 3, 28), number)
    assert [bar.entries for bar in found[999]] == [0] * number
