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

NAMES: Mapping[str, tuple[str, str]] = {
    "event": ("event", "events"),
    "news": ("news item", "news items"),
    "edition": ("edition of the newsletter", "editions of the newsletter"),
    "page": ("page", "pages"),
    "member": ("member", "members"),
    "partner": ("partner", "partners"),
    "region": ("region", "regions"),
    "equipment": ("entry of the equipment", "entries of the equipment"),
    "method": ("method", "methods"),
    "quantity": ("quantity", "quantities"),
    "wish": ("wanted piece of equipment", "wanted pieces of equipment"),
    "service": ("service", "services"),
    "call": ("call", "calls"),
    "project": ("project", "projects"),
    "plan": ("plan", "plans"),
    "goal": ("goal of the plan", "goals of the plan"),
    "activity": ("activity of the plan", "activities of the plan"),
    "pillar": ("pillar", "pillars"),
    "group": ("working group", "working groups"),
    "deliverable": ("result", "results"),
    "change": ("announced change of the plan", "announced changes of the plan"),
    "record": ("recorded status", "recorded statuses"),
    "source": ("source", "sources"),
    "synonym": ("entry of the search", "entries of the search"),
    "cluster": ("file about the cluster itself", "files about the cluster itself"),
}
"""What things of a kind are called, one and several, in the order in which they are told."""


ORDER = {kind: number for number, kind in enumerate(dict.fromkeys((*NAMES, *(each.name for each in KINDS))))}
"""The place of each kind in a review."""


def name_of(kind: str, number: int) -> str:
    """What one or several things of a kind are called."""
    return NAMES.get(kind, (kind, f"{kind}s"))[number != 1]


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
    return str(getattr(item, "link", "")) or str(item.words.original)


def title_of(thing: Any) -> str:
    """What people call a thing, in the first language of the site."""
    text = getattr(thing, "title", None) or getattr(thing, "name", None) or getattr(thing, "words", None)
    return str(text.original if isinstance(text, Text) else text or getattr(thing, "commitment", ""))


def source_of(file: str) -> str:
    """What a file is a version of: `docs/news/x` for `docs/news/x.en.md`; data files are themselves."""
    return file.partition(".")[0] if file.startswith("docs/") else file
