"""moved: addresses of other servers where their keys could be several things here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedsvc import config
from tests.serving import Site

TAGS = "tags: [News & Events, Node.js, w.xml, C++, C#, b.atom.xml, Q&A, .NET, Événements, NE.T, ÉT.É, ETE!, 深圳·新闻]"
POSTS = {
    "posts/a.md": "title: One\ndate: 2022-03-28\nauthor: Li Lei\ncategories: [Markets]\n" + TAGS,
    "posts/b.md": "title: Two\ndate: 2022-03-29\nauthor: Markets\ncategories: [all-en]",
    "comments/d.md": "title: Four\ndate: 2022-03-31",
    "blog/c.md": "title: Three\ndate: 2022-03-30\ncategories: [Bonds]",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("moved")
    for name, head in POSTS.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"---\n{head}\n---\nWords of {name}.\n")
    given = {
        "sources": ":".join(str(folder / name) for name in ("posts", "blog", "comments")),
        "data": folder / "data",
        "starter": "false",
    }
    found = Site(config.load(environ={f"FEEDSVC_{name.upper()}": str(value) for name, value in given.items()}))
    yield found
    found.close()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/feeds/li-lei.atom.xml", "/feeds/author/Li-Lei.atom"),
        ("/feeds/markets.atom.xml", "/feeds/category/Markets.atom"),
        ("/feeds/all-en.atom.xml", "/feeds/category/all-en.atom"),
        ("/feeds/all-fr.atom.xml", "/feeds/all.atom"),
        ("/posts/index.xml", "/feeds/source/posts.rss"),
        ("/blog/feed/", "/feeds/source/blog.atom"),
        ("/post/rss.xml", "/feeds/all.rss"),
        ("/RSS", "/feeds/all.rss"),
        ("/Feed/", "/feeds/all.atom"),
        ("/ATOM.xml", "/feeds/all.atom"),
        ("/Feeds/All.Atom.xml", "/feeds/all.atom"),
        ("/Feed?cat=3", "/feed?cat=3"),
        ("/posts/Index.XML", "/feeds/source/posts.rss"),
        ("/Rust", None),
        ("/feed/?paged=1", "/feeds/all.atom?paged=1"),
        ("/feed/?paged=2", None),
        ("/?feed=rss2&paged=3", None),
        ("/tag/node.js/feed/?paged=2", None),
        ("/posts/feed/?paged=2", None),
        ("/search/words/feed/?paged=2", None),
        ("/comments/feed/", None),
        ("/comments/feed/rss2/", None),
        ("/comments/index.xml", "/feeds/source/comments.rss"),
        ("/category/markets/bonds/feed/", "/feeds/category/Bonds.atom"),
        ("/tags/markets/bonds/feed/", None),
        ("/tag/news-events/feed/", "/feeds/tag/News-&-Events.atom"),
        ("/tags/news--events/index.xml", "/feeds/tag/News-&-Events.rss"),
        ("/feed/by_tag/nodejs.xml", "/feeds/tag/Node.js.atom"),
        ("/feeds/tags/nodejs.rss.xml", "/feeds/tag/Node.js.rss"),
        ("/feeds/category/markets/bonds.atom.xml/", "/feeds/category/Bonds.atom"),
        ("/feeds/author/li-lei.atom.xml", "/feeds/author/Li-Lei.atom"),
        ("/feeds/posts/default/-/bonds/", "/feeds/category/Bonds.atom"),
        ("/feeds/tag/b.atom.xml", "/feeds/tag/b.atom.xml.atom"),
        ("/feeds/tag/none.atom.xml", None),
        ("/tag/qa/feed/", "/feeds/tag/Q&A.atom"),
        ("/tags/evenements/index.xml", "/feeds/tag/%C3%89v%C3%A9nements.rss"),
        ("/tag/ete/feed/", None),
        ("/tag/深圳新闻/feed/", "/feeds/tag/%E6%B7%B1%E5%9C%B3%C2%B7%E6%96%B0%E9%97%BB.atom"),
        ("/tag/net/feed/", None),
        ("/tag/c/feed/", None),
        ("/tag/news/feed/", None),
        ("/source/po-sts/feed/", None),
        ("/index.php?feed=rss2&tag=c%2B%2B", "/feeds/all.rss?tag=c%2B%2B"),
        ("/index.php/category/bonds/feed/?s=words", "/category/bonds/feed/?s=words"),
        ("/index.php/.//elsewhere.example/feed", "/.//elsewhere.example/feed"),
        ("/index.php/\\elsewhere.example/feed", "/elsewhere.example/feed"),
        ("/index.php/2022/03/one/", None),
        ("/index.php?p=12", None),
        ("/wp-rss2.php", "/feeds/all.rss"),
        ("/category/bonds/feed/rdf/", "/feeds/category/Bonds.rss"),
        ("/index.rdf", "/feeds/all.rss"),
        ("/page/3/", "/"),
        ("/page/three", None),
        ("/tags/node.js/page/1/", "/tag/Node.js"),
        ("/category/markets/bonds/page/2", "/category/Bonds"),
        ("/tag/none/page/2/", None),
        ("/search.rss?q=words", "/feeds/search.rss?q=words"),
        ("/search.xml?q=words", "/feeds/search.atom?q=words"),
        ("/feeds/tags/node.js.rss", "/feeds/tag/Node.js.rss"),
        ("/feeds/sources/posts", "/feeds/source/posts"),
        ("/feeds/authors/Li-Lei/archive/2022-03.1.json", "/feeds/author/Li-Lei/archive/2022-03.1.json"),
        ("/feeds/tags/none.rss", None),
        ("/feeds/tag/node.js.xml", "/feeds/tag/Node.js.atom"),
        ("/feeds/source/posts.XML/?limit=5", "/feeds/source/posts.atom?limit=5"),
        ("/feeds/category/Bonds.rss.xml", "/feeds/category/Bonds.rss"),
        ("/feeds/source/Blog.atom.xml", "/feeds/source/blog.atom"),
        ("/feeds/all.XML?limit=5", "/feeds/all.atom?limit=5"),
        ("/feeds/search.xml?q=words", "/feeds/search.atom?q=words"),
        ("/tags/node.js.xml", "/feeds/tag/Node.js.atom"),
        ("/feeds/tag/W.xml.atom", "/feeds/tag/w.xml.atom"),
        ("/tag/w.xml.xml", "/feeds/tag/w.xml.atom"),
        ("/feeds/tag/none.xml", None),
        ("/feeds/bonds.xml", None),
    ],
)
def test_an_address_means_what_there_is_of_its_key(site: Site, old: str, new: str | None) -> None:
    answer = site.get(old)
    assert (answer.status_code, answer.headers.get("Location")) == ((301, new) if new else (404, None))


def test_a_key_that_ends_as_a_feed_does_elsewhere_is_that_key(site: Site) -> None:
    assert site.get("/feeds/tag/w.xml").status_code == 200
    assert site.get("/tag/w.xml").status_code == 200
