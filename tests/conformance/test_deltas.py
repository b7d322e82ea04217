"""D1 to D5: what is new alone, for those who ask for it (RFC 3229 with "feed")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.conformance.documents import Served, holds, refuses
from tests.conformance.sites import FORMATS, Site, write
from tests.conformance.test_archives import ids


@dataclass(frozen=True)
class Visit:
    """What a client had, what it was answered, and what the whole feed is by then."""

    before: Served
    answer: Served
    whole: Served


def change(folder: Path, step: str) -> None:
    """What happens between two visits."""
    if step == "added":
        write(folder, "new.md", "title: New\ndate: 2022-05-01\ncategories: one", "New words.")
    elif step == "edited":
        write(folder, "2.md", "title: T2\ndate: 2022-03-03\ncategories: one", "Other words, and more of them.")
    elif step == "withdrawn":
        (folder / "posts" / "5.md").unlink()
    elif step == "recategorized":
        write(folder, "1.md", "title: T1\ndate: 2022-03-02\ncategories: two", "Words 1")
    elif step == "redated":
        write(folder, "2.md", "title: T2\ndate: 2021-03-03\ncategories: one", "Words 2")


AT = "{http://purl.org/atompub/tombstones/1.0}"
STEPS = ("added", "edited", "withdrawn", "recategorized", "redated", "nothing")
FEEDS = ("/feeds/all", "/feeds/category/one")


@pytest.fixture
def visits(posts: Site, tmp_path: Path) -> dict[str, list[Visit]]:
    """After each step, of each feed in each format, four entries of it: with A-IM and the validator of before."""
    for number in range(6):
        write(
            tmp_path,
            f"{number}.md",
            f"title: T{number}\ndate: 2022-03-0{number + 1}\ncategories: one",
            f"Words {number}",
        )
    posts.ingest()
    paths = [f"{feed}.{name}?limit=4" for feed in FEEDS for name in FORMATS]
    found: dict[str, list[Visit]] = {}
    for step in STEPS:
        before = {path: posts.get(path) for path in paths}
        change(tmp_path, step)
        posts.ingest()
        found[step] = [
            Visit(
                before[path],
                posts.get(path, A_IM="feed", If_None_Match=before[path].headers["ETag"]),
                posts.get(path),
            )
            for path in paths
        ]
    return found


def every(visits: dict[str, list[Visit]], status: int | None = None) -> list[Visit]:
    return [each for step in visits.values() for each in step if status in (None, each.answer.status)]


def check_D1(visit: Visit) -> None:
    if visit.answer.status == 226:
        assert "feed" in visit.answer.asked.get("A-IM", "")
        assert visit.answer.asked.get("If-None-Match") == visit.before.headers["ETag"]
    else:
        assert visit.answer.status in (200, 304)


def test_D1_226_is_for_those_who_ask_and_whose_validator_is_known(posts: Site, visits: dict[str, list[Visit]]) -> None:
    holds(check_D1, every(visits))
    some = every(visits, 226)
    assert {visit.answer.url.rpartition(".")[2].partition("?")[0] for visit in some} == set(FORMATS)
    refuses(check_D1, replace(some[0], answer=replace(some[0].answer, asked={})))
    tag = every(visits)[0].before.headers["ETag"]
    path = f"{FEEDS[0]}.atom?limit=4"
    strangers: list[dict[str, str]] = [{}, {"If-None-Match": tag}, {"A-IM": "feed"}]
    strangers += [{"A-IM": "vcdiff", "If-None-Match": tag}]
    for unknown in ('"x"', '"1-0-gzip"', '"99999-0123456789abcdef-gzip"'):
        strangers.append({"A-IM": "feed", "If-None-Match": unknown})
    for headers in strangers:
        assert posts.ask(path, headers).status == 200, headers


def check_D2(visit: Visit) -> None:
    headers = visit.answer.headers
    assert headers.get("IM") == "feed"
    assert headers["ETag"] == visit.whole.headers["ETag"]
    assert {"a-im", "accept-encoding"} <= visit.answer.tags
    assert headers["Cache-Control"] == "no-store"


def test_D2_a_delta_says_what_it_is_and_no_shared_cache_keeps_it(visits: dict[str, list[Visit]]) -> None:
    some = every(visits, 226)
    holds(check_D2, some)
    for name, value in (("IM", None), ("ETag", '"old"'), ("Vary", "Accept-Encoding"), ("Cache-Control", "public")):
        refuses(check_D2, replace(some[0], answer=some[0].answer.headed(name, value)))


def entries(document: Served) -> dict[str, str]:
    """What each entry says, by its id."""
    if document.url.partition("?")[0].endswith(".json"):
        return {item["id"]: str(sorted(item.items(), key=str)) for item in document.json["items"]}
    return {
        identity: "".join(str(text) for text in each.itertext())
        for identity, each in zip(ids(document), document.entries, strict=True)
    }


def check_D3(visit: Visit) -> None:
    joined = entries(visit.before) | entries(visit.answer)
    for identity, said in entries(visit.whole).items():
        assert joined.get(identity) == said, f"{identity} is lost or old"


def test_D3_the_old_entries_and_the_delta_are_the_new_feed(visits: dict[str, list[Visit]]) -> None:
    holds(check_D3, [each for each in every(visits) if each.answer.status in (200, 226)])
    added = next(each for each in visits["added"] if each.answer.url.partition("?")[0].endswith(".json"))
    assert added.answer.status == 226
    assert len(added.answer.json["items"]) < len(added.whole.json["items"])
    refuses(check_D3, replace(added, answer=added.answer.rewritten(lambda feed: feed["items"].clear())))


def check_D4(visit: Visit) -> None:
    gone = set(ids(visit.before)) - set(ids(visit.whole))
    if visit.answer.status == 226 and gone:
        told = {
            each.get("ref") for each in visit.answer.root.iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
        }
        # What the page's end has pushed out is no removal.
        assert gone <= told | {ids(visit.before)[-1]}, f"{gone - told} are gone, and nobody is told"


def test_D4_what_is_gone_is_told_and_nothing_new_is_304(visits: dict[str, list[Visit]]) -> None:
    assert {visit.answer.status for visit in visits["nothing"]} == {304}
    xml = [each for each in every(visits) if ".json" not in each.answer.url]
    holds(check_D4, xml)
    told = next(each for each in visits["withdrawn"] if ".atom" in each.answer.url)
    assert told.answer.status == 226
    silent = told.answer.replaced(b"deleted-entry ref=", b"deleted-entry was=")
    refuses(check_D4, replace(told, answer=silent))


def check_D5(pair: tuple[Served, Served]) -> None:
    plain, whole = pair
    assert plain.body == whole.body


def test_D5_without_a_im_nobody_gets_a_part(posts: Site, visits: dict[str, list[Visit]]) -> None:
    pairs = []
    for visit in visits["added"]:
        path = visit.before.url.removeprefix("https://feeds.example")
        held = ({"If-None-Match": '"0-0-x"'}, {"If-Modified-Since": "Mon, 28 Mar 2005 11:00:00 GMT"})
        pairs += [(posts.ask(path, headers), posts.get(path)) for headers in held]
    holds(check_D5, pairs)
    refuses(check_D5, (visits["added"][0].answer, visits["added"][0].whole))
