"""What Hugo hands down to the pages of a section or a site: the `cascade` of an `_index.md`, or of the configuration.

    cascade:
      - draft: true
        target: {path: "/posts/wip/**"}
      - author: Ann

The rules are those of https://gohugo.io/configuration/cascade/ and
https://gohugo.io/content-management/front-matter/#cascade-1: what a page says itself wins, and of what is handed down
what comes from nearer by; of two sets in one place the first counts, as in Hugo since 0.123 (before, any of them).

A list of `permalinks` (since 0.161) has its patterns for the same targets: of those that fit a page the first is its
(https://gohugo.io/configuration/permalinks/#array-form).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce

from feedsvc.articles import globs, params, places
from feedsvc.articles.configvalues import Values, table_of, text_of, texts_of
from feedsvc.articles.headtexts import without_markup
from feedsvc.articles.headvalues import listed
from feedsvc.articles.identity import ID_KEYS
from feedsvc.articles.site import Cascade, Site, SiteConfig
from feedsvc.model import HeadValue

KEY = "cascade"
TARGET_KEYS = ("target", "_target")
"""The second is the older name."""
NOT_HANDED = frozenset({*TARGET_KEYS, KEY, params.KEY, "kind", "path", "lang", *ID_KEYS})
"""What says where a page is, which Hugo hands down to none; what stands within `params` is handed down without it; and
an id, which is one article's."""
PATTERN = "pattern"
KIND = "page"
"""What an article is to Hugo, beside `section`, `home` and others."""
ENVIRONMENT = "production"
"""That of `hugo` without another named."""


def cascades(
    given: HeadValue, taxonomies: tuple[str, ...] = (), folder: str = "", language: str | None = None
) -> Iterator[Cascade]:
    """What a `cascade` hands down to articles, a set or a list of them; see `Cascade` for where it stands. Its `params`
    count as they do in a head."""
    for each in listed(given):
        if isinstance(each, Mapping):
            values = {_key(key): value for key, value in without_markup(params.merged(each), taxonomies).items()}
            own = {key: value for key, value in values.items() if key not in NOT_HANDED}
            target = _target(each)
            if own and target is not None:
                yield Cascade(own, folder, language, *target)


def rules(given: HeadValue) -> tuple[Cascade, ...]:
    """The patterns of addresses for articles in a list of `permalinks`, each under PATTERN, in their order; none where
    it is no list."""
    entries = [each for each in given if isinstance(each, Mapping)] if isinstance(given, tuple) else []
    found = [(text_of(each, PATTERN), _target(each)) for each in entries]
    return tuple(Cascade({PATTERN: text}, "", None, *target) for text, target in found if text and target is not None)


def pattern_for(config: SiteConfig, path: str) -> str | None:
    """The first of a site's listed patterns that is for the article at `path`, from the site's root; None for none."""
    paths, code = _paths(config, places.inner(config, path)), places.code_of(config, path)
    return next((text_of(each.values, PATTERN) for each in config.rules if _is_target(each, paths, code)), None)


def _target(given: Values) -> tuple[str, str] | None:
    """The patterns of paths and of languages that are meant, "" for all; None where no article of this build is."""
    target: Values = next(filter(None, (table_of(given, key) for key in TARGET_KEYS)), {})
    if not (_is_meant(target, "kind", KIND) and _is_meant(target, "environment", ENVIRONMENT)):
        return None
    # Newer versions of Hugo name languages in a matrix.
    listed_there = texts_of(reduce(table_of, ("sites", "matrix"), target), "languages")
    matrix = f"{{{','.join(listed_there)}}}" if listed_there else ""
    return text_of(target, "path").lower(), (text_of(target, "lang") or matrix).lower()


def _key(written: str) -> str:
    """A key as Hugo compares it. `_build` is the older name of `build`: they are one key."""
    key = written.casefold()
    return "build" if key == "_build" else key


def _is_meant(target: Values, key: str, own: str) -> bool:
    pattern = text_of(target, key).lower()
    return not pattern or globs.fits(pattern, own)


def under(head: Values, site: Site, path: str) -> Values:
    """The head with what its site hands down to an article at `path`, which counts from its source.

    A key that the head has, in whatever spelling, is its own, also without a value; values are never joined.
    """
    if not (site.sections or site.config.cascades):
        return head
    given = _given(site, site.path(path))
    said = {_key(key) for key in head}
    below = {key: value for key, value in given.items() if key not in said}
    return {**head, **below} if below else head


def _given(site: Site, path: str) -> Values:
    """All values for an article, those from nearest by where several have a key."""
    config = site.config
    inner = places.inner(config, path)
    sets = (*site.sections, *config.cascades)
    code = places.code_of(config, path)
    paths = _paths(config, inner) if any(each.path for each in sets) else ()
    found: dict[str, HeadValue] = {}
    for each in sets:
        if each.language in (None, code) and places.within(inner, each.folder) and _is_target(each, paths, code):
            found = {**each.values, **found}
    return found


def _paths(config: SiteConfig, inner: str) -> tuple[str, ...]:
    """The paths that patterns are for: that of the file until Hugo 0.122, and the one without ending and language."""
    folder, _, name = f"/{inner}".rpartition("/")
    page = folder if places.INDEX.match(name) else f"{folder}/{places.name_of(config, name)}"
    return f"{folder}/{name}".lower(), page.lower()


def _is_target(cascade: Cascade, paths: tuple[str, ...], code: str) -> bool:
    """Whether an article, by either of its paths and the code of its language, is among those that are meant."""
    if cascade.lang and not globs.fits(cascade.lang, code):
        return False
    return not cascade.path or any(globs.fits(cascade.path, path) for path in paths)
