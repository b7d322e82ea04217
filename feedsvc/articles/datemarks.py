"""The date of publication that elements of a page give: microdata, Open Graph, a blog's classes, `<time>`.

Those that say that it is the publication's count wherever they stand, and others next to the page's heading; but for
what belongs to comments, to other articles, to events. Where several days are given, it is not certain which is the
article's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedsvc.articles.blocks import Block
from feedsvc.articles.shown import BLOCKS, attribute, nearest, within
from feedsvc.articles.tree import Tag, Text, Tree
from feedsvc.patterns import lazy

ASIDE = ("更新", "修改", "截至", "截止", "update", "modified", "edited", "expire")
"""Words beside a date that is that of a change, or of something else."""
_CHANGED = (*ASIDE, "aktualisiert", "actualizad", "atualizad", "aggiornat", "mis à jour", "mise à jour")
LABEL = 60
"""Characters that may stand around a `<time>` which is a line of its own: a label and a name."""
NEAR = 200
"""Letters between a page's heading and a `<time>` that belongs to it."""
MOST = 8
"""So many of these there may be: for a small screen, for print, for machines."""

_TIME = frozenset({"time"})
_ARTICLES = frozenset({"article"})
_HEADING = frozenset({"h1"})
_HEADERS = frozenset({"header", "footer"})
_PLACES = frozenset({"article", "main"})
_BESIDE = frozenset({"aside", "nav"})
_DATED = ("datetime", "content", "title")
_PUBLISHED = frozenset({"published", "entry-date"})
"""Classes of hAtom (http://microformats.org/wiki/hatom) and of WordPress's themes, which add `updated` to a date that
is of both kinds."""
_OTHER_ITEMS = frozenset({
    "Comment", "UserComments", "Review", "UserReview", "Question", "Answer", "Product", "Event", "Offer", "JobPosting",
    "AudioObject", "VideoObject", "ImageObject", "MediaObject",
})  # fmt: skip
"""Items of schema.org with dates of their own, which stand in pages of an article."""
_OTHER_WORDS = frozenset({
    "comment", "comments", "commentlist", "reply", "replies", "related", "teaser", "teasers", "sidebar", "recommended",
    "recommendations", "recent", "popular", "latest", "trending", "reference", "references", "event", "events",
    "review", "reviews",
})  # fmt: skip
"""Of classes: `comment-metadata`, `view-related`."""
_COMMENTS = frozenset({"comment", "comments"})
"""Of ids."""
_UNSAID = lazy(r"(?:has|no|with|without|category|tag)-")
"""Classes that say what stands beside a text, or what it is about (WordPress's `category-events`)."""
_WORDS = lazy(r"[a-z]+")


def given(tree: Tree, head: Sequence[Block]) -> Iterator[list[str]]:
    """The dates, as written, that elements of a page give, those first that say most surely that they are its own.

    Those of a list count where they are one. `head` are the first blocks, where a `<time>` needs no heading beside it.
    """
    marks = _Marks(tree)
    said = [tag for tag in tree.elements() if tag.attrs and _is_published(tag) and marks.is_own(tag)]
    times = [tag for tag in tree.elements(_TIME) if not marks.is_aside(tag)]
    yield [_date(tag) for tag in said]
    above = {id(tag) for block in head for tag in block.tags}
    near = [tag for tag in times if id(tag) in above and marks.leads(tag)]
    yield [_date(tag) for tag in near] if len(near) == 1 else []
    yield [_date(tag) for tag in marks.beside_heading(times)]


def _is_published(tag: Tag) -> bool:
    """Does an element say that its date is the publication's?"""
    attrs = tag.attrs
    if "datepublished" in attribute(tag, "itemprop").lower() or attrs.get("property") == "article:published_time":
        return True
    if tag.name not in {"time", "abbr"}:
        return False
    classes = attribute(tag, "class").lower().split()
    is_changed = "updated" in classes and "published" not in classes
    return "pubdate" in attrs or (not is_changed and not _PUBLISHED.isdisjoint(classes))


def _date(tag: Tag) -> str:
    return next((said for name in _DATED if (said := attribute(tag, name).strip())), tag.text.strip())


class _Marks:
    """What of a page's elements belongs to its own article."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.headings = tree.elements(_HEADING)
        self.headed = {id(parent) for heading in self.headings for parent in heading.parents}
        self.is_headed = any(id(each) in self.headed for each in tree.elements(_ARTICLES))
        self.around: dict[int, str] = {}

    def leads(self, tag: Tag) -> bool:
        """Whether a `<time>` is a line of its own, with at most a label and a name: not part of a sentence."""
        parent = tag.parent
        return parent is None or parent.parent is None or len(self._around(parent).strip()) <= LABEL

    def is_aside(self, tag: Tag) -> bool:
        """Whether a `<time>` is marked, or labelled, as another date than the publication's."""
        parent = tag.parent
        around = "" if parent is None or parent.parent is None else self._around(parent)[: 2 * LABEL].lower()
        marked = f"{attribute(tag, 'itemprop')} {attribute(tag, 'class')}".lower()
        return any(word in around or word in marked for word in _CHANGED)

    def _around(self, parent: Tag) -> str:
        """The words of an element, which may hold thousands of dates: it is read once."""
        if id(parent) not in self.around:
            self.around[id(parent)] = parent.text
        return self.around[id(parent)]

    def is_own(self, tag: Tag) -> bool:
        """Is an element in no comment, no aside, no other article than those that hold a heading of the page?"""
        article = nearest(tag, _ARTICLES)
        if article is not None and self.is_headed and id(article) not in self.headed:
            return False
        beside = nearest(tag, _BESIDE)
        if beside is not None and not (article is not None and self.is_headed and within(beside, _ARTICLES)):
            return False
        return not any(map(_is_of_another, (tag, *tag.parents)))

    def beside_heading(self, times: Sequence[Tag]) -> list[Tag]:
        """Those of these elements that stand as lines next to the page's only heading, but not in its site's head."""
        if len(self.headings) != 1 or not times:
            return []
        heading, places = self.headings[0], _offsets(self.tree)
        start, end = places[id(heading)]
        near = [tag for tag in times if places[id(tag)][0] - end <= NEAR and start - places[id(tag)][1] <= NEAR]
        return [tag for tag in near if self._is_line(tag) and self.is_own(tag)] if len(near) <= MOST else []

    def _is_line(self, tag: Tag) -> bool:
        around, block = nearest(tag, _HEADERS), nearest(tag, BLOCKS)
        if around is not None and id(around) not in self.headed and not within(around, _PLACES):
            return False
        words = "" if block is None else "".join([node for node in block.contents if isinstance(node, Text)])
        return len("".join(words.split())) <= LABEL


def _is_of_another(tag: Tag) -> bool:
    """Is an element a comment, an event, a list of other articles, by its item or its classes?"""
    if not tag.attrs:
        return False
    if attribute(tag, "itemtype").rpartition("/")[2] in _OTHER_ITEMS:
        return True
    classes = " ".join([each for each in attribute(tag, "class").lower().split() if not _UNSAID.match(each)])
    if not _OTHER_WORDS.isdisjoint(_WORDS.findall(classes)):
        return True
    return not _COMMENTS.isdisjoint(_WORDS.findall(attribute(tag, "id").lower()))


def _offsets(tree: Tree) -> dict[int, tuple[int, int]]:
    """For each element, by its `id`, how many letters stand before its beginning and its end."""
    found: dict[int, tuple[int, int]] = {}
    pending: list[tuple[Tag | Text, int]] = [(tree, -1)]
    letters = 0
    while pending:
        node, start = pending.pop()
        if isinstance(node, Text):
            letters += len("".join(node.split()))
        elif start >= 0:
            found[id(node)] = (start, letters)
        else:
            pending.append((node, letters))
            pending += [(each, -1) for each in reversed(node.contents) if isinstance(each, Tag | Text)]
    return found
