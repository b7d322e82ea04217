"""Places: the Chinese ones that legal names begin with (`北京…有限公司`, `深圳市…有限公司`), and those of the world
by their English names of one word.

Company names are registered as place, brand, trade and form (rules for enterprise names, State Council decree 734), so
that behind a verb a place tells where the name begins.
"""

from __future__ import annotations

import re

from feedsvc.patterns import lazy

_PROVINCES = """
中国 国家 北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南
四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
"""
_CITIES = """
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾
吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭
朝阳 葫芦岛 长春 四平 通化 白山 松原 延边 哈尔滨 齐齐哈尔 大庆 佳木斯 牡丹江 绥化 南京 无锡 徐州 常州 苏州 南通
连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 常熟 张家港 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水
义乌 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州
漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊
济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳
商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 长沙 株洲 湘潭 衡阳 邵阳 岳阳
常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江
清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 海口 三亚 成都 自贡 攀枝花 泸州
德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 贵阳 六盘水 遵义 安顺 毕节 昆明 曲靖 玉溪 保山 昭通
丽江 大理 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 兰州 嘉峪关 金昌 白银 天水 武威 张掖 酒泉 西宁 格尔木 银川
石嘴山 乌鲁木齐 克拉玛依 石河子 台北 新竹 高雄
"""
_COUNTRIES = """
Afghanistan Africa Algeria America Angola Argentina Asia Australia Austria Bahrain Bangladesh Belarus Belgium Bolivia
Brasil Brazil Britain Bulgaria Cambodia Canada Chile China Colombia Croatia Cuba Cyprus Denmark Ecuador Egypt England
Estonia Ethiopia Europe Finland France Georgia Germany Ghana Greece Greenland Hungary Iceland India Indonesia Iran Iraq
Ireland Israel Italy Japan Jordan Kazakhstan Kenya Kuwait Laos Latvia Lebanon Libya Lithuania Luxembourg Malaysia Malta
Mexico Mongolia Morocco Mozambique Myanmar Nepal Netherlands Nigeria Norway Oman Pakistan Panama Peru Philippines
Poland Portugal Qatar Romania Russia Rwanda Scotland Senegal Serbia Singapore Slovakia Slovenia Spain Sweden
Switzerland Syria Taiwan Tanzania Thailand Tunisia Turkey Uganda Ukraine Uruguay Venezuela Vietnam Wales Yemen Zambia
Zimbabwe
"""
_STATES = """
Alabama Alaska Alberta Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana
Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska
Nevada Ohio Oklahoma Ontario Oregon Pennsylvania Quebec Queensland Tennessee Texas Utah Vermont Virginia Wisconsin
"""
_CAPITALS = """
Amsterdam Athens Atlanta Austin Bangalore Bangkok Barcelona Beijing Bengaluru Berlin Boston Brussels Cairo Chicago
Copenhagen Dallas Davos Delhi Denver Detroit Dubai Dublin Frankfurt Geneva Hamburg Hangzhou Helsinki Houston Istanbul
Jakarta Johannesburg Kyiv Lagos Lisbon London Madrid Manchester Manhattan Manila Melbourne Miami Milan Montreal Moscow
Mumbai Munich Nairobi Osaka Oslo Paris Philadelphia Phoenix Portland Prague Rome Rotterdam Seattle Seoul Shanghai
Shenzhen Stockholm Stuttgart Sydney Taipei Tokyo Toronto Vancouver Vienna Warsaw Washington Wuhan Zurich
"""
WORLD = frozenset((*_COUNTRIES.split(), *_STATES.split(), *_CAPITALS.split()))
_ENDINGS = """
Africa America Arabia Emirates Guinea Jersey Kingdom Kong Korea Lanka Mexico Republic Rica Salvador States Union York
Zealand UK US EU U.K. U.S. E.U. UAE U.A.E.
"""
_SEVERAL_WORDS = (
    *("British Columbia", "Costa Rica", "Hong Kong", "New Hampshire", "New Jersey", "New Mexico", "New South Wales"),
    *("New York", "New Zealand", "North Carolina", "North Dakota", "North Korea", "Northern Ireland", "Puerto Rico"),
    *("Rhode Island", "Saudi Arabia", "South Africa", "South Carolina", "South Dakota", "South Korea", "Sri Lanka"),
    *("United Kingdom", "United States", "West Virginia"),
)
_LANDS = frozenset((*_COUNTRIES.split(), *_STATES.split(), *_SEVERAL_WORDS, "UK", "US", "EU", "UAE"))
"""Countries and their states, whose law a company is of (`a Nevada Corporation`); cities are companies' names, too
(Phoenix Ltd)."""
_LAST_WORDS = WORLD | frozenset(_ENDINGS.split())
"""Places of one word, their short forms, and what places of several words end with: `South Korea`, `New York`."""
PLACES = frozenset((*_PROVINCES.split(), *_CITIES.split()))
_LED = lazy("(?:" + "|".join(sorted(PLACES, key=len, reverse=True)) + ")")
_INITIALS = frozenset(place[0] for place in PLACES)
"""A text that begins with none of these is not compared with three hundred places."""


def begins_with_place(text: str) -> bool:
    """Whether a name begins with a place: `begins_with_place("深圳市腾讯计算机系统")`."""
    return text[:1] in _INITIALS and _LED.match(text) is not None


def without_place(text: str) -> str:
    """A name without the place that it begins with: `without_place("杭州市海康威视数字技术") == "海康威视数字技术"`."""
    led = _LED.match(text) if text[:1] in _INITIALS else None
    return re.sub(r"^[省市区县]", "", text[led.end() :]) if led and led.group() != "中国" else text


def ends_place(word: str) -> bool:
    """Whether an English place's name is this word, or ends with it: `China`, `U.S.`, `Korea` of South Korea."""
    return word in _LAST_WORDS


def is_land(name: str) -> bool:
    """Whether this is the whole English name of a country or state: `Nevada`, `UK`, `New Jersey`; not `Air Canada`."""
    return name in _LANDS
