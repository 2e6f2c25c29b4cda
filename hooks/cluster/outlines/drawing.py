"""Draws places on a map of their countries, as values for an SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from cluster.outlines.frames import Ring, box_around, frame_of, rings_in, rings_with, unwrapped
from cluster.outlines.levels import Box, Place, TextOf, level_for, place_of

WIDTH = 1000
"""Of every drawing."""

_BLEED = 12.0
"""How far outlines continue beyond the edges of the drawing, so that the lines along these are not seen."""


class Country(NamedTuple):
    code: str
    """Three letters: `CZE`."""
    path: str
    """The `d` of a `<path>` with `fill-rule="evenodd"`."""


class Map(NamedTuple):
    """A drawing, `0 0 width height` being its view box; whatever is beyond that must not be shown."""

    width: int
    height: int
    own: tuple[Country, ...]
    """The countries with points."""
    around: tuple[Country, ...]
    """All other countries in the drawing."""
    regions: str
    """The borders of the regions of `own`, as the `d` of a `<path>`; `` if they have none."""
    points: tuple[Place, ...]
    """x and y of each point, in the order in which they were given; one decimal."""


def drawing(points: Sequence[tuple[float, float]], text_of: TextOf) -> Map:
    """The map of these latitudes and longitudes, at least one; see `levels.is_on_map` for what they may be.

    `text_of` reads a level of outlines/.
    """
    places = unwrapped([place_of(*point) for point in points])
    box = box_around(places)
    found = level_for(box.size, text_of)
    rings = rings_with(places, found)
    frame = frame_of(box, rings, found)
    own = {ring.outline.country for ring in rings}
    on_paper = _projection(frame)
    level = level_for(frame.size, text_of)
    outlines = list(_outlines(rings_in(frame, level), frame))
    borders = chain.from_iterable(level.regions[each]() for each in sorted(own & level.regions.keys()))
    return Map(
        WIDTH,
        round(frame.height * WIDTH / frame.width),
        tuple(each for each in outlines if each.code in own),
        tuple(each for each in outlines if each.code not in own),
        _borders(borders, frame),
        tuple((round(x, 1), round(y, 1)) for x, y in map(on_paper, places)),
    )


def _projection(frame: Box) -> Callable[[Place], Place]:
    """From degrees to the drawing, whose y grows to the south."""
    scale = WIDTH / frame.width
    return lambda place: ((place[0] - frame.left) * scale, (frame.top - place[1]) * scale)


# ---- Paths --------------------------------------------------------------------------------------------


def _outlines(rings: Iterable[Ring], frame: Box) -> Iterator[Country]:
    """The outlines in the frame, one for each country."""
    paths: dict[str, list[str]] = {}
    bleed = _BLEED * frame.width / WIDTH
    paper, on_paper = frame.grown(bleed, bleed), _projection(frame)
    for ring in rings:
        places = [(x + ring.turn, y) for x, y in ring.outline.places()]
        inside = places if paper.holds(ring.box) else _clipped(places, paper)
        if path := _path(map(on_paper, inside), "z"):
            paths.setdefault(ring.outline.country, []).append(path)
    return (Country(country, "".join(parts)) for country, parts in paths.items())


def _borders(lines: Iterable[list[Place]], frame: Box) -> str:
    """Those borders of regions that have a part in the frame."""
    on_paper, turned = _projection(frame), [(line, box_around(line).turns_to(frame)) for line in lines]
    return "".join(
        _path(on_paper((x + turn, y)) for x, y in line) for line, turns in turned for turn in turns
    )


def _path(places: Iterable[Place], end: str = "") -> str:
    """A path through whole numbers, `M3 4l5 6-7 8z`; `` if nothing can be seen of it."""
    points = [(round(x), round(y)) for x, y in places]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points) if (x1, y1) != (x2, y2)]
    if len(steps) < (3 if end else 1):
        return ""
    numbers = " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{numbers}{end}"


def _clipped(places: list[Place], box: Box) -> list[Place]:
    """The part of a ring inside of a box: Sutherland and Hodgman's method, one edge after the other."""
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.bottom, 1), (1, box.top, -1)):
        places = list(_cut(places, axis, limit, sign))
    return places


def _cut(places: list[Place], axis: int, limit: float, sign: int) -> Iterator[Place]:
    """The part of a ring where x (`axis` 0) or y (1) is greater than a limit, or less if `sign` is -1."""
    if not places:
        return
    before, was_inside = places[-1], sign * (places[-1][axis] - limit) >= 0
    for place in places:
        is_inside = sign * (place[axis] - limit) >= 0
        if is_inside != was_inside:
            yield _crossing(before, place, axis, limit)
        if is_inside:
            yield place
        before, was_inside = place, is_inside


def _crossing(start: Place, end: Place, axis: int, limit: float) -> Place:
    part = (limit - start[axis]) / (end[axis] - start[axis])
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])
