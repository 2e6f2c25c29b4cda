"""Puts points of a drawing that are too near to each other into one marker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import dist

from cluster.outlines.levels import Place


@dataclass(frozen=True, slots=True)
class MapMarker:
    """One or more points of a drawing."""

    x: float
    y: float
    points: list[int] = field(default_factory=list)
    """The indexes of the points it stands for, ascending."""


def markers(places: Sequence[Place], distance: float) -> list[MapMarker]:
    """Markers for the points of a drawing, no two of them nearer to each other than `distance`.

    The places with most points come first, and each other joins the nearest marker or becomes one; so a
    marker stands where most of its points do. Only the cells of a grid around a place are searched, each of
    which holds four markers at most: the time grows with the number of points, not with its square.
    """
    counts = Counter(places)
    cells: dict[tuple[int, int], list[MapMarker]] = {}
    marker_of: dict[Place, MapMarker] = {}
    for place in sorted(counts, key=lambda place: (-counts[place], place)):
        column, row = int(place[0] // distance), int(place[1] // distance)
        around = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        near = [(dist(place, (each.x, each.y)), each) for cell in around for each in cells.get(cell, ())]
        length, marker = min(near, key=lambda pair: pair[0], default=(distance, MapMarker(*place)))
        if length >= distance:
            marker = MapMarker(*place)
            cells.setdefault((column, row), []).append(marker)
        marker_of[place] = marker
    for index, place in enumerate(places):
        marker_of[place].points.append(index)
    return [each for cell in cells.values() for each in cell]
