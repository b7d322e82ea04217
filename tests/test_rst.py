"""Articles in reStructuredText: fields, HTML, what is left out and told; at sites, and in feeds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from feedsvc.articles import document, rst
from feedsvc.model import Document, Problem
from tests.desk import Desk

FIELDS = """\
The old *mill*
##############

:date: 2024-03-03 10:12
:tags: mills, towns
:Category: News
:authors: Ann Lee; Bo Chen
:status: draft
:summary: It *turns*
   again.

A mill turns.
"""


def doc(text: str, path: str = "a.rst") -> Document:
    found = document.read(path, text.encode())
    assert isinstance(found, Document), found
    return found


def put(desk: Desk, name: str, text: str) -> None:
    file = desk.settings.sources[0].path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def html(text: str) -> str:
    return rst.read(text, titled=True).html


def test_the_fields_below_a_title_are_the_head() -> None:
    found = doc("\n" + FIELDS)
    assert (found.syntax, found.form) == ("html", "lines")
    assert dict(found.head) == {
        "title": "The old mill",
        "date": "2024-03-03 10:12",
        "tags": "mills, towns",
        "category": "News",
        "authors": ("Ann Lee", "Bo Chen"),
        "status": "draft",
        "summary": "It turns\nagain.",
    }
    assert found.body == "<p>A mill turns.</p>\n"
    assert {key: line for key, line in found.lines.items() if key != "title"} == {
        "date": 5,
        "tags": 6,
        "category": 7,
        "authors": 8,
        "status": 9,
        "summary": 10,
    }
    assert doc(":date: 2024-03-03\n\nWords.\n").lines == {"date": 1}


@pytest.mark.parametrize(
    ("text", "head", "body"),
    [
        (
            ".. title: One\n.. date: 2024-03-03\n\nFirst\n=====\n\nWords.\n",
            {"title": "One", "date": "2024-03-03"},
            '<section id="first">\n<h2>First</h2>\n<p>Words.</p>\n</section>\n',
        ),
        ("---\ntitle: One\n---\nWords.\n", {"title": "One"}, "<p>Words.</p>\n"),
        ("---\ndate: 2024-03-03\n---\nOne\n===\n\nWords.\n", {"title": "One", "date": "2024-03-03"}, "<p>Words.</p>\n"),
        ("+++\ntitle = 'One'\n+++\nWords.\n", {"title": "One"}, "<p>Words.</p>\n"),
        ("+++\n\n# Of a mill.\ntitle = 'One'\n+++\nWords.\n", {"title": "One"}, "<p>Words.</p>\n"),
        ("---\n\n# Of a mill.\ntitle: One\n---\nWords.\n", {"title": "One"}, "<p>Words.</p>\n"),
        ("---\nOne\n---\n\nWords.\n", {"title": "One"}, "<p>Words.</p>\n"),
        ("+++\nOne\n+++\n\nWords.\n", {"title": "One"}, "<p>Words.</p>\n"),
        ("+++++++\nOne = 1\n+++++++\n\nWords.\n", {"title": "One = 1"}, "<p>Words.</p>\n"),
        ("One\n===\n\nSub\n---\n\nWords.\n", {"title": "One"}, "<h2>Sub</h2>\n<p>Words.</p>\n"),
        ("Words alone.\n", {}, "<p>Words alone.</p>\n"),
    ],
)
def test_a_head_above_goes_before_the_texts_own(text: str, head: dict[str, str], body: str) -> None:
    found = doc(text)
    assert (dict(found.head), found.body, found.mended) == (head, body, ())


def test_a_field_goes_before_the_heading_and_the_last_of_a_name_counts() -> None:
    found = doc("One\n===\n\n:title: Two\n:category: a\n:Category: b\n\nWords.\n")
    assert (found.head, found.lines) == ({"title": "Two", "category": "b"}, {"title": 4, "category": 6})


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The ``<b>`` and ``</b>`` tags &amp; *more*", "The <b> and </b> tags &amp; more"),
        ("A <b>mill</b> & `town <x_>`_", "A <b>mill</b> & town"),
        ("A \\` & b", "A ` & b"),
    ],
)
def test_signs_in_a_heading_are_words(desk: Desk, written: str, shown: str) -> None:
    put(desk, "pelicanconf.py", "SITEURL = 'https://mill.example'\nPATH = 'content'\n")
    put(desk, "content/a.rst", f"{written}\n{'=' * 60}\n\n:date: 2024-03-03\n\nWords.\n")
    desk.run()
    assert desk.titles() == [shown]


def test_the_authors_whom_semicolons_part_keep_their_commas(desk: Desk) -> None:
    put(desk, "a.rst", "A\n#\n\n:date: 2024-03-03\n:authors: Lee, Ann; Chen, Bo\n\nWords.\n")
    desk.run()
    (entry,) = desk.entries()
    assert entry.authors == ("Lee, Ann", "Chen, Bo")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("``a < b``", "<p><code>a &lt; b</code></p>"),
        (
            ".. code-block:: python\n   :linenos: table\n   :hl_lines: 1\n\n   a < b",
            '<pre><code class="language-python">a &lt; b</code></pre>',
        ),
        ("::\n\n  a\n\n  b", "<pre><code>a\n\nb</code></pre>"),
        (
            ".. note:: Careful.",
            '<aside class="admonition note">\n<p><strong>Note</strong></p>\n<p>Careful.</p>\n</aside>',
        ),
        ("A :math:`a^2`.\n\n.. math::\n\n   a+b", "<p>A $a^2$.</p>\n<p>$$a+b$$</p>"),
        (".. youtube:: abc-DEF_123\n   :width: 3", '<iframe src="https://www.youtube.com/embed/abc-DEF_123"></iframe>'),
        (".. thumbnail:: /a.png\n   :group: x\n   :alt: A", '<img alt="A" src="/a.png" />'),
        (".. mermaid::\n\n   a --> b", '<pre><code class="language-mermaid">a --&gt; b</code></pre>'),
        (
            "Press :kbd:`Ctrl`, see :ref:`the mill <mill>` and :py:func:`~a.b`.",
            "<p>Press <code>Ctrl</code>, see <span>the mill</span> and <code>a.b</code>.</p>",
        ),
        (".. versionadded:: 1.2 It *turns*.\n\n   More.", "<p>1.2 It <em>turns</em>.</p>\n<p>More.</p>"),
        (".. contents::\n\nWords.", "<p>Words.</p>"),
        (
            ".. album:: https://x.example/a.JPG?w=1",
            '<img alt="" src="https://x.example/a.JPG?w=1" />',
        ),
        (
            ".. tweet:: https://x.example/1",
            '<p><a class="reference external" href="https://x.example/1">https://x.example/1</a></p>',
        ),
        (".. |day| date::\n\nA |day| here.", "<p>A <span></span> here.</p>"),
        ("A\n\n.. TEASER_END\n\nB", "<p>A</p>\n<!-- TEASER_END -->\n<p>B</p>"),
        (
            ".. figure:: /a.png\n\n   A mill.",
            '<figure>\n<img alt="" src="/a.png" />\n<figcaption>\n<p>A mill.</p>\n</figcaption>\n</figure>',
        ),
        (".. image:: /a.mp4", '<video src="/a.mp4" title="/a.mp4">\n<a href="/a.mp4">/a.mp4</a>\n</video>'),
        (".. slides::\n\n   /a.png\n   /b.JPG\n", '<img alt="" src="/a.png" />\n<img alt="" src="/b.JPG" />'),
        (
            ".. gist:: 50a7482",
            '<p><a class="reference external" href="https://gist.github.com/50a7482">https://gist.github.com/50a7482</a></p>',
        ),
        (".. tweet:: 123456\n\n   A mill.", "<p>A mill.</p>"),
        ("| A *mill*\n|   turns,\n| and stands.", "<p>A <em>mill</em><br />\n\u2003turns,<br />\nand stands.</p>"),
        (
            "Mill : of wind\n   It turns.",
            '<dl class="simple">\n<dt>Mill : <span class="classifier">of wind</span></dt>\n'
            "<dd><p>It turns.</p>\n</dd>\n</dl>",
        ),
        (".. class:: big\n\n::\n\n   a", "<pre><code>a</code></pre>"),
        (".. role:: m(math)\n   :class: big\n\nA :m:`a^2`.", "<p>A $a^2$.</p>"),
        ("See `it <{filename}/b.rst>`_.", '<p>See <a class="reference external" href="{filename}/b.rst">it</a>.</p>'),
    ],
)
def test_what_a_text_says_is_html(text: str, shown: str) -> None:
    assert html(text).strip() == shown


def test_a_note_has_its_mark_in_its_line() -> None:
    shown = html("A mill [1]_.\n\n.. [1] It turns.")
    assert "<p>[1] It turns.</p>" in shown
    assert '<sup><a role="doc-noteref" href="#footnote-1">[1]</a></sup>' in shown


def test_a_mark_of_a_note_or_citation_leads_nowhere_from_a_feed(desk: Desk) -> None:
    put(desk, "a.rst", "A\n#\n\n:date: 2024-03-03\n:link: https://m.example/a\n\nA [1]_ [X]_.\n\n.. [1] B\n.. [X] C\n")
    desk.run()
    (entry,) = desk.entries()
    assert "A <sup" in entry.content
    assert "<a " not in entry.content


def test_braces_of_templates_are_words_but_shortcodes_are_run(desk: Desk) -> None:
    words = "The tag {% trans %} and {{ site.url }}, {{% kbd A %}} {{< kbd B >}} and ``{{<b>}}``.\n\n::\n\n  {{<b>}}\n"
    put(desk, "a.rst", f"A\n#\n\n:date: 2024-03-03\n\n{words}")
    desk.run()
    (entry,) = desk.entries()
    assert "The tag {% trans %} and {{ site.url }}, <kbd>A</kbd> <kbd>B</kbd> and" in entry.content
    assert entry.content.count("{{&lt;b&gt;}}") == 2


def test_what_a_text_defines_means_nothing_in_the_next() -> None:
    assert html(".. role:: red(strong)\n\nA :red:`b`.\n") == '<p>A <strong class="red">b</strong>.</p>\n'
    assert html("A :red:`b`.\n") == "<p>A <span>b</span>.</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        ".. include:: /etc/passwd",
        ".. raw:: html\n   :file: /etc/passwd",
        ".. csv-table:: T\n   :file: /etc/passwd",
        ".. raw:: html\n   :url: file:///etc/passwd",
        ".. code-block:: text\n   :file: /etc/passwd",
        ".. literalinclude:: /etc/passwd",
        ".. image:: {secret}.svg\n   :loading: embed",
        ".. figure:: {secret}.svg\n   :loading: embed",
        ".. |x| image:: {secret}.svg\n   :loading: embed\n\n|x|",
    ],
)
def test_no_file_is_looked_into(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>root:</text></svg>')
    assert "root:" not in html(f"Words.\n\n{text.replace('{secret}', str(tmp_path / 'a'))}\n")


def test_signs_that_docutils_comes_with_are_there_by_their_names_and_no_other_file_is() -> None:
    body = ".. include:: <isonum.txt>\n\n{}\n\n- b\n\n  .. include:: <isogrk1.txt>\n\n  |agr|\n\n.. include:: <{}>\n"
    found = doc(f"{FIELDS}\n{body.format('Mill |copy| 2024.', 'isonum.txt')}")
    assert "<p>Mill © 2024.</p>" in found.body and "α" in found.body and found.mended == ()
    for other in ("../isonum.txt", "s5defs.txt", "isonone.txt", "README.rst"):
        told = [each.found for each in doc(f"{FIELDS}\n{body.format('A', other)}").mended]
        assert told == ['reStructuredText: "include" directive disabled']


def test_signs_that_are_asked_for_again_and_again_are_read_once() -> None:
    began = time.process_time()
    doc(f"{FIELDS}\n" + ".. include:: <mmlextra.txt>\n\n" * 2_000)
    assert time.process_time() - began < 3


def test_settings_of_docutils_that_lie_about_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docutils.conf").write_text("[general]\nfile_insertion_enabled: true\nsource_url: /x\n")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.txt").write_text("hidden words")
    assert "hidden" not in html("Words.\n\n.. include:: secret.txt\n")


def test_what_is_left_out_is_told_with_its_line() -> None:
    found = doc(FIELDS + "\n.. listing:: x.py python\n\n.. include:: b.txt\n\n.. listing:: y.py\n")
    assert [(each.rule, each.found, each.line, each.held) for each in found.mended] == [
        ("markup", 'reStructuredText: the directive "listing" is not known, and was left out', 14, False),
        ("markup", 'reStructuredText: "include" directive disabled', 16, False),
    ]


def test_a_heading_with_a_short_line_below_it_is_there_once() -> None:
    found = doc("一座老磨坊的故事\n====\n\n:date: 2024-03-03\n\n文。\n\n第一章很长\n----\n\n字。\n")
    assert found.head["title"] == "一座老磨坊的故事"
    assert found.body.count("====") + found.body.count("----") == 0
    assert found.body.count("第一章很长") == 1
    assert [each.line for each in found.mended] == [2]


def test_the_words_of_a_heading_that_does_not_fit_stay() -> None:
    shown = html("A\n=\n\nB\n-\n\nC\n~\n\nD\n=\n\nThe end\n~~~~~~~\n\nWords.")
    assert "The end" in shown
    assert "<p>Words.</p>" in shown


def test_a_text_that_nests_too_deeply_is_held_back_with_a_reason() -> None:
    deep = "".join(f"{'  ' * depth}- a\n\n" for depth in range(400))
    found = document.read("a.rst", deep.encode())
    assert isinstance(found, Problem)
    assert (found.rule, found.held) == ("markup", True)


def test_a_paragraph_of_one_long_line_is_read() -> None:
    words = "京东健康与蓝帆医疗达成战略合作。" * 2_000
    assert doc(f"题目\n====\n\n{words}\n").body == f"<p>{words}</p>\n"


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("es", "Nota"),
        ("zh", "注解"),
        ("zh-TW", "註釋"),
        ("pt-BR", "Nota"),
        ("xx", "Note"),
        ("this", "Note"),
        ("en-GB", "Note"),
    ],
)
def test_what_stands_above_a_note_is_in_the_language_of_its_site(desk: Desk, language: str, label: str) -> None:
    put(desk, "pelicanconf.py", f"SITEURL = 'https://m.example'\nPATH = 'content'\nDEFAULT_LANG = '{language}'\n")
    put(desk, "content/a.rst", "A\n#\n\n:date: 2024-03-03\n\n.. note:: Words.\n")
    desk.run()
    assert f"<strong>{label}</strong>" in desk.entries()[0].content


def test_what_stands_above_a_note_is_in_the_language_of_a_translation(desk: Desk) -> None:
    languages = 'DEFAULT_LANG = "es"\nTRANSLATIONS = {"es": "", "de": "./de"}\n'
    put(desk, "conf.py", f'BLOG_TITLE = "M"\nSITE_URL = "/"\nPOSTS = (("posts/*.rst", "", "p"),)\n{languages}')
    put(desk, "posts/a.rst", ".. title: A\n.. date: 2024-03-03\n\n.. tip:: Words.\n")
    put(desk, "posts/a.de.rst", ".. title: A\n.. date: 2024-03-02\n\n.. tip:: Words.\n")
    desk.run()
    assert [each for entry in desk.entries() for each in ("Consejo", "Tipp") if each in entry.content] == [
        "Consejo",
        "Tipp",
    ]


def test_a_post_of_nikolas_leads_to_others_by_the_names_of_their_files(desk: Desk) -> None:
    put(desk, "conf.py", 'BLOG_TITLE = "M"\nSITE_URL = "https://m.example/"\nPOSTS = (("posts/*.rst", "blog", "p"),)\n')
    text = "See :doc:`it\nthere <the-town>`, :doc:`the-town#old` and :doc:`no <town>`.\n"
    put(desk, "posts/a.rst", f".. title: A\n.. date: 2024-03-03\n\n{text}")
    put(desk, "posts/the-town.rst", ".. title: B\n.. date: 2024-03-02\n\nWords.\n")
    desk.run()
    link = '<a href="https://m.example/blog/the-town/{}" rel="noopener nofollow">{}</a>'.format
    shown = desk.entries()[0].content.replace("\n", " ")
    assert f"See {link('', 'it there')}, {link('#old', 'the-town#old')} and no." in shown


def test_a_pelican_sites_posts_are_served_with_their_links(desk: Desk) -> None:
    put(desk, "pelicanconf.py", "SITEURL = 'https://mill.example'\nPATH = 'content'\nTIMEZONE = 'Europe/Berlin'\n")
    put(desk, "content/a.rst", FIELDS.replace(":status: draft\n", "") + "\nSee `it <{filename}/b.rst>`_.\n")
    put(
        desk,
        "content/b.rst",
        "The town\n########\n\n:date: 2024-03-02\n:slug: town\n\nWords.\n\n.. raw:: html\n\n   <script>x</script>\n",
    )
    put(desk, "content/draft.rst", FIELDS)
    put(desk, "README.rst", FIELDS)
    desk.run()
    one, two = desk.entries()
    assert [one.title, two.title] == ["The old mill", "The town"]
    assert (one.link, two.link) == ("https://mill.example/the-old-mill.html", "https://mill.example/town.html")
    assert 'href="https://mill.example/town.html"' in one.content
    assert f"{one.published:%Y-%m-%d %H:%M}" == "2024-03-03 09:12"
    assert sorted(term.label for term in one.tags) == ["mills", "towns"]
    assert one.authors == ("Ann Lee", "Bo Chen")
    assert "script" not in two.content


POST = (
    ".. post:: 29th October 2021\n   :author: Ann Lee, Bea J. Orr\n   :tags: mills, old\n     towns\n"
    "   :nocomments:\n   :category: Notes\n"
)


def test_a_directive_of_ablogs_is_the_head_of_a_post() -> None:
    found = doc(f"{POST}\n\nThe mill\n========\n\nIt turns.\n\nIts wheel\n---------\n\nToo.\n")
    assert (found.head["title"], found.head["date"]) == ("The mill", "29th October 2021")
    assert found.head["author"] == ("Ann Lee", "Bea J. Orr")
    assert (found.head["tags"], found.head["category"]) == (("mills", "old towns"), ("Notes",))
    assert "The mill" not in found.body and found.mended == () and found.lines["date"] == 1


def test_fields_go_before_a_directive_of_ablogs_and_a_date_that_cannot_be_read_is_none() -> None:
    text = f"The mill\n========\n\n:date: 2024-03-05\n:author: Cid\n\n{POST}\nIt turns.\n"
    assert {key: doc(text).head[key] for key in ("date", "author")} == {"date": "2024-03-05", "author": "Cid"}
    assert "date" not in doc("The mill\n========\n\n.. post:: soon\n\nIt turns.\n").head


def test_what_stands_in_a_directive_of_ablogs_is_the_summary_and_part_of_the_text_unless_it_is_excluded() -> None:
    said = ".. post:: 5 March 2024\n   :title: Old mills\n\n   It *turns*.\n\nThe mill\n========\n\nToo.\n"
    found = doc(said)
    assert (found.head["title"], found.head["summary"]) == ("Old mills", "It turns.")
    assert "<p>It <em>turns</em>.</p>" in found.body
    excluded = doc(said.replace("   :title: Old mills\n", "   :exclude:\n"))
    assert "turns" not in excluded.body and excluded.head["summary"] == "It turns."


def test_a_note_of_ablogs_begins_with_its_day() -> None:
    made = html(".. update:: 7 March 2024\n\n   It stopped.\n")
    assert made == "<p><strong>Updated on 7 March 2024</strong></p>\n<p>It stopped.</p>\n"


def test_a_post_of_ablogs_without_a_day_is_a_draft(desk: Desk) -> None:
    put(desk, "2024-03-05-a.rst", "A\n=\n\n.. post::\n   :author: Ann Lee\n\nWords.\n")
    put(desk, "2024-03-05-b.rst", "B\n=\n\n.. post:: 2024-03-04\n   :author: Ann Lee\n\nWords.\n")
    desk.run()
    assert desk.titles() == ["B"] and desk.entries()[0].authors == ("Ann Lee",)
