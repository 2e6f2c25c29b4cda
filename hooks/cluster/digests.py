"""Digests of texts and files: 32 hexadecimal digits, to detect changes."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

DIGITS = 32


def key_of(parts: Iterable[str]) -> str:
    """The digest of a sequence of texts. `["ab", "c"]` and `["a", "bc"]` differ, as lengths are included."""
    return digest_of(("", part.encode("utf-8", "surrogatepass")) for part in parts)


def digest_of(files: Iterable[tuple[str, bytes]]) -> str:
    """The digest of the names and bytes of files, lengths included."""
    digest = blake2b(digest_size=DIGITS // 2)
    for name, raw in files:
        digest.update(f"{name} {len(raw)} ".encode() + raw)
    return digest.hexdigest()
