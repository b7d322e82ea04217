"""The security boundary: allow-lists, fixed point, legal characters, linear time."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings

from feedsvc.articles import repair
from feedsvc.articles.growth import serialize
from feedsvc.articles.sanitize import ATTRIBUTES, CLASSES, ELEMENTS, FORCED, MEDIA, REL, SCHEMES, sanitize
from tests.attacks import ATTACKS
from tests.body_stages import seen
from tests.html_pieces import MARKUP

NAMED = [(attack.name, attack.html) for attack in ATTACKS]
RASTER = re.compile(r"data:image/(png|gif|jpeg|webp);base64,[A-Za-z0-9+/]+=?=?")
CODE = re.compile(r"language-[A-Za-z0-9_+#.-]{1,40}")
COUNTED = frozenset({"width", "height", "colspan", "rowspan", "span", "start", "value"})
AUTHORITY = re.compile(r"https?://(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?(?:[/?#][!-~]*)?")
ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Judge(HTMLParser):
    """Reads sanitized HTML with a parser that had no part in making it, and notes what is not allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS or (tag == "img" and "src" not in dict(attrs)):
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            self.attribute(tag, name, value or "")

    def attribute(self, tag: str, name: str, value: str) -> None:
        if (tag, name) == ("a", "rel"):
            allowed = value == REL
        elif tag in FORCED and name in {"controls", "preload"}:
            allowed = (name, value) in FORCED[tag]
        elif (tag, name) in SCHEMES:
            allowed = self.address(tag, name, value)
        elif name == "class":
            known = CODE.fullmatch if tag == "code" else CLASSES.__contains__
            allowed = bool(value) and all(known(each) for each in value.split(" "))
        elif name == "dir":
            allowed = value in {"ltr", "rtl", "auto"}
        elif name in COUNTED:
            sign = "-?" if name in {"start", "value"} else ""
            allowed = name in ATTRIBUTES[tag] and re.fullmatch(f"{sign}[0-9]{{1,4}}", value) is not None
        else:
            allowed = name in ATTRIBUTES.get(tag, frozenset())
        if not allowed:
            self.wrong.append(f"{tag} {name}={value!r}")

    def address(self, tag: str, name: str, value: str) -> bool:
        """Of the web with a plain host, without blanks and backslashes; a small picture; or a mail's."""
        scheme = value.partition(":")[0].lower()
        if scheme not in SCHEMES[tag, name]:
            return False
        if scheme == "data":
            return len(value) <= 20_000 and RASTER.fullmatch(value) is not None
        return scheme == "mailto" or AUTHORITY.fullmatch(value) is not None

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl!r}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data!r}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"section {data!r}")


def wrong_in(html: str) -> list[str]:
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.wrong


def test_judge_sees_what_must_not_be_there() -> None:
    bad = '<script>x</script><a href="javascript:x" onclick=y style=z>t</a><!-- c --><p class="x"><img src="/r">'
    assert len(wrong_in(bad)) == 7


@pytest.mark.parametrize(
    "bad",
    [
        *('<img src="data:image/svg+xml;base64,AAAA">', '<img src="data:text/html,x">'),
        *('<a href="data:image/png;base64,A">', f'<img src="data:image/png;base64,{"A" * 20_000}">', '<img alt="x">'),
        *('<code class="x">', '<code class="language-&lt;">', '<p class="language-c">', '<td colspan="1e9">'),
        *('<a href="http://a@b.example/">', '<a href="http://b.example\\@c/">', '<a href="http://b.example/ ">'),
        *('<a href="//b">', '<td colspan="-1">', '<p dir="x">'),
    ],
)
def test_judge_sees_values_that_must_not_be_there(bad: str) -> None:
    assert len(wrong_in(bad)) == 1


@pytest.mark.parametrize("html", [html for _, html in NAMED], ids=[name for name, _ in NAMED])
def test_attack_leaves_nothing_outside_the_lists(html: str) -> None:
    safe = sanitize(html)
    assert wrong_in(safe) == []
    assert ILLEGAL.search(safe) is None
    assert sanitize(safe) == safe


@pytest.mark.parametrize("html", [html for _, html in NAMED], ids=[name for name, _ in NAMED])
def test_attack_through_all_stages_leaves_nothing_outside_the_lists(html: str) -> None:
    tree = repair.parse(html)
    repair.repair(tree, "https://site.example/a/")
    assert wrong_in(sanitize(serialize(tree))) == []


def test_attacks_are_many_and_each_has_a_name() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 150


@settings(max_examples=300, deadline=None)
@given(MARKUP)
def test_random_markup_is_safe_legal_and_a_fixed_point(html: str) -> None:
    safe = sanitize(html)
    assert wrong_in(safe) == []
    assert ILLEGAL.search(safe) is None
    assert sanitize(safe) == safe


@settings(max_examples=100, deadline=None)
@given(MARKUP)
def test_mutated_attacks_are_safe_and_a_fixed_point(noise: str) -> None:
    for _, html in NAMED[:: len(NAMED) // 8]:
        half = len(html) // 2
        safe = sanitize(html[:half] + noise + html[half:])
        assert wrong_in(safe) == []
        assert sanitize(safe) == safe


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a &lt; b &amp; c</p>", "<p>a &lt; b &amp; c</p>"),
        ('<p class="align-center x">a</p>', '<p class="align-center">a</p>'),
        ('<pre><code class="language-c++ hljs">x</code></pre>', '<pre><code class="language-c++">x</code></pre>'),
        ('<a href="mailto:a@b.example">m</a>', f'<a href="mailto:a@b.example" rel="{REL}">m</a>'),
        ('<img src="data:image/png;base64,iVBORw0KGgo=">', '<img src="data:image/png;base64,iVBORw0KGgo=">'),
        (
            '<img src="https://a.example/x.png" width="10" height="1e9">',
            '<img src="https://a.example/x.png" width="10">',
        ),
        ("<svg><p>after an svg that is never closed", "<p>after an svg that is never closed</p>"),
        ("<span data-code='1'>words</span>", "words"),
        ("<pre>\n\n  first\n\tsecond</pre>", "<pre>  first\n\tsecond</pre>"),
        ("<ruby>漢<rt>かん</rt></ruby>", "<ruby>漢<rt>かん</rt></ruby>"),
        ("<td colspan='2'>alone", "alone"),
        (
            "<audio autoplay preload=auto src='https://a.example/x'>t",
            '<audio src="https://a.example/x" controls="" preload="none">t</audio>',
        ),
        ('<a href=" HTTPS://A.Example/ä b ">t</a>', f'<a href="https://a.example/%C3%A4%20b" rel="{REL}">t</a>'),
        ('<ol start="-3"><li value="-2">a</ol>', '<ol start="-3"><li value="-2">a</li></ol>'),
        ('<p dir=RTL>a <bdo dir="ltr">b</bdo></p>', '<p dir="rtl">a <bdo dir="ltr">b</bdo></p>'),
        ('<p dir="x" class="">a</p><td colspan="-2">', "<p>a</p>"),
        ("", ""),
    ],
)
def test_sanitize_keeps_what_is_allowed(html: str, expected: str) -> None:
    assert sanitize(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="data:image/svg+xml;base64,AAAA" alt="words">', "words"),
        ('<img src="data:image/svg+xml;base64,AAAA">', ""),
        ('<img src="data:text/html;base64,AAAA">', ""),
        ('<img src="data:image/png,raw">', ""),
        (f'<img src="data:image/png;base64,{"A" * 20_000}">', ""),
        ('<video poster="data:image/png;base64,AAAA">t</video>', '<video controls="" preload="none">t</video>'),
        ('<a href="data:image/png;base64,AAAA">t</a>', f'<a rel="{REL}">t</a>'),
        ('<img src="https://[::1/x" alt="&lt;img src=x&gt; &amp;amp;">', "&lt;img src=x&gt; &amp;amp;"),
        ("<p><img></p>", "<p></p>"),
        ("<svg>words</svg>", ""),
        ("<math>words</math>", ""),
        ("<svg><title>words</title></svg>after", "after"),
        ("<code class='language-<x> c'>t</code>", "<code>t</code>"),
        ("<code class='language-" + "c" * 41 + "'>t</code>", "<code>t</code>"),
        ("<p class='language-c'>t</p>", "<p>t</p>"),
        ("<p>a&#12;b&#1;c&#xfffe;d</p>", "<p>abcd</p>"),
        *(
            (f'<a href="{address}">t</a>', f'<a rel="{REL}">t</a>')
            for address in (
                "http://bank.example@evil.example/",
                "https://user:pw@x.example",
                "https://evil.example\\@bank.example/",
                "https:\t//n.example/",
                "https:n.example",
                "//n.example/",
                "http://n.example:99999/",
            )
        ),
    ],
)
def test_sanitize_takes_what_is_not_allowed(html: str, expected: str) -> None:
    assert sanitize(html) == expected
    assert sanitize(expected) == expected


def test_two_hundred_thousand_nested_elements_end_with_their_text() -> None:
    assert BeautifulSoup(sanitize("<div>" * 200_000 + "deep"), "lxml").get_text() == "deep"


@pytest.mark.parametrize(
    "html",
    [
        "<b>" * 100_000 + "deep",
        "<p>" + "".join(f"<b title={at}>" for at in range(300)) + "</p><p>x" * 20_000 + "deep",
        '<a title="' * 100_000 + "deep",
        "<table><tr><td>" * 50_000 + "deep",
        "&#" * 300_000 + "deep",
        "</p>" * 200_000 + "deep",
        "<!--x-->" * 100_000 + "deep",
        "<textarea>" * 100_000 + "deep",
    ],
    ids=["bold", "formatting opened again", "quotes", "tables", "references", "end tags", "comments", "raw text"],
)
def test_hostile_length_ends_with_its_text(html: str) -> None:
    assert "deep" in seen(sanitize(html))


@pytest.mark.parametrize(
    "html",
    ["&amp;" * 1_000_000, "\u00a0" * 1_000_000, f'<a title="{"&amp;" * 1_000_000}">', "<&" * 500_000],
    ids=["ampersands", "spaces", "a value", "tags and ampersands"],
)  # fmt: skip
def test_very_many_marks_take_linear_time_to_a_fixed_point(html: str) -> None:
    start = time.process_time()
    safe = sanitize(html)
    assert time.process_time() - start < 15
    assert sanitize(safe) == safe


class Fetched(HTMLParser):
    """Notes every element and attribute that a reader would fetch something for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {"src", "srcset", "poster", "data", "background", "style"} & {name for name, _ in attrs}
        if tag in MEDIA or names:
            self.found.append(f"{tag} {sorted(names)}")


def fetched(html: str) -> list[str]:
    parser = Fetched()
    parser.feed(html)
    parser.close()
    return parser.found


def test_fetched_sees_what_a_reader_would_fetch() -> None:
    assert fetched('<img alt="x"><p style="y">t</p><a href="z">src=</a>') == ["img []", "p ['style']"]


@pytest.mark.parametrize(("name", "html"), NAMED, ids=[name for name, _ in NAMED])
def test_without_media_no_attack_leaves_anything_to_fetch(name: str, html: str) -> None:
    clean = sanitize(html, media=False)
    assert fetched(clean) == [], name
    assert sanitize(clean, media=False) == clean


@settings(max_examples=200)
@given(MARKUP)
def test_without_media_nothing_is_left_to_fetch(html: str) -> None:
    clean = sanitize(html, media=False)
    assert fetched(clean) == []
    assert sanitize(clean, media=False) == clean == sanitize(clean)
