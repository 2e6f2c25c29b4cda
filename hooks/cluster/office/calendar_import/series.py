"""Converts recurring events: to one of our rules if it gives the same dates, else to a list of dates.

RFC 5545: RRULE 3.8.5.3, RDATE 3.8.5.2, EXDATE 3.8.5.1, RECURRENCE-ID 3.8.4.4. An RRULE can say far more than
a `Repetition`, so rules are not translated: both are expanded and their dates compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Literal, NamedTuple

from dateutil.rrule import rrulestr

from cluster.content.recurrence import MOST, Repetition, occurrences
from cluster.dates import When
from cluster.office.calendar_import.content_lines import Component, Line
from cluster.office.calendar_import.times import Clocks, Moment, moment_of, moments_of, spans_of, when_of

MOST_DATES = 60
"""Limit for a list of further dates; longer series need one of our rules."""

HORIZON = timedelta(days=366 * 20)
"""How far a rule is expanded. Limits the time for a rule that gives a date once in a thousand years."""

_EVERY: dict[str, Literal["day", "week", "month", "year"]] = {
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}

_END = "give the series an end in that calendar and export it again"


class Dates(NamedTuple):
    """When an event takes place."""

    when: When
    repeats: Repetition | None = None
    further: tuple[When, ...] = ()
    """Chronological; without `when` and the dates of `repeats`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The properties of an external event that determine its dates."""

    start: Moment
    length: timedelta | None
    rule: Line | None = None
    also: Sequence[Line] = ()
    """RDATE properties."""
    without: Sequence[Line] = ()
    """EXDATE properties."""
    replaced: Sequence[Moment] = ()
    """RECURRENCE-IDs of cancelled and moved dates."""
    moved: Sequence[When] = ()
    """The new times of moved dates."""


WHOLE_DAYS = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT")
"""Properties by which Exchange and Outlook mark an event of whole days."""


def whole_days(event: Component, start: Moment, length: timedelta | None, clocks: Clocks) -> Moment:
    """The start, as a day if the event has a mark of WHOLE_DAYS.

    Such an event is written from midnight to midnight, in its own zone or in UTC. One with other hours
    contradicts its mark, and keeps its hours.
    """
    mark = event.first(*WHOLE_DAYS)
    if mark and mark.value.upper() == "TRUE" and not (length or timedelta()).seconds:
        for clock in (start.clock, clocks.floating):
            value = start.by(clock)
            if isinstance(value, datetime) and value.time() == time.min:
                return Moment(value.date(), clock)
    return start


def dates_of(series: Series, clocks: Clocks) -> Dates:
    """All dates of an event. ValueError carries the message for the editor if they cannot be represented."""
    first = when_of(series.start.value, series.length, series.start.clock)
    if not (series.rule or series.also or series.without or series.replaced):
        return Dates(first)
    parts = _parts(series.rule) if series.rule else {}
    starts = starts_of(series, clocks)
    excluded = _excluded(series, clocks)
    ruled = [when_of(start, series.length, series.start.clock) for start in starts]
    kept = [when for start, when in zip(starts, ruled, strict=True) if not _is_in(start, excluded)]
    spans = [span for line in series.also for span in spans_of(line, series.length, clocks)]
    others = [when_at(moment, replace(series, length=length)) for moment, length in spans]
    others = [*(when for when in others if not _is_among(when, excluded, series)), *series.moved]
    further = _sorted(when for when in others if when not in kept)
    if not kept and not further:
        raise ValueError("all dates are cancelled; set STATUS:CANCELLED in that calendar instead")
    # `first` anchors our rule even if it is excluded itself, so no further date may fall on its day
    if len(ruled) > 1 and (rule := _rule(parts, ruled, kept)) and _are_distinct([first, *further]):
        return Dates(first, rule, further)
    return _listed([*kept, *further])


def starts_of(series: Series, clocks: Clocks) -> list[date]:
    """All starts by the rule, and DTSTART, in the external zone; EXDATEs not yet removed."""
    start = series.start.value
    if series.rule is None:
        return [start]
    parts = _parts(series.rule)
    until = parts.pop("UNTIL", "")
    count = _number(parts.pop("COUNT", ""), "COUNT")
    if not until and not count:
        raise ValueError(f"RRULE: the series never ends; {_END}")
    begin = start if isinstance(start, datetime) else datetime.combine(start, time.min)
    end = _last(until, series, clocks) if until else None
    last = min(end or begin + HORIZON, begin + HORIZON)
    moments = list(islice(_moments(parts, begin, last), min(count or MOST + 1, MOST + 1)))
    if len(moments) > MOST:
        raise ValueError(f"RRULE: more than {MOST} dates; {_END}")
    if end > last if end else len(moments) < count:
        raise ValueError(f"RRULE: longer than 20 years; {_END}")
    starts = sorted({begin, *moments})
    return [*starts] if isinstance(start, datetime) else [each.date() for each in starts]


def _moments(parts: dict[str, str], begin: datetime, last: datetime) -> Iterator[datetime]:
    """Expand a rule without COUNT and UNTIL up to `last`; ValueError if it is invalid.

    dateutil searches up to the year 9999 for the next date of a rule that never gives one (30 February),
    which takes seconds. So the rule is expanded shortly before that year and its dates are moved back by a
    multiple of 400 years, the period after which the Gregorian calendar repeats with the same weekdays.
    """
    later = (9999 - begin.year - 30) // 400 * 400
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        for moment in rrulestr(rule, dtstart=begin.replace(year=begin.year + later)):
            actual = moment.replace(year=moment.year - later)
            if actual > last:
                return
            yield actual
    except Exception:  # the library documents no errors
        raise ValueError(f"RRULE: invalid rule '{rule[:60]}'") from None


def _parts(rule: Line) -> dict[str, str]:
    """The parts of a rule (3.3.10). Checks those that could make the expansion endless or unsupported."""
    pairs = (part.partition("=") for part in rule.value.upper().split(";") if part.strip())
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    if parts.get("FREQ") in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise ValueError("RRULE: several times a day is not supported; make several events in that calendar")
    if parts.get("FREQ") not in _EVERY or "BYEASTER" in parts or "DTSTART" in parts:
        raise ValueError(f"RRULE: invalid rule '{rule.value[:60]}'; expected one like FREQ=WEEKLY;COUNT=5")
    _number(parts.get("INTERVAL", "1"), "INTERVAL")
    return parts


def _number(text: str, name: str) -> int:
    """A number above 0, or 0 for an empty text. Clamped, as a huge INTERVAL would overflow dateutil."""
    if text and not (text.isascii() and text.isdigit() and text.strip("0")):
        raise ValueError(f"RRULE: {name}: expected a whole number greater than zero, found '{text[:20]}'")
    return min(int(text[:9] or 0), 999_999_999) if len(text) < 10 else 999_999_999


def _last(until: str, series: Series, clocks: Clocks) -> datetime:
    """The last possible start, inclusive, in the external zone."""
    moment = moment_of(Line(0, "RRULE: UNTIL", {}, until), clocks)
    if not moment.is_hour:
        return datetime.combine(moment.value, time.max)
    # of whole days, 00:00 UTC is meant to be just the day
    is_utc = until.endswith("Z") and (series.start.is_hour or not until.endswith("T000000Z"))
    value = moment.by(series.start.clock) if is_utc else moment.value
    assert isinstance(value, datetime)
    return value if series.start.is_hour else datetime.combine(value, time.max)


def _excluded(series: Series, clocks: Clocks) -> set[date]:
    """The starts that are removed: days, or naive times in the external zone."""
    listed = [moment for line in series.without for moment in moments_of(line, clocks)]
    values = {moment.by(series.start.clock) for moment in (*listed, *series.replaced)}
    if series.start.is_hour:
        return values
    return {value.date() if isinstance(value, datetime) else value for value in values}


def _is_in(start: date, excluded: set[date]) -> bool:
    """Whether a start is removed. An EXDATE may name just the day of a time, against 3.8.5.1."""
    return start in excluded or (isinstance(start, datetime) and start.date() in excluded)


def when_at(moment: Moment, series: Series) -> When:
    """The time of another date; it has the length of the first one, and hours only if that has."""
    value = moment.by(series.start.clock)
    if isinstance(value, datetime) and not series.start.is_hour:
        value = value.date()
    return when_of(value, series.length, series.start.clock)


def _is_among(when: When, excluded: set[date], series: Series) -> bool:
    """Whether a further date (RDATE) is removed."""
    return any(when_of(start, series.length, series.start.clock) == when for start in excluded)


def _rule(parts: dict[str, str], ruled: list[When], kept: list[When]) -> Repetition | None:
    """One of our rules with exactly the dates `kept`, if there is one. `ruled` includes removed dates."""
    if not parts:
        return None
    first, days = ruled[0], {when.starts for when in kept}
    without = tuple(when.starts for when in ruled if when.starts not in days)
    count = len(ruled) if "COUNT" in parts else None
    until = None if count else ruled[-1].starts
    interval = _number(parts.get("INTERVAL", ""), "INTERVAL") or 1
    every = _EVERY[parts["FREQ"]]
    bys: tuple[Literal["date", "weekday"], ...] = ("date", "weekday") if every == "month" else ("date",)
    rules = (
        Repetition(every=every, interval=interval, by=by, until=until, count=count, without=without)
        for by in bys
    )
    return next((rule for rule in rules if _gives(rule, first, kept)), None)


def _gives(rule: Repetition, first: When, dates: list[When]) -> bool:
    try:
        return occurrences(rule, first) == dates
    except OverflowError:
        return False


def _listed(dates: Iterable[When]) -> Dates:
    """The dates as a list, without a rule."""
    whens = _sorted(dates)
    if len(whens) > MOST_DATES + 1:
        limit = f"limit: {MOST_DATES}, as dates of this rule have to be listed"
        raise ValueError(f"RRULE: {len(whens)} dates ({limit}); {_END}")
    if not _are_distinct(whens):
        days = [when.starts for when in whens]
        day = next(day for day in days if days.count(day) > 1)
        raise ValueError(f"takes place twice on {day}; make two events in that calendar")
    return Dates(whens[0], None, tuple(whens[1:]))


def _sorted(dates: Iterable[When]) -> tuple[When, ...]:
    return tuple(sorted(set(dates), key=lambda when: when.sort_key))


def _are_distinct(dates: Sequence[When]) -> bool:
    return len({when.starts for when in dates}) == len(dates)
