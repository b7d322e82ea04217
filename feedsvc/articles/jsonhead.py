"""A head in JSON, every value as written: `"n": 1.50` gives `1.50`, `"draft": true` gives `true`."""

from __future__ import annotations

import json
import re

from feedsvc.articles.headvalues import MAX_DEPTH, HeadError, ParsedHead, frozen_value, whole
from feedsvc.patterns import lazy

# A string always matches, closed or not, so that no start is scanned twice.
TOKEN = lazy(r'"(?P<text>(?:[^"\\]|\\.)*+)(?P<close>"|\Z)|(?P<mark>[{}\[\]:])', re.DOTALL)


def parse_json(text: str) -> tuple[ParsedHead, int]:
    """Read the JSON object at the start of `text`; also the offset behind its last brace.

    Raises HeadError: never ends, nested deeper than MAX_DEPTH, no JSON (RFC 8259).
    """
    end, lines = _extent(text)
    try:
        values = json.loads(text[:end], parse_int=str, parse_float=str, parse_constant=str, strict=False)
    except json.JSONDecodeError as error:
        raise HeadError("no JSON", error.lineno - 1) from error
    return ParsedHead({whole(key): frozen_value(value) for key, value in values.items()}, lines), end


def _extent(text: str) -> tuple[int, dict[str, int]]:
    """Where the object ends, and the line of each of its keys; the parser itself recurses, so depth is cut here."""
    depth, line, counted = 0, 0, 0
    key, lines = "", dict[str, int]()
    for match in TOKEN.finditer(text):
        mark = match["mark"]
        if mark is None:
            key = match["text"]
            line, counted = line + text.count("\n", counted, match.start()), match.start()
        elif mark == ":" and depth == 1:
            lines[key] = line
        elif mark in "{[":
            depth += 1
        elif mark in "}]":
            depth -= 1
        if depth > MAX_DEPTH:
            raise HeadError(f"nested deeper than {MAX_DEPTH}", line)
        if depth == 0:
            return match.end(), lines
    raise HeadError("a head that never ends", 0, "close it with }")
