"""Structure mended, hidden parts gone, addresses absolute, no visible character lost."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from feedsvc.articles.growth import serialize
from feedsvc.articles.repair import ALIGNMENTS, parse, repair
from feedsvc.articles.sanitize import CLASSES, sanitize
from feedsvc.articles.words import text_of
from feedsvc.config import SanitizeSettings
from tests.body_stages import SEEDS, body_of, cases, letters, make, seen, words_in_source
from tests.html_pieces import MARKUP

BASE = "https://site.example/a/b.html"


def mended(html: str, base: str | None = BASE) -> str:
    tree = parse(html)
    repair(tree, base)
    return serialize(tree)


@pytest.mark.parametrize("path", [*cases("bodies", ".md"), *cases("bodies", "twins.html")], ids=lambda path: path.stem)
def test_body_met_in_the_wild_becomes_what_its_author_meant(path: Path) -> None:

    made = make(path.read_text(encoding="utf-8"), "html" if path.suffix == ".html" else "markdown")
    assert made.html == path.with_name(f"{path.stem}.out.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p style="display:none;height:1px;overflow:hidden;"><br></p><p>a</p>', "<p>a</p>"),
        ('<p style="height: 1px; overflow: hidden">x</p><p>a</p>', "<p>a</p>"),
        ('<p style="height: 10px; overflow: hidden">a</p>', '<p style="height: 10px; overflow: hidden">a</p>'),
        ('<p style="VISIBILITY : hidden">x</p><div hidden>y</div><p>a</p>', "<p>a</p>"),
        ('<h2><a aria-hidden="true" href="#a">#</a>a</h2>', "<h2>a</h2>"),
        ('<p><span aria-hidden="true">words for the eye</span></p>', "<p>words for the eye</p>"),
        ("<!-- ad --><p>a</p><!-- more --><p>b</p>", "<p>a</p><!-- more --><p>b</p>"),
        ("<style>p{}</style><script>x</script><template>y</template><p>a</p>", "<p>a</p>"),
        (
            "<ul><li><input type=checkbox checked disabled> a</li><li><label><input type=Checkbox> b</label></li></ul>",
            "<ul><li>☑ a</li><li>☐ b</li></ul>",
        ),
        ("<form><ul><li><input type=checkbox>a</li></ul></form>", "<ul><li>a</li></ul>"),
        ("<form><p>a</p><input value=x><button>b</button></form>", "<p>a</p>"),
    ],
)
def test_hidden_part_goes(html: str, expected: str) -> None:
    assert mended(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<center>a</center>", '<p align="center" class="align-center">a</p>'),
        (
            '<center><img src="https://i.example/a.png"></center>',
            '<p align="center" class="align-center"><img src="https://i.example/a.png"/></p>',
        ),
        ("<p align=right>a</p>", '<p align="right" class="align-right">a</p>'),
        (
            '<p style="color:red;text-align: center">a</p>',
            '<p class="align-center" style="color:red;text-align: center">a</p>',
        ),
        ("<p><font color=red>a</font><big>b</big><tt>c</tt></p>", "<p>abc</p>"),
        ("<p>C<span id=x class=y>PP</span>I</p>", "<p>CPPI</p>"),
        ("<p>a <span dir=rtl>b</span></p>", '<p>a <bdi dir="rtl">b</bdi></p>'),
        ('<p><span data-code="106,NIO">蔚来</span></p>', '<p><span data-code="106,NIO">蔚来</span></p>'),
        ("<table><tr><td>a</td></tr></table>", "<div><p>a</p></div>"),
        (
            "<table><tbody><tr><td><table><tr><td>a</td></tr></table></td></tr></tbody></table>",
            "<div><div><p>a</p></div></div>",
        ),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<table><tr><td>a</td><td>b</td></tr></table>"),
        ("<table><tr>stray<td>a</td></tr></table>", "<div><p>straya</p></div>"),
        ("<p><strike>a</strike></p>", "<p><s>a</s></p>"),
    ],
)
def test_presentation_becomes_structure(html: str, expected: str) -> None:
    assert mended(html) == expected


SECTIONS = ("address", "aside", "header", "nav", "footer", "dialog", "fieldset", "form", "hgroup", "main", "search")


@pytest.mark.parametrize("name", SECTIONS)
def test_words_of_blocks_that_no_feed_needs_are_not_glued(name: str) -> None:
    assert mended(f"<{name}>a</{name}><{name}>b</{name}>") == "<p>a</p><p>b</p>"
    assert mended(f"c<{name}>a<p>b</p></{name}>d") == "<p>c</p><div><p>a</p><p>b</p></div><p>d</p>"
    assert mended(f"<{name}> <p>a</p>\n<ul><li>b</li></ul></{name}>").replace("\n", "") == "<p>a</p><ul><li>b</li></ul>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<fieldset><legend>a</legend>b</fieldset>", "<div><p>a</p><p>b</p></div>"),
        ("a<article>b</article>c", "<p>a</p><article><p>b</p></article><p>c</p>"),
        ("<p><object data=x.swf></object></p>a<object data=y.swf>b</object>", "<p>ab</p>"),
        ("<object data=x.swf><p>a</p></object>", "<p>a</p>"),
    ],
)
def test_what_stands_in_or_beside_an_element_that_goes_is_a_paragraph(html: str, expected: str) -> None:
    assert mended(html) == expected


def test_alignments_are_the_classes_that_the_sanitizer_allows() -> None:
    assert set(ALIGNMENTS) == CLASSES


PICTURES = (
    ("./c.png", "a/c.png"),
    (".png", "a/.png"),
    ("c?x=1", "a/c?x=1"),
    ("/?c", "?c"),
    ("...", "a/..."),
)
"""What looks like a reference to the page itself and is none."""


@pytest.mark.parametrize(
    ("html", "base", "expected"),
    [
        ('<a href="../c">t</a>', BASE, '<a href="https://site.example/c">t</a>'),
        ('<a href="/c">t</a>', None, "t"),
        ('<a href="//h.example/c">t</a>', None, '<a href="https://h.example/c">t</a>'),
        ('<a href="//h.example/c">t</a>', "http://s.example/", '<a href="http://h.example/c">t</a>'),
        ('<a href="#note">t</a>', BASE, "t"),
        ('<a href="javascript:x">t</a>', BASE, "t"),
        ('<a href="mailto:a@b.example">t</a>', None, '<a href="mailto:a@b.example">t</a>'),
        ('<img src="c.png">', BASE, '<img src="https://site.example/a/c.png"/>'),
        ('t<img src="c.png">', None, "t"),
        *((f't<img src="{own}" alt="u">', BASE, "tu") for own in ("", "#", "#a", "?x=1", ".", "./", "./?x=1#a", " # ")),
        *((f't<img src="{at}">', BASE, f't<img src="https://site.example/{to}"/>') for at, to in PICTURES),
        ('<video src="v.mp4" poster="#">t</video>', BASE, '<video src="https://site.example/a/v.mp4">t</video>'),
        ('<video src="#">t</video>', BASE, "t"),
        ('<a href="?x=1">t</a>', BASE, '<a href="https://site.example/a/b.html?x=1">t</a>'),
        ('<a href="./">t</a>', BASE, '<a href="https://site.example/a/">t</a>'),
        (
            '<video src="v.mp4" poster="p.jpg"></video>',
            BASE,
            '<video poster="https://site.example/a/p.jpg" src="https://site.example/a/v.mp4"></video>',
        ),
        ('<video><source src="v.mp4">t</video>', None, "t"),
        ('<img src="data:image/png;base64,AAAA">', None, '<img src="data:image/png;base64,AAAA"/>'),
    ],
)
def test_address_is_absolute_or_gone_and_words_stay(html: str, base: str | None, expected: str) -> None:
    assert mended(f"<h1>{html}</h1>", base) == f"<h1>{expected}</h1>"


@pytest.mark.parametrize(
    ("html", "expected", "told"),
    [
        (
            '<img src="/a.png" alt="Chart of GDP"> and <a href="/b">us</a>',
            "Chart of GDP and us",
            "1, the first '/a.png'",
        ),
        ('a<img src="data:image/svg+xml;base64,AAAA" alt=b>', "ab", "1, the first 'data:image/svg+xml;base64,AAAA'"),
        (f'a<img src="data:image/png;base64,{"A" * 21_000}" alt=b>', "ab", "1, the first 'data:image/png;base64,AA"),
        ('a<img src="/b.png" alt="b.png"><img src="c.png">', "a", "2, the first '/b.png'"),
        ('<a href="https://x.example/"><img src="/a.png" alt="a"></a>', '<a href="https://x.example/">a</a>', "1, "),
        ('a<img alt="b">', "ab", ""),
        ('a<img src="https://pixel.wp.com/g.gif" alt="b">', "a", ""),
    ],
    ids=["relative", "vector", "too long", "names of files", "in a link", "without any", "beacon"],
)
def test_picture_without_an_address_leaves_its_words_and_is_told(html: str, expected: str, told: str) -> None:
    tree = parse(html)
    repair(tree, None)
    assert serialize(tree) == f"<p>{expected}</p>"
    assert len(tree.notes) == bool(told)
    assert told in "".join(tree.notes)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('a<video src="/a.mp4" poster="/p.png"></video><audio src="b.mp3"></audio>', "2, the first '/a.mp4'"),
        ('a<video><source src="/c.mp4"><track src="/c.vtt"></video>', "1, the first '/c.mp4'"),
        ('a<picture><source src="/d.webp"></picture>', ""),
        ('a<video src="https://a.example/e.mp4" poster="/p.png"></video>', ""),
    ],
    ids=["films and sounds", "a source with subtitles", "a picture's source", "a poster alone"],
)
def test_films_and_sounds_without_an_address_are_told(html: str, told: str) -> None:
    tree = parse(html)
    repair(tree, None)
    said = "".join(tree.notes)
    assert ("films and sounds without an address" in said) == bool(told)
    assert told in said


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_seed_keeps_every_character_but_those_of_removed_blocks(path: Path) -> None:
    made = make(body_of(path))
    foot = "".join(letters(removal.text) for removal in made.stripped.removed)
    assert seen(made.html) + foot == words_in_source(body_of(path))


def test_seeds_have_no_hidden_paragraph_comment_footer_source_line_chart_or_proxy_left() -> None:
    for path in SEEDS:
        html = make(body_of(path)).html
        for rest in (
            "display",
            "<!--",
            "返回首页",
            "文章来源",
            "GetPic.aspx",
            "zning.xyz",
            "workers.dev",
            "<p></p>",
            "<span",
        ):
            assert rest not in html, path


def test_pictures_of_the_seed_behind_a_proxy_come_from_their_own_host() -> None:
    html = make(body_of(SEEDS[4])).html
    assert html.count('src="http://images.ofweek.com/Upload/News/2021-04/12/Echo/') == 3


@settings(max_examples=300, deadline=None)
@given(MARKUP)
def test_repair_of_random_markup_never_raises_and_loses_no_visible_character(html: str) -> None:
    tree = parse(html)
    before = letters(text_of(tree.contents))
    repair(tree, BASE)
    after, served = letters(text_of(tree.contents)), seen(sanitize(serialize(tree)))
    if "video" in html or "audio" in html:
        # What a film without an address held is read by everybody.
        assert Counter(before) <= Counter(after) == Counter(served)
    else:
        assert after == before
        assert sorted(served) == sorted(before)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000 + "deep",
        "<font>" * 100_000 + "deep",
        "<center>" * 50_000 + "deep",
        "<ul><li>" * 50_000 + "deep",
        "<ul><li>" * 127 + "deep",
        "<blockquote>" * 254 + "deep",
    ],
    ids=["div", "font", "center", "lists", "lists_within_the_limit", "quotations_within_the_limit"],
)
def test_deep_nesting_ends_with_its_text(html: str) -> None:
    assert seen(mended(html)) == "deep"


@pytest.mark.parametrize(
    "html",
    [
        "<p>x<span>y</span></p>" * 10_000,
        "x<br>" * 20_000,
        "<img src=a.png>" * 10_000 + "x",
        "<p hidden>y</p>" * 10_000 + "x",
    ],
    ids=["paragraphs", "breaks", "pictures", "hidden"],
)
def test_many_siblings_end_with_their_text(html: str) -> None:
    assert "x" in seen(mended(html))


IN_PAGE = '<a href="{}#{}">t</a>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="#note">t</a>', IN_PAGE.format(BASE, "note")),
        ('<a href=" #目录 ">t</a>', IN_PAGE.format(BASE, "%E7%9B%AE%E5%BD%95")),
        ('<a href="#fnord">t</a>', IN_PAGE.format(BASE, "fnord")),
        ('<a href="#a"><img src="c.png"></a>', f'<a href="{BASE}#a"><img src="https://site.example/a/c.png"/></a>'),
        ('<a href="#">t</a>', "t"),
        ('<a href="#TOP">t</a>', "t"),
        ('<a href="#a"></a>t', "t"),
        ('<a name="a">t</a>', '<a name="a">t</a>'),
        ('<a href="c#note">t</a>', '<a href="https://site.example/a/c#note">t</a>'),
    ],
    ids=["a place", "Chinese", "like a note", "a picture", "a script's", "the top", "nothing", "a name", "elsewhere"],
)
def test_a_link_within_a_page_leads_to_its_page(html: str, expected: str) -> None:
    tree = parse(f"<h1>{html}</h1>")
    repair(tree, BASE, page=BASE)
    assert serialize(tree) == f"<h1>{expected}</h1>"


def test_without_a_page_a_link_within_it_leaves_its_words() -> None:
    assert mended('<p><a href="#note">t</a></p>') == "<p>t</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<sup><a href="#fn-1" data-footnote-ref="">1</a></sup>',
        '<a href="#fn1" role="doc-noteref"><sup>1</sup></a>',
        '<li>b <a href="#fnref:1" role="doc-backlink">↩</a></li>',
        '<li><a href="#cite_ref-1">↑</a> b</li>',
    ],
    ids=["a mark", "a mark inside", "an arrow back", "Wikipedia's"],
)
def test_footnotes_lead_out_of_no_text(html: str) -> None:
    tree = parse(html)
    repair(tree, BASE, page=BASE)
    assert "<a" not in serialize(tree)
    assert text_of(tree.contents) == text_of(parse(html).contents)


def test_text_alone_is_a_fragment() -> None:
    assert mended("only words & <") == "<p>only words &amp; &lt;</p>"
    assert mended("") == ""


def cleaned(html: str, **cleaning: object) -> str:
    tree = parse(html)
    repair(tree, "https://n.example/a/", SanitizeSettings(**cleaning))  # type: ignore[arg-type]
    return serialize(tree)


FRAMES = {
    "film_with_a_poster": (
        '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="A film"></iframe>',
        '<p><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">'
        '<img alt="A film" src="https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg"/></a></p>',
    ),
    "film_without_a_poster": (
        '<iframe src="//player.bilibili.com/player.html?bvid=BV1xx411c7mD"></iframe>',
        '<p><a href="https://www.bilibili.com/video/BV1xx411c7mD">https://www.bilibili.com/video/BV1xx411c7mD</a></p>',
    ),
    "lazy_frame": ('<iframe data-src="//m.example/x" title="M"></iframe>', '<p><a href="https://m.example/x">M</a></p>'),
    "any_other_frame": (
        '<iframe src="https://pod.example/e/1" title="Episode 1"></iframe>',
        '<p><a href="https://pod.example/e/1">Episode 1</a></p>',
    ),
    "frame_of_the_site": ('<iframe src="/m" title="A map"></iframe>', '<p><a href="https://n.example/m">A map</a></p>'),
    "frame_without_a_title": ('<iframe src="https://pod.example/e/1"></iframe>', ""),
    "frame_without_a_size": ('<iframe src="https://pod.example/e/1" height="0" title="x"></iframe>', ""),
    "beacon": ('<iframe src="https://www.googletagmanager.com/ns.html?id=GTM-1" title="x"></iframe>', ""),
    "script": ('<iframe src="javascript:steal()" title="x"></iframe>', ""),
    "words_of_its_own": ('<iframe srcdoc="<p>x"></iframe>', ""),
}  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), FRAMES.values(), ids=FRAMES)
def test_a_frame_becomes_a_link_to_what_it_shows(html: str, expected: str) -> None:
    assert cleaned(html) == expected


def test_a_player_that_is_switched_off_is_a_frame_like_any_other() -> None:
    html = '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="A film"></iframe>'
    assert cleaned(html, players=()) == '<p><a href="https://www.youtube.com/embed/dQw4w9WgXcQ">A film</a></p>'


TRACKED = (
    '<p><a href="/x?id=1&amp;utm_source=y">a</a><img src="https://pixel.wp.com/g.gif"/><img src="b.png?spm=1"/></p>'
)


def test_what_trackers_put_into_addresses_goes() -> None:
    assert cleaned(TRACKED) == '<p><a href="https://n.example/x?id=1">a</a><img src="https://n.example/a/b.png"/></p>'


def test_what_trackers_put_into_addresses_stays_where_the_setting_says_so() -> None:
    kept = cleaned(TRACKED, tracking="keep")
    assert all(part in kept for part in ("utm_source=y", "pixel.wp.com", "spm=1"))


def test_tables_in_tables_take_linear_time() -> None:
    tree = parse("<table><tr><td>" * 80 + "<table>" + "<tr><td>a<td>b" * 20_000 + "</table>" + "</table>" * 80)
    start = time.process_time()
    repair(tree, BASE)
    assert time.process_time() - start < 4


def test_marks_of_substacks_footnotes_are_raised_and_lead_nowhere() -> None:
    mark = '<p>a<a class="footnote-anchor" href="#footnote-1">1</a></p>'
    note = '<div class="footnote"><a href="#footnote-anchor-1" class="footnote-number">1</a><p>b</p></div>'
    assert sanitize(mended(mark + note, BASE)) == "<p>a<sup>1</sup></p><div><p>1</p><p>b</p></div>"


@pytest.mark.parametrize(
    ("script", "address"),
    [
        ("https://gist.github.com/ann/50a7482715b1efa5.js", "https://gist.github.com/ann/50a7482715b1efa5"),
        ("https://gist.github.com/50a7482715.js?file=a.py", "https://gist.github.com/50a7482715"),
        ("https://asciinema.org/a/14.js", "https://asciinema.org/a/14"),
    ],
)
def test_a_script_that_draws_program_text_is_a_link_to_it(script: str, address: str) -> None:
    found = sanitize(mended(f'<p>a</p><script src="{script}"></script><p>b</p>'))
    assert found == f'<p>a</p><p><a href="{address}" rel="noopener nofollow">{address}</a></p><p>b</p>'


@pytest.mark.parametrize(
    "script", ["https://x.example/a.js", "https://gist.github.com/a.js/../x", "//gist.github.com.x.js"]
)
def test_another_script_goes(script: str) -> None:
    assert sanitize(mended(f'<p>a</p><script src="{script}">x</script>')) == "<p>a</p>"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<ol type="a"><li>x</li></ol>', '<ol type="a"><li>x</li></ol>'),
        ('<ol style="list-style-type: Upper-Roman"><li>x</li></ol>', '<ol type="I"><li>x</li></ol>'),
        ('<ol type="x" style="list-style: none"><li>x</li></ol>', "<ol><li>x</li></ol>"),
        ('<p>10<span style="vertical-align:super">6</span></p>', "<p>10<sup>6</sup></p>"),
        ('<p>H<span style="font-size:8pt;vertical-align: sub">2</span>O</p>', "<p>H<sub>2</sub>O</p>"),
        ('<p><span style="text-decoration: line-through red">5</span> 4</p>', "<p><s>5</s> 4</p>"),
        ('<p><span style="text-decoration:none;vertical-align:baseline">5</span></p>', "<p>5</p>"),
    ],
)
def test_styles_that_say_something_are_elements(html: str, shown: str) -> None:
    assert sanitize(mended(html)) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<h2>A<a class="headerlink" href="#a" title="Permalink">¶</a></h2>', "<h2>A</h2>"),
        ('<h3><a href="#b">#</a> C#</h3>', "<h3>C#</h3>"),
        ('<h3><a href="#b">C#</a></h3>', f'<h3><a href="{BASE}#b" rel="noopener nofollow">C#</a></h3>'),
        ('<p>a <a href="#b">#</a></p>', f'<p>a <a href="{BASE}#b" rel="noopener nofollow">#</a></p>'),
    ],
)
def test_the_mark_by_which_a_heading_is_linked_goes(html: str, shown: str) -> None:
    tree = parse(html)
    repair(tree, BASE, page=BASE)
    assert sanitize(serialize(tree)) == shown
