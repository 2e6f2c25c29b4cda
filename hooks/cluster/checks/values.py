"""Fields that several kinds of content have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, NamedTuple

from cluster.content.kinds import KINDS, label
from cluster.content.site import Site
from cluster.problems import Place


class Value(NamedTuple):
    """The value of a field of an item."""

    label: str
    """What problems call the item: `news 'open-day'`."""
    value: Any
    at: Place


def values_of(site: Site, field: str) -> Iterator[Value]:
    """A field's value in every item whose kind has that field."""
    for kind in KINDS:
        if field in {each.name for each in fields(kind.cls)}:
            yield from (Value(label(item), getattr(item, field), item.at) for item in site.of(kind.cls))
