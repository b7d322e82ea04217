"""Pages of Medium's export."""

from __future__ import annotations

import pytest

from feedsvc.articles.build import build
from feedsvc.articles.mediumpages import medium
from feedsvc.articles.site import SiteFacts
from feedsvc.model import Article, Passed
from tests.test_build import recipe

FOOT = (
    '<p>By <a href="https://medium.com/@jo" class="p-author h-card">Jo &amp; Bea</a> on '
    '<a href="https://medium.com/p/1a"><time class="dt-published" datetime="2019-03-04T10:11:12.345Z">March 4, 2019'
    '</time></a>.</p><p><a href="https://medium.com/@jo/tides-1a" class="p-canonical">Canonical link</a></p>'
)
EXPORTED = '<p>Exported from <a href="https://medium.com">Medium</a> on January 2, 2024.</p>'
BREAK = '<div class="section-divider"><hr class="section-divider"></div>'


def page(foot: str = FOOT, title: str = "On tides &amp; moons") -> bytes:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body><article class="h-entry">
<header>
<h1 class="p-name">{title}</h1>
</header>
<section data-field="subtitle" class="p-summary">
Why the sea
comes back.
</section>
<section data-field="body" class="e-content">
<section name="a">{BREAK}<div><div><h3 class="graf graf--h3 graf--leading graf--title">{title}</h3>
<p class="graf">It comes back twice a day.</p></div></div></section><section name="b">{BREAK}
<p class="graf">The footer is not <em>this</em>.</p></section>
</section>
<footer>{foot}{EXPORTED}</footer></article></body></html>""".encode()


def test_an_exported_post_is_what_medium_says_of_it_without_the_pages_foot() -> None:
    found = build("2019-03-04_On-tides-1a.html", page(), SiteFacts(), recipe())
    assert isinstance(found, Article), found
    assert (found.title, found.summary) == ("On tides & moons", "Why the sea comes back.")
    assert (found.link, found.assumed) == ("https://medium.com/@jo/tides-1a", ())
    assert found.published.isoformat() == "2019-03-04T10:11:12+00:00"
    assert [term.label for term in found.terms if term.kind == "author"] == ["Jo & Bea"]
    assert "Exported" not in found.content and "On tides" not in found.content and "Canonical" not in found.content
    assert found.content.count("<hr>") == 1


def test_a_post_without_a_day_is_a_draft_and_one_without_a_title_is_none() -> None:
    unseen = '<p><a href="https://medium.com/p/1a">View original.</a></p>'
    assert build("draft_On-tides-1a.html", page(unseen), SiteFacts(), recipe()) == Passed(
        "draft_On-tides-1a.html", "draft"
    )
    found = build("a.html", page(title=""), SiteFacts(), recipe())
    assert isinstance(found, Article) and found.title == "It comes back twice a day."


@pytest.mark.parametrize("text", ["", "<h1 class='p-name'>A</h1>", '<h1 class="p-name">A</h1><footer></footer>'])
def test_other_pages_are_none_of_mediums(text: str) -> None:
    assert medium(text) is None
