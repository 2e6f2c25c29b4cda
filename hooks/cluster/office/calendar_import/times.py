"""Dates and times of an external calendar, converted to the time zones used here (RFC 5545, 3.3.4-3.3.6).

A time of the external calendar is naive and paired with a `Clock`. Arithmetic (recurrence, duration) happens
in the external zone, where the rules were written; only results are converted, by `when_of`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.prop import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from cluster.date_parts import YEARS
from cluster.dates import When, between
from cluster.office.calendar_import.content_lines import Component, Line
from cluster.problems import closest
from cluster.reading.time_zones import zone_like

LONGEST = timedelta(days=3653)
"""Limit for the length of an event: ten years."""

_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?", re.ASCII)
"""DATE or DATE-TIME. Seconds are dropped: `When` has minutes."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time zone of the external calendar, and the zone that its times are shown in here."""

    foreign: tzinfo
    name: str
    """IANA name of the zone that they are shown in."""

    def local(self, moment: datetime) -> datetime:
        """A naive time of the external zone as a naive time of the zone `name`."""
        return moment.replace(tzinfo=self.foreign).astimezone(ZoneInfo(self.name)).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a time in an external zone."""

    value: date
    """A day, or a naive `datetime` in `clock.foreign`."""
    clock: Clock

    @property
    def is_hour(self) -> bool:
        return isinstance(self.value, datetime)

    def by(self, clock: Clock) -> date:
        """The same in the external zone of another clock; days have no zone and stay."""
        if not isinstance(self.value, datetime) or clock == self.clock:
            return self.value
        return self.value.replace(tzinfo=self.clock.foreign).astimezone(clock.foreign).replace(tzinfo=None)


@dataclass(slots=True)
class Clocks:
    """The time zones of a calendar file."""

    home: str
    """IANA name of the cluster's own zone."""
    own: dict[str, Component] = field(default_factory=dict)
    """The VTIMEZONE components of the file, by TZID."""
    cache: dict[str, Clock] = field(default_factory=dict)
    """By TZID."""

    @property
    def floating(self) -> Clock:
        """For times without a zone (3.3.5, form 1), taken as the cluster's own."""
        return Clock(ZoneInfo(self.home), self.home)

    @property
    def utc(self) -> Clock:
        return Clock(UTC, self.home)

    def of(self, name: str) -> Clock:
        """The clock for a TZID (3.2.19). ValueError carries the message for the editor."""
        if name not in self.cache:
            self.cache[name] = self._find(name)
        return self.cache[name]

    def _find(self, name: str) -> Clock:
        """By IANA name, then Windows name, then VTIMEZONE: only the first two give a name to show."""
        if name.upper() in ("UTC", "ETC/UTC", "GMT", "Z"):
            return self.utc
        if zone := _in_database(name):
            return Clock(ZoneInfo(zone), zone)
        if zone := WINDOWS_TO_OLSON.get(name, ""):
            return self._shown_in(zone, ZoneInfo(zone))
        if own := self.own.get(name):
            location = own.first("X-LIC-LOCATION")
            if location and (zone := _in_database(location.value)):
                return Clock(ZoneInfo(zone), zone)
            return self._shown_in(self.home, _parsed(own, name))
        close = zone_like(name) or closest(name, WINDOWS_TO_OLSON, least=0.8)
        hint = f"did you mean '{close}'?" if close else "write it like TZID=Europe/Brussels"
        raise ValueError(f"unknown time zone '{name}'; {hint}")

    def _shown_in(self, name: str, zone: tzinfo) -> Clock:
        """A clock for `zone`, shown in `name`, or in the cluster's own zone if that has the same hours.

        One Windows zone covers many IANA zones; its representative (Budapest for Central Europe) would be
        shown to visitors as a foreign zone.
        """
        # every third day, as zones may switch to summer time on different dates
        days = [datetime(2026, 1, 1, 12) + timedelta(days=day) for day in range(0, 365, 3)]
        if all(_offset(day, zone) == _offset(day, ZoneInfo(self.home)) for day in days):
            return self.floating
        return Clock(zone, name)


def _offset(moment: datetime, zone: tzinfo) -> timedelta | None:
    return moment.replace(tzinfo=zone).utcoffset()


def _in_database(name: str) -> str:
    """The IANA name in `Europe/Oslo` or `/example.org/20240101_1/Europe/Oslo`; empty if there is none."""
    parts = name.strip("/").split("/")
    ends = ("/".join(parts[-number:]) for number in (len(parts), 3, 2))
    return next((end for end in ends if end in _zones()), "")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _parsed(component: Component, name: str) -> tzinfo:
    """The time zone described by a VTIMEZONE (3.6.5)."""
    text = "\r\n".join(component.source) + "\r\n"
    try:
        timezone = Timezone.from_ical(text)
        assert isinstance(timezone, Timezone)
        zone: tzinfo = timezone.to_tz(lookup_tzid=False)
        zone.utcoffset(datetime(2026, 7, 1, 12))  # some faults only show on use
    except Exception:  # the library documents no errors
        raise ValueError(f"invalid VTIMEZONE '{name}' (line {component.number})") from None
    return zone


def moments_of(line: Line, clocks: Clocks) -> list[Moment]:
    """The values of a line with a list (EXDATE)."""
    return [_moment(text.strip(), line, clocks) for text in line.value.split(",")]


def spans_of(line: Line, length: timedelta | None, clocks: Clocks) -> list[tuple[Moment, timedelta | None]]:
    """The values of an RDATE with their lengths: its own for a PERIOD (3.3.9), else `length`."""
    spans = []
    for text in line.value.split(","):
        start, slash, end = text.strip().partition("/")
        moment = _moment(start, line, clocks)
        is_duration = "P" in end.upper()
        last = replace(line, value=end) if slash else None
        own = length_of(moment, None if is_duration else last, last if is_duration else None, clocks)
        spans.append((moment, own if slash else length))
    return spans


def moment_of(line: Line, clocks: Clocks) -> Moment:
    """The value of a line with a single date or time."""
    return _moment(line.value, line, clocks)


def _moment(text: str, line: Line, clocks: Clocks) -> Moment:
    match = _MOMENT.fullmatch(text.upper())
    if not match:
        raise ValueError(
            f"{line.name}: expected a date like 20271023 or 20271023T090000, found '{text[:40]}'"
        )
    *digits, utc = match.groups()
    year, month, day, hour, minute = (int(each or 0) for each in digits)
    if year not in YEARS:
        raise ValueError(f"{line.name}: year {year:04} is out of range ({YEARS[0]}–{YEARS[-1]})")
    try:
        if digits[3] is None:
            return Moment(date(year, month, day), clocks.floating)
        value = datetime(year, month, day, hour, minute)
    except ValueError:
        raise ValueError(f"{line.name}: there is no date {text}") from None
    if utc:
        return Moment(value, clocks.utc)
    name = line.parameters.get("TZID", "").strip()
    try:
        return Moment(value, clocks.of(name) if name else clocks.floating)
    except ValueError as error:
        raise ValueError(f"{line.name}: {error}") from None


def length_of(start: Moment, end: Line | None, duration: Line | None, clocks: Clocks) -> timedelta | None:
    """The length of an event (DTEND 3.8.2.2, DURATION 3.8.2.5) in wall-clock time; None without either."""
    if end is not None:
        until = moment_of(end, clocks)
        if until.is_hour != start.is_hour:
            raise ValueError("DTEND: DTSTART and DTEND must both be days or both be times")
        length = until.by(start.clock) - start.value
    elif duration is not None:
        length = _duration(duration)
    else:
        return None
    if length < timedelta(0):
        raise ValueError(f"{(end or duration).name}: the end is before the start")  # type: ignore[union-attr]
    if length > LONGEST:
        raise ValueError(f"{(end or duration).name}: longer than ten years")  # type: ignore[union-attr]
    return length


def _duration(line: Line) -> timedelta:
    try:
        length: timedelta = vDuration.from_ical(line.value)  # type: ignore[no-untyped-call]
    except ValueError:
        message = f"{line.name}: expected a duration like PT2H30M or P2D, found '{line.value[:40]}'"
        raise ValueError(message) from None
    return length


def when_of(start: date, length: timedelta | None, clock: Clock) -> When:
    """An event's time in the zone it is shown in. `start` is a day, or a naive time in `clock.foreign`.

    The end of whole days is exclusive in iCalendar (3.6.1) and inclusive here.
    """
    if not isinstance(start, datetime):
        days = max(length.days, 1) if length else 1
        return When(precision="day", starts=start, ends=start + timedelta(days=days - 1))
    return between(clock.local(start), clock.local(start + length) if length else None)
