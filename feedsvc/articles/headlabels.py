"""What the lines that head a text begin with: `来源：新华网`, `Tags: a`; and those of an event: `报告人：张三`."""

from __future__ import annotations

import re

from feedsvc.articles.chinesekeys import MEANT
from feedsvc.companies.hanzi import in_both_scripts
from feedsvc.patterns import lazy

WHO = in_both_scripts(
    "(?:来源|作者|记者|编辑|责任编辑|浏览|阅读|点击|评论|字号|星期|周|文[／/|:：]"
    "|by[ ]|in[ ]|Source|Author|[·•|–—／/&-])"
)
"""What may stand behind a date, or before it, in a line that is no sentence."""
WHOSE = in_both_scripts("来源|作者|By|Source")
_KIND = "(?:文章|稿件|信息|新闻)"
_PLACED = "发布者|发布人|栏目|频道"
_HANDS = "摄影|撰文|通讯员|供稿|责编|校对|审核|译者|翻译|出处|发布(?:机构|单位)"
CREDIT = lazy(
    in_both_scripts(
        rf"(?:(?:{_KIND}?(?:来源|作者|编辑|{_PLACED})|{_HANDS}|稿源|责任编辑|(?:本报|见习|实习)?记者|媒体|Source|Author|Section)"
        r"[ ]{0,3}[:：]|文[／/|:：])[^。！？!?]{1,40}\Z"
    )
    + r"|by(?:(?-i:[ ](?:[^\W\d_a-z][\w.'’-]*+,?|[|&]|and|of|for|van|von|der|de|la)))++\Z",
    re.I,
)
"""A line that only says by whom or where from, as may stand between a headline and its dateline: `By Jane Doe`."""
COMPANION = lazy(r"[^：:。！？!?，,]{1,12}[:：](?:[^。！？!?]{0,40}|[ ]?https?://\S+)\Z")
"""A line that may stand above a dateline in its paragraph: `来源：新华网`, `关注证券之星官方微博:`."""
_KEYS = "|".join(name for name, key in MEANT.items() if key != "content")
FAMILIAR = lazy(
    in_both_scripts(
        f"{_KIND}?(?:标题|题目|{_PLACED}|分类)|{_KIND}(?:来源|作者|编辑)"
        "|(?:当前|所在|您现在的|您的)位置|分享|收藏|转发|关注|Title|Headline|Category"
        f"|[（(]?(?:{_HANDS}|(?:原|副)标题|引题|导语|导读|核心提示|图|图片来源|字数|声明|原创"
        "|公众号|微信号|(?:索引|文)号|发文字号|公告编号"
        "|Subtitle|Contact|Read(?:ing)?[ ]time|Section|Views|Words|Photo)[ ]{0,3}[:：]"
        f"|(?:{_KEYS}|主题词|(?:公司|股票|证券|基金)?(?:代码|名称|简称)|公司|股票|证券|基金|研究员|分析师|媒体"
        "|Categories|Tags?|Keywords?|Summary|Link|URL|Company|Ticker|Symbol)[ ]{0,3}[:：]"
    )
    + f"|{WHO}|{WHOSE}",
    re.I,
)
"""What a head's lines begin with. Below another, `讲座：AI` or `数据来源：Wind`, a bare `时间：` is that one's."""
BARE = lazy(
    rf"(?:{in_both_scripts('时间|日期')}|Date)[ ]{{0,3}}[:：]"
    rf"(?!.*(?:{in_both_scripts('来源|作者|记者|编辑')}|Source|Author|by[ ]))",
    re.I,
)
"""The label of a line that does not say of what it is the time, nor who published that."""
TALK = lazy(
    in_both_scripts(
        "(?:讲座|讲者|报告人|主讲|演讲|嘉宾|主持|主题|会议|活动|议程)[^:：]{0,6}[:：]"
        "|(?:Speaker|Host|Guest|Topic|Talk|Lecture|Seminar|Webinar|Event)s?[ ]?[:：]"
    ),
    re.I,
)
"""What is told of an event in a paragraph of its own, where a headline may have a colon: `京东健康：收入增长`."""
EVENT = lazy(in_both_scripts("(?:(?:地点|会场|主办|报名)[^:：]{0,6}|(?:Venue|Location|Place|Where)[ ]?)[:：]"), re.I)
"""A line that says where: then the time beside it is an event's, and no publication's."""
