"""What the configuration of a site of MkDocs says of its blogs, and of all that has addresses there (`mkdocs`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slugs:
    """How a blog of MkDocs makes parts of addresses of words, by `slugify` of pymdownx: the `case` of their letters
    ("lower", "lower-ascii", "fold", "none"), what stands for a blank, and whether letters are `escaped`."""

    case: str = "lower"
    separator: str = "-"
    escaped: bool = False


@dataclass(frozen=True, slots=True)
class Blog:
    """A blog of MkDocs. `folder` is that of its posts and `home` the one that their addresses begin with, both from the
    folder of all pages; `pattern` is that of the rest, with `day` as the form of `{date}` and at most so many
    `categories`. `slugs` are made of titles, `terms` of the names of categories, each None where only a program of the
    site's knows how."""

    folder: str
    home: str
    pattern: str
    day: str
    categories: int = 1
    slugs: Slugs | None = Slugs()
    terms: Slugs | None = Slugs()


@dataclass(frozen=True, slots=True)
class MkDocs:
    """What the configuration of MkDocs says: the `folder` of all pages from the site's root, its `blogs`, what the
    address of a page `ends` with, the files of its `authors` from the site's root, whether files of `meta` say more of
    the pages around them, and, of a site without a blog, an expression for the paths of the pages that its feed has
    (`matched`)."""

    folder: str = "docs"
    blogs: tuple[Blog, ...] = ()
    ends: str = "/"
    authors: tuple[str, ...] = ()
    meta: bool = False
    matched: str = ""


NO_BLOG = MkDocs()
"""Of the sites of others."""
