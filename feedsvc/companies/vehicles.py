"""Cars that police reports tell of: the gunman's Toyota is no news of Toyota.

Only where each place that has the maker's name has somebody's car (`a silver Toyota Camry`, `驾驶一辆丰田轿车`), beside
words of crime or of an accident: what Toyota recalls or says stays its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedsvc.patterns import lazy

_MAKERS = """
Toyota Honda Ford Nissan Mazda Subaru Audi Volkswagen Volvo Hyundai Kia Tesla Suzuki Mitsubishi Porsche Ferrari BMW
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
_CAR = lazy(
    r"(?:牌)?\s?[A-Za-z0-9-]{0,10}\s?"
    r"(?:小?(?:轿车|汽车|客车|货车)|越野车|跑车|面包车|皮卡|SUV|车(?![企厂展型主]))"
)
_REPORT = lazy(
    r"\b(?:[Pp]olice|[Gg]unm[ae]n|[Ss]uspects?|[Ss]hootings?|[Ss]hooter|[Ss]tabb(?:ed|ing)|[Mm]urder|[Rr]obbe(?:d|rs?|ry)"
    r"|[Bb]urglar|[Kk]idnap|[Aa]rrest|[Vv]ictims?|[Hh]it-and-run|[Cc]arjack|[Dd]etectives?|[Tt]roopers?|[Ss]heriff|[Cc]oroner"
    r"|[Hh]omicide|[Cc]ollided)|警方|警察|民警|交警|嫌[犯疑]|枪手|凶手|歹徒|劫匪|肇事|逃逸|酒驾|醉驾|枪击|撞倒|遇害"
)
_AROUND = 40
_NEAR = 240
"""Characters on each side in which a report says what it is of."""


def driven(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The makers among the names at these places of a text that it has only as somebody's car, in a police report."""
    places: dict[str, list[tuple[int, int]]] = {}
    for start, end in spans:
        if text[start:end] in _MAKES:
            places.setdefault(text[start:end], []).append((start, end))
    for name, named in places.items():
        if all(_is_car(text, *span) for span in named) and any(_is_report(text, *span) for span in named):
            yield name


def _is_car(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _AROUND) : start]
    if text[start].isascii():
        return _IN_FRONT.search(before) is not None and _BEHIND.match(text, end) is not None
    return _DRIVEN.search(before) is not None and _CAR.match(text, end) is not None


def _is_report(text: str, start: int, end: int) -> bool:
    return _REPORT.search(text, max(0, start - _NEAR), end + _NEAR) is not None
