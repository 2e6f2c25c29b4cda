"""The time zones that a calendar file must define (RFC 5545, section 3.6.5).

Not in `ical`, because its import of the iCalendar library would slow down builds that write no calendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cluster.content.calendar_entries import CalendarEntry


class Zone(NamedTuple):
    """A zone of the IANA database with the first and last year (inclusive) in which events use it."""

    name: str
    first: int
    last: int


def zones_of(entries: Iterable[CalendarEntry], own: str) -> tuple[Zone, ...]:
    """The zones of all entries with hours, sorted by name; `own` is the zone of events that name none."""
    years: dict[str, list[int]] = {}
    for entry in entries:
        if entry.when and entry.when.opens:
            last = (entry.event.ends or entry.when.ends) if entry.repeats else entry.when.ends
            years.setdefault(entry.event.time_zone or own, []).extend((entry.when.starts.year, last.year))
    return tuple(Zone(name, min(years[name]), max(years[name])) for name in sorted(years))
