"""How else lists and texts write a Latin legal name: its form in full or in short, with points, with `& Co`."""

from __future__ import annotations

from collections.abc import Iterator

from feedsvc.companies.latin import FORMS
from feedsvc.companies.legal import plain, stem, with_points
from feedsvc.patterns import lazy

_IN_SHORT = {"Incorporated": "Inc", "Corporation": "Corp", "Limited": "Ltd", "Company": "Co", "Private": "Pvt"}
"""Words of a Latin form that lists write in full and news does not, or the other way about."""
_WRITTEN = {**_IN_SHORT, **{short: long for long, short in _IN_SHORT.items()}}
"""Forms, each by the other way in which it is written."""
_AND_COMPANY = lazy(r" (?:&|and) (?:Company|Co\.?)$")
_AND_COMPANIES = (" & Co", " & Co.", " & Company", " and Company")


def in_short(legal: str) -> str:
    """A Latin legal name with its form in short, without points and comma, or `The` in front: `The Foo Company Limited`
    is `Foo Co Ltd`; "" for a name without a form. Names that differ in more (`Foo Ltd`, `Foo Inc`) stay two."""
    if legal.rpartition(" ")[2].replace(".", "") not in FORMS:
        return ""
    words = plain(legal).removeprefix("The ").split()
    ends = [_IN_SHORT.get(end, end) for end in (word.rstrip(".,") for word in words[-2:])]
    return " ".join((*words[:-2], *ends)) if len(words) > 1 else ""


def forms_of(legal: str) -> tuple[str, ...]:
    """The same, and that of the name without its last form, where it has two: `Foo Corp Ltd` and `Foo Corp` of
    `Foo Corporation Limited`."""
    return tuple(filter(None, (in_short(legal), in_short(stem(legal)))))


def written_otherwise(legal: str, short: str) -> Iterator[str]:
    """A Latin legal name, and its short one, with the words for a company as registries write them, and with its form
    in full or in short."""
    rest, _, form = legal.rpartition(" ")
    if form in _WRITTEN:
        yield f"{rest} {_WRITTEN[form]}"
    yield from pointed(legal, short)


def pointed(legal: str, short: str) -> Iterator[str]:
    """The same without the form in full or in short; "" among them where a form has no points."""
    yield with_points(legal)
    partners = _AND_COMPANY.search(short)
    if partners:
        yield from (f"{short[: partners.start()]}{company}" for company in _AND_COMPANIES)
    if short.endswith(" Cos"):
        yield f"{short.removesuffix('Cos')}Companies"
