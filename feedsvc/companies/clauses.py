"""The words of a sentence in front of a Chinese company's name: where they end, and whether some are left in the name.

A list knows words that no name holds (`子公司`, `收购`, `来到`); a dictionary knows the verbs that it does not. What
has a verb in it that names no trade (`能有效配置`) is hardly a name; nor are everyday words alone in front of `集团` or
behind `企业` (`大型医疗`), where names seldom stand.
"""

from __future__ import annotations

import re

from feedsvc.companies.careers import OFFICES
from feedsvc.companies.naming import TRADES, is_everyday, is_word, tells
from feedsvc.companies.places import PLACES, begins_with_place, without_place
from feedsvc.patterns import lazy

SHORTEST = 2
"""Characters of a name."""
_AROUND = 6
"""Characters in front of a name that tell whether it is somebody's former company."""
_INNER = lazy(
    "[和及或其从把了等此并也还至给]|在(?!线)|(?<!数)据|(?<!美)的|本(?:次|报告|公司)|"
    "(?P<role>自(?:[0-9]{1,4}[年月日]){1,3}起(?:一直)?(?:担任|就任|任(?![用命职免]))|[被原]告(?:二(?![十重六]))?|检测到|问到|[之以]后请|IPO项目|(?:债权|债务|申请|第三)人|竞争对手|(?:运营|经营|借款|责任|实施|备案)主体|单位|公告|同意|借道|[供就任]职于?|(?:子|孙|母|关联|控股|参股|全资|合资|合作|目标|标的)公司|旗下|所属|下属|巨[头擘]|指控|指责|制裁|股东|关联方|交易对方|供应商|客户|品牌商|开发商|"
    "运营商|经销商|收购|联合(?:体中标)?|携手|通过|来自|基于|介绍|判决|判令|裁定|认定|出资|(?:消息|传|声|据|下)称|正股|实控人|出席|[担出]任过?|[曾历现时]任(?!职)|核准|包[括含]|变更为|更名为|改名为|向(?!日葵)|(?<!华|大|有)为|(?<!自|理|缘)由|与|将|被|约谈|(?<=集团)中标|(?<=公司)中标|(?<=股份)中标|"
    "叫[做作]|名叫|(?<=[传布出到了现过])一(?:[封则篇纸]|份(?!情))|曝出|"
    "(?P<rumour>(?<![一-鿿])(?:(?:网上|网络|坊间)?流传|网传|盛传|谣传|疑似|曝光)(?![媒播动感奇输统说文]))|"
    "来到|前往|走进|走访|参观|访问|考察|(?<!市场)调研|会见|会晤|听取|欢迎|依托|透过|属于|组建|全名|全称|"
    "企业(?!管理|服务|咨询|策划|形象|信用|征信|总部|发展|投资|国际|中国|家|集团|孵化|融资|创新|网络|担保|\\(|$)|"
    "对|是|该)|公司|控股(?=.{4})|关于"
)
"""Words of a sentence: whatever stands behind the last of them may be the name; behind a `role` it certainly is, for
those characters hardly stand in a name (`和` does: 和记黄埔; so do `为` in 华为, `由` in 自由). A `rumour` counts at
the front alone, for names have it across two words (鼎盛传媒), and not before a trade, for it may be a brand. Names
that hold `企业` go on with one of a few words (远大企业集团, 中小企业融资担保); what describes a company in a sentence
is in no list (德国企业)."""
_JOINTLY = "联合"
_UNITED = PLACES | {"中华"}
_PLACE_LENGTHS = range(2, 5)
"""Behind a place `联合` is a piece of the name (中华联合保险, 上海联合产权交易所); elsewhere it tells with whom."""
_IN_NAMES = frozenset(("和", "其", "至", "为", "从", "由", "企业", _JOINTLY))
_LEADING = lazy(
    "(?:授权|起诉|入股|参股|全资|控股|投资|成立|设立|转让|持有|任命|要求|控告|委托|聘请|签约|推荐|介绍|指定|选择|剥离|出售|重组|并购|"
    "认购|增持|减持|获得|取得|支付|提供|披露|公告|显示|表示|位于|隶属|其中|以及|例如|比如|如果|如|称|拟|致|而|但|因|为|由|"
    "彼时|不[仅只]|[又另诸譬]如|系(?![统列])|(?:曾|历)?先后(?:[担出]?任)?|全面控制|"
    "倘若|假如|假使|获(?![嘉奖])|[0-9一二三四五六七八九十百千万两]{1,5}亿(?:元)?(?:规模|市值|营收|资产|级)的?|"
    "整个|全体|各[家大]|所谓|前(?:任|员工|高管|东家|雇主|母公司)|[时现曾历]任|曾[经获]|"
    "原(?![子点野料油生创力味木麦始动平阳态研田])|现(?![代金场货])|"
    "目前|此[前外时次]|[日当]前|近[日期]|随后|当[时天日]|同[时日]|今年|去年|昨天|今天(?!国际)|昨日|后来|最[近终后]|虽然|尽管|"
    "有关|涉(?!县)|去(?![哪痛火茶])|任(?![天子丘县城])|起底|揭秘|专访|对话|探访|借壳|增资|注资|牵手|挖角|加盟|入职|离开|记者|了解|获悉|预[计期]|所以|助力|接管|宣告|间接|控制着|当期|占|兼(?!善)|以(?![岭太色])|那(?![曲智坡拉])|港股(?!通)|[A美]股|[0-9]{1,4}(?:年|月份?|日)|且(?!末)|就(?!业)|到(?!家)|这?让)+"
)
"""Verbs, particles and adverbs that begin a clause, and what says which one is meant, or since when (`整个`, `原`):
names hold them, too (`…投资有限公司`, 原子, 现代), so that they count at the front alone."""
_WON = "中标"
"""In front of a place what somebody does; elsewhere a name has it (中标软件)."""
_NUMBER = lazy("[0-9]{1,2}")
"""In front of a place that of a list: `①上海…有限公司`."""
_WENT_PUBLIC = lazy("(?:正式|成功)?于(?:[0-9]{1,4}[年月日]){1,3}(?:正式|成功)?(?:登[陆录]|在)")
"""Between a company's name and the exchange in front of its code: `普惠财富于2018年12月27日登陆纳斯达克`."""
_FORMER = lazy("前(?![海程锋沿进途景瞻卫田列川行线方哨山湾滩门港桥岸原泽晨隆])")
_OF_SOMEBODY = lazy(rf"(?:\(|的|(?:{OFFICES})[、,]?)\Z")
_HOLDS_OFFICE = lazy(rf"[一-鿿]{{0,6}}?(?:{OFFICES})")
"""Between these a company is somebody's former one: `(前苏宁科技集团副总裁)`. Names begin with 前 too, as 前晨汽车
does, so that each alone tells nothing."""
_NO_GROUP = lazy(
    "(?:犯罪|反革命|反党|政变|权力|权贵|洗钱|人蛇|贪[腐污]|诈骗|[电网]诈|电骗|(?<![一-鿿])经?抵[销消]|^(?:文旅|新汽车)|利益|游说|武装|恐怖|极端|航母|传销|贩毒|走私|军事|家族|黑恶|盗窃|赌博|大型|跨国|跨境|综合|企业|上市|国有|民营|国家|亚太|跨|[0-9]|最[大强老早].{0,6}|"
    "[0-9一二三四五六七八九十两几各][大国家]|[这那某多]家|(?<![资日])本|(?<![安保万])全|[各该]|[房车药央国民]企"
    "|表示|认为|预[料期]|强调|补充|透露|相信|提[到及]|指出|重申|宣布|公布|解释|[又续也][说指]|[又亦并续][称指]|[他她](?:说|指|称|料))$|[0-9][万亿]?[元%]|[0-9二三四五六七八九十两几数][大个家]"
)
"""In front of `集团` these make no company's name: a criminal group, a carrier group, a group of states, an army; what
is counted is several (`六大汽车集团`), what says which one is meant is the one told of (`上半年本集团`), and so it is
where somebody says something of it (`又说集团将扩张`, as papers in Hong Kong write)."""
_SAID = lazy(
    "^(?:意[为即思译]|意味|即(?![刻构时梦])|原名|前身|例如|比如|包[括含]|来自|主要|目前|隶属|基于|同上|下文?同|已|被|由.{1,10}?[创开]|"
    "[也又亦][称叫]|以[下及]|最[近新大]|[英中日法德俄韩]文(?:[名版官译意叫全站]|$))|"
    "[均皆]由|所(?:控制|拥有|持有)|(?:全资|直接|间接)(?:拥有|持有|控制)|[统合]称|官[网方]|译[文注者]|(?<![新海])开源(?!证券|基金)|闭源|付费|收费|链接|网[址站页]|主页|首页|点击|点此|下载|教程|见[下上]?图|如图|旗下|所属|龙头(?!股份|集团)|巨头|领域|对手|"
    "(?:(?<!酵)母|(?<![门电量分原])子|关联|上市|初创|创业)公司|[^的]的$"
)
"""What a bracket says of the name in front of it, or of its address."""
_SAID_IN_SHORT = lazy(
    "^(?:也[是有即]|又[是名]|亦[是名即]|曾[用是为名]|如[下上果]|含[义有子全]|详[见情细]|参见|见[下上附后]|由于|未[来上](?!.{2,})|未[经公]|非[官上]|"
    "最[终后早]|[仅只](?:有|是|限|为|占)|属于|注[释册明]|另[外有]|且[不在以]|在[此这该建美国港]|从[前此事]|或[称者是]|及其)"
)
"""The same where no trade or form follows, which make a name of what begins so (以岭药业, 如新集团)."""
_NAMED = lazy(
    "(?:集团|公司|股份|控股|科技|银行|证券|保险|资本|资产|娱乐|影业|传媒|国际|实业|重工|航空|[药纸矿铝乳酒锂铜锌钴置]业|(?<![微古])生物)$"
)
"""Forms, and trades that hardly tell of a field, as 智能 does in 人工智能: they make a name of everyday words."""

_MORE_ENDS = """
服务 技术 发展 资源 国际 实业 企业 投资 产业 工业 制造 设备 系统 仪器 贸易 资本 管理 金融 新能源 新材料 天然气 化学
"""
ENDS = frozenset((*TRADES, *_MORE_ENDS.split()))
"""What legal names have behind their own words."""
_ENDS_ALONE = rf"(?:{'|'.join(sorted(ENDS, key=len, reverse=True))})++(?:\((?:集团|控股)\))?"
_NO_NAME = lazy(_ENDS_ALONE)
_HALF = lazy(f".?{_ENDS_ALONE}")
"""What is left of a name that was cut within: nobody's own words have one character."""


def is_trade_alone(words: str) -> bool:
    """Whether nothing but trades stands in words, of which no company is named: `is_trade_alone("生物科技")`."""
    return bool(_NO_NAME.fullmatch(words))


def is_general(name: str) -> bool:
    """Whether a short form is what each of many companies may be called by its trade, its place or everyday words:
    `通讯公司`, `沧州公司`, `国资公司`; it holds in one announcement."""
    words = name.removesuffix("公司")
    own = without_place(words)
    return words != name and (not own or is_trade_alone(own) or is_everyday(words))


_DESCRIBED = lazy(
    r".{2,14}(?:业者|大厂|股王|股后|龙头(?!股份)|巨头|厂商|供应商|制造商|代工厂|通路商|一哥)([\u4e00-\u9fff]{2,6}(?:-KY)?)$"
)
"""What papers say of a company in front of its name: `连锁美妆生杂业者宝雅`, `游戏股王鈊象`."""


def behind_words(text: str) -> str:
    """What is left of words in front of a code when those of the sentence are taken off: `列金沙中国` stays as it is,
    `维持索菲亚` too (no list knows every verb), `授权巨化集团` becomes `巨化集团`."""
    public = _WENT_PUBLIC.search(text, 1)
    text = text[: public.start()] if public else text
    inner = _last_inner(text)
    rest = text[inner.end() :] if inner else text
    leading = _LEADING.match(rest)
    rest = rest[leading.end() :] if leading and leading.end() < len(rest) else rest
    described = _DESCRIBED.match(rest)
    return described[1] if described and not is_everyday(described[1]) else rest


def name_start(words: str) -> tuple[int, str, bool]:
    """Where the name begins in the words in front of its form, the word of the sentence before it, and whether that
    is certain."""
    inner = _last_inner(words)
    start = inner.end() if inner else 0
    behind = inner.group() if inner else ""
    certain = not inner or bool(inner["role"])
    leading = _LEADING.match(words, start)
    if leading and len(words) - leading.end() != 1:
        start, behind, certain = leading.end(), leading.group(), False
    won = words.rfind(_WON, start) + len(_WON)
    if won >= start + len(_WON) and (begins_with_place(words[won:]) or words.startswith("中国", won)):
        return won, _WON, True
    number = _NUMBER.match(words, start)
    if number and begins_with_place(words[number.end() :]):
        start = number.end()
    certain = certain or begins_with_place(words[start:])
    described = behind.endswith("企业") and is_everyday(words[start:])
    return start, behind, certain and not described and not tells(words[start:].replace(_JOINTLY, ""))


def is_former(text: str, start: int, end: int) -> bool:
    """Whether the 前 that a name at `text[start:end]` of a folded text begins with says that somebody worked there."""
    if not _FORMER.match(text, start, end):
        return False
    return bool(_OF_SOMEBODY.search(text, max(0, start - _AROUND), start) and _HOLDS_OFFICE.match(text, end))


def is_translation(words: str) -> bool:
    """Whether Chinese words in a bracket with a Latin name may be its name, too: `Atos(源讯)`; not what they say of it
    (`Neuralink(意为神经连接)`, `Bright Data(英文官网)`), nor everyday words alone (`Intel(基础设施)`)."""
    if _SAID.search(words):
        return False
    return bool(_NAMED.search(words)) or not (_SAID_IN_SHORT.match(words) or tells(words) or is_everyday(words))


def is_group(words: str) -> bool:
    """Whether the words in front of `集团` may be a company's name."""
    return not _NO_GROUP.search(words)


def is_own_group(words: str, behind: str) -> bool:
    """Whether the words in front of `集团`, which begin behind a word of the sentence or "", are certainly a name: the
    form also ends words that are no company's (a criminal group), so that a second sign has to tell."""
    return (behind == "" or begins_with_place(words)) and not is_word(words) and not is_everyday(words)


def _last_inner(words: str) -> re.Match[str] | None:
    """The last word of the sentence in the words in front of a name, of those that are not the name's own."""
    found: re.Match[str] | None = None
    for match in _INNER.finditer(words):
        if not _is_own(match, words, found):
            found = match
    return found


def _is_own(match: re.Match[str], words: str, last: re.Match[str] | None) -> bool:
    """Whether a word of the sentence, of which `last` is the one before, is a name's own. One that names hold, too, is
    with one or two characters before it and a trade alone behind it (`和` in 城和控股, `企业` in 统一企业食品), or with
    a place before it; a rumour in front of a trade is (网传科技), and `联合` behind a place."""
    if match["rumour"]:
        return words.startswith(TRADES, match.end())
    if match.group() not in _IN_NAMES:
        return False
    edge = last.end() if last else 0
    short = match.start() - edge in (1, 2) and words[match.end() :] in TRADES
    if match.group() == _JOINTLY:
        places = (match.start() - length for length in _PLACE_LENGTHS)
        return short or any(words[at : match.start()] in _UNITED and words[at - 1 : at] != "在" for at in places)
    return short or _is_behind_place(match, words, edge, told=not last or bool(last["role"]))


def _is_behind_place(match: re.Match[str], words: str, edge: int, *, told: bool) -> bool:
    """Whether a name that begins with a place goes on across such a word: at once behind the place, where it is `told`
    that a name begins (`北京和利时`, not `在北京和利时`), or where none is behind it (`深圳市达科为生物`, not
    `佛山万科和绿地控股`)."""
    leading = _LEADING.match(words, edge)
    start = leading.end() if leading else edge
    own = without_place(words[start:])
    rest = words[match.end() :]
    if own == words[start:] or len(own) <= len(rest):
        return False
    at_once = told and len(own) == len(words) - match.start() and not begins_with_place(rest)
    return at_once or bool(_HALF.fullmatch(rest))
