"""document.read: cases as files under data/documents, each beside what it becomes; and whatever bytes there are."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles import document, generators
from feedsvc.model import Document, HeadValue, Problem

DATA = Path(__file__).parent / "data" / "documents"
SEEDS = Path(__file__).parent.parent / "seeds"
CASES = sorted(path for path in DATA.iterdir() if path.with_name(f"{path.name}.json").exists())


def plain(value: HeadValue) -> object:
    """The value with lists for tuples, as JSON has them."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value]


def read_text(text: str, path: str = "a.md") -> Document:
    read = document.read(path, text.encode())
    assert isinstance(read, Document), read
    return read


def assert_problem(found: Problem, want: Mapping[str, object]) -> None:
    assert (found.rule, found.line) == (want["rule"], want["line"])
    assert str(want["says"]) in found.found
    assert found.mend


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_file_becomes_what_stands_beside_it(path: Path) -> None:
    want = json.loads(path.with_name(f"{path.name}.json").read_text(encoding="utf-8"))
    read = document.read(path.name, path.read_bytes())
    if "problem" in want:
        assert isinstance(read, Problem), read
        assert read.held
        assert_problem(read, want["problem"])
        return
    assert isinstance(read, Document), read
    assert (read.path, read.syntax, read.body) == (path.name, want["syntax"], want["body"])
    assert plain(read.head) == want["head"]
    assert read.lines == want["lines"]
    assert not any(problem.held for problem in read.mended)
    for found, expected in zip(read.mended, want["mended"], strict=True):
        assert_problem(found, expected)


def test_documents_are_many() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_seed_is_read_without_repair(path: Path) -> None:
    read = document.read(path.name, path.read_bytes())
    assert isinstance(read, Document), read
    assert read.mended == ()
    assert set(read.head) >= {"title", "date", "categories"}
    assert read.body.strip().startswith("<")


def test_alias_bomb_stays_small_and_keeps_its_body() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    read = read_text("\n".join(["---", *lines, "title: A", "---", "text"]))
    assert (read.head["title"], read.body) == ("A", "text")
    assert read.mended
    assert len(document.texts(read, *read.head)) < 1000


@pytest.mark.parametrize(
    "text",
    [
        "---\na: " + "[" * 100_000 + "\n---\n",
        "---\na:\n" + "".join(" " * n + "-\n" for n in range(1000)) + "---\n",
        "---\n" + "? " * 50_000 + "\n---\n",
        "---\n" + 'a: "\n' * 50_000 + "---\n",
        "---\n" + "title: A: B\n" * 5_000 + "---\n",
        "+++\na = " + "[" * 100_000 + "\n+++\n",
        "+++\n" + "a." * 100_000 + "a = 1\n+++\n",
        "+++\na = '" + '"""' * 50_000 + "\n+++\n",
        '{"a": ' + "[" * 100_000,
        '{"a": "' + '\\"' * 100_000,
        "{" + '"' * 100_001,
        "<meta " + "'" * 100_001,
        "<title>" * 20_000,
        "<meta name=a content=b>" * 20_000,
        "<!--" * 50_000,
        "<body></body " * 20_000,
        " " * 200_000 + "x",
        "title: a\n" + " b\n" * 50_000,
        "---\n" + "-" * 200_000,
        "x: y\n" + "---x\n" * 2_000_000,
        "title: " + "[" * 9_000 + "\n---\n",
    ],
    ids=[
        *(
            "yaml-flow",
            "yaml-blocks",
            "yaml-keys",
            "yaml-quotes",
            "yaml-repairs",
            "toml-lists",
            "toml-key",
            "toml-quotes",
        ),
        *("json-lists", "json-escapes", "json-quotes", "html-quotes", "html-titles", "html-metas", "html-comments"),
        *("html-ends", "spaces", "pelican-continued", "dashes", "dashes-and-words", "unopened-lists"),
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_hostile_file_is_read_in_no_time(text: str, path: str) -> None:
    start = time.process_time()
    document.read(path, text.encode())
    assert time.process_time() - start < 2


def test_repairs_of_one_head_are_told_up_to_ten() -> None:
    read = read_text("---\n" + "".join(f"k{n}: a: b\n" for n in range(50)) + "---\n")
    assert len(read.head) == 50
    assert [problem.line for problem in read.mended] == list(range(2, 12))


def test_long_value_is_shortened_in_the_message_only() -> None:
    read = read_text(f"---\ntitle: A: {'长' * 500}\n---\n")
    assert len(document.text(read, "title")) == 503
    assert len(read.mended[0].found) < 250


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_no_bytes_make_read_raise(data: bytes) -> None:
    assert isinstance(document.read("a.md", data), Document | Problem)


FENCES = st.sampled_from(["---\n", "+++\n", "{", "}", "<meta ", "<title>", "Title: ", "\ufeff", "...\n", '"""', "\r"])
PIECES = st.one_of(
    FENCES, st.text(max_size=12), st.sampled_from(["a: b\n", "- x\n", "a = 1\n", '"a": 1,\n', "&a ", "*a "])
)


@given(st.lists(PIECES, max_size=20).map("".join), st.sampled_from(["a.md", "b.html", "c.txt"]))
@settings(deadline=None)
def test_no_text_with_pieces_of_heads_makes_read_raise(text: str, path: str) -> None:
    read = document.read(path, text.encode("utf-8", "surrogatepass"))
    assert isinstance(read, Document | Problem)
    if isinstance(read, Document):
        assert "\r" not in read.body
        assert set(read.lines) == set(read.head)
        assert all(1 <= line <= text.count("\n") + text.count("\r") + 1 for line in read.lines.values())


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
    )
)
def test_json_head_gives_back_what_was_written(head: dict[str, str]) -> None:
    read = document.read("a.md", (json.dumps(head) + "\nText").encode())
    assert isinstance(read, Document)
    assert read.head == head
    assert read.body == "Text"


def test_text_takes_the_first_name_that_has_a_value() -> None:
    read = read_text("---\nTitle: ' A '\ntitel: B\nauthor: [x, y]\nempty: ''\nmap: {a: b}\nlist: ['', z]\n---\n")
    assert document.text(read, "title") == "A"
    assert document.text(read, "empty", "map", "titel", "title") == "B"
    assert document.text(read, "author") == "x"
    assert document.text(read, "list") == "z"
    assert document.text(read, "map", "none") == ""


def test_text_prefers_the_exact_spelling() -> None:
    read = read_text("---\nTITLE: loud\ntitle: plain\n---\n")
    assert document.text(read, "title") == "plain"
    assert document.text(read, "TITLE") == "loud"


def test_text_of_several_other_spellings_is_the_first() -> None:
    read = read_text("---\nTITLE: first\nTitle: second\nSTRASSE: x\n---\n")
    assert document.text(read, "title") == "first"
    assert document.text(read, "straße") == "x"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("cover: a.png", ("a.png",)),
        ("cover: [a.png, b.png]", ("a.png", "b.png")),
        ("cover: {alt: words, image: a.png}", ("a.png",)),
        ("cover: {image: {url: a.png}, path: b.png}", ("a.png", "b.png")),
        ("cover: {alt: words}", ()),
        ("cover:", ()),
    ],
)
def test_nested_takes_the_parts_that_are_asked_for(head: str, found: tuple[str, ...]) -> None:
    assert document.nested(read_text(f"---\n{head}\n---\nx"), "cover", ("image", "path", "url")) == found


def test_texts_flattens_and_drops_repetitions() -> None:
    read = read_text("---\nstocks: [600519.SH, [06618.HK, 600519.SH]]\ncode: 06618.HK\nname: 'a, b'\n---\n")
    assert document.texts(read, "stocks", "code", "name") == ("600519.SH", "06618.HK", "a, b")
    assert document.texts(read, "none") == ()


UNOPENED = {
    "comment": "title: A\n# draft of May\ndate: 2022-03-28\n---\nText",
    "comment-first": "# Draft\ntitle: A\n---\nText",
    "blank-line": "title: A\n\ndate: 2022-03-28\n---\nText",
    "blank-line-before-the-dashes": "layout: post\ntitle: A\n\n---\nText",
    "list-over-two-lines": "title: A\ntags: [a,\n  b]\n---\nText",
    "list-at-the-margin": "categories:\n- x\n- y\ntitle: A\n---\nText",
    "chinese-key": "title: A\n分类: x\n---\nText",
    "quoted-key": '"title": A\n---\nText',
    "layout-first": "layout: post\ntitle: A\n---\nText",
    "categories-first": "categories: x\ntitle: A\n---\nText",
    "toc-first": "toc: true\ntitle: A\n-----  \nText",
    "nothing-below": "toc: true\ntitle: A\n---",
}


@pytest.mark.parametrize("text", UNOPENED.values(), ids=UNOPENED)
def test_a_head_that_no_fence_opens_is_what_stands_before_the_dashes(text: str) -> None:
    read = read_text(text)
    assert (read.form, read.head["title"], read.body.strip()) in [("yaml", "A", "Text"), ("yaml", "A", "")]
    assert read.mended == ()
    assert read.lines["title"] == text.partition("A")[0].count("\n") + 1


UNHEADED = {
    "paragraph": "Note: something\n---\nText",
    "paragraph-and-break": "Note: something\n\n---\nText",
    "heading": "# A\n\nText\n\n---\nMore",
    "date-within-prose": "It was late\ndate: 2022-03-28\n---\nText",
    "title-of-a-mapping": "book:\n  title: A\n---\nText",
    "row-of-a-table": "title: A | b\n---|---\nx | y",
    "dashes-behind-words": "layout: post\n--- title: A",
    "break-far-below": "layout: post\ntitle: A\n" + "x: y\n" * 5_000 + "---\nText",
}


@pytest.mark.parametrize("text", UNHEADED.values(), ids=UNHEADED)
def test_a_text_before_a_break_is_no_head(text: str) -> None:
    assert read_text(text).form != "yaml"


def test_a_paragraph_between_pelicans_lines_and_a_break_stays_in_the_body() -> None:
    read = read_text("Title: A\nDate: 2022-03-28\n\nNote: words.\n\n---\n\nMore.")
    assert (read.form, read.body) == ("lines", "Note: words.\n\n---\n\nMore.")


@pytest.mark.parametrize(
    "head",
    [
        "title: A\ndate: 2022-03-28\n\npassword: abc\n---",
        "title: A\n\n# for members only\npassword: abc\n---",
        "# a comment\n\ntitle: A\npassword: abc\n---",
        "title: A\nexcerpt: |\n  one\n\n  two\npassword: abc\n---",
        '"title": "A",\n"password": "abc"\n;;;',
        ';;;\n"title": "A",\n"password": "abc"\n;;;',
    ],
)
def test_no_head_of_hexos_shows_its_password(head: str) -> None:
    read = read_text(f"{head}\nText")
    assert (read.head["title"], read.head["password"], read.body) == ("A", "abc", "Text")


@pytest.mark.parametrize("text", ['"A quotation."\n;;;\nText', '"a": [\n;;;\nText', ";;;\nText"])
def test_what_is_no_json_between_semicolons_is_text(text: str) -> None:
    assert read_text(text).form == "none"


@pytest.mark.parametrize(
    "body", ["Part 1: The start\n------\nThe body.", "# Heading\n---\n\nbody", "Note: see\nAlso: this\n----\nbody"]
)
def test_a_heading_behind_pelicans_lines_is_none_of_them(body: str) -> None:
    read = read_text(f"Title: A\nDate: 2022-03-28\nTags: a, b\n\n{body}")
    assert (read.form, read.body) == ("lines", body)


def test_a_blank_title_of_a_page_leaves_the_word_to_its_element() -> None:
    read = read_text('<title>A</title>\n<meta name="title" content="">\n<p>x</p>', "a.html")
    assert (read.head["title"], read.lines["title"]) == ("A", 1)


@pytest.mark.parametrize(
    ("written", "want"),
    [
        *[(text, True) for text in ("true", "True", "yes", "on", "1", "'true'")],
        *[(text, False) for text in ("false", "no", "Off", "0")],
        *[(text, None) for text in ("", "~", "maybe", "2022-03-28", "{a: b}")],
    ],
)
def test_flag_knows_what_generators_write(written: str, want: bool | None) -> None:
    assert document.flag(read_text(f"---\nx: 1\ndraft: {written}\n---\n"), "draft") is want


PAGE = """<!DOCTYPE html><html><head><title>The page</title>
<meta property="article:published_time" content="2025-10-02T08:10:29+08:00">
<meta property="article:modified_time" content="2025-10-03T08:10:29+08:00"></head>
<body>

    <p>One</p>

</body></html>
"""


@pytest.mark.parametrize("path", ["a.md", "a.html", "a.txt"])
@pytest.mark.parametrize("head", ["---\nauthor: A\n---\n", '{"author": "A"}\n', "+++\nauthor = 'A'\n+++\n\n"])
def test_a_page_beneath_a_head_tells_what_the_head_does_not_say(head: str, path: str) -> None:
    read = read_text(head + PAGE, path)
    assert (read.syntax, read.page, read.body.strip()) == ("html", True, "<p>One</p>")
    assert read.head == {
        "author": "A",
        "title": "The page",
        "page_published": "2025-10-02T08:10:29+08:00",
        "page_updated": "2025-10-03T08:10:29+08:00",
    }


@pytest.mark.parametrize(
    "head", ["title: Mine", "Title: Mine", "标题: Mine", "標題: Mine", "TITLE: Mine\n标题: Theirs"]
)
def test_a_page_beneath_a_head_does_not_change_what_the_head_says(head: str) -> None:
    read = read_text(f"---\n{head}\n---\n{PAGE}")
    assert (document.text(read, "title"), document.has_page_title(read)) == ("Mine", False)


@pytest.mark.parametrize("head", ["Title: ''", "标题:", "title: ~\nauthor: A"])
def test_a_page_beneath_a_head_tells_a_title_that_is_blank_there(head: str) -> None:
    read = read_text(f"---\n{head}\n---\n{PAGE}")
    assert (document.text(read, "title"), document.has_page_title(read)) == ("The page", True)


def test_what_a_template_would_fill_in_tells_nothing() -> None:
    page = "<html><head><title>{{ page.title }}</title></head><body><h1>{{ page.title }}</h1></body></html>"
    assert read_text(f"---\nauthor: A\n---\n{page}", "a.html").head == {"author": "A"}


def test_a_whole_page_is_one_whatever_its_file_is_called() -> None:
    named, other = read_text(PAGE, "a.html"), read_text(PAGE, "a.md")
    assert (named.syntax, named.head, named.body, named.page) == (other.syntax, other.head, other.body, other.page)


@pytest.mark.parametrize("body", ["<body>\n\nText **b** of it.\n\n- a\n", "<html>\n<body>\n\n# H\n\nText.\n"])
def test_markdown_within_a_page_s_tags_is_markdown(body: str) -> None:
    assert read_text(f"---\ntitle: One\n---\n{body}").syntax == "markdown"
    assert read_text(f"---\ntitle: One\n---\n{body}", "a.html").syntax == "html"


DEEP = "<body>\n<div>\n\n  <p>First.</p>\n\n    {}<br>\n\n  \t<p>Third</p>\n</div>"


@pytest.mark.parametrize("line", ["[Reuters] - Second", "- Second", "1. Second", "# 2", "> said", "```", "![](/a)"])
def test_a_page_whose_tags_stand_as_deep_as_program_text_is_no_markdown(line: str) -> None:
    assert read_text(DEEP.format(line), "a.txt").syntax == "html"
    assert read_text(f"<body>\n<div>\n\n{line}\n</div>", "a.txt").syntax == "markdown"


SAMPLE = "{}\n\n    <div>sample</div>\n\n{}\n"


@pytest.mark.parametrize(
    ("above", "below", "syntax"),
    [
        ("# Head\n\nSome **bold**:", "[a](http://b.example)", "markdown"),
        ("# Head\n\nSome:", "[a](http://b.example)", "markdown"),
        ("```\na\n```\n\nSome **bold**:", "b", "markdown"),
        ("# Head\n\nSome:", "b", "html"),
        ("Some **bold**:", "[a](http://b.example)", "html"),
        ("    # Head\n\nSome **bold**:", "b", "html"),
        ("<pre>\n\n# Head\n</pre>\n\nSome **bold**:", "b", "html"),
    ],
)
def test_a_page_with_a_heading_and_another_mark_of_markdown_shows_tags(above: str, below: str, syntax: str) -> None:
    assert read_text(f"<!DOCTYPE html>\n<html><body>\n\n{SAMPLE.format(above, below)}", "a.md").syntax == syntax


@pytest.mark.parametrize(
    "text",
    [
        "- a\n\n    <img src=/a.png>\n\n    more of it",
        "# H\n\nText:\n1. a\n\n    <p>b</p>",
        "# H\n\n```html\n\n    <p>shown</p>\n```",
        "# H\n\n<pre>\n\n    <b>shown</b></pre>",
        "# H\n\n    a < b",
    ],
)
def test_markdown_within_a_page_s_tags_may_have_tags_in_items_and_programs(text: str) -> None:
    assert read_text(f"<body>\n\n{text}\n").syntax == "markdown"


@pytest.mark.parametrize(
    "body", ["Words.\n\n<html>\n", "`<html>`\n", "<p>One</p>\n", "<htmlx>\n", "<header>One</header>\n"]
)
def test_markdown_with_html_in_it_is_no_page(body: str) -> None:
    read = read_text(f"---\ntitle: One\n---\n{body}")
    assert (read.syntax, read.page, read.body) == ("markdown", False, body)


@pytest.mark.parametrize(
    ("text", "syntax", "body"),
    [
        ('{"title": "A", "content": "<p>甲</p>\\n\\n    <p>乙</p>"}', "html", "<p>甲</p>\n\n    <p>乙</p>"),
        ('{"title": "A", "content": "*a*\\n\\nb"}', "markdown", "*a*\n\nb"),
        ('{"title": "A", "content_html": "a<br>b", "content_text": "a b"}', "html", "a<br>b"),
        ('{"title": "A", "content": "", "body": " ", "text": "b"}', "markdown", "b"),
        ('{"title": "A", "content": null, "articleBody": "b"}\n \n', "markdown", "b"),
        ('{"title": "A", "content": ["a", "", "b"]}', "markdown", "a\n\nb"),
        (
            '{"title": "A", "Content": "<https://x.example/> and <b>b</b>"}',
            "markdown",
            "<https://x.example/> and <b>b</b>",
        ),
        ('{"title": "A", "content": "a", "content:encoded": "a<br>b"}', "html", "a<br>b"),
        ("---\ntitle: A\ncontent: |\n  a\n\n  b\n---\n", "markdown", "a\n\nb\n"),
        ('+++\ntitle = "A"\nbody = "b"\n+++\n', "markdown", "b"),
    ],
)
def test_text_within_a_head_is_the_body_where_none_stands_behind_it(text: str, syntax: str, body: str) -> None:
    read = read_text(text, "a.txt")
    assert (read.syntax, read.body) == (syntax, body)
    assert body not in map(plain, read.head.values())


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ('{"title": "A", "description": "<p>a <b>c</b></p>"}', "<p>a <b>c</b></p>"),
        ('{"title": "A", "description": "a", "summary": "<p>b</p>"}', "<p>b</p>"),
        ('{"title": "A", "description": "<p>a</p>", "content": "b"}', "b"),
        ('{"title": "A", "description": "a"}', ""),
        ('---\ntitle: A\ndescription: "<p>a</p>"\n---\n', ""),
    ],
)
def test_html_of_a_summary_in_json_is_the_text_where_there_is_no_other(text: str, body: str) -> None:
    assert read_text(text, "a.json").body == body


BELOW = "\n\n    <p>B</p>"


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        (f"<span>A</span>{BELOW}", "html"),
        (f"<strong>A</strong>{BELOW}", "html"),
        (f'<img src="a.png">{BELOW}\n', "html"),
        (f"<p>A</p>{BELOW}\n(End)", "html"),
        (f"A{BELOW}", "html"),
        ("<b>A</b>\n \n\t<p>B</p>", "html"),
        ("A<br>B\n\n    C<BR/>", "html"),
        ("<em>A</em></p>\n\n    B", "html"),
        ("A<br>**b**", "markdown"),
        ("- A<br>B\n- C", "markdown"),
        ("A <br> B\n\nC\n\nD", "markdown"),
        (f"# A{BELOW}", "markdown"),
        (f"A\n\n- B{BELOW}", "markdown"),
        (f"A:\n```html\n<div>{BELOW}\n</div>\n```\nC", "markdown"),
        (f"A\n## B\nC{BELOW}", "markdown"),
        ("A\n\n    <https://b.example/>", "markdown"),
        ("A <b>b</b>\n\n    c", "markdown"),
        ("A\n\n    b < c", "markdown"),
        *[(f"A：<br>\n{line}\nB", "markdown") for line in ("- a", "* [ ] a", "1. a", "2) a", "> a", "---", "==")],
        *[(f"A<br>\nb {words} c", "markdown") for words in ("![](a.png)", '![a](b.png "c")', "~~a~~")],
        *[(f"A：<br>{before}https://b.example/c", "markdown") for before in ("", "\n", "来源：")],
        *[(f"A a<b{behind}<br>\nB", "markdown") for behind in ("，则", "$$", " ", "，则 c>d，", "")],
        ("A</p>\nif a<b", "markdown"),
        *[(f"A<br>\n{line}<br>\nB", "html") for line in ("-1", "1.5", "---", "a ~~ b ~~ c", "a < b", "&gt; a", ">>")],
        ('A<br><a href="https://b.example/">https://b.example/</a>', "html"),
        ("A<br><img src='https://b.example/c.png'>", "html"),
        ("A<br>\n<code>a<b</code>", "html"),
        ("A<br>\n<o:p>B</o:p>", "html"),
        (f"A https://b.example/{BELOW}", "html"),
    ],
)
def test_html_within_a_head_is_known_by_where_its_tags_stand(text: str, syntax: str) -> None:
    read = read_text(json.dumps({"title": "A", "content": text}), "a.json")
    assert (read.syntax, read.body) == (syntax, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", "<![CDATA[<p>A.</p><p>B.</p>]]>\n"),
        ("a.md", "---\ntitle: A\n---\n<![CDATA[<p>A.</p><p>B.</p>]]>"),
        ("a.md", '{"title": "A", "content": "<![CDATA[<p>A.</p><p>B.</p>]]>"}'),
    ],
)
def test_marks_of_cdata_around_a_text_are_none_of_it(path: str, text: str) -> None:
    found = document.read(path, text.encode())
    assert isinstance(found, Document)
    assert found.body == "<p>A.</p><p>B.</p>"


@pytest.mark.parametrize(
    ("path", "text", "body"),
    [
        (
            "a.json",
            '{"title": "A", "content": "&lt;p class=x&gt;A &amp;amp; b.&lt;/p&gt;"}',
            "<p class=x>A &amp; b.</p>",
        ),
        ("a.html", "&lt;p&gt;A.&lt;/p&gt;\n&lt;p&gt;B.&lt;/p&gt;\n", "<p>A.</p>\n<p>B.</p>\n"),
        ("a.md", "---\ntitle: A\n---\n&lt;p&gt; begins a paragraph.", "&lt;p&gt; begins a paragraph."),
        ("a.html", "&lt;p&gt;<b>A</b>&lt;/p&gt;", "&lt;p&gt;<b>A</b>&lt;/p&gt;"),
        ("a.md", "---\ntitle: A\n---\n&lt;vector&gt; and &lt;p&gt;", "&lt;vector&gt; and &lt;p&gt;"),
    ],
)
def test_html_that_was_escaped_as_a_whole_is_html(path: str, text: str, body: str) -> None:
    found = document.read(path, text.encode())
    assert isinstance(found, Document)
    assert found.body == body


def test_lines_of_a_text_within_a_head_end_as_those_of_a_file_do() -> None:
    read = read_text(json.dumps({"title": "A", "content": "<b>A</b>\r\n\r\n    <img src='b'>\rC"}), "a.json")
    assert (read.syntax, read.body) == ("html", "<b>A</b>\n\n    <img src='b'>\nC")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("    第一段，\n    第一段。", "第一段，\n第一段。"),
        ("\n\t\ta\n\n\t\tb\n", "\na\n\nb\n"),
        ("    - a\n      - b", "- a\n  - b"),
        ("a\n\n    b", "a\n\n    b"),
    ],
)
def test_a_text_within_a_head_of_which_all_lines_are_indented_is_no_program_text(text: str, body: str) -> None:
    assert read_text(json.dumps({"title": "A", "text": text}), "a.json").body == body
    markdown = read_text(f"---\ntitle: A\n---\n{text}").body
    assert markdown == (body if "。" in text else text)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *[(key, "title") for key in ("标题", "標題", "' 标题 '")],
        *[(key, "source") for key in ("来源", "來源")],
        ("作者", "author"),
        *[(key, "category") for key in ("分类", "分類")],
        *[(key, "tags") for key in ("标签", "標籤", "关键词", "關鍵詞", "关键字", "關鍵字")],
        *[(key, "link") for key in ("链接", "鏈接", "連結", "原文链接", "原文鏈接")],
        ("摘要", "description"),
        *[(key, key) for key in ("网址", "原文")],
        *[(key, key) for key in ("小标题", "发布时间", "來源網址")],
    ],
)
def test_keys_in_chinese_have_their_english_names(written: str, name: str) -> None:
    read = read_text(f"---\nx: 1\n{written}: a\n---\nb")
    assert read.head == {"x": "1", name: "a"}


def test_a_key_in_chinese_keeps_its_line() -> None:
    assert read_text("---\nx: 1\n标题: a\n---\nb").lines == {"x": 2, "title": 3}


def test_a_key_in_chinese_is_no_other_where_the_head_has_the_english_one() -> None:
    assert read_text("---\n标题: a\nTitle: b\n---\nb").head == {"标题": "a", "Title": "b"}


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("链接: c\n原文链接: d", {"链接": "c", "link": "d"}),
        ("原文链接: d\n链接: c", {"链接": "c", "link": "d"}),
        ("原文链接: ''\n链接: c", {"原文链接": "", "link": "c"}),
        ("內容: c\n正文: d", {"內容": "c", "content": "d"}),
        ("网址: https://x.example/a\n作者: ''", {"link": "https://x.example/a", "author": ""}),
        ("网址: https://x.example/a\n链接: b", {"网址": "https://x.example/a", "link": "b"}),
        ("標題: c\n标题: d", {"title": "c", "标题": "d"}),
        ("原文链接: ''\n链接: ' '", {"link": "", "链接": " "}),
    ],
)
def test_of_two_keys_in_chinese_the_more_exact_one_that_says_anything_counts(
    head: str, said: Mapping[str, str]
) -> None:
    assert read_text(f"---\n{head}\n---\nb").head == said


LABELLED = {
    "wide colons": (
        "标题：A\n发布时间：2024年6月1日 10:00\n来源：X\n\n正文。",
        {"title": "A", "source": "X"},
        "正文。",
    ),
    "narrow ones": ("标题: A\n来源: X\n\n正文。", {"title": "A", "source": "X"}, "正文。"),
    "in the other script": ("標題：A\n來源 ：X\n\n正文。", {"title": "A", "source": "X"}, "正文。"),
    "the text at once below": ("标题：A\n来源：X\n正文。", {"title": "A", "source": "X"}, "正文。"),
    "the text behind its label": ("标题：A\n正文：\n第一段。\n\n第二段。", {"title": "A"}, "第一段。\n\n第二段。"),
    "its label's line is the text": (
        "标题：A\n来源：X\n正文：第一段。\n第二段。",
        {"source": "X"},
        "第一段。\n\n第二段。",
    ),
    "the text's label behind a blank line": (
        "标题：A\n来源：X\n\n正文：第一段。\n\n第二段。",
        {"title": "A", "source": "X", "": None},
        "第一段。\n\n第二段。",
    ),
    "behind several": ("標題：A\n栏目：要闻\n \n\n\u3000\n內容：\n\n一。", {"栏目": "要闻", "": None}, "一。"),
    "behind a title alone": ("标题：A\n\n正文：一。\n二。", {"title": "A"}, "一。\n\n二。"),
    "a kind of text behind one": ("标题：A\n来源：X\n\n内容：公告\n作者：Y", {"source": "X"}, "内容：公告\n作者：Y"),
    "another label behind one": (
        "标题：A\n来源：X\n\n记者：Y\n\n一。",
        {"source": "X", "记者": None},
        "记者：Y\n\n一。",
    ),
    "with blank lines between": (
        "标题：A\n\n来源：X\n\n发布时间：2024-03-05 10:00\n\n正文第一段。",
        {"title": "A", "source": "X", "发布时间": "2024-03-05 10:00", "": None},
        "正文第一段。",
    ),
    "with two and others": (
        "來源：X\n \n\n責任編輯：张三\n\n時間：2024-03-05\n作者：Y\n\n\n\n正文。",
        {"source": "X", "責任編輯": "张三", "日期": "2024-03-05", "author": "Y"},
        "正文。",
    ),
    "with them and the text's label": (
        "标题：A？\n\n来源：X\n\n\n正文：\n\n一。",
        {"title": "A？", "source": "X"},
        "一。",
    ),
    "another key behind one": ("标题：A\n来源：X\n\n作者：Y\n\n一。", {"source": "X", "author": "Y"}, "一。"),
    "a dialogue behind one": (
        "标题：A\n来源：X\n日期：1\n\n记者：您好。\n\n作者：您好。\n\n来源：Z",
        {"source": "X", "author": None},
        "记者：您好。\n\n作者：您好。\n\n来源：Z",
    ),
    "other labels behind a whole one": (
        "标题：A\n日期：1\n作者：Y\n\n分类：B\n\n来源：Z\n\n一。",
        {"title": "A", "日期": "1", "author": "Y", "category": None, "source": None},
        "分类：B\n\n来源：Z\n\n一。",
    ),
    "a line of the text behind a whole one": (
        "标题：A\n日期：1\n作者：Y\n\n编辑：我今天在编辑部写了这篇文章\n\n来源：Z",
        {"author": "Y", "source": None},
        "编辑：我今天在编辑部写了这篇文章\n\n来源：Z",
    ),
    "the text's label behind a whole one": (
        "标题：A\n日期：1\n作者：Y\n\n正文：\n\n来源：Z",
        {"author": "Y", "source": None},
        "来源：Z",
    ),
    "one without title and date that goes on": (
        "来源：X\n作者：Y\n标签：B\n\n日期：1\n\n一。",
        {"source": "X", "日期": "1"},
        "一。",
    ),
    "three blank lines": (
        "标题：A\n来源：X\n\n\n\n日期：1\n\n一。",
        {"source": "X", "日期": None},
        "日期：1\n\n一。",
    ),
    "an event behind one": (
        "标题：A\n来源：X\n\n日期：1\n\n地点：北京\n\n一。",
        {"source": "X", "日期": None},
        "日期：1\n\n地点：北京\n\n一。",
    ),
    "the text's label in its second paragraph": (
        "标题：A\n来源：X\n\n一。\n\n正文：二。",
        {"source": "X"},
        "一。\n\n正文：二。",
    ),
    "a kind of text": ("标题：A\n内容：公告\n来源：X\n\n正文。", {"content": "公告", "source": "X"}, "正文。"),
    "another label between": (
        "标题：A\n栏目：要闻\n来源：X\n编辑：李四\n\n正文。",
        {"栏目": "要闻"},
        "编辑：李四\n\n正文。",
    ),
    "an address of the original": (
        "标题：A\n网址：https://x.example/a\n\n正文。",
        {"link": "https://x.example/a"},
        "正文。",
    ),
    "one in traditional characters": (
        "標題：A\n原文網址：https://x.example/a\n\n正文。",
        {"link": "https://x.example/a"},
        "正文。",
    ),
    "one above a blank line": (
        "标题：A\n\n原文：http://x.example/a\n\n日期：1\n\n一。",
        {"link": "http://x.example/a"},
        "一。",
    ),
    "one that is called a source": ("标题：A\n来源：https://x.example/a\n", {"source": "https://x.example/a"}, ""),
    "a text or a place where an address may stand": (
        "标题：A\n地址：北京\n来源：X\n原文：一。\n",
        {"地址": "北京", "link": None},
        "原文：一。",
    ),
    "with a key in English": ("标题：A\nURL: https://x.example/a\n\n正文。", {"URL": "https://x.example/a"}, "正文。"),
    "below one in English": ("Title: A\n来源：X\n\n正文。", {"Title": "A", "source": "X"}, "正文。"),
    "the text's label below one in English": ("Title: A\n正文：一。\n\n二。", {"Title": "A"}, "正文：一。\n\n二。"),
    "an address": ("标题：A\n来源：X\nhttps://x.example/a\n", {"source": "X"}, "https://x.example/a"),
    "ended by dashes": ("标题：A\n来源：X\n---\n正文。", {"title": "A", "source": "X"}, "正文。"),
    "a bare time": ("标题：A\n时间：2024-06-01\n\n正文。", {"日期": "2024-06-01"}, "正文。"),
    "a bare time beside the day": ("标题：A\n日期：1\n時間：2\n\n正文。", {"日期": "1", "時間": "2"}, "正文。"),
    "a colon within a value": ("标题：A：b: c\n来源：X\n", {"title": "A：b: c"}, ""),
}


@pytest.mark.parametrize(("text", "head", "body"), LABELLED.values(), ids=LABELLED)
def test_lines_of_labels_in_chinese_are_a_head(text: str, head: Mapping[str, str], body: str) -> None:
    read = read_text(text, "a.txt")
    assert {key: read.head.get(key) for key in head} == head
    assert read.body.strip() == body
    assert generators.mark_of(read) == ("pelican" if text.startswith("Title") else None)


ENGLISH = {
    "jina": (
        "Title: A\n\nURL Source: https://x.example/a\n\nPublished Time: 2024-03-05\n\nMarkdown Content:\n# A\n\nb",
        {"Title": "A", "URL Source": "https://x.example/a", "Published Time": "2024-03-05"},
        "# A\n\nb",
    ),
    "a warning in the text below paragraphs of labels": (
        "Title: A\n\nDate: 2024-01-01\n\nSource: Foo\n\nWarning: it is bad. I say so.\n\nSummary: bad.\n\nEnd.",
        {"Title": "A", "Date": "2024-01-01", "Source": "Foo"},
        "Warning: it is bad. I say so.\n\nSummary: bad.\n\nEnd.",
    ),
    "a summary in paragraphs of labels": (
        "Title: A\n\nDate: 2024-01-01\n\nSummary: It is bad.\n\nEnd.",
        {"Title": "A", "Date": "2024-01-01", "Summary": "It is bad."},
        "End.",
    ),
    "jina without a date": (
        "Title: A\n\nURL Source: https://x.example/a\n\nWarning: not loaded.\n\nMarkdown Content:\nb",
        {"Title": "A"},
        "b",
    ),
    "two words": (
        "Title: A\nAuthors: B, C\nPublish Date: 2024-03-05\nURL: https://x.example/a\nText: b\n\nc",
        {"Publish Date": "2024-03-05", "URL": "https://x.example/a"},
        "b\n\nc",
    ),
    "paragraphs": ("Title: A\n\nDate: 2024-03-05\n\nAuthor: B\n\nContent:\n\nb", {"Author": "B"}, "b"),
    "paragraphs alone": ("Title: A\n \nDate: 2024-03-05\n\nAuthor: B\n\nb: c", {"Author": "B"}, "b: c"),
}


@pytest.mark.parametrize(("text", "head", "body"), ENGLISH.values(), ids=ENGLISH)
def test_labels_in_english_are_a_head_where_no_pelican_would_write_them(
    text: str, head: Mapping[str, str], body: str
) -> None:
    read = read_text(text, "a.txt")
    assert {key: read.head.get(key) for key in head} == head
    assert (read.body.strip(), generators.mark_of(read)) == (body, None)


@pytest.mark.parametrize(
    ("text", "form", "body"),
    [
        ("Title: A\nDate: 2024-03-05\nText: b\n\nc", "lines", "c"),
        ("Title: A\nDate: 2024-03-05\nAuthor: B\n\nContent:\n\n1. c", "lines", "Content:\n\n1. c"),
        ("Title: A\n\nDate: 2024-03-05\n\nc", "lines", "Date: 2024-03-05\n\nc"),
        (
            "Title: A\n\nNote: c\n\nDate: 2024-03-05\n\nAuthor: B\n",
            "lines",
            "Note: c\n\nDate: 2024-03-05\n\nAuthor: B\n",
        ),
        ("URL Source: a\n\nContent: b\n", "none", "URL Source: a\n\nContent: b\n"),
    ],
)
def test_other_labels_in_english_are_pelicans_or_the_text(text: str, form: str, body: str) -> None:
    read = read_text(text)
    assert (read.form, read.body) == (form, body)


def test_values_that_mongodb_exports_are_read_in_their_wrapping() -> None:
    read = read_text(
        '{"title": "A", "date": {"$date": {"$numberLong": "1709596800000"}}, "x": {"$date": "1", "y": "2"}}'
    )
    assert read.head == {"title": "A", "date": "1709596800000", "x": {"$date": "1", "y": "2"}}


def test_the_text_of_an_entry_of_feedparsers_is_the_text() -> None:
    read = read_text('{"title": "A", "content": [{"type": "text/html", "value": "<p>b</p>"}, {"value": ""}]}')
    assert (read.head, read.body, read.syntax) == ({"title": "A"}, "<p>b</p>", "html")
    assert read_text('{"title": "A", "content": [{"type": "text/html"}]}').body == ""


def test_the_text_of_news_please_is_the_text() -> None:
    read = read_text('{"title": "A", "maintext": "b"}')
    assert (read.head, read.body) == ({"title": "A"}, "b")


UNLABELLED = {
    "one label": "来源：一条河流的起点\n\n正文。",
    "an original and what it means": "原文：Hello.\n标题：你好。",
    "one label and the text's": "内容：第一段。\n第二段。",
    "below a line without one": "A\n标题：B\n来源：X\n\n正文。",
    "an event": "标题：讲座\n时间：2024年6月1日\n地点：北京\n\n正文。",
    "a talk": "标题：AI\n报告人：张三\n时间：2024年6月1日",
    "a dialogue": "记者：您好。\n作者：您好。\n来源：X",
    "a label and a sentence": "作者：李四认为这样不对。\n理想汽车：五月交付三万五千辆。\n\n正文。",
    "far from each other": f"标题：A\n其他：{'很长的一段。' * 30}\n来源：X",
    "apart": "标题：A\n\n来源：X",
    "apart without title and date": "来源：X\n\n作者：Y\n\n标签：Z\n\n正文。",
    "apart and far": "标题：A\n\n\n\n来源：X\n\n日期：1\n\n正文。",
    "apart and of an event": "标题：A\n\n来源：X\n\n时间：1\n\n地点：北京\n\n正文。",
    "the text's label behind a line without one": "A\n\n正文：一。",
}


@pytest.mark.parametrize("text", UNLABELLED.values(), ids=UNLABELLED)
def test_a_text_that_only_begins_like_lines_of_labels_has_no_head(text: str) -> None:
    read = read_text(text)
    assert (read.form, read.head, read.body) == ("none", {}, text)


SAVED = {
    "browser": (
        "<!DOCTYPE html>\n<!-- saved from url=(0021)https://x.example/a?b=1 -->\n<html>",
        "https://x.example/a?b=1",
    ),
    "single file": (
        "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://x.example/a \n"
        " saved date: Tue Mar 05 2024 08:00:00 GMT+0800\n-->",
        "https://x.example/a",
    ),
    "monolith": (
        "<!-- Saved from https://x.example/a at 2024-03-05T08:00:00Z using monolith v2.8.1 -->\n<html>",
        "https://x.example/a",
    ),
    "a page of no web": ("<!-- saved from url=(0014)about:internet --><html>", None),
    "a comment of another kind": ("<html><!-- see https://x.example/a -->", None),
}


@pytest.mark.parametrize(("begin", "address"), SAVED.values(), ids=SAVED)
def test_a_saved_page_says_where_it_was(begin: str, address: str | None) -> None:
    read = read_text(f"{begin}<head><title>A</title></head><body><p>b</p></body></html>", "a.html")
    assert read.head == {"title": "A"} | ({"saved_from": address} if address else {})


def test_the_line_of_a_label_is_told() -> None:
    assert read_text("\n标题：A\n发布时间：x\n\n正文。").lines == {"title": 2, "发布时间": 3}
    assert read_text("\n标题：A\n\n来源：X\n\n发布时间：x").lines == {"title": 2, "source": 4, "发布时间": 6}


def test_the_text_beside_a_kind_of_announcement_is_the_text() -> None:
    read = read_text('{"内容": "公告", "正文": "正文第一段"}', "a.json")
    assert (read.body, read.head) == ("正文第一段", {"内容": "公告"})


def test_keywords_in_chinese_are_tags_where_the_head_has_no_others() -> None:
    assert read_text("---\n关键词: a\n标签: b\n---\nb").head == {"关键词": "a", "tags": "b"}
    assert read_text("---\n关键词: a\ntags: b\n---\nb").head == {"关键词": "a", "tags": "b"}


def test_text_within_a_head_is_known_by_its_chinese_name() -> None:
    read = read_text('{"標題": "a", "內容": "b"}')
    assert (read.head, read.body) == ({"title": "a"}, "b")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('{"headline": "A", "articleBody": "b"}', "A"),
        ('{"Headline": "A", "description": "c", "articleBody": "b"}', "A"),
        ('{"post_title": "A", "post_content": "b"}', "A"),
        ('{"name": "A", "articleBody": "b"}', "A"),
        ('{"name": "C", "headline": "A", "articleBody": "b"}', "A"),
        ('{"title": "A", "headline": "C", "name": "D", "articleBody": "b"}', "A"),
        ('{"Title": "A", "headline": "C", "articleBody": "b"}', "A"),
        ('{"title": "", "headline": "A", "content": "b"}', "A"),
        ('{"Title": "", "headline": "A", "content": "b"}', "A"),
        ('{"headline": " ", "post_title": "A", "content": "b"}', "A"),
        ("---\nheadline: A\n---\nb", "A"),
        ('{"name": "C", "content": "b"}', ""),
        ("---\nname: C\n---\nb", ""),
        ('{"headline": ["A"], "content": "b"}', ""),
    ],
)
def test_the_title_of_schema_org_s_articles_and_wordpress_s_posts_is_the_title(head: str, title: str) -> None:
    read = read_text(head)
    assert (document.text(read, "title"), read.body) == (title, "b")


def test_a_headline_keeps_its_line_and_goes_before_the_title_of_a_page_beneath() -> None:
    read = read_text(f"---\nx: 1\nheadline: A\n---\n{PAGE}")
    assert (document.text(read, "title"), read.lines, document.has_page_title(read)) == (
        "A",
        {"x": 2, "title": 3},
        False,
    )


@pytest.mark.parametrize(
    ("head", "syntax"),
    [
        ('{"title": "A", "body_html": "one <b>two</b>"}', "html"),
        ('{"post_title": "A", "post_content": "<!-- wp:paragraph --><p>one</p>"}', "html"),
        ('{"post_title": "A", "post_content": "one\\n\\ntwo"}', "markdown"),
    ],
)
def test_the_text_of_shops_and_of_wordpress_s_posts_is_the_body(head: str, syntax: str) -> None:
    read = read_text(head)
    assert ("one" in read.body, read.syntax, set(read.head) & {"body_html", "post_content"}) == (True, syntax, set())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"title": "A", "content": "a"}\n{"title": "B", "content": "b"}\n', 2),
        ('\n{\n"title": "A"\n}\n\n{"title": "B"}', 6),
        ('{"标题": "A"} {"标题": "B"}', 1),
        ('[{"title": "A", "content": "a"}, {"title": "B", "content": "b"}]', 1),
        ('[\n  {"title": "A"},\n  {"title": "B"}\n]\n', 3),
    ],
)
def test_several_articles_as_json_in_one_file_are_a_problem(text: str, line: int) -> None:
    found = document.read("a.txt", text.encode())
    assert isinstance(found, Problem)
    assert (found.rule, found.line, found.mend) == ("head", line, "write each article into a file of its own")
    assert "several articles as JSON in one file" in found.found


def test_a_list_of_one_article_as_json_is_that_article() -> None:
    read = read_text('[\n  {\n    "title": "A",\n    "n": 1.50\n  }\n]\n', "a.txt")
    assert (read.head, read.body) == ({"title": "A", "n": "1.50"}, "")
    assert read.lines["n"] == 4


@pytest.mark.parametrize("text", ['[{"title": "A"', '[{"title": "A"}] is a list.', '[{"title": "A"}, 3]', "[{ a }]"])
def test_brackets_that_hold_no_articles_are_text(text: str) -> None:
    read = read_text(text)
    assert (read.head, read.body) == ({}, text)


@pytest.mark.parametrize("body", ['{"id": 1} is an answer.', "{{ site.url }}", '{"title": "A"', "{} and more", "{ a }"])
def test_braces_behind_a_head_of_json_are_text(body: str) -> None:
    read = read_text(f'{{"title": "A"}}\n{body}')
    assert (read.head, read.body) == ({"title": "A"}, body)


def test_a_whole_page_within_a_head_is_one() -> None:
    read = read_text('{"title": "A", "html": "<!DOCTYPE html><body><p>b</p></body>"}', "a.json")
    assert (read.syntax, read.page) == ("html", True)


@pytest.mark.parametrize("value", ["true", "'no'", "{a: b}", "''", "'\u200b'"])
def test_a_switch_or_a_mapping_in_a_head_is_no_text(value: str) -> None:
    read = read_text(f"---\ntitle: A\ncontent: {value}\nhtml: {value}\n---\n")
    assert (read.body.strip(), "content" in read.head, "html" in read.head) == ("", True, True)


def test_text_behind_a_head_goes_before_that_within_it() -> None:
    read = read_text('{"title": "A", "content": "a"}\nb')
    assert (read.body, read.head["content"]) == ("b", "a")


PLACED = "Eventdate: 2024-03-05 19:00\nPlace: the hall\n"


def test_a_head_of_lines_may_begin_with_any_key_where_title_and_date_follow() -> None:
    read = read_text(f"{PLACED}Date: 2024-03-01\nTitle: A mill\n\nText.\n")
    assert (read.form, read.head["Title"], read.head["Eventdate"]) == ("lines", "A mill", "2024-03-05 19:00")
    assert read.body == "Text.\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{PLACED}\nTitle: A\nDate: 2024-03-01\n\nText.\n",
        f"{PLACED}Title: A\n\nText.\n",
        f"{PLACED}and words\nTitle: A\nDate: 2024-03-01\n",
        "http://a.example\nTitle: A\nDate: 2024-03-01\n",
    ],
)
def test_without_these_such_lines_are_text(text: str) -> None:
    assert (read_text(text).head, read_text(text).body) == ({}, text)


def test_dates_in_a_table_are_those_of_the_article() -> None:
    read = document.read("a.md", b"---\ntitle: A\ndate:\n  created: 2024-01-31\n  updated: 2024-02-03\n---\nText.")
    assert isinstance(read, Document)
    assert dict(read.head) == {"title": "A", "date": "2024-01-31", "updated": "2024-02-03"}
    other = document.read("a.md", b"---\ntitle: A\ndate: {year: 2024}\n---\nText.")
    assert isinstance(other, Document) and dict(other.head) == {"title": "A"}
