"""Companies that are told one after the other: beside a sure name an ambiguous one is a company's as well.

`戴尔科技、浪潮、联想` are three companies; `特斯拉、机器人板块` is one and a theme. Where all moved as shares alone do
(`峨眉山A、张家界跟涨`), or all are short names of one trade (`工行、农行、中行`), or three or more that are hardly all
something else (`格力、美的、海尔`), no sure name is needed. So it is in English: `Microsoft, Apple and Google`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from feedsvc.companies.folding import FORUM, folded_name
from feedsvc.companies.gazetteer import Hit
from feedsvc.companies.latin import OPENERS
from feedsvc.companies.naming import is_everyday, is_proper, is_theme, is_word
from feedsvc.patterns import lazy

_CODE = rf"(?:[(（](?:行情)?\d{{6}}(?:{FORUM}|\.S[HZ])?[)）])?"
"""What stands behind a name of a list: `陆家嘴(行情600663,诊股)、`."""
_BETWEEN = lazy(
    _CODE + r"(?:\s*(?:[、/]|和|与|及|以及|、以及|或)\s*"
    r"|(?:涨停|跌停|[大收现领跟]?[涨跌](?:(?:超|近|幅达)?[\d.]{1,6}[%％](?:以上)?)?|走[高低强弱]|拉升|跳水|上扬|下挫|飘[红绿]|上涨|下跌)"
    r"[、,，;；和])"
)
"""What stands between the members of a list, with how each moved (`中文在线涨超10%，欧菲光涨停，`)."""
_LONGEST_GAP = 28
_SHARES_MOVE = lazy(
    _CODE + r"等?(?:[\d十多数几]{0,3}[只家]?个?股)?"
    r"(?:均|也|亦|一度|纷纷|集体|双双|相继|陆续|先后|快速|盘中|直线|再度|拉升|继续){0,3}"
    r"(?:[涨跌]停(?![板潮家])|封[板死]|触板|[跟领領齐齊][涨跌升挫](?![幅者])|\d连板|造好|靠[稳穩]|受[压壓]|[捱挨]沽|[破创創]新?[顶頂高])"
    r"|(?:[中末]期|全年|[上下]?半年|去年度?|[上首]季)(?:盈利|[純纯]利|[淨净]利|[業业][績绩]|[營营]收)[潤润]?(?:均|都|也|齐|齊|分[别別])"
)
"""Behind a name: what goes up and down so is a share, and several have results (`大家乐及大快活中期盈利分别…`)."""
_LISTING = frozenset("括如和与及或由对是有为向将给被让从自以了")
"""Characters that a list is written behind, if no punctuation."""
_KINDS = (
    *("股", "公司", "企业", "企", "商", "大厂", "势力", "巨头", "龙头", "品牌", "集团", "阵营", "代表", "者"),
    *("场上", "面上"),
)
"""What companies are called in front of their names (`科技股苹果`, `新势力理想`): a list begins behind these, too."""
_SEPARATORS = ("、", "/")
_THEMES = lazy("[、/]|等?多?个?(?:概念|板块|方向|领域|赛道|行业|产业|题材)")
"""Behind the last name of a list: it goes on with what is no company, or is one of themes."""
_JOINED = lazy(r"(?:['’]s)?(?:,? (?:and|or|&) |, )")
"""What stands between the members of an English list, of which each may own something."""
_IN_FRONT = lazy(r"(?:^|[^\w'’-])([A-Z][\w.'’-]{0,24}) $")
"""A word with a capital in front of a name: it may be a person's or a place's (`Adam Block, Google and`)."""
_LONGEST_WORD = 28
_NO_ARTICLE = OPENERS - {"The", "A", "An"}
_FEWEST = 3
"""Members of a list without `and`; of two, `At Intel, Target said` has a comma as well."""
_DO = lazy(
    r" (?:to|will|are|were|have|both|say|said|agree|announce|begin|bet|cut|expand|extend|face|fall|fell|gain|hike"
    r"|invest|join|lag|launch|lead|lift|partner|plan|post|raise|reach|remove|report|rise|rose|seek|settle|sign|slide|start"
    r"|strike|sue|surge|team|unveil|weigh|win|among|shares|stocks)\b"
)
"""What several do of whom a headline begins with two: `Oracle, Salesforce announce layoffs`."""


def listed(hits: list[Hit], text: str) -> set[int]:
    """The names, by their place among the hits, that stand in one list with a sure name: `戴尔科技、浪潮、联想`,
    `Microsoft, Apple and Google`."""
    found: set[int] = set(_english(hits, text))
    for run in _runs(hits, partial(_is_between, text)):
        found.update(_members(run, hits, text))
    return found


def _runs(hits: list[Hit], joins: Callable[[int, int], bool]) -> Iterator[list[int]]:
    """The places of hits that a list has one behind the other; `joins` tells whether `text[start:end]` between two of
    them goes on one."""
    run: list[int] = []
    for number, hit in enumerate(hits):
        if run and not joins(hits[run[-1]].end, hit.start):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _is_between(text: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST_GAP and _BETWEEN.fullmatch(text, start, end) is not None


def _english(hits: list[Hit], text: str) -> Iterator[int]:
    """The whole members of English lists of several, of which one is a sure name, or acts as companies do; a word that
    articles taught is none."""
    for run in _runs(hits, partial(_is_joined, text)):
        is_list = len(run) >= _FEWEST or (len(run) > 1 and _is_pair(text, hits[run[0]], hits[run[1]]))
        if is_list and any(hits[number].sure or hits[number].acts for number in run):
            yield from (number for number in run if _is_whole(text, hits[number]) and not _is_taught(hits[number]))


def _is_pair(text: str, first: Hit, second: Hit) -> bool:
    """Whether two names are a list: `and` joins them, or a line begins with them and tells what they do."""
    if text[first.end : second.start] not in (", ", "'s, ", "’s, "):
        return True
    return text[first.start - 1 : first.start] in ("", "\n") and _DO.match(text, second.end) is not None


def _is_joined(text: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST_JOIN and _JOINED.fullmatch(text, start, end) is not None and text[end].isascii()


_LONGEST_JOIN = len("'s, and ")


def _is_whole(text: str, hit: Hit) -> bool:
    """Whether no word with a capital goes on a name, and none is made with it: not `Target Field`, `Apple-like`."""
    behind = text[hit.end : hit.end + 2]
    front = _IN_FRONT.search(text[max(0, hit.start - _LONGEST_WORD) : hit.start])
    if behind[:1] == "-" or (behind[:1] == " " and behind[1:].isupper()):
        return False
    return front is None or front[1] in _NO_ARTICLE


def _is_taught(hit: Hit) -> bool:
    return any(name.learned for _, name in hit.owners)


def _members(run: list[int], hits: list[Hit], text: str) -> list[int]:
    """The names of a list with a sure one, or whose last acts (`大家乐及大快活宣布`), but for an everyday word at its
    edge that is no whole member of it, or one of its themes: 机器人 in `人形机器人、比亚迪`, `华为、机器人、算力` and
    `特斯拉、机器人板块`. Of one that has neither, and moved as shares do, all but the themes."""
    if len(run) == 1:
        return []
    if not any(hits[number].sure for number in run) and not hits[run[-1]].acts:
        moved = any(_SHARES_MOVE.match(text, hits[number].end) for number in run)
        shares = [number for number in run if moved and not _is_theme(text, hits[number])]
        return shares or _kin(run, hits, text) or _brands(run, hits, text)
    first, last = hits[run[0]], hits[run[-1]]
    left_out = []
    if not _begins_list(text, first.start) and _is_theme(text, first):
        left_out.append(run[0])
    if _THEMES.match(text, last.end) and _is_theme(text, last):
        left_out.append(run[-1])
    return [number for number in run if number not in left_out]


_KIN = "行航汽保"
"""With which the short names of banks, airlines, carmakers and insurers end."""
_LONGEST_KIN = 2


def _kin(run: list[int], hits: list[Hit], text: str) -> list[int]:
    """The short names of a list that end alike, and so are several companies' of one trade: `工行、农行、中行`."""
    short = [number for number in run if hits[number].end - hits[number].start == _LONGEST_KIN]
    for last in _KIN:
        alike = [number for number in short if text[hits[number].end - 1] == last]
        if len({owner.key for number in alike for owner in hits[number].owners}) > 1:
            return alike
    return []


_PERSONS = lazy("[二两三四五六七八九十几多数]{0,2}[位人名]|等?[人位]|选手|球员|同学|老师|教授|先生|女士|兄弟|姐妹")


def _brands(run: list[int], hits: list[Hit], text: str) -> list[int]:
    """The names of a list of three companies or more, where it is told in full and two of them are neither everyday
    words nor places, `格力、美的、海尔`; of a longer one those that are neither. None is one of persons."""
    first, last = hits[run[0]], hits[run[-1]]
    if len({owner.key for number in run for owner in hits[number].owners}) < _FEWEST or len(run) < _FEWEST:
        return []
    if not text[first.start].isascii() and (_PERSONS.match(text, last.end) or not _begins_list(text, first.start)):
        return []
    brands = [number for number in run if is_proper(folded_name(text[hits[number].start : hits[number].end]))]
    if len(brands) >= _FEWEST:
        return brands if _THEMES.match(text, last.end) else run
    return run if len(brands) == _FEWEST - 1 and not _THEMES.match(text, last.end) else []


_PAIR = lazy("([\u4e00-\u9fff]{2})[和与及與]$")
_PARTNERS = (
    "公司",
    "集团",
    "企业",
    "双方",
    "我们",
    "他们",
    "甲方",
    "乙方",
    "客户",
    "厂商",
    "银行",
    "车企",
    "品牌",
    "平台",
    "团队",
)


def is_paired(text: str, start: int) -> bool:
    """Whether the word at `text[start:]` of a Chinese text is one of a pair with an everyday one in front of it, as in
    `传统与现代`, and no partner of whom is told there (`公司与现代、长安汽车签约`)."""
    pair = _PAIR.search(text, max(0, start - 3), start)
    return pair is not None and pair[1] not in _PARTNERS and is_word(pair[1]) and is_everyday(pair[1])


def _begins_list(text: str, at: int) -> bool:
    """Whether the list that begins at a place is whole: no word goes over into it, and no other member is in front."""
    if is_paired(text, at):
        return False
    before = text[at - 1 : at]
    beside = before in _LISTING or text.endswith(_KINDS, 0, at)
    return before not in _SEPARATORS and (beside or not before.isalnum())


def _is_theme(text: str, hit: Hit) -> bool:
    return not hit.sure and is_theme(folded_name(text[hit.start : hit.end]))
