"""What the words around a name tell: that somebody acts under it, or that it only stands by.

`苹果宣布`, `苹果股价`, `维持对苹果的“增持”评级`, `车企吉利`, `Target said`: only companies have shares, boards and
ratings, so that an ambiguous name counts there; so it does where a flash begins with it: `寒武纪公告，`, `网易跌近6%`,
`中国石油发布半年报`, `黑牡丹：控股股东拟减持`. `在推特上`, `通过微博发文`: a platform that is used is no actor; nor is
who somebody is compared with (`the Uber of pets`) or has left (`a former Google engineer`), or is called (`Matt
Roche`).
"""

from __future__ import annotations

from feedsvc.companies.abridged import TREATED
from feedsvc.companies.careers import is_former
from feedsvc.companies.folding import QUOTE
from feedsvc.companies.moves import has_moved
from feedsvc.companies.naming import is_theme
from feedsvc.companies.persons import is_surname
from feedsvc.companies.places import WORLD
from feedsvc.patterns import lazy

_AROUND = 14
"""Characters in front, and twice as many behind, that are looked at: the longest of the phrases below."""
_WHEN = (
    r"(?:今[日天晨]|昨[日天晚]|日前|近日|周[一二三四五六日天]|当地时间|\d{1,2}月\d{1,2}日|"
    r"上午|下午|晚间?|随后|已|也|还|则|在|于|正式|率先|首次|此前|早已|早前|最新){0,3}"
)
_ACTS = lazy(
    rf"\s?(?:方面|的|官方(?:微博|网站|消息)?|官微)?\s?{_WHEN}\s?(?:"
    r"宣布|官宣|发布公告|发布声明|发公告|公告称|回应称|起诉|被诉|提起诉讼|裁员|(?<!的)任命|"
    r"股价|市值|财报|营收|净利|第[一二三四]财季|(?:控股|第[一二三]大|主要|[大小原])?股东|董事会|董事长|CEO|CFO|COO|首席|总裁|副总裁|创始人|联合创始人|高管|发言人|总部位于|"
    r"[“\"]?(?:买入|增持|减持|中性|跑赢|优于大市|持有)[”\"]?评级|目标价)"
    r"|\s?:\s?(?:维持|上调|下调|予|给予|首予|重申|升|降|料|预计|预期|看好|看淡|首次覆盖|调高|调低|拟|公司)"
    r"|\s?(?:官方|官微)(?:消息|宣布|发文|公告|回应|表示|称)| ?(?:中国|全球|美国|英国|日本)?官网"
    r"|\s?(?:方面)?\s?(?:对此)?(?:尚未|暂未|仍未|并未|没有立即|未立即|未予|拒绝|不予)(?:对此|就此|就[^,。;\s]{2,12}?)?(?:作出|做出|进行)?(?:回应|置评)"
    r"|\s?方面(?:也|则|随后|对此|向[^,。;\s]{2,12}?)?\s?(?:表示|称|回应|透露|指出|告诉|解释|否认|证实)"
    r"|\s(?:(?:has |had |also |later )?(?:said|says|announced|reported|declined|confirmed|confirms|sued|"
    r"unveiled|laid off|launched (?:an?|its|the|new)|acquired (?:an?|its|the)|agreed to (?:buy|acquire|sell|pay)|"
    r"plans to (?:buy|sell|hire|cut|launch|invest)|cut (?:staff|jobs|prices|costs))"
    r"|shares|share price|stock|CEO|spokes(?:man|woman|person))\b"
    r"|(?:'|’)s (?:shares|stock|CEO|CFO|chief|board|revenue|earnings)\b"
)
_MAKES = lazy(
    rf"\s?{_WHEN}\s?(?:将|刚刚?|正|拟|计划|考虑|准备|有望|即将|或)?"
    r"(?:推出|出售(?![给价量商时])|入股|合并|聘请|公布|披露|并购|洽谈(?!会)|发布(?!会|[量数日时者后前])|收购(?![价站商量季])|"
    r"开源(?!的|项目|社区|平台|软件|代码|证券|节流)|(?:大幅)?[上下]调)"
)
_MADE = lazy(rf"\s?{_WHEN}\s?(?:推出|开源|收购|并购)了")
"""What things and places do as well (`苹果收购均价`, `长安发布预警`): of a Chinese name only what is done counts."""
_FEW = r"[^,。;:、\s]"
_SHARE = r"\s?(?:在[^,。;:、\s]{2,10})?以\s?\d{1,2}(?:\.\d{1,2})?%的(?:市场|出货|全球|市占)?(?:份额|占有率|市占率)"
_RESULTS = (
    r"(?:(?:20)?\d\d年?)?(?:前三季度|[上下]半年|第?[一二三四]季度|全年|[一三]季报|半年报|年报|中报|年度?)"
    rf"{_FEW}{{0,8}}?(?:营收|营业收入|净利|净亏|归母|扣非|业绩)"
)
_PEOPLE = "老百姓"
"""They are sued, earn and lose as well (`老百姓上半年亏损惨重`), but have no revenue."""
_AMOUNT = r"(?:[超近逾达约]{0,2}\s?(?:\d[\d.]{0,6}[%倍]|(?:\d{1,2}|[一两二三四五六七八九半])成(?!功|本|立|员)))"
_RESULTS_IN_HONG_KONG = (
    rf"(?:料|预[料计期]|截至{_FEW}{{2,12}},)?(?:[上本]季|第[一二三四1-4]季度?){_FEW}{{0,14}}?(?:收入|经营盈利)"
    rf"|(?:料|预[料计期]|截至{_FEW}{{2,12}},)?(?:(?:[上去今本]财?年度?)?"
    r"(?:[上首末]季|首[二三九23459]{1,2}(?:季|个月)|第[一二三四1-4]季度?|[上下]半年度?|中期|末期|全年度?|半年)|去年度?)"
    rf"{_FEW}{{0,4}}?(?:(?:盈利|纯利|溢利|亏损)(?!能力|模式)|[多少][赚亏]\s?{_AMOUNT}|派息)"
    r"|发(?:出)?(?:盈[警喜]|盈利(?:警告|预警|预喜))|派(?:发)?(?:中期|末期|特别)?息\s?\d"
)
"""`大家乐中期盈利大跌`, `迪士尼去年度多赚近1.5倍`, `发盈警`."""
_LISTED = (
    rf"(?<!交所)\s?{_WHEN}(?:早间|午间|盘后)?公告(?:[,:]|显示|披露)"
    rf"|\s?{_WHEN}(?:发布|披露|公布|交出|发)了?{_FEW}{{0,8}}?(?:半年报|年报|季报|中报|财报|业绩(?:预告|快报|报告))"
    rf"|\s?{_WHEN}拟{_FEW}{{0,14}}?(?:回购|定增|[减增]持|增发|配股|分拆|派[息现]|可转债)"
    rf"|\s?{_WHEN}(?:公布|建议|拟){_FEW}{{0,6}}?(?:供股|配股|先旧后新|私有化|合股|拆股)"
    rf"|\s?{_WHEN}(?:发布|披露|公布){_FEW}{{0,8}}?(?:权益分派|利润分配|股东大会){_FEW}{{0,6}}?公告"
    rf"|:\s?(?:控股股东|实控人|实际控制人"
    rf"|{_FEW}{{0,6}}股东{_FEW}{{0,10}}?(?:拟|计划|已|累计|合计|被动){_FEW}{{0,6}}?[减增]持"
    rf"|(?:20\d\d年)?(?:年度|半年度|中期)(?:权益分派|利润分配|分红))"
)
_DISCLOSES = lazy(
    rf"{_SHARE}|{_LISTED}"
    rf"|\s?{_WHEN}拟{_FEW}{{0,14}}?(?:[收并]购|重组)"
    rf"|\s?{_WHEN}(?:预|再度?|成功)?中标(?![率价人候者机])"
    rf"|:\s?(?:(?:全资|控股|下属)?子公司|中标|出售|签[订署]|以[\d.]{{1,8}}[万亿]元"
    rf"|收到{_FEW}{{0,20}}?(?:函|通知书|批复)|与{_FEW}{{2,20}}?签[订署])"
)
"""What listed companies announce, where a sentence begins with the name. An exchange's notices are about others."""
_SESSION = (
    r"(?:放量|缩量|早盘|午后|盘中|尾[盘市段]|盘[初前后]|[开午收]盘|[开收]市|[早初]段|[全半]日|竞价|港股|美股"
    r"|直线|快速|一度|再度|曾|最多){0,2}"
)
_MOVES = lazy(
    rf"\s?{_WHEN}{_SESSION}(?:(?:触及|封)?[涨跌]停(?![潮股家]|板块)|封板"
    rf"|(?:[高低]开|[大暴收小微猛狂]?[涨跌]幅?|[大劲急倒逆收猛狂]?(?:飙?升|[挫飙]))(?:扩大至|收窄至)?{_AMOUNT})"
    rf"|:?\s?{_RESULTS}|(?<!{_PEOPLE}):?\s?(?:{_RESULTS_IN_HONG_KONG})"
    rf"|:\s?(?:{_FEW}{{2,24}}?拟(?:合计|被动)?[减增]持|因?涉嫌{_FEW}{{0,16}}?违[法规]"
    rf"|{_FEW}{{2,24}}?(?<![市家些子母])公司[\d.]{{0,5}}%?股[份权]"
    rf"|{_FEW}{{0,24}}?(?:获得?|取得){_FEW}{{0,16}}?(?:注册证|批件|批准通知书|准入资格))"
    rf"|\s?(?:\d{{1,2}}月|本月|上月|[一二三四]季度)(?:份|共|累计|合计|向{_FEW}{{2,8}}?)?交付(?![日期地])"
)
_DEALT = lazy(
    rf"\s?{_WHEN}获得?{_FEW}{{0,16}}?(?:收购要约|要约收购|私有化要约|[A-F]\+?轮融资|战略投资|战略入股|收购邀约)"
)
_BUSINESS = lazy(
    rf"\s?(?:国际|海外|国内|出行|外卖|电商|云|广告|自营|核心|造车)业务{_FEW}{{0,8}}?(?:[一二三四1-4]季度|上半年|全年|营收|收入|亏损|增长|同比)"
)
"""Behind the name with which a sentence begins: `派拉蒙获…收购要约`; `滴滴国际业务第四季度…`."""
_TRADED = frozenset({"苹果", "机器人", "农产品", "太阳能", "煤气"})
"""Goods and boards that companies are called as: they go up and down and earn as well, and are topics in front of a
colon (`机器人：某某医疗取得注册证`)."""
_SECTIONS = frozenset({"民生"})
"""What papers have in front of a colon as a section, too, with news of anybody: `民生：涉嫌违规，三家超市被罚`."""
_SUSPECTED = lazy(r":\s?因?涉嫌")
_FIELDS = (_TRADED - {"苹果"}) | _SECTIONS
"""What somebody tells about: `机器人方面，…`, and no company in `民生方面表示`."""
_INVESTS = lazy(rf":\s?(?:20\d\d年)?(?:计划|预计|拟|将)?(?:投资|投入|斥资){_FEW}{{0,4}}?\d[\d.]{{0,8}}[万亿]元")
_RATED = lazy(r"(?:维持|上调|下调|调升|调降|调高|调低|重申|首予|给予|予)了?对?[“\"]?$")
_OF_RATED = lazy(r"\s?的?[“\"]?(?:买入|增持|减持|中性|跑赢|优于大市|持有|评级|目标价)")
_SHARES = lazy(r"\b(?:[Ss]hares|[Ss]tock|CEO) (?:of|in|at) $")
_CALLED = lazy(r"(?:车企|厂商|巨头|大厂|券商|投行|大行|供应商|制造商|开发商|运营商|经销商)[“\"]?$")
_BUYS = lazy(r"(?:收购|并购|买下|入股)了?\s?[“\"]?$")
"""In front of a Latin name; of a Chinese one goods are bought, too (`收购苹果`)."""
_GOODS = lazy(r" ?(?:[A-Za-z]*\d|卡|手机|电脑|手表|相机|[老旧]车|二手)| [A-Z][a-z]")
"""Behind what is bought: `收购Apple手机`, `收购Zoom H4n`."""
_SUES = lazy(r"(?:起诉|状告|控告)[“\"]?$")
_SUED = lazy(
    r"(?![\u4e00-\u9fff])|公司|侵|涉|违|垄断|抄袭|盗|索|拖欠|虚假|欺诈|非法|不正当|要求|[和与及等的案后并]|一[审案]|胜诉|败诉"
)
"""Behind who is sued: no word that goes on, as in `状告太平洋沿岸的企业`."""
_TRADE = (
    "tech|technology|oil|energy|chip|software|retail|mining|pharma|drug|pharmaceutical|telecoms?|telecommunications"
    "|banking|media|internet|search|e-commerce|fashion|food|beverage|tobacco|insurance|gaming|streaming|AI|sportswear"
    "|supermarket|defen[cs]e|aerospace|steel|payments?|car|auto|toy|luxury|construction|shipping|utility|coffee"
)
_KIND = lazy(
    rf"\b(?:(?:{_TRADE}) (?:giant|group|firm|company|maker|designer|retailer|major|titan|manufacturer|chain)"
    r"|(?:chip|car|auto|drug|aircraft|plane)-?maker|[Rr]etailer|airline|broadcaster|lender|insurer|supermarket|brewer"
    r"|housebuilder|carrier) $"
)
"""In front of a Latin name: `oil giant BP`, `chip designer Arm`, `the airline Delta`."""
_FIRMS = lazy(
    r"\b(?:[Cc]ompanies|[Ff]irms|[Bb]rands|[Rr]etailers|[Rr]ivals|[Cc]ompetitors|[Gg]iants|[Ss]tart-?ups|[Bb]anks"
    r"|[Cc]arriers|[Aa]irlines|[Mm]anufacturers|[Vv]endors|[Ee]mployers|[Cc]orporations|[Bb]usinesses|[Mm]akers)"
    r" (?:like|such as|including) $|\b[Aa]cquired by $"
)
_ALLY = lazy(
    r"\b(?:[Tt]eam(?:s|ed|ing)? up with|[Pp]artner(?:s|ed|ing|ship)? with|[Jj]oint venture with|[Mm]erger with"
    r"|stakes? in|[Tt]akeover of|[Aa]cquisition of|[Ff]in(?:ed|es|ing)|[Ss]u(?:ed|es|ing)) $"
)
_ALONE = lazy(
    r"(?=[,.;:)\n]|\Z)|['’]s\b| (?:to|on|for|in|and|as|after|by|over|at|worth|from|will|that|which)\b| [$€£]?\d"
)
"""Around whom one does business with, or fines: `Qualcomm teams up with BMW to …`, `fined Apple 500 million`."""
_HOW = "its|an?|the|strong|weak|record|higher|lower|better|rising|falling|first|second|third|fourth|Q[1-4]|full-year"
_FIGURE = rf"(?:(?:{_HOW}) ){{0,3}}"
_NEWS = lazy(
    r" (?i:(?:unveils|acquires|sues|buys|lays off|recalls|announces|agrees to (?:buy|acquire|sell|pay|settle)"
    rf"|launches (?:an?|its|the|new|(?-i:[A-Z][a-z]+ [A-Z0-9]\w*))|opens (?:an?|its|first|new)"
    rf"|(?:reports|posts) {_FIGURE}(?:quarter|profit|loss|earnings|results|revenue"
    rf"|sales)|(?:raises|cuts|lowers) {_FIGURE}(?:guidance|forecast|outlook|prices?|dividend|jobs|staff|workforce)"
    rf"|(?:beats|misses|tops) (?:estimates|expectations|forecasts|wall street))\b|(?:reports|posts) {_FIGURE}[$€£]\d)"
)
"""What headlines tell of companies: `Yahoo Acquires Another E-Mail Startup`, `Visa raises its outlook`."""
_PLANS = lazy(
    r" (?i:to (?:acquire|buy|lay off|cut (?:jobs|staff|prices)|sell (?:its|stake)|recall|spin off|launch (?:an?|its)"
    r"|report (?:earnings|results)|settle(?! in\b)|merge|unveil)\b)"
)
_OPENED = lazy(r"(?:\A|[\n.:;!?|–—“‘\"]) ?$")
"""`Visa to acquire Plaid` where a headline or a sentence begins; `went to Gap to buy jeans` tells of a shop."""
_CAPITALIZED = lazy(r"\b[A-Z][\w.'’-]{0,20} $")
_BEFORE_LATIN = 40
_NAMESAKE = lazy(
    r"(?<=[\w,;)%] )(?!The |(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December)([^\W\d_a-z][^\W\d_A-Z]\w{0,20}) $"
)
"""A word that goes on a name from its left, where no sentence begins: `the Mekong Delta`, `parent Deepika Block`."""
_LONGEST_WORD = 26
_WHERE = lazy(r"\b(?:[Ii]n|[Aa]t|[Ff]rom) $")
_START = frozenset(" \t\n,。.;:!?、“”\"'‘’「」『』《》〈〉()【】[]<>|/—…▲●■·")
_EDGE = _START | frozenset("对向由与和及被将给为从让使据是等的在")
_MAKERS = ("公司", "平台", "企业", "团队")
"""In front of a Latin name these say what it is; of a Chinese one they may be the end of another (`公司机器人业务`)."""
_USED = lazy(r"(?:在|于|通过|透过|登录|上线|登陆|入驻|经由|(?<![\w])上)(?:其|自己的|个人)?[“\"《]?$")
_BYSTANDING = frozenset('在于过录线陆驻由上其的人前原任兼是和与及版、,/“"《 -·')
_SPOKEN = (" ", "-", "“", '"')
_AT_EDGE = ("", "\n")
"""In front of a name that begins a text or a line, as in `Microsoft Veterans Build…`."""
_PLATFORM = "Facebook|Twitter|Instagram|YouTube|LinkedIn|TikTok|WhatsApp|Snapchat|Reddit|Pinterest|Telegram|WeChat"
_PLATFORMS = frozenset(_PLATFORM.split("|"))
_POSTED = lazy(
    r"(?:\b(?:post(?:s|ed|ing)?|wr(?:ote|ites?|itten|iting)|shar(?:e|es|ed|ing)|message|videos?|photos?|pictures?|streamed"
    r"|comments?|page|followers|profiles?|uploaded|viral|[Ff]ollow|[Ff]ind|[Vv]isit|[Jj]oin|[Ll]i(?:ke|king)|[Cc]onnect|advertis(?:e[ds]?|ing)"
    r"|groups?|marked|look(?:s|ed|ing)?|circulat(?:ed|ing)|read|saw|seen|search(?:ed|ing)?)\b[^.;:\n]{0,40}?"
    r"|\b(?:sa(?:id|ys?)|announced|confirmed|published|appeared)(?: \w{1,7}day)?"
    r"|(?:^|[\n.!])) ?"
    r"\b(?<!ban )(?<!book )(?<!case )(?<!crackdown )(?<!report )(?<!story )(?<!article )(?<!pressure )(?<!tax )"
    rf"[Oo]n (?:(?:{_PLATFORM}|X|[a-z-]{{2,20}}\.(?:org|com|net))(?:, | and |, and | or | & )){{0,4}}$"
)
_TOOK = lazy(
    r"\b(?:t(?:ook|akes?|aking|aken)|posted|uploaded) to (?:(?:her|his|their|its) )?"
    rf"(?:(?:{_PLATFORM})(?:, | and | or | & )){{0,3}}$"
)
"""`Fans took to Facebook and Twitter`."""
_POST = lazy(
    rf"(?:(?:,| and| or| &) (?:{_PLATFORM})){{0,3}}"
    r" (?:posts?|pages?|groups?|accounts?|channels?|message|video|friends?|event|comments?|profiles?|forums?|Live)\b"
)
_CIRCLE = lazy(r" (?:groups?|friends|forums?|[Ll]ive(?! [A-Z]))\b")
"""What people have on a platform, whoever's it is: `parents created Facebook groups`."""
_ITS = lazy(
    r"\b(?:an?|the|this|his|her|their|its|our|my|your|Our|[Ii]n|[Vv]ia|\w+['’]s)"
    r"(?: (?:public|private|live|recent|official))? $"
)
"""`He wrote on Facebook`, `Follow us on Twitter and Facebook`, `in a Facebook post`, `the club’s official Facebook and
Instagram accounts`; not `pressure on Facebook`."""
_BEFORE_POST = 90
_TITLED = lazy(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Port|Lake|Fort|Cape|Project)\.? $")
"""In front of a person's or a place's name (`Port Macquarie`), or that of somebody's project (`Project Veritas`)."""
_LIKE = lazy(r"\b(?:the|an?|The) [“\"]?$")
_OF = lazy(r" (?:of|for) (?!the (?:year|month))")
_SEEKS = "[上中]?(?:随便|简单|粗略|自行|再)?(?:搜[寻索一搜](?!引擎|业务|广告|部|团队|服务|产品)|检索|打上|以关键[字词])"
_PLACE = lazy(rf"[”\"》]?(?:{_SEEKS}|上(?![调涨升市半])|平台|账号|客户端|应用商店|发文|发帖|发推|APP|App)")


def acts(text: str, start: int, end: int) -> bool:
    """Whether somebody acts, or is rated, under the name at `text[start:end]` of a folded text."""
    before, after = text[max(0, start - _AROUND) : start], _past_quote(text, end)
    behind = text[after : after + 2 * _AROUND]
    if _CALLED.search(before) or _SHARES.search(before) or (_RATED.search(before) and _OF_RATED.match(behind)):
        return True
    if _SUES.search(before) and _SUED.match(behind) and text[start:end] != _PEOPLE:
        return True
    latin = text[start].isascii()
    if not latin and before.endswith("ST"):
        # A sentence begins with `ST葫芦娃公告，`.
        before = TREATED.sub("", before)
    if latin and ((_BUYS.search(before) and not _GOODS.match(text, after)) or _is_told(text, start, after)):
        return True
    if (not before or before[-1] in _EDGE) and _ACTS.match(behind) and not _is_field(text[start:end], behind):
        return not latin or behind.startswith(" CEO") or not _is_namesake(text, start, end)
    if latin and has_moved(text, start, after) and not _is_namesake(text, start, end):
        return True
    begins = not before or before[-1] in _START or (latin and before.endswith(_MAKERS))
    return begins and bool((_MAKES if latin else _MADE).match(behind) or _is_news(text[start:end], text, after))


_SHARE_OF = lazy(
    rf"\s?的?\s?{_WHEN}\s?(?:股价|市值|[“\"]?(?:买入|增持|减持|中性|跑赢|优于大市|持有)[”\"]?评级|目标价|公告称)"
    rf"|(?:'s|’s)? (?:shares|stock)\b|{_LISTED}"
)
"""What has a share, or shareholders, to whom results and announcements are owed; a group buys and wins tenders, too."""


def is_of_share(text: str, end: int) -> bool:
    """Whether what stands behind the name that ends at `text[:end]` of a folded text is told of a listed company alone:
    its share and how that moved, its results, its announcement."""
    after = _past_quote(text, end)
    return bool(_SHARE_OF.match(text, after) or _MOVES.match(text, after))


def _is_field(name: str, behind: str) -> bool:
    return name in _FIELDS and behind.lstrip().startswith("方面")


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether words around a Latin name tell that it is a company's: what it is, or what a headline says it does."""
    before = text[max(0, start - _BEFORE_LATIN) : start]
    if _KIND.search(before) or _FIRMS.search(before) or (_ALLY.search(before) and _ALONE.match(text, end)):
        return True
    if _PLANS.match(text, end):
        return _OPENED.search(before) is not None
    begins = not before or before[-1] in _START
    return begins and _NEWS.match(text, end) is not None and not _CAPITALIZED.search(before)


def _past_quote(text: str, end: int) -> int:
    # It tells nothing: news sites put it behind words, too.
    quote = QUOTE.match(text, end)
    return quote.end() if quote else end


def _is_news(name: str, text: str, after: int) -> bool:
    """Whether what stands behind the name that a sentence begins with is news of a listed company."""
    if _DISCLOSES.match(text, after):
        return True
    if name in _TRADED or (name in _SECTIONS and _SUSPECTED.match(text, after)):
        return False
    if _MOVES.match(text, after) or _BUSINESS.match(text, after):
        return True
    return bool(_INVESTS.match(text, after) or _DEALT.match(text, after)) and not is_theme(name)


def _is_namesake(text: str, start: int, end: int) -> bool:
    """Whether a Latin name of one word ends the name of a place or a person; one that begins the sentence may tell
    what the company is (`Rival Delta said`), and `in China Apple said` has a place of its own."""
    if text[start - 1 : start] != " " or " " in text[start:end]:
        return False
    before = text[max(0, start - _LONGEST_WORD) : start]
    found = _NAMESAKE.search(before)
    return found is not None and not (found[1] in WORLD and _WHERE.search(before, 0, found.start()))


def may_stand_by(text: str, start: int, end: int) -> bool:
    """Whether what is around the name at `text[start:end]` lets `is_bystander` be; cheap, for all names."""
    last = text[max(0, start - 1) : start]
    piece = "公司" in text[end - 2 : end + _AROUND // 2]  # of a legal name: `贵州|神奇制药|有限公司`
    return piece or last in _BYSTANDING or (last in _AT_EDGE and text[end : end + 1] == " ")


def is_bystander(text: str, start: int, end: int) -> bool:
    """Whether the name at `text[start:end]` is only where something happens (`在推特上讥讽`), a measure, a past, or a
    person's."""
    if not may_stand_by(text, start, end):
        return False
    last = text[max(0, start - 1) : start]
    before = text[max(0, start - _AROUND) : start]
    if last == " " and text[start:end] in _PLATFORMS and _is_posted(text, start, end):
        return True
    if last in _SPOKEN:
        compared = _LIKE.search(before) and _OF.match(text, end)
        if _TITLED.search(before) or compared or is_surname(text, start, end):
            return True
    if is_former(text, start, end):
        return True
    return bool(_USED.search(before) and _PLACE.match(text, end))


def _is_posted(text: str, start: int, end: int) -> bool:
    """Whether something is only posted on the platform at `text[start:end]`."""
    front = text[max(0, start - _BEFORE_POST) : start]
    if _CIRCLE.match(text, end) or _POSTED.search(front) or _TOOK.search(front):
        return True
    return bool(_ITS.search(front) and _POST.match(text, end))
