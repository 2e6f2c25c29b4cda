"""Dates, months, weekdays and cities as each language writes them (CLDR)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_timedelta,
    get_day_names,
    get_timezone_location,
)

from cluster.dates import When


def _locale(language: str) -> str:
    """CLDR locale. British English, whose day-month order is that of the other languages."""
    return {"en": "en_GB"}.get(language, language)


@lru_cache(maxsize=10_000)
def format_when(when: When, *, language: str, season: str = "", short: bool = False) -> str:
    """A date of any precision: `13.–14. 10. 2022`, `October 2022`, `podzim 2021`.

    `season` is the localised name of the season, which CLDR lacks. `short` leaves out times.
    """
    locale = _locale(language)
    if when.precision == "year":
        return str(when.starts.year)
    if when.precision == "season":
        years = sorted({when.starts.year, when.ends.year})  # two in winter
        return f"{season} {'/'.join(map(str, years))}"
    if when.precision == "quarter":
        return str(format_skeleton("yQQQQ", when.starts, locale=locale))
    if when.precision == "month":
        return str(format_skeleton("yMMMM", when.starts, locale=locale))
    days = _format_days(when, locale, short)
    if short or when.opens is None:
        return days
    hours = f"{when.opens:%H:%M}" + (f"–{when.closes:%H:%M}" if when.closes else "")
    return f"{days}, {hours}"


def _format_days(when: When, locale: str, short: bool) -> str:
    if when.starts == when.ends:
        return str(format_date(when.starts, "long", locale=locale))
    skeleton = "yMMMd" if short else "yMMMMd"
    return str(format_interval(when.starts, when.ends, skeleton, locale=locale))


@lru_cache(maxsize=1_000)
def format_month(day: date, *, language: str) -> str:
    """`říjen 2022`."""
    return str(format_skeleton("yMMMM", day, locale=_locale(language)))


@lru_cache(maxsize=1_000)
def format_month_short(day: date, *, language: str) -> str:
    """`říj`, for a date badge."""
    return str(format_date(day, "LLL", locale=_locale(language))).rstrip(".")


@lru_cache(maxsize=1_000)
def format_weekday(day: date, *, language: str, width: Literal["abbreviated", "wide"] = "wide") -> str:
    """`pondělí`, or `po` if abbreviated."""
    return str(get_day_names(width, "stand-alone", _locale(language))[day.weekday()])


@lru_cache(maxsize=1_000)
def format_day(day: date, *, language: str) -> str:
    """`13. října`, where the context gives the year."""
    return str(format_skeleton("MMMMd", day, locale=_locale(language)))


@lru_cache(maxsize=1_000)
def format_day_number(day: date, *, language: str) -> str:
    """`13.`, or `13` in English."""
    return str(format_skeleton("d", day, locale=_locale(language)))


@lru_cache(maxsize=10_000)
def format_days(when: When, *, language: str) -> str:
    """`13.`, `13.–14.` or `30. 4. – 2. 5.`: the days of an exact date, for lists grouped by month."""
    if when.starts == when.ends:
        return format_day_number(when.starts, language=language)
    is_within_month = (when.starts.year, when.starts.month) == (when.ends.year, when.ends.month)
    skeleton = "d" if is_within_month else "MMMd"
    return str(format_interval(when.starts, when.ends, skeleton, locale=_locale(language)))


def format_days_left(days: int, *, language: str) -> str:
    """`za 5 dní`; empty for today."""
    if days == 0:
        return ""
    left, locale = timedelta(days=days), _locale(language)
    # the threshold keeps Babel from rounding to weeks and months
    return str(format_timedelta(left, "day", threshold=10_000, add_direction=True, locale=locale))


@lru_cache(maxsize=1_000)
def format_city(zone: str, *, language: str) -> str:
    """`Londýn` for `Europe/London`."""
    city = get_timezone_location(zone, locale=_locale(language), return_city=True)
    return str(city) or zone.rpartition("/")[2].replace("_", " ")
