"""Rendered parts that several files share: the VEVENTs of calendars and the items of feeds.

They are cached between builds, because a change of one item changes the whole file. With 1,500 pages, an edit
of one event takes an eighth more CPU time without the cached feed items. Cached VEVENTs also keep their
DTSTAMP.
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
    """The parts of one build; each cache slot is loaded on first use."""

    now: datetime
    is_fixed: bool
    """Whether TODAY or SOURCE_DATE_EPOCH set `now`: then every DTSTAMP is `now`, for reproducible builds."""
    cache: Cache | None
    """None if the build uses no cache."""

    @cached_property
    def components(self) -> Components:
        return Components(self.now.astimezone(UTC), self.is_fixed, self._load("components"))

    @cached_property
    def feed_items(self) -> FeedItems:
        return FeedItems(lambda: self._load("feed items"))

    def _load(self, slot: str) -> dict[str, Any]:
        return self.cache.load(slot) if self.cache else {}

    def save(self) -> None:
        """Write the parts of this build to the cache; feed items only if a feed was rendered."""
        if self.cache:
            self.cache.save("components", self.components.used)
            if items := self.feed_items.cached:
                announced = self.feed_items.announced
                current = {name: each for name, each in items.items() if name in announced}
                self.cache.save("feed items", current)


@dataclass(slots=True)
class Components:
    """The VEVENTs of calendars, by entry and language.

    DTSTAMP is the moment of an entry's last change (RFC 5545, 3.8.7.2), so an unchanged VEVENT keeps it. Else
    every build would change every calendar.
    """

    stamp: datetime
    """The moment of the build in UTC."""
    is_fixed: bool
    cached: dict[str, tuple[str, datetime, bytes]]
    """Key, stamp and bytes of each VEVENT in the previous build, by language and entry."""
    used: dict[str, tuple[str, datetime, bytes]] = field(default_factory=dict)
    """The same for this build."""
    fingerprints: Fingerprints = field(default_factory=Fingerprints)

    def of(self, entry: CalendarEntry, version: Version) -> bytes:
        """The VEVENT of an entry with an exact date."""
        name = f"{version.language} {entry.id}"
        if name not in self.used:
            self.used[name] = self._component(entry, version, self.cached.get(name))
        return self.used[name][2]

    def _component(
        self, entry: CalendarEntry, version: Version, previous: tuple[str, datetime, bytes] | None
    ) -> tuple[str, datetime, bytes]:
        key = self.fingerprints.of(entry, version)
        if previous and self.is_fixed and previous[1] != self.stamp:
            previous = None
        if previous and previous[0] == key:
            return previous
        from cluster.calendars.ical import component_of  # here, as most builds need no calendar library

        if previous and component_of(entry, version, previous[1]) == previous[2]:
            return key, previous[1], previous[2]  # the edit changed nothing that calendars show
        return key, self.stamp, component_of(entry, version, self.stamp)


@dataclass(slots=True)
class FeedItems:
    """The items of feeds, each rendered in all formats."""

    load: Callable[[], dict[str, Any]]
    announced: set[str] = field(default_factory=set)
    """The names of all announcements of this build; items of others are dropped from the cache."""
    cached: dict[str, tuple[str, Any]] | None = None
    """Key and rendered item by name; None until a feed is rendered."""
    fingerprints: Fingerprints = field(default_factory=Fingerprints)

    def of(self, announcements: Sequence[Announcement], version: Version) -> list[Any]:
        """The rendered items of announcements, in their order."""
        cached = self.cached = self.load() if self.cached is None else self.cached
        named = {name_of(each, version): each for each in announcements}
        keys = {name: self.fingerprints.of(each, version) for name, each in named.items()}
        new = [name for name in named if cached.get(name, ("",))[0] != keys[name]]
        for name, item in zip(new, _rendered([named[name] for name in new], version), strict=True):
            cached[name] = (keys[name], item)
        return [cached[name][1] for name in named]


def name_of(announcement: Announcement, version: Version) -> str:
    return f"{version.language} {announcement.name}"


def _rendered(announcements: Sequence[Announcement], version: Version) -> list[Any]:
    if not announcements:
        return []
    from cluster.feeds.items import item_of  # here, as most builds render no feed
    from cluster.feeds.writers import parts_of

    return parts_of(item_of(each, version) for each in announcements)
