"""From a photograph to the files in which it is shown.

Pillow is imported where it is needed; see `photographs`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import sqrt
from posixpath import basename, splitext
from typing import TYPE_CHECKING, Any

from cluster.digests import digest_of, key_of
from cluster.pictures.model import WIDTHS, Picture, Rendition
from cluster.pictures.photographs import LARGEST, height_of, read_photograph, resized

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDER = "pictures"
MOST_BYTES = 200 * 1024
"""Of a rendition."""


def digest_of_source(raw: bytes, name: str) -> str:
    """32 hexadecimal digits: while they are the same, so are the renditions. `name` is below docs/."""
    return key_of((_RECIPE, digest_of([(name, raw)])))


def renditions_of(raw: bytes, name: str) -> tuple[Picture, dict[str, bytes]]:
    """The picture of a file and the bytes of its renditions by path; `name` is the file's below docs/.

    ValueError, in an editor's words, if it cannot be shown.
    """
    image = read_photograph(raw, name)
    digest = digest_of_source(raw, name)
    start = f"{FOLDER}/{_stem(name)}-{digest[:8]}"
    webp = dict(_made(image, _WEBP, start))
    plain = dict(_made(image, _PNG if image.mode == "RGBA" else _JPEG, start))
    picture = Picture(tuple(webp), tuple(plain), digest)
    return picture, {rendition.path: made for rendition, made in (webp | plain).items()}


def _stem(name: str) -> str:
    """Of a source's name, in letters that an address and a srcset may hold."""
    from slugify import slugify

    return slugify(splitext(basename(name))[0], max_length=60) or "picture"


@dataclass(frozen=True, slots=True)
class _Form:
    """How renditions of one format are made."""

    suffix: str
    type: str
    tries: tuple[Mapping[str, Any], ...]
    """What Pillow's writer is told, the best looking first; `colours` is for the picture itself."""

    @property
    def format(self) -> str:
        """Pillow's name of it."""
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
"""Its number is raised when the same settings give other bytes."""


def _made(image: Image, form: _Form, start: str) -> Iterator[tuple[Rendition, bytes]]:
    """Each rendition of one format and its bytes, the narrowest first."""
    widest = 0
    for width in [*(width for width in WIDTHS if width < image.width), image.width]:
        (width, height), raw = _fitted(image, width, form)
        if width > widest:
            path = f"{start}-{width}.{form.suffix}"
            yield Rendition(path, width, height, form.type, len(raw)), raw
            widest = width


def _fitted(image: Image, width: int, form: _Form) -> tuple[tuple[int, int], bytes]:
    """Size and bytes of a rendition of the best quality that fits; narrower, if none does."""
    while True:
        shrunk = resized(image, (width, height_of(image.size, width)))
        raw = _best(shrunk, form)
        if len(raw) <= MOST_BYTES:
            return shrunk.size, raw
        width = max(1, int(width * min(0.9, sqrt(MOST_BYTES / len(raw)))))


def _best(image: Image, form: _Form) -> bytes:
    """The first try that fits, or else the last: most often the first; if not, it is looked for by halves."""
    made = cache(lambda index: _encoded(image, form.format, **form.tries[index]))
    indexes = range(len(form.tries) - 1)
    if len(made(0)) <= MOST_BYTES:
        return made(0)
    return made(bisect_left(indexes, True, lo=1, key=lambda index: len(made(index)) <= MOST_BYTES))


def _encoded(image: Image, format: str, *, colours: int = 0, **options: Any) -> bytes:
    file = BytesIO()
    if colours:
        from PIL.Image import Quantize

        image = image.quantize(colours, method=Quantize.FASTOCTREE)  # the one that keeps transparency
    image.save(file, format, **options)
    return file.getvalue()
