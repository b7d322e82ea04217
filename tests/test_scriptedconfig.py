"""What sites say whose configuration is a program, and the addresses of their articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from feedsvc.articles.scriptedconfig import config
from feedsvc.articles.site import SiteConfig
from tests.desk import Desk

Write = Callable[..., Path]
HEAD = "title: One\ndate: 2022-03-28"
SITE = "https://mill.example"
BLOG = f"url: '{SITE}', baseUrl: '/', presets: [['classic', {{blog: {{}}}}]]"
GARDEN = "configuration: {pageTitle: 'The mill', baseUrl: 'mill.example', ignorePatterns: ['private']}"
VUE = f"theme: hopeTheme({{hostname: '{SITE}', logo: 'a'}}), plugins: [sitemapPlugin({{'hostname': '{SITE}/'}})]"
PRESS = f"sitemap: {{hostname: '{SITE}'}}"
DATED = "blog/2022-03-27-mill.md"
ROUTES = {
    "docusaurus_dated": ("docusaurus.config.js", BLOG, DATED, "", "/blog/2022/03/27/mill"),
    "docusaurus_folder": ("docusaurus.config.ts", BLOG, "blog/2022-03-27-mill/index.md", "", "/blog/2022/03/27/mill"),
    "docusaurus_in_folders": ("docusaurus.config.ts", BLOG, "blog/a/2022/03/27/b.mdx", "", "/blog/2022/03/27/a/b"),
    "docusaurus_undated": ("docusaurus.config.js", BLOG, "blog/releases/mill.md", "", "/blog/releases/mill"),
    "docusaurus_slug": ("docusaurus.config.js", BLOG, DATED, "slug: /old mill/", "/blog/old%20mill"),
    "docusaurus_slash": ("docusaurus.config.js", f"{BLOG}, trailingSlash: true", DATED, "slug: a", "/blog/a/"),
    "docusaurus_elsewhere": (
        "docusaurus.config.js",
        f"url: '{SITE}', baseUrl: '/x/', presets: [['@docusaurus/preset-classic', {{blog: "
        "{path: './news', routeBasePath: '/'}}]]",
        "news/mill.md", "", "/x/mill",
    ),
    "docusaurus_second_blog": (
        "docusaurus.config.js",
        f"url: '{SITE}', baseUrl: '/', plugins: ['a', ['@docusaurus/plugin-content-blog', "
        "{path: 'news', routeBasePath: 'n'}]]",
        "news/mill.md", "", "/n/mill",
    ),
    "docusaurus_no_blog": ("docusaurus.config.js", f"{BLOG}", "docs/mill.md", "", None),
    "docusaurus_unknown": (
        "docusaurus.config.js",
        f"url: '{SITE}', baseUrl: '/', presets: [['classic', {{blog: {{routeBasePath: route()}}}}]]",
        DATED, "", None,
    ),
    "docusaurus_switched_off": (
        "docusaurus.config.js", BLOG.replace("{}", "false"), DATED, "", None,
    ),
    "vuepress": (".vuepress/config.ts", VUE, "posts/mill.md", "", "/posts/mill.html"),
    "vuepress_folders_own": (".vuepress/config.js", VUE, "posts/mill/README.md", "", "/posts/mill/"),
    "vuepress_index": (".vuepress/config.js", VUE, "posts/mill/index.md", "", "/posts/mill/"),
    "vuepress_in_docs": ("docs/.vuepress/config.js", VUE, "docs/posts/mill.md", "", "/posts/mill.html"),
    "vuepress_base": (".vuepress/config.js", f"{VUE}, base: '/blog/'", "mill.md", "", "/blog/mill.html"),
    "vuepress_base_unknown": (".vuepress/config.js", f"{VUE}, base: ci ? '/a/' : '/'", "mill.md", "", None),
    "vuepress_permalink": (".vuepress/config.js", VUE, "mill.md", "permalink: /news/the-mill/", "/news/the-mill/"),
    "vuepress_pattern": (".vuepress/config.js", f"{VUE}, permalinkPattern: ':year/:slug'", "mill.md", "", None),
    "vuepress_own_pattern": (".vuepress/config.js", VUE, "mill.md", "permalinkPattern: ':year/:slug'", None),
    "vuepress_blog": (".vuepress/config.js", VUE, "blog/_posts/mill.md", "", None),
    "vuepress_two_hosts": (
        ".vuepress/config.js", f"{VUE}, themeConfig: {{hostname: 'https://other.example'}}", "mill.md", "", None,
    ),
    "vuepress_new": (
        ".vuepress/config.js", "theme: hopeTheme({hostname: 'https://mister-hope.github.io'})", "mill.md", "", None,
    ),
    "vuepress_host_of_a_run": (
        ".vuepress/config.js", f"theme: hopeTheme({{hostname: '{SITE}' + x}})", "mill.md", "", None,
    ),
    "vitepress": (".vitepress/config.mts", PRESS, "posts/mill.md", "", "/posts/mill.html"),
    "vitepress_index": (".vitepress/config/index.ts", PRESS, "posts/mill/index.md", "", "/posts/mill/"),
    "vitepress_clean": (".vitepress/config.js", f"{PRESS}, cleanUrls: true", "posts/mill.md", "", "/posts/mill"),
    "vitepress_in_docs": ("docs/.vitepress/config.js", PRESS, "docs/posts/mill.md", "", "/posts/mill.html"),
    "vitepress_source": (
        "docs/.vitepress/config.js", f"{PRESS}, srcDir: './src'", "docs/src/mill.md", "", "/mill.html",
    ),
    "vitepress_base": (".vitepress/config.js", f"{PRESS}, base: '/blog/'", "mill.md", "", "/blog/mill.html"),
    "vitepress_base_said": (
        ".vitepress/config.js", f"sitemap: {{hostname: '{SITE}/blog/'}}, base: '/blog/'", "mill.md", "",
        "/blog/mill.html",
    ),
    "vitepress_rewritten": (
        ".vitepress/config.js", f"{PRESS}, rewrites: {{'x/:y': 'z', 'blog/:year/:slug.md': ':slug/:year/index.md'}}",
        "blog/2022/mill.md", "", "/mill/2022/",
    ),
    "vitepress_rewritten_by_a_program": (
        ".vitepress/config.js", f"{PRESS}, rewrites: (id) => id", "posts/mill.md", "", None,
    ),
    "vitepress_rewritten_by_more": (
        ".vitepress/config.js", f"{PRESS}, rewrites: {{':a*': ':a*'}}", "posts/mill.md", "", None,
    ),
    "vitepress_unknown": (".vitepress/config.js", f"{PRESS}, cleanUrls: isClean", "posts/mill.md", "", None),
    "vitepress_unknown_base": (".vitepress/config.js", f"{PRESS}, base: base()", "posts/mill.md", "", None),
    "astro": ("astro.config.mjs", f"site: '{SITE}', base: '/b'", "src/pages/posts/mill.md", "", "/b/posts/mill/"),
    "astro_bare": (
        "astro.config.mjs", f"site: '{SITE}', trailingSlash: 'never'", "src/pages/mill.md", "", "/mill",
    ),
    "astro_files": (
        "astro.config.mjs", f"site: '{SITE}', build: {{format: 'file'}}", "src/pages/mill.md", "", "/mill.html",
    ),
    "astro_files_index": (
        "astro.config.mjs", f"site: '{SITE}', build: {{format: 'file'}}", "src/pages/posts/index.md", "", "/posts.html",
    ),
    "astro_bare_index": (
        "astro.config.mjs", f"site: '{SITE}', trailingSlash: 'never'", "src/pages/posts/index.md", "", "/posts",
    ),
    "astro_collection": ("astro.config.mjs", f"site: '{SITE}'", "src/content/blog/mill.md", "", None),
    "astro_starlight": (
        "astro.config.mjs", f"site: '{SITE}', base: '/b', integrations: [starlight({{ title: 'A' }})]",
        "src/content/docs/blog/The Mill.mdx", "", "/b/blog/the-mill/",
    ),
    "astro_starlight_index": (
        "astro.config.mjs", f"site: '{SITE}', integrations: [starlight()], trailingSlash: 'never'",
        "src/content/docs/news/index.md", "", "/news",
    ),
    "astro_starlight_slug": (
        "astro.config.mjs", f"site: '{SITE}', integrations: [starlight()]", "src/content/docs/a.md", "slug: old/b",
        "/old/b/",
    ),
    "quartz": ("quartz.config.ts", GARDEN, "content/notes/An old mill.md", "", "/notes/An-old-mill"),
    "quartz_underscore": ("quartz.config.ts", GARDEN, "content/my_index.md", "", "/my_index"),
    "quartz_section": ("quartz.config.ts", GARDEN, "content/a/_index.md", "", "/a/"),
    "quartz_index": ("quartz.config.ts", GARDEN, "content/a & b/index.md", "", "/a--and--b/"),
}  # fmt: skip


def configure(desk: Desk, name: str, values: str) -> None:
    file = desk.settings.sources[0].path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"export default defineConfig({{{values}}})\n", encoding="utf-8")


def told(name: str, values: str) -> SiteConfig:
    found = config({name: f"export default {{{values}}}".encode()})
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("site", "file", "address"),
    [((name, values), (path, head), address) for name, values, path, head, address in ROUTES.values()],
    ids=ROUTES,
)
def test_an_article_has_the_address_that_its_site_gives_it(
    desk: Desk, write: Write, site: tuple[str, str], file: tuple[str, str], address: str | None
) -> None:
    path, head = file
    configure(desk, *site)
    write(path, "\n".join(filter(None, (HEAD, head))))
    desk.run()
    assert [entry.link for entry in desk.entries()] == [None if address is None else f"{SITE}{address}"]


@pytest.mark.parametrize(
    ("page", "path", "head", "address"),
    [
        ("blog/[...slug].astro", "blog/The Mill, v1.2.md", "", "/blog/the-mill-v12/"),
        ("blog/[...id]/index.astro", "blog/2022/mill/index.mdx", "", "/blog/2022/mill/"),
        ("blog/[slug].astro", "blog/mill.md", "slug: old-mill", "/blog/old-mill/"),
        ("blog/[...slug].astro", "news/mill.md", "", None),
        ("blog/[page].astro", "blog/mill.md", "", None),
    ],
)
def test_an_entry_of_astros_has_the_address_of_the_page_that_shows_its_collection(
    desk: Desk, write: Write, page: str, path: str, address: str | None, head: str
) -> None:
    configure(desk, "astro.config.mjs", f"site: '{SITE}'")
    shown = desk.settings.sources[0].path / "src/pages" / page
    shown.parent.mkdir(parents=True)
    shown.write_text("---\n---\n", encoding="utf-8")
    write(f"src/content/{path}", "\n".join(filter(None, (HEAD, head))))
    desk.run()
    assert [entry.link for entry in desk.entries()] == [None if address is None else f"{SITE}{address}"]


@pytest.mark.parametrize(
    ("said", "theme", "author"),
    [
        (
            "theme",
            "export default hopeTheme({ hostname: 'https://mill.example', author: { name: 'Ann Lee', url: 'x' } });",
            "Ann Lee",
        ),
        ("theme", "export default hopeTheme({ author: 'Ann Lee' });", "Ann Lee"),
        ("theme: hopeTheme({ author: 'Ann Lee' })", "", "Ann Lee"),
        ("theme: hopeTheme({ author: 'Ann Lee' }), plugins: [a({ author: 'Bo' })]", "", ""),
        ("theme: defaultTheme({ author: 'Ann Lee' })", "", ""),
        ("theme", "export default hopeTheme({ author: me });", ""),
    ],
)
def test_the_author_of_a_site_with_the_theme_hope_is_known(said: str, theme: str, author: str) -> None:
    files = {".vuepress/config.ts": f"export default {{ {said} }};".encode(), ".vuepress/theme.ts": theme.encode()}
    found = config(files)
    assert found is not None
    name = found.author.get("name") if isinstance(found.author, Mapping) else found.author
    assert name == author


@pytest.mark.parametrize("named", [f"hostname: '{SITE}'", "hostname"])
def test_a_theme_of_vuepress_may_tell_the_address_in_a_file_of_its_own(desk: Desk, write: Write, named: str) -> None:
    configure(desk, "src/.vuepress/config.ts", "base: '/', theme")
    theme = (
        f"const hostname = '{SITE}';\nexport default hopeTheme({{ {named}, author: {{ url: 'https://b.example' }} }});"
    )
    (desk.settings.sources[0].path / "src/.vuepress/theme.ts").write_text(theme, encoding="utf-8")
    write("src/posts/one.md", HEAD, "[a](../guide/README.md#x), [b](./two.md), [c](three.md), ![d](/d.png)")
    write("src/posts/three.md", HEAD.replace("One", "Three"), "Words")
    desk.run()
    one = next(entry for entry in desk.entries() if entry.title == "One")
    assert one.link == f"{SITE}/posts/one.html"
    for address in ("guide/#x", "posts/two.html", "posts/three.html", "d.png"):
        assert f'"{SITE}/{address}"' in one.content


def test_pictures_and_links_of_such_a_site_count_from_its_address(desk: Desk, write: Write) -> None:
    configure(desk, "astro.config.mjs", f"site: '{SITE}'")
    write("src/content/blog/one.md", HEAD, "Words, ![a](/a.png).")
    desk.run()
    assert f'src="{SITE}/a.png"' in desk.entries()[0].content


def test_vitepress_leaves_out_what_it_excludes_and_what_lies_outside_its_folder(desk: Desk, write: Write) -> None:
    configure(desk, "docs/.vitepress/config.ts", "srcExclude: ['**/drafts-*.md', 'old/**']")
    for path in ("docs/a.md", "docs/x/drafts-b.md", "docs/old/c.md", "d.md"):
        write(path, f"title: {path}\ndate: 2022-03-28")
    desk.run()
    assert desk.titles() == ["docs/a.md"]


EXCLUDING = (
    "presets: [['classic', {blog: {path: 'news', exclude: ['wip/**', '**/*.draft.md', old]}, docs: {exclude: ['x.md']},"
    " pages: false}]], plugins: [['@docusaurus/plugin-content-docs', "
    "{id: 'm', path: './more', exclude: ['**/drafts/*']}],"
    " ['content-blog', {path: where, exclude: ['**/*.md']}]]"
)


def test_docusaurus_leaves_out_what_its_plug_ins_exclude(desk: Desk, write: Write) -> None:
    configure(desk, "docusaurus.config.js", EXCLUDING)
    left = ("news/a.md", "docs/wip/b.md", "docs/a/x.md", "more/c.md", "blog/d.md", "src/pages/wip/e.md", "wip/f.md",
            "i18n/zh/docusaurus-plugin-content-blog/a.md", "versioned_docs/version-1.0/a/x.md")  # fmt: skip
    out = ("news/wip/a/b.md", "news/a/b.draft.md", "docs/x.md", "more/v2/drafts/a.md", *(
        "i18n/zh/docusaurus-plugin-content-blog/wip/b.md", "i18n/zh/docusaurus-plugin-content-docs/current/x.md",
        "versioned_docs/version-1.0/x.md", "m_versioned_docs/version-2/drafts/a.md",
        "i18n/zh/docusaurus-plugin-content-docs-m/current/drafts/a.md",
    ))  # fmt: skip
    for path in (*left, *out):
        write(path, f"title: {path}\ndate: 2022-03-28")
    desk.run()
    assert desk.titles() == sorted(left)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ("Plugin.RemoveDrafts(), Plugin.ExplicitPublish()", ["Shown"]),
        ("Plugin.RemoveDrafts(), /* Plugin.ExplicitPublish() */", ["Other", "Shown"]),
        ("Plugin.RemoveDrafts()", ["Other", "Shown"]),
    ],
)
def test_a_garden_of_quartz_may_publish_those_notes_alone_that_say_so(
    desk: Desk, write: Write, filters: str, titles: list[str]
) -> None:
    configure(desk, "quartz.config.ts", f"{GARDEN}, plugins: {{filters: [{filters}]}}")
    write("content/a.md", "title: Shown\ndate: 2022-03-28\npublish: true")
    write("content/b.md", "title: Other\ndate: 2022-03-29")
    write("content/c.md", "title: Hidden\ndate: 2022-03-30\npublish: false")
    desk.run()
    assert desk.titles() == titles
    assert not desk.problems()


def test_a_picture_in_a_garden_of_quartz_is_found_by_its_name_or_its_path(desk: Desk, write: Write) -> None:
    configure(desk, "quartz.config.ts", GARDEN)
    content = desk.settings.sources[0].path / "content"
    for path in ("notes/files/old mill.png", "a/twice.png", "b/twice.png", "top.png"):
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(b"")
    body = "![[old mill.png|300]] ![a](old%20mill.png) ![[b/twice.png]] ![a](top.png) ![[gone.png]] ![a](./x.png)"
    write("content/notes/One.md", "date: 2022-03-28", f"{body} ![](/y.png)")
    desk.run()
    found = re.findall(r'src="([^"]*)"', desk.entries()[0].content)
    paths = ["notes/files/old-mill.png"] * 2 + ["b/twice.png", "top.png", "gone.png", "notes/x.png", "y.png"]
    assert found == [f"{SITE}/{path}" for path in paths]


def test_a_note_of_quartz_is_called_as_its_file_and_has_obsidians_marks(desk: Desk, write: Write) -> None:
    configure(desk, "quartz.config.ts", GARDEN)
    write("content/An old mill.md", "date: 2022-03-28", "It is ==old==. %% when? %%")
    write("content/Pigs.md", "date: 2022-03-27", "# Animals\n\nThey eat.")
    write("content/private/b.md", "date: 2022-03-29")
    write("c.md", "date: 2022-03-30")
    desk.run()
    assert [(entry.title, entry.content) for entry in desk.entries()] == [
        ("An old mill", "<p>It is <mark>old</mark>.</p>"),
        ("Pigs", "<h1>Animals</h1><p>They eat.</p>"),
    ]


def test_the_address_of_a_garden_of_quartz_is_one_without_a_scheme_or_with_one() -> None:
    for written in ("g.example/a", "https://g.example/a", "http://g.example/a"):
        assert told("quartz.config.ts", f"configuration: {{baseUrl: '{written}'}}").address == "https://g.example/a"


def test_a_folder_of_vitepress_that_is_no_text_is_none() -> None:
    assert told(".vitepress/config.js", "srcDir: ['a'], srcExclude: ['x']").ignored == ("/x",)


@pytest.mark.parametrize(
    ("name", "values", "title", "language"),
    [
        ("docusaurus.config.js", "title: 'The mill', i18n: {defaultLocale: 'de'}", "The mill", "de"),
        ("docusaurus.config.js", "title: 'My Site', url: 'https://your-docusaurus-site.example.com'", None, None),
        (".vitepress/config.js", "title: 'The mill', lang: 'zh-CN'", "The mill", "zh-CN"),
        (
            ".vitepress/config.js",
            "locales: {root: {lang: 'fr', title: 'Le moulin'}, en: {lang: 'en'}}",
            "Le moulin",
            "fr",
        ),
        (".vuepress/config.js", "title: name(), locales: {'/': {lang: 'zh-CN', title: '磨坊'}}", "磨坊", "zh-CN"),
        ("astro.config.ts", "i18n: {defaultLocale: 'es', locales: ['es', 'en']}", None, "es"),
        ("quartz.config.ts", "configuration: {pageTitle: 'The mill', locale: 'fr-FR'}", "The mill", "fr-FR"),
        ("eleventy.config.js", "title: 'no key of its own', lang: 'en'", None, None),
    ],
)
def test_a_site_has_the_title_and_the_language_that_its_program_writes_out(
    name: str, values: str, title: str | None, language: str | None
) -> None:
    found = told(name, values)
    assert (found.title, found.language, found.address) == (title, language, None)


@pytest.mark.parametrize(("language", "published"), [("en-US", "28 00:00"), ("zh-CN", "27 16:00"), (None, "27 16:00")])
def test_a_date_of_such_a_site_is_in_utc_where_it_says_a_language_that_is_not_chinese(
    desk: Desk, write: Write, language: str | None, published: str
) -> None:
    configure(desk, ".vitepress/config.js", f"lang: '{language}'" if language else "")
    write("one.md", HEAD)
    desk.run()
    assert [f"{entry.published:%d %H:%M}" for entry in desk.entries()] == [published]


@pytest.mark.parametrize(
    ("name", "values", "body", "shown"),
    [
        (".vitepress/config.js", f"{PRESS}, base: '/b/'", "![a](/a.png) [c](/c)", f'src="{SITE}/b/a.png"'),
        (".vitepress/config.js", f"{PRESS}, base: '/b/'", "[c](/c) and [d](//d.example)", f'href="{SITE}/b/c"'),
        (".vitepress/config.js", f"{PRESS}, base: '/b/'", "[c](/b/c)", f'href="{SITE}/b/c"'),
        (".vitepress/config.js", f"{PRESS}, base: '/b/'", "[c][d]\n\n[d]: /bc", f'href="{SITE}/b/bc"'),
        (".vitepress/config.js", f"{PRESS}, base: '/b/'", "![a](./a.png)", f'src="{SITE}/b/posts/a.png"'),
        (".vitepress/config.js", PRESS, "[c](/guide/c.md#d)", f'href="{SITE}/guide/c.html#d"'),
        (".vitepress/config.js", f"{PRESS}, cleanUrls: true", "[c](../guide/c.md)", f'href="{SITE}/guide/c"'),
        (".vitepress/config.js", f"{PRESS}, base: '/b/'", "[c](/guide/index.md)", f'href="{SITE}/b/guide/"'),
        (".vitepress/config.js", PRESS, "[c](./two.md)", f'href="{SITE}/posts/two.html"'),
        ("docusaurus.config.js", f"url: '{SITE}', baseUrl: '/b/'", "![a](/img/a.png)", f'src="{SITE}/b/img/a.png"'),
        ("astro.config.mjs", f"site: '{SITE}', base: '/b'", "![a](/b/a.png) ![c](/c.png)", f'src="{SITE}/c.png"'),
    ],
)
def test_links_and_pictures_of_a_text_lead_where_its_pages_have_them(
    desk: Desk, write: Write, name: str, values: str, body: str, shown: str
) -> None:
    configure(desk, name, values)
    write("posts/one.md", HEAD, body)
    write("posts/two.md", "title: Two\ndate: 2022-03-27")
    desk.run()
    assert shown in desk.entries()[0].content


def test_of_a_site_whose_addresses_are_rewritten_a_link_to_a_page_that_is_no_article_keeps_its_words(
    desk: Desk, write: Write
) -> None:
    configure(desk, ".vitepress/config.js", f"{PRESS}, rewrites: {{'a.md': 'b.md'}}")
    write("posts/one.md", HEAD, "See [it](/a.md).")
    desk.run()
    assert desk.entries()[0].content == "<p>See it.</p>"
