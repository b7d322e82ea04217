"""What decorates a company's name on a quote screen, and where a name ends and a longer word begins.

An exchange marks the state of a share in front of its name (`*ST`, `XD`) or behind it (`-W`, `A`); none of this is
the company's name. And a name of two or three characters can stand by accident inside other words: 国药 in 中国药典,
京东 in 北京东路, 大智慧 in 壮大智慧, 联想 in 联想到. Without a dictionary this is told by the common words that cross
the name's edge.
"""

from __future__ import annotations

import re

_BEFORE = re.compile(r"(?:\*st|st|s\*st|xd|xr|dr|[nc](?=[\u4e00-\u9fff]{3}))", re.IGNORECASE)
_AFTER = re.compile(r"(?:-[uwbrs]|-sw|(?<=[\u4e00-\u9fff])[abh]|\(退\)|退市?)$", re.IGNORECASE)


def undecorated(name: str) -> str:
    """A name without the marks of an exchange: `*ST海航` → `海航`, `小米集团-W` → `小米集团`, `万科A` → `万科`.

    First day `N`, days two to five `C`, special treatment `ST`, ex-dividend `XD`; weighted votes `-W`, secondary
    listing `-S`, biotech `-B`, not yet profitable `-U` (trading rules of SSE, SZSE and HKEX). For looking up only.
    """
    before = _BEFORE.match(name)
    bare = name[before.end() :] if before else name
    return _AFTER.sub("", bare) or name


_ENDING_INSIDE = """
壮大 扩大 强大 重大 巨大 庞大 盛大 广大 放大 加大 增大 最大 较大 更大 很大 极大 伟大 远大 宏大 博大 长大 变大
做大 特大 完美 最美 优美 精美 媲美 赞美 欧美 中美 北美 南美 唯美 甜美 华美 更美 很美 真美 审美 秀美 健美 和美
俊美 壮美 绝美 和平 水平 公平 太平 生平 持平 扁平 西安 公安 治安 保安 延安 泰安 淮安 雅安 六安 吉安 不安 东安
新安 国安 早安 创新 革新 更新 最新 全新 崭新 刷新 重新 翻新 迎新 求新 维新 常新 增长 成长 延长 生长 特长 局长
市长 部长 行长 会长 中国 美国 英国 法国 德国 韩国 泰国 我国 各国 全国 外国 俄国 两国 多国 帝国 爱国 跨国 出国
回国 岛国 强国 大国 建国 上海 沿海 深海 东海 南海 北海 珠海 青海 威海 渤海 黄海 出海 航海 入海 公海 大海 北京
南京 东京 山东 广东 股东 华东 房东 中东 远东 近东 其中 集中 当中 高中 初中 空中 途中 心中 手中 眼中 之中 华中
命中 适中 家中 中华 精华 才华 繁华 豪华 年华 升华 新华 清华 互联 物联 串联 关联 并联 苏联 交通 流通 沟通 开通
融通 普通 南通 打通 畅通 接通 贯通 精通 资金 基金 现金 黄金 奖金 佣金 租金 罚金 本金 押金 定金 五金 冶金 合金
税金 推广 宽广 两广 湖广 今天 明天 昨天 每天 航天 春天 夏天 秋天 冬天 白天 聊天 蓝天 后天 前天 全天 云南 河南
湖南 海南 济南 越南 西南 东南 华南 指南 江南 岭南 湖北 河北 东北 西北 华北 台北 广西 山西 江西 陕西 巴西 长江
浙江 丽江 镇江 湛江 九江 珠江 风光 阳光 曝光 观光 灯光 时光 眼光 月光 合同 共同 相同 不同 如同 认同 协同 等同
赞同 伙同 唐山 泰山 佛山 中山 舟山 鞍山 黄山 东方 真正 改正 公正 修正 纠正
联网 上网 官网 电网 全网 价格 风格 资格 规格 严格 性格 合格
"""
_BEGINNING_INSIDE = """
想到 想要 想象 想起 众化 众多 众人 众筹 众传 众媒 众志 米粥 米饭 米线 米椒 果树 果汁 果园 果农 果酱 果肉 果酒
果醋 安夜 安符 的士 的确 的话 浪潮 星级 达到
"""
_CROSS_LEFT = frozenset(_ENDING_INSIDE.split())
"""Common words whose last character may begin a name: behind 中国, the 国 of 国药 is not the company's."""
_CROSS_RIGHT = frozenset(_BEGINNING_INSIDE.split())
"""Pieces of words whose first character may end a name: 联想到, 大众化, 小米粥, 苹果园, 平安夜."""

_LONGEST_ACCIDENT = 3


def is_accident(text: str, start: int, end: int) -> bool:
    """Whether a short Chinese name at `text[start:end]` is a piece of the words around it.

    True for 国药 in `中国药典`, 大智慧 in `壮大智慧产品`, 美的 in `相媲美的`; False where the edges are free or the
    name is longer than three characters, for then chance is rare.
    """
    if end - start > _LONGEST_ACCIDENT:
        return False
    return (start > 0 and text[start - 1 : start + 1] in _CROSS_LEFT) or text[end - 1 : end + 1] in _CROSS_RIGHT
