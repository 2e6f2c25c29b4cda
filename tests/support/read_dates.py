"""Dates and hours, read from the texts that visitors read: the reverse of what the program does."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from support.channels import plain
from support.many_events import PRAGUE, Made, Span

MONTHS = {
    "cs": "led|úno|bře|dub|kvě|červn|červe?nc|srp|zář|říj|lis|pro",
    "en": "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    "de": "jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez",
}
"""How the names of the months begin."""

CITIES = {
    "Europe/Prague": ("Praha", "Prague", "Prag"),
    "America/New_York": ("New York", "New York", "New York"),
    "America/Los_Angeles": ("Los Angeles", "Los Angeles", "Los Angeles"),
    "Asia/Tokyo": ("Tokio", "Tokyo", "Tokio"),
    "Asia/Kolkata": ("Kalkata", "Kolkata", "Kalkutta"),
    "Australia/Sydney": ("Sydney", "Sydney", "Sydney"),
    "Europe/London": ("Londýn", "London", "London"),
}
"""The names of zones in Czech, English and German."""

IN_ZONES = {
    "cs": r"(.+) \(([^()]+)\), tj\. (.+) \(([^()]+)\)",
    "en": r"(.+?) in ([^()]+) \((.+) in ([^()]+)\)",
    "de": r"(.+?) in ([^()]+) \((.+) in ([^()]+)\)",
}


@dataclass(frozen=True)
class Said:
    """A date as a reader understands it."""

    first: date
    opens: time | None
    last: date
    closes: time | None


@dataclass(frozen=True)
class InZones:
    """A date in the zone of the event and, if that is another one, in the cluster's."""

    there: Said
    here: Said
    city: str = ""
    own_city: str = ""


def read_date(text: str, language: str) -> InZones:
    """What a text such as `13. října 2022, 09:00–16:30` says."""
    text = plain(text)
    if found := re.fullmatch(IN_ZONES[language], text):
        there = _said(found[1], language, None)
        return InZones(there, _said(found[3], language, there), found[2], found[4])
    return InZones(*2 * [_said(text, language, None)])


def _said(text: str, language: str, near: Said | None) -> Said:
    """A text without a day is about the same one as `near`, and one without a year about the same year."""
    days, hours = (
        _days(text, language, near.last.year if near else 0),
        [time(int(h), int(m)) for h, m in re.findall(r"(\d\d):(\d\d)", text)],
    )
    if not days and near:
        days = [near.first]
    assert 1 <= len(days) <= 2, f"{text!r} names {len(days)} days"
    assert len(hours) <= 2, text
    opens, closes = [*hours, None, None][:2]
    return Said(days[0], opens, days[-1], closes)


def _days(text: str, language: str, year: int) -> list[date]:
    """The days in a text; `year` is that of days without one."""
    names = MONTHS[language].split("|")
    month = rf"(?:(\d{{1,2}})\.|((?:{MONTHS[language]})\w*)\.?)"
    pattern = rf"(?<![\d:])(?:(\d{{1,2}})\.? ?[–-] ?)?(\d{{1,2}})\.? {month}(?: (\d{{4}}))?(?!\d|:)"
    found = []
    for early, day, number, name, written in reversed(re.findall(pattern, text, re.IGNORECASE)):
        year = int(written or year)
        in_month = (
            int(number)
            if number
            else 1 + next(n for n, each in enumerate(names) if re.match(each, name, re.IGNORECASE))
        )
        found += [date(year, in_month, int(each)) for each in (day, early) if each]
    return found[::-1]


# ---- What is true ---------------------------------------------------------------------------------------


def true_date(span: Span, made: Made, language: str) -> InZones:
    """What a reader must be told of a date of an event."""
    there = _true(span)
    if not span.has_hours or made.zone == "Europe/Prague":
        return InZones(there, there)
    column = ("cs", "en", "de").index(language)
    here = _true(Span(_in_prague(span.starts, made.tz), _in_prague(span.ends, made.tz)))
    if span.has_hours and span.ends is None:
        here = Said(here.first, here.opens, here.first, None)
    return InZones(there, here, CITIES[made.zone][column], CITIES["Europe/Prague"][column])


def _in_prague(moment: date | None, zone: ZoneInfo) -> datetime | None:
    if not isinstance(moment, datetime):
        return None
    return moment.replace(tzinfo=zone).astimezone(PRAGUE).replace(tzinfo=None)


def _true(span: Span) -> Said:
    """What ends at midnight ends on the day before."""
    starts, ends = span.starts, span.ends
    if not isinstance(starts, datetime):
        assert ends is not None
        return Said(starts, None, ends, None)
    if not isinstance(ends, datetime):
        return Said(starts.date(), starts.time(), starts.date(), None)
    return Said(starts.date(), starts.time(), (ends - timedelta(minutes=1)).date(), ends.time())


def starts_of(span: Span, made: Made) -> date:
    """When it begins: a day, or a moment of the event's zone."""
    return span.starts.replace(tzinfo=made.tz) if isinstance(span.starts, datetime) else span.starts


def over_at(span: Span, made: Made) -> datetime:
    """The first moment at which it is over; a deadline of 12:00 is met until 12:01."""
    if isinstance(span.ends, datetime):
        return span.ends.replace(tzinfo=made.tz)
    if isinstance(span.starts, datetime) and (made.fields["kind"] == "deadline" or span is made.deadline):
        return span.starts.replace(tzinfo=made.tz) + timedelta(minutes=1)
    last = span.ends or span.starts
    return datetime(last.year, last.month, last.day, tzinfo=made.tz) + timedelta(days=1)
