"""Decodes the photographs that editors put into docs/; they are untrusted input from any source.

Pillow is imported inside functions: loading it takes longer than a typical build, which encodes no picture.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING

from cluster.pictures.formats import said_of
from cluster.pictures.model import WIDTHS

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000
"""Limit for a source."""
LONGEST_SIDE = 16_383
"""Limit for each side of a source in pixels, that of WebP."""

LARGEST = 5_000_000
"""Limit for the pixels of a rendition: a very tall picture with more would never fit into its bytes."""
_MOST_SCANS = 100
"""Limit for a progressive JPEG. Encoders write about a dozen; decoding each passes over all pixels."""

_STARTS = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP", re.DOTALL)
_SCAN = re.compile(rb"\xff\xda\x00[\x06-\x0e][\x01-\x04]")
"""The start of a JPEG scan: the SOS marker, the header length and the number of components."""


def read_photograph(raw: bytes, name: str) -> Image:
    """The picture upright, in sRGB, without metadata and scaled down to the largest rendition.

    The mode is RGBA if there is transparency, else RGB. Of an animation, the first frame. `raw` is the
    content of docs/`name`. ValueError carries the message for the editor.
    """
    # checked first, so that a file of another format is not reported as damaged
    if not has_supported_format(raw):
        raise ValueError(f"docs/{name} {said_of(raw)}")
    with reporting(f"docs/{name}"):
        image = opened(raw)
    if max(image.size) > LONGEST_SIDE:
        size = f"{image.width} × {image.height} pixels (limit: {LONGEST_SIDE:,} per side)"
        raise ValueError(f"docs/{name} is too large: {size}; make it smaller")
    if image.format in _JPEGS and len(_SCAN.findall(raw)) > _MOST_SCANS:
        raise ValueError(f"docs/{name} has more than {_MOST_SCANS} scans (layers of a JPEG); export it again")
    with reporting(f"docs/{name}"):
        return _clean(image)


def has_supported_format(raw: bytes) -> bool:
    """Whether a file begins as a JPEG, PNG or WebP does."""
    return bool(_STARTS.match(raw))


_JPEGS = ("JPEG", "MPO")
"""Pillow's format names. MPO is a JPEG with further pictures after the first."""


@contextmanager
def reporting(name: str) -> Iterator[None]:
    """Turns whatever Pillow raises into a ValueError for the editor, and lowers Pillow's own size limit.

    Pillow warns above `MAX_IMAGE_PIXELS` and refuses above twice as many, before it allocates memory. The
    limit is a global of Pillow, so it is restored.
    """
    from PIL import Image

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, MOST_PIXELS // 2
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError:
        most = f"more than {MOST_PIXELS // 1_000_000} megapixels"
        raise ValueError(f"{name} is too large: {most}; make it smaller") from None
    except Exception:  # decoders raise OSError, SyntaxError, struct.error and others on damaged files
        raise ValueError(f"{name} is damaged or truncated; export it again") from None
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def opened(raw: bytes) -> Image:
    """A picture with only its header read."""
    from PIL import WebPImagePlugin  # not preloaded; `open` would load the plugins of all formats to find it
    from PIL.Image import open as open_image

    return open_image(BytesIO(raw), formats=("JPEG", "PNG", WebPImagePlugin.WebPImageFile.format))


def _clean(image: Image) -> Image:
    """As `read_photograph` returns it. Colours come last, as they are cheaper to convert once scaled down."""
    orientation = orientation_of(image)
    size = _largest_size(image.size, is_turned=orientation in _TURNED)
    image.draft(None, size)  # JPEG only: decode at 1/2, 1/4 or 1/8 if that is large enough
    image.load()
    profile = image.info.get("icc_profile")
    image = _upright(resized(_resizable(image), size), orientation)
    image = _without_opaque_alpha(_in_srgb(image, profile))
    image.info = {}
    return image


def _largest_size(size: tuple[int, int], *, is_turned: bool) -> tuple[int, int]:
    """Size of the largest rendition, in the orientation in which the file stores the picture."""
    width, height = reversed(size) if is_turned else size
    shown = max(1, min(width, WIDTHS[-1], int(sqrt(LARGEST * width / height))))
    other = height_of((width, height), shown)
    return (other, shown) if is_turned else (shown, other)


_ORIENTATION = 0x0112
"""The EXIF tag for how the camera was held (EXIF 2.3, section 4.6.4) ..."""
_UPRIGHT = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""... and what undoes it. (`ImageOps.exif_transpose` also rewrites the other tags, and fails on odd ones.)"""
_TURNED = (5, 6, 7, 8)
"""Orientations in which width and height are swapped."""


def orientation_of(image: Image) -> int:
    """1 to 8; 1 (upright) if the tag is missing or unreadable."""
    if image.format == "PNG":
        image.load()  # the eXIf chunk may follow the pixels
    with suppress(Exception):
        orientation = image.getexif().get(_ORIENTATION)
        return orientation if orientation in _UPRIGHT else 1
    return 1


def _upright(image: Image, orientation: int) -> Image:
    from PIL.Image import Transpose

    return image.transpose(Transpose[_UPRIGHT[orientation]]) if orientation in _UPRIGHT else image


def _resizable(image: Image) -> Image:
    """In a mode that can be interpolated: L, CMYK, RGB or RGBA (a palette cannot)."""
    if image.mode.startswith("I"):  # 16-bit grey; convert("L") would clip instead of scaling
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "CMYK", "RGB") else image.convert("RGB")


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """As RGB or RGBA. A profile that is broken or does not match the mode is ignored."""
    from PIL import ImageCms

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        with suppress(Exception):
            source, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, srgb, outputMode=mode) or image
    return image.convert(mode)


def _without_opaque_alpha(image: Image) -> Image:
    """As RGB if every pixel is opaque: JPEG is smaller than PNG."""
    is_opaque = image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255)
    return image.convert("RGB") if is_opaque else image


def resized(image: Image, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    return image.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def height_of(size: tuple[int, int], width: int) -> int:
    """The height at `width` with the aspect ratio of `size`; at least 1."""
    return max(1, round(size[1] * width / size[0]))
