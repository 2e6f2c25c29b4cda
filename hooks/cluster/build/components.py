"""The events of calendar files, each with the moment at which it was last changed (DTSTAMP)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.version import Version
from cluster.fingerprints import Fingerprints


@dataclass(slots=True)
class Components:
    """The VEVENTs of a build. One that has not changed since the build before keeps its stamp."""

    now: datetime
    is_fixed: bool
    """Whether somebody chose the moment of the build: then every component bears it."""
    cached: dict[str, tuple[str, datetime, bytes]]
    """Key, stamp and bytes by language and entry: those of the build before, and then of this one."""
    fingerprints: Fingerprints = field(default_factory=Fingerprints)
    used: set[str] = field(default_factory=set)

    def of(self, entry: CalendarEntry, version: Version) -> bytes:
        """The component of an entry whose days are known."""
        name = f"{version.language} {entry.id}"
        if name not in self.used:
            self.used.add(name)
            self._renew(name, entry, version)
        return self.cached[name][2]

    def _renew(self, name: str, entry: CalendarEntry, version: Version) -> None:
        key = self.fingerprints.of(entry, version)
        before = self.cached.get(name)
        if before and before[0] == key and not (self.is_fixed and before[1] != self.stamp):
            return
        from cluster.calendars.ical import component_of  # here, as most builds need no calendar library

        stamp = self.stamp
        if before and not self.is_fixed and component_of(entry, version, before[1]) == before[2]:
            stamp = before[1]  # an edit that calendars do not show
        self.cached[name] = (key, stamp, component_of(entry, version, stamp))

    @property
    def stamp(self) -> datetime:
        """The moment of the build in UTC."""
        return self.now.astimezone(UTC)

    def forget_unused(self) -> None:
        for name in self.cached.keys() - self.used:
            del self.cached[name]
