"""Photographs as editors put them into docs/, from whatever source: read with care, or refused.

Pillow is imported where it is needed: it takes longer to load than most builds, which make no picture.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING

from cluster.pictures.model import WIDTHS

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000
"""Of a source."""
LONGEST_SIDE = 16_383
"""Of a source: WebP has no longer one."""

LARGEST = 5_000_000
"""Pixels of a rendition: of a very tall picture, no more would fit into `renditions.MOST_BYTES`."""
_MOST_SCANS = 100
"""Of a JPEG: cameras and editors write up to a dozen, and each takes as long as the whole picture."""

_STARTS = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP", re.DOTALL)
_SCAN = re.compile(rb"\xff\xda\x00[\x06-\x0e][\x01-\x04]")
"""What a scan of a JPEG begins with: the marker, the length of its head and the number of components."""


def read_photograph(raw: bytes, name: str) -> Image:
    """An upright picture in sRGB without metadata, as large as the largest rendition.

    Its mode is RGBA if something shines through, else RGB. Of an animation it is the first frame.
    """
    if not _STARTS.match(raw):
        raise ValueError(f"docs/{name} is not a picture that can be shown; save it as JPEG, PNG or WebP")
    with _told(name):
        image = _identified(raw)
    if max(image.size) > LONGEST_SIDE:
        size = f"{image.width} × {image.height} pixels"
        raise ValueError(f"docs/{name} has {size}; a side may have {LONGEST_SIDE:,}: make it smaller")
    if image.format in _JPEGS and len(_SCAN.findall(raw)) > _MOST_SCANS:
        raise ValueError(f"docs/{name} is put together of too many layers: export it anew")
    with _told(name):
        return _clean(image)


_JPEGS = ("JPEG", "MPO")
"""Pillow's names of them; an MPO has further pictures behind the first."""


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What Pillow raises, whatever it is, as a ValueError for an editor.

    Meanwhile Pillow refuses what is too large, before it takes memory for it; it does so at twice its
    limit, and warns before.
    """
    from PIL import Image

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, MOST_PIXELS // 2
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError:
        most = f"{MOST_PIXELS // 1_000_000} megapixels"
        raise ValueError(f"docs/{name} has more than {most}: make it smaller") from None
    except Exception:
        raise ValueError(f"docs/{name} is damaged or cut off: export it anew") from None
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _identified(raw: bytes) -> Image:
    """A picture of which no more than the head is read."""
    from PIL import WebPImagePlugin  # else Pillow loads all that it has to find it
    from PIL.Image import open as identified

    return identified(BytesIO(raw), formats=("JPEG", "PNG", WebPImagePlugin.WebPImageFile.format))


def _clean(image: Image) -> Image:
    """See `read_photograph`. Colours are the last, as there are fewer of them in a smaller picture."""
    orientation = _orientation(image)
    size = _size_shown(image.size, is_turned=orientation in _TURNED)
    image.draft(None, size)  # a JPEG can be decoded at a half, a quarter or an eighth
    image.load()
    profile = image.info.get("icc_profile")
    image = _upright(resized(_in_full_colours(image), size), orientation)
    image = _without_idle_alpha(_in_srgb(image, profile))
    image.info = {}
    return image


def _size_shown(size: tuple[int, int], *, is_turned: bool) -> tuple[int, int]:
    """Of the largest rendition, before it is turned."""
    width, height = reversed(size) if is_turned else size
    shown = max(1, min(width, WIDTHS[-1], int(sqrt(LARGEST * width / height))))
    other = height_of((width, height), shown)
    return (other, shown) if is_turned else (shown, other)


_ORIENTATION = 0x0112
"""The tag of EXIF 2.3 (4.6.4) that tells how the camera was held ..."""
_UPRIGHT = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""... and what undoes it. (`ImageOps.exif_transpose` writes the other tags anew, and fails on odd ones.)"""
_TURNED = (5, 6, 7, 8)


def _orientation(image: Image) -> int:
    """1 to 8; 1, which is upright, where it is not told or in a way that cannot be read."""
    if image.format == "PNG":
        image.load()  # it may be told behind the pixels
    with suppress(Exception):
        told = image.getexif().get(_ORIENTATION)
        return told if told in _UPRIGHT else 1
    return 1


def _upright(image: Image, orientation: int) -> Image:
    from PIL.Image import Transpose

    return image.transpose(Transpose[_UPRIGHT[orientation]]) if orientation in _UPRIGHT else image


def _in_full_colours(image: Image) -> Image:
    """In a mode that can be resized: L, CMYK, RGB or RGBA."""
    if image.mode.startswith("I"):  # 16 bits of grey, of which Pillow would cut the upper ones off
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "CMYK", "RGB") else image.convert("RGB")


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """As RGB or RGBA; a colour profile that is broken, or of another kind of picture, is ignored."""
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        with suppress(Exception):
            given, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, given, srgb, outputMode=mode) or image
    return image.convert(mode)


def _without_idle_alpha(image: Image) -> Image:
    """As RGB if nothing shines through."""
    is_idle = image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255)
    return image.convert("RGB") if is_idle else image


def resized(image: Image, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    return image.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def height_of(size: tuple[int, int], width: int) -> int:
    """That goes with another width."""
    return max(1, round(size[1] * width / size[0]))
