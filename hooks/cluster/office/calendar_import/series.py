"""What takes place several times in a foreign calendar: as a rule where it fits one, else as a list of dates.

RFC 5545: RRULE 3.8.5.3, RDATE 3.8.5.2, EXDATE 3.8.5.1, RECURRENCE-ID 3.8.4.4. The dates that the foreign
rule gives are computed; one of ours is taken only if it gives the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Literal, NamedTuple

from dateutil.rrule import rrulestr

from cluster.content.recurrence import MOST, Repetition, occurrences
from cluster.dates import When
from cluster.office.calendar_import.content_lines import Line
from cluster.office.calendar_import.times import Clocks, Moment, moment_of, moments_of, when_of

MOST_DATES = 60
"""No list is longer; what takes place more often needs a rule."""

HORIZON = timedelta(days=366 * 20)
"""No series is looked at for longer; so a rule that gives a date once in a thousand years ends, too."""

_EVERY: dict[str, Literal["day", "week", "month", "year"]] = {
    "DAILY": "day",
    "WEEKLY": "week",
    "MONTHLY": "month",
    "YEARLY": "year",
}

_END = "give the series an end in that calendar, and export it again"


class Dates(NamedTuple):
    """When an event takes place."""

    when: When
    repeats: Repetition | None = None
    further: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The dates of an event of a foreign calendar; lines that it does not have are missing."""

    start: Moment
    length: timedelta | None
    rule: Line | None = None
    also: Sequence[Line] = ()
    """RDATE."""
    without: Sequence[Line] = ()
    """EXDATE."""
    replaced: Sequence[Moment] = ()
    """The RECURRENCE-IDs of dates that are called off, or moved."""
    moved: Sequence[When] = ()
    """Where those that are not called off take place instead."""


def dates_of(series: Series, clocks: Clocks) -> Dates:
    """All dates of an event; ValueError says why they cannot be told."""
    first = when_of(series.start.value, series.length, series.start.clock)
    if not (series.rule or series.also or series.without or series.replaced):
        return Dates(first)
    parts = _parts(series.rule) if series.rule else {}
    starts = starts_of(series, clocks)
    gone = _excluded(series, clocks)
    ruled = [when_of(start, series.length, series.start.clock) for start in starts]
    kept = [when for start, when in zip(starts, ruled, strict=True) if not _is_in(start, gone)]
    others = [_when(moment, series) for line in series.also for moment in moments_of(line, clocks)]
    others = [*(when for when in others if not _is_among(when, gone, series)), *series.moved]
    further = _sorted(when for when in others if when not in kept)
    if not kept and not further:
        raise ValueError("each of its dates is called off; set STATUS:CANCELLED there instead")
    if len(ruled) > 1 and (rule := _rule(parts, ruled, kept)) and _are_distinct([first, *further]):
        return Dates(first, rule, further)
    return _listed([*kept, *further])


def starts_of(series: Series, clocks: Clocks) -> list[date]:
    """The days or hours of the foreign zone at which it begins by its rule, DTSTART among them."""
    start = series.start.value
    if series.rule is None:
        return [start]
    parts = _parts(series.rule)
    until = parts.pop("UNTIL", "")
    count = _number(parts.pop("COUNT", ""), "COUNT")
    if not until and not count:
        raise ValueError(f"RRULE: it repeats for ever; {_END}")
    begin = start if isinstance(start, datetime) else datetime.combine(start, time.min)
    end = _last(until, series, clocks) if until else None
    last = min(end or begin + HORIZON, begin + HORIZON)
    moments = list(islice(_moments(parts, begin, last), min(count or MOST + 1, MOST + 1)))
    if len(moments) > MOST:
        raise ValueError(f"RRULE: it takes place more than {MOST} times; {_END}")
    if end > last if end else len(moments) < count:
        raise ValueError(f"RRULE: it goes on for more than 20 years; {_END}")
    found = sorted({begin, *moments})
    return [*found] if isinstance(start, datetime) else [each.date() for each in found]


def _moments(parts: dict[str, str], begin: datetime, last: datetime) -> Iterator[datetime]:
    """What a rule without an end gives, up to `last`; ValueError if it is none.

    It is computed some thousands of years later, in a year with the same days (they come again every 400
    years): a rule that never gives a date is looked for until the year 9999.
    """
    later = (9999 - begin.year - 30) // 400 * 400
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        for moment in rrulestr(rule, dtstart=begin.replace(year=begin.year + later)):
            found = moment.replace(year=moment.year - later)
            if found > last:
                return
            yield found
    except Exception:  # whatever the library has against it
        raise ValueError(f"RRULE: '{rule[:60]}' is no rule") from None


def _parts(rule: Line) -> dict[str, str]:
    """The parts of a rule (3.3.10), those checked that could make its reading endless."""
    pairs = (part.partition("=") for part in rule.value.upper().split(";") if part.strip())
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    if parts.get("FREQ") in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise ValueError(
            "RRULE: it takes place several times a day, which cannot be told; write out its hours"
        )
    if parts.get("FREQ") not in _EVERY or "BYEASTER" in parts or "DTSTART" in parts:
        raise ValueError(f"RRULE: '{rule.value[:60]}' is no rule; it begins like FREQ=WEEKLY")
    _number(parts.get("INTERVAL", "1"), "INTERVAL")
    return parts


def _number(text: str, name: str) -> int:
    """A number above 0; 0 where none is given. More than fits counts as the most."""
    if text and not (text.isascii() and text.isdigit() and text.strip("0")):
        raise ValueError(f"RRULE: {name}={text[:20]} is not a whole number greater than zero")
    return min(int(text[:9] or 0), 999_999_999) if len(text) < 10 else 999_999_999


def _last(until: str, series: Series, clocks: Clocks) -> datetime:
    """The last hour of the foreign zone at which a series may begin."""
    moment = moment_of(Line(0, "RRULE: UNTIL", {}, until), clocks)
    if not moment.is_hour:
        return datetime.combine(moment.value, time.max)
    is_utc = until.endswith("Z")
    value = moment.by(series.start.clock) if is_utc and series.start.is_hour else moment.value
    assert isinstance(value, datetime)
    return value if series.start.is_hour else datetime.combine(value, time.max)


def _excluded(series: Series, clocks: Clocks) -> set[date]:
    """The days, or hours of the foreign zone, at which it does not begin."""
    named = [moment for line in series.without for moment in moments_of(line, clocks)]
    values = {moment.by(series.start.clock) for moment in (*named, *series.replaced)}
    if series.start.is_hour:
        return values
    return {value.date() if isinstance(value, datetime) else value for value in values}


def _is_in(start: date, excluded: set[date]) -> bool:
    return start in excluded or (isinstance(start, datetime) and start.date() in excluded)


def _when(moment: Moment, series: Series) -> When:
    """The time of a further date, as long as the first one."""
    return when_of(moment.by(series.start.clock), series.length, series.start.clock)


def _is_among(when: When, excluded: set[date], series: Series) -> bool:
    """Whether a further date is called off."""
    return any(when_of(start, series.length, series.start.clock) == when for start in excluded)


def _rule(parts: dict[str, str], ruled: list[When], kept: list[When]) -> Repetition | None:
    """A rule of ours that gives the same dates, if there is one."""
    if not parts:
        return None
    first, days = ruled[0], {when.starts for when in kept}
    without = tuple(when.starts for when in ruled if when.starts not in days)
    count = len(ruled) if "COUNT" in parts else None
    until = None if count else ruled[-1].starts
    interval = _number(parts.get("INTERVAL", ""), "INTERVAL") or 1
    every = _EVERY[parts["FREQ"]]
    ways: tuple[Literal["date", "weekday"], ...] = ("date", "weekday") if every == "month" else ("date",)
    rules = (
        Repetition(every=every, interval=interval, by=by, until=until, count=count, without=without)
        for by in ways
    )
    return next((rule for rule in rules if _gives(rule, first, kept)), None)


def _gives(rule: Repetition, first: When, dates: list[When]) -> bool:
    try:
        return occurrences(rule, first) == dates
    except OverflowError:
        return False


def _listed(dates: Iterable[When]) -> Dates:
    whens = _sorted(dates)
    if len(whens) > MOST_DATES + 1:
        rule = "its rule is one that cannot be told here"
        raise ValueError(
            f"RRULE: {rule}, and it takes place {len(whens)} times; at most {MOST_DATES}: {_END}"
        )
    if not _are_distinct(whens):
        days = [when.starts for when in whens]
        day = next(day for day in days if days.count(day) > 1)
        raise ValueError(f"it takes place twice on {day}; make two events of it there")
    return Dates(whens[0], None, tuple(whens[1:]))


def _sorted(dates: Iterable[When]) -> tuple[When, ...]:
    return tuple(sorted(set(dates), key=lambda when: when.sort_key))


def _are_distinct(dates: Sequence[When]) -> bool:
    return len({when.starts for when in dates}) == len(dates)
