"""Where a file's head ends, and which reader takes it: YAML, TOML, JSON, `Key: value` or `标题：…` lines, HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from feedsvc.articles import myst
from feedsvc.articles.apihead import meant
from feedsvc.articles.chinesekeys import translated
from feedsvc.articles.englishhead import english
from feedsvc.articles.headvalues import HeadError, ParsedHead, Repair, dated, renamed
from feedsvc.articles.htmlhead import beneath, is_page, parse_html
from feedsvc.articles.jsonhead import parse_json
from feedsvc.articles.linehead import (
    TOML_KEY,
    TOML_TABLE,
    YAML_KEY,
    Dialect,
    is_pelican,
    labels,
    mend,
    parse_lines,
    starts_pelican,
)
from feedsvc.articles.logseqhead import logseq
from feedsvc.articles.mediumpages import medium
from feedsvc.articles.movabletype import movable_type
from feedsvc.articles.nikolahead import nikola
from feedsvc.articles.notionhead import notion
from feedsvc.articles.savedpages import KEY, saved_from
from feedsvc.articles.tomlhead import parse_toml
from feedsvc.articles.yamlhead import parse_yaml
from feedsvc.model import HeadForm, HeadValue
from feedsvc.options import RST_ENDINGS
from feedsvc.patterns import lazy

YAML = Dialect(YAML_KEY, parse_yaml)
TOML = Dialect(TOML_KEY, parse_toml, TOML_TABLE)
TOLD = frozenset({"title", "date"})
TELLING = lazy(r"""^["']?(?:title|date)["']?[ \t]*+:""", re.MULTILINE | re.IGNORECASE)
USUAL = lazy(
    r"""^["']?(?:title|date|updated|layout|tags?|categor(?:y|ies)|author|description|keywords|permalink|comments|toc|"""
    r"""password|encrypt(?:ed)?|published|private|status|visibility|hidden)"""
    r"""["']?[ \t]*+:""",
    re.MULTILINE | re.IGNORECASE,
)
COMMENTS = lazy(r"(?:#[^\n]*(?:\n|\Z))+")
SEMICOLONS = lazy(r"^;{3,}[ \t]*+(?:\n|\Z)", re.MULTILINE)
TITLES = ("headline", "post_title")
"""What schema.org's articles and WordPress's posts call their title."""
UNOPENED = 10_000
"""Characters in which a head that no fence opens must end."""
YAML_FENCE = lazy(r"^-{3,}[ \t]*+(?:\n|\Z)", re.MULTILINE)
YAML_OPEN = lazy(r"-{3,}[ \t]*+(?:\n|\Z)")
# Headings, too, have lines of dashes or plus signs above and below, but no key between them.
FENCED_KEY = lazy(r"-{3}[ \t]*+\n(?:[ \t]*+(?:#[^\n]*)?\n)*+[\"']?\w[\w -]{0,60}[\"']?[ \t]*+:")
FENCED_TOML = lazy(r"\+{3}[ \t]*+\n(?:[ \t]*+(?:#[^\n]*)?\n)*+[ \t]*+(?:\[|[\"']?\w[\w.-]{0,60}[\"']?[ \t]*+=)")
TOML_OPEN = lazy(r"\+{3,}[ \t]*+(?:\n|\Z)")
# Jekyll ends a head at `...` as well; Hexo takes any number of dashes.
YAML_CLOSE = lazy(r"^(?:-{3,}|\.\.\.)[ \t]*+(?:\n|\Z)", re.MULTILINE)
TOML_CLOSE = lazy(r"^\+{3,}[ \t]*+(?:\n|\Z)", re.MULTILINE)
# `{"` and `{}` open JSON; `{{` and `{%` are Liquid.
JSON_OPEN = lazy(r'\{\s*+["}]')
JSON_LIST = lazy(r'\[\s*+\{\s*+"')
BLANK = "\ufeff \t\n"
ONE_EACH = "write each article into a file of its own"


@dataclass(frozen=True, slots=True)
class Head:
    """A text taken apart; lines count from 1 in the file."""

    values: Mapping[str, HeadValue]
    lines: Mapping[str, int]
    body: str
    form: HeadForm = "none"
    repairs: tuple[Repair, ...] = ()
    page: bool = False


@dataclass(frozen=True, slots=True)
class RstForm:
    """What a site says of a file in reStructuredText: how such files end, the `language` (BCP 47) of what docutils
    writes by itself (`Note` above one), and whether the file is `titled` by a head that is not in it."""

    endings: tuple[str, ...] = RST_ENDINGS
    language: str = "en"
    titled: bool = False


RST = RstForm()


def split(text: str, *, markup: bool) -> Head:
    r"""Take the head off a text with LF line ends; `markup` says that the file is HTML.

    `\n---\ntitle: 000002\n---\n<p>` gives title "000002", on line 3, and the body `<p>`. Blank lines and byte order
    marks before the head are passed over. A text without a head is all body. A whole HTML document is one whatever its
    file is called, and beneath a head it gives the title and the dates that the head does not say.
    Keys in Chinese have their English names (`chinesekeys`), and without a title one of TITLES is it.
    Raises HeadError, its line from 1: a head that never ends, or that gives nothing usable, several in one file.
    """
    start = text.lstrip(BLANK)
    before = text.count("\n", 0, len(text) - len(start)) + 1
    try:
        form, parsed, body = _head(start, markup)
    except HeadError as error:
        line = None if error.line is None else error.line + before
        raise HeadError(error.reason, line, error.mend) from error
    said, body = myst.head(body) if "{post}" in body and not markup else ({}, body)
    if parsed is None:
        bare = body if said else text.removeprefix("\ufeff")
        return Head(said, dict.fromkeys(said, before), bare, "labels" if said else "none")
    parsed = translated(parsed, labels=form == "labels")
    parsed = parsed if form == "html" else dated(renamed(parsed, TITLES, "title"))
    page = is_page(start if form == "html" else body)
    if page and form != "html":
        parsed, body = beneath(body, parsed)
    lines = {key: line + before for key, line in parsed.lines.items()}
    told = {key: value for key, value in parsed.values.items() if value != "" or key.casefold() not in said}
    own = {key: said[key] for key in said.keys() - {key.casefold() for key in told}}
    parsed = replace(parsed, values={**own, **told})
    repairs = tuple(Repair(repair.line + before, repair.key, repair.value) for repair in parsed.repairs)
    return Head(parsed.values, lines, body, form, repairs, page)


def above_rst(text: str) -> Head:
    """The head above a text in reStructuredText, YAML, TOML or Nikola's lines, as `split` has it: its own fields are
    part of the text."""
    start = text.lstrip(BLANK)
    fenced = FENCED_KEY.match(start) or FENCED_TOML.match(start)
    return (
        split(text, markup=False) if fenced or nikola(start) is not None else Head({}, {}, text.removeprefix("\ufeff"))
    )


def _head(text: str, markup: bool) -> tuple[HeadForm, ParsedHead | None, str]:
    if match := YAML_OPEN.match(text):
        return "yaml", *_fenced(text, match.end(), YAML)
    if match := TOML_OPEN.match(text):
        return "toml", *_fenced(text, match.end(), TOML)
    if JSON_OPEN.match(text):
        return "json", *_json(text)
    if JSON_LIST.match(text) and (listed := _listed(text)) is not None:
        return "json", listed, ""
    return _without_fence(text, markup)


def _without_fence(text: str, markup: bool) -> tuple[HeadForm, ParsedHead | None, str]:
    if (posted := nikola(text)) is not None:
        return "labels", *posted
    if (moved := movable_type(text)) is not None:
        return "labels", *moved
    if markup or is_page(text):
        return "html", *_page(text)
    return _unfenced(text)


def _page(text: str) -> tuple[ParsedHead, str]:
    """A page's own head, and what the program that saved it says of the address; of Medium's exports what they say."""
    parsed, body = parse_html(text)
    if (exported := medium(text)) is not None:
        return replace(parsed, values={**parsed.values, **exported[0]}), exported[1]
    saved = saved_from(text)
    return (replace(parsed, values={**parsed.values, KEY: saved}) if saved else parsed), body


def _json(text: str) -> tuple[ParsedHead, str]:
    """An object, which is the head of what stands behind it; or all there is, but not one of several (JSON lines)."""
    parsed, end = parse_json(text)
    _refuse_another(parsed, text, text[end:].lstrip(BLANK))
    return meant(parsed), text[end:].removeprefix("\n")


def _listed(text: str) -> ParsedHead | None:
    """The object of a list of one, as crawlers write an article, too; None where a text is no list of objects."""
    try:
        parsed, end = parse_json(" " + text[1:])
    except HeadError:
        return None
    rest = text[end:].lstrip(BLANK)
    if rest.startswith(","):
        _refuse_another(parsed, text, rest[1:].lstrip(BLANK))
    return meant(parsed) if rest.rstrip(BLANK) == "]" else None


def _refuse_another(first: ParsedHead, text: str, rest: str) -> None:
    """Raise HeadError where the rest of a text is another article."""
    if JSON_OPEN.match(rest) and _is_like(first, rest):
        raise HeadError("several articles as JSON in one file", text.count("\n", 0, len(text) - len(rest)), ONE_EACH)


def _is_like(first: ParsedHead, text: str) -> bool:
    """Does a text begin with an object that has a key of the first one? Else it may be what an article shows."""
    try:
        other, _ = parse_json(text)
    except HeadError:
        return False
    return not first.values.keys().isdisjoint(other.values)


def _unfenced(text: str) -> tuple[HeadForm, ParsedHead | None, str]:
    if (braceless := _braceless(text)) is not None:
        return "json", *braceless
    if (unopened := _unopened(text)) is not None:
        return "yaml", *unopened
    if (exported := notion(text) or logseq(text)) is not None:
        return "labels", *exported
    if (labelled := _labelled(text)) is not None:
        return "labels", *labelled
    if (written := english(text)) is not None:
        return "labels", parse_lines(written[0].split("\n")), written[1]
    return _lines(text) if starts_pelican(text) else ("none", None, text)


def _braceless(text: str) -> tuple[ParsedHead, str] | None:
    """Hexo's head in JSON (hexo-front-matter): the inside of an object, which ends with a line of semicolons, and may
    begin with one."""
    opening = SEMICOLONS.match(text)
    start = opening.end() if opening else 0
    close = SEMICOLONS.search(text, start, UNOPENED) if text.startswith('"', start) else None
    if close is None:
        return None
    try:
        parsed, _ = parse_json(f"{{{text[start : close.start()]}}}")
    except HeadError:
        return None
    return parsed, text[close.end() :]


def _unopened(text: str) -> tuple[ParsedHead, str] | None:
    """Hexo's head without a first fence (hexo-front-matter): all before the first line of dashes, where that is YAML.

    It must have a title or a date, so that `Note: words` above such a line stays text. Behind a blank line the dashes
    are a break between paragraphs, unless the lines above are one block, as those of a head are. Each block must have a
    usual key, but for comments: a heading behind Pelican's lines, and dashes under it, have none.
    """
    near = text.find("\n---", 0, UNOPENED)
    close = YAML_FENCE.search(text, near + 1, UNOPENED) if near > 0 else None
    if close is None:
        return None
    head = text[: close.start()].rstrip("\n")
    *above, last = re.split(r"\n{2,}", head)
    if not TELLING.search(head) or (above and close.start() - len(head) > 1):
        return None
    if not (USUAL.search(last) and all(USUAL.search(each) or COMMENTS.fullmatch(each) for each in above)):
        return None
    try:
        parsed = parse_yaml(head)
    except HeadError:
        return None
    return None if TOLD.isdisjoint(map(str.casefold, parsed.values)) else (parsed, text[close.end() :])


def _fenced(text: str, start: int, dialect: Dialect) -> tuple[ParsedHead, str]:
    close = (YAML_CLOSE if dialect is YAML else TOML_CLOSE).search(text, start)
    if close is None:
        raise HeadError("a head that never ends", 0, f"close it with a line of {'---' if dialect is YAML else '+++'}")
    parsed = _parsed(text[start : close.start()], dialect)
    lines = {key: line + 1 for key, line in parsed.lines.items()}
    repairs = tuple(Repair(repair.line + 1, repair.key, repair.value) for repair in parsed.repairs)
    return ParsedHead(parsed.values, lines, repairs), text[close.end() :]


def _parsed(text: str, dialect: Dialect) -> ParsedHead:
    try:
        return dialect.parse(text)
    except HeadError as error:
        try:
            return mend(text, dialect)
        except HeadError:
            line = None if error.line is None else error.line + 1
            raise HeadError(error.reason, line) from error


def _labelled(text: str) -> tuple[ParsedHead, str] | None:
    """Lines of labels, which may end at `---`."""
    parts = labels(text)
    if parts is None:
        return None
    head, body = parts
    close = YAML_CLOSE.match(body)
    return parse_lines(head.rstrip("\n").split("\n")), body[close.end() if close else 0 :].removeprefix("\n")


def _lines(text: str) -> tuple[HeadForm, ParsedHead | None, str]:
    """Pelican's lines, which end at the first line of another shape; lines that end at `---` are Hexo's YAML."""
    end = _extent(text, lambda line: is_pelican(line) or line.startswith("- "))
    if close := YAML_CLOSE.match(text, end):
        return "yaml", _parsed(text[:end], YAML), text[close.end() :]
    end = _extent(text, is_pelican)
    return "lines", parse_lines(text[:end].rstrip("\n").split("\n")), text[end:].removeprefix("\n")


def _extent(text: str, belongs: Callable[[str], bool]) -> int:
    """The offset of the first line that does not belong to a head."""
    position = 0
    while position < len(text):
        end = text.find("\n", position) + 1 or len(text)
        if not belongs(text[position:end].rstrip("\n")):
            return position
        position = end
    return position
