"""Articles that try to break the rules: each file's name says how."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2022, 2, 15, 11, 11, 11, tzinfo=UTC)
CONTROLS = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)])) + "\ud800\udfff\ufffe\uffff\u2028"
AS_BYTES = "".join(sign for sign in CONTROLS if not "\ud800" <= sign <= "\udfff").replace("\0", "")
"""Those of them that a file in UTF-8 can hold; one with NUL is held back as no text."""
EMPTY_COMPANY = "000001.SZ"
MARKUP_TITLE = "A & B <b>bold</b> &lt;i&gt; &amp;amp; \"q\" ]]> 'p'"
MARKUP_SHOWN = "A & B <b>bold</b> <i> &amp; \"q\" ]]> 'p'"
"""The same as readers see it: what is written for HTML is decoded, once."""
MARKUP_SUMMARY = "If a < b & c > d, then <em>really</em> &amp; truly ]]>"
TABS = "if a:\n\tb = 1\n\t\tc = 2\n"
TABS_TITLE = "Tabs and newlines in program text"
MANY = 520
BATCH = 30
SETTINGS = """
title = "Desk & <Feeds> ]]>"
subtitle = "a < b & c ]]>"
base_url = "https://feeds.example"
starter = false
companies = ["companies.toml"]
[sources.posts]
path = "posts"
title = "Posts & <more>"
address = "https://posts.example"
[sources.origin]
path = "origin"
title = "Origin ]]> & Co"
address = "https://origin.example"
feed_id = "tag:origin.example,2020:feed"
feed_url = "https://origin.example/feed.xml"
"""
COMPANIES = f"""
[[company]]
key = "{EMPTY_COMPANY}"
name = "无文章公司"
listings = ["{EMPTY_COMPANY}"]
[[company]]
key = "600519.SH"
name = "贵州茅台"
names = ["Moutai & <Co>"]
listings = ["600519.SH"]
"""


def put(folder: Path) -> Path:
    """Write settings, companies and all articles below `folder`; the path of the settings."""
    for name, data in articles():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "companies.toml").write_text(COMPANIES, encoding="utf-8")
    settings = folder / "feedsvc.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    return settings


def articles() -> Iterator[tuple[str, bytes]]:
    """Every file: its path, its bytes."""
    for number, (name, head, body) in enumerate(pieces()):
        given = {"title": name, "date": (START - timedelta(days=number)).isoformat(), **head}
        yield f"posts/{name}.md", (json.dumps(given) + "\n" + body).encode("utf-8", "surrogatepass")
    for path, text in raw():
        yield f"posts/{path}", text.encode("utf-8", "surrogatepass")
    for path, lines in crowds():
        yield f"posts/{path}.md", f"---\n{lines}\n---\nSome words of {path}.\n".encode()
    for number in range(3):
        lines = f"title: From elsewhere {number}\ndate: 2021-05-0{number + 1} 10:00:00\ncategories: elsewhere"
        yield f"origin/{number}.md", f"---\n{lines}\n---\nWords {number}.\n".encode()


def pieces() -> Iterator[tuple[str, dict[str, object], str]]:
    """Name, head (written as JSON, which can say every character) and body."""
    dirty = f"a{CONTROLS}b"
    fields = ("title", "author", "source", "description", "link", "image", "lang", "id", "company", "stock")
    listed = ("categories", "tags", "authors")
    yield (
        "controls",
        dict.fromkeys(fields, dirty) | {name: [dirty, CONTROLS] for name in listed},
        f"{AS_BYTES}\n\n<p>x",
    )
    yield (
        "controls-as-references",
        {"title": "&#0;&#8;&#xB;&#xFFFE;&#xD800; t"},
        "<p>&#8;&#x1F;&#xFFFF;&#55296; &#12; w</p>",
    )
    cdata = "]]> <![CDATA[ x ]]>"
    yield (
        "cdata",
        {name: cdata + name for name in fields} | {name: [cdata] for name in listed},
        f"<p>{cdata}</p>\n\n{cdata}",
    )
    yield (
        "markup-title",
        {"title": MARKUP_TITLE, "description": MARKUP_SUMMARY, "author": "<b>A & B</b>"},
        "Words & <b>more</b>.",
    )
    yield "entities", {"title": "caf&eacute; &nbsp; &copy;"}, "<p>&nbsp;&copy;&hellip;&NotEqualTilde;&unknown; AT&T</p>"
    keys = [
        "财经·新闻",
        "😀",
        "👩‍👩‍👧",
        "a/b",
        "a?b#c%d\\e",
        "..",
        "e\u0301",
        "\u00e9",
        "x.atom",
        "㍿",
        "a b  c",
        "İ",
        "K" * 300,
    ]
    yield "keys", {"categories": keys, "tags": keys, "authors": keys}, "Words with keys."
    yield (
        "keys-in-another-case",
        {"categories": ["A/B", "É", "i\u0307"], "tags": ["A/B", "a/b", "财经·新闻"]},
        "More words.",
    )
    yield "tabs", {"title": TABS_TITLE}, f"<pre>{TABS}</pre>\n\nWords.\n\n```python\n{TABS}```\n"
    yield "attacks", {"image": "javascript:alert(1)", "link": "javascript:alert(1)"}, ATTACKS
    yield "addresses", {"link": "/2022/新闻 一.html?a=1&b=2#<x>", "image": "图 片.png"}, ADDRESSES
    yield "broken-html", {}, "<p><b><i>x</p><table><td>y<ul><li>z<pre>\t<a href='https://a.example'>q <p>r</b></i>"
    yield "nothing", {"title": "No body at all"}, ""
    yield "no-title", {"title": ""}, "The first words stand for the title, and they go on & on <b>here</b>."
    yield "blank-names", {"author": " ", "authors": ["", "\u200b"], "categories": ["", " "], "tags": [" "]}, "Words."
    yield (
        "long",
        {"title": "长" * 5000, "description": "摘要" * 5000, "tags": [f"t{n}" for n in range(40)]},
        "x " * 20000,
    )
    yield "updated-before-published", {"updated": "2001-01-01"}, "Words."
    yield "updated-later", {"updated": "2023-01-01T08:00:00+08:00"}, "Words."
    for tag in ("en", "en-US", "zh_CN", "zh-Hant-HK", "cn", "jp", "english", "x", "中文"):
        yield f"lang-{tag}", {"lang": tag, "categories": ["languages"]}, "Words."
    yield (
        "picture",
        {"image": {"url": "https://p.example/1.png?a=1&b=2"}},
        '<img src="https://p.example/1.png?a=1&b=2" width="9" height="8">',
    )
    yield "company", {"stock": "SH600519", "categories": ["stocks"]}, "贵州茅台(600519.SH)发布年报。"
    yield "directions", {"title": "\u202eabc\u202c \ufeff\u200f", "author": "\u2066x"}, "\u202e\u2067words\ufeff"
    files = ["https://a.example/1 & 2.mp3 12 audio/mpeg", "javascript:alert(1)//.mp3", "https://a.example/<x>.php"]
    yield "podcast", {"enclosure": files, "audio": {"url": "a.ogg", "length": -1}}, '<video src="v.mp4"></video>'


ATTACKS = """<p onclick="alert(1)" style="background:url(javascript:1)">a <script>alert(1)</script>
<a href="javascript:alert(1)">b</a> <a href="JaVaScRiPt&#58;alert(1)">b</a> <img src=x onerror=alert(1)></p>
<svg onload=alert(1)><math><mtext><style><img src=x></style></math></svg><iframe srcdoc="<script>"></iframe>
<form action="/x"><input><button formaction="javascript:1">c</button></form><base href="//evil.example"><!-- --!> x -->
"""
ADDRESSES = """<p><a href="../b.html">b</a> <a href="#top">top</a> <a href="//c.example/x">c</a> <a href="?q=1">q</a>
<a href="mailto:a@b.example">m</a> <a href="https:/one.example">o</a> <a href="http://">n</a> <a href="">e</a></p>
<p><img src="a.png" alt="a"> <img src="/b.png" srcset="c.png 1x, /d.png 2x" alt="b"> <img src="data:text/html,x">
<video src="v.mp4" poster="p.jpg"></video> <q cite="x.html">w</q></p>
[1]: x
A note[^1] and a [link](新 闻.html).

[^1]: The note.
"""


def raw() -> Iterator[tuple[str, str]]:
    """Files whose very bytes are meant."""
    head = "title: {0}\ndate: 2021-03-01\ncategories: {0}\ntags: {0}\nauthor: {0}"
    raw_controls = f"r{AS_BYTES}"
    yield "controls-yaml.md", f"---\n{head.format(raw_controls)}\n---\n{raw_controls}\n"
    yield "controls-lines.md", f"Title: {raw_controls}\nDate: 2021-03-02\n\n{raw_controls}\n"
    yield f"名字 & <b> {chr(0x1F600)}.md", "---\ntitle: A name\ndate: 2021-03-03\n---\nWords.\n"
    page = "<html><head><title>A &amp; B &#8;</title><meta name=date content=2021-03-04></head><body>"
    yield "page.html", f"{page}<h1>A</h1><p>x&nbsp;<br>y</body></html>"


def crowds() -> Iterator[tuple[str, str]]:
    """Very many articles, a batch of one date, one alone, some to be withdrawn."""
    for number in range(MANY):
        at = START - timedelta(hours=number)
        yield f"many/{number}", f"title: Many {number}\ndate: {at.isoformat()}\ncategories: many"
    for number in range(BATCH):
        yield f"batch/{number}", f"title: Batch {number}\ndate: 2022-03-28\ncategories: batch"
    yield "alone", "title: Alone\ndate: 2020-01-01\ncategories: alone"
    for name in WITHDRAWN:
        yield name, f"title: Withdrawn {name}\ndate: 2020-02-0{name[-1]}\ncategories: [withdrawn, batch]"


WITHDRAWN = ("gone-1", "gone-2")
"""Articles that are deleted after the first ingest; their category is left without any."""
