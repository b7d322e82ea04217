"""Patterns of modules are compiled when they are first used, and are right."""

from __future__ import annotations

import ast
import importlib
import pickle
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import ModuleType, SimpleNamespace

import pytest

from feedsvc import patterns
from feedsvc.articles import alphabets, dateforms
from feedsvc.patterns import lazy
from tests.running import ROOT
from tests.test_layout import GRAPH, MODULES, PACKAGE, name_of

NUMBER = lazy("(?P<digits>[0-9]+)([a-z]*)", re.IGNORECASE)
OTHERS = [NUMBER]
WRONG = lazy("(")
BYTES = lazy(rb"\d+")
UNUSED = lazy("x", re.MULTILINE)


def test_a_pattern_is_that_of_re_once_it_was_used() -> None:
    first = NUMBER.search("a 12B")
    assert first is not None
    assert (first["digits"], first[2]) == ("12", "B")
    assert type(NUMBER) is re.Pattern
    assert type(OTHERS[0]) is not re.Pattern
    same, real = OTHERS[0], re.compile("(?P<digits>[0-9]+)([a-z]*)", re.IGNORECASE)
    assert real == NUMBER
    assert same.findall("1a 2b") == real.findall("1a 2b")
    assert [each.span() for each in same.finditer("1a 2b")] == [(0, 2), (3, 5)]
    assert same.sub("-", "1a 2b") == real.sub("-", "1a 2b") == "- -"
    assert (same.flags, same.groups, same.groupindex, same.pattern) == (
        *(real.flags, real.groups, real.groupindex, real.pattern),
    )
    assert BYTES.findall(b"1 22") == [b"1", b"22"]


@pytest.mark.parametrize(
    ("text", "shown", "found"),
    [
        (r"<p>([^<]*+(?:<(?!/?p>)[^<]*+)*+)</p>", "<p>a<b>c</p>", "a<b>c"),
        (r"((?:ab?c|[ab])++c)", "aabcbc", "aabcbc"),
        (r"((?:ab?c)?+a)", "aca", "aca"),
        (r"((?:(?:ab?){2}+c){1,2}+)", "abacaac", "abacaac"),
        (r"x((?:ab?)*+)(?(1)b|c)", "xabaabb", "abaab"),
        (r"(?=((?:ab?c?)++))\1d|(a)", "abcacd", "abcac"),
    ],
)
def test_what_gives_nothing_back_is_an_atomic_group_where_python_would_end_it_too_early(
    monkeypatch: pytest.MonkeyPatch, text: str, shown: str, found: str
) -> None:
    compiler, parser = importlib.import_module("re._compiler"), importlib.import_module("re._parser")
    read = patterns.with_atomic_groups(parser.parse)
    assert "ATOMIC_GROUP" in repr(read(text))
    sound = re.compile(text)
    monkeypatch.setattr(compiler, "_parser", SimpleNamespace(parse=read))
    mended = compiler.compile(text)
    assert (mended.pattern, mended.groups) == (text, sound.groups)
    for pattern in (sound, mended):
        match = pattern.search(shown)
        assert match is not None
        assert match[1] == found
    assert "ATOMIC_GROUP" not in repr(read(r"[a-z]*+\d?+(?:a|b)*"))


def test_a_wrong_pattern_says_so_at_its_first_use() -> None:
    with pytest.raises(re.error):
        WRONG.match("x")


def test_what_is_no_part_of_a_pattern_is_none_of_a_lazy_one() -> None:
    with pytest.raises(AttributeError, match="serach"):
        _ = UNUSED.serach  # type: ignore[attr-defined]
    assert type(UNUSED) is not re.Pattern


def test_it_goes_to_another_process_as_what_it_is() -> None:
    assert pickle.loads(pickle.dumps(UNUSED)) == re.compile("x", re.MULTILINE)


def lazies(module: ModuleType) -> list[re.Pattern[str]]:
    """The patterns of a module, in lists, tables and values of its classes too."""
    found, pending, seen = [], list(vars(module).values()), {id(vars(module).get("__builtins__"))}
    for each in pending:
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, tuple | list | set | frozenset):
            pending.extend(each)
        elif isinstance(each, Mapping):
            pending.extend(each.values())
        elif is_dataclass(each) and not isinstance(each, type):
            pending.extend(getattr(each, field.name) for field in fields(each))
        elif type(each).__module__ == "feedsvc.patterns":
            found.append(each)
    return found


def test_they_are_found_in_values_and_in_tables_that_cannot_be_written() -> None:
    assert len(lazies(alphabets)) >= len(alphabets._SCRIPTS)
    assert len(lazies(dateforms)) >= len(dateforms.FORMS)


@pytest.mark.parametrize("name", [name for name in GRAPH if "granian" not in name and not name.endswith("__main__")])
def test_every_pattern_of_a_module_can_be_compiled(name: str) -> None:
    for each in lazies(importlib.import_module(name)):
        assert each.groups >= 0, each.pattern


def test_modules_compile_no_pattern_when_they_are_imported() -> None:
    compiled = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for node in outside_functions(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert compiled == []


def outside_functions(tree: ast.AST) -> list[ast.AST]:
    nodes = [tree]
    for node in nodes:
        nodes.extend(
            each
            for each in ast.iter_child_nodes(node)
            if not isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        )
    return nodes


def test_a_command_begins_without_compiling_them() -> None:
    count = (
        "import re._compiler, sys; real = re._compiler.compile; ours = []\n"
        "def compiled(pattern, flags=0):\n"
        "    frame = sys._getframe(1)\n"
        "    while frame.f_code.co_filename.endswith(('re/__init__.py', 'enum.py')): frame = frame.f_back\n"
        f"    ours.append(pattern) if frame.f_code.co_filename.startswith({str(PACKAGE.resolve())!r}) else None\n"
        "    return real(pattern, flags)\n"
        "re._compiler.compile = compiled\n"
        "import feedsvc.cli; print(len(ours))"
    )
    done = subprocess.run([sys.executable, "-c", count], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 10
