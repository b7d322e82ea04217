"""Latin legal names that may be half of one: the second half behind `and`, as in Hong Kong Exchanges and Clearing
Limited and `Aeroespacial e Defesa S.A.`, or behind `of`, as in Visiting Nurses of Central Texas, Inc.; the first in
front of `of`, as in Commercial Aircraft Corporation of China.
"""

from __future__ import annotations

from feedsvc.companies.latin import OFFICES, OPENERS
from feedsvc.companies.persons import ends_person
from feedsvc.companies.places import ends_place, is_land
from feedsvc.patterns import lazy

_ANDS = (" and ", " e ", " y ", " et ", " und ", " em ")
_CALLED_FOR = (" Cia. de ", " Cia. ", " Cía. de ")
"""In front of the rest of a name in Portuguese and Spanish: `Bandeirantes Cia. de Pneus S.A.`."""
_FORM_BEFORE = lazy(
    r"(?:Inc|Incorporated|Corp|Corporation|Ltd|Limited|PLC|Plc|plc|LLC|LLP|LP|GmbH|SpA|SE|AG|NV|SA|AB|AS|ASA|A/S|Oyj|KG|KGaA"
    r"|S\.A|S\.p\.A|Ltda|S\.L)\Z"
)
_OF_LAND = lazy(r" of (?:the )?[A-Z]")
_FORMS = ("Corporation", "Company")
_SHORT_FORMS = ("Corp", "Co")
_OF = lazy(r"\.? of ([A-Z][a-z]+)\b")
_NUMERAL = lazy(r",? (?:I{2,3}|IV|VI{1,3}|IX|X[IV]{1,4})\b")
_LONGEST = 40


_PARTNERS = lazy(r"[A-Z][\w'’-]{1,20} (?:&|and) [A-Z]")
_PARTNER = lazy(r"(?:(?P<in>\b(?:[Ii]n|[Aa]t|[Oo]f|[Ff]rom|[Nn]ear|[Tt]o)) |[^\w&'’.-]|\A)([A-Z][A-Za-z'’-]{1,20}), \Z")


def is_half(text: str, start: int, end: int) -> bool:
    """Whether the name `text[start:end]` may be the second half of one: behind a capitalized word and `and`; behind a
    form, a bracket or a comma another company's has ended, but not that of partners (`Cravath, Swaine & Moore LLP`)."""
    if text.endswith(_CALLED_FOR, 0, start):
        return True
    if _PARTNERS.match(text, start, end):
        partner = _PARTNER.search(text, max(0, start - _LONGEST), start)
        if partner and not (partner["in"] or partner[2] in OPENERS or ends_place(partner[2])):
            return True
    joined = next((each for each in _ANDS if text.endswith(each, 0, start)), "")
    if not joined:
        return False
    word = text[max(0, start - _LONGEST) : start - len(joined)].rpartition(" ")[2]
    return word[:1].isupper() and word[-1:].isalnum() and not _FORM_BEFORE.search(word)


def is_joined(text: str, word: str, start: int, first: int) -> bool:
    """Whether what stands behind `of` may be the rest of a name: behind a word at `text[start:]` for several, which is
    not the first of those with capitals (`Workers of Acme Inc.`), nor a person's (`Greg Williams of Acme Inc.`)."""
    several = word.endswith("s") and not word.endswith(("ss", "'s", "’s"))
    return several and start > first and word not in OFFICES | OPENERS and not ends_person(text, start)


def goes_on(text: str, end: int) -> bool:
    """Whether the name whose form ends at `text[:end]` may go on behind it: `Aluminum Corporation of China`,
    `Churchill Capital Corp IV`; what is shorter goes on to a land (`Aluminum Corp of China`), for behind other words a
    company has its seat (`Acme Corp of Akron`)."""
    if _NUMERAL.match(text, end):
        return True
    of = _OF.match(text, end) if text.endswith(_SHORT_FORMS, 0, end) else None
    if of and is_land(of[1]):
        return True
    return text.endswith(_FORMS, 0, end) and _OF_LAND.match(text, end) is not None
