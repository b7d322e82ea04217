"""How an article's generator reads it, by the settings of its source, its site's configuration and its head."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from feedsvc.articles import ablog, cells, generators, headpictures, hexonames, places, routes
from feedsvc.articles.heads import RST, RstForm
from feedsvc.articles.liquidvalues import relative
from feedsvc.articles.lookups import NO_LIQUID, PLAIN, Dialect, Docs, Folders, Liquid
from feedsvc.articles.passthrough import OF_PANDOC
from feedsvc.articles.site import HexoPaths, Recipe, Site, SiteConfig
from feedsvc.model import Document

DOCUSAURUS = "docusaurus"
_BASED = frozenset({DOCUSAURUS, "vitepress", "vuepress"})
"""Generators that put the base of their site before `/a.png` and `/a` in Markdown."""
ENDING = ".mdx"
"""What MDX is told by; the one reads files of any ending so."""


def dialect_of(doc: Document, recipe: Recipe, address: str | None) -> Dialect:
    """The dialect of an article at `address`, None where it has none at its site. Hexo's own renderer breaks lines
    where they end, unless told."""
    generator = generators.surely(doc, recipe.source.generator)
    config = recipe.site.config if recipe.site is not None else None
    breaks = generator == "hexo" if config is None or config.breaks is None else config.breaks
    site = recipe.source.address or ""
    liquid = _liquid(doc, recipe, address) if generator == "jekyll" else NO_LIQUID
    mdx = generator == DOCUSAURUS or doc.path.lower().endswith(ENDING)
    celled = generator == "quarto" or doc.path.lower().endswith(cells.ENDINGS)
    echo = not celled or cells.are_shown(doc)
    folders = _of_chirpy(doc, site, config) if generator == "jekyll" else PLAIN.folders
    if config is None:
        told = recipe.source.generator != "auto"
        plain = Dialect(site, generator, breaks, told=told, folders=folders, liquid=liquid, mdx=mdx)
        return replace(plain, cells=True, echo=echo, formulas=OF_PANDOC) if celled else plain
    if config.generator == "hexo":
        folders = _folders(config.hexo, address)
    elif config.pictures and config.generator == "quartz":
        folders = Folders(f"{site}/", f"{site}/", rooted=True, beside=True, named=config.pictures)
    return Dialect(
        site,
        generator,
        breaks,
        config.parse_html,
        config.attributes,
        OF_PANDOC if celled else config.formulas,
        folders=folders,
        liquid=liquid,
        mdx=mdx,
        cells=celled,
        echo=echo,
        base=urlsplit(site).path.rstrip("/") if generator in _BASED else "",
        page=routes.ending(config) if site else None,
        docs=_docs(site, config, recipe.site.path(doc.path)) if site and recipe.site is not None else None,
        extensions=config.extensions,
        lists=config.pelican.lists if generator == "pelican" and config.pelican.slugs and site else (),
    )


def _docs(site: str, config: SiteConfig, path: str) -> Docs | None:
    """Where relative paths in a file of MkDocs's or ABlog's lead, which is at `path` from its site's root."""
    if config.generator == ablog.NAME and (ends := ablog.ending(config)):
        return Docs(site, posixpath.dirname(path), ends=ends, indexes=("index",), placed=False)
    if config.generator != "mkdocs":
        return None
    folder = posixpath.dirname(path.removeprefix(f"{config.mkdocs.folder}/"))
    return Docs(site, folder, tuple((each.folder, each.home) for each in config.mkdocs.blogs), config.mkdocs.ends)


def rst_form(site: Site | None, path: str) -> RstForm:
    """How the site of a file has reStructuredText; what docutils writes is in the file's language, as the site says."""
    if site is None:
        return RST
    config, whole = site.config, site.path(path)
    spoken = places.spoken(config, whole)
    language = config.language if spoken is None else spoken.tag
    titled = "title" in config.heads.get(whole.removesuffix(PurePosixPath(whole).suffix), {})
    return RstForm(config.rst_endings, language or RST.language, titled)


def _liquid(doc: Document, recipe: Recipe, address: str | None) -> Liquid:
    """What an article of Jekyll's may show; of its address what stands behind its site's: `/a/` for
    `https://h.example/blog/a/`."""
    site = recipe.source.address
    inner = address.removeprefix(site) if address and site else ""
    values = recipe.site.config.values if recipe.site is not None else {}
    return Liquid(values, doc.head, inner if inner.startswith("/") else None)


def _of_chirpy(doc: Document, site: str, config: SiteConfig | None) -> Folders:
    """Where the pictures of an article lie whose head names their folder, or their site its place."""
    below = headpictures.folder(doc, config)
    root = f"{relative(below, site) if below.startswith('/') else below}/"
    return Folders(root, root, rooted=True, beside=True, tagged=True) if below else PLAIN.folders


def _folders(paths: HexoPaths, address: str | None) -> Folders:
    own = hexonames.folder(address) if address else ""
    return Folders(paths.root, own, rooted=paths.rooted, beside=paths.assets)
