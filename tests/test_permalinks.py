"""The addresses that generators make."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles import document, taxonomy
from feedsvc.articles.permalinks import Post, permalink
from feedsvc.articles.site import Cascade, DateKeys, Generator, HexoPaths, Language, Mount, PelicanNames, SiteConfig
from feedsvc.model import Document

AT = datetime(2022, 3, 8, 9, 5, 7, tzinfo=ZoneInfo("Asia/Shanghai"))
ARTICLES = {"jekyll": ("_posts", "_news"), "hexo": ("source/_posts",), "hugo": ("content",), "zola": ("content",)}
POST = "_posts/2022-03-08-a-b.md"
LANGUAGES = (Language("en"), Language("fr", home="fr"), Language("de", home=None))


def made(
    generator: Generator, path: str, head: str = "", pattern: str | dict[str, str] = "", **more: object
) -> str | None:
    """The address behind `https://h.example/b`, or None."""
    patterns = pattern if isinstance(pattern, dict) else {"": pattern} if pattern else {}
    config = SiteConfig(
        generator, "x", "https://h.example/b", permalinks=tuple(sorted(patterns.items())),
        articles=ARTICLES.get(generator, ("content",)), **{"languages": LANGUAGES, **more},  # type: ignore[arg-type]
    )  # fmt: skip
    read = document.read(path, f"---\n{head}\n---\n".encode())
    assert isinstance(read, Document)
    terms = taxonomy.categories(read, path, generator)
    post = Post(path, document.text(read, "title"), AT, tuple(term.label for term in terms))
    found = permalink(read, post, config)
    return None if found is None else found.removeprefix("https://h.example/b")


JEKYLL = [
    ("", POST, "", "/2022/03/08/a-b.html"),
    ("date", POST, "categories: [X, y z]", "/x/y%20z/2022/03/08/a-b.html"),
    ("pretty", POST, "", "/2022/03/08/a-b/"),
    ("pretty", "en/news/_posts/2022-03-08-a-b.md", "categories: [en, news]", "/en/news/2022/03/08/a-b/"),
    ("ordinal", POST, "", "/2022/067/a-b.html"),
    ("weekdate", POST, "", "/2022/W10/Tue/a-b.html"),
    ("none", POST, "", "/a-b.html"),
    ("/:year/:i_month/:i_day/:title", POST, "", "/2022/3/8/a-b"),
    ("/:short_year/:short_month/:long_month/:hour:minute:second/", POST, "", "/22/Mar/March/090507/"),
    ("/:title:output_ext", POST, "slug: Other Name!", "/Other-Name!.html"),
    ("/:slug/", "_posts/2022-03-08-A_b.md", "", "/a-b/"),
    ("/:title/", "_posts/2022-03-08-京东健康.md", "", "/%E4%BA%AC%E4%B8%9C%E5%81%A5%E5%BA%B7/"),
    ("/:title/", POST, "permalink: /own/:year/", "/own/2022/"),
    ("/:title/", POST, "permalink: /own/page.html", "/own/page.html"),
    ("/:title/", POST, "permalink: pretty", "/pretty"),
    ({"posts": "ordinal"}, POST, "", "/ordinal"),
    ("/:unknown/", POST, "", None),
    ({"posts": "/news/:year/:title/", "": "pretty"}, POST, "", "/news/2022/a-b/"),
    ({"news": "/n/:name/"}, "_news/A Thing.md", "", "/n/a-thing/"),
    ({"news": "/n/:title/"}, "_news/2020-01-02-a-B.md", "", "/n/a-B/"),
    ({"news": "/n/:slug/"}, "_news/20-1-2-a-B.md", "", "/n/a-b/"),
    ({"news": "/n/:name/:path/"}, "_news/x/2020-01-02-a.md", "", "/n/2020-01-02-a/x/2020-01-02-a/"),
    ({"news": "/n/:title/"}, "_news/2020-01-02-a.md", "slug: 2020-01-02-own", "/n/2020-01-02-own/"),
    ({"news": "/n/:title/"}, "_news/2020-01-02_a.md", "", "/n/2020-01-02_a/"),
    ({"news": "/n/:title/"}, "_news/of-2020-01-02-a.md", "", "/n/of-2020-01-02-a/"),
    ("/:title/", "_posts/2020-01-02-2020-01-03-a.md", "", "/2020-01-03-a/"),
    ({"news": "/:collection/:path/"}, "_news/x/y.md", "", "/news/x/y/"),
    ("", "_news/x.md", "", "/news/x.html"),
    ("pretty", "_news/x.md", "", "/news/x/"),
    # As Jekyll 4.3 builds them.
    ("ordinal", "_news/x.md", "", "/news/x.html"),
    ("weekdate", "_news/x.md", "", "/news/x"),
    ("/:title/", "_news/x.md", "", "/news/x/"),
    ("/:title.html", "_news/x.md", "", "/news/x"),
    ("/:year/:title:output_ext", "_news/x.md", "", "/news/x.html"),
    ("/:title/", "_posts/a.md", "", None),
    ("/:title/", "en/_posts/x/notes-2022-03-08-a.md", "", None),
    ("/:title/:slug/", "_posts/2022-03-08-v1.2...md", "", "/v1.2/v1-2/"),
    ("/:slugified_categories/:title/", POST, "categories: [C++ Tips]", "/c-tips/a-b/"),
]
HEXO = [
    ("", "source/_posts/a-b.md", "", "/2022/03/08/a-b/"),
    ("", "source/_posts/2022-03-08-a-b.md", "", "/2022/03/08/2022-03-08-a-b/"),
    ("", "source/_posts/x/a.md", "", "/2022/03/08/x/a/"),
    ("", "source/_posts/C++ 入门(一).md", "", "/2022/03/08/C++%20%E5%85%A5%E9%97%A8(%E4%B8%80)/"),
    ("", "source/_posts/a.md", "slug: other", "/2022/03/08/a/"),
    (":name/", "source/_posts/x/2022-03-08-a.md", "", "/2022-03-08-a/"),
    (":lang/:title/", "source/_posts/en/a.md", "", None),
    (":year/:i_month/:name.html", "source/_posts/x/a.md", "", "/2022/3/a.html"),
    (":category/:title/", "source/_posts/a.md", "", "/uncategorized/a/"),
    (":category/:title/", "source/_posts/a.md", "categories: tech", "/tech/a/"),
    (
        ":category/:title/",
        "source/_posts/a.md",
        "categories: 科技（新）",
        "/%E7%A7%91%E6%8A%80%EF%BC%88%E6%96%B0%EF%BC%89/a/",
    ),
    (":category/:title/", "source/_posts/a.md", "categories: Web Dev", "/Web-Dev/a/"),
    (":category/:title/", "source/_posts/a.md", "categories: [A b, C++, Café]", "/A-b/C/Cafe/a/"),
    (":category/:title/", "source/_posts/a.md", "categories: [x, x]", "/x/x/a/"),
    (":category/:title/", "source/_posts/a.md", "categories: A > b", "/A-b/a/"),
    (":category/:title/", "source/_posts/a.md", "categories: ...", "/a/"),
    (":category/:title/", "source/_posts/a.md", "categories: Größe", None),
    (":category/:title/", "source/_posts/a.md", "categories: ＡＩ［1］", "/AI%EF%BC%BB1%EF%BC%BD/a/"),
    (":category/:title/", "source/_posts/a.md", "categories: [[a, b]]", "/a/b/a/"),
    (":category/:title/", "source/_posts/a.md", "categories: [[a, b], [c]]", None),
    (":category/:title/", "source/_posts/a.md", "categories: [[a, b, c], [a, c]]", None),
    ("posts/:abbrlink/", "source/_posts/a.md", "abbrlink: 4a17b156", "/posts/4a17b156/"),
    ("posts/:abbrlink/", "source/_posts/a.md", "", None),
    (":id/", "source/_posts/a.md", "", None),
    (":hash/", "source/_posts/a.md", "", None),
    ("", "source/_posts/a.md", "permalink: own/a", "/own/a/"),
    ("", "source/_posts/a.md", "permalink: own/a.html", "/own/a.html"),
    (":post_title/", "source/_posts/a.md", "title: A Thing, Again", "/a-thing-again/"),
]
HUGO = [
    ({}, "content/post/A b.md", "", "/post/a-b/"),
    ({}, "content/a.md", "", "/a/"),
    ({}, "content/post/b/index.md", "", "/post/b/"),
    ({}, "content/post/a.md", "slug: other", "/post/other/"),
    ({}, "content/post/b/index.md", "slug: other", "/post/other/"),
    ({}, "content/post/京东.md", "", "/post/%E4%BA%AC%E4%B8%9C/"),
    ({}, "content/post/a.fr.md", "", "/fr/post/a/"),
    ({}, "content/post/b/index.fr.md", "", "/fr/post/b/"),
    ({}, "content/post/a.fr.md", "url: /own/", "/own/"),
    ({}, "content/post/a.de.md", "", None),
    ({}, "content/post/a.en.md", "", "/post/a/"),
    ({}, "content/post/a.en.md", "", "/post/a/"),
    ({}, "content/post/a.md", "url: /own/x.html", "/own/x.html"),
    ({}, "content/post/a.md", "url: own/x.html", "/own/x.html"),
    ({}, "content/post/a.md", "url: 2016/06/19/podcasts/", "/2016/06/19/podcasts/"),
    ({}, "content/post/a.md", "url: /2015/10/23/Live Coding", "/2015/10/23/Live%20Coding/"),
    ({}, "content/post/a.md", "url: 京东", "/%E4%BA%AC%E4%B8%9C/"),
    ({}, "content/post/a.md", "url: ./rel/", "/rel/"),
    ({}, "content/post/a.md", "url: /v1.2/page", "/v1.2/page"),
    ({}, "content/post/a.md", "url: /v1.2/page/", "/v1.2/page/"),
    ({}, "content/post/a.md", "url: /", "/"),
    ({}, "content/post/a.md", "url: https://e.example/x/", None),
    ({}, "content/post/a.fr.md", "url: own/a", "/fr/own/a/"),
    ({}, "content/post/a.fr.md", "url: /own/a", "/own/a/"),
    ({}, "content/post/a.de.md", "url: own/a", None),
    ({}, "content/post/a.de.md", "url: /own/a", "/own/a/"),
    ({"post": "/:year/:month/:slug/"}, "content/post/a.md", "title: A Thing", "/2022/03/a-thing/"),
    ({"post": "/:year/:slug/"}, "content/post/a.md", "slug: s", "/2022/s/"),
    ({"post": "/:sections/:filename/"}, "content/post/x/a.md", "", None),
    ({"post": "/:sections/:filename/"}, "content/post/a.md", "", "/post/a/"),
    ({"post": "/:section/:filename/"}, "content/post/x/a.md", "", "/post/a/"),
    ({"post": r"/a\:b/:filename/"}, "content/post/a.md", "", None),
    ({"": "/r/:filename/"}, "content/a.md", "", "/r/a/"),
    ({"": "/r/:filename/", "a": "/own/:filename/"}, "content/a.md", "", "/own/a/"),
    ({}, "content/post/a.md", "title: A Thing\nurl: /:year/:slug", "/2022/a-thing/"),
    ({}, "content/post/a.fr.md", "slug: s\nurl: x/:slug.html", "/fr/x/s.html"),
    ({}, "content/post/x/a.md", "url: /:sections/a/", None),
    ({}, "content/post/a.md", "url: '/2022/10:30/a'", "/2022/10:30/a/"),
    ({}, "content/post/a.md", "url: /:unknown/", "/:unknown/"),
    ({"post": "/:slugorfilename/:yearday/"}, "content/post/a.md", "", "/a/67/"),
    ({"news": "/:year/"}, "content/post/a.md", "", "/post/a/"),
    ({"post": "/:slug/"}, "content/post/a.md", "", None),
    ({"post": "/:unknown/"}, "content/post/a.md", "", None),
    # As `hugo list all` of 0.111 tells.
    ({}, "content/My Sec - tion/Foo - Bar.md", "", "/my-sec-tion/foo-bar/"),
    ({}, "content/post/C++ a@b 50%.md", "", "/post/c++-a@b-50/"),
    ({}, "content/post/a.md", "slug: Foo - Bar+baz 50% @x", "/post/foo-bar+baz-50-@x/"),
    ({}, "content/post/स्थिति.md", "", "/post/%E0%A4%B8%E0%A5%8D%E0%A4%A5%E0%A4%BF%E0%A4%A4%E0%A4%BF/"),
    *(
        ({"post": "/:title/"}, "content/post/a.md", f"title: '{title}'", f"/{address}/")
        for title, address in {
            "Foo - Bar": "foo-bar",
            "Is it 100%?": "is-it-100",
            "A/B testing": "a/b-testing",
            "C++ Guide": "c-guide",
            "a+b": "a-b",
            "C++": "c-",
            "50%25 x": "50-x",
            "a@b c~d": "a@b-c~d",
            "- start": "-start",
            "end -": "end-",
            "x.y_z": "x.y_z",
            "dots... and more": "dots...-and-more",
            "a  -  b": "a-b",
            "Wörld -- again": "w%C3%B6rld--again",
            "中文 标题 - 二": "%E4%B8%AD%E6%96%87-%E6%A0%87%E9%A2%98-%E4%BA%8C",
        }.items()
    ),
]
ZOLA = [
    ("content/a.md", "slug: The Mill’s “Wheel” – now…", "/the-mill-s-wheel-now/"),
    ("content/1.0-Timeline.md", "path: 2014/12/12/1.0-Timeline", "/2014/12/12/1.0-Timeline/"),
    ("content/blog/2022-03-08-a-b.md", "", "/blog/a-b/"),
    ("content/blog/2022-03-08_a.md", "", "/blog/a/"),
    ("content/blog/2022-03-08 -a.md", "", "/blog/a/"),
    ("content/blog/2022-03-08.md", "", "/blog/2022-03-08/"),
    ("content/blog/2022-03-08-.md", "", "/blog/2022-03-08/"),
    ("content/blog/2022-3-8-a.md", "", "/blog/2022-3-8-a/"),
    ("content/blog/report-2022-03-08-final.md", "", "/blog/report-2022-03-08-final/"),
    ("content/blog/2018-10-02T15:00:00Z-hello.md", "", "/blog/hello/"),
    ("content/blog/2018-10-02T15:00:00.5+02:00_hello/index.md", "", "/blog/hello/"),
    ("content/blog/2022-03-08-b/index.md", "", "/blog/b/"),
    ("content/blog/a.md", "slug: Other Thing", "/blog/other-thing/"),
    ("content/a.md", "", "/a/"),
    ("content/blog/京东.md", "", None),
    ("content/blog/a.fr.md", "", "/fr/blog/a/"),
    ("content/blog/2022-03-08-b/index.fr.md", "", "/fr/blog/b/"),
    ("content/blog/a.fr.md", "path: own/a", "/own/a/"),
    ("content/blog/a.en.md", "", "/blog/a-en/"),
    ("content/blog/a.es.md", "", "/blog/a-es/"),
]
PELICAN = [
    ("", "title: A Thing: It's Here", "/a-thing-its-here.html"),
    ("", "title: 京东健康", None),
    ("", "title: 京东健康\nslug: jd", "/jd.html"),
    ("{date:%Y}/{date:%m}/{slug}/", "slug: jd", "/2022/03/jd/"),
    ("{category}/{slug}.html", "slug: jd\ncategories: Big News", "/big-news/jd.html"),
    ("{category}/{slug}.html", "slug: jd", None),
    ("{part_of}/{slug}.html", "slug: jd\npart_of: a/b", "/a/b/jd.html"),
    ("{part_of}/{slug}.html", "slug: jd", None),
    ("{date:%b}/{slug}/", "slug: jd", None),
    ("{author}/{slug}/", "slug: jd", None),
    ("{slug:>10}/", "slug: jd", None),
    # As Pelican 4 writes them.
    ("{category}/{slug}.html", "slug: jd\ncategories: R&D", "/rd/jd.html"),
    ("{category}/{slug}.html", "slug: jd\ncategories: a_b.c", "/a_bc/jd.html"),
    ("{category}/{slug}.html", "slug: jd\ncategories: 新闻", None),
    ("", "title: Ends -", "/ends-.html"),
    ("", "title: '- under_score -- x'", "/-under_score-x.html"),
    ("", "title: Hello.World v1.2", "/helloworld-v12.html"),
    ("", "title: The mill\nlang: fr", "/the-mill-fr.html"),
    ("", "title: The mill\nlang: en", "/the-mill.html"),
    ("", "title: The mill\nlang: EN", "/the-mill-EN.html"),
    ("posts/{lang}/{slug}/", "slug: jd", "/posts/en/jd/"),
    ("", "title: T\nurl: foo/bar.html\nlang: fr", "/foo/bar.html"),
    ("", "title: T\nurl: https://e.example/x", None),
]


@pytest.mark.parametrize(("pattern", "path", "head", "address"), JEKYLL)
def test_jekyll(pattern: str | dict[str, str], path: str, head: str, address: str | None) -> None:
    assert made("jekyll", path, head, pattern) == address


@pytest.mark.parametrize(("pattern", "path", "head", "address"), HEXO)
def test_hexo(pattern: str, path: str, head: str, address: str | None) -> None:
    assert made("hexo", path, head, pattern) == address


@pytest.mark.parametrize(
    ("post_name", "name", "address"),
    [
        (":year-:month-:day-:title.md", "2024-01-02-a-b.md", "/a-b/"),
        (":year-:month-:day-:title.md", "2024-1-2-a.md", "/2024-1-2-a/"),
        (":year-:month-:day-:title.md", "2024-1-2_A b.c.md", "/2024-1-2-A-b-c/"),
        (":year-:month-:day-:title.md", "x/2024-01-02-a.md", "/x-2024-01-02-a/"),
        (":year-:month-:day-:title.md", "C++ 入门(一).md", "/C-%E5%85%A5%E9%97%A8-%E4%B8%80/"),
        (":year-:month-:day-:title.md", "Größe.md", None),
        (":year-:i_month-:i_day_:title.md", "2024-1-2_a.md", "/a/"),
        (":year/:month/:title.md", "2024/01/foo.md", "/foo/"),
        (":year/:month/:title.md", "2024/foo.md", "/2024-foo/"),
        (":year/:title.md", "2024/01/foo.md", "/01/foo/"),
        (":category/:title.md", "x/y/foo.md", "/y/foo/"),
        (":hash-:title.md", "0123456789ab-foo.md", "/foo/"),
        ("post(:title)+.md", "post(foo)+.md", "/foo/"),
        (":year/:month.md", "2024/01.md", "/2024-01/"),
        (":a-:b-:c-:d-:title.md", "a-b-c-d-e.md", None),
    ],
)
def test_hexos_title_is_what_the_pattern_of_its_files_names_calls_so(
    post_name: str, name: str, address: str | None
) -> None:
    path = f"source/_posts/{name}"
    assert made("hexo", path, "", ":title/", hexo=HexoPaths(post_name=post_name)) == address


@pytest.mark.parametrize(
    ("pattern", "name", "head", "address"),
    [
        (":lang/:title/", "en/a.md", "", "/en/a/"),
        (":lang/:title/", "a.md", "", None),
        (":year/:title/", "2024/a.md", "", "/2022/2024/a/"),
        (":category/:title/", "en/a.md", "", "/uncategorized/a/"),
    ],
)
def test_hexos_addresses_may_hold_other_parts_of_a_files_name(
    pattern: str, name: str, head: str, address: str | None
) -> None:
    paths = HexoPaths(post_name=":lang/:title.md" if name.startswith("en/") else ":title.md")
    assert made("hexo", f"source/_posts/{name}", head, pattern, hexo=paths) == address


@pytest.mark.parametrize(
    ("pattern", "head", "left_out", "address"),
    [
        (":title.html", "", (".html",), "/a"),
        (":title.html", "", ("index.html",), "/a.html"),
        (":title/index.html", "", ("index.html",), "/a/"),
        (":title/index.html", "", (".html",), "/a/index.html"),
        (":title/index.html", "", ("index.html", ".html"), "/a/"),
        (":title/", "", ("index.html", ".html"), "/a/"),
        (":title.htm", "", (".html",), "/a.htm"),
        (":title/", "permalink: own/b.html", (".html",), "/own/b"),
        (":title/", "permalink: own/index.html", ("index.html",), "/own/"),
    ],
)
def test_hexos_addresses_may_leave_out_their_endings(
    pattern: str, head: str, left_out: tuple[str, ...], address: str
) -> None:
    assert made("hexo", "source/_posts/a.md", head, pattern, hexo=HexoPaths(left_out=left_out)) == address


def test_a_folder_may_be_hexos_category() -> None:
    paths = HexoPaths(post_name=":category/:title.md", categories=(("Big News", "n"),))
    assert made("hexo", "source/_posts/Big News/a.md", "", ":category/:title/", hexo=paths) == "/n/a/"
    assert made("hexo", "source/_posts/x/a.md", "categories: b", ":category/:title/", hexo=paths) == "/b/a/"


@pytest.mark.parametrize(
    ("head", "case", "address"),
    [
        ("", "", "/%E5%85%B6%20%E5%AE%83/a/"),
        ("categories: Java", "", "/j-J/a/"),
        ("categories: Java", "1", "/j-j/a/"),
        ("categories: [Java, Web Dev, 新]", "2", "/J-J/WEB-DEV/%E6%96%B0/a/"),
        ("categories: java", "", "/java/a/"),
    ],
)
def test_hexos_categories_have_the_names_that_the_site_gives_them(head: str, case: str, address: str) -> None:
    paths = HexoPaths(default_category="其 它", categories=(("Java", "j J"),), case=case)
    assert made("hexo", "source/_posts/a.md", head, ":category/:title/", hexo=paths) == address


@pytest.mark.parametrize(("pattern", "path", "head", "address"), HUGO)
def test_hugo(pattern: dict[str, str], path: str, head: str, address: str | None) -> None:
    assert made("hugo", path, head, pattern) == address


def test_hugos_ugly_addresses_end_in_html() -> None:
    assert made("hugo", "content/post/a.md", ugly=("",)) == "/post/a.html"
    assert made("hugo", "content/post/b/index.md", ugly=("",)) == "/post/b.html"
    assert made("hugo", "content/post/a.fr.md", ugly=("",)) == "/fr/post/a.html"
    assert made("hugo", "content/a.md", ugly=("",)) == "/a.html"


@pytest.mark.parametrize(
    ("pattern", "path", "head", "address"),
    [
        ("/P/:filename/", "content/post/Hello World.md", "", "/P/Hello-World/"),
        ("/:section/:title/:monthname/", "content/post/a.md", "title: Hello There", "/post/Hello-There/March/"),
        ("", "content/Sec/Hello.md", "", "/Sec/Hello/"),
        ("", "content/Sec/Sub/a.md", "slug: My-Slug", "/Sec/Sub/My-Slug/"),
        ("", "content/Sec/Bun/index.fr.md", "", "/fr/Sec/Bun/"),
    ],
)
def test_hugos_addresses_may_keep_their_capitals(pattern: str, path: str, head: str, address: str) -> None:
    patterns = {"post": pattern} if pattern else {}
    assert made("hugo", path, head, patterns, cased=True) == address
    assert made("hugo", path, head, patterns) == address.lower()


def test_hugos_addresses_may_lose_the_marks_on_letters() -> None:
    assert made("hugo", "content/Café/Ñandú là.md", "", bare=True) == "/cafe/nandu-la/"
    assert made("hugo", "content/café/a.md", "slug: Été", bare=True) == "/cafe/ete/"
    assert made("hugo", "content/café/a.md", "") != "/cafe/a/"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/post/a.md", "/post/a.html"),
        ("content/post/x/a.md", "/post/x/a.html"),
        ("content/news/post/a.md", "/news/post/a/"),
        ("content/post.md", "/post/"),
    ],
)
def test_hugos_addresses_may_be_ugly_in_a_section(path: str, address: str) -> None:
    assert made("hugo", path, ugly=("post",)) == address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/en/x.md", "/x/"),
        ("content/en/blog/a/index.md", "/b/a/"),
        ("posts/de/a.md", "/de/b/a/"),
        ("posts/de/index.md", "/de/b/blog/"),
        ("posts/de/sub/b.md", "/de/b/b/"),
        ("extra/e.md", "/docs/e/"),
        ("extra/e.de.md", "/de/docs/e/"),
    ],
)
def test_hugos_folders_may_be_mounted_elsewhere(path: str, address: str) -> None:
    languages = (Language("en"), Language("de", home="de"))
    mounts = (Mount("content/en", "", "en"), Mount("posts/de", "blog", "de"), Mount("extra", "docs"))
    folders = tuple(each.folder for each in mounts)
    config = SiteConfig(
        "hugo", "x", "https://h.example", permalinks=(("blog", "/b/:slugorfilename/"),), articles=folders,
        languages=languages, mounts=mounts,
    )  # fmt: skip
    assert permalink(Document(path, {}, "", "markdown"), Post(path, "A", AT), config) == f"https://h.example{address}"


LISTED = (
    Cascade({"pattern": "/artikel/:contentbasename/"}, path="{/articles/**}", lang="{de}"),
    Cascade({"pattern": "/b/:year/:contentbasename/"}, path="{/articles/**}", lang="{en}"),
    Cascade({"pattern": "/late/"}, path="/articles/a"),
)


@pytest.mark.parametrize(
    ("path", "more", "address"),
    [
        ("content/articles/a.md", (), "/b/2022/a/"),
        ("content/articles/deep/a/index.md", (), "/b/2022/a/"),
        ("content/articles/a.de.md", (), "/de/artikel/a/"),
        ("content/notes/a.md", (), "/notes/a/"),
        ("content/notes/a.md", ("/:section/x/:contentbasename/",), "/notes/x/a/"),
        ("content/about.md", ("/p/:contentbasename/",), "/p/about/"),
    ],
)
def test_of_the_patterns_that_hugo_lists_the_first_for_an_article_counts(
    path: str, more: tuple[str, ...], address: str
) -> None:
    rules = (*LISTED, *(Cascade({"pattern": each}) for each in more))
    languages = (Language("en"), Language("de", home="de"))
    config = SiteConfig("hugo", "x", "https://h.example", articles=("content",), languages=languages, rules=rules)
    assert permalink(Document(path, {}, "", "markdown"), Post(path, "A", AT), config) == f"https://h.example{address}"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/en/post/a.md", "/en/post/a/"),
        ("content/fr/post/a.md", "/fr/post/a/"),
        ("content/fr/post/a.en.md", "/en/post/a/"),
        ("content/fr/post/b/index.md", "/fr/post/b/"),
        ("content/de/post/a.md", None),
    ],
)
def test_hugos_languages_may_have_folders_and_homes(path: str, address: str | None) -> None:
    languages = (
        Language("en", folder="content/en", home="en"), Language("fr", folder="content/fr", home="fr"),
        Language("de", folder="content/de", home=None),
    )  # fmt: skip
    folders = tuple(each.folder for each in languages)
    config = SiteConfig("hugo", "x", "https://h.example", articles=folders, languages=languages)
    found = permalink(Document(path, {}, "", "markdown"), Post(path, "A", AT), config)
    assert found == (address and f"https://h.example{address}")


@pytest.mark.parametrize(
    ("path", "head", "before", "address"),
    [
        ("content/post/2021-01-02-a-b.md", "", ((),), "/post/a-b/"),
        ("content/post/2021-01-02_a.fr.md", "", ((),), "/fr/post/a/"),
        ("content/post/2021-01-02-a/index.md", "", ((),), "/post/a/"),
        ("content/post/2021-01-02-a.md", "slug: mine", ((),), "/post/mine/"),
        ("content/post/2021-01-02-a.md", "date: 2021-01-02", (("date",),), "/post/2021-01-02-a/"),
        ("content/post/2021-01-02-a.md", "date: 2021-01-02", (("date",), ("lastmod",)), "/post/a/"),
        ("content/post/2021-01-02.md", "", ((),), "/post/2021-01-02/"),
        ("content/post/2021-1-2-a.md", "", ((),), "/post/2021-1-2-a/"),
        ("content/post/2021-01-02-a.md", "", (), "/post/2021-01-02-a/"),
    ],
)
def test_hugos_slug_is_behind_the_day_where_a_files_name_is_asked_for_a_date(
    path: str, head: str, before: tuple[tuple[str, ...], ...], address: str
) -> None:
    assert made("hugo", path, head, dates=DateKeys(before_name=before)) == address


@pytest.mark.parametrize(
    ("path", "head", "address"),
    [
        ("content/Blog/A-Mill.md", "", "/Blog/A-Mill/"),
        ("content/博客/2022-03-08-水车.md", "", "/%E5%8D%9A%E5%AE%A2/%E6%B0%B4%E8%BD%A6/"),
        ("content/a b.md", "", None),
        ("content/a.md", "slug: a#b", None),
        ("content/a.md", "slug: b.", None),
    ],
)
def test_zola_where_names_stay_as_they_are(path: str, head: str, address: str | None) -> None:
    assert made("zola", path, head, cased=True) == address


# As `hugo list all` of 0.111 tells where `post` has an `_index.md`, but for `[5]`, with which it panics.
@pytest.mark.parametrize(
    ("pattern", "path", "address"),
    [
        ("/:sections/:slug/", "a.md", "/post/t/"),
        ("/:sections/:slug/", "x/y/a.md", "/post/t/"),
        ("/:sections/:slug/", "z/a.md", "/post/z/t/"),
        ("/:sections/:slug/", "z/a/index.md", "/post/z/t/"),
        ("/:sections[1:]/:slug/", "a.md", "/t/"),
        ("/:sections[1:]/:slug/", "z/a.md", "/z/t/"),
        ("/:sections[last]/:filename/", "a.md", "/post/a/"),
        ("/:sections[last]/:filename/", "z/a.md", "/z/a/"),
        ("/:sections[:last]/:slug/", "a.md", "/t/"),
        ("/:sections[:last]/:slug/", "z/a.md", "/post/t/"),
        ("/:sections[0]/:slug/", "z/a.md", "/post/t/"),
        ("/:sections[5]/:slug/", "z/a.md", "/t/"),
        ("/:sections[0:1]/:slug/", "z/a.md", "/post/t/"),
        ("/:year[1]/:slug/", "a.md", None),
        ("/:sectionslugs/:slug/", "a.md", None),
        ("/:2006/:01/:1/:02/:2/:title/", "a.md", "/2022/03/3/08/8/t/"),
        ("/:Jan/:January/:Mon/:Monday/:06/:002/", "a.md", "/mar/march/tue/tuesday/22/067/"),
        ("/:2006-:01-:02/:slug/", "a.md", "/2022-03-08/t/"),
        ("/:20060102/:slug/", "a.md", None),
    ],
)
def test_hugos_tokens(pattern: str, path: str, address: str | None) -> None:
    found = made("hugo", f"content/post/{path}", "title: T", {"post": pattern}, branches=("post", "post/z"))
    assert found == address


@pytest.mark.parametrize(("name", "address"), [("2022-03-08-a.md", "/2022-03-08-a/"), ("a.md", "/a/")])
def test_zola_where_days_stay_in_names(name: str, address: str) -> None:
    assert made("zola", f"content/{name}", dated=True) == address


@pytest.mark.parametrize(("path", "head", "address"), ZOLA)
def test_zola(path: str, head: str, address: str | None) -> None:
    assert made("zola", path, head) == address


@pytest.mark.parametrize(("pattern", "head", "address"), PELICAN)
def test_pelican(pattern: str, head: str, address: str | None) -> None:
    assert made("pelican", "content/a.md", head, pattern) == address


@pytest.mark.parametrize(
    ("slugs", "head", "address"),
    [
        ("title", "title: The mill", "/the-mill.html"),
        ("basename", "title: The mill", "/a_b-c.html"),
        ("basename", "title: The mill\nslug: s", "/s.html"),
        ("", "title: The mill", None),
        ("", "title: The mill\nslug: s", "/s.html"),
    ],
)
def test_pelicans_slugs_are_made_as_its_settings_say(slugs: str, head: str, address: str | None) -> None:
    assert made("pelican", "content/A_b c.md", head, pelican=PelicanNames(slugs=slugs)) == address


def test_pelicans_other_languages_have_a_pattern_of_their_own() -> None:
    patterns = {"": "{slug}/", "lang": "{lang}/{slug}/"}
    german = PelicanNames(language="DE")
    assert made("pelican", "content/a.md", "title: T\nlang: fr", patterns, pelican=german) == "/fr/t/"
    assert made("pelican", "content/a.md", "title: T\nlang: de", patterns, pelican=german) == "/t/"


@pytest.mark.parametrize("generator", ["jekyll", "hexo", "hugo", "zola", "pelican"])
def test_a_site_without_an_address_gives_none(generator: Generator) -> None:
    config = SiteConfig(generator, "x", articles=("content",))
    assert permalink(Document("a.md", {}, "", "markdown"), Post("content/a.md", "A", AT), config) is None


@pytest.mark.parametrize("own", ["../../x", "a/../../x", "/x?y#z", "//evil.example/x", "https://evil.example/x"])
def test_a_heads_own_address_never_leaves_the_site(own: str) -> None:
    for generator, path in (("jekyll", POST), ("hexo", "source/_posts/a.md"), ("hugo", "content/a.md")):
        found = made(generator, path, f"permalink: '{own}'\nurl: '{own}'\npath: '{own}'")  # type: ignore[arg-type]
        assert found is None or found.startswith("/")


@settings(max_examples=400)
@given(
    st.sampled_from(["jekyll", "hexo", "hugo", "zola", "pelican"]),
    st.text("abAB京/.: _-%#?{}:year", max_size=20),
    st.text("abAB京/.: _-%#?{}:yeartitleslug", max_size=30),
)
def test_any_head_gives_an_address_of_the_site_or_none(generator, words, pattern) -> None:  # type: ignore[no-untyped-def]
    values = {"title": words, "slug": words, "permalink": pattern, "url": pattern, "path": words}
    config = SiteConfig(
        generator, "x", "https://h.example/b", permalinks=(("", pattern),), articles=("content", "_posts")
    )
    found = permalink(
        Document("a.md", values, "", "markdown"), Post(f"content/{words}.md", words, AT, (words,)), config
    )
    assert found is None or found.startswith("https://h.example/b/")
