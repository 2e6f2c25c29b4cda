"""The map of members: towns, markers and labels, of which none covers another."""

from itertools import combinations, product
from math import dist
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from cluster.build import project
from cluster.build.cache import Cache
from cluster.build.prepared import DRAWN, Memo
from cluster.build.project import map_of_places
from cluster.content.members import Member
from cluster.language import Text
from cluster.pages.maps import TownMap, TownMarker, map_of, towns_of
from cluster.pages.templates import body_of
from cluster.reading.scalar_types import Coordinates, Id
from cluster.reading.scalars import parse_coordinates
from support.pages import text_of
from support.sources import miniature
from support.versions import pages, templates_of, version_on

TOWNS = {
    "Přerov": "49.455, 17.451",
    "Olomouc": "49.594, 17.251",
    "Brno": "49.195, 16.608",
    "Praha": "50.088, 14.421",
    "Dolní Břežany": "49.964, 14.459",
    "Úvaly": "50.074, 14.731",
    "Turnov": "50.587, 15.157",
    "Jeřmanice": "50.702, 15.101",
}


def member(id: str, town: str = "", coordinates: str = "") -> Member:
    return Member(
        id=Id(id),
        name=Text.of(cs=id),
        kind="company",
        town=Text.of(cs=town) if town else None,
        coordinates=Coordinates(*parse_coordinates(coordinates)) if coordinates else None,
    )


def drawn(*members: Member) -> TownMap:
    found = map_of(towns_of(members), name_of=lambda text: str(text.original), draw=map_of_places)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def czech() -> TownMap:
    return drawn(*(member(name, name, place) for name, place in TOWNS.items()))


def test_members_of_one_town_share_a_marker_whichever_of_them_has_the_coordinates() -> None:
    [marker] = drawn(member("a", "Brno"), member("b", "Brno", TOWNS["Brno"]), member("c", "Brno")).markers

    assert marker.number == 3


def test_a_town_without_coordinates_is_in_the_list_but_not_on_the_map() -> None:
    members = (member("a", "Brno", TOWNS["Brno"]), member("b", "Kdesi"), member("c"))

    assert [str(each.title.original) for each in towns_of(members)] == ["Brno", "Kdesi"]
    assert len(drawn(*members).markers) == 1


def test_without_any_coordinates_there_is_no_map() -> None:
    assert map_of(towns_of([member("a", "Brno")]), name_of=str, draw=map_of_places) is None


def test_a_map_is_drawn_once_for_many_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [parse_coordinates(each) for each in TOWNS.values()]

    def build() -> Any:
        maps = Memo(Cache(tmp_path, "program"), DRAWN)
        found = maps.of(map_of_places, places)
        maps.save()
        return found

    first = build()
    monkeypatch.delattr(project, "drawing")
    assert build() == first


def test_no_marker_covers_another(czech: TownMap) -> None:
    assert len(czech.markers) == len(TOWNS)
    for one, other in combinations(czech.markers, 2):
        assert dist((one.x, one.y), (other.x, other.y)) > one.radius + other.radius


def box(marker: TownMarker) -> tuple[float, float, float, float]:
    label = marker.label
    assert label is not None
    width = 9 * len(str(marker.towns[0].title.original))
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, label.y - 14, left + width, label.y + 3


def test_no_label_covers_another_or_leaves_the_map(czech: TownMap) -> None:
    boxes = [box(each) for each in czech.markers if each.label]
    dots = [(each.x, each.y, each.x, each.y) for each in czech.markers]

    assert len(boxes) >= len(TOWNS) - 2
    for left, top, right, bottom in boxes:
        assert left > 0
        assert top > 0
        assert right < czech.drawing.width
        assert bottom < czech.drawing.height
    for one, other in [*combinations(boxes, 2), *product(boxes, dots)]:
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_towns_that_are_too_near_to_each_other_share_a_marker() -> None:
    near = drawn(member("a", "Brno", "49.195, 16.608"), member("b", "Šlapanice", "49.169, 16.727"))
    [marker] = drawn(member("a", "Brno", "49.2, 16.61"), member("b", "Líšeň", "49.205, 16.63")).markers

    assert len(near.markers) == 2 or near.markers[0].number == 2
    assert [str(each.title.original) for each in marker.towns] == ["Brno", "Líšeň"]


def test_the_list_says_in_words_what_the_map_shows() -> None:
    version = version_on()
    env = templates_of(version, map_of_places)
    page: Any = lxml.html.fromstring(f"<main>{body_of(pages(version)['members/'], env)}</main>")

    [svg] = page.xpath("//svg[@class='map']")
    assert svg.get("aria-hidden") == "true"
    assert len(svg.xpath(".//circle")) == 1
    assert [text_of(each) for each in page.xpath("//*[@class='towns']/div")] == [
        "Přerov 2 Lupa, Ústav <světla> & stínu"
    ]


@pytest.mark.parametrize(
    ("town", "said"),
    [
        ("", "2 z 3 členů, kteří jsou zde představeni."),
        ("town: Přerov, ", "Všichni zde představení členové."),
    ],
)
def test_a_map_says_how_many_members_it_shows(town: str, said: str) -> None:
    members = miniature()["data/members.yaml"].decode()
    more = f"{members}  - {{id: glass, name: Sklo, {town}kind: company}}\n"
    version = version_on(changes={"data/members.yaml": more})
    page: Any = lxml.html.fromstring(
        f"<main>{body_of(pages(version)['members/'], templates_of(version, map_of_places))}</main>"
    )

    [fine] = page.xpath("//*[@aria-labelledby='members-on-map']/p")
    assert text_of(fine) == said
