"""Pages in Chinese and English: which language is chosen, that it goes along, and that no text is missing in either."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from lxml import html

from feedsvc import web
from feedsvc.config import Settings
from feedsvc.languages import direction, reads_han
from tests.serving import Site

WEB = Path(web.__file__).parent
CATALOGUE = WEB / "translations" / "zh" / "LC_MESSAGES" / "messages.po"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
FIREFOX = "zh-CN,zh;q=0.8,zh-TW;q=0.7,zh-HK;q=0.5,en-US;q=0.3,en;q=0.2"
WORDS = {"zh": "搜索文章", "en": "Search articles"}


@pytest.fixture
def site(make_settings: Callable[..., Settings], write: Callable[..., Path]) -> Iterator[Site]:
    write("a.md")
    made = Site(make_settings())
    yield made
    made.close()


def language_of(text: str) -> str:
    found = [name for name, words in WORDS.items() if words in text]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("tag", "runs"),
    [
        ("he", "rtl"), ("he-IL", "rtl"), ("AR", "rtl"), ("fa-AF", "rtl"), ("ur", "rtl"), ("yi", "rtl"), ("ps", "rtl"),
        ("pa-Arab-PK", "rtl"), ("ks-Deva", "ltr"), ("ug-Cyrl", "ltr"), ("ar-u-nu-latn", "rtl"), ("ar-Latn", "ltr"),
        ("zh-CN", "ltr"), ("en", "ltr"), ("de-1901", "ltr"), ("pa", "ltr"), ("th", "ltr"), ("", "ltr"),
    ],
)  # fmt: skip
def test_a_language_says_how_its_text_runs(tag: str, runs: str) -> None:
    assert direction(tag) == runs


@pytest.mark.parametrize(
    ("tag", "reads"),
    [
        ("zh", True), ("zh-CN", True), ("ZH-Hant-TW", True), ("yue", True), ("ja", True), ("ko-KR", True),
        ("en", False), ("en-GB", False), ("de", False), ("zha", False), ("jam", False), ("za-CN", False),
    ],
)  # fmt: skip
def test_a_language_says_whether_its_readers_know_chinese_characters(tag: str, reads: bool) -> None:
    assert reads_han(tag) is reads


@pytest.mark.parametrize(
    ("address", "accepted", "chosen"),
    [
        ("/", None, "zh"),
        ("/", "en", "en"),
        ("/", "en-GB,en;q=0.9,zh;q=0.1", "en"),
        ("/", FIREFOX, "zh"),
        ("/", "fr,de;q=0.9", "zh"),
        ("/", "fr,en;q=0.1", "en"),
        ("/", "en;q=0,fr", "zh"),
        ("/", "zh-Hant-TW", "zh"),
        ("/?lang=en", FIREFOX, "en"),
        ("/?lang=EN-us", None, "en"),
        ("/?lang=zh", "en", "zh"),
        ("/?lang=zh_CN", "en", "zh"),
        ("/?lang=", "en", "en"),
        ("/?lang=xx", "en", "en"),
        ("/?lang=%00%22%3E", None, "zh"),
    ],
)
def test_the_address_decides_then_the_browser_then_the_site(
    site: Site, address: str, accepted: str | None, chosen: str
) -> None:
    answer = site.get(address, **({"Accept_Language": accepted} if accepted else {}))
    assert language_of(answer.text) == chosen
    assert f'<html lang="{"zh-Hans" if chosen == "zh" else "en"}">' in answer.text


def test_a_site_of_another_language_has_english_pages(make_settings: Callable[..., Settings]) -> None:
    site = Site(make_settings(language="de"))
    assert language_of(site.get("/").text) == "en"
    site.close()


def test_caches_are_told_what_decided(site: Site) -> None:
    assert "Accept-Language" in site.get("/").headers["Vary"]
    assert "Accept-Language" not in site.get("/?lang=en").headers["Vary"]
    assert "Accept-Language" in site.get("/none", Accept="text/html").headers["Vary"]


def test_a_language_that_was_asked_for_goes_along_and_feeds_stay_as_they_are(site: Site) -> None:
    page: Any = html.fromstring(site.get("/?lang=en").text)
    addresses = [link.get("href", "") for link in page.iter("a")]
    ours = [each for each in addresses if each.startswith("/") and not each.startswith(("/feeds", "/opml"))]
    assert len(ours) > 5
    assert [each for each in ours if "lang=" not in each] == []
    assert [each for each in addresses if "/feeds/" in each and "lang=" in each] == []
    assert page.xpath("//form//input[@name='lang']/@value") == ["en"]


def test_one_language_leads_to_the_other_on_the_same_page(site: Site) -> None:
    chinese: Any = html.fromstring(site.get("/search?q=words&lang=zh").text)
    (switch,) = chinese.xpath("//footer//a[@hreflang]")
    assert (switch.text, switch.get("href")) == ("English", "/search?q=words&lang=en")
    assert language_of(site.get(switch.get("href")).text) == "en"


@pytest.fixture(scope="module")
def messages() -> Catalog:
    """All texts of code and templates."""
    found = Catalog()
    for *_, message, _comments, _context in extract_from_dir(str(WEB), METHODS, OPTIONS, keywords=KEYWORDS):
        found.add(message)
    return found


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh")


def test_every_text_of_pages_is_in_the_catalogue_and_no_other(messages: Catalog, catalogue: Catalog) -> None:
    wanted, known = ({str(each.id) for each in found if each.id} for found in (messages, catalogue))
    assert wanted - known == set(), "make catalogue, and translate"
    assert known - wanted == set(), "make catalogue"


def test_every_text_is_translated_with_the_same_names_in_it(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            first = message.id if isinstance(message.id, str) else message.id[0]
            for string in [message.string] if isinstance(message.string, str) else message.string or [""]:
                assert string, first
                assert set(re.findall(r"%\(\w+\)s", string)) == set(re.findall(r"%\(\w+\)s", first)), first
    assert not any(message.fuzzy for message in catalogue if message.id)


def test_what_is_compiled_is_the_catalogue(catalogue: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    # Not byte by byte: how a catalogue is laid out changes with Babel.
    with CATALOGUE.with_suffix(".mo").open("rb") as packed:
        assert _texts(packed) == _texts(compiled), "make catalogue"


def _texts(packed: BinaryIO) -> list[tuple[object, object]]:
    return sorted(((message.id, message.string) for message in read_mo(packed) if message.id), key=repr)


def test_the_packet_has_what_is_compiled() -> None:
    text = (WEB.parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert '"web/translations/*/LC_MESSAGES/*.mo"' in text
