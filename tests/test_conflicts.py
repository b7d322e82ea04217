"""Conflicts that Git has left in a file."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles import conflicts, document
from feedsvc.model import Document, Problem

CONFLICT = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other (a change)\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"---\n{CONFLICT.replace('a', 'title: A').replace('b', 'title: B')}---\nText\n", 2),
        (f"---\ntitle: A\n---\n\nText\n{CONFLICT}\nMore\n", 6),
        (f"{CONFLICT}---\ntitle: A\n---\n\nText\n", 1),
        (f"```\nx\n```\n\n{CONFLICT}", 5),
        (f"{{% highlight diff %}}\nx\n{{% endhighlight %}}\n{CONFLICT}", 4),
        (CONFLICT.replace("\n", "\r\n"), 1),
        (CONFLICT.replace("a\n", "").replace("b\n", ""), 1),
        (CONFLICT.replace("=======", "||||||| base\nc\n======="), 1),
    ],
)
def test_a_file_with_a_conflict_is_held_back_and_told_with_its_line(text: str, line: int) -> None:
    read = document.read("a.md", text.encode())
    assert isinstance(read, Problem)
    assert (read.rule, read.line, read.held) == ("conflict", line, True)


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{CONFLICT}```\n",
        f"~~~ text\n{CONFLICT}~~~\n",
        "    " + CONFLICT.replace("\n", "\n    "),
        f"* a\n\n  ```\n  {CONFLICT}  ```\n".replace("\n", "\n  "),
        f"{{% highlight diff %}}\n{CONFLICT}{{% endhighlight %}}\n",
        f"{{% codeblock %}}\n{CONFLICT}{{% endcodeblock %}}\n",
        f"{{{{< highlight diff >}}}}\n{CONFLICT}{{{{< /highlight >}}}}\n",
        f"<pre><code>\n{CONFLICT}</code></pre>\n",
        "Marks are `<<<<<<< HEAD`, `=======` and `>>>>>>> other`.\n",
        "<<<<<<< HEAD\n\nwithout an end\n",
        "A title\n=======\n\n>>>>>>> deep, and <<<<<<< deeper\n",
    ],
)
def test_marks_that_are_shown_as_program_text_or_are_no_conflict_hold_nothing_back(text: str) -> None:
    assert isinstance(document.read("a.md", text.encode()), Document)


@pytest.mark.parametrize("piece", [CONFLICT[:20], "<<<<<<< ", ">>>>>>> a\n", "{% raw ", "<pre", "{{< "])
def test_marks_are_looked_for_in_a_time_in_proportion_to_the_length(piece: str) -> None:
    began = time.process_time()
    conflicts.of("a.md", f"<<<<<<< a\n{piece * 50_000}>>>>>>> b")
    assert time.process_time() - began < 3
