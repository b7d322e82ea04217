"""`OR` and brackets in questions."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedsvc.errors import SelectionError, TooLong
from feedsvc.fulltext import Search, holds, parse


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("蔚来 OR nio", "nio OR 蔚来"),
        ("nio OR NIO", "nio"),
        ("(蔚来 OR nio)财报", "财报 (nio OR 蔚来)"),
        ("（蔚来 ＯＲ nio）财报", "财报 (nio OR 蔚来)"),
        ("(蔚来 财报) OR nio", "(nio OR 蔚来) (nio OR 财报)"),
        ('a OR "b c" OR C++', 'a OR "b c" OR c++'),
        ("a OR b -c", "(a OR b) -c"),
        ("a OR b -(c OR d)", "(a OR b) -c -d"),
        ("(a OR b) (c OR a OR b)", "a OR b"),
        ("a (a OR b)", "a"),
        ("a OR (b c", "(a OR b) (a OR c)"),
        ("-c a OR b", "(a OR b) -c"),
        ("() OR a OR ()", "a"),
        ("f(x) OR g（y）", '"f x" OR "g y"'),
        ('intitle:A OR (b intitle:"c d")', '(b OR intitle:a) (intitle:a OR intitle:"c d")'),
        ("mill OR(dam)", "dam OR mill"),
        ("财报 AND（京东 OR（阿里））", "财报 (京东 OR 阿里)"),
        ("mill OR OR dam", "dam OR mill"),
        ("(mill AND dam) OR lock", "(dam OR lock) (lock OR mill)"),
    ],
)
def test_choices_have_one_canonical_form(asked: str, canonical: str) -> None:
    assert str(parse(asked)) == canonical
    assert parse(canonical) == parse(asked)


@pytest.mark.parametrize(
    ("asked", "wanted", "unwanted"),
    [
        ("this or that", ("or", "that", "this"), ()),
        ("Portland OR", ("or", "portland"), ()),
        ("OR Portland", ("or", "portland"), ()),
        ("OR", ("or",), ()),
        ('salt "OR" pepper', ("or", "pepper", "salt"), ()),
        ("salt -OR pepper", ("pepper", "salt"), ("or",)),
        ("ORACLE OR", ("or", "oracle"), ()),
        ("(a) b)", ("a", "b"), ()),
        ("(-a b)", ("b",), ("a",)),
        ("(intitle:a b) -c", ("b", "intitle:a"), ("c",)),
        ("(intitle:a (-intitle:b))", ("intitle:a",), ("intitle:b",)),
        ("b -(a)", ("b",), ("a",)),
        ("b :-( :)", ("b",), ()),
        ("f(x) 京东（健康）", ("f x", "京东 健康"), ()),
        ("FOR(x) SAND(y)", ("for x", "sand y"), ()),
        ("京东 AND 阿里", ("京东", "阿里"), ()),
        ("mill ＡＮＤ -dam", ("mill",), ("dam",)),
        ("AND mill", ("and", "mill"), ()),
        ("mill AND", ("and", "mill"), ()),
        ('salt "AND" pepper and oil', ("and", "oil", "pepper", "salt"), ()),
        ("intitle: mill -intitle： dam", ("intitle:mill",), ("intitle:dam",)),
        ('intitle: "old mill', ("intitle:old mill",), ()),
        ('lock -"old mill', ("lock",), ("old mill",)),
    ],
)
def test_without_an_or_between_words_a_question_means_what_it_did(
    asked: str, wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    assert parse(asked) == Search(wanted, unwanted)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("a b) OR c", r"q='a b\) OR c' closes a bracket that was not opened; it takes a \(b OR c\)"),
        ("a OR -b", "q='a OR -b' has an exclusion among its choices; it takes one beside them"),
        ("(a -b) OR c", "has an exclusion among its choices"),
        ("a b OR c", r"q='a b OR c' can be read in two ways; it takes a \(b OR c\) or \(a b\) OR c"),
        ("a OR b (c OR d)", "can be read in two ways"),
        ("-x OR b", "has an exclusion among its choices"),
        ("-(a b) OR c", "excludes what is no word, phrase or choice of them; it takes -a"),
        ("-(-a) (b OR c)", "excludes what is no word"),
        ("京东 -(招聘 广告)", "excludes what is no word"),
    ],
)
def test_what_cannot_be_a_choice_is_refused_with_the_reason(asked: str, reason: str) -> None:
    with pytest.raises(SelectionError, match=reason):
        parse(asked)


def test_more_combinations_than_are_worked_out_are_refused() -> None:
    with pytest.raises(TooLong, match="too many combinations of its choices; it takes at most 64"):
        parse(" OR ".join(f"(a{number} b{number})" for number in range(8)))
    assert str(parse("(" * 150 + "a OR b")) == "a OR b"


LETTERS = "abcd"
PLAIN = st.sampled_from(LETTERS)


def joined(parts: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from([f"({' OR '.join(parts)})", f"({' '.join(parts)})"])


NESTED = st.recursive(PLAIN, lambda inner: st.lists(inner, min_size=2, max_size=3).flatmap(joined), max_leaves=6)


def meant(asked: str, held: set[str]) -> bool:
    """What Python says of the same expression."""
    written = asked.replace(" OR ", "|").replace(" ", "&")
    return bool(eval("".join(str(each in held) if each in LETTERS else each for each in written)))


@given(NESTED)
def test_any_brackets_mean_what_they_say(asked: str) -> None:
    found = parse(asked)
    if " OR " not in asked:
        return
    for chosen in product([True, False], repeat=len(LETTERS)):
        held = {letter for letter, is_there in zip(LETTERS, chosen, strict=True) if is_there}
        assert holds(found, " ".join(sorted(held))) is meant(asked, held), str(found)


@given(st.text(alphabet='ab OR()（）-"京东', max_size=60))
@example("a OR b) OR (c")
@example("(a OR) b OR -c")
def test_any_question_with_choices_is_read_or_refused_and_its_canonical_form_is_that_question(asked: str) -> None:
    try:
        found = parse(asked)
    except SelectionError:
        return
    assert parse(str(found)) == found
