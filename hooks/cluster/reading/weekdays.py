"""Days of the week beside dates: one that does not fit means that one of the two is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from cluster.date_formats import format_weekday
from cluster.dates import parse_when
from cluster.letters import folded
from cluster.reading.date_names import weekdays
from cluster.reading.date_readings import named_weekdays


def wrong_weekday(text: str, read: str, languages: Sequence[str]) -> str:
    """What is wrong with the weekdays of a text that was read as a date: `2027-01-20 is 'mercredi', not
    'lundi'`; empty if nothing is."""
    when, names = parse_when(read), named_weekdays(text, languages)
    if not when.is_exact:
        return ""
    days = (when.starts, when.ends)
    # two of them are those of the ends; one may be that of either
    each_of = [(day,) for day in days] if len(names) == 2 and days[0] != days[1] else [days] * len(names)
    for name, may_be in zip(names, each_of, strict=True):
        meant = weekdays(tuple(languages))[folded(name.lower())]
        if not {day.weekday() for day in may_be} & meant.keys():
            right = format_weekday(may_be[0], language=next(iter(meant.values())))
            return f"{may_be[0]} is '{right}', not '{name}'"
    return ""
