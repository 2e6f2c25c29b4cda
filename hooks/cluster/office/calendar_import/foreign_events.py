"""Reads the events of an external calendar file into the fields of our own (RFC 5545, 3.6.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from html import unescape
from textwrap import shorten
from typing import TypeVar

from cluster.content.events import Imported, Status
from cluster.dates import When
from cluster.links import encoded
from cluster.office.calendar_import.content_lines import Component, Line, read_calendars
from cluster.office.calendar_import.series import Dates, Series, dates_of
from cluster.office.calendar_import.times import Clock, Clocks, Moment, length_of, moment_of, when_of
from cluster.problems import Invalid, Place, Problem
from cluster.reading.scalars import is_web_address
from cluster.reading.schema import Link, TimeZone
from cluster.reading.yaml_tree import forbidden_character

LONGEST_SUMMARY = 300
LONGEST_DESCRIPTION = 20_000
LONGEST_TITLE = 500
"""Limits in characters; that of titles also holds for UIDs."""
MOST_PROBLEMS = 100
"""Reading stops after so many."""

T = TypeVar("T")

_STATUS: dict[str, Status] = {"TENTATIVE": "planned", "CONFIRMED": "confirmed", "CANCELLED": "cancelled"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignEvent:
    """An event of an external calendar."""

    fields: Imported
    line: int
    """The line of its BEGIN:VEVENT."""
    description: str = ""
    """The full text, one paragraph a line; empty if the summary already holds all of it."""
    notes: tuple[str, ...] = ()
    """Hints for the editor about what could not be imported."""


def read_entries(raw: bytes, file: str, *, home: str, name: str = "") -> tuple[str, list[ForeignEvent]]:
    """The name of a calendar (X-WR-CALNAME, NAME, else `name`) and its events.

    `home` is the cluster's time zone. Invalid with all problems of the file.
    """
    calendars, problems = read_calendars(raw, file)
    if problems:
        raise Invalid(problems)
    reader = _EventReader(file, Clocks(home))
    title = next((line for each in calendars if (line := each.first("X-WR-CALNAME", "NAME"))), None)
    reader.calendar = (_plain(title) if title else "") or name
    methods = [line.value.upper() for each in calendars if (line := each.first("METHOD"))]
    reader.is_cancelled = bool(methods) and set(methods) == {"CANCEL"}
    reader.read([part for calendar in calendars for part in calendar.parts])
    if reader.problems:
        raise Invalid(reader.problems)
    return reader.calendar, reader.entries


@dataclass(slots=True)
class _EventReader:
    """Reads events and collects problems."""

    file: str
    clocks: Clocks
    calendar: str = ""
    is_cancelled: bool = False
    """Whether the file cancels all of its events (METHOD:CANCEL, RFC 5546, 3.2.5)."""
    problems: list[Problem] = field(default_factory=list)
    entries: list[ForeignEvent] = field(default_factory=list)

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), message))

    def read(self, parts: list[Component]) -> None:
        for part in parts:
            if part.kind == "VTIMEZONE" and (name := part.first("TZID")):
                self.clocks.own.setdefault(name.value, part)
        masters, changes = self.by_uid([part for part in parts if part.kind == "VEVENT"])
        for uid, master in masters.items():
            self.attempt(master, uid, list(changes.pop(uid, {}).values()))
        # what is left are changes without their series, as in an invitation to a single date
        for uid, orphans in changes.items():
            for change in orphans.values():
                self.attempt(change, uid, [])
        self.refuse_duplicates()

    def refuse_duplicates(self) -> None:
        """Visitors could not distinguish two events with the same title and time."""
        seen: dict[tuple[str, When], ForeignEvent] = {}
        for entry in self.entries:
            first = seen.setdefault((entry.fields.title.casefold(), entry.fields.when), entry)
            if first is not entry:
                message = f"same title and date as the event on line {first.line}"
                name = entry.fields.title[:80]
                self.refuse(entry.line, f"event '{name}': {message}; delete one of them in that calendar")

    def by_uid(
        self, events: Iterable[Component]
    ) -> tuple[dict[str, Component], dict[str, dict[str, Component]]]:
        """Events by UID, and changes of single dates of a series by UID and RECURRENCE-ID (3.8.4.4)."""
        masters: dict[str, Component] = {}
        changes: dict[str, dict[str, Component]] = {}
        for event in events:
            uid, recurrence = event.first("UID"), event.first("RECURRENCE-ID")
            if uid is None or not _plain(uid):
                self.refuse(event.number, "event without UID; add one, or later imports cannot recognise it")
                continue
            of_uid = changes.setdefault(_plain(uid), {}) if recurrence else masters
            key = recurrence.value if recurrence else _plain(uid)
            if key in of_uid:
                first = f"first used on line {of_uid[key].number}"
                name = _plain(uid)[:80]
                self.refuse(event.number, f"duplicate UID '{name}' ({first}); delete one of the events")
            of_uid.setdefault(key, event)
        return masters, changes

    def attempt(self, event: Component, uid: str, changes: list[Component]) -> None:
        """Add the event, or its problem."""
        if len(self.problems) >= MOST_PROBLEMS:
            return
        try:
            self.entries.append(self.entry(event, uid, changes))
        except _UnusableEvent as wrong:
            self.refuse(wrong.line, f"event '{_label(event, uid)}': {wrong}")

    def entry(self, event: Component, uid: str, changes: list[Component]) -> ForeignEvent:
        title = _plain(event.first("SUMMARY"))
        if not title:
            raise _UnusableEvent(event.number, "missing title (SUMMARY); add it in that calendar")
        if len(title) > LONGEST_TITLE:
            raise _UnusableEvent(event.number, f"title longer than {LONGEST_TITLE} characters; shorten it")
        dates, clock, notes = self.dates(event, changes)
        recurrence = event.first("RECURRENCE-ID")
        place, link = _plain(event.first("LOCATION")), _conference(event)
        if is_web_address(place):  # video calls often stand in LOCATION
            place, link = "", link or Link(encoded(place))
        description = _description(event.first("DESCRIPTION"))
        summary = _summary(description)
        if len(uid) > LONGEST_TITLE:
            raise _UnusableEvent(event.number, f"UID longer than {LONGEST_TITLE} characters")
        is_cut = summary != _joined(description)
        if (text := event.first("DESCRIPTION")) and len(text.text) > LONGEST_DESCRIPTION:
            notes.append(f"description cut after {LONGEST_DESCRIPTION:,} characters")
        address = event.first("URL")
        if address and not is_web_address(address.value):
            notes.append(f"left out URL '{address.value[:80]}', which is not a web address")
        fields = Imported(
            uid=uid,
            recurrence=recurrence.value if recurrence else "",
            calendar=self.calendar,
            title=title,
            when=dates.when,
            time_zone=TimeZone(clock.name) if clock.name != self.clocks.home and dates.when.opens else None,
            repeats=dates.repeats,
            further_dates=dates.further,
            status=self.status(event),
            place=place,
            online_link=link,
            summary=summary,
            link=Link(encoded(address.value)) if address and is_web_address(address.value) else None,
        )
        return ForeignEvent(
            fields=fields,
            line=event.number,
            description=description if is_cut else "",
            notes=tuple(notes),
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
        for change in changes:
            line = change.first("RECURRENCE-ID")
            assert line is not None
            if line.parameters.get("RANGE"):
                cure = "end the series before that date in that calendar, and start a new one"
                message = f"unsupported change of all dates from {line.value} on (RANGE)"
                raise _UnusableEvent(line.number, f"{message}; {cure}")
            original = self.on(line, partial(moment_of, line, self.clocks))
            before = when_of(original.by(start.clock), series.length, start.clock)
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
        rules = event.all("RRULE")
        if len(rules) > 1 or event.first("EXRULE"):
            cure = "make several events in that calendar"
            line = event.first("EXRULE") or rules[-1]
            raise _UnusableEvent(line.number, f"more than one rule (RRULE, EXRULE); {cure}")
        start = self.on(line, partial(moment_of, line, self.clocks))
        end, duration = event.first("DTEND"), event.first("DURATION")
        length = self.on(end or duration, partial(length_of, start, end, duration, self.clocks))
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


def _label(event: Component, uid: str) -> str:
    """The title, or the UID, for messages."""
    return (_plain(event.first("SUMMARY")) or uid)[:80]


def _differences(event: Component, change: Component, when: str) -> Iterator[str]:
    """Notes about a title or place that only one date has; our events have one for all dates."""
    for name in ("SUMMARY", "LOCATION"):
        usual, changed = _plain(event.first(name)), _plain(change.first(name))
        if changed and changed != usual:
            yield f"on {when}: {name} is '{changed[:80]}'; mention it in the text if it matters"


def _plain(line: Line | None) -> str:
    """The text on one line; empty without the property."""
    return _joined(line.text) if line else ""


def _joined(text: str) -> str:
    return " ".join(text.split())


def _conference(event: Component) -> Link | None:
    """The link to join online: CONFERENCE (RFC 7986, 5.11), or the properties of Google and Microsoft."""
    names = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
    lines = (line.value for name in names for line in event.all(name))
    return next((Link(encoded(value)) for value in lines if is_web_address(value)), None)


_HIDDEN = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def _description(line: Line | None) -> str:
    """The text without HTML and forbidden characters, one paragraph a line."""
    text = line.text[:LONGEST_DESCRIPTION] if line else ""
    if _TAG.search(text):
        text = unescape(_TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", text))))
    while odd := forbidden_character(text):
        text = text.replace(odd, "")
    return "\n".join(filter(None, map(_joined, text.splitlines())))


def _summary(description: str) -> str:
    """The beginning, cut between words; within the first word if that is too long."""
    short = shorten(description, LONGEST_SUMMARY, placeholder=" …")
    return short if len(short) > 2 else _joined(description)[: LONGEST_SUMMARY - 1] + "…" * bool(description)
