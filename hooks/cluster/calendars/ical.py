"""Writes events as iCalendar files (RFC 5545, RFC 7986).

An event is in many calendars: of everything, its pillars, its groups, its kind, its own file. Its component
is therefore serialized once, by `component_of`, and `calendar_of` joins serialized components.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Component

from cluster.calendars.zones import Zone
from cluster.content.calendar_entries import CalendarEntry
from cluster.content.recurrence import occurrences, recur
from cluster.content.version import Version
from cluster.content.where import mode_of
from cluster.dates import When, moments

REFRESH = timedelta(hours=12)
"""How often programs should fetch a subscribed calendar."""


def calendar_of(
    components: bytes, zones: Iterable[Zone], version: Version, *, name: str = "", url: str = ""
) -> bytes:
    """A calendar file of `components`, which `component_of` returned, with the time zones that they use.

    `name` and `url` (of the page on the same subject) are for calendars to subscribe to. A file that adds one
    event to a reader's own calendar must have neither, or programs would offer a new calendar.
    """
    producer = f"-//{version.id_host}//{version.words['events']}//{version.language.upper()}"
    head, end = _calendar_around(producer, name, url, version.cluster.time_zone)
    return b"".join((head, *(_time_zone(*zone) for zone in zones), components, end))


@lru_cache(maxsize=1_000)
def _calendar_around(producer: str, name: str, url: str, zone: str) -> tuple[bytes, bytes]:
    """A calendar without components, as the bytes before and after the place where they go."""
    calendar = Calendar()
    calendar.add("prodid", producer)
    calendar.add("version", "2.0")
    if name:
        # each standard property (RFC 7986) with the older one that many programs still read instead
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", zone)
        calendar.add("url", url)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT12H")
    head, end, _ = calendar.to_ical().partition(b"END:VCALENDAR\r\n")
    return head, end


def component_of(entry: CalendarEntry, version: Version, stamp: datetime) -> bytes:
    """The VEVENT of an entry, which must have a date. The same entry and `stamp` give the same bytes.

    `stamp` is the DTSTAMP in UTC. The UID is `<id>@<id_host>`; the id of an entry that is one of several of
    its event ends in a dot and a suffix: `light-day.registration`. UIDs must never change, since programs
    would show the event twice.
    """
    assert entry.when is not None
    event, words = entry.event, version.words
    component = Component()
    component.add("uid", f"{entry.id}@{version.id_host}")
    component.add("dtstamp", stamp)
    component.add("sequence", event.sequence)
    _add_times(component, entry, entry.when, event.zone(version.zone))
    component.add("summary", version.title_of(entry))
    if event.place and not entry.closes:
        component.add("location", str(version.say(event.place)))
    address = version.home + event.address
    if description := _description(entry, version, address):
        component.add("description", description)
    if not entry.closes:
        component.add("url", address)
    names = [str(version.say(pillar.title)) for pillar in version.pillars_of(event)]
    component.add("categories", [words[f"kind_{entry.kind}"], *names])
    component.add("status", {"planned": "TENTATIVE", "cancelled": "CANCELLED"}.get(event.status, "CONFIRMED"))
    if entry.when.precision == "day" or entry.is_deadline:  # must not make the reader look busy all day
        component.add("transp", "TRANSPARENT")
    if event.online_link and not entry.closes:
        component.add("conference", event.online_link, parameters={"VALUE": "URI"})
    return bytes(component.to_ical())


def _add_times(component: Component, entry: CalendarEntry, when: When, zone: ZoneInfo) -> None:
    starts, ends = moments(when, zone)
    component.add("dtstart", starts)
    if ends is not None:
        component.add("dtend", ends)
    if (rule := entry.repeats) and entry.event.when:
        last = occurrences(rule, entry.event.when)[-1]
        without = [day for day in rule.without if when.starts < day < last.starts]
        parts = dict(recur(rule, entry.event.when, when.starts, last.starts))
        if without:  # calcurse appends a date for each one that is left out of a COUNT
            del parts["COUNT"]
            parts["UNTIL"] = _end_of_rule(last, zone)
        component.add("rrule", parts)
        for day in without:
            component.add("exdate", moments(when.on(day), zone)[0])


def _end_of_rule(last: When, zone: ZoneInfo) -> date:
    """UNTIL as RFC 5545 wants it (3.3.10): a day, or a moment in UTC.

    It is the end of the day rather than the last start: some programs are an hour off after a change of time.
    """
    if last.opens is None:
        return last.starts
    return datetime.combine(last.starts, time(23, 59, 59), zone).astimezone(UTC)


def _description(entry: CalendarEntry, version: Version, address: str) -> str:
    """State, summary, online access and registration; of a deadline, only the address of the event's page."""
    event, words = entry.event, version.words
    state = [version.change_of(event, closes=entry.closes)] if event.state else []
    if entry.closes:
        return "\n".join([*state, address])
    lines = [*state, str(version.say(event.summary))] if event.summary else state
    if event.online_link:
        lines.append(words.labelled(words["join_online"], event.online_link))
    elif event.online:
        lines.append(mode_of(event, version))
    if registration := event.registration:
        ways = [str(each) for each in (registration.link, registration.email) if each]
        if registration.deadline:
            date = version.date_of(registration.deadline, short=False, zone=event.time_zone)
            ways.append(words["until"].format(date=date))
        if ways:
            lines.append(words.labelled(words["registration"], ", ".join(ways)))
    return "\n".join(lines)


# ---- Time zones ---------------------------------------------------------------------------------------


@lru_cache(maxsize=1_000)
def _time_zone(name: str, first: int, last: int) -> bytes:
    """The VTIMEZONE of a zone from a year before `first` to a year after `last`."""
    zone = ZoneInfo(name)
    calendar, component = Calendar(), Component()
    component.add("dtstart", datetime(first, 1, 1, tzinfo=zone))
    calendar.add_component(component)
    calendar.add_missing_timezones(date(first - 1, 1, 1), date(last + 2, 1, 1))
    [time_zone] = calendar.timezones
    time_zone.pop("comment", None)
    for observance in time_zone.subcomponents:
        _correct_onsets(observance, zone)
    return bytes(time_zone.to_ical())


def _correct_onsets(observance: Any, zone: ZoneInfo) -> None:
    """Rewrite the onsets of an observance in the local time before each change (RFC 5545, section 3.6.5).

    The library writes them in the local time after it: summer time would begin an hour late.
    """
    before = observance["tzoffsetfrom"].td
    observance.DTSTART = _onset(observance.DTSTART, zone, before)
    if "rdate" in observance:
        later = [_onset(each.dt, zone, before) for each in observance.pop("rdate").dts]
        observance.add("rdate", later)


def _onset(near: datetime, zone: ZoneInfo, before: timedelta) -> datetime:
    """The change of the zone's offset within a day of `near`, in the local time before the change.

    `near` itself if nothing changes there: the first observance of a calendar starts at an arbitrary date.
    zoneinfo does not list the changes of a zone, so the moment is found by bisection, to the minute.
    """
    low, high = (near.replace(tzinfo=UTC) + timedelta(days=days) for days in (-1, 1))
    after = high.astimezone(zone).utcoffset()
    if low.astimezone(zone).utcoffset() == after:
        return near
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        low, high = (low, middle) if middle.astimezone(zone).utcoffset() == after else (middle, high)
    return (high.replace(second=0, microsecond=0) + before).replace(tzinfo=None)
