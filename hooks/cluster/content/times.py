"""Dates and hours in the words of a language; hours of another zone with the cluster's own beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.events import Event
from cluster.date_formats import format_city, format_hours, format_in_zones, format_when
from cluster.dates import Hours, When, on_day, on_hours
from cluster.reading.words import Words


@dataclass(frozen=True, slots=True)
class Times:
    """How a language version tells dates and hours.

    `zone` in its methods is the zone of the hours; None if it is the cluster's.
    """

    words: Words
    own: str
    """The cluster's time zone."""

    def date_of(self, when: When, *, short: bool, zone: str | None) -> str:
        """A date with its hours, or without them if `short`."""
        season = self.words[when.season] if when.season else ""
        text = format_when(when, language=self.words.language, season=season, short=short)
        return text if short else self._in_zones(text, when, zone)

    def hours_of(self, when: When, *, zone: str | None) -> str:
        """The hours of one day without its date."""
        return self._in_zones(format_hours(when, language=self.words.language), when, zone)

    def hours_on(self, day: date | None, hours: Hours, *, zone: str | None) -> str:
        """The hours of a programme's item; on an unknown day, another zone is only named."""
        if day or zone in (None, self.own):
            return self.hours_of(on_hours(day or date.min, hours), zone=zone)
        said = format_hours(on_hours(date.min, hours), language=self.words.language)
        return self.words["in_zone"].format(
            there=said, city=format_city(zone or "", language=self.words.language)
        )

    def hours_at(self, entry: CalendarEntry, day: date) -> str:
        """The hour at which an entry begins on a day, or ends on a later one; else an empty text."""
        when, zone = entry.when, entry.event.time_zone
        if when is None or when.opens is None:
            return ""
        if day == when.starts:
            return self.hours_of(replace(when, ends=day, closes=None), zone=zone)
        if day != when.ends or when.closes in (None, time.min):
            return ""
        end = replace(when, starts=day, opens=when.closes, closes=None)
        return self.words["until"].format(date=self.hours_of(end, zone=zone))

    def around_date(self, entry: CalendarEntry, *, inside: bool = False) -> tuple[str, str]:
        """What `Version.when_of` says before and after the date itself."""
        if entry.last is None:
            return "", ""
        key = "last_date" if entry.when == entry.last else "next_date"
        before, after = self.words[key].split("{date}")
        if entry.running:
            before = f"{self._day_of(entry.running)}, {before}"
        elif not inside:
            before = before[:1].upper() + before[1:]
        return before, after.format(last=self._day_of(on_day(entry.last.ends)))

    def _day_of(self, when: When) -> str:
        return self.date_of(when, short=True, zone=None)

    def former_dates(self, event: Event) -> str:
        """`původní termín: 13. října 2022`, or `` if not moved; hours only if the days are the same."""
        days = (event.when.starts, event.when.ends) if event.when else None
        former = [
            self.date_of(when, short=(when.starts, when.ends) != days, zone=event.time_zone)
            for when in event.moved_from
        ]
        return self.words["formerly_on"].format(dates="; ".join(former)) if former else ""

    def _in_zones(self, text: str, when: When, zone: str | None) -> str:
        if when.opens is None or zone is None or zone == self.own:
            return text
        pattern, language = self.words["in_zones"], self.words.language
        return format_in_zones(text, when, zone=zone, own=self.own, language=language, pattern=pattern)
