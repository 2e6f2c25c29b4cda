"""The things of a project that a review tells apart: items, the parts of its plans, its own data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cluster.content.item import Item
from cluster.content.kinds import KIND_OF, KINDS
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.content.site import Site
from cluster.language import Text
from cluster.problems import Problem


class Names(NamedTuple):
    """What things of a kind are called; the numbers are phrases of a Voice."""

    heading: str
    one: str
    many: str


NAMES: Mapping[str, Names] = {
    "event": Names("Events", "{n} event", "{n} events"),
    "news": Names("News", "{n} news item", "{n} news items"),
    "edition": Names("The newsletter", "{n} edition of the newsletter", "{n} editions of the newsletter"),
    "page": Names("Pages", "{n} page", "{n} pages"),
    "member": Names("Members", "{n} member", "{n} members"),
    "partner": Names("Partners", "{n} partner", "{n} partners"),
    "region": Names("Regions", "{n} region", "{n} regions"),
    "equipment": Names("Equipment", "{n} entry of the equipment", "{n} entries of the equipment"),
    "method": Names("Methods", "{n} method", "{n} methods"),
    "quantity": Names("Quantities", "{n} quantity", "{n} quantities"),
    "wish": Names("Wanted equipment", "{n} wanted piece of equipment", "{n} wanted pieces of equipment"),
    "service": Names("Services", "{n} service", "{n} services"),
    "call": Names("Calls", "{n} call", "{n} calls"),
    "project": Names("Projects", "{n} project", "{n} projects"),
    "plan": Names("Plans", "{n} plan", "{n} plans"),
    "goal": Names("Goals of the plan", "{n} goal of the plan", "{n} goals of the plan"),
    "activity": Names("Activities of the plan", "{n} activity of the plan", "{n} activities of the plan"),
    "pillar": Names("Pillars", "{n} pillar", "{n} pillars"),
    "group": Names("Working groups", "{n} working group", "{n} working groups"),
    "deliverable": Names("Results", "{n} result", "{n} results"),
    "change": Names(
        "Announced changes of the plan",
        "{n} announced change of the plan",
        "{n} announced changes of the plan",
    ),
    "record": Names("Recorded statuses", "{n} recorded status", "{n} recorded statuses"),
    "source": Names("Sources", "{n} source", "{n} sources"),
    "synonym": Names("Entries of the search", "{n} entry of the search", "{n} entries of the search"),
    "redirect": Names("Redirects", "{n} redirect", "{n} redirects"),
    "cluster": Names("The cluster itself", "the cluster’s own data", "the cluster’s own data"),
}
"""By kind, in the order in which they are told."""


ORDER = {kind: number for number, kind in enumerate(dict.fromkeys((*NAMES, *(each.name for each in KINDS))))}
"""The place of each kind in a review."""


def names_of(kind: str) -> Names:
    return NAMES.get(kind) or Names(kind.capitalize(), f"{{n}} {kind}", f"{{n}} {kind}s")


class Key(NamedTuple):
    """By what a thing is the same one in two versions."""

    kind: str
    """A key of `NAMES`."""
    id: str


class Snapshot(NamedTuple):
    """A version of a project, as far as it can be read."""

    things: Mapping[Key, Any]
    problems: tuple[Problem, ...] = ()
    """All that is wrong with it."""
    unread: frozenset[str] = frozenset()
    """The sources of `things` that could not be read, by `source_of`."""
    public: Site | None = None
    """What visitors see of it; None if there are problems."""


def things_of(values: Iterable[Any]) -> dict[Key, Any]:
    """The things among the values of files, by key."""
    return {key: thing for value in values for key, thing in _keyed(value)}


def _keyed(value: Any) -> Iterator[tuple[Key, Any]]:
    if isinstance(value, Plan):
        yield from _in_plan(value)
    elif isinstance(value, Cluster):
        yield Key("cluster", ""), value
    elif isinstance(value, Item):
        yield Key(KIND_OF[type(value)].name, _id_of(value)), value


def _in_plan(plan: Plan) -> Iterator[tuple[Key, Any]]:
    """The plan and its parts; pillars, goals and groups have the same ids in the plans of all years."""
    yield Key("plan", str(plan.year)), plan
    parts: dict[str, tuple[Any, ...]] = {
        "goal": plan.goals,
        "pillar": plan.pillars,
        "group": plan.working_groups,
    }
    for kind, found in parts.items():
        yield from ((Key(kind, f"{each.id} ({plan.year})"), each) for each in found)
    yield from ((Key("activity", each.id), each) for each in plan.activities)


PARTS: Mapping[str, tuple[str, ...]] = {
    "plan": ("goals", "pillars", "working_groups", "pillar_development"),
    "goal": ("activities",),
    "pillar": ("activities",),
}
"""The fields that hold things of their own, by kind."""


def _id_of(item: Any) -> str:
    """What tells an item apart from others of its kind, also if it has no id."""
    if KIND_OF[type(item)].has_ids:
        return str(item.id)
    if hasattr(item, "commitment"):
        return f"{item.commitment} ({item.date})"
    return str(getattr(item, "link", "") or getattr(item, "old", "")) or str(item.words.original)


def title_of(thing: Any) -> str:
    """What people call a thing, in the first language of the site."""
    text = getattr(thing, "title", None) or getattr(thing, "name", None) or getattr(thing, "words", None)
    other = getattr(thing, "commitment", None) or getattr(thing, "old", "")
    return str(text.original if isinstance(text, Text) else text or other)


def source_of(file: str) -> str:
    """What a file is a version of: `docs/news/x` for `docs/news/x.en.md`; data files are themselves."""
    return file.partition(".")[0] if file.startswith("docs/") else file
