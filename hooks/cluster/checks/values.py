"""Values of fields that several kinds of content share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, NamedTuple

from cluster.content.kinds import KINDS, label
from cluster.content.site import Site
from cluster.problems import Place


class FieldValue(NamedTuple):
    """The value of a field of an item."""

    label: str
    """How problems name the item: `news 'open-day'`."""
    value: Any
    at: Place


def values_of(site: Site, field: str) -> Iterator[FieldValue]:
    """The value of a field in every item of the kinds that have it."""
    for kind in KINDS:
        if field in {each.name for each in fields(kind.cls)}:
            yield from (FieldValue(label(item), getattr(item, field), item.at) for item in site.of(kind.cls))
