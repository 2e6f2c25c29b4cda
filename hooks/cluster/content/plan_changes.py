"""Changes to the plan since it was approved."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from cluster.content.item import Item, starts_of
from cluster.frozen import frozen
from cluster.language import Text
from cluster.reading.scalar_types import Id


@frozen
class Change(Item):
    """One entry of data/changes.yaml: an activity was moved, dropped, added or reworded."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published."""
    date: datetime.date
    """The day on which it was decided. Nothing of it is published before."""
    title: Text
    """What has changed, in a few words."""
    text: Text | None = None
    """One or two sentences: why, and what that means."""
    activity: Id | None = None
    """The id of the activity that has changed."""

    @property
    def address(self) -> str:
        """That of the page which lists all changes."""
        return "plan/changes/"

    @property
    def changed_on(self) -> tuple[datetime.date, ...]:
        return (self.date,)

    def moments(self, zone: ZoneInfo) -> list[datetime.datetime]:
        return starts_of(zone, self.date)
