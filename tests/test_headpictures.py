"""Pictures that heads name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedsvc.articles import document
from feedsvc.articles.headpictures import folder, named, placed
from feedsvc.articles.site import Generator, HexoPaths, Recipe, Site, SiteConfig
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Document

P = "https://a.example/p.png"


@pytest.mark.parametrize(
    ("head", "want"),
    [
        (f"heroImage: {P}", (P,)),
        (f"heroImage: {{src: {P}, alt: A mill}}", (P,)),
        (f"cover_image: '{P}'", (P,)),
        (f"coverImage: {P}", (P,)),
        (f"feature_image: {P}\nog_image: q.png", ("q.png", P)),
        (f"featuredImage: {P}", (P,)),
        (f"header:\n  overlay_color: red\n  teaser: {P}", (P,)),
        ("header-img: img/my mill.jpg", ("img/my mill.jpg",)),
        (f"image: {{path: {P}}}\nimages: [b/a, {P}]", (P, "b/a", P)),
        ("cover: false\ntop_img: transparent\nbanner: '#ff0000'", ()),
        ("teaser: Who owns the mill. A story.\nhero: true", ()),
        ("teaser: 营收增长3.5%，净利翻倍\nheader: A/B测试\nhero: AC/DC", ()),
        ("hero: /images/mill\nteaser: b.webp?w=300\nheader: {image: ../c}", ("/images/mill", "b.webp?w=300", "../c")),
        ("image: https://a.example/old mill", ("https://a.example/old mill",)),
        (f"photos: [{P}, b/a.png]\nimage: q.png", ("q.png", P, "b/a.png")),
        ("title: a.png", ()),
    ],
)
def test_a_heads_pictures_are_those_of_its_keys(head: str, want: tuple[str, ...]) -> None:
    read = document.read("a.md", f"---\n{head}\n---\nText.".encode())
    assert isinstance(read, Document)
    assert named(read) == want


@pytest.mark.parametrize(
    ("generator", "path", "value", "want"),
    [
        ("jekyll", "_posts/2022-03-28-a.md", "img/a.png", "https://h.example/blog/img/a.png"),
        ("jekyll", "_posts/2022-03-28-a.md", "/img/a.png", "https://h.example/blog/img/a.png"),
        ("jekyll", "_posts/2022-03-28-a.md", "/blog/img/a.png", "/blog/img/a.png"),
        ("jekyll", "_posts/2022-03-28-a.md", "./a.png", "./a.png"),
        ("jekyll", "_posts/2022-03-28-a.md", P, P),
        ("jekyll", "_posts/2022-03-28-a.md", "//a.example/p.png", "//a.example/p.png"),
        ("hexo", "source/_posts/a.md", "img/a.png", "https://h.example/blog/img/a.png"),
        ("hugo", "content/posts/a.md", "images/a.png", "https://h.example/blog/images/a.png"),
        ("hugo", "content/posts/a.md", "/images/a.png", "/images/a.png"),
        ("hugo", "content/posts/a/index.md", "a.png", "a.png"),
        ("zola", "content/a/index.fr.md", "a.png", "a.png"),
        ("zola", "content/a.md", "a.png", "https://h.example/blog/a.png"),
        ("astro", "blog/a.md", "a.png", "a.png"),
    ],
)
def test_a_heads_picture_counts_from_the_root_of_its_site_where_its_generator_has_it_so(
    generator: Generator, path: str, value: str, want: str
) -> None:
    read = document.read(path, f"---\nimage: {value}\n---\nText.".encode())
    assert isinstance(read, Document)
    source = SourceSettings("s", Path("s"), "S", generator=generator, address="https://h.example/blog")
    recipe = Recipe(source, SanitizeSettings(), datetime(2026, 1, 31, tzinfo=UTC), Site(SiteConfig(generator, "c")))
    assert placed(read, recipe) == (want,)
    assert placed(read, replace(recipe, site=None)) == (value,)
    assert placed(read, replace(recipe, source=replace(source, address=None))) == (value,)


def test_a_hexo_article_with_files_of_its_own_has_its_pictures_beside_it() -> None:
    read = document.read("source/_posts/a.md", b"---\ncover: a.png\nbanner: /b.png\n---\nText.")
    assert isinstance(read, Document)
    source = SourceSettings("s", Path("s"), "S", generator="hexo", address="https://h.example")
    site = Site(SiteConfig("hexo", "_config.yml", hexo=HexoPaths(assets=True)))
    recipe = Recipe(source, SanitizeSettings(), datetime(2026, 1, 31, tzinfo=UTC), site)
    assert placed(read, recipe) == ("a.png", "https://h.example/b.png")


@pytest.mark.parametrize(
    ("head", "want"),
    [
        ("media_subpath: /assets/mill/", "/assets/mill"),
        ("img_path: assets/mill", "/assets/mill"),
        ("img_path: /images/mill.png", ""),
        ("media_subpath: https://p.example/mill/", "https://p.example/mill"),
        ("media_subpath: //p.example/mill/", ""),
        ("media_subpath: https://p.example/m?a", ""),
        ("media_subpath: /", ""),
        (f"media_subpath: /{'a' * 1_001}/", ""),
        ("title: A mill", ""),
    ],
)
def test_the_folder_of_an_articles_pictures_is_the_one_that_chirpy_reads(head: str, want: str) -> None:
    read = document.read("_posts/2022-03-28-a.md", f"---\n{head}\n---\nText.".encode())
    assert isinstance(read, Document)
    assert folder(read) == want


@pytest.mark.parametrize(
    ("config", "want"),
    [
        ({"theme": "jekyll-theme-chirpy", "cdn": "https://p.example/"}, "https://p.example/mill"),
        ({"remote_theme": "x/jekyll-theme-chirpy", "img_cdn": "https://p.example/s"}, "https://p.example/s/mill"),
        ({"theme": "jekyll-theme-chirpy", "cdn": ""}, "/mill"),
        ({"theme": "jekyll-theme-chirpy", "cdn": "p.example"}, "/mill"),
        ({"theme": "minima", "cdn": "https://p.example"}, "/mill"),
    ],
)
def test_the_place_of_all_pictures_is_the_one_that_a_site_of_chirpys_names(config: dict[str, str], want: str) -> None:
    read = document.read("_posts/2022-03-28-a.md", b"---\nmedia_subpath: mill\n---\nText.")
    assert isinstance(read, Document)
    assert folder(read, SiteConfig("jekyll", "_config.yml", values=config)) == want
