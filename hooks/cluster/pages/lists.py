"""Lists that several pages show: of calendar entries and of commitments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cluster.content.calendar_entries import CalendarEntry, Shelf, coming_and_past, once
from cluster.content.commitments import Commitment
from cluster.content.events import Event
from cluster.content.version import SiteVersion
from cluster.date_formats import format_month
from cluster.dates import in_order
from cluster.language import Text


class EntryGroup(NamedTuple):
    """Entries under one heading of a list."""

    label: str
    """`říjen 2022`; `podzim 2021` for a vague date; a note for entries without a date."""
    entries: list[CalendarEntry]


def ahead_and_over(version: SiteVersion, shelf: Shelf) -> dict[str, Any]:
    """Template values `coming` and `past`: each event once, at its next date or, if over, at its last.

    A deadline is only of use ahead: nobody was at it.
    """
    coming, past = coming_and_past(version.site.entries_on(shelf), version.now)
    ahead = once(coming)
    still_to_come = {entry.event.id for entry in ahead}
    held = (entry for entry in past if entry.event.kind != "deadline")
    over = once(entry for entry in held if entry.event.id not in still_to_come)
    return {
        name: [_whole(version, each) for each in found] for name, found in (("coming", ahead), ("past", over))
    }


def around_events(version: SiteVersion, events: Iterable[Event]) -> dict[str, Any]:
    """Template values `coming` and `past`: these events, each once, the next and the latest ones first."""
    coming, past = coming_and_past(in_order(version.entry_of(each) for each in events), version.now)
    return {"coming": coming, "past": past}


def _whole(version: SiteVersion, entry: CalendarEntry) -> CalendarEntry:
    """The entry for all dates of the event of an entry; a registration deadline itself."""
    has_one = entry.closes or len(entry.event.dates) < 2
    return entry if has_one else version.entry_of(entry.event)


def by_month(version: SiteVersion, shelf: Shelf) -> dict[str, Any]:
    """Template values: all entries, grouped by month. Of those that are over, `past` are events and `closed`
    are deadlines."""
    coming, past = coming_and_past(version.site.entries_on(shelf), version.now)
    found = {
        "coming": coming,
        "past": [each for each in past if not each.is_deadline],
        "closed": [each for each in past if each.is_deadline],
    }
    return {name: list(_grouped(version, each)) for name, each in found.items()}


def _grouped(version: SiteVersion, entries: Iterable[CalendarEntry]) -> Iterator[EntryGroup]:
    group = EntryGroup("", [])
    for entry in entries:
        label = _label(version, entry)
        if label != group.label:
            if group.entries:
                yield group
            group = EntryGroup(label, [])
        group.entries.append(entry)
    if group.entries:
        yield group


def _label(version: SiteVersion, entry: CalendarEntry) -> str:
    if entry.when is None:
        return version.words["date_to_come" if entry.is_awaited else "without_date"]
    if entry.when.is_exact:
        return format_month(entry.when.starts.replace(day=1), language=version.language)
    return version.date_of(entry.when)


def addressed(version: SiteVersion, commitments: Iterable[Commitment]) -> list[tuple[Text, str]]:
    """Titles and addresses of commitments, for links."""
    return [(each.title, version.site.plans.address_of(each)) for each in commitments]
