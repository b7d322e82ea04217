"""Buttons: controls of a page, which a feed has not, but for those whose words are a heading's.

    <h2><button aria-expanded="false">What does it cost?</button></h2>      a part that folds (Bootstrap, WAI)
    <button class="accordion">What does it cost?</button><div>…</div>       the same, in bold letters

Source: https://www.w3.org/WAI/ARIA/apg/patterns/accordion/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedsvc.articles import hiding
from feedsvc.articles.shown import BLOCKS, attribute, nearest
from feedsvc.articles.tree import Tag, Tree, siblings
from feedsvc.patterns import lazy

NAMES = frozenset({"button"})
_FOLDS = lazy(r"(?:^|[\s_-])(?:accordion|collapsible|faq)(?:[\s_-]|$)", re.I)
"""Classes of those that unfold what stands below them."""
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})


def mend(tree: Tree) -> None:
    """Take out the buttons of a tree with their words; those that are all that a heading says leave them to it, and
    what they unfold is shown."""
    found = tree.elements(NAMES)
    headings = _headings(found)
    folded = {name for tag in found if id(tag) in headings for name in attribute(tag, "aria-controls").split()}
    for panel in tree.elements() if folded else ():
        if panel.attrs.get("id") in folded:
            hiding.show(panel)
    for button in reversed(found):
        if id(button) in headings:
            button.unwrap()
        elif _FOLDS.search(attribute(button, "class")) and _heads_part(button):
            _stand_in_bold(button)
        elif button.elements(BLOCKS):
            # Its end was forgotten: what stands behind is no button's.
            _leave_blocks(button)
        else:
            button.extract()


def _heads_part(button: Tag) -> bool:
    """Does a button stand above a block, or alone in one?"""
    behind = siblings(button)[1]
    if behind is not None and behind.name in BLOCKS:
        return _letters(button) != ""
    around = button.parent
    return around is not None and around.name == "div" and _letters(button) == _letters(around) != ""


def _stand_in_bold(button: Tag) -> None:
    bold, paragraph = Tag("strong"), Tag("p")
    for child in list(button.contents):
        bold.append(child)
    paragraph.append(bold)
    button.replace_with(paragraph)


def _headings(found: Sequence[Tag]) -> set[int]:
    """The ids (of `id`) of the buttons that are all that a heading says: of several in one none is."""
    first: dict[int, tuple[Tag, Tag]] = {}
    for button in found:
        heading = nearest(button, _HEADS)
        if heading is not None:
            first.setdefault(id(heading), (heading, button))
    told = ((_letters(button), _letters(heading), button) for heading, button in first.values())
    return {id(button) for said, whole, button in told if said and said == whole}


def _letters(tag: Tag) -> str:
    return "".join(tag.text.split())


def _leave_blocks(button: Tag) -> None:
    """Put an element's children in its place, from the first that is a block or holds one."""
    for child in list(button.contents):
        if isinstance(child, Tag) and (child.name in BLOCKS or child.elements(BLOCKS)):
            break
        child.extract()
    button.unwrap()
