"""Foreign persons' surnames in Chinese that a text has behind a dot or a title first, and then alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedsvc.companies.byname import places_by_name
from feedsvc.companies.hanzi import simplified
from feedsvc.companies.offices import is_titled
from feedsvc.companies.persons import given_before, is_by_sound
from feedsvc.patterns import lazy

_OF_FIRM = lazy(
    r"(?:公司|集团|股|旗下|宣布|首席|CEO|总部|员工|品牌|产品|财报|营收|工厂|的(?:股|产品|员工|总部|首席|CEO|营收))"
)


def introduced_by_sound(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The Chinese names at these places of a text that it gives persons first, behind a foreign given name and a dot
    (`阿克塞尔·舍弗勒画了它，舍弗勒还写道`) or a title (`湖人教练雷迪克`), and nowhere as a company's."""
    named = [span for span in spans if not text[span[0]].isascii()]
    if "·" not in text and not any(is_titled(text, start) for start, _ in named):
        return
    for name, found in places_by_name(text, named).items():
        if (_is_dotted(text, name, found[0][0]) or _is_persons(text, *found[0])) and not any(
            _OF_FIRM.match(text, end) for _, end in found
        ):
            yield name


def _is_dotted(text: str, name: str, start: int) -> bool:
    first = text.find(f"·{name}") + 1
    return 0 < first < start and bool(given_before(text, first))


def _is_persons(text: str, start: int, end: int) -> bool:
    return is_titled(text, start) and is_by_sound(simplified(text[start:end]))
