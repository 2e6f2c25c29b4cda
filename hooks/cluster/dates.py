"""Dates with a precision, from a year down to hours, and the notation that editors write them in."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Literal, Protocol, TypeVar

from cluster.date_parts import day_of, month_of, time_of, year_of
from cluster.frozen import frozen

Precision = Literal["year", "quarter", "season", "month", "day", "time"]

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
"""First and last month, inclusive; winter ends in February of the next year."""

FORMS = (
    "2027, 2027-Q4, 2027-10, 2027-10-13, 2027-10-13..2027-10-14, 2027-10-13 09:00..16:00 "
    "or 2027-10-13 09:00..2027-10-14 16:00"
)
"""The notations that `parse_when` accepts, for messages. Seasons are rare, and told where one is meant."""


@frozen
class When:
    """A date or period, only as precise as the editor wrote it."""

    precision: Precision
    starts: date
    """The first day of the period."""
    ends: date
    """The last day, inclusive. (DTEND in iCalendar is exclusive; `moments` adds the day.)"""
    opens: time | None = None
    """Local time on the day `starts`; only with precision `time`."""
    closes: time | None = None
    """Local time on the day `ends`, if known. It goes on from `opens` until then, also over several days.
    Midnight is the end of that day: what ends at 00:00 does not take place on the next day."""
    season: str = ""
    """A key of SEASONS; only with precision `season`."""

    @property
    def written(self) -> str:
        """The notation of FORMS: `parse_when(when.written) == when`."""
        first, last = _written(self.starts, self.opens), _written(self._closing_day, self.closes)
        if self.precision == "year":
            return f"{self.starts:%Y}"
        if self.precision == "quarter":
            return f"{self.starts:%Y}-Q{(self.starts.month + 2) // 3}"
        if self.precision == "season":
            return f"{self.starts:%Y}-{self.season}"
        if self.precision == "month":
            return f"{self.starts:%Y-%m}"
        if self.starts == self._closing_day:
            return f"{first}..{self.closes:%H:%M}" if self.closes else first
        return f"{first}..{last}"

    @property
    def _closing_day(self) -> date:
        """The date of `closes`: the day after `ends` if that is midnight."""
        return self.ends + timedelta(days=self.closes == time.min)

    def on(self, day: date) -> When:
        """The same length and hours from another day on. Only for exact dates."""
        return replace(self, starts=day, ends=day + (self.ends - self.starts))

    @property
    def is_exact(self) -> bool:
        """Whether it names days, so that it can stand in a calendar file."""
        return self.precision in ("day", "time")

    @property
    def sort_key(self) -> tuple[date, bool, date, time]:
        """Chronological; a vague date sorts after the exact ones of its period (by its last day)."""
        if self.is_exact:
            return (self.starts, False, self.ends, self.opens or time.min)
        return (self.ends, True, self.ends, time.max)


class Dated(Protocol):
    """Anything with an id and an optional date."""

    @property
    def when(self) -> When | None: ...

    @property
    def id(self) -> str: ...


D = TypeVar("D", bound=Dated)


def in_order(items: Iterable[D]) -> list[D]:
    """Chronologically, undated ones last; ties are broken by id so that the order is stable across builds."""
    undated = (date.max, True, date.max, time.max)
    return sorted(items, key=lambda item: (item.when.sort_key if item.when else undated, item.id))


_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_LONG_YEAR = re.compile(r"(?<![\d-])(\d{5,})(?=-|$)")
_TIME = r"(\d{1,2}):(\d{2})"
_EXACT = re.compile(rf"^{_DAY}(?:[ T]{_TIME})?(?:\s*\.\.\s*(?=\d)(?:{_DAY})?[ T]?(?:{_TIME})?)?$")
_VAGUE = re.compile(r"^(\d{4})(?:-(?:(\d{2})|Q([1-4])|(spring|summer|autumn|winter)))?$")


def on_day(day: date) -> When:
    """The whole day."""
    return When(precision="day", starts=day, ends=day)


def parse_when(text: str) -> When:
    """Parse a date in one of FORMS. ValueError carries the message for the editor."""
    text = text.strip()
    if vague := _VAGUE.match(text):
        return _vague(*vague.groups())
    if exact := _EXACT.match(text):
        return _exact(*exact.groups())
    if too_long := _LONG_YEAR.search(text):
        year_of(too_long[1])
    raise ValueError(f"expected a date, found '{text}'; write it as {FORMS}")


def _vague(year: str, month: str | None, quarter: str | None, season: str | None) -> When:
    number = year_of(year)
    if month:
        return _months("month", number, month_of(month), month_of(month))
    if quarter:
        return _months("quarter", number, int(quarter) * 3 - 2, int(quarter) * 3)
    if season:
        return _months("season", number, *SEASONS[season], season=season)
    return _months("year", number, 1, 12)


def _months(precision: Precision, year: int, first: int, last: int, season: str = "") -> When:
    last_year = year + (last < first)  # winter, 12 to 2
    ends = date(last_year, last, monthrange(last_year, last)[1])
    return When(precision=precision, starts=date(year, first, 1), ends=ends, season=season)


def _exact(*parts: str | None) -> When:
    """From the groups of _EXACT: three of a day and two of a time, for the start and again for the end."""
    starts, opens = _day(parts[0:3]), _time(parts[3:5])
    closes = _time(parts[8:10])
    ends = _day(parts[5:8]) if parts[5] else starts
    if closes == time.min and not parts[5]:
        ends += timedelta(days=1)  # 20:00..00:00
    if (ends, closes or time.max) < (starts, opens or time.min):
        raise ValueError(f"the end {_written(ends, closes)} is before the start {_written(starts, opens)}")
    if closes is None:
        return When(precision="time" if opens else "day", starts=starts, ends=ends, opens=opens)
    if opens is None:
        raise ValueError("end time without a start time")
    return between(datetime.combine(starts, opens), datetime.combine(ends, closes))


def between(opens: datetime, closes: datetime | None) -> When:
    """The hours from one local time to a later one; from the first one on without a later one."""
    last = closes if closes and closes > opens else None
    ends = last - timedelta(days=1) if last and last.time() == time.min else last or opens
    return When(
        precision="time",
        starts=opens.date(),
        ends=ends.date(),
        opens=opens.time(),
        closes=last.time() if last else None,
    )


def _written(day: date, moment: time | None) -> str:
    return f"{day} {moment:%H:%M}" if moment else str(day)


def _day(parts: tuple[str | None, ...]) -> date:
    return day_of(*(part or "" for part in parts))


def _time(parts: tuple[str | None, ...]) -> time | None:
    return time_of(*(part or "" for part in parts)) if parts[0] else None


@lru_cache(maxsize=10_000)
def clock_change(day: date, hour: time, zone: tzinfo) -> Literal["skipped", "twice", ""]:
    """Whether a time of day does not exist on a day, or comes twice, as the clocks change then."""
    local = datetime.combine(day, hour)
    moment = local.replace(tzinfo=zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        return "skipped"
    return "twice" if moment.utcoffset() != moment.replace(fold=1).utcoffset() else ""


def on_hours(day: date, hours: Hours) -> When:
    """The hours of a day."""
    return When(precision="time", starts=day, ends=day, opens=hours.opens, closes=hours.closes)


def begins(when: When, zone: tzinfo) -> datetime:
    """The start as a moment in `zone`; midnight if there is no start time."""
    return datetime.combine(when.starts, when.opens or time.min, zone)


def moments(when: When, zone: tzinfo) -> tuple[date, date | None]:
    """Start and exclusive end: dates for whole days, else datetimes in `zone`.

    The end is None for hours of one day of which only the start is known.
    """
    if when.opens is None:
        return when.starts, when.ends + timedelta(days=1)
    if when.closes is None and when.starts == when.ends:
        return begins(when, zone), None
    return begins(when, zone), _ends(when, zone)


def _ends(when: When, zone: tzinfo) -> datetime:
    """The end as a moment in `zone`: the end of its last day if there is no end time."""
    if when.closes in (None, time.min):
        return datetime.combine(when.ends + timedelta(days=1), time.min, zone)
    return datetime.combine(when.ends, when.closes or time.min, zone)


def expires(when: When, zone: tzinfo, *, is_deadline: bool = False) -> datetime:
    """The first moment in `zone` at which it is over; a deadline of 12:00 is met until 12:01."""
    if not is_deadline or when.opens is None:
        return _ends(when, zone)
    last = _ends(when, zone) if when.closes else begins(when, zone)
    return last + timedelta(minutes=1)


def is_past(when: When, now: datetime, zone: tzinfo, *, is_deadline: bool = False) -> bool:
    """Whether it is over, see `expires`; `zone` is that of its hours."""
    days = (when.ends - now.date()).days
    if abs(days) > 2:  # more than any two time zones differ: no need to compare moments, which takes longer
        return days < 0
    return expires(when, zone, is_deadline=is_deadline) <= now


Z = TypeVar("Z", bound=tzinfo)


def zone_of(now: datetime) -> tzinfo:
    """The time zone of a moment, which must have one."""
    assert now.tzinfo is not None
    return now.tzinfo


def in_zone(when: When, zone: tzinfo, other: tzinfo) -> When:
    """Hours in `zone` as those in another zone, where they may fall on another day."""

    def local(moment: datetime) -> datetime:
        return moment.astimezone(other).replace(tzinfo=None)

    opens = local(begins(when, zone))
    if when.closes:
        return between(opens, local(_ends(when, zone)))
    return replace(between(opens, None), ends=opens.date() + (when.ends - when.starts))


@frozen
class Hours:
    """A time span within a day, in local time. It may close at 00:00, the end of the day."""

    opens: time
    closes: time | None = None


_HOURS = re.compile(rf"^{_TIME}(?:\s*\.\.\s*{_TIME})?$")


def parse_hours(text: str) -> Hours:
    """Parse `09:00` or `09:00..10:30`. ValueError carries the message for the editor."""
    match = _HOURS.match(text.strip())
    if not match:
        raise ValueError(f"expected a time such as 09:00 or 09:00..10:30, found '{text}'")
    opens, closes = _time(match.groups()[:2]), _time(match.groups()[2:])
    assert opens is not None  # not optional in _HOURS
    if closes and time.min < closes < opens:
        raise ValueError(f"the end {closes:%H:%M} is before the start {opens:%H:%M}")
    return Hours(opens=opens, closes=closes)
