"""What a foreign calendar says of its events, in the words of ours (RFC 5545, 3.6.1)."""

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
"""Of a UID, too."""
MOST_PROBLEMS = 100
"""More are not looked for."""

T = TypeVar("T")

_STATUS: dict[str, Status] = {"TENTATIVE": "planned", "CONFIRMED": "confirmed", "CANCELLED": "cancelled"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignEvent:
    """An event of a foreign calendar."""

    said: Imported
    line: int
    """On which it begins."""
    description: str = ""
    """The whole text, a paragraph a line, if the summary is only its beginning."""
    notes: tuple[str, ...] = ()
    """What an editor should know besides."""


def read_entries(raw: bytes, file: str, *, home: str, name: str = "") -> tuple[str, list[ForeignEvent]]:
    """The name of a calendar and its events; Invalid with everything that is wrong with the file.

    `home` is the cluster's time zone, `name` that of a calendar that does not give one (X-WR-CALNAME, NAME).
    """
    calendars, problems = read_calendars(raw, file)
    if problems:
        raise Invalid(problems)
    reading = _EventReader(file, Clocks(home))
    named = next((line for each in calendars if (line := each.first("X-WR-CALNAME", "NAME"))), None)
    reading.calendar = (_plain(named) if named else "") or name
    methods = [line.value.upper() for each in calendars if (line := each.first("METHOD"))]
    reading.is_cancelled = bool(methods) and set(methods) == {"CANCEL"}
    reading.read([part for calendar in calendars for part in calendar.parts])
    if reading.problems:
        raise Invalid(reading.problems)
    return reading.calendar, reading.entries


@dataclass(slots=True)
class _EventReader:
    """Reads events and notes their problems."""

    file: str
    clocks: Clocks
    calendar: str = ""
    is_cancelled: bool = False
    """Whether the file as a whole calls off what it holds (METHOD, RFC 5546, 3.2.5)."""
    problems: list[Problem] = field(default_factory=list)
    entries: list[ForeignEvent] = field(default_factory=list)

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), message))

    def read(self, parts: list[Component]) -> None:
        for part in parts:
            if part.kind == "VTIMEZONE" and (name := part.first("TZID")):
                self.clocks.own.setdefault(name.value, part)
        masters, changes = self.gathered([part for part in parts if part.kind == "VEVENT"])
        for uid, master in masters.items():
            self.attempt(master, uid, list(changes.pop(uid, {}).values()))
        for uid, alone in changes.items():
            for change in alone.values():
                self.attempt(change, uid, [])
        self.refuse_twins()

    def refuse_twins(self) -> None:
        """Two events of one title and time cannot be told apart by anybody who reads of them."""
        seen: dict[tuple[str, When], ForeignEvent] = {}
        for entry in self.entries:
            first = seen.setdefault((entry.said.title.casefold(), entry.said.when), entry)
            if first is not entry:
                message = (
                    f"event '{entry.said.title[:80]}': it has the title and date of that on line {first.line}"
                )
                self.refuse(entry.line, f"{message}; delete one of them in that calendar")

    def gathered(
        self, events: Iterable[Component]
    ) -> tuple[dict[str, Component], dict[str, dict[str, Component]]]:
        """The events by UID, and by UID and RECURRENCE-ID those that stand for one date of a series."""
        masters: dict[str, Component] = {}
        changes: dict[str, dict[str, Component]] = {}
        for event in events:
            uid, recurrence = event.first("UID"), event.first("RECURRENCE-ID")
            if uid is None or not _plain(uid):
                self.refuse(event.number, "the event has no UID, by which it could be found again; add one")
                continue
            of_uid = changes.setdefault(_plain(uid), {}) if recurrence else masters
            key = recurrence.value if recurrence else _plain(uid)
            if key in of_uid:
                first = f"stands here a second time (first on line {of_uid[key].number})"
                self.refuse(event.number, f"the event with the UID '{_plain(uid)[:80]}' {first}; delete one")
            of_uid.setdefault(key, event)
        return masters, changes

    def attempt(self, event: Component, uid: str, changes: list[Component]) -> None:
        """Notes the event, or what is wrong with it."""
        if len(self.problems) >= MOST_PROBLEMS:
            return
        try:
            self.entries.append(self.entry(event, uid, changes))
        except _UnusableEvent as wrong:
            self.refuse(wrong.line, f"event '{_named(event, uid)}': {wrong}")

    def entry(self, event: Component, uid: str, changes: list[Component]) -> ForeignEvent:
        title = _plain(event.first("SUMMARY"))
        if not title:
            raise _UnusableEvent(event.number, "it has no title (SUMMARY); give it one in that calendar")
        if len(title) > LONGEST_TITLE:
            raise _UnusableEvent(event.number, f"its title has more than {LONGEST_TITLE} letters; shorten it")
        dates, clock, notes = self.dates(event, changes)
        recurrence = event.first("RECURRENCE-ID")
        place, link = _plain(event.first("LOCATION")), _conference(event)
        if is_web_address(place):
            place, link = "", link or Link(place)
        description = _description(event.first("DESCRIPTION"))
        summary = _summary(description)
        if len(uid) > LONGEST_TITLE:
            raise _UnusableEvent(event.number, f"its UID has more than {LONGEST_TITLE} letters")
        is_cut = summary != _joined(description)
        if (text := event.first("DESCRIPTION")) and len(text.text) > LONGEST_DESCRIPTION:
            notes.append(f"only the first {LONGEST_DESCRIPTION:,} letters of its description were taken over")
        address = event.first("URL")
        if address and not is_web_address(address.value):
            notes.append(f"URL '{address.value[:80]}' is no web address, and was left out")
        said = Imported(
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
            link=Link(address.value) if address and is_web_address(address.value) else None,
        )
        return ForeignEvent(
            said=said,
            line=event.number,
            description=description if is_cut else "",
            notes=tuple(notes),
        )

    def status(self, event: Component) -> Status:
        line = event.first("STATUS")
        if self.is_cancelled:
            return "cancelled"
        return _STATUS.get(line.value.upper(), "confirmed") if line else "confirmed"

    def dates(self, event: Component, changes: list[Component]) -> tuple[Dates, Clock, list[str]]:
        """When an event takes place, in the hours of which clock, and what cannot be told of its dates."""
        start, series = self.series(event)
        replaced: list[Moment] = []
        moved: list[When] = []
        notes: list[str] = []
        for change in changes:
            line = change.first("RECURRENCE-ID")
            assert line is not None
            if line.parameters.get("RANGE"):
                cure = "end the series there before that date, and begin a new one"
                raise _UnusableEvent(line.number, f"it changes all dates from {line.value} on; {cure}")
            was = self.on(line, partial(moment_of, line, self.clocks))
            original = when_of(was.by(start.clock), series.length, start.clock)
            if self.status(change) == "cancelled":
                replaced.append(was)
                continue
            its, own = self.series(change)
            now = when_of(its.by(start.clock), own.length, start.clock)
            if now != original:
                replaced.append(was)
                moved.append(now)
            notes += _differences(event, change, now.written)
        series = replace(series, replaced=replaced, moved=moved)
        line = event.first("RRULE", "RDATE", "EXDATE") or event.first("DTSTART")
        return self.on(line, partial(dates_of, series, self.clocks)), start.clock, notes

    def series(self, event: Component) -> tuple[Moment, Series]:
        line = event.first("DTSTART")
        if line is None:
            raise _UnusableEvent(
                event.number, "it has no beginning (DTSTART); give it a date in that calendar"
            )
        rules = event.all("RRULE")
        if len(rules) > 1 or event.first("EXRULE"):
            cure = "make several events of it there"
            raise _UnusableEvent(
                (event.first("EXRULE") or rules[-1]).number, f"it has more than one rule; {cure}"
            )
        start = self.on(line, partial(moment_of, line, self.clocks))
        end, duration = event.first("DTEND"), event.first("DURATION")
        length = self.on(end or duration, partial(length_of, start, end, duration, self.clocks))
        rule = rules[0] if rules else None
        also, without = event.all("RDATE"), event.all("EXDATE")
        return start, Series(start=start, length=length, rule=rule, also=also, without=without)

    def on(self, line: Line | None, read: Callable[[], T]) -> T:
        """What `read` gives; what is wrong with it is wrong on that line."""
        try:
            return read()
        except (ValueError, OverflowError) as error:
            raise _UnusableEvent(line.number if line else 1, str(error)) from None


class _UnusableEvent(Exception):
    """What is wrong with an event, and on which line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def _named(event: Component, uid: str) -> str:
    return (_plain(event.first("SUMMARY")) or uid)[:80]


def _differences(event: Component, change: Component, when: str) -> Iterator[str]:
    """What is otherwise on one date of a series, which we cannot tell."""
    for name in ("SUMMARY", "LOCATION"):
        usual, here = _plain(event.first(name)), _plain(change.first(name))
        if here and here != usual:
            yield f"on {when} its {name} is '{here[:80]}'; if that matters, write it into the text"


def _plain(line: Line | None) -> str:
    """A text on one line."""
    return _joined(line.text) if line else ""


def _joined(text: str) -> str:
    return " ".join(text.split())


def _conference(event: Component) -> Link | None:
    """Where one can take part from afar: CONFERENCE (RFC 7986, 5.11), or what Google and Microsoft write."""
    names = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
    lines = (line.value for name in names for line in event.all(name))
    return next((Link(value) for value in lines if is_web_address(value)), None)


_HIDDEN = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def _description(line: Line | None) -> str:
    """The text without HTML, a paragraph a line."""
    text = line.text[:LONGEST_DESCRIPTION] if line else ""
    if _TAG.search(text):
        text = unescape(_TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", text))))
    while odd := forbidden_character(text):
        text = text.replace(odd, "")
    return "\n".join(filter(None, map(_joined, text.splitlines())))


def _summary(description: str) -> str:
    """Its beginning, cut between words."""
    short = shorten(description, LONGEST_SUMMARY, placeholder=" …")
    return short if len(short) > 2 else _joined(description)[: LONGEST_SUMMARY - 1] + "…" * bool(description)
