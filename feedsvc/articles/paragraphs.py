"""Words directly in a container, apart by `<br><br>` or new lines -> paragraphs; nothing empty left between them."""

from __future__ import annotations

from feedsvc.articles.blocks import containers
from feedsvc.articles.plaintext import FIRM_ENDS
from feedsvc.articles.shown import BLOCKS, PICTURES, within
from feedsvc.articles.tree import ROOT, Comment, Node, Tag, Text, Tree
from feedsvc.patterns import lazy

_BLANK = lazy(r"[\s\u00a0\u200b\ufeff\u2060\u3000]*\Z")
_SPACES = " \t\n\f"

_PRE = frozenset({"pre"})
_NO_PARAGRAPHS = frozenset({"pre", "p"})
_ALWAYS = frozenset({"div", "section", "article", "main", ROOT})
_WHERE_SPLIT = frozenset({"td", "th", "blockquote", "li", "dd"})
_ITEMS = frozenset({"li", "dd"})
_HOSTS = _ALWAYS | _WHERE_SPLIT
_NEVER_EMPTY = PICTURES | {"td", "th", "tr", "br", "hr", "col", "source", "track", ROOT}
_EDGED_NAMES = """
    p h1 h2 h3 h4 h5 h6 li td th blockquote div figcaption dd dt
"""
_EDGED = frozenset(_EDGED_NAMES.split())

MAX_LINES = 2_000
"""In one run; more are a listing, and no paragraphs."""

Run = list[Node]


def mend(tree: Tree) -> None:
    """Paragraphs in place of breaks: `<div>a<br><br>b</div>` -> `<div><p>a</p><p>b</p></div>`; empty ones go."""
    _drop_empty(tree)
    inner = containers(tree)
    hosts = [host for host in (tree, *tree.elements(_HOSTS)) if not within(host, _NO_PARAGRAPHS)]
    split = [_split_host(host, inner) for host in hosts]
    if any(split):
        _drop_empty(tree)
    for tag in tree.elements(_EDGED):
        _trim(tag)


def _drop_empty(tree: Tree) -> None:
    """Elements without words or pictures go, the inner first; an inline one leaves its line breaks."""
    for tag in reversed(tree.elements()):
        if tag.name in _NEVER_EMPTY or not _is_empty(tag):
            continue
        if tag.name in BLOCKS:
            tag.extract()
        elif not within(tag, _PRE):
            tag.unwrap()


def _is_empty(tag: Tag) -> bool:
    return all(map(_blank, tag.contents))


def _blank(node: Node) -> bool:
    """Does a node show nothing? A comment that marks the end of the teaser counts as something."""
    if isinstance(node, Tag):
        return node.name == "br"
    return isinstance(node, Text) and _BLANK.match(node) is not None


def _split_host(host: Tag, inner: set[int]) -> bool:
    """Wrap the words that stand directly in a container; True where there were any."""
    runs = _runs(host, inner)
    # Most are the blanks between two paragraphs, of which no piece is left.
    said = [run for run in runs if not all(map(_blank, run))]
    # A new line in an item is Markdown's, where it parts no paragraphs.
    lined = host.name not in _ITEMS
    pieces = [piece for run in said for piece in _split(run, lined=lined) if not all(map(_blank, piece))]
    mixed = id(host) in inner
    if host.name in _ALWAYS or len(pieces) > 1 or (pieces and mixed and host.name != "li"):
        for piece in pieces:
            _wrap(piece)
        _drop_breaks(runs, host)
    return bool(pieces)


def _runs(host: Tag, inner: set[int]) -> list[Run]:
    """The inline nodes directly in a container, apart where a block stands between them."""
    runs: list[Run] = [[]]
    for child in list(host.contents):
        if isinstance(child, Comment) or (isinstance(child, Tag) and (child.name in BLOCKS or id(child) in inner)):
            runs.append([])
        else:
            runs[-1].append(child)
    return [run for run in runs if run]


def _split(run: Run, *, lined: bool) -> list[Run]:
    """A run at two or more `br`; without any `br`, if it is `lined`, at new lines, where every line ends as a sentence
    does."""
    if any(isinstance(node, Tag) and node.name == "br" for node in run):
        return _at_breaks(run)
    return _at_lines(run) if lined and _firm_lines(run) else [run]


def _at_breaks(run: Run) -> list[Run]:
    pieces: list[Run] = [[]]
    breaks: Run = []
    for node in run:
        if _blank(node):
            breaks.append(node)
            continue
        if sum(isinstance(each, Tag) for each in breaks) > 1:
            pieces.append([])
        else:
            pieces[-1] += breaks
        pieces[-1].append(node)
        breaks = []
    return pieces


def _firm_lines(run: Run) -> bool:
    words = "".join(node.text if isinstance(node, Tag) else node for node in run if not isinstance(node, Comment))
    lines = [line.strip() for line in words.strip().split("\n")]
    return 1 < len(lines) <= MAX_LINES and all(line.endswith(FIRM_ENDS) for line in lines[:-1] if line)


def _at_lines(run: Run) -> list[Run]:
    pieces: list[Run] = [[]]
    for node in run:
        if not isinstance(node, Text):
            pieces[-1].append(node)
            continue
        for at, line in enumerate(node.split("\n")):
            if at:
                pieces.append([])
            text = Text(line if not at else line.lstrip())
            node.insert_before(text)
            pieces[-1].append(text)
        node.extract()
    return pieces


def _wrap(piece: Run) -> None:
    paragraph = Tag("p")
    piece[0].insert_before(paragraph)
    for node in piece:
        paragraph.append(node.extract())


def _drop_breaks(runs: list[Run], host: Tag) -> None:
    """The breaks and blanks between what are paragraphs now."""
    host.drop([node for run in runs for node in run if node.parent is host and _blank(node)])


def _trim(tag: Tag) -> None:
    """Without line breaks and white space at either end."""
    for edge in (0, -1):
        while tag.contents and _blank(tag.contents[edge]):
            tag.contents[edge].extract()
        last = tag.contents[edge] if tag.contents else None
        # What is left of words begins and ends with one that shows, and mostly at once.
        if isinstance(last, Text) and last[edge] in _SPACES:
            trimmed = last.rstrip(_SPACES) if edge else last.lstrip(_SPACES)
            if len(trimmed) < len(last):
                last.replace_with(Text(trimmed))
