"""What builds remember, below .cache/: it may be deleted at any time, and what is odd is ignored.

Not of the core.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any


class Store:
    """Values by name, each with the stamp of what made it.

    Mappings are kept as a base and what has changed since, so that a small change is a small write.
    """

    def __init__(self, folder: Path, stamp: str) -> None:
        """`stamp` tells the program's version: what another one has left is not read."""
        self.folder = folder
        self.stamp = stamp
        self._bases: dict[str, dict[str, Any]] = {}
        self._loaded: dict[str, dict[str, Any]] = {}

    def load(self, name: str, made_of: str) -> dict[str, Any]:
        """The mapping that was saved under the name and made of the same; empty if there is none.

        What is damaged, or another program's, counts as none.
        """
        stamp = f"{self.stamp} {made_of}"
        base = self._read(name, stamp)
        if not isinstance(base, dict):
            base = {}
        changes: tuple[dict[str, Any], tuple[str, ...]] = self._read(
            f"{name}.changes", f"{stamp} {self._mark(name)}"
        ) or ({}, ())
        mapping = base | changes[0]
        for key in changes[1]:
            mapping.pop(key, None)
        self._bases[name], self._loaded[name] = base, mapping.copy()
        return mapping

    def save(self, name: str, made_of: str, mapping: dict[str, Any]) -> None:
        """Keep a mapping; where nothing can be written, the next build does without.

        Values that are the same objects as when it was loaded count as unchanged.
        """
        base, loaded = self._bases.get(name, {}), self._loaded.get(name, {})
        if mapping.keys() == loaded.keys() and all(mapping[key] is loaded[key] for key in mapping):
            return
        stamp = f"{self.stamp} {made_of}"
        changed = {key: value for key, value in mapping.items() if base.get(key, base) is not value}
        if base and len(changed) < len(base) / 8:
            gone = tuple(base.keys() - mapping.keys())
            self._write(f"{name}.changes", f"{stamp} {self._mark(name)}", (changed, gone))
        else:
            self._write(name, stamp, mapping)

    def _mark(self, name: str) -> str:
        """The head of a base's file: the changes since are of that base only."""
        try:
            with open(self.folder / name, "rb") as file:
                return file.read(_HEAD).hex()
        except OSError:
            return ""

    def _read(self, name: str, stamp: str) -> Any:
        try:
            raw = (self.folder / name).read_bytes()
        except OSError:
            return None
        head, payload = raw[:_HEAD], raw[_HEAD:]
        if head != _head(stamp, payload):
            return None
        try:
            return _Values(BytesIO(payload)).load()
        except Exception:  # whatever it is, it is not what was written here
            return None

    def _write(self, name: str, stamp: str, value: Any) -> None:
        payload = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=f"{name}.", delete=False) as file:
                try:
                    file.write(_head(stamp, payload) + payload)
                    file.close()
                    os.replace(file.name, self.folder / name)
                except OSError:
                    os.unlink(file.name)
        except OSError:
            return


def _head(stamp: str, payload: bytes) -> bytes:
    return blake2b(stamp.encode() + b" " + payload, digest_size=_HEAD).digest()


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
