"""Full legal names in running text: where they end, and where they can be told to begin.

The right end is the legal form (`有限公司`, `Inc.`, `株式会社`). The left end is not marked: in
`公司与长安汽车(集团)有限责任公司` and `其子公司万科物业服务有限公司` a naive reading keeps the words in front. Where a
name begins is certain

- behind punctuation, a quotation mark or the start, where nothing of a sentence stands between;
- behind a word that says that a company follows (`子公司`, `旗下`), or a word that no name holds (`收购`, `被`);
- at a place that follows any word of the sentence (`和|中国稀有稀土股份有限公司`);
- where the text has the same words behind two different words of a sentence (`与|巨化集团`, `授权|巨化集团`).

Everything else is a candidate: what may be a name, for a person to look at; so is what a verb stands in, and everyday
words alone in front of `集团` or behind `企业` (clauses.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from feedsvc.companies import foreignwords
from feedsvc.companies.behindwords import behind_sentence
from feedsvc.companies.citations import within
from feedsvc.companies.clauses import SHORTEST, is_former, is_group, is_own_group, is_trade_alone, name_start
from feedsvc.companies.disclaimers import disclaimers
from feedsvc.companies.halves import goes_on, is_half
from feedsvc.companies.headlines import before_own, may_describe
from feedsvc.companies.initials import pointed
from feedsvc.companies.japanese import JAPANESE, end_behind, is_behind_particle
from feedsvc.companies.kinds import NO_COMPANY, is_body
from feedsvc.companies.latin import (
    OPENERS,
    is_clear_in_capitals,
    is_headline,
    is_kind,
    is_trade,
    may_hold_verb,
)
from feedsvc.companies.latinforms import CAPITALS, FORMS_OF_NAMES, KEPT, LATIN_FORMS
from feedsvc.companies.leftends import LATIN_WORDS, described, front, numbered
from feedsvc.companies.naming import is_everyday
from feedsvc.companies.places import is_land
from feedsvc.companies.repeated import repeated
from feedsvc.companies.scanning import beginning, matches
from feedsvc.companies.smallnames import SMALL_FORM, SmallNames, is_small
from feedsvc.patterns import lazy
from feedsvc.remembered import remembered

_ROLES = """
公司 本公司 我公司 贵公司 该公司 发行人 上市公司 母公司 子公司 标的公司 目标公司 集团 本集团 该集团 本行 该行 我行
我司 甲方 乙方 丙方 交易对方 控股股东 实际控制人 保荐机构 主承销商 本基金 本次交易 证监会 交易所 报告期 意见 通知 办法
合资公司 合营公司 项目公司 新公司 平台公司 壳公司 控股公司 集团公司 股份公司 有限公司 总公司 分公司 参股公司 关联公司
合作方 标的 标的资产 本次发行 股东 受让方 转让方 出让方 委托人 受托人 被告 原告 申请人 被申请人 担保人 债务人 债权人
本所 项目
"""
NO_ALIAS = frozenset(_ROLES.split())
"""Short forms that every announcement defines anew: never a company's name."""

_GROUP = "集团"
_LATIN_NAME = r"(?<![A-Za-z0-9.&-])((?:[A-Z][A-Za-z0-9&'-]{1,30} ){0,3}[A-Z][A-Za-z0-9&'-]{2,30}) ?公司(?![法章债])"
_LATIN_COMPANY = lazy(_LATIN_NAME)
_LATIN_COMPANIES = beginning("A-Z", _LATIN_NAME)
_LATIN_COMPANY_ENDS = lazy("公(?:(?<=[A-Za-z0-9&'-]公)|(?<=[A-Za-z0-9&'-] 公))司")
"""How each of them ends: a pattern that begins with a fixed character is found at once."""
_NO_FORM = "队(?!伍)|军(?!工)|党(?![委组建员支校群政工课务风])|化(?![工学肥纤])"
"""Behind `集团` these make it another word: an army, a party, an adjective; and `收集团队` is
none."""
_ASIAN_FORMS = f"股份有限公司|有限责任公司|有限公司|{_GROUP}(?!公司|股份|有限|\\(|{_NO_FORM})|{JAPANESE}"
_FORM = lazy(f"{_ASIAN_FORMS}|{LATIN_FORMS}")
_FORM_OF_NAME = lazy(f"{_ASIAN_FORMS}|{FORMS_OF_NAMES}")
_PUNCTUATED = lazy(
    r",?( Co| Pte| Pty| Pvt)?\.?,? "
    r"(Inc|INC|inc|Incorporated|Corp|CORP|Corporation|CORPORATION|Ltd|LTD|Limited|LIMITED|PLC|Plc|plc|LLC|LLP|LP|L\.P|GmbH|SpA|S\.p\.A|SE|NV|N\.V|SA|S\.A)\.?$"
)
_POINTS = {"LP": "L.P", "SpA": "S.p.A", "NV": "N.V", "SA": "S.A"}
"""Forms that are written with points, too."""
_FORM_BEGINS = lazy(
    r",? \(?(?:Pte|Pty|Pvt|Private|Proprietary)\)?\.?$|,? Public (?:Company|Co\.?)$|(?:(?<= Co)|(?<= Corp))\.$"
)
_LATIN_JOINT_STOCK = lazy(
    r"\b(?:Inc|Incorporated|Corp|Corporation|PLC|Plc|plc|N\.?V|S\.?A|SpA|S\.p\.A|AG|SE|AB|ASA|A/S|Oyj|Aktiengesellschaft)\.?$"
)
_LONGEST_FORM = len("Aktiengesellschaft.")
"""No more of a name's end can be one of these."""
_EDGE = frozenset(" \t\n,。.;:!?、“”\"'‘’「」『』《》〈〉【】[]<>|/—…▲●■·*")
_NOBODY = lazy(
    "某|[xX×＊*]{2}|(?:^|[了办立创是为有]|(?<!福)建)(?:一家|[一这那]个)(?![人亲具电居私园庭乡装政纺族])|"
    "^(?:[两三多几这那]家|设立|外商投资|中外合资|中外合作|国有独资|一人|普通|全民所有制|香港中央结算)"
)
"""A name that was taken out of a text, what is one of several (`创办一家…`; names have such words, too, but behind no
verb: 杭州一家乐食品), kinds of companies, and the nominee of all who hold shares by way of Hong Kong are nobody's."""
_LONGEST = 40
_LONGEST_GROUP = 8
_MARKED = lazy(r"(?:[A-Za-z0-9][\"”!]|[a-z] \((?:Group|Holdings?|China|International)\)) \Z")
_MARK = len("x (International) ")
"""In front of words that may be a piece of a name: `Toys "R" Us Inc`, `Yahoo! Widgets Inc`, `Foo (Group) Co Ltd`."""


class Legal(NamedTuple):
    """A legal name at `text[start:end]`; whether it certainly begins there, and behind which words (folded text)."""

    start: int
    end: int
    certain: bool
    behind: str = ""


def legal_names(text: str, below: list[str] | None = None) -> tuple[Legal, ...]:
    """The legal names in a folded text and what may be some, in order: `…，京东健康股份有限公司(…` gives that span.

    Who disclaims all responsibility, as exchanges do under each announcement, is none of its companies. In a title
    whose words all have capitals a verb looks like a name's word: what may hold one is a candidate, where the texts
    `below` have not the same words; so is what begins small there, and what may say what the company is.
    """
    forms = [*_FORM.finditer(text), *(SMALL_FORM.finditer(text) if " inc." in text else ())]
    disclaimed = disclaimers(text) if forms else []
    small = SmallNames(text)
    forms = [form for form in forms if not within(disclaimed, form.start())]
    found = [legal for form in forms if (legal := _read(text, form, small))]
    found = _whole(text, [*found, *_latin_companies(text)])
    if found and below is not None:
        found = [_in_title(text, one, below) for one in found]
    if len(found) <= 1:
        return tuple(found)
    stems = [stem(text[one.start : one.end]) for one in found]
    own = frozenset(stems)
    found = [one._replace(start=one.start + described(name, own)) for one, name in zip(found, stems, strict=True)]
    behind: dict[str, set[str]] = {}
    for one in found:
        behind.setdefault(text[one.start : one.end], set()).add(one.behind)
    told = {name for name, words in behind.items() if len(words) > 1 and not is_everyday(stem(name))}
    return tuple(one._replace(certain=True) if text[one.start : one.end] in told else one for one in found)


def _in_title(text: str, one: Legal, below: list[str]) -> Legal:
    """A name as a title has it: what says there what the company is, in capitals too, is none of its own words."""
    name, headline = text[one.start : one.end], is_headline(text)
    own = stem(name)
    if headline and (cut := before_own(name, own, below)):
        return one._replace(start=one.start + cut)
    unsure = is_small(own) or (headline and (may_hold_verb(own) or may_describe(own)))
    return one._replace(certain=one.certain and not (unsure and not any(own in each for each in below)))


def _whole(text: str, found: list[Legal]) -> list[Legal]:
    """Names in order, without those within another, and those with which one begins that goes on with a trade alone:
    `Acme Holdings` where the text has `Acme Holdings International Inc.`, but not beside `Acme Holdings UK Ltd`."""
    longer = {beginning for one in found for beginning in _beginnings(text[one.start : one.end])}
    apart: list[Legal] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        name = text[one.start : one.end]
        if not (apart and one.end <= apart[-1].end) and not (name in longer and name.endswith(KEPT)):
            apart.append(one)
    return apart


def _beginnings(name: str) -> Iterator[str]:
    return (name[:at] for at, mark in enumerate(name) if mark == " " and is_trade(name[at + 1 :].replace(",", "")))


@remembered(most=4096, longest=_LONGEST)
def stem(name: str) -> str:
    """A legal name without its form: `stem("Apple Inc.") == "Apple"`, `stem("平安银行股份有限公司") == "平安银行"`."""
    latin = _LATIN_COMPANY.fullmatch(name)
    if latin:
        return latin[1]
    forms = [form for form in _FORM_OF_NAME.finditer(name) if form.group() not in KEPT]
    if forms and forms[-1].end() == len(name):
        return _FORM_BEGINS.sub("", name[: forms[-1].start()].rstrip(" ,"))
    return name[len("株式会社") :].strip() if name.startswith("株式会社") else name


def is_nobodys(name: str) -> bool:
    """Whether a legal name has nothing in front of its form but trades: a piece of somebody's, `科技股份有限公司`."""
    rest = stem(name)
    return rest != name and is_trade_alone(rest)


def plain(name: str) -> str:
    """A Latin legal name without the comma before its form and the points in and behind it, which one text sets and
    another leaves out: `plain("Snap, Inc.") == "Snap Inc"`, `plain("Foo Co., Ltd.") == "Foo Co Ltd"`,
    `plain("Foo, L.P.") == "Foo LP"`."""
    form = _PUNCTUATED.search(name) if "." in name or "," in name else None
    return f"{name[: form.start()]}{form[1] or ''} {form[2].replace('.', '')}" if form else name


def spellings(name: str) -> tuple[str, ...]:
    """A name as texts write it: a Latin legal one with every punctuation that `plain` takes off, but for the last
    point, `spellings("Snap Inc.") == ("Snap Inc", "Snap, Inc")`."""
    spelled = plain(name)
    form = _PUNCTUATED.search(spelled)
    if form is None:
        return (name,)
    start, co, end = spelled[: form.start()], form[1] or "", form[2]
    points = ("", ".", ",", ".,") if co else ("",)
    ends = tuple(filter(None, (end, _POINTS.get(end))))
    return tuple(f"{start}{comma}{co}{point} {each}" for each in ends for comma in ("", ",") for point in points)


def with_points(name: str) -> str:
    """A Latin legal name whose form may have points, with them: `with_points("Fiat NV") == "Fiat N.V."`; else ""."""
    rest, _, form = name.rpartition(" ")
    return f"{rest} {_POINTS[form]}." if rest and form in _POINTS else ""


def bare(name: str) -> str:
    """What a legal name is without its form, where that is the same company: of joint-stock companies (`集团` and
    `有限公司` also name parents and daughters), and of a Latin name before `公司`; else ""."""
    return stem(name) if _is_joint_stock(name) or _LATIN_COMPANY.fullmatch(name) else ""


def is_latin_company(name: str) -> bool:
    """Whether a name is a Latin one before `公司`, which makes a company of any word (`Amazon 公司`)."""
    return bool(_LATIN_COMPANY.fullmatch(name))


def _is_joint_stock(name: str) -> bool:
    """Whether a name has a listed company's form: `集团` and `有限公司` also name parents and daughters."""
    return name.endswith("股份有限公司") or is_latin_joint_stock(name)


def is_latin_joint_stock(name: str) -> bool:
    """Whether a name has a Latin form of joint-stock companies, which makes a company of any word (`Snap Inc`)."""
    return _LATIN_JOINT_STOCK.search(name, max(0, len(name) - _LONGEST_FORM)) is not None


def _is_unclear(name: str, form: str) -> bool:
    loud = form.rstrip(".") in CAPITALS or (name.isupper() and " " in name.rstrip())
    return loud and not is_clear_in_capitals(name.rstrip(" ,"))


def _read(text: str, form: re.Match[str], small: SmallNames) -> Legal | None:
    if form.group()[0].isascii():
        found = _latin(text, form)
        if found is None and (start := small.start(form.start())) is not None:
            found = Legal(start, form.end(), certain=True)
        unsure = found and (
            is_half(text, found.start, form.start())
            or goes_on(text, form.end())
            or _is_unclear(text[found.start : form.start()], form.group())
        )
        return found._replace(certain=False) if found and unsure else found
    if form.group() != JAPANESE:
        return _chinese(text, form)
    found = _latin(text, form) or (None if is_behind_particle(text, form.start()) else _chinese(text, form))
    if found is None and (end := end_behind(text, form.end())):
        return Legal(form.start(), end, certain=True)
    return found


def _chinese(text: str, form: re.Match[str]) -> Legal | None:
    edge = _edge(text, form)
    if edge is None:
        return None
    start, behind, certain = name_start(text[edge : form.start()])
    start += edge
    if is_former(text, start, form.end()):
        start, behind, certain = start + 1, text[start], False
    body = text[start : form.start()]
    if len(body) < SHORTEST or not body[0].isalnum() or body in NO_ALIAS or is_trade_alone(body):
        return None
    if _NOBODY.search(body):
        return None
    if form.group() == _GROUP:
        if len(body) > _LONGEST_GROUP or not is_group(body):
            return None
        certain = certain and is_own_group(body, behind)
    return Legal(start, form.end(), certain, behind)


def _edge(text: str, form: re.Match[str]) -> int | None:
    """Where the words in front of a form begin: behind punctuation or a bracket, at most 40 back. A bracket is part of
    a name where letters alone stand in it: `(上海)`, not `(股票代号:3706)`."""
    start = form.start()
    while start and form.start() - start < _LONGEST:
        before = text[start - 1]
        if before == ")":
            opening = text.rfind("(", max(0, start - 11), start - 1)
            if opening < 0 or not text[opening + 1 : start - 1].replace(" ", "").isalpha():
                break
            start = opening
        elif before == "(" or before in _EDGE:
            break
        else:
            start -= 1
    return None if form.start() - start >= _LONGEST else start


def _latin(text: str, form: re.Match[str]) -> Legal | None:
    """The capitalized words in front of a form, from behind the last one that only a sentence has there; with a title
    or initials in front of them, behind which a possessive may be the name's own (`Dr. Reddy's`)."""
    window = max(0, form.start() - _LONGEST * 2)
    words = LATIN_WORDS.search(text[window : form.start()])
    if not words:
        return None
    first = window + words.start()
    start, rest_of = behind_sentence(text, first, form.start())
    at_front = front(text, start)
    if at_front is None:
        return None
    start = at_front.start
    start += repeated(text[start : form.end()]) or foreignwords.after_article(text[start : form.end()])
    name = text[start : form.start()].rstrip(" ,")
    if is_land(name) and (number := numbered(text, start)) is not None:
        return Legal(number, form.end(), certain=True)
    if (
        name in NO_COMPANY
        or name.startswith("(")
        or is_body(name, form.group())
        or is_trade(name)
        or is_kind(name, form.group(), text[window:start])
    ):
        return None
    passed = text[first:start].split()
    title = pointed(text, first, OPENERS) if len(passed) <= 1 and OPENERS.isdisjoint(passed) else None
    if title:
        return Legal(title.start, form.end(), title.certain and not passed)
    marked = not passed and _MARKED.search(text, max(0, first - _MARK), first)
    return Legal(start, form.end(), at_front.certain and not (marked or rest_of))


def _latin_companies(text: str) -> Iterator[Legal]:
    """A Latin name before `公司` in a Chinese text (`Avanan公司`): both its ends are certain."""
    if not _LATIN_COMPANY_ENDS.search(text):
        return
    for match in matches(_LATIN_COMPANIES, text):
        last = match[2].rpartition(" ")[2]
        if match[2] not in NO_COMPANY and any(letter.islower() for letter in last) and last not in NO_COMPANY:
            yield Legal(match.start(), match.end("whole"), certain=True)
