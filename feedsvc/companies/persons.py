"""Persons who are called as companies are: Matt Roche, 弗里曼·戴森. A name that ends a person's names no company."""

from __future__ import annotations

import re

_SOUNDS = frozenset(
    "阿埃安奥巴贝比彼伯博布查戴达丹黛道德登迪蒂丁顿多恩尔凡菲费芬弗夫伏福盖戈格古哈赫亨洪胡怀霍基吉加杰金卡凯科可克肯库奎昆拉莱劳勒雷蕾"
    "里利莉丽林琳隆卢鲁伦罗洛马麦曼梅门蒙米敏莫姆穆娜纳奈南内尼妮宁纽努诺欧帕佩皮珀普奇恰乔切琼瑞萨塞桑森莎山珊尚史舒斯思斯丝苏索塔"
    "泰坦汤特提廷图托瓦万旺威韦维温文沃乌伍西希锡夏香肖谢辛休雅亚杨耶伊因英尤约翰泽扎詹珍朱兹佐"
)
"""What foreign given names end with as Chinese writes them."""
_FOUNDERS = """
Abbott Adani Bayer Boeing Bombardier Bosch Bruker Campari Cargill Carlyle Chanel Chubb Colgate Cummins Daimler
Danaher Deckers Dell Deloitte Disney Dyson Eaton Elsevier Emerson Ericsson Ferrari Ferrero Ferretti Fisker Ford
Fortescue Gartner Generali Grainger Halliburton Hasselblad Heineken Henkel Hershey Hertz Hess Hilton Hitachi Honda
Honeywell Hormel Hyatt Jefferies Kellogg Kohler Komatsu Kroger Kubota Lawson Lazard Lennar Liebherr Lindt Maersk
Marriott Marvell Mazda Merck Michelin Miele Monsanto Murata Nielsen Nomura Nordstrom Obayashi Otsuka Pfizer Philips
Pirelli Porsche Prada Renault Rimac Roche Schaeffler Schindler Schlumberger Schwab Sennheiser Sharp Shimano Siemens
Sixt Skadden Straumann Stryker Takeda Tesla Toyota Trumpf Vorwerk Westinghouse Weyerhaeuser Yaskawa Yazaki Yokogawa
"""
_SURNAMES = frozenset(_FOUNDERS.split())
"""Companies that are called as their founders were, and others still are."""
_CAPITALS = """
The This That These Those It Its At In On For From With By To And Or But As If When While Where Why How What Who
Which Will Would Can Could Should May Might Must Does Did Do Is Are Was Were Has Have Had After Before Since Until
Because Although Though Despite Like Unlike Both Also Even Only Just Now Then Today Yesterday Meanwhile Later
Earlier Once Still Yet However Instead Over Under About Against Between Among Inside Outside Behind Beyond Through
During Within Without Including Per Via Not No New Old Big Former Rival Fellow Global Local National International
European American African Asian German French British English Italian Spanish Swiss Dutch Danish Swedish Finnish
Norwegian Belgian Austrian Polish Czech Turkish Japanese Chinese Korean Indian Russian Brazilian Mexican Canadian
Australian Israeli Germany France Britain Italy Spain Switzerland Japan China Korea India America Europe Texas
California Detroit Tokyo London Munich Chief Chairman President Director Analyst Shares Stock Stocks Investors
Automaker Automakers Carmaker Carmakers Drugmaker Drugmakers Chipmaker Chipmakers Planemaker Truckmaker Maker Makers
Giant Giants Group Groups Company Companies Firm Brand Brands Supplier Suppliers Retailer Conglomerate Engineering
Technology Tech Pharma Auto Motor Motors Industrial Industry Team Case Buy Buys Sell Sells Meet Says Said Report
Reports Update Watch Read See Note Source Photo Credit Monday Tuesday Wednesday Thursday Friday Saturday Sunday
January February March April June July August September October November December
"""
_NO_GIVEN = frozenset(_CAPITALS.split())
"""What stands in capitals in front of a company, and is no given name."""
_GIVEN = re.compile(r"(?:^|[^\w'’-])([A-Z][a-zà-öø-ÿ]+|[A-Z]\.)(?: [A-Z]\.)? $")
_AROUND = 24
"""Characters in front in which a given name and an initial stand."""


def is_called_so(text: str, start: int) -> bool:
    """Whether a dot in front of `text[start:]` parts it from a given name (`弗里曼·戴森`), and not two things."""
    return text[start - 2 : start - 1] in _SOUNDS


def is_surname(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is the surname of a person whose given name or initial stands in front, with no further
    word of a name or of a headline behind: `(Jayson D. Henkel)`, not `Germany's Siemens`, `Drugmaker Roche Buys`."""
    if text[start:end] not in _SURNAMES or (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()):
        return False
    given = _GIVEN.search(text, max(0, start - _AROUND), start)
    return given is not None and given[1] not in _NO_GIVEN and given[1] not in _SURNAMES
