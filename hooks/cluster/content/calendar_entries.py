"""Calendar entries: one for each date of an event, and one for each registration deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from typing import NamedTuple

from cluster.content.events import Event
from cluster.content.recurrence import Repetition
from cluster.dates import When, expires, zone_of

Shelf = tuple[str, str]
"""A list of entries: `all`, `pillar`, `group` or `kind`, with the id of the pillar, group or kind (`` for
`all`)."""


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One row in a list of events, one link in a month's grid, one VEVENT in a calendar file."""

    event: Event
    when: When | None
    name: str = ""
    """Unique among the event's entries: a further date, `registration`, or `` for the event itself."""
    days_left: int | None = None
    """Days until a deadline, as of the build; None for other entries, and if the event is cancelled."""

    @cached_property
    def id(self) -> str:
        """Unique among all entries, as no event's id has a dot: `lens-fair.2022-10-13`."""
        return f"{self.event.id}.{self.name}" if self.name else self.event.id

    @property
    def closes(self) -> bool:
        """Whether it is the registration deadline of an event."""
        return self.name == REGISTRATION

    @property
    def kind(self) -> str:
        return "deadline" if self.closes else self.event.kind

    @property
    def is_deadline(self) -> bool:
        return self.kind == "deadline"

    @property
    def address(self) -> str:
        """The address of the page about it."""
        return f"{self.event.address}#registration" if self.closes else self.event.address

    @property
    def repeats(self) -> Repetition | None:
        """The rule for the RRULE; None for further dates and deadlines."""
        return None if self.name else self.event.repeats

    @property
    def order(self) -> str:
        """Sorts as `When.sort_key` does, as a text for scripts; `` without a date."""
        if self.when is None:
            return ""
        day, is_vague, _, opens = self.when.sort_key
        return f"{day}{'~' if is_vague else ''}{opens:%H:%M}"

    def expires(self, own: tzinfo) -> datetime | None:
        """The first moment at which it is over; None without a date. `own` is the cluster's time zone."""
        zone = self.event.zone(own)
        return expires(self.when, zone, is_deadline=self.is_deadline) if self.when else None

    def last_day(self, own: tzinfo) -> date | None:
        """The cluster's last day on which it is not over yet."""
        moment = self.expires(own)
        return (moment.astimezone(own) - timedelta(minutes=1)).date() if moment else None

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended by `now`, in the cluster's time zone; one without a date counts as past."""
        moment = self.expires(zone_of(now))
        return moment is None or moment <= now


REGISTRATION = "registration"


def occurring(event: Event) -> list[CalendarEntry]:
    """The entries of an event for pages: one for each date, recurring ones included."""
    if not event.dates:
        return [CalendarEntry(event=event, when=event.when)]
    first = event.when if event.when in event.dates else event.dates[0]
    entries = [
        CalendarEntry(event=event, when=when, name="" if when == first else str(when.starts))
        for when in event.dates
    ]
    return [*entries, *_deadline(event)]


def subscribed(event: Event) -> list[CalendarEntry]:
    """The entries of an event for calendar files: exact ones only, and one for all dates of a rule."""
    if event.when is None or not event.when.is_exact:
        return _deadline(event)
    further = [CalendarEntry(event=event, when=when, name=str(when.starts)) for when in event.further_dates]
    return [CalendarEntry(event=event, when=event.when), *further, *_deadline(event)]


def _deadline(event: Event) -> list[CalendarEntry]:
    deadline = event.registration.deadline if event.registration else None
    return [CalendarEntry(event=event, when=deadline, name=REGISTRATION)] if deadline else []


def shelved(entries: Iterable[CalendarEntry]) -> Mapping[Shelf, list[CalendarEntry]]:
    """The entries on each shelf, in the given order."""
    found: dict[Shelf, list[CalendarEntry]] = {}
    for entry in entries:
        shelves: list[Shelf] = [("all", ""), ("kind", entry.kind)]
        shelves += [("pillar", id) for id in entry.event.pillars]
        shelves += [("group", id) for id in entry.event.working_groups]
        for shelf in shelves:
            found.setdefault(shelf, []).append(entry)
    return found


def coming(entries: Iterable[CalendarEntry], now: datetime) -> list[CalendarEntry]:
    """The entries that are not over, in the given order of time."""
    return [_counted(entry, now) for entry in entries if not entry.is_over(now)]


def _counted(entry: CalendarEntry, now: datetime) -> CalendarEntry:
    """The entry; an exact deadline with the days left."""
    day = entry.last_day(zone_of(now)) if entry.is_deadline else None
    if day is None or (entry.when and not entry.when.is_exact) or entry.event.state == "cancelled":
        return entry
    return replace(entry, days_left=(day - now.date()).days)


def past(entries: Iterable[CalendarEntry], now: datetime) -> list[CalendarEntry]:
    """The entries that are over, latest first, undated ones last; the given ones are in the order of time.

    Registration deadlines are left out: once they have passed, nobody needs them.
    """
    over = [entry for entry in entries if entry.is_over(now) and not entry.closes]
    dated = [entry for entry in over if entry.when]
    return dated[::-1] + [entry for entry in over if entry.when is None]


def once(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    """The first entry of each event, and of each registration deadline."""
    found: dict[tuple[str, bool], CalendarEntry] = {}
    for entry in entries:
        found.setdefault((entry.event.id, entry.closes), entry)
    return list(found.values())


# ---- Months and years ---------------------------------------------------------------------------------


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
    """All twelve, each with the entries that begin in it."""
    vague: list[CalendarEntry]
    """Entries with a date vaguer than a month."""

    @property
    def address(self) -> str:
        return f"events/{self.year}/"


def years_of(entries: Iterable[CalendarEntry]) -> list[Year]:
    """The years in which entries begin, in order."""
    found: dict[int, Year] = {}
    for entry in entries:
        if entry.when is None:
            continue
        number, when = entry.when.starts.year, entry.when
        if number not in found:
            months = [Month(date(number, month, 1), [], []) for month in range(1, 13)]
            found[number] = Year(number, months, [])
        year = found[number]
        month = year.months[when.starts.month - 1]
        (month.exact if when.is_exact else month.vague if when.precision == "month" else year.vague).append(
            entry
        )
    return [found[number] for number in sorted(found)]
