"""Which events of a calendar file are imported: none that is private or cannot be read.

Messages name a private event by its number, never by its title (RFC 5545, 3.8.1.3). So they do with an event
that cannot be read, since it may be private.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cluster.office.calendar_import.content_lines import CLASSES, Component
from cluster.office.calendar_import.event_texts import on_one_line, text_of
from cluster.problems import Place, Problem

Key = tuple[str, str]
"""UID and RECURRENCE-ID of an event; the latter is empty for all but single dates of a series."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event, or something else, that is not imported."""

    problem: Problem
    key: Key | None = None
    is_private: bool = False


@dataclass(slots=True)
class Selection:
    """Sorts the events of a file into those to import, by UID, and those to leave out."""

    file: str
    masters: dict[str, Component] = field(default_factory=dict)
    """Single events and series."""
    changes: dict[str, dict[str, Component]] = field(default_factory=dict)
    """Changes of single dates of a series by RECURRENCE-ID (3.8.4.4)."""
    hidden: dict[str, list[Component]] = field(default_factory=dict)
    """Private changes of public series: their dates are left out."""
    left_out: list[LeftOut] = field(default_factory=list)

    def leave_out(
        self, line: int, message: str, event: Component | None = None, *, is_private: bool = False
    ) -> None:
        """Report an event without its title, or something else."""
        name = f"event {event.index}: " if event else ""
        key = key_of(event) if event else None
        self.left_out.append(LeftOut(Problem(Place(self.file, line), name + message), key, is_private))

    def read(self, calendars: Iterable[Component]) -> None:
        """Sort the events of the calendars."""
        events: list[Component] = []
        for calendar in calendars:
            found = [part for part in calendar.parts if part.kind == "VEVENT"]
            if not calendar.is_public:  # Apple marks a whole calendar
                for event in found:
                    event.lines += [line for name in CLASSES for line in calendar.all(name)]
            events += found
        events = self._without_unread(self._without_private(events))
        for event in events:
            self._add(event)

    def _without_private(self, events: list[Component]) -> list[Component]:
        """The public events. A series is private with all of its dates."""
        private = {key_of(event) for event in events if not event.is_public}
        public = []
        for event in events:
            uid, recurrence = key = key_of(event)
            if event.is_public and (not uid or not {key, (uid, "")} & private):
                public.append(event)
                continue
            self.leave_out(event.number, f"private ({_class_of(event)})", event, is_private=True)
            if recurrence:
                self.hidden.setdefault(uid, []).append(event)
        return public

    def _without_unread(self, events: list[Component]) -> list[Component]:
        """The events without faults. A series cannot be told if one of its dates cannot be read."""
        faults = {key_of(event)[0]: event for event in events if event.fault}
        whole = []
        for event in events:
            uid, _ = key_of(event)
            if event.fault:
                self.leave_out(event.fault.line, event.fault.message, event)
            elif uid in faults:
                self.leave_out(event.number, f"belongs to event {faults[uid].index}", event)
            else:
                whole.append(event)
        return whole

    def _add(self, event: Component) -> None:
        uid, recurrence = key_of(event)
        if not uid:
            message = "event without UID; add one, or later imports cannot recognise it"
            self.leave_out(event.number, message, event)
            return
        of_uid: dict[str, Component] = self.changes.setdefault(uid, {}) if recurrence else self.masters
        first = of_uid.setdefault(recurrence or uid, event)
        if first is not event:
            message = f"duplicate UID '{uid[:80]}' (first used on line {first.number})"
            self.leave_out(event.number, f"{message}; delete one of the events", event)

    def note_other_kinds(self, calendars: Iterable[Component]) -> None:
        """Report components that are no events, such as tasks."""
        kinds: dict[str, list[int]] = {}
        for part in (part for calendar in calendars for part in calendar.parts):
            if part.kind not in ("VEVENT", "VTIMEZONE"):
                kinds.setdefault(part.kind[:40], []).append(part.number)
        for kind, lines in kinds.items():
            self.leave_out(lines[0], f"{len(lines)} {kind}; only events (VEVENT) are imported")


def key_of(event: Component) -> Key:
    """The UID and RECURRENCE-ID of an event; empty without them."""
    recurrence = event.first("RECURRENCE-ID")
    return on_one_line(text_of(event.first("UID"))), recurrence.value if recurrence else ""


def _class_of(event: Component) -> str:
    """The class of a private event, as far as it is a word of the standard."""
    values = {line.value.upper() for name in CLASSES for line in event.all(name)}
    known = next((each for each in ("CONFIDENTIAL", "PRIVATE", "RESTRICTED") if each in values), "")
    return f"CLASS:{known}" if known else "unknown CLASS" if values - {"PUBLIC"} else "as its series"
