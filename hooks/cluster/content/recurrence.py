"""Recurring events: a rule and its dates (RFC 5545, 3.3.10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from itertools import islice
from typing import Any, Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

from cluster.dates import When
from cluster.frozen import frozen
from cluster.problems import NOWHERE, Place

MOST = 400
"""The maximum number of occurrences of a rule: daily for a year, weekly for over seven."""

_FREQUENCY = {"day": DAILY, "week": WEEKLY, "month": MONTHLY, "year": YEARLY}
_NAMES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@frozen
class Repetition:
    """A recurrence rule, counted from an event's `when`."""

    every: Literal["day", "week", "month", "year"]
    """`day`, `week`, `month` or `year`: how often it takes place."""
    interval: int = 1
    """Every how many days, weeks, months or years: `2` with weeks is every second week."""
    by: Literal["date", "weekday"] = "date"
    """With `month`: on the same `date` each month, or on the same `weekday`, such as the second Tuesday."""
    until: date | None = None
    """The last possible day, which still counts: `2027-12-31`."""
    count: int | None = None
    """The number of dates, including the first one and those in `without`."""
    without: tuple[date, ...] = ()
    """A list of days on which it does not take place: `[2027-07-13]`."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)

    @property
    def ends(self) -> bool:
        """Whether the rule has an end."""
        return self.until is not None or self.count is not None


def days_of(repetition: Repetition, when: When) -> list[date]:
    """The first days of all occurrences, including those in `without`; at most MOST + 1."""
    starts = datetime.combine(when.starts, datetime.min.time())
    days = (
        {"byweekday": weekday(when.starts.weekday(), _week(when.starts))} if _by_weekday(repetition) else {}
    )
    rule = rrule(
        _FREQUENCY[repetition.every],
        dtstart=starts,
        interval=repetition.interval,
        until=datetime.combine(repetition.until, datetime.min.time()) if repetition.until else None,
        **days,
    )
    # The count is applied here, as dateutil objects to one beside `until`; the earlier end wins.
    return [moment.date() for moment in islice(rule, min(repetition.count or MOST + 1, MOST + 1))]


def occurrences(repetition: Repetition, when: When) -> list[When]:
    """All dates of the event in order of time; `when` must be exact."""
    return [when.on(day) for day in days_of(repetition, when) if day not in repetition.without]


def recur(repetition: Repetition, when: When, start: date, last: date) -> Mapping[str, Any]:
    """The parts of the RRULE from the date that begins on `start` to that on `last`; it ends with a COUNT."""
    parts: dict[str, Any] = {"FREQ": _NAMES[repetition.every]}
    if repetition.interval > 1:
        parts["INTERVAL"] = repetition.interval
    parts["COUNT"] = sum(1 for day in days_of(repetition, when) if start <= day <= last)
    if _by_weekday(repetition):
        parts["BYDAY"] = f"{_week(when.starts)}{_WEEKDAYS[when.starts.weekday()]}"
    return parts


def _by_weekday(repetition: Repetition) -> bool:
    return repetition.every == "month" and repetition.by == "weekday"


def _week(day: date) -> int:
    """The position of the day among the month's days with its weekday: 1 to 4, or -1 for a fifth one."""
    week = (day.day - 1) // 7 + 1
    return week if week < 5 else -1
