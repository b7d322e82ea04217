"""What pages call the values that the store knows by short names, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _

WORDS: Mapping[str, object] = MappingProxyType(
    {
        "kind.category": _("Category"),
        "kind.company": _("Company"),
        "kind.tag": _("Tag"),
        "kind.author": _("Author"),
        "kind.source": _("Source"),
        "kinds.category": _("Categories"),
        "kinds.company": _("Companies"),
        "kinds.tag": _("Tags"),
        "kinds.author": _("Authors"),
        "kinds.source": _("Sources"),
        "role.subject": _("Subject"),
        "role.mention": _("Mentioned"),
        "tier.head": _("named in the article's head"),
        "tier.markup": _("marked in the text"),
        "tier.code": _("stock code"),
        "tier.legal": _("legal name"),
        "tier.short": _("short form that the text defines"),
        "tier.name": _("company name"),
        "zone.title": _("title"),
        "zone.lead": _("lead"),
        "zone.body": _("body"),
        "zone.caption": _("caption"),
        "zone.byline": _("byline"),
        "assumed.timezone": _("the zone"),
        "assumed.time": _("the time of day"),
        "assumed.date from file name": _("the date, from the file's name"),
        "assumed.date from address": _("the date, from the article's address"),
        "assumed.date from text": _("the date, from the text"),
        "assumed.date from created": _("the date, from when the file was made"),
        "assumed.day order from file name": _("which is the day and which the month, from the file's name"),
        "assumed.day order from address": _("which is the day and which the month, from the article's address"),
        "assumed.date from commit": _("the date, from the first commit"),
        "market.SH": _("Shanghai"),
        "market.SZ": _("Shenzhen"),
        "market.BJ": _("Beijing"),
        "market.HK": _("Hong Kong"),
        "market.TW": _("Taiwan"),
        "market.TWO": _("Taipei Exchange"),
        "market.T": _("Tokyo"),
        "market.KS": _("Korea (KOSPI)"),
        "market.KQ": _("Korea (KOSDAQ)"),
        "market.L": _("London"),
        "market.DE": _("Frankfurt (Xetra)"),
        "market.PA": _("Paris"),
        "market.AS": _("Amsterdam"),
        "market.SW": _("Zurich"),
        "market.MI": _("Milan"),
        "market.SI": _("Singapore"),
        "market.AX": _("Sydney"),
        "market.TO": _("Toronto"),
        "market.V": _("Toronto (TSX Venture)"),
        "market.CNQ": _("Canada (CSE)"),
        "market.NE": _("Canada (Cboe)"),
        "market.F": _("Frankfurt"),
        "market.NS": _("India (NSE)"),
        "market.BO": _("India (BSE)"),
        "market.JO": _("Johannesburg"),
        "market.BR": _("Brussels"),
        "market.LS": _("Lisbon"),
        "market.MC": _("Madrid"),
        "market.ST": _("Stockholm"),
        "market.CO": _("Copenhagen"),
        "market.HE": _("Helsinki"),
        "market.OL": _("Oslo"),
        "market.WA": _("Warsaw"),
        "market.TA": _("Tel Aviv"),
        "market.SR": _("Saudi Arabia"),
        "market.SA": _("São Paulo"),
        "market.MX": _("Mexico"),
        "market.NZ": _("New Zealand"),
        "market.US": _("United States"),
    }
)


def word(group: str, name: str) -> str:
    """What one value of a group is called: `word("role", "subject")`; itself where it has no other name."""
    found = WORDS.get(f"{group}.{name}")
    return str(found) if found is not None else name
