"""Zola's shortcodes."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.liquid import expand
from feedsvc.articles.lookups import Dialect, Lookups


def expanded(source: str, lookups: Lookups | None = None) -> str:
    return " ".join(expand(source, lookups or Lookups({}, Dialect(generator="zola"))).split())


FIGURE = '<figure><img src="a.png" alt="A mill"><figcaption>It <em>runs</em></figcaption></figure>'


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ('{{ figure(src = "a.png", alt=\'A mill\', caption = "It *runs*") }}', FIGURE),
        ('{{- image(path="a.png", alt="A mill", caption="It *runs*") -}}', FIGURE),
        ('{{ resize_image(path="b/a.jpg", width=40, op="fit") }}', '<figure><img src="b/a.jpg" alt=""></figure>'),
        (
            'A {{ youtube(id="w7Ft2ymGmfc", autoplay=true) }}',
            'A <span><iframe src="https://www.youtube.com/embed/w7Ft2ymGmfc"></iframe></span>',
        ),
        ('{{ video(src="a.mp4") }}', '<span><video src="a.mp4"></video></span>'),
        (
            '{% quote(author="[Ann](https://a.example)") %}\nIt runs.\n{% end %}\nMore.',
            '<blockquote> It runs. <p>— <a href="https://a.example">Ann</a></p> </blockquote> More.',
        ),
        ("{% quote() %}It runs.{% end %}", "<blockquote> It runs. </blockquote>"),
        ('{% note(title="Mind it") %}It runs.{% end %} More.', "**Mind it** It runs. More."),
        ("{% note() %}{% quote() %}A{% end %}B{% end %}C", "<blockquote> A </blockquote> B C"),
        ('The mill is {% color(c="red") %}old{% end %}.', "The mill is old."),
        ("{% note() %}It runs.{% end %}\nMore.", "It runs.\n\nMore."),
        ("{% wide() %}\nIt runs.\n{% end %}\nMore.", "It runs.\n\n\n\nMore."),
        ('{{ admonition(type="tip", title="Mind it", text="It *runs*.") }}', "**Mind it**\n\nIt *runs*."),
        ('The mill is {{ spoiler(text="old") }}.', "The mill is old."),
        ('{{ quote(text="It runs.", author="Ann") }}', "<blockquote>\n\nIt runs.\n\n<p>— Ann</p>\n\n</blockquote>"),
        ('{{ wide_image(src="a.png", alt="A mill") }}', '<figure><img src="a.png" alt="A mill"></figure>'),
        ('{{ themed(light_src="a.png", dark_src="b.png") }}', '<figure><img src="a.png" alt=""></figure>'),
        ('{{ encrypt(text="It runs.") }}{{ kbd(text="Ctrl") }}', "<kbd>Ctrl</kbd>"),
        ("{{ anchor(id='x') }}It runs.", "It runs."),
        ("{{/* figure(src='a') */}} {%/* quote() */%}", "{{ figure(src='a') }} {% quote() %}"),
        ("`{{ figure(src='a.png') }}`",) * 2,
        ("```\n{% note() %}\n```",) * 2,
        ("{{ a }} {{ f(x) + 1 }} {{ }} {% end %} {% if a %}", "{{ a }} {{ f(x) + 1 }} {{ }} {% end %} {% if a %}"),
    ],
)
def test_a_shortcode_of_zola_is_what_it_draws(source: str, want: str) -> None:
    assert expanded(source) == " ".join(want.split())


def test_a_shortcode_within_a_line_parts_no_paragraph() -> None:
    lookups = Lookups({}, Dialect(generator="zola"))
    assert expand("The {% b() %}old{% end %} mill.", lookups) == "The old mill."
    assert "\n\n" in expand("{% note() %}It runs.{% end %}\nMore.", lookups)


def test_what_cannot_be_drawn_or_never_ends_is_told_and_no_words_are_lost() -> None:
    lookups = Lookups({}, Dialect(generator="zola"))
    assert expanded("{{ trans(key='a') }} {% tip() %} It runs.", lookups) == "It runs."
    assert list(lookups.notes) == [
        "the template tag 'trans' was left out",
        "the template tag 'tip' never ends; what stands behind it was kept",
    ]


def test_a_protected_part_is_not_shown() -> None:
    assert "secret" not in expanded("{% encrypt() %}secret{% end %}")


@pytest.mark.parametrize("generator", ["hugo", "jekyll", "hexo", ""])
def test_a_call_is_none_elsewhere(generator: str) -> None:
    assert "<figure>" not in expand('{{ figure(src="a.png") }}', Lookups({}, Dialect(generator=generator)))


@pytest.mark.parametrize("piece", ["{{ a(", '{{ a("', "{% a() %}", "{% end %}", "{%/*", "{{ a(b=", "{{ a(b=1) }}"])
def test_shortcodes_take_a_time_in_proportion_to_the_length(piece: str) -> None:
    begun = time.process_time()
    expanded(piece * 20_000)
    assert time.process_time() - begun < 5
