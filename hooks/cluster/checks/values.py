"""Values of fields that several kinds of content share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar

from cluster.checks.missing_pages import adding
from cluster.checks.unread import may_be_in_unread
from cluster.content.item import ids_in
from cluster.content.kinds import KINDS, label
from cluster.content.site import Site
from cluster.problems import Place, Problem, suggestion
from cluster.reading.labels import plain


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


I = TypeVar("I", bound=_WithId)  # noqa: E741


class FieldValue(NamedTuple):
    """The value of a field of an item."""

    label: str
    """How problems name the item: `news 'open-day'`."""
    value: Any
    at: Place
    """The line of the value."""


def items_with(site: Site, field: str) -> Iterator[Any]:
    """Every item of the kinds that have a field."""
    for kind in KINDS:
        if field in kind.fields:
            yield from site.of(kind.cls)


def values_of(site: Site, field: str) -> Iterator[FieldValue]:
    """The value of a field in every item that has one."""
    for item in items_with(site, field):
        if value := getattr(item, field):
            yield FieldValue(label(item), value, item.at.of(field))


def unknown(
    site: Site, kind: str, where: str, thing: Any, field: str, known: Collection[str]
) -> Iterator[Problem]:
    """A problem for each id in a field of a thing that is not among the known ones; see `unknown_id`."""
    for number, id in enumerate(ids_in(thing, field)):
        if id not in known:
            yield from unknown_id(site, kind, where, id, thing.at.of(field, number), known)


def unknown_id(
    site: Site, kind: str, where: str, id: str, at: Place, known: Collection[str]
) -> Iterator[Problem]:
    """The problem of an id that is not among the known ones; none if a file with problems may have it."""
    if not may_be_in_unread(site, id):
        yield Problem(at, f"{where}: unknown {kind} '{id}'{meant(site, id, known)}{first(kind, known)}")


def first(kind: str, known: Collection[str]) -> str:
    """Where to add the first thing of a kind that can be named, as the end of a message; empty if there is
    one."""
    return "" if known else _FIRST[kind]


_PLAN = "data/plan.yaml"
_FIRST: Mapping[str, str] = {
    **{each.name: adding(each.key, each.file) for each in KINDS if each.file},
    **{each.name: f"; write a file in docs/{each.folder}/ first" for each in KINDS if each.folder},
    "pillar": adding("pillars", _PLAN),
    "working group": adding("working_groups", _PLAN),
    "activity": adding("activities", _PLAN),
    "activity or working group": adding("activities", _PLAN),
    "pillar or working group": "; name it in 'pillars' or 'working_groups' too",
    "tag": "; list it in data/cluster.yaml: tags: [{id: …, title: …}]",
    "field of work": "; list it in data/cluster.yaml: fields_of_work: [{id: …, title: …}]",
}
"""By the kind, as problems name it."""


def meant(site: Site, id: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the title of a known thing, or a similar id; else the known ones."""
    ids = [*known]
    titled = [each for each in site.ids_by_title.get(plain(id), ()) if each in ids]
    return f"; did you mean '{titled[0]}'?" if len(titled) == 1 else suggestion(id, ids)


def repeated(items: Iterable[I], key: Callable[[I], Any]) -> Iterator[tuple[I, I]]:
    """Each item with an earlier one that has the same key; an empty key is none.

    Items of one id are left out: that is a problem of its own, and mostly the cause of the other.
    """
    seen: dict[Any, I] = {}
    for item in items:
        other = seen.setdefault(value, item) if (value := key(item)) else item
        if other.id != item.id:
            yield item, other
