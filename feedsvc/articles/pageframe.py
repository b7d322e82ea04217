"""What a saved page shows around its article: menus, other news, comments, the site's foot (rule `page-frame`).

The article is the element that is marked as it (`article`, `main`, `role=main`, schema.org's `articleBody`) and holds
most of the page's running text, else the one that China's portals and their systems name so, which have as much of
rolling news and comments around it, else the innermost one that holds nearly all running text; with what stands
between the page's heading and it, but without asides of several other articles. Where none is it beyond doubt, all
stays but for menus, asides full of links and the site's own head and foot. Of 309 saved pages in which others had
marked what belongs to the article, 99.5% of that stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from feedsvc.articles import footnotes, headline
from feedsvc.articles.shown import attribute, hidden, nearest, within
from feedsvc.articles.tree import Node, Tag, Text, Tree
from feedsvc.articles.words import text_of
from feedsvc.model import Removal
from feedsvc.patterns import lazy

NAME = "page-frame"
LEAST = 200
"""Letters of running text that are surely an article's; fewer are where its heading stands."""
TEASERS = 4
"""So many times the text of any other `article` beside it has the one that is the page's."""
HELD = 0.75
"""Of a page's running text what an element without a mark must hold to be the article; comments have the rest."""
FURTHER = 80
"""Letters of running text that are a paragraph more; what a comment says is shorter, as a rule."""

_BESIDE = frozenset({"nav", "aside", "footer"})
"""Elements for what is no part of the text around them (HTML 4.3)."""
_FRAMES = _BESIDE | {"header"}
_ASIDES = frozenset({"aside"})
_ARTICLES = frozenset({"article"})
_LINKS = frozenset({"a"})
_OWNERS = frozenset({"article", "main", "section", "blockquote", "figure"})
"""Elements that have heads and feet of their own."""
_HOLDERS = frozenset({"article", "center", "div", "form", "main", "section", "table", "tbody", "td", "tr"})
"""Elements in which pages put their parts."""
_PORTALS = """
artibody endText post_text rm_txt_con rwb_zw TRS_Editor trs_editor_view trs_paper_default ContentBody UCAP-CONTENT
mp-editor content-article left_zw news_txt detailContent cnt_bd
"""
_TEXTS = frozenset(_PORTALS.split())
"""Ids and classes of an article's text: Sina, NetEase, People's Daily, TRS (of governments and newspapers), Eastmoney,
gov.cn, Sohu, Tencent, China News, The Paper, Xinhua, CCTV."""
_SINA = ["article", "article"]
"""Sina's newer pages have this id with this class, each of which alone may be anything's."""
_NO_LETTERS = lazy(r"[\W_]+")
_NOTHING: frozenset[str] = frozenset()


def strip(tree: Tree, title: str) -> tuple[Removal, ...]:
    """Take the frame of a whole page out of its tree, and report it; `title` is the head's, or ""."""
    page = _Page(tree, title)
    article = page.article()
    taken: list[Sequence[Node]] = []
    if article is not None:
        taken += _around(page.heading_before(article) or article, article)
    if article is not None or page.letters[id(tree)] >= LEAST:
        taken += [_extracted([tag]) for tag in page.frames(article)]
    return tuple([Removal(NAME, words) for nodes in taken if (words := text_of(nodes))])


def _around(first: Tag, last: Tag) -> tuple[list[Node], list[Node]]:
    """What stands before one element, and behind another, taken out of the tree."""
    behind = [_extracted(parent.contents[at + 1 :]) for parent, at in _places(last)]
    before = [_extracted(parent.contents[:at]) for parent, at in _places(first)]
    return [node for nodes in reversed(before) for node in nodes], [node for nodes in behind for node in nodes]


def _extracted(nodes: Sequence[Node]) -> list[Node]:
    # From the last on, so that the others need not move up each time.
    return [node.extract() for node in reversed(nodes)][::-1]


def _places(tag: Tag) -> Iterator[tuple[Tag, int]]:
    """The parent of an element and its place there, then those of the parent, up to the root."""
    for each in (tag, *tag.parents):
        if each.parent is not None:
            yield each.parent, each.parent.index(each)


@dataclass(slots=True)
class _Page:
    """A page weighed: for each element, by its `id`, the letters of its running text, and those of its links and of
    what stands beside its text."""

    tree: Tree
    title: str
    order: dict[int, int] = field(default_factory=dict)
    letters: dict[int, int] = field(default_factory=dict)
    others: dict[int, int] = field(default_factory=dict)
    marked: dict[str, list[Tag]] = field(default_factory=dict)
    """The outermost elements of each mark that are seen, and stand beside nothing."""
    headings: Sequence[Tag] = ()
    headed: set[int] = field(default_factory=set)
    """The ids of the elements that hold a heading of these."""

    def __post_init__(self) -> None:
        elements = self.tree.elements()
        self.order = {id(tag): at for at, tag in enumerate(elements)}
        for tag in reversed((self.tree, *elements)):
            self._weigh(tag)
        self._find(elements)
        self.headings = self._headings()
        self.headed = _around_each(self.headings)

    def _weigh(self, tag: Tag) -> None:
        """Count an element's letters; those of what it holds are counted."""
        said = sum([len("".join(node.split())) for node in tag.contents if node.__class__ is Text])
        others = 0
        for each in [node for node in tag.contents if isinstance(node, Tag) and not hidden(node)]:
            others += self.others[id(each)]
            if each.name in _BESIDE:
                others += self.letters[id(each)]
            else:
                said += self.letters[id(each)]
        linked = tag.name == "a" and "href" in tag.attrs
        self.letters[id(tag)] = 0 if linked else said
        self.others[id(tag)] = others + said if linked else others

    def _find(self, elements: Iterable[Tag]) -> None:
        """Note the elements that are marked; what is around each is known before it."""
        around: dict[int, frozenset[str]] = {id(self.tree): _NOTHING}
        for tag in elements:
            above, mark = around[id(tag.parent)], _mark(tag)
            around[id(tag)] = above | {mark} if mark else above
            if mark and mark not in above and "beside" not in above:
                self.marked.setdefault(mark, []).append(tag)

    def _headings(self) -> list[Tag]:
        """Those that say most of the title, else the only `h1`; the first `h1` where there is no title."""
        lines = [tag for tag in self.tree.elements(headline.TITLES) if self._length(tag) <= headline.LONGEST]
        first = [tag for tag in lines if tag.name == "h1"]
        said = _key(self.title)
        if not said:
            return first[:1]
        keys = [(tag, _key(text_of([tag]))) for tag in lines]
        shared = [(tag, min(len(key), len(said))) for tag, key in keys if key and (key in said or said in key)]
        most = max([length for _, length in shared], default=0)
        return [tag for tag, length in shared if length == most] or (first if len(first) == 1 else [])

    def _length(self, tag: Tag) -> int:
        return self.letters[id(tag)] + self.others[id(tag)]

    def article(self) -> Tag | None:
        """The element that is the article; None where none is it beyond doubt."""
        articles = self.marked.get("article", [])
        own = max(articles, key=lambda tag: self.letters[id(tag)], default=None)
        if own is not None and self._is_only(own, [tag for tag in articles if tag is not own]):
            return own
        wider = (*self.marked.get("main", ()), *self.marked.get("articleBody", ()))
        most = next((tag for tag in wider if self._is_most(tag) and self._holds_texts(tag)), None)
        return most or self._named() or self._holder()

    def _named(self) -> Tag | None:
        """The only element of some length that has a text's name, below the page's heading or with most of its text."""
        texts = sorted(self.marked.get("text", ()), key=lambda tag: self.letters[id(tag)])
        others = sum(self.letters[id(tag)] for tag in texts[:-1])
        own = texts[-1] if texts else None
        if own is None or self.letters[id(own)] < max(LEAST, others * TEASERS):
            return None
        return own if self._is_headed(own) or self._is_most(own) else None

    def _holder(self) -> Tag | None:
        """The innermost element that holds nearly all running text, below the page's heading or with it, in a page in
        which nothing is marked: half of the portals' are such."""
        if self.marked.keys() - {"beside"}:
            return None
        least = max(LEAST, HELD * self.letters[id(self.tree)])
        own: Tag = self.tree
        while (inner := self._heaviest(own)) is not None and self.letters[id(inner)] >= least:
            if self._goes_on(own, inner):
                break
            own = inner
        return own if own is not self.tree and self._is_headed(own) else None

    def _is_headed(self, own: Tag) -> bool:
        """Does the page's heading stand in an element, or above it?"""
        return id(own) in self.headed or self.heading_before(own) is not None

    def _goes_on(self, around: Tag, inner: Tag) -> bool:
        """Does a part's text go on behind it, in paragraphs or in elements of its kind: the next section or row?"""
        kind = inner.name, attribute(inner, "class")
        behind = around.contents[around.index(inner) + 1 :]
        further = (each for each in behind if isinstance(each, Tag) and not hidden(each))
        alike = (each for each in further if each.name not in _HOLDERS or (each.name, attribute(each, "class")) == kind)
        return sum(self.letters[id(each)] for each in alike) >= FURTHER

    def _heaviest(self, tag: Tag) -> Tag | None:
        inner = [each for each in tag.contents if isinstance(each, Tag) and each.name in _HOLDERS and not hidden(each)]
        return max(inner, key=lambda each: self.letters[id(each)], default=None)

    def _is_only(self, own: Tag, beside: Sequence[Tag]) -> bool:
        """Is this `article` the page's, and no other one a part of it: its heading, its beginning, of its size?"""
        letters, at = self.letters[id(own)], self.order[id(own)]
        for each in beside:
            other = self.letters[id(each)]
            above = other >= LEAST and self.order[id(each)] < at
            if above or other * TEASERS > letters or id(each) in self.headed:
                return False
        return self._is_most(own) or (not beside and letters >= LEAST and id(own) in self.headed and self._longest(own))

    def _longest(self, own: Tag) -> bool:
        """Does no other element that is seen as text, beside an article or what is around it, hold more than it?"""
        path = {id(tag) for tag in (own, *own.parents)}
        others = [tag for parent in own.parents for tag in parent.contents if isinstance(tag, Tag)]
        longer = [tag for tag in others if self.letters[id(tag)] > self.letters[id(own)] and id(tag) not in path]
        return all(_mark(tag) == "beside" for tag in longer)

    def _is_most(self, tag: Tag) -> bool:
        """Does an element hold more than half of the page's running text, and enough of it or the heading?"""
        letters = self.letters[id(tag)]
        return letters * 2 > self.letters[id(self.tree)] and (letters >= LEAST or id(tag) in self.headed)

    def _holds_texts(self, tag: Tag) -> bool:
        """Does an element hold all that the page marks as articles of more than a few words?"""
        texts = (*self.marked.get("article", ()), *self.marked.get("articleBody", ()))
        return all(self.letters[id(each)] < LEAST or each is tag or _is_within(each, tag) for each in texts)

    def heading_before(self, article: Tag) -> Tag | None:
        """The article's heading where it stands above the article: a lead and a picture may stand between."""
        if id(article) in self.headed:
            return None
        at = self.order[id(article)]
        return next((each for each in reversed(self.headings) if self.order[id(each)] < at), None)

    def frames(self, article: Tag | None) -> list[Tag]:
        """What is left of menus, asides and the site's own head and foot, the outermost elements alone."""
        found: list[Tag] = []
        teasing = self._teasing() if article is not None else set[int]()
        for tag in self.tree.elements(_FRAMES):
            if (id(tag) in teasing or self._is_frame(tag, article)) and not (found and _is_within(tag, found[-1])):
                found.append(tag)
        return found

    def _teasing(self) -> set[int]:
        """The ids of the asides of which several articles are the most: other news, where one may be a box's text, and
        several without a link are parts of the page's own."""
        held: dict[int, list[int]] = {id(tag): [] for tag in self.tree.elements(_ASIDES)}
        for tag in self.tree.elements(_ARTICLES) if held else ():
            around = nearest(tag, _ARTICLES | _ASIDES)
            if around is not None and around.name == "aside" and _is_linked(tag):
                held[id(around)].append(self.letters[id(tag)])
        return {each for each, own in held.items() if len(own) > 1 and sum(own) * 2 > self.letters[each]}

    def _is_frame(self, tag: Tag, article: Tag | None) -> bool:
        letters = self.letters[id(tag)]
        if letters * 2 > self.letters[id(self.tree)] or footnotes.is_note(tag):
            return False
        linked = self.others[id(tag)] > letters
        if tag.name in {"nav", "aside"}:
            return tag.name == "nav" or linked
        if within(tag, _OWNERS) or id(tag) in self.headed:
            return False
        return tag.name == "footer" or (linked and article is None)


def _around_each(tags: Iterable[Tag]) -> set[int]:
    """The ids of the elements around some."""
    found: set[int] = set()
    for tag in tags:
        for parent in tag.parents:
            if id(parent) in found:
                break
            found.add(id(parent))
    return found


def _is_linked(tag: Tag) -> bool:
    """Does an element hold a link, or stand in one?"""
    return tag.first("a") is not None or within(tag, _LINKS)


def _key(text: str) -> str:
    return _NO_LETTERS.sub("", text).lower()


def _is_within(node: Tag, tag: Tag) -> bool:
    return any(parent is tag for parent in node.parents)


def _mark(tag: Tag) -> str:
    """What an element is marked as: `article`, `main`, `articleBody`, or something `beside` the text."""
    if tag.name in _BESIDE or hidden(tag):
        return "beside"
    if tag.name in {"article", "main"}:
        return tag.name
    if attribute(tag, "role") == "main":
        return "main"
    if "articleBody" in attribute(tag, "itemprop").split():
        return "articleBody"
    if "id" not in tag.attrs and "class" not in tag.attrs:
        return ""
    names = [attribute(tag, "id"), *attribute(tag, "class").split()]
    return "text" if not _TEXTS.isdisjoint(names) or names[:2] == _SINA else ""
