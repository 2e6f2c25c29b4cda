"""Parts that several files share, and that outlive a build: events of calendars and items of feeds.

Measured with 1,500 pages, after an edit of one event: without the cached feed items the build takes an
eighth more CPU time, as the feed of events is written anew with all its items.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from cluster.build.cache import Cache
from cluster.content.calendar_entries import CalendarEntry
from cluster.content.version import Version
from cluster.feeds.announcements import Announcement
from cluster.fingerprints import Fingerprints


@dataclass(kw_only=True)
class SharedParts:
    """The parts of one build; they are loaded when the first of a kind is needed."""

    now: datetime
    is_fixed: bool
    """Whether somebody chose the moment of the build: then every event of a calendar bears it."""
    cache: Cache | None
    """None where nothing is taken over from the build before."""

    @cached_property
    def components(self) -> Components:
        return Components(self.now.astimezone(UTC), self.is_fixed, self._load("components"))

    @cached_property
    def feed_items(self) -> FeedItems:
        return FeedItems(lambda: self._load("feed items"))

    def _load(self, slot: str) -> dict[str, Any]:
        return self.cache.load(slot) if self.cache else {}

    def save(self) -> None:
        if self.cache:
            self.cache.save("components", self.components.used)
            if items := self.feed_items.cached:
                announced = self.feed_items.announced
                kept = {name: each for name, each in items.items() if name in announced}
                self.cache.save("feed items", kept)


@dataclass(slots=True)
class Components:
    """The VEVENTs of calendars. One that has not changed since the build before keeps its DTSTAMP."""

    stamp: datetime
    """The moment of the build in UTC."""
    is_fixed: bool
    cached: dict[str, tuple[str, datetime, bytes]]
    """Key, stamp and bytes by language and entry, of the build before."""
    used: dict[str, tuple[str, datetime, bytes]] = field(default_factory=dict)
    """The same of this build."""
    fingerprints: Fingerprints = field(default_factory=Fingerprints)

    def of(self, entry: CalendarEntry, version: Version) -> bytes:
        """The component of an entry whose days are known."""
        name = f"{version.language} {entry.id}"
        if name not in self.used:
            self.used[name] = self._component(entry, version, self.cached.get(name))
        return self.used[name][2]

    def _component(
        self, entry: CalendarEntry, version: Version, before: tuple[str, datetime, bytes] | None
    ) -> tuple[str, datetime, bytes]:
        key = self.fingerprints.of(entry, version)
        if before and self.is_fixed and before[1] != self.stamp:
            before = None
        if before and before[0] == key:
            return before
        from cluster.calendars.ical import component_of  # here, as most builds need no calendar library

        if before and component_of(entry, version, before[1]) == before[2]:
            return key, before[1], before[2]  # what was edited is not shown by calendars
        return key, self.stamp, component_of(entry, version, self.stamp)


@dataclass(slots=True)
class FeedItems:
    """The items of feeds, each written in all formats."""

    load: Callable[[], dict[str, Any]]
    announced: set[str] = field(default_factory=set)
    """The names of all announcements of this build: others need not be cached any longer."""
    cached: dict[str, tuple[str, Any]] | None = None
    """Key and written item by name; None while no feed had to be written."""
    fingerprints: Fingerprints = field(default_factory=Fingerprints)

    def of(self, announcements: Sequence[Announcement], version: Version) -> list[Any]:
        """The items of some announcements."""
        cached = self.cached = self.load() if self.cached is None else self.cached
        named = {name_of(each, version): each for each in announcements}
        keys = {name: self.fingerprints.of(each, version) for name, each in named.items()}
        new = [name for name in named if cached.get(name, ("",))[0] != keys[name]]
        for name, item in zip(new, _written([named[name] for name in new], version), strict=True):
            cached[name] = (keys[name], item)
        return [cached[name][1] for name in named]


def name_of(announcement: Announcement, version: Version) -> str:
    return f"{version.language} {announcement.name}"


def _written(announcements: Sequence[Announcement], version: Version) -> list[Any]:
    if not announcements:
        return []
    from cluster.feeds.items import item_of  # here, as most builds write no feed
    from cluster.feeds.writers import parts_of

    return parts_of(item_of(each, version) for each in announcements)
