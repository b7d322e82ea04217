"""What ABlog's directive `post` says of a page, in reStructuredText (`rstforms`) and in MyST (`myst`), by the keys of
heads (https://ablog.readthedocs.io/en/stable/manual/posting-and-listing/)."""

from __future__ import annotations

from collections.abc import Mapping

from feedsvc.model import HeadValue

POSTED = ("author", "tags", "category")
"""The options of a post that a head has as well, names apart by commas."""


def parts(said: HeadValue) -> HeadValue:
    """The names in a text, which stand apart by commas; what is no text stays."""
    if not isinstance(said, str):
        return said
    return tuple(part for each in said.split(",") if (part := " ".join(each.split())))


def head_of(options: Mapping[str, HeadValue | None], day: str, words: str) -> dict[str, HeadValue]:
    """The head that a directive is, with what stands in it as the summary; one without a day is a draft."""
    title = options.get("title")
    said: dict[str, HeadValue] = {key: parts(options.get(key) or "") for key in POSTED}
    said["title"] = title.strip() if isinstance(title, str) else ""
    said |= {"summary": " ".join(words.split()), "blogpost": "true"}
    said |= {"date": day} if day else {"draft": "true"}
    return {key: value for key, value in said.items() if value}
