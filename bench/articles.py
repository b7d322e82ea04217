"""Articles for measuring: always the same ones, about companies of a registry, some 3 KB of text each."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from feedsvc.model import Company, Evidence, Name, Zone

_BRANDS = "华中东方金天海星云龙新科创盛泰源达通信博远鑫利德瑞康宏伟业美佳联合正安宁国际光明辉煌"
_TRADES = ("股份", "科技", "医药", "集团", "电子", "新材", "能源", "智能")
_SENTENCES = (
    "{0}昨日晚间公告，拟与{1}共同出资设立子公司，注册资本三亿元，主要从事新能源汽车零部件的研发与销售。",
    "业内人士分析，{0}近年来持续加大研发投入，产品结构不断优化，市场份额稳步提升，毛利率高于行业平均水平。",
    "受此消息影响，{0}早盘高开，截至发稿涨幅超过百分之三，成交额放大，{1}、{2}等个股跟涨。",
    "公司表示，本次合作有利于双方实现资源共享与优势互补，对本年度经营业绩不构成重大影响，敬请投资者注意风险。",
    "数据显示，上半年全行业实现营业收入同比增长，利润总额有所回升，出口保持较快增速，库存处于历史低位。",
)
TEXT_BYTES = 3_000


def companies(known: Sequence[Company], names: int) -> tuple[Company, ...]:
    """A registry of so many names: the given companies, and made ones."""
    chance = random.Random(1)  # noqa: S311 - the same every time
    seen = {name.text for company in known for name in company.names}
    made: list[Company] = []
    while len(seen) < names:
        text = "".join(chance.choice(_BRANDS) for _ in range(chance.choice((3, 4)))) + chance.choice(_TRADES)
        if text not in seen:
            seen.add(text)
            made.append(Company(text, text, (Name(text),)))
    return (*known, *made)


def texts(known: Sequence[Company], count: int) -> Iterator[tuple[tuple[Zone, ...], tuple[Evidence, ...]]]:
    """Articles as they are stored for matching: a few companies act in each, as in news (Zipf's law)."""
    chance = random.Random(2)  # noqa: S311 - the same every time
    for _ in range(count):
        acting = [known[int(len(known) * chance.random() ** 4)].name for _ in range(3)]
        body = ""
        while len(body.encode()) < TEXT_BYTES:
            body += chance.choice(_SENTENCES).format(*acting)
        yield (Zone("title", f"{acting[0]}签署战略合作协议"), Zone("lead", body[:60]), Zone("body", body[60:])), ()
