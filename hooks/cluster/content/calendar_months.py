"""The months and years of the calendar, with the entries of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from cluster.content.calendar_entries import CalendarEntry
from cluster.dates import When


class GridDay(NamedTuple):
    """A day in a month's grid."""

    date: date
    is_inside: bool
    """Whether it is in the month, rather than in the first or last week's part of another one."""
    entries: list[CalendarEntry]


class Month(NamedTuple):
    """The entries of a month."""

    first: date
    """Its first day."""
    exact: list[CalendarEntry]
    """Entries with an exact date, in the order of time, including those that began in an earlier month."""
    vague: list[CalendarEntry]
    """Entries with a vague date that overlaps the month."""

    @property
    def address(self) -> str:
        return f"events/{self.first:%Y-%m}/"

    def weeks(self) -> Iterator[list[GridDay]]:
        """Its weeks from Monday to Sunday (ISO 8601), completed by days of the months around it."""
        day = self.first - timedelta(days=self.first.weekday())
        of_day = self._by_day()
        while day < self.last:
            week = [day + timedelta(days=number) for number in range(7)]
            yield [GridDay(each, each.month == self.first.month, of_day.get(each, [])) for each in week]
            day += timedelta(days=7)

    @property
    def last(self) -> date:
        """The first day of the next month."""
        return next_month(self.first)

    def _by_day(self) -> Mapping[date, list[CalendarEntry]]:
        found: dict[date, list[CalendarEntry]] = {}
        for entry in self.exact:
            assert entry.when is not None
            day = max(entry.when.starts, self.first)
            while day <= entry.when.ends and day < self.last:
                found.setdefault(day, []).append(entry)
                day += timedelta(days=1)
        return found


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def months_of(entries: Iterable[CalendarEntry]) -> list[Month]:
    """The months with entries of a known day or month, in order."""
    entries = list(entries)
    found: dict[date, Month] = {}
    for entry in entries:
        when = entry.when
        if when and (when.is_exact or when.precision == "month"):
            for first in _months(when):
                month = found.setdefault(first, Month(first, [], []))
                (month.exact if when.is_exact else month.vague).append(entry)
    for entry in entries:
        if entry.when and entry.when.precision in ("season", "quarter"):
            for first in _months(entry.when):
                if first in found:
                    found[first].vague.append(entry)
    return [found[first] for first in sorted(found)]


def _months(when: When) -> Iterator[date]:
    """The first days of the months that it overlaps."""
    first = when.starts.replace(day=1)
    while first <= when.ends:
        yield first
        first = next_month(first)


class Year(NamedTuple):
    """The entries of a year."""

    year: int
    months: list[Month]
    """All twelve, each with the entries that overlap it."""
    vague: list[CalendarEntry]
    """Entries with a date vaguer than a month that overlaps the year."""

    @property
    def address(self) -> str:
        return f"events/{self.year}/"


def years_of(entries: Iterable[CalendarEntry]) -> list[Year]:
    """The years with entries, in order."""
    found: dict[int, Year] = {}
    for entry in entries:
        if entry.when is None:
            continue
        for number in range(entry.when.starts.year, entry.when.ends.year + 1):
            year = found[number] if number in found else found.setdefault(number, _empty_year(number))
            _add(year, entry, entry.when)
    return [found[number] for number in sorted(found)]


def _add(year: Year, entry: CalendarEntry, when: When) -> None:
    """Add an entry that overlaps the year to the year's months or, if it is vaguer, to the year itself."""
    if not when.is_exact and when.precision != "month":
        year.vague.append(entry)
        return
    for first in _months(when):
        if first.year == year.year:
            month = year.months[first.month - 1]
            (month.exact if when.is_exact else month.vague).append(entry)


def _empty_year(number: int) -> Year:
    return Year(number, [Month(date(number, month, 1), [], []) for month in range(1, 13)], [])
