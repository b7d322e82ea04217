"""What a site says under the heads of its articles: Hugo's `cascade` (see there), drafts of Zola's, and Jekyll's front
matter defaults.

    defaults:
      - scope: {path: "_posts/wip", type: posts}
        values: {published: false, author: Ann}

The rules are those of https://jekyllrb.com/docs/configuration/front-matter-defaults/ and, where it is silent, of
Jekyll 4.3: a path is a mere beginning, and of two sets for one article the one counts that `_goes_before`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase

from feedsvc.articles import ablog, cascade, eleventy, mkdocs, nikolaconfig, pelicanconfig, places, quarto
from feedsvc.articles.configvalues import Values
from feedsvc.articles.site import HeadDefaults, Site, SiteConfig
from feedsvc.articles.taxonomy import jekyll_names
from feedsvc.model import HeadValue

CATEGORIES = "categories"
ANY_FOLDERS = "**"


def _of_zola(head: Values, site: Site, path: str) -> Values:
    """Zola builds nothing below a section that is a draft, whatever pages there say themselves
    (https://www.getzola.org/documentation/content/section/)."""
    inner = places.inner(site.config, site.path(path))
    values = [each.values for each in site.sections if places.within(inner, each.folder)]
    return {**head, **values[0]} if values else head


OF_FOLDERS: Mapping[str, Callable[[Values, Site, str], Values]] = {
    "hugo": cascade.under,
    "zola": _of_zola,
    "eleventy": eleventy.under,
    "quarto": quarto.under,
    "nikola": nikolaconfig.under,
    "mkdocs": mkdocs.under,
    "ablog": ablog.under,
}
"""The rules of generators whose folders, or files beside articles, say more of them."""


def under(head: Values, site: Site, path: str) -> Values:
    """The head with what the site gives to an article at `path`, which counts from its source.

    What the head says wins; with Jekyll a key without a value says nothing, mappings are joined key by key, and
    `categories` of both count. The head's own spelling of a key stays.
    """
    own = OF_FOLDERS.get(site.config.generator)
    if own is not None:
        return own(head, site, path)
    if site.config.generator == "pelican":
        return pelicanconfig.under(head, site.config, site.path(path))
    if site.config.heads:
        return {**site.config.heads.get(site.path(path), {}), **head}
    given = _given(site.config, site.path(path)) if site.config.defaults else {}
    if not given:
        return head
    spelled = {key.casefold(): key for key in head}
    below = {spelled.get(key.casefold(), key): value for key, value in given.items()}
    merged = _over(below, head)
    key = spelled.get(CATEGORIES, CATEGORIES)
    if head.get(key) and below.get(key):
        merged[key] = (*jekyll_names(below[key]), *jekyll_names(head[key]))
    return merged


def _given(config: SiteConfig, path: str) -> Values:
    """All values for an article. A set that does not go before the best until then goes under all of them, even where
    it would go before some: so does Jekyll's `FrontmatterDefaults#all`."""
    around = f"{config.collections}/" if config.collections else ""
    collection = places.collection_of(config, path)
    layers: deque[Values] = deque()
    best: HeadDefaults | None = None
    for each in config.defaults:
        if each.collection in (None, collection) and _begins(each.path.removeprefix(around), path.removeprefix(around)):
            if best is None or _goes_before(each, best):
                layers.appendleft(each.values)
                best = each
            else:
                layers.append(each.values)
    found: dict[str, HeadValue] = {}
    for values in layers:
        found.update({key: _joined(value, found.get(key, "")) for key, value in values.items()})
    return found


def _goes_before(new: HeadDefaults, best: HeadDefaults) -> bool:
    """Whether a set goes before the best of those above it: the longer path, then a collection, then the later."""
    mine, other = (len(each.path.removeprefix("/")) for each in (new, best))
    return mine > other if mine != other else new.collection is not None or best.collection is None


def _begins(scope: str, path: str) -> bool:
    """Whether a path begins as a scope says; `_posts/wi` is a beginning of `_posts/wip/a.md`, but a pattern, as that of
    files on a disk, ends where a name does."""
    if "*" not in scope:
        return path.startswith(scope)
    names = path.split("/")
    globs = [glob for glob in scope.split("/") if glob]
    return _fits(globs, names[:-1] if scope.endswith("/") else names)


def _fits(globs: list[str], names: list[str]) -> bool:
    """Whether a pattern fits the first of some names, however many."""
    ends = {0}
    for glob in globs:
        if glob == ANY_FOLDERS:
            ends = set(range(min(ends), len(names) + 1))
        else:
            ends = {end + 1 for end in ends if end < len(names) and fnmatchcase(names[end], glob)}
        if not ends:
            return False
    return True


def _over(below: Values, above: Values) -> dict[str, HeadValue]:
    """Two mappings joined: what `above` says wins."""
    return {key: _joined(below.get(key, ""), value) for key, value in above.items()} | {
        key: value for key, value in below.items() if key not in above
    }


def _joined(below: HeadValue, above: HeadValue) -> HeadValue:
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return _over(below, above)
    return below if above == "" else above
