"""What a site has of shared equipment: by owner and method, and what is wanted."""

from __future__ import annotations

from datetime import date

from cluster.content.equipment import Equipment, Method, Wish
from cluster.content.equipment_grades import is_due
from cluster.content.members import Member
from cluster.content.partners import Region
from cluster.content.site import Site


def equipment_by(site: Site, field: str) -> dict[str, list[Equipment]]:
    """The equipment by the id in a field that has one at most: `owner` or `method`."""
    found: dict[str, list[Equipment]] = {}
    for item in site.of(Equipment):
        if id := getattr(item, field):
            found.setdefault(id, []).append(item)
    return found


def owned_by_members(site: Site) -> int:
    """How many items of the equipment belong to members."""
    return sum(bool(each.owner) for each in site.of(Equipment))


def method_of(site: Site, thing: Equipment | Wish) -> Method | None:
    return site.find(Method, thing.method)


def region_of(site: Site, item: Equipment) -> Region | None:
    """The region in which the equipment is: its own, else that of its owner."""
    owner = site.find(Member, item.owner)
    return site.find(Region, item.region or (owner.region if owner else None))


def wanted_on(site: Site, today: date) -> list[Wish]:
    """What members look for on a day, the latest wish first."""
    return [each for each in site.of(Wish) if each.is_open(today)]


def due(site: Site, today: date) -> list[Equipment]:
    """The equipment whose records should be checked, those never checked first."""
    found = [each for each in site.of(Equipment) if is_due(each, today)]
    return sorted(found, key=lambda each: (each.checked or date.min, each.id))
