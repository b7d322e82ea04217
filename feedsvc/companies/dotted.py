"""Foreign persons' surnames in Chinese that a text has behind a dot first, and then alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedsvc.companies.byname import places_by_name
from feedsvc.companies.persons import given_before
from feedsvc.patterns import lazy

_OF_FIRM = lazy(
    r"(?:公司|集团|股|旗下|宣布|首席|CEO|总部|员工|品牌|产品|财报|营收|工厂|的(?:股|产品|员工|总部|首席|CEO|营收))"
)


def introduced_by_sound(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The Chinese names at these places of a text that it gives persons first, behind a foreign given name and a dot
    (`阿克塞尔·舍弗勒画了它，舍弗勒还写道`), and nowhere as a company's."""
    if "·" not in text:
        return
    places = places_by_name(text, (span for span in spans if not text[span[0]].isascii()))
    for name, named in places.items():
        first = text.find(f"·{name}") + 1
        if (
            0 < first < named[0][0]
            and given_before(text, first)
            and not any(_OF_FIRM.match(text, end) for _, end in named)
        ):
            yield name
