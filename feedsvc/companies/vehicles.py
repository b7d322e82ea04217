"""Cars and aircraft that somebody is in: the gunman's Toyota is no news of Toyota, nor is the Boeing 747 that flew
people home of Boeing.

Only where each place that has the maker's name has somebody's car (`a silver Toyota Camry`, `驾驶一辆丰田轿车`), beside
words of crime or of an accident, or where somebody gets in or out; or has a type of aircraft, and nothing is told of
orders, of what is wrong with it or befell it. What Toyota recalls or says stays its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feedsvc.companies.byname import places_by_name
from feedsvc.patterns import lazy

_MAKERS = """
Toyota Honda Ford Nissan Mazda Subaru Audi Volkswagen Volvo Hyundai Kia Tesla Suzuki Mitsubishi Porsche Ferrari BMW
Mercedes Mercedes-Benz Bentley Lamborghini Cadillac Lexus Rolls-Royce
丰田 本田 福特 日产 马自达 斯巴鲁 奥迪 大众 现代 起亚 特斯拉 保时捷 法拉利 宝马 奔驰 比亚迪 吉利 五菱 长安
"""
_MAKES = frozenset(_MAKERS.split())
_KIND = (
    "black|white|silver|gr[ae]y|red|blue|green|gold|golden|tan|beige|brown|maroon|dark|light|old|stolen|parked|unmarked"
    "|rented|rental|late-model|abandoned|burning|damaged|second|passing|(?:19|20)[0-9]{2}"
)
_IN_FRONT = lazy(
    rf"(?:\b(?:an?|his|her|their|my|stolen|driving|drove)|['’]s?)(?: (?:{_KIND})(?:[- ]colou?red)?){{0,3}} $"
)
_BEHIND = lazy(
    r"(?! (?:[Ss]hares?|[Ss]tock|[Mm]otors?|[Cc]orp|[Cc]o\b|[Ii]nc|[Ee]xecutives?|[Pp]lant|[Ff]actory|[Dd]eal|[Ss]aid"
    r"|[Ss]ays|[Ss]pokes|[Ee]mployees?|[Ww]orkers?|[Ee]ngineers?|[Rr]ecall|[Uu]nit|[Ss]ubsidiary|[Jj]oint|[Ff]inanc))(?!-)"
)
_DRIVEN = lazy(
    r"(?:驾驶?着?|开着?|乘坐?|坐上?|偷走?|盗窃|抢走?|撞上|撞到|追尾|辆|台)(?:了|的)?(?:一?[辆台部])?(?:[红白黑银蓝灰绿黄]色)?的?$"
)
_ONE = lazy(r"[一二两三四五几数多这那该某][辆台部](?:[红白黑银蓝灰绿黄]色)?的?$")
"""In front of cars that are counted: `撞上一辆丰田，`."""
_CAR = lazy(
    r"(?:牌)?\s?[A-Za-z0-9-]{0,10}\s?"
    r"(?:小?(?:轿车|汽车|客车|货车)|越野车|跑车|面包车|皮卡|SUV|车(?![企厂展型主]))"
)
_REPORT = lazy(
    r"\b(?:[Pp]olice|[Gg]unm[ae]n|[Ss]uspects?|[Ss]hootings?|[Ss]hooter|[Ss]tabb(?:ed|ing)|[Mm]urder|[Rr]obbe(?:d|rs?|ry)"
    r"|[Bb]urglar|[Kk]idnap|[Aa]rrest|[Vv]ictims?|[Hh]it-and-run|[Cc]arjack|[Dd]etectives?|[Tt]roopers?|[Ss]heriff|[Cc]oroner"
    r"|[Hh]omicide|[Cc]ollided)|警方|警察|民警|交警|嫌[犯疑]|枪手|凶手|歹徒|劫匪|肇事|车祸|追撞|酒测|逃逸|酒驾|醉驾|枪击|撞倒|遇害"
)
_RIDDEN = lazy(
    r"\b(?:[Aa]rriv(?:ed|es|ing)|[Pp]ull(?:ed|s) (?:up|away)|[Ww]hisked (?:off|away)|[Cc]limb(?:ed|s)"
    r"|[Ss]tepp(?:ed|ing)|[Gg]ot|[Bb]undled|[Cc]hauffeured|[Ss]at)\b(?: [^\s,.;]{1,14}){0,4}? (?:in|into|out of|from)"
    rf" (?:an?|his|her|their|the)(?: (?:{_KIND})(?:[- ]colou?red)?){{0,3}} $"
)
"""`arrived at court in a black Mercedes`."""
_TYPE = lazy(
    r"(?:['’]s)?[ -]?(?:公司)?(?:[AB]-?)?[0-9]{3}(?![0-9])(?:-[0-9]{1,4}[A-Z]{0,3})?(?:s\b)?(?!亿|万|[.,][0-9]|%)"
)
_TRADED = lazy(
    r"\b(?:(?<!in )orders?\b|ordered|deliver|buy|bought|purchas|sells?\b|sold|sale\b|leas(?:e|ing)|financ"
    r"|ground|recall|defect|inspect|fault|maker|jetmaker|planemaker|manufactur|certif|regulator|FAA|EASA|airworth|produc|assembl"
    r"|factor(?:y|ies)|whistle|lawsuit|sue[ds]?\b|shares|stocks?\b|safety|accident|incident|emergenc|crash|malfunction|fail|engine|fire|MAX"
    r"|investigat|replac|retir|upgrad|convert|deal\b|jets? (?:for|to)\b|aircraft (?:for|to)\b)"
    r"|订[购单]|交付|采购|购[买入机]|租赁|停飞|召回|缺陷|制造|生产|适航|认证|监管|诉讼|股价|检查|排查|坠|失事|事故|迫降|起火|故障|退役|引进|接收|调查",
    re.IGNORECASE,
)
"""Beside a type of aircraft: what concerns who builds it."""
_AIRCRAFT = frozenset(("Boeing", "Airbus", "Embraer", "Bombardier", "波音", "空客", "空中客车"))
_AROUND = 40
_RIDE = 90
_NEAR = 240
"""Characters on each side in which a report says what it is of."""


def driven(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The makers among the names at these places of a text that it has only as somebody's car, in a police report or
    where he gets in or out."""
    made = (span for span in spans if text[span[0] : span[1]] in _MAKES)
    for name, named in places_by_name(text, made).items():
        if all(_is_car(text, *span) for span in named) and any(_is_scene(text, *span) for span in named):
            yield name


def boarded(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The makers of aircraft among the names at these places of a text that it has only for a type on which somebody
    flies, and tells nothing of that would concern them."""
    named = places_by_name(text, (span for span in spans if text[span[0] : span[1]] in _AIRCRAFT))
    typed = [name for name, places in named.items() if all(_TYPE.match(text, end) for _, end in places)]
    if typed and not _TRADED.search(text):
        yield from typed


def _is_car(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _AROUND) : start]
    if text[start].isascii():
        return _IN_FRONT.search(before) is not None and _BEHIND.match(text, end) is not None
    return _ONE.search(before) is not None or (_DRIVEN.search(before) is not None and _CAR.match(text, end) is not None)


def _is_scene(text: str, start: int, end: int) -> bool:
    if _RIDDEN.search(text, max(0, start - _RIDE), start):
        return True
    return _REPORT.search(text, max(0, start - _NEAR), end + _NEAR) is not None
