"""What a file's source tells about it: settings, site, link targets; and what a category is called there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from feedsvc.articles.blogs import NO_BLOG, MkDocs
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import HeadValue, Label, Problem, Term
from feedsvc.options import RST_ENDINGS

Generator = Literal[
    "jekyll",
    "hexo",
    "hugo",
    "zola",
    "pelican",
    "substack",
    "docusaurus",
    "eleventy",
    "astro",
    "vuepress",
    "vitepress",
    "quartz",
    "quarto",
    "nikola",
    "mkdocs",
    "ablog",
]
PYTHON_MARKDOWN = frozenset({"pelican", "mkdocs"})
"""Those whose own engine is Python-Markdown."""
HIDING = ("hidden", "hide")
"""Switches in heads that keep an article of Hexo's out of its lists: those of hexo-hide-posts and the theme Fluid."""


@dataclass(frozen=True, slots=True)
class HeadDefaults:
    """Values that stand under the heads of the articles of one scope, as written.

    `path` is the beginning of their paths or, with an asterisk, a pattern for it; `collection` the one that they are
    in, None for any.
    """

    values: Mapping[str, HeadValue]
    path: str = ""
    collection: str | None = None


@dataclass(frozen=True, slots=True)
class Cascade:
    """Values that Hugo hands down to the pages below a section, as written, by keys in small letters.

    `folder` is the section's from the folder of articles, "" for the site's whole; `language` the code of the one that
    the section is in, None for any. `path` and `lang` are patterns for the pages that are meant, "" for all.
    """

    values: Mapping[str, HeadValue]
    folder: str = ""
    language: str | None = None
    path: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class DateKeys:
    """The keys of heads, in small letters, that a Hugo site asks for dates, in this order, before the usual ones.

    `published`: those of the date that counts; `dated`: of the one that addresses are made by; `updated`: of the last
    change; `expires`: of expiry, in the place of the usual ones, None where those hold. `:filename` among them is the
    day in the file's name; `before_name` are the keys that come before it, by date.
    """

    published: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    expires: tuple[str, ...] | None = None
    before_name: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """A language of a site: its `code` in names of files (`fr` for `post.fr.md`); its `tag` (BCP 47), None where it has
    none; the `folder` of its articles from the site's root, "" where others lie there too; its `home`, what the paths
    of their addresses begin with (`fr`, or ""), None where that is not known; whether the site `is_built` in it."""

    code: str
    tag: str | None = None
    folder: str = ""
    home: str | None = ""
    is_built: bool = True


@dataclass(frozen=True, slots=True)
class HexoPaths:
    """What a Hexo site's configuration says of paths, as written.

    `post_name` is the pattern of its files' names. `default_category` stands in the address of an article without a
    category. `categories` are the names that categories have in addresses, where these are others, and `case` is that
    of their letters there: "1" small, "2" capital, else as written. `left_out`: what addresses do not end with,
    though their files do. `root` is the path that the addresses of the site's files begin with. `rooted`: whether the
    paths of Markdown's pictures count from it; `assets`: whether each article has a folder for its own.
    """

    default_category: str = "uncategorized"
    categories: tuple[tuple[str, str], ...] = ()
    case: str = ""
    post_name: str = ":title.md"
    left_out: tuple[str, ...] = ()
    root: str = "/"
    rooted: bool = True
    assets: bool = False


@dataclass(frozen=True, slots=True)
class PelicanNames:
    """What a Pelican site's settings say of heads besides their authors. `folder` is that of all its sources; articles
    are in the `category` where neither their head nor, with `folders`, the folder that they lie in names one. The
    groups of `file_name`, an expression for a file's name without its ending, and of `path`, one for its path from that
    folder, are values of its head, and so is what is `given` to all. `language` is the one, as written, whose articles
    have the usual addresses, and `slugs` tells what theirs are made of where a head names none: "title", "basename" of
    the file, "" for what is not known. `lists` are the patterns of the addresses of categories, tags and authors."""

    folder: str = "content"
    category: str = "misc"
    folders: bool = True
    file_name: str = ""
    path: str = ""
    given: Mapping[str, HeadValue] = field(default_factory=dict)
    language: str = "en"
    slugs: str = "title"
    lists: tuple[tuple[str, str], ...] = tuple(
        (kind, f"{kind}/{{slug}}.html") for kind in ("category", "tag", "author")
    )


@dataclass(frozen=True, slots=True)
class Mount:
    """A folder of a Hugo site, from its root, that stands at a `place` below the folder of articles, "" for that
    itself, and the code of the `language` that it is in, "" for any. `excluded` are patterns, in small letters, for
    what in it the site leaves out, and `included` for all that it takes, where there are any."""

    folder: str
    place: str = ""
    language: str = ""
    included: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What the configuration of a site generator says about the articles of its site.

    `file` is its path from the site's root (`_config.yml`). `address` is the site's, absolute, without trailing slash;
    `timezone` a name of the IANA database; `language` a tag (BCP 47). `permalinks` are patterns of addresses as
    written, each with the section or collection that it is for ("" for all). `articles` are the folders of articles and
    `pages` the folders within them that hold none, both from the site's root. `languages` are those of files, the
    site's own first. `ugly`: the sections whose addresses end in `.html` ("" for all); `cased`: whether addresses keep
    their capitals; `bare`: whether their letters lose their marks; `dated`: whether the day stays that a name begins
    with. `breaks`: whether a new line in a paragraph is a line break, None where its generator's default holds.
    `defaults` are what stands under heads, in the order written, and `collections` the folder around Jekyll's
    collections, "" for the root. `parse_html`: whether HTML elements hold Markdown; `attributes`: whether lines may
    give blocks attributes; `formulas`: what stands around those that are no Markdown. `taxonomies`: further keys of
    heads whose values are tags. `cascades` are what a Hugo site hands down to all, `dates` the keys that it has for
    dates, and `mounts` its folders of articles where it says their places. `locked` are the tags whose articles a Hexo
    site shows to those alone who know a password, `hiding` the switches, in small letters, that keep one out of its
    lists and feeds, `hexo` what it says of paths, and `pelican` what Pelican's says of heads. `ignored` are patterns
    for the paths of files and folders that the site leaves out, and `unrendered` such for files alone (`leftout`).
    `problems` tell what of the configuration is not used. `values` are all that a Jekyll site's configuration says,
    which its articles may show, and `source` the folder that it names for the site, from its own, "" for that. `title`
    is the site's, one line of plain text. `author` is who wrote the articles that name nobody, as written: a text, a
    list, or a mapping with a `name`; "" where nobody is named; and `authors` are the names of those whom heads may call
    by a key. `heads` are values of the heads of files that have none themselves, by their paths. `emoji`: whether
    `:tada:` in a text is the sign of that name. `scripted`: whether the file is a program, of which only literals
    count. `explicit`: whether those alone are published that say `publish: true`. `branches` are the folders of a Hugo
    site that have an `_index.md`, from that of articles, None where nobody asks for them. `pictures` are the
    addresses, from the site's, of pictures that articles of Quartz's call by their names or paths. `rules` are the
    patterns of addresses of a Hugo site that lists them with the articles that each is for, in their order.
    `rst_endings`: how files end that are in reStructuredText. `mkdocs` is what only MkDocs has, and `extensions`
    are those of its Markdown and Hexo's. `posts` are patterns for the paths of ABlog's posts.
    """

    generator: Generator
    file: str
    address: str | None = None
    timezone: str | None = None
    language: str | None = None
    permalinks: tuple[tuple[str, str], ...] = ()
    articles: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    ugly: tuple[str, ...] = ()
    cased: bool = False
    bare: bool = False
    dated: bool = False
    breaks: bool | None = None
    parse_html: bool = False
    attributes: bool = False
    formulas: tuple[tuple[str, str], ...] = ()
    defaults: tuple[HeadDefaults, ...] = ()
    collections: str = ""
    taxonomies: tuple[str, ...] = ()
    cascades: tuple[Cascade, ...] = ()
    dates: DateKeys = DateKeys()
    mounts: tuple[Mount, ...] = ()
    locked: tuple[str, ...] = ()
    hiding: tuple[str, ...] = HIDING
    hexo: HexoPaths = HexoPaths()
    pelican: PelicanNames = PelicanNames()
    ignored: tuple[str, ...] = ()
    unrendered: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    values: Mapping[str, HeadValue] = field(default_factory=dict)
    source: str = ""
    title: str | None = None
    author: HeadValue = ""
    authors: tuple[tuple[str, str], ...] = ()
    heads: Mapping[str, Mapping[str, HeadValue]] = field(default_factory=dict)
    emoji: bool = False
    scripted: bool = False
    explicit: bool = False
    branches: tuple[str, ...] | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Cascade, ...] = ()
    rst_endings: tuple[str, ...] = RST_ENDINGS
    mkdocs: MkDocs = NO_BLOG
    extensions: frozenset[str] = frozenset()
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """The site that a source is part of, and where in it the source lies, from the folder of its configuration:
    `docs/_posts`, "" for that; what its `sections` hand down to articles below them, of the deepest first; and its
    `root` from the same folder, "" for that, as Jekyll's `source` names it. `zoned`: whether anybody says its zone.
    """

    config: SiteConfig
    above: str = ""
    sections: tuple[Cascade, ...] = ()
    root: str = ""
    zoned: bool = True

    def path(self, path: str) -> str:
        """A path of the source from the site's root; it begins with `../` where it lies outside."""
        whole = f"{self.above}/{path}" if self.above else path
        if not self.root:
            return whole
        inner = whole.removeprefix(f"{self.root}/")
        return f"../{whole}" if inner == whole else inner


@dataclass(frozen=True, slots=True)
class Recipe:
    """What building needs besides the file: its source's settings, those of [sanitize], the time now (UTC), the site
    that the source is part of, where its configuration is known, and digests of what most of its articles end with."""

    source: SourceSettings
    sanitize: SanitizeSettings
    now: datetime
    site: Site | None = None
    repeated: frozenset[str] = frozenset()

    @property
    def is_dated_by_site(self) -> bool:
        """Whether a site says which dates it reads; one whose configuration is a program, which is not read, does not:
        in Astro's heads a date has any name."""
        return self.site is not None and not self.site.config.scripted


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the rest of a source tells of one file.

    `targets`: link targets, a reference as written (`2022-03-28-slug`) -> its absolute address. `committed`: the date
    of the commit that added the file (ISO 8601), "" where that is not known or not asked for.
    """

    targets: Mapping[str, str] = field(default_factory=dict)
    committed: str = ""


def labels(categories: tuple[Term, ...], tags: tuple[Term, ...], footers: Iterable[Label]) -> tuple[Label, ...]:
    """The votes of one article for the labels of its categories.

    A link at its foot that names a category votes for that category. An article with one category and one tag, the
    category an ASCII slug and the tag not, suggests the tag: `categories: nanfangwang`, `tags: 南方网新闻`.
    """
    keys = {term.key for term in categories}
    votes = [label for label in footers if label.key in keys]
    if len(categories) == 1 and len(tags) == 1 and categories[0].key.isascii() and not tags[0].label.isascii():
        votes.append(Label(categories[0].key, tags[0].label, "tag"))
    return tuple(dict.fromkeys(votes))
