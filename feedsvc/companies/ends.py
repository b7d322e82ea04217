"""The name that the words in front of one company's code end with: `维持索菲亚`, `定制家居龙头索菲亚` and `索菲亚`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from feedsvc.companies.clauses import is_trade_alone
from feedsvc.companies.folding import is_han
from feedsvc.companies.latin import is_latin
from feedsvc.companies.lessons import is_possible

_SHORTEST_COMMON = 3


def shortest_ends(found: Iterable[tuple[str, int]], exact: set[str]) -> Mapping[str, int]:
    """How many articles give a name, of texts in front of one code with the articles that each stands in.

    Each text goes to the shortest other one, or `exact` name, that it ends with: `维持索菲亚` to `索菲亚`; a Latin one
    is a name already, of which another is an end by chance (`Massimo Group`, `Group`).
    """
    pairs = list(found)
    texts = {text for text, _ in pairs} | exact
    texts |= {common for one, _ in pairs for other, _ in pairs if (common := _common_end(one, other))}
    names: Counter[str] = Counter()
    for text, articles in pairs:
        ends = [text[start:] for start in range(len(text) - 1) if text[start:] in texts]
        names[text if is_latin(text) else min(ends, key=len)] += articles
    return names


def _common_end(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    common = one[len(one) - length :]
    usable = length >= _SHORTEST_COMMON and all(map(is_han, common)) and is_possible(common)
    # `生物科技` is the end of many names and none itself.
    return common if usable and not is_trade_alone(common) else ""
