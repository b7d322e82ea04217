"""Capitalized words around Latin names.

Names are written with capitals, and so is what opens a sentence (`Shares of Apple`) or says whose office it is
(`CEO of Medtronic`). A name that is cut too short is a word of others, and its company would take in whatever holds it.
"""

from __future__ import annotations

_OPENING = """
The A An On In At By For From To With And Or But While When As After Before Since Although However Meanwhile
Also Then Now Today Yesterday Tomorrow Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February
March April May June July August September October November December CEO CFO COO CTO Chairman President Mr Mrs
Ms Dr Sir Former Rival Shares Analysts Investors Its His Her Their Our This That These Those Both Like Unlike
Including Among Between About Contact Through Why How What Is Are Does
"""
OPENERS = frozenset(_OPENING.split())
"""Capitalized words that open a sentence or a title, and no company's name."""
_OFFICES = """
Founder Co-Founder Cofounder Director Partner Officer Manager Member Head Owner Chair Chairwoman Governor Secretary
Treasurer Trustee Counsel Analyst Professor Sales Marketing Relations Parent Units Holders
Shareholders Customers Subsidiary Division
"""
OFFICES = frozenset(_OFFICES.split())
"""Words that before `of` say whose they are; without it they may begin a name (`Partner Communications`)."""
JOINING = ("of", "for", "de", "&")
"""Words within names, and behind what only a sentence has in front of a name."""
_FORMING = """
Inc Incorporated Corp Corporation Co Company Ltd Limited PLC plc LLC LLP LP GmbH AG NV SA SE SpA ADR ADRs
"""
_FORMS = frozenset(_FORMING.split())
_TRADES = """
Group Holding Holdings Bank Banks Bancorp Financial Finance Capital Trust Insurance Investment Investments Partners
Ventures Management Fund Brands Stores Markets Foods Beverage Restaurants Hotels Resorts Airlines Airways Motor Motors
Automotive Energy Oil Gas Petroleum Power Electric Solar Water Utilities Mining Mines Minerals Metals Gold Silver
Copper Lithium Uranium Steel Resources Materials Chemical Chemicals Paper Pharma Pharmaceutical Pharmaceuticals
Therapeutics Biotech Biotechnology Biosciences Biopharma Health Healthcare Medical Sciences Diagnostics Technology
Technologies Tech Software Systems Solutions Services Semiconductor Semiconductors Electronics Communications
Telecom Wireless Networks Network Media Entertainment Games Gaming Interactive Digital Data Labs Laboratories
Industries Industrial Industrials Manufacturing Engineering Construction Properties Property Realty Homes
Enterprise Enterprises International Global Worldwide Logistics Transportation Shipping Marine Aerospace Defense
Products Exploration Development Innovations Acquisition Partnership Business Subsidiary Securities Exchange Market
Stock Stocks Share Units Unit Warrants Notes Symbol Ticker Nasdaq NASDAQ NYSE AMEX Index
"""
TRADES = frozenset((*_FORMS, *_TRADES.split()))
"""What the names of companies end with, and what stands before a code for itself (`Common Stock`): alone, or several
of them, they are no name."""


def is_trade(name: str) -> bool:
    """Whether a Latin text says only what a company does, or which form it has: `Group`, `Energy Holdings`, `Inc`."""
    return TRADES.issuperset(name.replace(".", "").split())


def opens(word: str, joining: str | None) -> bool:
    """Whether a capitalized word is the sentence's, not the name's behind it; `joining` what stands between."""
    return word in OPENERS or (word in OFFICES and joining in ("of", "for")) or word.endswith(("'s", "’s", "-based"))
