"""What Substack's export says of its posts: `posts.csv`, beside `posts/123.slug.html`, which hold the texts alone.

    post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url
    123.slug,2024-03-05T10:00:00.000Z,true,,,newsletter,everyone,The old mill,Who owns it,

Source: https://support.substack.com/hc/en-us/articles/360037466012.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from itertools import islice
from pathlib import PurePosixPath

from feedsvc.articles.configvalues import Values
from feedsvc.articles.document import named
from feedsvc.articles.headvalues import HeadError, ParsedHead
from feedsvc.articles.site import SiteConfig
from feedsvc.model import HeadValue

FILE = "posts.csv"
FOLDER = "posts"
ROWS = "rows"
KNOWN = frozenset({"post_id", "post_date", "is_published"})
"""Columns of Substack's, without which such a file is another's."""
MEANT = {"title": "title", "subtitle": "description", "post_date": "date", "podcast_url": "podcast_url"}
"""Columns, and what heads call the same."""
EVERYONE = frozenset({"", "everyone"})
PUBLISHED = "true"
PAGE = "page"
"""The `type` of what is no post: About."""
_MOST = 100_000


def parse(text: str) -> ParsedHead:
    """The rows of a table, each by the names of its columns. Raises HeadError for what is none."""
    try:
        rows: tuple[HeadValue, ...] = tuple(
            {key: value or "" for key, value in row.items() if key and not isinstance(value, list)}
            for row in islice(csv.DictReader(StringIO(text)), _MOST)
        )
    except csv.Error as error:
        raise HeadError(f"it is no table: {error}") from error
    return ParsedHead({ROWS: rows}, {})


def is_own(data: bytes) -> bool:
    """Whether a file of this name may be Substack's, by its first line; another's need not even be text."""
    return b"post_id" in data.split(b"\n", 1)[0]


def config(name: str, values: Values) -> SiteConfig | None:
    """What a table says of posts; None for a table of something else."""
    found = named(values, ROWS)
    rows = [row for row in (found if isinstance(found, tuple) else ()) if isinstance(row, Mapping)]
    if not rows or not rows[0].keys() >= KNOWN:
        return None
    said = {f"{FOLDER}/{_text(row, 'post_id')}.html": row for row in rows}
    pages = tuple(path for path, row in said.items() if _text(row, "type") == PAGE)
    heads = {path: _head(row) for path, row in said.items()}
    return SiteConfig("substack", name, articles=(FOLDER,), pages=pages, heads=heads)


def _head(row: Values) -> dict[str, HeadValue]:
    """The head of a post. What was never published is a draft, and what not everyone may read is for members."""
    head: dict[str, HeadValue] = {meant: text for column, meant in MEANT.items() if (text := _text(row, column))}
    if _text(row, "is_published").lower() != PUBLISHED:
        head["draft"] = "true"
    if _text(row, "audience") not in EVERYONE:
        head["visibility"] = "members"
    return head


def _text(row: Values, column: str) -> str:
    value = row.get(column, "")
    return value.strip() if isinstance(value, str) else ""


def address(path: str, _slug: str, _config: SiteConfig) -> str | None:
    """The path of a post's address; Substack's files are called by its number and its slug:
    `posts/123.the-mill.html`."""
    slug = PurePosixPath(path).stem.partition(".")[2]
    return f"p/{slug}" if slug else None
