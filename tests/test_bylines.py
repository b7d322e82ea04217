"""Lines that say who made a text and when, and are no part of its story."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import bylines, wechat

CREDITS = (
    "By Jane Smith",
    "BY JANE SMITH",
    "By JANE SMITH, Associated Press",
    "By Jane Smith, Staff writer",
    "By Jane Smith and John von Doe | The Site",
    "By: Jane O’Neill-Smith",
    "Jane Smith | March 3, 2024",
    "March 3, 2024 | By Jane Smith",
    "By Jane Smith · March 3, 2024 · 5 min read",
    "李明 | 2024-03-05",
    "Reporting by Jane Smith; Editing by John Doe",
    "(Reporting by Jane Smith in London; editing by John Doe)",
    "Words by Jane Smith / Photos by John Doe",
    "Photo: Getty Images",
    "Image credit: Jane Smith",
    "通讯员 李明",
    "通讯员：李明",
    "通訊員：李明",
    "本报记者 张三",
    "本報記者 張三",
    "（本报记者 张三 通讯员 李明）",
    "□新京报记者 张三 李四 摄影 王五",
    "本报记者 张三 发自上海",
    "记者 阿不都·热合曼 北京报道",
    "文/图 张三",
    "文/张三 图/李四",
    "撰文 | 张三",
    "作者丨张三 编辑丨李四",
    "图片来源：视觉中国",
    "题图｜视觉中国",
    "记者：张三 编辑：李四",
    "编辑丨张三",
    "摄影/张三",
    "編輯｜張三",
    "编译：张三",
    "编辑 张三 审核 李四",
    "责任编辑 张三",
    "By Jude Law",
    "By Doris Day and Will Smith",
    "By An Baijie",
    "By The Associated Press",
    "By The Editors",
    "By A. Smith, Design editor",
    "By Jane Smith, The Example",
    "Video: Jane Smith",
    "Video: Jane Smith/The Site and NASA",
    "Video: Jane Smith for The Site",
    "Video credit: a reader",
    "Photo: a reader",
)
SENTENCES = (
    "",
    "By the end of the year, the firm had gone",
    "By the end of the year the firm had gone",
    "By Monday the firm had gone",
    "By Monday Apple",
    "By March 2024 Apple had gone",
    "By Jane Smith.",
    "By Acme Corp and",
    "Jane Smith wrote it | March 3, 2024",
    "Jane | Smith",
    "Photo: it shows the plant. It is new",
    "Reporting by Acme shows",
    "作者认为，这样不对",
    "作者认为这样不对",
    "记者了解到，公司已经停产",
    "记者 了解到这家公司",
    "通讯员制度",
    "通讯员 制度。",
    "作者",
    "编辑 作者",
    "编译 安装",
    "摄影 入门",
    "审核 通过",
    "策划 方案",
    "编辑 照片",
    "編輯 照片",
    "整理 房间",
    "统筹 城乡",
    "By Popular Demand",
    "BY POPULAR DEMAND",
    "By Design",
    "By The Numbers",
    "By Law",
    "By Day and Night",
    "By A Whisker",
    "By All Means",
    "By Their Own Hand",
    "Video: How to cook rice",
    "Video: How To Cook",
    "Video: Cooking rice",
    "Video: Rice Cooks In Ten Minutes",
    "本报讯（记者 张三）公司今天公布了业绩",
    "图片来源：视觉中国。图中是新厂房",
    f"By {'Jane ' * 30}Smith",
)


@pytest.mark.parametrize("line", CREDITS)
def test_a_line_that_says_who_made_the_text_is_a_credit(line: str) -> None:
    assert bylines.is_credit(line)


@pytest.mark.parametrize("line", SENTENCES)
def test_a_line_that_only_begins_like_one_is_none(line: str) -> None:
    assert not bylines.is_credit(line)


def test_a_dateline_is_told_and_no_credit() -> None:
    assert [bylines.is_told("2024-03-05 10:00"), bylines.is_credit("2024-03-05 10:00")] == [True, False]
    assert not bylines.is_told("2024年3月5日，公司公布了业绩。")


@pytest.mark.parametrize("part", ["记者 编辑 ", "By Jane ", "Jane Smith | ", "文/图 ", "(", "Reporting by A; "])
def test_whether_a_long_line_is_a_credit_is_soon_told(part: str) -> None:
    start = time.process_time()
    assert not bylines.is_credit((part * 120)[: wechat.LINE - 1] + "!x")
    assert not bylines.is_credit(part * 1_000_000)
    assert bylines.parted(part * 1_000_000) == part * 1_000_000
    assert time.process_time() - start < 1


PARTED = {
    "a credit at once above the text": ("本报记者 张三\n正文。", "本报记者 张三\n\n正文。"),
    "with what breaks the line": ("By Jane Smith  \nThe text.", "By Jane Smith  \n\nThe text."),
    "emphasized": ("\n**By Jane Smith**\nThe text.", "\n**By Jane Smith**\n\nThe text."),
    "several": ("记者：张三\n编辑：李四\n正文。", "记者：张三\n\n编辑：李四\n\n正文。"),
    "a dateline below it": ("By Jane Smith\nMarch 3, 2024\nIt is.", "By Jane Smith\n\nMarch 3, 2024\n\nIt is."),
    "below a heading": ("# A\n\n## B\n通讯员 李明\n正文。", "# A\n\n## B\n通讯员 李明\n\n正文。"),
    "apart": ("通讯员 李明\n\n正文。", "通讯员 李明\n\n正文。"),
    "alone": ("通讯员 李明", "通讯员 李明"),
    "the second apart": ("记者：张三\n\n编辑：李四\n正文。", "记者：张三\n\n编辑：李四\n\n正文。"),
    "a sentence": ("By Monday the\nfirm had gone.", "By Monday the\nfirm had gone."),
    "a sentence that is wrapped": ("By Acme Corp\nhe meant it.", "By Acme Corp\nhe meant it."),
    "a dateline alone": ("March 3, 2024\nLondon was cold.", "March 3, 2024\nLondon was cold."),
    "what WeChat has there": (
        "原创 张三 某号\n点击蓝字\n关注我们\n正文。",
        "原创 张三 某号\n\n点击蓝字\n\n关注我们\n\n正文。",
    ),
    "a heading": ("By Jane Smith\n---\nThe text.", "By Jane Smith\n---\nThe text."),
    "a row": ("Jane Smith | March 3, 2024\n|---|---|\n", "Jane Smith | March 3, 2024\n|---|---|\n"),
    "within the text": ("正文。\n通讯员 李明\n正文。", "正文。\n通讯员 李明\n正文。"),
}


@pytest.mark.parametrize(("text", "made"), PARTED.values(), ids=PARTED)
def test_credits_are_parted_from_the_text_below(text: str, made: str) -> None:
    assert bylines.parted(text) == made


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("By Jane Smith\nMarch 3, 2024\nIt is\nso.", "It is\nso."),
        ("By Jane Smith", "By Jane Smith"),
        ("By Jane Smith\nMarch 3, 2024", "March 3, 2024"),
        ("It is so.\nBy Jane Smith", "It is so.\nBy Jane Smith"),
        ("By A\n" * 6, "By A\n" * 2),
    ],
)
def test_the_lines_of_a_block_below_what_is_told(text: str, left: str) -> None:
    assert bylines.below(text) == left
