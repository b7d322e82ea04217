"""Everyday words that are written as a company's name is, told by the words beside them: 时间都去哪儿了.

Only for names that are a company's nearly always, so that to ask for a second sign would lose too much.
"""

from __future__ import annotations

from feedsvc.companies.folding import small, straight
from feedsvc.companies.persons import SURNAMES
from feedsvc.patterns import lazy

_TO_GOOGLE = "|".join(
    rf"(?<=\b{words} Google)"
    for words in (
        *("have to", "has to", "had to", "need to", "want to", "wanted to", "going to", "able to", "how to", "try to"),
        *("tried to", "time to", "can", "could", "would", "should", "just", "please", "you", "I", "we", "they"),
    )
)
"""In front of what somebody looks for; what goes `to Google this week` goes to the company."""
_SPIES = "|".join(rf"(?<=\b{state} Intel)" for state in ("US", r"U\.S\.", "Israeli", "Russian", "Ukrainian", "British"))
_HOMES = (
    "",
    r"(?:(?![旗的物在等开与和及将对交卖售建买承拿])[\u4e00-\u9fff]){0,4}(?:小区(?!域)|[壹一]号院|花园(?!集团))",
)
"""Behind a builder of homes, where people live: `万科城小区发生火灾`; not `万科旗下小区`."""
_MARKETS = r"市场(?!部|份额|化)|协会|联合会|论坛|界(?!面)|大会|展会"
_BESIDE = {
    **dict.fromkeys(("万科", "碧桂园", "融创", "雅居乐", "佳兆业", "花样年"), _HOMES),
    "中国石化": ("", rf"行业(?!部)|产业(?![园部])|工业(?![园部])|{_MARKETS}"),
    "中国铝业": ("", _MARKETS),
    "国际纸业": ("", _MARKETS),
    "今世缘": (r"(?:前世|[前今]生)$", r"未[了尽]"),
    "好当家": (r"(?:巾帼|[争当]做|争当|[当做]|做个)$", r"人(?![寿民])"),
    "跟谁学": (r"(?:是|知道|应该|到底|你|该)$", r"习|呢|的[??,。!了]"),
    "人人网": ("", r"购|络|红"),
    "厦门空港": ("", r"工业|开发|物流园|综保|保税|园区|新城|片区"),
    "新疆火炬": ("", r"传递|接力|手|点燃"),
    "明天科技": ("", r"股(?![份价东权本民票])|巨头|展|节|大会|博览|论坛"),
    "宁沪高速": (
        r"(?:在|沿|上了?|走|途?经|驶[入上离出])$",
        r"公路?(?!股份|司|告)|(?:今[晨早天日]|昨[天日晚夜])?发生|拥堵|封[闭道路]|事故|(?:[\u4e00-\u9fff]{2})?段|收费站|[出入]口|服务区|方向|沿线|K\d|追尾|车流",
    ),
    "两面针": (r"中[草]?药材?$", r"是一[种味]|根|茎|叶|皮|碱|提取物|又[名称]|药材|\d{1,3}\s?(?:克|g)"),
    "nike": (r"(?:goddess|winged) (?:of )?$", r" (?:of Samothrace|[Mm]issiles?|Ajax|Hercules|Zeus)\b"),
    "cisco": (r"(?:city|town|residents) (?:of|in) $", r", (?:Texas|Tex\b|TX\b)| Houston\b"),
    "adobe": (
        "",
        r" (?:houses?|homes?|bricks?|walls?|buildings?|structures?|church|ovens?|huts?|Creek|Road|Walls|Village)\b",
    ),
    "acer": (
        "",
        r" (?:palmatum|saccharum|rubrum|negundo|platanoides|griseum|japonicum|pseudoplatanus|campestre)\b",
    ),
    "colgate": (
        r"\bvs\.? $",
        r" (?:University|Raiders|\d{1,3}\b|[Bb]eat|(?:[Ww]om|[Mm])en['’]s|hockey|basketball|football|students?|campus)",
    ),
    "generali": (
        r"(?:affari|direttori|segretari|elezioni|condizioni|stati|consoli|principi|norme|spese) $",
        "",
    ),
    "xanadu": (r"(?<!\binvest )(?<!\binvested )(?<!\bstake )\bin $", r" did\b|,? the musical\b"),
    "altera": ("", r" (?:[ao]s?|ao|de|dispositivos?|[Aa]rt|Lei|Decreto|reda[çc][ãa]o|Anexo)\b"),
    "vivendi": (r"\b(?:modus|ars) $", ""),
    "iron mountain": (r"mayor of $", r", (?:Mich\b|Michigan)| High School\b"),
    "kellogg": ("", r" (?:School|Foundation|Community College)\b|, Idaho\b|[-–]Briand"),
    "stripe": (
        r"\b(?:yellow|red|white|blue|black|racing) $",
        r" (?:rust|pattern)\b|(?:(?<=\b[Tt]he Stripe)|(?<=\b[Aa] Stripe))(?! (?:CEO|[Ss]pokes|exec|employee|engineer"
        r"|found|co-?found|account|API|pay|deal|IPO|team|customer|user|integration|[Cc]heckout|platform|board|invest|share))",
    ),
    "gic": (r"\b(?:the|a|our|its|their) $", r" (?:of India|[Hh]ousing|rates?)\b"),
    "idc": (
        r"(?:数据中心\(|国内|运营商|存量|第三方|\bmega )$",
        r" ?(?:机[柜架房]|行业|业务|市场|服务|资源|供[应需]|建设|上架|公司|企业|厂商|电力|园区|第.期|板块|概念|需求)",
    ),
    "novatek": (
        r"\brussia(?:n|['’]s)(?: \w+){0,2} $",
        r",? (?:Russia|Arctic LNG|Yamal)|['’]s (?:Arctic|Yamal|Ust-Luga)",
    ),
    "dell": (r"(?:farmer in the|in the|dingly) $", r" Curry\b"),
    "去哪儿": (
        r"近就$|(?:[都你我他她们谁会想该要问才到人不]|健身|爸爸|妈妈|[五十]一|[假节]日|假期?|周末|国庆|春节|带娃)“?$",
        r"[”\"]?[了啊呢吗啦呀?》]|都[去行可无没不]|旅游|度假|滑雪|露营|[玩逛拿找买吃]|看(?!好)|好(?![评友])|住(?!宿)|过(?!去)",
    ),
    "中国移动": (
        "",
        r"互联网(?!公司|有限|电视|基地)|支付(?!公司|有限)|终端(?!公司|有限)|电子?商(?!务?公司)|阅读(?!公司|基地)"
        r"|应用(?!公司|商场)|电源|电话|医疗|广告|办公(?![楼室大])|出行|端(?!到)|用户(?:[数总]*[已将]?[达超]|规模)",
    ),
    "中国电信": (
        "",
        r"(?:网络)?诈骗|业务总量|市场(?!部|份额)|行业(?!部|事业|应用|客户)|巨[头擘]|运营商|设备|基础设施|制造商|供应商|企业(?![级部])"
        r"|公司(?=华为|中兴)",
    ),
    "中国联通": ("", r"世界(?![互电移杯级一])|东盟|亚欧|欧亚"),
    "中国人寿": ("", r"命(?![名令中题])|数"),
    "中国平安": (r"(?<!庆)(?:祝福?|愿|[保护天]佑|中国好,)$", r"过[冬年]|回家|归来|度过|无事|祥和|吉祥"),
    "好未来": (r"(?:控制|确定|规划|把握|面对|应对|更|最|美)$", r"[一二三四五六七八九十\d两几]|\s?\d|可能|会"),
    "长和": (
        r"(?:[时更最边全总屏田越太较很链善]|(?<!期)间|(?<![通透经不])过|(?<![近早])期|幕(?:的)?)$",
        r"[宽高更短粗重厚]",
    ),
    "中移动": (r"[\u4e00-\u9fff](?<![和与及或、由向对将被给让从是为据因])$", ""),
    "快手": (
        r"(?:简单|方便|家常|懒人|超级?|省时|[又很最更])$",
        r"[菜汤面饭粥羹]|[早午晚]餐|小炒|料理|下饭|家常|凉菜|蛋|美味|美食|点心|甜品",
    ),
    "美图": (r"(?:上的|[种张幅些套组])$", ""),
    "传奇生物": (r"(?:生物|怪物|魔法)[和与及、]$", ""),
    "罗森": ("", r"汉|伯格|塔尔|鲍姆|布鲁姆|菲尔德|斯坦|海恩|奎斯特|堡"),
    "爱信": ("", r"信|不信|教|佛"),
    "快钱": (r"(?:[挣赚捞来]|嘉实)$", "ETF"),
    "旭辉": (f"[{SURNAMES}]$", ""),
    "招商": (r"(?:经销|加盟|运营)商$", r"引资|加盟(?!商会)|入驻|更|难(?!以)|手册"),
    "德勤": (f"(?<![本上下每])(?!任)[{SURNAMES}]$", ""),
    "联通": (r"(?:设施|交通|道路|铁路|贸易|能源)$", r"世界|内外|两岸|四[方海]"),
    "小鹏": (r"[何李]$", ""),
    "夏普": ("", r"比率|率(?![先领])|比值|指数"),
    "canadian pacific": ("", r" (?:[Cc]oast|[Oo]cean|[Ww]aters|[Nn]orthwest)\b"),
    "迪堡": (r"赫$", ""),
    "雷迪博士": ("", r"(?:表示|说|认为|指出|补充|警告|[在对]|和|与)"),
    "itaú": ("", r" Cultural\b"),
    "杰普特": (r"拉$", ""),
    "艾默生": ("", r"学院"),
    "普拉达": (r"穿$", r"的?(?:恶魔|女王|女魔头)"),
    "prada": (r"devil wears $", ""),
    "moderna": (
        r"\b(?:arte|d['’]arte|hist[óo]ria|idade|edad|età|storia|escola|escuela|scuola|m[úu]sica|dan[çz]a|poes[íi]a|língua|lingua"
        r"|casa|galleria|cidade|ciudad|época|epoca|vida|mulher|mujer) $",
        "",
    ),
    "trumpf": (
        r"(?:eine[nm]|(?:diese|echte|größte|wichtigste|letzte|stärkste|höchste)[rnm]) $",
        r"(?:karte|farbe)|(?:(?<=\b(?:[Dd]er|[Dd]en|[Dd]em|als|ist|ein) Trumpf))(?!-|\w| (?:GmbH|Group|SE|AG|Laser)\b)",
    ),
    "lonza": (
        r"(?:gebirgsfluss|flusses|fluss|bachs?|ufer der|wasser der|bett der|tal der|lauf der|river) $",
        "",
    ),
    "杜邦": ("", r"分析(?!师)|公式|要素|恒等式|框架(?!协议)|三因素|拆解|模型|接口|接头|特包|线(?![上下])"),
    "陌陌": (r"奥$", ""),
    "戴森": ("", r"球|环(?![保境])|云(?!服务)|群岛|树"),
    "亚马逊": (
        r"(?:哥伦比亚|巴西|秘鲁|厄瓜多尔|玻利维亚|委内瑞拉)的?$",
        r"河|热带|雨林|丛林|森林|流域|盆地|平原|的?女战士|女勇士|部落|土著|州(?!际)|地区(?!总|副|经理|负责|业务|站)",
    ),
    "百度": (
        r"(?:链接|下载|地址)[::]?\s?$|(?:自己|自行|顺手|随手)(?:去|上|可以)?$",
        r"(?<=[总都爱先会去就]问百度)(?=[吧呗]?(?:[,。、;!?…”\"」)\n]|\Z))|了?一下(?![子属跌调滑降])|了下(?=[,。、;!?]|\Z)|一把|脑补|不到(?![\d一两三四五六七八九十])|云(?:盘|下载|链接|分享|资源|提取|地址|[::]|[,。]?\s?(?:密码|提取码))|网盘",
    ),
    "特斯拉": (
        r"(?:(?:强度|磁场|感应)\s?\d+|[于达到约为]\s?\d{1,3})(?:\.\d+)?\s?$",
        r"线圈|变压器|阀(?!门)",
    ),
    "吉比特": (
        r"(?:(?<!\d{4})\d|[两三四五六七八九十百千万几每])\s?$",
        r"\s?\(Gb|\s?/\s?s(?![a-z])|每秒|以太网|无源",
    ),
    "拜耳": ("", r"[滤色]|阵列|模式|排列|格式|图案|[插去]值|法(?![国务院律人庭])"),
    "丰田": ("", r"秀吉|市(?![场值盈净销占])"),
    "斯巴鲁": ("", r"(?:天文)?望远镜|星团"),
    "奥林巴斯": ("", r"(?:火)?山|众神"),
    "罗姆": ("", r"酒|语|人(?![员士才力工事机])"),
    "奥迪": ("", r"双钻"),
    "迪尔": ("", r"帕克|伯恩|菲尔德"),
    "阿里巴巴": ("", r"[和与]四十"),
    "乐购": ("", r"新春|季(?![度报])|节"),
    "恒大": (r"[大强]者$", r"新传|社科|翻译|校长|学[生系]|[一二三四]年级"),
    "延长石油": ("", r"减产"),
    "深圳华强": ("", r"北"),
    "佛照": ("", r"山"),
    "海通国际": ("", r"汽车|码头"),
    "美诺": ("", r"转债"),
    "得物": ("", r"无所用|之(?:理|情|性)"),
    "格林美": ("", "奖"),
    "友邦": (
        r"(?:(?:台湾|[我邻盟]国|[我你他她]们?|其|民国)的?|[各个非]|太平洋|加勒比|拉美|中南美|欧洲|非洲)$",
        r"[”\"」]?(?:[国们]|外交|关系|断交|元首|总统|总理|政府|人[士民]|大使|使节|代表团|领袖|中华|(?:及|与|和|、)(?:理念|盟|邻))",
    ),
    "尼康": ("", "帝"),
    "长荣航": ("", "[太勤]"),
    "和记黄埔": ("", "中药"),
    "耐吉": ("", "[尔利]"),
    "阿尔卡特": ("", "[拉兹]"),
    "苏富比": ("", "国际(?:地产|房地产|房产|物业|不动产)"),
    "sotheby's": ("", r" (?:International Realty|Realty)"),
    "christie's": ("", r" (?:spokes|International Real Estate)"),
    "gannett": ("", r" (?:Fleming|Peak)\b"),
    "anadarko": ("", r" Basin\b|, Okla"),
    "alcan": ("", r" (?:Highway|Border)\b"),
    "safeway": ("", r" (?:Insurance|Open|Classic)\b"),
    "google": (
        "",
        f"(?:{_TO_GOOGLE}) (?:the(?! company| search)|it|that|this|your|my|what|how|him|her|them|yourself)\\b"
        r"(?! (?:is|was|has|will|week|month|quarter|year|spring|summer|autumn|fall|winter)\b)",
    ),
    "kong": (r"hong $", ""),
    "korean air": (
        "",
        r" (?:Force|Base(?! [a-z]+s\b)|Defen[cs]e (?:Command|Forces?|Identification|Zone|Missiles?|Systems?)"
        r"|[Pp]ollution|[Qq]uality(?! of)"
        r"|(?:[Rr]aids?|[Ss]trikes?)(?=\Z|[,.;:\n]| (?:[Oo]n|[Aa]gainst|[Hh]it|[Kk]ill)))\b",
    ),
    "china life": (r"\bsci(?:ence)? $", r" Sci(?:ence)?s?\b"),
    "bank of china": (r"people['’]?s $", ""),
    "bank of india": (r"reserve $", ""),
    "bank of new york": (r"federal reserve $", ""),
    "dji": (r"[.^]$", ""),
    "aia": (
        "",
        r"-(?:approved|accredited|certified|registered)\b| (?i:continuing education|contract documents?|chapter)\b",
    ),
    "kong inc.": (r"hong $", ""),
    "goodyear": (r"(?:suburb|city|town|mayor|residents) (?:of|in) $", r", (?:Arizona|Ariz\b|AZ\b)"),
    "intel": (
        r"\b(?:house|senate|military) $",
        r" (?:Agency|Agencies|Committee|Panel|Community)\b"
        r"|(?:(?<=ecurity Intel)|(?<=hreat Intel)) (?:Services?|Feeds?|Sharing|Reports?|Platforms?|Teams?|Units?)\b"
        rf"|(?:{_SPIES}) (?i:says?|said|warns?|warned|finds?|believes?|suggests?|officials?|officers?|chiefs?|sources?"
        r"|services?|assessments?|reports?|documents?|leaks?)\b",
    ),
    "卫材": (
        r"(?:医疗|医用|[高低]值|耗材[、和与及])$",
        r"[、,和与及/](?:耗材|设备|器械|药品|试剂|一次性)|采购|集采|库房|仓库",
    ),
    "santander": (r"(?:(?:city|port|town) of) $", r", (?:Spain|Colombia|Cantabria)\b(?!['’]s\b)"),
    "emirates": (r"\b(?:arab|the) $", ""),
    "allianz": (
        r"(?:zivile|politische|militärische|westliche|atlantische|breite|neue|große|starke|eine|einer|innerhalb der"
        r"|flanke der|gipfel der|pflicht(?:ung)? (?:in )?der|staaten der|mitglied(?:er)? der|mitgliedstaaten der) $",
        r"(?<!herer Allianz)(?<!herung Allianz)(?<!onzern Allianz) (?:für|gegen|zwischen|aus|von)\b",
    ),
    "nio": (
        r"\bjava $|\b[ab]io ?[、和与/] ?$",
        r"\s?(?:的|与)?\s?(?i:buffer|channel|selector|socket)|[、/,]\s?[AaBb][Ii][Oo]\b|(?:模型|编程|线程)",
    ),
}
"""Of a name in small letters what in front of it, or behind it, makes it no company."""
_PATTERNS = {name: (lazy(before or r"(?!)"), lazy(behind or r"(?!)")) for name, (before, behind) in _BESIDE.items()}
NAMES = frozenset(_PATTERNS)
_AROUND = 32
"""Characters in front that the longest of these takes."""


def is_phrase(text: str, start: int, end: int) -> bool:
    """Whether one of NAMES, in any case, at `text[start:end]` of a folded text is a piece of everyday words."""
    before, behind = _PATTERNS[straight(small(text[start:end]))]
    return bool(before.search(small(text[max(0, start - _AROUND) : start])) or behind.match(text, end))
