"""Codes without a market right beside a name, `小米（1810）`, a table's `000333 | 美的`, or with an exchange that is
one of several, `Thales (Euronext: HO)`, or with the mark of one whose codes agencies write otherwise, `Orange (ORA.PA)`
(Reuters has ORAN.PA). They tell whose a name is, and nothing by themselves."""

from __future__ import annotations

from feedsvc.companies import codes
from feedsvc.companies.folding import FORUM, folded_name
from feedsvc.companies.latin import OPENERS
from feedsvc.companies.naming import is_theme
from feedsvc.patterns import lazy

_CODES = lazy(
    r"(?<![0-9.情])[0-9]{5,6}(?![0-9.]|[,，] ?股)"
    r"|(?<=[(（:：])[0-9]{4}(?![0-9.年/万亿元人家台-])|(?<=[(（])[0-9]{3}(?=[)）])"
)
"""Four digits, as Taiwan and Tokyo have, or Hong Kong without zeros, count in brackets or behind a colon alone, three
in a bracket of their own."""
_SHORT = lazy(r"[(（]([0-9]{1,2})[)）]")
"""Hong Kong's oldest companies, `煤氣（3）`: right behind the name, for in front of it a list has its numbers."""
_LINKED = lazy(
    rf"[(（](?:行情)?([0-9]{{6}}){FORUM}[)）]"
    r"(?:(?![\u4e00-\u9fff])"
    r"|(?=等|和|与|及|以及|[大小领跟微暴]?[涨跌]|活跃|走[强弱高低]|拉升|公告|披露|拟|中标|盘[中后前]|[早午尾]盘|[今昨]日|股价))"
)
"""What a site's tool puts behind whatever reads as a company's name, be it a word or a piece of one: `扫地机器人
(300024,股吧)`, `北京中关村(000931,股吧)大街`; it counts where no other word goes on, and behind no everyday word."""
_SOMEWHERE = lazy(
    r"(?: [A-Z][\w.&-]{0,20}){0,3},? ?[(（][^()（）\n]{0,40}?"
    r"(?<![A-Za-z])(?:Euronext|EURONEXT|TSE)\s?[:：]\s?([A-Z]{2,5}|[0-9]{4})(?=\s?[),;/）])"
)
"""Euronext is in seven cities; `TSE` is Tokyo's exchange, Taiwan's and Toronto's."""
_SUFFIXED = lazy(
    r"(?: [A-Z][\w.&-]{0,20}){0,3}(?:['’]s)? ?[(（] ?"
    r"([A-Z0-9][A-Z0-9-]{0,9}\.(?:PA|DE|AS|BR|LS|SW|MI|MC|ST|CO|HE|OL|WA|SI|NS|BO|JO|NZ|SA|MX|TA))(?= ?[),;/）])"
)
_QUOTED = lazy(
    r"(?:['’]s)? ?[(（] ?((?:(?=[A-Z])[A-Za-z0-9]{2,6}(?:_p[a-z]?)?|[A-Z](?=\.N[)）]))"
    r"\.(?:PA|DE|AS|BR|LS|S|SW|VX|MI|MC|ST|CO|HE|OL|WA|VI|L|N|O|OQ|T|HK|KS|KQ|SI|NS|BO|JO|NZ|SA|MX|TA|AX|TO))[)）]"
)
"""A code in a bracket of its own as Reuters writes it, whose letters are often not those of the exchange:
`BMW (BMWG.DE)`."""
_LONGER = lazy(r"(?:\A|[^\w.'’-])([A-Z][\w.'’&-]{0,24}) \Z")
_BESIDE = 10
"""Characters on each side in which a table has the code of a name: a digit group, a bar, a line's end."""


def beside(text: str, start: int, end: int) -> frozenset[str]:
    """The numbers right beside the name at `text[start:end]` that may be a code."""
    found = _CODES.findall(text, max(0, start - _BESIDE), end + _BESIDE)
    short = _SHORT.match(text, end)
    if short:
        found.append(short[1])
    linked = _LINKED.match(text, end)
    if linked and not is_theme(folded_name(text[start:end])):
        found.append(linked[1])
    somewhere = _SOMEWHERE.match(text, end)
    if somewhere:
        found.append(somewhere[1])
    suffixed = _SUFFIXED.match(text, end)
    if suffixed:
        found.append(suffixed[1])
    return frozenset(found)


def quoted(text: str, start: int, end: int) -> str:
    """The key of the share whose code a bracket behind the Latin name at `text[start:end]` gives as Reuters writes it,
    "BMWG.DE"; "" for none, and where a word with a capital in front makes it another's (`Duke Realty (DRE.N)`)."""
    code = _QUOTED.match(text, end) if text[start].isascii() else None
    front = code and _LONGER.search(text, max(0, start - _FRONT), start)
    if code is None or (front and front[1] not in OPENERS):
        return ""
    listing = codes.parse(code[1])
    return listing.key if listing else code[1]


_FRONT = 30


def of(listing: str) -> set[str]:
    """How a listing's code may stand without its market, or as it is; papers in Hong Kong leave out zeros: `00981`,
    `0981` and `981` of 00981.HK, `2` of 00002.HK."""
    code, _, market = listing.partition(".")
    cuts = range(len(code)) if market == "HK" else range(1)
    return {listing, *(code[cut:] for cut in cuts if not code[:cut].strip("0"))}
