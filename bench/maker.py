"""A maker of articles in the two shapes of the seeds: `python -m bench.maker FOLDER N [--clean] [--well-formed]`.

Four in five are a scraper's copies of news (`layout`, `categories`, tags, live charts, a footer with links back), one
in five has Hexo's lists and styles. Every two hundredth is malformed, in one of MALFORMED. Always the same ones, and
those of a small number are the first of a larger one. `--clean` makes articles of which nothing is to be repaired
instead, `--well-formed` leaves the malformed ones out (Hugo stops at the first).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple

from bench.articles import MARKETS, Story, World
from feedsvc import config, registries
from feedsvc.model import Company

A_FOLDER = 1_000
"""Files in one folder."""
PER_MALFORMED = 200
MALFORMED = ("no date", "broken head", "broken encoding", "no title", "no such day")
HEXO_SHARE = 0.2
BEIJING = timezone(timedelta(hours=8))
CHART = (
    '<!-- EM_StockImg_Start --><p style="text-align:center;"><a href="http://quote.eastmoney.com/unify/r/{market}.{code}"'
    ' data-code="{code}|{market}|5" data-code2="{code}|{market}|3|" class="EmImageRemark" target="_blank"><img src='
    '"https://webquoteklinepic.eastmoney.com/GetPic.aspx?nid={market}.{code}&imageType=k&token={token}&at=1" border="0"'
    ' alt="K图 {code}_0" data-code="K {code}|{market}|5" data-code2="K {code}|{market}|3|"'
    ' style="border:#d1d1d1 1px solid;" width="578" height="276" /></a></p><!-- EM_StockImg_End -->'
)
HIDDEN = '<p style="display:none;height:1px;overflow:hidden;"><br /></p>'
STYLED = '<p style="text-indent: 2em; text-align: left;">'
PICTURE = (
    '<p style="text-align:center"><img src="https://proxy.example/?http://images.example.com/Upload/News/{0}.png"'
    ' title="{0}.png" alt="image.png" referrerpolicy="no-referrer"></p>'
)
FOOTER = (
    '<p class="em_media">（文章来源：{name}）</p>\n\n<http://news.example.com/html_News/NewsShare.html?infoCode={code}>\n\n'
    "[返回{name}新闻](//news.example.org/category/{key}.html)｜[返回首页](//news.example.org/)"
)


class Made(NamedTuple):
    """A file: its path in the folder, its bytes."""

    path: str
    data: bytes


def make(world: World, number: int, *, clean: bool = False) -> Made:
    """The file of a number; whatever the shape, the same story."""
    story = world.story(number)
    path = f"{number // A_FOLDER:04}/{story.when.astimezone(BEIJING):%Y-%m-%d}-{number:08}.md"
    if clean:
        return Made(path, _clean(story).encode())
    text = _hexo(story) if story.chance.random() < HEXO_SHARE else _report(story)
    return Made(path, _malformed(text, number) if is_malformed(number) else text.encode())


def is_malformed(number: int) -> bool:
    """Whether the file of a number is one of those that are malformed."""
    return number % PER_MALFORMED == PER_MALFORMED - 1


def files(world: World, count: int, *, clean: bool = False, well_formed: bool = False) -> Iterator[Made]:
    """The first `count` files; fewer where the malformed ones are left out."""
    for number in range(count):
        if not (well_formed and is_malformed(number)):
            yield make(world, number, clean=clean)


def write(folder: Path, made: Iterator[Made]) -> int:
    """Write files below a folder; the bytes of all."""
    size, last = 0, ""
    for path, data in made:
        if (parent := path.partition("/")[0]) != last:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            last = parent
        (folder / path).write_bytes(data)
        size += len(data)
    return size


def world() -> World:
    """The one that all benchmarks share: the companies that come with feedsvc."""
    return World(registries.load(config.load(environ={})).companies)


def _report(story: Story) -> str:
    """A scraper's copy of a financial site's article, in Jekyll's form: charts, HTML in one line, Markdown below."""
    chance, local = story.chance, story.when.astimezone(BEIJING)
    parts = [HIDDEN] if chance.random() < 0.4 else []  # noqa: PLR2004
    if chance.random() < 0.75:  # noqa: PLR2004
        token = f"{chance.getrandbits(128):032x}"
        parts += [CHART.format(market=market, code=code, token=token) for market, code in _charted(story.acting[:2])]
    parts += [f"<p>{_marked(story, text, named)}</p>" for text, named in story.paragraphs]
    code = f"NW{local:%Y%m%d%H%M}{story.number:010}"
    title = story.title.replace('"', '\\"')
    head = (
        f'---\nlayout: post\ntitle: "{title}"\ndate: {local:%Y-%m-%d %H:%M:%S} +0800\n'
        f"categories: {story.paper.key}\ntags: {story.paper.name}新闻\n---\n"
    )
    body = chance.choice(("", "\n ", " ")).join(parts)
    return head + body + FOOTER.format(name=story.paper.name, key=story.paper.key, code=code)


def _hexo(story: Story) -> str:
    """An aggregator's copy in Hexo's form: a path of categories, pictures by way of a proxy, styles everywhere."""
    picture = f"https://proxy.example/?http://images.example.com/Upload/News/{story.number:018}.png"
    parts = [STYLED + text + "</p>" for text, _ in story.paragraphs]
    parts.insert(1, PICTURE.format(f"{story.number:018}"))
    title = story.title.replace("'", "''")
    head = (
        f"\n---\ntitle: '{title}'\ncategories: \n - 新媒体\n - {story.paper.name}\n - 新闻\nheadimg: '{picture}'\n"
        f"author: {story.paper.name}\ncomments: false\ndate: {format_datetime(story.when, usegmt=True)}\n"
        f"thumbnail: '{picture}'\n---\n\n"
    )
    return f"{head}<div>   \n{''.join(parts)} \n  \n</div>\n            "


def _clean(story: Story) -> str:
    """Plain Markdown."""
    title = story.title.replace('"', '\\"')
    head = f'---\ntitle: "{title}"\ndate: {story.when.isoformat()}\ncategories: [{story.paper.key}]\n---\n'
    return head + "\n\n".join(text for text, _ in story.paragraphs) + "\n"


def _charted(companies: tuple[Company, ...]) -> Iterator[tuple[str, str]]:
    for company in companies:
        code, _, market = (company.listings[0] if company.listings else "").partition(".")
        if market in MARKETS:
            yield MARKETS[market], code


def _marked(story: Story, text: str, named: tuple[int, int] | None) -> str:
    """A paragraph whose company has its code in brackets, now and then."""
    if named is None or story.chance.random() > 0.3:  # noqa: PLR2004
        return text
    company = story.acting[named[0]]
    if not company.listings:
        return text
    end = named[1] + len(company.name)
    return f"{text[:end]}({company.listings[0]}){text[end:]}"


def _malformed(text: str, number: int) -> bytes:
    lines = text.split("\n")
    date = next(at for at, line in enumerate(lines) if line.startswith("date: "))
    title = next(at for at, line in enumerate(lines) if line.startswith("title: "))
    match MALFORMED[number // PER_MALFORMED % len(MALFORMED)]:
        case "no date":
            del lines[date]
        case "broken head":
            lines[title] = "title: [未闭合, {a: "
        case "broken encoding":
            return text.encode("gb18030")
        case "no title":
            lines[title] = "title: ''"
        case "no such day":
            lines[date] = "date: 2022-02-30 08:00:00 +0800"
    return "\n".join(lines).encode()


def main() -> None:
    """Write the files, and say how many bytes they have."""
    parser = argparse.ArgumentParser(description="make articles for measuring")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--clean", action="store_true", help="articles of which nothing is to be repaired")
    parser.add_argument("--well-formed", action="store_true", help="without the malformed ones")
    given = parser.parse_args()
    size = write(given.folder, files(world(), given.count, clean=given.clean, well_formed=given.well_formed))
    print(f"{given.count} articles, {size / 1e6:.1f} MB in {given.folder}")


if __name__ == "__main__":
    main()
