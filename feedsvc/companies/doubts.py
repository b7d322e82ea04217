"""Names that an article gives to somebody or something else: a person, a word, a car, a place, a longer name."""

from __future__ import annotations

from collections.abc import Iterator

from feedsvc.companies import brands, scenes, taught, vehicles
from feedsvc.companies.dotted import introduced_by_sound
from feedsvc.companies.gazetteer import Hit
from feedsvc.companies.hanzi import SIMPLIFIED, simplified
from feedsvc.companies.persons import introduced, told_of
from feedsvc.companies.standins import stands_for_other


def doubted(text: str, title: int, hits: list[Hit]) -> Iterator[str]:
    """The names among the hits of a text, whose title ends at `title`, that are no company's there by themselves."""
    spans = [hit[:2] for hit in hits]
    yield from (text[start:end] for start, end in spans if stands_for_other(text, start, end))
    yield from _shortened(text, hits)
    unsure = (text[start:end] for start, end, _, sure, _ in hits if not sure and text[start].isascii())
    yield from introduced(text, title, spans, {word for word in unsure if word.istitle()})
    yield from introduced_by_sound(text, spans)
    yield from told_of(text, spans)
    yield from brands.pieces(text, spans)
    yield from taught.ordinary(text, title, hits)
    yield from _scenery(text, spans)


def _shortened(text: str, hits: list[Hit]) -> Iterator[str]:
    """The unsure Chinese names with which a sure one of another company begins in the text: an article on 黑芝麻智能
    calls that 黑芝麻 as well."""
    sure = {text[hit.start : hit.end]: hit.sure for hit in hits if hit.sure}
    unsure = {
        text[hit.start : hit.end]: {owner.key for owner in hit.owners}
        for hit in hits
        if not hit.sure and not text[hit.start].isascii()
    }
    for name, owners in unsure.items():
        if any(longer.startswith(name) and key not in owners for longer, key in sure.items()):
            yield name


def _scenery(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The names of what people only are in or at, in either script."""
    plain = simplified(text) if any(each in SIMPLIFIED for start, end in spans for each in text[start:end]) else text
    told = {*vehicles.driven(plain, spans), *vehicles.boarded(plain, spans), *scenes.visited(plain, spans)}
    if told:
        yield from (text[start:end] for start, end in spans if plain[start:end] in told)
