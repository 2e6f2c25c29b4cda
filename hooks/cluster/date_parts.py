"""Years, days and times that an editor wrote, as long as they exist. ValueError carries the message."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, time

YEARS = range(1800, 2200)
"""The years that a date may name; others are typing errors, such as 0207 or 20227 for 2027."""


def year_of(text: str) -> int:
    """One of YEARS."""
    if int(text) not in YEARS:
        raise ValueError(f"year {text} is out of range ({YEARS[0]}–{YEARS[-1]})")
    return int(text)


def month_of(text: str, swapped: str = "") -> int:
    """1 to 12. `swapped` is the date that would be meant if the month were the day."""
    if not 1 <= int(text) <= 12:
        meant = f"; did you mean '{swapped}'?" if swapped else ""
        raise ValueError(f"month {text} is out of range (01–12){meant}")
    return int(text)


def day_of(year: str, month: str, day: str) -> date:
    """A day of the calendar."""
    of_year, last = year_of(year), int(day)
    swapped = f"{year}-{day}-{month}" if 1 <= last <= 12 and int(month) <= 31 else ""
    of_month = month_of(month, swapped)
    days = monthrange(of_year, of_month)[1]
    if not 1 <= last <= days:
        raise ValueError(f"there is no day {year}-{month}-{day}; {year}-{month} has {days} days")
    return date(of_year, of_month, last)


def time_of(hour: str, minute: str) -> time:
    """A time of day, to the minute."""
    if int(hour) > 23 or int(minute) > 59:
        end = "; the end of a day is 00:00" if (int(hour), int(minute)) == (24, 0) else ""
        raise ValueError(f"time {hour}:{minute} is out of range (00:00–23:59){end}")
    return time(int(hour), int(minute))
