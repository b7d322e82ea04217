"""`OR` and brackets in a question: what they mean as conditions that all hold, each a choice between words.

    a (b OR c)          a (b OR c)
    (a b) OR c          (a OR c) (b OR c)
    a OR b -(c OR d)    (a OR b) -c -d

`a b OR c` is refused: to Google it is the first, to Bing and FreshRSS the second. Words that are joined by AND and OR
alone have one shortest list of such conditions (the prime implicates of a monotone function), so that all spellings of
a question give the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from feedsvc.errors import SelectionError, TooLong
from feedsvc.patterns import lazy

MOST = 64
"""Conditions that two choices may make together; a question in its canonical form has room for some twenty."""
Conditions = frozenset[frozenset[str]]
_WORD = r'(?:[^\s"“”()（）]|[(（][^\s"“”()（）]*[)）])+'
"""Brackets within a word are its own where they close in it: `f(x)`, `京东（健康）`."""
TITLED = "intitle:"
"""What stands before a word or phrase that must be in the title, also in full width and capitals."""
IN_TITLE = r"(?i:intitle)[:：]"
_JOINTS: Mapping[str, Literal["OR", "AND"]] = {"OR": "OR", "ＯＲ": "OR", "AND": "AND", "ＡＮＤ": "AND"}
_JOINED = rf"(?:{'|'.join(_JOINTS)})(?=[(（])"
"""A joint may touch the bracket behind it, where other words would make that a part of them."""
_PIECE = lazy(rf'([-－−]?)(?:([()（）])|({IN_TITLE}\s*)?(?:["“]([^"“”]*)(?:["”]|\Z)|({_JOINED}|{_WORD})))')
"""A phrase that is never closed ends with the question."""


@dataclass(frozen=True, slots=True)
class Token:
    """A bracket, `OR`, `AND`, or a word or phrase as it is compared; `excludes` says that a minus stands before it."""

    kind: Literal["(", ")", "OR", "AND", "word"]
    text: str = ""
    excludes: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """Conditions that all hold, each met by any of its words; and words that must not be there."""

    conditions: Conditions = frozenset()
    unwanted: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Bracket:
    """What stands in a bracket as far as it is read: groups that all hold, each of one or several choices."""

    excludes: bool = False
    groups: list[list[Meaning]] = field(default_factory=list)
    is_joined: bool = False

    def take(self, meaning: Meaning) -> None:
        if self.is_joined:
            self.groups[-1].append(meaning)
        else:
            self.groups.append([meaning])
        self.is_joined = False

    def meaning(self) -> Meaning:
        wanted = [choices for choices in self.groups if any(choice.conditions for choice in choices)]
        if len(wanted) > 1 and any(len(choices) > 1 for choices in wanted):
            raise SelectionError("can be read in two ways; it takes a (b OR c) or (a b) OR c")
        found = _all([_any(choices) for choices in self.groups])
        return _excluded(found) if self.excludes else found


def tokens(asked: str, compared: Callable[[str], str]) -> list[Token]:
    """The pieces of a question, its words as `compared` gives them and without those of which that leaves nothing. `OR`
    and `AND` are words like others where they do not stand between two; `AND` says nothing there, nor does a second
    `OR`."""
    pieces = [_of_piece(compared, *piece) for piece in _PIECE.findall(asked)]
    pieces = [each for each in pieces if each.text or each.kind != "word"]
    found: list[Token] = []
    for each, ends in zip(pieces, _ends(pieces), strict=True):
        before = found[-1].kind if found else ""
        if each.kind not in _JOINTS or not ends or before not in ("word", ")", "OR"):
            found.append(Token("word", each.text) if each.kind in _JOINTS else each)
        elif each.kind == "OR" and before != "OR":
            found.append(each)
    return found


def _ends(pieces: list[Token]) -> list[bool]:
    """Of each piece whether a word or an opening bracket stands behind it, with nothing but joints between."""
    found, is_behind = [False] * len(pieces), False
    for place in range(len(pieces) - 1, -1, -1):
        found[place] = is_behind
        is_behind = pieces[place].kind in ("word", "(") or (pieces[place].kind in _JOINTS and is_behind)
    return found


def _of_piece(compared: Callable[[str], str], sign: str, bracket: str, where: str, phrase: str, word: str) -> Token:
    if bracket:
        return Token("(" if bracket in "(（" else ")", excludes=bool(sign))
    text = compared(phrase or word)
    if word in _JOINTS and not (sign or where):
        return Token(_JOINTS[word], text)
    return Token("word", TITLED + text if where and text else text, bool(sign))


def read(found: list[Token]) -> Meaning:
    """What a question means; a bracket that is never closed ends with it.

    Raises SelectionError for what cannot be a choice and for a bracket that was never opened, TooLong for more
    combinations than are worked out; their messages begin behind the question.
    """
    brackets = [_Bracket()]
    for token in found:
        if token.kind == "(":
            brackets.append(_Bracket(token.excludes))
        elif token.kind == ")":
            _close(brackets)
        elif token.kind == "OR":
            brackets[-1].is_joined = bool(brackets[-1].groups)
        else:
            own = frozenset({token.text})
            brackets[-1].take(Meaning(unwanted=own) if token.excludes else Meaning(frozenset({own})))
    while len(brackets) > 1:
        _close(brackets)
    return brackets[0].meaning()


def _close(brackets: list[_Bracket]) -> None:
    if len(brackets) == 1:
        raise SelectionError("closes a bracket that was not opened; it takes a (b OR c)")
    closed = brackets.pop()
    if closed.groups:
        brackets[-1].take(closed.meaning())


def _all(meanings: list[Meaning]) -> Meaning:
    if len(meanings) == 1:
        return meanings[0]
    conditions = [condition for each in meanings for condition in each.conditions]
    return Meaning(_shortest(conditions), frozenset().union(*(each.unwanted for each in meanings)))


def _any(choices: list[Meaning]) -> Meaning:
    found, *others = choices
    for each in others:
        if each.unwanted or found.unwanted:
            raise SelectionError("has an exclusion among its choices; it takes one beside them, (a OR b) -c")
        if len(found.conditions) * len(each.conditions) > MOST:
            raise TooLong(f"makes too many combinations of its choices; it takes at most {MOST}")
        found = Meaning(_shortest([one | other for one in found.conditions for other in each.conditions]))
    return found


def _excluded(meaning: Meaning) -> Meaning:
    if meaning.unwanted or len(meaning.conditions) != 1:
        raise SelectionError('excludes what is no word, phrase or choice of them; it takes -a, -"a b" or -(a OR b)')
    (unwanted,) = meaning.conditions
    return Meaning(unwanted=unwanted)


def _shortest(conditions: list[frozenset[str]]) -> Conditions:
    """Without those that another one implies: who has `a` has `a OR b`."""
    kept: list[frozenset[str]] = []
    for each in sorted(conditions, key=len):
        if not any(other <= each for other in kept):
            kept.append(each)
    return frozenset(kept)
