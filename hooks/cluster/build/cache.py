"""The build cache, `.cache/cache.db`. It may be deleted at any time.

Values are pickled in chunks: one row for each value would be slower to read, one for each slot slower to
write after an edit. Each chunk has a checksum over the program's fingerprint, its slot and its bytes. A chunk
of another program version, a damaged one, or one with classes other than the program's own and a few plain
types counts as missing, and the build computes its values again.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

from cluster.build.swap import Trace, trace_of

FILE = "cache.db"
CHUNKS = 64
"""The number of chunks in a slot."""


class Cache:
    """Named slots, each a mapping of name to value. After a database error, slots are empty.

    A slot stays in memory for the next build of a preview, as long as nobody else writes the file.
    """

    def __init__(self, folder: Path, program: str) -> None:
        """`program` is the fingerprint of the program; values that another one wrote are ignored."""
        self.path = folder / FILE
        self.program = program
        self._loaded: dict[str, dict[str, Any]] = {}
        self._trace: Trace | None = None
        """The file as it was when it was last read or written here."""

    def load(self, slot: str) -> dict[str, Any]:
        """The values of a slot; the caller may change the mapping, but not the values."""
        self._forget_if_changed()
        if (known := self._loaded.get(slot)) is not None:
            return known.copy()
        values: dict[str, Any] = {}
        with self._discarding_broken_file(), self._database() as database:
            for chunk, checksum, payload in database.execute(_SELECT, [slot]):
                if checksum == self._checksum(slot, chunk, payload):
                    with suppress(Exception):  # unpickling may fail in any way
                        values |= _Values(BytesIO(payload)).load()
        self._loaded[slot], self._trace = values.copy(), self._trace or trace_of(self.path)
        return values

    def save(self, slot: str, values: dict[str, Any]) -> None:
        """Store the values of a slot. Only chunks with a value that is not the loaded object are written."""
        loaded = self._loaded.get(slot, {})
        self._forget_if_changed()
        names = values.keys() | loaded.keys()
        changed = {_chunk_of(name) for name in names if values.get(name, self) is not loaded.get(name)}
        if not changed:
            return
        chunks: dict[int, dict[str, Any]] = {chunk: {} for chunk in changed}
        for name, value in values.items():
            if (chunk := _chunk_of(name)) in changed:
                chunks[chunk][name] = value
        with self._discarding_broken_file():
            with suppress(OSError):  # then the database cannot be opened either
                self.path.parent.mkdir(exist_ok=True)
            self._write(slot, chunks)
        self._loaded[slot], self._trace = values.copy(), trace_of(self.path)

    def _forget_if_changed(self) -> None:
        trace = trace_of(self.path)
        if trace != self._trace:
            self._loaded, self._trace = {}, trace

    def _write(self, slot: str, chunks: dict[int, dict[str, Any]]) -> None:
        payloads = {chunk: pickle.dumps(each, pickle.HIGHEST_PROTOCOL) for chunk, each in chunks.items()}
        with self._database() as database, database:
            database.executemany(
                _INSERT,
                [(slot, chunk, self._checksum(slot, chunk, each), each) for chunk, each in payloads.items()],
            )

    @contextmanager
    def _discarding_broken_file(self) -> Iterator[None]:
        """Delete the file on any database error, so that the next build starts with an empty one."""
        try:
            yield
        except sqlite3.Error:
            with suppress(OSError):
                self.path.unlink()

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path)) as database:
            # Faster, as nothing waits for the disk. A killed build loses nothing; after a system crash the
            # file may be damaged, which the checksums detect.
            database.execute("PRAGMA synchronous = OFF")
            database.execute(_CREATE)
            yield database

    def _checksum(self, slot: str, chunk: int, payload: bytes) -> bytes:
        known = f"{self.program}\0{slot}\0{chunk}\0{crc32(payload)}"
        return blake2b(known.encode(), digest_size=16).digest()


_CREATE = """
    CREATE TABLE IF NOT EXISTS entry
        (slot TEXT, chunk INTEGER, checksum BLOB, payload BLOB, PRIMARY KEY (slot, chunk)) WITHOUT ROWID
"""
_SELECT = "SELECT chunk, checksum, payload FROM entry WHERE slot = ?"
_INSERT = "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)"


def _chunk_of(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass")) % CHUNKS


class _Values(pickle.Unpickler):
    """Loads plain types and the program's classes only: unpickling any other class could run foreign code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("cluster.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed in the cache")


_PLAIN = {
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("collections", "OrderedDict"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("decimal", "Decimal"),
    ("markupsafe", "Markup"),
}
