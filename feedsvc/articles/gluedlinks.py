"""Links that a scraper has glued to the word in front of them: `joins from[Acme](…)`, `our site,[acme.com](…)`.

Such a name stands in no word list and in no register (`fromAcme`). A small word of English is never the beginning of
one that goes on with a capital; a link within a word stays in it (`Java[Script](…)`, `un[real](…)`), and in code all
stays (`Map<String,[Integer](…)>`).
"""

from __future__ import annotations

from feedsvc.articles.shown import within
from feedsvc.articles.tree import Tag, Text, Tree
from feedsvc.patterns import lazy

_LINKS = frozenset({"a"})
_CODE = frozenset({"pre", "code", "samp", "kbd"})
_SMALL = "an and are as at by for from in is of on or our see that the their this to via visit was with"
_WORDS = "|".join(["a", *(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _SMALL.split())])
"""In capitals they may begin a name: `A[I](…)`, `AS[ML](…)`."""
_BEFORE = lazy(rf"(?:\A|[\s(“\"])(?:{_WORDS})\Z|(?<=[A-Za-z])(?P<mark>[,;:])\Z")
_LONGEST = 12
"""Characters that tell how words end."""
_CAPITAL = lazy(r"[“\"'‘]?[A-Z0-9]|www\.|https?:")
_LETTER = lazy(r"[“\"'‘@]?[A-Za-z]")


def mend(tree: Tree) -> None:
    """Put a blank between such a word and its link."""
    for link in tree.elements(_LINKS):
        before = _in_front(link)
        found = _BEFORE.search(before[-_LONGEST:]) if before is not None else None
        if before is None or found is None:
            continue
        begins = _LETTER if found["mark"] else _CAPITAL
        if begins.match(next(link.texts, "")) and not within(link, _CODE):
            before.replace_with(Text(f"{before} "))


def _in_front(link: Tag) -> Text | None:
    """The words at once in front of a link."""
    assert link.parent is not None  # noqa: S101 - an element of a tree stands in one
    at = link.parent.index(link)
    before = link.parent.contents[at - 1] if at else None
    return before if isinstance(before, Text) else None
