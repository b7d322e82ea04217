"""Sites whose configuration is a program, which is never run: that it is there tells the generator, and no more.

    Docusaurus   docusaurus.config.js      Eleventy   eleventy.config.js, .eleventy.js
    Astro        astro.config.mjs          VuePress   .vuepress/config.js, also in docs and src

What else their articles need stands in files of data beside them (`docusaurus`, `eleventy`).
"""

from __future__ import annotations

from collections.abc import Mapping

from feedsvc.articles.site import Generator, SiteConfig

_SCRIPTS = ("js", "mjs", "cjs", "ts", "mts")
_NAMES: tuple[tuple[str, Generator], ...] = (
    ("docusaurus.config", "docusaurus"),
    (".eleventy", "eleventy"),
    ("eleventy.config", "eleventy"),
    ("astro.config", "astro"),
    *((f"{folder}.vuepress/config", "vuepress") for folder in ("", "docs/", "src/")),
)
MARKS: Mapping[str, Generator] = {f"{name}.{ending}": kind for name, kind in _NAMES for ending in _SCRIPTS}
"""The paths of such files from a site's root, and what they tell."""
GENERATORS = frozenset(MARKS.values())
_WITH_EMOJI = frozenset({"docusaurus", "vuepress"})
"""Those that show emoji unless they are told not to (https://docusaurus.io/docs/api/docusaurus-config,
`markdown.emoji`; https://vuepress.vuejs.org/guide/markdown.html, "Emoji")."""


def config(files: Mapping[str, bytes]) -> SiteConfig | None:
    """The site whose program is among `files`, by path from its root; None where there is none. Its articles may lie
    anywhere in it."""
    found = next((name for name in MARKS if name in files), None)
    return None if found is None else site(MARKS[found], found)


def site(generator: Generator, file: str) -> SiteConfig:
    """A site of a generator, told by a file."""
    return SiteConfig(generator, file, articles=("",), emoji=generator in _WITH_EMOJI, scripted=True)
