from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedsvc import fulltext
from feedsvc.errors import SelectionError
from feedsvc.fulltext import Search, asked_tokens, holds, is_token, joined_tokens, parse, tokens


def test_words_are_tokens_and_runs_are_pairs_of_neighbours() -> None:
    assert tokens("JD 京东健康") == {"jd", "京东", "东健", "健康"}


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("ＪＤ", "jd"),
        ("Café", "cafe"),
        ("滙豐", "汇丰"),
        ("STRASSE Straße", "strasse"),
        ("データ", "デー"),
        ("서울", "서울"),
    ],
)
def test_texts_are_folded_before_they_are_parted(text: str, token: str) -> None:
    assert token in tokens(text)


def test_a_word_beside_a_run_is_a_token_of_its_own() -> None:
    assert tokens("5G手机") == {"5g", "手机"}


def test_signs_and_emoji_are_no_tokens() -> None:
    assert tokens("，。 — _ 😀 ©") == set()


@pytest.mark.parametrize(
    ("asked", "wanted", "unwanted"),
    [
        ("京东 健康", ("京东", "健康"), ()),
        ('"JD  Health"', ("jd health",), ()),
        ("“京东 健康”", ("京东 健康",), ()),
        ("苹果 -iPhone", ("苹果",), ("iphone",)),
        ('a -"b c"', ("a",), ("b c",)),
        ("AT&T", ("at t",), ()),
        ("3.5%", ("3 5",), ()),
        ("C++ -C#", ("c++",), ("c#",)),
        ('"Learn C++17" Ｃ＋＋', ("c++", "learn c++ 17"), ()),
        ("用C++写", ("用 c++ 写",), ()),
        ("Google+ VC++ C+ #京东#", ("c", "google", "vc", "京东"), ()),
        ("1/2", ("1 2",), ()),
        ("a －b", ("a",), ("b",)),
        ("手机5G", ("手机 5g",), ()),
        ("a a -a", ("a",), ()),
        ('intitle:财报 -InTitle："A  b"', ("intitle:财报",), ("intitle:a b",)),
        ("intitle: a, xintitle:b", ("intitle:a", "xintitle b"), ()),
        ('" - , "', (), ()),
        ("x\x00y\ud800", ("x y",), ()),
    ],
)
def test_questions_are_read_as_they_are_typed(asked: str, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> None:
    assert parse(asked) == Search(wanted, unwanted)


@given(st.text(max_size=40))
def test_the_canonical_form_of_a_question_is_that_question(asked: str) -> None:
    found = parse(asked)
    assert parse(str(found)) == found


@pytest.mark.parametrize("asked", ["intitle:(a b)", "c -InTitle：（a OR b）", "(intitle:(a) OR b)"])
def test_a_bracket_behind_intitle_is_refused(asked: str) -> None:
    with pytest.raises(SelectionError, match="has a bracket behind intitle:; it takes intitle:a or intitle:"):
        parse(asked)


def test_the_index_is_asked_for_pairs_and_words_and_for_no_single_character() -> None:
    assert asked_tokens("药") == ()
    assert asked_tokens("京东健康 jd") == ("京东", "东健", "健康", "jd")


@pytest.mark.parametrize(
    ("phrase", "is_one"),
    [
        ("京东", True),
        ("jd", True),
        ("药", False),
        ("京东健", False),
        ("哈哈哈", False),
        ("go go", False),
        ("5g手机", False),
    ],
)
def test_a_phrase_is_one_token_where_who_has_it_holds_the_phrase(phrase: str, *, is_one: bool) -> None:
    assert is_token(phrase) is is_one


@pytest.mark.parametrize(
    ("asked", "text", "is_held"),
    [
        ("健康", "京东健康", True),
        ("京东健康", "京东的健康和东健康", False),
        ('"jd health"', "JD-Health’s", True),
        ('"jd health"', "JD Healthy", False),
        ('"jd health"', "jd, and health", False),
        ("手机5G", "买手机 5G吧", True),
        ("手机5G", "买手机 5GHz", False),
        ("5G", "5G手机", True),
        ("appl", "apple", False),
        ("3.5", "增速3.5%", True),
        ("3.5", "有 35 人", False),
        ("1/2", "a ratio of 1/2 or 12", True),
        ("12", "a ratio of 1/2", False),
        ("五粮液", "五 粮 液", True),
        ("intitle:财报", "京东财报\n正文", True),
        ("intitle:财报", "京东\n财报来了", False),
        ("InTitle：“JD health” 正文", "JD Health\n正文", True),
        ("财报 -intitle:京东", "阿里\n京东财报", True),
        ("财报 -intitle:京东", "京东\n京东财报", False),
        ("intitle:阿里 OR intitle:京东", "京东\n正文", True),
        ("京东 -阿里", "京东和阿里巴巴", False),
        ('京东 -"阿里 云"', "京东和阿里", True),
    ],
)
def test_a_text_tells_whether_it_holds_what_is_asked_for(asked: str, text: str, *, is_held: bool) -> None:
    assert holds(parse(asked), text, text.partition("\n")[0]) is is_held


WORDS = st.text(alphabet="ab 京东健康é5-", min_size=1, max_size=12)


TEXTS = st.text(alphabet="ab 京东健康é5-", max_size=40)


@given(WORDS, TEXTS)
def test_whatever_a_text_holds_has_the_tokens_that_the_index_is_asked_for(asked: str, text: str) -> None:
    found = parse(f'"{asked}"')
    if found.wanted and holds(found, text):
        assert set(asked_tokens(found.wanted[0])) <= tokens(text)


@given(WORDS, TEXTS)
@example("a a", "a")
@example("京京京", "京京")
@example("x" * 65, "x" * 66)
def test_one_token_tells_as_much_as_the_text(asked: str, text: str) -> None:
    found = parse(f'"{asked}"')
    if found.wanted and is_token(found.wanted[0]):
        (token,) = asked_tokens(found.wanted[0])
        assert holds(found, text) is (token in tokens(text))


@pytest.mark.parametrize(
    ("asked", "text", "is_held"),
    [
        ("C++", "Written in C++.", True),
        ("c++", "C++17 is out", True),
        ("C++", "用C++编程", True),
        ('"modern C++ code"', "Modern C++ code", True),
        ("C++", "Vitamin C and C# alike", False),
        ("C#", "C# 12, F# 8", True),
        ("F#", "C# and F", False),
        ("C", "C++ and C#", False),
        ("C", "C, not C++", True),
        ("-C++ language", "the C language", True),
        ("apple", "a topic, #apple#, of phones", True),
        ('"Model Y"', "#特斯拉Model Y#降价", True),
        ("page", "https://a.example/c#page", True),
        ("\ua7fe", "a++", False),
    ],
)
def test_c_and_its_descendants_are_words_of_their_own(asked: str, text: str, *, is_held: bool) -> None:
    search = parse(asked)
    assert bool(search.wanted and holds(search, text)) is is_held
    have = tokens(text)
    assert {*joined_tokens(text).split()} == have
    if is_held:
        assert all({*asked_tokens(one)} <= have for one in search.wanted)


def test_a_word_of_any_length_is_one_token_of_bounded_length() -> None:
    assert tokens("x" * 10_000) == {"x" * fulltext.LONGEST_WORD}


def test_of_very_many_tokens_the_first_are_kept() -> None:
    found = tokens(" ".join(f"w{number}" for number in range(400_000)))
    assert "w0" in found
    assert fulltext.MOST_BYTES / 4 < sum(map(len, found)) < fulltext.MOST_BYTES


@given(TEXTS)
@example("京 东")
@example("京东 健 康")
@example("x" * 65 + "京东𠀀𠀁")
@example("")
@example("京")
def test_joined_tokens_are_the_tokens_apart_by_one_space(text: str) -> None:
    joined = joined_tokens(text)
    assert set(joined.split(" ")) - {""} == tokens(text)
    assert "  " not in f" {joined} " or joined == ""


def test_joined_tokens_of_a_very_long_text_are_bounded_like_the_others() -> None:
    text = " ".join(f"w{number}" for number in range(400_000))
    assert set(joined_tokens(text).split(" ")) == tokens(text)


def test_what_comes_again_and_again_takes_no_room() -> None:
    assert "京东" in tokens("银行 " * 500_000 + "京东")
