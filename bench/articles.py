"""What made articles are made of: companies and categories by Zipf's law, and text whose words repeat as news does.

Always the same ones. The words are those of the seeds and 20,000 rare ones made of the same characters; an article is
drawn from its number alone, so that the first ones of many are the few.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from math import exp, log
from pathlib import Path
from typing import NamedTuple, TypeVar

from feedsvc.model import Company, Evidence, Name, Zone

T = TypeVar("T")
SEEDS = Path(__file__).parent.parent / "seeds"
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
SPAN_SECONDS = 3 * 365 * 86_400
MEDIAN_BYTES, SPREAD, LEAST_BYTES, MOST_BYTES = 3_300, 0.55, 300, 40_000
"""Of an article's text, log-normal; the seeds have 2,000 to 5,600."""
RARE_WORDS, PHRASES = 20_000, 40_000
NAMED_SHARE = 0.45
"""Paragraphs that name a company."""
MARKETS = {"SH": "1", "SZ": "0", "HK": "116", "US": "106"}
"""The number that a quote page has for a listing's market."""

_BRANDS = "华中东方金天海星云龙新科创盛泰源达通信博远鑫利德瑞康宏伟业美佳联合正安宁国际光明辉煌"
_TRADES = ("股份", "科技", "医药", "集团", "电子", "新材", "能源", "智能")
_NAMED = (
    "{0}日前公告，", "据{0}介绍，", "{0}董事长表示，", "受此影响，{0}早盘高开，", "作为行业龙头，{0}",
    "{0}与合作方签署协议，", "分析认为，{0}", "今年上半年，{0}",
)  # fmt: skip
_TITLES = (
    "{0}与{1}达成战略合作 {2}", "{0}公布全年业绩 {2}", "{2} {0}等公司受关注", "{0}：{2}", "快讯：{0}{2}",
    "{0}发布新产品 {2}", "{0}拟收购资产 {2}", "{1}增持{0}股份 {2}",
)  # fmt: skip
_PLACES = (
    ("xinhua", "新华"), ("huaxia", "华夏"), ("dongfang", "东方"), ("nanfang", "南方"), ("beijing", "北京"),
    ("shanghai", "上海"), ("shenzhen", "深圳"), ("zhongguo", "中国"), ("qilu", "齐鲁"), ("jinling", "金陵"),
    ("tianfu", "天府"), ("changjiang", "长江"), ("meizhou", "每周"), ("diyi", "第一"), ("guoji", "国际"),
)  # fmt: skip
_PAPERS = (
    ("caijing", "财经"), ("zhengquanbao", "证券报"), ("shangbao", "商报"), ("ribao", "日报"), ("zaixian", "在线"),
    ("jingjiwang", "经济网"), ("guancha", "观察"), ("shibao", "时报"),
)  # fmt: skip


class Paper(NamedTuple):
    """A category: the key in addresses, and what it is called."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Story:
    """An article before it has a form: `acting` are its companies, `paragraphs` plain text, with the place of the
    company named in each (its index among the acting, and where it begins), where there is one."""

    number: int
    when: datetime
    title: str
    paper: Paper
    acting: tuple[Company, ...]
    paragraphs: tuple[tuple[str, tuple[int, int] | None], ...]
    chance: random.Random
    """For whatever else is to be drawn."""


class World:
    """What stories are drawn from: `companies` in the order of a registry, of which no two need be alike in fame."""

    def __init__(self, companies: Sequence[Company]) -> None:
        chance = random.Random(1)  # noqa: S311 - the same every time
        self.companies = chance.sample(list(companies), len(companies))
        self.papers = [Paper(place + paper, of + name) for place, of in _PLACES for paper, name in _PAPERS]
        chance.shuffle(self.papers)
        self._company_shares = _zipf(len(self.companies))
        self._paper_shares = _zipf(len(self.papers))
        self._phrases = _phrases({name.text for company in companies for name in company.names})

    def story(self, number: int) -> Story:
        """The article of a number."""
        chance = random.Random(number)  # noqa: S311 - the same every time
        when = _when(chance)
        acting = tuple(_drawn(chance, self.companies, self._company_shares) for _ in range(_few(chance)))
        return Story(
            number,
            when,
            chance.choice(_TITLES).format(acting[0].name, acting[-1].name, self._phrase(chance)),
            _drawn(chance, self.papers, self._paper_shares),
            acting,
            tuple(self._paragraphs(chance, acting)),
            chance,
        )

    def _paragraphs(
        self, chance: random.Random, acting: tuple[Company, ...]
    ) -> Iterator[tuple[str, tuple[int, int] | None]]:
        left = min(MOST_BYTES, max(LEAST_BYTES, int(exp(log(MEDIAN_BYTES) + SPREAD * chance.gauss(0, 1)))))
        while left > 0:
            text, named = "", None
            if chance.random() < NAMED_SHARE:
                who, opening = int(chance.random() * len(acting)), chance.choice(_NAMED)
                named = who, opening.index("{0}")
                text = opening.format(acting[who].name)
            for _ in range(2 + int(chance.random() * 4)):
                text += f"{self._phrase(chance)}，{self._phrase(chance)}，{self._phrase(chance)}。"
            left -= 3 * len(text)
            yield text, named

    def _phrase(self, chance: random.Random) -> str:
        found = self._phrases[int(chance.random() * len(self._phrases))]
        return found if chance.random() > 0.1 else f"{found}{chance.random() * 100:.1f}%"  # noqa: PLR2004


def when(number: int) -> datetime:
    """When the article of a number was published, without the rest of it."""
    return _when(random.Random(number))  # noqa: S311 - the same every time


def _when(chance: random.Random) -> datetime:
    return FIRST_DAY + timedelta(seconds=int(chance.random() * SPAN_SECONDS))


def _few(chance: random.Random) -> int:
    """How many companies act: mostly one, at most five."""
    return 1 + int(chance.random() * chance.random() * 5)


def _zipf(count: int) -> list[float]:
    """Shares by Zipf's law, added up."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


def _drawn(chance: random.Random, among: Sequence[T], shares: Sequence[float]) -> T:
    return among[bisect_left(shares, chance.random() * shares[-1])]


def _phrases(names: set[str]) -> list[str]:
    """Runs of three to six words, common and rare ones as they are in a language; none that is a company's name."""
    chance = random.Random(3)  # noqa: S311 - the same every time
    runs = re.findall("[一-鿿]+", "".join(re.sub("<[^>]*>", "", each.read_text()) for each in sorted(SEEDS.iterdir())))
    common = Counter(run[at : at + 2] for run in runs for at in range(0, len(run) - 1, 2))
    characters = sorted(set("".join(runs)))
    rare = {"".join(chance.choices(characters, k=chance.choice((2, 2, 3)))) for _ in range(RARE_WORDS)}
    words = [word for word, _ in common.most_common()] + sorted(rare - set(common))
    words = [word for word in words if word not in names]
    shares = _zipf(len(words))
    return ["".join(chance.choices(words, cum_weights=shares, k=chance.randint(3, 6))) for _ in range(PHRASES)]


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
    """Articles as they are stored for matching."""
    world = World(known)
    for number in range(count):
        story = world.story(number)
        first, *rest = (text for text, _ in story.paragraphs)
        yield (Zone("title", story.title), Zone("lead", first), Zone("body", "\n".join(rest))), ()
