"""What stands behind a company's name and makes another thing of it: 苹果概念股, 百度地图, Bridgestone Arena."""

from __future__ import annotations

from feedsvc.patterns import lazy

_TOPICS = (
    "概念", "产业链", "雨林", "流域", "河谷", "大厦", "路口", "先生", "女士", "太太", "教授",
    "地图", "贴吧", "百科", "文库", "网盘", "课堂", "雅黑", "分析法",
)  # fmt: skip
_WORDS = (
    " Play", " Drive", " Maps", " Docs", " Translate", " Chrome", " Analytics", " Fonts", " Photoshop",
    " Arena", " Stadium", " Amphitheater", " Amphitheatre",
    " Ballpark", " Coliseum", " Speedway", " Music Factory", " Championship",
    " Stiftung", "-Stiftung",
    " Hawks", " Buffaloes", " Monkeys", " Golden Eagles", " Dinos", " Landers", " BayStars", " Bluewings",
)  # fmt: skip
"""Behind a name these make it a board, a place, a person, a product, a foundation, a club or a hall: 苹果概念股,
亚马逊雨林, 百度地图, Bridgestone Arena. Latin ones are whole words: Uber Drivers are no Drive."""
_WHOSE = (
    "China|Australian|French|German|Scottish|Irish|British|Dutch|Canadian|Spanish|Italian|Japan|World|Ladies|Women['’]s"
)
_MATCHES = (
    "final(?:s|e|ists?)?|(?:semi|quarter)-?finals?|play-?offs?|standings|titles?|champions?|tournaments?|golf|tennis"
)
_HELD = f"{_MATCHES}|at|in|on|by|for|after|when|last|this"
"""Behind the name of a contest, which a headline's `Google Challenge EU fine` has not."""
_HOURS = "on (?:Christmas|Thanksgiving|New Year|Easter|Black|[A-Z][a-z]+ Day|[A-Z][a-z]{2,5}day)|at [Mm]idnight|for"
"""Behind a shop that a headline calls open: `Is Walmart Open on Easter?`"""
_CLUBS = (
    " (?:Lions\\b(?<=Samsung Lions)|Twins\\b(?<=LG Twins)|Bears\\b(?<=Doosan Bears)|Tigers\\b(?<=K[Ii][Aa] Tigers)"
    "|Eagles\\b(?:(?<=Hanwha Eagles)|(?<=Rakuten Eagles))|Wiz\\b(?<=KT Wiz)|Giants\\b(?<=Lotte Giants)"
    "|Marines\\b(?<=Lotte Marines)"
    "|Swallows\\b(?<=Yakult Swallows)|Brothers\\b(?<=CTBC Brothers)|Guardians\\b(?<=Fubon Guardians))"
)
"""Clubs of baseball whose names are everyday words."""
_ISSUERS = "法兴|摩通|瑞银|汇丰|中银|法巴|花旗|高盛|摩利|国君|东亚|海通|星展|信证|华泰|麦银|瑞信|渣打|韩投|大和|野村"
_WARRANT = "[一二三四五六七八九][一二三四五六七八九十甲乙][购沽牛熊][A-Z]"
"""What Hong Kong's exchange calls a warrant behind a share's name: issuer, date, kind."""
_OTHERS = lazy(
    "知道(?<=百度知道)|(?:马拉松|(?:冠军|锦标|公开|大师|邀请)赛)"
    f"|(?:{_ISSUERS})?{_WARRANT}"
    "|翻译(?![了成出过为]|公司)|杯(?![子具中型])"
    "|(?:资本|创投|产投|置业)(?=[^\\w·・-]|等|及|和|与|旗下|合伙|管理|领投|跟投|参投|参与|投资|联合|独家|创始|董事|有限|集团|\\Z)"
    "| Cent(?:er|re)\\b(?! for| of)"
    "| (?:Gold|Silver|Copper|Lithium|Nickel|Uranium|Zinc|Iron Ore|Graphite) (?:Project|Mine|Deposit|Property)\\b"
    "| (?:Field|Theat(?:er|re)|Pavilion|Invitational|Masters|Premiership)\\b(?! [A-Z]| the | engineers)"
    "| (?:Music Theat(?:er|re)|Premier League|(?:04 )?Leverkusen|Raceway|Thanksgiving(?: Day)? [Pp]arade)\\b"
    r"| Finals?\b(?=\Z|[,.;)\n]| \((?:AP|AFP|Reuters)\))"
    "| (?:Tower|Dome)\\b(?! [A-Z])| (?:Pebble Beach|Pro-Am)\\b"
    "| (?:Street|Road|Avenue|Lane|Boulevard|Islands?|River|Creek|Crescent|Terrace|Hills?|County|Beach|Heights)\\b"
    "(?! (?:[Vv]iew|[Tt]rip|[Mm]ap|[Tt]est|[Tt]o\\b|[Aa]head|Capital|Partners))"
    f"| (?:(?:{_WHOSE}) )?(?:Classic|Trophy|Cup|Open(?! (?:{_HOURS})\\b))\\b(?=\\Z|[,.;)\\n]| (?:{_HELD})\\b)"
    f"| Challenge\\b(?=[,.;)]| (?:{_MATCHES}|at|when|last|this)\\b)"
    "|(?<!Apple)(?<!Disney) Park\\b(?! [A-Z])"
    "| (?:St|Rd|Ave|Blvd)\\b(?!\\.)(?=,? [A-Z][a-z]+(?: [A-Z][a-z]+)?,? [A-Z]{2,3}\\b|,? [A-Z]{2,3} \\d)"
    "| Records\\b(?<=Arista Records)| Records\\b(?=[,.;:)\\n]| (?:where|artist|label|founder|and)\\b)"
    "| (?:Crematorium|Cemetery|Chapel|Church|Hospice|Parish|Golf (?:Club|Course)|Country Club|Football Club)\\b"
    "| (?:(?:Technical )?High|Elementary|Middle|Primary|Grammar) School\\b| Black\\b(?<=Kodak Black)"
    f"|{_CLUBS}|体育[场馆]|球场|竞技场|大?剧[院场]|音乐厅|文化中心|\\.com/|/(?<=\\.com/)"
    "|队(?![伍列])|战队|[男女][篮排足]|(?:足球|篮球|排球)俱乐部"
    "|/(?<=[A-Za-z]/)[a-z][a-z0-9_.-]{1,40}+(?![\\w/])"
)
"""These make it another company, which invests or builds, a hall, street, school, contest, club or team: 蔚来资本领投,
丰田体育场, 软银队, `Chevron Island`, `NatWest Challenge`; not 腾讯资本开支, `Google Street View`; or a piece of a
repository's name or an address: `Google/zx`, `Facebook.com/a`."""
_TOOLS = lazy(
    " (?:Forms?|Sheets?|Slides|Calendar|Classroom|Scholar|Meet|Colab|Keep|Sites|Groups|Earth|Hangouts|AdSense|Doc|Map"
    "|Search Console|Tag Manager|Business Profile|My Business|Authenticator|[Rr]eviews?)\\b"
    "(?! (?:[Ii]ts|[Tt]he|[Aa]n?|[Nn]ew|[Pp]artnership|[Aa]lliance|[Jj]oint|[Tt]eam)\\b)"
    "| ?(?:表单|试算表|日历|行事历|学术|云端硬盘|文档|简报|相册|相簿|评论|地球)"
)
_TOOLMAKERS = ("Google", "谷歌")
"""Whose tools anybody uses in texts on other matters: `fill in this Google Form`."""
_HOUSES = ("凯雷", "KKR", "黑石", "贝莱德", "阿波罗", "TPG", "橡树", "高盛", "淡马锡", "贝恩", "华平", "红杉", "高瓴")
"""Houses whose trade is to invest: 凯雷资本 is 凯雷, and no fund of a company that does something else."""
_BEGIN = (
    "知翻杯资创产置队战男女足篮排体球竞大剧音/.表试日行学云文简相评地"
    "马冠锦公邀法摩瑞汇中花高国东海星信华麦渣韩野一二三四五六七八九"
)
_TOPICS_BEGIN = frozenset((*(topic[0] for topic in (*_TOPICS, *_WORDS)), *_BEGIN))


def is_topic(text: str, end: int) -> bool:
    """Whether what stands at `end`, behind a name, makes it another thing."""
    if text[end : end + 1] not in _TOPICS_BEGIN:
        return False
    if text.startswith(_TOPICS, end) or _is_word(text, end):
        return True
    is_house = text.startswith("资本", end) and text.endswith(_HOUSES, 0, end)
    if not is_house and _OTHERS.match(text, end):
        return True
    return text.endswith(_TOOLMAKERS, 0, end) and _TOOLS.match(text, end) is not None


def _is_word(text: str, end: int) -> bool:
    """Whether one of the Latin words stands there whole."""
    if not text.startswith(_WORDS, end):
        return False
    behind = (end + len(word) for word in _WORDS if text.startswith(word, end))
    return any(not text[at : at + 1].isalnum() for at in behind)
