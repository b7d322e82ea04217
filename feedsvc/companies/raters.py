"""Who rates a share, or serves in a deal of others, and is not what the note is about: `Tesla Upgraded at Morgan
Stanley`, `Morgan Stanley analysts`, `Jefferies LLC is acting as book-running manager`, `中金：维持蔚来跑赢行业评级`,
`主承销商为中泰证券`, `质押给中信证券`, `买方营业部为…`.

What a house itself does stays its own: `Goldman cuts jobs`, `Fitch downgrades seven banks`; and who is rated, or has
analysts who follow it, stays what the note is about: `Tesla analysts had expected more`, `after Intel downgrade`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from feedsvc.model import Reason, ZoneName
from feedsvc.patterns import lazy

_TALK = (
    "nalyst",
    "pgrade",
    "owngrade",
    "rice target",
    "rice Target",
    " rating",
    " to neutral",
    " to Neutral",
    "weight\n",
    "erform\n",
    " coverage",
    " Coverage",
    " Rating",
    " Buy ",
    " Hold ",
    " Sell ",
    " Neutral ",
    "weight ",
    "Weight ",
    "erform ",
    "评级",
    "目标价",
    "研报",
    "看好",
    "估值",
    "首选",
    "首選",
    "評級",
    "目標價",
    "acting as ",
    "acted as ",
    "serving as ",
    "served as ",
    "serves as ",
    "act as ",
    "serve as ",
    "营业部",
    "承销商",
    "保荐",
    "质押",
    "质权人",
    "财务顾问",
)
"""A text without these has no rater, and none who serves."""
_WORD = r" [^\s.,;:!?()]{1,14}"
_RATED_BY = lazy(
    r"\b(?:(?:[Uu]p|[Dd]own)graded?|[Rr]ating|[Cc]overage|[Pp]rice [Tt]arget)"
    rf"(?:{_WORD}){{0,4}} (?:[Aa]t|[Bb]y|[Ff]rom) $"
    r"|\b[Aa]nalysts? (?:at|with|from) $"
    r"|\b(?:[Tt]o|[Ww]ith|[Aa]s)(?: an?)? (?:Strong )?(?:Buy|Hold|Sell|Neutral|(?:Over|Under|Equal[- ])[Ww]eight"
    r"|(?:(?:Market|Sector) )?(?:Out|Under)?[Pp]erform)(?: [Rr]ating)? (?:at|by|from) $"
)
_SERVED_BY = lazy(
    r"(?:[买卖]方(?:营业部|席位)|(?:主承销商|保荐机构|保荐人|财务顾问|质权人)(?:[（(][^（()）]{1,12}[)）])?)"
    r"\s?(?:均?为|是|[:：])\s?$|质押(?:股份|股票)?给$"
)
"""In front of a broker or bank: a seat at the exchange, an underwriter, who holds a pledge."""
_BEFORE_GRADE = lazy(r"\b(?:[Oo]n|[Aa]fter|[Ff]ollowing|[Bb]y|[Aa]mid|[Dd]espite)(?: an?| the)? $")
_GRADE = lazy(r"(?: Securities)?(?:['’]s?)? (?:[Dd]ouble )?(?:[Uu]p|[Dd]own)grades?\b")
_GRADES = (
    r"(?:[Ss]trong )?(?:[Bb]uy|[Hh]old|[Ss]ell|[Nn]eutral|(?:[Oo]ver|[Uu]nder|[Ee]qual[- ]?)[Ww]eight|[Jj]unk"
    r"|(?:(?:[Mm]arket|[Ss]ector|[Pp]eer)[- ]?)?(?:[Oo]ut|[Uu]nder)?[Pp]erform)"
)
_MOVES = (
    "(?:[Dd]ouble[- ])?(?:[Uu]pgrades|[Dd]owngrades|[Rr]aises|[Ll]ifts|[Hh]ikes|[Bb]oosts|[Uu]ps|[Cc]uts|[Ll]owers"
    "|[Tt]rims|[Ss]lashes|[Rr]eiterates|[Rr]eaffirms|[Mm]aintains|[Kk]eeps|[Ss]ets|[Ss]tarts|[Rr]esumes|[Rr]ates)"
)
_RATES = lazy(
    rf" (?:{_MOVES}(?:{_WORD}){{1,6}}? (?:(?:[Tt]o|[Aa]t|[Aa]s)(?: an?)? {_GRADES}"
    r"(?=\W*(?:\Z|\n|[,.;:(–—]| (?:from|From|on|On|after|After|with|With|amid|Amid|and|And|citing|Citing)\b))"
    r"|[Pp]rice [Tt]arget|[Tt]arget [Pp]rice)"
    rf"|(?:{_MOVES} |[Ii]nitiates |[Aa]ssumes )(?:{_WORD[1:]} ){{0,4}}?(?:{_GRADES} [Rr]ating|[Pp]rice [Tt]arget)"
    rf"|(?:[Ii]nitiates|[Aa]ssumes|[Ss]tarts|[Rr]esumes|[Bb]egins)(?:{_WORD}){{0,4}}? [Cc]overage)\b"
)
"""Behind a house that moves the grade or the price target of somebody: `cuts Tesla to neutral`, `raises Tesla price
target`, `initiates coverage of Tesla`; not `cuts jobs`."""
_ANALYSTS = lazy(r"(?: Securities)?(?:['’]s?)? analysts?\b")
_HOUSES = lazy(
    r"(?:Morgan Stanley|J\.?P\.? ?Morgan|Goldman|Jefferies|Citi(?:group|bank)?|UBS|Barclays|HSBC|Wells Fargo|BofA"
    r"|Bank of America|Merrill|Deutsche Bank|Credit Suisse|BNP|Soci[eé]t[eé]|Nomura|Daiwa|Mizuho|Macquarie|CLSA|CICC"
    r"|DBS|BMO|RBC|TD |Truist"
    r"|Royal Bank of Canada|Scotiabank|Raymond James|Stifel|Cowen|Oppenheimer|Piper|KeyBanc|Evercore|Bernstein|Wedbush"
    r"|Needham|Rosenblatt|Baird|Susquehanna|Loop Capital|Roth|Canaccord|Moody|Fitch|Morningstar|Gartner|IDC|Forrester"
    r"|S&P|Guggenheim|Lehman|BTIG|Cantor|(?:H\.?C\.? )?Wainwright)\b"
)
"""Only of these, by the words that their names begin with (Citi, no Citizens), `… analysts` and `after … downgrade`
tell that they rate: others have analysts who follow them."""
_SERVICE = (
    "[Uu]nderwrit|[Bb]ook-?running|[Bb]ookrunner|[Pp]lacement [Aa]gent|[Cc]ounsel|[Aa]dvis[eo]r|[Aa]rranger|[Aa]uditor"
)
_SERVES = lazy(
    r"(?:,? (?:Inc|LLC|L\.L\.C|LLP|Ltd|Limited|L\.?P|PLC|plc|N\.A|Corp|GmbH)\b\.?,?)?(?: \([^()\n]{1,40}\))?"
    r"(?:,? and(?: (?:[A-Z0-9&][^\s;]{0,20}|and|of|the)){1,8}?)?"
    r" (?:(?:is|are|was|were|will) )?(?:acting|acts?|acted|serving|serves?|served) as "
    rf"[^.\n]{{0,80}}?(?:{_SERVICE})"
)
"""Behind who serves others in an offering, a merger or a credit."""
_CHINESE_HOUSES = lazy(
    r"[\u4e00-\u9fff]{0,8}(?:证券|證券)|(?:交银|招银|建银|中银|农银|工银|浦银|海通|国泰君安)国际"
    r"|中金(?:公司)?|大摩|小摩|摩根士丹利|摩根大通|摩通|高盛|瑞[银銀信]|花旗|美[银銀]|[汇匯滙]丰|匯豐|滙豐|野村|麦格理|麥格理|里昂|大和|杰富瑞|傑富瑞"
    r"|富瑞|星展|德[银銀]|法巴|巴克莱|巴克萊|华泰|国泰君安|国君|申万宏源|中信建投|海通|光大|联昌|建[银銀]|招[银銀]|交[银銀]|晨星|标普|穆迪|惠誉"
    r"|瑞士信[贷貸]|瑞士[银銀]行|德意志[银銀]行|法[国國]巴黎[银銀]行|法[国國][兴興][业業][银銀]行|美[国國][银銀]行|富[国國][银銀]行|加拿大皇家[银銀]行|蒙特利[尔爾][银銀]行"
    r"|丰业[银銀]行|桑坦德|三菱日联|瑞穗|渣打|伯恩斯坦|派杰"
)
_BLANK = "(?!(?<=[\u4e00-\u9fff]) [\u4e00-\u9fff]) "
"""One beside a Latin word; between Chinese characters a blank parts two clauses of a title."""
_NOTE = lazy(
    r"(?:\s?[:：]\s?)?(?:首次)?(?:[维維]持|重申|[上下][调調]|[给給]予|首予|[将將把对對])"
    rf"(?:[^，。、：；！？,:;!?\s]|{_BLANK}){{2,30}}?(?:目[标標][价價]|评级|評級)|料(?!理)"
    r"|\s?[:：]\s?(?:首次覆盖|首次覆蓋|[维維]持|重申|[上下][调調]|[调調][高低升降]|[给給]予|首予|予|[升降]|看好|推[荐薦]|料|[预預][计計期]"
    r"|[^，。、：；！？,:;!?\s]{0,12}?首[选選])"
)
"""Behind a house, as notes are headed and told: `高盛上调美团目标价`, `高盛：将美团评级下调`,
`大摩将阿里目标价由…下调`, `高盛料…`, `花旗：车股首选…`."""
_REPORT = lazy(
    r"(?:\s?[0-9]{1,2}月[0-9]{1,2}日)?[^，。、：；,:;\s]{0,6}?(?:研究?[报報]告?|[报報]告)(?:[^，。、：；,:;\s]{0,4}?)(?:[称稱指]|[认認][为為]|表示)"
)
"""`中金发布研报称`, `大摩发表报告指`, `国泰君安证券07月20日发布研报称`."""
_AROUND = 80
"""Characters in front that the longest of these takes."""


def raters(companies: Mapping[str, Iterable[Reason]], texts: Mapping[ZoneName, str]) -> frozenset[str]:
    """The companies of an article, by key, that are there to rate others; nobody is where no other one that counts
    stands in the title, the lead or the head.

    `companies` gives each one's reasons, `texts` are the zones' by name.
    """
    if len(companies) == 1 or not _is_talked_of("\n".join(texts.values())):
        return frozenset()
    found = frozenset(key for key, reasons in companies.items() if _only_rates(reasons, texts))
    rated = (one for key, reasons in companies.items() if key not in found for one in reasons)
    return found if found and any(one.tier == "head" or one.zone in ("title", "lead") for one in rated) else frozenset()


def _is_talked_of(text: str) -> bool:
    """Whether a text may have a rater: cheap, for all articles that have none."""
    return any(map(text.__contains__, _TALK))


def _only_rates(reasons: Iterable[Reason], texts: Mapping[ZoneName, str]) -> bool:
    """Whether a company rates somewhere, and is there for nothing else: not in the head, nowhere else in the title,
    and, where the title does not tell that it rates, not in the first place where the lead has it."""
    places = sorted((one for one in reasons if one.start >= 0), key=lambda one: one.start)
    rates = {one: _rates(texts.get(one.zone, ""), one) for one in places}
    title = [rates[one] for one in places if one.zone == "title"]
    lead = [rates[one] for one in places if one.zone == "lead"]
    own = any(one.tier == "head" for one in reasons) or not all(title) or (lead and not title and not lead[0])
    return not own and any(rates.values())


def _rates(text: str, one: Reason) -> bool:
    start, end = one.start, one.start + len(one.text)
    before = text[max(0, start - _AROUND) : start]
    if _RATED_BY.search(before) or _SERVED_BY.search(before) or _SERVES.match(text, end):
        return True
    if _CHINESE_HOUSES.fullmatch(one.text) and (_NOTE.match(text, end) or _REPORT.match(text, end)):
        return True
    graded = _GRADE.match(text, end) and _BEFORE_GRADE.search(before)
    rates = graded or _ANALYSTS.match(text, end) or _RATES.match(text, end)
    return bool(rates) and bool(_HOUSES.match(one.text))
