"""Whether a picture on nothing is light or dark: whether what it paints is seen on a dark ground."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from cluster.colours import VISIBLE, contrast
from cluster.pictures.grounds import name_of, styles_of

if TYPE_CHECKING:
    from PIL.Image import Image


class Lightness(NamedTuple):
    """What is known of a picture that the page shines through."""

    is_light: bool = False
    """Whether all of it is seen on a dark ground."""
    is_dark: bool = False
    """Whether nothing of it is seen on a dark ground."""


UNKNOWN = Lightness()

LIGHT = 6
"""The least contrast of a light colour with black."""

_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "polygon", "polyline", "text"})
_UNSEEN = frozenset({"defs", "clipPath", "mask", "symbol", "pattern"})
_PAINTS = ("fill", "stroke", "stop-color")
_IN_STYLES = re.compile(r"(?:fill|stroke|stop-color)\s*:\s*([^;}]+)")
_NOTHING = re.compile(r"none|transparent|inherit|url\(.*", re.I)
"""What paints nothing by itself."""
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)


def lightness_of_drawing(root: Any) -> Lightness:
    """By the colours in an SVG drawing. What has no colour is black."""
    colours = {each for each in _colours(root) if not _NOTHING.fullmatch(each)}
    if next(_uncoloured(root), None) is not None:
        colours.add("#000000")
    seen = [_on_black(each) for each in colours]
    if not seen or 0 in seen or any(name_of(each) == "image" for each in root.iter()):
        return UNKNOWN
    return Lightness(is_light=min(seen) >= LIGHT, is_dark=max(seen) < VISIBLE)


SOLID = 128
"""The least alpha of what is rather opaque than not."""
_LIGHT_GREY, _DARK_GREY = 137, 89
"""Greys with those contrasts."""
_ALL = 0.99
"""Edges are smooth: the share of the pixels which make up all of a picture."""


def lightness_of_pixels(image: Image) -> Lightness:
    """By the pixels of a picture that are rather opaque than not."""
    if image.mode != "RGBA":
        return UNKNOWN
    solid = image.getchannel("A").point(lambda alpha: 255 * (alpha >= SOLID))
    counts = image.convert("L").histogram(solid)
    most = _ALL * sum(counts)
    is_light, is_dark = sum(counts[_LIGHT_GREY:]) >= most, sum(counts[:_DARK_GREY]) >= most
    return Lightness(most > 0 and is_light, most > 0 and is_dark)


def _colours(root: Any) -> Iterator[str]:
    for element in root.iter():
        styles = styles_of(element)
        yield from (styles[each].strip() for each in _PAINTS if each in styles)
        if name_of(element) == "style":
            yield from (each.strip() for each in _IN_STYLES.findall("".join(element.itertext())))


def _on_black(colour: str) -> float:
    """The contrast with black; 0 if it cannot be told."""
    colour = _NAMES.get(colour.lower(), colour)
    if not _HEX.fullmatch(colour):
        return 0
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    return contrast(f"#{digits.lower()}", "#000000")


_NAMES = {"white": "#ffffff", "black": "#000000"}


def _uncoloured(element: Any) -> Iterator[Any]:
    """The shapes that neither they nor what they are in gives a colour."""
    if name_of(element) in _UNSEEN or "fill" in styles_of(element) or element.get("class"):
        return
    if name_of(element) in _SHAPES:
        yield element
    for each in element:
        yield from _uncoloured(each)
