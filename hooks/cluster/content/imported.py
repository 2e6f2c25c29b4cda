"""What an event had in an external calendar when it was last imported."""

from __future__ import annotations

from typing import Literal

from cluster.content.recurrence import Repetition
from cluster.dates import When
from cluster.frozen import frozen
from cluster.reading.scalar_types import Link, TimeZone

Status = Literal["planned", "confirmed", "cancelled"]


@frozen
class Imported:
    """The values of the last import from a calendar: what differs from them is an editor's change.

    `cluster import-events` writes it; editors leave it alone.
    """

    uid: str
    """The UID in the calendar, by which the next import finds the event."""
    recurrence: str = ""
    """The RECURRENCE-ID, if the calendar holds one date of a series but not the series."""
    calendar: str = ""
    """The name of the calendar, by which the next import finds events that it no longer holds."""
    title: str
    """The SUMMARY in the calendar."""
    when: When
    """The date in the calendar."""
    time_zone: TimeZone | None = None
    """The time zone, where it is not the cluster's."""
    repeats: Repetition | None = None
    """The RRULE, as a rule."""
    further_dates: tuple[When, ...] = ()
    """The dates that follow no rule."""
    status: Status = "confirmed"
    """The STATUS in the calendar."""
    place: str = ""
    """The LOCATION in the calendar."""
    online_link: Link | None = None
    """The address for joining online, as found in the calendar."""
    summary: str = ""
    """The DESCRIPTION, shortened."""
    link: Link | None = None
    """The URL; kept among the event's `sources`."""
    addresses: tuple[str, ...] = ()
    """The addresses in the DESCRIPTION and in attachments, to notice new ones."""
