"""The mark of a cluster in squares: on tabs and home screens, in feed readers and on cards.

It is the cluster's own picture, else its abbreviation on the dark ground, above a strip of the pillars'
colours.

Pillow is imported inside functions; see `photographs`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cluster.frozen import frozen
from cluster.pictures.card_fonts import weighted
from cluster.pictures.light import SOLID, lightness_of_pixels
from cluster.pictures.photographs import opened, reporting, resized

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

FAVICON = "assets/favicon.svg"
ICON, SMALL_ICON, TOUCH_ICON = "assets/icon.png", "assets/icon-192.png", "assets/touch-icon.png"
OLD_ICON = "favicon.ico"
"""Which browsers ask for by its name."""
SIZES = {ICON: 512, SMALL_ICON: 192, TOUCH_ICON: 180}
"""Width and height in pixels of those that are PNG files."""
_OLD_SIZES = ((16, 16), (32, 32), (48, 48))

LEAST = 512
"""The least width and height of the cluster's own picture."""
_STRIP = (0.28, 0.72, 0.705, 0.745)
"""Left, right, top and bottom of the strip, as shares of the whole."""
_MIDDLE, _ROOM = 0.46, (0.58, 0.3)
"""Where the middle of the letters is, and how wide and high they may be: devices cut off what is outside of a
circle of 0.8."""


@frozen
class Mark:
    """What the icons of a site show."""

    letters: str
    """The abbreviation, of at most four letters, else its first one."""
    ground: str
    """`#1f3035`; its letters are white."""
    strip: tuple[str, ...]
    """The colours of the pillars."""
    font: bytes = field(repr=False)
    """The content of a font file."""
    own: bytes = field(default=b"", repr=False)
    """The cluster's own picture instead; empty if there is none."""


def letters_of(abbreviation: str) -> str:
    """What of an abbreviation fits into a square: all, its first part, or the first letters of its parts."""
    parts = re.findall(r"[^\W_]+", abbreviation)
    initials = "".join(each[0] for each in parts[:_FITTING])
    fitting = (each for each in ("".join(parts), *(part for part in parts[:1] if len(part) > 1)))
    return next((each for each in fitting if 1 <= len(each) <= _FITTING), initials) or "·"


_FITTING = 4
"""Letters that can be read in a square."""


def favicon(mark: Mark) -> bytes:
    """The mark as SVG."""
    size = {1: 24, 2: 21, 3: 15, 4: 12}[len(mark.letters)]
    left, right, top, bottom = (48 * each for each in _STRIP)
    part = (right - left) / len(mark.strip)
    strip = "".join(
        f'<path fill="{colour}" d="M{left + n * part:.2f} {top:.2f}h{part:.2f}V{bottom:.2f}h-{part:.2f}z"/>'
        for n, colour in enumerate(mark.strip)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        f'<rect width="48" height="48" rx="6" fill="{mark.ground}"/>{strip}'
        '<g font-family="Segoe UI,Helvetica Neue,Arial,sans-serif" font-weight="700" text-anchor="middle" '
        f'fill="#fff"><text x="24" y="{48 * _MIDDLE + size * 0.36:.1f}" font-size="{size}">'
        f"{escape(mark.letters)}</text></g></svg>\n"
    ).encode()


def png_icon(mark: Mark, size: int) -> bytes:
    """The mark as PNG, `size` pixels wide and high."""
    file = BytesIO()
    resized(on_ground(square(mark), mark.ground), (size, size)).save(file, "PNG", optimize=True)
    return file.getvalue()


def old_icon(mark: Mark) -> bytes:
    """The mark as ICO, in the sizes of tabs and bookmarks: there is room for one letter."""
    file = BytesIO()
    small = square(replace(mark, letters=mark.letters[:1]))
    small.save(file, "ICO", sizes=_OLD_SIZES)
    return file.getvalue()


@lru_cache(maxsize=2)
def square(mark: Mark) -> Image:
    """The mark in LEAST pixels, which callers do not change."""
    if not mark.own:
        return _drawn(mark)
    with reporting(ICON):
        return resized(opened(mark.own).convert("RGBA"), (LEAST, LEAST))


def on_ground(image: Image, dark: str) -> Image:
    """The mark without transparent parts, which phones fill with black.

    They get the colour of its edges, if it has one, as a circle has; else a ground on which it is seen, white
    or `dark`.
    """
    from PIL import Image

    if image.mode != "RGBA":
        return image
    ground = _edge_of(image) or (dark if lightness_of_pixels(image).is_light else "#ffffff")
    whole = Image.new("RGBA", image.size, ground)
    whole.alpha_composite(image)
    return whole.convert("RGB")


def _edge_of(image: Image) -> tuple[int, ...] | None:
    """The colour of the middles of all four edges; None if they are not opaque, or differ."""
    end, middle, inside = image.width - 1, image.width // 2, image.width // 64
    near, far = inside, end - inside
    found: list[Any] = [
        image.getpixel(at) for at in ((middle, near), (middle, far), (near, middle), (far, middle))
    ]
    differences = [max(each) - min(each) for each in zip(*found, strict=True)]
    return (*found[0][:3], 255) if max(differences) <= _ALIKE and found[0][3] >= SOLID else None


_ALIKE = 8
"""By how much the parts of one colour may differ."""


def _drawn(mark: Mark) -> Image:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (LEAST, LEAST), mark.ground)
    draw = ImageDraw.Draw(image)
    font, (left, top, right, bottom) = _fitted(mark)
    at = (LEAST / 2 - (left + right) / 2, LEAST * _MIDDLE - (top + bottom) / 2)
    draw.text(at, mark.letters, fill="#ffffff", font=font)
    first, last, upper, lower = (round(LEAST * each) for each in _STRIP)
    for n, colour in enumerate(mark.strip):
        ends = [first + (last - first) * each // len(mark.strip) for each in (n, n + 1)]
        draw.rectangle((ends[0], upper, ends[1] - 1, lower), fill=colour)
    return image


def _fitted(mark: Mark) -> tuple[FreeTypeFont, Sequence[float]]:
    """The largest font in which the letters fit, and the box of the letters."""
    for size in range(330, 40, -6):
        font = weighted(mark.font, size, 700)
        box = font.getbbox(mark.letters)
        if box[2] - box[0] <= LEAST * _ROOM[0] and box[3] - box[1] <= LEAST * _ROOM[1]:
            break
    return font, box
