"""Reads the events of an external calendar file into the fields of our own (RFC 5545, 3.6.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from cluster.content.imported import Imported, Status
from cluster.dates import When
from cluster.office.calendar_import.calendar_file import read_file
from cluster.office.calendar_import.content_lines import Component, Line
from cluster.office.calendar_import.event_texts import on_one_line, text_of, texts_of
from cluster.office.calendar_import.selection import Key, LeftOut, Selection, key_of
from cluster.office.calendar_import.series import Dates, Series, dates_of, when_at, whole_days
from cluster.office.calendar_import.times import Clock, Clocks, Moment, length_of, moment_of, when_of
from cluster.office.calendar_import.titles import without_state
from cluster.problems import Invalid, Place, Problem
from cluster.reading.scalar_types import Link, TimeZone

LONGEST_TITLE = 500
"""Limit in characters, also for UIDs."""

T = TypeVar("T")

_STATUS: dict[str, Status] = {"TENTATIVE": "planned", "CONFIRMED": "confirmed", "CANCELLED": "cancelled"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignEvent:
    """An event of an external calendar."""

    fields: Imported
    line: int
    """The line of its BEGIN:VEVENT."""
    index: int
    """Which event of the file it is, 1-based."""
    description: str = ""
    """The full text with all addresses, one paragraph a line; empty if the summary holds all of it."""
    attachments: tuple[tuple[str, Link], ...] = ()
    """Documents on the web, with their titles."""
    notes: tuple[str, ...] = ()
    """Hints for the editor about what could not be imported."""

    @property
    def key(self) -> Key:
        return self.fields.uid, self.fields.recurrence

    def problem(self, file: str, message: str, line: int = 0) -> Problem:
        """Why it is left out; `line` is that of the property that is to blame."""
        return Problem(
            Place(file, line or self.line), f"event {self.index} '{self.fields.title[:80]}': {message}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCalendar:
    """What can be imported of a calendar file."""

    name: str
    events: list[ForeignEvent]
    left_out: list[LeftOut]
    """In the order of the file."""
    is_whole: bool
    """Whether the end of the file is there; if not, events may be missing that the calendar still has."""

    def without(self, left_out: Sequence[LeftOut]) -> ForeignCalendar:
        """The calendar with further events left out."""
        keys = {each.key for each in left_out}
        events = [event for event in self.events if event.key not in keys]
        return replace(self, events=events, left_out=[*self.left_out, *left_out])


def read_calendar(raw: bytes, file: str, *, home: str, name: str = "") -> ForeignCalendar:
    """A calendar with its name (X-WR-CALNAME, NAME, else `name`).

    `home` is the cluster's time zone. Invalid if the file is no calendar, or if there are events in it and
    none can be read.
    """
    read = read_file(raw, file)
    selection = Selection(file)
    selection.read(read.calendars)
    title = next((line for each in read.calendars if (line := each.first("X-WR-CALNAME", "NAME"))), None)
    reader = _EventReader(selection, Clocks(home), calendar=on_one_line(text_of(title)) or name)
    methods = [line.value.upper() for each in read.calendars if (line := each.first("METHOD"))]
    reader.is_cancelled = bool(methods) and set(methods) == {"CANCEL"}
    reader.read([part for calendar in read.calendars for part in calendar.parts])
    for fault in read.faults:
        selection.leave_out(*fault)
    if not reader.entries:
        refuse(selection.left_out)
    selection.note_other_kinds(read.calendars)
    left_out = sorted(selection.left_out, key=lambda each: each.problem)
    return ForeignCalendar(
        name=reader.calendar, events=reader.entries, left_out=left_out, is_whole=read.is_whole
    )


def refuse(left_out: Iterable[LeftOut]) -> None:
    """Raise Invalid with the reasons why events are left out, except for private ones."""
    if problems := [each.problem for each in left_out if not each.is_private]:
        raise Invalid(problems)


@dataclass(slots=True)
class _EventReader:
    """Reads the selected events; those that cannot be represented are left out."""

    selection: Selection
    clocks: Clocks
    calendar: str = ""
    is_cancelled: bool = False
    """Whether the file cancels all of its events (METHOD:CANCEL, RFC 5546, 3.2.5)."""
    entries: list[ForeignEvent] = field(default_factory=list)

    def read(self, parts: list[Component]) -> None:
        for part in parts:
            if part.kind == "VTIMEZONE" and (name := part.first("TZID")):
                self.clocks.own.setdefault(name.value, part)
        changes = {uid: dict(each) for uid, each in self.selection.changes.items()}
        for uid, master in self.selection.masters.items():
            self.attempt(master, list(changes.pop(uid, {}).values()))
        # what is left are changes without their series, as in an invitation to a single date
        for orphans in changes.values():
            for change in orphans.values():
                self.attempt(change, [])
        self.leave_out_duplicates()

    def leave_out(self, entry: ForeignEvent, message: str) -> None:
        self.selection.left_out.append(LeftOut(entry.problem(self.selection.file, message), entry.key))

    def leave_out_duplicates(self) -> None:
        """Visitors could not distinguish two events with the same title and time."""
        seen: dict[tuple[str, When], ForeignEvent] = {}
        for entry in self.entries:
            first = seen.setdefault((entry.fields.title.casefold(), entry.fields.when), entry)
            if first is not entry:
                message = f"same title and date as the event on line {first.line}"
                self.leave_out(entry, f"{message}; delete one of them in that calendar")
        self.entries = list(seen.values())

    def attempt(self, event: Component, changes: list[Component]) -> None:
        """Add the event, or the reason why it is left out."""
        try:
            self.entries.append(self.entry(event, changes))
        except _UnusableEvent as wrong:
            title = on_one_line(text_of(event.first("SUMMARY")))[:80]
            name = f"event {event.index}" + (f" '{title}'" if title else "")
            problem = Problem(Place(self.selection.file, wrong.line), f"{name}: {wrong}")
            self.selection.left_out.append(LeftOut(problem, key_of(event)))

    def entry(self, event: Component, changes: list[Component]) -> ForeignEvent:
        uid, recurrence = key_of(event)
        title = _title(event, self.status(event))
        if len(uid) > LONGEST_TITLE:
            raise _UnusableEvent(event.number, f"UID longer than {LONGEST_TITLE} characters")
        dates, clock, notes = self.dates(event, changes)
        texts = texts_of(event)
        fields = Imported(
            uid=uid,
            recurrence=recurrence,
            calendar=self.calendar,
            title=title,
            when=dates.when,
            time_zone=TimeZone(clock.name) if clock.name != self.clocks.home and dates.when.opens else None,
            repeats=dates.repeats,
            further_dates=dates.further,
            status=self.status(event),
            place=texts.place,
            online_link=texts.online_link,
            summary=texts.summary,
            link=texts.link,
            addresses=texts.addresses,
        )
        return ForeignEvent(
            fields=fields,
            line=event.number,
            index=event.index,
            description=texts.description if texts.is_cut else "",
            attachments=tuple(texts.attachments),
            notes=(*notes, *texts.notes),
        )

    def status(self, event: Component) -> Status:
        """Without STATUS (3.8.1.11) an event counts as confirmed."""
        line = event.first("STATUS")
        if self.is_cancelled:
            return "cancelled"
        return _STATUS.get(line.value.upper(), "confirmed") if line else "confirmed"

    def dates(self, event: Component, changes: list[Component]) -> tuple[Dates, Clock, list[str]]:
        """All dates of an event, its clock, and notes about changes that cannot be represented."""
        start, series = self.series(event)
        replaced: list[Moment] = []
        moved: list[When] = []
        notes: list[str] = []
        for change in self.selection.hidden.get(key_of(event)[0], ()):
            if line := change.first("RECURRENCE-ID"):
                replaced.append(self.on(line, partial(moment_of, line, self.clocks)))
        for change in changes:
            line = change.first("RECURRENCE-ID")
            assert line is not None
            if line.parameters.get("RANGE"):
                cure = "end the series before that date in that calendar, and start a new one"
                message = f"unsupported change of all dates from {line.value} on (RANGE)"
                raise _UnusableEvent(line.number, f"{message}; {cure}")
            original = self.on(line, partial(moment_of, line, self.clocks))
            before = when_at(original, series)
            if self.status(change) == "cancelled":
                replaced.append(original)
                continue
            changed_start, changed = self.series(change)
            now = when_of(changed_start.by(start.clock), changed.length, start.clock)
            if now != before:
                replaced.append(original)
                moved.append(now)
            notes += _differences(event, change, now.written)
        series = replace(series, replaced=replaced, moved=moved)
        line = event.first("RRULE", "RDATE", "EXDATE") or event.first("DTSTART")
        return self.on(line, partial(dates_of, series, self.clocks)), start.clock, notes

    def series(self, event: Component) -> tuple[Moment, Series]:
        """The start and the date properties, changes of single dates left out."""
        line = event.first("DTSTART")
        if line is None:
            raise _UnusableEvent(event.number, "missing start (DTSTART); add a date in that calendar")
        for each in (event.all("DTSTART"), event.all("DTEND"), event.all("DURATION")):
            if len(each) > 1:
                message = f"{each[1].name} stands twice; delete one of them in that calendar"
                raise _UnusableEvent(each[1].number, message)
        rules = event.all("RRULE")
        if len(rules) > 1 or event.first("EXRULE"):
            cure = "make several events in that calendar"
            line = event.first("EXRULE") or rules[-1]
            raise _UnusableEvent(line.number, f"more than one rule (RRULE, EXRULE); {cure}")
        start = self.on(line, partial(moment_of, line, self.clocks))
        end, duration = event.first("DTEND"), event.first("DURATION")
        length = self.on(end or duration, partial(length_of, start, end, duration, self.clocks))
        start = whole_days(event, start, length, self.clocks)
        rule = rules[0] if rules else None
        also, without = event.all("RDATE"), event.all("EXDATE")
        return start, Series(start=start, length=length, rule=rule, also=also, without=without)

    def on(self, line: Line | None, read: Callable[[], T]) -> T:
        """The result of `read`; its errors are reported for `line`."""
        try:
            return read()
        except (ValueError, OverflowError) as error:
            raise _UnusableEvent(line.number if line else 1, str(error)) from None


class _UnusableEvent(Exception):
    """An event cannot be imported. The message does not name the event."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def _title(event: Component, status: Status) -> str:
    title = on_one_line(text_of(event.first("SUMMARY")))
    if status == "cancelled":
        title = without_state(title)
    if not title:
        raise _UnusableEvent(event.number, "missing title (SUMMARY); add it in that calendar")
    if len(title) > LONGEST_TITLE:
        raise _UnusableEvent(event.number, f"title longer than {LONGEST_TITLE} characters; shorten it")
    return title


def _differences(event: Component, change: Component, when: str) -> Iterator[str]:
    """Notes about a title or place that only one date has; our events have one for all dates."""
    for name in ("SUMMARY", "LOCATION"):
        usual, changed = (on_one_line(text_of(each.first(name))) for each in (event, change))
        if changed and changed != usual:
            yield f"on {when}: {name} is '{changed[:80]}'; mention it in the text if it matters"
