"""Calendar files, as the program writes them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from cluster.calendars.ical import calendar_of, component_of
from cluster.calendars.zones import zones_of
from cluster.content.calendar_entries import CalendarEntry
from cluster.content.version import Version

from support.sources import site_of
from support.versions import HOME, version_of

STAMP = datetime(2022, 11, 1, 12, tzinfo=UTC)


def calendar_file(entries: Sequence[CalendarEntry], version: Version) -> bytes:
    """A calendar of these entries."""
    components = b"".join(component_of(each, version, STAMP) for each in entries)
    zones = zones_of(entries, version.cluster.time_zone)
    return calendar_of(components, zones, version, name="Akce", url=f"{HOME}events/")


def ics(language: str = "cs", changes: dict[str, str | bytes] | None = None) -> bytes:
    """The calendar of all events of the miniature as of 1 November 2022."""
    site = site_of(changes).as_of(STAMP)
    entries = [entry for entry in site.subscribed_on(("all", "")) if entry.when and entry.when.is_exact]
    return calendar_file(entries, version_of(site, STAMP.date(), language))
