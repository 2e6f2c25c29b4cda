"""What the fields that name other things by their ids offer to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cluster.content.equipment import Method, Quantity
from cluster.content.members import Member
from cluster.content.partners import Partner, Region
from cluster.content.projects import Project
from cluster.content.version import SiteVersion


class Offer(NamedTuple):
    """One of the things to choose from."""

    value: str
    """Its id."""
    label: str


Choices = Mapping[str, tuple[Offer, ...]]
"""What a field that names things offers, by its name."""


def choices_of(version: SiteVersion) -> Choices:
    """The choices for all such fields.

    Only what is public: everybody can read the file with the choices.
    """
    lists = {name: tuple(_choices(version, things(version))) for name, things in _LISTS.items()}
    return {field: lists[name] for field, name in _FIELDS.items()}


def _choices(version: SiteVersion, things: Iterable[Any]) -> Iterator[Offer]:
    for each in things:
        title = each.heading if hasattr(each, "heading") else each.title
        yield Offer(each.id, version.text_of(title))


_LISTS: Mapping[str, Callable[[SiteVersion], Iterable[Any]]] = {
    "pillars": lambda version: version.site.plans.pillars,
    "groups": lambda version: version.site.plans.working_groups,
    "parts": lambda version: (*version.site.plans.pillars, *version.site.plans.working_groups),
    "members": lambda version: version.site.of(Member),
    "partners": lambda version: version.site.of(Partner),
    "regions": lambda version: version.site.of(Region),
    "projects": lambda version: version.site.of(Project),
    "methods": lambda version: version.site.of(Method),
    "quantities": lambda version: version.site.of(Quantity),
    "events": lambda version: reversed(version.site.events),
    "news": lambda version: version.site.posts,
    "tags": lambda version: version.cluster.tags,
    "fields": lambda version: version.cluster.fields_of_work,
    "activities": lambda version: version.site.plans.activities,
    "commitments": lambda version: version.site.plans.commitments,
}

_FIELDS: Mapping[str, str] = {
    "pillars": "pillars",
    "working_groups": "groups",
    "guarantor_of": "parts",
    "of": "parts",
    "members": "members",
    "member": "members",
    "owner": "members",
    "joint_with": "partners",
    "partners": "partners",
    "region": "regions",
    "projects": "projects",
    "method": "methods",
    "quantity": "quantities",
    "event": "events",
    "at_event": "events",
    "events": "events",
    "news": "news",
    "tags": "tags",
    "fields": "fields",
    "activity": "activities",
    "carried_from": "activities",
    "fulfils": "commitments",
    "fulfils_in_part": "commitments",
}
