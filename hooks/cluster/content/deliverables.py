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
    """Small letters, digits and hyphens; it must not change once published."""
    title: Text
    """A text: what was delivered."""
    kind: Literal["memorandum", "project", "label", "member", "document", "service", "other"]
    """One of these words: what sort of thing it is."""
    date: When | None = None
    """A date, exact or vague: when it was delivered."""
    date_note: Text | None = None
    """A text: what is known about the date; required without `date`."""
    possible_dates: tuple[When, ...] = ()
    """A list of dates of which one is right, if that is all that is known: `[2023-05, 2025-05]`."""
    count: int = 1
    """A whole number: how many of the activity's target it is, such as 2 projects submitted together."""
    fulfils: tuple[Id, ...] = ()
    """A list of ids of activities and working groups: the commitments for which it is evidence."""
    fulfils_in_part: tuple[Id, ...] = ()
    """A list of ids: commitments for which it shows that work was done, but not that they were delivered."""
    counts_because: Text | None = None
    """A text: why it is evidence although its date is not in the year of the plan or the deadline."""
    text: Text | None = None
    """A text of a sentence or two with the details."""
    sources: tuple[Link, ...]
    """A list of web addresses that prove it."""

    @property
    def when(self) -> When | None:
        return self.date

    @property
    def changed_on(self) -> tuple[When | None, ...]:
        return (self.date,)
