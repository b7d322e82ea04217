"""Codes without a market right beside a name: `小米（1810）`, a table's `000333 | 美的`. They tell whose a name is, and
nothing by themselves."""

from __future__ import annotations

import re

_CODES = re.compile(r"(?<![0-9.情])[0-9]{5,6}(?![0-9.]|[,，] ?股)|(?<=[(（:：])[0-9]{3,4}(?![0-9.年/-])")
"""Four digits, as Taiwan and Tokyo have, or Hong Kong without zeros, count in brackets or behind a colon alone. What a
site's tool puts behind words (`(300024,股吧)`, `(行情300024,诊股)`) tells nothing (context.py)."""
_BESIDE = 10
"""Characters on each side in which a table has the code of a name: a digit group, a bar, a line's end."""


def beside(text: str, start: int, end: int) -> frozenset[str]:
    """The numbers right beside the name at `text[start:end]` that may be a code."""
    return frozenset(_CODES.findall(text, max(0, start - _BESIDE), end + _BESIDE))


def of(listing: str) -> set[str]:
    """How a listing's code may stand without its market; papers in Hong Kong leave out zeros: `00981`, `0981` and `981`
    of 00981.HK."""
    code, _, market = listing.partition(".")
    cuts = range(3) if market == "HK" else range(1)
    return {code[cut:] for cut in cuts if not code[:cut].strip("0")}
