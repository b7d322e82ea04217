"""What the articles of one source tell about each other: link targets, and what a category is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from feedsvc.model import Label, Term


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Link targets of a source: a reference as written (`2022-03-28-slug`) -> its absolute address."""

    targets: Mapping[str, str] = field(default_factory=dict)


def labels(categories: tuple[Term, ...], tags: tuple[Term, ...], footers: Iterable[Label]) -> tuple[Label, ...]:
    """The votes of one article for the labels of its categories.

    A link at its foot that names a category votes for that category. An article with one category and one tag, the
    category an ASCII slug and the tag not, suggests the tag: `categories: nanfangwang`, `tags: 南方网新闻`.
    """
    keys = {term.key for term in categories}
    votes = [label for label in footers if label.key in keys]
    if len(categories) == 1 and len(tags) == 1 and categories[0].key.isascii() and not tags[0].label.isascii():
        votes.append(Label(categories[0].key, tags[0].label, "tag"))
    return tuple(dict.fromkeys(votes))
