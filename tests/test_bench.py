"""The articles that benchmarks are made of: always the same ones, in the shapes of the seeds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench import growth, maker
from bench.articles import World
from feedsvc.articles.build import build
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article, Company, Name, Problem
from tests.articles import NOON

KNOWN = tuple(
    Company(f"6{number:05}.SH", f"公司{number}", (Name(f"公司{number}"),), (f"6{number:05}.SH",))
    for number in range(50)
)
WORLD = World(KNOWN)
RECIPE = Recipe(SourceSettings("bench", Path("bench"), "Bench"), SanitizeSettings(), NOON)


def built(number: int, *, clean: bool = False) -> object:
    made = maker.make(WORLD, number, clean=clean)
    return build(made.path, made.data, SiteFacts(), RECIPE)


def test_the_files_of_a_small_number_are_the_first_of_a_larger_one() -> None:
    few, many = list(maker.files(WORLD, 5)), list(maker.files(World(KNOWN), 40))
    assert many[:5] == few
    assert len({made.path for made in many}) == 40


@pytest.mark.parametrize("clean", [False, True], ids=["in the seeds' shapes", "clean"])
def test_a_well_formed_file_becomes_the_article_that_it_tells(clean: bool) -> None:
    for number in range(30):
        story, found = WORLD.story(number), built(number, clean=clean)
        assert isinstance(found, Article)
        assert found.title == story.title
        assert found.published == story.when
        assert all(text[-20:] in found.content for text, _ in story.paragraphs)
        assert found.mended == ()


def test_one_file_in_two_hundred_is_malformed_each_in_its_way() -> None:
    every = [number for number in range(1, 1001) if maker.is_malformed(number)]
    assert len(every) == len(maker.MALFORMED)
    undated, *told = [built(number) for number in every]
    assert isinstance(undated, Article)
    assert undated.published_raw.startswith(maker.make(WORLD, every[0]).path[5:15])
    assert all(isinstance(each, Problem) or (isinstance(each, Article) and each.mended) for each in told)
    assert not any(maker.is_malformed(int(made.path[-11:-3])) for made in maker.files(WORLD, 400, well_formed=True))


def test_a_few_companies_and_categories_have_most_of_the_articles() -> None:
    stories = [WORLD.story(number) for number in random.Random(1).sample(range(10_000), 500)]
    first = [story.acting[0].key for story in stories]
    shares = sorted((first.count(key) for key in set(first)), reverse=True)
    assert shares[0] > 2 * shares[4] > 0


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (10, 11, "the same"),
        (10, 14, "1.4 times"),
        (10, 100, "10.0 times: linear"),
        (10, 5, "less"),
        (1, 30, "30.0 times"),
    ],
)
def test_the_slope_is_said_in_words(before: float, after: float, words: str) -> None:
    assert growth.slope(before, after).startswith(words)
