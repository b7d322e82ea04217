"""The tree of a fragment, and moves within it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from feedsvc.articles.cut import EVERYTHING, Policy, cut
from feedsvc.articles.growth import grow, serialize
from feedsvc.articles.tree import Comment, Tag, Text, Tree, siblings


def tree_of(html: str) -> Tree:
    return grow(html, EVERYTHING)


def test_nodes_of_the_fragment_stand_below_the_root() -> None:
    tree = tree_of("a<p>b<i>c</i></p>d<!--e-->")
    assert [serialize(node) for node in tree.contents] == ["a", "<p>b<i>c</i></p>", "d", "<!--e-->"]
    assert all(node.parent is tree for node in tree.contents)
    assert list(tree.texts) == ["a", "b", "c", "d"]
    assert tree_of("").contents == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<b>c</b></p><ul><li>d</li></ul>",
        '<p class="x" id="y">a &lt; b &amp; c</p>',
        "<pre>a\n\n  b</pre>",
        "<p>a<i></i>b</p><!--c-->",
    ],
)
def test_what_is_balanced_comes_back_as_it_was(html: str) -> None:
    assert serialize(tree_of(html)) == html == cut(html)


def test_words_between_two_tags_are_one_text_and_blanks_one_blank() -> None:
    tree = tree_of("a < b &amp; c<p> \n\t</p>  <pre> \n </pre>")
    assert [str(text) for text in tree.texts] == ["a < b & c", "\n", " ", " \n "]


def test_an_element_that_a_policy_does_not_keep_leaves_its_words() -> None:
    policy = Policy(keep=frozenset({"p"}), gone=frozenset({"svg"}), comments=False)
    assert serialize(grow("<p>a<b>c<svg><p>d</svg></b></p><!--e-->", policy)) == "<p>ac</p><p>d</p>"


def test_nodes_can_be_moved_taken_out_and_put_in() -> None:
    tree = tree_of("<p>a</p><p>b</p><p>c</p>")
    first, second, third = tree.elements(frozenset({"p"}))
    third.insert_before(first.extract())
    second.unwrap()
    tree.append(Tag("hr"))
    assert serialize(tree) == "b<p>a</p><p>c</p><hr/>"
    third.replace_with(Text("d"), Comment("e"))
    assert serialize(tree) == "b<p>a</p>d<!--e--><hr/>"
    assert third.parent is None
    assert [tag.name for tag in tree.elements()] == ["p", "hr"]


def test_a_node_that_stands_elsewhere_leaves_its_place() -> None:
    tree = tree_of("<p>a<b>c</b></p><div></div>")
    bold, box = tree.first("b"), tree.first("div")
    assert bold is not None
    assert box is not None
    box.append(bold)
    assert serialize(tree) == "<p>a</p><div><b>c</b></div>"


def test_words_that_are_alike_are_told_apart_by_their_place() -> None:
    tree = tree_of("<p>a<br>a<br>a</p>")
    last = list(tree.texts)[-1]
    last.replace_with(Text("b"))
    assert serialize(tree) == "<p>a<br/>a<br/>b</p>"


def test_index_finds_each_child_in_any_order_and_no_stranger() -> None:
    parent = tree_of("<div>" + "<i></i>" * 9 + "</div>").first("div")
    assert parent is not None
    children = list(parent.contents)
    order = [4, 0, 8, 3, 3, 7, 1]
    assert [parent.index(children[at]) for at in order] == order
    with pytest.raises(ValueError, match="no child"):
        parent.index(tree_of("x").contents[0])


def test_elements_are_found_by_name_in_document_order() -> None:
    tree = tree_of("<div><p>a<b>c</b></p><p>d</p></div><b>e</b>")
    assert [tag.name for tag in tree.elements()] == ["div", "p", "b", "p", "b"]
    assert [tag.text for tag in tree.elements(frozenset({"b"}))] == ["c", "e"]
    found = tree.first("b", "i")
    assert found is not None
    assert found.text == "c"
    assert [around.name for around in found.parents] == ["p", "div", "[document]"]
    assert tree.first("i") is None


Move = Callable[[Tree], object]
MOVES: dict[str, Move] = {
    "extract": lambda tree: tree.elements()[1].extract(),
    "insert_before": lambda tree: tree.elements()[-1].insert_before(Tag("hr")),
    "replace_with": lambda tree: tree.elements()[0].replace_with(Tag("ul"), Text("a")),
    "append": lambda tree: tree.elements()[1].append(Tag("em")),
    "append from elsewhere": lambda tree: tree.append(tree.elements()[1]),
    "unwrap": lambda tree: tree.elements()[0].unwrap(),
    "rename": lambda tree: setattr(tree.elements()[0], "name", "section"),
}


@pytest.mark.parametrize("name", MOVES)
def test_elements_are_those_of_now_after_every_move(name: str) -> None:
    tree, other = tree_of("<div><p>a<b>c</b></p><p>d</p></div><p>e</p>"), tree_of("<p>f</p>")
    assert (len(tree.elements()), len(other.elements())) == (5, 1)
    MOVES[name](tree)
    walked = [node for node in tree.descendants if isinstance(node, Tag)]
    assert list(tree.elements()) == walked
    assert list(tree.elements(frozenset({"p", "b"}))) == [tag for tag in walked if tag.name in {"p", "b"}]
    assert [tag.name for tag in other.elements()] == ["p"]


def test_siblings_are_the_elements_beside_one() -> None:
    middle = tree_of("<i>a</i> b <u>c</u> d <b>e</b>").first("u")
    assert middle is not None
    assert [tag.name for tag in siblings(middle) if tag is not None] == ["i", "b"]
    only = tree_of("a<p>b</p>c").first("p")
    assert only is not None
    assert siblings(only) == (None, None)


def test_elements_deep_in_each_other_can_be_written() -> None:
    html = "<ul><li>x" * 120 + "</li></ul>" * 120
    assert serialize(tree_of(html * 2)) == html * 2
