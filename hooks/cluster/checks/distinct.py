"""Rules that keep things apart, by id, number and name: each rule is a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from cluster.checks.values import repeated
from cluster.content.equipment import Equipment, Method, Quantity
from cluster.content.item import Item
from cluster.content.kinds import KIND_OF, KINDS
from cluster.content.members import Member
from cluster.content.partners import Partner, Region
from cluster.content.projects import Project
from cluster.content.services import Call, Service
from cluster.content.site import Site
from cluster.problems import Place, Problem

TITLE = ("title",)

DISTINCT: tuple[tuple[type[Item], tuple[str, ...]], ...] = (
    (Member, ("name",)),
    (Member, ("registration_number",)),
    (Partner, ("name", "country")),
    (Region, TITLE),
    (Service, TITLE),
    (Method, TITLE),
    (Quantity, TITLE),
    (Project, ("title", "code", "starts")),
    (Call, ("title", "code", "opens", "closes")),
    (Equipment, ("title", "owner", "owner_name", "unit", "place")),
)
"""The fields by which readers tell the items of a kind apart: no two items have the same in all of them."""


def ids_are_unique(site: Site) -> Iterator[Problem]:
    """No two items of a kind have the same id."""
    plans, cluster = site.plans, site.cluster
    activities = [activity for plan in reversed(plans.all) for activity in plan.activities]
    groups: list[tuple[str, Iterable[Any]]] = [
        ("activity", activities),
        ("event", [_EventOfPlan(each.event.id, each.at) for each in activities if each.event]),
        ("award", cluster.awards),
        ("figure", cluster.figures),
        ("organ", cluster.organs),
        *((kind.name, _as_written(site.of(kind.cls))) for kind in KINDS if kind.file and kind.has_ids),
        *_titled(site),
    ]
    for name, items in groups:
        seen: dict[str, Place] = {}
        for item in items:
            if item.id in seen:
                there = seen[item.id].seen_from(item.at)
                yield Problem(item.at.of("id"), f"{name} '{item.id}': duplicate id (first used {there})")
            seen.setdefault(item.id, item.at)


class _EventOfPlan(NamedTuple):
    """The event of an activity, at the place of the activity."""

    id: str
    at: Place


def _as_written(items: Iterable[Item]) -> list[Item]:
    """The items in the order of their file, so that the later one of a pair is told."""
    return sorted(items, key=lambda each: each.at)


def _titled(site: Site) -> Iterator[tuple[str, Iterable[Any]]]:
    """Lists whose entries have an id and a title, with the name of an entry."""
    yield "tag", site.cluster.tags
    yield "field of work", site.cluster.fields_of_work
    for plan in site.plans.all:
        yield from (("goal", plan.goals), ("pillar", plan.pillars), ("working group", plan.working_groups))


def names_are_unique(site: Site) -> Iterator[Problem]:
    """Readers can tell any two entries of a list apart."""
    lists: list[tuple[str, Iterable[Any], tuple[str, ...]]] = [
        (name, items, TITLE) for name, items in _titled(site)
    ]
    lists += [(KIND_OF[cls].name, _as_written(site.of(cls)), fields) for cls, fields in DISTINCT]
    for name, items, fields in lists:
        for item, other in repeated(items, _key_of(fields)):
            what, there = fields[0].replace("_", " "), other.at.seen_from(item.at)
            message = f"same {what} as '{other.id}' {there}"
            yield Problem(item.at.of(fields[0]), f"{name} '{item.id}': {message}{_cure(fields)}")


def _key_of(fields: tuple[str, ...]) -> Callable[[Any], tuple[str, ...]]:
    """A function for the values of fields, as readers compare them; empty without the first one."""

    def key(item: Any) -> tuple[str, ...]:
        values = [getattr(item, field) for field in fields]
        return tuple(_compared(each) for each in values) if values[0] else ()

    return key


def _compared(value: Any) -> str:
    """A value without what readers hardly see: capitals and blanks."""
    return "".join(str(getattr(value, "original", value)).casefold().split())


def _cure(fields: tuple[str, ...]) -> str:
    """What else may tell two entries apart that have the same name."""
    others = " or ".join(f"'{field}'" for field in fields[1:][-2:])
    return f"; delete one of them, or tell them apart by {others}" if others else "; delete one of them"


def pillar_numbers_are_unique(site: Site) -> Iterator[Problem]:
    """No two pillars of a plan have the same number."""
    for plan in site.plans.all:
        for pillar, other in repeated(plan.pillars, lambda each: each.number):
            message = f"number {pillar.number} is already used by pillar '{other.id}'"
            yield Problem(pillar.at.of("number"), f"pillar '{pillar.id}': {message}")


RULES = (ids_are_unique, names_are_unique, pillar_numbers_are_unique)
