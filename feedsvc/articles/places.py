"""Where in its site a file lies, and what that says: whether it is an article, its language, its categories.

Paths count from the site's root.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from feedsvc.articles import leftout
from feedsvc.articles.configvalues import texts_of
from feedsvc.articles.site import Language, SiteConfig
from feedsvc.options import RST_ENDINGS
from feedsvc.patterns import lazy

POSTS = "_posts"
DRAFTS = "_drafts"
VENDORED = frozenset({"vendor", "node_modules", "_site"})
"""Folders of a Jekyll site where packages keep posts of their own."""
README = "readme.md"
QUARTO_ENDING = ".qmd"
_READ_RST = frozenset({"pelican", "nikola", "hugo", "ablog"})
OUTSIDE = ".."
"""What a path begins with that lies outside of its site's root."""
_NOT_RENDERED = (".html", ".htm", ".txt")
_NO_PAGES = {
    "hugo": (".txt", ".mdx"),
    "zola": (".txt", ".mdx", ".html", ".htm", ".markdown"),
    "ablog": (".txt", ".html", ".htm", ".mdx"),
}
"""Endings of files that these make no pages of, but copy (https://gohugo.io/content-management/formats/; to Zola a page
ends in `.md`)."""
_HIDING = {"hexo": "_", "docusaurus": "_", "astro": "_", "jekyll": "_#~"}
"""What begins the names of files, and of folders, that a generator takes for no article, so that authors put aside
there what is not ready."""
SECTION = lazy(r"_index(?:\.[A-Za-z-]{2,12})?\.[a-z]+\Z")
INDEX = lazy(r"index(?:\.[A-Za-z-]{2,12})?\.(?:mdx?|markdown|qmd|[Rr]md|html?)\Z")


def passed_by(config: SiteConfig, path: str) -> str | None:
    """The rule by which a file is no article of its site, None where it is one.

    `page`: it lies outside the folders of articles, or within those of pages. `section`: Hugo's and Zola's `_index.md`.
    `language`: it is in a language in which Hugo does not build the site. `ignored`: its site's configuration leaves it
    out.
    """
    if (config.ignored or config.unrendered or config.mounts) and leftout.is_left_out(config, path):
        return "ignored"
    folders = PurePosixPath(path).parts[:-1]
    if _is_unrendered(config, path) or _is_hidden(config, path) or any(within(path, page) for page in config.pages):
        return "page"
    if config.generator == "jekyll":
        posted = (POSTS in folders or DRAFTS in folders) and OUTSIDE not in folders and not VENDORED & set(folders)
        return None if posted or any(within(path, each) for each in config.articles) else "page"
    if not any(within(path, each) for each in _folders(config)) or not _is_fed(config, path):
        return "page"
    if config.generator in ("hugo", "zola") and SECTION.match(PurePosixPath(path).name):
        return "section"
    return None if _is_built(config, path) else "language"


def _is_fed(config: SiteConfig, path: str) -> bool:
    """Whether the feed of a site of MkDocs has a page; those of others have any."""
    expression = leftout.compiled(config.mkdocs.matched) if config.mkdocs.matched else None
    return expression is None or expression.match(inner(config, path)) is not None


def _is_unrendered(config: SiteConfig, path: str) -> bool:
    """Whether a file is none of a site's pages: Quarto renders nothing whose name, or that of a folder around it,
    begins with `_`, and copies HTML as it is (https://quarto.org/docs/projects/quarto-projects.html#render-targets). To
    the others its files are what the Markdown beside them was made of. Hugo and Zola know their pages by endings."""
    if config.generator not in _READ_RST and path.lower().endswith(RST_ENDINGS):
        return True
    if config.generator != "quarto":
        return path.lower().endswith((QUARTO_ENDING, *_NO_PAGES.get(config.generator, ())))
    pure = PurePosixPath(path)
    return any(name.startswith("_") for name in pure.parts) or pure.suffix.lower() in _NOT_RENDERED


def _is_hidden(config: SiteConfig, path: str) -> bool:
    """Whether a file's name, or that of a folder around it, tells its generator that it is no article.

    Hexo asks all names below its folder of posts (`isHiddenFile`), Docusaurus those below a blog's
    (https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog, `exclude`), Astro those below that of pages
    (https://docs.astro.build/en/guides/routing/#excluding-pages); Jekyll the first and the last (`EntryFilter`), unless
    its `include` has them. Elsewhere in a site of Docusaurus or Astro the file's own name tells it.
    """
    marks = tuple(_HIDING.get(config.generator, ""))
    if not marks:
        return False
    if config.generator != "jekyll":
        return any(name.startswith(marks) for name in _below(config, path))
    first, *others = inner = _below(config, path)
    hidden = any(name.startswith(marks) for name in (first, *others[-1:]))
    return hidden and not "/".join(inner).startswith(texts_of(config.values, "include"))


def _below(config: SiteConfig, path: str) -> list[str]:
    """The names of a path from the folder of articles on; the last alone where it lies in none."""
    names = path.split("/")
    if config.generator == "jekyll":
        at = next((at for at, name in enumerate(names[:-1]) if name in (POSTS, DRAFTS)), None)
        return inner(config, path).split("/") if at is None else names[at + 1 :]
    folders = _folders(config) if config.generator == "hexo" else tuple(folder for folder, _ in config.permalinks)
    around = max((each for each in folders if within(path, each)), key=len, default=None)
    return names[-1:] if around is None else path.removeprefix(f"{around}/").split("/")


def _is_built(config: SiteConfig, path: str) -> bool:
    """Whether a site is built in a file's language (https://gohugo.io/configuration/languages/, `disabled`)."""
    if all(each.is_built for each in config.languages):
        return True
    language = spoken(config, path)
    return language is None or language.is_built


def _folders(config: SiteConfig) -> tuple[str, ...]:
    if config.generator != "hexo":
        return config.articles
    return (*config.articles, *(f"{each.removesuffix(POSTS)}{DRAFTS}" for each in config.articles))


def within(path: str, folder: str) -> bool:
    """Whether a path is a folder's own or lies below it; everything lies below the root, ""."""
    return not folder or path == folder or path.startswith(f"{folder}/")


def folder_of(config: SiteConfig, path: str) -> str:
    """The deepest folder of articles that a file lies in, "" for the site's root."""
    return max((folder for folder in config.articles if within(path, folder)), key=len, default="")


def inner(config: SiteConfig, path: str) -> str:
    """The path from the deepest folder of articles that it lies in: `posts/a.md` for Hugo's `content/posts/a.md`, and
    for `news/a.md` where `news` is mounted at `content/posts`."""
    folder = folder_of(config, path)
    below = path.removeprefix(f"{folder}/") if folder else path
    place = next((each.place for each in config.mounts if each.folder == folder), "")
    return f"{place}/{below}" if place else below


def collection_of(config: SiteConfig, path: str) -> str:
    """The collection of Jekyll's that a file is in: `news` for `_news/a.md`, else `posts`."""
    folder = next((each for each in config.articles if each != POSTS and within(path, each)), "")
    return folder.rpartition("/")[2].removeprefix("_") or "posts"


def is_page_without_date(config: SiteConfig, path: str) -> bool:
    """Whether a file is a page to its generator, and no article, if nothing gives it a date.

    Zola's and MkDocs's feeds, and Quarto's lists by date, hold dated pages only. Hugo's lie directly in the folder of
    content (`content/about.md`, `content/about/index.md`), and most folders' own pages of VuePress's are lists. In a
    collection of Jekyll's a date is what makes a document an article.
    """
    if config.generator in ("zola", "quarto") or config.mkdocs.matched or is_folders_own(config, path):
        return True
    if config.generator == "jekyll":
        return POSTS not in PurePosixPath(path).parts[:-1]
    parts = PurePosixPath(inner(config, path)).parts
    bundle = 1 if INDEX.match(parts[-1]) else 0
    return config.generator == "hugo" and len(parts) - bundle <= 1


def is_folders_own(config: SiteConfig, path: str) -> bool:
    """Whether a file is called `README.md` because it is the page of its folder: VuePress's, but for that of the source
    (https://vuepress.vuejs.org/guide/directory-structure.html#default-page-routing)."""
    folder, _, name = path.rpartition("/")
    return config.generator == "vuepress" and folder != "" and name.lower() == README


def language_of(config: SiteConfig, path: str) -> Language | None:
    """The language that a file's name ends with (`fr` for `post.fr.md`), else whose folder it lies in, of those that
    the site has; else None: it is in the site's own."""
    return language_named(config, path) or language_in(config, path)


def language_named(config: SiteConfig, path: str) -> Language | None:
    """The language that a file's name ends with; None where it names none."""
    parts = PurePosixPath(path).name.split(".")
    code = parts[-2].lower() if len(parts) > 2 else ""  # noqa: PLR2004 - name, language, ending
    return next((each for each in config.languages if each.code.lower() == code), None)


def language_in(config: SiteConfig, path: str) -> Language | None:
    """The language in whose folder a path lies; None where it lies in none that is one language's."""
    mounted = next((each for each in config.mounts if each.folder == folder_of(config, path)), None)
    if mounted is not None:
        return next((each for each in config.languages if each.code.lower() == mounted.language), None)
    own = [each for each in config.languages if each.folder and within(path, each.folder)]
    return max(own, key=lambda each: len(each.folder), default=None)


def own_language(config: SiteConfig, path: str) -> Language | None:
    """The language of what lies in a folder, where no file's name says another; None where the site has none."""
    return language_in(config, path) or next(iter(config.languages), None)


def spoken(config: SiteConfig, path: str) -> Language | None:
    """The language that a file is in, the site's own where nothing says another; None where the site has none."""
    return language_of(config, path) or own_language(config, "")


def code_of(config: SiteConfig, path: str) -> str:
    """The code, in small letters, of the language that a file is in; "" where the site has none."""
    language = spoken(config, path)
    return "" if language is None else language.code.lower()


def home(config: SiteConfig, path: str) -> str | None:
    """What the path of a file's address begins with for its language; None where that is not known."""
    language = spoken(config, path)
    return "" if language is None else language.home


def name_of(config: SiteConfig, path: str) -> str:
    """A file's name without its ending and the language before that: `post` for `post.fr.md`."""
    name = PurePosixPath(path).stem
    bare, _, code = name.rpartition(".")
    return bare if bare and any(each.code.lower() == code.lower() for each in config.languages) else name


def categories_of(config: SiteConfig, path: str) -> tuple[str, ...]:
    """The categories that folders give: Jekyll's above `_posts` (`en/news/_posts/a.md`: en, news), Pelican's own, else
    Pelican's default."""
    around = f"{config.collections}/" if config.collections else ""
    folders = PurePosixPath(path.removeprefix(around)).parts[:-1]
    if config.generator == "jekyll" and POSTS in folders:
        return folders[: folders.index(POSTS)]
    if config.generator == "pelican":
        names = config.pelican
        folder = PurePosixPath(path.removeprefix(f"{names.folder}/")).parent.name if names.folders else ""
        return tuple(filter(None, (folder or names.category,)))
    return ()
