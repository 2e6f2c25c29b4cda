"""Deliverables: results besides events and news, such as a signed memorandum or a submitted project."""

from __future__ import annotations

from typing import Literal

from cluster.content.item import Item
from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.reading.scalar_types import Id, Link


@frozen
class Deliverable(Item):
    """One entry of data/deliverables.yaml: something that was delivered, with its proof."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published."""
    title: Text
    """What was delivered."""
    kind: Literal["memorandum", "project", "label", "member", "document", "service", "other"]
    """What sort of result it is, such as `memorandum`, `document` or `service`."""
    date: When | None = None
    """When it was delivered, as exact as it is known."""
    date_note: Text | None = None
    """What is known about the date; required without `date`."""
    possible_dates: tuple[When, ...] = ()
    """A list of dates of which one is right, if that is all that is known: `[2023-05, 2025-05]`."""
    count: int = 1
    """How much it adds towards the target of the activity, such as 2 for two projects submitted together."""
    fulfils: tuple[Id, ...] = ()
    """A list of ids of the activities and working groups for which it is evidence."""
    fulfils_in_part: tuple[Id, ...] = ()
    """A list of ids of commitments for which it proves that work was done, but not that it was completed."""
    counts_because: Text | None = None
    """Why it is evidence although its date is not in the year of the plan or the deadline."""
    text: Text | None = None
    """One or two sentences with the details."""
    sources: tuple[Link, ...]
    """A list of web addresses where what is said here can be checked."""

    @property
    def when(self) -> When | None:
        return self.date

    @property
    def changed_on(self) -> tuple[When | None, ...]:
        return (self.date,)
