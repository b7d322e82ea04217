"""What decorates a company's name on a quote screen, and where a name ends and a longer word begins.

An exchange marks the state of a share in front of its name (`*ST`, `XD`) or behind it (`-W`, `A`); none of this is
the company's name. And a name of two or three characters can stand by accident inside other words: 国药 in 中国药典,
京东 in 北京东路, 大智慧 in 壮大智慧, 联想 in 联想到. A dictionary's way to part the words around the name tells: a word
that crosses the name's edge makes it an accident. The dictionary votes on edges alone; it knows no companies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from feedsvc.companies.folding import is_han
from feedsvc.companies.latin import JOINING, is_latin
from feedsvc.patterns import lazy

_BEFORE = lazy(r"(?:s?\*st|(?:st|xd|xr|dr)(?=[a-z0-9 ]{0,8}[\u4e00-\u9fff])|[nc](?=[\u4e00-\u9fff]{3}))", re.IGNORECASE)
"""Shares on the mainland have a Chinese character in their names: Sting is not ING."""
_AFTER = lazy(r"(?:-[uwbrs]|-sw|-ky|(?<=[\u4e00-\u9fff])[abh]|\(退\)|退市?)$", re.IGNORECASE)
_LONGEST_AFTER = len("(退)")


def undecorated(name: str) -> str:
    """A name without the marks of an exchange: `*ST海航` → `海航`, `小米集团-W` → `小米集团`, `万科A` → `万科`.

    First day `N`, days two to five `C`, special treatment `ST`, ex-dividend `XD`; weighted votes `-W`, secondary
    listing `-S`, biotech `-B`, not yet profitable `-U` (trading rules of SSE, SZSE and HKEX). For looking up only.
    """
    before = _BEFORE.match(name)
    bare = name[before.end() :] if before else name
    after = _AFTER.search(bare, max(0, len(bare) - _LONGEST_AFTER))
    return (bare[: after.start()] if after else bare) or name


_BEGINNING_INSIDE = """
想到 想要 想象 想起 众化 众多 众人 众筹 众传 众媒 众志 米粥 米饭 米线 米椒 果树 果汁 果园 果农 果酱 果肉 果酒
果醋 安夜 安符 的士 的确 的话 浪潮 星级 达到
"""
_CROSS_RIGHT = frozenset(_BEGINNING_INSIDE.split())
"""Pieces of words whose first character may end a name, and that a dictionary parts there: 联想到, 大众化, 平安符."""
_CROSS_LEFT = frozenset({"旧金"})
"""A name's first character with the one in front: 金山办公 in `旧金山办公楼`."""
_FORMS = ("公司", "集团", "股份", "控股", "科技", "汽车", "方面", "官方", "官网", "旗下", "系", "行长", "业绩")
"""Behind a name these say that it is one: `苹果公司` and `银行行长` are a dictionary's single words."""
_MARKET = lazy(
    r"则?[现收领]?[大暴狂飙]?[涨跌](?![价潮])|盘[前后中][大暴]?[涨跌报]|[高低平]开(?![放发心始])|[现收]报\d"
    r"|站[上回稳](?=[\d千百万年月季])|法说(?![明法])|[中年]报(?![告道错警名考废])|[三半一]季报|半年报|财报"
    r"|上市(?![场民面区县委])|遭|有望(?!远)|利[多空](?![于元少间])|[上下]调(?![查研动侃解])"
    r"|中标(?![注准题志示识出明])|净利(?!率)|市值(?!得)|分红(?![色木酒茶])"
)
"""So does news of the market; with the name's last character a dictionary makes words of its beginning, 飞涨 in
`奈飞涨超8%`, 电站 in `台积电站上1000元`, 海法 in `鸿海法说会`."""
_TRADES = """
股份 集团 科技 医药 药业 银行 证券 保险 基金 信托 租赁 控股 电子 电器 电气 汽车 能源 电力 矿业 铝业 钢铁 化工 材料
新材 地产 置业 物业 食品 乳业 酒业 农业 牧业 水泥 建材 建设 建筑 工程 重工 机械 机电 装备 智能 信息 软件 网络 数据
通信 通讯 光电 微电 半导体 芯片 航空 航天 物流 快递 港口 高速 传媒 影业 文化 教育 旅游 酒店 环保 环境 生物 基因
健康 医疗 器械 制药 纺织 服饰 家居 家电 照明 玻璃 陶瓷 纸业 包装 轮胎 橡胶 塑料 化纤 石化 石油 燃气 水务 热电 核电
风电 光伏 电池 动力 锂业 稀土 黄金 有色 铜业 锌业 钴业 商贸 百货 超市 商业
"""
TRADES = tuple(_TRADES.split())
"""What the names of companies end with: a name of four characters or more that does is hardly anything else."""
_PARTICLES = "和与及或在对向由被将给为从是让使把用"
"""The dictionary has a few words of such a character and a name (`和超微`): they hide no name."""
LONGEST_ACCIDENT = 3
_SURROGATES = lazy("[\ud800-\udfff]")
_AROUND = 6
"""Characters on each side that decide how the words part."""
_NEAR = 40
"""Characters on each side that are looked at for a single name, more than any rule of its edges reads."""
_END = 4
"""Of a long name these, on each side of its end: the longest words that could go across it."""


def is_word(text: str) -> bool:
    """Whether a text is one word of the dictionary: `is_word("统治")`; a company's name seldom is."""
    return len(_words(text)) == 1


def is_no_brand(text: str) -> bool:
    """Whether a text is one word of the dictionary and no brand: a place, a person or any other (长城, not 复星)."""
    kinds = _kinds(text)
    return len(kinds) == 1 and kinds[0][1] != "nz"


_CALLED = """
控股 创新 节能 出版 开发 通用 集成 包装 租赁 照明 互联 理财 支付 超市 导航 联创 创意 出行 快递 速递 控制 诊断 认证
再生 超声 计算 应用 结算 制造 印刷 稀有 制冷 冶炼 钻探 爆破 充电 征信 担保 拍卖 典当 检测 监理 勘察 勘测 装饰 养殖
种植 屠宰 运输 仓储 维修 清洁 回收 销售 采购 代理 招标 测绘 孵化 传动 制动 焊接 锻造 铸造 显示 展示 安防 防护 超导
"""
_TRADE_VERBS = frozenset(_CALLED.split())
"""Verbs of the dictionary that are trades, too: `雅砻江流域水电开发`."""
_PROPER = ("nr", "ns", "nt", "nz", "eng")
"""The dictionary's marks of names: of persons, places, bodies, others, and of Latin letters."""


def tells(text: str) -> bool:
    """Whether a verb that is no trade stands in a text: `tells("能有效配置")`; then it is no name, but tells something.

    One character is a verb by chance: 达 in 神达.
    """
    return any(kind == "v" and len(word) > 1 and word not in _TRADE_VERBS for word, kind in _kinds(text))


def is_everyday(text: str) -> bool:
    """Whether a text has everyday words alone: `is_everyday("大型医疗")`. A character by itself is none: the dictionary
    parts words that it does not know into such (巨化)."""
    return all(len(word) > 1 and not kind.startswith(_PROPER) for word, kind in _kinds(text))


def is_proper(text: str) -> bool:
    """Whether a text is neither an everyday word nor a place, as far as the dictionary knows: 海尔, not 长安."""
    kinds = _kinds(text)
    return len(kinds) > 1 or (kinds[0][1].startswith(_PROPER) and not kinds[0][1].startswith("ns"))


def is_theme(name: str) -> bool:
    """Whether a company's name is a theme of the market and of texts as well: a short everyday word, 机器人."""
    return 0 < len(name) <= LONGEST_ACCIDENT and name != "港交所" and is_word(name) and is_everyday(name)


_SMALL = frozenset((*JOINING, "and", "the", "von", "van", "der", "le", "la", "y", "e"))
"""Small words within Latin names."""


def is_wording(text: str) -> bool:
    """Whether the words of a link to a quote page are hardly a name: one word of the dictionary, everyday words or a
    verb among Chinese ones, a small word among Latin ones (`market cap was $91 million`, `查看最新行情`)."""
    if is_latin(text) and not is_word(text):
        words = text.split()
        return len(words) > 1 and any(word[0].islower() and word not in _SMALL for word in words)
    return is_word(text) or tells(text) or is_everyday(text)


_LONE = frozenset(("n", "ng", "nr", "nz", "zg", "ag", "x"))
"""The dictionary's marks of nouns, and of characters that it does not know; not of places (`美特斯拉`)."""
_COMPANIES = frozenset("厂商企股店行社车网版")
"""Nouns that papers have in front of a company's name to say what it is, or its thing: `绘图晶片厂辉达`,
`记忆体厂美光`, `国产版特斯拉`."""


def ends_with_lone_noun(text: str) -> bool:
    """Whether a text ends with a noun of one character that is no piece of a word and tells of no company:
    `ends_with_lone_noun("由森")`, not `"用户"` or `"晶片厂"`."""
    kinds = _kinds(text)
    if not kinds or len(kinds[-1][0]) > 1 or kinds[-1][1] not in _LONE or kinds[-1][0] in _COMPANIES:
        return False
    before = kinds[-2][0] if len(kinds) > 1 else ""
    return len(before) != 1 or before in _PARTICLES or not is_han(before)


def _kinds(text: str) -> list[tuple[str, str]]:
    """A text parted by the dictionary, each word with its kind ("v" a verb, "ns" a place)."""
    import rjieba  # noqa: PLC0415 - see _words

    return rjieba.tag(_SURROGATES.sub("?", text), hmm=False)


def begins_word(text: str, at: int) -> bool:
    """Whether the dictionary parts a text at a place: `begins_word("消息称美的集团", 3)`."""
    return at in accumulate(map(len, _words(text)))


def _words(text: str) -> list[str]:
    """A text parted by the dictionary."""
    # Loaded with the first text: it takes 33 MB, and the processes that serve ask for no word.
    import rjieba  # noqa: PLC0415

    try:
        return rjieba.cut(text, hmm=False)
    except UnicodeEncodeError:
        return rjieba.cut(_SURROGATES.sub("?", text), hmm=False)


def is_accident(text: str, start: int, end: int) -> bool:
    """Whether a Chinese name at `text[start:end]` is a piece of the words around it; see `accidents`. It costs the same
    in a text of any length."""
    first = max(0, start - _NEAR)
    return bool(accidents(text[first : end + _NEAR], ((start - first, end - first),)))


def accidents(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """The ends of those spans that hold a Chinese name by accident, as a piece of the words around it.

    国药 in `中国药典`, 大智慧 in `壮大智慧产品`, 美的 in `相媲美的`: a dictionary parts the words elsewhere than at the
    name's edges. Of a name of more than three characters the end alone is in question (南京银行 in `南京银行业`): in
    front of it chance is rare. No two spans may end at one place.
    """
    long = [end for start, end in spans if end - start > LONGEST_ACCIDENT]
    found = _cut_behind(text, long)
    if len(long) < len(spans):
        found |= _pieces(text, [span for span in spans if span[1] - span[0] <= LONGEST_ACCIDENT])
    return found | {end for start, end in spans if text[start - 1 : start + 1] in _CROSS_LEFT}


def _cut_behind(text: str, ends: list[int]) -> set[int]:
    """The ends of long names that the dictionary puts inside a word, of which two characters or more are the name's:
    银行 of 南京银行 begins 银行业. A word of its last character alone stands there by chance (海康威`视为`)."""
    asked = [end for end in ends if is_han(text[end : end + 1])]
    places, edges = _parted(text, asked, _END, _END)
    return {
        end
        for end, place in zip(asked, places, strict=True)
        if (place not in edges and place - 1 not in edges and not text.startswith(_FORMS, end))
        or text[end - 1 : end + 1] in _CROSS_RIGHT
    }


def _pieces(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """The ends of short names that are cut from the words around them, at either edge."""
    asked = [(start, end) for start, end in spans if is_han(text[end : end + 1]) or is_han(text[start - 1 : start])]
    places, edges = _parted(text, [end for _, end in asked], _AROUND + LONGEST_ACCIDENT, _AROUND)
    return {
        span[1]
        for span, place in zip(asked, places, strict=True)
        if text[span[1] - 1 : span[1] + 1] in _CROSS_RIGHT or not _stands(text, span, place, edges)
    }


def _stands(text: str, span: tuple[int, int], right: int, edges: set[int]) -> bool:
    """Whether the words around a short name, which ends at their edge `right`, leave it whole."""
    start, end = span
    left = right - (end - start)
    if left in edges:
        return right in edges or text.startswith(_FORMS, end) or _MARKET.match(text, end) is not None
    particle = right in edges and left - 1 in edges and text[start - 1] in _PARTICLES
    return particle and edges.isdisjoint(range(left, right))


def _parted(text: str, ends: list[int], before: int, behind: int) -> tuple[range, set[int]]:
    """For each end its place among the words around all of them, and where those words begin and end, which the
    dictionary tells in one call: that costs a third of many. Windows are `before` and `behind` characters wide."""
    width = before + behind
    padded = "\n" * before + text + "\n" * behind
    windows = "\n".join([padded[end : end + width] for end in ends])
    return range(before, len(windows), width + 1), {0, *accumulate(map(len, _words(windows)))}
