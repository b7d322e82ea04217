"""The code that stands right behind a legal name, in the next bracket or two, or right beside a short form."""

from __future__ import annotations

from bisect import bisect_left

from feedsvc.companies.folding import has_letters, is_han
from feedsvc.companies.legal import Legal
from feedsvc.patterns import lazy

BEHIND = 60
"""Characters between a legal name and the short form that stands for it: both in one bracket behind the name."""
_WHOLE = 160
"""Characters of a bracket behind a Latin name, with short forms and the codes of several exchanges. No words stand
there; in a Chinese one they may be of the owner, whose code it is."""
_NEARBY = 40
"""Characters between a short form and the code that belongs to it, inside one bracket or one line of a notice."""
_APART = lazy(r"[()。;\n]")


def bracket(text: str, end: int) -> int:
    """Where the bracket behind a name that ends at `end` opens: at once, or behind a blank, as in English, which has
    commas and possessives there, too (`Aclarion, Inc., (“Aclarion”)`); else -1."""
    opening = _OPENING.match(text, end)
    return opening.end() - 1 if opening else -1


_OPENING = lazy(r"(?:(?<=[A-Za-z.])(?:,|['’]s?))? ?\(")


def code_behind(text: str, name: Legal, known: list[tuple[int, str]]) -> str | None:
    """The key of the code in the bracket behind a name; in English also in the next one, behind a short form (`Aemetis,
    Inc. (“Aemetis”) (NASDAQ: AMTX)`), and not behind other words in either, which may be of another company (`Acme Inc.
    (a subsidiary of Apple) (NASDAQ: AAPL)`); in Chinese not behind another's name
    (`启特企业管理有限公司(万科企业,000002.SZ)`).
    """
    end = name.end
    founded = _FOUNDED.match(text, end)
    opening = founded.end() if founded else bracket(text, end)
    if opening < 0:
        return None
    at = bisect_left(known, opening, key=lambda one: one[0])
    close = text.find(")", opening, opening + (BEHIND if is_han(text[end - 1]) else _WHOLE))
    if at == len(known) or close < 0:
        return None
    if known[at][0] > close and not is_han(text[end - 1]) and _DEFINED.match(text, opening):
        opening = bracket(text, close + 1)
        close = text.find(")", opening, opening + _WHOLE) if opening >= 0 else -1
    if known[at][0] > close:
        # Asked before the words in front of the code are: there may be a whole article of them.
        return None
    if is_han(text[end - 1]):
        return None if _other_name(text, name, opening) else known[at][1]
    shorts = _SHORTS.match(text, opening)
    return None if _WORDS.search(text, shorts.end() if shorts else opening, known[at][0]) else known[at][1]


_FOUNDED = lazy(
    r"(?:\s{0,3}\((?:[^()\n]{0,40}成立|[Ii]ncorporated in |[Aa] joint stock )[^()\n]{0,100}\)){0,2}\s{0,3}"
    r"(?=\([^()\n]{0,20}(?:股份代号|[Ss]tock [Cc]ode))"
)
"""Between a name and its code at the head of announcements in Hong Kong, each in a line of its own:
`（於開曼群島註冊成立的有限公司）`, `(Incorporated in the Cayman Islands with limited liability)`."""
_OPENS_CALLED = lazy(
    r"\((?!\w{0,8}(?:代[码号]|简称|交所|交易所|[ABH港美沪深新]股|[沪深京港美]市|板|证券))([\u4e00-\u9fff]{2,8})[,、;:]"
)
"""A Chinese name with which a bracket opens, and no label or exchange."""


def _other_name(text: str, name: Legal, opening: int) -> bool:
    """Whether a bracket opens with a name whose letters do not stand in the legal one in their order."""
    called = _OPENS_CALLED.match(text, opening)
    return called is not None and not has_letters(text[name.start : name.end], called[1])


_WORDS = lazy(r"\b(?:(?<![A-Z]{2} )|(?!and\b|or\b))[a-z]{2,}")
"""But `and` behind what may be an exchange that nobody knows: `(XYZ and JSE: ABC)`."""
_QUOTED_SHORT = r"(?:the )?[\"“‘'][^()\"”’'\n]{1,40}[\"”’']"
_SHORTS = lazy(rf"\((?:the |hereinafter |together, )?{_QUOTED_SHORT}(?:,? (?:or |and )?{_QUOTED_SHORT}){{0,3}}")
"""With which a bracket opens before its code: `("Acme" or the "Company"; NASDAQ: ACM)`."""
_DEFINED = lazy(r"\((?:(?:the |hereinafter |together, )?[\"“‘']|publ\b)")
"""A bracket that opens with a quoted short form, or says that a company is a public one (`Volvo AB (publ)`)."""


def code_beside(text: str, span: tuple[int, int], known: list[tuple[int, str]]) -> str | None:
    """The key of the nearest code in front of a short form or behind it, with neither bracket nor full stop between."""
    after = bisect_left(known, span[1], key=lambda one: one[0])
    for at, key in known[max(0, after - 1) : after + 1]:
        between = text[span[1] : at] if at >= span[1] else text[at : span[0]]
        if len(between) <= _NEARBY and not _APART.search(between):
            return key
    return None
