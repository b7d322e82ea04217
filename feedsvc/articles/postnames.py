"""Posts of Jekyll's whose names hold no day: it looks for `2022-03-28-a.md` alone in `_posts`, whatever heads say, so
that authors leave there what is not ready (https://jekyllrb.com/docs/posts/#creating-posts, `PostReader`)."""

from __future__ import annotations

from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from feedsvc.articles import places, publication
from feedsvc.articles.permalinks import JEKYLL_DAY
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.model import Document, Passed, Problem


def published(doc: Document, facts: SiteFacts, recipe: Recipe) -> publication.Dated | Problem | Passed:
    """The date of an article, as `publication` has it; the Problem that holds it back where its site, by its
    configuration, is Jekyll's, and never shows a file of that name."""
    found = publication.published(doc, facts, recipe)
    name = PurePosixPath(doc.path).name
    if isinstance(found, Passed) or not _is_unseen(recipe, doc.path, name):
        return found
    day = "2022-03-28"
    if isinstance(found, publication.Dated):
        day = f"{found.moment.at.astimezone(ZoneInfo(recipe.source.timezone)):%Y-%m-%d}"
    what = f"a post whose name {name!r} is no day with a title behind it, which Jekyll never shows"
    return Problem(doc.path, "name", what, f"once it is ready, begin its name with {day + '-'!r}")


def _is_unseen(recipe: Recipe, path: str, name: str) -> bool:
    if recipe.site is None or recipe.site.config.generator != "jekyll" or JEKYLL_DAY.match(name):
        return False
    return places.POSTS in PurePosixPath(recipe.site.path(path)).parts[:-1]
