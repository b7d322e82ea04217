"""What a configuration writes out that is a program is read as data, and nothing else of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedsvc.articles.scriptvalues import UNKNOWN, calls, parse, said

CASES = {
    "exported": ("export default { title: 'The mill', clean: true }", {"title": "The mill", "clean": "true"}),
    "by_a_function": ('export default defineConfig({ title: "A" })\n', {"title": "A"}),
    "within_several": ("export default withPwa(defineConfig<Theme>({title: 'A'}), {x: 1})", {"title": "A"}),
    "of_commonjs": ("module.exports = {\n  title: `A`, // why\n};\n", {"title": "A"}),
    "by_its_name": ("const config: Config = { url: 'a' };\nexport default config;\n", {"url": "a"}),
    "the_exported_goes_first": ("const config = {title: 'B'}\nexport default {title: 'A'}", {"title": "A"}),
    "deeper": (
        "export default {a: {b: ['x', {c: 'd'}]}, \"e-f\": []}",
        {"a": {"b": ("x", {"c": "d"})}, "e-f": ()},
    ),
    "named": (
        "const site = 'https://a.example';\nexport default { site, url: site, x: other }",
        {"site": "https://a.example", "url": "https://a.example", "x": UNKNOWN},
    ),
    "of_a_type": ("export default { a: 'b' as const, c: {d: 'e'} satisfies X }", {"a": "b", "c": {"d": "e"}}),
    "worked_out": (
        "export default { a: x ? 'b' : 'c', d: f('e'), g: 'h' + i, j: `k${l}`, ...m, n: 2, o: 'p' }",
        dict.fromkeys("adgjn", UNKNOWN) | {"o": "p"},
    ),
    "functions": (
        "export default { a(x) { return {a: 'b'} }, async c() {}, d: (e) => ({ f: 'g' }), h: 'i' }",
        {"a": UNKNOWN, "async": UNKNOWN, "d": UNKNOWN, "h": "i"},
    ),
    "comments": ("export default { // a: 'b'\n /* c: 'd', */ e: 'f' /* } */ }", {"e": "f"}),
    "escaped": (
        r"export default { a: 'it\'s', b: '/* no */ // nor this' }",
        {"a": "it's", "b": "/* no */ // nor this"},
    ),
    "escaped_letters": (r"export default { a: '\u4e2d\u{6587} \x41\tb \ud83d\ude00' }", {"a": "中文 A\tb 😀"}),
    "in_a_comment": ("/*\nexport default {a: 'old'}\n*/\nexport default {a: 'new'}", {"a": "new"}),
    "another_config": (
        "const navbarConfig = {a: 'nav'};\nconst site: Site = {a: 'own'};\nmodule.exports = site;",
        {"a": "own"},
    ),
    "exported_within_a_call": ("const own = {a: 'b'}\nexport default defineConfig(own)", {"a": "b"}),
    "of_no_constant": ("let base = '/';\nbase = f();\nexport default { base, a: 'b' }", {"base": UNKNOWN, "a": "b"}),
    "of_the_environment": (
        "const host = process.env.HOST || 'a';\nexport default { host, b: process.env.B ?? 'b', c: process.env.C,"
        " d: process.env.D || f(), e: process.env.E || 'e' + x, f: process.env.F && 'f', g: 'g' }",
        {"host": "a", "b": "b", **dict.fromkeys("cdef", UNKNOWN), "g": "g"},
    ),
    "put_together": ("const base = '/' + f();\nexport default { base }", {"base": UNKNOWN}),
    "not_exported": ("const config = {a: 'old'};\nconst other = f();\nexport default other", {}),
    "none": ("import a from 'b'\nserve({ title: 'A' })", {}),
    "unbalanced": ("export default { a: x.replace(/[(]/, ''), b: [ }", {}),
    "cut_off": ("export default { a: 'b', c: { d: 'e'", {}),
}


@pytest.mark.parametrize(("text", "values"), CASES.values(), ids=CASES)
def test_what_a_program_writes_out_is_known(text: str, values: dict[str, object]) -> None:
    assert parse(text) == values


@given(st.text(alphabet="{}[]()'\"`,:/*\\ an\n$", max_size=200))
def test_any_program_is_read_without_an_error(text: str) -> None:
    assert isinstance(parse(f"export default {{{text}"), dict)


@pytest.mark.parametrize(
    "part",
    [
        "{a:",
        "[",
        "(",
        "'\\",
        "`",
        "\\`",
        "\\'",
        '\\"',
        "'\\\n",
        "/*",
        "/*a",
        "a:'b',",
        "const a = '",
        "export default f(",
    ],
)
def test_a_long_program_is_read_in_time(part: str) -> None:
    start = time.process_time()
    parse("export default {" + part * 50_000)
    parse(part * 50_000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("program", "texts"),
    [
        ("f({ hostname: 'a' }, { x: [g({ \"hostname\": `b`, })] })", ("a", "b")),
        ("const hostname = 'a';\nf({ hostname })", ("a",)),
        ("const host = 'a';\nf({ hostname: host, x: 1 })", ("a",)),
        ("f({ hostname: 'a' + x, b: { hostname: g() }, c: { hostname: d } })", ()),
        ("f('hostname', 'a'); // hostname: 'b'", ()),
    ],
)
def test_what_a_program_gives_a_name_anywhere_is_told(program: str, texts: tuple[str, ...]) -> None:
    assert said(program, "hostname") == texts


@pytest.mark.parametrize(
    ("program", "called"),
    [
        ("x = [Plugin.Explicit()]", True),
        ("x = [Explicit ({a: 1})]", True),
        ("// Explicit()", False),
        ("/* Explicit() */", False),
        ("x = 'Explicit()'", False),
        ("import { Explicit } from 'x'", False),
        ("NotExplicit()", False),
    ],
)
def test_what_a_program_calls_is_told_by_its_name(program: str, called: bool) -> None:
    assert calls(program, "Explicit") == called
