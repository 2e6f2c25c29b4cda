"""Maps of towns: markers and labels on the outlines of the countries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import sqrt
from typing import Any, NamedTuple

from cluster.language import Text
from cluster.outlines.drawing import Map
from cluster.outlines.markers import MapMarker, markers
from cluster.reading.scalar_types import Coordinates

Draw = Callable[[Sequence[Coordinates]], Map]
"""Draws the map of some places."""

_NEAREST = 24.0
"""Towns nearer to each other than this share a marker; the drawing is 1000 wide."""
_LETTER, _LINE, _GAP = 9.5, 21.0, 5.0
"""The size of a label: width of a letter, height, distance from the marker."""
_MOST_MAIN = 4
"""How many labels there are on a phone, where all of them would not fit, ..."""
_MAIN_APART = (380, 60)
"""... and how far apart these are, in either direction, as they are larger there."""


class Town(NamedTuple):
    """A town with all that a list has there."""

    title: Text
    coordinates: Coordinates | None
    items: tuple[Any, ...]

    @property
    def number(self) -> int:
        """How many items there are."""
        return len(self.items)


class Label(NamedTuple):
    """The name beside a marker: the corner of its box, or its right end."""

    x: float
    y: float
    anchor: str
    """`start`, `middle` or `end` of the text is at x."""
    is_main: bool


class TownMarker(NamedTuple):
    """A marker of one or several towns."""

    x: float
    y: float
    radius: float
    towns: tuple[Town, ...]
    number: int
    """How many items there are."""
    label: Label | None
    """None if there is no room for it."""


class TownMap(NamedTuple):
    """A map of towns."""

    drawing: Map
    markers: tuple[TownMarker, ...]

    @property
    def number(self) -> int:
        """How many items are on it."""
        return sum(each.number for each in self.markers)


class _Area(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Area) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: _Area) -> bool:
        left, top, right, bottom = other
        return self.left < left and self.top < top and right < self.right and bottom < self.bottom


def towns_of(items: Iterable[Any]) -> list[Town]:
    """The towns of items with `town` and `coordinates`, those with most items first."""
    found: dict[str, list[Any]] = {}
    for each in items:
        if each.town:
            found.setdefault(str(each.town.original), []).append(each)
    towns = [Town(each[0].town, _coordinates(each), tuple(each)) for each in found.values()]
    return sorted(towns, key=lambda each: -len(each.items))


def _coordinates(items: Iterable[Any]) -> Coordinates | None:
    return next((each.coordinates for each in items if each.coordinates), None)


def map_of(towns: Sequence[Town], *, name_of: Callable[[Text], str], draw: Draw) -> TownMap | None:
    """The map of the towns whose coordinates are known; None if there are none."""
    known = [each for each in towns if each.coordinates]
    if not known:
        return None
    drawn = draw([each.coordinates for each in known if each.coordinates])
    found = [_unlabelled(each, known) for each in markers(drawn.points, _NEAREST)]
    found.sort(key=lambda each: (-each.number, each.x))
    return TownMap(drawn, tuple(_labelled(found, drawn, name_of)))


def _unlabelled(marker: MapMarker, towns: Sequence[Town]) -> TownMarker:
    own = tuple(towns[index] for index in marker.points)
    number = sum(each.number for each in own)
    return TownMarker(marker.x, marker.y, round(7 + 3 * sqrt(number), 1), own, number, None)


def _labelled(
    found: Sequence[TownMarker], drawn: Map, name_of: Callable[[Text], str]
) -> Iterator[TownMarker]:
    """The markers with the first label of each that covers nothing else, if there is one."""
    taken, main = [_around(each) for each in found], list[TownMarker]()
    paper = _Area(0, 0, drawn.width, drawn.height)
    for each in found:
        is_main = len(main) < _MOST_MAIN and not any(_are_near(each, other) for other in main)
        beside = _places_beside(each, _LETTER * len(name_of(each.towns[0].title)), is_main=is_main)
        free = (it for it in beside if paper.holds(it[1]) and not any(it[1].meets(box) for box in taken))
        label, box = next(free, (None, None))
        taken += [box] if box else []
        main += [each] if box and is_main else []
        yield each._replace(label=label)


def _are_near(one: TownMarker, other: TownMarker) -> bool:
    across, down = _MAIN_APART
    return abs(one.x - other.x) < across and abs(one.y - other.y) < down


def _around(marker: TownMarker) -> _Area:
    x, y, radius = marker[:3]
    return _Area(x - radius, y - radius, x + radius, y + radius)


def _places_beside(marker: TownMarker, width: float, *, is_main: bool) -> Iterator[tuple[Label, _Area]]:
    """Right of the marker, left of it, above and below."""
    x, y, space, half = marker.x, marker.y, marker.radius + _GAP, _LINE / 2
    base = round(_LINE * 0.28, 1)
    for left, middle, anchor, at in (
        (x + space, y, "start", x + space),
        (x - space - width, y, "end", x - space),
        (x - width / 2, y - space - half, "middle", x),
        (x - width / 2, y + space + half, "middle", x),
    ):
        box = _Area(left, middle - half, left + width, middle + half)
        yield Label(round(at, 1), round(middle + base, 1), anchor, is_main), box
