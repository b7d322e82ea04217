"""Emoji by their names, where a site says that they are meant."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import emojinames, repair, siteconfig
from feedsvc.articles.growth import serialize
from feedsvc.articles.sanitize import FORM
from feedsvc.articles.site import SiteConfig


def shown(html: str) -> str:
    tree = repair.parse(html)
    emojinames.show(tree)
    return serialize(tree, FORM)


@pytest.mark.parametrize(
    ("html", "want"),
    [
        ("<p>A new mill :tada:</p>", "<p>A new mill 🎉</p>"),
        ("<p>:+1::heart:</p>", "<p>👍❤️</p>"),
        ("<p>:flag_fr: :flag_f:</p>", "<p>🇫🇷 :flag_f:</p>"),
        ("<p>新磨坊:rocket:开张</p>", "<p>新磨坊🚀开张</p>"),
        ("<p>(:warning:) <b>:x:</b></p>", "<p>(⚠️) <b>❌</b></p>"),
        ("<p>At 10:30:45, :no_such_thing:, a:b:c, std::x::y, 1:x:2</p>",) * 2,
        ("<p><code>:tada:</code></p><pre><code>a <b>:tada:</b></code></pre>",) * 2,
        ('<p><img alt=":tada:" src="https://a.example/:tada:/">:Tada:</p>',) * 2,
    ],
)
def test_a_name_between_colons_is_its_sign_outside_of_programs_and_addresses(html: str, want: str) -> None:
    assert shown(html) == want


@pytest.mark.parametrize(
    ("name", "text", "is_meant"),
    [
        ("hugo.toml", "baseURL = 'https://n.example'\nenableEmoji = true\n", True),
        ("hugo.toml", "baseURL = 'https://n.example'\n", False),
        ("_config.yml", "plugins: [jekyll-feed, jemoji]\n", True),
        ("_config.yml", "gems:\n  - jemoji\n", True),
        ("_config.yml", "plugins: [jekyll-feed]\n", False),
        ("_config.yml", "source_dir: source\nemoji: {enable: true}\n", True),
        ("_config.yml", "source_dir: source\ngithubEmojis:\n  enable: true\n", True),
        ("_config.yml", "source_dir: source\nmarkdown: {plugins: [a, {name: markdown-it-emoji}]}\n", True),
        ("_config.yml", "source_dir: source\nemoji: {enable: false}\nmarkdown: {plugins: markdown-it-sub}\n", False),
        ("zola.toml", "base_url = 'https://n.example'\n[markdown]\nrender_emoji = true\n", True),
        ("docusaurus.config.js", "", True),
        ("docs/.vuepress/config.ts", "", True),
        ("astro.config.mjs", "", False),
    ],
)
def test_a_site_says_whether_it_shows_emoji(name: str, text: str, is_meant: bool) -> None:
    config = siteconfig.read({name: text.encode()}, beside=None)
    assert isinstance(config, SiteConfig) and config.emoji is is_meant


def test_colons_without_end_are_looked_through_once() -> None:
    tree = repair.parse(f"<p>{':a' * 200_000} {':' * 200_000}</p>")
    begun = time.process_time()
    emojinames.show(tree)
    assert time.process_time() - begun < 5
