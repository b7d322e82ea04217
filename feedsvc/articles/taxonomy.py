"""Categories, tags and authors of one article: the key of each for addresses, the label for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import TypeGuard

from feedsvc.articles.addresses import WEB
from feedsvc.articles.characters import plain
from feedsvc.articles.document import named, value_of
from feedsvc.articles.generators import generator_of
from feedsvc.articles.headvalues import NULLS
from feedsvc.articles.keys import fold, is_visible, key
from feedsvc.articles.site import SiteConfig
from feedsvc.companies.hanzi import in_both_scripts
from feedsvc.model import Document, HeadValue, Term, TermKind
from feedsvc.patterns import lazy
from feedsvc.remembered import remembered

__all__ = ["authors", "categories", "fold", "jekyll_names", "key", "source", "tags"]

AUTHOR_KEYS = ("author", "authors", "creator")
READ = ("category", "categories", "tag", "tags", *AUTHOR_KEYS)
"""The keys of heads that are read here, whatever a site calls its taxonomies."""
PATH_MARK = ">"
# Looks like the mark of a path, and `fold` keeps the two apart, which it would not do with the full-width `＞`.
PATH_TWIN = "›"
NAMED = ("name", "key")
"""What an author is called where it is a mapping; behind Docusaurus's `key` the site has the name."""
LABELLED = ("name", "label", "term")
"""What a category or a tag is called where it is a mapping: Ghost's `name`; feedparser's `label`, else `term`."""
INTERNAL = "internal"
"""The `visibility` of Ghost's tags that organize a site and are shown nowhere (`#newsletter`,
https://ghost.org/help/tags/)."""
COLLECTING = frozenset({"all", "nav", "post", "posts"})
"""Tags that make the collections of an Eleventy site, which its own starter shows to nobody (eleventy-base-blog,
`filterTagList`)."""
COMMAS = lazy("[,，、;；]")
JEKYLL_COMMAS = lazy("[,，、]")
WORDS = lazy(r'"([^"]*)"|\'([^\']*)\'|(\S+)')
MAIL = lazy(r"[^\s<>()@]{1,100}@[^\s<>()@]{1,200}")
BRACKETED_MAIL = lazy(rf"[<(]\s*(?:mailto:)?{MAIL.pattern}\s*[>)]")
MAIL_AND_NAME = lazy(rf"{MAIL.pattern}\s*\(([^()]+)\)")
STRONG = lazy("[、;；]|(?<=[\u4e00-\u9fff])，|，(?=\\s?[\u4e00-\u9fff])")
CREDITED = lazy(
    r"by(?::[ ](?=(?-i:[^\W\d_a-z]))|[ ](?=(?-i:[^\W\d_a-z])\S*+\s+\S))|"
    + in_both_scripts(
        r"(?:作者|撰文|(?:责任)?编辑|责编|记者)[ ]?[:：丨|／/][ ]?"
        r"|(?:新华社|中新社|本报|本刊|本网|本台)?(?:见习|实习|特约)?(?:记者|通讯员)[ \u3000]+(?=[\u3400-\u9fff])"
        r"|(?:新华社|中新社|本报|本刊|本网|本台)(?:见习|实习|特约)?记者"
        r"(?![\u3400-\u9fff]{0,3}(?:[部站团队]|协会))(?=[\u3400-\u9fff]{2,4}(?:[、，,;； ]|\Z))"
    ),
    re.I,
)
"""What stands before a name where somebody is credited, and is no part of it; one word behind `By` may be the rest of a
name (`By Design`), and reporters have clubs and desks (`本报记者俱乐部`)."""
FULL_NAME = lazy(r"[^\W\d_a-z][\w'’-]++(?: [^\W\d_a-z][\w'’-]*+){1,2}(?<! Jr| Sr|III| II| IV| MD|PhD|CFA)")
"""A given and a family name, so that a comma behind them parts no family name from a given one."""
NOBODY = frozenset({"None", "nan", "undefined"})
"""What Python and JavaScript write for an author that is not there."""
NO_NAME = " -–—_.,/|*?"
"""Signs that stand where a head must say somebody: `author: "-"`."""
LINK = lazy(r"\[([^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))*\)")
"""In Markdown, whose addresses may hold pairs of brackets (CommonMark 6.3)."""
WIKI_LINK = lazy(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
"""Obsidian's, whose clipper writes authors so; behind a bar stands what is shown."""
COMPANY = lazy(r"\s*+(?:[(（][^()（）]*+[)）]\s*+)?+")
BETWEEN_LINKS = lazy(rf"{COMPANY.pattern}(?:[,，、;；]\s*+(?:and\s)?|and\s|&)\s*+")
# No article in the wild has more names of one kind; every further one is a row in the store.
MAX_NAMES = 100
# A longer text is no name, but a value in the wrong place.
MAX_NAME = 500
# And a longer one no list of names.
MAX_TEXT = 10_000
SHORT = 100
"""Characters of a name, or of a path's names, whose term is kept: the articles of a source share a few hundred."""
KEPT = 1 << 12


def categories(document: Document, path: str, generator: str, folders: tuple[str, ...] = ()) -> tuple[Term, ...]:
    """The categories of an article as its generator means them; see `generator_of` for `auto`.

    `folders` are those of the site that name a category: Jekyll's count beside the head's, Pelican's without one.

    - Jekyll: a text is split at white space (`a b` is two; `"a b" c`, too), at commas where it has any; a list is a
      set; the singular `category` is one name, and stands last.
    - Hexo: a text is one name; a list is a path, which gives a term for each of its beginnings, then one for each
      further name alone: `[新媒体, 科技, 新闻]` -> `新媒体`, `新媒体>科技`, `新媒体>科技>新闻`, `科技`, `新闻`.
      A list that holds lists is several paths. A `>` within a name becomes `›`.
    - Hugo, Zola, Pelican: a text is one name, a list a set, with `[taxonomies]` as well.

    The label of a path is its labels joined by `>`. A name that stands twice, in any case or width, counts once.
    """
    kind = generator_of(document, path, generator)
    single, several = value_of(document, "category"), _plural(document, "categories")
    if kind == "hexo":
        return _terms("category", _hexo_paths(several if several != "" else single))
    if kind == "jekyll":
        return _sets("category", [*folders, *jekyll_names(several), *_flat(single)])
    return _sets("category", [*_flat(single), *_flat(several)]) or _sets("category", folders)


def tags(document: Document, generator: str, taxonomies: tuple[str, ...] = ()) -> tuple[Term, ...]:
    """The tags of an article: a list, or a text split at commas; then the terms of the site's further `taxonomies`, of
    each a list, or a text that is one. Eleventy's that only make collections (COLLECTING) are none.

    Without a comma a text is one tag, but Jekyll splits that of `tags` at white space; see `generator_of` for `auto`.
    """
    further = [term for name in taxonomies for term in _flat(value_of(document, name))]
    found = _sets("tag", [*_tag_names(document, generator), *further])
    return tuple(term for term in found if term.key.lower() not in COLLECTING) if generator == "eleventy" else found


def _tag_names(document: Document, generator: str) -> list[str]:
    several = _plural(document, "tags")
    value = several if several != "" else value_of(document, "tag")
    if not _is_line(value):
        return _flat(value)
    if COMMAS.search(value):
        return COMMAS.split(value)
    jekyll = several != "" and generator_of(document, document.path, generator) == "jekyll"
    return _words(value) if jekyll else [value]


def authors(document: Document, generator: str, site: SiteConfig | None = None) -> tuple[Term, ...]:
    """The authors of an article: texts, lists, and mappings with a `name`, of `author`, `authors` and `creator`; where
    it names none the author of its `site`. Whom the site knows by a key has the name that it gives.

    `Li Lei <li@example.com>` gives `Li Lei`; an address alone gives what stands before its `@`. A text is split at `、`
    and `;` and beside Chinese at `，`, else at ` and ` (and then at the commas before it: `A, B and C`); a comma alone
    separates full names (`Li Lei, Han Meimei`), else nothing, since it may part a family name from a given one, but in
    a text that is Pelican's `authors` (`ensure_metadata_list`). Of a link in Markdown the words count, and a text that
    is nothing but links is as many names: `[Li Lei](https://…) (Splunk), [Han Meimei](https://…)`, as themes of Hugo
    such as Docsy have them. What credits a name (`By Jane Smith`, `作者：张三`, `本报记者 张三`) is no part of it, and
    an address (Open Graph's `article:author`) is no name.
    """
    pelican = generator_of(document, document.path, generator) == "pelican"
    listing = pelican and isinstance(value_of(document, "authors"), str)
    found = [
        person
        for name in AUTHOR_KEYS
        for item in _flat(value_of(document, name), NAMED)
        for person in _persons(item, listed=name == "authors" and listing)
    ]
    named_so = dict(site.authors if site is not None else ())
    given = () if site is None else _flat(site.author, NAMED)
    return _people_of(found, named_so) or _people_of(given, named_so)


def _people_of(texts: Iterable[str], named_so: Mapping[str, str]) -> tuple[Term, ...]:
    names = (_without_mail(named_so.get(text.strip(), text)) for text in texts)
    return _sets("author", filter(_is_person, names))


def _is_person(name: str) -> bool:
    return name not in NOBODY and WEB.match(name) is None and name.strip(NO_NAME) != ""


def source(name: str, label: str) -> Term:
    """The term of a source: the key is that of its name. Raises ValueError for a name with nothing visible in it."""
    return Term("source", _key_of_source(name), label)


_key_of_source = remembered(KEPT, SHORT)(key)


def _plural(document: Document, name: str) -> HeadValue:
    """The value of `categories` or `tags`, or of the same in Zola's and Hugo's `[taxonomies]`."""
    own = value_of(document, name)
    table = value_of(document, "taxonomies")
    return own if own != "" or not isinstance(table, Mapping) else named(table, name)


def _flat(value: HeadValue, inner: tuple[str, ...] = LABELLED) -> list[str]:
    """The texts of a value in order: lists flattened, of a mapping the first of `inner` that it has."""
    found: list[str] = []
    waiting = [value]
    while waiting and len(found) < MAX_NAMES:
        item = waiting.pop()
        if isinstance(item, tuple):
            waiting.extend(reversed(item))
        elif _is_line(item):
            found.append(item)
        elif isinstance(item, Mapping):
            own = next((told for name in inner if (told := named(item, name)) != ""), "")
            waiting.append("" if named(item, "visibility") == INTERNAL else own)
    return found


def _is_line(value: HeadValue) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= MAX_TEXT


def jekyll_names(value: HeadValue) -> list[str]:
    """The names in Jekyll's `categories`: those of a list; a text split at commas, else at white space."""
    if not _is_line(value):
        return _flat(value)
    return JEKYLL_COMMAS.split(value) if JEKYLL_COMMAS.search(value) else _words(value)


def _words(value: str) -> list[str]:
    return [match[1] or match[2] or match[3] or "" for match in WORDS.finditer(value)]


def _hexo_paths(value: HeadValue) -> list[tuple[str, ...]]:
    """Every beginning of each path, then every name alone."""
    nested = isinstance(value, tuple) and any(isinstance(item, tuple) for item in value)
    paths = [_hexo_path(item) for item in (value if nested and isinstance(value, tuple) else (value,))][:MAX_NAMES]
    beginnings = [path[:length] for path in paths for length in range(1, len(path) + 1)]
    return [*beginnings, *((name,) for path in paths for name in path)]


def _hexo_path(value: HeadValue) -> tuple[str, ...]:
    return tuple(name.replace(PATH_MARK, PATH_TWIN) for item in _flat(value) if (name := _name(item)))


def _persons(text: str, *, listed: bool) -> list[str]:
    if "](" in text:
        if names := _linked(text):
            return list(map(_uncredited, names))
        text = LINK.sub(r"\1", text)
    text = _uncredited(text)
    return _listed(text) if listed else _people(text)


def _uncredited(text: str) -> str:
    credit = CREDITED.match(text)
    return text[credit.end() :] if credit else text


def _linked(text: str) -> list[str]:
    """The names of a text that is nothing but links, each with a company in brackets or without; none of any other."""
    first, *rest = LINK.split(text)
    names, behind = rest[::2], rest[1::2]
    is_all = bool(names) and not first.strip() and COMPANY.fullmatch(behind.pop()) is not None
    return names if is_all and all(map(BETWEEN_LINKS.fullmatch, behind)) else []


def _listed(text: str) -> list[str]:
    return text.split(";" if ";" in text else ",")


def _people(text: str) -> list[str]:
    if STRONG.search(text):
        return STRONG.split(text)
    before, joined, after = text.rpartition(" and ")
    if not joined:
        parts = [part.strip() for part in text.split(",")]
        return parts if all(map(FULL_NAME.fullmatch, parts)) else [text]
    # A comma behind the `and` is one between family and given name: `Li, Lei and Han, Meimei`.
    return [*(before.split(" and ") if "," in after else re.split(r",| and ", before)), after]


def _without_mail(name: str) -> str:
    if match := MAIL_AND_NAME.fullmatch(name.strip()):
        return match[1]
    bare = BRACKETED_MAIL.sub("", name).strip()
    if not bare:
        bare = name.strip("<>() ").removeprefix("mailto:")
    return bare.partition("@")[0] if MAIL.fullmatch(bare) else bare


@remembered(KEPT, SHORT)
def _name(text: str) -> str:
    """The text as one line, or "" where it names nothing: `~`, `null`, a mere `#`, nothing visible, far too long."""
    name = plain(WIKI_LINK.sub(r"\1", text) if "[[" in text else text)
    named_something = name not in NULLS and name.strip("#") != "" and len(name) <= MAX_NAME and is_visible(name)
    return name if named_something else ""


def _sets(kind: TermKind, texts: Iterable[str]) -> tuple[Term, ...]:
    return _terms(kind, ((name,) for text in texts if (name := _name(text))))


def _terms(kind: TermKind, paths: Iterable[tuple[str, ...]]) -> tuple[Term, ...]:
    """A term for each path of names, most of them of one; of those with one key in any case or width, the first."""
    found: dict[str, Term] = {}
    for path in islice(paths, MAX_NAMES):
        folded, term = (_short_term if sum(map(len, path)) <= SHORT else _term)(kind, path)
        found.setdefault(folded, term)
    return tuple(found.values())


def _term(kind: TermKind, path: tuple[str, ...]) -> tuple[str, Term]:
    made = key(PATH_MARK.join(map(key, path)))
    return fold(made), Term(kind, made, PATH_MARK.join(path))


_short_term = lru_cache(maxsize=KEPT)(_term)
