"""The corpora, each ingested once, and what is served of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feedsvc import config
from feedsvc.config import Settings
from tests.conformance import corpus
from tests.conformance.documents import BASE, Served
from tests.conformance.sites import Site
from tests.conftest import SEEDS


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The seeds, with the companies that come with the program: one of them has no article."""
    data = tmp_path_factory.mktemp("seeds")
    environ = {"SOURCES": str(SEEDS), "DATA": str(data), "BASE_URL": BASE, "TITLE": "Desk"}
    settings = config.load(environ={f"FEEDSVC_{name}": value for name, value in environ.items()})
    site = Site(settings, also=["/feeds/company/600519.SH"])
    yield site
    site.close()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The articles that try to break the rules; two of them were withdrawn."""
    folder = tmp_path_factory.mktemp("hostile")
    settings = config.load(corpus.put(folder), environ={"FEEDSVC_DATA": str(folder / "data")})
    site = Site(settings, also=["/feeds/category/withdrawn", f"/feeds/company/{corpus.EMPTY_COMPANY}"])
    for name in corpus.WITHDRAWN:
        (folder / "posts" / f"{name}.md").unlink()
    site.ingest()
    yield site
    site.close()


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server without any article."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "posts").mkdir()
    environ = {"SOURCES": str(folder / "posts"), "DATA": str(folder / "data"), "BASE_URL": BASE, "STARTER": "false"}
    site = Site(config.load(environ={f"FEEDSVC_{name}": value for name, value in environ.items()}))
    yield site
    site.close()


@pytest.fixture
def posts(make_settings: Callable[..., Settings], tmp_path: Path) -> Iterator[Site]:
    """A server over the folder `posts` of the test, without articles yet."""
    site = Site(make_settings())
    yield site
    site.close()


@pytest.fixture(scope="session")
def sites(seeds: Site, hostile: Site, bare: Site) -> tuple[Site, ...]:
    """All of them."""
    return seeds, hostile, bare


@pytest.fixture(scope="session")
def atoms(sites: tuple[Site, ...]) -> list[Served]:
    """Every Atom feed that is served."""
    return [document for site in sites for document in site.documents("atom")]


@pytest.fixture(scope="session")
def rsses(sites: tuple[Site, ...]) -> list[Served]:
    """Every RSS feed that is served."""
    return [document for site in sites for document in site.documents("rss")]


@pytest.fixture(scope="session")
def jsons(sites: tuple[Site, ...]) -> list[Served]:
    """Every JSON Feed that is served."""
    return [document for site in sites for document in site.documents("json")]


@pytest.fixture(scope="session")
def opmls(sites: tuple[Site, ...]) -> list[Served]:
    """Every OPML document that is served."""
    paths = ("/opml", "/opml/company", "/opml/category", "/opml/tag", "/opml/author", "/opml/source", "/opml/all")
    return [site.get(path) for site in sites for path in paths]


@pytest.fixture(scope="session")
def atom(seeds: Site) -> Served:
    """The Atom feed that tests break."""
    return seeds.get("/feeds/all.atom")


@pytest.fixture(scope="session")
def rss(seeds: Site) -> Served:
    """The RSS feed that tests break."""
    return seeds.get("/feeds/all.rss")


@pytest.fixture(scope="session")
def json_feed(seeds: Site) -> Served:
    """The JSON Feed that tests break."""
    return seeds.get("/feeds/all.json")


@pytest.fixture(scope="session")
def opml(seeds: Site) -> Served:
    """The OPML document that tests break."""
    return seeds.get("/opml")
