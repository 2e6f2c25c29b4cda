"""Reads the outlines of outlines/, which outlines/prepare.py makes and describes.

Places are in degrees: x is the longitude, y that of Mercator's projection. So a map of the world is a square,
any part of it has the right shape, and its edges are parallels and meridians.
"""

from __future__ import annotations

import math
from array import array
from base64 import b64decode
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

Place = tuple[float, float]
"""x and y."""

TextOf = Callable[[str], str]
"""The text of a level: `near`, `middle` or `far`."""

_WIDEST = {"near": 24.0, "middle": 75.0}
"""Up to how many degrees of width or height a map is drawn from these levels."""

TURN = 360.0
NORTH = 85.0
"""Mercator's projection has no poles."""


def is_on_map(latitude: float, longitude: float) -> bool:
    """Whether a map can show the place; both are in degrees."""
    return abs(latitude) <= NORTH and abs(longitude) <= 180


def place_of(latitude: float, longitude: float) -> Place:
    return longitude, math.degrees(math.asinh(math.tan(math.radians(latitude))))


class Box(NamedTuple):
    """A part of the map, in degrees."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def size(self) -> float:
        return max(self.width, self.height)

    def turns_to(self, other: Box) -> list[float]:
        """How many degrees to the east this box meets the other: none, or one or more of a whole turn."""
        if self.bottom > other.top or other.bottom > self.top:
            return []
        west, east = other.left - self.right, other.right - self.left
        return [turn for turn in (-TURN, 0.0, TURN) if west <= turn <= east]

    def holds(self, other: Box) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.bottom <= other.bottom and other.top <= self.top

    def with_box(self, other: Box) -> Box:
        """The smallest box around both."""
        left, bottom = min(self.left, other.left), min(self.bottom, other.bottom)
        return Box(left, bottom, max(self.right, other.right), max(self.top, other.top))

    def grown(self, across: float, up: float) -> Box:
        """The box with as many degrees more on either side."""
        return Box(self.left - across, self.bottom - up, self.right + across, self.top + up)

    def shifted(self, degrees: float) -> Box:
        return self._replace(left=self.left + degrees, right=self.right + degrees)


class Outline(NamedTuple):
    """A ring of the outline of a country; it ends where it starts."""

    country: str
    """Three letters: `CZE`."""
    is_hole: bool
    """Whether it surrounds other countries."""
    box: Box
    places: Callable[[], list[Place]]


class Level(NamedTuple):
    """The world in one level of detail."""

    rings: list[Outline]
    """Those of a country follow each other, largest first."""
    regions: dict[str, Callable[[], list[list[Place]]]]
    """Borders of regions by country; not all countries have some."""


def level_for(size: float, text_of: TextOf) -> Level:
    """The level from which a map of this width or height, in degrees, is drawn."""
    return _level(text_of(next((name for name, widest in _WIDEST.items() if size <= widest), "far")))


@lru_cache(maxsize=3)
def _level(text: str) -> Level:
    """Steps are decoded only when a map needs them: it shows a small part of the world."""
    head, *rows = text[text.index("# Units") :].splitlines()
    unit = 1 / int(head.split(" ")[-1])
    level = Level([], {})
    for row in rows:
        kind, country, values = row.split(" ", 2)
        if kind == "r":
            level.regions[country] = partial(_borders, values, unit)
        else:
            level.rings.append(_ring(country, kind == "h", values, unit))
    return level


def _ring(country: str, is_hole: bool, values: str, unit: float) -> Outline:
    steps, *numbers = values.split(" ")
    x, y, west, south, east, north = map(int, numbers)
    box = Box((x - west) * unit, (y - south) * unit, (x + east) * unit, (y + north) * unit)
    return Outline(country, is_hole, box, partial(_places, steps, x, y, unit))


def _borders(values: str, unit: float) -> list[list[Place]]:
    each = iter(values.split(" "))
    return [_places(steps, int(x), int(y), unit) for steps, x, y in zip(each, each, each, strict=True)]


def _places(steps: str, x: int, y: int, unit: float) -> list[Place]:
    """The places of a line that starts at x and y; these and the steps are in units of so many degrees."""
    each = array("b", b64decode(steps))
    xs, ys = accumulate(each[::2], initial=x), accumulate(each[1::2], initial=y)
    return [(x * unit, y * unit) for x, y in zip(xs, ys, strict=True)]
