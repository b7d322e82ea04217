"""Which files of a source a link target may mean, by their paths, and in which of the site's languages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from feedsvc.articles import places
from feedsvc.articles.places import INDEX
from feedsvc.articles.site import Site
from feedsvc.options import EXTENSIONS

_SEVERAL = 2
"""Languages of a site that has translations."""
_FILES = (".md", ".mdx", ".markdown", ".qmd", ".rst")
"""How a target ends that is a path from the folder of the file that it stands in."""
_FROM_ROOTS = ("/", "@")


class Edition(NamedTuple):
    """What files of one language of a site have in common: the folder of articles that they lie in, where each
    language has its own, and the language that their names end with, the site's own where they name none."""

    folder: str = ""
    language: str = ""


class Reference(NamedTuple):
    """A link target as it is written, the edition of the file that it stands in, and the path `beside` that file which
    it is from its folder, "" where it is none in the source."""

    target: str
    edition: Edition = Edition()
    beside: str = ""


def reference(target: str, path: str, site: Site | None) -> Reference:
    """The reference of a file at `path` to a target."""
    is_path = target.lower().endswith(_FILES) and not target.startswith(_FROM_ROOTS)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if is_path else ""
    return Reference(target, edition(path, site), "" if beside.startswith("../") else beside)


def besides(reference: Reference, site: Site | None) -> tuple[str, ...]:
    """The paths that a reference means before all others: the one beside its file, of Hugo's translations too."""
    if not reference.beside:
        return ()
    if site is None or site.config.generator != "hugo" or _language(reference.beside, site):
        return (reference.beside,)
    start, ending = posixpath.splitext(reference.beside)
    return (reference.beside, *(f"{start}.{each.code}{ending}" for each in site.config.languages))


def edition(path: str, site: Site | None) -> Edition:
    """The edition that a file of a source belongs to; a site of one language has but one."""
    if site is None or len(site.config.languages) < _SEVERAL:
        return Edition()
    whole = site.path(path)
    language = places.language_of(site.config, whole) or site.config.languages[0]
    return Edition(places.folder_of(site.config, whole), language.code)


def stem(path: str) -> str:
    """The name by which other articles refer to a file: `2022-03-28-v1.2` for `_posts/2022-03-28-v1.2.md`, that of its
    folder, `slug`, for the page bundle `post/slug/index.md`."""
    name = path.rpartition("/")[2]
    if name and name.count(".") == 1 and not INDEX.match(name) and name.endswith(EXTENSIONS):
        # The plain case, without pathlib's way, which costs more than all the rest.
        return name.partition(".")[0]
    pure = PurePosixPath(path)
    ending = next((each for each in EXTENSIONS if pure.name.lower().endswith(each)), "")
    if ending and INDEX.match(pure.name) and pure.parent.name:
        return pure.parent.name
    return pure.name[: len(pure.name) - len(ending)]


def bare(target: str) -> str:
    """A target without what leads upwards: `a.md` of `../../a.md`."""
    while target.startswith("../"):
        target = target[3:]
    return target


def stems(target: str, site: Site | None) -> tuple[str, ...]:
    """The names of the files that a target may mean: `a` is also `a.fr` (`a.fr.md`) where the site has French."""
    own = stem(bare(target))
    if site is None or len(site.config.languages) < _SEVERAL or _language(target, site):
        return (own,)
    codes = dict.fromkeys(code for each in site.config.languages for code in (each.code, each.code.lower()))
    return (own, *(f"{own}.{code}" for code in codes))


def meant(paths: Iterable[str], reference: Reference, site: Site | None) -> list[str]:
    """Those of some paths that a reference means: one, several that it does not tell apart, or none.

    A target is a file's path, with or without its ending, in its source, from its site's root (which may lie above
    the source: `_posts/a.md`) or from a folder of articles in it (`blog/a` for `content/blog/a.md`); or the name alone
    of a file. The one that it is from the folder of the file which refers to it goes before all (`../a.md`); a file at
    exactly that path goes before those whose path ends so, and these before the rest.

    Of translations the one counts in the language that the target names, else in that of the file which refers to it,
    else in the site's own. To Zola (Content, Internal links) `a.md` is the file of that name; Hugo's `ref` finds the
    page in the language of the one that refers to it.
    """
    wanted = bare(reference.target).removeprefix("@").strip("/")
    language = _language(wanted, site)
    pages = {path: path if language else _untranslated(path, site) for path in paths}
    files = pages if site is not None and site.config.generator == "hugo" else {path: path for path in pages}
    found = (
        [path for path, file in files.items() if reference.beside and file == reference.beside]
        or [path for path, file in files.items() if wanted in _from_roots(file, site)]
        or [path for path, file in files.items() if f"/{file}".endswith(f"/{wanted}")]
        or [path for path, bare in pages.items() if _fits(page(_placed(bare, site)), page(wanted))]
    )
    own = reference.edition
    return _of_edition(found, own._replace(language=language or own.language), site) if len(found) > 1 else found


def page(path: str) -> str:
    """The path of the page that a file or a link target means: `post/slug` for both `post/slug.md` and
    `@/post/slug/index.md`."""
    clean = path.removeprefix("@").strip("/")
    folder = str(PurePosixPath(clean).parent)
    own = folder.rpartition("/")[0] if INDEX.match(PurePosixPath(clean).name) else "" if folder == "." else folder
    return f"{own}/{stem(clean)}".strip("/")


def _language(path: str, site: Site | None) -> str:
    """The code of the language that the name of a file ends with."""
    found = places.language_named(site.config, path) if site is not None else None
    return "" if found is None else found.code


def _untranslated(path: str, site: Site | None) -> str:
    """The path without the language that its name ends with: `a.md` for `a.fr.md`."""
    if not _language(path, site):
        return path
    start, _, ending = path.rpartition(".")
    return f"{start.rpartition('.')[0]}.{ending}"


def _from_roots(path: str, site: Site | None) -> tuple[str, ...]:
    """A path as it is written from its source, from its site's root, and from the folder of articles."""
    return (path,) if site is None else (path, site.path(path), places.inner(site.config, site.path(path)))


def _placed(path: str, site: Site | None) -> str:
    """A path as its site mounts it: `blog/a.md` where `posts` is at `content/blog`."""
    return path if site is None or not site.config.mounts else places.inner(site.config, site.path(path))


def _fits(path: str, wanted: str) -> bool:
    """Whether one of two paths is the end of the other."""
    return f"/{path}".endswith(f"/{wanted}") or f"/{wanted}".endswith(f"/{path}")


def _of_edition(found: list[str], own: Edition, site: Site | None) -> list[str]:
    """Those that lie in the folder of an edition, of its language, else of the site's own; all where none does."""
    editions = {path: edition(path, site) for path in found}
    found = [path for path in found if editions[path].folder == own.folder] or found
    first = site.config.languages[0].code if site is not None and site.config.languages else ""
    for language in (own.language, first):
        if same := [path for path in found if editions[path].language == language]:
            return same
    return found
