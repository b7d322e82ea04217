"""Words that name where a text comes from, or where a share is listed: a company among them does nothing there.

`据新华网报道`, `来源：东方财富`, `NYSE: BABA`, `polled by Thomson Reuters`: media, exchanges and houses of data are
companies, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from feedsvc.companies.measures import MEASURES
from feedsvc.companies.scanning import beginning, matches
from feedsvc.companies.sharing import offered
from feedsvc.companies.venues import told
from feedsvc.patterns import lazy

_HOUSE = r"(?:Thomson Reuters|Refinitiv|LSEG|Bloomberg|FactSet|StarMine|Morningstar|Gartner|IDC|Nielsen)\b"
"""Whose figures the news measures by."""
_FIGURES = r"(?:I/B/E/S|[Dd]ata|[Ee]stimates|poll|survey|StarMine|Datastream)\b"
_ON_BOURSE = (
    "|".join(
        rf"(?<=\b{words} Singapore Exchange)"
        for words in ("on the", "to the", "filed with the", "filing with the", "listed at the", "on", "filing to")
    )
    + r"(?=[,.;)\n]|\Z| (?:on|and|as|after|in|since|under|[Mm]ainboard|at|by|from|where|that|last|this)\b)"
)
"""In front of Singapore's exchange where something is listed or filed there: not `a stake in Singapore Exchange`."""
_BOURSES = r"(?:NYSE|Nasdaq)(?:,| and|, and| or|) (?:the )?Amex\b|\bAmex(?:,| and|, and| or) (?:the )?Nasdaq"
_TIMES = (
    r"New York Times(?:(?<=or The New York Times)(?=\s{0,2}(?:\n|\Z))"
    r"|(?<=old the New York Times)|(?<=old The New York Times)|(?<=ccording to the New York Times)"
    r"|(?<=ccording to The New York Times)|(?= (?:first |previously |also |has |had )?report(?:ed|s)"
    r"(?:[,.]| (?:that|earlier|last|this|in|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)))"
)
"""Who reported, or was told: of the paper's own reports `New York Times reported a profit` is none."""
_CREDIT = r"\((?:[A-Z][a-z]+ )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) (?:and [a-z]+ )?[Bb]y [^\n()]{0,600}\)"

_PUBLISHES = (
    r"(?:资本|证券|研究[院所部]|咨询|基金|投行|智库|红杉|高盛|大摩|小摩|摩根士丹利|摩根大通|瑞银|花旗|美银|麦肯锡|中金"
    r"|中金公司|贝恩|波士顿|埃森哲|普华永道|毕马威|安永|德勤)"
)
"""Houses that give out studies; others' names before a colon are what is told of (`《华为：冬天》`)."""
_OWN = r"关于|[^《》\n]{0,60}(?:[年季]报|[年季]度报告|公告|说明书|意见书?|预案|议案|通知)(?:\([^()\n]{1,9}\))?》"
"""What a listed company announces of itself, behind its name: `《中信证券：2024年年度报告》`."""

_ALL_RIGHTS = r"(?:著作|版)权所有(?![权者人方的])(?:[^\n。;,]|,(?=未经|未得|转载)){0,40}"
"""`版权所有`, and no `版权所有者` or `版权所有的`; behind a comma only who must be asked (`版权所有，未经…授权`)."""
_CLAIM = (
    r"[:,]? ?(?:©|\([Cc]\)|(?:19|20)\d\d\b|by\b)"
    r"|(?: [A-Z][\w.,&'-]{0,30}){1,5} (?:19|20)\d\d\b|[^\n]{0,60}[Aa]ll [Rr]ights"
)
"""Behind `Copyright` these say whose it is; others tell of a suit, or of the Copyright Office."""

_BOURSE = (
    r"(?:香港)?联交所|[港上深北纽新伦东德]交所|香港交易所"
    r"|(?:上海|深圳|北京|纽约|伦敦|新加坡|东京|香港)(?:联合|证券){1,2}交易所|新加坡交易所|(?:美国)?洲际交易所"
)
_NO_ACTOR = r"(?!看来|眼中|的?(?:努力|推动|支持|带动|领导|监管))"
_TOLD = r"(?:最新)?(?:的)?(?:信息|数据|资料|文件|公告|消息|披露|权益|官网|网站)"
_FILED = r"披露易|(?:最新)?(?:信息|数据|资料|文件|公告|权益披露|官网|网站)(?:显示|披露)"
"""What is filed with an exchange: `港交所文件显示`; `港交所披露年报` is its own."""
_AT_BOURSE = beginning(
    "在于据香联港上深北纽新伦东德美洲",
    rf"[在于](?:{_BOURSE}){_NO_ACTOR}|据(?:{_BOURSE})(?=(?:\(\d{{1,5}}\))?{_TOLD})|(?:{_BOURSE})(?={_FILED})",
)
"""Where something is listed, told or filed: `在上交所上市`, `据港交所信息`, `港交所文件显示`."""
_OF_ANOTHER = r"(?![^,。;\n]{0,10}(?:推出|发行|上[市线调]|下调|将|称|宣布|拟|旗下|表示))[\u4e00-\u9fffA-Za-z0-9]{0,10}?"
"""What is traded or measured under a house's name, and is not told of it: `巴克莱美国可转债ETF跌`."""
_OFFICE = r"(?:有限)?(?:责任)?(?:公司)?(?:上海|深圳|北京)分公司"
"""Of the registrar of shares, where every announcement's shares are kept."""


_NETWORKS = (
    r"(?:[\u4e00-\u9fff]{0,2}微博|微信|朋友圈|QQ(?:空间|好友)?|人人网?|豆瓣|开心网|百度贴吧"
    r"|Facebook|脸书|Twitter|推特|领英|LinkedIn)"
)
_SHARED = rf"到(?<=[转分][播享发贴]到)(?:\s?:?\s?[、,/|和与及或]?\s?{_NETWORKS})+"
"""What a page offers below its text, or tells its readers to do: `转播到腾讯微博`, `分享到：新浪微博 人人网`."""

_SITES = (
    r"(?:哔哩哔哩|腾讯(?:网|新闻|视频)|新浪(?:网|财经|新闻|科技|微博)|搜狐(?:网|视频)?|网易(?:新闻|订阅|云音乐)?|凤凰(?:网|财经)"
    r"|百度(?:百科|知道|文库|经验)|知乎|爱奇艺|优酷|36氪|虎嗅网?)"
)
_PAGE_TITLE = rf"_(?<=[^\s_]_){_SITES}(?:_[^\s_]{{1,12}}){{0,2}}(?: \(゜-゜\)[^\n]{{0,16}}|(?=[\n)\]”\"》]|\Z))"
"""The site at the end of a page's title, which who links to the page takes with it: `…_哔哩哔哩_bilibili`."""

_EMBEDDED = r"(?:Google YouTube|Twitter|Facebook|Instagram|TikTok)"
"""Of whom a page asks its reader whether their films and posts may be shown, as the BBC's do."""
_PICTURES = r"(?:Getty|Corbis|Alamy|AFP|Reuters|Shutterstock|Bettmann)\b"
"""Whose pictures papers show, and name behind their owner's: `Credit: Found Image Holdings/Corbis/Getty Images`."""
_LINKED = r"(?:X|Twitter|Facebook|Instagram|LinkedIn|YouTube|TikTok|Threads|Pinterest)"


_REUTERS = r"\(\s?[A-Z]{1,5}[a-z]?\.[A-Z]{1,2}\s?\)"
"""A code as agencies write it, `(BYD.N)`, is told of in codes.py: who is called as its letters is another company."""


_SENTENCE = r"(?:(?<=[.!?] )|(?<=\n)|\A)"
_TO_ITS_END = r"[^\n]{0,300}?(?:\.(?= [A-Z\n]|\n|\Z)|(?=\n)|\Z)"
_MARKS = (
    rf"{_SENTENCE}[^.\n]{{0,300}}?\b(?:is|are) (?:[a-z]{{1,12}} ){{0,4}}(?:trade|service) ?marks?"
    rf"(?: (?:and|or)(?: [a-z]{{1,12}}){{1,3}})? of {_TO_ITS_END}"
)
"""Whose a trademark is, as releases say at their end; a suit over one is told otherwise."""
_HOLDINGS = (
    rf"(?:Motley Fool (?:has|owns|holds|recommends)\b"
    rf"|{_SENTENCE}[^.\n]{{0,80}}? (?:has|have|owns?) (?:no |long |short )?positions? in ){_TO_ITS_END}"
)
"""What one who gives advice on shares owns himself, as the Motley Fool's authors have it below each article."""


def _behind(word: str, verbs: str) -> str:
    """A pattern for a place behind one of these verbs and a word; behind that, for a pattern that begins with
    characters is found the fastest."""
    return "|".join(f"(?<={verb} {word} )" for verb in verbs.split())


def _rows(*rows: tuple[str, str, str]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((mark, needle, lazy(pattern)) for mark, needle, pattern in rows)


_PUBLISHED = _rows(
    ("k", "rademark", _MARKS),
    ("商", "商标", r"(?:(?<=[\n。;])|\A)[^\n。;]{0,80}?(?:是|为)[^\n。;,]{1,30}的(?:注册)?商标(?=[。;,\n]|\Z)"),
    ("F", "FINRA", rf"{_SENTENCE}Securities (?:[a-z]+ ){{0,4}}offered (?:by|through) [^\n]{{0,120}}?FINRA"),
    ("道", "报道", r"据(?<![证数收占票]据)[^,。;\n]{1,30}?报道"),
    ("导", "报导", r"据(?<![证数收占票]据)[^,。;\n]{1,30}?报导"),
    ("源", "来源:", r"来源:(?<!\w来源:)[^\n)。;]{0,40}"),
    ("于", "来源于", r"文章来源于[^\n,。]{1,30}"),
    ("©", "©", r"©[^\n]{0,80}"),
    ("C", "Copyright", rf"Copyright(?={_CLAIM})[^\n]{{0,80}}"),
    ("权", "权所有", rf"(?:(?<=[\n。;, ])|\A)[^\n。;,]{{0,40}}{_ALL_RIGHTS}"),
    ("D", "Distributed by:", r"(?:(?<=\n)|\A)Distributed by: ?[^\n]{0,60}"),
    ("C", "Credit:", rf"Credit: ?(?=[^\n.;]{{0,60}}{_PICTURES})[^\n.;]{{0,60}}"),
    ("属", "属于", r"本[网站刊报][^\n。;]{0,40}属于[^\n。;,]{2,40}所有"),
)
"""Words that name who publishes a text, or has the rights: not even a legal name in them is a company of the article.
Behind another word `来源:` may tell anything (`资金来源：`)."""
_CITED = (
    *_PUBLISHED,
    *_rows(
        ("自", "自", r"自(?<=整理自|编译自)[^\n,。;]{1,60}"),
        ("源", "来源:", r"来源:(?<=\w来源:)[^\n)。;]{0,40}"),
        ("源", "数据源:", r"数据源:[^\n)。;]{0,40}"),
        ("到", "到", _SHARED),
        ("_", "_", _PAGE_TITLE),
        ("查", "最新调查", r"[A-Za-z][A-Za-z&. ]{1,30}最新调查[:,]"),
        ("《", "《", rf"《[^《》\n:。]{{0,16}}{_PUBLISHES}:(?!{_OWN})(?=[^《》\n]{{1,60}}》)"),
        ("编", "编辑", r"编辑\s?[:/|]\s?[^\n)。]{0,20}"),
        ("责", "责编", r"责编\s?[:/|]\s?[^\n)。]{0,20}"),
        ("校", "校对:", r"校对:[^\n)。]{0,20}"),
        ("众", "公众号", r"公众号\s?[:“\"]?[^\n,。)]{0,20}"),
        ("F", "Follow us", r"Follow us on [^\n.]{0,120}"),
        ("G", "Google", r"Google (?:News|新闻)\s?(?:追踪|关注|订阅)|Google as an? [Pp]referred"),
        ("o", "ource on Google", r"ource on Google\b"),
        ("I", "Image source", r"Image source[,:]? ?[^\n.;]{0,40}"),
        ("像", "像来源", r"像来源[,:]?[^\n。;]{0,40}"),
        ("片", "片来源,", r"片来源,[^\n。;]{0,40}"),
        ("允", "允许", rf"允许{_EMBEDDED}内容"),
        ("此", "此文包含", rf"此文包含{_EMBEDDED}提供的内容"),
        ("小", "小甜饼政策", rf"{_EMBEDDED}小甜饼政策"),
        ("A", "Allow ", rf"Allow {_EMBEDDED} content\?"),
        ("c", "content provided by ", rf"content provided by {_EMBEDDED}\b"),
        ("|", "|", rf"\b{_LINKED}(?:\s?\|\s?{_LINKED}\b){{1,9}}"),
        ("记", "记者:", r"记者:(?![^\n]{1,200}\?)[^\n)。]{0,20}"),
        (":", "://", r"://(?:[A-Za-z0-9._~/#@$&'*+=%-]|[?:](?=[a-z0-9_])){1,2000}"),
        ("版", "频版", r"(?:(?<=\n)|\A)[音视]频版\s?:[^\n,。;]{0,60}"),
        ("F", "Motley Fool", _HOLDINGS),
        ("A", "CAPTCHA", r"reCAPTCHA and [^\n.]{0,80}"),
        ("P", "Powered by ", r"Powered by [A-Z][\w.]{1,20}(?:(?:,| and) [A-Z][\w.]{1,20}){0,2}(?=\.?(?:\n|\Z| [A-Z]))"),
        ("e", "mage credit", r"[Ii]mage credits?:? ?[^\n.;]{0,60}"),
        ("g", "ccording to ", rf"ccording to (?:[a-z]+ ){{0,4}}{_HOUSE}"),
        ("y", "ed by ", rf"by (?:{_behind('by', 'polled surveyed compiled tracked measured')}){_HOUSE}"),
        (
            "m",
            " from ",
            rf"from (?:{_behind('from', 'data Data estimates Estimates figures Figures forecasts')}){_HOUSE}",
        ),
        ("Y", "New York Times", _TIMES),
        ("路", "益普索", r"路透社?[/与和及、]益普索(?:\(Ipsos\))?"),
        ("R", "Reuters/Ipsos", r"Reuters/Ipsos"),
        ("R", "Thomson Reuters ", rf"Thomson Reuters {_FIGURES}"),
        ("S", "Exchange Securities Trading", r"Singapore Exchange Securities Trading Limited"),
        ("S", " Singapore Exchange", rf"Singapore Exchange(?:{_ON_BOURSE})"),
        ("x", "ndex", r"(?:Thomson Reuters|Amex|AMEX|CBOE|Cboe)(?:/\w{1,20})?(?: [A-Za-z]{1,20}){0,4} [Ii]ndex\b"),
        ("x", "mex", _BOURSES),
        ("(", "ing ", _CREDIT),
        ("(", "ompiled ", r"\([Cc]ompiled [Bb]y [^\n()]{0,600}\)"),
        (")", ")", r"\((?<=[。!?”]\()[^\n()]{2,20}\)(?=\n|\Z)"),
        ("(", ".", _REUTERS),
        ("概", "概不负责", rf"(?:{_BOURSE}|香港交易及结算所)(?=[^。\n]{{0,120}}?对于?本[^。\n]{{1,24}}概不负责)"),
        ("洲", "洲际交易所", rf"洲际交易所{_OF_ANOTHER}期货"),
        ("纳", "纳斯达克", rf"[在于](?:美国)?纳斯达克{_NO_ACTOR}"),
        ("巴", "巴克莱", rf"巴克莱{_OF_ANOTHER}(?:ETF|指数)"),
        ("结", "结算", rf"[在于向由经]中国(?:证券登记)?结算|中国(?:证券登记)?结算{_OFFICE}"),
        *MEASURES,
    ),
)
"""Words that name where a text comes from: `据…报道`, `FactSet 最新调查：`, `来源：…`, who wrote what is quoted
(`《红杉资本：2026…》`), editors, a last bracket `…。（证券时报网）`; whose it is; where it can be heard and seen;
addresses; whose figures are told, `according to Thomson Reuters data`, and what indices are called; who a text is
signed by, `(Reporting by …)`. A text without the words in front has nothing of the pattern; one character is found
thirty times as fast as two."""

_VENUE = lazy(r":(?:[A-Z]{2,5}(?![\w.&-])|\s?(?=[A-Z0-9])(?:[A-Z]{2,5}(?=\s?[)\]|;]))?)")
"""With the ticker behind it, where it is one: `NYSE:BYD`, `(NYSE: BYD)`, but not `NYSE: TSMC rose`."""
_VENUES = (
    "HKEX", "HKEx", "SEHK", "NASDAQ", "Nasdaq", "NYSE", "AMEX", "LSE", "SSE", "SZSE",
    "Amex", "Cboe", "CBOE", "Cboe CA", "Cboe Canada",
    "SGX", "TSX", "ASX", "TSE", "Euronext", "Singapore Exchange",
    "港交所", "上交所", "深交所", "北交所", "纽交所", "联交所", "纳斯达克", "新交所", "伦交所", "东交所", "德交所",
    "香港交易所", "新加坡交易所", "德国交易所",
)  # fmt: skip
"""In front of a colon and a code these say where a share is listed: `HKEX: 9988`."""


def citations(text: str) -> list[tuple[int, int]]:
    """The spans of cited words in a folded text, sorted and apart; linear in its length."""
    return _apart(sorted([*_spans(text, _CITED), *_bourses(text), *_venues(text), *offered(text)]))


def publishers(text: str) -> list[tuple[int, int]]:
    """The spans of those cited words alone that name who publishes a text or has the rights: `© 2024 甲乙有限公司`."""
    return _apart(_spans(text, _PUBLISHED))


def _spans(text: str, patterns: tuple[tuple[str, str, re.Pattern[str]], ...]) -> list[tuple[int, int]]:
    return sorted(
        match.span()
        for mark, needle, pattern in patterns
        if mark in text and needle in text
        for match in pattern.finditer(text)
    )


def _bourses(text: str) -> Iterator[tuple[int, int]]:
    if "交所" in text or "交易所" in text:
        for match in matches(_AT_BOURSE, text):
            yield match.span("whole")


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans, which are sorted, with those that touch or overlap made one."""
    apart: list[tuple[int, int]] = []
    for first, last in spans:
        if apart and first <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(last, apart[-1][1]))
        else:
            apart.append((first, last))
    return apart


def within(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether a place is in one of the spans, which are sorted and apart."""
    before = bisect_right(spans, at, key=itemgetter(0))
    return before > 0 and at < spans[before - 1][1]


def _venues(text: str) -> Iterator[tuple[int, int]]:
    for one in told(text):
        yield one.start, max(one.end, one.start + len(one.venue))
    for colon in _VENUE.finditer(text):
        end = colon.start() - text.endswith(" ", 0, colon.start())
        venue = next((name for name in _VENUES if text.endswith(name, 0, end)), None)
        if venue:
            yield end - len(venue), colon.end()
