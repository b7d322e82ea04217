"""The attacks of `data/attacks`: each with the trick named, and what it does in Chromium where nothing stops it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal

from tests.body_stages import cases


@dataclass(frozen=True, slots=True)
class Attack:
    """`raw` says whether it runs or leaks by itself; None where that depends on more than Chromium."""

    name: str
    html: str
    raw: Literal["runs", "leaks"] | None

    @property
    def markdown(self) -> bool:
        """Is it an attack on what renders Markdown?"""
        return self.name.startswith("markdown")

    def numbered(self, number: int) -> str:
        """Its source, whose call and hosts carry a number, so that whatever it does is known to be its."""
        source = self.html.replace("teal()", f"teal({number})")
        return re.sub(r"\b([at])\.example", rf"\g<1>{number}.example", source)


ATTACKS = [
    Attack(f"{path.stem}: {case['trick']}", case["html"], case.get("raw"))
    for path in cases("attacks", ".jsonl")
    for case in map(json.loads, path.read_text(encoding="ascii").splitlines())
]
