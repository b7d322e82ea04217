"""Program text between template tags (`{% highlight go %}` … `{% endhighlight %}`) -> fenced code."""

from __future__ import annotations

import re
from bisect import bisect_left

from feedsvc.articles.codeblocks import lines_of
from feedsvc.articles.codelines import Lines
from feedsvc.patterns import lazy

_OPEN = lazy(
    r"([ \t]*)(?:\{%-?\s{0,9}(highlight|codeblock)(?=[\s%-])([^{}%\n]{0,200}?)-?%\}"
    r"|\{\{[<%]\s{0,9}(highlight)(\s[^{}\n]{0,200}?)?[>%]\}\})"
)
_CLOSE = lazy(r"\{%-?\s{0,9}end(?:highlight|codeblock)\s{0,9}-?%\}|\{\{[<%]\s{0,9}/\s{0,9}highlight\s{0,9}[>%]\}\}")
_RAW = lazy(r"\{%-?\s{0,9}(?:end)?raw\s{0,9}-?%\}\n?")
_LANGUAGE = lazy(r"(?:lang:)?([A-Za-z0-9_+#.-]{1,40})\Z")
_TICKS = lazy(r"`{3,}")


def fence(source: str, *, defines: bool = False) -> str:
    """Template tags around program text as fences; a tag that is itself inside program text stays. `defines` as for
    `pieces`."""
    lines = lines_of(source)
    ends = [at for at, line in enumerate(lines) if _CLOSE.search(line)]
    scanner, out, at = Lines(defines=defines), [], 0
    while at < len(lines):
        opening = None if scanner.fence else _OPEN.match(lines[at])
        found = bisect_left(ends, at)
        if opening and found < len(ends) and not scanner.is_code(lines[at]):
            out.append(_fenced(opening, "".join(lines[at : ends[found] + 1])))
            at = ends[found] + 1
            continue
        if not opening:
            scanner.is_code(lines[at])
        out.append(lines[at])
        at += 1
    return "".join(out)


def ticks_around(code: str) -> str:
    """A fence of backticks for program text, longer than any run of them inside (CommonMark 4.5)."""
    return "`" * max([3, *(len(run) + 1 for run in _TICKS.findall(code))])


def _fenced(opening: re.Match[str], block: str) -> str:
    """One block."""
    close = _CLOSE.search(block, opening.end())
    if close is None:
        return block
    code = _RAW.sub("", block[opening.end() : close.start()]).strip("\n").rstrip()
    lines = code.split("\n")
    if opening[1] and not all(line.startswith(opening[1]) for line in lines if line.strip()):
        # In an item of a list a line with less of a margin would end it, and the program text.
        code = "\n".join(f"{opening[1]}{line}" if line.strip() else line for line in lines)
    ticks = ticks_around(code)
    after = block[close.end() :].lstrip(" ").removeprefix("\n")
    return f"{opening[1]}{ticks}{_language(opening)}\n{code}\n{opening[1]}{ticks}\n{after}"


def _language(opening: re.Match[str]) -> str:
    """`highlight go linenos` -> `go`; Hexo writes `codeblock a title lang:go`."""
    words = (opening[3] or opening[5] or "").replace(",", " ").split()
    marked = [word for word in words if word.startswith("lang:")]
    first = (marked or ([] if opening[2] == "codeblock" else words))[:1]
    found = _LANGUAGE.match(first[0]) if first else None
    return found[1] if found else ""
