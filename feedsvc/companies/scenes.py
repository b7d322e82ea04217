"""Shops and restaurants at which something happened to others: `a man was stabbed outside a Walmart` is no news of
Walmart.

Only where each place that has the name tells where somebody was (`at a Walmart store`, `在麦当劳门口`), beside words of
violence or of an accident: what is said of the company, of its workers or by it stays its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedsvc.companies.byname import places_by_name
from feedsvc.patterns import lazy

_SHOP = (
    "stores?|supercent(?:er|re)|restaurants?|supermarket|parking|car park|(?:gas|petrol|filling) station|station"
    "|location|outlet|branch|shop|drive-th|pharmacy|entrance|lot|garage|bathroom|restroom|toilets?|checkout"
)
_WHERE = "in|on|at|near|off|along|outside|across"
_ONE = "an?|another|the same|local|nearby|busy|crowded|neighbou?rhood|this|that"
_OF_MANY = lazy(rf"\b(?i:{_ONE})(?: [A-Z][a-z]{{2,14}}){{0,2}} $")
"""`a Walmart`, `an Ohio Walmart`: one shop of many."""
_BESIDE = lazy(r"\b(?:[Oo]utside|[Ii]nside|[Nn]ear|[Bb]ehind)(?: (?:of|to))?(?: (?:the|[A-Z][a-z]{2,14})){0,3} $")
_AT = lazy(r"\b(?:[Aa]t|[Ii]nto)(?: (?:the|[A-Z][a-z]{2,14})){0,3} $")
_THE = lazy(r"\b[Tt]he(?: [A-Z][a-z]{2,14}){0,2} $")
_ENDS = lazy(
    rf"(?=[,.;:!?)\n]|\Z)| (?:{_SHOP}|{_WHERE}|where|when|while|after|before|during|early|late|as|by|leaves?|left|and"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:was|is|were) (?:evacuated|closed|locked|placed))\b"
)
_PLACED = lazy(rf" (?:{_SHOP}|{_WHERE})\b")
_VIOLENT = lazy(
    r"\b(?:[Ss]tabb(?:ed|ing)|[Kk]nifed|[Gg]unm[ae]n|[Gg]unfire|[Gg]unshots?|[Ss]hootings?|[Ss]hooter|[Oo]pened fire"
    r"|(?:[Ww]as|[Ww]ere|[Mm]an|[Ww]oman|[Tt]een(?:ager)?) shot|[Ss]hot (?:and|dead|in the|to death|(?:him|her)\b)"
    r"|[Rr]obb(?:ed|ery|ers?)|[Cc]arjack|[Kk]idnap|[Aa]bduct|[Mm]urder|[Hh]omicide|[Mm]anslaughter"
    r"|[Aa]ssault(?:ed|ing)?|[Mm]ugged|[Bb]rawl|[Hh]it-and-run|[Ss]hoplift|[Bb]urglar"
    r"|(?:[Cc]rashed|[Ss]lammed|[Dd]rove|[Pp]low(?:ed|s)|[Ss]mashed|[Cc]rashes) into)"
    r"|刺[伤死]|[捅砍][伤死人]|枪[击杀手]|中枪|持刀|行凶|抢劫|劫[匪持]|斗殴|打架|猥亵|偷拍|盗窃|偷走|绑架|肇事|撞[入进]|遇害|嫌[犯疑]|凶手|歹徒"
)
_IN_CHINESE = lazy(r"(?:在|于|到|至|进入|路过|离开|冲[进入]|闯[进入]|撞[进入]|洗劫|位于)[^,。;:、\n]{0,12}$")
_INSIDE = lazy(
    r"\s?(?:超市|快?餐厅|门店|分店|商店|便利店|快餐店|咖啡[店馆厅]|卖场|商场|购物广场|加油站|店)?的?"
    r"(?:[门店](?:口|外|前|内|里)|外面|[里内]面|[内里外旁](?![部资界])|附近|停车场|洗手间|厕所|收银台|[,。](?<=店.))"
)
_AROUND = 60
_NEAR = 240
"""Characters on each side in which a report says what it is of."""


def visited(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The names at these places of a text that it has only as the place of what happened to others."""
    for name, named in places_by_name(text, spans).items():
        is_scene = all(_is_place(text, *span) for span in named) and any(_is_shop(text, *span) for span in named)
        if is_scene and any(_is_report(text, *span) for span in named):
            yield name


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether somebody is told to be there: `at Walmart`, as headlines have it, may be who works there as well."""
    if _is_shop(text, start, end):
        return True
    before = text[max(0, start - _AROUND) : start]
    return text[start].isascii() and _ENDS.match(text, end) is not None and _AT.search(before) is not None


def _is_shop(text: str, start: int, end: int) -> bool:
    """Whether it is for certain one shop of many."""
    before = text[max(0, start - _AROUND) : start]
    if not text[start].isascii():
        return _INSIDE.match(text, end) is not None and _IN_CHINESE.search(before) is not None
    if not _ENDS.match(text, end):
        return False
    if _OF_MANY.search(before) or (_THE.search(before) and _PLACED.match(text, end)):
        return True
    return _BESIDE.search(before) is not None


def _is_report(text: str, start: int, end: int) -> bool:
    return _VIOLENT.search(text, max(0, start - _NEAR), end + _NEAR) is not None
