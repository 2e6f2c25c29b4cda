"""Whether an SVG drawing is light: whether all that it paints is seen on a dark ground."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cluster.colours import contrast
from cluster.pictures.grounds import name_of, styles_of

LIGHT = 6
"""The least contrast of a light colour with black."""

_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "polygon", "polyline", "text"})
_UNSEEN = frozenset({"defs", "clipPath", "mask", "symbol", "pattern"})
_PAINTS = ("fill", "stroke", "stop-color")
_IN_STYLES = re.compile(r"(?:fill|stroke|stop-color)\s*:\s*([^;}]+)")
_NOTHING = re.compile(r"none|transparent|inherit|url\(.*", re.I)
"""What paints nothing by itself."""
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)


def is_light(root: Any) -> bool:
    """Whether each colour in it is light. What has no colour is black."""
    colours = [each for each in _colours(root) if not _NOTHING.fullmatch(each)]
    return bool(colours) and all(_is_light(each) for each in colours) and not list(_uncoloured(root))


def _colours(root: Any) -> Iterator[str]:
    for element in root.iter():
        styles = styles_of(element)
        yield from (styles[each].strip() for each in _PAINTS if each in styles)
        if name_of(element) == "style":
            yield from (each.strip() for each in _IN_STYLES.findall("".join(element.itertext())))


def _is_light(colour: str) -> bool:
    if colour.lower() == "white":
        return True
    if not _HEX.fullmatch(colour):
        return False
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    return contrast(f"#{digits.lower()}", "#000000") >= LIGHT


def _uncoloured(element: Any) -> Iterator[Any]:
    """The shapes that neither they nor what they are in gives a colour."""
    if name_of(element) in _UNSEEN or "fill" in styles_of(element) or element.get("class"):
        return
    if name_of(element) in _SHAPES:
        yield element
    for each in element:
        yield from _uncoloured(each)
