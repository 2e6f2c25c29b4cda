"""Plans an import: which files are new, which change, and what the editor should know.

Events are matched by UID first, then by title and time. See `merge` for how a file is updated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cluster.checks.events import RESERVED
from cluster.content.commitments import EventKind
from cluster.content.events import Event
from cluster.content.imported import Imported
from cluster.office.calendar_import.descriptions import markdown
from cluster.office.calendar_import.foreign_events import ForeignCalendar, ForeignEvent
from cluster.office.calendar_import.front_matter import changed, head_of, new_file, plain
from cluster.office.calendar_import.merge import TIMES, Merge
from cluster.office.calendar_import.selection import Key, LeftOut
from cluster.problems import Invalid, Problem
from cluster.reading.scalar_types import Id
from cluster.slugs import slug_of

LONGEST_ID = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingEvents:
    """The project before an import."""

    files: Mapping[str, bytes]
    """Content by path from the project root."""
    events: Mapping[str, Event]
    """The events of docs/events/, by id."""
    planned: Sequence[Event]
    """The events that the plan defines itself."""
    taken: Collection[str]
    """Ids in use that no new event may get."""
    language: str
    """The default language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Fields of all new events, from the command line."""

    kind: EventKind = "meeting"
    pillars: tuple[str, ...] = ()


@dataclass(slots=True)
class Import:
    """The changes to make."""

    files: dict[str, bytes] = field(default_factory=dict)
    """New content by path from the project root. Nothing is ever deleted."""
    new: list[str] = field(default_factory=list)
    """Paths of new files."""
    changed: list[str] = field(default_factory=list)
    """Paths of changed files."""
    unchanged: int = 0
    """Number of events without changes."""
    notes: list[str] = field(default_factory=list)
    """Hints for the editor, one line each."""
    left_out: list[LeftOut] = field(default_factory=list)
    """Events that are not imported, in the calendar's order."""
    entry_of: dict[str, ForeignEvent] = field(default_factory=dict)
    """The event for each path in `files`."""


def import_of(calendar: ForeignCalendar, existing: ExistingEvents, given: Given) -> Import:
    """The changes for the events of a calendar."""
    changes = Import(left_out=[*calendar.left_out])
    entries = calendar.events
    keys = {entry.key for entry in entries} | {each.key for each in calendar.left_out if each.key}
    by_uid = {_key(event.imported): event for event in existing.events.values() if event.imported}
    # events without a counterpart so far; what is left in the end has disappeared from the calendar
    lost = {
        event.id: event for event in existing.events.values() if _is_lost(event.imported, calendar.name, keys)
    }
    taken = {*existing.taken, *existing.events, *(event.id for event in existing.planned)}
    for entry in sorted(entries, key=_order):
        if event := by_uid.get(entry.key) or _twin(entry.fields, lost.values()):
            lost.pop(event.id, None)
            _update(changes, entry, event, existing)
        elif twin := _twin(entry.fields, [*existing.events.values(), *existing.planned]):
            owner = "another calendar" if twin.imported else "the plan"
            changes.notes.append(
                f"{twin.at}: '{entry.fields.title}' is event '{twin.id}' of {owner}; left unchanged"
            )
            changes.unchanged += 1
        else:
            _add(changes, entry, taken, given)
    if calendar.is_whole:
        _note_missing(changes, [event for event in lost.values() if event.imported])
    _note_private(changes, by_uid)
    return changes


def _order(entry: ForeignEvent) -> tuple[Any, ...]:
    """Independent of the order in the file, so that ids of events with the same title are, too."""
    return entry.fields.when.sort_key, entry.fields.title, entry.fields.uid


def _key(fields: Imported) -> Key:
    return fields.uid, fields.recurrence


def _is_lost(imported: Imported | None, calendar: str, keys: Collection[Key]) -> bool:
    """Whether an event was written by hand, or imported from this calendar under a UID that is gone."""
    return imported is None or (imported.calendar == calendar and _key(imported) not in keys)


def _twin(fields: Imported, events: Iterable[Event]) -> Event | None:
    """An event with the same title and time: some calendars change UIDs when they are exported."""
    title = fields.title.casefold()
    same_time = (event for event in events if event.when == fields.when)
    return next((event for event in same_time if event.title.original.casefold() == title), None)


# A new event


def _add(changes: Import, entry: ForeignEvent, taken: set[str], given: Given) -> None:
    imported = entry.fields
    id = id_of(imported.title, imported.when.starts.year, given.kind, taken)
    taken.add(id)
    file = f"docs/events/{id}.md"
    fields = {
        **_fields(imported),
        "kind": given.kind,
        "pillars": list(given.pillars) or None,
        "online": True if imported.online_link else None,
        "attachments": [{"title": title, "link": link} for title, link in entry.attachments] or None,
        "sources": [imported.link] if imported.link else None,
        "imported": plain(imported),
    }
    changes.files[file] = new_file(fields, markdown(entry.description))
    changes.entry_of[file] = entry
    changes.new.append(file)
    changes.notes += [f"{file}: {note}" for note in entry.notes]
    if entry.description:
        changes.notes.append(f"{file}: the full text is below the head")
    if imported.status == "cancelled":
        changes.notes.append(f"{file}: '{imported.title}' is cancelled in the calendar")


def _fields(imported: Imported) -> dict[str, Any]:
    """The fields that have the same name in an event file, as plain values."""
    names = ("title", *TIMES, "status", "place", "online_link", "summary")
    return {name: plain(getattr(imported, name)) for name in names} | _status(imported.status)


def _status(status: str) -> dict[str, Any]:
    """Confirmed is what visitors assume, so it is not written."""
    return {"status": None if status == "confirmed" else status}


def id_of(title: str, year: int, kind: str, taken: Collection[str]) -> Id:
    """The id of a new event: title in ASCII and year, plus a number if that is taken."""
    slug = slug_of(title, LONGEST_ID)
    words = slug.removesuffix(str(year)).strip("-")
    stem = f"{words or kind}-{year}"
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 3))
    return Id(next(id for id in numbered if id not in taken and id not in RESERVED))


# An existing event


def _update(changes: Import, entry: ForeignEvent, event: Event, existing: ExistingEvents) -> None:
    file = f"docs/events/{event.id}.md"
    raw = existing.files[file]
    merge = Merge(event, entry.fields, existing.language, head_of(raw, file))
    merge.all()
    try:
        after = changed(raw, file, merge.fields)
    except Invalid as error:
        changes.left_out += [LeftOut(problem, entry.key) for problem in error.problems]
        return
    if after == raw:
        changes.unchanged += 1
        return
    changes.files[file] = after
    changes.entry_of[file] = entry
    changes.changed.append(file)
    if event.imported is None:
        note = "same title and date as an event in the calendar; it follows the calendar from now on"
        changes.notes.append(f"{file}: {note}")
    head = head_of(after, file)
    for name, message in merge.notes:
        changes.notes.append(f"{file}:{head[name].line if name in head else 1}: {message}")
    if entry.fields.summary != merge.base.summary or event.imported is None:
        changes.notes += [f"{file}: {note}" for note in entry.notes]
        if entry.description:
            changes.notes.append(
                f"{file}: the calendar has a longer text than the summary; the text below the head is kept"
            )


# The report


def _note_private(changes: Import, by_uid: Mapping[Key, Event]) -> None:
    """Report events that were imported before they became private."""
    message = "the event is private in the calendar now; delete the file unless it may be published"
    private = {each.key for each in changes.left_out if each.is_private}
    events = (event for key, event in by_uid.items() if key in private)
    changes.left_out += [LeftOut(Problem(event.at, message)) for event in events]


def _note_missing(changes: Import, missing: Iterable[Event]) -> None:
    for event in missing:
        date = event.when.written if event.when else "no date"
        message = f"'{event.title.original}' ({date}) is no longer in the calendar; left unchanged"
        changes.notes.append(f"docs/events/{event.id}.md: {message}")
