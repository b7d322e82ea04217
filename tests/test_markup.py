"""Markdown, template tags and HTML -> HTML."""

from __future__ import annotations

import resource
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles import gfm, kramdown, references, tables
from feedsvc.articles.cut import MAX_BYTES, TOO_LONG
from feedsvc.articles.lookups import Dialect, Folders, Lookups
from feedsvc.articles.markup import Markup, is_html, to_html
from tests.body_stages import SEEDS, body_of, seen, words_in_source

TARGETS = {"2022-03-28-slug": "https://e.example/a/", "notes/other.md": "https://e.example/o/",
           "my mill.md": "https://e.example/m/"}  # fmt: skip


def html_of(body: str) -> str:
    return to_html(body, "markdown", TARGETS).html.strip()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a **b** `c`", "<p>a <strong>b</strong> <code>c</code></p>"),
        ("~~a~~ www.example.com", '<p><del>a</del> <a href="http://www.example.com">www.example.com</a></p>'),
        ("- [ ] a\n- [x] b", "<ul>\n<li>☐ a</li>\n<li>☑ b</li>\n</ul>"),
        (
            "<http://a.example/x?y=1&z>",
            '<p><a href="http://a.example/x?y=1&amp;z">http://a.example/x?y=1&amp;z</a></p>',
        ),
        ("<>", "<p>&lt;&gt;</p>"),
        ("<style>p{}</style>\n\na", "<style>p{}</style>\n<p>a</p>"),
        ("a\r\nb", "<p>a\nb</p>"),
        ("a\n\n<!-- more -->\n\nb", "<p>a</p>\n<!-- more -->\n<p>b</p>"),
        ("a\x0cb\x00\x01c", "<p>abc</p>"),
        ("明天气温10~15度，风力3~4级。", "<p>明天气温10~15度，风力3~4级。</p>"),
        ("9:00~12:00，14:00~18:00 H~2~O", "<p>9:00~12:00，14:00~18:00 H~2~O</p>"),
    ],
    ids=[
        *("inline", "gfm", "tasks", "autolink", "empty autolink", "style", "crlf", "more", "illegal"),
        *("ranges with one tilde", "hours and a formula with one tilde"),
    ],
)
def test_markdown_is_rendered(body: str, expected: str) -> None:
    assert html_of(body) == expected


def test_a_link_that_shows_its_address_leads_to_that() -> None:
    link = '<a href="https://a.example/?b=1&amp;c=2">https://a.example/?b=1&amp;c=2</a>'
    assert html_of(f"A mill: {link}") == f"<p>A mill: {link}</p>"


def test_a_note_that_begins_with_the_name_of_a_file_keeps_it() -> None:
    html = to_html("a[^1] b[^2]\n\n[^1]: Notes.md of all.\n[^2]: /a/b of all.", "markdown", {}, Dialect(base="/c")).html
    assert "Notes.md of all." in html and ">/a/b of all." in html.replace("<p>", ">")


def test_table_and_footnote_of_gfm_are_rendered() -> None:
    made = html_of("| 甲 |\n|---|\n| 1 |\n\na[^1]\n\n[^1]: note")
    assert "<td>1</td>" in made
    assert 'class="footnotes"' in made


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[t]({% post_url 2022-03-28-slug %})", '<p><a href="https://e.example/a/">t</a></p>'),
        ("[t]({{ site.baseurl }}{% link notes/other.md %})", '<p><a href="https://e.example/o/">t</a></p>'),
        ("{% post_link 2022-03-28-slug '标 题' %}", '<p><a href="https://e.example/a/">标 题</a></p>'),
        ('[t]({{< ref "notes/other.md#part" >}})', '<p><a href="https://e.example/o/#part">t</a></p>'),
        ('[t]({{% relref "2022-03-28-slug" %}})', '<p><a href="https://e.example/a/">t</a></p>'),
        ("[t](notes/other.md#part)", '<p><a href="https://e.example/o/#part">t</a></p>'),
        ('<a class="x" href="notes/other.md">t</a>', '<p><a class="x" href="https://e.example/o/">t</a></p>'),
        ("[t](my%20mill.md#a%20part)", '<p><a href="https://e.example/m/#a%20part">t</a></p>'),
        (
            "[t](<my mill.md>) and [u](<notes/other.md#a part>)",
            '<p><a href="https://e.example/m/">t</a> and <a href="https://e.example/o/#a%20part">u</a></p>',
        ),
        ("[t][r]\n\n[r]: my%20mill.md", '<p><a href="https://e.example/m/">t</a></p>'),
        ("[t](50%.md) and [u](C%23.md) and [v](a%00b.md)", "<p>t and u and v</p>"),
        ("[t][r]\n\n[r]: notes/other.md", '<p><a href="https://e.example/o/">t</a></p>'),
        ("[t]({filename}notes/other.md)", '<p><a href="https://e.example/o/">t</a></p>'),
        ("[t](https://g.example/README.md)", '<p><a href="https://g.example/README.md">t</a></p>'),
    ],
    ids=[
        "post_url",
        "baseurl and link",
        "post_link",
        "ref",
        "relref",
        "md",
        "html",
        "encoded",
        "in angles",
        "encoded reference",
        "unknown",
        "reference",
        "pelican",
        "elsewhere",
    ],
)
def test_reference_to_another_article_becomes_its_address(body: str, expected: str) -> None:
    assert html_of(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "[the words]({% post_url gone %})",
        "[the words](gone)".replace("gone", "gone.md"),
        "{% post_link gone 'the words' %}",
    ],
)
def test_reference_to_nowhere_keeps_its_words_and_is_noted(body: str) -> None:
    made = to_html(body, "markdown", TARGETS)
    assert made.html == "<p>the words</p>\n"
    assert [address for _, address in made.wants] == [""]
    assert len(made.notes) == 1
    assert "gone" in made.notes[0]


@pytest.mark.parametrize("tag", ["{{% link _posts/{}.md %}}", '{{{{< ref "{}.md" >}}}}', "{{% post_link {} %}}"])
def test_what_is_longer_than_a_path_is_no_target_that_is_asked_for(tag: str) -> None:
    """PostgreSQL's index of them takes no more: the whole ingest ended over such a one."""
    made = to_html(f"words {tag.format('年' * 950)}", "markdown", {})
    assert made.wants == ()
    assert [note[-14:] for note in made.notes] == ["' is not known"]
    assert len(to_html(f"words {tag.format('年' * 500)}", "markdown", {}).wants) == 1


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("{static}/images/a.png", "https://e.example/images/a.png"),
        ("|static|/images/a.png", "https://e.example/images/a.png"),
        ("{filename}/images/a.png", "https://e.example/images/a.png"),
        ("{attach}a.png", "a.png"),
        ("{index}", "https://e.example/"),
    ],
)
def test_place_of_pelican_becomes_an_address(written: str, address: str) -> None:
    made = to_html(f'![x]({written}) <img src="{written}">', "markdown", {}, Dialect("https://e.example"))
    assert made.html == f'<p><img src="{address}" alt="x" /> <img src="{address}"></p>\n'
    assert made.notes == ()


def test_place_that_only_pelican_knows_keeps_its_words_and_is_noted() -> None:
    made = to_html("[the words]({category}python)", "markdown", {})
    assert (made.html, made.notes) == (
        "<p>the words</p>\n",
        ("the link target '{category}python' is not known",),
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[the **words**](https://x.example/{{ site.v }}/a) b", "<p>the <strong>words</strong> b</p>"),
        ("![alt & more](/a/{{ site.v }}.png) b", "<p>alt &amp; more b</p>"),
        ("[![alt]({{ site.v }}/a.png)]({{ site.v }}/a) b", "<p>alt b</p>"),
        ("[![alt](/a.png)]({{ site.v }}/a) b", '<p><img src="/a.png" alt="alt" /> b</p>'),
        ("a <{{ site.v }}/x> and https://x.example/{{ site.v }}/y b", "<p>a  and  b</p>"),
        ("[see http://a.example/{{ site.v }}/b here](http://a.example/{{ site.v }}) c", "<p>see  here c</p>"),
        ("[**见http://a.example/{{ site.v }}。**好](/{{ site.v }}) c", "<p><strong>见。</strong>好 c</p>"),
        ("[見https://a.example/{{ site.v }}。b](/c) d", '<p><a href="/c">見。b</a> d</p>'),
        ('<a name="b"> [c](/{{ site.v }}) [d](/d)', '<p><a name="b"> c <a href="/d">d</a></p>'),
        ('<a href="/{{ site.v }}">b [c](/c) d', '<p>b <a href="/c">c</a> d</p>'),
        ('[a <b title="c {{ site.v }}">d</b>](/{{ site.v }}) e', '<p>a <b title="c ">d</b> e</p>'),
        ("- [http://a.example/{{ site.v }}](/{{ site.v }})\n- b", "<ul>\n<li>b</li>\n</ul>"),
        ("- <{{ site.v }}>\n- b", "<ul>\n<li>b</li>\n</ul>"),
        ("- <{{ site.v }}>\n\n- b", "<ul>\n<li>\n<p>b</p>\n</li>\n</ul>"),
        ("- c <{{ site.v }}>\n- b", "<ul>\n<li>c </li>\n<li>b</li>\n</ul>"),
        ("[the words][1] b\n\n[1]: {{ site.v }}/a", "<p>the words b</p>"),
        ('a <a class="b" href="{{ site.v }}">c</a> d', "<p>a c d</p>"),
        ("a <img alt='c' src='/{{ site.v }}'> d", "<p>a c d</p>"),
        ('a <video src="/b{{ site.v }}/c"></video> d', '<p>a <video src=""></video> d</p>'),
        ("[a](/a) {{ site.v }} [b](https://x.example/b)",
         '<p><a href="/a">a</a>  <a href="https://x.example/b">b</a></p>'),
    ],
)  # fmt: skip
def test_address_that_lacks_a_value_goes_and_the_words_stay(body: str, expected: str) -> None:
    made = to_html(body, "markdown", {}, Dialect(generator="jekyll"))
    assert made.html.strip() == expected
    assert made.notes == ("the template value 'site.v' was left out",)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a data-href="{}" href="/ok">ok</a>', '<a data-href="" href="/ok">ok</a>'),
        ('<a title="a href={}" href="/ok">ok</a>', '<a title="a href=" href="/ok">ok</a>'),
        ('<a href="/ok" title="{}">ok</a> {}', '<a href="/ok" title="">ok</a> '),
        ('<img data-src="{}" src="/ok" alt="b">', '<img data-src="" src="/ok" alt="b">'),
        ("<a\nclass=b\nHREF = '/{}/c'>ok</a>", "ok"),
        ("<a disabled href=/{}/c>ok</a>", "ok"),
        ('<a title="it\'s" href="{}">ok</a>', "ok"),
        ('<a href="/{}>ok</a>', "ok"),
        ('<a href="/ok">a</a> <a href="{}">b</a> <a href="/ok">c</a>', '<a href="/ok">a</a> b <a href="/ok">c</a>'),
        ('<img src="{}" alt="b"> <img src="/ok" alt="{}">', 'b <img src="/ok" alt="">'),
    ],
)
def test_only_an_address_that_lacks_a_value_costs_its_link(html: str, expected: str) -> None:
    assert references.without_unknown(html.replace("{}", "unknown-target:"), "unknown-target:") == expected


@pytest.mark.parametrize(
    "part",
    [
        '<a href="/unknown-target:', "<img src='unknown-target:' ", "<a x ", '<a href="', "<a " + "src= " * 190 + "\n",
        "<a " + "src= " * 190 + "unknown-target:\n", '<a href="unknown-target:">', "src='\" ", "x=\"unknown-target: ",
        "<a b>unknown-target:", "<a><a unknown-target:>", "</a>unknown-target:", "unknown-target:b",
    ],
)  # fmt: skip
@pytest.mark.parametrize("start", ["unknown-target:", '<a href="unknown-target:">', "<a unknown-target: "])
def test_many_addresses_that_lack_a_value_take_linear_time(start: str, part: str) -> None:
    begun = time.process_time()
    references.without_unknown(start + part * (1_000_000 // len(part)) + "></a>", "unknown-target:")
    assert time.process_time() - begun < 1


def test_words_that_look_like_the_mark_of_an_unknown_target_stay() -> None:
    made = to_html("The unknown-target: x, `unknown-target:` and [words](gone.md).", "markdown", {})
    assert made.html == "<p>The unknown-target: x, <code>unknown-target:</code> and words.</p>\n"
    both = to_html("unknown-target: unknown-target1: [words](gone.md)", "markdown", {})
    assert both.html == "<p>unknown-target: unknown-target1: words</p>\n"


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("**Note:**mind the gap.", "<strong>Note:</strong>mind the gap."),
        ("*(so)*far, **see this.**And", "<em>(so)</em>far, <strong>see this.</strong>And"),
        ("**a (b)**c `**d:**e` 5 * 3) *f", "<strong>a (b)</strong>c <code>**d:**e</code> 5 * 3) *f"),
        ("**a\n\nb:**c", "**a</p>\n<p>b:**c"),
    ],
)
def test_asterisks_behind_a_mark_end_emphasis_where_the_generators_engine_has_it_so(body: str, want: str) -> None:
    for generator in ("jekyll", "pelican"):
        assert to_html(body, "markdown", {}, Dialect(generator=generator)).html == f"<p>{want}</p>\n"
    assert "**Note:**" in to_html("**Note:**mind", "markdown", {}, Dialect(generator="hugo")).html


def test_new_lines_are_line_breaks_where_the_generator_takes_them_so() -> None:
    made = to_html("床前明月光\n疑是地上霜\n\n# a\n- b\n- c", "markdown", {}, Dialect(breaks=True)).html
    assert made.startswith("<p>床前明月光<br />\n疑是地上霜</p>\n<h1>a</h1>")
    assert made.count("<br") == 1


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (
            "如图，**重点**见[说明](https://b.example)。",
            '如图，<strong>重点</strong>见<a href="https://b.example">说明</a>。',
        ),
        ("## 小标题", "<h2>小标题</h2>"),
        ("- 项目", "<ul>\n<li>项目</li>\n</ul>"),
    ],
    ids=["words", "heading", "list"],
)
@pytest.mark.parametrize("tag", ["asset_img a.png", "img a.png", "image a.png"])
def test_what_stands_at_once_below_a_picture_of_hexo_is_markdown(tag: str, below: str, expected: str) -> None:
    made = html_of(f"{{% {tag} %}}\n{below}")
    assert expected in made
    assert '<img src="a.png" alt="">' in made


OWN = "https://h.example/blog/a(1/"
IN_ROOT, BESIDE = Folders("/blog/", OWN, rooted=True), Folders("/blog/", OWN, rooted=True, beside=True)


@pytest.mark.parametrize(
    ("body", "folders", "source"),
    [
        ("![x](/i/x.png)", IN_ROOT, "/blog/i/x.png"),
        ('![x]( </i/x.png> "t")', IN_ROOT, "/blog/i/x.png"),
        ("![a [b] c](/x.png)", IN_ROOT, "/blog/x.png"),
        ("[![x](/x.png)](/y.png)", IN_ROOT, "/blog/x.png"),
        ("![x](i/x.png)", IN_ROOT, "/blog/i/x.png"),
        ("![x](../i/x.png)", IN_ROOT, "/blog/../i/x.png"),
        ("![x](/blog/x.png)", IN_ROOT, "/blog/x.png"),
        ("![x](/blogs/x.png)", IN_ROOT, "/blog/blogs/x.png"),
        ("![x](//c.example/x.png)", IN_ROOT, "//c.example/x.png"),
        ("![x](http://c.example/x.png)", IN_ROOT, "http://c.example/x.png"),
        ("![x](data:image/png;base64,x)", IN_ROOT, "data:image/png;base64,x"),
        ("![x](#a)", IN_ROOT, "#a"),
        ("![x](/i/x.png)", BESIDE, "/blog/i/x.png"),
        ("![x](x.png)", BESIDE, "https://h.example/blog/a%281/x.png"),
        ("![x](./x.png)", BESIDE, "https://h.example/blog/a%281/x.png"),
        ("![x](<x y.png>)", BESIDE, "https://h.example/blog/a%281/x%20y.png"),
        ("![x](</i/x y.png>)", IN_ROOT, "/blog/i/x%20y.png"),
        ("![x](<x(1 y.png>)", BESIDE, "https://h.example/blog/a%281/x%281%20y.png"),
        ("![x](x.png\n(t))", BESIDE, "https://h.example/blog/a%281/x.png"),
        ("![x]( x.png 't' )", BESIDE, "https://h.example/blog/a%281/x.png"),
        ("![x](x(1)(2).png (t))", BESIDE, "https://h.example/blog/a%281/x(1)(2).png"),
        ("![x](x\\(1\\).png)", BESIDE, "https://h.example/blog/a%281/x(1).png"),
        ('![x](x.png "a \\" (b")', BESIDE, "https://h.example/blog/a%281/x.png"),
        ("![x](../x.png)", BESIDE, "/blog/../x.png"),
        ("![x](x.png)", replace(BESIDE, own=""), "x.png"),
        ("![x](i/x.png)", replace(IN_ROOT, root="/"), "/i/x.png"),
        ("![x](/i/x.png)", replace(BESIDE, rooted=False), "/i/x.png"),
        ("![x](x.png)", replace(BESIDE, rooted=False), "x.png"),
        ('<img src="/i/x.png">', IN_ROOT, "/i/x.png"),
    ],
)
def test_pictures_of_hexo_lie_below_its_root_or_beside_the_article(body: str, folders: Folders, source: str) -> None:
    made = to_html(body, "markdown", {}, Dialect(generator="hexo", folders=folders)).html
    assert f'<img src="{source}"' in made


@pytest.mark.parametrize(
    "body",
    [
        "[x](/a.png)", "`![x](/a.png)`", "    ![x](/a.png)", "\\![x] (/a.png)", "![x](中 文.png)", "![x](a b.png 't')",
        "![x](/a b)", '![x](a"b c.png)', "![x](a", "![x](<a", "![x](<a\nb>)", "![x](a>b c)",
        "![x](a (1).png)", "![x](a(1) b.png)", "![x](a(b.png)", '![x](a "t" b.png)',
    ],
)  # fmt: skip
@pytest.mark.parametrize("folders", [IN_ROOT, BESIDE])
def test_what_is_no_picture_of_hexo_stays(body: str, folders: Folders) -> None:
    made = to_html(body, "markdown", {}, Dialect(generator="hexo", folders=folders))
    assert made == to_html(body, "markdown", {})


def test_pictures_of_hexo_take_time_in_proportion() -> None:
    pieces = ("![", "![a]", "[a]", "a", "a](", "a](<", "a](b", "a](b ", "a](b(c)", "a](b '", 'a](b "c\\', " ")
    for hostile in (*(piece * 50_000 for piece in pieces), *(f"![{piece * 200_000}" for piece in pieces)):
        started = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        assert references.placed(hostile, IN_ROOT)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - started < 1


def test_table_that_would_be_filled_up_beyond_measure_is_shown_as_text_and_noted() -> None:
    wide = "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "|b|\n" * 300
    made = to_html(f"{wide}\n\n|c|d|\n|-|-|\n|e|", "markdown", {})
    assert made.notes == ("a table that lacks more than 10000 cells is shown as text",)
    assert made.html.count("<td>") == 2
    assert seen(made.html).startswith("|a|a")


def test_wants_report_every_lookup_with_what_it_gave() -> None:
    body = "[a]({% post_url 2022-03-28-slug %}) [b](gone.md#x) `{% post_url code %}`"
    made = to_html(body, "markdown", TARGETS)
    assert made.wants == (("2022-03-28-slug", "https://e.example/a/"), ("gone.md", ""))


_REFERRING = [
    "[x](",
    "a",
    ".md",
    ".MARKDOWN",
    ")",
    "<a href='",
    "'",
    "{static}",
    "|Tag|",
    "{",
    "\n",
    "[y]: ",
    ' src="',
    "#p",
]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(_REFERRING)))
def test_what_seems_to_have_no_references_has_none(parts: list[str]) -> None:
    source = "".join(parts)
    if references.are_none_in(source):
        assert references.resolved(source, Lookups({})) == source


@given(st.lists(st.sampled_from(["[", "[[", "_", "TOC", "toc", "]", "]]", "@", "\n", " ", "a"])))
def test_what_seems_to_have_no_table_of_contents_has_none(parts: list[str]) -> None:
    source = "".join(parts)
    if not kramdown._CONTENTS_MARK.search(source):
        assert kramdown._CONTENTS.sub("", source) == source


@settings(max_examples=500)
@given(st.lists(st.sampled_from(["|", "-", "---", ":", " ", "\t", ">", "*", "+", "\n", "\n", "a", "\\|", "\u3000"])))
def test_rules_of_tables_are_lines_of_their_marks_alone(parts: list[str]) -> None:
    rows = "".join(parts)
    columns = max((tables._cells(rule[1]) for rule in tables._RULE.finditer(rows)), default=1)
    missing = sum(max(0, columns - tables._cells(row)) for row in rows.split("\n")) if columns > 1 else 0
    assert tables._missing(rows) == missing


def test_html_passes_through_and_loses_only_template_tags() -> None:
    body = '<p>**a**</p>\n\n    <p>b {% include x %}</p><pre>{{ c }}</pre><a href="{{ site.url }}/d">d</a>'
    made = to_html(body, "html", {})
    assert made.html == '<p>**a**</p>\n\n    <p>b </p><pre>{{ c }}</pre><a href="/d">d</a>'
    assert made.notes == ("the template tag 'include' was left out",)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div>\n<p>a</p>\n\n        <p>b</p>\n</div>\n   ", True),
        ("\n<div><div>a</div></div>", True),
        ("<div>a</div>\n<div>b</div>", False),
        ("<div>a</DIV>\n", True),
        ("<div>a</div>İ", False),
        ("<div>\n\n# Title\n\n</div>", False),
        ("<div>\n\n- item\n\n</div>", False),
        ("<div><pre>x\n\n# comment\n</pre></div>", True),
        ('<div class="post">\n\nSome **bold** and a [link](https://x.example/a).\n\n</div>', False),
        ("<center>\n\n**图一**\n\n</center>", False),
        ("<div>\n\n<p>a **b**</p>\n\n</div>", True),
        ("<div>\n\n        <p>a</p>\n\nb **c**\n</div>", True),
        ("<div><script>\n\nf = a[b](c)\n</script></div>", True),
        ("<div>a</div> and words", False),
        ("words", False),
    ],
)
def test_body_that_is_one_element_is_html(body: str, *, expected: bool) -> None:
    assert is_html(body) is expected


def test_blank_line_in_raw_pre_does_not_end_it() -> None:
    made = html_of("<p>a</p><pre>x\n\n    *y*\n</pre>\n\n*b*")
    assert seen(made) == "ax*y*b"
    assert "<code>" not in made


@pytest.mark.parametrize(
    "body",
    ["```html\n<pre>\na\n\nb\n</pre>\n```", "`<pre>`\n\n```\nx\n\ny\n```\n\n`</pre>`", "    <pre>\n\n    </pre>"],
    ids=["fence", "between spans", "indented"],
)
def test_program_text_that_shows_a_pre_stays_as_written(body: str) -> None:
    assert "--" not in html_of(body)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_seed_comes_through_whole(path: Path) -> None:
    made = to_html(body_of(path), "markdown", {})
    assert seen(made.html) == words_in_source(body_of(path))
    assert (made.wants, made.notes) == ((), ())


@pytest.mark.parametrize(
    "body",
    [
        "```\n" * 50_000,
        "`a" * 100_000,
        "{%" * 100_000,
        "{{ a " * 100_000,
        "{% highlight x %}\n" * 20_000,
        "](a.mdx" * 50_000,
        "<pre>\n\n" * 50_000,
        "**中" * 50_000,
        "中\n" * 100_000,
        "<a href='b.md'>" * 20_000,
        ">" * 50_000 + "a",
        "[" * 50_000,
        "{:a" * 100_000,
        "{: .a" * 50_000,
        "{::comment}" * 20_000,
        "{% comment %}" * 20_000,
        "{% quote %}" * 20_000,
        "{% quote %}" * 10_000 + "{% endquote %}" * 10_000,
        "\\a{{b}}" * 30_000,
        "**“中" * 50_000,
        "中*（" * 50_000,
        "中\n**" * 50_000,
        "[" * 50_000 + "\n中",
        "|-" * 100_000,
        "|a|-\n|-|-\n" * 30_000,
        "-" * 200_000 + "x",
        "|a" * 3_000 + "|\n" + "|-" * 3_000 + "|\n" + "|b|\n" * 3_000,
        "<pre `a``a```" * 20_000,
        "# a {#" * 30_000,
        "https://a.example/中" * 20_000,
        "<div>\n\n" * 50_000 + "</div>",
    ],
    ids=lambda body: body[:8].strip(),
)
def test_hostile_source_ends(body: str) -> None:
    assert isinstance(to_html(body, "markdown", {}), Markup)


@pytest.mark.parametrize("reference", ["&#xFFFE;", "&#XFFFf;", "&#65534;", "&#0065535;", "&#x0000fffe;"])
def test_a_reference_to_no_character_goes_and_harms_nothing(reference: str) -> None:
    assert to_html(f"a {reference} b", "markdown", {}).html.strip() == "<p>a  b</p>"


def test_what_was_rendered_is_given_back() -> None:
    text = "# Head\n\n" + "Some *words* of text, [with](https://www.example) a link.\n\n" * 100
    for _ in range(200):
        gfm.to_html(text)
    before = resident()
    for _ in range(2_000):
        gfm.to_html(text)
    # Each leaves 60 KB where nothing is given back.
    assert resident() - before < 20 << 20


def resident() -> int:
    """Bytes of this process in memory, at most so far where the system tells no more."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.parametrize("line", ["words and words and words\n", "京华时报与京华时报"], ids=["lines", "one line"])
def test_of_very_long_markdown_only_what_can_be_shown_is_rendered(line: str) -> None:
    body = line * (3 * MAX_BYTES // 2 // len(line.encode()))
    made = to_html(body, "markdown", {})
    assert made.notes == (TOO_LONG,)
    assert 0.99 * MAX_BYTES < len(made.html.encode()) < 1.01 * MAX_BYTES
