"""Pages as Notion exports them in Markdown: the title, then the page's properties, one a line, then the text.

    # Quarterly plan

    Created: March 3, 2024 10:12 AM
    Tags: plan, work

Source: https://www.notion.com/help/export-your-content.
"""

from __future__ import annotations

import re

from feedsvc.articles.headlabels import EVENT, TALK
from feedsvc.articles.headvalues import ParsedHead
from feedsvc.companies.hanzi import in_both_scripts
from feedsvc.patterns import lazy

_TITLE = lazy(r"#[ ]([^\n]{1,500})\n[ \t]*\n(?=[^\W\d_][^:\n]{0,59}:)")
_PROPERTY = lazy(r"([^\W\d_][^:\n]{0,59}):(?:[ \t]+([^\n]*))?\Z")
_OWN = lazy(
    r"(?:Created(?: (?:time|at|by))?|Last edited(?: (?:time|by))?|"
    + in_both_scripts(r"创建(?:时间|日期|者|人)|(?:最后|上次)编辑(?:时间|者|人)?")
    + r")\Z",
    re.I,
)
"""What Notion itself calls what it knows of a page; a title above other lines may be any text's."""
_MEANT = {
    "date": lazy(r"(?:publish(?:ed)?|publication)(?: (?:date|time|on|at))?\Z|date\Z|日期\Z|发布(?:日期|时间)\Z", re.I),
    "created": lazy(r"created(?: (?:time|at))?\Z|创建(?:时间|日期)\Z", re.I),
    "updated": lazy(r"last edited(?: time)?\Z|(?:最后|上次)编辑(?:时间)?\Z", re.I),
    "tags": lazy(r"tags?\Z|标签\Z", re.I),
    "category": lazy(r"categor(?:y|ies)\Z|分类\Z", re.I),
    "author": lazy(r"authors?\Z|作者\Z", re.I),
    "creator": lazy(r"created by\Z|创建[者人]\Z", re.I),
    "link": lazy(r"url\Z|link\Z|链接\Z", re.I),
    "status": lazy(r"(?:publish(?:ing)? )?status\Z", re.I),
    "draft": lazy(r"draft\Z", re.I),
    "published": lazy(r"publish(?:ed)?\Z", re.I),
    "description": lazy(r"summary\Z|description\Z|摘要\Z", re.I),
}
"""Properties of which an article has a use."""
_UNTIL = " → "
"""Between the two ends of a span of time."""
_ASIDE = lazy(r"^<aside>\n(?=\S)", re.M)
_MOST = 60


def notion(text: str) -> tuple[ParsedHead, str] | None:
    """The title and properties of a page of Notion's, and its text; None for any other text. Of a span of time the
    beginning counts; what no article has, such as `Priority`, is left out."""
    title = _TITLE.match(text)
    if title is None:
        return None
    block, _, body = text[title.end() :].partition("\n\n")
    lines = block.rstrip("\n").split("\n")
    found = [_PROPERTY.match(line) for line in lines[:_MOST]]
    if len(lines) > _MOST or not all(found) or any(EVENT.match(line) or TALK.match(line) for line in lines):
        return None
    said = [(each[1], (each[2] or "").partition(_UNTIL)[0].strip()) for each in found if each]
    if not any(_OWN.match(name) for name, _ in said):
        return None
    first = text.count("\n", 0, title.end())
    return _head(title[1].strip(), said, first), _ASIDE.sub("<aside>\n\n", body.lstrip("\n"))


def _head(title: str, said: list[tuple[str, str]], first: int) -> ParsedHead:
    values, lines = {"title": title}, {"title": 0}
    for meant, pattern in _MEANT.items():
        for at, (name, value) in enumerate(said):
            if value and meant not in values and pattern.match(name):
                values[meant], lines[meant] = value, first + at
    if "author" in values:
        # Who made the page need not have written it.
        values.pop("creator", None)
    return ParsedHead(dict(values), lines)
