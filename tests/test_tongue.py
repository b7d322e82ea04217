"""The language of a text, where it tells another than was assumed."""

from __future__ import annotations

import pytest

from feedsvc.articles.tongue import FEWEST, of_text

ENGLISH = (
    "Shares of the company fell on Monday after it said that revenue for the quarter was below the forecast, and "
    "that it would look for another way to pay its debts."
)
CHINESE = "京东健康今日宣布与蓝帆医疗签署合作协议，双方将在医疗器械的研发、生产与销售等领域展开深入合作。" * 3
JAPANESE = (
    "当社は本日、新しい製品を発表いたしました。詳細につきましては、公式サイトをご覧ください。よろしくお願いいたします。"
    * 3
)
KANJI = "株式会社東京製作所は二十六日、代表取締役社長に山田太郎専務取締役が昇格する人事を発表した。東京証券取引所。" * 3
KOREAN = "삼성전자는 오늘 새로운 반도체 공장을 건설한다고 발표했다. 이번 투자는 오 년 동안 진행된다고 밝혔다. " * 3
DUTCH = (
    "De omzet van het bedrijf in het eerste kwartaal was hoger dan in dat van vorig jaar, of dat zo is in de rest. " * 2
)
GERMAN = "Die Aktien der Gesellschaft fielen am Montag, nachdem sie mitgeteilt hatte, dass der Umsatz nicht stieg."


@pytest.mark.parametrize("assumed", ["zh-CN", "zh", "ja", "ko-KR", "yue"])
def test_english_among_eastern_languages(assumed: str) -> None:
    assert of_text(ENGLISH, assumed) == "en"


@pytest.mark.parametrize("assumed", ["en", "en-US", "de", "ja", "ko", "vi"])
@pytest.mark.parametrize(("text", "language"), [(CHINESE, "zh"), (JAPANESE, "ja"), (KOREAN, "ko")])
def test_eastern_scripts_among_others(text: str, language: str, assumed: str) -> None:
    assert of_text(text, assumed) == (assumed if assumed == language else language)


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        (CHINESE, "zh-CN"), (CHINESE, "zh-Hant-HK"), (CHINESE, "yue"), (JAPANESE, "ja-JP"), (KOREAN, "ko"),
        (ENGLISH, "en-GB"), (ENGLISH, "fr"), (GERMAN, "de"), (GERMAN, "zh-CN"),
        (ENGLISH[:FEWEST], "zh-CN"), ("", "zh-CN"), ("京东健康", "en"), ("0123456789 " * 20, "zh"),
        (ENGLISH * 4 + CHINESE, "en"), (ENGLISH + CHINESE[:10], "zh-CN"), (KANJI, "ja"),
        (DUTCH, "zh-CN"), (DUTCH, "ja"), (CHINESE + ENGLISH, "zh-CN"),
        ("def f(x): return x + 1\n" * 20, "zh-CN"),
    ],
)  # fmt: skip
def test_what_can_be_doubted_stays_as_it_was_assumed(text: str, assumed: str) -> None:
    assert of_text(text, assumed) == assumed


def test_chinese_that_cites_japanese_is_chinese() -> None:
    assert of_text(CHINESE * 2 + "（ソニー）", "en") == "zh"
    assert of_text(CHINESE * 2 + JAPANESE, "en") == "zh"


def test_marks_that_japanese_shares_make_no_text_japanese() -> None:
    assert of_text(CHINESE + "・" * 30 + "ー" * 30, "en") == "zh"
