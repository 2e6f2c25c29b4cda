"""The ids of a project, which other files may name, and the classes that a field names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cluster.reading.descriptions import forms_in
from cluster.reading.fields import fields_of
from cluster.reading.yaml_tree import Node

Choices = Mapping[str, Mapping[str, str]]
"""By the name of a class: the titles of its items by id."""

_COMMITMENTS = ("Activity", "WorkingGroup")
_EVENTS = ("Event", "PlannedEvent", "Call")
_PARTS = ("Pillar", "WorkingGroup")

NAMED: Mapping[str, tuple[str, ...]] = {
    "pillars": ("Pillar",),
    "working_groups": ("WorkingGroup",),
    "members": ("Member",),
    "member": ("Member",),
    "owner": ("Member",),
    "joint_with": ("Partner",),
    "partners": ("Partner",),
    "projects": ("Project",),
    "region": ("Region",),
    "method": ("Method",),
    "quantity": ("Quantity",),
    "tags": ("NewsTag",),
    "fields": ("FieldOfWork",),
    "news": ("Post",),
    "event": _EVENTS,
    "events": _EVENTS,
    "at_event": _EVENTS,
    "fulfils": _COMMITMENTS,
    "fulfils_in_part": _COMMITMENTS,
    "activity": _COMMITMENTS,
    "carried_from": _COMMITMENTS,
    "of": _PARTS,
    "guarantor_of": _PARTS,
}
"""The classes of the items that a field names by their ids."""

FREE = ("id", "guid", "Record.commitment", "Revision.event")
"""Fields with ids of their own, or of what may be gone."""


class HasId(NamedTuple):
    """Something that has an id."""

    cls: str
    id: str
    title: str
    names: tuple[str, ...] = ()
    """Its titles, names and short names in all languages."""


def ids_in(cls: Any, node: Node) -> Iterator[HasId]:
    """What has an id in a tree that is written as the class says; what is not is left out."""
    if not isinstance(node.value, dict):
        return
    fields = fields_of(cls)
    own = node.value.get("id")
    if "id" in fields and own and isinstance(own.value, str):
        yield HasId(cls.__name__, own.value, title_of(node), names_of(node))
    for name, (hint, _) in fields.items():
        for form in forms_in(hint):
            below = node.value.get(name)
            children = below.value if below and isinstance(below.value, list) else [below]
            for child in children:
                yield from ids_in(form, child) if child else ()


def title_of(node: Node) -> str:
    """The title or the name of an item, in the language that stands first; empty if it has none."""
    texts = node.value if isinstance(node.value, dict) else {}
    found = next((texts[key] for key in ("title", "name", "label") if key in texts), None)
    value = found.value if found else ""
    while isinstance(value, dict) and value:
        value = next(iter(value.values())).value
    return value if isinstance(value, str) else ""


def names_of(node: Node) -> tuple[str, ...]:
    """What an item may be called, in all languages."""
    texts = node.value if isinstance(node.value, dict) else {}
    found = [texts[key].value for key in ("title", "name", "short_name", "label") if key in texts]
    versions = [
        [each.value for each in text.values()] if isinstance(text, dict) else [text] for text in found
    ]
    return tuple(each for text in versions for each in text if isinstance(each, str))


def by_class(found: Iterator[HasId]) -> dict[str, dict[str, str]]:
    """The titles by class and id."""
    choices: dict[str, dict[str, str]] = {}
    for each in found:
        choices.setdefault(each.cls, {})[each.id] = each.title
    return choices


_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_yaml_reads(text: str) -> str | float | bool:
    """What YAML 1.2 makes of a text without quotation marks: `2022` is a number, `true` is none."""
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text
