"""Links to quote pages, and the listings that they show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.companies import quotepages


@pytest.mark.parametrize(
    ("href", "key"),
    [
        ("http://quote.eastmoney.com/unify/r/116.06618", "06618.HK"),
        ("http://quote.eastmoney.com/sz002382.html", "002382.SZ"),
        ("https://quote.eastmoney.com/hk/06618.html", "06618.HK"),
        ("https://quote.eastmoney.com/us/NIO.html?from=x", "NIO.US"),
        ("https://finance.sina.com.cn/realstock/company/sh600519/nc.shtml", "600519.SH"),
        ("https://stock.finance.sina.com.cn/hkstock/quotes/00700.html", "00700.HK"),
        ("https://stock.finance.sina.com.cn/usstock/quotes/BABA.html", "BABA.US"),
        ("https://xueqiu.com/S/SH600519", "600519.SH"),
        ("https://xueqiu.com/S/00700", "00700.HK"),
        ("https://xueqiu.com/S/BABA", "BABA.US"),
        ("https://xueqiu.com/S/HKHSI", None),
        ("https://stock.finance.sina.com.cn/usstock/quotes/DE.html", "DE.US"),
        ("https://xueqiu.com/S/V", "V.US"),
        ("https://finance.yahoo.com/quote/T", "T.US"),
        ("https://finance.yahoo.com/quote/DTE.DE", "DTE.DE"),
        ("https://www.futunn.com/stock/00700-HK", "00700.HK"),
        ("https://www.futunn.com/stock/BABA-US", "BABA.US"),
        ("https://finance.yahoo.com/quote/0700.HK", "00700.HK"),
        ("https://finance.yahoo.com/quote/BABA?p=BABA", "BABA.US"),
        ("https://www.google.com/finance/quote/BABA:NYSE", "BABA.US"),
        ("http://quote.eastmoney.com/unify/r/90.BK0493", None),
        ("http://data.eastmoney.com/cjsj/ppi.html", None),
        ("https://example.org/quote/600519.SH", None),
        ("https://notxueqiu.com/S/SH600519", None),
        ("http://[bad/600519.SH", None),
        ("", None),
    ],
)
def test_from_link_reads_known_quote_pages_only(href: str, key: str | None) -> None:
    listing = quotepages.from_link(href)
    assert (listing.key if listing else None) == key


@given(st.text())
def test_from_link_of_any_text_never_raises(text: str) -> None:
    quotepages.from_link(text)
    quotepages.from_link("https://quote.eastmoney.com/" + text)
