"""Rendered bytes in memory, checked against the store by numbers alone.

A rendition that was checked at the store's present generation is good; else its own version is asked for, and only
what changed is rendered again (rule 10). However many ask for one feed at once, it is rendered once.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, Protocol
from uuid import UUID

import brotli
import zstandard
from sqlalchemy import Connection

from feedsvc.store.engine import Store

Verdict = Literal["hit", "checked", "rendered"]
POLL_SECONDS = 0.5
"""How long a worker beside a PostgreSQL store, which may be on another machine, trusts its memory."""
NAME_DIGITS, SEAL_DIGITS = 12, 4
OVERHEAD = 1_000
"""Bytes that a rendition takes besides its documents: there may be very many of nearly nothing."""
GZIP_LEVEL, BROTLI_QUALITY, ZSTD_LEVEL = 6, 5, 9
"""Fixed, so that every worker sends the same bytes under the same validator."""


def _gzip(body: bytes) -> bytes:
    # mtime=0: the header of gzip (RFC 1952 2.3.1) must not hold the time of rendering.
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=BROTLI_QUALITY))


def _zstd(body: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(body)


ENCODERS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({"br": _brotli, "zstd": _zstd, "gzip": _gzip})
"""Content codings (RFC 7932, RFC 8878, RFC 1952), those first that a server would rather send."""


@dataclass(frozen=True, slots=True)
class Version:
    """The version of what is to be rendered, and when it last changed, in seconds since 1970."""

    number: int
    modified: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document, and the generation of the newest change among what it shows (0: nothing); how many entries it shows
    where it would have more, were they not too big (0: it has all)."""

    body: bytes
    seq: int
    cut: int = 0


class Maker(Protocol):
    """How one rendition is made: its version first, its bytes only where that changed."""

    content_type: str

    def version(self, connection: Connection) -> Version:
        """The present version; raises UnknownKey where there is nothing of the kind."""

    def render(self, connection: Connection) -> Rendered:
        """The document of that version; called after `version`, in the same transaction."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """Bytes with their validators. `seq` and `digest` name the uncompressed bytes in the store of this `authority`: a
    client that says what it has, says by `seq` as of when; `encoded` are the compressed ones, each made when it is
    first asked for."""

    authority: UUID
    generation: int
    version: Version
    content_type: str
    body: bytes
    seq: int
    digest: str
    encoded: dict[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return OVERHEAD + len(self.body) + sum(map(len, self.encoded.values()))

    def etag(self, encoding: str) -> str:
        """The validator of one encoding: each has its own bytes, and so its own (RFC 9110 8.8.3.3)."""
        return f"{self.seq}-{self.digest}-{encoding}"

    def is_named(self, seq: int, name: str) -> bool:
        """Whether a validator that this store gave out, now or before, is of these bytes: what changed since, a name of
        a company say, need not show in them."""
        return name[:NAME_DIGITS] == self.digest[:NAME_DIGITS] and is_issued(self.authority, seq, name)


class Renditions:
    """The cache of one worker: least recently used first out, bounded in bytes."""

    def __init__(self, store: Store, capacity: int) -> None:
        self._store = store
        self._is_far = not store.is_sqlite
        self._capacity = capacity
        self._size = 0
        self._sizes: dict[Hashable, int] = {}
        self._cache: OrderedDict[Hashable, Rendition] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}
        self._polled = 0.0
        self._polling = threading.Lock()

    def get(self, key: Hashable, maker: Maker) -> tuple[Rendition, Verdict]:
        """The rendition of `key`, and whether it was there."""
        generation = self.generation()
        cached = self._cached(key)
        if cached is not None and cached.generation == generation:
            return cached, "hit"
        with self._one_at_a_time(key):
            cached = self._cached(key)
            if cached is not None and cached.generation == generation:
                return cached, "hit"
            return self._check(key, maker, cached, generation)

    def generation(self) -> int:
        """That of the store; read before the store is, so that what changes meanwhile is only looked at once more."""
        is_due = self._is_far and time.monotonic() - self._polled > POLL_SECONDS
        # One thread alone: a database that does not answer may keep it for minutes, and memory has most of what others
        # are asked for.
        if is_due and self._polling.acquire(blocking=False):
            try:
                self._store.announce()
            finally:
                self._polled = time.monotonic()
                self._polling.release()
        return self._store.generation.read()

    def _cached(self, key: Hashable) -> Rendition | None:
        with self._lock:
            found = self._cache.get(key)
            if found is not None:
                self._cache.move_to_end(key)
            return found

    def _one_at_a_time(self, key: Hashable) -> threading.Lock:
        with self._lock:
            if len(self._making) > len(self._cache) + 1000:
                self._making = {name: lock for name, lock in self._making.items() if lock.locked()}
            return self._making.setdefault(key, threading.Lock())

    def _check(
        self, key: Hashable, maker: Maker, cached: Rendition | None, generation: int
    ) -> tuple[Rendition, Verdict]:
        with self._store.reading() as connection:
            version = maker.version(connection)
            if cached is not None and cached.version == version:
                return self._keep(key, replace(cached, generation=generation)), "checked"
            rendered = maker.render(connection)
        name = named(self._store.authority, rendered)
        if cached is not None and cached.digest == name and cached.seq == rendered.seq:
            # Something else changed: what is compressed already need not be again.
            return self._keep(key, replace(cached, generation=generation, version=version)), "checked"
        made = Rendition(
            self._store.authority, generation, version, maker.content_type, rendered.body, rendered.seq, name
        )
        return self._keep(key, made), "rendered"

    def encode(self, key: Hashable, rendition: Rendition, encoding: str) -> bytes:
        """The bytes of a rendition in an encoding; compressed once, but for threads that ask at the same moment."""
        if encoding not in ENCODERS:
            return rendition.body
        found = rendition.encoded.get(encoding)
        if found is None:
            found = ENCODERS[encoding](rendition.body)
            with self._lock:
                found = rendition.encoded.setdefault(encoding, found)
                self._account(key)
        return found

    def _keep(self, key: Hashable, rendition: Rendition) -> Rendition:
        with self._lock:
            self._cache[key] = rendition
            self._cache.move_to_end(key)
            self._account(key)
        return rendition

    def _account(self, key: Hashable) -> None:
        """Bring the size of one entry up to date, and let the oldest go where there is no room; the lock is held."""
        cached = self._cache.get(key)
        size = 0 if cached is None else cached.size
        self._size += size - self._sizes.get(key, 0)
        if size:
            self._sizes[key] = size
        while self._size > self._capacity and len(self._cache) > 1:
            oldest, _ = self._cache.popitem(last=False)
            self._size -= self._sizes.pop(oldest)


def named(authority: UUID, rendered: Rendered) -> str:
    """What names a document in validators: 48 bits of its SHA-256, and 16 that tell that this store has given it out at
    this number (a reader may hold what another store, at the same address before, gave it); how many entries it has
    where it was cut, since that decides what is new to whoever holds it."""
    name = hashlib.sha256(rendered.body).hexdigest()[:NAME_DIGITS]
    return _sealed(authority, rendered.seq, name, f"{rendered.cut:x}" if rendered.cut else "")


def is_issued(authority: UUID, seq: int, name: str) -> bool:
    """Whether a validator's number and name belong together in this store."""
    return _sealed(authority, seq, name[:NAME_DIGITS], name[NAME_DIGITS + SEAL_DIGITS :]) == name


def cut_of(name: str) -> int:
    """How many entries the document has that a validator names, where it was cut; else 0."""
    return int(name[NAME_DIGITS + SEAL_DIGITS :] or "0", 16)


def _sealed(authority: UUID, seq: int, name: str, cut: str) -> str:
    return name + hashlib.sha256(f"{authority} {seq} {name}{cut}".encode()).hexdigest()[:SEAL_DIGITS] + cut
