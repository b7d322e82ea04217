"""Results of short texts are kept, those of long ones are not."""

from __future__ import annotations

from feedsvc.remembered import remembered


def test_a_short_text_is_read_once_and_a_long_one_each_time() -> None:
    asked: list[tuple[str, str]] = []

    @remembered(most=2, longest=3)
    def read(text: str, beside: str = "") -> str:
        """What it says."""
        asked.append((text, beside))
        return text + beside

    assert [read("abc"), read("abc"), read("abc", "d"), read("abcd"), read("abcd")] == ["abc", "abc", "abcd"] + [
        "abcd"
    ] * 2
    assert asked == [("abc", ""), ("abc", "d"), ("abcd", ""), ("abcd", "")]
    assert read.__doc__ == "What it says."


def test_no_more_results_are_kept_than_are_allowed() -> None:
    asked: list[str] = []
    read = remembered(most=2, longest=9)(asked.append)
    for text in ("a", "b", "a", "c", "b"):
        read(text)
    assert asked == ["a", "b", "c", "b"]
