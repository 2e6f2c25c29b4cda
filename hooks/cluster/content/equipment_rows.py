"""Equipment as lists show it, with what other lists know about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cluster.content.equipment import Equipment, Method
from cluster.content.equipment_grades import Grade, grade_of
from cluster.content.listing import Linked, linked
from cluster.content.members import Member
from cluster.content.shared_equipment import method_of, region_of
from cluster.content.site import Site
from cluster.content.tags import Tag


class EquipmentRow(NamedTuple):
    """An item of equipment as lists show it."""

    item: Equipment
    owner: Linked | None
    method: Method | None
    region: Linked | None
    grade: Grade | None
    pillars: list[Tag]


def rows_of(items: Iterable[Equipment], site: Site, tags: Mapping[str, Tag]) -> list[EquipmentRow]:
    """The rows of items, in their order; `tags` are those of all pillars."""
    return [_row_of(each, site, tags) for each in items]


def _row_of(item: Equipment, site: Site, tags: Mapping[str, Tag]) -> EquipmentRow:
    region = region_of(site, item)
    return EquipmentRow(
        item,
        member_linked(site, item.owner) or (Linked(item.owner_name) if item.owner_name else None),
        method_of(site, item),
        linked(region) if region else None,
        grade_of(item),
        [tags[id] for id in item.pillars],
    )


def member_linked(site: Site, id: str | None) -> Linked | None:
    member = site.find(Member, id)
    return linked(member) if member else None
