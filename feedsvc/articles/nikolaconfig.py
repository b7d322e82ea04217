"""Nikola's sites: what `conf.py`, read as data and never run, says of one, and the heads that stand beside posts.

    BLOG_TITLE = "The mill"                           posts/mill.md     The text.
    SITE_URL = "https://mill.example/"                posts/mill.meta   .. title: The old mill
    POSTS = (("posts/*.md", "blog", "post.tmpl"),)                      .. date: 2024-03-03 10:12:00 UTC

Sources: https://getnikola.com/conf.html, https://getnikola.com/handbook.html#metadata-fields,
https://getnikola.com/handbook.html#two-file-format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from feedsvc.articles import document, places
from feedsvc.articles.configvalues import (
    Values,
    address_of,
    author_of,
    folder_of,
    is_off,
    language_of,
    table_of,
    text_of,
    title_of,
    zone_of,
)
from feedsvc.articles.document import named
from feedsvc.articles.headvalues import listed
from feedsvc.articles.nikolahead import status
from feedsvc.articles.site import Language, Site, SiteConfig
from feedsvc.model import HeadValue, Problem
from feedsvc.options import RST_ENDINGS
from feedsvc.patterns import lazy

FILE = "conf.py"
_RST_ENDINGS = (*RST_ENDINGS, ".txt")
"""Of files in reStructuredText, where the settings do not say `COMPILERS`."""
ENDING = ".meta"
"""What the file of a head is called behind the name of its post."""
_GLOB = lazy(r"(?P<folder>[^*?\[]*?)/?[^/]*\Z")
_OWN_HOME = lazy(r"(?:\./)?(?P<home>[A-Za-z0-9_/-]{1,40})\Z")


def _is_own(values: Values) -> bool:
    """Whether a `conf.py` is Nikola's: Sphinx's is called so, too."""
    return named(values, "POSTS") != "" and any(named(values, key) != "" for key in ("SITE_URL", "BLOG_TITLE"))


def config(name: str, values: Values) -> SiteConfig | None:
    """What the settings say; None for another's. Of texts for each language that of the site's own counts."""
    if not _is_own(values):
        return None
    code = text_of(values, "DEFAULT_LANG") or "en"
    said = {key: value.get(code, "") if isinstance(value, Mapping) else value for key, value in values.items()}
    folders = dict(_folders(values))
    return SiteConfig(
        "nikola",
        name,
        title=title_of(text_of(said, "BLOG_TITLE")),
        address=address_of(text_of(said, "SITE_URL")),
        timezone=zone_of(text_of(values, "TIMEZONE")),
        language=language_of(code),
        author=author_of(said, "BLOG_AUTHOR"),
        articles=tuple(folders),
        permalinks=tuple(folders.items()),
        ugly=("",) if is_off(values, "PRETTY_URLS") else (),
        pages=tuple(filter(None, (folder_of(text_of(values, "OUTPUT_FOLDER") or "output"),))),
        languages=tuple(_languages(code, table_of(values, "TRANSLATIONS"))),
        rst_endings=tuple(_endings(table_of(values, "COMPILERS"))) or _RST_ENDINGS,
    )


def _folders(values: Values) -> Iterable[tuple[str, str]]:
    """Each folder of posts, with the one that they have at the site."""
    for each in listed(named(values, "POSTS")):
        pattern, place = (*listed(each), "", "")[:2]
        if isinstance(pattern, str) and isinstance(place, str) and (found := _GLOB.match(pattern)) and pattern:
            yield folder_of(found["folder"]), folder_of(place)


def _endings(compilers: Values) -> Iterable[str]:
    return (each.lower() for each in listed(named(compilers, "rest")) if isinstance(each, str) and each[:1] == ".")


def _languages(code: str, others: Values) -> Iterable[Language]:
    yield Language(code, language_of(code))
    for other in sorted(others.keys() - {code}):
        home = _OWN_HOME.match(text_of(others, other))
        yield Language(other, language_of(other), home=home["home"].strip("/") if home else None)


def heads(files: Iterable[tuple[str, bytes]]) -> dict[str, Mapping[str, HeadValue]]:
    """The heads that stand in files of their own, each its path and its bytes, by the paths of posts without ending.
    One that cannot be read says nothing."""
    found: dict[str, Mapping[str, HeadValue]] = {}
    for path, data in files:
        read = document.read(f"{path}.md", data)
        if not isinstance(read, Problem) and read.head:
            found[path.removesuffix(ENDING)] = read.head
    return found


def under(head: Values, site: Site, path: str) -> Values:
    """The head, and before it what the file beside an article at `path`, which counts from its source, says; tags by
    which older versions kept a post from the public are its status."""
    whole = site.path(path)
    merged = {**head, **site.config.heads.get(whole.removesuffix(PurePosixPath(whole).suffix), {})}
    return {**merged, **status(",".join(each for each in listed(merged.get("tags", "")) if isinstance(each, str)))}


def address(path: str, slug: str, config: SiteConfig) -> str | None:
    """The path of a post from its site's root: `blog/2024/mill/` for `posts/2024/mill.md`; None where it is not known
    what a name becomes."""
    folder, home = places.folder_of(config, path), places.home(config, path)
    inner = PurePosixPath(path.removeprefix(f"{folder}/") if folder else path)
    name = slug or _slug(places.name_of(config, path))
    if home is None or not name or "/" in name:
        return None
    parts = (home, dict(config.permalinks).get(folder, ""), *inner.parent.parts, name)
    return "/".join(filter(None, parts)) + (".html" if config.ugly else "/")


def _slug(words: str) -> str:
    """What a name in ASCII becomes (`nikola.utils.slugify`); "" for others, of which its tables decide."""
    kept = re.sub(r"[^+\w\s-]", "", words).strip().lower() if words.isascii() else ""
    return re.sub(r"[-\s]+", "-", kept)
