"""The tree of a fragment, and moves within it."""

from __future__ import annotations

import pytest
from bs4 import Tag

from feedsvc.articles.tree import grow


def test_nodes_of_the_fragment_stand_below_the_root() -> None:
    tree = grow("a<p>b<i>c</i></p>d")
    assert [str(node) for node in tree.contents] == ["a", "<p>b<i>c</i></p>", "d"]
    assert all(node.parent is tree for node in tree.contents)
    assert [str(text) for text in tree.strings] == ["a", "b", "c", "d"]
    assert tree.contents[0].previous_element is tree
    assert grow("").contents == []


def test_nodes_can_be_moved_taken_out_and_put_in() -> None:
    tree = grow("<p>a</p><p>b</p><p>c</p>")
    first, second, third = tree.find_all("p")
    third.insert_before(first.extract())
    second.unwrap()
    tree.append(tree.new_tag("hr"))
    assert str(tree) == "b<p>a</p><p>c</p><hr/>"
    assert [tag.name for tag in tree.find_all(True)] == ["p", "p", "hr"]


def test_index_finds_each_child_in_any_order_and_no_stranger() -> None:
    parent = grow("<div>" + "<i></i>" * 9 + "</div>").find("div")
    assert isinstance(parent, Tag)
    children = list(parent.contents)
    order = [4, 0, 8, 3, 3, 7, 1]
    assert [parent.index(children[at]) for at in order] == order
    with pytest.raises(ValueError, match="not in tag"):
        parent.index(grow("x").contents[0])


def test_a_tag_is_equal_to_itself_alone() -> None:
    first, second = grow("<p>a</p><p>a</p>").find_all("p")
    assert first == first  # noqa: PLR0124 - what is tested
    assert first != second
    assert len({first, second, first}) == 2


def test_elements_in_each_other_that_are_alike_can_be_written() -> None:
    html = "<ul><li>x" * 120 + "</li></ul>" * 120
    assert str(grow(html * 2)) == html * 2
