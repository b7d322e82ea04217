"""Offices and titles in front of a person's name, whatever that is: `CEO Segun Lawson`, `湖人教练雷迪克`."""

from __future__ import annotations

from feedsvc.companies.latin import OPENERS
from feedsvc.patterns import lazy

_HELD = lazy(
    r"\b(?:C[EFOT]O|(?i:president|chair(?:wo)?man|founder|director|coach|minister|spokes(?:wo)?man|actor|captain|officer"
    r"|professor|governor|mayor)) ([A-Z][a-zà-öø-ÿ]{2,15}) $"
)
_FRONT = 32
"""Characters in front of a surname in which the office and a given name stand."""
_TELLING = ("s", "ed", "ing")
"""What ends a word that may be a headline's behind an office: `CEO Tells Honda`."""
_DID = """
Bought Brought Built Can Caught Chose Cut Dealt Dug Fell Felt Fled Flew Fought Found Gave Got Grew Held
Helped Hit Kept Knew Led Left Let Lost Made Meant Met Must New Not Over Own Paid Put Quit Ran Rode Rose Sang Saw
Sent Set Shot Shut Sold Sought Spent Split Spoke Stood Struck Sunk Swept Threw Told Took Under Via Went Will Won
Wrote
"""
_DONE = frozenset(_DID.split())
"""What a headline says that a holder of an office did, or where, and no given names: `CEO Sold Tesla Shares`."""
_TITLE = """
教练 主帅 研究员 总统 总理 首相 议员 部长 州长 市长 律师 球员 球星 后卫 前锋 中锋 门将
导演 演员 学者 教授 博士 法官 作家 歌手
教練 主帥 研究員 總統 總理 議員 部長 州長 市長 律師 球員 後衛 前鋒 中鋒 門將 導演 演員 學者
"""
_TITLES = tuple(_TITLE.split())
"""Who somebody is, and never what a company is that follows at once."""


def holder_before(text: str, start: int) -> str:
    """What may be the given name of who holds an office, in front of a surname at `text[start:]`: `Segun` of
    `CEO Segun Lawson`; "" for none, and for what may be a headline's word (`CEO Says Honda …`)."""
    found = _HELD.search(text, max(0, start - _FRONT), start)
    word = found[1] if found else ""
    return "" if word in OPENERS or word in _DONE or word.endswith(_TELLING) else word


def is_titled(text: str, start: int) -> bool:
    """Whether a person's title stands right in front of the Chinese name at `text[start:]`, in either script."""
    return text.endswith(_TITLES, 0, start)
