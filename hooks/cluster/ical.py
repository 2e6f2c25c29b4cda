"""Events as an iCalendar file (RFC 5545, RFC 7986)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from .dates import When
from .edition import Edition
from .events import Event

REFRESH = timedelta(hours=12)
"""How often a subscribed program should ask again."""


def calendar_of(
    events: Iterable[Event], entries: Iterable[bytes], *, edition: Edition, site_url: str, host: str
) -> bytes:
    """The calendar of `entries`, each made by `entry_of`, of `events`.

    It is put together from what the library makes of its parts, so that entries can be kept.
    """
    cluster = edition.site.cluster
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//{edition.words['events']}//{edition.language.upper()}")
    calendar.add("version", "2.0")
    name = f"{edition.say(cluster.name)}: {edition.words['events']}"
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", cluster.time_zone)
    calendar.add("url", site_url + edition.prefix + "events/")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    head, end, _ = calendar.to_ical().partition(b"END:VCALENDAR\r\n")
    return b"".join((head, *_time_zones(events, cluster.time_zone), *entries, end))


def entry_of(event: Event, *, edition: Edition, site_url: str, host: str, stamp: datetime) -> bytes:
    """The VEVENT of an event whose days are known; the same event and `stamp` give the same bytes.

    `stamp` is a moment in UTC; the UID is `<id>@<host>`.
    """
    assert event.when is not None
    return bytes(_entry(event, event.when, edition, site_url, host, stamp).to_ical())


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
    entry.add("url", site_url + edition.prefix + event.address)
    names = [str(edition.say(edition.pillar_tags[id].title)) for id in event.pillars]
    entry.add("categories", [edition.words[f"kind_{event.kind}"], *names])
    entry.add("status", {"planned": "TENTATIVE", "cancelled": "CANCELLED"}.get(event.status, "CONFIRMED"))
    if event.when and event.when.precision == "day":
        entry.add("transp", "TRANSPARENT")
    return entry


def _time_zones(events: Iterable[Event], name: str) -> Iterator[bytes]:
    """A VTIMEZONE for the years of the events, if any has hours."""
    whens = [event.when for event in events if event.when and event.when.is_exact]
    timed = next((when for when in whens if when.opens), None)
    if timed is None:
        return
    calendar, entry, zone = Calendar(), Entry(), ZoneInfo(name)
    entry.add("dtstart", moments(timed, zone)[0])
    calendar.add_component(entry)
    years = [when.starts.year for when in whens]
    calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))
    for time_zone in calendar.timezones:
        time_zone.pop("comment", None)
        for observance in time_zone.subcomponents:
            _mend_onsets(observance, zone)
        yield bytes(time_zone.to_ical())


def _mend_onsets(observance: Any, zone: ZoneInfo) -> None:
    """Onsets in the local time before each (RFC 5545, 3.6.5); the library tells them in that after it."""
    before = observance["tzoffsetfrom"].td
    observance.DTSTART = _onset(observance.DTSTART, zone, before)
    if "rdate" in observance:
        later = [_onset(each.dt, zone, before) for each in observance.pop("rdate").dts]
        observance.add("rdate", later)


def _onset(near: datetime, zone: ZoneInfo, before: timedelta) -> datetime:
    """The change of the zone's offset within a day of `near`, in the local time before it.

    `near` itself where nothing changes there: the first observance of a calendar just begins.
    """
    low, high = (near.replace(tzinfo=UTC) + timedelta(days=days) for days in (-1, 1))
    after = high.astimezone(zone).utcoffset()
    if low.astimezone(zone).utcoffset() == after:
        return near
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        low, high = (low, middle) if middle.astimezone(zone).utcoffset() == after else (middle, high)
    return (high.replace(second=0, microsecond=0) + before).replace(tzinfo=None)


def moments(when: When, zone: ZoneInfo) -> tuple[date, date | None]:
    """Start and exclusive end, as days or as moments of the zone; no end where none is known."""
    if when.opens is None:
        return when.starts, when.ends + timedelta(days=1)
    starts = datetime.combine(when.starts, when.opens, zone)
    if when.closes is None:
        return starts, None
    return starts, datetime.combine(when.ends, when.closes, zone)
