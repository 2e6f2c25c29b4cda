"""Dates as vague as they are known: a year, a season, a month, some days, some hours."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal, Protocol, TypeVar
from zoneinfo import ZoneInfo

Precision = Literal["year", "quarter", "season", "month", "day", "time"]

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
"""First and last month of each; winter ends in February of the next year."""

FORMS = (
    "2022, 2022-Q4, 2022-autumn, 2022-10, 2022-10-13, 2022-10-13..2022-10-14, 2022-10-13 09:00..16:00 "
    "or 2022-10-13 09:00..2022-10-14 16:00"
)
"""The ways in which a date may be written, for messages and manuals."""


@dataclass(frozen=True, kw_only=True)
class When:
    """A time as exactly as it is known."""

    precision: Precision
    starts: date
    """The first day that may be meant."""
    ends: date
    """The last day, inclusive. (iCalendar's DTEND is exclusive; `ical` adds the day.)"""
    opens: time | None = None
    """Local time of the start, with precision `time` only."""
    closes: time | None = None
    season: str = ""
    """One of SEASONS, with precision `season` only."""

    @property
    def written(self) -> str:
        """As an editor writes it, in one of FORMS."""
        first, last = _written(self.starts, self.opens), _written(self.ends, self.closes)
        if self.precision == "year":
            return f"{self.starts:%Y}"
        if self.precision == "quarter":
            return f"{self.starts:%Y}-Q{(self.starts.month + 2) // 3}"
        if self.precision == "season":
            return f"{self.starts:%Y}-{self.season}"
        if self.precision == "month":
            return f"{self.starts:%Y-%m}"
        if self.starts == self.ends:
            return f"{first}..{self.closes:%H:%M}" if self.closes else first
        return f"{first}..{last}"

    def on(self, day: date) -> When:
        """The same, beginning on another day; it is exact."""
        return replace(self, starts=day, ends=day + (self.ends - self.starts))

    @property
    def is_exact(self) -> bool:
        """Whether the days are known, so that a calendar file may hold it."""
        return self.precision in ("day", "time")

    @property
    def sort_key(self) -> tuple[date, bool, date, time]:
        """Vague dates come after the exact ones of their period."""
        if self.is_exact:
            return (self.starts, False, self.ends, self.opens or time.min)
        return (self.ends, True, self.ends, time.max)


class Dated(Protocol):
    """What has a date, perhaps, and an id."""

    @property
    def when(self) -> When | None: ...

    @property
    def id(self) -> str: ...


D = TypeVar("D", bound=Dated)


def in_order(things: Iterable[D]) -> list[D]:
    """In the order of time, undated ones last; the id decides where the time does not."""
    undated = (date.max, True, date.max, time.max)
    return sorted(things, key=lambda thing: (thing.when.sort_key if thing.when else undated, thing.id))


_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_TIME = r"(\d{1,2}):(\d{2})"
_EXACT = re.compile(rf"^{_DAY}(?:[ T]{_TIME})?(?:\s*\.\.\s*(?:{_DAY})?[ T]?(?:{_TIME})?)?$")
_VAGUE = re.compile(r"^(\d{4})(?:-(?:(\d{2})|Q([1-4])|(spring|summer|autumn|winter)))?$")


def on_day(day: date) -> When:
    """A whole day."""
    return When(precision="day", starts=day, ends=day)


def parse_when(text: str) -> When:
    """Read a date in one of FORMS; ValueError says what is wrong with it."""
    text = text.strip()
    if vague := _VAGUE.match(text):
        return _vague(*vague.groups())
    if exact := _EXACT.match(text):
        return _exact(*exact.groups())
    raise ValueError(f"'{text}' is not a date; write it as {FORMS}")


def _vague(year: str, month: str | None, quarter: str | None, season: str | None) -> When:
    number = int(year)
    if month:
        if not 1 <= int(month) <= 12:
            raise ValueError(f"there is no month {month}; months are 01 to 12")
        return _months("month", number, int(month), int(month))
    if quarter:
        return _months("quarter", number, int(quarter) * 3 - 2, int(quarter) * 3)
    if season:
        return _months("season", number, *SEASONS[season], season=season)
    return _months("year", number, 1, 12)


def _months(precision: Precision, year: int, first: int, last: int, season: str = "") -> When:
    if not 1 <= year <= 9998:
        raise ValueError(f"there is no year {year:04}")
    last_year = year + (last < first)
    ends = date(last_year, last, monthrange(last_year, last)[1])
    return When(precision=precision, starts=date(year, first, 1), ends=ends, season=season)


def _exact(*parts: str | None) -> When:
    starts = _day(parts[0:3])
    opens = _time(parts[3:5])
    ends = _day(parts[5:8]) if parts[5] else starts
    closes = _time(parts[8:10])
    if ends < starts or (ends == starts and opens and closes and closes < opens):
        raise ValueError(f"it ends ({_written(ends, closes)}) before it starts ({_written(starts, opens)})")
    if closes and not opens:
        raise ValueError("it has a time of the end but none of the start")
    return When(precision="time" if opens else "day", starts=starts, ends=ends, opens=opens, closes=closes)


def _written(day: date, moment: time | None) -> str:
    return f"{day} {moment:%H:%M}" if moment else str(day)


def _day(parts: tuple[str | None, ...]) -> date:
    year, month, day = (int(part or 0) for part in parts)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no day {year:04}-{month:02}-{day:02} in the calendar") from None


def _time(parts: tuple[str | None, ...]) -> time | None:
    if parts[0] is None:
        return None
    try:
        return time(int(parts[0]), int(parts[1] or 0))
    except ValueError:
        raise ValueError(
            f"there is no time {parts[0]}:{parts[1]}; hours are 0 to 23, minutes 00 to 59"
        ) from None


def begins(when: When, zone: ZoneInfo) -> datetime:
    """The first moment that may be meant, in the zone."""
    return datetime.combine(when.starts, when.opens or time.min, zone)


def moments(when: When, zone: ZoneInfo) -> tuple[date, date | None]:
    """Start and exclusive end, as days or as moments of the zone; no end where none is known."""
    if when.opens is None:
        return when.starts, when.ends + timedelta(days=1)
    starts = datetime.combine(when.starts, when.opens, zone)
    if when.closes is None:
        return starts, None
    return starts, datetime.combine(when.ends, when.closes, zone)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A part of a day, in local time."""

    opens: time
    closes: time | None = None


_HOURS = re.compile(rf"^{_TIME}(?:\s*\.\.\s*{_TIME})?$")


def parse_hours(text: str) -> Hours:
    """Read `09:00` or `09:00..10:30`; ValueError says what is wrong with it."""
    match = _HOURS.match(text.strip())
    if not match:
        raise ValueError(f"'{text}' is not a time; write it as 09:00 or 09:00..10:30")
    opens, closes = _time(match.groups()[:2]), _time(match.groups()[2:])
    assert opens is not None
    if closes and closes < opens:
        raise ValueError(f"it ends ({closes:%H:%M}) before it starts ({opens:%H:%M})")
    return Hours(opens=opens, closes=closes)
