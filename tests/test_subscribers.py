"""What aggregators say of themselves, in the words that they use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc import subscribers
from feedsvc.subscribers import Claim, Gathered, claim

FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 462 subscribers; )"
FEEDBIN = "Feedbin feed-id:1373711 - 102 subscribers"
MINIFLUX = "Mozilla/5.0 (compatible; Miniflux/2.2.3; +https://miniflux.app)"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36"
SAID = {
    FEEDLY: ("feedly", "", 462),
    "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 50 subscribers; like FeedFetcher-Google)": ("feedly", "", 50),
    FEEDBIN: ("feedbin", "1373711", 102),
    "Feedbin feed-id:12345 - 1 subscriber": ("feedbin", "12345", 1),
    "NewsBlur Feed Fetcher - 27 subscribers": ("newsblur feed fetcher", "", 27),
    "NewsBlur Feed Fetcher - 1 subscriber - http://www.newsblur.com/site/61403/webpage (Mozilla/5.0 (Macintosh; "
    "Intel Mac OS X 10_15_7) AppleWebKit/605.1.15)": ("newsblur feed fetcher", "61403", 1),
    "Inoreader/1.0 (+http://www.inoreader.com/feed-fetcher; 3 subscribers; )": ("inoreader", "", 3),
    "Mozilla/5.0 (compatible; inoreader.com; 114 subscribers)": ("inoreader.com", "", 114),
    "Mozilla/5.0 (compatible; theoldreader.com; 1 subscribers; feed-id=5d3f2a)": ("theoldreader.com", "5d3f2a", 1),
    "theoldreader.com; 1 subscribers; feed-id=5d3f2a": ("theoldreader.com", "5d3f2a", 1),
    "Mozilla/5.0 (compatible; BazQux/2.4; +https://bazqux.com/fetcher; 1 subscribers)": ("bazqux", "", 1),
    "BazQux/2.5 (+https://bazqux.com/fetcher; 7 subscribers)": ("bazqux", "", 7),
    "Feedfetcher-Google; (+http://www.google.com/feedfetcher.html; 4 subscribers; feed-id=9048986372668769311)": (
        "feedfetcher-google",
        "9048986372668769311",
        4,
    ),
    "Overcast/1.0 Podcast Sync (1190 subscribers; feed-id=554901; +http://overcast.fm/)": ("overcast", "554901", 1190),
    "Feed Wrangler/1.0 (1 subscriber; feed-id=1; http://feedwrangler.net)": ("feed wrangler", "1", 1),
    "Netvibes (http://www.netvibes.com; 0 subscribers; feedID: 31)": ("netvibes", "31", 0),
    "LiveJournal.com (webmaster@livejournal.com; for http://x.example/; 3 readers)": ("livejournal.com", "", 3),
    "PlainFeeder v0.0.1 (+http://plainfeeder.com/about ; Subscriber Count: 12)": ("plainfeeder", "", 12),
    "Aggregator/1.0 (1,234 subscribers)": ("aggregator", "", 1234),
    "27 subscribers": ("", "", 27),
    "Fetcher/9 (999999 subscribers)": ("fetcher", "", 999_999),
}
SAYS_NOTHING = (
    "",
    MINIFLUX,
    BROWSER,
    "NewsBlur Feed Fetcher - 1000000 subscribers",
    "Fetcher/1 (12345678901 subscribers)",
    "Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)",
    "FeedReader/3.14 Readers",
    "Leaf/5 Reader",
    "Some 9 Reader",
    "App-12 subscribers",
    "subscribers: many",
)


@pytest.mark.parametrize("agent", SAID)
def test_a_claim_is_aggregator_number_of_the_feed_and_subscribers(agent: str) -> None:
    assert claim(agent) == Claim(*SAID[agent])


@pytest.mark.parametrize("agent", SAYS_NOTHING)
def test_who_says_no_believable_number_is_a_client(agent: str) -> None:
    assert claim(agent) is None


def test_an_aggregator_stays_one_when_its_version_changes() -> None:
    names = {claim(f"Feedly/{version} (+http://f.example; 3 subscribers)") for version in ("1.0", "1.1", "2")}
    assert len(names) == 1


@given(st.text(max_size=400) | st.from_regex(r"[ -~]{0,40}\d{0,12} (subscribers|readers)[ -~]{0,40}", fullmatch=True))
def test_no_agent_makes_more_than_a_short_printable_claim(agent: str) -> None:
    said = claim(agent)
    if said is not None:
        assert 0 <= said.subscribers < subscribers.MOST_SUBSCRIBERS
        assert len(said.aggregator) <= subscribers.NAME_LENGTH
        assert said.aggregator.isprintable()
        assert len(said.ident) <= 64


def test_gathered_keeps_the_highest_claim_and_each_client_once() -> None:
    gathered = Gathered()
    for number in (3, 9, 4):
        gathered.note(1, "/feeds/all", f"Feedly/1.0 ({number} subscribers)", "a")
    gathered.note(2, "/feeds/all", "Feedly/1.0 (1 subscribers)", "a")
    for client in ("a", "b", "a"):
        gathered.note(1, "/feeds/all", MINIFLUX, client)
    assert gathered.claims == {(1, "/feeds/all", "feedly", ""): 9, (2, "/feeds/all", "feedly", ""): 1}
    assert gathered.clients == {(1, "/feeds/all", "a"), (1, "/feeds/all", "b")}


def test_gathered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscribers, "MOST_GATHERED", 3)
    gathered = Gathered()
    for number in range(5):
        gathered.note(1, "/feeds/all", MINIFLUX, str(number))
        gathered.note(1, "/feeds/all", f"Agent{chr(97 + number)}/1 (1 subscriber)", str(number))
    assert len(gathered.claims) + len(gathered.clients) == 3
