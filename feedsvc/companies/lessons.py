"""What one article teaches about the names of companies.

Its evidence says that a name belongs to a listing (`蔚来汽车(NIO.US)`), to a legal name
(`中科尚易健康科技(北京)有限公司(以下简称“中科尚易”)`), or to what its head says: that is a Lesson. What the
registry's files know already teaches nothing, nor does what is hardly a name: a topic that a tagger took for one
(feedsvc/lists/topics.txt), a role, a number. What may be a legal name, but begins nobody knows where, awaits a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from feedsvc import lists
from feedsvc.companies import codes, crosslistings
from feedsvc.companies.clauses import ENDS, behind_words, is_general, is_translation
from feedsvc.companies.folding import folded_name, is_han, shared_letters, small, small_name
from feedsvc.companies.glosses import glosses
from feedsvc.companies.headlines import before_code
from feedsvc.companies.kinds import is_authority
from feedsvc.companies.latin import POSSESSIVES, formed_name, is_akin, is_latin, is_trade, last_name
from feedsvc.companies.legal import NO_ALIAS, is_nobodys, plain, stem
from feedsvc.companies.marks import unmarked
from feedsvc.companies.naming import TRADES, is_wording, undecorated
from feedsvc.companies.occurrences import Clauses, times
from feedsvc.companies.places import ends_place
from feedsvc.companies.registry import Registry
from feedsvc.model import Company, Evidence, Zone
from feedsvc.patterns import lazy

UNLISTED = "="
"""In front of a subject that is a legal name, not a listing's key: no key begins so."""
LISTING, PERHAPS_LISTING = "listing", "perhaps listing"
"""Tiers of lessons whose `name` is another listing of their subject, by its key: told by a legal name, or by words in
front of a code, which err."""
TOPICS = frozenset(
    small_name(word) for line in lists.TOPICS.splitlines() if not line.startswith("#") for word in line.split()
)
_LONGEST = 60
_LONGEST_SHORT = 12
_SHORTEST = 2
_LONGEST_BARE = 6
_ALIKE = 2
_ENDS = ENDS | {"数字", "生态", "中国", "世界", "创新", "未来", "空间"}
"""What names end with, and texts begin clauses with."""
_REUTERS = lazy(r"\.(?:N|O|OQ)$")
_DESCRIPTIONS = ("龙头", "巨头", "企业", "概念", "板块", "个股", "厂商", "大厂", "平台", "股票", "基金", "混合", "指数")
"""What a description ends with: `动力电池龙头(300750.SZ)`."""
_MOST = 200
"""Lessons kept of one article."""


@dataclass(frozen=True, slots=True, order=True)
class Lesson:
    """One article says that `name` is a name of `subject`: a company's key, a listing's key, "=" and a legal name, or
    "" where nobody knows whose; `tier` as in Evidence, or one of listings."""

    subject: str
    name: str
    tier: str


def lessons(zones: tuple[Zone, ...], evidence: tuple[Evidence, ...], registry: Registry) -> tuple[Lesson, ...]:
    """What one article teaches beyond the registry's files, sorted; nothing for what they know already."""
    shorts: dict[str, list[str]] = {}
    for one in evidence:
        if one.tier == "short" and one.of and one.name:
            shorts.setdefault(folded_name(one.of), []).append(folded_name(one.name))
    read = _Reading(zones, registry, shorts)
    found = {lesson for one in evidence if one.zone != "byline" for lesson in read.lessons(one)}
    for one, keys in crosslistings.told(zones, evidence, read.is_named):
        found.update(read.listings(one, keys))
    same = {_unlisted(other): _unlisted(one) for other, one in glosses(zones, evidence).items()}
    subjects = {lesson.subject for lesson in found}
    same = {other: one for other, one in same.items() if one in subjects}
    joined = {replace(one, subject=same[one.subject], tier="short") if one.subject in same else one for one in found}
    return tuple(sorted(joined)[:_MOST])


def _unlisted(legal: str) -> str:
    return UNLISTED + plain(folded_name(legal))


@dataclass(slots=True)
class _Reading:
    """One article while its lessons are read."""

    zones: tuple[Zone, ...]
    registry: Registry
    _shorts: Mapping[str, list[str]]
    _clauses: Clauses | None = None

    def lessons(self, one: Evidence) -> Iterator[Lesson]:
        """What one piece of evidence teaches."""
        name = self._name(one)
        if one.key and name and self.registry.by_listing(one.key) is None:
            yield from self._further(one.key, name, one.tier)
        subject = self._subject(one, name)
        if subject is None or (subject == "" and not is_possible(name or "")):
            return
        if name is not None and is_possible(name):
            yield from self._lesson(subject, name, one.tier)
            if one.tier == "legal" and one.key and is_latin(name) and (short := last_name(name)):
                yield from self._lesson(subject, short, "code")
        elif one.key and (one.tier != "markup" or one.start < 0) and self.registry.by_listing(subject) is None:
            yield Lesson(subject, "", one.tier)

    def is_named(self, one: Evidence) -> bool:
        """Whether a known company's name stands in front of a code, and no words that tell of several."""
        words, name = folded_name(one.name or ""), self._name(one) or ""
        company = self.registry.by_listing(one.key or "") or (self._owner(name) if name else None)
        if company is None or not words:
            return False
        if is_han(words[-1]):
            return small_name(words).endswith(tuple(map(small_name, _called(company))))
        return any(is_latin(each) and is_akin(each, words) for each in _called(company))

    def listings(self, one: Evidence, keys: tuple[str, ...]) -> Iterator[Lesson]:
        """What codes teach that stand together behind a name: whose those are that no file knows. One that a file knows
        has them only where the name is akin to its company's, or all are one ticker: it may be another's by mistake, or
        long ago."""
        companies = {key: self.registry.by_listing(key) for key in keys}
        same, name = crosslistings.is_one_ticker(keys), folded_name(one.name or "")
        owners = [each for each in companies.values() if each and (same or self._is_alike(each.key, name, "legal"))]
        if not owners and companies[keys[0]]:
            return
        subject = owners[0].key if owners else keys[0]
        yield from (Lesson(subject, key, LISTING) for key in keys if key != subject and companies[key] is None)

    def _further(self, key: str, name: str, tier: str) -> Iterator[Lesson]:
        """That a code which no file knows is one more of the company whose name it stands behind, on an exchange where
        that has none: `海天味业(03288.HK)` beside 603288.SH."""
        teaches = {"legal": LISTING, "code": PERHAPS_LISTING}.get(tier)
        owner = self._owner(name) if teaches else None
        if teaches and owner and self._is_its(key, name, owner, tier):
            yield Lesson(owner.key, key, teaches)

    def _is_its(self, key: str, name: str, owner: Company, tier: str) -> bool:
        """Of a company without a listing a legal name tells; how many articles other words need, learning.py knows."""
        if not owner.listings:
            return tier == "legal" and self._is_certain(name, owner)
        alike = crosslistings.is_called_alike(key, owner.listings)
        return crosslistings.is_further(key, owner.listings) and (alike or self._is_certain(name, owner))

    def _lesson(self, subject: str, name: str, tier: str) -> Iterator[Lesson]:
        if not self._is_known(subject, name) and self._is_alike(subject, name, tier):
            yield Lesson(subject, name, tier)

    def _name(self, one: Evidence) -> str | None:
        if one.name is None:
            return None
        if one.tier == "code":
            name = self._exact(one.name, self._key(one.key or ""))
            if name and one.zone == "title" and is_latin(name):
                name = before_code(name, (zone.text for zone in self.zones if zone.name != "title"))
            return _unmarked(name, one.key) if name else None
        if one.tier == "short":
            return _unmarked(folded_name(one.name), one.key)
        return plain(folded_name(one.name)) if one.tier == "legal" else folded_name(one.name)

    def _subject(self, one: Evidence, name: str | None) -> str | None:
        if one.key:
            teaches = self._is_code(one, name) and not (self._is_daughters(one, name) or self._is_cut(one))
            return self._key(one.key) if teaches else None
        if one.tier == "short":
            return self._meant(one.of, name) if one.of else None
        if name is None:
            return None
        if one.tier == "legal":
            return None if self._is_cut(one) else self._legal(name, None)
        if one.tier == "candidate":
            return None if self._owner(name) or self._ends_known(name) else ""
        known = self.registry.resolve(name) or codes.bare(name) or len(name) < _SHORTEST
        return None if known else UNLISTED + name

    def _is_daughters(self, one: Evidence, name: str | None) -> bool:
        """Whether a legal name is for certain another company's than its code: `Waymo LLC (NASDAQ: GOOGL)`."""
        owner = self._owner(stem(name)) if name and one.tier == "legal" else None
        return owner is not None and owner.key != self._key(one.key or "")

    def _is_cut(self, one: Evidence) -> bool:
        """Whether a legal name may be a piece, for a possessive in front of it may be the name's own: `Chico's FAS
        Inc`; not a place's or a known company's (`Japan's Sony Corp`, `Google's Waymo LLC`)."""
        if one.tier != "legal" or one.name is None:
            return False
        text = self._text_behind(("'s ", "’s "), one)
        if text is None:
            return False
        owner = text[max(0, one.start - _LONGEST) : one.start].split()[-1]
        whose = owner[:-2]
        return not (ends_place(whose) or self._owner(whose) or self._goes_on(stem(one.name), owner))

    def _goes_on(self, name: str, owner: str) -> bool:
        """Whether the article has a name again, and the possessive never: `Apple's Beats Inc … Beats said`. Who is
        called Jack's Pizza is called Jack's, too."""
        texts = [zone.text for zone in self.zones]
        return times(owner, texts) == 1 and times(name, texts) > 1

    def _is_code(self, one: Evidence, name: str | None) -> bool:
        """Whether a code teaches: a bare number in brackets may be a fund's or a post code, a cashtag a variable, a
        Reuters suffix a file's ending, but in a bracket behind a legal form; and taggers take everyday words for
        names."""
        text, known = one.text, self.registry.by_listing(one.key or "") is not None
        if one.tier == "code":
            if text.isdigit() or text.startswith("$"):
                return (
                    not known and text.isdigit() and (name or "").endswith(TRADES) and len(name or "") <= _LONGEST_BARE
                )
            if known or not _REUTERS.search(text):
                return True
            return _has_form(one.name or "") and self._text_behind(("(", "( "), one) is not None
        return known or one.tier != "markup" or one.start < 0 or not is_wording(name or "")

    def _text_behind(self, ends: tuple[str, ...], one: Evidence) -> str | None:
        """The text in which a piece of evidence stands at once behind one of these, None where it does not."""
        texts = (zone.text for zone in self.zones if zone.name == one.zone)
        return next((text for text in texts if text.endswith(ends, 0, one.start)), None)

    def _key(self, listing: str) -> str:
        company = self.registry.by_listing(listing)
        return company.key if company else listing

    def _meant(self, whole: str, short: str | None) -> str | None:
        """Whose short form that is: of a legal name, or, as a translation, of a name that is known."""
        if is_latin(whole) and not is_translation(short or ""):
            return None
        if _has_form(whole):
            return self._legal(whole, short)
        owner = self._owner(whole)
        return owner.key if owner else None

    def _legal(self, legal: str, short: str | None) -> str | None:
        """The company behind a legal name: a known one by the name itself or by its own short form, else a new one;
        none where it ends with a known one's."""
        shorts = (short, *self._shorts.get(folded_name(legal), ()))
        owner = self._owner(legal) or next((one for each in shorts if each and (one := self._owner(each))), None)
        if owner:
            return owner.key if self._is_certain(legal, owner) else None
        known = self._ends_known(legal) or self._is_group_of(legal)
        return None if known else _unlisted(legal)

    def _is_group_of(self, legal: str) -> bool:
        """Whether a group is called as a known company may be, ambiguously: 吉利集团 is no other than 吉利."""
        return legal.endswith("集团") and bool(self.registry.named(stem(legal)))

    def _is_certain(self, legal: str, owner: Company) -> bool:
        """Whether more than a Latin form tells whose a name is: `Delta Corp` need not be what `Delta` may mean."""
        return not legal.isascii() or self.registry.is_sure(stem(legal), owner) or self.registry.is_sure(legal, owner)

    def _ends_known(self, legal: str) -> bool:
        """Whether words of the sentence were taken for the beginning of a known name: `消息称美的集团`."""
        return is_han(legal[-1:]) and self.registry.by_end(folded_name(legal)) is not None

    def _owner(self, name: str) -> Company | None:
        """The only company that a name means for certain."""
        found = self.registry.named(name)
        if len(found) == 1 and self.registry.is_sure(name, found[0]):
            return found[0]
        return self.registry.by_legal_name(name) if _has_form(name) else None

    def _is_alike(self, subject: str, name: str, tier: str) -> bool:
        """Whether a name may be one of a known company's: two characters of one of its own stand in it, in their order
        (银娱 of 银河娱乐), or a word of a Latin one. What stands before a code, or in a link, is often a description,
        and a Latin legal name a daughter's (`Instagram Inc (NASDAQ: META)`)."""
        company = self.registry.by_key(subject)
        known = _called(company) if company else []
        latin = list(filter(is_latin, known)) if is_latin(name) else []
        if latin and tier in ("code", "legal"):
            return any(is_akin(each, name) for each in latin)
        if company is None or tier not in ("code", "markup"):
            return True
        return any(shared_letters(small(each), small(name)) >= _ALIKE for each in known)

    def _is_known(self, subject: str, name: str) -> bool:
        """Whether a company has a name, or one that it is a piece of, or ends with: `Johnson` of Johnson & Johnson;
        `Apple's` would hide Apple wherever something is its own."""
        company = self.registry.by_key(subject) or self.registry.by_listing(subject)
        own = small(name)
        bare = own[:-2] if own.endswith(POSSESSIVES) else own
        return company is not None and any(
            bare == known or undecorated(own) == undecorated(known) or own.endswith(known) or f" {own} " in f"{known} "
            for known in map(small_name, _called(company))
        )

    def _exact(self, words: str, subject: str) -> str | None:
        """The name at the right end of the words in front of a code: where they are Latin the last one there; else what
        stands at the left edge of a clause elsewhere in the article, or is left without the sentence's words.

        A piece of a name that is known, and what many names end with, stand there for themselves: 技术 where
        科瑞技术(002957.SZ) is told of.
        """
        if self._is_known(subject, words.strip()):
            return words.strip()
        rest = behind_words(words).strip()
        if is_latin(rest):
            return last_name(rest) or formed_name(rest)
        for start in range(max(0, len(rest) - _LONGEST_SHORT), len(rest) - 1):
            suffix = rest[start:]
            possible = not start or (is_han(rest[start]) and suffix not in _ENDS)
            if possible and self._beginning(suffix) > self._beginning(f"{suffix}("):
                return suffix
        return rest or None

    def _beginning(self, words: str) -> int:
        """How many clauses of the article begin with these words."""
        if self._clauses is None:
            self._clauses = Clauses(zone.text for zone in self.zones)
        return self._clauses.count(words)


def _unmarked(name: str, key: str | None) -> str:
    """A name without what its share's exchange writes at it: `佐布拉-W(09777.HK)`."""
    return unmarked(name, {key.rpartition(".")[2]}) if key else name


def _called(company: Company) -> list[str]:
    """The names of a company, without its hints."""
    return [name.text for name in company.names if not name.hint]


def _has_form(name: str) -> bool:
    return stem(name) != name


def is_possible(name: str) -> bool:
    """Whether a text can be looked for as a name: neither role, description, trade, topic nor number."""
    short = _SHORTEST <= len(name) <= _LONGEST
    role = name in NO_ALIAS or name.endswith(_DESCRIPTIONS) or name in TRADES or is_trade(name)
    role = role or (is_general(name) and not _has_form(name)) or is_authority(name)
    return short and not (role or is_nobodys(name)) and small(name) not in TOPICS and not name.isdigit()
