"""taxonomy: keys that survive addresses, and the terms that each generator means."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.articles import document, taxonomy
from feedsvc.model import Document


def read(head: str, path: str = "a.md") -> Document:
    found = document.read(path, (head if head.startswith("+++") else f"---\n{head}\n---\n").encode())
    assert isinstance(found, Document), found
    return found


def category_keys(head: str, generator: str = "auto", path: str = "a.md") -> list[str]:
    return [term.key for term in taxonomy.categories(read(head, path), path, generator)]


def tag_labels(head: str, generator: str = "auto") -> list[str]:
    return [term.label for term in taxonomy.tags(read(head), generator)]


def author_labels(head: str, generator: str = "auto") -> list[str]:
    return [term.label for term in taxonomy.authors(read(head), generator)]


KEYS = {
    "chinese-stays": ("新媒体", "新媒体"),
    "middle-dot-stays": ("zhongguozhengquanbao·zhongzhengwang", "zhongguozhengquanbao·zhongzhengwang"),
    "company-code-stays": ("06618.HK", "06618.HK"),
    "case-stays": ("NIO.us", "NIO.us"),
    "space-becomes-hyphen": ("IT 之家", "IT-之家"),
    "spaces-around-go": ("  a \u3000 b\t", "a-b"),
    "line-end-becomes-hyphen": ("a\nb", "a-b"),
    "slash": ("A/B", "A／B"),
    "backslash": ("A\\B", "A＼B"),
    "percent": ("100%", "100％"),
    "question-mark": ("为什么?", "为什么？"),
    "sharp": ("C#", "C＃"),
    "dot-alone": (".", "．"),
    "two-dots": ("..", "．．"),
    "three-dots-stay": ("...", "..."),
    "leading-dot-stays": (".NET", ".NET"),
    "ending-json": ("feed.json", "feed．json"),
    "ending-rss-upper": ("新闻.RSS", "新闻．RSS"),
    "ending-atom-mixed": ("x.AtoM", "x．AtoM"),
    "ending-alone": (".json", "．json"),
    "ending-within-stays": ("a.json.b", "a.json.b"),
    "ending-in-long-s": ("x.r\u017fs", "x．r\u017fs"),
    "control-gets-its-picture": ("a\x07b", "a␇b"),
    "delete-gets-its-picture": ("a\x7f", "a␡"),
    "control-without-picture": ("a\x9fb", "a-b"),
    "zero-width-goes": ("新\u200b闻\ufeff", "新闻"),
    "direction-mark-goes": ("\u202ea\u202c", "a"),
    "half-a-pair-goes": ("a\ud83d", "a"),
    "composed": ("e\u0301", "é"),
    "composed-over-a-removed-mark": ("e\u200b\u0301", "é"),
    "path-mark-stays": ("新媒体>新闻", "新媒体>新闻"),
    "markup-stays-text": ("<b>&amp;", "<b>&amp;"),
}


@pytest.mark.parametrize(("name", "want"), KEYS.values(), ids=KEYS.keys())
def test_key(name: str, want: str) -> None:
    assert taxonomy.key(name) == want


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\x00\x07", "\u3164", "\u2800 \u3000", "\ud800", "\u00ad"])
def test_key_of_nothing_visible_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="nothing visible"):
        taxonomy.key(name)


def test_long_key_is_cut_at_a_character_and_hashed() -> None:
    one, other = "新" * 200, "新" * 200 + "闻"
    keys = {taxonomy.key(one), taxonomy.key(other)}
    assert len(keys) == 2
    for key in keys:
        assert len(key.encode()) <= 200
        assert key.startswith("新" * 60)
        assert taxonomy.key(key) == key


def test_key_of_many_combining_marks_costs_little() -> None:
    start = time.process_time()
    key = taxonomy.key("a" + "\u0301\u0316" * 100_000)
    assert time.process_time() - start < 2
    assert taxonomy.key(key) == key


def test_key_of_200_bytes_is_not_cut() -> None:
    assert taxonomy.key("x" * 200) == "x" * 200
    assert taxonomy.key("x" * 201) != "x" * 201


@given(st.text(st.characters(), max_size=300))
def test_key_is_a_safe_path_segment_and_its_own_key(name: str) -> None:
    try:
        key = taxonomy.key(name)
    except ValueError:
        return
    assert taxonomy.key(key) == key
    assert unicodedata.is_normalized("NFC", key)
    assert not set(key) & set("/\\%?# \t\n\x00")
    assert key not in ("", ".", "..")
    assert not key.lower().endswith((".atom", ".rss", ".json"))
    assert len(key.encode()) <= 200


@given(st.text(st.sampled_from("aA./.rsjonat\u0301\u0338% #>é新\u200b"), max_size=30))
def test_key_is_its_own_key_for_close_spellings(name: str) -> None:
    try:
        key = taxonomy.key(name)
    except ValueError:
        return
    assert taxonomy.key(key) == key


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_fold_is_stable(key: str) -> None:
    assert taxonomy.fold(taxonomy.fold(key)) == taxonomy.fold(key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NIO.US", "nio.us"),
        ("ＮＩＯ.US", "nio.us"),
        ("C＃", "C#"),
        ("Straße", "STRASSE"),
        ("é", "e\u0301"),
        ("ｶﾅ", "カナ"),
    ],
)
def test_fold_takes_case_and_width_for_one(one: str, other: str) -> None:
    assert taxonomy.fold(one) == taxonomy.fold(other)


def test_fold_keeps_a_path_and_a_name_with_its_twin_apart() -> None:
    assert taxonomy.fold("a>b") != taxonomy.fold("a›b")


HEXO_PATH = ["新媒体", "新媒体>高科技行业门户", "新媒体>高科技行业门户>新闻", "高科技行业门户", "新闻"]
CATEGORIES = {
    "seed-jekyll-slug": ("layout: post\ncategories: xinhuacaijing", "auto", ["xinhuacaijing"]),
    "seed-hexo-list-is-a-path": (
        "comments: false\ncategories:\n - 新媒体\n - 高科技行业门户\n - 新闻",
        "auto",
        HEXO_PATH,
    ),
    "jekyll-text-is-split-at-spaces": ("layout: post\ncategories: 基金 债券", "auto", ["基金", "债券"]),
    "jekyll-text-with-commas-keeps-spaces": ("layout: post\ncategories: IT 之家, 36kr", "auto", ["IT-之家", "36kr"]),
    "jekyll-text-with-quotes": ("layout: post\ncategories: '\"IT 之家\" 36kr'", "auto", ["IT-之家", "36kr"]),
    "jekyll-list-is-a-set": ("layout: post\ncategories: [IT 之家, 36kr]", "auto", ["IT-之家", "36kr"]),
    "jekyll-singular-keeps-spaces": ("layout: post\ncategory: IT 之家", "auto", ["IT-之家"]),
    "jekyll-singular-and-plural": ("layout: post\ncategory: a\ncategories: [b, c]", "auto", ["b", "c", "a"]),
    "jekyll-singular-among-the-plural": ("layout: post\ncategory: a\ncategories: [b, A]", "auto", ["b", "A"]),
    "jekyll-by-setting": ("categories: a b", "jekyll", ["a", "b"]),
    "jekyll-greater-sign-in-a-name": ("categories: [a>b]", "jekyll", ["a>b"]),
    "hexo-text-is-one": ("categories: IT 之家, 36kr", "auto", ["IT-之家,-36kr"]),
    "hexo-several-paths": ("categories:\n- [a, b]\n- [c]", "auto", ["a", "a>b", "c", "b"]),
    "hexo-path-beside-a-name": ("categories:\n- [a, b]\n- c", "auto", ["a", "a>b", "c", "b"]),
    "hexo-greater-sign-in-a-name": ("categories: [a>b, c]", "auto", ["a›b", "a›b>c", "c"]),
    "hexo-part-with-reserved-ending": ("categories: [a.json, b.rss]", "auto", ["a．json", "a．json>b．rss", "b．rss"]),
    "hexo-same-name-twice-in-a-path": ("categories: [a, a]", "auto", ["a", "a>a"]),
    "hexo-blanks-in-a-path": ("categories: [a, '', ~, b]", "auto", ["a", "a>b", "b"]),
    "hexo-by-setting-overrules-layout": ("layout: post\ncategories: [a, b]", "hexo", ["a", "a>b", "b"]),
    "hexo-singular": ("category: IT 之家", "auto", ["IT-之家"]),
    "hugo-by-draft": ("draft: false\ncategories: [a, b]", "auto", ["a", "b"]),
    "hugo-text-is-one": ("draft: false\ncategories: a b", "auto", ["a-b"]),
    "hugo-toml": ('+++\ncategories = ["a", "b"]\n+++\n', "auto", ["a", "b"]),
    "zola-taxonomies": ('+++\n[taxonomies]\ncategories = ["a", "b"]\n+++\n', "auto", ["a", "b"]),
    "zola-taxonomies-in-yaml": ("taxonomies:\n  categories: [a, b]", "zola", ["a", "b"]),
    "pelican-is-one": ("Category: IT 之家, 36kr", "pelican", ["IT-之家,-36kr"]),
    "pelican-list-is-a-set": ("categories: [a, b]", "pelican", ["a", "b"]),
    "same-name-in-case-and-width-first-wins": ("layout: x\ncategories: [Ａi, ai, AI]", "auto", ["Ａi"]),
    "nothing-null": ("categories: null", "auto", []),
    "nothing-quoted-null": ("categories: ['null', '~', '', ' ', '#', '\u200b']", "hugo", []),
    "nothing-mapping": ("categories: {a: b}", "auto", []),
    "nothing-at-all": ("title: x", "auto", []),
    "nothing-far-too-long": ("categories: [" + "x" * 501 + ", y]", "hugo", ["y"]),
}


@pytest.mark.parametrize(("head", "generator", "want"), CATEGORIES.values(), ids=CATEGORIES.keys())
def test_categories(head: str, generator: str, want: list[str]) -> None:
    assert category_keys(head, generator) == want


AUTO = {
    "layout-is-jekyll": ("layout: post", "a.md", ["a", "b"]),
    "permalink-is-jekyll": ("permalink: /x/", "a.md", ["a", "b"]),
    "posts-folder-is-jekyll": ("title: x", "_posts/2022-03-28-a.md", ["a", "b"]),
    "posts-folder-below-another-is-jekyll": ("title: x", "blog/_posts/2022-03-28-a.md", ["a", "b"]),
    "posts-folder-of-hexo": ("title: x", "source/_posts/a.md", ["a", "a>b", "b"]),
    "posts-folder-with-hexo-key": ("headimg: x.png", "_posts/a.md", ["a", "a>b", "b"]),
    "lastmod-is-hugo": ("lastmod: 2022-03-28", "content/a.md", ["a", "b"]),
    "file-called-posts-is-no-folder": ("title: x", "_posts", ["a", "a>b", "b"]),
    "nothing-known-is-hexo": ("title: x", "posts/a.md", ["a", "a>b", "b"]),
}


@pytest.mark.parametrize(("head", "path", "want"), AUTO.values(), ids=AUTO.keys())
def test_auto_tells_the_generator(head: str, path: str, want: list[str]) -> None:
    assert category_keys(f"{head}\ncategories: [a, b]", "auto", path) == want


def test_path_label_shows_its_parts() -> None:
    terms = taxonomy.categories(read("categories: [IT 之家, 热 榜]"), "a.md", "auto")
    assert [(term.kind, term.key, term.label) for term in terms] == [
        ("category", "IT-之家", "IT 之家"),
        ("category", "IT-之家>热-榜", "IT 之家>热 榜"),
        ("category", "热-榜", "热 榜"),
    ]


def test_label_is_one_line_of_legal_text() -> None:
    terms = taxonomy.categories(read('layout: x\ncategories: ["a\\x07\\n b\\u202e"]'), "a.md", "auto")
    assert [term.label for term in terms] == ["a b"]


def test_ten_thousand_names_give_a_hundred() -> None:
    head = "categories: [" + ", ".join(f"n{number}" for number in range(10_000)) + "]"
    assert len(category_keys(head, "hugo")) == 100
    assert len(category_keys(head, "hexo")) == 100


@pytest.mark.parametrize(
    "piece",
    ["、", "\u200d", "'", "<a@", " and ", ",", "\u0301\u0316", "[a](", "[a](b) (", "[a](b)"],
)
def test_hostile_names_cost_little(piece: str) -> None:
    text = piece * 100_000
    read = Document("a.md", {"categories": text, "tags": text, "author": (text, text[:9000])}, "", "markdown")
    start = time.process_time()
    taxonomy.tags(read, "jekyll")
    taxonomy.authors(read, "pelican")
    taxonomy.authors(read, "auto")
    for generator in ("jekyll", "hexo"):
        taxonomy.categories(read, "a.md", generator)
    assert time.process_time() - start < 2


TAGS = {
    "seed": ("layout: post\ntags: 新华财经新闻", ["新华财经新闻"]),
    "seed-with-middle-dot": ("layout: post\ntags: 中国证券报·中证网新闻", ["中国证券报·中证网新闻"]),
    "list": ("tags: [港股, IT 之家]", ["港股", "IT 之家"]),
    "commas": ("tags: a, b c", ["a", "b c"]),
    "chinese-commas": ("tags: 港股，美股、基金；债券", ["港股", "美股", "基金", "债券"]),
    "jekyll-spaces": ("layout: post\ntags: a b", ["a", "b"]),
    "spaces-without-layout": ("tags: IT 之家", ["IT 之家"]),
    "singular": ("tag: a", ["a"]),
    "taxonomies": ("taxonomies: {tags: [a, b]}", ["a", "b"]),
    "twice": ("tags: [AI, ai, ＡＩ, b]", ["AI", "b"]),
    "blank": ("tags: ['', ~, '#', {a: b}]", []),
    "only-commas": ("tags: ' , ,'", []),
    "sharp-language": ("tags: [C#, C]", ["C#", "C"]),
}


@pytest.mark.parametrize(("head", "want"), TAGS.values(), ids=TAGS.keys())
def test_tags(head: str, want: list[str]) -> None:
    assert tag_labels(head) == want


@pytest.mark.parametrize(
    ("head", "generator", "want"),
    [
        ("layout: post\ntags: Machine Learning", "hexo", ["Machine Learning"]),
        ("layout: post\ntags: Machine Learning", "hugo", ["Machine Learning"]),
        ("layout: post\ntags: Machine Learning", "pelican", ["Machine Learning"]),
        ("layout: post\ntags: Machine Learning", "jekyll", ["Machine", "Learning"]),
        ("tags: ruby rails", "jekyll", ["ruby", "rails"]),
        ("tags: ruby rails", "hexo", ["ruby rails"]),
        ("tags: '\"machine learning\" rails'", "jekyll", ["machine learning", "rails"]),
        ("layout: post\ntag: machine learning", "jekyll", ["machine learning"]),
        ("layout: post\ntag: machine learning", "auto", ["machine learning"]),
        ("tags: a b, c", "jekyll", ["a b", "c"]),
    ],
)
def test_tags_are_split_as_their_generator_does(head: str, generator: str, want: list[str]) -> None:
    assert tag_labels(head, generator) == want


def test_one_file_is_one_generators_for_tags_and_categories_alike() -> None:
    toml = document.read("a.md", b"+++\nlayout='post'\ntags='Machine Learning'\n+++\nText.")
    jekyll = document.read("_posts/2020-01-01-a.md", b"---\ntags: a b\n---\nText.")
    assert isinstance(toml, Document)
    assert isinstance(jekyll, Document)
    assert [term.label for term in taxonomy.tags(toml, "auto")] == ["Machine Learning"]
    assert [term.label for term in taxonomy.tags(jekyll, "auto")] == ["a", "b"]


def test_ghosts_internal_tags_are_none() -> None:
    tags = b'[{"name": "Sea", "visibility": "public"}, {"name": "#mail", "visibility": "internal"}, {"name": "Ebb"}]'
    read = document.read("a.json", b'{"title": "A", "tags": %s, "html": "<p>b</p>"}' % tags)
    assert isinstance(read, Document)
    assert [term.label for term in taxonomy.tags(read, "auto")] == ["Sea", "Ebb"]


@pytest.mark.parametrize(
    ("head", "generator", "want"),
    [
        ("Authors: Ann Bell, Cid Dorn", "pelican", ["Ann Bell", "Cid Dorn"]),
        ("Authors: Bell, Ann; Dorn, Cid", "pelican", ["Bell, Ann", "Dorn, Cid"]),
        ("Author: Bell, Ann", "pelican", ["Bell, Ann"]),
        ("authors: '[Bell, Ann](/a) (X), [Cid Dorn](/b)'", "pelican", ["Bell, Ann", "Cid Dorn"]),
        ("authors: Bell, Ann", "hugo", ["Bell, Ann"]),
        ("authors: Bell, Ann", "auto", ["Bell, Ann"]),
    ],
)
def test_only_pelicans_authors_are_split_at_commas(head: str, generator: str, want: list[str]) -> None:
    assert author_labels(head, generator) == want


def test_pelicans_lines_tell_that_a_head_is_its_own() -> None:
    read = document.read("a.md", b"Title: A\nAuthors: Ann Bell, Cid Dorn\n\nText.")
    assert isinstance(read, Document)
    assert [term.label for term in taxonomy.authors(read, "auto")] == ["Ann Bell", "Cid Dorn"]


@pytest.mark.parametrize(
    ("head", "want"),
    [
        ("topics: [A, B]", ["A", "B"]),
        ("Topics: a, b", ["a, b"]),
        ("tags: [c, a]\ntopics: [A, B]\nregion: EU", ["c", "a", "B", "EU"]),
        ("topic: [A]\nother: [B]", []),
        ("topics: {a: b}\nregion: ~", []),
        ("tags: c, d", ["c", "d"]),
    ],
)
def test_terms_of_a_sites_further_taxonomies_are_tags(head: str, want: list[str]) -> None:
    assert [term.label for term in taxonomy.tags(read(head), "hugo", ("topics", "region"))] == want


@pytest.mark.parametrize("part", ["name", "label", "term"])
@pytest.mark.parametrize("generator", ["auto", "hexo", "jekyll", "hugo"])
def test_a_tag_and_a_category_that_are_mappings_are_called_as_they_say(part: str, generator: str) -> None:
    assert tag_labels(f"tags: [{{id: 1, {part}: A B}}, c]", generator) == ["A B", "c"]
    assert "A B" in [
        term.label for term in taxonomy.categories(read(f"categories: [{{{part}: A B}}]"), "a.md", generator)
    ]


def test_a_label_goes_before_its_term_and_what_says_no_name_is_none() -> None:
    assert tag_labels("tags: [{term: a, label: A, scheme: null}, {x: b}]") == ["A"]


AUTHORS = {
    "full-width-comma": ("author: 李雷，韩梅梅", ["李雷", "韩梅梅"]),
    "full-width-comma-and-a-space": ("author: 李雷， 韩梅梅", ["李雷", "韩梅梅"]),
    "full-width-comma-beside-one": ("author: 李雷，Tom Lee，韩梅梅", ["李雷", "Tom Lee", "韩梅梅"]),
    "full-width-comma-in-latin": ("author: Li，Lei", ["Li，Lei"]),
    "chinese-and-a-narrow-comma": ("author: 李雷,韩梅梅", ["李雷,韩梅梅"]),
    "one": ("author: 高科技行业门户", ["高科技行业门户"]),
    "with-hyphen": ("author: Phoronix - 新闻与评测", ["Phoronix - 新闻与评测"]),
    "list": ("authors: [李雷, 韩梅梅]", ["李雷", "韩梅梅"]),
    "mapping": ("author: {name: 李雷, email: li@example.com}", ["李雷"]),
    "list-of-mappings": ("authors:\n- {Name: 李雷}\n- {url: x}\n- 韩梅梅", ["李雷", "韩梅梅"]),
    "creator": ("creator: 李雷", ["李雷"]),
    "several-keys-once": ("author: 李雷\nauthors: [李雷, 韩梅梅]", ["李雷", "韩梅梅"]),
    "mail-in-angles": ("author: Li Lei <li@example.com>", ["Li Lei"]),
    "mail-in-brackets": ("author: Li Lei (li@example.com)", ["Li Lei"]),
    "mail-first-as-in-rss": ("author: li@example.com (Li Lei)", ["Li Lei"]),
    "mail-alone-loses-its-host": ("author: li@example.com", ["li"]),
    "mail-alone-in-angles": ("author: <mailto:li@example.com>", ["li"]),
    "comma-is-kept": ("author: Li, Lei", ["Li, Lei"]),
    "comma-between-full-names": ("author: Li Lei, Han Meimei, Ann O’Neil", ["Li Lei", "Han Meimei", "Ann O’Neil"]),
    "comma-behind-two-family-names": ("author: Han Li, Meimei", ["Han Li, Meimei"]),
    "comma-before-a-suffix": ("author: 'Lei Li, PhD'", ["Lei Li, PhD"]),
    "comma-before-a-place": ("author: 'Li Lei, the Daily Mill'", ["Li Lei, the Daily Mill"]),
    "comma-behind-a-suffix": ("author: 'Li Lei Jr, Han Meimei'", ["Li Lei Jr, Han Meimei"]),
    "dun-hao": ("author: 李雷、韩梅梅", ["李雷", "韩梅梅"]),
    "semicolons-keep-commas": ("author: Li, Lei; Han, Meimei", ["Li, Lei", "Han, Meimei"]),
    "and": ("author: Li Lei and Han Meimei", ["Li Lei", "Han Meimei"]),
    "commas-before-and": ("author: Ann, Bob and Cid", ["Ann", "Bob", "Cid"]),
    "comma-and": ("author: Ann, Bob, and Cid", ["Ann", "Bob", "Cid"]),
    "names-with-commas-and": ("author: Li, Lei and Han, Meimei", ["Li, Lei", "Han, Meimei"]),
    "and-within-a-word": ("author: Ferdinand Anders", ["Ferdinand Anders"]),
    "ampersand-is-kept": ("author: Ernst & Young", ["Ernst & Young"]),
    "link": ("author: '[Jane Doe](https://github.com/jane)'", ["Jane Doe"]),
    "credited": ("author: By Jane Smith and Tom Jones", ["Jane Smith", "Tom Jones"]),
    "credited-in-chinese": ("author: [作者：张三, 责任编辑：李四, 責任編輯：王五]", ["张三", "李四", "王五"]),
    "reporters": ("author: [本报记者 张三, 新华社记者李四、王五, 记者 赵六]", ["张三", "李四", "王五", "赵六"]),
    "names-like-credits": (
        "author: [Byron Lee, by hand, 记者站, 本报记者, By Design, 本报记者俱乐部, 新华社記者團隊, 本报记者总站]",
        ["Byron Lee", "by hand", "记者站", "本报记者", "By Design", "本报记者俱乐部", "新华社記者團隊", "本报记者总站"],
    ),
    "credited-with-a-colon": ("author: 'By: Jane'", ["Jane"]),
    "links-credited": ("author: '[By Jane Smith](/a), [作者：张三](/b)'", ["Jane Smith", "张三"]),
    "addresses-are-nobody": ("author: ['https://www.facebook.com/bbcnews', Jane Smith]", ["Jane Smith"]),
    "nobody": ("author: None\nauthors: [undefined, Nan]", ["Nan"]),
    "link-of-obsidian": ("author: ['[[Jane Doe]]', '[[Doe, J|J. Doe]]']", ["Jane Doe", "J. Doe"]),
    "brackets-that-are-no-link": ("author: 'Jane [[Doe'", ["Jane [[Doe"]),
    "link-and-company": ("author: '[Jane Doe](https://github.com/jane/) (Splunk)'", ["Jane Doe"]),
    "link-with-brackets": ("author: '[Jane Doe](https://a.example/Doe_(writer))'", ["Jane Doe"]),
    "links-and-companies": (
        "author: >-\n  [Jane Doe](https://github.com/jane) (Splunk), [Bob\n  Li](https://github.com/bob) (Elastic)",
        ["Jane Doe", "Bob Li"],
    ),
    "links-comma-and": ("author: '[Ann](/a) (X, Inc.), [Bob](/b), and [Cid](/c) (Y)'", ["Ann", "Bob", "Cid"]),
    "links-and": ("author: '[Ann](/a) and [Bob](/b)'", ["Ann", "Bob"]),
    "links-ampersand": ("author: '[Ann](/a) (X) & [Bob](/b)'", ["Ann", "Bob"]),
    "links-in-chinese": ("author: '[李雷](/a)（甲）、[韩梅梅](/b)'", ["李雷", "韩梅梅"]),
    "link-with-a-comma": ("author: '[Li, Lei](/a), [Han, Meimei](/b)'", ["Li, Lei", "Han, Meimei"]),
    "list-of-links": ("authors: ['[Ann](/a)', '[Bob](/b) (X)', Cid]", ["Ann", "Bob", "Cid"]),
    "mapping-with-a-link": ("author: {name: '[Ann](/a)'}", ["Ann"]),
    "link-beside-words": ("author: '[Jane Doe](/a), VMware'", ["Jane Doe, VMware"]),
    "links-beside-a-name": ("author: '[Ann](/a) and Bob'", ["Ann", "Bob"]),
    "link-behind-words": ("author: 'Written by [Ann](/a)'", ["Written by Ann"]),
    "link-without-words": ("author: '[](/a)'", ["[](/a)"]),
    "company-without-a-link": ("author: Jane Doe (Splunk)", ["Jane Doe (Splunk)"]),
    "square-brackets": ("author: 'Jane [JD] Doe (x)'", ["Jane [JD] Doe (x)"]),
    "null": ("author: ~", []),
    "blank": ("author: ' '", []),
}


@pytest.mark.parametrize(("head", "want"), AUTHORS.values(), ids=AUTHORS.keys())
def test_authors(head: str, want: list[str]) -> None:
    assert author_labels(head) == want


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(TEXTS, inner, max_size=3)
)


@given(
    st.dictionaries(st.sampled_from(["categories", "category", "tags", "author", "layout", "taxonomies"]), VALUES),
    st.sampled_from(["auto", "jekyll", "hexo", "hugo", "zola", "pelican"]),
)
def test_any_head_gives_terms_with_keys_and_labels(head: dict[str, str], generator: str) -> None:
    read = Document("a.md", head, "", "markdown")
    for terms in (
        taxonomy.categories(read, "a.md", generator),
        taxonomy.tags(read, generator),
        taxonomy.authors(read, generator),
    ):
        assert len({taxonomy.fold(term.key) for term in terms}) == len(terms)
        for term in terms:
            assert term.label.strip()
            assert taxonomy.key(term.key) == term.key


@pytest.mark.parametrize("said", ["-", "--", "...", "—", "?"])
def test_a_sign_in_the_place_of_an_author_is_nobody(said: str) -> None:
    doc = Document("a.md", {"author": said}, "", "markdown", {})
    assert taxonomy.authors(doc, "hugo") == ()
