"""Events as an iCalendar file (RFC 5545, RFC 7986)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from .dates import When
from .events import Event
from .pages import Edition

REFRESH = timedelta(hours=12)
"""How often a subscribed program should ask again."""


def calendar_of(events: Iterable[Event], *, edition: Edition, site_url: str, host: str, stamp: datetime) -> bytes:
    """The events whose days are known; the same events and `stamp` give the same bytes.

    `stamp` is the moment of the build in UTC; UIDs are `<id>@<host>`.
    """
    cluster = edition.site.cluster
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//{edition.words['events']}//{edition.language.upper()}")
    calendar.add("version", "2.0")
    name = f"{edition.say(cluster.name)}: {edition.words['events']}"
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", cluster.time_zone)
    calendar.add("url", site_url + edition.site.languages.prefix(edition.language) + "events/")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in events:
        if event.when and event.when.is_exact:
            calendar.add_component(_entry(event, event.when, edition, site_url, host, stamp))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _entry(event: Event, when: When, edition: Edition, site_url: str, host: str, stamp: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.id}@{host}")
    entry.add("dtstamp", stamp)
    starts, ends = moments(when, ZoneInfo(edition.site.cluster.time_zone))
    entry.add("dtstart", starts)
    if ends is not None:
        entry.add("dtend", ends)
    entry.add("summary", str(edition.say(event.title)))
    if event.place:
        entry.add("location", str(edition.say(event.place)))
    if event.summary:
        entry.add("description", str(edition.say(event.summary)))
    entry.add("url", site_url + edition.site.languages.prefix(edition.language) + event.address)
    pillars = (edition.site.pillar(id) for id in event.pillars)
    names = [str(edition.say(pillar.title)) for pillar in pillars if pillar]
    entry.add("categories", [edition.words[f"kind_{event.kind}"], *names])
    entry.add("status", {"planned": "TENTATIVE", "cancelled": "CANCELLED"}.get(event.status, "CONFIRMED"))
    if event.when and event.when.precision == "day":
        entry.add("transp", "TRANSPARENT")
    return entry


def moments(when: When, zone: ZoneInfo) -> tuple[date, date | None]:
    """Start and exclusive end, as days or as moments of the zone; no end where none is known."""
    if when.opens is None:
        return when.starts, when.ends + timedelta(days=1)
    starts = datetime.combine(when.starts, when.opens, zone)
    if when.closes is None:
        return starts, None
    return starts, datetime.combine(when.ends, when.closes, zone)
