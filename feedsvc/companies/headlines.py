"""Names in a headline whose words all have capitals: `Chinese EV Maker Acme Ltd Files for IPO`.

What says there what a company is looks like a piece of its name. The text below tells: where it has the end of the name
with its form, and never the whole, that is the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feedsvc.companies.latin import is_trade
from feedsvc.patterns import lazy

_KINDS = (
    "Firm|Maker|Giant|Operator|Producer|Startup|Start-[Uu]p|Developer|Provider|Chain|Company|Miner|Carrier|Builder|Titan"
    "|Supplier|Manufacturer|Distributor|Retailer|Broker|Platform"
)
_KIND = lazy(rf"(?<= )(?:{_KINDS})(?= [A-Z0-9])")
_CAPITALIZED = lazy(r"[A-Z0-9][\w.&'’-]{0,30},? \Z")
_BEGINS = lazy(r"(?:\A|\n|[.!?:] )[A-Z][\w.&'’-]{0,30} \Z")
_AROUND = 40
_MOST = 20
"""Places of a name in a text that are looked at."""


def before_own(name: str, stem: str, below: Iterable[str]) -> int:
    """How many characters at the beginning of a headline's legal name, whose form stands behind its stem, only say what
    the company is: `before_own("Miner Acme Inc", "Miner Acme", ["The miner Acme Inc. fell."]) == 6`; 0 for none."""
    texts = list(below)
    if any(stem in text for text in texts):
        return 0
    form = name[len(stem) :].strip(" ,.")
    starts = (at + 1 for at, letter in enumerate(stem) if letter == " ")
    return next(
        (at for at in starts if not is_trade(stem[at:]) and any(_has(text, stem[at:], form) for text in texts)), 0
    )


def may_describe(stem: str) -> bool:
    """Whether a word within a name may be the end of what a headline says of the company: `Casino Operator Acme`."""
    return any(not is_trade(stem[found.end() + 1 :]) for found in _KIND.finditer(stem))


def before_code(words: str, below: Iterable[str]) -> str:
    """The name at the end of the words that a headline has in front of a code, where the text below has never the
    whole: what stands in front of a bracket there, or behind a word for a kind of company: `Chinese EV Maker Acme`."""
    texts = list(below)
    if any(words in text for text in texts):
        return words
    ends = (words[at + 1 :] for at, letter in enumerate(words) if letter == " ")
    told = (end for end in ends if not is_trade(end) and any(_is_coded(text, end) for text in texts))
    kinds = (words[kind.end() + 1 :] for kind in _KIND.finditer(words))
    return next(told, "") or next((own for own in reversed([*kinds]) if not is_trade(own)), words)


def _is_coded(text: str, own: str) -> bool:
    at = text.find(f"{own} (")
    return at >= 0 and not _CAPITALIZED.search(text, max(0, at - _AROUND), at) and not text[at - 1 : at].isalnum()


def _has(text: str, own: str, form: str) -> bool:
    """Whether a text has words with a form behind them, and no others with a capital in front."""
    return any(not _CAPITALIZED.search(before) or _BEGINS.search(before) for before in _fronts(text, own, form))


def _fronts(text: str, own: str, form: str) -> Iterator[str]:
    whole = re.compile(rf"{re.escape(own)}(?<![\w.&'’-]{re.escape(own)}),? {re.escape(form)}(?!\w)")
    for found, _ in zip(whole.finditer(text), range(_MOST), strict=False):
        yield text[max(0, found.start() - _AROUND) : found.start()]
