"""What builds remember, below .cache/: it may be deleted at any time, and what is odd is ignored.

Not of the core.
"""

from __future__ import annotations

import os
import pickle
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any


class Store:
    """Values by name, each with the stamp of what made it."""

    def __init__(self, folder: Path, stamp: str) -> None:
        """`stamp` tells the program's version: what another one has left is not read."""
        self.folder = folder
        self.stamp = stamp

    def load(self, name: str) -> Any:
        """The value, or None if there is none, it is damaged or another program's."""
        try:
            raw = (self.folder / name).read_bytes()
        except OSError:
            return None
        head, payload = raw[:_HEAD], raw[_HEAD:]
        if head != self._head(payload):
            return None
        try:
            return _Values(BytesIO(payload)).load()
        except Exception:  # whatever it is, it is not what was written here
            return None

    def save(self, name: str, value: Any) -> None:
        """Keep the value; where nothing can be written, the next build does without."""
        payload = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        fresh = self.folder / f"{name}.fresh"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(self._head(payload) + payload)
            os.replace(fresh, self.folder / name)
        except OSError:
            fresh.unlink(missing_ok=True) if os.access(self.folder, os.W_OK) else None

    def _head(self, payload: bytes) -> bytes:
        return blake2b(self.stamp.encode() + b" " + payload, digest_size=_HEAD).digest()


_HEAD = 32


class _Values(pickle.Unpickler):
    """Reads values of the program and plain ones, and refuses all else, which could run code."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("cluster.") or (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no business here")


_PLAIN = {
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("collections", "OrderedDict"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("markupsafe", "Markup"),
}
