"""The head of an MDX file that is a program's: what it exports of itself, as far as that is written out.

    import { Page } from "@/components/Page"
    export const metadata = {
      title: "The old mill",
      date: "March 5, 2024",
    }

Next.js, whose pages in MDX have no other head, asks for `metadata`; sites call it `meta`, `header` and the like, too.

Source: https://nextjs.org/docs/app/guides/mdx#frontmatter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedsvc.articles import scriptvalues
from feedsvc.articles.codeblocks import pieces
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

_NEAR, _LONGEST = 5_000, 20_000
"""Characters in which the export begins, and that it has at most."""
_EXPORT = lazy(
    r"^export[ ](?:const|let|var)[ ](?:metadata|meta|header|front[mM]atter|post|article)"
    r"(?:[ ]?:[ ]?[\w.<>]{1,60})?[ ]?=[ ]?(?:[A-Za-z_$][\w$.]{0,60}\()?(?=\{)",
    re.M,
)
_DATE = lazy(r"new[ ]Date\((?P<said>\"[^\"\n]{1,60}\"|'[^'\n]{1,60}')\)")
_TELLING = ("title", "date", "publishedAt", "published")


def read(text: str) -> Mapping[str, HeadValue]:
    """What an MDX source exports as its head, by its keys; nothing where it has neither a title nor a date."""
    begins = _begin(text) if "export " in text else None
    if begins is None:
        return {}
    program = _DATE.sub(r"\g<said>", text[begins : begins + _LONGEST])
    said = {key: scriptvalues.known(value) for key, value in scriptvalues.parse(f"export default {program}").items()}
    values = {key: value for key, value in said.items() if value != ""}
    return values if any(isinstance(values.get(key), str) for key in _TELLING) else {}


def _begin(text: str) -> int | None:
    """Where the table of the first export begins; one within program text shows how others do it."""
    at = 0
    for piece in pieces(text[:_NEAR]):
        found = None if piece.code else _EXPORT.search(text, at, at + len(piece.text))
        if found is not None:
            return found.end()
        at += len(piece.text)
    return None
