"""Chooses what a map shows: the countries with points, whole if they are not too large, and a margin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cluster.outlines.levels import TURN, Box, Level, Outline, Place

_WHOLE = 32.0
"""A country up to this size, in degrees, is shown whole; or up to twice the size of the box of all points."""
_ISLAND = 0.2
"""Other parts of a country with points are shown too from this size on, as a part of its largest one's."""
_AROUND = 3.0
"""Degrees shown around the points where no country is shown whole."""
_SMALLEST = 2.2
"""The least width of a map in degrees; the outlines have no more detail."""
_MARGIN = 0.04
_FLATTEST, _TALLEST = 0.5, 1.1
"""Limits of height : width."""
_COAST = 0.06
"""Degrees to the land from a point that the simplified coast leaves in the sea."""
_BORDER, _FEW = 0.02, 3
"""Degrees to the border within which a few points, up to so many, count to the country beyond it."""


class Ring(NamedTuple):
    """A ring on a map; the map may show it a whole turn to the east or west."""

    outline: Outline
    box: Box
    turn: float


def unwrapped(places: Sequence[Place]) -> list[Place]:
    """The places side by side, with longitudes beyond 180 where they are on both sides of it."""
    xs = sorted({x for x, _ in places})
    gaps = [xs[0] + TURN - xs[-1], *(after - before for before, after in pairwise(xs))]
    west = xs[gaps.index(max(gaps))]
    return [(x if x >= west else x + TURN, y) for x, y in places]


def box_around(places: Sequence[Place]) -> Box:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return Box(min(xs), min(ys), max(xs), max(ys))


def rings_in(box: Box, level: Level) -> Iterator[Ring]:
    """All rings that may have a part in the box."""
    for outline in level.rings:
        for turn in outline.box.turns_to(box):
            yield Ring(outline, outline.box.shifted(turn), turn)


# ---- Countries with points ----------------------------------------------------------------------------


def rings_with(places: Sequence[Place], level: Level) -> list[Ring]:
    """The parts of countries in which the places lie.

    Outlines are simplified. So a place at sea counts to the coast beside it, and a few places just behind the
    border of a country with more of them count to that country.
    """
    inside = rings_around(places, level)
    at_sea = set(range(len(places))) - set().union(*inside.values())
    for ring in rings_around([near for index in at_sea for near in _near(places[index], _COAST)], level):
        inside.setdefault(ring, set())
    lying: dict[str, list[Place]] = {}
    for ring, indexes in inside.items():
        lying.setdefault(ring.outline.country, []).extend(places[index] for index in indexes)
    slips = {country for country, own in lying.items() if _is_slip(own, lying, level)}
    return [ring for ring in inside if ring.outline.country not in slips]


def _is_slip(own: list[Place], lying: dict[str, list[Place]], level: Level) -> bool:
    """Whether a country has few places, all of them so near to one with more that they may lie there."""
    larger = {country for country, places in lying.items() if len(places) > len(own)}
    if not larger or not 0 < len(own) <= _FEW:
        return False
    beside = (rings_around(_near(place, _BORDER), level) for place in own)
    return all(any(ring.outline.country in larger for ring in rings) for rings in beside)


def _near(place: Place, distance: float) -> list[Place]:
    """Eight places around one."""
    steps = (-distance, 0.0, distance)
    return [(place[0] + dx, place[1] + dy) for dx in steps for dy in steps if dx or dy]


def rings_around(places: Sequence[Place], level: Level) -> dict[Ring, set[int]]:
    """The rings in which places lie, with the indexes of these."""
    if not places:
        return {}
    ordered = sorted((y, x, index) for index, (x, y) in enumerate(places))
    inside = {ring: _inside(ring, ordered) for ring in rings_in(box_around(places), level)}
    holes: dict[str, set[int]] = {}
    for ring, indexes in inside.items():
        if ring.outline.is_hole:
            holes.setdefault(ring.outline.country, set()).update(indexes)
    return {
        ring: on_land
        for ring, indexes in inside.items()
        if not ring.outline.is_hole and (on_land := indexes - holes.get(ring.outline.country, set()))
    }


def _inside(ring: Ring, places: list[tuple[float, float, int]]) -> set[int]:
    """The indexes of the places inside of a ring: an odd number of its edges is to the east of them.

    The places, as y, x and index, are sorted: each edge looks only at those of its height. So the time
    does not grow with the product of both.
    """
    odd: set[int] = set()
    for (x1, y1), (x2, y2) in pairwise(ring.outline.places()):
        low, high = (y1, y2) if y1 < y2 else (y2, y1)
        for y, x, index in places[bisect_left(places, (low,)) : bisect_left(places, (high,))]:
            if x - ring.turn < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                odd ^= {index}
    return odd


# ---- The frame ----------------------------------------------------------------------------------------


def frame_of(points: Box, rings: Sequence[Ring], level: Level) -> Box:
    """What the map shows, for the box around its points and the rings in which they lie."""
    largest = max(_WHOLE, 2 * points.size)
    whole = [ring for ring in rings if ring.box.size <= largest]
    frame = points if len(whole) == len(rings) > 0 else points.grown(_AROUND, _AROUND)
    for ring in whole:
        frame = frame.with_box(ring.box)
    return _well_formed(_with_islands(frame, whole, level, largest))


def _with_islands(frame: Box, rings: Sequence[Ring], level: Level, largest: float) -> Box:
    """The frame with the other large parts of the same countries, as long as it does not become too large."""
    own = {ring.outline.country for ring in rings}
    sizes: dict[str, float] = {}
    for outline in level.rings:
        sizes.setdefault(outline.country, outline.box.size)
    for ring in rings_in(frame.grown(_WHOLE, _WHOLE), level):
        country, wider = ring.outline.country, frame.with_box(ring.box)
        if country in own and ring.box.size >= _ISLAND * sizes[country] and wider.size <= largest:
            frame = wider
    return frame


def _well_formed(frame: Box) -> Box:
    """The frame with a margin, neither tiny nor a narrow strip, nor wider than the world."""
    width = max(frame.width * (1 + 2 * _MARGIN), _SMALLEST, frame.height * (1 + 2 * _MARGIN) / _TALLEST)
    width = min(width, TURN)
    height = max(frame.height * (1 + 2 * _MARGIN), width * _FLATTEST)
    return frame.grown((width - frame.width) / 2, (height - frame.height) / 2)
