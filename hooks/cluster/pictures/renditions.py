"""Turns a picture file into its renditions, each within a byte limit.

Pillow is imported inside functions; see `photographs`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import sqrt
from mimetypes import guess_type
from posixpath import basename, splitext
from typing import TYPE_CHECKING, Any

from cluster.digests import digest_of, key_of
from cluster.pictures.drawings import is_drawing, read_drawing
from cluster.pictures.light import lightness_of_pixels
from cluster.pictures.model import SVG, WIDTHS, Picture, Rendition
from cluster.pictures.photographs import LARGEST, height_of, read_photograph, resized

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDER = "pictures"
"""Of all renditions, below the site folder."""
MOST_BYTES = 200 * 1024
"""Limit for a rendition."""


def digest_of_source(raw: bytes, name: str) -> str:
    """32 hex digits, equal as long as bytes, name (below docs/) and encoding settings are."""
    return key_of((_RECIPE, digest_of([(name, raw)])))


def renditions_of(raw: bytes, name: str) -> tuple[Picture, dict[str, bytes]]:
    """The picture of the file docs/`name`, and the bytes of its renditions by path.

    ValueError carries the message for the editor if the file cannot be used.
    """
    digest = digest_of_source(raw, name)
    start = f"{FOLDER}/{_stem(name)}-{digest[:8]}"
    if is_drawing(raw) and name.lower().endswith(".svg"):
        return _drawing(raw, name, start, digest)
    image = read_photograph(raw, name)
    webp = dict(_renditions(image, _WEBP, start))
    plain = dict(_renditions(image, _PNG if image.mode == "RGBA" else _JPEG, start))
    picture = Picture(tuple(webp), tuple(plain), digest, image.mode == "RGBA", lightness_of_pixels(image))
    return picture, {rendition.path: encoded for rendition, encoded in (webp | plain).items()}


def _drawing(raw: bytes, name: str, start: str, digest: str) -> tuple[Picture, dict[str, bytes]]:
    """As `renditions_of`, for a drawing: it has one rendition, which fits every screen."""
    copy, width, height, is_transparent, lightness = read_drawing(raw, name)
    if len(copy) > MOST_BYTES:
        size = f"{len(copy) // 1024} KB (limit: {MOST_BYTES // 1024} KB)"
        raise ValueError(f"docs/{name} is too large: {size}; make it simpler, or save it as PNG")
    rendition = Rendition(f"{start}.svg", width, height, SVG, len(copy))
    return Picture((), (rendition,), digest, is_transparent, lightness), {rendition.path: copy}


def as_it_is(raw: bytes, name: str) -> Picture:
    """The picture of the file docs/`name`, which is published itself: it is its only rendition.

    ValueError as of `renditions_of`.
    """
    digest, type = digest_of_source(raw, name), guess_type(name, strict=False)[0] or ""
    if type == SVG:
        _, width, height, is_transparent, lightness = read_drawing(raw, name)
    else:
        image = read_photograph(raw, name)
        (width, height), is_transparent = image.size, image.mode == "RGBA"
        lightness = lightness_of_pixels(image)
    own = Rendition(name, width, height, type, len(raw))
    return Picture((), (own,), digest, is_transparent, lightness)


def _stem(name: str) -> str:
    """The source's file name as a slug, safe in a URL and a srcset."""
    from slugify import slugify

    return slugify(splitext(basename(name))[0], max_length=60) or "picture"


@dataclass(frozen=True, slots=True)
class _Form:
    """How one format is encoded. Its repr is part of `_RECIPE`: renaming anything renames published files."""

    suffix: str
    type: str
    tries: tuple[Mapping[str, Any], ...]
    """Options for Pillow's encoder, best quality first; `colours` reduces the palette beforehand."""

    @property
    def format(self) -> str:
        """Pillow's format name."""
        return self.type.removeprefix("image/").upper()


_WEBP = _Form(
    "webp",
    "image/webp",
    tuple({"quality": each, "alpha_quality": each} for each in (80, 65, 50, 35, 20, 10, 4, 0)),
)
_JPEG = _Form(
    "jpg",
    "image/jpeg",
    tuple(
        {"quality": each, "optimize": True, "progressive": True} for each in (82, 68, 54, 40, 28, 18, 10, 5)
    ),
)
_PNG = _Form("png", "image/png", ({}, {"colours": 256}, {"colours": 64}))

_RECIPE = repr((1, WIDTHS, MOST_BYTES, LARGEST, _WEBP, _JPEG, _PNG))
"""Part of each digest. Raise the number when the same settings start to give other bytes."""


def _renditions(image: Image, form: _Form, start: str) -> Iterator[tuple[Rendition, bytes]]:
    """The renditions of one format with their bytes, narrowest first. Paths begin with `start`."""
    widest = 0
    for width in [*(width for width in WIDTHS if width < image.width), image.width]:
        (width, height), raw = _fitted(image, width, form)
        if width > widest:  # one shrunk to fit may be as narrow as the one before
            path = f"{start}-{width}.{form.suffix}"
            yield Rendition(path, width, height, form.type, len(raw)), raw
            widest = width


def _fitted(image: Image, width: int, form: _Form) -> tuple[tuple[int, int], bytes]:
    """Size and bytes at the best quality within MOST_BYTES; narrower than `width` if no quality is enough."""
    while True:
        shrunk = resized(image, (width, height_of(image.size, width)))
        raw = _best(shrunk, form)
        if len(raw) <= MOST_BYTES:
            return shrunk.size, raw
        width = max(1, int(width * min(0.9, sqrt(MOST_BYTES / len(raw)))))


def _best(image: Image, form: _Form) -> bytes:
    """The best quality that fits, else the lowest."""
    # encoding is slow: the first try usually fits, else a binary search finds the best
    attempt = cache(lambda index: _encoded(image, form.format, **form.tries[index]))
    indexes = range(len(form.tries) - 1)
    if len(attempt(0)) <= MOST_BYTES:
        return attempt(0)
    return attempt(bisect_left(indexes, True, lo=1, key=lambda index: len(attempt(index)) <= MOST_BYTES))


def _encoded(image: Image, format: str, *, colours: int = 0, **options: Any) -> bytes:
    file = BytesIO()
    if colours:
        from PIL.Image import Quantize

        image = image.quantize(colours, method=Quantize.FASTOCTREE)  # the only method that keeps alpha
    image.save(file, format, **options)
    return file.getvalue()
