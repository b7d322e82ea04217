"""A file's bytes -> head and body, and small ways to read the head.

    bytes -> text (`decoding`) -> head and body (`heads`) -> Document

Head values are strings exactly as written, tuples of them for lists, mappings for mappings; no parser decides
that `000002` is a number or `no` a truth. A plain YAML `~` or `null`, and a JSON null, is "".
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from feedsvc.articles import conflicts, mdxhead, plaintext
from feedsvc.articles.characters import outside_cdata
from feedsvc.articles.decoding import Decoded, decode
from feedsvc.articles.heads import RST, Head, RstForm, above_rst, split
from feedsvc.articles.headvalues import HeadError, ParsedHead, renamed
from feedsvc.articles.htmlcontent import has_deep_tags, has_markdown, has_stray_signs, is_surely_markdown
from feedsvc.articles.htmlhead import is_page
from feedsvc.articles.keys import is_visible
from feedsvc.articles.tokens import unescaped
from feedsvc.model import Document, HeadValue, Problem, Syntax
from feedsvc.patterns import lazy

if TYPE_CHECKING:
    from feedsvc.articles import rst

HTML_ENDINGS = (".html", ".htm")
PLAIN_ENDING, MDX_ENDING = ".txt", ".mdx"
TRUE = frozenset(("true", "yes", "on", "1", "y", "t"))
FALSE = frozenset(("false", "no", "off", "0", "n", "f"))
ENCODED = ("content:encoded", "content_encoded")
"""RSS's full text (https://www.rssboard.org/rss-profile), beside which `content` may be the description alone."""
HTML_KEYS = ("content_html", "body_html", "html", *ENCODED)
ARTICLE_BODY = "articleBody"
SUMMARIES = ("description", "summary")
"""Where many feeds have all that they tell, as HTML."""
BODY_KEYS = (
    *("content_html", "body_html", *ENCODED, "content", "body", "html", "text", "content_text", ARTICLE_BODY),
    *("post_content", "maintext"),
)
"""Where programs that write articles as JSON or YAML put the text, those of JSON Feed, schema.org, RSS, WordPress
and news-please among them."""
TAG_FIRST = lazy(
    r"\s*<(?:!doctype|html|body|div|section|article|main|p|h[1-6]|ul|ol|dl|table|figure|blockquote|pre|center)[\s>]",
    re.IGNORECASE,
)
"""What HTML begins with; a text that begins so and ends with a tag is no Markdown."""
ENDING_TAG = lazy(r"</(?:p|div)\s*+>|<br[\s/>]", re.IGNORECASE)
"""What ends paragraphs and lines in HTML."""
WORDS_BELOW = lazy(r"\n[ \t]*+\n[ ]{0,3}[^\s<]")
"""A paragraph without a tag, which HTML would join with the one above."""
MARKED_LINE = lazy(
    r"^[ ]{0,3}(?:`{3}|~{3}|#{1,6}[ ]|[-*+][ ]|[0-9]{1,9}[.)][ ]|>[ ]|(?:={2,}+|-{2,}+)[ \t]*+$)", re.MULTILINE
)
"""Fences, headings, items and quotations, which need no blank line above them."""
MARKED_WORDS = lazy(r"!\[[^\[\]\n]{0,300}\]\(|~~(?=[^\s~])[^~<\n]{1,300}(?<!\s)~~")
"""A picture, and what is struck out (GFM 6.5)."""
LINKED = lazy(r"<a\s", re.IGNORECASE)
BARE_ADDRESS = lazy(r"(?<![\w\"'=/])https?://")
"""An address that is no attribute's: Markdown makes it a link (GFM 6.9)."""
BLANKS = (" ", "\t")
RST_MEND = "correct it in the text, or write what it shows in words that docutils knows"
MEND = "write it as `key: value` lines between two lines of ---"
# A value in a message is cut here, so that a message stays a line.
SHOWN = 80


def read(path: str, data: bytes, rst_form: RstForm = RST) -> Document | Problem:
    r"""Take a file apart: `---\ntitle: A\n---\nText` gives head {"title": "A"} and body "Text".

    `path` is relative to the source, with `/`; its ending decides the syntax: `.html` and `.htm` are HTML, all others
    Markdown, unless they hold a whole HTML document without any, or with tags so deep that Markdown would show them;
    any of those of `rst_form` is reStructuredText, whose body is given as HTML, and its fields as what no head above
    says. A head is YAML between `---` lines, TOML between `+++` lines, a JSON object, `Key: value` lines whose first
    key Pelican knows, or the `<title>` and `<meta>` of an HTML file; a file without one has an empty head.
    Broken YAML and TOML is read a key at a time, and told in `mended` (rule `head`). A whole HTML document beneath
    another head tells title and dates that this does not say. Keys in Chinese have their English names (`chinesekeys`).
    Where nothing stands behind the head, the text is the first of BODY_KEYS in it that has any, in JSON else the first
    of SUMMARIES that is HTML.

    A Problem is given for a file that is empty (rule `empty`), holds NULs (`binary`), has no readable encoding
    (`encoding`), a conflict of Git's (`conflict`, with the line), or a head that never ends or gives no value (`head`,
    likewise).
    """
    decoded = decode(path, data)
    if isinstance(decoded, Problem):
        return decoded
    conflict = conflicts.of(path, decoded.text)
    if conflict is not None:
        return conflict
    syntax: Syntax = "html" if _is_html(path) else "markdown"
    is_rst = path.lower().endswith(rst_form.endings)
    try:
        head = above_rst(decoded.text) if is_rst else split(decoded.text, markup=syntax == "html")
    except HeadError as error:
        return Problem(path, "head", f"the head cannot be read: {error.reason}", error.mend or MEND, error.line)
    if head.form == "none" and path.lower().endswith(MDX_ENDING):
        head = replace(head, values=mdxhead.read(head.body))
    mended = _mended(path, decoded, head)
    if is_rst:
        read = Document(path, head.values, head.body, "html", head.lines, mended, head.form)
        return _of_rst(read, decoded.text, rst_form)
    if head.page and not _is_markdown(head.body):
        syntax = "html"
    body = unescaped(outside_cdata(head.body))
    read = Document(path, head.values, body, syntax, head.lines, mended, head.form, head.page)
    if not body or body.isspace():
        return _with_body(read)
    return _as_markdown(read) if syntax == "markdown" else read


def _of_rst(read: Document, whole: str, form: RstForm) -> Document | Problem:
    """A document in reStructuredText with its body as HTML, and with the fields that no head above it says."""
    # Loaded with the first such text: it takes eight megabytes, and an eighth of a second.
    parse: Callable[..., rst.Read] = importlib.import_module("feedsvc.articles.rst").read
    try:
        titled = form.titled or value_of(read, "title") != ""
        found = parse(read.body, titled=titled, language=form.language)
    except RecursionError:
        what = "lists or quotations of the text nest too deeply to be read"
        return Problem(read.path, "markup", what, "write them beside each other")
    above = whole.count("\n", 0, max(whole.rfind(read.body), 0)) + 1
    own = {key: value for key, value in found.values.items() if value_of(read, key) == ""}
    lines = {key: found.lines[key] + above for key in own}
    notes = (
        Problem(read.path, "markup", what, RST_MEND, None if line is None else line + above - 1, held=False)
        for what, line in found.notes
    )
    head_form = "lines" if own and read.form == "none" else read.form
    mended = (*read.mended, *notes)
    return replace(
        read, head={**own, **read.head}, body=found.html, lines={**lines, **read.lines}, mended=mended, form=head_form
    )


def _is_markdown(page: str) -> bool:
    """Is what a page's tags stand around Markdown?"""
    return has_markdown(page) and (not has_deep_tags(page) or is_surely_markdown(page))


def _with_body(read: Document) -> Document:
    """A document with nothing behind its head, and the text that the head itself holds."""
    name, body = next(((name, body) for name in BODY_KEYS if (body := _written(value_of(read, name)))), ("", ""))
    if not body:
        return _with_summary(read) if read.form == "json" else read
    markup = read.syntax == "html" or name in HTML_KEYS or _is_markup(body)
    # It is no part of the head that is left: its size is that of a body.
    head = {key: value for key, value in read.head.items() if key.casefold() != name.casefold()}
    if name == ARTICLE_BODY:
        # Of schema.org's articles (https://schema.org/name); elsewhere it may be a person's or a file's.
        head = dict(renamed(ParsedHead(head, {}), ("name",), "title").values)
    if markup:
        return replace(read, head=head, body=body, syntax="html", page=is_page(body))
    return replace(read, head=head, body=plaintext.read(_unindented(body)), syntax="markdown")


def _with_summary(read: Document) -> Document:
    """An item of a feed in JSON without any other text, its summary as the text where that is HTML."""
    told = (_written(value_of(read, name)) for name in SUMMARIES)
    body = next(filter(_is_markup, told), "")
    return replace(read, body=body, syntax="html") if body else read


def _is_markup(text: str) -> bool:
    """Is a text HTML, by its tags alone?"""
    if TAG_FIRST.match(text) and text.rstrip().endswith(">"):
        return True
    return (has_deep_tags(text) or _has_lines(text)) and not _is_marked(text)


def _has_lines(text: str) -> bool:
    """Do tags end a text's lines, and does nothing in it need Markdown to be a paragraph or a link?"""
    if not ENDING_TAG.search(text) or WORDS_BELOW.search(text):
        return False
    return LINKED.search(text) is not None or not BARE_ADDRESS.search(text)


def _is_marked(text: str) -> bool:
    """Does a text look like Markdown, or would HTML lose words of it: those behind a `<` of no tag?"""
    marked = MARKED_LINE.search(text) or MARKED_WORDS.search(text) or has_markdown(f"\n\n{text}")
    return bool(marked) or has_stray_signs(text)


def _unindented(text: str) -> str:
    """A text without the blanks that all its lines begin with, as it may stand in its page: they make no program."""
    if not text.lstrip("\n").startswith(BLANKS):
        return text
    lines = text.split("\n")
    margin = min(len(line) - len(line.lstrip(" \t")) for line in lines if line.strip())
    return "\n".join(line[margin:] for line in lines)


def _written(value: HeadValue) -> str:
    """The text of a value, with LF line ends as a file's has, of a list of paragraphs too; "" for a switch
    (`html: true`), and where nothing is seen."""
    if isinstance(value, tuple):
        return "\n\n".join(filter(None, map(_written, value)))
    if isinstance(value, Mapping):
        # feedparser's `content` is a list of such.
        return _written(named(value, "value"))
    if value.strip().lower() in TRUE | FALSE or not is_visible(value):
        return ""
    return unescaped(outside_cdata(value.replace("\r\n", "\n").replace("\r", "\n")))


def _is_html(path: str) -> bool:
    # Taking a path apart costs forty times as much as a look at its end.
    return path.lower().endswith(HTML_ENDINGS) and PurePosixPath(path).suffix != ""


def _as_markdown(read: Document) -> Document:
    """A document whose body no tags hold, with what plain text means by its lines."""
    if read.path[-4:].lower() == PLAIN_ENDING:
        return replace(read, body=plaintext.read(read.body))
    return replace(read, body=plaintext.unindented(read.body)) if read.body.lstrip("\n").startswith(BLANKS) else read


def _mended(path: str, decoded: Decoded, head: Head) -> tuple[Problem, ...]:
    guess = () if decoded.guess is None else (decoded.guess,)
    repairs = (
        Problem(
            path,
            "head",
            f"the value of {repair.key!r} breaks the head's syntax and was taken as written: {_shown(repair.value)}",
            "put it in single quotes, and double those within",
            repair.line,
            held=False,
        )
        for repair in head.repairs
    )
    return (*guess, *repairs)


def _shown(value: str) -> str:
    return repr(value if len(value) <= SHOWN else value[:SHOWN] + "…")


def text(document: Document, *names: str) -> str:
    """The first scalar that is not blank among the head's values of these names, stripped; "" where there is none.

    Names are looked up without case: `text(document, "title")` finds `Title`. A list gives its first item.
    """
    head, folded = document.head, document.folded
    for name in names:
        # What `value_of` does, without a call: nearly always there is none, and an article is asked for a hundred.
        value = head.get(name)
        if value is None and (value := folded.get(name.casefold())) is None:
            continue
        if isinstance(value, str):
            if found := value.strip():
                return found
        elif scalars := _scalars(document, name):
            return scalars[0]
    return ""


def texts(document: Document, *names: str) -> tuple[str, ...]:
    """Every scalar of these names, in the order of the names, stripped, without blanks and repetitions.

    Lists are flattened; commas within a text are left alone; mappings are passed over.
    """
    return tuple(dict.fromkeys(value for name in names for value in _scalars(document, name)))


def has_page_title(document: Document) -> bool:
    """Is the title that of a page, which may name its site, and not written in a head above it?"""
    return document.form == "html" or (document.page and "title" not in map(str.casefold, document.lines))


def nested(document: Document, name: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Every scalar of a name, those of `parts` where it holds mappings: `cover: {image: a.png, alt: b}` -> `a.png`."""
    found: list[str] = []
    waiting: list[HeadValue] = [value_of(document, name)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            waiting.extend(named(value, part) for part in reversed(parts))
        elif isinstance(value, tuple):
            waiting.extend(reversed(value))
        elif value.strip():
            found.append(value.strip())
    return tuple(found)


def flag(document: Document, name: str) -> bool | None:
    """A truth as generators write it (`true`, `yes`, `on`, `1`, and their opposites); None for anything else."""
    value = text(document, name).lower()
    return True if value in TRUE else False if value in FALSE else None


def value_of(document: Document, name: str) -> HeadValue:
    """The head's value of this name, looked up without case; the exact spelling wins; "" where there is none."""
    own = document.head.get(name)
    return document.folded.get(name.casefold(), "") if own is None else own


def named(values: Mapping[str, HeadValue], name: str) -> HeadValue:
    """The value of a mapping under a name without case; the exact spelling wins over others."""
    if name in values:
        return values[name]
    folded = name.casefold()
    return next((value for key, value in values.items() if key.casefold() == folded), "")


def _scalars(document: Document, name: str) -> list[str]:
    value = value_of(document, name)
    if value == "":
        return []
    found: list[str] = []
    waiting: list[HeadValue] = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if value.strip():
                found.append(value.strip())
        elif isinstance(value, tuple):
            waiting.extend(reversed(value))
    return found
