"""The authors of Docusaurus's blogs by the keys that heads call them by: `authors: [ann, bea]`.

    ann:
      name: Ann Lee
      url: https://ann.example

Source: https://docusaurus.io/docs/blog#global-authors.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedsvc.articles.configvalues import people_of
from feedsvc.articles.headvalues import HeadError
from feedsvc.articles.yamlhead import parse_yaml

AUTHORS = ("authors.yml", "authors.yaml", "authors.json")
"""Names of the file, which lies in a blog's folder; JSON is YAML, too."""


def authors(files: Iterable[tuple[str, bytes]]) -> tuple[tuple[str, str], ...]:
    """The names of authors by their keys, of all files together, where two have one key that of the outer folder, since
    translations lie deep (`i18n/zh/docusaurus-plugin-content-blog`); each file is its path and its bytes. One that
    cannot be read names nobody."""
    found: dict[str, str] = {}
    for _path, data in sorted(files, key=lambda file: -file[0].count("/")):
        try:
            found |= people_of(parse_yaml(data.decode("utf-8-sig").replace("\r\n", "\n")).values)
        except (UnicodeDecodeError, HeadError):
            continue
    return tuple(sorted(found.items()))
