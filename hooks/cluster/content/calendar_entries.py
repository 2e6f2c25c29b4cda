"""Calendar entries: one for each date of an event, and one for each registration deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from cluster.content.events import Event
from cluster.content.recurrence import Repetition, occurrences
from cluster.dates import When

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
    """Days until a deadline, as of the build; None for other entries."""
    last: When | None = None
    """The event's last date, if the entry stands for all dates of an event with several ones."""
    running: When | None = None
    """The date of such an event on the day of the build, if `when` is a later one."""
    is_awaited: bool = False
    """Whether the event is ahead without a date."""

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
        when = self.running or self.when
        if when is None:
            return ""
        day, is_vague, _, opens = when.sort_key
        return f"{day}{'~' if is_vague else ''}{opens:%H:%M}"

    @property
    def ends(self) -> date | None:
        """The day after which it is over, for scripts; None if that is not known."""
        if when := self.last or self.when:
            return when.ends
        return date(self.event.plan_year, 12, 31) if self.is_awaited and self.event.plan_year else None

    def is_over(self, today: date) -> bool:
        """Whether its last possible day has passed; one without a date is over if its event is."""
        return self.event.is_over(today) if self.when is None else self.when.ends < today


REGISTRATION = "registration"


def occurring(event: Event) -> list[CalendarEntry]:
    """The entries of an event for pages: one for each date, recurring ones included."""
    if not event.dates:
        return [CalendarEntry(event=event, when=None), *deadline_of(event)]
    return [*(_on(event, when) for when in event.dates), *deadline_of(event)]


def _on(event: Event, when: When) -> CalendarEntry:
    """The entry of one date."""
    first = event.when if event.when in event.dates else event.dates[0]
    return CalendarEntry(event=event, when=when, name="" if when == first else str(when.starts))


def entry_of(event: Event, today: date) -> CalendarEntry:
    """The event as an entry for all of its dates: at the next one or, if it is over, at the last one."""
    when = event.next(today) or event.last
    if when is None:
        return CalendarEntry(event=event, when=None, is_awaited=not event.is_over(today))
    if len(event.dates) == 1:
        return CalendarEntry(event=event, when=when)
    running = next((each for each in event.dates if each.starts <= today <= each.ends), None)
    return replace(_on(event, when), last=event.last, running=running if running != when else None)


def first_day_of(event: Event) -> date | None:
    """The day on which it first takes place, if it is known."""
    return event.dates[0].starts if event.dates and event.dates[0].is_exact else None


def subscribed(event: Event) -> list[CalendarEntry]:
    """The entries of an event for calendar files: exact ones only, and one for all dates of a rule."""
    if event.when is None or not event.when.is_exact:
        return deadline_of(event)
    ruled = occurrences(event.repeats, event.when)[:1] if event.repeats else [event.when]
    further = [CalendarEntry(event=event, when=when, name=str(when.starts)) for when in event.further_dates]
    return [*(CalendarEntry(event=event, when=when) for when in ruled), *further, *deadline_of(event)]


def deadline_of(event: Event) -> list[CalendarEntry]:
    """The entry of its registration deadline, if it has one."""
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


def coming(entries: Iterable[CalendarEntry], today: date) -> list[CalendarEntry]:
    """The entries that are not over, in the given order of time."""
    ahead = (entry for entry in entries if not entry.is_over(today))
    return [counted(entry, today) if entry.when else replace(entry, is_awaited=True) for entry in ahead]


def counted(entry: CalendarEntry, today: date) -> CalendarEntry:
    """The entry; an exact deadline that is not over with the days left."""
    if not entry.is_deadline or entry.when is None or not entry.when.is_exact or entry.is_over(today):
        return entry
    return replace(entry, days_left=(entry.when.ends - today).days)


def past(entries: Iterable[CalendarEntry], today: date) -> list[CalendarEntry]:
    """The entries that are over, latest first, undated ones last; the given ones are in the order of time.

    Registration deadlines are left out: once they have passed, nobody needs them.
    """
    over = [entry for entry in entries if entry.is_over(today) and not entry.closes]
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
