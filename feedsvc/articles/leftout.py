"""What a site's configuration leaves out of the site, by patterns of paths: Hugo's `ignoreFiles`, `excludeFiles` and
`includeFiles`, and Hexo's `ignore` and `skip_render`, VitePress's `srcExclude`, Pelican's `IGNORE_FILES`,
Jekyll's `exclude` and Zola's `ignored_content`.

    ignoreFiles   regular expressions, found anywhere in the path of a file, or of a folder around it, on its disk
                  (https://gohugo.io/configuration/all/#ignorefiles)
    excludeFiles  globs for a file of a mounted folder, or a folder around it, whatever their case; includeFiles: those
                  for files alone that are taken (https://gohugo.io/configuration/module/#mounts)
    ignore        globs for the same path as a whole (https://hexo.io/docs/configuration#Include-Exclude-Files-or-Folders)
    skip_render   globs for the file's path within the folder of sources; a post that is not rendered is none
    srcExclude    globs for the same path (https://vitepress.dev/reference/site-config#srcexclude)
    IGNORE_FILES  globs for the name of a file or a folder (https://docs.getpelican.com/en/latest/settings.html)
    exclude       globs for a file's whole path, in which `*` is any characters, slashes too; without a mark a mere
                  beginning (https://jekyllrb.com/docs/configuration/options/, `File.fnmatch?`)
    ignored_content   globs for a file's path on its disk, in which `*` is any characters, slashes too
                  (https://docs.rs/globset)

Where on its disk a site lies is not known here: to a pattern all paths begin with a slash at its root.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import re2

from feedsvc.articles import globs
from feedsvc.articles.configvalues import Values, texts_of
from feedsvc.articles.site import Generator, Mount, SiteConfig
from feedsvc.model import Problem
from feedsvc.patterns import lazy

Patterns = tuple[tuple[str, ...], tuple[Problem, ...]]
"""Patterns, and problems that tell of those that are not used."""
IGNORE_FILES, IGNORED_FILES, EXCLUDE = "ignoreFiles", "IGNORE_FILES", "exclude"
IGNORED_CONTENT = "ignored_content"
"""Hugo's, Pelican's, Jekyll's and Zola's keys."""
SHOWN = 80
"""Characters of a pattern in a message."""
MEND = "write it in another way; until then it leaves nothing out"
_ANY_FOLDERS = lazy(r"(?<![^/{,])\*\*/")
_WITHIN_A_NAME = lazy(r"(?<=[/{,])\*\*(?=[^/},*])|\A\*\*(?=[^/.*])|(?<=[^/{,*])\*\*+")
_OF_NAMES = lazy(r"\*\*/[^\\{},/]++")
"""Globs for names that Python and `globs` read alike."""
_BRACES, _STARS = lazy("[{}]"), lazy(r"\*++")
_MARKS = frozenset("*?[")
_OTHERS = lazy(r"\A!|[()]|\[\^|\{[^{},]*\.\.|\[\[")
"""Of Hexo's globs those that `globs` has not: negations, groups, ranges of numbers."""


def is_left_out(config: SiteConfig, path: str) -> bool:
    """Whether a site's configuration leaves out the file at `path`, which counts from the site's root."""
    whole = f"/{path}"
    if any(globs.fits(glob, whole) for glob in config.unrendered) or _is_unmounted(config.mounts, path):
        return True
    return any(_is_ignored(config.generator, config.ignored, place) for place in _places(whole))


def _is_unmounted(mounts: tuple[Mount, ...], path: str) -> bool:
    """Whether each mount of a folder around a file leaves it out."""
    inner = [(each, path[len(each.folder) :].lower()) for each in mounts if path.startswith(f"{each.folder}/")]
    return bool(inner) and all(_leaves_out(mount, place) for mount, place in inner)


def _leaves_out(mount: Mount, path: str) -> bool:
    if mount.included and not any(globs.fits(glob, path) for glob in mount.included):
        return True
    return any(globs.fits(glob, place) for place in _places(path) for glob in mount.excluded)


def in_mount(pattern: str) -> str:
    """A glob of a mount as it fits paths that begin with a slash at the folder that is mounted."""
    return f"/{pattern.removeprefix('/').lower()}"


@lru_cache(maxsize=1024)
def _is_ignored(generator: Generator, patterns: tuple[str, ...], place: str) -> bool:
    """Whether one of some patterns fits a file or a folder, which is asked for with each file in it."""
    fits = _is_found if generator == "hugo" else globs.fits
    return any(fits(pattern, place) for pattern in patterns)


def _places(path: str) -> Iterator[str]:
    """The folders around a file, the outermost first, then the file itself."""
    ends = (at for at, character in enumerate(path) if character == "/" and at)
    return (path[:end] for end in (*ends, len(path)))


def of_hexo(name: str, values: Values, key: str, folder: str = "") -> Patterns:
    """The globs under a key of Hexo's or VitePress's configuration `name`, for paths in a folder, as `globs` has them.

    Hexo has those of https://github.com/micromatch/micromatch: `**/` is any folders or none, `**.md` any file of that
    ending, and another `**` beside what is no slash is `*`.
    """
    found = {each: _translated(each, folder) for each in texts_of(values, key)}
    return tuple(filter(None, found.values())), unused(name, key, (each for each, glob in found.items() if not glob))


def _translated(pattern: str, folder: str) -> str:
    """A glob of Hexo's for paths in a folder as one of `globs`, "" where it is none there."""
    glob = folder + _WITHIN_A_NAME.sub("*", _ANY_FOLDERS.sub("{,**/}", pattern))
    return glob if not _OTHERS.search(pattern) and globs.is_pattern(glob) else ""


def of_pelican(name: str, values: Values) -> Patterns:
    """The globs of Pelican's settings `name`, which are those of Python's `fnmatch`: `**/` before one changes nothing
    in a name, and braces are no alternatives."""
    found = {each: f"**/{each.removeprefix('**/')}" for each in texts_of(values, IGNORED_FILES)}
    taken = tuple(glob for glob in found.values() if _OF_NAMES.fullmatch(glob) and globs.is_pattern(glob))
    return taken, unused(name, IGNORED_FILES, (each for each, glob in found.items() if glob not in taken))


def of_jekyll(name: str, values: Values) -> Patterns:
    """What Jekyll's configuration `name` excludes, but for whole folders and files that it names."""
    found = {each: _of_ruby(each.lstrip("/")) for each in texts_of(values, EXCLUDE)}
    taken = tuple(glob for glob in found.values() if glob and globs.is_pattern(glob))
    return taken, unused(name, EXCLUDE, (each for each, glob in found.items() if glob and glob not in taken))


def _of_ruby(pattern: str) -> str:
    """A glob that fits what Ruby's does, or what begins as a plain path does and is not in a folder of that path; ""
    for a folder, or a name alone."""
    plain = _BRACES.sub(r"\\\g<0>", pattern)
    if not _MARKS.isdisjoint(pattern):
        return f"/{_STARS.sub('**', plain)}"
    return f"/{plain}[!/]**" if "/" in pattern and not pattern.endswith("/") else ""


def of_zola(name: str, values: Values) -> Patterns:
    """The globs of Zola's configuration `name`; one that begins with no asterisk would have to name the disk's root."""
    found = {each: _STARS.sub("**", each) for each in texts_of(values, IGNORED_CONTENT) if each.startswith("*")}
    taken = tuple(glob for glob in found.values() if globs.is_pattern(glob))
    return taken, unused(name, IGNORED_CONTENT, (each for each, glob in found.items() if glob not in taken))


def of_hugo(name: str, values: Values) -> Patterns:
    """The regular expressions of Hugo's configuration `name`, which are Go's. RE2 has the same, in time that grows with
    the text alone (https://github.com/google/re2/wiki/Syntax)."""
    found = texts_of(values, IGNORE_FILES)
    taken = tuple(each for each in found if compiled(each) is not None)
    return taken, unused(name, IGNORE_FILES, (each for each in found if each not in taken))


def _is_found(expression: str, text: str) -> bool:
    found = compiled(expression)
    return found is not None and found.search(text) is not None


@lru_cache(maxsize=1024)
def compiled(written: str) -> Any:
    """An expression of RE2's, compiled; None for what is none."""
    quiet = re2.Options()
    quiet.log_errors = False
    try:
        return re2.compile(written, quiet)
    except re2.error:
        return None


def unused(name: str, key: str, patterns: Iterable[str], mend: str = MEND) -> tuple[Problem, ...]:
    """What tells of the patterns under a key of the configuration `name` that are not used."""
    return tuple(
        Problem(name, "site", f"a pattern of the site's {key!r} is not used: {each[:SHOWN]!r}", mend, held=False)
        for each in patterns
    )
