"""Which companies an article is about or names, and why: the registry against the article's zones and Evidence.

What counts, in order of trust (each company is judged on its own):

- `head`: front matter names it: decisive;
- `code`: a market-marked code that the registry knows: decisive; a bare `(002752)` only behind the company's own name,
  a cashtag (`$NVDA`) beside the company's name or two other cashtags;
- `markup`: a chart is decisive; annotated words count if they are the company's own unambiguous name, else only
  beside another signal, for auto-taggers also tag ordinary words;
- `legal`, `short`: a legal name that resolves to one company; a short form defined beside its code;
- names that the article itself gives a company, in that article alone: `RadioShack` of `RadioShack Corp`, what a
  bracket behind it defines, and in the title the first words of a name whose code is in the lead (shortnames.py);
  a known name that begins it is the longer one's (namesakes.py);
- `name`: a name without ambiguity mark is decisive, one with the mark needs any of the above, an unmarked name, a hint
  of the registry (`iPhone` beside `苹果`), itself in the other script (`苹果` beside `Apple`), words that only a
  company has around it (`苹果宣布`, context.py), or a place in one list with a sure name (`戴尔科技、浪潮、联想`,
  enumerations.py). A Latin word that articles taught is no company's because somebody acts under it.

A name counts only on the days of its company. Captions never decide; the byline, `据…报道` and `来源：…` never count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from feedsvc.companies import barecodes, careers, doubts, elisions, enumerations, homes, namesakes, raters, shortnames
from feedsvc.companies.abridged import ends_with_cut
from feedsvc.companies.folding import folded_name, small, small_name
from feedsvc.companies.gazetteer import Gazetteer, Hit
from feedsvc.companies.latin import is_latin
from feedsvc.companies.legal import bare, stem
from feedsvc.companies.namesakes import Claims
from feedsvc.companies.naming import is_accident, undecorated
from feedsvc.companies.registry import Registry
from feedsvc.companies.salience import Signal, weigh
from feedsvc.model import Company, Evidence, Mention, Name, Reason, Zone, ZoneName
from feedsvc.patterns import lazy

_TIERS = {tier: rank for rank, tier in enumerate(("head", "markup", "code", "legal", "short", "name"))}
_ZONES = {zone: rank for rank, zone in enumerate(("title", "lead", "body", "caption", "byline"))}


@dataclass(slots=True)
class _Case:
    """What speaks for one company: the reasons, whether any of them is decisive, whether they are of other tiers than
    names, and what makes ambiguous names count: the scripts in which they stand, a hint."""

    reasons: list[Reason] = field(default_factory=list)
    decided: bool = False
    hinted: bool = False
    mixed: bool = False
    scripts: set[bool] = field(default_factory=set)

    def add(self, reason: Reason, decisive: bool) -> None:
        """Keep a reason, once where a company has the name twice; in a caption it supports and does not decide."""
        if not self.reasons or self.reasons[-1] is not reason:
            self.reasons.append(reason)
        self.mixed = self.mixed or reason.tier != "name"
        self.decided = self.decided or (decisive and reason.zone != "caption")

    def is_decided(self) -> bool:
        """Whether the company counts."""
        return self.decided or (bool(self.scripts) and (self.hinted or len(self.scripts) > 1))


class _Signs(NamedTuple):
    """What may make an ambiguous name count: the day, whether somebody acts under it, whether it stands in one list
    with a sure name, bare codes right beside it, the share that a bracket quotes; whether the article gives the name to
    another; its markets."""

    day: str
    acts: bool
    listed: bool
    codes: frozenset[str]
    quoted: str
    doubted: bool
    home: homes.Home


_MANY_CASHTAGS = 3
_MARKET_TALK = lazy(
    r"\b(?:shares?|stocks?|markets?|earnings|rally|rallied|rose|rises?|fell|falls?|gained|dropped|jumped|traders?)\b"
    r"|[涨跌股]|市值|财报",
    re.IGNORECASE,
)


class Matcher:
    """Finds the companies of a registry in articles; built once, then only read (safe to share among threads)."""

    def __init__(self, registry: Registry) -> None:
        """Build the tables: less than a second for 60,000 names, linear in their number."""
        self._registry = registry
        self._gazetteer = Gazetteer(registry.companies, registry.rejected)
        self._own: dict[str, Mapping[str, Name]] = {}

    def match(self, zones: tuple[Zone, ...], evidence: tuple[Evidence, ...], day: str = "") -> tuple[Mention, ...]:
        """The companies of one article, highest score first, then by key; linear in the length of the text.

        `day` is when it was published (ISO 8601), by which a name is judged that a company had for a time.

        Several spellings of a company are one Mention; its reasons hold the words as written, at most 20, strongest
        tier first. `zone.text[reason.start:reason.start + len(reason.text)] == reason.text` wherever `start >= 0`.
        """
        cases: dict[str, _Case] = {}
        read = sorted((zone for zone in zones if zone.name != "byline"), key=lambda one: _ZONES[one.name])
        texts = {zone.name: zone.text for zone in zones}
        legal = self._legal(evidence)
        claims = self._names(read, cases, day, namesakes.claims(legal, self._registry))
        later: list[tuple[Company, Reason]] = []
        for one in evidence:
            if one.zone != "byline":
                later.extend(self._declared(one, texts.get(one.zone, ""), cases))
        names = shortnames.given(legal, texts)
        for key, short in shortnames.initials(_counting(cases), texts):
            names.setdefault(key, set()).add(short)
        self._called(read, names, cases, claims)
        self._titled(evidence, texts, cases)
        # A cashtag may be a variable of a program; several that are shares, with talk of shares, are none.
        many = len({company.key for company, reason in later if reason.text.startswith("$")}) >= _MANY_CASHTAGS
        many = many and any(_MARKET_TALK.search(zone.text) for zone in read)
        for company, reason in later:
            tagged = reason.text.startswith("$")
            if company.key in cases or (tagged and many):
                cases.setdefault(company.key, _Case()).add(reason, decisive=tagged)
        return weigh(_signals(cases, texts), {zone.name: len(zone.text) for zone in zones})

    def _names(self, zones: list[Zone], cases: dict[str, _Case], day: str, claims: Claims) -> Claims:
        """Look for names in all zones at once: a line's end parts them, which no name holds and no list goes across.
        The claims that hold there."""
        text = "\n".join(zone.text for zone in zones)
        hits = elisions.completed(text, self._gazetteer.hits(text), self._registry)
        hits, held = namesakes.settled(text, hits, claims)
        listed = enumerations.listed(hits, text) if not all(hit.sure for hit in hits) else ()
        title = len(zones[0].text) if zones and zones[0].name == "title" else 0
        doubted = {*held, *doubts.doubted(text, title, hits)}
        shared = any(len(hit.owners) > 1 and not hit.sure for hit in hits)
        home = homes.home(text if shared else "", self._registry, (hit.sure for hit in hits))
        number, last, offset, zone = -1, 0, 0, zones[0].name if zones else "body"
        for at, (start, end, _, sure, acts) in enumerate(hits):
            while start >= last:
                number, offset = number + 1, last
                last, zone = offset + len(zones[number].text) + 1, zones[number].name
            reason = Reason("name", zone, start - offset, text[start:end])
            if sure and reason.text not in doubted:
                case = cases.get(sure) or cases.setdefault(sure, _Case())
                case.reasons.append(reason)
                if zone != "caption":
                    case.decided = True
            else:
                codes = barecodes.beside(text, start, end)
                quoted = barecodes.quoted(text, start, end)
                signs = _Signs(day, acts, at in listed, codes, quoted, reason.text in doubted, home.at(text, hits[at]))
                self._unsure(hits[at], reason, cases, signs)
        return held

    def _called(
        self, zones: list[Zone], names: Mapping[str, set[Name]], cases: dict[str, _Case], claims: Claims
    ) -> None:
        """Count names that the article itself gives companies, but for those that are known as another's, and where no
        other company that counts has its own."""
        claimed = {(claim.key, text) for text, claim in claims.items()}
        own = {
            key: frozenset(name for name in each if (key, name.text) in claimed or self._is_own(name.text, key))
            for key, each in names.items()
        }
        if not any(own.values()):
            return
        named = (one for reasons in _counting(cases).values() for one in reasons if one.tier == "name")
        taken = {(one.zone, at) for one in named for at in range(one.start, one.start + len(one.text))}
        ends = list(accumulate(len(zone.text) + 1 for zone in zones))
        text = "\n".join(zone.text for zone in zones)
        for hit in shortnames.hits(text, own):
            number = bisect_right(ends, hit.start)
            zone, start = zones[number].name, hit.start - (ends[number - 1] if number else 0)
            if (zone, start) not in taken:
                reason = Reason("name", zone, start, text[hit.start : hit.end])
                cases.setdefault(hit.owners[0].key, _Case()).add(reason, decisive=False)

    def _titled(
        self, evidence: tuple[Evidence, ...], texts: Mapping[ZoneName, str], cases: Mapping[str, _Case]
    ) -> None:
        """Count what the title calls companies whose codes stand in the lead, where it has no name of theirs."""
        title = texts.get("title", "")
        coded = (one for one in reversed(evidence) if one.tier == "code" and one.zone == "lead" and one.name)
        for one in {one.key: one for one in coded}.values() if title else ():
            company = self._company_of(one)
            case = cases.get(company.key) if company else None
            if company is None or case is None or any(reason.zone == "title" for reason in case.reasons):
                continue
            found = shortnames.titled(one.name or "", title, (texts["lead"], texts.get("body", "")))
            if found and self._is_own(found.group(), company.key) and not _is_taken(found, cases):
                case.add(Reason("name", "title", found.start(), found.group()), decisive=False)
        for key, found in shortnames.titled_in_chinese(_counting(cases) if title else {}, title):
            if self._is_own(found.group(), key) and not _is_taken(found, cases):
                cases[key].add(Reason("name", "title", found.start(), found.group()), decisive=False)
                cases[key].mixed = True

    def _legal(self, evidence: tuple[Evidence, ...]) -> list[tuple[Evidence, Company]]:
        """The legal names of an article, each with the company whose it is."""
        told = (one for one in evidence if one.tier == "legal" and one.name)
        return [(one, company) for one in told if (company := self._company_of(one))]

    def _is_own(self, name: str, key: str) -> bool:
        company = self._registry.by_key(key)
        known = all(each is company for each in self._registry.named(name))
        return company is not None and known and not self._registry.refuses(name, company)

    def _unsure(self, hit: Hit, reason: Reason, cases: dict[str, _Case], signs: _Signs) -> None:
        """A name that may mean several, or nobody: whose it was that day, and whether the words around it tell."""
        owners = [owner for owner in hit.owners if owner.name.is_valid(signs.day)]
        several = {key for key, name in owners if not name.hint}
        own = signs.home.owner(several, acts=signs.acts)
        others = several - {own} if len(several) > 1 else ()
        for key, name in owners:
            case = cases.setdefault(key, _Case())
            if name.hint:
                case.hinted = True
                continue
            coded = bool(signs.codes) and self._has_code(key, signs.codes)
            quoted = signs.quoted and self._registry.by_listing(signs.quoted) in (None, self._registry.by_key(key))
            told = signs.listed or bool(quoted) or (signs.acts and not _is_learned_word(name))
            alone = not (key in others or signs.doubted)
            case.add(reason, decisive=coded or (alone and (told or not name.ambiguous)))
            if alone and reason.zone != "caption":
                case.scripts.add(name.text.isascii())

    def _has_code(self, key: str, codes: frozenset[str]) -> bool:
        company = self._registry.by_key(key)
        return company is not None and any(not codes.isdisjoint(barecodes.of(listing)) for listing in company.listings)

    def _declared(self, one: Evidence, text: str, cases: dict[str, _Case]) -> Iterator[tuple[Company, Reason]]:
        """Note what one piece of evidence decides; yield what can only support a company found otherwise."""
        company = self._company_of(one)
        if company is None or (one.tier == "legal" and careers.is_past(text, one.start, one.start + len(one.text))):
            return
        reason = Reason(one.tier, one.zone, one.start, one.text)
        if self._decides(one, company, text):
            cases.setdefault(company.key, _Case()).add(reason, decisive=True)
        elif not (one.tier == "markup" and is_accident(text, one.start, one.start + len(one.text))):
            yield company, reason

    def _company_of(self, one: Evidence) -> Company | None:
        """Whose a piece of evidence is; a name that a person rejected is nobody's, though a piece of it is one."""
        found = self._meant(one)
        if found and one.name and one.tier != "code" and self._registry.refuses(one.name, found):
            return None
        return found

    def _meant(self, one: Evidence) -> Company | None:
        if one.key:
            return self._registry.by_listing(one.key)
        if one.name is None or one.tier not in ("head", "legal"):
            return None
        if one.tier == "legal":
            stem_owners = () if one.name.isascii() else self._registry.named(bare(one.name))
            return self._registry.by_legal_name(one.name) or self._only(stem_owners)
        return self._only(self._registry.resolve(one.name))

    @staticmethod
    def _only(found: tuple[Company, ...]) -> Company | None:
        return found[0] if len(found) == 1 else None

    def _decides(self, one: Evidence, company: Company, text: str) -> bool:
        if one.tier == "legal":
            return self._is_certain(one.name or "", company)
        if one.tier == "code" and one.text.startswith("$"):
            return False
        if one.tier == "code":
            return not folded_name(one.text).isdigit() or self._ends_with_name(one, company)
        if one.tier == "markup" and one.start >= 0:
            edges = is_accident(text, one.start, one.start + len(one.text))
            own = self._marks(company).get(undecorated(small_name(one.text)))
            return not edges and own is not None and (not own.ambiguous or own.learned)
        return True

    def _is_certain(self, legal: str, company: Company) -> bool:
        """Whether a legal name is the company's; the stem of a Chinese one must not be an ambiguous name (`苹果`)."""
        if self._registry.by_legal_name(legal) is company:
            return True
        marks = self._marks(company)
        own = marks.get(small(stem(legal)))
        return legal.isascii() or small(legal) in marks or (own is not None and not own.ambiguous)

    def _ends_with_name(self, one: Evidence, company: Company) -> bool:
        words, marks = one.name or "", self._marks(company)
        return small(words).endswith(tuple(marks)) or ends_with_cut(words, marks)

    def _marks(self, company: Company) -> Mapping[str, Name]:
        """A company's names as they are looked up, with and without decorations."""
        marks = self._own.get(company.key)
        if marks is None:
            names = [(small_name(name.text), name) for name in company.names if not name.hint]
            marks = {undecorated(text): name for text, name in names} | dict(names)
            self._own[company.key] = marks
        return marks


def _is_learned_word(name: Name) -> bool:
    """Whether an article taught a single Latin word as a name: persons and others act under it, too (`Nicola said`)."""
    return name.learned and " " not in name.text and is_latin(name.text)


def _is_taken(found: re.Match[str], cases: Mapping[str, _Case]) -> bool:
    """Whether a name of another company stands in the title there."""
    titles = (one for case in cases.values() for one in case.reasons if one.zone == "title")
    return any(one.start < found.end() and found.start() < one.start + len(one.text) for one in titles)


def _counting(cases: Mapping[str, _Case]) -> dict[str, list[Reason]]:
    """The reasons of the companies that count, by their keys."""
    return {key: case.reasons for key, case in cases.items() if case.is_decided()}


def _signals(cases: Mapping[str, _Case], texts: Mapping[ZoneName, str]) -> tuple[Signal, ...]:
    counting = _counting(cases)
    rating = raters.raters(counting, texts)
    return tuple(Signal(key, _ordered(cases[key]), key in rating) for key in counting)


def _ordered(case: _Case) -> tuple[Reason, ...]:
    """Reasons by tier, zone and place, each once. Names alone are so already: zones are looked through in order."""
    if not case.mixed:
        return tuple(case.reasons)
    return tuple(sorted(dict.fromkeys(case.reasons), key=lambda one: (_TIERS[one.tier], _ZONES[one.zone], one.start)))
