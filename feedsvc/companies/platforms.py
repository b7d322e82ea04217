"""Networks that are companies, where a Chinese text only tells on them what somebody wrote or showed: `在臉書留言`,
`陳先生的Facebook專頁`, `微博截图`. English ones stand in context.py, those in other languages in abroad.py.

The network acts where it is told of (`Facebook宣布`, `在Facebook宣布收购之后`, `在Facebook工作`).
"""

from __future__ import annotations

from feedsvc.companies import abroad
from feedsvc.companies.folding import small_name
from feedsvc.patterns import lazy

_COMPANIES = "Facebook|脸书|Twitter|推特|微博|LinkedIn|领英|小红书|知乎|Telegram|Reddit"
_STORES = ("Netflix", "Spotify", "Amazon", "Hulu")
NAMES = frozenset(map(small_name, (*_COMPANIES.split("|"), *_STORES, "新浪微博")))
"""As they are compared."""
_ONES = f"{_COMPANIES}|Instagram|YouTube|Youtube|微信|抖音"
_HERE = lazy(
    r"\s?(?:官方|个人|的)?\s?(?:专页|粉丝?(?:专页|团)|粉专|帖[子文]|贴文|推文|发[文帖]|群组|小组|社团|上的[^,。;\n]{0,16}?(?:俱乐部|群组?|小组|社群)|截图|图片|照片|(?:个人)?页面|主页|频道"
    r"|直播(?!功能|业务|平台|服务|带货|电商|间|生态|公司|赛道|内容)|留言(?!板)|[Pp](?:age|ost)s?\b|党(?![委组员政])"
    r"|[:\s]{1,2}(?:https?:|www\.|(?i:facebook|twitter)\.com))"
)
"""Behind a network's name, what somebody has there, or shows of it."""
_OWN_ACCOUNT = lazy(r"[的其]\s?$")
_ACCOUNT = lazy(r"\s?[帐账][号户]")
_ON = lazy(
    r"(?:(?<![存现正实内外潜])在|(?<![关对由属至位等鉴基终相低高大小])于|[通透]过|经由|登[录陆]|(?<![开研首出])发了?(?:[一两几]?[条则])?)"
    rf"\s?(?:(?:其|自己|他|她|本人)的?|个人|公开|官方)?\s?[“\"《]?(?:(?:{_ONES})\s?[,、/和与及]\s?){{0,4}}$"
)
_OFFERED = lazy(
    r"\b(?:[Aa]vailable|[Ss]tream(?:s|ing|ed)?|[Ww]atch(?:ed|ing)?|[Pp]laying|acheter|[Cc]omprar|[Dd]isponibles?|[Dd]isponíve(?:l|is)|[Ee]rhältlich)"
    r"(?: (?:now|exclusively|only|free|again|live))? (?:on|sur|en|na|no|bei|auf) $"
)
"""In front of where a film, a song or a book is had: `Available on Netflix`, `Disponible sur Amazon`."""
_AROUND = 40
_THERE = lazy(
    rf"(?!\s?(?:的|工作|任职|就职|担任|上班|实习|做|当|负责|总部|公司|股|裁[员减]|投[资放]|上市|集团|内部|旗下|员工|购物|开店|广告"
    rf"|[,、/和与及](?!\s?(?:{_ONES}|其他|等))))"
    r"(?![^,。;\n]{0,40}?(?:之?后|之?前|以来|期间|看来|时|[^以]下)[,。;])"
)
"""Behind `在` and a network's name: not who works there, nor when the network did something (`在Facebook宣布…后`)."""
_ACTS = lazy(
    r"\)\s?(?:公司|宣布|工作|任职|总部|股|裁员|被|起诉|上诉|收入|营收|员工|面临|推出|允许|禁止|限制|首席|CEO|拒绝|同意|违反|支付|罚)"
)
_ONCE = lazy(
    r"(?P<on>在|于|[通透]过|社交|社群|媒体|网站|平台)?\s?[“\"‘「]{0,2}X[”\"’」]{0,2}(?:平台)?\s?\((?:原(?:名|称)?|前(?:称|身为?)?|旧(?:称|名)?)\s?$"
)
_WRITTEN = lazy(r"\)\s?(?:[上发贴帖账帐撰写]|表示|个人|官方|动态)")
"""`在X（原推特）上`, `X（前称推特）发文`, where X does nothing itself."""


def is_posted(text: str, start: int, end: int) -> bool:
    """Whether something is only written, shown or read on the network at `text[start:end]` of a folded text."""
    before = text[max(0, start - _AROUND) : start]
    if text[start:end] in _STORES:
        return _OFFERED.search(before) is not None
    if _HERE.match(text, end) or (_OWN_ACCOUNT.search(before) and _ACCOUNT.match(text, end)):
        return True
    once = _ONCE.search(before)
    if once:
        return bool(once["on"] or _WRITTEN.match(text, end)) and not _ACTS.match(text, end)
    there = _ON.search(before) and _THERE.match(text, end)
    return bool(there) or abroad.is_posted(text, start, end)
