"""Plain text as Markdown: lines that are paragraphs, and prose that is indented."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import plaintext
from feedsvc.articles.document import read
from feedsvc.model import Document

FIRST, SECOND, THIRD = "甲公司五日公布财报，营收创新高。", "乙公司称将扩大投资！", "丙公司股价上涨百分之三。"
URDU = "اس نے کہا کہ کمپنی کی آمدنی میں اضافہ ہوا ہے۔"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{FIRST}\n{SECOND}\n{THIRD}", f"{FIRST}\n\n{SECOND}\n\n{THIRD}"),
        (f"{FIRST}\n{SECOND}\n\n{THIRD}", f"{FIRST}\n\n{SECOND}\n\n{THIRD}"),
        (f"{FIRST}\n一、公司概况\n{SECOND}\n{THIRD}", f"{FIRST}\n\n一、公司概况\n\n{SECOND}\n\n{THIRD}"),
        (f"甲公司财报\n来源：某报\n{FIRST}\n{SECOND}", f"甲公司财报\n\n来源：某报\n\n{FIRST}\n\n{SECOND}"),
        (
            'The company said that revenue rose.\n"We are pleased," the chief executive said.\nShares rose',
            'The company said that revenue rose.\n\n"We are pleased," the chief executive said.\n\nShares rose',
        ),
        (f"    {FIRST}\n    {SECOND}", f"{FIRST}\n\n{SECOND}"),
        (f"{URDU}\nکیوں؟", f"{URDU}\n\nکیوں؟"),
        (f"\t{FIRST}\n\n\t{SECOND}", f"{FIRST}\n\n{SECOND}"),
        (f"    {FIRST}\n{SECOND}", f"{FIRST}\n\n{SECOND}"),
        ("    The company said that revenue rose.", "The company said that revenue rose."),
        (f"{FIRST}\n\n        责任编辑：张三", f"{FIRST}\n\n责任编辑：张三"),
    ],
)
def test_lines_of_a_plain_text_are_paragraphs(text: str, expected: str) -> None:
    assert plaintext.read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a line that was broken for its width\ngoes on here, and ends.\nThe next one was broken, too, and\ngoes on",
        f"{FIRST}\n\n{SECOND}",
        "- 一。\n- 二。\n- 三。",
        "# 标题\n一段。\n二段。",
        "> 引用。\n> 引用二。",
        "| a | b |\n|---|---|\n| 1. | 2. |",
        "<p>一。</p>\n<p>二。</p>",
        f"```\n{FIRST}\n{SECOND}\n```",
        "标题\n一段。",
        "    return value",
        'Intro:\n\n    s = "你好"\n\nend',
        'Intro:\n\n    git commit -m "fix the bug in the code"',
        '    # 循环\n    for x in y:\n        s = "完成"',
        "    甲(1)；\n    print(x).",
        "1. a\n\n    继续的段落。\n\n2. b",
        "- a\n\n    继续的段落。\n\n    还有一段。",
        "Name | Age\n---|---\nA. | 1.\nB. | 2.",
        "Name | Age:\n:--|:--\nA. | 1.\nB. | 2.",
        "Roses are red;\nviolets are blue.\nSugar is sweet,\nand so are you.",
        "    for each in all:\n        print(each)",
        "    echo done.",
        "- item\n\n      code = 1",
        "床前明月光，\n疑是地上霜，\n举头望明月，\n低头思故乡。",
        "",
    ],
)
def test_what_is_no_plain_prose_stays(text: str) -> None:
    assert plaintext.read(text) == text


def _body(path: str, text: str) -> str:
    found = read(path, text.encode())
    assert isinstance(found, Document)
    return found.body.strip("\n")


LINES = f"{FIRST}\n{SECOND}\n{THIRD}"
APART = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize(
    ("path", "text", "body"),
    [
        ("a.txt", f"标题：甲\n时间：2024-03-05\n\n{LINES}", APART),
        ("A.TXT", LINES, APART),
        ("a.md", f"---\ntitle: a\n---\n{LINES}", LINES),
        ("a.md", '{"title": "a", "content": "' + LINES.replace("\n", "\\n") + '"}', APART),
        ("a.md", f"---\ntitle: a\n---\n        {FIRST}\n\n        {SECOND}", f"{FIRST}\n\n{SECOND}"),
        ("a.md", "---\ntitle: a\n---\n    code = 1\n\n    more()", "    code = 1\n\n    more()"),
        ("a.md", f"---\ntitle: a\n---\n    code。\n\n{SECOND}", f"    code。\n\n{SECOND}"),
        (
            "a.md",
            '---\ntitle: a\n---\n    one of code\n\n        x = f("a b c d e f g.',
            '    one of code\n\n        x = f("a b c d e f g.',
        ),
    ],
)
def test_plain_are_text_files_and_the_texts_of_records(path: str, text: str, body: str) -> None:
    assert _body(path, text) == body


@pytest.mark.parametrize(
    "piece", ["\n", "\n \t", " ", "。\n", "    a\n", "a\n", "\t", "“" * 20, "\n\u3000", "w =", "- a\n\n"]
)
def test_plain_text_in_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    started = time.process_time()
    plaintext.read(piece * (1_000_000 // len(piece)))
    plaintext.unindented("    " + piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 5
