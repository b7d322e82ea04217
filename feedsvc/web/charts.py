"""Charts as SVG markup, made of numbers alone. A page shows the same numbers as a table beside, for screen readers.

Colours come from the style sheet by classes: the markup holds no style, which the pages' policy would not allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

WIDTH, HEIGHT = 320, 132
"""Of a chart of columns, in units of its own that are pixels in the column where it stands."""
LEFT, RIGHT, TOP, BOTTOM = 2, 318, 18, 112
"""The field of the columns; above it stands the highest value, below it the names."""
SPARK_WIDTH, SPARK_HEIGHT = 96, 24
LOWEST = 2.0
"""Height of the column of 1 beside one of many: what is there is to be seen."""
WIDEST = 24.0
GAP = 0.25
"""Part of a column's place that is left free."""
LETTER = 6.5
"""Width of a digit of a name below the columns; Chinese characters count twice."""


class Point(NamedTuple):
    """One column: its name in full, its value (0 or more), and what is written below it, "" for nothing."""

    name: str
    value: int
    tick: str = ""


def columns(points: Sequence[Point]) -> Markup:
    """A chart of columns with its highest value written on it, and ticks where there is room; "" of nothing at all.

    A pointer that rests on a column is told its name and value.
    """
    most = max((point.value for point in points), default=0)
    if not most:
        return Markup()
    drawn = [_column(point, at, len(points), most) for at, point in enumerate(points)]
    peak = next(at for at, point in enumerate(points) if point.value == most)
    label = _text(_middle(peak, len(points)), TOP - 5, str(most), "value")
    base = Markup('<path class="axis" d="M{} {}H{}"/>').format(LEFT, BOTTOM + 0.5, RIGHT)
    body = Markup("").join([*drawn, base, label, *_ticks(points)])
    return Markup('<svg class="columns" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>').format(
        WIDTH, HEIGHT, body
    )


def spark(values: Sequence[int]) -> Markup:
    """A chart of the size of a word, without names."""
    most = max(values, default=0)
    if not most:
        return Markup()
    place = SPARK_WIDTH / len(values)
    bars = Markup("").join(
        _bar(at * place, place, SPARK_HEIGHT, _height(value, most, SPARK_HEIGHT))
        for at, value in enumerate(values)
        if value
    )
    return Markup(
        '<svg class="spark" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true" focusable="false">'
        '<path class="axis" d="M0 {2}H{0}"/>{3}</svg>'
    ).format(SPARK_WIDTH, SPARK_HEIGHT, SPARK_HEIGHT - 0.5, bars)


def _column(point: Point, at: int, number: int, most: int) -> Markup:
    place = (RIGHT - LEFT) / number
    height = _height(point.value, most, BOTTOM - TOP)
    # The place is as high as the chart, so that a pointer finds an empty column, too.
    field = Markup('<rect class="place" x="{}" y="{}" width="{}" height="{}"/>').format(
        _round(LEFT + at * place), TOP, _round(place), BOTTOM - TOP
    )
    bar = _bar(LEFT + at * place, place, BOTTOM, height) if point.value else Markup()
    return Markup("<g><title>{}: {}</title>{}{}</g>").format(point.name, point.value, field, bar)


def _bar(left: float, place: float, bottom: float, height: float) -> Markup:
    width = min(place * (1 - GAP), WIDEST)
    return Markup('<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>').format(
        _round(left + (place - width) / 2), _round(bottom - height), _round(width), _round(height)
    )


def _height(value: int, most: int, room: float) -> float:
    return max(value / most * room, LOWEST) if value else 0.0


def _middle(at: int, number: int) -> float:
    return LEFT + (at + 0.5) * (RIGHT - LEFT) / number


def _ticks(points: Sequence[Point]) -> list[Markup]:
    """The names below, those left out that would stand in the one before."""
    found, free = [], 0.0
    for at, point in enumerate(points):
        half = sum(LETTER * (1 if letter.isascii() else 2) for letter in point.tick) / 2
        middle = min(max(_middle(at, len(points)), LEFT + half), RIGHT - half)
        if point.tick and middle - half >= free:
            found.append(_text(middle, HEIGHT - 5, point.tick, "tick"))
            free = middle + half + LETTER
    return found


def _text(x: float, y: float, text: str, name: str) -> Markup:
    x = min(max(x, LETTER * len(text) / 2), WIDTH - LETTER * len(text) / 2)
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(name, _round(x), _round(y), text)


def _round(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
