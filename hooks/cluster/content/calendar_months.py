"""The months and years of the calendar, with the entries of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cluster.content.calendar_entries import CalendarEntry
from cluster.dates import When

LANES = 6
"""How many bars a day of the grid has room for; the style sheet has as many rows."""


class Span(NamedTuple):
    """The days of an entry in one week of a month's grid, drawn as one bar."""

    entry: CalendarEntry
    first: date
    days: int
    """How many days of that week it has, from `first` on."""
    lane: int
    """Its row in the week, from 1 to LANES; entries that share a day have different ones."""

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)

    @property
    def is_continued(self) -> bool:
        """Whether the entry began before these days."""
        return self.entry.when is not None and self.entry.when.starts < self.first

    @property
    def goes_on(self) -> bool:
        """Whether the entry goes on after these days."""
        return self.entry.when is not None and self.entry.when.ends > self.last


class GridDay(NamedTuple):
    """A day in a month's grid."""

    date: date
    is_inside: bool
    """Whether it is in the month, rather than in the first or last week's part of another one."""
    spans: list[Span]
    """Entries of several days that begin on this day, or are continued on it in a new week."""
    entries: list[CalendarEntry]
    """Entries of this day alone, and those of several days for which no lane is left."""


class GridWeek(NamedTuple):
    """A week in a month's grid, from Monday to Sunday (ISO 8601)."""

    days: list[GridDay]

    @property
    def is_empty(self) -> bool:
        return not any(day.entries or day.spans for day in self.days)


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

    def weeks(self) -> Iterator[GridWeek]:
        """Its weeks, completed by days of the months around it."""
        monday = self.first - timedelta(days=self.first.weekday())
        while monday < self.last:
            week = [monday + timedelta(days=number) for number in range(7)]
            inside = [each for each in week if each.month == self.first.month]
            spans = self._spans(inside[0], inside[-1])
            yield GridWeek(
                [self._day(each, spans) if each in inside else GridDay(each, False, [], []) for each in week]
            )
            monday += timedelta(days=7)

    @property
    def last(self) -> date:
        """The first day of the next month."""
        return next_month(self.first)

    def _day(self, day: date, spans: list[Span]) -> GridDay:
        drawn = [span.entry for span in spans]
        return GridDay(
            day,
            True,
            [span for span in spans if span.first == day],
            [
                each
                for each in self.exact
                if each.when and each.when.starts <= day <= each.when.ends and each not in drawn
            ],
        )

    def _spans(self, first: date, last: date) -> list[Span]:
        """The spans of the entries of several days from the first to the last day of a week."""
        spans: list[Span] = []
        for entry in self.exact:
            if not entry.when or entry.when.starts == entry.when.ends:
                continue
            starts, ends = max(entry.when.starts, first), min(entry.when.ends, last)
            taken = {each.lane for each in spans if each.last >= starts}
            lane = next((number for number in range(1, LANES + 1) if number not in taken), None)
            if starts <= ends and lane:
                spans.append(Span(entry, starts, (ends - starts).days + 1, lane))
        return spans


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
