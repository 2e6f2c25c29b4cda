"""What builds keep for the next one, in `.cache/cache.db`. It may be deleted at any time.

Values are stored in chunks, each with a checksum over the program's version and its own place: an edit
writes few of them, and to read one for each value would take longer. A chunk that another version of the
program wrote, that was damaged, or that holds anything but plain values and the program's own is not read;
then the build makes those values again.
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

FILE = "cache.db"
CHUNKS = 64
"""Into how many the values of a slot are divided."""


class Cache:
    """Slots of values by name. Where nothing can be read or written, builds do without."""

    def __init__(self, folder: Path, program: str) -> None:
        """`program` is the fingerprint of the program: values of another one are not read."""
        self.path = folder / FILE
        self.program = program
        self._loaded: dict[str, dict[str, Any]] = {}

    def load(self, slot: str) -> dict[str, Any]:
        """The values of a slot, for the caller to change; empty if there are none."""
        values: dict[str, Any] = {}
        with self._or_anew(), self._database() as database:
            for chunk, checksum, payload in database.execute(_SELECT, [slot]):
                if checksum == self._checksum(slot, chunk, payload):
                    with suppress(Exception):  # whatever it is, this program did not write it
                        values |= _Values(BytesIO(payload)).load()
        self._loaded[slot] = values.copy()
        return values

    def save(self, slot: str, values: dict[str, Any]) -> None:
        """Keep the values of a slot; what still is the loaded object is not written again."""
        loaded = self._loaded.get(slot, {})
        names = values.keys() | loaded.keys()
        changed = {_chunk_of(name) for name in names if values.get(name, self) is not loaded.get(name)}
        if not changed:
            return
        chunks: dict[int, dict[str, Any]] = {chunk: {} for chunk in changed}
        for name, value in values.items():
            if (chunk := _chunk_of(name)) in changed:
                chunks[chunk][name] = value
        with self._or_anew():
            self._write(slot, chunks)
        self._loaded[slot] = values.copy()

    def _write(self, slot: str, chunks: dict[int, dict[str, Any]]) -> None:
        payloads = {chunk: pickle.dumps(each, pickle.HIGHEST_PROTOCOL) for chunk, each in chunks.items()}
        with self._database() as database, database:
            database.executemany(
                _INSERT,
                [(slot, chunk, self._checksum(slot, chunk, each), each) for chunk, each in payloads.items()],
            )

    @contextmanager
    def _or_anew(self) -> Iterator[None]:
        """Removes a file that is no database of this form; the next build fills a new one."""
        try:
            yield
        except sqlite3.Error:
            with suppress(OSError):
                self.path.unlink()

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path)) as database:
            # A crash of the system may cost the cache, but a killed build does not, and checksums tell.
            database.execute("PRAGMA synchronous = OFF")
            database.execute(_CREATE)
            yield database

    def _checksum(self, slot: str, chunk: int, payload: bytes) -> bytes:
        head = f"{self.program}\0{slot}\0{chunk}\0".encode()
        return blake2b(head + payload, digest_size=16).digest()


_CREATE = """
    CREATE TABLE IF NOT EXISTS entry
        (slot TEXT, chunk INTEGER, checksum BLOB, payload BLOB, PRIMARY KEY (slot, chunk)) WITHOUT ROWID
"""
_SELECT = "SELECT chunk, checksum, payload FROM entry WHERE slot = ?"
_INSERT = "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)"


def _chunk_of(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass")) % CHUNKS


class _Values(pickle.Unpickler):
    """Reads plain values and classes of the program; anything else could run code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("cluster.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


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
