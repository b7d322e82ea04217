"""The author's own parameters in a head of Hugo's."""

from __future__ import annotations

import pytest

from feedsvc.articles.configvalues import Values
from feedsvc.articles.params import merged


@pytest.mark.parametrize(
    ("head", "want"),
    [
        ({"params": {"author": "Jo", "images": ("a.png",)}}, {"author": "Jo", "images": ("a.png",)}),
        ({"Params": {"Author": "Jo"}}, {"Author": "Jo"}),
        ({"Author": "Li", "params": {"author": "Jo", "company": "A"}}, {"Author": "Li", "company": "A"}),
        ({"params": {"password": "x"}}, {"password": "x"}),
        ({"params": {"title": "B", "draft": "true", "Date": "2024-06-03", "description": "D", "id": "7"}}, {}),
        ({"params": {"params": {"author": "Jo"}}}, {}),
        ({"params": "author"}, {}),
        ({"params": ({"author": "Jo"},)}, {}),
        ({}, {}),
    ],
)
def test_parameters_stand_under_the_heads_own_keys(head: Values, want: Values) -> None:
    assert {key: value for key, value in merged(head).items() if key.casefold() != "params"} == want
