"""Links as generators write them, relative to a source's files, as addresses; those to nowhere lose their link."""

from __future__ import annotations

import re
from string import ascii_letters, digits
from urllib.parse import unquote

from feedsvc.articles import pelicanconfig
from feedsvc.articles.characters import legal
from feedsvc.articles.codeblocks import outside_code
from feedsvc.articles.lookups import Dialect, Docs, Folders, Lookups
from feedsvc.model import Syntax
from feedsvc.patterns import lazy

_ARTICLE = r"\.(?:mdx?|markdown|qmd|rst)"
_TARGET = rf"([^\s()<>\"'#]{{1,300}}?{_ARTICLE})(#[^\s()<>\"']{{0,200}})?"
_FILES = lazy(
    rf"(\]\(\s{{0,9}}<)([^<>\n#]{{1,300}}?{_ARTICLE})(#[^<>\n]{{0,200}})?(?=>)|(\]\(\s{{0,9}}<?){_TARGET}(?=[\s)>])|(<a\s[^<>]{{0,300}}?href=[\"']){_TARGET}(?=[\"'])"
    rf"|(^[ ]{{0,3}}\[(?!\^)[^\]\n]{{1,200}}\]:[ ]{{0,9}}<?){_TARGET}(?=[\s>]|\Z)",
    re.M | re.I,
)
_TITLE = r"\"(?:[^\"\\]|\\.){0,1000}+\"|'(?:[^'\\]|\\.){0,1000}+'|\((?:[^()\\]|\\.){0,1000}+\)"
_REST = r"(?:(?:(?<=\\)[()]|\([^\s<>()]{0,300}+\))[^\s<>()]{0,1000}+){0,20}+"
_PICTURE = lazy(
    r"(!\[(?:[^\[\]\n]++|\[[^\[\]\n]{0,100}+\]){0,20}+\]\(\s{0,9}+<?+)"
    r"((?<=<)(?=\S)[^<>\n]{1,1000}+(?=>)"
    rf"|(?<!<)[^\s<>()]{{1,1000}}+(?={_REST}(?:\s{{1,9}}+(?:{_TITLE}))?+\s{{0,9}}+\)))"
)
"""A path goes on, with brackets of its own, to the end or a title; with blanks in it there is no picture, but in `<>`
(CommonMark 6.3)."""
_ELSEWHERE = lazy(r"[a-z][a-z0-9+.-]{0,30}:|//", re.I)
_FILENAME = lazy(r"(?:\{filename\}|\|filename\|)", re.I)
_PLACES = lazy(
    r"(\]\(\s{0,9}<?|\s(?:href|src)=[\"']|^[ ]{0,3}\[(?!\^)[^\]\n]{1,200}\]:[ ]{0,9}<?)"
    r"[{|](static|attach|filename|category|tag|author|index)[}|]([^\s<>\"')]{0,1000})",
    re.M | re.I,
)
_ENDING = lazy(r"\.(?:m(?:d|arkdown)|qmd|rst)", re.I)
_PLACE = lazy(r"[{|](?:static|attach|filename|category|tag|author|index)[}|]", re.I)
"""What `_FILES` and `_PLACES` have in each match; both begin with a fixed character, which is found at once."""
_IMG = lazy(r"<img\s[^<>]*+>", re.I)
_MEDIA = lazy(r"<(?:img|video|audio|source)\s[^<>]*+>", re.I)
_SRC = lazy(r"(\ssrc\s{0,9}=\s{0,9}[\"']?+)([^\s\"'<>]++)", re.I)
_LINK = lazy(r"<a(?:\s[^<>]*+)?>|</a>", re.I)
_ATTRIBUTE = lazy(r"\s([^\s\"'<>/=]++)\s{0,9}=\s{0,9}+(\"[^\"]*+\"?|'[^']*+'?|[^\s\"'<>]++)")
_ADDRESSES = frozenset({"href", "src"})
_IN_ADDRESS = f"{ascii_letters}{digits}-._~:/?#@&=%+"
"""RFC 3986 without brackets, quotation marks and commas, which are rather the text's."""
_ALT = lazy(r"\salt=(?:\"([^\"]*+)\"|'([^']*+)')", re.I)
_ENDED = lazy(r"\.(?:mdx?|markdown|qmd|rst)\Z", re.I)
_INDEX = lazy(r"(?:\A|(?<=/))index(?:\.html)?\Z")
_README = lazy(r"(?:\A|(?<=/))(?:index|README)\.html\Z", re.IGNORECASE)
_ROOTED = lazy(
    r"(\]\(\s{0,9}+<?+|^[ ]{0,3}\[(?!\^)[^\]\n]{1,200}+\]:[ ]{0,9}+<?+)(?=/(?!/)(?P<path>[^\s<>()]{0,300}+))", re.M
)
_BESIDE = lazy(
    r"(\]\(\s{0,9}+<?+|^[ ]{0,3}\[(?!\^)[^\]\n]{1,200}+\]:[ ]{0,9}+<?+)"
    r"((?![a-z][a-z0-9+.-]{0,30}+:)[\w.%][^\s<>()#?]{0,300}\.[A-Za-z0-9]{1,5})(?=[\s<>()#?]|\Z)",
    re.M | re.I,
)
_FILE_PLACES = frozenset({"static", "attach", "filename"})


_NIKOLA = lazy(
    r"link://(?:slug/(?P<name>[\w.-]{1,200})|filename/(?P<file>[\w./-]{1,300}\.(?:md|rst|txt|html|ipynb)))(?=[\s\"'<>)#])"
)


def are_none_in(source: str) -> bool:
    """Whether nothing in a source is what `resolved` changes; most have no reference at all."""
    place = ("{" in source or "|" in source) and _PLACE.search(source)
    return not (place or _ENDING.search(source))


def resolved(text: str, lookups: Lookups) -> str:
    """A stretch of source with relative links to articles' files (`../a.md`) and Pelican's places as addresses."""
    linked = _FILES.sub(lambda found: _file(found, lookups), text)
    return _PLACES.sub(lambda found: found[1] + _place(found[2].lower(), found[3], lookups), linked)


def of_site(text: str, dialect: Dialect) -> str:
    """A stretch of source with the addresses of links and pictures as the site of its generator means them."""
    text = beside(text, dialect.docs) if dialect.docs is not None and dialect.docs.placed else text
    return based(text, dialect.base) if dialect.base else text


def of_nikola(source: str, dialect: Dialect, syntax: Syntax) -> str:
    """A source in which Nikola's addresses of posts, by their names or their files, are references; that of another
    generator as it is (https://getnikola.com/path_handlers.html)."""
    if "link://" not in source or dialect.generator != "nikola":
        return source

    def read(text: str) -> str:
        return _NIKOLA.sub(lambda found: f"{{% post_url {found['name'] or found['file']} %}}", text)

    return outside_code(source, read, syntax)


def based(text: str, base: str) -> str:
    """A stretch of source in which the addresses of links and pictures that begin with a slash begin with the base of
    their site, `/blog`."""
    return _ROOTED.sub(lambda found: found[1] + ("" if f"/{found['path']}/".startswith(f"{base}/") else base), text)


def beside(text: str, docs: Docs) -> str:
    """A stretch of source with the relative paths of Markdown's links and pictures, but for those of pages, as
    addresses of files of MkDocs's: `../a.png` in `blog/posts/b.md` is `https://mill.example/blog/a.png`."""
    return _BESIDE.sub(lambda found: found[0] if _ENDED.search(found[2]) else found[1] + docs.file(found[2]), text)


def placed(text: str, folders: Folders) -> str:
    """A stretch of source with the paths of Markdown's pictures as a Hexo site means them, `![a](/b.png)` is
    `/blog/b.png` in a site with `root: /blog/`; of `tagged` folders those of `<img>`, `<video>` and their like, too."""
    read = _PICTURE.sub(lambda found: found[1] + _picture(found[2], folders), text)
    if not folders.tagged:
        return read
    return _MEDIA.sub(lambda tag: _SRC.sub(lambda found: found[1] + _picture(found[2], folders), tag[0]), read)


def _picture(path: str, folders: Folders) -> str:
    if _ELSEWHERE.match(path) or path.startswith(("#", "\\")):
        return path
    if folders.beside and not path.startswith(("/", "../")):
        # Brackets that do not match would end the address.
        return folders.of_article(path).replace("(", "%28").replace(")", "%29")
    return folders.of_site(path)


def without_unknown(html: str, mark: str) -> str:
    """Links to nowhere, known by the mark in their address, taken out, their words kept, and of a picture its `alt`.

    Nothing is left of an address that was its own words, `<…>`, nor of a list's item that held nothing else.
    """
    if mark not in html:
        return html
    pictured = _IMG.sub(lambda found: _alt(found) if _leads_nowhere(found[0], mark) else found[0], html)
    worded = _without_links(pictured, mark)
    bare = re.sub(rf"<li>\s*+(?:<p>\s*+)?+{mark}\s*+(?:</p>\s*+)?+</li>\n?", "", worded)
    # Of what else has an address, a frame or a film, it goes as a whole.
    return re.sub(rf"(\s(?:href|src)=[\"'])[^\"'<>]{{0,1000}}?{mark}[^\"'<>]{{0,1000}}", r"\1", bare).replace(mark, "")


def _leads_nowhere(tag: str, mark: str) -> bool:
    """Is the mark in the address of a tag, not in its title or in `data-href`?"""
    if mark not in tag:
        return False
    return any(mark in found[2] and found[1].lower() in _ADDRESSES for found in _ATTRIBUTE.finditer(tag))


def _alt(picture: re.Match[str]) -> str:
    found = _ALT.search(picture[0])
    return (found[1] or found[2] or "") if found is not None else ""


def _without_links(html: str, mark: str) -> str:
    """The words of links, without the addresses among them that have the mark themselves.

    A link may lie within another: `[见<https://a.example/b>](…)`.
    """
    out: list[str] = []
    opened: list[bool] = []
    at = 0
    for found in _LINK.finditer(html):
        words = html[at : found.start()]
        out.append(_without_addresses(words, mark) if opened and opened[-1] else words)
        if not _goes(found[0], opened, mark):
            out.append(found[0])
        at = found.end()
    out.append(html[at:])
    return "".join(out)


def _goes(tag: str, opened: list[bool], mark: str) -> bool:
    """Does a tag begin or end a link to nowhere? `opened` has, for each link around it, whether it is one."""
    if tag[1] == "/":
        return bool(opened) and opened.pop()
    opened.append(_leads_nowhere(tag, mark))
    return opened[-1]


def _without_addresses(words: str, mark: str) -> str:
    """What stands around the mark in an address goes: `见http://a.example/…/b。` is `见…。`."""
    first, *others = words.split(mark)
    if not others:
        return words
    between = [part.strip(_IN_ADDRESS) for part in others[:-1]]
    return mark.join([first.rstrip(_IN_ADDRESS), *between, others[-1].lstrip(_IN_ADDRESS)])


def _file(found: re.Match[str], lookups: Lookups) -> str:
    opening, key, part = next(found.group(at, at + 1, at + 2) for at in (1, 4, 7, 10) if found[at] is not None)
    if _ELSEWHERE.match(key):
        return found[0]
    docs, named = lookups.dialect.docs, _decoded(_FILENAME.sub("", key))
    asked = docs if docs is None or docs.placed or not lookups.is_known(named) else None
    if asked is not None and (page := asked.page(key)) is not None:
        return opening + page + (part or "")
    if lookups.dialect.page is not None and not lookups.is_known(named):
        # A page of its site that is no article.
        own = _README if lookups.dialect.generator == "vuepress" else _INDEX
        return opening + own.sub("", _ENDED.sub(lookups.dialect.page, key)) + (part or "")
    return opening + lookups.address(named + (part or ""))


def _decoded(path: str) -> str:
    """The path of a file that Obsidian, or an editor, writes as an address: `a mill.md` of `a%20mill.md`."""
    if "%" not in path:
        return path
    name = unquote(path)
    return path if "#" in name else legal(name)


def _place(name: str, path: str, lookups: Lookups) -> str:
    """Pelican, "Linking to internal content": `{static}/a.png` counts from the site's root, `{attach}a.png` from the
    article; `{category}x` is the list of that name, as the settings have its address."""
    site = lookups.dialect.site
    if name == "index":
        return f"{site}/"
    if (found := pelicanconfig.listed(name, path, lookups.dialect.lists)) is not None:
        return f"{site}/{found.lstrip('/')}"
    if name not in _FILE_PLACES:
        return lookups.unknown(f"{{{name}}}{path}")
    return site + path if path.startswith("/") else path
