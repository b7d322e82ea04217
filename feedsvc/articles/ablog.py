"""ABlog's sites, which Sphinx builds: what `conf.py`, read as data and never run, says of one, which of its pages are
posts, their addresses, and those of their pictures.

    extensions = ["myst_parser", "ablog"]             blog/2024/mill.md    ```{post} 2024-03-05
    blog_baseurl = "https://mill.example"                                  ```
    blog_post_pattern = "blog/*/*"                    https://mill.example/blog/2024/mill/

Sphinx writes `mill.html` or `mill/index.html` by the builder that a command names, which is looked for where such
commands stand; where nothing says it, addresses are not known. Pictures it copies, wherever they lie, into one folder.

Sources: https://ablog.readthedocs.io/en/stable/manual/ablog-configuration-options/,
https://www.sphinx-doc.org/en/master/usage/configuration.html, https://docs.readthedocs.io/en/stable/config-file/v2.html.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from feedsvc.articles import document, globs, leftout
from feedsvc.articles.ablogposts import POSTED, parts
from feedsvc.articles.configvalues import Values, address_of, folders_of, language_of, text_of, texts_of, title_of
from feedsvc.articles.document import named
from feedsvc.articles.headvalues import listed
from feedsvc.articles.site import Generator, Site, SiteConfig
from feedsvc.articles.tree import Tree
from feedsvc.model import Document, HeadValue
from feedsvc.patterns import lazy

_COUNTED = frozenset({"excerpt", "image"})
_NUMBER = lazy(r"\s*[0-9]{1,3}\s*\Z")
NAME: Generator = "ablog"
HOSTED = (".readthedocs.yaml", ".readthedocs.yml")
_WORKFLOWS = tuple(f".github/workflows/{name}.yml" for name in ("deploy", "gh-pages", "pages", "docs"))
"""Of GitHub, by their usual names."""
_COMMANDS = ("Makefile", "justfile", "noxfile.py", "tox.ini", "netlify.toml", *_WORKFLOWS)
BUILDS = tuple(f"{above}{name}" for above in ("", "../") for name in (*HOSTED, *_COMMANDS))
"""Where it is said how a site is built, beside its configuration or above the folder of that."""
PATTERN = "blog_post_pattern"
_OWN = ("blog_baseurl", "blog_title", "blog_path", PATTERN, "blog_authors")
_BUILDER = lazy(r"-b[ =\"',]{0,4}(?P<name>dirhtml|html)\b")
_HOSTED = lazy(r"(?m)^[ ]{1,8}builder:[ ]{0,4}[\"']?(?P<name>dirhtml|html(?:dir)?)\b")
_ABLOG_BUILD = lazy(r"\bablog build\b(?![^\n]{0,99} -b)")
_UNNAMED = lazy(r"(?m)\bsphinx-build (?![^\n]{0,300}(?:(?<![\w-])-[bM]|--builder)\b)[^\n\"']{0,300}[\w/]$")
"""A command that names no builder has Sphinx's default."""
_ENDS = {"dirhtml": "/", "htmldir": "/", "html": ".html"}
_FORMULAS = (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]"))
_MATHEMATICAL = frozenset({"dollarmath", "amsmath"})
_BUILT = ("_build", "_website")
"""Folders into which Sphinx and ABlog build, unless told."""
_STATIC = "_static"
_PICTURES = "_images"
_ENDING = lazy(r"(?i)\.(?:avif|bmp|gif|jpe?g|png|svg|webp)\Z")


def config(name: str, values: Values) -> SiteConfig | None:
    """What the settings say; None for those of a site of Sphinx's without a blog, and for another's."""
    known = NAME in texts_of(values, "extensions") or any(named(values, key) != "" for key in _OWN)
    if not known:
        return None
    ignored, problems = leftout.of_hexo(name, _excluding(values), "exclude_patterns", "/")
    posts, unused = leftout.of_hexo(name, values, PATTERN, "/")
    people = dict(_people(named(values, "blog_authors")))
    return SiteConfig(
        NAME,
        name,
        title=title_of(text_of(values, "blog_title", "project")),
        address=address_of(text_of(values, "blog_baseurl", "html_baseurl")),
        language=language_of(text_of(values, "language") or "en"),
        articles=("",),
        pages=(*folders_of((*texts_of(values, "templates_path"), *texts_of(values, "html_static_path"))), *_BUILT),
        ignored=ignored,
        problems=(*problems, *unused),
        author=named(values, "blog_default_author"),
        authors=tuple(sorted(people.items())),
        formulas=_FORMULAS if not _MATHEMATICAL.isdisjoint(texts_of(values, "myst_enable_extensions")) else (),
        permalinks=(("", _ENDS.get(text_of(values, "ablog_builder"), "")),),
        posts=tuple(posts),
    )


def _excluding(values: Values) -> Values:
    return {"exclude_patterns": tuple(each.rstrip("/") for each in texts_of(values, "exclude_patterns"))}


def _people(said: HeadValue) -> Iterable[tuple[str, str]]:
    """The names of authors, which stand before an address, by what posts call them."""
    for key, value in said.items() if isinstance(said, Mapping) else ():
        name = next(iter(listed(value)), "")
        if isinstance(name, str) and name.strip():
            yield key, name.strip()


def with_builder(config: SiteConfig, files: Mapping[str, bytes]) -> SiteConfig:
    """The site with what the addresses of its pages end with, `.html` or `/`; "" where nothing says it, or both."""
    texts = {name.removeprefix("../"): files[name].decode("utf-8", "replace") for name in BUILDS[::-1] if name in files}
    hosted = [found["name"] for name in HOSTED if (found := _HOSTED.search(texts.get(name, "")))]
    own = {ends for _, ends in config.permalinks if ends}
    commands = {*_built(texts[each] for each in _COMMANDS if each in texts)}
    # Read the Docs has Sphinx's default where its file has Sphinx and names none.
    silent = {_ENDS["html"] for name in HOSTED if _is_silent(texts.get(name, ""))}
    ends = {_ENDS[each] for each in hosted} or own or commands | silent
    return replace(config, permalinks=(("", ends.pop() if len(ends) == 1 else ""),))


def _is_silent(hosted: str) -> bool:
    return "sphinx:" in hosted and not any(said in hosted for said in ("builder:", "commands:"))


def _built(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from (_ENDS[found["name"]] for found in _BUILDER.finditer(text))
        if _ABLOG_BUILD.search(text):
            yield _ENDS["dirhtml"]
        if _UNNAMED.search(text):
            yield _ENDS["html"]


def under(head: Values, _site: Site, _path: str) -> Values:
    """The head as ABlog reads it: names are apart by commas, and of `excerpt` and `image` numbers count paragraphs and
    pictures of the text."""
    split = {key: parts(value) if key in POSTED else value for key, value in head.items()}
    return {key: value for key, value in split.items() if key not in _COUNTED or not _NUMBER.match(str(value))}


def withheld(doc: Document, site: Site) -> str | None:
    """The rule by which a page is no post: it has neither the directive `post` nor `blogpost: true`, nor does the
    pattern of posts fit its path (`page`); or it has no date (`draft`)."""
    path = f"/{site.path(doc.path)}"
    is_post = document.flag(doc, "blogpost") or any(globs.fits(each, path) for each in site.config.posts)
    if not is_post:
        return "page"
    return None if document.text(doc, "date") else "draft"


def ending(config: SiteConfig) -> str:
    """What the addresses of pages end with; "" where it is not known how the site is built."""
    return dict(config.permalinks).get("", "")


def address(path: str, _slug: str, config: SiteConfig) -> str | None:
    """The path of a page's address from its site's; None where it is not known how the site is built."""
    ends = ending(config)
    if not ends:
        return None
    name = path.removesuffix(PurePosixPath(path).suffix)
    if ends == "/":
        folder = name.removesuffix("index")
        return folder if folder != name and (not folder or folder.endswith("/")) else f"{name}/"
    return f"{name}.html"


def pictures(paths: Iterable[str]) -> Mapping[str, str]:
    """Of the paths of files the names that several pictures have: of these nobody knows what Sphinx calls them. What it
    built before is no picture of the site's."""
    own = (path for path in paths if path.partition("/")[0] not in _BUILT)
    counted = Counter(path.rpartition("/")[2] for path in own if _ENDING.search(path))
    return {name: "" for name, number in counted.items() if number > 1}


def place(tree: Tree, path: str, config: SiteConfig, address: str) -> None:
    """Give the pictures of a page at `path` from its site's root the addresses that Sphinx gives them."""
    for picture in tree.elements(frozenset({"img"})):
        own = _path(picture.attrs.get("src", "").strip())
        if own:
            whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), own)).lstrip("/")
            picture.attrs["src"] = _address(whole, config, address)


def _path(said: str) -> str:
    """The path that an address within a site is; "" for another's, and for what is none."""
    try:
        split = urlsplit(said)
    except ValueError:  # `https://[mill/a.png`
        return ""
    return "" if split.scheme or split.netloc else unquote(split.path)


def _address(path: str, config: SiteConfig, address: str) -> str:
    name = path.rpartition("/")[2]
    if path.startswith(f"{_STATIC}/"):
        return f"{address}/{quote(path)}"
    return "" if name in config.pictures else f"{address}/{_PICTURES}/{quote(name)}"
