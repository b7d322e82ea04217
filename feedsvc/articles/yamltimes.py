"""Times as YAML reads them (https://yaml.org/type/timestamp.html), by which generators make addresses on another clock
than the author's.

Hexo's leaves UTC's clock of a time with an offset, and takes that for its own (hexo-front-matter, `parse`); Jekyll's
takes a time without one for UTC's (Psych), whatever zone the site has. In quotation marks a time is a text to both.
"""

from __future__ import annotations

from feedsvc.patterns import lazy

_BARE = r"[0-9]{4}(?:-[0-9]{1,2}){2}(?:[Tt]|[ \t]+)[0-9]{1,2}(?::[0-9]{2}){2}(?:\.[0-9]*)?"
BARE = lazy(_BARE)
ZONED = lazy(rf"{_BARE}[ \t]*(?:Z|[-+][0-9]{{1,2}}(?::[0-9]{{2}})?)")
"""An offset such as `+0800` is text to Hexo's reader."""


def is_zoned(written: str) -> bool:
    """Whether it is a time with an offset."""
    return ZONED.fullmatch(written) is not None


def is_bare(written: str) -> bool:
    """Whether it is a time, to the second, without an offset."""
    return BARE.fullmatch(written) is not None
