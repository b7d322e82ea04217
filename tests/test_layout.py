"""The layers hold: a module imports lower ones only, without circles, and nothing of ours inside a function."""

from __future__ import annotations

import ast
from importlib import metadata
from pathlib import Path

import pytest

from feedsvc import config, fingerprint

PACKAGE = Path(__file__).parent.parent / "feedsvc"
MODULES = sorted(PACKAGE.rglob("*.py"))
LAYERS = {
    "feedsvc": 0,
    "feedsvc.errors": 0,
    "feedsvc.model": 0,
    "feedsvc.served": 0,
    "feedsvc.languages": 0,
    "feedsvc.options": 0,
    "feedsvc.handover": 0,
    "feedsvc.variables": 0,
    "feedsvc.paths": 0,
    "feedsvc.databases": 0,
    "feedsvc.oldfeeds": 0,
    "feedsvc.config": 0,
    "feedsvc.lists": 0,
    "feedsvc.remembered": 0,
    "feedsvc.patterns": 0,
    "feedsvc.logs": 1,
    "feedsvc.alternatives": 1,
    "feedsvc.fulltext": 1,
    "feedsvc.selection": 1,
    "feedsvc.readings": 1,
    "feedsvc.subscribers": 1,
    "feedsvc.companies": 1,
    "feedsvc.articles": 2,
    "feedsvc.render": 2,
    "feedsvc.fingerprint": 2,
    "feedsvc.prepared": 2,
    "feedsvc.store": 3,
    "feedsvc.found": 4,
    "feedsvc.scan": 4,
    "feedsvc.sections": 4,
    "feedsvc.datafiles": 4,
    "feedsvc.siteroots": 4,
    "feedsvc.sitememory": 4,
    "feedsvc.sites": 4,
    "feedsvc.gitdates": 4,
    "feedsvc.timelimit": 4,
    "feedsvc.warm": 4,
    "feedsvc.builders": 4,
    "feedsvc.batch": 4,
    "feedsvc.registries": 4,
    "feedsvc.moving": 4,
    "feedsvc.inspection": 4,
    "feedsvc.evaluation": 4,
    "feedsvc.ingest": 4,
    "feedsvc.changes": 4,
    "feedsvc.survey": 4,
    "feedsvc.unread": 4,
    "feedsvc.withdrawals": 4,
    "feedsvc.intake": 4,
    "feedsvc.learner": 4,
    "feedsvc.rematch": 4,
    "feedsvc.upkeep": 4,
    "feedsvc.watchers": 4,
    "feedsvc.heap": 4,
    "feedsvc.listener": 4,
    "feedsvc.watch": 4,
    "feedsvc.web": 5,
    "feedsvc.background": 6,
    "feedsvc.supervisor": 6,
    "feedsvc.export": 6,
    "feedsvc.worker": 6,
    "feedsvc.pinned": 1,
    "feedsvc.hangup": 1,
    "feedsvc.settling": 1,
    "feedsvc.sidecar": 6,
    "feedsvc.server": 6,
    "feedsvc.granianserver": 6,
    "feedsvc.output": 6,
    "feedsvc.invocation": 6,
    "feedsvc.servecli": 6,
    "feedsvc.exportcli": 6,
    "feedsvc.ingestcli": 6,
    "feedsvc.companycli": 6,
    "feedsvc.cli": 6,
    "feedsvc.__main__": 6,
}
LONGEST = 330


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


NAMES = {name_of(module) for module in MODULES}


def layer_of(module: str) -> int:
    parts = module.split(".")
    found = [LAYERS[name] for depth in range(len(parts), 0, -1) if (name := ".".join(parts[:depth])) in LAYERS]
    return found[0]


def imports(path: Path) -> dict[str, bool]:
    """Our own modules that a module imports: name -> whether inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {
        id(node) for function in ast.walk(tree) if isinstance(function, ast.FunctionDef) for node in ast.walk(function)
    }
    found: dict[str, bool] = {}
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [full if (full := f"{node.module}.{alias.name}") in NAMES else node.module for alias in node.names]
        for name in names:
            if name.split(".")[0] == "feedsvc":
                found[name] = found.get(name, False) or id(node) in inner
    return found


GRAPH = {name_of(path): imports(path) for path in MODULES}


@pytest.mark.parametrize("module", GRAPH)
def test_module_imports_only_its_own_and_lower_layers(module: str) -> None:
    higher = [name for name in GRAPH[module] if layer_of(name) > layer_of(module)]
    assert higher == []


@pytest.mark.parametrize("module", GRAPH)
def test_module_imports_nothing_of_ours_inside_a_function(module: str) -> None:
    assert [name for name, inside in GRAPH[module].items() if inside] == []


def test_modules_import_each_other_without_circles() -> None:
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join((*above, module))
        if module not in done:
            for name in GRAPH.get(module, {}):
                visit(name, (*above, module))
            done.add(module)

    for module in GRAPH:
        visit(module, ())


@pytest.mark.parametrize(
    "module",
    [
        name
        for name in GRAPH
        if name.startswith(("feedsvc.articles", "feedsvc.companies", "feedsvc.render", "feedsvc.selection"))
    ],
)
def test_pure_layers_open_nothing_and_read_no_clock(module: str) -> None:
    path = next(path for path in MODULES if name_of(path) == module)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    named |= {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert named.isdisjoint({"os", "time", "socket", "sqlalchemy", "subprocess", "logging", "flask"})
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert names.isdisjoint({"Path", "open"})
    called = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert called.isdisjoint({"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes"})
    assert "open" not in {
        node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not [
        alias
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == "pathlib"
    ]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]


def test_no_module_is_called_utils_or_the_like() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "helpers", "common", "base", "manager", "misc"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_stays_short_enough_to_be_read_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_only_the_store_talks_sql() -> None:
    talkers = {
        name_of(path)
        for path in MODULES
        if "sqlalchemy" in path.read_text(encoding="utf-8") and not name_of(path).startswith("feedsvc.store")
    }
    for module in talkers:
        text = next(path for path in MODULES if name_of(path) == module).read_text(encoding="utf-8")
        assert "import Connection\n" in text.split("from sqlalchemy ")[-1][:40], module


def test_what_articles_are_made_with_is_part_of_their_fingerprint() -> None:
    imported = {
        name.split(".")[0]
        for module in (PACKAGE / "articles").glob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    owners = metadata.packages_distributions()
    packages = {each.lower() for name in imported - {"feedsvc"} for each in owners.get(name, [])}
    # Patterns mean the same in every version of RE2.
    assert packages - {"google-re2"} <= {*fingerprint.BUILDING_PACKAGES}
    assert "docutils" in packages


UNSEEN = frozenset(
    f"feedsvc.{name}"
    for name in (
        # What connects, writes, or says where something stands: of what it reads nothing is shown.
        *("store.addresses", "store.chunks", "store.engine", "store.generation", "store.generations", "store.ledger"),
        *(
            "store.links",
            "store.lock",
            "store.mends",
            "store.migrations",
            "store.paging",
            "store.problems",
            "store.schema",
        ),
        *("store.silence", "store.spellings", "store.stats", "store.terms", "web.renditions", "web.site"),
        # What an address means, not what stands there.
        "store.meanings",
        # What the settings say, of which `rendering` has those that are shown.
        *("config", "databases", "errors", "fingerprint", "handover", "options", "paths", "patterns", "variables"),
        # What is stored was made with it.
        *("lists", "oldfeeds", "readings", "remembered"),
    )
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The code of ours that a fingerprint is made from, as it is asked for."""
    found: list[str] = []

    def code(*packages: str) -> str:
        found.extend(packages)
        return ""

    monkeypatch.setattr(fingerprint, "code", code)
    return found


def test_what_decides_the_bytes_of_feeds_is_part_of_their_fingerprint(asked: list[str]) -> None:
    seen, waiting = set[str](), ["feedsvc.web.makers"]
    while waiting:
        module = waiting.pop()
        if module not in seen and not module.startswith(("feedsvc.articles", "feedsvc.companies")):
            seen.add(module)
            waiting += GRAPH.get(module, {})
    fingerprint.rendering(config.load(environ={}))
    ours = {f"feedsvc.{name.removesuffix('.py').replace('/', '.')}" for name in asked}
    assert {each for each in seen if not each.startswith("feedsvc.render")} - UNSEEN - {"feedsvc"} <= ours
    assert UNSEEN.isdisjoint(ours)
    assert ours <= seen


def test_what_is_stored_is_made_anew_with_the_code_that_stores_it(asked: list[str]) -> None:
    settings = config.load(environ={})
    fingerprint.building(settings.sources[0], settings)
    assert "prepared.py" in asked
    asked.clear()
    fingerprint.matching(())
    assert "store/mentions.py" in asked
