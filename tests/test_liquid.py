"""Template tags and shortcodes: expanded or left out, never shown, never touched in program text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedsvc.articles.liquid import Lookups, expand


def expanded(source: str) -> str:
    return expand(source, Lookups({}))


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
            '<a href="https://www.youtube.com/watch?v=w7Ft2ymGmfc">https://www.youtube.com/watch?v=w7Ft2ymGmfc</a>',
        ),
        ("{% asset_img a.png 题 图 %}", '<img src="a.png" alt="题 图">'),
        ("$x^{{\\alpha}}$ 100{% }", "$x^{{\\alpha}}$ 100{% }"),
        ("{% %} {{ 1 + 2 }}", "{% %} {{ 1 + 2 }}"),
    ],
)
def test_tag_is_expanded_or_left_out(source: str, expected: str) -> None:
    assert expanded(source) == expected


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


def test_figure_shortcode_becomes_a_figure_with_its_caption_as_text() -> None:
    made = expanded('{{< figure src="/a.png" alt="x" caption="<b> & c" link="/b" >}}')
    drawn = '<a href="/b"><img src="/a.png" alt="x"></a><figcaption>&lt;b&gt; &amp; c</figcaption>'
    assert made.strip() == f"<figure>{drawn}</figure>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% highlight go linenos %}\nf {{ a }}\n{% endhighlight %}\nb", "```go\nf {{ a }}\n```\nb"),
        ("{% highlight md %}\n```x\n{% endhighlight %}", "````md\n```x\n````\n"),
        ("{% codeblock 标题 lang:js %}\na\n{% endcodeblock %}", "```js\na\n```\n"),
        ('{{< highlight python "linenos=1" >}}\na\n{{< /highlight >}}', "```python\na\n```\n"),
        ("{% highlight c %}{% raw %}{{ a }}{% endraw %}{% endhighlight %}", "```c\n{{ a }}\n```\n"),
        ("```\n{% highlight go %}\n```\n", "```\n{% highlight go %}\n```\n"),
    ],
    ids=["liquid", "longer fence", "hexo", "hugo", "one line with raw", "inside a fence"],
)
def test_program_text_between_tags_becomes_a_fence(source: str, expected: str) -> None:
    assert expanded(source) == expected


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
