"""The base of all items of content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime, time
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo

from cluster.dates import When, begins
from cluster.frozen import frozen
from cluster.pictures.model import MOST_BYTES, Picture
from cluster.problems import NOWHERE, Place


class Wanted(NamedTuple):
    """A picture that a page shows."""

    file: str
    """Its path below docs/."""
    at: Place
    """The place that refers to it, for problems."""
    most: int = MOST_BYTES
    """The size in bytes that its file may have."""


def ids_in(thing: Any, field: str) -> tuple[str, ...]:
    """The ids in a field of a thing: one, a list, or none."""
    value = getattr(thing, field)
    return value if isinstance(value, tuple) else (value,) if value else ()


class Reference(NamedTuple):
    """Another item that a thing names."""

    cls: type[Item]
    id: str
    by: Any
    """The thing, which has a place."""
    field: str
    number: int
    """The place of the id in the field's list."""

    @property
    def at(self) -> Place:
        """The line of the id."""
        place: Place = self.by.at.of(self.field, self.number)
        return place


def references_in(thing: Any, fields: Mapping[str, type[Item]]) -> list[Reference]:
    """The items that a thing names in its fields, by the class of the named ones."""
    return [
        Reference(cls, id, thing, field, number)
        for field, cls in fields.items()
        for number, id in enumerate(ids_in(thing, field))
    ]


@frozen
class Item:
    """One item of a kind; `content/kinds.py` lists the kinds."""

    at: Place = field(default=NOWHERE, repr=False, compare=False)
    """Its place in the sources."""

    def moments(self, zone: ZoneInfo) -> list[datetime]:
        """The moments before which it is hidden, such as its date and the end of an embargo."""
        return []

    @property
    def references(self) -> list[Reference]:
        """The other items that it names."""
        return []

    @property
    def changed_on(self) -> tuple[When | date | None, ...]:
        """The days on which its page changed in a way that readers notice, those ahead included; not those
        of the past of which it tells, such as the beginning of a membership."""
        return ()

    def wanted(self) -> Iterable[Wanted]:
        """The pictures that it shows."""
        return ()

    def illustrated(self, pictures: Mapping[str, Picture]) -> Self:
        """The item with its pictures, given by path below docs/; itself if it has none."""
        return self

    @property
    def files(self) -> set[str]:
        """The paths below docs/ of all files that it names."""
        return {each.file for each in self.wanted()}

    def out_from(self, zone: ZoneInfo) -> datetime | None:
        """The moment of publication; None for a draft, and for an item that was always public."""
        return max(self.moments(zone), default=None)

    def on(self, today: date) -> Self:
        """The item without what cannot be true yet on a day; itself if that is nothing."""
        return self

    def is_out(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether it is public."""
        return all(moment <= now for moment in self.moments(zone))


def starts_of(zone: ZoneInfo, *dates: When | date | None) -> list[datetime]:
    """The first moment of each date; None is skipped."""
    return [
        begins(each, zone) if isinstance(each, When) else datetime.combine(each, time.min, zone)
        for each in dates
        if each
    ]
