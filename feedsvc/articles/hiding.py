"""What a page hides and its reader sees nevertheless: what shows itself again, and a text that waits for a script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from feedsvc.articles import wechat
from feedsvc.articles.shown import HIDING, INVISIBLE, PICTURES, attribute, hidden
from feedsvc.articles.tree import Tag, Text, Tree
from feedsvc.patterns import lazy

LEAST = 100
"""Letters of a hidden text that is kept where it is most of an article; where it is all of it, any is."""
ROUNDS = 4
"""Hidden elements around each other, or beside each other in different ways, that are looked through."""

_SHOWN = lazy(r"visibility:visible(?:!|\Z)")
_SIZED = lazy(r"font-size:(?!0(?:px|pt|em|rem|%)?(?:!|\Z))")
_INVISIBLE = lazy(r"visibility:(?:hidden|collapse)")
_SIZELESS = lazy(r"font-size:0")
_TAKES_BACK = lazy("visibility|font-size", re.I)
"""What an element inside another can take back."""
_HIDES = lazy(r"display:none|visibility:(?:hidden|collapse)|font-size:0|(?:max-)?height:|overflow(?:-[xy])?:")


def reveal(tree: Tree) -> tuple[str, ...]:
    """Take the hiding from what is seen nevertheless; notes on it.

    `visibility: hidden` ends at `visibility: visible` within, `font-size: 0` at another size and hides no picture. And
    where hidden elements hold all or most of the text, a script would have shown them: the text stays, which is told.
    Those that are hidden in the same way as most of it come back first: WeChat's page has its text under
    `visibility: hidden`, and beside it cards and warnings under `display: none` that wait for a click. That page says
    which element is its text (`js_content`): this is shown however short it is, and nothing hidden outside it is.
    """
    tags = [tag for tag in tree.elements() if tag.attrs]
    if any("style" in tag.attrs and _TAKES_BACK.search(tag.attrs["style"]) for tag in tags):
        _show_again(tree)
    if all(tag.attrs.keys().isdisjoint(HIDING) for tag in tags):
        return ()
    place, told = _place(tree, tags)
    if not told and not _hides_words(place):
        return ()
    seen = _look(place)
    for _ in range(ROUNDS):
        if seen.waits:
            told = True
            for tag in seen.most():
                show(tag)
            seen = _look(place)
    return ("most of the text is hidden until a script shows it; it was kept",) if told and not seen.waits else ()


def _place(tree: Tree, tags: Sequence[Tag]) -> tuple[Tag, bool]:
    """Where a text may wait, and whether it did: in WeChat's own element, shown from now on, else in the whole page.

    Of several, which only copies have, all are shown, and the first is the place. One that is empty, or inside an
    element that is hidden, says nothing of where the text is.
    """
    texts = [tag for tag in tags if tag.attrs.get("id") == wechat.TEXT]
    waiting = [tag for tag in texts if hidden(tag)]
    for tag in waiting:
        show(tag)
    if texts and _holds(texts[0]) and not any(map(hidden, texts[0].parents)):
        return texts[0], bool(waiting)
    return tree, False


def _holds(tag: Tag) -> bool:
    """Is there a word or a picture in it, hidden or not?"""
    return any(map(_letters, _texts(tag))) or bool(tag.elements(PICTURES))


def _hides_words(place: Tag) -> bool:
    """Is any word behind an element that hides itself? What is inside one of those is not asked again."""
    pending = list(place.contents)
    while pending:
        node = pending.pop()
        if isinstance(node, Tag) and node.name not in INVISIBLE:
            # Most have no attribute by which they could be.
            if not (node.attrs and hidden(node)):
                pending.extend(node.contents)
            elif node.text.strip():
                return True
    return False


def _declarations(tag: Tag) -> list[str]:
    return ["".join(each.split()).lower() for each in attribute(tag, "style").split(";")]


def show(tag: Tag) -> None:
    """Take from an element what hides it."""
    _unhide(tag, _HIDES)
    tag.attrs.pop("hidden", None)


def _unhide(tag: Tag, hiding: re.Pattern[str]) -> None:
    kept = [each for each in attribute(tag, "style").split(";") if not hiding.match("".join(each.split()).lower())]
    tag.attrs["style"] = ";".join(kept)


def _show_again(tree: Tree) -> None:
    """From the leaves to the root: what hides its words alone hides nothing that says of itself that it is shown."""
    shown: set[int] = set()
    sized: set[int] = set()
    for tag in reversed(tree.elements()):
        styles = _declarations(tag) if "style" in tag.attrs else []
        for marks, hiding, showing in ((shown, _INVISIBLE, _SHOWN), (sized, _SIZELESS, _SIZED)):
            if id(tag) in marks and any(hiding.match(each) for each in styles):
                _unhide(tag, hiding)
            own = any(showing.match(each) for each in styles) or (marks is sized and tag.name in PICTURES)
            if (own or id(tag) in marks) and tag.parent is not None and not hidden(tag):
                marks.add(id(tag.parent))


@dataclass(slots=True)
class _Seen:
    """Letters and pictures that are seen, and the outermost elements that hide letters, with how many."""

    letters: int = 0
    pictures: int = 0
    hidden: list[tuple[Tag, int]] = field(default_factory=list)

    @property
    def behind(self) -> int:
        """Letters that are hidden."""
        return sum(letters for _, letters in self.hidden)

    @property
    def waits(self) -> bool:
        """Is what is hidden all or most of the text?"""
        nothing = not self.letters and not self.pictures
        return self.behind > 0 if nothing else self.behind >= LEAST and self.behind > self.letters

    def most(self) -> list[Tag]:
        """The elements that are hidden in the way in which most letters are."""
        letters: Counter[frozenset[str]] = Counter()
        for tag, behind in self.hidden:
            letters[_ways(tag)] += behind
        way = max(letters, key=letters.__getitem__)
        return [tag for tag, _ in self.hidden if _ways(tag) == way]


def _ways(tag: Tag) -> frozenset[str]:
    """By which of its attributes and properties an element is hidden: `{"display"}`."""
    styles = {each.partition(":")[0] for each in _declarations(tag) if _HIDES.match(each)}
    return frozenset(styles | {name for name in ("hidden", "aria-hidden") if name in tag.attrs})


def _look(place: Tag) -> _Seen:
    found = _Seen()
    pending = list(place.contents)
    while pending:
        node = pending.pop()
        if isinstance(node, Tag):
            if node.name not in INVISIBLE and hidden(node):
                behind = sum(map(_letters, _texts(node)))
                found.hidden += [(node, behind)] if behind else []
            elif node.name not in INVISIBLE:
                found.pictures += node.name in PICTURES
                pending.extend(node.contents)
        elif isinstance(node, Text):
            found.letters += _letters(node)
    return found


def _texts(root: Tag) -> Iterator[str]:
    """The texts of a hidden element, without those of scripts and styles."""
    pending = list(root.contents)
    while pending:
        node = pending.pop()
        if isinstance(node, Tag):
            pending.extend(node.contents if node.name not in INVISIBLE else ())
        elif isinstance(node, Text):
            yield node


def _letters(text: str) -> int:
    return len("".join(text.split()))
