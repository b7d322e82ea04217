"""Whom something is only compared with in Chinese: `做中国版“Costco”`, `黄金行业的“爱马仕”`.

`the Uber of pets` is told of in context.py.
"""

from __future__ import annotations

from feedsvc.patterns import lazy

_VERSION = lazy(r"(?:中国|国产|日本|美国|印度|欧洲|亚洲|东方|韩国|本土|平民|平价|低配|迷你)版[“\"「]?$")
_FIELD = lazy(r"[\u4e00-\u9fff](?:[界圈]的?|(?:行业|领域|赛道|市场|里|(?<!其)中)的)[“\"「]$")
"""Without 的 most of these only tell where the company is: `其中“腾讯”持股5%`, `家电行业“格力”与“美的”之争`."""
_CLOSING = ("”", '"', "」")
_MODEL = lazy(r" ?[A-Za-z0-9]")
"""What goes on with a thing of the company's: `中国版特斯拉Model 3`."""
_MADE_HERE = "国产版"
_SOLD = lazy(
    r"[”\"」]?(?:再[次度]?|又|将|已|正式|首[批辆台]|全系){0,2}"
    r"(?:[降涨减]|调价|下线|量产|交付|开售|预售|售价|价格)"
)
"""Behind a carmaker this tells of its own cars that are made in the country: `国产版特斯拉降价`."""
_BESIDE = lazy(
    r"(?<!股价|走势|表现|业绩|营收|收入|利润|市值|规模|份额|增速|销量|产能|估值|情况|处境|遭遇|命运|经历|策略|战略|打法|做法)"
    r"[和与跟同像][“\"「]?$"
)
_ALIKE = lazy(
    r"[”\"」]?\s?(?:非常|十分|极其|极为|高度|颇为|几乎|比较|很|极|最)?(?:相近|相似|相仿|雷同|如出一辙)"
    r"(?:的(?!是|地方)|[,。;!?](?!双双|都|均|竞争|[两二]者|[两二]家|双方)|\Z)"
)
"""Around whom something only looks like: `和英伟达非常相近的配色`; not what two companies have or do alike:
`股价与阿里巴巴相似`, `与比亚迪相似的是`."""
_AROUND = 8


def is_simile(text: str, start: int, end: int) -> bool:
    """Whether the name at `text[start:end]` of a folded text only says what another is like."""
    before = text[max(0, start - _AROUND) : start]
    if text.startswith(_CLOSING, end) and _FIELD.search(before):
        return True
    if _ALIKE.match(text, end) and _BESIDE.search(before):
        return True
    if _VERSION.search(before) is None or _MODEL.match(text, end):
        return False
    return not (before.endswith(_MADE_HERE) and _SOLD.match(text, end))
