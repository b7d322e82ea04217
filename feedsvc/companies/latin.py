"""The Latin name at the end of words of a sentence: `Other makers like Massimo Group` ends with `Massimo Group`.

Names are written with capitals, and so is what opens a sentence (`Shares of Apple`) or says whose office it is
(`CEO of Medtronic`). Where nobody can tell one from the other, or one name from two (`Apple and Microsoft`), there is
none: a name that is cut too short is a word of others, and its company would take in whatever holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedsvc.companies.places import ends_place, is_land
from feedsvc.patterns import lazy

_OPENING = """
The A An On In At By For From To With And Or But While When As After Before Since Although However Meanwhile
Also Then Now Today Yesterday Tomorrow Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February
March April May June July August September October November December CEO CFO COO CTO Chairman President
Former Rival Shares Analysts Investors Its His Her Their Our This That These Those Both Like Unlike
Including Among Between About ABOUT Through Why How What Is Are Does Neither Nor Choosing
Because Despite Following Until Where Which Who Whose Whether Whereas If Perhaps Instead Should Could Would Did Has Had
Was Were Yet During Amid Within Upon Alongside Besides Regarding Concerning Using Founded Dear Currently
Previously Earlier Later Subsequently Eventually Finally Thus Hence Therefore They Consider Sell Avoid Forget
"""
_HEADLINES = """
Accuses Acquires Advises Alleges Announces Appoints Approves Arrests Asks Awards Backs Bans Blames Blasts Blocks Boosts
Buys Cautions Charges Completes Confirms Cuts Denies Downgrades Earns Encourages Engages Files Fines Gets Hires
Increases Investigates Jails Joins Launches Names Notifies Orders Overtakes Picks Probes Promotes Pursues Raids Raises
Recommends Rejects Releases Reminds Says Secures Seeks Sees Selects Sells Sues Suspends Takes Taps Tells Threatens
Unveils Upgrades Urges Warns Welcomes Wins Accused Charged Filed Fined Sued Urged Against Formerly Announcing
Introducing Highlighting Chipmaker Chipmakers Drugmaker Carmaker Automaker Subsidiary Adjusts Competitor Competitors
Peer Peers Rivals Drugmakers Carmakers Automakers Planemaker Homebuilder Retailer Retailers Demand Examine PSU Lender
Lenders Insurer Insurers Brokerage Bankrupt Embattled Beleaguered Troubled Die Der Officer Several Various Numerous
"""
_HEADLINE = frozenset(_HEADLINES.split())
OPENERS = frozenset((*_OPENING.split(), *_HEADLINE))
"""Capitalized words that open a sentence or stand in a title in front of a name, and are seldom a piece of one (Ping
An, SK On; Cold Cuts LLC, see `opens`); `Dr` and `Mr` begin some (Dr Pepper)."""
_BEHIND_TO = "Acquire Buy Sell Join Pay Sue Invest Present Host Represent Replace Supply"
INFINITIVES = frozenset(_BEHIND_TO.split(" "))
"""Words of a headline behind `to`; elsewhere they may be a name's (`Best Buy`)."""
_OFFICES = """
Founder Co-Founder Cofounder Director Partner Officer Manager Member Head Owner Chair Chairwoman Governor Secretary
Treasurer Trustee Counsel Analyst Professor Sales Marketing Relations Parent Units Holders
Shareholder Shareholders Customers Subsidiary Division Board Directors Committee Council
Offer Sale Bid Deal Announcement Lawsuit Claim Claims Plan Plans News Deadline Alert Notice Results Target Outlook
"""
OFFICES = frozenset(_OFFICES.split())
"""Words that before `for` are the sentence's (`CEO and Director for`, `Offer for`); without it they may begin a name
(`Partner Communications`)."""
_WHOLES = """
Bank Banks Bancorp Bancshares Corp Corporation Co Company Mutual First Authority Insurance Products Trust Exchange Fund
University College Institute Institution School Academy Hospital Center Centre Museum Church Chamber House Home Bureau
Society Association Federation Union League Order City Port State Republic Kingdom Trail Isle Isles Island Islands Bay
Gulf Cape Mount Lake Land World Wizards Call Fruit Best Art Government
Friends Sons Daughters Knights Clubs Charities Industries Way Parenthood Diocese Archdiocese Hospice Foundation
Banco Banca Banque Caixa Caja Cassa Casa Bolsa Borsa Grupo Gruppo Compañía Compania Companhia Compagnia Compagnie
Sociedad Sociedade Società Société Empresa Empresas Fábrica Fabrica Energía Energia Petróleo Petróleos Águas Aguas
"""
OF_NAMES = frozenset(_WHOLES.split())
"""Words that before `of` are a piece of a name: `Bank of America`, `Isle of Capri Casinos`; all others are the
sentence's: `Scalability of`, `One of`, `Greg Taxin of Spotlight Advisors`."""
OF = frozenset(("of", "of the", "for the", "del", "della", "di", "do", "da", "dos", "du", "des"))
"""What joins such a piece alone: `Bank of the Ozarks`, `Banco del Sur`; `Bad News for the Boeing Co` ends with one."""
JOINING = ("of the", "for the", "de la", "of", "for", "de", "&", "+", *sorted(OF - {"of", "of the", "for the"}))
"""Words within names, and behind what only a sentence has in front of a name; the longer before their beginnings."""
_FORMING = """
Inc Incorporated Corp Corporation Co Company Ltd Limited PLC Plc plc LLC LLP LP GmbH AG NV SA SE SpA Pte
Pty Pvt KGaA Aktiengesellschaft AB ASA A/S Oyj ADR ADRs INC CORP CORPORATION LTD LIMITED
"""
FORMS = frozenset(_FORMING.split())
"""Legal forms of companies, without points, and what stands behind them where their shares are traded."""
_ENDED = frozenset(("Inc", "LLC", "LLP", "Ltd", "PLC", "GmbH"))
"""Of these the ones that no name goes on behind: `Robbins LLP Reminds Wolfspeed, Inc.` has another one."""
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
Products Exploration Development Innovations Acquisition Partnership Trade Trading Business Companies Subsidiary
Securities Exchange Market Stock Stocks Share Units Unit Warrants Notes Symbol Ticker Nasdaq NASDAQ NYSE AMEX Index
"""
TRADES = frozenset((*FORMS, *_TRADES.split()))
"""What the names of companies end with, and what stands before a code for itself (`Common Stock`): alone, or several
of them, they are no name."""
_STATUS = lazy(r"(?:Certified )?[BCS]|City of [^ ]+")
"""What stands before `Corp` for certified companies, for how the others are taxed in the United States (Internal
Revenue Code, subchapters C and S), and for a city."""
_LISTED = "Exchange Market Stock Stocks Shares Units Warrants Notes Symbol Ticker Nasdaq NASDAQ NYSE AMEX OTCQB OTCQX"
_VENUES = ("OTC Markets", "OTC Pink", "TSX Venture", "NYSE American", "Cboe Canada")
_NO_ENDS = frozenset((*_LISTED.split(" "), *_VENUES))
"""What ends the name of what is listed, or of where it is: `listed on the OTC Markets (OTCQB: CHHYF)`; not Robinhood
Markets, nor OTC Markets Group."""
POSSESSIVES = ("'s", "’s")
_CAPITALIZED = lazy(r"[A-Z0-9\u00c0-\u00de]|[a-z]{1,2}[A-Z]|(?:[a-z]\.){3}")
"""`Bandai`, `3M`, `eBay`, `iRobot`, `e.l.f.`."""
_LAST_LATIN = "\u024f"
_POINTED = lazy(r"(?<![A-Za-z])([A-Z][A-Za-z]*)\.$|(?<![\w.])(?![afn]\.k\.a\.|d\.b\.a\.)((?:[a-z]\.){3,6})$")
_LONGEST_FORM = 13
_INNER = (*JOINING, "and")
_SMALL_WORDS = frozenset(" ".join(_INNER).split())
_TOKEN = lazy(rf"(?<!\S)(?:{'|'.join(joining for joining in JOINING if ' ' in joining)})(?!\S)|\S+")
"""A word, or the words that join two of a name."""


def is_latin(text: str) -> bool:
    """Whether a text has no letters but Latin ones, and some."""
    letters = "".join(filter(str.isalpha, text))
    return bool(letters) and max(letters) <= _LAST_LATIN


def is_trade(name: str) -> bool:
    """Whether a Latin text says only what a company does, or which form it has: `Group`, `Energy Holdings`, `Inc`."""
    return TRADES.issuperset(name.replace(".", "").split())


def is_kind(name: str, form: str, before: str) -> bool:
    """Whether a Latin name and its form, behind what stands before them, say what kind of company it is, or of which
    state, not which: `a B Corp`, `an S Corporation`, `a Nevada Corporation`; the City of London Corporation is a
    state's. `UK plc` and `Japan Inc` are all companies of a land, Israel Corp is one; `a Texas Bank Holding Co.` is
    any. What somebody holds (`Its Crypto ETF Holdings`) is none, nor half a name (`Bundes- und Foo GmbH`)."""
    if _NO_NAME.search(before) and (form == "Holdings" or before.endswith("- und ")):
        return True
    if is_land(name):
        return form.replace(".", "").lower() in ("plc", "inc", "sa") or _ARTICLE.search(before) is not None
    if form.startswith("Co") and not form.startswith("Corp"):
        return all(word in TRADES or ends_place(word) for word in name.split())
    return form.startswith("Corp") and _STATUS.fullmatch(name) is not None


_ARTICLE = lazy(r"\b[Aa]n? \Z")
_NO_NAME = lazy(r"(?:\b(?:Its|Their|His|Her|Our)|[a-z]- und) \Z")
_BOURSE = lazy(
    r"(?:[A-Z][a-z]+ ){0,3}Stock Exchange(?: of(?: [A-Z][a-z]+){1,2})?|NYSE(?: [A-Z][a-z]+)?"
    r"|Singapore Exchange Securities Trading"
)


def is_exchange(name: str) -> bool:
    """Whether a Latin name is an exchange's, where releases say their shares are listed: `Stock Exchange of Hong Kong`
    (Limited). Its mother company's name goes on: `London Stock Exchange Group`."""
    return _BOURSE.fullmatch(name) is not None


def is_akin(known: str, name: str) -> bool:
    """Whether two Latin names may be one company's: they share a word that is no trade, one is written together
    (`JPMorgan`, `J.P. Morgan Chase`), or one has the other's initials, its form's among them or not (`IBM`, `TSMC`)."""
    mine, its = _own_words(known), _own_words(name)
    written = ["".join(mine), "".join(its)]
    shared = any(len(word) > 1 and word not in _SMALL_TRADES for word in set(mine) & set(its))
    shorter, longer = sorted(written, key=len)
    return (
        shared
        or not {*_initials(known, mine), *_initials(name, its)}.isdisjoint(written)
        or (len(shorter) >= _LONG_ENOUGH and longer.startswith(shorter))
    )


def _own_words(name: str) -> list[str]:
    """The words of a Latin name, small, without its form and what joins them."""
    words = _LETTERS.findall(name)
    return [word.lower() for word in words if word not in FORMS and word not in _SMALL_WORDS]


_VERB = lazy(r"(?<= )[A-Z][a-z]+(?:(?<=[^su])s|ed)(?= [A-Z])")


def _initials(name: str, words: list[str]) -> Iterator[str]:
    """The initials of a name of several words, and those with its company's: `tsm` and `tsmc` of `Taiwan Semiconductor
    Manufacturing Co., Ltd.`."""
    if len(words) > 1:
        initials = "".join(word[0] for word in words)
        yield initials
        if not _COMPANY.isdisjoint(_LETTERS.findall(name)):
            yield f"{initials}c"


_COMPANY = frozenset(("Co", "Company", "Corp", "Corporation"))
_LETTERS = lazy(r"[^\W_]+")
_SMALL_TRADES = frozenset(map(str.lower, TRADES))
_LONG_ENOUGH = 4
"""Letters of a name that another one does not begin with by chance: `GE` and `Genentech`."""


_HOW = (
    "based owned backed led run listed controlled headquartered founded funded supported held traded affiliated linked"
    " origin"
)
_TOLD_OF = tuple(f"-{letters}" for how in _HOW.split() for letters in (how, how.capitalize()))
"""What ends the word that says whose or where a company is: `London-based`, `the Rupert Murdoch-owned News Corp`."""


def opens(word: str, joining: str | None, rest: str | None = None) -> bool:
    """Whether a capitalized word is the sentence's, not the name's behind it; `joining` what stands between.

    `rest` is what a legal name has behind the word and before its form, where a piece of the name may stand in front:
    with no more than trades behind it a headline's word ends that name (`Cold Cuts LLC`, `Brand Names Group Inc.`), and
    a form with no more than a land (`Time Inc UK Ltd`).
    """
    if rest is not None and ((word in _HEADLINE and is_trade(rest)) or (word in _ENDED and is_land(rest))):
        return False
    whose = word not in OF_NAMES if joining in OF else joining == "for" and word in OFFICES
    return whose or word in OPENERS or word in _ENDED or word.endswith((*POSSESSIVES, *_TOLD_OF))


def is_headline(title: str) -> bool:
    """Whether the words of a title have capitals as names have: nothing parts one from the other there."""
    words = [word for word in title.split() if word[0].isalpha() and len(word) >= _LONG_ENOUGH]
    return sum(word[0].isupper() for word in words) * 4 >= len(words) * 3


def may_hold_verb(name: str) -> bool:
    """Whether a word within a Latin name may be the verb of a headline: `Bank Dumps Acme` and `Strawberry Fields REIT`
    look the same; `United Airlines Holdings` has a trade there."""
    return any(word not in TRADES for word in _VERB.findall(name))


def is_clear_in_capitals(name: str) -> bool:
    """Whether words in capitals are a name's alone, as far as can be told: none is a sentence's in small letters, none
    within may be a verb (`FUND DUMPS ACME`)."""
    words = [word.capitalize() for word in name.split()]
    small = any(word in OPENERS or word.lower() in _SMALL_WORDS for word in words)
    return not small and not any(word not in TRADES and word.endswith(("s", "ed")) for word in words[1:-1])


def is_inner(text: str, at: int) -> bool:
    """Whether the mark `text[at]` stands within a Latin name or ends it: `Bandai Namco`, `Johnson & Johnson`,
    `Alibaba.com`, `J. C. Penney`, `Yum! Brands`, `Macy's`, `Coca-Cola Co. (`, `Novo Nordisk A/S`, `Acme Inc.'s`."""
    before, mark, behind = text[at - 1 : at], text[at], text[at + 1 : at + 2].replace("’", "'")
    if not (before and behind and max(before, behind) <= _LAST_LATIN):
        return False
    if mark == " ":
        return (before.isalnum() or before in "&+!" or _is_short(text, at - 1)) and (behind.isalnum() or behind in "&+")
    if not before.isalnum():
        return False
    if mark == "." and behind in " ('":
        return _is_short(text, at)
    if mark == "/":
        return text.startswith(" A/S", at - 2)
    return (mark in ".'’" and behind.isalnum()) or (mark == "!" and behind in " (")


def _is_short(text: str, at: int) -> bool:
    """Whether the point `text[at]` ends an initial or a form, and no sentence."""
    word = _POINTED.search(text, max(0, at - _LONGEST_FORM), at + 1)
    return word is not None and (word[1] is None or len(word[1]) == 1 or word[1] in FORMS)


def end_of_name(text: str, start: int, end: int) -> int:
    """Where a name ends that stands in front of a code at `text[start:end]`: before a possessive, `PowerBank
    Corporation’s (NASDAQ: SUUN)`. A name may have one of its own (`Macy's`): where no legal form tells, the text near
    it must have the name without it, too."""
    if not text.endswith(POSSESSIVES, start, end):
        return end
    words = text[start : end - 2]
    if words.rpartition(" ")[2].rstrip(".") in FORMS:
        return end - 2
    name = last_name(words)
    near = text[max(0, start - _NEAR) : end + _NEAR]
    return end - 2 if name and re.search(rf"(?<!\w){re.escape(name)}(?![\w'’])", near) else end


_NEAR = 1000
"""Characters on each side of a name in which it is looked for."""


def last_name(words: str) -> str | None:
    """The name at the end of words that stand in front of a code, without its form: its capitalized words, behind the
    last that is the sentence's. None where it is no name, or may be a piece of one: `Apple and Microsoft`, `Japan's
    Sony` (as `Macy's` may be), `Common Stock`, `Group`.
    """
    every = _TOKEN.findall(words)
    run = every.copy()
    while run and run[-1].replace(".", "").rstrip(",") in FORMS:
        run.pop()
    if run and len(run) < len(every):
        # It stood in front of the form: `Acme Partners, L.P.`.
        run[-1] = run[-1].rstrip(",")
    if len(every) > len(run) > 1 and run[-1] in ("&", "and"):
        # `Eli Lilly and Company`.
        run.pop()
    start = len(run)
    while start and (_CAPITALIZED.match(run[start - 1]) or (start < len(run) and run[start - 1] in _INNER)):
        start -= 1
    name = run[_first(run, start) :]
    unsure = "and" in name or any(word.isdigit() or word.endswith(POSSESSIVES) for word in run[start:-1])
    # The form made a company of a single word, which else may be any: News Corp, Progressive Corp.
    unsure |= len(name) == 1 and len(run) < len(every)
    if unsure or is_trade(" ".join(name)) or name[0] in OPENERS or not _NO_ENDS.isdisjoint(_ends(name)):
        return None
    return " ".join(name)


def formed_name(words: str) -> str | None:
    """The name of one word at the end of words that stand in front of a code, with the form without which it may be
    any: `Zorblax Company` of `The Zorblax Company`, `Zorblax & Co`. None where they say what kind of company it is."""
    found = _FORMED.search(words)
    name = found and (found[1] or found[2])
    first = name.partition(" ")[0] if name else ""
    return None if is_trade(first) or first in OPENERS or first in _KINDS else name


_FORMED = lazy(
    r"(?:\A|(?<!\S)[a-z]\S{0,20} )(?:[Tt]he ([A-Z][\w'’-]{1,29} (?:Company|Co))"
    r"|(?:[Tt]he )?([A-Z][\w'’-]{1,29} (?:&|and) (?:Company|Co)))\.?\Z"
)
_KINDS = frozenset(
    ("Parent", "Public", "Private", "Target", "Portfolio", "Shell", "Issuer", "Operating", "Combined", "New", "Same")
)


def _ends(name: list[str]) -> tuple[str, str]:
    """The last word of a name, and the last two."""
    return name[-1], " ".join(name[-2:])


def _first(run: list[str], start: int) -> int:
    """Where the name begins among capitalized words: behind the last that is the sentence's, and what joins it."""
    first = start
    for at in range(start, len(run) - 1):
        joining = run[at + 1] if run[at + 1] in JOINING else None
        if (at == first and run[at] in _INNER) or opens(run[at], joining):
            first = at + 1 + bool(joining)
    return first
