"""How the lines are written that say when an article was published: patterns, each with its date as `date`."""

from __future__ import annotations

import re

from feedsvc.articles import wires
from feedsvc.articles.dateforms import PERIOD, WEEKDAY
from feedsvc.articles.datenumerals import DIGITS, TENS
from feedsvc.articles.headlabels import WHO, WHOSE
from feedsvc.companies.hanzi import in_both_scripts
from feedsvc.patterns import lazy

_NUMERAL = f"[{''.join([*DIGITS, *TENS])}]"
_DAYS = (
    r"(?:中[华華])?民[国國][ ]?[0-9]{2,3}[ ]?年[ ]?[0-9]{1,2}[ ]?月[ ]?[0-9]{1,2}[ ]?日",
    r"[0-9]{4}[ ]?年[ ]?[0-9]{1,2}[ ]?月[ ]?[0-9]{1,2}[ ]?日",
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
    r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}",
    r"[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}",
    rf"{wires.MONTH}[ ][0-9]{{1,2}}(?:st|nd|rd|th)?,?[ ][0-9]{{4}}",
    rf"[0-9]{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{wires.MONTH},?[ ][0-9]{{4}}",
)
_TIME = (
    rf"(?:{PERIOD})?[ ]?[0-9]{{1,2}}(?:(?:[:：][0-9]{{2}}){{1,2}}(?:\.[0-9]{{1,9}})?"
    r"|[时時点點][ ]?[0-9]{1,2}(?:分(?:[ ]?[0-9]{1,2}秒)?)?)(?:[ ]?[AaPp]\.?[Mm]\.?)?"
    r"(?:[ ]?(?:Z|UTC|GMT|[A-Z]{2,4}T|[EMP]T|[+-][0-9]{2}:?[0-9]{2}))?"
)
_CLOCK = (
    rf"(?:(?:[ 　]?[（(]?{WEEKDAY}[）)]?)?"
    rf"(?:,?(?:[ ]at)?[ T　]{{0,3}}|[ 　]?[|｜·•][ 　]?|[ 　][-–—][ 　]){_TIME})"
)
_BEFORE_DAY = rf"(?:北京时间[:：]?[ ]?)?(?:{WEEKDAY}[,，]?[ ])?"
_DATE = rf"(?P<date>{_BEFORE_DAY}(?:{'|'.join(_DAYS)})(?P<clock>{_CLOCK})?)(?![0-9])"
_PUBLISHED = in_both_scripts("(?:发布|发表|发稿|刊登)(?:时间|日期)")
_LABELS = (
    _PUBLISHED,
    in_both_scripts("发布于|发表于|时间|日期|稿件日期"),
    r"Published(?:[ ](?:on|at))?|Posted(?:[ ](?:on|at))?|Date(?:[ ]published)?|Publication[ ]date|Released?"
    r"|Created(?:[ ](?:at|on|time))?(?=[ ]{0,3}[:：])",
)
"""`Created` is one with its colon alone, as Notion has it: a sentence may begin with the word."""
_LABEL = rf"(?:(?:{'|'.join(_LABELS)})[ ]{{0,3}}[:：]?[ ]{{0,3}})?"
_TAIL = rf"(?:[ 　]{{0,5}}{WHO}(?P<tail>[^。！？!?\n]{{0,80}}))?\Z"
BEHIND = lazy(rf"[ 【\[（(]{{0,3}}{_LABEL}{_DATE}[ 】\]）)]{{0,3}}{_TAIL}", re.I)
LATER = lazy(rf"[ ]at[ ]{_TIME}\Z", re.I)
"""The time of `March 28, 2022 by Jane Doe at 7:13 pm`, which names its author first."""
BEFORE = lazy(
    rf"(?:{WHOSE})[ ]{{0,2}}[:：]?[^。！？.!?0-9]{{1,40}}?"
    rf"(?:[ 　|·,，]{{1,5}}{_LABEL}|(?={_PUBLISHED}[:：]){_LABEL}){_DATE}{_TAIL}",
    re.I,
)
"""Markdown has nothing between two Chinese lines: `来源：新华网发布时间：2022-03-28 19:13`."""
_BOARD = in_both_scripts(r"(?:公司|银行|集团)[ 　]{0,5}[董监][ 　]{0,3}事[ 　]{0,3}会\s{0,20}")
SIGNED = lazy(
    rf"(?:{_BOARD}|(?:\A|\n)[ 　（(]{{0,3}}(?={_NUMERAL}))"
    rf"(?P<date>{_NUMERAL}{{4}}年{_NUMERAL}{{1,2}}月{_NUMERAL}{{1,3}}日|{'|'.join(_DAYS)})[ 　）)]{{0,3}}\Z",
    re.I,
)
"""How announcements of Chinese companies end: `某某股份有限公司董事会 2022年3月28日`, or the day alone in numerals."""
# What a press agency begins a text with: a place, the date, the agency.
_PLACE = r"[^\W\d][^。！？!?\n\d]{0,60}?"
PRESS = lazy(
    rf"(?:{_PLACE}[,，][ ]{{0,2}}|{_PLACE}--[ ]?\(BUSINESS[ ]WIRE\)[ ]?--[ ]?)"
    rf"{_DATE}[ ]{{0,3}}(?:[(（/][^()（）/\n]{{2,40}}[)）/]|--|[-–—][ ]?\()",
    re.I,
)
CAPITALS = lazy(
    rf"{wires.CITY}(?:,[ ][^\n–—0-9]{{1,40}}?)?(?:,|[ ][–—-])[ ]"
    rf"(?i:{_DATE})[ ]{{0,2}}(?:--|[-–—])\s*(?![a-z\s])"
)
"""The same without an agency: the town alone is in capitals, and no sentence goes on behind it."""
AGENCY = lazy(rf"[（(【]?(?:[\u4e00-\u9fff]{{1,12}}?[ ]?)??{_DATE}[ ]?(?:[电電]|[讯訊]|消息)")
_NAMES = r"[^。！？!?，,；;：:0-9\n]{0,24}"
BESIDE = lazy(rf"(?P<who>{_NAMES}?)[ 　|·]{{0,3}}{_DATE}[ 　|·]{{0,3}}(?P<whom>{_NAMES})\Z", re.I)
OUTLET = lazy(
    in_both_scripts(
        r"(?:(?<![联上断电入组国物])网|(?<![财年季月预海情通简公警捷申填上])报|(?<![行作版])社|财经|新闻|新闻中心|电视台|周刊|杂志"
        r"|客户端|之星|资讯)(?=[ 　（(【】）)|／/]|记者|\Z)|记者|\A原创[ 　]"
    )
)
"""What names beside a date with a clock must have to be those of who published: 证券时报网, 中央社, WeChat's 原创."""
DONE = lazy(
    in_both_scripts("发布|公布|宣布|召开|举行|举办|直播|播出|开播|上线|会议|[者明布]会|活动|报名|截止|开始|出版|编号")
)
"""Beside such a date these tell of something else that happened then: 火箭发射直播, 记者会."""
STAMP = lazy(rf"[ 【\[（(]{{0,3}}{_LABEL}{_DATE}(?P<rest>[^。！？!?，；;]{{0,80}})\Z", re.I)
"""Below a page's title, where a sentence may begin with a date as well: `2022-03-28 19:13 字号：A- A+ 来源：某网`."""
GOES_ON = lazy(
    in_both_scripts(r"\A(?:[起前后]|以[来后前])|\A[ ]?[至到][ ]?[0-9]|生效|施行|实施|通过|出生|逝世")
    + r"|\A,?[ ](?:is|was|are|were|will|has|had|marks|marked|saw)\b"
    + rf"|\A[ ]?(?:to|[-–—~～])[ ]?(?:[0-9]{{1,4}}[-/.年月日]|{wires.MONTH}[ ][0-9])",
    re.I,
)
"""What makes the day in front of it one that a text tells of, or the first of several: `2023年1月1日起施行`."""
OTHERS = ("时间", "時間", "日期")
"""What names end with that are labels of another time, `考试时间`; those of a publication are known."""
SENTENCE = lazy("[。！？]")
LABELLED = lazy(rf"{_PUBLISHED}[ ]{{0,2}}[:：]?[ ]{{0,3}}{_DATE}")
