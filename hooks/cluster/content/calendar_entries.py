"""Calendar entries: one for each date of an event, and one for each registration deadline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property

from cluster.content.events import Event
from cluster.content.recurrence import Repetition, occurrences
from cluster.dates import When, expires, is_past, zone_of
from cluster.frozen import frozen

Shelf = tuple[str, str]
"""A list of entries: `all`, `pillar`, `group` or `kind`, with the id of the pillar, group or kind (`` for
`all`)."""


@frozen
class CalendarEntry:
    """One row in a list of events, one link in a month's grid, one VEVENT in a calendar file."""

    event: Event
    when: When | None
    name: str = ""
    """Unique among the event's entries: a further date, `registration`, or `` for the event itself."""
    days_left: int | None = None
    """Days until a deadline, as of the build; None for other entries, and if the event is cancelled."""
    last: When | None = None
    """The event's last date, if the entry stands for all dates of an event with several ones."""
    running: When | None = None
    """The date of such an event on the day of the build, if `when` is a later one."""
    is_awaited: bool = False
    """Whether the event is ahead without a date."""
    is_only_planned: bool = False
    """Whether the event is ahead, and so far only in a plan."""

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

    def expires(self, own: tzinfo) -> datetime | None:
        """The first moment at which it is over; None if that is not known. `own` is the cluster's zone."""
        when = self.last or self.when
        if when is None:
            return self.event.expires(own) if self.is_awaited else None
        return expires(when, self.event.zone(own), is_deadline=self.is_deadline)

    def last_day(self, own: tzinfo) -> date | None:
        """The cluster's last day on which it is not over yet."""
        moment = self.expires(own)
        return (moment.astimezone(own) - timedelta(minutes=1)).date() if moment else None

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended by `now`, in the cluster's time zone; one without a date is over if its event
        is."""
        if when := self.last or self.when:
            return is_past(when, now, self.event.zone(zone_of(now)), is_deadline=self.is_deadline)
        return self.event.is_over(now)


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


def entry_of(event: Event, now: datetime) -> CalendarEntry:
    """The event as an entry for all of its dates: at the next one or, if it is over, at the last one."""
    when = event.next(now) or event.last
    if when is None:
        return CalendarEntry(event=event, when=None, is_awaited=not event.is_over(now))
    if len(event.dates) == 1:
        return CalendarEntry(event=event, when=when)
    running = next((each for each in event.ahead(now) if each.starts <= now.date()), None)
    return replace(_on(event, when), last=event.last, running=running if running != when else None)


def entries_as_of(now: datetime) -> Callable[[Event], CalendarEntry]:
    """`entry_of` the events of a site at a moment; many pages show the same one."""
    known: dict[str, CalendarEntry] = {}

    def entry(event: Event) -> CalendarEntry:
        if event.id not in known:
            known[event.id] = counted(entry_of(event, now), now)
        return known[event.id]

    return entry


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


def coming(entries: Iterable[CalendarEntry], now: datetime) -> list[CalendarEntry]:
    """The entries that are not over, in the given order of time."""
    return coming_and_past(entries, now)[0]


def coming_and_past(
    entries: Iterable[CalendarEntry], now: datetime
) -> tuple[list[CalendarEntry], list[CalendarEntry]]:
    """The entries that are not over, and those that are: latest first, undated ones last. The given ones are
    in the order of time.

    Registration deadlines that are over are left out: once they have passed, nobody needs them.
    """
    ahead: list[CalendarEntry] = []
    over: list[CalendarEntry] = []
    for entry in entries:
        if not entry.is_over(now):
            ahead.append(counted(entry if entry.when else replace(entry, is_awaited=True), now))
        elif not entry.closes:
            over.append(entry)
    return ahead, [each for each in over[::-1] if each.when] + [each for each in over if not each.when]


def next_on(entries: Iterable[CalendarEntry], now: datetime) -> Mapping[Shelf, list[CalendarEntry]]:
    """The next four events on each shelf, at their first dates to come: one more than a page shows."""
    ahead = (
        each
        for each in coming(entries, now)
        if each.event.kind != "deadline" and not each.closes and each.event.state != "cancelled"
    )
    return {shelf: once(found)[:4] for shelf, found in shelved(ahead).items()}


def counted(entry: CalendarEntry, now: datetime) -> CalendarEntry:
    """The entry; an exact deadline that is not over with the days left, an event only of a plan as such."""
    if is_only_planned(entry, now):
        return replace(entry, is_only_planned=True)
    day = entry.last_day(zone_of(now)) if entry.is_deadline and not entry.is_over(now) else None
    if day is None or not (entry.when and entry.when.is_exact) or entry.event.state == "cancelled":
        return entry
    return replace(entry, days_left=(day - now.date()).days)


def is_only_planned(entry: CalendarEntry, now: datetime) -> bool:
    """Whether an event is ahead, and so far only in a plan."""
    return entry.event.known_from == "known_from_plan" and not entry.closes and not entry.is_over(now)


def once(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    """The first entry of each event, and of each registration deadline."""
    found: dict[tuple[str, bool], CalendarEntry] = {}
    for entry in entries:
        found.setdefault((entry.event.id, entry.closes), entry)
    return list(found.values())
