"""Whose figures and indices others are measured by: `vs. FactSet Est`, `据芝商所的“美联储观察”工具`, `纳斯达克跌1.4%`.

Houses of data and exchanges are companies, too, and do nothing there. Rows as in citations.py: a character and a word
that a text with the pattern has, and the pattern.
"""

from __future__ import annotations

_FIGURES = (
    r"['’]s data\b| (?:[Ee]st\b|[Ee]stimates?\b|[Cc]onsensus|data\b(?! business| and analytics)|[Ss]urvey|[Pp]oll\b"
    r"|Lipper)|\s?(?:Lipper)?\s?的?(?:调查|数据|统计|汇编)(?!业务|服务|公司|部门|中心|产品)"
)
_FUTURES = r"(?:芝商所|芝加哥商品?(?:业)?交易所|CME(?:集团| Group)?)"
_SESSION = "收盘|盘[初中后]|早盘|开盘|期[货指]|大|小幅|微|暴|劲|收"
MEASURES = (
    *(
        (house[0], house, rf"{house}(?={_FIGURES})|{house}(?:(?<=Source: {house})|(?<=接受{house})(?=调查))")
        for house in ("FactSet", "LSEG", "Refinitiv", "路孚特")
    ),
    ("观", "储观察", rf"{_FUTURES}(?=的?[“\"「]?美联储观察)"),
    ("W", "Watch", rf"{_FUTURES}(?=(?:['’]s)?的?[“\"「 ]?Fed ?Watch)"),
    ("W", "Watch", r"Fed ?Watch[ -][Tt]ool (?:der|of|by|from|de) (?:the )?CME(?: Group)?"),
    ("示", "数据显示", rf"(?:{_FUTURES}|\(CME(?: Group)?\)){{1,2}}(?=数据显示)"),
    ("波", "波动率", r"(?:Cboe|CBOE)(?=\s?波动率)"),
    ("V", "VIX", r"(?:Cboe|CBOE)(?=(?:['’]s)? (?:VIX|Volatility)\b)"),
    ("V", "Volatili", r"Volatili(?:dad|dade|tät|té) (?:del? )?(?:la )?(?:CBOE|Cboe)\b"),
    ("资", "资料", r"(?:领英|LinkedIn)\s?(?=(?:个人)?(?:资料|档案)(?:显示)?)"),
    ("纳", "纳斯达克", rf"纳斯达克(?=\s?(?:{_SESSION})?(?:高开|低开|[涨跌升挫](?![停幅]?股)))"),
)
