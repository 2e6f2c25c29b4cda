"""Digests of texts and of files: 32 hexadecimal digits, by which what is unchanged is known."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

DIGITS = 32


def key_of(parts: Iterable[str]) -> str:
    """The digest of some texts, each counted with its length."""
    return digest_of(("", part.encode("utf-8", "surrogatepass")) for part in parts)


def digest_of(files: Iterable[tuple[str, bytes]]) -> str:
    """The digest of some files' names and bytes, each counted with its length."""
    digest = blake2b(digest_size=DIGITS // 2)
    for name, raw in files:
        digest.update(f"{name} {len(raw)} ".encode() + raw)
    return digest.hexdigest()
