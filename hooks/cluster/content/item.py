"""What every item of content has, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cluster.dates import When, begins
from cluster.problems import NOWHERE, Place


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of a kind; `content/kinds.py` lists the kinds."""

    at: Place = field(default=NOWHERE, repr=False, compare=False)
    """Where it is written."""

    def moments(self, zone: ZoneInfo) -> list[datetime]:
        """The moments before which nothing of it may be published."""
        return []

    def is_out(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether it may be published."""
        return all(moment <= now for moment in self.moments(zone))


def starts_of(zone: ZoneInfo, *dates: When | date | None) -> list[datetime]:
    """The first moment of each date that is given."""
    return [
        begins(each, zone) if isinstance(each, When) else datetime.combine(each, time.min, zone)
        for each in dates
        if each
    ]
