"""Text made comparable, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.companies import folding
from feedsvc.companies.folding import Folded, fold, folded_name

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
