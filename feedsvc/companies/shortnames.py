"""What an article calls a company whose Latin legal name it gives: names that hold in this article alone.

Behind `RadioShack Corp posted …` the article goes on with `RadioShack said`, behind `Smithfield Foods Inc` with
`Smithfield`. In any other article the same word may be a place, a person or nobody's name.

- The legal name without its form is such a name, and so it is without what many names end with (`Holdings`); of a
  single word only one that the article has nowhere as an ordinary word (`splash`) and as no person's name
  (`Bill Johnson`).
- The first word of several is one where the article lets it act (`Smithfield said`), and not where it is a place
  (`Tokyo said`, `in Smithfield`), what many a person is called (`Johnson said`), what somebody is (`the Chinese`), or
  goes on (`Boston Globe`).
- What a bracket behind the legal name defines is one, `(“Splash” or the “Company”)`, and initials in a bracket behind
  any name, `Electronic Arts (EA)`.
- The first words of a name whose code is in the lead are one in the title: `Yum says` above `Yum Brands Inc (YUM.N)`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from feedsvc.companies.context import acts
from feedsvc.companies.folding import folded_name, has_letters, is_han
from feedsvc.companies.gazetteer import Gazetteer, Hit
from feedsvc.companies.latin import OFFICES, OPENERS, TRADES, is_latin, last_name
from feedsvc.companies.legal import stem
from feedsvc.companies.naming import is_accident, is_no_brand
from feedsvc.companies.persons import ends_person, is_called
from feedsvc.companies.places import WORLD, ends_place
from feedsvc.model import Company, Evidence, Name, Reason, ZoneName
from feedsvc.patterns import lazy

_TAIL = lazy(
    r",? (?:Holdings?|Group|Cos|Companies|Company|Co\.?|& Co\.?|and Co\.?|International|Stores|Brands|Bancorp"
    r"|Technologies|Industries|Enterprises)$"
)
"""What names end with, and texts leave out first."""
_SHORTEST = 5
_SHORTEST_CAPITALS = 3
_GENERAL = """
American Americas Asian Atlantic Australian Bank Brazilian British Canadian Capital Central Chinese Continental
Digital Dutch Eastern Energy European Federal Financial First French General German Global Group Hong Indian
International Italian Japanese Kong Korea Korean Mexican National Nordic North Northern Online Pacific Public Royal
Russian Saudi South Southern Spanish State States Swiss Union United Western World
"""
_NO_NAMES = frozenset(_GENERAL.split()) | WORLD
"""First words of many names, and places: something is said of them, too (`China said`)."""
_WORDS = lazy(r" ([a-z]{3,30})(?![\w@/-]|\.\w)")
"""Words in small letters; those of addresses are names. What begins with a character is found the fastest."""
_AMONG = lazy(
    r"(?<!\bstake )(?<!\bshares )(?<!\bstock )(?<!\binterest )(?<!\binvestment )(?<!\binvested )"
    r"\b(?:in|near|across|throughout|around|the|an?) $",
    re.IGNORECASE,
)
"""In front of a place, or of what somebody is; but `a stake in Smithfield`."""
_BEFORE = 20
_LONGER = lazy(
    r" (?!(?:Inc|Corp|Corporation|Co|Cos|Ltd|Limited|LLC|LLP|LP|PLC|Plc|plc|SA|AG|NV|SE|Group|Holdings?|Company"
    r"|Chief|CEO|CFO|COO|Chairman|Chairwoman|President|Vice|Executive|Senior|Director|Managing|Founder|Co-[Ff]ounder"
    r"|Spokes\w+)\b)[A-Z][\w&'’-]*"
)
"""A capitalized word behind a name, which makes it another one; but for forms, and those who speak for it."""


_BRACKET = lazy(r"[.,]{0,2} ?\(([^()\n]{1,160})\)")
_MOST_BRACKETS = 3
"""Behind a name: the code, other codes, the short form."""
_QUOTED = lazy(r"[\"“‘]([A-Za-z0-9][^\"“”‘()\n]{0,29}[A-Za-z0-9!])[\"”’]")
_ROLES = """
Company Companies Group Corporation Issuer Firm Fund Trust Bank Parent Partnership Borrower Lender Buyer Seller
"""
_PARTIES = frozenset(_ROLES.split())
"""What contracts call whoever signs them."""
_INITIALS = lazy(r"\(([A-Z]{2,6})\)")


def names_of(legal: str) -> Iterator[Name]:
    """What a company with this Latin legal name may be called where the name stands, longest first; ambiguous: where
    somebody acts under it.

    `Smithfield Foods Inc` gives `Smithfield Foods` and an ambiguous `Smithfield`; `TJX Cos Inc` gives `TJX Cos` and
    `TJX`, whose capitals make it no other word. `Johnson Controls Inc` gives no `Johnson`, as persons are called.
    """
    whole = name = stem(legal)
    first = whole.partition(" ")[0]
    while " " in name:
        yield Name(name)
        shorter = _TAIL.sub("", name)
        if shorter == name:
            break
        name = shorter
    if _is_unusual(first) and (first == name or not is_called(first)):
        yield Name(first, ambiguous=first != (name if first.isupper() else whole))


def _is_unusual(word: str) -> bool:
    capitals = word.isupper() and len(word) >= _SHORTEST_CAPITALS
    begins = word[:1].isupper() or (word[:1].isdigit() and any(map(str.isupper, word)))
    return begins and word not in _NO_NAMES and (capitals or len(word) >= _SHORTEST)


def defined(text: str, end: int) -> Iterator[Name]:
    """The short forms that the brackets behind a legal name define for it, which ends at `text[:end]`: quoted, none of
    a contract's parties, and made of the name's own letters in their order."""
    for _ in range(_MOST_BRACKETS):
        bracket = _BRACKET.match(text, end)
        if bracket is None:
            return
        for quoted in _QUOTED.finditer(bracket[1]):
            legal = text[max(0, end - _LONGEST_LEGAL) : end]
            if quoted[1] not in _PARTIES and has_letters(legal, quoted[1]):
                yield Name(quoted[1])
        end = bracket.end()


_LONGEST_LEGAL = 100


def given(legal: Iterable[tuple[Evidence, Company]], texts: Mapping[ZoneName, str]) -> dict[str, set[Name]]:
    """What companies may be called in an article by their Latin legal names there, by key."""
    found: dict[str, set[Name]] = {}
    for one, company in legal:
        if is_han((one.name or "")[-1:]):
            continue
        own = found.setdefault(company.key, set())
        own.update(names_of(one.name or ""))
        own.update(defined(texts.get(one.zone, ""), one.start + len(one.text)))
    return found


def titled(words: str, title: str, texts: Collection[str]) -> re.Match[str] | None:
    """Where a title has the first two words of the Latin name that `words` end with, or the first, which the article
    goes on with, or under which somebody acts where the title begins: `Dr Pepper` of `Dr Pepper Snapple Group Inc`,
    `Yum` of `Yum Brands Inc`, `Avon posts…`. For the words in front of a code in the lead: whom an article is about its
    lead gives with the code."""
    parts = (last_name(words) or "").split() if is_latin(words) else []
    for length in (_PAIR, 1):
        found = _whole(" ".join(parts[:length])).search(title) if len(parts) >= length else None
        if found and (_is_pair(parts) if length == _PAIR else _goes_by(parts[0], texts, found)):
            return found
    return None


_PAIR = 2
_EVERYDAY = _NO_NAMES | OPENERS | OFFICES | TRADES
_SHORTEST_CODED = 3


def _whole(name: str) -> re.Pattern[str]:
    """A name as whole words; what begins with characters is found the fastest."""
    words = re.escape(name)
    return re.compile(rf"{words}(?<![\w.&-]{words})(?![\w&-])")


def _is_pair(parts: list[str]) -> bool:
    """Whether the first two words of a name are one, too: no everyday words (`First Financial`), no place."""
    pair = parts[:_PAIR]
    return pair[1][:1].isupper() and not _EVERYDAY.issuperset(pair) and not ends_place(pair[1])


def _goes_by(word: str, texts: Collection[str], found: re.Match[str]) -> bool:
    """Whether an article has the first word of a name for it: alone in the midst of a sentence, or, as `found` in the
    title, in front of what it does; and never small."""
    if len(word) < _SHORTEST_CODED or word in _EVERYDAY or is_called(word):
        return False
    name, small = re.escape(word), _whole(word.lower())
    alone = re.compile(rf"{name}(?<=[a-z,] {name})(?![\w&-]| [A-Z])")
    told = found.start() == 0 and _DOES.match(found.string, found.end()) is not None
    return (told or any(alone.search(text) for text in texts)) and not any(small.search(text) for text in texts)


_DOES = lazy(
    r" (?:[Pp]osts?|[Rr]eports?|[Ss]ees|[Ww]arns|[Ss]ays|[Pp]ulls|[Bb]eats|[Mm]isses|[Rr]aises|[Cc]uts|[Ll]owers"
    r"|[Nn]ames|[Hh]ires|[Aa]ppoints|[Bb]uys|[Ss]ells|[Aa]cquires|[Aa]grees|[Aa]nnounces|[Ll]aunches|[Uu]nveils|[Ff]iles"
    r"|[Ss]wings|[Pp]rofits?|[Ee]arnings|[Ss]hares|[Ss]ales|[Rr]evenue|[Rr]esults|[Qq]uarterly|CEO|CFO"
    r"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)-quarter)\b"
)
"""What a company does in a headline, or has."""


def abbreviations(text: str) -> Iterator[tuple[int, str]]:
    """Initials in brackets, each with the place where the name in front of it ends."""
    for match in _INITIALS.finditer(text):
        at = match.start()
        if end := at - text.startswith(" ", at - 1, at):
            yield end, match[1]


def is_initials(short: str, name: str) -> bool:
    """Whether these are a name's initials, with its form's or without: `EA` of `Electronic Arts` or `… Arts Inc`."""
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    return short in (capitals, capitals[:-1])


def initials(counting: Mapping[str, Iterable[Reason]], texts: Mapping[ZoneName, str]) -> Iterator[tuple[str, Name]]:
    """The companies that count, given by key with their reasons, whose initials stand in a bracket behind a name."""
    brackets = {zone: dict(abbreviations(text)) for zone, text in texts.items() if "(" in text}
    if not any(brackets.values()):
        return
    for key, reasons in counting.items():
        for one in reasons:
            short = brackets.get(one.zone, {}).get(one.start + len(one.text))
            if short and is_initials(short, one.text):
                yield key, Name(short)


_CHINESE_TAIL = lazy(
    r"(?:(?:控股|国际|國際|实业|實業|企业|企業|地产|地產|发展|發展|股份)?(?:集团|集團)(?:控股)?|控股|国际|國際|实业|實業|股份)$"
)


def titled_in_chinese(cases: Mapping[str, Iterable[Reason]], title: str) -> Iterator[tuple[str, re.Match[str]]]:
    """What a title calls companies, given by key with their reasons, that the lead has with `集团` and the like behind
    their names: `六福中期盈利升` above `六福集團公布`. No other word (长城), and no piece of one."""
    for key, reasons in cases.items():
        told = list(reasons)
        names = {
            _CHINESE_TAIL.sub("", one.text) for one in told if one.zone == "lead" and _CHINESE_TAIL.search(one.text)
        }
        found = re.search("|".join(map(re.escape, sorted(names, key=len))), title) if names else None
        if found is None or len(found.group()) <= 1 or any(one.zone == "title" for one in told):
            continue
        if not (is_no_brand(folded_name(found.group())) or is_accident(title, *found.span())):
            yield key, found


def hits(text: str, names: Mapping[str, frozenset[Name]]) -> list[Hit]:
    """Where a text has these names of its companies, which are given by key; linear.

    A name of two companies is nobody's, nor is a word with which another's begins (Mitsubishi beside that of Motors).
    """
    companies = [Company(key, key, tuple(_surest(own))) for key, own in names.items()]
    found = [hit for hit in Gazetteer(companies).hits(text) if len({owner.key for owner in hit.owners}) == 1]
    words, refused, told = frozenset(_WORDS.findall(text)), _shared(names), set[str]()
    for hit in found:
        name = text[hit.start : hit.end]
        if " " not in name and (name.lower() in words or _is_other(text, hit)):
            refused.add(name)
        if hit.sure or (hit.acts and not _goes_on(text, hit)):
            told.add(name)
    return [hit for hit in found if _counts(text, hit, told - refused)]


def _surest(names: frozenset[Name]) -> Iterator[Name]:
    """A name that is given as ambiguous and as plain, by the legal name and by a bracket, is plain."""
    plain = {name.text for name in names if not name.ambiguous}
    return (name for name in names if not (name.ambiguous and name.text in plain))


def _shared(names: Mapping[str, frozenset[Name]]) -> set[str]:
    firsts = Counter(first for own in names.values() for first in {name.text.partition(" ")[0] for name in own})
    return {first for first, companies in firsts.items() if companies > 1}


def _counts(text: str, hit: Hit, names: set[str]) -> bool:
    """Whether a hit is one of the names that count, where nobody only tells what the name is: `(“Splash”`, `(EA)`."""
    name, around = text[hit.start : hit.end], text[hit.start - 1 : hit.start] + text[hit.end : hit.end + 1]
    return name in names and around not in _FRAMES and (" " in name or not _goes_on(text, hit))


_FRAMES = ("()", "“”", '""', "‘’")


def _is_other(text: str, hit: Hit) -> bool:
    """Whether a word stands there for a person, a relative (`Mitsubishi Motors said`, not `EA Sports said`), or,
    where it is only the first of a name, for a place."""
    longer = None if text[hit.start : hit.end].isupper() else _LONGER.match(text, hit.end)
    if ends_person(text, hit.start) or (longer and acts(text, hit.start, longer.end())):
        return True
    place = not hit.sure and _AMONG.search(text, max(0, hit.start - _BEFORE), hit.start)
    return bool(place) and not _goes_on(text, hit)


def _goes_on(text: str, hit: Hit) -> bool:
    """Whether a word is the first of another name: `Boston Globe`; at the beginning of a line, as titles are written,
    a capital tells nothing."""
    line = text[hit.start - 1 : hit.start] in ("", "\n")
    return not line and bool(_LONGER.match(text, hit.end))
