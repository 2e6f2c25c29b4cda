"""The base of all items of content."""

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
    """Its place in the sources."""

    def moments(self, zone: ZoneInfo) -> list[datetime]:
        """The moments before which it is hidden, such as its date and the end of an embargo."""
        return []

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
