"""What MDX has beside Markdown."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.lookups import Dialect
from feedsvc.articles.markup import to_html
from feedsvc.articles.mdx import read


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ('import Tabs from "@theme/Tabs";\nimport { A,\n  B } from \'../b.js\'\n\nThe text.', "The text."),
        ("import 'style.css'\n\nexport const year = 2020\nexport const all = {\n  a: 1,\n}\n\nThe text.", "The text."),
        ("import A from './a.js'\nexport const year = 2020\n\nThe text.", "The text."),
        ("import A from './a.js'\n// all of it\nexport const all = {\n  a: 1,\n}\n\nThe text.", "The text."),
        ("import A from './a.js'\nexport duties rose.", None),
        ("The text.\n\nimport A from './a.js'\nexport const a = 1\n\nThen <A />.", None),
        ('The text.\n\nimport A from "./a.mdx";\n\n<A />', "The text.\n\n<A />"),
        ("The text.\n\nimport a, { B } from './a.js'\n\nIts {a.b} more.", "The text.\n\nIts {a.b} more."),
        ('用法如下：\n\nimport Vue from "vue";\n\n然后就可以用了。', None),
        ('In Go, write\n\nimport "fmt"\n\nand call it.', None),
        ("// 作者：李雷\n\nOf import duties.", None),
        ("export default 和 export 有什么区别\n面试常问。", None),
        ("export const 声明的变量不能改。", None),
        ("export function is a pair of words.", None),
        ("export default settings", None),
        ("export default function Page({ a }) {\n  return a\n}\n\nThe text.", "The text."),
        ("export default ({ children }) => <A>{children}</A>\n\nThe text.", "The text."),
        ("export default Layout\n\nThe text.", "The text."),
        ("export const { a, b } = c\n\nThe text.", "The text."),
        ("The text.\n\nexport const is a word here.", None),
        ("import tax from china is high.", None),
        ("We import 'wood'.\nimport 'paper' as well", None),
        ("A word.\n{/* quiet\n\nvery * quiet */}\nMore.", "A word.\n<!-- quiet\n\nvery * quiet -->\nMore."),
        ("<b>{/* quiet */}</b>", "<b><!-- quiet --></b>"),
        ("## A mill {/* #mill */}\n\nIt runs.", "## A mill\n\nIt runs."),
        ("JSX 的注释写作 {/* 注释 */}，很特别", None),
        ('<img src={require("./a.png").default} alt={"A mill"} style={{ width: 3, b: {c: 1} }} />',
         '<img src="./a.png" alt="A mill" />'),
        ('<img\n  width={ 724 }\n  height={h}\n  alt="A mill"\n  src="/a.png"\n/>',
         '<img width="724"\n  alt="A mill"\n  src="/a.png"\n/>'),
        ("import mill from './a.png';\nimport Chart from './b'\nimport sound from \"@site/c.MP3\"\n\n<img src={mill} />"
         '<img\n  src={mill.src}\n  alt={mill}\n/><audio src={ sound }></audio><Chart src={Chart} />',
         '<img src="./a.png" /><img src="./a.png"\n/><audio src="@site/c.MP3"></audio><Chart />'),
        ("<a href={'/b'} {...props} onClick={() => go(1)}>b</a>", '<a href="/b">b</a>'),
        ('<Chart data={[1, 2]} title="x > y" /> end', '<Chart title="x > y" /> end'),
        ("for i<n; x={1,2}; j>3 and a <b ={c}> d", None),
        ("$a<b={c}$ > 1", None),
    ],
)  # fmt: skip
def test_what_only_mdx_would_run_goes(body: str, want: str | None) -> None:
    assert read(body).strip().replace("\n\n\n", "\n\n") == (body if want is None else want)


def test_programs_keep_theirs() -> None:
    body = "```js\nimport a from 'b'\n```\n\n`<a b={c}>` {/* d */}"
    assert "import a from 'b'" in to_html(body, "markdown", {}).html
    assert "&lt;a b={c}&gt;" in to_html(body, "markdown", {}).html


PIECES = [
    "import a from './a.png'\n",
    "<img\n\n  a={b}\n ",
    "<a b={",
    "<a b={{",
    "<a {{{x ",
    "import {",
    "import a from '",
    "export const a\n",
    "{/*",
    "<a b={c} ",
    "\n\n",
    "<a ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_it_takes_a_time_in_proportion_to_the_length(piece: str) -> None:
    began = time.process_time()
    read(f"import {piece * 30_000}={{ export ")
    assert time.process_time() - began < 3


MDX = Dialect(generator="docusaurus", mdx=True)


@pytest.mark.parametrize(
    ("body", "want"),
    [
        (
            "<figure>\n  <Chart />\n  <figcaption>\n    Owners [larger](/b)\n  </figcaption>\n</figure>",
            '<figcaption><p>Owners <a href="/b">larger</a></p></figcaption>',
        ),
        ("<Tabs>\n<TabItem>\n\nOne *mill*.\n\nTwo.\n</TabItem>\n</Tabs>", "<p>One <em>mill</em>.</p><p>Two.</p>"),
        (
            "<div style={{ width: 3 }}>[a](https://a.example)</div>",
            '<div><p><a href="https://a.example">a</a></p></div>',
        ),
        ("<details>\n<summary>A **mill**</summary>\n\nIt runs.\n\n</details>", "A <strong>mill</strong></summary>"),
        (
            "<Tabs>\n    <TabItem>\n\n```\na\n```\n\n    </TabItem>\n</Tabs>",
            "<Tabs><TabItem><pre><code>a</code></pre></TabItem></Tabs>",
        ),
        ("<Tabs>\n\n```\n    <TabItem>\n```\n\n</Tabs>", "<code>    &lt;TabItem&gt;</code>"),
        ("- a\n\n  <div>\n    It *runs*.\n  </div>\n\n- b", "<p>It <em>runs</em>.</p></div></li><li>"),
        ("<table>\n  <tr>\n    <td>A *mill*</td>\n  </tr>\n</table>", "<td>A *mill*</td>"),
        ("<div>\n\n```html\n<div>\n  a\n</div>\n```\n\n</div>", "&lt;div&gt;  a&lt;/div&gt;"),
        ("A <b>mill *runs*</b>.", "A <b>mill <em>runs</em></b>."),
    ],
)
def test_elements_of_mdx_hold_markdown(body: str, want: str) -> None:
    assert want in to_html(body, "markdown", {}, MDX).html.replace("\n", "")


@pytest.mark.parametrize("behind", ["", " turns.", "\nIt turns."])
def test_a_component_of_mdx_on_one_line_is_a_part_of_its_paragraph(behind: str) -> None:
    body = f"By the river\n<Highlight color={{red}}>the *mill*</Highlight>{behind}"
    want = f"<p>By the river\n<Highlight>the <em>mill</em></Highlight>{behind}</p>\n"
    assert to_html(body, "markdown", {}, MDX).html == want


def test_program_text_between_a_module_and_its_use_changes_neither() -> None:
    body = 'import mill from "./mill.png"\n\nWrite `Mill` export default Mill;\n\n```\na\n```\n\n<img src={mill} />\n'
    html = to_html(body, "markdown", {}, MDX).html
    assert "<p>Write <code>Mill</code> export default Mill;</p>" in html and '<img src="./mill.png" />' in html


def test_elsewhere_what_begins_a_block_of_html_is_html() -> None:
    assert "[a](/b)" in to_html("<div>[a](/b)</div>", "markdown", {}, Dialect(generator="astro")).html


@pytest.mark.parametrize("tag", ["video", "audio"])
def test_a_film_that_ends_itself_hides_nothing_behind_it(tag: str) -> None:
    html = to_html(f'<{tag} src="a.mp4"\n  controls />\n\nMore.', "markdown", {}).html
    assert f"controls></{tag}>" in html and html.endswith("<p>More.</p>\n")


@pytest.mark.parametrize(
    "piece", ["<div>\n", "<A>\n  ", "<video a ", "<div>a</div>\n", "  <B x={1}>\n", "</A>\n", "<A>\n      <B>\n"]
)
def test_elements_of_mdx_take_a_time_in_proportion_to_the_length(piece: str) -> None:
    began = time.process_time()
    to_html(piece * 10_000, "markdown", {}, MDX)
    assert time.process_time() - began < 5


def of_mdx(body: str) -> str:
    return to_html(body, "markdown", {}, Dialect(mdx=True)).html.strip()


@pytest.mark.parametrize(
    "program",
    [
        "export const sample = `\n  one line (\n\nand \\` another\n`;",
        "export const Wheel = ({children, color}) => (\n  <span\n    style={{color}}>\n    {children}\n  </span>\n);",
        "export const mills = {\n  names: ['a)', \"b{\"],\n\n  // those of 2020 (\n  years: [1, 2],\n};",
        "export function Box({children}) {\n  return <div>{children}</div>;\n}",
        "export async function load() {\n\n  return 1\n}",
        "export class Mill {\n\n  turn() {}\n}",
        "export { a, b } from './c'",
        "export * from './c'",
        "export const never = {\n  ends: 1,",
    ],
)
def test_what_mdx_exports_amid_a_text_is_no_part_of_it(program: str) -> None:
    assert of_mdx(f"Before.\n\n{program}\n\nIt *turns*.") == "<p>Before.</p>\n<p>It <em>turns</em>.</p>"
    assert of_mdx(f"{program}\n\nIt *turns*.\n\n{program}") == "<p>It <em>turns</em>.</p>"


@pytest.mark.parametrize(
    "body",
    ["We\nexport const a = 1", "```js\nexport const a = {\n\n  b: 1\n}\n```", "export duties rose.", "`export {`"],
)
def test_words_and_program_text_about_exports_stay_in_mdx(body: str) -> None:
    assert "export" in of_mdx(f"Before.\n\n{body}\n\nAfter.")
    assert "After." in of_mdx(f"Before.\n\n{body}\n\nAfter.")


@pytest.mark.parametrize("program", ["export const signs = /[(]/;", "export const mill = { /* ( */ turns: 1 };"])
def test_a_bracket_that_is_no_programs_takes_no_words_along(program: str) -> None:
    assert of_mdx(f"Before.\n\n{program}\n\nIt turns.\n\n1) At last.").startswith("<p>Before.</p>\n<p>It turns.</p>")


def test_exports_amid_a_text_of_others_are_words() -> None:
    assert "export const a" in to_html("Before.\n\nexport const a = 1\n\nAfter.", "markdown", {}, Dialect()).html


@pytest.mark.parametrize(
    "part", ["export const a = {\n\n", "export const a = '\n\n", "export {\n\n", "export const a = 1\n\n"]
)
def test_exports_that_never_end_take_linear_time(part: str) -> None:
    started = time.process_time()
    of_mdx(part * 20_000)
    assert time.process_time() - started < 5


def test_blank_lines_beside_an_export_take_linear_time() -> None:
    started = time.process_time()
    made = of_mdx("A mill.\n\nexport const a = 1\n" + "\n \n   " * 20_000 + "\nIt *turns*.")
    assert made.endswith("<em>turns</em>.</p>")
    assert time.process_time() - started < 5
