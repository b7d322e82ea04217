"""The author's own parameters in a head of Hugo's: `params: {author: Jo}` says what `author: Jo` says.

Source: https://gohugo.io/content-management/front-matter/#parameters, and for what they do not say, FIELDS, Hugo's
`hugolib/page__meta.go`. Versions as old as 0.111 leave them where they stand, so that their themes read none of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedsvc.articles.configvalues import Values
from feedsvc.articles.document import named
from feedsvc.articles.identity import ID_KEYS

KEY = "params"
GENERATORS = ("hugo", "")
"""Those whose heads may have them; "" is none that is known."""
FIELDS = frozenset(
    {
        *("title", "linktitle", "description", "summary", "keywords", "slug", "url", "path", "lang", "kind", "type"),
        *("layout", "markup", "outputs", "weight", "menu", "menus", "aliases", "sitemap", "translationkey"),
        *("iscjklanguage", "resources", "draft", "headless", "build", "_build", "cascade", KEY),
        *("date", "publishdate", "pubdate", "published", "lastmod", "modified", "expirydate", "unpublishdate"),
        *ID_KEYS,
    }
)
"""What Hugo reads at the top of a head alone; and ids, which are the article's where they stand there."""


def merged(head: Values) -> Values:
    """The head with its parameters under its own keys, which win, in whatever spelling."""
    given = named(head, KEY)
    if not isinstance(given, Mapping):
        return head
    said = FIELDS.union(map(str.casefold, head))
    return {**head, **{key: value for key, value in given.items() if key.casefold() not in said}}
