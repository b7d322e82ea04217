"""Whatever a careful author writes, in any form of head and date, is an article, as written and without complaint."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.build import build
from feedsvc.articles.characters import plain
from feedsvc.articles.keys import is_visible
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
RECIPE = Recipe(SourceSettings("s", Path("s"), "S"), SanitizeSettings(), NOW)
# Letters, signs and digits of any script; blanks and controls only as an author would write them.
LINE = st.text(st.characters(categories=("L", "N", "P", "S", "M")) | st.just(" "), min_size=1, max_size=60).filter(
    lambda text: is_visible(plain(text))
)
ZONES = st.integers(-47, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
INSTANTS = st.datetimes(datetime(1990, 1, 2), datetime(2026, 1, 1), timezones=ZONES).map(  # noqa: DTZ001 - has zones
    lambda at: at.replace(microsecond=0)
)
FORMS = st.sampled_from(
    [
        datetime.isoformat,
        lambda at: at.isoformat(" "),
        lambda at: f"{at:%Y-%m-%d %H:%M:%S %z}",
        lambda at: f"{at:%Y/%m/%d %H:%M:%S} {at:%z}",
        lambda at: f"{at:%Y%m%dT%H%M%S%z}",
        format_datetime,
        lambda at: str(int(at.timestamp())) if at.timestamp() > 1e9 else at.isoformat(),
        lambda at: f"{at.year}年{at.month}月{at.day}日 {at:%H:%M:%S} {at:%z}",
        lambda at: f"{at:%a %b %d %Y %H:%M:%S} GMT{at:%z} (X)",
        lambda at: f"{at:%B} {at.day}, {at.year} {at:%I:%M:%S %p} {at:%z}",
    ]
)
BODY = st.lists(LINE, min_size=1, max_size=5).map("\n\n".join)


def quoted(text: str) -> str:
    """Text in double quotes, as YAML, TOML and JSON all read it."""
    return json.dumps(text, ensure_ascii=False)


def head(form: str, title: str, date: str, names: list[str]) -> str:
    listed = f"[{', '.join(map(quoted, names))}]"
    if form == "yaml":
        return f"---\ntitle: {quoted(title)}\ndate: {quoted(date)}\ntags: {listed}\n---\n"
    if form == "toml":
        return f"+++\ntitle = {quoted(title)}\ndate = {quoted(date)}\ntags = {listed}\n+++\n"
    if form == "json":
        return f'{{"title": {quoted(title)}, "date": {quoted(date)}, "tags": {listed}}}\n'
    return f"Title: {title}\nDate: {date}\n\n"


@settings(max_examples=300)
@given(st.sampled_from(["yaml", "toml", "json", "lines"]), LINE, INSTANTS, FORMS, st.lists(LINE, max_size=3), BODY)
def test_a_well_formed_article_is_taken_as_written(form, title, at, written, names, body) -> None:  # type: ignore[no-untyped-def]
    found = build("a.md", (head(form, title, written(at), names) + body).encode(), SiteFacts(), RECIPE)
    assert isinstance(found, Article), found
    assert found.published == at
    assert found.title == plain(title)
    assert [problem for problem in found.mended if problem.rule != "markup"] == []
