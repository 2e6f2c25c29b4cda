"""The kind of an event, in words."""

from __future__ import annotations

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.version import Version


def kind_beside_title(entry: CalendarEntry, version: Version) -> str:
    """`Konference`; `` for an event that has the name of its kind, which would be said twice."""
    kind = version.words[f"kind_{entry.kind}"]
    return "" if _plain(version.title_of(entry)) == _plain(kind) else kind


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
