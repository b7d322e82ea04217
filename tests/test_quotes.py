"""Which markup points at a listing."""

from __future__ import annotations

import pytest

from feedsvc.articles.quotes import annotated, codes, is_page
from feedsvc.articles.repair import parse
from feedsvc.articles.tree import Tag


def first(html: str) -> Tag:
    tag = parse(html).first()
    assert tag is not None
    return tag


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<span data-code="106,NIO">x</span>', ("106,NIO",)),
        ('<a data-code="06618|116|5" data-code2="06618|116|3|">x</a>', ("06618|116|5", "06618|116|3|")),
        ('<span id="stock_106.NIO">x</span>', ("stock_106.NIO",)),
        ('<span id="Info.116.00700">x</span>', ("Info.116.00700",)),
        ('<span id="Info.3293">x</span>', ()),
        ('<span id="img_1">x</span>', ()),
        ('<b data-stock-symbol="AAPL">x</b>', ("AAPL",)),
        ('<span data-ticker="BRK.A">x</span>', ("BRK.A",)),
        ('<span data-code="words with spaces">x</span>', ()),
        ('<span data-code="php">x</span>', ()),
        ('<pre data-code="A1">x</pre>', ()),
        (
            '<img src="https://webquotepic.eastmoney.com/GetPic.aspx?nid=0.002382&t=1" alt="K图 002382_0">',
            ("0.002382", "K图 002382_0"),
        ),
    ],
)
def test_codes_as_written(html: str, expected: tuple[str, ...]) -> None:
    assert codes(first(html)) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("http://quote.eastmoney.com/sz002382.html", True),
        ("//quote.eastmoney.com/unify/r/116.06618", True),
        ("https://finance.sina.com.cn/realstock/company/sh600519/nc.shtml", True),
        ("https://xueqiu.com/S/SH600519", True),
        ("https://www.futunn.com/stock/00700-HK", True),
        ("https://finance.yahoo.com/quote/NIO", True),
        ("https://www.google.com/finance/quote/NIO:NYSE", True),
        ("https://data.eastmoney.com/zlsj/", False),
        ("https://evil.example/quote.eastmoney.com/", False),
        ("https://xueqiu.com/1234567/8", False),
        ("quote.eastmoney.com", False),
    ],
)
def test_page_of_quotes_is_known(href: str, *, expected: bool) -> None:
    assert is_page(href) is expected


def test_link_to_another_page_is_no_annotation() -> None:
    assert not annotated(first('<a href="https://36kr.example/projectDetails/1" data-id="1" data-name="微信">微信</a>'))
