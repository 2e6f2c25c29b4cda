"""Removes what cameras and programs note in a picture (place, time, people) from pictures that are published
as they are, because a link leads to them.

Pillow is imported inside functions; see `photographs`.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cluster.pictures.photographs import has_supported_format, opened, orientation_of, reporting

if TYPE_CHECKING:
    from PIL.Image import Image

_NOTES = re.compile(
    rb"Exif\0|http://ns\.adobe\.com/xap/|Photoshop 3\.0|MPF\0|\xff\xfe..[ -~]|eXIf|[itz]TXt|tEXt|EXIF|XMP ",
    re.DOTALL,
)
"""Marks of EXIF, XMP, IPTC, further pictures and comments. False matches only cost time."""


def without_metadata(raw: bytes, name: str = "the picture") -> bytes:
    """The picture without metadata but the orientation; `raw` itself if it has none or is no picture.

    ValueError with a message for the editor if it cannot be read. Colours and pixels stay as they are, as
    nearly as the format allows.
    """
    if not has_supported_format(raw) or not _NOTES.search(raw):
        return raw
    with reporting(name):
        image = opened(raw)
        image.load()
        file = BytesIO()
        image.save(file, **_options(image))
    return file.getvalue()


def _options(image: Image) -> dict[str, Any]:
    """Options of Pillow's encoder; what is not named there, it does not write."""
    # MPO: a JPEG with further pictures behind it
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    options: dict[str, Any] = {"format": kind, "exif": _orientation_only(image)}
    if profile := image.info.get("icc_profile"):
        options["icc_profile"] = profile
    if kind == "JPEG":
        image.info.pop("comment", None)
        return options | {"quality": "keep" if image.format == "JPEG" else 95}
    if getattr(image, "is_animated", False):
        options |= {"save_all": True, "duration": _durations(image)}
    if kind == "PNG":
        image.info = {key: each for key, each in image.info.items() if key in _KEPT}
    return options | ({"quality": 90} if kind == "WEBP" else {})


def _durations(image: Any) -> list[int]:
    """How long each frame of an animation is shown."""
    found = []
    for number in range(image.n_frames):
        image.seek(number)
        image.load()
        found.append(int(image.info.get("duration", 0)))
    image.seek(0)
    return found


_KEPT = ("transparency", "gamma", "srgb", "loop", "duration", "blend", "disposal", "default_image", "bbox")
"""What Pillow knows about a PNG besides notes."""


def _orientation_only(image: Image) -> bytes:
    from PIL.Image import Exif

    exif = Exif()
    if (orientation := orientation_of(image)) != 1:
        exif[0x0112] = orientation
        return exif.tobytes()
    return b""
