"""What an import does: events of a foreign calendar become files, or changes of the files that they are.

A field follows the calendar as long as it says what the calendar said last time (`imported`); what an editor
has changed stays, and the difference is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Any

from slugify import slugify

from cluster.checks.events import RESERVED
from cluster.content.commitments import EventKind
from cluster.content.events import Event, Imported
from cluster.office.calendar_import.foreign_events import ForeignEvent
from cluster.office.calendar_import.front_matter import changed, head_of, new_file, plain
from cluster.office.calendar_import.merge import TIMES, Following
from cluster.reading.schema import Id

LONGEST_ID = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingEvents:
    """What there is before an import."""

    files: Mapping[str, bytes]
    """By path from the project's root."""
    events: Mapping[str, Event]
    """Those of docs/events/, by id."""
    planned: Sequence[Event]
    """Those of the plan."""
    taken: Collection[str]
    """Ids that no new event may have."""
    language: str
    """The default one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What every new event gets."""

    kind: EventKind = "meeting"
    pillars: tuple[str, ...] = ()


@dataclass(slots=True)
class Import:
    """What is to be done."""

    files: dict[str, bytes] = field(default_factory=dict)
    """New bytes by path from the project's root; nothing is ever deleted."""
    new: list[str] = field(default_factory=list)
    """Paths."""
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    told: list[str] = field(default_factory=list)
    """What an editor should know, a line each."""


def import_of(entries: Sequence[ForeignEvent], calendar: str, known: ExistingEvents, given: Given) -> Import:
    """What the events of a calendar change; Invalid if an editor's file cannot be changed safely."""
    done = Import()
    there = {_key(entry.said) for entry in entries}
    by_uid = {_key(event.imported): event for event in known.events.values() if event.imported}
    lost = {event.id: event for event in known.events.values() if _is_lost(event.imported, calendar, there)}
    taken = {*known.taken, *known.events, *(event.id for event in known.planned)}
    for entry in sorted(entries, key=lambda each: (each.said.when.sort_key, each.said.title, each.said.uid)):
        if event := by_uid.get(_key(entry.said)) or _twin(entry.said, lost.values()):
            lost.pop(event.id, None)
            _follow(done, entry, event, known)
        elif twin := _twin(entry.said, [*known.events.values(), *known.planned]):
            whose = "another calendar" if twin.imported else "the plan"
            done.told.append(
                f"{twin.at}: '{entry.said.title}' is event '{twin.id}' of {whose}; left as it is"
            )
            done.unchanged += 1
        else:
            _add(done, entry, taken, given)
    _tell_gone(done, [event for event in lost.values() if event.imported])
    return done


def _key(said: Imported) -> tuple[str, str]:
    return said.uid, said.recurrence


def _is_lost(said: Imported | None, calendar: str, there: Collection[tuple[str, str]]) -> bool:
    """Whether an event is of no calendar yet, or of this one but under a UID that is not there any more."""
    return said is None or (said.calendar == calendar and _key(said) not in there)


def _twin(said: Imported, events: Iterable[Event]) -> Event | None:
    """The event with the same title and time, which then is the same event."""
    alike = (event for event in events if event.when == said.when)
    return next((event for event in alike if event.title.original.casefold() == said.title.casefold()), None)


# A new event


def _add(done: Import, entry: ForeignEvent, taken: set[str], given: Given) -> None:
    said = entry.said
    id = id_of(said.title, said.when.starts.year, given.kind, taken)
    taken.add(id)
    file = f"docs/events/{id}.md"
    fields = {
        **_fields(said),
        "kind": given.kind,
        "pillars": list(given.pillars) or None,
        "online": True if said.online_link else None,
        "sources": [said.link] if said.link else None,
        "imported": plain(said),
    }
    done.files[file] = new_file(fields, _body(entry.description))
    done.new.append(file)
    done.told += [f"{file}: {note}" for note in entry.notes]
    if entry.description:
        done.told.append(
            f"{file}: the summary is the beginning of a long text, which stands whole below the head"
        )
    if said.status == "cancelled":
        done.told.append(f"{file}: '{said.title}' is cancelled there")


def _fields(said: Imported) -> dict[str, Any]:
    """The plain values of the fields that are told in the calendar's own words."""
    names = ("title", *TIMES, "status", "place", "online_link", "summary")
    return {name: plain(getattr(said, name)) for name in names} | _status(said.status)


def _status(status: str) -> dict[str, Any]:
    return {"status": None if status == "confirmed" else status}


def id_of(title: str, year: int, kind: str, taken: Collection[str]) -> Id:
    """A new event's id: its title in ASCII and the year, with a number if another event has it."""
    slug = slugify(
        title, entities=False, decimal=False, hexadecimal=False, max_length=LONGEST_ID, word_boundary=True
    )
    words = slug.removesuffix(str(year)).strip("-")
    stem = f"{words or kind}-{year}"
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 3))
    return Id(next(id for id in numbered if id not in taken and id not in RESERVED))


_ESCAPED = re.compile(r"[\\`*_{}\[\]]|^[#+!>-]|(?<=^\d)\.|(?<=^\d\d)\.|(?<=^\d{3})\.|(?<=^\d{4})\.")
"""What Markdown takes for its own, and lets alone after a backslash ..."""
_NAMED = re.compile(r"[&<|~^$]|^[:=]")
"""... and what can only be named by its number."""


def _body(description: str) -> str:
    """A text as Markdown that shows it as it is; its lines are paragraphs."""
    lines = [_NAMED.sub(lambda found: f"&#{ord(found[0])};", line) for line in description.split("\n")]
    return "\n\n".join(_ESCAPED.sub(r"\\\g<0>", line) for line in lines) + "\n" if description else ""


# An event that is there already


def _follow(done: Import, entry: ForeignEvent, event: Event, known: ExistingEvents) -> None:
    file = f"docs/events/{event.id}.md"
    raw = known.files[file]
    following = Following(event, entry.said, known.language, head_of(raw, file))
    following.all()
    after = changed(raw, file, following.fields)
    if after == raw:
        done.unchanged += 1
        return
    done.files[file] = after
    done.changed.append(file)
    if event.imported is None:
        said = "it has the title and date of one in the calendar; from now on it follows the changes there"
        done.told.append(f"{file}: {said}")
    head = head_of(after, file)
    for name, message in following.told:
        done.told.append(f"{file}:{head[name].line if name in head else 1}: {message}")
    if entry.said.summary != following.last.summary or event.imported is None:
        done.told += [f"{file}: {note}" for note in entry.notes]
        if entry.description:
            done.told.append(
                f"{file}: the calendar has a longer text than its summary; the one below the head is yours"
            )


# What is told of all


def _tell_gone(done: Import, gone: Iterable[Event]) -> None:
    for event in gone:
        date = event.when.written if event.when else "no date"
        message = f"'{event.title.original}' ({date}) is no longer in the calendar; left as it is"
        done.told.append(f"docs/events/{event.id}.md: {message}")


def differences(done: Import, files: Mapping[str, bytes]) -> str:
    """What changes in each file, as a unified diff."""
    return "".join(
        line
        for file, after in sorted(done.files.items())
        for line in unified_diff(
            _lines(files.get(file, b"")),
            _lines(after),
            file if file in files else "/dev/null",
            file,
        )
    )


def _lines(raw: bytes) -> list[str]:
    text = raw.decode().replace("\r\n", "\n")
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")] if text else []
