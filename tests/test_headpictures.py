"""Pictures that heads name."""

from __future__ import annotations

import pytest

from feedsvc.articles import document
from feedsvc.articles.headpictures import named
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
