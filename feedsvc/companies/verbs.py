"""Given names that are verbs in front of a company's name: `Investors Sue Pfizer`, `Will Tesla cut prices?`."""

from __future__ import annotations

from feedsvc.patterns import lazy

_FRONT = 24
"""Characters in front of the verb that tell who does it."""
_VERBS = frozenset(("Sue", "Chase", "Grant", "Mark", "Bill", "Rob"))
_WHO_DO = lazy(
    r"(?:\b(?:[A-Z][a-z]{2,20}s|Police|People|Women|Men|Team|EU|US|U\.S\.|UK|FDA|FTC|SEC|[Tt]o|May|Could|Should|Can|Would"
    r"|[Nn]ot|and|And)|[,’']) $"
)
"""In front of what several do, or somebody may do."""
_ASKS = lazy(r"(?:\A|[\n.!?:;—–|\"“‘(]|\b(?:Why|How|When|What|Where|Who|And|But|So)) ?$")
_QUESTION = lazy(r"[^\n?.!]{1,160}\?")
_TOLD_OF_PERSON = lazy(r",| (?:[a-z]+ed|[a-z]*[^s]s|said|told|was|had|who|and|won|left|went|took|made|got|ran|saw)\b")
"""Behind a person; a question has a verb without an ending there: `Will Tesla cut`."""


def is_verb(text: str, given: int, start: int) -> bool:
    """Whether what reads as a given name at `text[given:]`, in front of `text[start:]`, is a verb there."""
    before = text[max(0, given - _FRONT) : given]
    if text.startswith("Will ", given):
        asks = _ASKS.search(before if given > _FRONT else f"\n{before}")
        name = _NAME_AHEAD.match(text, start)
        end = name.end() if name else start
        return asks is not None and bool(_QUESTION.match(text, end) or not _TOLD_OF_PERSON.match(text, end))
    return text[given : start - 1] in _VERBS and _WHO_DO.search(before) is not None


_NAME_AHEAD = lazy(r"[A-Z][\w&’'-]{0,30}")
