"""What configurations of generators say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.addresses import web_address
from feedsvc.articles.site import (
    Cascade,
    DateKeys,
    Generator,
    HeadDefaults,
    HexoPaths,
    Language,
    Mount,
    PelicanNames,
    SiteConfig,
)
from feedsvc.articles.siteconfig import CONFIG_FILES, OVERLAYS, read
from feedsvc.model import Problem

ENGLISH = (Language("en", "en"),)
DATES = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
CASES: dict[str, tuple[dict[str, str], SiteConfig | None]] = {
    "jekyll_with_everything": (
        {
            "_config.yml": "url: https://b.example/\nbaseurl: /blog\ntimezone: Europe/Berlin\nlang: de_AT\n"
            "permalink: pretty\nexclude: [vendor, '*.tmp', ./tools/]\n"
            "collections:\n  posts:\n    permalink: /n/:title/\n"
            "  news:\n    output: true\n    permalink: /x/:name\n  parts:\n    output: false\n"
        },
        SiteConfig(
            "jekyll", "_config.yml", "https://b.example/blog", "Europe/Berlin", "de-AT",
            (("", "pretty"), ("news", "/x/:name"), ("posts", "/n/:title/")), ("_posts", "_news"), ("vendor", "tools"),
            unrendered=("/**.tmp",),
        ),
    ),
    "jekyll_of_a_new_site": (
        {"_config.yml": 'title: Your awesome title\nurl: "" # no\nbaseurl: ""\n'},
        SiteConfig("jekyll", "_config.yml", articles=("_posts",)),
    ),
    "jekyll_in_toml": (
        {"_config.toml": 'url = "https://t.example"\n'},
        SiteConfig("jekyll", "_config.toml", "https://t.example", articles=("_posts",)),
    ),
    "jekyll_with_a_collections_folder": (
        {"_config.yml": "collections_dir: all\ncollections:\n  news:\n    output: true\n"},
        SiteConfig("jekyll", "_config.yml", articles=("_posts", "all/_news"), collections="all"),
    ),
    "jekyll_with_what_stands_under_heads": (
        {"_config.yml": "defaults:\n- scope: {path: _posts/a, type: post}\n  values: {toc: no, x: {y: 007}}\n"
         "- values: {a: b}\n"},
        SiteConfig("jekyll", "_config.yml", articles=("_posts",), defaults=(
            HeadDefaults({"toc": "no", "x": {"y": "007"}}, "_posts/a", "posts"), HeadDefaults({"a": "b"}),
        )),
    ),
    "jekyll_with_collections_as_a_list": (
        {"_config.yml": "collections: [news]\n"},
        SiteConfig("jekyll", "_config.yml", articles=("_posts",)),
    ),
    "hexo_by_its_keys": (
        {"_config.yml": "url: https://h.example/a\nroot: /a/\nlanguage: zh-CN\ntimezone: Asia/Shanghai\n"
         "permalink: :year/:title/\nsource_dir: src\nnew_post_name: ':year/:title.md'\n"},
        SiteConfig("hexo", "_config.yml", "https://h.example/a", "Asia/Shanghai", "zh-CN", (("", ":year/:title/"),),
                   ("src/_posts",), hexo=HexoPaths(post_name=":year/:title.md", root="/a/")),
    ),
    "hexo_with_several_languages_and_a_placeholder": (
        {"_config.yml": "url: http://example.com\nlanguage: [default, zh_TW, en]\nnew_post_name: ':title.md'\n"},
        SiteConfig("hexo", "_config.yml", language="zh-TW", articles=("source/_posts",)),
    ),
    "hexo_with_names_of_categories": (
        {"_config.yml": "default_category: 其它\nfilename_case: 1\ncategory_map:\n  b: 2\n  Java: j\n  a: [x]\n"},
        SiteConfig("hexo", "_config.yml", articles=("source/_posts",),
                   hexo=HexoPaths("其它", (("Java", "j"), ("b", "2")), "1")),
    ),
    "hexo_with_folders_of_pictures_and_its_root_in_its_address": (
        {"_config.yml": "url: https://h.example/blog/\npost_asset_folder: true\nmarked:\n  prependRoot: true\n"},
        SiteConfig("hexo", "_config.yml", "https://h.example/blog", articles=("source/_posts",),
                   hexo=HexoPaths(root="/blog/", assets=True)),
    ),
    **{
        f"hexo_whose_pictures_have_{'a' if rooted else 'no'}_root_before_them_{number}": (
            {"_config.yml": f"new_post_name: ':title.md'\nroot: blog\n{said}\n"},
            SiteConfig("hexo", "_config.yml", articles=("source/_posts",),
                       hexo=HexoPaths(root="/blog/", rooted=rooted)),
        )
        for number, (said, rooted) in enumerate([
            ("marked: {prependRoot: false}", False), ("relative_link: true", False), ("markdown: {preset: x}", False),
            ("markdown: {images: {prepend_root: true}}", True), ("markdown: {a: b}\nmarked: {gfm: true}", True),
        ])
    },
    "hexo_with_pretty_addresses": (
        {"_config.yml": "new_post_name: ':title.md'\npretty_urls:\n  trailing_index: false\n  trailing_html: false\n"},
        SiteConfig("hexo", "_config.yml", articles=("source/_posts",),
                   hexo=HexoPaths(left_out=("index.html", ".html"))),
    ),
    "hexo_with_addresses_as_usual": (
        {"_config.yml": "new_post_name: ':title.md'\npretty_urls: {trailing_index: true, trailing_html: ''}\n"},
        SiteConfig("hexo", "_config.yml", articles=("source/_posts",)),
    ),
    "jekyll_whose_html_holds_markdown": (
        {"_config.yml": "url: https://j.example\nkramdown:\n  parse_block_html: true\n"},
        SiteConfig("jekyll", "_config.yml", "https://j.example", articles=("_posts",), parse_html=True),
    ),
    "hexo_without_breaks": (
        {"_config.yml": "new_post_name: ':title.md'\nmarked:\n  gfm: true\n  breaks: false\n"},
        SiteConfig("hexo", "_config.yml", articles=("source/_posts",), breaks=False),
    ),
    "hexo_without_breaks_of_another_renderer": (
        {"_config.yml": "new_post_name: ':title.md'\nmarkdown:\n  render:\n    breaks: false\n"},
        SiteConfig("hexo", "_config.yml", articles=("source/_posts",), breaks=False, hexo=HexoPaths(rooted=False)),
    ),
    "hexo_with_a_password_for_tags": (
        {"_config.yml": "new_post_name: ':title.md'\nencrypt:\n  abstract: Locked.\n  tags:\n"
         "  - {name: 日记, password: abc}\n  - {name: 2022, password: x}\n  - {password: y}\n  - z\n"},
        SiteConfig("hexo", "_config.yml", articles=("source/_posts",), locked=("日记", "2022")),
    ),
    "hexo_with_a_key_for_hidden_posts": (
        {"_config.yml": "new_post_name: ':title.md'\nhide_posts:\n  filter: Secret\n  public_generators: [archive]\n"},
        SiteConfig("hexo", "_config.yml", articles=("source/_posts",), hiding=("secret", "hide")),
    ),
    "hexo_with_what_it_leaves_out": (
        {"_config.yml": "source_dir: src\nskip_render: _posts/raw.md\nignore: ['**/a/**', '', '*.b', '!c']\n"
         "exclude: d\n"},
        SiteConfig("hexo", "_config.yml", articles=("src/_posts",), ignored=("{,**/}a/**", "*.b"),
                   unrendered=("/src/_posts/raw.md",),
                   problems=(Problem("_config.yml", "site", "a pattern of the site's 'ignore' is not used: '!c'",
                                     "write it in another way; until then it leaves nothing out", held=False),)),
    ),
    "hugo_with_what_it_leaves_out": (
        {"hugo.toml": 'baseURL = "https://h.example"\nignoreFiles = ["/private/", "\\\\.x\\\\.md$"]\n'},
        SiteConfig("hugo", "hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH,
                   ignored=("/private/", r"\.x\.md$")),
    ),
    "hugo_with_what_its_language_leaves_out": (
        {"hugo.toml": 'baseURL = "https://h.example"\nignoreFiles = "a"\n[languages.en]\nignoreFiles = ["b"]\n'},
        SiteConfig("hugo", "hugo.toml", "https://h.example", language="en", articles=("content",), languages=ENGLISH,
                   ignored=("b",)),
    ),
    "hexo_with_passwords_that_are_no_list": (
        {"_config.yml": "new_post_name: ':title.md'\nencrypt:\n  tags: {日记: abc}\n"},
        SiteConfig("hexo", "_config.yml", articles=("source/_posts",)),
    ),
    "hugo": (
        {"hugo.toml": 'baseURL = "https://h.example/blog/"\nlanguageCode = "zh-cn"\ntimeZone = "Asia/Shanghai"\n'
         'uglyURLs = true\n[permalinks]\npost = "/:year/:slug/"\n"/" = "/r/"\n[permalinks.page]\nnews = "/n/:slug/"\n'},
        SiteConfig("hugo", "hugo.toml", "https://h.example/blog", "Asia/Shanghai", "zh-cn",
                   (("", "/r/"), ("news", "/n/:slug/"), ("post", "/:year/:slug/")), ("content",), (), ENGLISH,
                   ugly=("",)),
    ),
    "hugo_that_lists_its_patterns": (
        {"hugo.toml": 'baseURL = "https://h.example/"\n[[permalinks]]\npattern = "/a/:slug/"\n[permalinks.target]\n'
         'path = "/Posts/**"\n[permalinks.target.sites.matrix]\nlanguages = ["en", "de"]\n[[permalinks]]\n'
         'pattern = "/s/"\n[permalinks.target]\nkind = "section"\n[[permalinks]]\nposts = "/x/"\n[[permalinks]]\n'
         'pattern = "/:slug/"\n'},
        SiteConfig("hugo", "hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH,
                   rules=(Cascade({"pattern": "/a/:slug/"}, path="/posts/**", lang="{en,de}"),
                          Cascade({"pattern": "/:slug/"}))),
    ),
    "hugo_with_a_list_for_its_language": (
        {"hugo.yaml": "baseURL: https://h.example\npermalinks: {posts: /p/:slug/}\n"
         "languages:\n  en:\n    permalinks:\n      - {pattern: '/:slug/'}\n"},
        SiteConfig("hugo", "hugo.yaml", "https://h.example", language="en", articles=("content",), languages=ENGLISH,
                   rules=(Cascade({"pattern": "/:slug/"}),)),
    ),
    "hugo_with_languages": (
        {"config.yaml": "baseurl: https://h.example\ndefaultContentLanguage: fr\n"
         "languages:\n  en:\n    contentDir: content/en\n"
         "  fr:\n    contentDir: content/fr\n    languageCode: fr-CA\n"},
        SiteConfig("hugo", "config.yaml", "https://h.example", language="fr-CA",
                   articles=("content/en", "content/fr"),
                   languages=(Language("fr", "fr-CA", "content/fr"), Language("en", "en", "content/en", "en"))),
    ),
    "hugo_with_a_translation_in_the_folder_of_all": (
        {"config.yaml": "baseurl: https://h.example\ndefaultContentLanguage: en\n"
         "languages:\n  en:\n    contentDir: content.en\n  zh:\n    weight: 2\n"},
        SiteConfig("hugo", "config.yaml", "https://h.example", language="en", articles=("content.en", "content"),
                   languages=(Language("en", "en", "content.en"), Language("zh", "zh", "content", "zh"))),
    ),
    "hugo_with_main_sections": (
        {"hugo.toml": 'baseURL = "https://h.example"\n[params]\nmainSections = ["post"]\n'},
        SiteConfig("hugo", "hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH,
                   pages=("content/page", "content/pages")),
    ),
    "hugo_with_main_sections_in_a_file_of_their_own": (
        {"config/_default/hugo.toml": 'baseURL = "https://h.example"\n',
         "config/_default/params.toml": 'mainSections = ["page", "news"]\n'},
        SiteConfig("hugo", "config/_default/hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH,
                   pages=("content/pages",)),
    ),
    "hugo_with_mounts": (
        {"hugo.toml": 'baseURL = "https://h.example"\n[languages.en]\n[languages.DE]\ncontentDir = "unread"\n'
         '[[module.mounts]]\nsource = "content/en"\ntarget = "content"\nlang = "en"\n'
         '[[module.mounts]]\nsource = "./posts/de/"\ntarget = "content/blog"\nlang = "DE"\n'
         '[[module.mounts]]\nsource = "extra"\ntarget = "content/docs"\n'
         '[[module.mounts]]\nsource = "extra/road.md"\ntarget = "content/docs/map.md"\n'
         '[[module.mounts]]\nsource = "../elsewhere"\ntarget = "content/more"\n'
         '[[module.mounts]]\nsource = "contents"\ntarget = "contents"\n'
         '[[module.mounts]]\nsource = "node_modules/x"\ntarget = "assets/x"\n'},
        SiteConfig("hugo", "hugo.toml", "https://h.example", articles=("content/en", "posts/de", "extra"),
                   languages=(ENGLISH[0], Language("de", "de", "unread", "de")),
                   mounts=(Mount("content/en", "", "en"), Mount("posts/de", "blog", "de"), Mount("extra", "docs"))),
    ),
    "hugo_with_mounts_in_a_file_of_their_own": (
        {"config/_default/hugo.yaml": "baseURL: https://h.example\n",
         "config/_default/module.yaml": "mounts:\n  - source: content/en\n    target: content\n"
         "    sites:\n      matrix: {languages: [en]}\n"},
        SiteConfig("hugo", "config/_default/hugo.yaml", "https://h.example", articles=("content/en",),
                   languages=ENGLISH, mounts=(Mount("content/en", "", "en"),)),
    ),
    "hugo_with_mounts_of_other_things": (
        {"hugo.toml": 'baseURL = "https://h.example"\n[module]\n[[module.imports]]\npath = "x"\n'
         '[[module.mounts]]\nsource = "static"\ntarget = "static"\n'},
        SiteConfig("hugo", "hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH),
    ),
    "hugo_in_a_folder_of_its_own": (
        {"config/_default/hugo.toml": 'baseURL = "https://h.example"\n'},
        SiteConfig("hugo", "config/_default/hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH),
    ),
    "hugo_in_many_files": (
        {"config.toml": 'baseURL = "https://root.example/"\n[permalinks]\ndocs = "/d/:filename/"\n',
         "hugo.json": '{"baseURL": "https://first.example/", "permalinks": {"docs": "/e/:filename/"}}',
         "config/_default/config.toml": 'baseurl = "https://h.example/"\ntimeZone = "Europe/Berlin"\n',
         "config/_default/languages.en.toml": 'contentDir = "content/en"\nlocale = "en-US"\n',
         "config/_default/languages.toml": '[zh-CN]\ncontentDir = "content/zh"\nlanguageCode = "zh-cn"\n',
         "config/_default/permalinks.yaml": "posts: /:year/:filename/\n",
         "config/_default/uglyURLs.json": '{"posts": true, "docs": false}',
         "config/_default/taxonomies.yaml": "topic: Topics\ntag: tags\ncategory: categories\nauthor: authors\nx: ''\n",
         "config/_default/params.toml": "this = is not read",
         "config/production/uglyurls.toml": "news = true\n",
         "config/production/hugo.toml": 'baseURL = "https://p.example/"\n'},
        SiteConfig("hugo", "hugo.json", "https://p.example", "Europe/Berlin", "en-US",
                   (("docs", "/e/:filename/"), ("posts", "/:year/:filename/")), ("content/en", "content/zh"), (),
                   (Language("en", "en-US", "content/en"), Language("zh-cn", "zh-cn", "content/zh", "zh-cn")),
                   ("news", "posts"), taxonomies=("topics",)),
    ),
    "hugo_with_its_language_in_a_folder": (
        {
            "hugo.toml": 'defaultContentLanguage = "cn"\ndefaultContentLanguageInSubdir = true\n'
            'disableLanguages = ["de"]\n[languages.cn]\nlanguageCode = "zh-CN"\n[languages.EN]\n[languages.fr]\n'
            'disabled = true\n[languages.de]\n[languages.es.permalinks]\nposts = "/x/:filename/"\n'
        },
        SiteConfig("hugo", "hugo.toml", language="zh-CN", articles=("content",),
                   languages=(Language("cn", "zh-CN", home="cn"), Language("de", "de", home=None, is_built=False),
                              Language("en", "en", home="en"), Language("es", "es", home=None),
                              Language("fr", "fr", home=None, is_built=False))),
    ),
    "hugo_with_its_only_language_in_a_folder": (
        {"hugo.toml": "defaultContentLanguageInSubdir = true\n"},
        SiteConfig("hugo", "hugo.toml", articles=("content",), languages=(Language("en", "en", home=None),)),
    ),
    "hugo_with_a_host_for_each_language": (
        {"hugo.toml": 'baseURL = "https://h.example/"\n[languages.en]\nbaseURL = "https://en.example/"\n'
         '[languages.fr]\nbaseURL = "https://fr.example/"\n'},
        SiteConfig("hugo", "hugo.toml", "https://en.example", articles=("content",),
                   languages=(ENGLISH[0], Language("fr", "fr", home=None))),
    ),
    "hugo_with_what_it_hands_down": (
        {"hugo.toml": 'baseURL = "https://h.example/"\n[[cascade]]\ndraft = true\nAuthor = "A &amp; B"\n'
         '[cascade.target]\npath = "/Posts/**"\nlang = "en"\n[[cascade]]\n_build = {list = "never"}\n'
         '[cascade._target]\nkind = "{page,section}"\nenvironment = "production"\n'
         '[[cascade]]\nx = 1\n[cascade._target]\nkind = "section"\n'
         '[[cascade]]\nx = 1\n[cascade._target]\nenvironment = "staging"\n'
         '[[cascade]]\nlang = "fr"\nid = "a"\n'},
        SiteConfig("hugo", "hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH, cascades=(
            Cascade({"draft": "true", "author": "A & B"}, path="/posts/**", lang="en"),
            Cascade({"build": {"list": "never"}}),
        )),
    ),
    "hugo_with_what_a_language_hands_down_in_the_place_of_all": (
        {"config/_default/hugo.toml": 'baseURL = "https://h.example/"\n[languages.en]\n',
         "config/_default/languages.fr.toml": 'cascade = {a = "f"}\n',
         "config/_default/cascade.yaml": "a: e\n"},
        SiteConfig("hugo", "config/_default/hugo.toml", "https://h.example", articles=("content",),
                   languages=(*ENGLISH, Language("fr", "fr", home="fr")),
                   cascades=(Cascade({"a": "e"}, language="en"), Cascade({"a": "f"}, language="fr"))),
    ),
    "hugo_with_keys_of_dates_of_its_own": (
        {"config/_default/hugo.toml": 'baseURL = "https://h.example/"\n',
         "config/_default/frontmatter.toml": 'date = ["Written", ":filename", ":default"]\nlastmod = [":git"]\n'
         'expiryDate = ":default"\n'},
        SiteConfig("hugo", "config/_default/hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH,
                   dates=DateKeys(
                       ("publishdate", "written", ":filename", *DATES), ("written", ":filename", *DATES), (),
                       ("expirydate", "unpublishdate"), (("written",),),
                   )),
    ),
    "hugo_with_a_cascade_that_is_none": (
        {"hugo.toml": 'baseURL = "https://h.example/"\ncascade = ["a"]\n'},
        SiteConfig("hugo", "hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH),
    ),
    "hugo_with_attributes_of_blocks": (
        {"config/_default/hugo.toml": 'baseURL = "https://h.example/"\n',
         "config/_default/markup.toml": "[goldmark.parser.attribute]\nblock = true\n"},
        SiteConfig("hugo", "config/_default/hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH,
                   attributes=True),
    ),
    "hugo_with_capitals_in_addresses": (
        {"hugo.toml": 'baseURL = "https://h.example/"\ndisablePathToLower = true\nremovePathAccents = true\n'},
        SiteConfig("hugo", "hugo.toml", "https://h.example", articles=("content",), languages=ENGLISH, cased=True,
                   bare=True),
    ),
    "hugo_in_json": (
        {"config.json": '{"baseURL": "https://h.example", "contentDir": "words"}'},
        SiteConfig("hugo", "config.json", "https://h.example", articles=("words",), languages=ENGLISH),
    ),
    "zola": (
        {"config.toml": 'base_url = "https://z.example"\ndefault_language = "de"\n[languages.en]\n'},
        SiteConfig("zola", "config.toml", "https://z.example", language="de", articles=("content",),
                   languages=(Language("de", "de"), Language("en", "en", home="en"))),
    ),
    "zola_at_its_root": (
        {"config.toml": 'base_url = "/"\n'},
        SiteConfig("zola", "config.toml", language="en", articles=("content",), languages=ENGLISH),
    ),
    "pelican": (
        {"pelicanconf.py": "from x import *\nPATH = './words/'\nSITEURL = ''\nTIMEZONE = 'Europe/Paris'\n"
         "DEFAULT_LANG = 'fr'\n"
         "ARTICLE_URL = '{date:%Y}/{slug}/'\nPAGE_PATHS = ['pages', 'more']\nSECRET = open('/etc/passwd').read()\n",
         "publishconf.py": "SITEURL = 'https://p.example'\nRELATIVE_URLS = False\n"},
        SiteConfig("pelican", "pelicanconf.py", "https://p.example", "Europe/Paris", "fr", (("", "{date:%Y}/{slug}/"),),
                   ("words",), ("words/pages", "words/more"),
                   pelican=PelicanNames("words", language="fr")),
    ),
    "pelican_with_what_it_leaves_out": (
        {"pelicanconf.py": "ARTICLE_EXCLUDES = ['wip', 'a/b/']\nIGNORE_FILES = ['.#*', '**/*.tmp.md']\n"},
        SiteConfig("pelican", "pelicanconf.py", articles=("content",),
                   pages=("content/pages", "content/wip", "content/a/b"), ignored=("**/.#*", "**/*.tmp.md"),
                   pelican=PelicanNames()),
    ),
    "pelican_with_slugs_of_its_own": (
        {"pelicanconf.py": "SLUG_REGEX_SUBSTITUTIONS = [('a', 'b')]\nARTICLE_LANG_URL = '{lang}/{slug}/'\n"},
        SiteConfig("pelican", "pelicanconf.py", permalinks=(("lang", "{lang}/{slug}/"),), articles=("content",),
                   pages=("content/pages",), pelican=PelicanNames(slugs="")),
    ),
    "pelican_with_slugs_of_names": (
        {"pelicanconf.py": "SLUGIFY_SOURCE = 'basename'\nSLUGIFY_PRESERVE_CASE = False\n"},
        SiteConfig("pelican", "pelicanconf.py", articles=("content",), pages=("content/pages",),
                   pelican=PelicanNames(slugs="basename")),
    ),
    "pelican_with_slugs_in_capitals": (
        {"pelicanconf.py": "SLUGIFY_PRESERVE_CASE = True\n"},
        SiteConfig("pelican", "pelicanconf.py", articles=("content",), pages=("content/pages",),
                   pelican=PelicanNames(slugs="")),
    ),
    "pelican_beside_its_settings": (
        {"pelicanconf.py": "PATH = '.'\nARTICLE_PATHS = ['blog']\n"},
        SiteConfig("pelican", "pelicanconf.py", articles=("blog",), pages=("pages",), pelican=PelicanNames("")),
    ),
    "pelican_with_what_stands_under_heads": (
        {"pelicanconf.py": "DEFAULT_CATEGORY = ''\nUSE_FOLDER_AS_CATEGORY = False\nFILENAME_METADATA = '(?P<slug>.*)'\n"
         "PATH_METADATA = r'(?P<lang>..)/'\nDEFAULT_METADATA = {'Status': 'draft', 'id': 'x', 3: 4, 'y': run()}\n"},
        SiteConfig("pelican", "pelicanconf.py", articles=("content",), pages=("content/pages",), pelican=PelicanNames(
            "content", "", False, "(?P<slug>.*)", "(?P<lang>..)/", {"status": "draft", "3": "4"},
        )),
    ),
    "config_of_something_else": ({"config.toml": "[server]\nport = 80\n", "config.json": "{}"}, None),
    "nothing": ({}, None),
    "unknown_zone_language_and_address_are_left_out": (
        {"_config.yml": "timezone: Beijing\nlang: English\nurl: blog.example\n"},
        SiteConfig("jekyll", "_config.yml", articles=("_posts",)),
    ),
    "folder_of_zones_is_no_zone": (
        {"_config.yml": "timezone: ../etc\n"}, SiteConfig("jekyll", "_config.yml", articles=("_posts",)),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES)
def test_configuration(files: dict[str, str], expected: SiteConfig | None) -> None:
    found = read({name: text.encode() for name, text in files.items()}, beside=None)
    # What articles may show of it has a test of its own.
    assert (replace(found, values={}) if isinstance(found, SiteConfig) else found) == expected


def test_all_that_a_jekyll_configuration_says_may_be_shown() -> None:
    files = {"_config.yml": b"repository: a/b\nsocial: {hub: gh}\nv: 007\n"}
    found, hexos = read(files, beside=None), read(files, beside="hexo")
    assert isinstance(found, SiteConfig)
    assert isinstance(hexos, SiteConfig)
    assert (found.values, hexos.values) == ({"repository": "a/b", "social": {"hub": "gh"}, "v": "007"}, {})


def test_the_folders_beside_it_tell_hexo_from_jekyll() -> None:
    found = read({"_config.yml": b"url: https://h.example\n"}, beside="hexo")
    assert isinstance(found, SiteConfig)
    assert found.generator == "hexo"


@pytest.mark.parametrize(
    ("said", "hiding"),
    [
        ("{}", ("hidden", "hide")),
        ("{enable: true, filter: hidden, public_generators: []}", ("hidden", "hide")),
        ("{enable: false}", ("hide",)),
        ("{public_generators: [sitemap, feed]}", ("hide",)),
        ("{allowlist_generators: atom}", ("hide",)),
        ("{allowlist_generators: [archive], public_generators: [rss2]}", ("hidden", "hide")),
        ("{allowlist_generators: ['*']}", ("hide",)),
        ("{allowlist_generators: ['*'], blocklist_generators: [index, feed]}", ("hidden", "hide")),
        ("{blocklist_generators: []}", ("hidden", "hide")),
    ],
)
def test_hidden_posts_of_hexo_are_public_where_feeds_may_have_them(said: str, hiding: tuple[str, ...]) -> None:
    found = read({"_config.yml": f"url: https://h.example\nhide_posts: {said}\n".encode()}, beside="hexo")
    assert isinstance(found, SiteConfig)
    assert found.hiding == hiding


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("_config.yml", b"a: b\nc: [\n", 3),
        ("_config.yml", b"\xff\xfe\x00", None),
        ("_config.yml", b"- a\n", 1),
        ("hugo.toml", b"a = \n", None),
        ("config.json", b"{", 1),
        ("config/_default/hugo.toml", b"a = \n", None),
        ("pelicanconf.py", b"PATH = (\n", 1),
        ("pelicanconf.py", b"x = " + b"(" * 3000 + b")" * 3000, None),
    ],
)
def test_what_cannot_be_read_is_told_and_holds_nothing_back(name: str, data: bytes, line: int | None) -> None:
    found = read({name: data}, beside=None)
    assert isinstance(found, Problem)
    assert (found.path, found.rule, found.held) == (name, "site", False)
    assert line is None or found.line == line


@settings(max_examples=300)
@given(
    st.dictionaries(
        st.sampled_from([*CONFIG_FILES, *OVERLAYS]),
        st.binary(max_size=60)
        | st.text(max_size=60).map(
            lambda text: f"url: {text}\nbaseURL: {text}\nSITEURL = '{text}'\ntimezone: {text}\nlang: {text}".encode()
        ),
    ),
    st.sampled_from([None, "jekyll", "hexo"]),
)
def test_no_bytes_whatever_make_reading_raise(files: dict[str, bytes], beside: Generator | None) -> None:
    found = read(files, beside=beside)
    if isinstance(found, SiteConfig) and found.address is not None:
        assert web_address(found.address) is not None


@pytest.mark.parametrize("start", ["", "---\n", "# Who writes here\n\n"])
def test_a_list_of_authors_beside_a_jekyll_site_names_nobody_and_is_no_fault(start: str) -> None:
    files = {"_config.yml": b"author: ann\n", "_data/authors.yml": f"{start}- name: Ann Lee\n  age: 3\n".encode()}
    found = read(files, beside="jekyll")
    assert isinstance(found, SiteConfig) and (found.author, found.authors, found.problems) == ("ann", (), ())


@pytest.mark.parametrize(("written", "dated"), [("[slugify]\npaths_keep_dates = true", True), ("[slugify]", False)])
def test_days_stay_in_names_of_a_zola_site_that_says_so(written: str, dated: bool) -> None:
    config = read({"config.toml": f'base_url = "https://z.example"\n{written}\n'.encode()}, beside=None)
    assert isinstance(config, SiteConfig)
    assert config.dated == dated


@pytest.mark.parametrize(
    ("written", "cased"),
    [
        ('[slugify]\npaths = "safe"', True),
        ('[slugify]\npaths = "off"', True),
        ('[slugify]\npaths = "on"', False),
        ("slugify_paths = false", True),
        ("", False),
    ],
)
def test_names_of_a_zola_site_stay_where_it_makes_no_slugs(written: str, cased: bool) -> None:
    config = read({"config.toml": f'base_url = "https://z.example"\n{written}\n'.encode()}, beside=None)
    assert isinstance(config, SiteConfig)
    assert config.cased is cased
