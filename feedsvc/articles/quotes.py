"""Markup that points at a listing: links to pages of quotes, tagged words, live charts."""

from __future__ import annotations

import re
from functools import lru_cache

from feedsvc.articles.shown import attribute
from feedsvc.articles.tree import Tag
from feedsvc.patterns import lazy

_PAGE = lazy(
    r"(?:https?:)?//(?:[a-z0-9-]+\.)*(?:"
    r"quote\.eastmoney\.com/|guba\.eastmoney\.com/list,|emweb\.securities\.eastmoney\.com/|"
    r"finance\.sina\.com\.cn/(?:realstock|futures/quotes|stock/(?:hkstock|usstock)/quotes)/|"
    r"stock\.finance\.sina\.com\.cn/(?:hkstock|usstock)/quotes/|"
    r"xueqiu\.com/s/|gu\.qq\.com/|stockpage\.10jqka\.com\.cn/|quotes\.money\.163\.com/|stockhtm\.finance\.qq\.com/|"
    r"futunn\.com/(?:[a-z-]+/)?(?:stock|quote)/|moomoo\.com/(?:[a-z-]+/)?stock/|"
    r"finance\.yahoo\.(?:com|co\.jp)/(?:quote|q[?/])|finance\.google\.com/|google\.com/finance|"
    r"investing\.com/equities/|nasdaq\.com/(?:market-activity/stocks|symbol)/|bloomberg\.com/quote/|"
    r"marketwatch\.com/investing/stock/|seekingalpha\.com/symbol/)",
    re.I,
)
_CHART = lazy(
    r"(?:https?:)?//(?:webquote(?:kline)?pic\.eastmoney\.com|pifm\d*\.eastmoney\.com|image\d*\.sinajs\.cn/newchart|"
    r"chart\d*\.finance\.yahoo\.com|[^/]*/getpic\.aspx\?nid=)",
    re.I,
)
HOST = 400
"""Characters in which an address has named its host and the folder that tells a page of quotes."""
_NID = lazy(r"[?&]nid=([^&#]{1,40})", re.I)
_CODE_ATTRIBUTE = lazy(r"data-(?:[a-z]{1,12}-)?(?:code|symbol|ticker|stock|secid|quote|isin)[a-z]{0,8}\d?\Z")
_CODE = lazy(r"(?=[^0-9A-Z]{0,40}[0-9A-Z])(?:K )?[0-9A-Za-z^.][0-9A-Za-z.,|:_^-]{0,39}\Z")
_ID = lazy(r"(?:[a-z]{2,10}|Info)[_.-][0-9]{1,3}[.,_][0-9A-Z.]{1,12}\Z")
_CHART_NAME = lazy(r"K图\s*[0-9A-Za-z._]{1,16}\Z")
NAMES = frozenset({"a", "span", "img", "b", "strong", "em", "i", "font", "code", "div", "p", "mark", "u"})
"""Elements that annotate words or pictures; `pre data-code` is program text."""


def is_page(href: str) -> bool:
    """Is this the address of a page of quotes? `http://quote.eastmoney.com/sz002382.html` is."""
    return _is_page(href[:HOST])


@lru_cache(1024)
def _is_page(beginning: str) -> bool:
    return _PAGE.match(beginning) is not None


def is_chart(tag: Tag) -> bool:
    """Is this picture drawn live from quotes? It shows another thing each day and is no part of an article."""
    if tag.name != "img":
        return False
    named = _CHART_NAME.match(attribute(tag, "alt").strip())
    return bool(named or _CHART.match(attribute(tag, "src")))


def codes(tag: Tag) -> tuple[str, ...]:
    """The codes that an element carries, as written: `data-code="106,NIO"`, `id="stock_106.NIO"`, `nid=116.06618`."""
    named = tag.attrs.get("id")
    return (*data_codes(tag), named) if named and tag.name in NAMES and _ID.match(named) else data_codes(tag)


def data_codes(tag: Tag) -> tuple[str, ...]:
    """The codes of an element without its id: an empty `<span id="quote_106.NIO">` only waits for a number."""
    if not tag.attrs or tag.name not in NAMES:
        return ()
    coded = [name for name in tag.attrs if name[:5] == "data-" and _holds_code(name)]
    if not coded and tag.name != "img":
        # Nearly all: they are a link's own.
        return ()
    found = [value for name in coded if _CODE.match(value := tag.attrs[name].strip())]
    return tuple(dict.fromkeys([*found, *_drawn(tag)] if is_chart(tag) else found))


@lru_cache(1024)
def _holds_code(name: str) -> bool:
    return _CODE_ATTRIBUTE.match(name) is not None


def _drawn(tag: Tag) -> list[str]:
    """The codes of a chart: in its address, and in the name that eastmoney gives it."""
    nid = _NID.search(attribute(tag, "src"))
    name = _CHART_NAME.match(attribute(tag, "alt").strip())
    return [found for found in (nid and nid[1], name and name[0]) if found]


def page(tag: Tag) -> str:
    """The page of quotes that an element points at, "" where it points at none. Some write `href` on a `span`."""
    href = tag.attrs.get("href", "").strip()
    return href if href and is_page(href) else ""


def annotated(tag: Tag) -> bool:
    """Does this element point at a listing?"""
    return bool(tag.attrs) and (page(tag) != "" or codes(tag) != ())
