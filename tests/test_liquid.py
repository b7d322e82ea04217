"""Template tags and shortcodes: expanded or left out, never shown, never touched in program text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.liquid import expand
from feedsvc.articles.lookups import Dialect, Folders, Liquid, Lookups
from feedsvc.articles.markup import to_html


def expanded(source: str) -> str:
    return expand(source, Lookups({}))


FOLDERS = Folders("/blog/", "https://h.example/blog/a(1)/", rooted=True, beside=True)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% asset_img left a.png 题 %}", '<span><img src="https://h.example/blog/a(1)/a.png" alt="题"></span>'),
        ("{% asset_link a.pdf 文件 %}", '<a href="https://h.example/blog/a(1)/a.pdf">文件</a>'),
        ("{% asset_path a.pdf %}", "https://h.example/blog/a%281%29/a.pdf"),
        ("{% asset_img https://c.example/a.png %}", '<span><img src="https://c.example/a.png" alt=""></span>'),
        ("{% img /a.png 30 %}", '<span><img src="/blog/a.png" alt="" width="30"></span>'),
        ("{% img /blog/a.png %}", '<span><img src="/blog/a.png" alt=""></span>'),
        ("{% img //c.example/a.png %}", '<span><img src="//c.example/a.png" alt=""></span>'),
        ("{% img a.png %}", '<span><img src="a.png" alt=""></span>'),
        ("{{< img /a.png >}}", '<span><img src="/a.png" alt=""></span>'),
    ],
)
def test_hexos_tags_know_the_folders_of_its_site(source: str, expected: str) -> None:
    assert expand(source, Lookups({}, Dialect(generator="hexo", folders=FOLDERS))) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% raw %}{{ a }}{% endraw %}{{ b }}", "{{ a }}"),
        ("{%- raw -%}{% if x %}{%- endraw -%}", "{% if x %}"),
        ("{% raw %}\n```\n{{ a }}\n```\n{{ b }}{% endraw %}", "\n```\n{{ a }}\n```\n{{ b }}"),
        ("a{% comment %}b `c` d{% endcomment %}e", "ae"),
        ("a{% capture x %}b{% endcapture %}c", "ac"),
        ("{% if x %}a{% endif %}", "a"),
        ("{% include a.html b='c' %}a", "a"),
        ("{{ site.url }}/a", "/a"),
        ("{{ '/a.png' | relative_url }}", "/a.png"),
        ("{{< note >}}a{{< /note >}}", "a"),
        ("{% note info %}a{% endnote %}", "a"),
        (
            "{{< youtube w7Ft2ymGmfc >}}",
            '<span><iframe src="https://www.youtube.com/embed/w7Ft2ymGmfc"></iframe></span>',
        ),
        ("{% asset_img a.png 题 图 %}", '<span><img src="a.png" alt="题 图"></span>'),
        ("{% asset_img 'a b.png' %}", '<span><img src="a b.png" alt=""></span>'),
        ("{% asset_img a %}b", "b"),
        ("{% asset_link a.pdf 文件 <b> %}", '<a href="a.pdf">文件 &lt;b&gt;</a>'),
        ("{% asset_link 'a b.pdf' 'c d' false %}", '<a href="a b.pdf">c d</a>'),
        ("{% asset_link a.pdf %}", '<a href="a.pdf">a.pdf</a>'),
        ("{% asset_link %}b", "b"),
        ("[a]({% asset_path 'a (1).pdf' %})", "[a](a%20%281%29.pdf)"),
        ("{% asset_path %}b", "b"),
        *[
            (f"{{% asset_img {name} 标题 %}}", f'<span><img src="{name}" alt="标题"></span>')
            for name in ("a.jfif", "a.HEIC", "a.tif", "a.tiff", "a.apng", "a.ico", "a.png!thumb", "a.jpg@100w", "a.jxl")
        ],
        ("{% img left v2.0 a.b %}c", "c"),
        ("$\\frac{{a}}{{b}} x_{{n}} \\sqrt[3]{{c}}$ v{{ page.d }}", "$\\frac{{a}}{{b}} x_{{n}} \\sqrt[3]{{c}}$ v"),
        ("{{ message }} of Vue, {{ 'b' }}{{ site.c }}", "{{ message }} of Vue, b"),
        ("{{</* x */>}} {{%/* y */%}}", "{{&lt; x &gt;}} {{% y %}}"),
        (
            "{% link 官方 文档 https://x.example/doc?a=b true 'the title' %}",
            '<a href="https://x.example/doc?a=b">官方 文档</a>',
        ),
        ("{% link 名, https://b.example/, /i.png %}", '<a href="https://b.example/">名</a>'),
        ("{% link 官方 文档, https://b.example/ %}", '<a href="https://b.example/">官方 文档</a>'),
        ("{% image https://a.example/3, alt=说明 %}", '<span><img src="https://a.example/3" alt="说明"></span>'),
        ("{% link 名,站,https://b.example/a,b,/i.png %}", '<a href="https://b.example/a,b">名</a>'),
        ("{% link https://b.example/, %}", '<a href="https://b.example/">https://b.example/</a>'),
        ("{% image /3.png, 300, width=9px, alt=说 明, %}", '<span><img src="/3.png" alt="说 明" width="300"></span>'),
        ("{% asset_img a.png, 甲, 乙 %}", '<span><img src="a.png" alt="甲 乙"></span>'),
        ("{% img , %}a", "a"),
        ("{% link 'A, B' https://b.example/ %}", '<a href="https://b.example/">A, B</a>'),
        ("{% img /a.png 甲, 乙 %}", '<span><img src="/a.png" alt="甲, 乙"></span>'),
        ("{% link A, B https://b.example/ %}", '<a href="https://b.example/">A, B</a>'),
        ("{% a https://x.example/a,b %}", '<a href="https://x.example/a,b">https://x.example/a,b</a>'),
        ("{% a https://x.example/ %}", '<a href="https://x.example/">https://x.example/</a>'),
        ("{% img /a.png 300 200 alt %}", '<span><img src="/a.png" alt="alt" width="300" height="200"></span>'),
        (
            "{% img left https://x.example/a.png 'the title' 'the alt' %}",
            '<span><img src="https://x.example/a.png" alt="the alt" title="the title"></span>',
        ),
        ("$x^{{\\alpha}}$ 100{% }", "$x^{{\\alpha}}$ 100{% }"),
        ("{% %} {{ 1 + 2 }}", "{% %} {{ 1 + 2 }}"),
    ],
)
def test_tag_is_expanded_or_left_out(source: str, expected: str) -> None:
    assert expanded(source) == expected


GIST = "https://gist.github.com"
STATUS = "status/1453110110599868418"


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("{% gist 5555251 %}", f"{GIST}/5555251"),
        ("{% gist jdoe/931c1c8d465a04042403 mill.rb %}", f"{GIST}/jdoe/931c1c8d465a04042403"),
        ("{{< gist jdoe 50a7482715eac222e230d1e64dd9a89b >}}", f"{GIST}/jdoe/50a7482715eac222e230d1e64dd9a89b"),
        ('{{< gist jdoe 50a7482715eac222 "mill.go" >}}', f"{GIST}/jdoe/50a7482715eac222"),
        ('{{< tweet user="Mill" id="1453110110599868418" >}}', f"https://x.com/Mill/{STATUS}"),
        ('{{< x user="Mill" id="1453110110599868418" >}}', f"https://x.com/Mill/{STATUS}"),
        ("{{< tweet Mill 1453110110599868418 >}}", f"https://x.com/Mill/{STATUS}"),
        ("{% tweet 1453110110599868418 %}", f"https://x.com/i/{STATUS}"),
        (f"{{% twitter https://x.example/Mill/{STATUS} align=center %}}", f"https://x.example/Mill/{STATUS}"),
        ("{{< instagram CxOWiQNP2MO >}}", "https://www.instagram.com/p/CxOWiQNP2MO/"),
        ('{{< github repo="jdoe/mill" >}}', "https://github.com/jdoe/mill"),
        ("{% jsfiddle ccWP7 js,html %}", "https://jsfiddle.net/ccWP7/"),
        ("{% embed https://codepen.example/jdoe/pen/abc %}", "https://codepen.example/jdoe/pen/abc"),
        ("{% youtube https://youtu.be/w7Ft2ymGmfc %}", "https://youtu.be/w7Ft2ymGmfc"),
        ("{% embed https://films.example/watch?v=w7F %}", "https://films.example/watch?v=w7F"),
        ("{% embed 'https://films.example/watch?v=w7F' %}", "https://films.example/watch?v=w7F"),
    ],
)
def test_what_another_service_draws_is_a_link_to_it(source: str, address: str) -> None:
    assert expanded(source) == f'<a href="{address}">{address}</a>'


@pytest.mark.parametrize("source", ["{% gist %}", "{% gist a.rb %}", "{% gist a/b/c %}", "{% x y %}", "{{< github >}}"])
def test_a_tag_that_names_nothing_of_a_service_is_left_out(source: str) -> None:
    assert expanded(source) == ""


@pytest.mark.parametrize(
    "source",
    [
        '{{< card link="/mill" title="A mill" icon="book" >}}', '{{< button href="/mill" text="A mill" >}}',
        '{{< card src="a.png" title="A mill" href="/mill" >}}',
    ],
)  # fmt: skip
def test_a_card_is_the_link_that_it_draws(source: str) -> None:
    assert expanded(source) == '<a href="/mill">A mill</a>'


@pytest.mark.parametrize(
    "opening",
    [
        '{{< details "A <mill>" >}}', '{{< details summary="A <mill>" open=true >}}', '{{% alert title="A <mill>" %}}',
        '{{< admonition tip "A <mill>" false >}}', '{{< admonition type=tip title="A <mill>" >}}',
        "{% details A <mill> %}", "{% hideToggle A <mill> %}", '{{< expand "A <mill>" "..." >}}',
        "{% hideToggle A <mill>,#eee,red %}",
    ],
)  # fmt: skip
def test_the_title_of_a_part_of_the_text_stands_above_it(opening: str) -> None:
    assert expanded(f"{opening}\nb") == "<strong>A &lt;mill&gt;</strong>\n\n\nb"


@pytest.mark.parametrize(
    "opening",
    ["{{< details >}}", "{{< admonition tip >}}", "{{< alert warning >}}", "{% note info %}", "{% details %}"],
)
def test_a_part_without_a_title_has_none(opening: str) -> None:
    assert expanded(f"{opening}b") == "b"


LEFT_OUT = "a protected part was left out"


@pytest.mark.parametrize(
    "source",
    [
        'a{{% hugo-encryptor "pw" %}}s{{% /hugo-encryptor %}}b',
        'a{{< fixit-encryptor "pw" "hint" >}}\ns `t`\n\n{{< /fixit-encryptor >}}b',
        "a{{% hugo-encryptor `p{w` %}}s{{% / hugo-encryptor %}}b",
        "a{%- encrypt pw -%}s{%- endencrypt -%}b",
        "a{% Post-Encrypted 'pw' 'hint' %}s\n\n```\nt\n```\n\n    u\n\n{% endpost-encrypted %}b",
        "a{{% encryptor %}}s{{% encryptor %}}t{{% /encryptor %}}u{{% /encryptor %}}b",
        "a{% encrypt x %}s{{ site.url }}{% raw %}t{% comment %}u{% endencrypt %}b",
        "a{{% encryptor %}}s{{% encryptor x /%}}t{{< note >}}u{{% /encryptor %}}b",
        "{{< encryptor x />}}a{{% encryptor %}}s{{% /encryptor %}}b",
        "a{{< theme_encrypt >}}s{{< /theme_encrypt >}}b",
        "a{% theme.encrypt %}s{% endtheme.encrypt %}b",
    ],
)
def test_what_a_password_protects_goes_with_its_tags_and_is_noted(source: str) -> None:
    lookups = Lookups({})
    assert expand(source, lookups) == "ab"
    assert LEFT_OUT in lookups.notes


@pytest.mark.parametrize(
    "source",
    ['{{% hugo-encryptor "pw" %}}', "{% encrypt pw %}", "{{% encryptor %}}{{% encryptor %}}{{% /encryptor %}}"],
)
def test_a_protected_part_that_never_ends_takes_all_behind_it(source: str) -> None:
    lookups = Lookups({})
    assert expand(f"a {source}b\n\n```\nc\n```\n\n{{{{< note >}}}}d{{% endnote %}}", lookups) == "a "
    assert list(lookups.notes) == ["a protected part never ends; what stands behind it was left out"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('```\n{{% encryptor "x" %}}\ns\n{{% /encryptor %}}\n```\n', "```\n\n```\n"),
        ("a\n\n    {{< encryptor >}}s\n    t{{< /encryptor >}}u\n", "a\n\n    u\n"),
        ("`{{% encryptor %}}s` t {{% /encryptor %}}`u`", "``u`"),
        ("`{{%/* encryptor */%}}`s", "`{{% encryptor %}}`s"),
        ("`{% encrypt x %}`s", "`{% encrypt x %}`s"),
    ],
)
def test_hugo_protects_parts_of_program_text_too(source: str, expected: str) -> None:
    assert expand(source, Lookups({}, Dialect(generator="hugo"))) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a `{% encrypt x %}` b", "a `{% encrypt x %}` b"),
        ("{% raw %}{% encrypt x %}{% endraw %}b", "{% encrypt x %}b"),
        ("{% comment %}{% encrypt x %}{% endcomment %}b", "b"),
        ("{{%/* encryptor */%}} b", "{{% encryptor %}} b"),
        ("a{{% encryption-note %}}b{{% /encryption-note %}}", "ab"),
        ("a{% endencrypt %}b{{% /encryptor %}}c", "abc"),
        ("to encrypt {{ encrypt }} b", "to encrypt {{ encrypt }} b"),
        ("a\n\n{{< letsencrypt >}}\n\nb", "a\n\n\n\nb"),
        ("a{{% reencryptor %}}b{{% /reencryptor %}}", "ab"),
        ("a {% letsencrypt %} b {% unencrypted %}c", "a  b c"),
    ],
)
def test_what_only_speaks_of_protecting_stays(source: str, expected: str) -> None:
    lookups = Lookups({})
    assert expand(source, lookups) == expected
    assert LEFT_OUT not in lookups.notes


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("", ""),
        (" 鲁迅", "<p>— 鲁迅</p>"),
        (" 鲁迅, 故乡", "<p>— 鲁迅, <cite>故乡</cite></p>"),
        (" Seth https://x.example/a A title", '<p>— Seth, <cite><a href="https://x.example/a">A title</a></cite></p>'),
        (" @a https://x.example/a", '<p>— @a, <cite><a href="https://x.example/a">https://x.example/a</a></cite></p>'),
    ],
)
def test_quotation_of_hexo_keeps_whom_it_is_of(said: str, shown: str) -> None:
    made = expanded(f"{{% blockquote{said} %}}\n*a*\n{{% endblockquote %}}b")
    assert made.split() == f"<blockquote> *a* {shown} </blockquote> b".split()


@pytest.mark.parametrize("name", ["comment", "capture x", "quote a"])
def test_what_never_ends_hides_nothing_and_is_noted(name: str) -> None:
    lookups = Lookups({})
    assert expand(f"a {{% {name} %}}b\n\n`c` {{{{ x }}}}d", lookups) == "a b\n\n`c` d"
    first = name.partition(" ")[0]
    assert f"the template tag {first!r} never ends; what stands behind it was kept" in lookups.notes


def test_end_of_another_stretch_ends_no_comment() -> None:
    assert expanded("{% comment %}a{% endcomment %}b{% comment %}c") == "bc"


def test_escaped_shortcode_in_program_text_is_shown_as_hugo_shows_it() -> None:
    source = "`{{</* x */>}}`\n\n```\n{{%/* y */%}}\n```\n"
    assert expand(source, Lookups({}, Dialect(generator="hugo"))) == "`{{< x >}}`\n\n```\n{{% y %}}\n```\n"
    assert expanded(source) == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("```yaml\n{% raw %}\nk: ${{ s.X }}\n{% endraw %}\n```\n", "```yaml\n\nk: ${{ s.X }}\n\n```\n"),
        ("a\n\n    {%raw%}\n    {{ b }}\n    {% endraw -%}\n", "a\n\n    \n    {{ b }}\n    \n"),
        ("`{% raw %}{{ a }}{% endraw %}` {{ b }}c", "`{{ a }}` c"),
        ("`{% raw %}{% raw %}{% endraw %}` `a`", "`{% raw %}` `a`"),
        ("`{% raw %}{{ a }}` {{ b }} `{{ c }}{% endraw %}` {{ d }}e", "`{{ a }}` {{ b }} `{{ c }}` e"),
        ("{% raw %}{{ a }} `{{ b }}{% endraw %}` {{ c }}d", "{{ a }} `{{ b }}` d"),
        ("<pre>{% raw %}{{ a }}{% endraw %}</pre>", "<pre>{{ a }}</pre>"),
        ("{% comment %}`{% raw %}`{% endcomment %}`{% raw %}b{% endraw %}`", "`b`"),
    ],
    ids=["fence", "indented", "span", "twice", "from span to span", "into a span", "pre", "comment"],
)
def test_raw_in_program_text_is_taken_out_where_liquid_runs_first(source: str, expected: str) -> None:
    assert expand(source, Lookups({}, Dialect(generator="jekyll"))) == expected


@pytest.mark.parametrize("source", ["`{% raw %}` a", "`{% endraw %}` a", "`{% endraw %}{% raw %}` a"])
def test_raw_in_program_text_that_nothing_ends_is_shown(source: str) -> None:
    assert expand(source, Lookups({}, Dialect(generator="jekyll"))) == source


@pytest.mark.parametrize("generator", ["hexo", "hugo", "zola", "pelican", ""])
def test_raw_in_program_text_is_shown_where_markdown_is_read_first(generator: str) -> None:
    source = "`{% raw %}{{ a }}{% endraw %}`\n\n```\n{% raw %}\n{% endraw %}\n```\n"
    assert expand(source, Lookups({}, Dialect(generator=generator))) == source


def test_many_marks_of_raw_in_program_text_take_linear_time() -> None:
    begun = time.process_time()
    expand("`" + "{% raw %}" * 200_000 + "`", Lookups({}, Dialect(generator="jekyll")))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "source",
    [
        "```\n{{ a }}{% b %}\n```\n",
        "~~~\n{% raw %}\n~~~\n",
        "    {{ a }}\n",
        "`{{ a }}`",
        "``a ` {% b %}``",
        "<pre>{{ a }}</pre>",
        "<code>{% a %}</code>",
    ],
    ids=["fence", "tildes", "indented", "span", "double span", "pre", "code"],
)
def test_program_text_is_never_touched(source: str) -> None:
    assert expanded(source) == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            '{{<figure src="a.png" caption="**A `b()`:** *c*" width="7">}}',
            "<strong>A <code>b()</code>:</strong> <em>c</em>",
        ),
        ('{{< figure src="a.png" caption="a <code>b</code>" >}}', "a <code>b</code>"),
        ('{{< figure src="a.png" caption=`a "b" *c*` >}}', "a &quot;b&quot; <em>c</em>"),
        ('{{< figure src="a.png" caption="a {b} `{c}` >}} d" >}}', "a {b} <code>{c}</code> &gt;}} d"),
        ('{% figure src="a.png" caption="a `b`" %}', "a <code>b</code>"),
    ],
    ids=["backticks", "element", "raw argument", "braces", "liquid"],
)
def test_marks_of_program_text_in_an_argument_break_no_tag(source: str, expected: str) -> None:
    assert f"<figcaption>{expected}</figcaption></figure>\n\n\n\nAfter `c`." in expanded(f"{source}\n\nAfter `c`.")


@pytest.mark.parametrize(
    "source",
    [
        "`{{< figure src='a' caption='x' >}}` b",
        '`` {{< figure src="a" caption="`x`" >}} `` b',
        '```\n{{< figure src="a" caption="`x`" >}}\n```\n',
        'a\n\n    {{< figure src="a" caption="`x`" >}}\n',
        "a `b {{< c` d",
        '<pre>{{< figure src="a" caption="`x`" >}}</pre>',
        "a {{ `b` }} c",
        "a {{< `b` c",
    ],
)
def test_a_shortcode_that_is_shown_as_program_text_stays(source: str) -> None:
    assert expanded(source) == source


def test_a_shortcode_of_the_sites_own_goes_with_the_backticks_in_it() -> None:
    lookups = Lookups({})
    assert expand('a {{< gallery caption="b `c` d" >}} e', lookups) == "a  e"
    assert list(lookups.notes) == ["the template tag 'gallery' was left out"]
    shown = '{{</* gallery caption="{a} `b`" */>}}'
    assert expanded(shown) == '{{&lt; gallery caption="{a} `b`" &gt;}}'


@pytest.mark.parametrize("part", ["{{<", '{{<"', "{{<`", '{{< a="', '{{<"`', '{{<"\\\\', "{%`", '{{<" x" `y` '])
def test_tags_that_never_end_take_linear_time(part: str) -> None:
    begun = time.process_time()
    expanded(part * (400_000 // len(part)))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "part", ["{% encrypt %}", "{{% encryptor %}}`", "{{% /" + " " * 900, "{{%" + " " * 900 + "%}}"]
)
def test_many_protected_parts_and_blanks_take_linear_time(part: str) -> None:
    begun = time.process_time()
    expand(part * (400_000 // len(part)), Lookups({}, Dialect(generator="hugo")))
    assert time.process_time() - begun < 5


def test_quotes_that_never_end_in_an_argument_take_linear_time() -> None:
    begun = time.process_time()
    expanded(('{{< figure "' + '\\"' * 480 + " >}}") * 400)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("arguments", "caption"),
    [
        (
            'caption="Source: [D](https://b.example/d.pdf) and *more*"',
            'Source: <a href="https://b.example/d.pdf">D</a> and <em>more</em>',
        ),
        ("caption=\"See <a href='https://x.example'>x</a> & co\"", "See <a href='https://x.example'>x</a> &amp; co"),
        ('caption="Fish &amp; x &lt;b&gt;"', "Fish &amp; x &lt;b&gt;"),
        (r'caption="Say \"hi\" [x](https://x.example)"', 'Say &quot;hi&quot; <a href="https://x.example">x</a>'),
        ('caption="By" attr="*me*"', "By <em>me</em>"),
        (
            'attr="*me*" attrlink="https://me.example/?a=1&b=2"',
            '<a href="https://me.example/?a=1&amp;b=2"><em>me</em></a>',
        ),
        ('title="Only *title* & more"', "Only *title* &amp; more"),
        ('title="A *title*" caption="and **words**"', "<h4>A *title*</h4>and <strong>words</strong>"),
        ('title="A title" attr="me"', "<h4>A title</h4>me"),
        ('caption="1. one"', "<ol>\n<li>one</li>\n</ol>"),
        ("caption=`one\n\ntwo`", "<p>one</p>\n<p>two</p>"),
    ],
)
def test_figure_shortcode_becomes_a_figure_with_its_caption_as_markdown(arguments: str, caption: str) -> None:
    made = expanded(f'{{{{< figure src="/a.png" alt="x" link="/b" {arguments} >}}}}')
    drawn = f'<a href="/b"><img src="/a.png" alt="x"></a><figcaption>{caption}</figcaption>'
    assert made.strip() == f"<figure>{drawn}</figure>"


@pytest.mark.parametrize("name", ["figure", "img", "image", "picture"])
@pytest.mark.parametrize("tag", ["{{{{< {} >}}}}", "{{{{% {} %}}}}", "{{% {} %}}"])
def test_picture_with_a_named_address_is_a_figure(name: str, tag: str) -> None:
    made = expanded(tag.format(f'{name} alt="A chart" src="x.png" caption="*C*"'))
    assert made.strip() == ('<figure><img src="x.png" alt="A chart"><figcaption><em>C</em></figcaption></figure>')


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{{< img "x.png" "A chart" >}}', '<span><img src="x.png" alt="A chart"></span>'),
        ("{{< image https://x.example/a >}}", '<span><img src="https://x.example/a" alt=""></span>'),
        ('{{< img "cover" >}}', '<span><img src="cover" alt=""></span>'),
        ('{{% img cover alt="A" %}}', '<span><img src="cover" alt=""></span>'),
        ('{{< link "https://c.example" "C" >}}', '<a href="https://c.example">C</a>'),
        ('{{< link "C d" "https://c.example" "title" >}}', '<a href="https://c.example">C d</a>'),
        ('{{< link href="https://c.example" content="C d" >}}', '<a href="https://c.example">C d</a>'),
        ('{{< link "https://c.example" >}}', '<a href="https://c.example">https://c.example</a>'),
    ],
)
def test_shortcode_without_names_keeps_picture_and_words(source: str, expected: str) -> None:
    assert expanded(source) == expected


@pytest.mark.parametrize("inside", ['url="x.png" alt="A"', '"A chart"', '"A" "chart"', 'src="" alt="x.png"', ""])
def test_picture_without_an_address_is_left_out_and_told(inside: str) -> None:
    lookups = Lookups({})
    assert expand(f"a {{{{< img {inside} >}}}}", lookups) == "a "
    assert list(lookups.notes) == ["the template tag 'img' was left out"]


def test_figure_shortcode_without_words_has_no_caption() -> None:
    made = expanded('{{< figure src="/a.png" alt="x" >}}')
    assert made.strip() == '<figure><img src="/a.png" alt="x"></figure>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% highlight go linenos %}\nf {{ a }}\n{% endhighlight %}\nb", "```go\nf {{ a }}\n```\nb"),
        ("{% highlight md %}\n```x\n{% endhighlight %}", "````md\n```x\n````\n"),
        ("{% codeblock 标题 lang:js %}\na\n{% endcodeblock %}", "```js\na\n```\n"),
        ('{{< highlight python "linenos=1" >}}\na\n{{< /highlight >}}', "```python\na\n```\n"),
        ("1. a\n   {% highlight c %}\nx\n\n y\n   {% endhighlight %}", "1. a\n   ```c\n   x\n\n    y\n   ```\n"),
        ("1. a\n   {% highlight c %}\n   x\n    y\n   {% endhighlight %}", "1. a\n   ```c\n   x\n    y\n   ```\n"),
        ("{% highlight c %}{% raw %}{{ a }}{% endraw %}{% endhighlight %}", "```c\n{{ a }}\n```\n"),
        ("```\n{% highlight go %}\n```\n", "```\n{% highlight go %}\n```\n"),
    ],
    ids=["liquid", "longer fence", "hexo", "hugo", "less deep", "as deep", "one line with raw", "inside a fence"],
)
def test_program_text_between_tags_becomes_a_fence(source: str, expected: str) -> None:
    assert expanded(source) == expected


@pytest.mark.parametrize(
    ("generator", "expected"),
    [("jekyll", "b"), ("hexo", "b"), *((name, "{{ a }}b") for name in ("hugo", "zola", "pelican", ""))],
)
def test_braces_are_words_where_the_generator_evaluates_none(generator: str, expected: str) -> None:
    assert expand("{{ a }}b", Lookups({}, Dialect(generator=generator))) == expected


def test_what_is_left_out_is_noted_once() -> None:
    lookups = Lookups({})
    expand("{% include a %}{% include b %}{{ page.x }}", lookups)
    assert list(lookups.notes) == [
        "the template tag 'include' was left out",
        "the template value 'page.x' was left out",
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["{%", "%}", "{{", "}}", "raw", "endraw", " ", "a", "`", "\n", "```", "<", ">", '"'])))
def test_expand_never_raises_and_leaves_sources_without_tags_alone(parts: list[str]) -> None:
    source = "".join(parts)
    made = expanded(source)
    assert "{%" in source or "{{" in source or made == source


AT_HOME = Dialect(
    "https://h.example/blog",
    "jekyll",
    liquid=Liquid(
        {
            "repository": "https://c.example/a/b",
            "social": {"hub": "gh"},
            "list": ("a", "b"),
            "cdn": "",
            "v": "1",
            "collections": {"docs": {"output": "true"}},
        },
        {"title": "T t", "k": "v w", "date": "2024-01-01", "tags": "a b"},
        "/s/",
    ),
)
UNKNOWN = "unknown-target:"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[#12]({{ site.repository }}/issues/12)", "[#12](https://c.example/a/b/issues/12)"),
        ("<{{site.url}}{{site.baseurl}}{{page.url}}>", "<https://h.example/blog/s/>"),
        ("{{ page.url | absolute_url }}", "https://h.example/blog/s/"),
        ("{{ page.url | relative_url }}", "/blog/s/"),
        ("{{ page.url | prepend: site.baseurl | prepend: site.url }}", "https://h.example/blog/s/"),
        ('{{ site.repository | append: "/z" | append: page.k }}', "https://c.example/a/b/zv w"),
        ("{{ site.social.hub }} {{ page.title }} {{ page['k'] }} {{ site.v }}", "gh T t v w 1"),
        ("[a]({{ site.cdn }}/a)", "[a](/a)"),
        ('{{ "a.png" | relative_url }} {{ "a" | absolute_url }}', "/blog/a.png https://h.example/blog/a"),
        ('{{ "https://o.example/a" | absolute_url }} {{ "x y" | relative_url }}', "https://o.example/a /blog/x%20y"),
        ('{{ "" | relative_url }} {{ "/" | absolute_url }}', "/blog https://h.example/blog/"),
        ('{{ "a" | upcase }}', "a"),
    ],
)
def test_values_of_site_and_article_are_those_that_jekyll_writes(source: str, expected: str) -> None:
    assert expand(source, Lookups({}, AT_HOME)) == expected


@pytest.mark.parametrize(
    "value",
    ["site.social", "site.list", "page.date", "page.tags", "site.v | downcase", "site.v | append: site.time",
     "include.url", "page.k.x", "site.posts", "site.data.none", "site.github.none", "site.docs", "site.port",
     "site.social.size", "site.list.first", "page.excerpt", "page.slug", "page.next.none", "forloop.index",
     "post.url", "content", "site", "page", "true", "site.none | upcase"],
)  # fmt: skip
def test_value_that_is_not_known_is_told_and_its_address_marked(value: str) -> None:
    lookups = Lookups({}, AT_HOME)
    source = f"a {{{{ {value} }}}} [b](/c/{{{{ {value} }}}}/d)"
    assert expand(source, lookups) == f"a  [b](/c/{UNKNOWN}/d)"
    assert list(lookups.notes) == [f"the template value {value!r} was left out"]


@pytest.mark.parametrize(
    "value",
    ["site.none", "site.none.x", "site.none.size", "site['none']", "site.social.none", "page.none",
     "page.none.x", "none", "none.x", "_n-1", "nil", "site.none | relative_url", "page.none | absolute_url",
     "site.none | append: page.none"],
)  # fmt: skip
def test_value_that_nothing_sets_is_nothing_as_jekyll_has_it(value: str) -> None:
    lookups = Lookups({}, AT_HOME)
    source = (
        f"a {{{{ {value} }}}}b [c]({{{{ {value} }}}}/d) ![e](/{{{{ {value} }}}}) [f]({{{{{value}}}}}{{{{site.v}}}})"
    )
    assert expand(source, lookups) == "a b [c](/d) ![e](/) [f](1)"
    assert not lookups.notes


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('site.none | append: "/a"', "/a"),
        ('"/a" | prepend: site.none', "/a"),
        ('"a" | append: page.none | relative_url', "/blog/a"),
        ('none | prepend: "x" | absolute_url', "https://h.example/blog/x"),
    ],
)
def test_filters_join_nothing_as_jekyll_does(value: str, expected: str) -> None:
    assert expand(f"{{{{ {value} }}}}", Lookups({}, AT_HOME)) == expected


@pytest.mark.parametrize(
    "tag",
    ["{% assign n = site.posts %}", "{% capture n %}a{% endcapture %}", "{%- capture 'n' -%}a{% endcapture %}",
     "{% for n in site.list %}{% endfor %}", "{% tablerow n in site.list %}{% endtablerow %}", "{% increment n %}",
     "{% decrement n %}", "{% include sets.html %}", "{%-include_relative sets.html -%}"],
)  # fmt: skip
def test_value_of_a_name_that_the_source_may_set_is_not_known(tag: str) -> None:
    assert expand(f"{tag}[a]({{{{ n }}}}/b) {{{{ n }}}}c", Lookups({}, AT_HOME)) == f"[a]({UNKNOWN}/b) c"


@pytest.mark.parametrize("value", ["site.none", "page.none", "none"])
@pytest.mark.parametrize("generator", ["jekyll", "hexo"])
def test_value_of_a_site_without_a_known_configuration_is_not_known(value: str, generator: str) -> None:
    dialect = Dialect(generator=generator, liquid=Liquid(page={"k": "v"}))
    assert expand(f"[a]({{{{ {value} }}}}/b)", Lookups({}, dialect)) == f"[a]({UNKNOWN}/b)"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[a](https://{{ site.none }}b.example/c)", "[a](https://b.example/c)"),
        ("[a](https://b.example/{{ site.none }})", "[a](https://b.example/)"),
        ("[a]({{ site.none }}#b)", "[a](#b)"),
        ('<img src="{{ page.none }}/a.png">', '<img src="/a.png">'),
    ],
)
def test_address_around_nothing_stays(source: str, expected: str) -> None:
    assert expand(source, Lookups({}, AT_HOME)) == expected


@pytest.mark.parametrize("value", ["site.none", "site.cdn", "none"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](", ")"),
        ("[a]( <", ">)"),
        ("[a](", ' "title")'),
        ("[a]: ", "\nb"),
        ("[a]: ", ""),
        ("<", ">"),
        ('<a href="', '">b</a>'),
        ("<a href=", ">b</a>"),
        ("[a](https://", "/b)"),
        ("See //x https://", "/b"),
    ],
)
def test_address_of_nothing_is_marked_and_told(before: str, after: str, value: str) -> None:
    lookups = Lookups({}, AT_HOME)
    assert expand(f"{before}{{{{ {value} }}}}{after}", lookups) == f"{before}{UNKNOWN}{after}"
    assert list(lookups.notes) == [f"the template value {value!r} was left out"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](", ")"),
        ("![a](<", ">)"),
        ("[a]: ", "\n"),
        ("[a]: <https://x.example/", ">"),
        ("<", ">"),
        ("<https://x.example/", "/a>"),
        ("See https://x.example/", "/a"),
        ('<a class="b" href="', '">c</a>'),
        ("<img src = '/a b", "'>"),
    ],
)
def test_unknown_value_in_an_address_marks_it(before: str, after: str) -> None:
    assert expand(f"{before}{{{{ page.date }}}}{after}", Lookups({}, AT_HOME)) == f"{before}{UNKNOWN}{after}"


@pytest.mark.parametrize(
    ("before", "after"), [("a ", " b"), ("[", "](/a)"), ('[a](/b "', '")'), ('<p class="', '">'), ("a (", ")")]
)
@pytest.mark.parametrize("value", ["page.date", "page.x"])
def test_unknown_value_among_words_leaves_nothing(before: str, after: str, value: str) -> None:
    assert expand(f"{before}{{{{ {value} }}}}{after}", Lookups({}, AT_HOME)) == f"{before}{after}"


def test_a_long_value_that_is_asked_for_again_and_again_ends() -> None:
    dialect = Dialect(generator="jekyll", liquid=Liquid(page={"k": "x" * 1000}))
    assert 1_000_000 <= len(expand("{{ page.k }} " * 10_000, Lookups({}, dialect))) < 2_000_000


@pytest.mark.parametrize(
    "value",
    ["page.long", "site.long", "page.k | append: page.v", "page.k | prepend: page.v", "page.v | append: page.k"],
)
def test_value_that_is_too_long_is_told_and_left_out(value: str) -> None:
    lookups = Lookups({}, Dialect(liquid=Liquid({"long": "x" * 1001}, {"long": "x" * 1001, "k": "x" * 1000, "v": "y"})))
    assert expand(f"a {{{{ {value} }}}}", lookups) == "a "
    assert list(lookups.notes) == [f"the template value {value!r} was left out"]


@pytest.mark.parametrize("asked", ["page.x", "page.x | append: page.x | append: page.x | relative_url"])
@pytest.mark.parametrize("length", [400, 1000, 400_000])
def test_long_values_that_are_asked_for_again_and_again_take_linear_time(asked: str, length: int) -> None:
    dialect = Dialect(generator="jekyll", liquid=Liquid(page={"x": "a " * (length // 2)}))
    begun = time.process_time()
    expand(f"{{{{ {asked} }}}}\n" * 5000, Lookups({}, dialect))
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("value", ["page.date", "page.x", "x"])
def test_many_unknown_values_take_linear_time(value: str) -> None:
    begun = time.process_time()
    expand("[a](" + f"{{{{ {value} }}}}" * 50_000, Lookups({}, AT_HOME))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ('{{< video src="a b.mp4" loop="true" >}}', '<span><video src="a b.mp4"></video></span>'),
        (
            "{{< video https://x.example/a.webm?b=1 >}}",
            '<span><video src="https://x.example/a.webm?b=1"></video></span>',
        ),
        ('{{< audio url="/a.mp3" >}}', '<span><audio src="/a.mp3"></audio></span>'),
        ("{% video /a.mp4 %}", '<span><video src="/a.mp4"></video></span>'),
        (
            "{{< video https://x.example/w/12 >}}",
            '<span><iframe src="https://x.example/w/12" title="https://x.example/w/12"></iframe></span>',
        ),
        ("{{< video intro >}}", ""),
        ("Press {{< kbd Shift-Ctrl-P >}}", "Press <kbd>Shift-Ctrl-P</kbd>"),
        ("Press {{< kbd mac=Cmd-O win=Ctrl-O >}} or {{< kbd >}}", "Press <kbd>Cmd-O</kbd> or "),
    ],
)
def test_a_shortcode_of_a_film_a_sound_or_keys_shows_them(source: str, want: str) -> None:
    assert expanded(source) == want


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ('footer="Ann Lee" cite="Old *mills* (2017)"', "<p>— Ann Lee, Old <em>mills</em> (2017)</p>\n"),
        (
            'author="Ann" link="https://a.example" title="Mills"',
            '<p>— Ann, <a href="https://a.example">Mills</a></p>\n',
        ),
        ('author=Ann cite="https://a.example"', '<p>— <a href="https://a.example">Ann</a></p>\n'),
        ('class="wide"', ""),
    ],
)
@pytest.mark.parametrize("name", ["quote", "blockquote", "epigraph"])
def test_a_shortcode_around_a_quotation_is_one_with_whom_it_is_of(name: str, said: str, want: str) -> None:
    body = f"A\n\n{{{{< {name} {said} >}}}}\nThey **turn**.\n\n- b\n{{{{< /{name} >}}}}\nC"
    made = to_html(body, "markdown", {}, Dialect(generator="hugo"))
    quoted = f"<blockquote>\n<p>They <strong>turn</strong>.</p>\n<ul>\n<li>b</li>\n</ul>\n{want}</blockquote>"
    assert (made.html.strip(), made.notes) == (f"<p>A</p>\n{quoted}\n<p>C</p>", ())


def test_a_shortcode_of_a_quotation_that_ends_itself_opens_none() -> None:
    body = '{{< quote text="a" />}} b {{< quote >}}c{{< /quote >}}'
    html = to_html(body, "markdown", {}, Dialect(generator="hugo")).html
    assert html.startswith("<p>b</p>") and html.count("<blockquote>") == 1


@pytest.mark.parametrize("body", ['{{< quote author="Ann" >}}', "{{< /quote >}}", "{{< /quote >}}{{< quote >}}"])
def test_a_shortcode_of_a_quotation_that_nothing_ends_takes_no_words_along(body: str) -> None:
    assert to_html(f"{body} They turn.", "markdown", {}, Dialect(generator="hugo")).html.strip() == "<p>They turn.</p>"
