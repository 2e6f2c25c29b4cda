"""A map shows places on the outlines of their countries, wherever these are; no marker hides another."""

import gc
import re
from math import dist
from random import Random
from time import process_time

import pytest
from cluster.build.program_files import PROGRAM
from cluster.build.project import outlines_of
from cluster.outlines import levels
from cluster.outlines.drawing import Map, drawing
from cluster.outlines.levels import is_on_map, level_for, place_of
from cluster.outlines.markers import markers

PREROV, OLOMOUC, BRNO = (49.455, 17.451), (49.594, 17.251), (49.195, 16.607)
PRAHA, TURNOV, VSETIN = (50.087, 14.421), (50.587, 15.159), (49.339, 17.996)
TESIN = 49.746, 18.626
"""On the Olza, which is the border; the simplified outlines have it in Poland."""
CZECH = [PREROV, OLOMOUC, BRNO, PRAHA, TURNOV, VSETIN]
MUNICH, BERLIN, VIENNA = (48.14, 11.58), (52.52, 13.40), (48.21, 16.37)
TAIPEI, KAOHSIUNG = (25.03, 121.56), (22.62, 120.30)
SUVA, TAVEUNI, LAU = (-18.12, 178.45), (-16.83, -179.97), (-17.2, -178.9)
BOSTON, NEW_YORK = (42.36, -71.06), (40.71, -74.0)


def map_of(*points: tuple[float, float]) -> Map:
    return drawing(points, outlines_of)


def own(drawn: Map) -> set[str]:
    return {each.code for each in drawn.own}


def corners(path: str) -> list[tuple[int, int]]:
    """All points of a path."""
    found = []
    for part in path.removeprefix("M").split("M"):
        start, _, steps = part.rstrip("z").partition("l")
        x, y = map(int, re.findall(r"-?\d+", start))
        found.append((x, y))
        numbers = map(int, re.findall(r"-?\d+", steps))
        for dx, dy in zip(numbers, numbers, strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def corners_of(drawn: Map, code: str) -> list[tuple[int, int]]:
    [country] = [each for each in (*drawn.own, *drawn.around) if each.code == code]
    return corners(country.path)


def is_within(drawn: Map, points: list[tuple[int, int]], margin: int = 0) -> bool:
    width, height = drawn.width + margin, drawn.height + margin
    return all(-margin <= x <= width and -margin <= y <= height for x, y in points)


# ---- What a map shows ---------------------------------------------------------------------------------


def test_a_map_shows_the_whole_country_of_its_points_with_regions_and_neighbours() -> None:
    drawn = map_of(*CZECH)

    assert own(drawn) == {"CZE"}
    assert {each.code for each in drawn.around} == {"AUT", "DEU", "POL", "SVK"}
    assert is_within(drawn, corners_of(drawn, "CZE"))
    assert is_within(drawn, corners(drawn.regions))
    assert len(drawn.regions) > 500


def test_neighbours_are_cut_to_the_map_and_the_cut_is_beyond_its_edges() -> None:
    drawn = map_of(*CZECH)
    around = [point for each in drawn.around for point in corners(each.path)]

    assert is_within(drawn, around, margin=13)
    assert not is_within(drawn, around, margin=5)


def test_points_are_where_their_towns_are() -> None:
    drawn = map_of(PRAHA, BRNO, VSETIN)
    xs, ys = zip(*drawn.points, strict=True)

    assert xs == tuple(sorted(xs)), "from the west to the east"
    assert ys[0] < ys[1], "Praha is to the north of Brno"
    [left, right] = [pick(x for x, _ in corners_of(drawn, "CZE")) for pick in (min, max)]
    west, east = 12.09, 18.86  # of the country
    assert (xs[0] - left) / (right - left) == pytest.approx((PRAHA[1] - west) / (east - west), abs=0.01)


def test_a_degree_is_drawn_in_the_right_proportion() -> None:
    """At 50 degrees a degree of latitude is as long as 1.56 of longitude."""
    (x, y), (east, _), (_, north) = map_of((50, 15), (50, 16), (50.5, 15)).points

    assert (y - north) * 2 / (east - x) == pytest.approx(1.56, abs=0.02)


def test_countries_beside_each_other_are_both_shown_whole() -> None:
    drawn = map_of(MUNICH, BERLIN, VIENNA)

    assert own(drawn) == {"DEU", "AUT"}
    assert is_within(drawn, corners_of(drawn, "DEU"))
    assert is_within(drawn, corners_of(drawn, "AUT"))


def test_a_single_point_has_the_map_of_its_country() -> None:
    drawn, all_of_them = map_of(PREROV), map_of(*CZECH)

    assert (drawn.own, drawn.height) == (all_of_them.own, all_of_them.height)
    assert drawn.points == all_of_them.points[:1]


def test_taiwan_is_a_country_and_its_map_is_not_a_narrow_strip() -> None:
    drawn = map_of(TAIPEI, KAOHSIUNG)

    assert own(drawn) == {"TWN"}
    assert 0.5 <= drawn.height / drawn.width <= 1.1
    assert is_within(drawn, corners_of(drawn, "TWN"))


def test_places_on_both_sides_of_180_degrees_are_neighbours() -> None:
    drawn = map_of(SUVA, TAVEUNI, LAU)
    xs = [x for x, _ in drawn.points]

    assert own(drawn) == {"FJI"}
    assert xs == sorted(xs)
    assert drawn.around == (), "no other country is near"
    assert is_within(drawn, [(round(x), round(y)) for x, y in drawn.points])


def test_no_line_is_drawn_at_180_degrees() -> None:
    """Natural Earth cuts Russia there."""
    drawn = map_of((64.73, 177.5), (66.0, -172.0))
    [east, west] = [x for x, _ in drawn.points]
    cut = east + (west - east) * 2.5 / 10.5
    near = [y for x, y in corners_of(drawn, "RUS") if abs(x - cut) <= 2]

    assert own(drawn) == {"RUS"}
    assert len(near) < 8, "the coast crosses it a few times"


def test_the_other_islands_of_a_country_are_shown_with_it() -> None:
    copenhagen, aarhus = (55.68, 12.57), (56.16, 10.20)
    alone, both = map_of(copenhagen), map_of(copenhagen, aarhus)

    assert alone.own == both.own
    assert alone.points[0] == both.points[0]


def test_an_island_with_a_point_is_shown_whole() -> None:
    """Corsica is too small to be shown on every map of France."""
    ajaccio = 41.93, 8.74
    drawn = map_of(ajaccio)

    assert is_within(drawn, corners_of(drawn, "FRA"))


def test_a_tiny_country_is_not_drawn_larger_than_its_outline_allows() -> None:
    drawn = map_of((-0.52, 166.92), (-0.52, 166.94))
    [one, other] = drawn.points

    assert own(drawn) == {"NRU"}
    assert dist(one, other) < 10


def test_islands_beyond_180_degrees_lie_under_their_points() -> None:
    auckland, nukualofa = (-36.85, 174.76), (-21.14, -175.22)
    drawn = map_of(auckland, nukualofa)

    assert own(drawn) == {"NZL", "TON"}
    assert min(dist(drawn.points[1], corner) for corner in corners_of(drawn, "TON")) < 20


def test_a_country_too_large_is_shown_around_its_points() -> None:
    drawn = map_of(BOSTON, NEW_YORK)
    [boston, new_york] = drawn.points

    assert own(drawn) == {"USA"}
    assert dist(boston, new_york) > drawn.width / 5


def test_points_around_the_world_are_on_one_map() -> None:
    points = [PRAHA, TAIPEI, (-33.87, 151.21), (37.77, -122.42), (-33.45, -70.67)]
    drawn = map_of(*points)

    assert own(drawn) == {"CZE", "TWN", "AUS", "USA", "CHL"}
    assert is_within(drawn, [(round(x), round(y)) for x, y in drawn.points])


def test_a_town_on_the_border_counts_to_the_country_of_the_others() -> None:
    assert own(map_of(*CZECH, TESIN)) == {"CZE"}
    assert own(map_of(TESIN)) == {"POL"}, "if this fails, the example no longer tells anything"


def test_a_country_inside_of_another_is_not_part_of_it() -> None:
    maseru = -29.31, 27.48
    assert own(map_of(maseru)) == {"LSO"}


def test_a_place_on_the_coast_counts_to_its_country() -> None:
    """The simplified coast leaves it in the sea."""
    ijmuiden_pier = 52.463, 4.53
    assert own(map_of(ijmuiden_pier)) == {"NLD"}


def test_a_place_amid_the_ocean_has_a_map_too() -> None:
    drawn = map_of((-40.0, -120.0))

    assert (drawn.own, drawn.around, drawn.regions) == ((), (), "")
    assert drawn.points == ((drawn.width / 2, drawn.height / 2),)


CAPITALS = {
    "ISL": (64.14, -21.93),
    "NOR": (59.91, 10.75),
    "PRT": (38.72, -9.14),
    "GRC": (37.98, 23.72),
    "MLT": (35.89, 14.50),
    "LUX": (49.61, 6.13),
    "MDV": (4.175, 73.51),
    "SGP": (1.30, 103.85),
    "UKR": (50.45, 30.52),
    "RUS": (55.75, 37.62),
    "CAN": (45.42, -75.69),
    "JPN": (35.68, 139.69),
    "NZL": (-41.29, 174.78),
    "ZAF": (-25.75, 28.19),
    "BRA": (-15.79, -47.88),
    "SAU": (24.71, 46.67),
}


@pytest.mark.parametrize("country", CAPITALS)
def test_any_country_has_a_map(country: str) -> None:
    drawn = map_of(CAPITALS[country])

    assert own(drawn) == {country}
    assert is_within(drawn, [(round(x), round(y)) for x, y in drawn.points])


def test_the_crimea_is_ukraines() -> None:
    assert own(map_of((44.95, 34.10))) == {"UKR"}


@pytest.mark.parametrize("point", [(85, 0), (-85, 180), (0, -180), (49.5, 17.5)])
def test_places_on_the_map(point: tuple[float, float]) -> None:
    assert is_on_map(*point)
    assert map_of(point).points


@pytest.mark.parametrize("point", [(85.1, 0), (-90, 0), (0, 180.5), (17.5, 495), (float("nan"), 0)])
def test_places_off_the_map(point: tuple[float, float]) -> None:
    assert not is_on_map(*point)


# ---- The size of a map --------------------------------------------------------------------------------


@pytest.mark.parametrize("points", [CZECH, [MUNICH, BERLIN, VIENNA], [TAIPEI], [*CZECH, VIENNA, TAIPEI]])
def test_a_map_is_small(points: list[tuple[float, float]]) -> None:
    drawn = map_of(*points)
    paths = [drawn.regions, *(each.path for each in (*drawn.own, *drawn.around))]

    assert sum(map(len, paths)) < 25_000
    assert not any("." in path for path in paths)


def test_a_map_is_drawn_in_a_moment_and_many_points_cost_little() -> None:
    random = Random(1)
    points = [(random.uniform(48.8, 50.8), random.uniform(12.5, 18.5)) for _ in range(10_000)]
    levels._level.cache_clear()
    gc.freeze()  # else the collector may go through what all tests before have left
    start = process_time()
    map_of(*points[:30])
    middle = process_time()
    map_of(*points)
    end = process_time()
    gc.unfreeze()

    assert middle - start < 0.2
    assert end - middle < 0.5


def test_the_outlines_of_the_world_say_where_they_are_from_and_are_small() -> None:
    texts = [path.read_text(encoding="ascii") for path in (PROGRAM / "outlines").glob("*.txt")]

    assert len(texts) == 3
    assert sum(map(len, texts)) <= 1_000_000
    for text in texts:
        assert re.search(r"Natural Earth .*version \d.*public domain", text[:400])


def test_outlines_are_closed_and_within_their_boxes() -> None:
    for size in (1, 50, 300):
        level = level_for(size, outlines_of)
        assert len({each.country for each in level.rings}) > 190
        for ring in level.rings:
            places = ring.places()
            assert places[0] == places[-1]
            assert min(x for x, _ in places) == pytest.approx(ring.box.left)
            assert max(y for _, y in places) == pytest.approx(ring.box.top)


def test_the_equator_is_in_the_middle_of_the_world() -> None:
    assert place_of(0, 12) == (12, 0)
    assert place_of(50, 12)[1] == -place_of(-50, 12)[1]


# ---- Markers ------------------------------------------------------------------------------------------


def test_members_in_one_town_share_a_marker() -> None:
    found = markers([(10.0, 10.0), (500.0, 300.0), (12.0, 11.0)], 24)

    assert [(each.x, each.y, each.points) for each in found] == [(10, 10, [0, 2]), (500, 300, [1])]


def test_a_marker_stands_where_most_of_its_points_do() -> None:
    [marker] = markers([(10.0, 10.0), (20.0, 10.0), (20.0, 10.0)], 24)

    assert (marker.x, marker.y, marker.points) == (20, 10, [0, 1, 2])


def test_a_point_between_two_markers_joins_the_nearer() -> None:
    first, second, between = (0.0, 0.0), (30.0, 0.0), (18.0, 0.0)
    found = markers([first, first, second, second, between], 24)

    assert [each.points for each in found] == [[0, 1], [2, 3, 4]]


def test_no_two_markers_overlap_and_each_point_has_one() -> None:
    random = Random(2)
    places = [(random.uniform(0, 1000), random.uniform(-100, 600)) for _ in range(2000)]
    found = markers(places, 24)

    assert sorted(index for each in found for index in each.points) == list(range(2000))
    for index, one in enumerate(found):
        assert all(dist((one.x, one.y), (other.x, other.y)) >= 24 for other in found[:index])
        assert all(dist((one.x, one.y), places[point]) < 24 for point in one.points)


def test_the_order_of_the_points_does_not_move_a_marker() -> None:
    random = Random(3)
    places = [(random.uniform(0, 300), random.uniform(0, 300)) for _ in range(100)]
    one, other = markers(places, 24), markers(places[::-1], 24)

    assert [(each.x, each.y) for each in one] == [(each.x, each.y) for each in other]
