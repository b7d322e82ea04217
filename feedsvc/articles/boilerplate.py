"""Named rules for what a site's tools put around an article: source lines, links back, share bars.

A rule takes whole blocks only, and the one for what repeats whole lists, tables and figures. Rules of the foot peel
from the end and stop at the last block of real text, so that nothing between two paragraphs of an article is ever
taken. What stands in an item, a cell, a caption, a heading or program text is the article's own. Each rule can be
switched off by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, tee

from feedsvc.articles import backlinks, copybuttons, feet, footlines, pageframe, quotes, sharelinks, wechat
from feedsvc.articles.blocks import Block, blocks, remove
from feedsvc.articles.shown import nearest, within
from feedsvc.articles.tree import Tag, Tree
from feedsvc.articles.words import text_of
from feedsvc.model import Label, Removal
from feedsvc.patterns import lazy

SHARE = 0.05
"""Of an article's visible characters: more than that, and no text is removed at all."""

SMALL, SMALL_SHARE = 60, 0.1
"""So many characters may go from a short article, but never more than a tenth of it: an editor's line, an end mark and
a word on reprints below a report of 400 characters."""

FREE, SHORT = 200, 4_000
"""And from articles shorter than SHORT so many in source line, address, links back and buttons, which are not counted:
they take about 150 characters of any article, more than a note of one sentence has. FREE is 5% of SHORT."""

_DIGEST_END = lazy(r"(?:[（(][^（()）]{1,20}[)）]|…|\.{3}|\[…\])\s*\Z")
_NO_WORDS = lazy(r"[\W_]+")
DIGEST = 20
"""Letters of a quotation that is surely repeated; a motto may be shorter."""
LEAD = 4
"""Blocks behind a digest in which its words must stand."""

_QUOTATION = frozenset({"blockquote"})
_CHART_WORDS = 30
"""Characters of the names that link live charts."""
_OWN = frozenset({"li", "dt", "dd", "figcaption", "caption", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_TABLE = frozenset({"table"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_WHOLES = _TABLE | _LISTS | {"dl", "figure"}
_PLACES = _OWN | _LISTS | _CELLS
_IMAGE = frozenset({"img"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

Foot = list[tuple[str, Block]]
"""Blocks of the foot with the names of their rules."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name (for settings), what it takes. `pure` ones hold no sentence of the author, see FREE."""

    name: str
    takes: str
    pure: bool = False


RULES: tuple[Rule, ...] = (
    Rule("source-line", "a line at the foot that only names the source: （文章来源：新华财经）", pure=True),
    Rule("footer-links", "a paragraph or list at the foot made only of links back: [返回首页](/)", pure=True),
    Rule(
        "original-link",
        "a line at the foot that is only the address of the original (原文链接：…), or an empty <>",
        pure=True,
    ),
    Rule("quote-chart", "live charts of quotes, which show another thing each day"),
    Rule("repeated-digest", "a quotation above the text that one of its first paragraphs repeats word for word"),
    Rule("wechat-chrome", "what WeChat's own page has around an article: 在小说阅读器中沉浸阅读, 预览时标签不可点"),
    Rule("editor-line", "a line at the foot that names editors: 责任编辑：万南"),
    Rule("the-end", "a line at the foot that says that this is the end: - THE END -"),
    Rule("reprint-line", "a line at the foot on reprints: 转载请注明出处：…"),
    Rule("tag-links", "a line at the foot made only of links whose words begin with #"),
    Rule("copy-code", "buttons that copy code: 复制代码", pure=True),
    Rule("share-bar", "a row of share buttons at the foot, or anywhere by their addresses: 分享到：微信 微博"),
    Rule("feed-line", "what WordPress writes below an article in a feed: The post … appeared first on …", pure=True),
    Rule("repeated-foot", "what most articles of the source end with, learned from them"),
    Rule(pageframe.NAME, "of a whole saved page what stands around its article: menus, other news, the site's foot"),
)
_PURE = frozenset(rule.name for rule in RULES if rule.pure)


@dataclass(frozen=True, slots=True)
class Stripped:
    """What was removed, and what it told: the source's name, addresses of the original, labels of categories.

    `refused`: the rules matched too much of the article, so its text was left alone. `foot`: digests of the last blocks
    that no named rule takes.
    """

    removed: tuple[Removal, ...]
    source: str | None
    links: tuple[str, ...]
    labels: tuple[Label, ...]
    refused: bool = False
    foot: tuple[str, ...] = ()


def strip(
    tree: Tree,
    off: frozenset[str] = frozenset(),
    repeated: frozenset[str] = frozenset(),
    shown: Sequence[Block] | None = None,
    *,
    placed: bool = False,
) -> Stripped:
    """Take out of the tree what the rules not in `off` match, and report it; `repeated` are digests of what most
    articles of the source end with, `shown` the blocks of the tree, where they are known. Where an article is `placed`
    by its own site, an address at its foot is another's, unless it says that it is the original's."""
    found = list(blocks(tree) if shown is None else shown)
    live = {id(block) for block in found if chart_block(block)} if tree.elements(_IMAGE) else set[int]()
    charts = [("quote-chart", block) for block in found if "quote-chart" not in off and id(block) in live]
    charts += [] if "wechat-chrome" in off else [("wechat-chrome", block) for block in wechat.find(found)]
    charts += [] if "share-bar" in off else [("share-bar", block) for block in sharelinks.find(found)]
    charts += [] if "repeated-digest" in off else _digest([block for block in found if id(block) not in live])
    drawn = {id(block) for _, block in charts}
    rest = [block for block in found if id(block) not in drawn]
    peeler = _peeler(tree, found, off, repeated, placed=placed)
    # The same parts twice, each made once.
    parts, again = tee(peeler.parts(rest))
    foot = peeler.foot(parts, rest)
    buttons: Foot = [] if "copy-code" in off else [("copy-code", block) for block in copybuttons.find(tree)]
    refused = bool(foot or buttons) and _too_much([*foot, *buttons], sum(len(block.letters) for block in found))
    taken = charts if refused else [*charts, *buttons, *foot]
    # Before anything goes: what is one part is told by the elements around it.
    end = feet.digests(peeler.end(again, rest))
    for _, block in taken:
        for node in block.nodes:
            remove(node, tree)
    removed = tuple(Removal(name, block.text, feet.pictures(block)) for name, block in taken)
    return Stripped(removed, *_told(foot), refused=refused, foot=end)


def _too_much(taken: Foot, length: int) -> bool:
    """Is this more than the rules may take? A digest loses nothing, charts and WeChat's words are bounded each."""
    pure = sum(len(block.letters) for name, block in taken if name in _PURE)
    others = sum(len(block.letters) for name, block in taken if name not in _PURE)
    counted = others + (max(0, pure - FREE) if length < SHORT else pure)
    return counted > max(SHARE * length, min(SMALL, SMALL_SHARE * length))


def _own_places(tree: Tree, found: list[Block]) -> set[int]:
    """The ids (of `id`) of elements in which no line is a foot's: items, cells, captions, headings, program text.

    A list that is links back from first to last is a site's, and the only cell of a table a frame around its blocks.
    """
    placed = tree.elements(_PLACES)
    own = {id(tag) for tag in placed if tag.name in _OWN}
    for each in placed:
        if each.name in _LISTS and not within(each, _LISTS) and backlinks.lead_back(Block((each,), text_of([each]))):
            own -= {id(item) for item in each.elements()}
    tables: dict[int, list[int]] = {}
    for cell in placed:
        if cell.name in _CELLS:
            tables.setdefault(id(nearest(cell, _TABLE)), []).append(id(cell))
    if not tables:
        return own
    framed = Counter(id(parent) for block in found for parent in block.nodes[0].parents if parent.name in _CELLS)
    return own | {cell for cells in tables.values() for cell in cells if len(cells) > 1 or framed[cell] <= 1}


def _peeler(tree: Tree, found: list[Block], off: frozenset[str], repeated: frozenset[str], *, placed: bool) -> _Peeler:
    own, wholes = _own_places(tree, found), bool(tree.elements(_WHOLES))
    return _Peeler(off, frozenset() if "repeated-foot" in off else repeated, own, wholes, placed)


_Named = tuple[str | None, feet.Part]
"""A part and the rule that names it."""


@dataclass(frozen=True, slots=True)
class _Peeler:
    """The rules of the foot for one article: those that are off, what repeats in its source, the author's places,
    whether there is any table, list or figure, and whether the article is placed (see strip)."""

    off: frozenset[str]
    repeated: frozenset[str]
    own: set[int]
    wholes: bool
    placed: bool

    def foot(self, parts: Iterator[_Named], found: list[Block]) -> Foot:
        """The blocks of the foot with their rules. The first block of an article is never one of them."""
        foot: Foot = []
        for named, part in parts:
            name = named or self._repeats(part)
            if name is None or part[0] is found[0]:
                break
            foot += [(name, block) for block in reversed(part)]
        foot.reverse()
        return foot[_authors(foot, found[-len(foot) - 1], placed=self.placed) :] if foot else []

    def parts(self, found: list[Block]) -> Iterator[_Named]:
        """The blocks from the last to the first: one that a rule names by itself, the others of a table, a list or a
        figure together, since half of one is no foot."""
        judged = ((self._rule(block), block) for block in reversed(found))
        for (name, _), part in groupby(judged, self._part):
            yield name, [block for _, block in part][::-1]

    def _part(self, judged: tuple[str | None, Block]) -> tuple[str | None, int]:
        """What tells the part that a block belongs to."""
        name, block = judged
        whole = self._whole(block) if self.wholes and name is None else None
        return name, id(whole or block)

    def _whole(self, block: Block) -> Tag | None:
        """The outermost table, list or figure around a block. A table that is a frame around text is none."""
        found = cell = None
        for tag in filter(None, (block.element, *block.nodes[0].parents)):
            if tag.name in _CELLS:
                cell = tag
            elif tag.name in _WHOLES and (tag.name not in _TABLE or cell is None or id(cell) in self.own):
                found = tag
        return found

    def _rule(self, block: Block) -> str | None:
        """The rule that a block matches, wherever it stands."""
        if not footlines.is_suspect(block):
            return None
        node = block.nodes[0]
        if self.own and (id(node) in self.own or any(id(parent) in self.own for parent in node.parents)):
            return None
        return next((name for name, test in footlines.TESTS if name not in self.off and test(block)), None)

    def end(self, parts: Iterator[_Named], found: list[Block]) -> list[feet.Part]:
        """The last parts that no rule takes."""
        others = (part for name, part in parts if name is None and part[0] is not found[0])
        return list(islice(others, 2 * feet.REACH))[::-1]

    def _repeats(self, part: feet.Part) -> str | None:
        return "repeated-foot" if feet.digest(part) in self.repeated else None


def _authors(foot: Foot, above: Block, *, placed: bool) -> int:
    """How many blocks at the top of a foot are the author's, all the same: the last of them is below a block that says
    so, or one of several addresses that do not say what they are, or any such of an article that is placed."""
    stay = _introduced(foot, above)
    bare = ((at, block) for at, (name, block) in enumerate(foot) if name == "original-link")
    addresses = {footlines.address(block): at for at, block in bare if not footlines.is_labelled(block)}
    addresses.pop("", None)
    # Several addresses are references, and one that no other line of a foot stands beside must look like an article's.
    alone = _alone(foot) and (footlines.is_label(above) or not all(map(footlines.is_article, addresses)))
    if len(addresses) > 1 or (addresses and (alone or placed)):
        stay = max(stay, *(at + 1 for at in addresses.values()))
    return stay


def _alone(foot: Foot) -> bool:
    return not {name for name, _ in foot} - {"original-link", "repeated-foot"}


def _introduced(foot: Foot, above: Block) -> int:
    """How many blocks at the top belong to the heading, the colon, the picture or the lines above them."""
    name, first = foot[0]
    heading = above.element is not None and above.element.name in _HEADINGS
    if heading or above.text.endswith(("：", ":")):
        return next((at for at, (each, _) in enumerate(foot) if each != name), len(foot))
    credit = name == "source-line" and footlines.is_credit(first, above)
    return int(credit or (name == "editor-line" and footlines.is_listed(first, above)))


def _digest(found: list[Block]) -> list[tuple[str, Block]]:
    """The quotation that an article begins with, where what follows says it again in the same words.

    A closing `（上海证券报）` or an ellipsis of the digest need not be repeated.
    """
    if len(found) < 2 or not _quoted(found[0]) or _quoted(found[1]) or found[0].pictured:  # noqa: PLR2004 - a pair
        return []
    said = _NO_WORDS.sub("", _DIGEST_END.sub("", found[0].text))
    again = (_NO_WORDS.sub("", block.text) for block in found[1 : 1 + LEAD])
    repeated = len(said) >= DIGEST and any(said in text for text in again)
    return [("repeated-digest", found[0])] if repeated else []


def _quoted(block: Block) -> bool:
    return any((isinstance(node, Tag) and node.name in _QUOTATION) or within(node, _QUOTATION) for node in block.nodes)


def chart_block(block: Block) -> bool:
    """Is this a block of nothing but live charts and the words of their links?"""
    if len(block.text) > _CHART_WORDS:
        return False
    pictures = [tag for tag in block.tags if tag.name == "img"]
    if not pictures or not all(quotes.is_chart(tag) for tag in pictures):
        return False
    rest = block.text
    for tag in block.tags:
        if quotes.annotated(tag) and tag.name == "a":
            rest = rest.replace(text_of(tag.contents), "", 1)
    return not rest.strip()


def _told(foot: Foot) -> tuple[str | None, tuple[str, ...], tuple[Label, ...]]:
    """What the blocks of the foot tell: source, addresses of the original, labels of categories."""
    named = [footlines.source_named(block) for name, block in foot if name == "source-line"]
    links = [footlines.address(block) for name, block in foot if name == "original-link"]
    back = [link for name, block in foot if name == "footer-links" for link in block.links]
    labels = [label for link in back for label in backlinks.label(link)]
    source = next(filter(None, named), None)
    return source, tuple(dict.fromkeys(filter(None, links))), tuple(dict.fromkeys(labels))
