"""Rendered parts that several files share: VEVENTs of calendars and items of feeds.

They are cached between builds, because a change of one item changes whole files. Measured with 1,500 pages,
after an edit of one event: without the cached feed items the build takes a twelfth more CPU time. Caching
the rows of lists as well saves 7 percent then, nothing after other edits, and costs 2 to 4 percent of a build
from nothing, so they are not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from cluster.build.cache import Cache
from cluster.content.calendar_entries import CalendarEntry
from cluster.content.version import Version
from cluster.feeds.announcements import Announcement
from cluster.fingerprints import Fingerprints


@dataclass(slots=True)
class CachedParts:
    """Parts by name, each under the key of the values that it was rendered from.

    A name begins with the id of the item that the part shows, and a space.
    """

    load: Callable[[], dict[str, tuple[str, Any]]]
    entries: dict[str, tuple[str, Any]] | None = None
    """Key and part by name; None until a part is needed."""
    used: set[str] = field(default_factory=set)

    def of(self, keys: Mapping[str, str], render: Callable[[list[str]], Iterable[Any]]) -> list[Any]:
        """The parts with these names and keys, in their order; `render` makes those that are not cached."""
        entries = self.entries = self.load() if self.entries is None else self.entries
        self.used |= keys.keys()
        new = [name for name, key in keys.items() if entries.get(name, ("",))[0] != key]
        for name, part in zip(new, render(new) if new else (), strict=True):
            entries[name] = (keys[name], part)
        return [entries[name][1] for name in keys]

    def current(self, ids: Collection[str]) -> dict[str, tuple[str, Any]]:
        """All entries but those of items that are gone, or that were shown otherwise in this build."""
        shown = {_item_of(name) for name in self.used}
        return {
            name: entry
            for name, entry in (self.entries or {}).items()
            if name in self.used or (_item_of(name) not in shown and _item_of(name) in ids)
        }


def _item_of(name: str) -> str:
    """The id of the item; entries of the calendar have the id of their event and a dot."""
    return name.partition(" ")[0].partition(".")[0]


@dataclass(kw_only=True)
class SharedParts:
    """The parts of one build."""

    now: datetime
    is_fixed: bool
    """Whether TODAY or SOURCE_DATE_EPOCH set `now`: then every DTSTAMP is `now`, for reproducible builds."""
    cache: Cache | None
    """None if the build uses no cache."""
    fingerprints: Fingerprints = field(default_factory=Fingerprints)

    @cached_property
    def _slots(self) -> dict[str, CachedParts]:
        return {slot: CachedParts(lambda slot=slot: self._load(slot)) for slot in SLOTS}  # type: ignore[misc]

    def _load(self, slot: str) -> dict[str, Any]:
        return self.cache.load(slot) if self.cache else {}

    def save(self, ids: Collection[str]) -> None:
        """Write the parts to the cache; `ids` are those of all items of the site."""
        for slot, parts in self._slots.items():
            if self.cache and parts.entries is not None:
                self.cache.save(slot, parts.current(ids))

    def component(self, entry: CalendarEntry, version: Version) -> bytes:
        """The VEVENT of an entry with an exact date.

        DTSTAMP is the moment of an entry's last change (RFC 5545, 3.8.7.2), so an unchanged VEVENT keeps it.
        Else every build would change every calendar.
        """
        key = self.fingerprints.of(entry, version, *([self._stamp] if self.is_fixed else []))
        name = f"{entry.id} {version.language}"
        slot = self._slots["components of a chosen moment" if self.is_fixed else "components"]
        [(_, component)] = slot.of({name: key}, lambda _: [self._stamped(entry, version, slot, name)])
        return bytes(component)

    @cached_property
    def _stamp(self) -> datetime:
        """The moment of the build in UTC."""
        return self.now.astimezone(UTC)

    def _stamped(
        self, entry: CalendarEntry, version: Version, slot: CachedParts, name: str
    ) -> tuple[datetime, bytes]:
        """The moment of the last change and the VEVENT."""
        from cluster.calendars.ical import component_of  # here, as most builds need no calendar library

        previous = (slot.entries or {}).get(name)
        if previous and not self.is_fixed:
            before, component = previous[1]
            if component_of(entry, version, before) == component:
                return before, component  # the edit changed nothing that calendars show
        return self._stamp, component_of(entry, version, self._stamp)

    def dated(self, announcements: Iterable[Announcement]) -> list[Announcement]:
        """The announcements, those of a cancelled or moved event with the moment of that change.

        If no file tells it, it is the moment of the first build that announces it, as with DTSTAMP; in any
        case, it is not after the event.
        """
        return [self._dated(each, each.changed_by) if each.changed_by else each for each in announcements]

    def _dated(self, announcement: Announcement, latest: datetime) -> Announcement:
        assert isinstance(announcement.of, CalendarEntry)
        event = announcement.of.event
        key = self.fingerprints.of(event.state, event.moved_from, *([self._stamp] if self.is_fixed else []))
        slot = self._slots["changes of a chosen moment" if self.is_fixed else "changes"]
        [moment] = slot.of({f"{event.id} change": key}, lambda _: [self._stamp])
        changed = min(moment.astimezone(announcement.at.tzinfo), latest)
        return replace(announcement, updated=max(announcement.at, changed))

    def feed_items(self, announcements: Sequence[Announcement], version: Version) -> list[Any]:
        """The items of announcements, in their order, each rendered in all formats."""
        named = {f"{each.of.id} {version.language} {each.name}": each for each in announcements}
        keys = {name: self.fingerprints.of(each, version) for name, each in named.items()}
        return self._slots["feed items"].of(
            keys, lambda new: _feed_items([named[name] for name in new], version)
        )


SLOTS = (
    "components",
    "components of a chosen moment",
    "changes",
    "changes of a chosen moment",
    "feed items",
)
"""In the cache; each is loaded when its first part is needed. What was built as of a chosen moment, such as a
preview of another day, must not leave its moment to later builds."""


def _feed_items(announcements: Sequence[Announcement], version: Version) -> list[Any]:
    from cluster.feeds.items import item_of  # here, as most builds render no feed
    from cluster.feeds.writers import parts_of

    return parts_of(item_of(each, version) for each in announcements)
