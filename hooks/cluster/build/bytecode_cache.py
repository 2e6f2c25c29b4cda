"""Compiled templates, kept in `.cache/templates/`. Jinja's own cache does not notice damaged files."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_SIZE = 16
"""Of the checksum in front of the bytecode, in bytes."""


class CheckedBytecodeCache(BytecodeCache):
    """One file for each template; a damaged one is compiled anew, and what cannot be written is left out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            raw = (self.folder / bucket.key).read_bytes()
        except OSError:
            return
        if _checksum(raw[_SIZE:]) == raw[:_SIZE]:
            bucket.bytecode_from_string(raw[_SIZE:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        bytecode = bucket.bytecode_to_string()
        with suppress(OSError), tempfile.TemporaryDirectory(dir=self.folder) as folder:
            path = Path(folder, "new")
            path.write_bytes(_checksum(bytecode) + bytecode)
            os.replace(path, self.folder / bucket.key)  # at once: another build may be reading


def _checksum(bytecode: bytes) -> bytes:
    return blake2b(bytecode, digest_size=_SIZE).digest()
