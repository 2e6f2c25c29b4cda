"""Writes PNG files of parts that are compressed by themselves: a part of many files only once.

Pillow compresses each picture as a whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple


class Rows(NamedTuple):
    """Some rows of a picture with a palette."""

    raw: bytes
    """For each row a zero, which says that the row is not filtered, and an index for each pixel."""
    deflated: bytes


def compressed(raw: bytes, *, last: bool = False) -> Rows:
    """`last` rows are written once for many files, so they are compressed as well as possible."""
    stream = zlib.compressobj(9 if last else 2, zlib.DEFLATED, -15)
    return Rows(raw, stream.compress(raw) + stream.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH))


def png(size: tuple[int, int], palette: bytes, parts: Sequence[Rows]) -> bytes:
    """The file of a picture, from the top to the part that is `last`; `palette` has three bytes for each
    colour."""
    head = b"".join(each.to_bytes(4) for each in size) + bytes((8, 3, 0, 0, 0))
    check = 1
    for part in parts:
        check = zlib.adler32(part.raw, check)
    pixels = b"".join(part.deflated for part in parts)
    chunks = (
        (b"IHDR", head),
        (b"PLTE", palette),
        (b"IDAT", b"\x78\x9c" + pixels + check.to_bytes(4)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
