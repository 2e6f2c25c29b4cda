"""What builds keep for the next one, in `.cache/cache.db`. It may be deleted at any time.

Each value is stored with a checksum over the program's version, its slot and its name. A row that another
program version wrote, that was damaged, or that names anything but plain values and the program's own is
not read; then the build makes the value again.
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

FILE = "cache.db"


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
        with suppress(sqlite3.Error), self._database() as database:
            for name, checksum, payload in database.execute(_SELECT, [slot]):
                if checksum == self._checksum(slot, name, payload):
                    with suppress(Exception):  # whatever it is, this program did not write it
                        values[name] = _Values(BytesIO(payload)).load()
        self._loaded[slot] = values.copy()
        return values

    def save(self, slot: str, values: dict[str, Any]) -> None:
        """Keep the values of a slot; one that is still the loaded object is not written again."""
        loaded = self._loaded.get(slot, {})
        changed = {name: each for name, each in values.items() if loaded.get(name, loaded) is not each}
        if not changed and loaded.keys() == values.keys():
            return
        try:
            self._write(slot, changed, loaded.keys() - values.keys())
        except sqlite3.DatabaseError:  # damaged: start anew, next time with everything
            with suppress(OSError):
                self.path.unlink()
        self._loaded[slot] = values.copy()

    def _write(self, slot: str, changed: dict[str, Any], gone: set[str]) -> None:
        payloads = ((name, pickle.dumps(each, pickle.HIGHEST_PROTOCOL)) for name, each in changed.items())
        rows = [(slot, name, self._checksum(slot, name, payload), payload) for name, payload in payloads]
        with self._database() as database, database:
            database.executemany(_DELETE, [(slot, name) for name in gone])
            database.executemany(_INSERT, rows)

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path)) as database:
            # A crash of the system may cost the cache, but a killed build does not, and checksums tell.
            database.execute("PRAGMA synchronous = OFF")
            database.execute(_CREATE)
            yield database

    def _checksum(self, slot: str, name: str, payload: bytes) -> bytes:
        head = f"{self.program}\0{slot}\0{name}\0".encode("utf-8", "surrogatepass")
        return blake2b(head + payload, digest_size=16).digest()


_CREATE = """
    CREATE TABLE IF NOT EXISTS entry
        (slot TEXT, name TEXT, checksum BLOB, payload BLOB, PRIMARY KEY (slot, name)) WITHOUT ROWID
"""
_SELECT = "SELECT name, checksum, payload FROM entry WHERE slot = ?"
_DELETE = "DELETE FROM entry WHERE slot = ? AND name = ?"
_INSERT = "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)"


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
