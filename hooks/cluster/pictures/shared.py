"""Cuts an editor's picture to the shape that other websites show beside a link.

Pillow is imported inside functions; see `photographs`.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from cluster.pictures.cards import FOLDER, SIZE
from cluster.pictures.model import Picture, Rendition
from cluster.pictures.photographs import opened, resized

if TYPE_CHECKING:
    from PIL.Image import Image

JPEG = "image/jpeg"
MOST_BYTES = 60_000
"""What some messengers still load."""
_QUALITIES = (82, 74, 66, 58, 50, 42, 34)
NARROWEST = 600
"""Networks show a narrower picture as a small square, so the page has a card instead."""
_ENOUGH = 0.35
"""How much of a picture must remain, of its width or height."""


def size_of(picture: Picture) -> tuple[int, int] | None:
    """The size in which a picture is shared; None for what cannot be: a drawing, a small or transparent
    picture, or one of which little would remain."""
    source = picture.plain[-1]
    if source.type != JPEG:
        return None
    width, height = _cut(source)
    remains = min(width / source.width, height / source.height)
    if width < NARROWEST or remains < _ENOUGH:
        return None
    return SIZE if width > SIZE[0] else (width, height)


def _cut(source: Rendition) -> tuple[int, int]:
    """The largest part of a picture in the shape of SIZE."""
    width = min(source.width, round(source.height * SIZE[0] / SIZE[1]))
    return width, min(source.height, round(width * SIZE[1] / SIZE[0]))


def path_of(picture: Picture) -> str:
    """The path of the shared picture below the site."""
    return f"{FOLDER}/{picture.digest[:16]}.jpg"


def shared(picture: Picture, raw: bytes) -> bytes:
    """The picture as it is shared; `raw` is its largest plain rendition, of which `size_of` is not None."""
    size, image = size_of(picture), opened(raw)
    assert size
    width, height = _cut(picture.plain[-1])
    left, top = _focus(image, width, height)
    box = (left, top, left + width, top + height)
    return _within_limit(resized(image.crop(box), size))


def _focus(image: Image, width: int, height: int) -> tuple[int, int]:
    """The left upper corner of the part with the most detail, which is what a picture is about; of equal
    ones, the middle."""
    from PIL import Image as Pillow
    from PIL import ImageFilter

    across = width < image.width
    length, shown = (image.width, width) if across else (image.height, height)
    size = (96, 1) if across else (1, 96)
    edges = image.convert("L").resize((96, 96)).filter(ImageFilter.FIND_EDGES).crop((1, 1, 95, 95))
    detail = [each + 1 for each in edges.resize(size, Pillow.Resampling.BOX).tobytes()]
    sums = [0]
    for each in detail:
        sums.append(sums[-1] + each)
    wide = max(1, round(96 * shown / length))
    middle = (96 - wide) / 2
    best = max(
        range(96 - wide + 1),
        key=lambda start: (sums[start + wide] - sums[start]) * (1 - 0.15 * abs(start - middle) / 48),
    )
    start = min(length - shown, round(best * length / 96))
    return (start, 0) if across else (0, start)


def _within_limit(image: Image) -> bytes:
    """As JPEG in the best quality that fits; a picture that is all noise also loses detail."""
    for coarse in (1, 2, 4, 8):
        plain = image if coarse == 1 else image.reduce(coarse).resize(image.size)
        for quality in _QUALITIES:
            file = BytesIO()
            plain.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
            if file.tell() <= MOST_BYTES:
                return file.getvalue()
    return file.getvalue()
