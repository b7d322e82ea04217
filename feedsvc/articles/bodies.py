"""A body after all its stages, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from feedsvc.articles import ablog, emojinames, headline, repair, titles
from feedsvc.articles.boilerplate import Stripped
from feedsvc.articles.site import Recipe
from feedsvc.articles.tree import Tree
from feedsvc.model import Annotation, Document, Enclosure, Picture, Problem, Zone

_SHOWN = ("<img", "<video", "<audio")


@dataclass(frozen=True, slots=True)
class Body:
    """A body after all its stages; `heading` is the head's title or its own, `named` what its generator makes of the
    file's name where there is neither, and `title` one of these, else made of its first words
    or of what a picture shows."""

    heading: str
    named: str
    title: str
    content: str
    summary: str
    picture: Picture | None
    enclosures: tuple[Enclosure, ...]
    zones: tuple[Zone, ...]
    stripped: Stripped
    annotations: tuple[Annotation, ...]
    link: str | None
    wants: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]

    @property
    def shows_something(self) -> bool:
        """Whether there is anything to see or to hear, be there words or not."""
        return bool(self.picture or self.enclosures) or any(tag in self.content for tag in _SHOWN)


def parsed(html: str, doc: Document, recipe: Recipe) -> Tree:
    """The tree of a body, with what only its site knows of it: emoji by their names, where ABlog's pictures are."""
    tree = repair.parse(html)
    site = recipe.site
    if site is not None and site.config.emoji:
        emojinames.show(tree)
    if site is not None and site.config.generator == ablog.NAME and recipe.source.address:
        ablog.place(tree, site.path(doc.path), site.config, recipe.source.address)
    return tree


def notes(doc: Document, body: Body, title: str) -> tuple[Problem, ...]:
    """What is told of a body, whose article has this `title`; nothing of it holds the article back."""
    found = [Problem(doc.path, "markup", note, "correct it in the text", held=False) for note in body.notes]
    if not body.heading:
        what = f"there is no title; {_stand_in(body)} for it: {title!r}"
        found.append(Problem(doc.path, "title", what, "write a title", doc.lines.get("title"), held=False))
    if len(body.heading) > titles.LONGEST:
        what = f"the title has {len(body.heading)} characters; the first {titles.LONGEST} are shown"
        found.append(Problem(doc.path, "title", what, "shorten it", doc.lines.get("title"), held=False))
    return (*found, *_of_text(doc, body))


def _stand_in(body: Body) -> str:
    if body.named:
        return "what its generator makes of the file's name stands"
    if not body.title:
        return "the date stands"
    return "the first words of the text stand" if body.summary else "what the picture shows stands"


def _of_text(doc: Document, body: Body) -> list[Problem]:
    found = []
    blank = not body.content.strip() and (not doc.body.strip() or headline.is_all(doc.body))
    if not (blank or body.content.strip()):
        what = "nothing of the body can be shown"
        found.append(Problem(doc.path, "markup", what, "look for what hides it or fetches it late", held=False))
    if blank and not (body.picture or body.enclosures):
        found.append(Problem(doc.path, "text", "there is no text", "write it behind the head", held=False))
    if body.stripped.refused:
        what = "what the boilerplate rules would remove is too much of the text, so that all of it stays"
        found.append(Problem(doc.path, "boilerplate", what, "switch rules off for this source", held=False))
    return found
