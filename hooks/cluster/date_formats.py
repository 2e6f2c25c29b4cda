"""Dates, months, weekdays and cities as each language writes them (CLDR)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from functools import cache, lru_cache
from typing import Literal, cast
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_timedelta,
    get_day_names,
    get_timezone_location,
    match_skeleton,
)

from cluster.dates import When, in_zone
from cluster.language import locale_of


@lru_cache(maxsize=10_000)
def format_when(when: When, *, language: str, season: str = "", short: bool = False) -> str:
    """A date of any precision: `13.–14. října 2022`, `October 2022`, `podzim 2021`. Months are words
    everywhere, as a list may have all kinds of dates.

    `season` is the localised name of the season, which CLDR lacks. `short` leaves out times.
    """
    locale = locale_of(language)
    if when.precision == "year":
        return str(when.starts.year)
    if when.precision == "season":
        years = sorted({when.starts.year, when.ends.year})  # two in winter
        return f"{season} {'/'.join(map(str, years))}"
    if when.precision == "quarter":
        return str(format_skeleton("yQQQQ", when.starts, locale=locale))
    if when.precision == "month":
        return str(format_skeleton("yMMMM", when.starts, locale=locale))
    if short or when.opens is None:
        return _format_days(when, language)
    if when.starts == when.ends:
        return f"{format_long_day(when.starts, language=language)}, {format_hours(when, language=language)}"
    return _from_until(when, language)


def format_hours(when: When, *, language: str) -> str:
    """`09:00–16:00`, in French `9 h – 16 h`, or `09:00` without an end: the hours of one day."""
    dash = "\xa0– " if language == "fr" else "–"
    return dash.join(format_hour(each, language=language) for each in (when.opens, when.closes) if each)


def format_hour(hour: time, *, language: str) -> str:
    """`09:00`; in French `9 h`, `9 h 30`, which CLDR lacks."""
    if language != "fr":
        return f"{hour:%H:%M}"
    return f"{hour.hour}\xa0h" + (f"\xa0{hour:%M}" if hour.minute else "")


def _from_until(when: When, language: str) -> str:
    """`13. října, 20:00 – 14. října 2022, 02:00`: one span of time, not hours of each day."""
    is_one_year = when.starts.year == when.ends.year
    first = (format_day if is_one_year else format_long_day)(when.starts, language=language)
    last = format_long_day(when.ends, language=language)
    return _span(first, last, when, language)


def _span(first: str, last: str, when: When, language: str) -> str:
    """Two days, with the hours at which `when` begins and ends, if it says them."""
    hours = ((first, when.opens), (last, when.closes))
    return " – ".join(
        f"{day}, {format_hour(each, language=language)}" if each else day for day, each in hours
    )


def format_long_day(day: date, *, language: str) -> str:
    """`13. října 2022`."""
    return _with_first(str(format_date(day, "long", locale=locale_of(language))), language)


def _with_first(text: str, language: str) -> str:
    """`1er octobre` for `1 octobre`, which CLDR has."""
    return re.sub(r"\b1\b", "1er", text) if language == "fr" else text


@lru_cache(maxsize=10_000)
def format_in_zones(said: str, when: When, *, zone: str, own: str, language: str, pattern: str) -> str:
    """`17:00 (New York), tj. 23:00 (Praha)`: hours in `zone`, already formatted, with those of `own` beside.

    `pattern` is the interface's word `in_zones`.
    """
    here = in_zone(when, ZoneInfo(zone), ZoneInfo(own))
    return pattern.format(
        there=said,
        city=format_city(zone, language=language),
        here=_format_beside(when, here, language),
        own_city=format_city(own, language=language),
    )


def _format_beside(when: When, here: When, language: str) -> str:
    """`here` without what it shares with `when`, after which it stands: the day, or at least the year."""
    if when.starts == when.ends == here.starts == here.ends:
        return format_hours(here, language=language)
    if len({day.year for each in (when, here) for day in (each.starts, each.ends)}) > 1:
        return format_when(here, language=language)
    first = format_day(here.starts, language=language)
    if here.starts == here.ends:
        return f"{first}, {format_hours(here, language=language)}"
    return _span(first, format_day(here.ends, language=language), here, language)


def _format_days(when: When, language: str) -> str:
    """`13. října 2022`, `13.–14. října 2022`, `30. dubna – 2. května 2022`: CLDR has intervals of days only
    with short months, which are numbers in Czech."""
    last = format_long_day(when.ends, language=language)
    if when.starts == when.ends:
        return last
    if (when.starts.year, when.starts.month) == (when.ends.year, when.ends.month):
        locale, days = locale_of(language), format_days(when, language=language).rstrip(".")
        pattern = re.sub(r"\bd+\b", f"'{days}'", locale.date_formats["long"].pattern)
        return str(format_date(when.ends, pattern, locale=locale))
    first = format_day if when.starts.year == when.ends.year else format_long_day
    return f"{first(when.starts, language=language)} – {last}"


@lru_cache(maxsize=1_000)
def format_month(day: date, *, language: str) -> str:
    """`říjen 2022`."""
    return str(format_skeleton("yMMMM", day, locale=locale_of(language)))


def format_month_short(day: date, *, language: str) -> str:
    """`říj`, in French `oct.`, for a date badge: with a full stop where CLDR has one beside a day."""
    return str(locale_of(language).months["format"]["abbreviated"][day.month])


@lru_cache(maxsize=1_000)
def format_weekday(day: date, *, language: str, width: Literal["abbreviated", "wide"] = "wide") -> str:
    """`pondělí`, or `po` if abbreviated."""
    return str(get_day_names(width, "stand-alone", locale_of(language))[day.weekday()])


@lru_cache(maxsize=1_000)
def format_day_of_week(day: date, *, language: str) -> str:
    """`pondělí 13. října`, in German `Montag, 13. Oktober`: where the context gives the year."""
    said = str(format_date(day, _pattern_of_day(language), locale=locale_of(language)))
    return _with_first(said, language)


@cache
def _pattern_of_day(language: str) -> str:
    """The pattern of a day with its weekday; Babel takes longer to find it than to format a day."""
    skeletons = locale_of(language).datetime_skeletons
    pattern = skeletons[match_skeleton("MMMMEEEEd", skeletons)].pattern
    # Babel also takes the pattern of abbreviated words, without widening them as CLDR prescribes
    return re.sub("MMM+", "MMMM", re.sub("E+", "EEEE", pattern))


@lru_cache(maxsize=1_000)
def format_day(day: date, *, language: str) -> str:
    """`13. října`, where the context gives the year."""
    return _with_first(str(format_skeleton("MMMMd", day, locale=locale_of(language))), language)


@lru_cache(maxsize=1_000)
def format_day_number(day: date, *, language: str) -> str:
    """`13.`, or `13` in English."""
    return str(format_skeleton("d", day, locale=locale_of(language)))


@lru_cache(maxsize=10_000)
def format_days(when: When, *, language: str) -> str:
    """`13.`, `13.–14.` or `30. 4. – 2. 5.`: the days of an exact date, for lists grouped by month."""
    if when.starts == when.ends:
        number = format_day_number(when.starts, language=language)
        number = _with_first(number, language)
        return f"{number}." if _ends_in_stop(language) and not number.endswith(".") else number
    is_within_month = (when.starts.year, when.starts.month) == (when.ends.year, when.ends.month)
    skeleton = "d" if is_within_month else "MMMd"
    said = str(format_interval(when.starts, when.ends, skeleton, locale=locale_of(language)))
    return _with_first(_with_even_dash(said), language)


def _with_even_dash(said: str) -> str:
    """`13.–14.`, `30. 4. – 2. 5.`: with spaces around the dash only if there are others; CLDR differs."""
    first, _, last = (part.strip() for part in said.partition("–"))
    return f"{first}\u2009–\u2009{last}" if re.search(r"\s", first + last) else f"{first}–{last}"


@cache
def _ends_in_stop(language: str) -> bool:
    """Whether days of an interval have a stop (`13.–14.`), so that a day beside them should have one, too."""
    locale = locale_of(language)
    return str(format_interval(date(2024, 1, 13), date(2024, 1, 14), "d", locale=locale)).endswith(".")


def format_days_left(days: int, *, language: str) -> str:
    """`za 5 dní`; empty for today."""
    if days == 0:
        return ""
    left, locale = timedelta(days=days), locale_of(language)
    # the threshold keeps Babel from rounding to weeks and months
    return str(format_timedelta(left, "day", threshold=10_000, add_direction=True, locale=locale))


@lru_cache(maxsize=1_000)
def format_city(zone: str, *, language: str) -> str:
    """`Londýn` for `Europe/London`."""
    renamed = _cities(language).get(_renamed().get(zone, zone))
    city = renamed or get_timezone_location(zone, locale=locale_of(language), return_city=True)
    return (str(city) or zone.replace("_", " ")).rpartition("/")[2]


@lru_cache
def _cities(language: str) -> Mapping[str, str]:
    """The cities of zones by the present names of these: CLDR has `Asia/Kolkata` under `Asia/Calcutta` alone,
    and Babel does not find it there."""
    said = {
        zone: str(each["city"]) for zone, each in locale_of(language).time_zones.items() if "city" in each
    }
    return {_renamed().get(zone, zone): city for zone, city in said.items()} | said


def _renamed() -> Mapping[str, str]:
    """The present names of zones by their former ones."""
    return cast(Mapping[str, str], get_global("zone_aliases"))
