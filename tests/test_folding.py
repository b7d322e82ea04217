"""Text made comparable, and the way back."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.companies import folding
from feedsvc.companies.folding import Folded, fold, folded_name
from feedsvc.companies.hanzi import SIMPLIFIED

_TEXTS = st.lists(
    st.sampled_from(
        [
            "五",
            "粮",
            "液",
            " ",
            "  ",
            "\u00a0",
            "6",
            "0",
            "a",
            "，",
            "（",
            "Ａ",
            "滙",
            "\u200b",
            "\u00ad",
            "\n",
            "·",
            "•",
        ]
    )
).map("".join)


@given(_TEXTS)
def test_the_quick_look_changes_nothing(text: str) -> None:
    # A soft hyphen goes, and makes the text take the long way.
    long, quick = fold(f"{text}\u00ad"), fold(text)
    assert long.text == quick.text
    assert [long.origin(at) for at in range(len(quick.text))] == [quick.origin(at) for at in range(len(quick.text))]


@given(_TEXTS)
def test_the_way_back_leads_to_what_was_folded(text: str) -> None:
    folded = fold(text)
    for at, character in enumerate(folded.text):
        assert folding.fold(text[folded.origin(at)]).text.strip() == character.strip()
        assert folded.index(folded.origin(at)) == at


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("数据(80.000,1.00,1.25%)科技", "数据科技"),
        ("数据（80.000, -1.00, -1.25%)科技(9,+9.0,9%)", "数据科技"),
        ("数据(行情600001,诊股)科技（600001，股吧）", "数据科技"),
        ("数据(1.25%)科技(1.00,1.25%)", "数据(1.25%)科技(1.00,1.25%)"),
        ("数据(80.000,1.00,1.25)", "数据(80.000,1.00,1.25)"),
        ("五 粮 液(80.000,1.00,1.25%)　滙豐", "五粮液 汇丰"),
    ],
)
def test_quotes_of_shares_are_left_out_on_demand(text: str, without: str) -> None:
    folded = fold(text, quotes=False)
    assert folded.text == without
    assert [fold(text[folded.origin(at)]).text for at in range(len(without))] == list(without)
    assert [folded.index(folded.origin(at)) for at in range(len(without))] == list(range(len(without)))
    assert "80.000" in fold(text).text or "80.000" not in text


def test_a_quote_that_goes_on_and_on_takes_linear_time() -> None:
    text = "(" * 300_000 + "1," * 300_000 + "%)"
    assert fold(text, quotes=False).text == text


def test_a_paragraph_is_folded_as_a_name_is_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []

    def noted(text: str) -> Folded:
        folded.append(text)
        return fold(text)

    monkeypatch.setattr(folding, "fold", noted)
    paragraph, name = "滙豐  控股 " * 20, "滙豐  控股 nobody asked for before"
    for _ in range(2):
        assert folded_name(paragraph) == "汇丰 控股 " * 19 + "汇丰 控股"
        assert folded_name(name) == "汇丰 控股 nobody asked for before"
    assert folded == [paragraph, name, paragraph]


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("緯創資通", "纬创资通"),
        ("聯詠科技", "联咏科技"),
        ("信驊", "信骅"),
        ("合庫金控", "合库金控"),
        ("采鈺", "采钰"),
        ("海底撈", "海底捞"),
        ("濰柴動力", "潍柴动力"),
        ("銀河娛樂", "银河娱乐"),
        ("粵海投資", "粤海投资"),
        ("新奧能源", "新奥能源"),
        ("周黑鴨", "周黑鸭"),
        ("贛鋒鋰業", "赣锋锂业"),
        ("老鋪黃金", "老铺黄金"),
        ("攜程", "携程"),
        ("螞蟻集團", "蚂蚁集团"),
        ("恆大集團", "恒大集团"),
        ("台灣化學纖維", "台湾化学纤维"),
        ("盈餘", "盈余"),
        ("關於", "关于"),
        ("昇兴股份", "昇兴股份"),
        ("乾照光电", "乾照光电"),
        ("著名", "著名"),
    ],
)
def test_a_traditional_name_folds_to_the_simplified_one(traditional: str, simplified: str) -> None:
    assert fold(traditional).text == simplified


def test_what_simplified_texts_have_stays_as_it_is() -> None:
    # GB 2312 has its ideographs in rows 16 to 87.
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    ideographs = {code.decode("gb2312", "ignore") for code in rows} - {""}
    assert len(ideographs) == 6763
    # These three are surnames and a musical note there, and on every page of a traditional text.
    assert {character for character in ideographs if fold(character).text != character} == {"後", "於", "徵"}


def test_every_simplified_character_of_the_starter_is_reached() -> None:
    written = "".join(file.read_text(encoding="utf-8") for file in (files("feedsvc") / "companies/starter").iterdir())
    own = {character for character in written if folding.is_han(character) and not _has("big5", character)}
    # No traditional character becomes 癀, 莜 or 蒽; 鉅 becomes 巨, of which 钜 is a variant.
    assert {one for one in own if _has("gb2312", one)} - set(SIMPLIFIED.values()) <= {"癀", "莜", "蒽", "钜"}


def test_no_pair_leads_to_another() -> None:
    assert not set(SIMPLIFIED) & set(SIMPLIFIED.values())


def _has(encoding: str, character: str) -> bool:
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False
