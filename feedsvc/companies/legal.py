"""Full legal names in running text, where both ends are certain.

The right end is the legal form (`有限公司`, `Inc.`, `株式会社`). The left end is not marked: in
`公司与长安汽车(集团)有限责任公司` and `其子公司万科物业服务有限公司` a naive reading keeps the words in front. A name
is taken here only if it begins after punctuation and holds no word that belongs to a sentence (`与`, `由`, `子公司`);
every other candidate is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROLES = """
公司 本公司 我公司 贵公司 该公司 发行人 上市公司 母公司 子公司 标的公司 目标公司 集团 本集团 该集团 本行 该行 我行
我司 甲方 乙方 丙方 交易对方 控股股东 实际控制人 保荐机构 主承销商 本基金 本次交易 证监会 交易所 报告期 意见 通知 办法
"""
NO_ALIAS = frozenset(_ROLES.split())
"""Short forms that every announcement defines anew: never a company's name."""

_FORMS = (
    "股份有限公司|有限责任公司|有限公司|集团(?!公司|股份|有限|\\()|株式会社|"
    "(?<=[A-Za-z., ])(?:Inc|Corp|Corporation|Ltd|Limited|PLC|plc|LLC|N\\.V|S\\.A)\\b\\.?"
)
_FORM = re.compile(_FORMS)
_EDGE = frozenset(" \t\n,。.;:!?、“”\"'‘’「」『』《》〈〉【】[]<>|/—…▲●■·*")
_SENTENCE_WORDS = re.compile(
    "[与和及或由其将对被从在把是了等该此并也还据]|(?<!美)的|向(?!日葵)|本(?:次|报告|公司)|[成作认]为|"
    "公司|旗下|所属|下属|控股(?=.{4})|来自|包[括含]|通过|收购|出资|联合|携手|关于"
)
_LONGEST = 40
_SHORTEST = 2
_LATIN_WORDS = re.compile(r"(?:[A-Z][\w&'-]{0,30}[ ,]{1,2}){1,6}$", re.ASCII)
_JOINT_STOCK = re.compile(r"\b(?:Inc|Corp|Corporation|PLC|plc|N\.V|S\.A)\.?\Z")
_KANA_NAME = re.compile(r"[\u30a0-\u30ff\u4e00-\u9fffA-Za-z0-9・ー]{2,20}")


def legal_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the legal names in a folded text, in order: `…，京东健康股份有限公司(…` gives that name's span."""
    for form in _FORM.finditer(text):
        span = _latin(text, form) if form.group()[0].isascii() else _chinese(text, form)
        if span is None and form.group() == "株式会社":
            span = _after(text, form)
        if span:
            yield span


def stem(name: str) -> str:
    """A legal name without its form: `stem("Apple Inc.") == "Apple"`, `stem("平安银行股份有限公司") == "平安银行"`."""
    forms = list(_FORM.finditer(name))
    if forms and forms[-1].end() == len(name):
        return name[: forms[-1].start()].rstrip(" ,")
    return name[len("株式会社") :].strip() if name.startswith("株式会社") else name


def is_joint_stock(name: str) -> bool:
    """Whether a name has a listed company's form: `集团` and `有限公司` also name parents and daughters."""
    return name.endswith("股份有限公司") or bool(re.search(r"(?:Inc|Corp|Corporation|PLC|plc|N\.V|S\.A)\.?$", name))


def _chinese(text: str, form: re.Match[str]) -> tuple[int, int] | None:
    start = form.start()
    while start and form.start() - start < _LONGEST:
        before = text[start - 1]
        if before == ")":
            start = _opening(text, start - 1)
        elif before == "(" or before in _EDGE:
            break
        else:
            start -= 1
    body = text[start : form.start()]
    if len(body) < _SHORTEST or form.start() - start >= _LONGEST or _SENTENCE_WORDS.search(body):
        return None
    return (start, form.end()) if body[0].isalpha() else None


def _opening(text: str, closing: int) -> int:
    """Where the bracket that closes here opens (at most ten characters back), else the place itself."""
    at = text.rfind("(", max(0, closing - 10), closing)
    return at if at >= 0 else closing


def _latin(text: str, form: re.Match[str]) -> tuple[int, int] | None:
    window = max(0, form.start() - _LONGEST * 2)
    words = _LATIN_WORDS.search(text[window : form.start()])
    if not words:
        return None
    start = window + words.start()
    clean = start == 0 or not (text[start - 1].isalnum() and text[start - 1].isascii())
    return (start, form.end()) if clean else None


def _after(text: str, form: re.Match[str]) -> tuple[int, int] | None:
    name = _KANA_NAME.match(text, form.end())
    return (form.start(), name.end()) if name else None
