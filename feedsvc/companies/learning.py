"""What articles teach: names of companies that no registry file has, and companies that no file has.

Many articles' lessons (lessons.py), with what a person has confirmed or rejected, make the companies that are matched:
always the same ones, in whatever order the articles came.

- A name counts by itself once enough articles teach it: how many grows with its ambiguity (`needed`). Until then it
  counts beside another signal, as every ambiguous name does.
- A code that no file knows, and a legal name whose beginning is certain, make a provisional company from the first
  article on.
- What a file says goes before what articles teach, and what a person decided before all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from feedsvc.companies import crosslistings
from feedsvc.companies.ends import shortest_ends
from feedsvc.companies.folding import is_han
from feedsvc.companies.latin import is_akin, is_latin
from feedsvc.companies.legal import stem
from feedsvc.companies.lessons import LISTING, PERHAPS_LISTING, UNLISTED, Lesson, lessons
from feedsvc.companies.naming import TRADES
from feedsvc.companies.otherforms import forms_of
from feedsvc.companies.persons import is_called
from feedsvc.companies.registry import Registry, Rejected, is_refused, spelled
from feedsvc.model import Article, Company, Name

_NEVER = 1_000_000
_MOST_TEXTS = 60
"""Different texts in front of one company's code that are compared: the most frequent ones."""

_ARTICLES = {LISTING: 1, PERHAPS_LISTING: 2}
"""How many articles must tell that a listing is a company's, by tier."""


@dataclass(frozen=True, slots=True)
class Support:
    """A lesson and the number of articles that teach it."""

    lesson: Lesson
    articles: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has said of a name: it is (`confirmed`) or is not (`rejected`) one of company `key`; with "" for
    `key` it is a company of its own, or no company's name at all."""

    name: str
    key: str
    confirmed: bool


class Learned(NamedTuple):
    """The companies to match with, and which names are none of theirs, as persons said."""

    companies: tuple[Company, ...]
    rejected: frozenset[Rejected] = frozenset()


def needed(name: str, tier: str) -> int:
    """How many articles must teach a name before it counts by itself; it grows with the name's ambiguity.

    A legal name needs one article. A Chinese name of two characters needs five, of three three, of four two, of five or
    more, or with a trade at its end, one; Latin names one for several words, three for a word of five letters or
    more; short ones never, nor what persons are called (`Nicola`). Short forms and marked words need one more than
    codes: authors define them for their own article, and taggers err.
    """
    if tier == "legal":
        return 1
    extra = int(tier in ("markup", "short"))
    if not any(map(is_han, name)):
        if " " in name.strip():
            return 1 + extra
        return _NEVER if len(name) <= _SHORT_LATIN or is_called(name) else 3 + extra
    if len(name) >= _LONG or (len(name) == _LONG - 1 and name.endswith(TRADES)):
        return 1 + extra
    return {2: 5, 3: 3}.get(len(name), 2) + extra


_SHORT_LATIN = 4
_LONG = 5


def learn(registry: Registry, supports: Iterable[Support], decisions: Iterable[Decision] = ()) -> Learned:
    """The companies to match with: those of the files with the names that articles taught, and provisional ones.

    Pure: the same supports and decisions give the same companies, in whatever order they came.
    """
    supports, decided = list(supports), tuple(decisions)
    if not (supports or decided):
        return Learned(registry.companies)
    school = _School(registry, decided)
    owners = school.joined(supports)
    further: dict[str, list[str]] = {}
    for listing, owner in sorted(owners.items()):
        further.setdefault(owner, []).append(listing)
    by_subject: dict[str, list[Support]] = {}
    for support in supports:
        subject = support.lesson.subject
        by_subject.setdefault(owners.get(subject, subject), []).append(support)
    for subject in sorted(by_subject, key=lambda one: (one.startswith(UNLISTED), one)):
        if subject:
            school.teach(subject, by_subject[subject], further.get(subject, ()))
    rejected = school.decide()
    return Learned(tuple(school.companies.values()), rejected)


def of_articles(known: tuple[Company, ...], articles: Iterable[Article]) -> tuple[Company, ...]:
    """The companies to match these articles with, where there is no store: what they teach themselves."""
    registry = Registry(known)
    counts = Counter(lesson for article in articles for lesson in lessons(article.zones, article.evidence, registry))
    return learn(registry, (Support(lesson, articles) for lesson, articles in counts.items())).companies


@dataclass(slots=True)
class _School:
    """The companies while names are learned."""

    registry: Registry
    decisions: tuple[Decision, ...]
    companies: dict[str, Company] = field(init=False)
    _coded: dict[str, set[str]] = field(default_factory=dict)
    _formed: dict[str, str] = field(default_factory=dict)
    _names: set[str] = field(init=False)
    _rejected: set[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.companies = {company.key: company for company in self.registry.companies}
        self._names = set(self.registry.spellings)
        self._rejected = {(spelled(each.name), self._listed(each.key)) for each in self.decisions if not each.confirmed}

    def _listed(self, key: str) -> str:
        """A decision was made of the key of that day; a file may have made another listing the key since."""
        company = self.registry.by_listing(key)
        return company.key if company else key

    def joined(self, supports: list[Support]) -> Mapping[str, str]:
        """Of listings that articles tell of as one company's: each -> the one that has the company's key. None is that
        a person said is no company's, or of which a legal name is told that is not akin to the other's."""
        told = [one.lesson for one in supports if one.articles >= _ARTICLES.get(one.lesson.tier, _NEVER)]
        if not told:
            return {}
        concerned = {key for one in told for key in (one.subject, one.name)}
        names: dict[str, list[str]] = {}
        for support in supports:
            one = support.lesson
            if one.tier == "legal" and one.subject in concerned and is_latin(one.name):
                names.setdefault(one.subject, []).append(one.name)
        pairs = [
            (one.subject, one.name)
            for one in told
            if _are_akin(names, one) and not (self._is_rejected(one.name, "") or self._is_rejected(one.subject, ""))
        ]
        return crosslistings.joined(pairs, self._company_of)

    def _company_of(self, listing: str) -> str | None:
        company = self.registry.by_listing(listing) or self.registry.by_key(listing)
        return company.key if company else None

    def teach(self, subject: str, supports: list[Support], further: Iterable[str]) -> None:
        """Learn one company's names and `further` listings; make it where it is not known."""
        names = [name for name in _voted(supports) if not self._is_rejected(name.text, subject)]
        company = self.companies.get(subject) or self._newly_listed(subject, names)
        if company is None:
            company = self._provisional(subject, names)
        if company is not None:
            listings = dict.fromkeys((*company.listings, *further))
            self._add(replace(company, listings=tuple(listings)), names)

    def _is_rejected(self, name: str, key: str) -> bool:
        return is_refused(self._rejected, name, key)

    def _provisional(self, subject: str, names: list[Name]) -> Company | None:
        if not subject.startswith(UNLISTED):
            if self._is_rejected(subject, ""):
                return None
            name = stem(names[0].text) if names else subject
            return Company(subject, name, (), (subject,), provisional=True)
        legal = subject.removeprefix(UNLISTED)
        if self._is_rejected(legal, "") or spelled(legal) in self._names:
            return None
        forms = [spelled(each) for each in forms_of(legal)]
        formed = self.companies.get(next((self._formed[each] for each in forms if each in self._formed), ""))
        same = self._listed_as(names, legal) or formed or self._longer(legal)
        if same is not None:
            return same
        told = [name.text for name in names if stem(name.text) == name.text]
        shorts = [each for each in told if each != legal and spelled(each) not in self._names]
        key = next((each for each in (*shorts, stem(legal), legal) if each and spelled(each) not in self._names), "")
        # `Foo Corp`, `Foo Corporation` and `Foo Corporation Ltd` are one.
        self._formed.update(dict.fromkeys(forms, key) if key else {})
        return Company(key, key, (Name(legal, learned=True),), provisional=True) if key else None

    def _longer(self, legal: str) -> Company | None:
        """The provisional company whose whole legal name this one has in front of its form: `Foo Holdings` of
        `Foo Holdings Inc`."""
        known = self.companies.get(stem(legal))
        owns = known is not None and any(name.text == known.key for name in known.names)
        return known if known and known.provisional and owns else None

    def _newly_listed(self, subject: str, names: list[Name]) -> Company | None:
        """The company of a file, without a listing there, whose name stands in front of an unknown code, which is its
        own then. Of a Chinese name one article does not tell where it begins."""
        told = () if subject.startswith(UNLISTED) else (one.text for one in names if is_latin(one.text) or one.is_sure)
        for text in told:
            owners = self.registry.named(text)
            if len(owners) == 1 and not owners[0].listings and self.registry.is_sure(text, owners[0]):
                company = self.companies[owners[0].key]
                return replace(company, listings=(*company.listings, subject))
        return None

    def _listed_as(self, names: list[Name], legal: str) -> Company | None:
        """The provisional company of a code that has the same short name: the two are one. A Latin legal name is short
        without its form: `Mitesco (OTC: MITI)`, `Mitesco, Inc.`."""
        shorts = {name.text for name in names if name.text != legal} | ({stem(legal)} if is_latin(legal) else set())
        same = {key for short in shorts for key in self._coded.get(spelled(short), ())}
        return self.companies[same.pop()] if len(same) == 1 else None

    def _add(self, company: Company, names: list[Name]) -> None:
        """Names that nobody else has: whose a name is for certain, no article can change."""
        own = {spelled(name.text) for name in company.names}
        new = [name for name in names if spelled(name.text) not in own and spelled(name.text) not in self._names]
        made = self.companies[company.key] = replace(company, names=(*company.names, *new))
        if made.provisional and made.listings:
            for name in made.names:
                self._coded.setdefault(spelled(name.text), set()).add(made.key)
        self._names.update(spelled(name.text) for name in (*company.names, *new))
        self._names.add(spelled(company.key))

    def decide(self) -> frozenset[Rejected]:
        """What persons said goes before all; what they rejected, by the keys of today."""
        if not self.decisions:
            return frozenset()
        owners: dict[str, set[str]] = {}
        for company in self.companies.values():
            for name in (company.key, *company.listings, *(each.text for each in company.names)):
                owners.setdefault(spelled(name), set()).add(company.key)
        keys: dict[str, set[str]] = {}
        for key in self.companies:
            keys.setdefault(_letters(key), set()).add(key)
        decided = [replace(each, key=self._key_now(each.key, keys, owners)) for each in self.decisions]
        for each in decided:
            if each.confirmed:
                self._confirm(each, owners)
        rejected = {Rejected(each.name, each.key) for each in decided if not each.confirmed}
        rejected.update(self._of_others(decided, owners))
        for name, key in sorted({(spelled(name), key) for name, key in rejected}):
            for owner in sorted(({key} if key else owners.get(name, set())) & self.companies.keys()):
                self._reject(self.companies[owner], name)
        return frozenset(rejected)

    def _of_others(self, decided: Iterable[Decision], owners: Mapping[str, set[str]]) -> Iterator[Rejected]:
        """A name that a person said is one company's is no more that of others for whom no person said it, whatever
        files call them; what is their hint is a name of nobody's, and stays."""
        said: dict[str, set[str]] = {}
        for each in decided:
            if each.confirmed and each.key in self.companies:
                said.setdefault(each.name, set()).add(each.key)
        for name, keys in said.items():
            for key in (owners.get(spelled(name), set()) & self.companies.keys()) - keys:
                if not any(each.hint and spelled(each.text) == spelled(name) for each in self.companies[key].names):
                    yield Rejected(name, key)

    def _key_now(self, key: str, keys: Mapping[str, set[str]], owners: Mapping[str, set[str]]) -> str:
        """The key of the company that a decision was made of: an address writes it otherwise (`Foo-Bar`), and another
        listing or short form can have become the key since."""
        key = self._listed(key)
        if not key or key in self.companies:
            return key
        found = keys.get(_letters(key)) or owners.get(spelled(key)) or {key}
        return next(iter(found)) if len(found) == 1 else key

    def _confirm(self, decision: Decision, owners: dict[str, set[str]]) -> None:
        name = spelled(decision.name)
        named = owners.get(name, set())
        key = decision.key or (next(iter(named)) if len(named) == 1 else "" if named else decision.name)
        company = self.companies.get(key)
        if company is None:
            if decision.key or not key:
                # The company that it was said of is gone; or several have the name, and none was said.
                return
            company = Company(key, key, ())
        rest = tuple(each for each in company.names if spelled(each.text) != name)
        self.companies[key] = replace(company, names=(Name(decision.name), *rest), provisional=False)
        owners.setdefault(name, set()).add(key)

    def _reject(self, company: Company, name: str) -> None:
        kept = tuple(each for each in company.names if spelled(each.text) != name)
        if len(kept) < len(company.names) and (kept or company.listings):
            self.companies[company.key] = replace(company, names=kept)
        elif len(kept) < len(company.names) or (company.provisional and spelled(company.key) == name):
            del self.companies[company.key]


def _are_akin(names: Mapping[str, list[str]], one: Lesson) -> bool:
    """Whether nothing tells that two listings, of which a lesson says that they are one company's, are of two."""
    own, other = names.get(one.subject, ()), names.get(one.name, ())
    return not (own and other) or any(is_akin(each, name) for each in own for name in other)


def _letters(key: str) -> str:
    """A key without what an address leaves out or changes."""
    return "".join(filter(str.isalnum, spelled(key)))


def _voted(supports: list[Support]) -> list[Name]:
    """The names of one subject, best first; words in front of a code count for every name that they end with."""
    tiers: dict[str, Counter[str]] = {}
    raw = [support for support in supports if support.lesson.tier == "code" and support.lesson.name]
    raw = sorted(raw, key=lambda one: (-one.articles, one.lesson.name))[:_MOST_TEXTS]
    for support in supports:
        lesson = support.lesson
        if lesson.name and lesson.tier != "code" and lesson.tier not in _ARTICLES:
            tiers.setdefault(lesson.name, Counter())[lesson.tier] += support.articles
    for name, articles in shortest_ends([(one.lesson.name, one.articles) for one in raw], set(tiers)).items():
        tiers.setdefault(name, Counter())["code"] += articles
    names = [(sum(counts.values()), _name(name, counts)) for name, counts in tiers.items()]
    names.sort(key=lambda pair: (pair[1].ambiguous, -pair[0], len(pair[1].text), pair[1].text))
    return [name for _, name in names]


def _name(text: str, counts: Mapping[str, int]) -> Name:
    """A learned name; it counts by itself where its articles are enough, each as much as its tier tells."""
    enough = sum(articles / needed(text, tier) for tier, articles in counts.items()) >= 1
    return Name(text, ambiguous=not enough, learned=True)
