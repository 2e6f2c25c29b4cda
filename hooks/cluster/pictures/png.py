"""Writes PNG files of parts that are compressed by themselves: a part of many files only once.

Pillow compresses each picture as a whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple


class Rows(NamedTuple):
    """Some rows of a picture with a palette, compressed."""

    deflated: bytes
    length: int
    """That of the rows, in bytes."""
    check: int
    """Their Adler-32 checksum."""


def compressed(raw: bytes, *, last: bool = False) -> Rows:
    """Rows, each a zero, which says that the row is not filtered, and an index for each pixel.

    The `last` ones are written once for many files, so they are compressed as well as possible.
    """
    stream = zlib.compressobj(9 if last else 2, zlib.DEFLATED, -15)
    deflated = stream.compress(raw) + stream.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
    return Rows(deflated, len(raw), zlib.adler32(raw))


def joined(parts: Sequence[Rows]) -> Rows:
    """Parts of a picture, from the top. Their checksum is made of theirs; see RFC 1950, 8.2."""
    low, high, length = 1, 0, 0
    for part in parts:
        high = (high + (part.check >> 16) + part.length * (low - 1)) % _BASE
        low = (low + (part.check & 0xFFFF) - 1) % _BASE
        length += part.length
    return Rows(b"".join(part.deflated for part in parts), length, high << 16 | low)


_BASE = 65521


def png(size: tuple[int, int], palette: bytes, rows: Rows) -> bytes:
    """The file of a picture; `palette` has three bytes for each colour."""
    head = b"".join(each.to_bytes(4) for each in size) + bytes((8, 3, 0, 0, 0))
    chunks = (
        (b"IHDR", head),
        (b"PLTE", palette),
        (b"IDAT", b"\x78\x9c" + rows.deflated + rows.check.to_bytes(4)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
