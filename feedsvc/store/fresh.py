"""Articles that are new to the store: nothing of them is there, so that nothing need be asked, changed or removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from feedsvc import prepared
from feedsvc.articles import taxonomy
from feedsvc.model import Article
from feedsvc.store import links, schema
from feedsvc.store.ledger import Fresh, Ledger

Vote = tuple[str, str, str]
"""For the label of a category: its folded key, the label, who says it (site or tag)."""
ADD = schema.articles.insert()
ADD_TEXT = schema.texts.insert()
_ADD_LABELS = schema.labels.insert()


def add(ledger: Ledger, article: Article, values: dict[str, Any]) -> int:
    """Write a new article with its columns `values`, its links, its votes and its text; its number."""
    result = ledger.connection.execute(ADD, values)
    assert result.inserted_primary_key is not None  # noqa: S101 - both dialects return it
    number: int = result.inserted_primary_key[0]
    row = ledger.fresh[number] = Fresh(number, values["uuid"], values["state"], values["published"])
    _link(ledger, row, article)
    add_votes(ledger, number, votes(article))
    ledger.connection.execute(ADD_TEXT, {"article_id": number, "matched": "", "indexed": 0, **text_values(article)})
    return number


def _link(ledger: Ledger, row: Fresh, article: Article) -> None:
    wanted = {ledger.everything(): 0}
    for position, term in enumerate(article.terms):
        wanted.setdefault(ledger.term(term.kind, term.key, term.label), position)
    ledger.spell(row.id, article.terms)
    rows = [links.link_values(row, term_id, position) for term_id, position in wanted.items()]
    ledger.connection.execute(links.INSERT, rows)
    if row.state == "live":
        for term_id in wanted:
            ledger.count(term_id, +1, row.published)


def votes(article: Article) -> set[Vote]:
    """What an article says of the labels of its categories."""
    return {(taxonomy.fold(vote.key), vote.label, vote.origin) for vote in article.labels}


def add_votes(ledger: Ledger, number: int, cast: Iterable[Vote]) -> None:
    """Write the votes of an article that has none."""
    rows = [{"article_id": number, "folded": fold, "label": label, "origin": at} for fold, label, at in sorted(cast)]
    if rows:
        ledger.connection.execute(_ADD_LABELS, rows)
    for row in rows:
        ledger.vote(str(row["folded"]))


def text_values(article: Article) -> dict[str, str]:
    """What matching needs of an article, as it is stored."""
    return {"zones": prepared.zones(article), "evidence": prepared.evidence(article)}
