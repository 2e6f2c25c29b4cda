"""Doubts about valid values: most of them are typing errors, so the office is asked to look.

Each doubt is a function, listed in DOUBTS. Unlike rules, they depend on the day and do not stop a build.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from cluster.checks.times import hours_of
from cluster.checks.values import values_of
from cluster.content.kinds import label
from cluster.content.site import Site
from cluster.dates import When, clock_change
from cluster.problems import Problem

FAR = 2
"""News, editions and changes are hardly written more than this number of years ahead."""

VERY_FAR = 5
"""The same for events, which are planned earlier."""


def publications_are_not_far_ahead(site: Site, today: date) -> Iterator[Problem]:
    """Nothing waits for years until it is published."""
    for field in ("date", "embargo"):
        for where, value, place in values_of(site, field):
            day = value.starts if isinstance(value, When) else value
            if day and day > _in_years(today, FAR):
                yield Problem(place, f"{where}: {field}: {_ahead(day, today)}")
    for kind, entries in (("history", site.cluster.history), ("awards", site.cluster.awards)):
        for entry in entries:
            if entry.when and entry.when.starts > _in_years(today, FAR):
                yield Problem(entry.at, f"{kind}: when: {_ahead(entry.when.starts, today)}")


def events_are_not_far_ahead(site: Site, today: date) -> Iterator[Problem]:
    """No event is many years ahead."""
    for event in site.events:
        last = max((when.starts for when in event.dates), default=today)
        if last > _in_years(today, VERY_FAR):
            yield Problem(event.at, f"{label(event)}: when: {_ahead(last, today)}")


def _in_years(day: date, years: int) -> date:
    return day.replace(year=min(day.year + years, date.max.year), day=min(day.day, 28))


def _ahead(day: date, today: date) -> str:
    return f"{day} is {day.year - today.year} years ahead; is the year right?"


def hours_come_once(site: Site, today: date) -> Iterator[Problem]:
    """An hour that comes twice, as summer time ends in it, is taken for the first one."""
    for where, (day, hour), zone, place in hours_of(site):
        if day >= today and clock_change(day, hour, zone) == "twice":
            message = f"{day} {hour:%H:%M} comes twice in {zone.key}: the clocks go back then"
            yield Problem(place, f"{where}: {message}; it is taken for the first one, in summer time")


def facts_are_not_of_the_future(site: Site, today: date) -> Iterator[Problem]:
    """What is stated as a fact is not dated ahead."""
    for where, updated, place in values_of(site, "updated"):
        if updated and updated > today:
            yield Problem(place, f"{where}: updated: {updated} is in the future")
    for name, each in _with_as_of(site):
        if each.as_of and each.as_of.starts > today:
            yield Problem(
                getattr(each, "at", site.cluster.at), f"{name}: as_of: {each.as_of.written} is in the future"
            )


def _with_as_of(site: Site) -> Iterator[tuple[str, Any]]:
    cluster = site.cluster
    for organ in cluster.organs:
        yield f"organ '{organ.id}'", organ
        yield from ((f"organ '{organ.id}': '{person.name}'", person) for person in organ.people)
    yield from ((f"figure '{figure.id}'", figure) for figure in cluster.figures)


def outcomes_are_of_the_past(site: Site, today: date) -> Iterator[Problem]:
    """An event that is still ahead has no outcome yet."""
    for event in site.events:
        if event.outcome and event.dates and event.dates[0].starts > today:
            yield Problem(event.at, f"{label(event)}: 'outcome' of an event on {event.dates[0].written}")


def events_are_announced_in_time(site: Site, today: date) -> Iterator[Problem]:
    """An event is announced, and its embargo over, before it ends."""
    for event in site.events:
        days = {"announced": event.announced, "embargo": event.embargo.starts if event.embargo else None}
        for field, day in days.items():
            if day and event.ends and day > event.ends:
                yield Problem(
                    event.at, f"{label(event)}: {field}: {day} is after the end of the event ({event.ends})"
                )


DOUBTS = (
    publications_are_not_far_ahead,
    events_are_not_far_ahead,
    hours_come_once,
    facts_are_not_of_the_future,
    outcomes_are_of_the_past,
    events_are_announced_in_time,
)


def doubts_of(site: Site, today: date) -> list[Problem]:
    """All doubts about the whole content, drafts included, in the order of files and lines."""
    return sorted({problem for doubt in DOUBTS for problem in doubt(site, today)})
