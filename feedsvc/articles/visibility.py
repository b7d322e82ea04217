"""What an author keeps from the public: drafts, posts behind a password, pages that their own site lists nowhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from feedsvc.articles import ablog, document, generators
from feedsvc.articles.places import INDEX
from feedsvc.articles.site import HIDING, Site
from feedsvc.model import Document

DRAFT_FOLDERS = frozenset({"_drafts", "drafts"})
RELEASE = "publish"
RELEASES = ("published", RELEASE, "ispublished", "is_published", "public", "dg-publish")
"""Switches of Jekyll, of Obsidian (https://help.obsidian.md/publish), of themes, of the plug-in Digital Garden
(https://dg-docs.ole.dev/getting-started/03-note-settings/)."""
DRAFTS = ("draft", "isdraft", "is_draft", "private", "ignorepublish")
"""Switches of generators, of themes of Astro and others, and of Qiita's program (https://github.com/increments/qiita-cli)."""
DRAFT_STATES = frozenset({"draft", "hidden", "skip", "private", "pending", "trash", "auto-draft"})
"""Values of `status` in heads of Pelican and exports of WordPress ("Post Status"), but for the public ones."""
PUBLIC_STATES = ("", "published")
MEMBERS = frozenset({"members", "paid", "tiers"})
"""Values of `visibility` in Ghost's posts, but for the public one
(https://ghost.org/docs/admin-api/posts/overview/, "Post access")."""
LOCKS = ("encrypted", "encrypt")
"""Switches of Hexo's themes and plug-ins that show a post to those alone who know its password."""
NO_PASSWORD = frozenset({"", "false"})
BUILD_KEYS = ("build", "_build")
UNLISTED = ("unlisted", "eleventyexcludefromcollections")
"""Switches of Docusaurus (https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog) and of Eleventy
(https://www.11ty.dev/docs/collections/) that keep an article out of all lists and feeds."""
FEEDING = "feed"
"""The switch of VuePress's plug-in of feeds (https://ecosystem.vuejs.press/plugins/blog/feed/)."""
ASKED = frozenset(
    {
        *("status", "post_status", "visibility", "password", "post_password"),
        *(*DRAFTS, *RELEASES, *LOCKS, *UNLISTED, FEEDING, "headless", *BUILD_KEYS),
    }
)
"""All that a head may say of it: most say nothing, which one look tells."""
NEVER = frozenset({"never"}) | document.FALSE
UNRENDERED = NEVER | {"link"}
NOT_LISTED = NEVER | {"local"}
"""Hugo's feed of a site has none of these, nor has its home page (`site.RegularPages`)."""


def withheld(doc: Document, generator: str = "auto", site: Site | None = None) -> str | None:
    """The rule by which an article is not for the public; None where it is. `generator` is that of its source, and
    `site` its own, where that is known.

    - `draft`: `draft: true` or another of DRAFTS, `published: false` or another of RELEASES, `visibility: private`, a
      `status` or `post_status` of DRAFT_STATES, with Pelican any but `published`, or a folder of DRAFT_FOLDERS; without
      `publish: true` where its site asks for that (Quartz, "ExplicitPublish");
    - `protected`: a `password` or `post_password` (hexo-blog-encrypt, WordPress; an empty one switches nothing on),
      a true switch of LOCKS, a `visibility` of MEMBERS, or a tag that its site has a password for
      (hexo-blog-encrypt), unless `password: ""` lifts that;
    - `page`, `draft`: what is no post of ABlog's, or has no date;
    - `unlisted`: a true switch of UNLISTED, `feed: false`, `build: {list: never}` or `local`, `headless: true` in the
      `index.md` of a bundle (Hugo, "Build options"); `permalink: false` of Eleventy's, for which it writes no page;
      `article: false` and `home: true` of VuePress's; of Hexo's articles a true switch of HIDING, or of those that its
      site has in their place.
    """
    if (rule := _of_generator(doc, generator, site)) is not None:
        return rule
    if _is_silent(doc, site):
        return "draft" if _is_among_drafts(doc.path.lower()) else None
    if _is_draft(doc) or _is_unreleased(doc, generator, site):
        return "draft"
    if _is_protected(doc, site):
        return "protected"
    return "unlisted" if _is_unlisted(doc) or _is_hidden(doc, generator, site) else None


def _of_generator(doc: Document, generator: str, site: Site | None) -> str | None:
    """The rule that only a generator has."""
    if generator == "vuepress" and _is_no_article(doc):
        return "unlisted"
    if generator == "eleventy" and document.flag(doc, "permalink") is False:
        return "unlisted"
    return ablog.withheld(doc, site) if generator == ablog.NAME and site is not None else None


def has_page(doc: Document) -> bool:
    """Whether an article's site writes a page for it: not with Hugo's `build: {render: never}`, nor with `link`."""
    return not _has_option(doc, "render", UNRENDERED)


def _is_no_article(doc: Document) -> bool:
    """Whether VuePress's feeds have no such page (https://ecosystem.vuejs.press/plugins/blog/feed/config.html#filter);
    what the head says of its `feed` goes first."""
    if doc.folded.keys().isdisjoint(("article", "home")) or document.flag(doc, FEEDING) is not None:
        return False
    said = document.flag(doc, "article")
    return said is False or (said is None and document.flag(doc, "home") is True)


def _is_silent(doc: Document, site: Site | None) -> bool:
    """Whether neither a head nor its site's configuration can say anything of it."""
    keys, asked = doc.folded.keys(), site is not None and (site.config.locked or site.config.explicit)
    return not asked and keys.isdisjoint(ASKED) and keys.isdisjoint(_switches(site))


def _switches(site: Site | None) -> tuple[str, ...]:
    """What keeps an article out of Hexo's lists."""
    return HIDING if site is None else site.config.hiding


def _is_unreleased(doc: Document, generator: str, site: Site | None) -> bool:
    """Whether an article lacks what makes one public: Pelican skips a `status` that it does not know."""
    if site is not None and site.config.explicit and not document.flag(doc, RELEASE):
        return True
    return generator == "pelican" and document.text(doc, "status").lower() not in PUBLIC_STATES


def _is_draft(doc: Document) -> bool:
    said = any(document.flag(doc, name) for name in DRAFTS)
    said = said or any(document.flag(doc, name) is False for name in RELEASES)
    states = document.text(doc, "status", "post_status").lower() in DRAFT_STATES
    private = document.text(doc, "visibility").lower() == "private"
    return said or states or private or _is_among_drafts(doc.path.lower())


def _is_protected(doc: Document, site: Site | None) -> bool:
    if document.text(doc, "password", "post_password").lower() not in NO_PASSWORD:
        return True
    if document.text(doc, "visibility").lower() in MEMBERS:
        return True
    locked = () if site is None or doc.folded.get("password") == "" else site.config.locked
    # Hexo knows tags by their exact names.
    tagged = locked and not set(document.texts(doc, "tags", "tag")).isdisjoint(locked)
    return bool(tagged) or any(document.flag(doc, name) for name in LOCKS)


def _is_among_drafts(path: str) -> bool:
    # Taking a path apart costs forty times as much as a look for the word.
    return "drafts" in path and not DRAFT_FOLDERS.isdisjoint(PurePosixPath(path).parts[:-1])


def _is_unlisted(doc: Document) -> bool:
    """`render: never` alone keeps nothing secret: Hugo lists the page, with all its text."""
    if document.flag(doc, "headless") and INDEX.match(PurePosixPath(doc.path).name):
        return True
    if document.text(doc, FEEDING).lower() == "false" or any(document.flag(doc, name) for name in UNLISTED):
        return True
    return _has_option(doc, "list", NOT_LISTED)


def _is_hidden(doc: Document, generator: str, site: Site | None) -> bool:
    """Whether Hexo's feeds leave an article out; elsewhere `hidden` may mean the home page alone."""
    return any(document.flag(doc, name) for name in _switches(site)) and generators.surely(doc, generator) == "hexo"


def _has_option(doc: Document, name: str, values: Collection[str]) -> bool:
    """Whether one of Hugo's options of building an article has one of these values."""
    options = (document.value_of(doc, key) for key in BUILD_KEYS)
    said = (document.named(each, name) for each in options if isinstance(each, Mapping))
    return any(isinstance(each, str) and each.strip().lower() in values for each in said)
