"""Moments of a foreign calendar, in its time zones, become hours of the cluster (RFC 5545, 3.3.4-3.3.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.prop import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from cluster.dates import When
from cluster.office.calendar_import.content_lines import Component, Line

YEARS = range(1900, 2200)
LONGEST = timedelta(days=3653)
"""No event takes longer: ten years."""

_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?", re.ASCII)
"""A day, or an hour; seconds are left out, as the cluster's calendar knows none."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A foreign time zone, and the one in which its hours are told here."""

    foreign: tzinfo
    name: str
    """Of the one in which they are told, in the IANA database."""

    def local(self, moment: datetime) -> datetime:
        """The hour told here for one of the foreign zone; both without a zone."""
        return moment.replace(tzinfo=self.foreign).astimezone(ZoneInfo(self.name)).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or an hour of a foreign time zone."""

    value: date
    """A `datetime` without a zone if it is an hour."""
    clock: Clock

    @property
    def is_hour(self) -> bool:
        return isinstance(self.value, datetime)

    def by(self, clock: Clock) -> date:
        """The same as an hour of another clock's foreign zone; a day stays what it is."""
        if not isinstance(self.value, datetime) or clock == self.clock:
            return self.value
        return self.value.replace(tzinfo=self.clock.foreign).astimezone(clock.foreign).replace(tzinfo=None)


@dataclass(slots=True)
class Clocks:
    """The time zones of a calendar file."""

    home: str
    """The cluster's, in the IANA database."""
    own: dict[str, Component] = field(default_factory=dict)
    """The VTIMEZONEs of the file, by TZID."""
    known: dict[str, Clock] = field(default_factory=dict)

    @property
    def floating(self) -> Clock:
        """Hours without a zone are the cluster's (3.3.5, form 1)."""
        return Clock(ZoneInfo(self.home), self.home)

    @property
    def utc(self) -> Clock:
        return Clock(UTC, self.home)

    def of(self, name: str) -> Clock:
        """By TZID (3.2.19); ValueError says what is wrong with it."""
        if name not in self.known:
            self.known[name] = self._find(name)
        return self.known[name]

    def _find(self, name: str) -> Clock:
        if name.upper() in ("UTC", "ETC/UTC", "GMT", "Z"):
            return self.utc
        if zone := _in_database(name):
            return Clock(ZoneInfo(zone), zone)
        if zone := WINDOWS_TO_OLSON.get(name, ""):
            return self._here(ZoneInfo(zone), zone)
        if own := self.own.get(name):
            location = own.first("X-LIC-LOCATION")
            if location and (zone := _in_database(location.value)):
                return Clock(ZoneInfo(zone), zone)
            return self._here(_made(own, name), self.home)
        near = get_close_matches(name, [*_zones(), *WINDOWS_TO_OLSON], n=1)
        hint = f"did you mean '{near[0]}'?" if near else "write it like TZID=Europe/Prague"
        raise ValueError(f"there is no time zone '{name}'; {hint}")

    def _here(self, zone: tzinfo, name: str) -> Clock:
        """Told as the cluster's hours where these are the same all year: Windows has one name for many."""
        days = [datetime(2026, 1, 1, 12) + timedelta(days=day) for day in range(0, 365, 3)]
        if all(_offset(day, zone) == _offset(day, ZoneInfo(self.home)) for day in days):
            return self.floating
        return Clock(zone, name)


def _offset(moment: datetime, zone: tzinfo) -> timedelta | None:
    return moment.replace(tzinfo=zone).utcoffset()


def _in_database(name: str) -> str:
    """`Europe/Prague` for that, and for `/example.org/20240101_1/Europe/Prague`; `` if it is not there."""
    parts = name.strip("/").split("/")
    ends = ("/".join(parts[-number:]) for number in (len(parts), 3, 2))
    return next((end for end in ends if end in _zones()), "")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _made(component: Component, name: str) -> tzinfo:
    """The time zone that a VTIMEZONE (3.6.5) describes."""
    text = "\r\n".join(component.source) + "\r\n"
    try:
        described = Timezone.from_ical(text)
        assert isinstance(described, Timezone)
        made: tzinfo = described.to_tz(lookup_tzid=False)
        made.utcoffset(datetime(2026, 7, 1, 12))
    except Exception:  # whatever the library has against it
        raise ValueError(
            f"the file's own time zone '{name}' (line {component.number}) cannot be read"
        ) from None
    return made


def moments_of(line: Line, clocks: Clocks) -> list[Moment]:
    """The days or hours that a line names; ValueError says what is wrong with it. Of periods, the starts."""
    return [_moment(text.strip().partition("/")[0], line, clocks) for text in line.value.split(",")]


def moment_of(line: Line, clocks: Clocks) -> Moment:
    """The one day or hour that a line names."""
    return _moment(line.value, line, clocks)


def _moment(text: str, line: Line, clocks: Clocks) -> Moment:
    match = _MOMENT.fullmatch(text.upper())
    if not match:
        raise ValueError(f"{line.name}: '{text[:40]}' is no date; write it like 20271023 or 20271023T090000")
    *digits, utc = match.groups()
    year, month, day, hour, minute = (int(each or 0) for each in digits)
    if year not in YEARS:
        raise ValueError(f"{line.name}: the year {year:04} cannot be meant")
    try:
        if digits[3] is None:
            return Moment(date(year, month, day), clocks.floating)
        value = datetime(year, month, day, hour, minute)
    except ValueError:
        raise ValueError(f"{line.name}: there is no {text} in the calendar") from None
    if utc:
        return Moment(value, clocks.utc)
    name = line.parameters.get("TZID", "").strip()
    try:
        return Moment(value, clocks.of(name) if name else clocks.floating)
    except ValueError as error:
        raise ValueError(f"{line.name}: {error}") from None


def length_of(start: Moment, end: Line | None, duration: Line | None, clocks: Clocks) -> timedelta | None:
    """How long an event takes (3.8.2.2, 3.8.2.5), by the hours of its own zone; None if nothing says so."""
    if end is not None:
        until = moment_of(end, clocks)
        if until.is_hour != start.is_hour:
            raise ValueError(
                "DTEND: it is a day and DTSTART an hour, or the other way round; make them alike"
            )
        length = until.by(start.clock) - start.value
    elif duration is not None:
        length = _duration(duration)
    else:
        return None
    if length < timedelta(0):
        raise ValueError(f"{(end or duration).name}: it ends before it starts")  # type: ignore[union-attr]
    if length > LONGEST:
        raise ValueError(f"{(end or duration).name}: it takes longer than ten years")  # type: ignore[union-attr]
    return length


def _duration(line: Line) -> timedelta:
    try:
        length: timedelta = vDuration.from_ical(line.value)  # type: ignore[no-untyped-call]
    except ValueError:
        message = f"DURATION: '{line.value[:40]}' is no length; write it like PT2H30M or P2D"
        raise ValueError(message) from None
    return length


def when_of(start: date, length: timedelta | None, clock: Clock) -> When:
    """An event's time as the cluster tells it; `start` is a day or an hour of the clock's foreign zone.

    The end of days is exclusive there (3.6.1) and inclusive here.
    """
    if not isinstance(start, datetime):
        days = max(length.days, 1) if length else 1
        return When(precision="day", starts=start, ends=start + timedelta(days=days - 1))
    opens = clock.local(start)
    closes = clock.local(start + length) if length else opens
    at = When(precision="time", starts=opens.date(), ends=opens.date(), opens=opens.time())
    return replace(at, ends=closes.date(), closes=closes.time()) if closes > opens else at
