"""The stages of an article, joined: (path, bytes, SiteFacts, Recipe) -> Article, or the Problem that holds it back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from feedsvc import languages
from feedsvc.articles import (
    bodies,
    boilerplate,
    bylines,
    characters,
    defaults,
    dialects,
    document,
    enclosures,
    firstwords,
    generators,
    growth,
    headline,
    headpictures,
    headtexts,
    htmlhead,
    identity,
    markup,
    mkdocs,
    oldids,
    pageframe,
    params,
    permalinks,
    pictures,
    places,
    postnames,
    publication,
    repair,
    sanitize,
    shortening,
    site,
    summary,
    taxonomy,
    titles,
    tongue,
    tracking,
    visibility,
    zones,
)
from feedsvc.articles.blocks import blocks
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.articles.tree import Tree
from feedsvc.companies import evidence
from feedsvc.model import (
    Annotation,
    Article,
    Document,
    EntrySource,
    Passed,
    Problem,
    Term,
    Zone,
)


def build(path: str, data: bytes, facts: SiteFacts, recipe: Recipe) -> Article | Problem | Passed:
    """Build one article.

    `path` is relative to its source, with slashes; characters that no feed can hold are percent-encoded. Whatever the
    bytes are, the answer is an Article, the Problem that holds it back, or the rule by which it is passed over; nothing
    is raised.
    """
    doc = _document(path, data, recipe)
    if isinstance(doc, Problem):
        return doc
    if (rule := visibility.withheld(doc, recipe.source.generator, recipe.site)) is not None:
        return Passed(doc.path, rule)
    found = postnames.published(doc, facts, recipe)
    return _article(doc, facts, recipe, found) if isinstance(found, publication.Dated) else found


def _document(path: str, data: bytes, recipe: Recipe) -> Document | Problem:
    """A file taken apart; its head clean, and with what its site gives to heads that do not say it themselves."""
    read = document.read(characters.named(path), data, dialects.rst_form(recipe.site, path))
    if isinstance(read, Problem):
        return read
    generator = generators.surely(read, recipe.source.generator)
    own = params.merged(read.head) if generator in params.GENERATORS else read.head
    # A page's own head is HTML, whose references are decoded already.
    if read.form != "html":
        own = headtexts.without_markup(own, _taxonomies(recipe), titled=generator in headtexts.TITLED)
    head = headtexts.cleaned(own if recipe.site is None else defaults.under(own, recipe.site, read.path))
    given = read.syntax == "html" or document.text(read, "title")
    return replace(read, head=head, body=read.body if given else firstwords.parted(read.body))


def _taxonomies(recipe: Recipe) -> tuple[str, ...]:
    return recipe.site.config.taxonomies if recipe.site is not None else ()


def is_same_at(path: str, other: str, data: bytes, recipe: Recipe) -> bool:
    """Whether a file gives under one path the article that it gives under another, but for what names the path: all
    that a path decides is told by the head, so that no body is parsed for it."""
    here = _placed(path, data, recipe)
    return here is not None and here == _placed(other, data, recipe)


def _placed(path: str, data: bytes, recipe: Recipe) -> tuple[object, ...] | None:
    """All that a file's path decides of its article; None where it gives none."""
    doc = _document(path, data, recipe)
    if isinstance(doc, Problem):
        return None
    dated = postnames.published(doc, SiteFacts(), recipe)
    rule = visibility.withheld(doc, recipe.source.generator, recipe.site)
    if rule is not None or not isinstance(dated, publication.Dated):
        return None
    updated, late = publication.updated(doc, recipe, dated.moment)
    mended = tuple(replace(each, path="") for each in (*doc.mended, *late))
    address = _address(doc, recipe, dated)
    dialect = dialects.dialect_of(doc, recipe, address)
    terms, language = _categories(doc, recipe), _language(doc, recipe)
    named = "" if document.text(doc, "title") else _of_name(doc, recipe)
    pictures = headpictures.placed(doc, recipe)
    return replace(doc, path="", mended=()), dated, updated, mended, address, terms, language, dialect, named, pictures


def _article(doc: Document, facts: SiteFacts, recipe: Recipe, dated: publication.Dated) -> Article | Problem:
    published = dated.moment
    body = _body(doc, facts, recipe, _address(doc, recipe, dated))
    title = titles.restored(body.title, "\n".join(zone.text for zone in body.zones)) or _untitled(body, dated, recipe)
    if not title:
        return Problem(doc.path, "title", "there is neither a title nor a text", "write a title or a text")
    updated, late = publication.updated(doc, recipe, published)
    terms = _terms(doc, recipe, body)
    categories, tags = (tuple(term for term in terms if term.kind == kind) for kind in ("category", "tag"))
    read, own = _with_title(body.zones, title), identity.identity(doc, doc.path)
    return Article(
        path=doc.path,
        identity=own,
        title=title,
        link=body.link,
        published=published.at,
        published_raw=dated.raw,
        updated=updated,
        language=_language(doc, recipe, read),
        summary=body.summary,
        content=body.content,
        words=_words(title, read),
        source=_source(doc, recipe, body),
        picture=body.picture,
        terms=terms,
        labels=site.labels(categories, tags, body.stripped.labels),
        zones=read,
        evidence=evidence.declared(doc.head, read, body.annotations),
        assumed=published.assumed,
        removed=body.stripped.removed,
        mended=(*doc.mended, *bodies.notes(doc, body, title), *late, *dated.unclear),
        wants=body.wants,
        foot=body.stripped.foot,
        expires=dated.expires,
        enclosures=body.enclosures,
        guid=oldids.guid(own, body.link, recipe.source.old_entries),
    )


def _untitled(body: bodies.Body, dated: publication.Dated, recipe: Recipe) -> str:
    """The title of a picture, a film or a sound without words: the day and the time on its source's clock, since an
    entry must have one (RFC 4287 4.1.2) and a date is one in any language; "" where there is nothing to show."""
    if not body.shows_something:
        return ""
    local = dated.moment.at.astimezone(ZoneInfo(recipe.source.timezone))
    return f"{local:%Y-%m-%d}" if "time" in dated.moment.assumed else f"{local:%Y-%m-%d %H:%M}"


def _address(doc: Document, recipe: Recipe, dated: publication.Dated) -> str | None:
    """Where the article's own site publishes it, by the site's configuration."""
    if recipe.site is None or not visibility.has_page(doc):
        return None
    labels = tuple(term.label for term in _categories(doc, recipe))
    local = publication.on_clock(doc, recipe.site, dated, recipe)
    post = permalinks.Post(recipe.site.path(doc.path), document.text(doc, "title"), local, labels)
    return permalinks.permalink(doc, post, replace(recipe.site.config, address=recipe.source.address))


def _categories(doc: Document, recipe: Recipe) -> tuple[Term, ...]:
    folders = places.categories_of(recipe.site.config, recipe.site.path(doc.path)) if recipe.site is not None else ()
    return taxonomy.categories(doc, doc.path, recipe.source.generator, folders)


def _body(doc: Document, facts: SiteFacts, recipe: Recipe, own: str | None) -> bodies.Body:
    """The body through its stages; `own` is the article's address at its site."""
    cleaning, title = recipe.sanitize, document.text(doc, "title")
    made = markup.to_html(bylines.parted(doc.body), doc.syntax, facts.targets, dialects.dialect_of(doc, recipe, own))
    tree = bodies.parsed(made.html, doc, recipe)
    stripped, charts = _stripped(doc, tree, recipe, own)
    link, base = _places(doc, stripped.links, recipe, own)
    page = own or link
    pictures.restore(tree, cleaning)
    repair.repair(tree, base, cleaning, page)
    link = link or headline.original(tree, title, recipe.source.address)
    heading = _heading(doc, tree, recipe, page or link)
    # The generator's own title leaves the first words where they are.
    of_name = "" if heading else _of_name(doc, recipe)
    first = "" if heading or of_name else firstwords.take(tree)
    shown = tuple(zones.sorted_blocks(tree))
    read = zones.read(tree, "", stripped.removed, shown)
    brief = summary.summarize(document.text(doc, *headtexts.SUMMARY_KEYS), tree, shown=shown)
    picture = pictures.choose(tree, headpictures.placed(doc, recipe), base, cleaning)
    files = enclosures.chosen(doc, tree, base, cleaning)
    pictured = cleaning.pictures == "show"
    if not pictured:
        pictures.as_links(tree)
    return bodies.Body(
        heading=heading,
        named=of_name,
        title=titles.cut(heading or of_name)
        or shortening.cut_words(first or brief or firstwords.of_picture(tree), firstwords.MOST),
        content=sanitize.sanitize(growth.serialize(tree, sanitize.FORM), media=pictured),
        summary=brief,
        picture=picture if pictured else None,
        enclosures=files,
        zones=read.zones,
        stripped=stripped,
        annotations=(*charts, *read.annotations),
        link=tracking.clean(link) if link and cleaning.tracking == "remove" else link,
        wants=made.wants,
        notes=tuple(dict.fromkeys((*made.notes, *tree.notes))),
    )


def _stripped(
    doc: Document, tree: Tree, recipe: Recipe, own: str | None
) -> tuple[boilerplate.Stripped, tuple[Annotation, ...]]:
    """What is no part of the body goes; what that says of the article, and the charts that stood there."""
    off = recipe.source.rules_off
    frame = pageframe.strip(tree, document.text(doc, "title")) if doc.page and pageframe.NAME not in off else ()
    given = tuple(blocks(tree))
    charts = zones.charts(tree, given)
    found = boilerplate.strip(tree, off, recipe.repeated, given, placed=own is not None)
    return replace(found, removed=(*frame, *found.removed)) if frame else found, charts


def _places(doc: Document, links: tuple[str, ...], recipe: Recipe, own: str | None) -> tuple[str | None, str | None]:
    """The article's address, and the one that its body's are relative to."""
    # A site's configuration says better than the address alone what `permalink: /x/` means, and that it means nothing.
    home = None if own or not visibility.has_page(doc) else recipe.source.address
    link = identity.link(doc, links, home, placed=own is not None) or own
    outer = own or link or recipe.source.address
    return link, identity.web_address(document.text(doc, htmlhead.BASE), outer) or outer


def _heading(doc: Document, tree: Tree, recipe: Recipe, page: str | None) -> str:
    """The title, which the body then says no more; "" where the generator takes none of the body's."""
    title = document.text(doc, "title")
    if not title and recipe.source.generator == "quartz":
        return ""
    site = document.text(doc, "site_name") if document.has_page_title(doc) else None
    heading = headline.titled(tree, title, page, site=site) if title else headline.take(tree, page)
    headline.say_once(tree, heading, page)
    return heading


def _of_name(doc: Document, recipe: Recipe) -> str:
    """What Jekyll and MkDocs call a post by its name, and Quartz a note; "" for what may be another's, or a page."""
    if (made := {"quartz": permalinks.stem, "mkdocs": mkdocs.of_name}.get(recipe.source.generator)) is not None:
        return characters.plain(made(doc.path))
    is_post = recipe.site is not None or permalinks.JEKYLL_DAY.match(PurePosixPath(doc.path).name) is not None
    return characters.plain(titles.of_post(doc.path)) if recipe.source.generator == "jekyll" and is_post else ""


def _with_title(read: tuple[Zone, ...], title: str) -> tuple[Zone, ...]:
    return (Zone("title", title), *(zone for zone in read if zone.name != "title"))


def _language(doc: Document, recipe: Recipe, zones: tuple[Zone, ...] = ()) -> str:
    """What the head says, else what the text is in, of which its file's name and its source tell something."""
    own = languages.tag(document.text(doc, "lang", "language"))
    if own is not None:
        return own
    assumed = _site_language(doc, recipe) or recipe.source.language
    return tongue.of_text("\n".join(zone.text[: tongue.SAMPLE] for zone in zones if zone.name != "byline"), assumed)


def _site_language(doc: Document, recipe: Recipe) -> str | None:
    """That of a translation, by its name or place in the site; None where a file is in the language of its source."""
    if recipe.site is None:
        return None
    config = recipe.site.config
    found = places.language_of(config, recipe.site.path(doc.path))
    return None if found is None or found == places.own_language(config, recipe.site.above) else found.tag


def _origin(doc: Document, body: bodies.Body) -> str | None:
    """Where the article came from, by its own words: `（文章来源：新华财经）`, or the head's `source`."""
    own = document.text(doc, *headtexts.SOURCE_KEYS)
    return body.stripped.source or (own if own and identity.names_source(own) else None)


def _source(doc: Document, recipe: Recipe, body: bodies.Body) -> EntrySource:
    source = recipe.source
    return EntrySource(_origin(doc, body) or source.title, source.address, source.feed_id, source.feed_url)


def _terms(doc: Document, recipe: Recipe, body: bodies.Body) -> tuple[Term, ...]:
    own = taxonomy.source(recipe.source.name, recipe.source.title)
    origin = _origin(doc, body)
    sources = (taxonomy.source(origin, origin), own) if origin else (own,)
    return (
        *_categories(doc, recipe),
        *taxonomy.tags(doc, recipe.source.generator, _taxonomies(recipe)),
        *taxonomy.authors(doc, recipe.source.generator, recipe.site.config if recipe.site else None),
        *sources,
    )


def _words(title: str, read: tuple[Zone, ...]) -> str:
    """Digest of the author's words without white space: what does not change it is no change worth telling."""
    digest = hashlib.sha256("".join(title.split()).encode())
    for zone in read:
        if zone.name != "byline":
            digest.update("".join(zone.text.split()).encode())
    return digest.hexdigest()
