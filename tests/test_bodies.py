"""Articles' contents as pages show them."""

from __future__ import annotations

import pytest

from feedsvc.web.bodies import ALONE, LATE, dressed

IMG = '<img src="https://a.example/1.png" alt="1 > 0"'


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{IMG}></p>",
        f"<figure>{IMG}><figcaption>x</figcaption></figure>",
        f'<p><a href="https://a.example/">{IMG}></a></p>',
        f"<p>one<br>{IMG}><br>two</p>",
        f"<p>\n{IMG}>\n</p>",
    ],
)
def test_picture_without_sizes_that_stands_by_itself_gets_a_place(content: str) -> None:
    assert dressed(content, "Table") == content.replace(f"{IMG}>", f"{IMG}{LATE}{ALONE}>")


@pytest.mark.parametrize(
    "content",
    [
        f"<p>words {IMG}></p>",
        f"<p>{IMG}> words</p>",
        f"<p>&gt;{IMG}></p>",
        f'<p>{IMG} width="3" height="2"></p>',
    ],
)
def test_picture_with_sizes_or_in_a_line_stays_as_it_is(content: str) -> None:
    assert ALONE not in dressed(content, "Table")
    assert dressed(content, "Table").count(LATE) == 1


def test_picture_of_which_only_one_size_is_known_gets_a_place() -> None:
    assert ALONE in dressed(f'<p>{IMG} width="3"></p>', "Table")


def test_program_text_and_tables_are_scrolled_by_keys() -> None:
    found = dressed('<pre><code>x</code></pre><pre lang="c">y</pre><table><tr><td>1</td></tr></table>', '表"格')
    assert found == (
        '<pre tabindex="0"><code>x</code></pre><pre tabindex="0" lang="c">y</pre>'
        '<div class="wide" role="group" aria-label="表&quot;格" tabindex="0"><table><tr><td>1</td></tr></table></div>'
    )
