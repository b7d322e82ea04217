"""What the rendering of one source asks for, and what it tells: link targets, its generator's ways, notes."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import quote, unquote

from feedsvc.articles import definitionlists
from feedsvc.articles.addresses import SCHEME
from feedsvc.model import HeadValue
from feedsvc.patterns import lazy

_HERE = lazy(r"\A(?:\./)++")
_MARKS = lazy(r"unknown-target[0-9]*+:")
LONGEST = 600
"""Characters of a target that is asked for: of no more is the path of a file, and an index of PostgreSQL's takes 2,704
bytes."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the pictures of a Hexo site lie, or of an article of Jekyll's theme Chirpy.

    `root` is the path that the addresses of the site's files begin with (`/blog/`); `own` the address of the folder of
    the article's own files, "" where it is not known. `rooted`: whether the paths of Markdown's pictures count from
    the root; `beside`: whether those without a slash in front count from the article's own folder; `tagged`: whether
    all this holds for pictures, films and sounds of HTML, too. `named` are the paths of pictures from `own` by what
    articles of a garden call them.
    """

    root: str = "/"
    own: str = ""
    rooted: bool = False
    beside: bool = False
    tagged: bool = False
    named: Mapping[str, str] = field(default_factory=dict)

    def of_site(self, path: str) -> str:
        """The path of a file from the site's root, of `/a.png` as of `a.png`; what begins with the root has it."""
        return path if path.startswith(("//", self.root)) else self.root + path.lstrip("/")

    def of_article(self, path: str) -> str:
        """The address of a file of the article's own."""
        if path.startswith("/") or SCHEME.match(path):
            return path
        if self.named:
            # One that begins with a dot counts from the page itself, as in any browser.
            return path if path.startswith(".") else self.own + quote(self.named.get(unquote(path), unquote(path)))
        return self.own + path.removeprefix("./")


@dataclass(frozen=True, slots=True)
class Docs:
    """Where the relative paths in the Markdown of an article of MkDocs's or ABlog's lead, which count from its file.

    `site` is the site's address, without trailing slash; `folder` that of the article's file from the folder of all
    pages; `blogs` are the folders of posts from there, each with the one that its pictures have in their addresses; and
    `ends` is what the address of a page ends with. `indexes` are the names of files that are their folder's page, and
    `placed` says whether other files have the places that they have there.
    """

    site: str
    folder: str
    blogs: tuple[tuple[str, str], ...] = ()
    ends: str = "/"
    indexes: tuple[str, ...] = ("index", "README")
    placed: bool = True

    def page(self, path: str) -> str | None:
        """The address of a page by the path to its file; None for that of a post, or of no page."""
        whole = self._whole(path)
        if whole.startswith("../") or any(whole.startswith(f"{posts}/") for posts, _ in self.blogs):
            return None
        folder, _, name = whole.rpartition(".")[0].rpartition("/")
        own = folder and f"{folder}/"
        return f"{self.site}/{own}" + ("" if name in self.indexes else name + self.ends)

    def file(self, path: str) -> str:
        """The address of another file, which does not have the folder of posts in it; what lies outside stays."""
        whole = self._whole(path)
        for posts, home in self.blogs:
            if whole.startswith(f"{posts}/"):
                whole = f"{home}{whole[len(posts) :]}".lstrip("/")
        return path if whole.startswith("../") else f"{self.site}/{whole}"

    def _whole(self, path: str) -> str:
        # `/a.md` counts from the folder of all pages (`validation: {links: {absolute_links: relative_to_docs}}`).
        return posixpath.normpath(posixpath.join(self.folder, path)).lstrip("/")


@dataclass(frozen=True, slots=True)
class Liquid:
    """What Liquid knows of a Jekyll site and of the article, by their keys; and `url`, the article's address from its
    site's, None where that is not known."""

    site: Mapping[str, HeadValue] = field(default_factory=dict)
    page: Mapping[str, HeadValue] = field(default_factory=dict)
    url: str | None = None


NO_LIQUID = Liquid()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a source's generator reads it.

    `site` is the site's own address, without trailing slash, "" where it is not known, as `generator` is; with
    `breaks` every new line in a paragraph is a line break, with `parse_html` HTML elements hold Markdown, and with
    `attributes` a line may give the block above it attributes; `formulas` are what stands around those that are no
    Markdown. `told`: its settings or its site's configuration say the generator, which else is guessed by an article's
    head. Without `joins` lines of Chinese stay apart, for one who asks what a line says. `folders` are where its
    pictures lie, and `liquid` is what articles of Jekyll's may show. `mdx`: whether it is MDX; `cells`: whether it has
    cells of programs, as Quarto's (`cells`), and `echo`: whether those are shown that do not say it themselves.
    `base` is what its generator puts before paths that begin with a slash, "" for nothing, and `page` what the
    addresses of its pages end with in the place of `.md`, None where these are not made of the names of files. `docs`
    are where relative paths of MkDocs's lead, None for others and where its address is not known, and `extensions` what
    its Markdown has beside the usual (`pymdown`). `lists` are the patterns of the addresses of
    Pelican's categories, tags and authors.
    """

    site: str = ""
    generator: str = ""
    breaks: bool = False
    parse_html: bool = False
    attributes: bool = False
    formulas: tuple[tuple[str, str], ...] = ()
    told: bool = True
    joins: bool = True
    folders: Folders = Folders()
    liquid: Liquid = NO_LIQUID
    mdx: bool = False
    cells: bool = False
    echo: bool = True
    base: str = ""
    page: str | None = None
    docs: Docs | None = None
    extensions: frozenset[str] = frozenset()
    lists: tuple[tuple[str, str], ...] = ()

    @property
    def defines(self) -> bool:
        """Whether its generator has definition lists."""
        return self.generator in definitionlists.GENERATORS


PLAIN = Dialect()


@dataclass(slots=True)
class Lookups:
    """The links that a source asks for, what they are, and what was left out on the way.

    `mark` stands for the address of a link whose target nobody knows, until the link is taken out: see `mark_for`.
    `taken`: how many characters of the head the includes of its source have put into it.
    """

    targets: Mapping[str, str]
    dialect: Dialect = PLAIN
    mark: str = "unknown-target:"
    wants: dict[str, str] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    taken: int = 0

    def address(self, reference: str) -> str:
        """The address of a reference as written (`notes/other.md#part`), or the mark."""
        whole, mark, part = reference.partition("#")
        key, found = self._found(whole)
        return f"{found}{mark}{part}" if found else self.unknown(key)

    def is_known(self, path: str) -> bool:
        """Whether the file at a path is an article's; it is asked for in any case, since one may come."""
        return self._found(path)[1] != ""

    def _found(self, path: str) -> tuple[str, str]:
        """What is asked for, and its address, "" where it has none."""
        key = _HERE.sub("", path)
        return key, self.ask(key)

    def ask(self, target: str) -> str:
        """The address of a target, "" where it has none. It is asked for in any case, since its article may come."""
        found = self.targets.get(target, "")
        if len(target) <= LONGEST:
            self.wants[target] = found
        return found

    def unknown(self, target: str) -> str:
        """The mark, and a note."""
        self.note(unknown_target(target))
        return self.mark

    def note(self, words: str) -> None:
        """Note once what was left out."""
        self.notes[words] = None


def mark_for(source: str) -> str:
    """A mark that the source itself does not hold."""
    if "unknown-target" not in source:
        return "unknown-target:"
    taken = set(_MARKS.findall(source))
    return next(mark for at in count() if (mark := f"unknown-target{at or ''}:") not in taken)


def unknown_target(target: str) -> str:
    """The note on a link target that nobody knows."""
    return f"the link target {target!r} is not known"
