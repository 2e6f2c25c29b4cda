"""A cluster with many made-up members, whose numbers a test can count itself."""

from typing import Any

import yaml

KINDS = ("company", "university", "research-institute", "school", "other")
SIZES = ("small", "medium", "large", None)
REGIONS = ("north", "south", "east")
TOWNS = (("Přerov", "49.46, 17.45"), ("Brno", "49.2, 16.61"), ("Žďár", "49.56, 15.94"))
WORDS = (
    "brousí čočky",
    "měří světlo",
    "vrství zrcadla",
    "kreslí šošovky",
    "staví lasery",
    "opravuje dalekohledy",
)

NOTHING_OWNED: dict[str, str | bytes] = {
    "data/equipment.yaml": "methods: [{id: grinding, title: Broušení}]\n"
}
"""The miniature's equipment belongs to its own members."""

Tree = dict[str, Any]


def members(number: int) -> list[Tree]:
    """Members of all kinds; every tenth is a former one, and every fourth has no known region and date."""
    return [_member(each) for each in range(number)]


def _member(number: int) -> Tree:
    town, coordinates = TOWNS[number % len(TOWNS)]
    tree: Tree = {
        "id": f"member-{number}",
        "name": f"Člen číslo {number}",
        "kind": KINDS[number % 7 % len(KINDS)],
        "size": SIZES[number % 5 % len(SIZES)],
        "town": town,
        "coordinates": coordinates,
        "does": f"Firma, která {WORDS[number % len(WORDS)]} od roku {1900 + number % 97}.",
        "pillars": [["lenses"], ["mirrors"], ["lenses", "mirrors"], []][number % 4],
    }
    if number % 4:
        tree |= {"region": REGIONS[number % 11 % len(REGIONS)], "since": 2019 + number % 3}
    if number % 10 == 9:
        tree["until"] = "2021-06-30"
    return {key: value for key, value in tree.items() if value}


def present(trees: list[Tree]) -> list[Tree]:
    """Those who are members today."""
    return [each for each in trees if "until" not in each]


def sources(trees: list[Tree]) -> dict[str, str | bytes]:
    """The files of data/ with these members and their regions."""
    regions = [{"id": id, "title": f"Kraj {id}"} for id in REGIONS]
    return {
        "data/members.yaml": _yaml({"members": trees}),
        "data/partners.yaml": _yaml({"regions": regions}),
        **NOTHING_OWNED,
    }


def _yaml(tree: Tree) -> str:
    return str(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False))
