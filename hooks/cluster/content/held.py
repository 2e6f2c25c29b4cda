"""Which dates of an event were held, for everything that counts them."""

from __future__ import annotations

from datetime import date, datetime

from cluster.content.events import Event
from cluster.dates import When


def held(event: Event, today: date) -> tuple[When, ...]:
    """The dates on which the event surely took place, with the cluster; each date of a series counts."""
    return event.dates_before(today) if _is_sure(event) else ()


def times_held(event: Event, now: datetime) -> int:
    """How many times it surely took place: once, if that is known but no date."""
    return times_over(event, now) if _is_sure(event) else 0


def dates_over(event: Event, today: date) -> tuple[When, ...]:
    """The dates that are over, held or not; none of a cancelled event or a deadline."""
    return event.dates_before(today) if _is_to_take_place(event) else ()


def times_over(event: Event, now: datetime) -> int:
    """How many times of it are over, held or not."""
    if event.dates or not _is_to_take_place(event):
        return len(dates_over(event, now.date()))
    return int(event.is_over(now))


def _is_to_take_place(event: Event) -> bool:
    return event.status != "cancelled" and event.kind != "deadline"


def _is_sure(event: Event) -> bool:
    """Whether it takes place with the cluster for all that is known.

    A fair that the plan commits the cluster to attend also takes place without it, so such an event counts
    only if it is recorded as evidence.
    """
    return event.status == "confirmed" and event.kind != "deadline" and not event.is_unproven
