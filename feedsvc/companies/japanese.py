"""Japanese legal names whose form stands in front, `株式会社ソニー`: where they end.

In a Japanese text a particle in hiragana ends them, or a mark. In a Chinese one words of the sentence may follow at
once (`株式会社AMG在日本设立…`): the name ends with its kana or Latin letters, and one in ideographs with a mark alone.
"""

from __future__ import annotations

from feedsvc.companies.naming import tells
from feedsvc.patterns import lazy

JAPANESE = "株式会社"

_LETTERS = r"\u30a0-\u30ffA-Za-z0-9・ー"
_NAME = lazy(rf"[{_LETTERS}\u4e00-\u9fff]{{2,20}}")
_GOES_ON = lazy(rf"[{_LETTERS}\u4e00-\u9fff]")
_LETTERED = lazy(rf"[{_LETTERS}]{{2,20}}")
_HIRAGANA = lazy(r"[\u3041-\u3096]")
_CHINESE = lazy("[与和在为将的于对向被把从是其该拟]")
"""Words of a Chinese sentence, which hardly stand in a Japanese company's name."""
_PARTICLE = lazy(
    r"(?:から|より|まで|[\w)」』][はがをにでへとのや])株式会社"
    r"(?=[\u30a1-\u30fa\u4e00-\u9fffA-Za-z0-9]{2})(?!代表|社長|会長|取締|役員|本社|支[店社]|広報|設立|創業|社員)"
)
"""A Japanese particle in front of the form, and a name behind it: it is that one's, `成瀬さんから|株式会社TOUA`."""


def is_behind_particle(text: str, start: int) -> bool:
    """Whether a particle of a Japanese sentence stands in front of the form at `start` of a folded text, and a name
    behind it."""
    return _PARTICLE.match(text, start - 2) is not None


def end_behind(text: str, start: int) -> int | None:
    """Where the name ends that begins at `start`, behind its form, or None where no name is there."""
    name = _NAME.match(text, start)
    if name and _HIRAGANA.match(text, name.end()):
        return name.end()
    if name and not (_GOES_ON.match(text, name.end()) or _CHINESE.search(name[0]) or tells(name[0])):
        return name.end()
    letters = _LETTERED.match(text, start)
    return letters.end() if letters else None
