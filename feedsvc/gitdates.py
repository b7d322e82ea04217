"""When the files of a folder were first committed, where it is part of a git work tree."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from feedsvc.errors import SourceError

SECONDS = 60
"""Longest time that git may take."""
HINT = "switch git_dates off for this source"
MENDS = {
    "not have any commits": "commit its files",
    # Another user's files, as under systemd or in a container (git-config(1), safe.directory).
    "dubious ownership": "have the user that feedsvc runs as say `git config --global --add safe.directory` of it",
}
"""What else mends what git tells, by its words."""
OTHERS = frozenset(
    f"GIT_{name}"
    for name in (
        "DIR", "WORK_TREE", "IMPLICIT_WORK_TREE", "COMMON_DIR", "INDEX_FILE", "PREFIX", "SHALLOW_FILE", "GRAFT_FILE",
        "OBJECT_DIRECTORY", "ALTERNATE_OBJECT_DIRECTORIES", "NO_REPLACE_OBJECTS", "REPLACE_REF_BASE", "CONFIG",
    )
)  # fmt: skip
"""Variables that name a repository, whichever folder is asked about: git sets them for its hooks, one of which may be
what runs feedsvc (githooks(5); `git rev-parse --local-env-vars`, without those that hand settings on)."""
# One record a commit: its date, then what it did to which file. No configuration of the user's changes these.
LOG = (
    "log", "--reverse", "--topo-order", "--no-ext-diff", "--no-textconv", "--no-show-signature",
    "--no-color", "-M", "--diff-filter=ADR", "--name-status", "-z", "--format=%x01%aI", "--relative",
)  # fmt: skip


def head(folder: Path) -> str:
    """The commit that the work tree stands on, "" where the folder is in none, or has none yet."""
    try:
        return _git(folder, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
    except SourceError:
        return ""


def added(folder: Path) -> Mapping[str, str]:
    """The date (ISO 8601 with offset) of the commit that first added each file below a folder, by path from it.

    A file that was renamed has the date of its first name; one that was removed and came again, that of its return. A
    file that is not committed is not among them, nor one that a shallow clone only knows as being there.

    Raises SourceError: no git, no work tree, git fails or takes too long.
    """
    cut = set(_git(folder, "rev-list", "--max-parents=0", "HEAD").decode().split()) if _is_shallow(folder) else set()
    found: dict[str, str] = {}
    for date, acts in _commits(_git(folder, *LOG, "--", ".")):
        for act, paths in acts:
            first = found.pop(paths[0], date)
            if act != "D":
                found[paths[-1]] = first if act == "R" else date
    known_only = _listed(folder, cut)
    return {path: date for path, date in found.items() if path not in known_only}


def _is_shallow(folder: Path) -> bool:
    return _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _listed(folder: Path, commits: set[str]) -> set[str]:
    """The files that these commits hold: a shallow clone takes all of them for added by its first ones."""
    listed = (_git(folder, "ls-tree", "-r", "-z", "--name-only", commit, "--", ".") for commit in commits)
    return {os.fsdecode(name) for names in listed for name in names.split(b"\0") if name}


def _commits(log: bytes) -> Iterator[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """Each commit's date, and its acts: A, D with the path, R with the old path and the new one."""
    for record in log.split(b"\x01")[1:]:
        date, _, rest = record.partition(b"\0")
        words = iter(word.lstrip(b"\n") for word in rest.split(b"\0"))
        acts = []
        for word in words:
            act = word[:1].decode()
            if act in ("A", "D", "R"):
                acts.append((act, tuple(os.fsdecode(next(words)) for _ in range(2 if act == "R" else 1))))
        yield date.decode(), acts


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints. Nothing of the repository runs, nobody is asked anything."""
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "--no-pager"]
    kept = {name: value for name, value in os.environ.items() if name not in OTHERS}
    environ = {**kept, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - arguments of ours, no shell
            [*command, *arguments],
            check=True,
            capture_output=True,
            timeout=SECONDS,
            env=environ,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        raise SourceError(f"git is not installed, which the dates of {str(folder)!r} are asked of; {HINT}") from error
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"git took more than {SECONDS} s in {str(folder)!r}; {HINT}") from error
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        mend = next((f"{mend}, or {HINT}" for words, mend in MENDS.items() if words in told), HINT)
        raise SourceError(f"git cannot read {str(folder)!r}: {told!r}; {mend}") from error
    return done.stdout
