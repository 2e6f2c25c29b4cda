"""What takes place again and again: a rule, and the days that it gives (RFC 5545, 3.3.10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

from cluster.dates import When
from cluster.problems import NOWHERE, Place

MOST = 400
"""No rule gives more occurrences: daily for a year, weekly for over seven."""

_FREQUENCY = {"day": DAILY, "week": WEEKLY, "month": MONTHLY, "year": YEARLY}
_NAMES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, kw_only=True)
class Repetition:
    """A rule, counted from an event's first date."""

    every: Literal["day", "week", "month", "year"]
    interval: int = 1
    """2 is every second week."""
    by: Literal["date", "weekday"] = "date"
    """Of months: the same date, or the same weekday, such as the second Tuesday."""
    until: date | None = None
    """The last day on which it may take place, inclusive."""
    count: int | None = None
    """How many times it takes place, the first one and those of `without` counted, too."""
    without: tuple[date, ...] = ()
    """First days of the occurrences that do not take place."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)

    @property
    def ends(self) -> bool:
        """Whether it says when it ends."""
        return self.until is not None or self.count is not None


def days_of(repetition: Repetition, when: When) -> list[date]:
    """The first days of all occurrences, those of `without` too; at most one more than MOST."""
    starts = datetime.combine(when.starts, datetime.min.time())
    days = (
        {"byweekday": weekday(when.starts.weekday(), _week(when.starts))} if _by_weekday(repetition) else {}
    )
    rule = rrule(
        _FREQUENCY[repetition.every],
        dtstart=starts,
        interval=repetition.interval,
        count=repetition.count,
        until=datetime.combine(repetition.until, datetime.min.time()) if repetition.until else None,
        **days,
    )
    return [moment.date() for moment in islice(rule, MOST + 1)]


def occurrences(repetition: Repetition, when: When) -> list[When]:
    """When it takes place, in the order of time; `when` is exact."""
    return [when.on(day) for day in days_of(repetition, when) if day not in repetition.without]


def recur(repetition: Repetition, when: When) -> Mapping[str, Any]:
    """The parts of its RRULE, ended by a count."""
    parts: dict[str, Any] = {"FREQ": _NAMES[repetition.every]}
    if repetition.interval > 1:
        parts["INTERVAL"] = repetition.interval
    parts["COUNT"] = len(days_of(repetition, when))
    if _by_weekday(repetition):
        parts["BYDAY"] = f"{_week(when.starts)}{_WEEKDAYS[when.starts.weekday()]}"
    return parts


def _by_weekday(repetition: Repetition) -> bool:
    return repetition.every == "month" and repetition.by == "weekday"


def _week(day: date) -> int:
    """Which of the month's days of its weekday it is: 1 to 4, or -1 for the last of five."""
    week = (day.day - 1) // 7 + 1
    return week if week < 5 else -1
