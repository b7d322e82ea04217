"""What a configuration in Python assigns at its top level, read as data and never run.

    DOMAIN = "mill.example"
    SITEURL = os.environ.get("SITEURL", f"https://{DOMAIN}")

gives both. Literals count, names of texts above, texts put together, choices between such (`or`, `if … else`), and
what a variable of the environment is replaced by where it is not set: of those of the machine that builds the site
nothing is known. All else would have to be run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from feedsvc.model import HeadValue

LONGEST = 10_000
"""Characters of a text that is put together: each of twenty lines that double one would make it a million times as
long."""
_FALSE = frozenset({"", "False", "0"})
_READING = frozenset({"get", "getenv"})
"""Methods of `os.environ` and functions of `os` that read a variable."""
_ENVIRONMENT = frozenset({"os", "environ", "getenv"})


def assigned(source: bytes, known: Mapping[str, HeadValue]) -> dict[str, HeadValue]:
    """The values by name; `known` are those of the files that it takes all names from. Numbers and switches are texts.

    Raises SyntaxError, ValueError, RecursionError or MemoryError for what is no Python, or too deep.
    """
    names = {name: value for name, value in known.items() if isinstance(value, str)}
    found: dict[str, HeadValue] = {}
    for name, node in _assignments(ast.parse(source)):
        value: HeadValue | None = None
        with suppress(RecursionError):
            value = _value(node, names)
        if value is not None:
            found[name] = value
        if isinstance(value, str):
            names[name] = value
        else:
            names.pop(name, None)
    return found


def _assignments(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((target.id, node.value) for target in targets if isinstance(target, ast.Name))


def _value(node: ast.expr | None, names: Mapping[str, str]) -> HeadValue | None:
    """Texts, lists of texts and lists, and tables; None for what would have to be run."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else "" if node.value is None else str(node.value)
    if isinstance(node, ast.List | ast.Tuple):
        items = (_value(each, names) for each in node.elts)
        return tuple(item for item in items if isinstance(item, str | tuple))
    if isinstance(node, ast.Dict):
        pairs = [(_value(key, names), _value(value, names)) for key, value in zip(node.keys, node.values, strict=True)]
        return {key: value for key, value in pairs if isinstance(key, str) and value is not None}
    return _text(node, names)


def _text(node: ast.expr | None, names: Mapping[str, str]) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bool):
        return str(node.value)
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.JoinedStr):
        return _joined(node.values, names)
    if isinstance(node, ast.FormattedValue):
        return _text(node.value, names) if node.format_spec is None and node.conversion == -1 else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined((node.left, node.right), names)
    return _chosen(node, names)


def _joined(nodes: Iterable[ast.expr], names: Mapping[str, str]) -> str | None:
    parts = [_text(each, names) for each in nodes]
    whole = "".join(part for part in parts if part is not None)
    return whole if None not in parts and len(whole) <= LONGEST else None


def _chosen(node: ast.expr | None, names: Mapping[str, str]) -> str | None:
    """What a choice between texts comes to, or a variable of the environment that is not set."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        said = _text(node.operand, names)
        return None if said is None else str(said in _FALSE)
    if isinstance(node, ast.IfExp):
        said = _text(node.test, names)
        return None if said is None else _text(node.orelse if said in _FALSE else node.body, names)
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
        tried = [_text(each, names) for each in node.values]
        return next((each for each in tried if each is None or each not in _FALSE), tried[-1])
    return _unset(node, names) if isinstance(node, ast.Call) else None


def _unset(call: ast.Call, names: Mapping[str, str]) -> str | None:
    """`os.environ.get("A", "b")`, `environ.get("A", "b")`, `os.getenv("A", default="b")` -> b; "" without a second."""
    asked, owner = call.func, getattr(call.func, "value", None)
    name = asked.attr if isinstance(asked, ast.Attribute) else asked.id if isinstance(asked, ast.Name) else ""
    of = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else name
    if name not in _READING or of not in _ENVIRONMENT:
        return None
    given = [*call.args[1:2], *(each.value for each in call.keywords if each.arg == "default")]
    return _text(given[0], names) if given else ""
