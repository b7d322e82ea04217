"""The plainest YAML heads, read line by line: what is read at all is what the whole parser reads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.plainyaml import LONGEST, parse_plain
from feedsvc.articles.yamlhead import parse_tagged, parse_whole

_LINES = st.lists(
    st.sampled_from(
        [
            *(
                "a",
                "title",
                "b-c",
                "null",
                "yes",
                "1",
                "中文",
                ":",
                ": ",
                " ",
                "  ",
                "- ",
                "-",
                "'",
                '"',
                "\\",
                "#",
                " #",
            ),
            *(
                "[",
                "]",
                ", ",
                ",",
                "{",
                "}",
                "&x",
                "*x",
                "!",
                "|",
                ">",
                "?",
                "? ",
                "%",
                "@",
                "`",
                "~",
                "=",
                "<<",
                "---",
            ),
            *(
                "...",
                "\n",
                "\n",
                "\n",
                "\n- ",
                "\n  - ",
                "\na: ",
                "\nb:",
                "http://x",
                "12:30",
                "\t",
                "\u2028",
                "\xa0",
                "，",
            ),
        ]
    ),
    max_size=16,
).map("".join)


@settings(max_examples=3000)
@given(_LINES)
def test_what_is_read_is_what_the_whole_parser_reads(text: str) -> None:
    read = parse_plain(text)
    assert read is None or read == parse_whole(text)


@given(
    st.text(st.characters(codec=None)), st.sampled_from(["a: {}", "a: '{}'", 'a: "{}"', "a:\n- {}", "a: [{}]", "{}: x"])
)
def test_any_characters_are_read_as_the_whole_parser_reads_them(value: str, shape: str) -> None:
    text = shape.format(value)
    read = parse_plain(text)
    assert read is None or read == parse_whole(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "title: 京东健康：“一周年”\ndate: 2022-03-28 19:13:15 +0800\n",
            {"title": "京东健康：“一周年”", "date": "2022-03-28 19:13:15 +0800"},
        ),
        (
            "categories: \n - 新媒体\n - '科技'\n\ncomments: false",
            {"categories": ("新媒体", "科技"), "comments": "false"},
        ),
        ("tags:\n- a # b", None),
        ("tags:\n- a#b\n-  c ", {"tags": ("a#b", "c")}),
        ("tags: [a, b c,d]", {"tags": ("a", "b c", "d")}),
        ("tags: []\nx: ~\ny: null\nz: 'null'", {"tags": (), "x": "", "y": "", "z": "null"}),
        ("code: 000002\nat: 12:30\nno: no", {"code": "000002", "at": "12:30", "no": "no"}),
        ("a: x\na: y", {"a": "y"}),
        ("a: b\n- c", None),
        ("a: ''\n- c", None),
        ("a:\n- c\n - d", None),
        ("a: b\n  c", None),
        ("a: b: c", None),
        ("a: b:", None),
        ("a: 'b''c'", None),
        ('a: "b\\n"', None),
        ("a: &x b", None),
        ("a: |\n  b", None),
        ("a: {b: c}", None),
        ("# a\na: b", None),
        ("null: b", None),
        ("", None),
    ],
)
def test_plain_head(text: str, values: dict[str, str | tuple[str, ...]] | None) -> None:
    read = parse_plain(text)
    assert (None if read is None else read.values) == values


def test_the_line_of_each_key_is_told() -> None:
    read = parse_plain("a: x\n\nb:\n- y\nc: z\nb: w")
    assert read is not None
    assert read.lines == {"a": 0, "b": 5, "c": 4}
    assert list(read.values) == list(parse_whole("a: x\n\nb:\n- y\nc: z\nb: w").values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('!ENV [A, B, "c d"]', "c d"),
        ("!ENV A", ""),
        ("!ENV [A]", ""),
        ("!ENV [A, [b, c]]", ("b", "c")),
        ("!!python/name:a.b.c", "a.b.c"),
        ("!!python/object/apply:a.b {c: d}", {"a.b": {"c": "d"}}),
        ("!!str 007", "007"),
        ("!ENVY [a, b]", ("a", "b")),
        ("!!python/tuple [a, b]", ("a", "b")),
    ],
)
def test_what_configurations_of_mkdocs_have_as_tags_is_read(text: str, value: object) -> None:
    assert parse_tagged(f"a: {text}\nb: c").values == {"a": value, "b": "c"}


def test_a_long_head_is_left_to_the_whole_parser() -> None:
    text = "a:\n" + "- b\n" * (LONGEST // 4)
    assert parse_plain(text) is None
