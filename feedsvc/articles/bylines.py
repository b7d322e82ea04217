"""The lines above a text that say who made it and when, and are no part of its story.

By JANE SMITH, Associated Press      Jane Smith | March 3, 2024      Reporting by Jane Smith; Editing by John Doe
本报记者 张三 通讯员 李明            文/图 张三                      作者丨张三 编辑丨李四
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedsvc.articles import datelines, english, wechat
from feedsvc.articles.characters import STOPS
from feedsvc.articles.headlabels import CREDIT
from feedsvc.companies.hanzi import in_both_scripts
from feedsvc.patterns import lazy

MOST = 4
"""Lines above a text that are looked through."""
ENDS = tuple("。！？…；：，、.!?;:,،؛" + STOPS)
"""What ends a sentence or a part of it, and neither such a line nor a headline."""
_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]"}
_BULLETS = " \u3000□■●○◎◆◇"
"""What Chinese newspapers set before a name."""
_EMPHASIS = " *_\\"
"""What Markdown has around a line, or at its end."""

_SUSPECT = lazy(r"[:：|｜丨/／·•、\u3000–—]|(?:\A|[ (])by[: ]|(?<=[\u3400-\u9fff])[ ]|[ ]-[ ]", re.I)
"""What any of these lines has: the first line of nearly every text is asked for no more."""
_CAPITAL = r"@?[^\W\d_a-z][\w.'’-]*+"
_SMALL = (
    "and|at|by|for|from|in|of|the|to|with|van|von|der|den|de|la|additional|editing|reporting|senior|special|staff"
    "|columnist|contributor|correspondent|editor|reporter|writer"
)
_NAMES = rf"(?-i:{_CAPITAL}(?:,?[ ](?:{_CAPITAL}|&|(?:{_SMALL})\b))*+)"
_DONE = (
    "Written|Words|Story|Text|Article|Report(?:ed|ing)?|Additional reporting|Edit(?:ed|ing)|Posted|Published|Compiled"
    "|Translat(?:ed|ion)|Photo(?:s|graphs?|graphy)?|Pictures?|Images?|Illustrations?|Video|Graphics?"
)
_SIGNED = lazy(rf"(?:(?:{_DONE})[ ])?by:?[ ]{_NAMES}(?:[ ]?[;|/·•][ ]?(?:(?:{_DONE})[ ]by[ ])?{_NAMES})*+\Z", re.I)
_SENTENCE = lazy(
    r"by (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[^\n]* (?:and|at|by|for|from|in|of|the|to|with)\Z", re.I
)
"""What begins a sentence, of which the rest may stand in the next line: `By Monday Apple`, `By Acme Corp and`."""
_WORDS = "|".join(sorted(english.OWN - {"the"}))
_AGENCY = r"(?:[\w.'’-]+[ ]){0,2}(?:press|staff|editors?|editorial|newsroom)\b"
_FIRST = rf"{_WORDS}|the(?![ ]{_AGENCY})|a(?=[ ])|an(?=[ ][aeiou])|all|and|any|at|far|in|its|no|not|now|then|this"
"""Words that no name begins with: `By Their Own Hand`, but `By The Associated Press`, `By An Baijie`."""
_THINGS = (
    "designs?|demand|numbers|defaults?|contrast|comparison|examples?|definition|nature|accident|mistake|invitation|request"
    "|proxy|surprise|extension|implication|necessity|consensus|virtue|means|degrees|itself|himself|herself|themselves"
)
_ALONE = "air|book|car|chance|choice|day|force|hand|heart|land|law|night|order|rail|right|rule|sea|train|way"
"""Things that are names as well: `By Jude Law`."""
_THING = lazy(
    rf"by:?[ ](?:(?:{_FIRST})(?![\w.'’-])|(?-i:{_CAPITAL}[ ]){{0,2}}(?:{_THINGS})(?![\w.'’-])"
    rf"|(?:{_ALONE})(?:\Z|[ ](?:and|in|of|or)\b))",
    re.I,
)
"""What no person is by whom a text may be: `By Popular Demand`, `By The Numbers`, `By Law`."""
_PARTS = lazy(r"[ ]?[|｜丨·•][ ]?|[ ][–—-][ ]")
_PERSON = lazy(rf"(?:(?:{_CAPITAL}[ ]){{1,4}}{_CAPITAL}|[\u3400-\u9fff]{{2,4}})\Z")
_DIGIT = lazy("[0-9]")
_MINUTES = lazy(r"[0-9]{1,3}[ -]?min(?:ute)?s?(?:[ ]read)?\Z", re.I)
_PICTURE = lazy(
    r"(?:(?:(?:Photo|Picture|Image|Illustration)s?(?:[ ](?:credit|courtesy|source))?"
    r"|Videos?[ ](?:credit|courtesy|source))[ ]?[:：]"
    + in_both_scripts(r"|(?:图片(?:来源)?|图源|题图|头图|封面图?|配图|制图|供图)[ ]?[:：|｜丨／/]")
    + r")[^。！？.!?]{1,60}\Z",
    re.I,
)
_FILMER = r"(?-i:@?[A-Z\u00c0-\u00de][\w.'’-]*+(?:[ ][A-Z\u00c0-\u00de][\w.'’-]*+){0,2})"
_FILMED = lazy(
    rf"Videos?[ ]?[:：][ ]?(?:by[ ]|courtesy[ ]of[ ])?(?!(?:{_WORDS})\b)(?:the[ ])?{_FILMER}"
    rf"(?:(?:[ ]?[/|,&][ ]?|[ ](?:and|for|of|via)[ ](?:the[ ])?){_FILMER})*+\Z",
    re.I,
)
"""Names alone: behind `Video:` a headline may stand as well, `Video: How to cook rice`."""
_BETWEEN = lazy(r"[ \u3000|｜丨:：、&]+|(?<![文图圖])[／/]|[／/](?![文图圖])")
"""What parts roles and names: `文/图` is one role, `文/张三` a role and its name."""
_TRADES = "编译|翻译|整理|策划|统筹|审核|审校|校对|编辑|摄影|制图|排版"
"""Roles that are verbs or trades: `编译 安装` and `摄影 入门` are headlines."""
_TRADE = lazy(in_both_scripts(_TRADES))
_ROLE = lazy(
    in_both_scripts(
        r"[\u3400-\u9fff]{0,8}(?:记者|通讯员|评论员|撰稿人?)|作者|责任编辑|责编|撰文|采写|文(?:[／/]图)?|图(?:[／/]文)?|供图|供稿|译者|监制"
        f"|{_TRADES}"
    )
)
_APART = lazy("[|｜丨:：／/]")
"""What stands between a role and its name and seldom between other words."""
_NAME = lazy(
    rf"[\u3400-\u9fff]{{2,4}}|[\u3400-\u9fff]{{1,9}}·[\u3400-\u9fff·]{{1,12}}|{in_both_scripts('发自')}[\u3400-\u9fff]{{2,6}}"
    rf"|[\u3400-\u9fff]{{2,6}}{in_both_scripts('(?:报道|电)')}|[A-Z][A-Za-z.'’-]*+"
)
_TOP = lazy(r"(?:[ \t\u3000]*+\n|#{1,6}[ \t][^\n]*+\n)*+")
"""Blank lines and headings above a text."""
_TEXT = lazy(r"[ \t\u3000]*+[^\s=|:a-z-]")
"""What stands below such a line: neither what makes it a heading or a row (CommonMark 4.3, GFM 4.10), nor the rest of a
sentence."""


def is_credit(line: str) -> bool:
    """Does a line say who made the text or its pictures, and nothing else but when? What ends as a sentence does, or
    goes on as one (`作者认为`, `By the end of the year`), is none."""
    if len(line) > wechat.LINE or not _SUSPECT.search(line):
        return False
    said = _bare(line)
    if not said or said.endswith(ENDS) or _SENTENCE.match(said) or _THING.match(said):
        return False
    return any(each.match(said) for each in (_SIGNED, CREDIT, _PICTURE, _FILMED)) or _has_roles(said) or _is_dated(said)


def is_told(line: str) -> bool:
    """Is a line such a credit, or a dateline?"""
    return is_credit(line) or (len(line) <= wechat.LINE and not line.endswith(ENDS) and _is_dateline(line))


def are_told(text: str) -> bool:
    """Is every line of a block one?"""
    return not text.endswith(ENDS) and all(map(is_told, text.split("\n")))


def below(text: str) -> str:
    """The lines of a block without those at its top that are told, but for its last one."""
    lines = text.split("\n", MOST)
    while len(lines) > 1 and is_told(lines[0]):
        del lines[0]
    return "\n".join(lines)


def parted(text: str) -> str:
    """Markdown in whose first lines stands who made it, or what WeChat has there, with a blank line below each.

    It would join them with the text: of two Chinese lines it makes one.
    """
    start = 0
    parts: list[str] = []
    for end in _ends(text):
        parts.append(text[start:end])
        start = end
    return "\n".join([*parts, text[start:]]) if parts else text


def _ends(text: str) -> Iterator[int]:
    """The ends of such lines at a source's top that another one follows at once."""
    at = _end(_TOP, text, 0)
    for number in range(MOST):
        end = text.find("\n", at, at + wechat.LINE + MOST) + 1
        line = text[at:end].strip(_EMPHASIS + "\n")
        told = is_told(line) if number else is_credit(line)
        if not end or not (told or wechat.is_above(line)):
            return
        if _TEXT.match(text, end):
            yield end
        at = _end(_TOP, text, end)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _bare(line: str) -> str:
    """A line without the brackets around it, or a bullet before it."""
    said = line.strip(_BULLETS)
    return said[1:-1].strip() if said and _BRACKETS.get(said[0]) == said[-1] else said


def _has_roles(line: str) -> bool:
    """Is a line made of roles and names in Chinese: `本报记者 张三 摄影 李四`? A trade alone needs more than a blank
    behind it."""
    parts = [part for part in _BETWEEN.split(line) if part]
    roles = [_ROLE.fullmatch(part) is not None for part in parts]
    named = roles[:1] == [True] and not all(roles)
    told = named and (sum(roles) > 1 or not _TRADE.fullmatch(parts[0]) or _APART.search(line) is not None)
    return told and all(is_role or _NAME.fullmatch(part) for part, is_role in zip(parts, roles, strict=True))


def _is_dated(line: str) -> bool:
    """Is a line made of names and a date: `Jane Smith | March 3, 2024`?"""
    parts = _PARTS.split(line)
    dated = [_is_dateline(part) for part in parts] if len(parts) > 1 else []
    return any(dated) and all(
        is_date or _PERSON.match(part) or _SIGNED.match(part) or _MINUTES.match(part)
        for part, is_date in zip(parts, dated, strict=True)
    )


def _is_dateline(line: str) -> bool:
    # Whether it has a digit is told much sooner.
    return _DIGIT.search(line) is not None and datelines.is_dateline(line)
