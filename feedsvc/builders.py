"""Build articles in processes: a file that hangs, or kills its process, harms only itself (rule 3)."""

from __future__ import annotations

import gc
import hashlib
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.resource_tracker import ensure_running
from pathlib import Path
from types import TracebackType

from feedsvc import timelimit
from feedsvc.articles.build import build, is_same_at
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.model import Article, Passed, Problem, unreadable
from feedsvc.prepared import Prepared, prepare

CHUNK = 32
"""Files that a process takes at a time: fewer cost messages, more delay the first transaction."""
IN_FLIGHT = 10
"""Chunks that each process may be ahead of the writer: what bounds memory. Two have a whole transaction ahead, and
build on while one is written."""
NICER = 3
"""Than the one writer, which then takes what is built as it comes: what it were behind with at the end, it would write
alone, with every other processor idle."""
END_SECONDS = 1.0
"""In which a building process that is told to end has handed over its result."""
TRIES = 2
"""A file is to blame for the end of the process that built it when that happens again."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to build; with `known`, the digest of bytes that need not be built again, as long as they give the same
    article as under the path `moved`, where that is given. `targets` and `committed` as in SiteFacts. `prepared`: its
    article is to come as it is stored, which is what a new file's needs."""

    path: str
    file: Path
    size: int
    known: str = ""
    targets: Mapping[str, str] = field(default_factory=dict)
    committed: str = ""
    prepared: bool = False
    moved: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a job: digest of the file's bytes, and the result; None where the digest was the known one.

    Neither digest nor result: the file went away since it was found.
    """

    path: str
    digest: str
    result: Article | Prepared | Problem | Passed | None


@dataclass(frozen=True, slots=True)
class Limits:
    """Longest time of one build in seconds of the processor, largest file in bytes."""

    seconds: float
    file_bytes: int


def build_job(job: Job, recipe: Recipe, limits: Limits) -> Built:
    """Read and build one file; whatever goes wrong is a Problem of that file."""
    with timelimit.handlers():
        return _build_job(job, recipe, limits)


def _build_job(job: Job, recipe: Recipe, limits: Limits) -> Built:
    if job.size > limits.file_bytes:
        found = f"the file has {job.size} bytes, more than {limits.file_bytes}"
        return Built(job.path, "", Problem(job.path, "size", found, "shorten it or raise file_bytes"))
    try:
        data = job.file.read_bytes()
    except FileNotFoundError:
        return Built(job.path, "", None)
    except OSError as error:
        return Built(job.path, "", cannot_be_read(job.path, error))
    digest = hashlib.sha256(data).hexdigest()
    same = digest == job.known
    if same and not job.moved:
        return Built(job.path, digest, None)
    return Built(job.path, digest, _build_in_time(job if same else replace(job, moved=""), data, recipe, limits))


def cannot_be_read(path: str, error: OSError) -> Problem:
    """What is wrong with a file that reading, or asking for its size, fails with."""
    return unreadable(path, f"the file cannot be read: {error.strerror}")


def _build_in_time(
    job: Job, data: bytes, recipe: Recipe, limits: Limits
) -> Article | Prepared | Problem | Passed | None:
    try:
        with timelimit.limited(limits.seconds):
            if job.moved and is_same_at(job.path, job.moved, data, recipe):
                return None
            result = build(job.path, data, SiteFacts(job.targets, job.committed), recipe)
            return prepare(result) if job.prepared and isinstance(result, Article) else result
    except Exception as error:  # a fault of ours must not stop the others (rule 3)
        return timelimit.problem(job.path, "building", error)


def build_chunk(jobs: tuple[Job, ...], recipe: Recipe, limits: Limits) -> tuple[Built, ...]:
    """Build some files, one after the other."""
    with timelimit.handlers():
        return tuple([_build_job(job, recipe, limits) for job in jobs])


_Chunk = tuple[tuple[Job, ...], Future[tuple[Built, ...]]]
"""Jobs that a process was given, and what it will give back."""


class Builders:
    """Processes that build; started when there is enough to do, or at once with `apart`; ended by `close`."""

    def __init__(self, processes: int, limits: Limits, *, apart: bool = False) -> None:
        self._processes = processes
        self._limits = limits
        self._apart = apart
        self._pool: ProcessPoolExecutor | None = None
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="builders")

    def __enter__(self) -> Builders:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        self._starter.shutdown(wait=True)
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    @property
    def are_at_work(self) -> bool:
        """Whether processes were started, or are about to be."""
        return self._pool is not None

    def build(self, jobs: Iterable[Job], recipe: Recipe) -> Iterator[Built]:
        """Build every job, in order. Processes begin with the first at once; a few are built here when they are asked
        for, unless `apart`: starting processes would take longer."""
        remaining = iter(jobs)
        first = tuple(islice(remaining, CHUNK))
        second = tuple(islice(remaining, CHUNK))
        if first and (self._apart or (second and self._processes > 1)):
            return self._build_apart(_chunks(first, second, remaining), recipe)
        return (build_job(job, recipe, self._limits) for job in chain(first, second, remaining))

    def _build_apart(self, chunks: Iterator[tuple[Job, ...]], recipe: Recipe) -> Iterator[Built]:
        self._opened()
        # Beside what else its caller has to do: the processes take half a second until they are there.
        return self._results(self._starter.submit(self._ahead, chunks, recipe), chunks, recipe)

    def _ahead(self, chunks: Iterator[tuple[Job, ...]], recipe: Recipe) -> deque[_Chunk]:
        # Ctrl-C, which reaches every process, is the ingester's alone: those that are started here inherit the mask.
        # Not so before, since whoever looks after their semaphores is started with the mask taken off.
        ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        return deque((chunk, self._submit(chunk, recipe)) for chunk in islice(chunks, self._processes * IN_FLIGHT))

    def _results(
        self, ahead: Future[deque[_Chunk]], chunks: Iterator[tuple[Job, ...]], recipe: Recipe
    ) -> Iterator[Built]:
        flight = ahead.result()
        while flight:
            yield from self._result(*flight.popleft(), recipe)
            flight.extend((chunk, self._submit(chunk, recipe)) for chunk in islice(chunks, 1))

    def _submit(self, chunk: tuple[Job, ...], recipe: Recipe) -> Future[tuple[Built, ...]]:
        try:
            return self._opened().submit(build_chunk, chunk, recipe, self._limits)
        except BrokenProcessPool:
            # A build killed its process: the next one starts anew.
            self._pool = None
            return self._submit(chunk, recipe)

    def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = get_context("forkserver")
            # The dictionary too, which else each process would load for itself.
            context.set_forkserver_preload(["feedsvc.builders", "rjieba", "feedsvc.warm"])
            self._pool = ProcessPoolExecutor(self._processes, context, initializer=_begin)
        return self._pool

    def _result(self, chunk: tuple[Job, ...], future: Future[tuple[Built, ...]], recipe: Recipe) -> Iterator[Built]:
        try:
            yield from future.result()
        except BrokenProcessPool:
            for job in chunk:
                yield self._alone(job, recipe)

    def _alone(self, job: Job, recipe: Recipe) -> Built:
        """One of a chunk killed its process: each is tried by itself, and only the culprit is a problem. Systems that
        run out of memory end processes too."""
        for _ in range(TRIES):
            with suppress(BrokenProcessPool):
                return self._submit((job,), recipe).result()[0]
        found = "building it ended the process that built it"
        return Built(job.path, "", Problem(job.path, "build", found, "report this file to the makers of feedsvc"))


def _begin() -> None:
    """In a building process: give way to the ingester, and end when it does, however it does."""
    with suppress(OSError):
        os.nice(NICER)
    # Else each look for garbage would write to what all of them share, and each would have it for itself.
    gc.freeze()
    signal.signal(signal.SIGTERM, _end_soon)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_soon(_number: int, _frame: object) -> None:
    """Who stops a whole group of processes (`timeout`, systemd) stops these, too: a result that is half written when
    its process ends would be waited for for ever."""
    threading.Timer(END_SECONDS, os._exit, (1,)).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _chunks(first: tuple[Job, ...], second: tuple[Job, ...], remaining: Iterator[Job]) -> Iterator[tuple[Job, ...]]:
    yield first
    while second:
        yield second
        second = tuple(islice(remaining, CHUNK))
