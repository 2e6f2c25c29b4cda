"""Doubts about valid values: most of them are typing errors, so the office is asked to look.

Each doubt is a function, listed in DOUBTS. Unlike rules, they depend on the day and do not stop a build.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from cluster.checks.times import hours_of
from cluster.checks.values import values_of
from cluster.content.kinds import label
from cluster.content.members import Member
from cluster.content.partners import Partner
from cluster.content.site import Site
from cluster.dates import When, clock_change
from cluster.problems import Problem
from cluster.reading.scalar_types import Coordinates

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
                yield Problem(entry.at.of("when"), f"{kind}: when: {_ahead(entry.when.starts, today)}")


def events_are_not_far_ahead(site: Site, today: date) -> Iterator[Problem]:
    """No event is many years ahead."""
    for event in site.events:
        last = max((when.starts for when in event.dates), default=today)
        if last > _in_years(today, VERY_FAR):
            yield Problem(event.at.of("when"), f"{label(event)}: when: {_ahead(last, today)}")


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
            message = f"'outcome' before the event ({event.dates[0].written}); is the date right?"
            yield Problem(event.at.of("outcome"), f"{label(event)}: {message}")


def events_are_announced_in_time(site: Site, today: date) -> Iterator[Problem]:
    """An event is announced, and its embargo over, before it ends."""
    for event in site.events:
        days = {"announced": event.announced, "embargo": event.embargo.starts if event.embargo else None}
        for field, day in days.items():
            if day and event.ends and day > event.ends:
                yield Problem(
                    event.at.of(field),
                    f"{label(event)}: {field}: {day} is after the end of the event ({event.ends})",
                )


def records_are_not_of_the_future(site: Site, today: date) -> Iterator[Problem]:
    """Nothing was checked, listed or founded, and no partnership began, on a day that is still to come."""
    partners = ((label(each), each.since, each.at) for each in site.of(Partner))
    for field, values in (
        ("checked", values_of(site, "checked")),
        ("added", values_of(site, "added")),
        ("since", partners),
    ):
        for where, value, place in values:
            day = value.starts if isinstance(value, When) else value
            if day and day > today:
                yield Problem(place, f"{where}: {field}: {day} is in the future; is the year right?")
    for member in site.of(Member):
        if member.founded and member.founded > today.year:
            message = f"founded: {member.founded} is in the future; is the year right?"
            yield Problem(member.at, f"{label(member)}: {message}")


def coordinates_are_not_swapped(site: Site, today: date) -> Iterator[Problem]:
    """No member would be much nearer to the others with latitude and longitude the other way round."""
    members = [each for each in site.of(Member) if each.coordinates]
    places = [each.coordinates for each in members if each.coordinates]
    if len(places) < 3:
        return
    middle = Coordinates(*(median(values) for values in zip(*places, strict=True)))
    for member, place in zip(members, places, strict=True):
        if 2 * _distance(Coordinates(*place[::-1]), middle) < _distance(place, middle):
            message = f"coordinates: {place.latitude}, {place.longitude} is far from all others"
            yield Problem(
                member.at.of("coordinates"),
                f"{label(member)}: {message}; are latitude and longitude swapped?",
            )


def _distance(one: Coordinates, other: Coordinates) -> Decimal:
    """In degrees, roughly: good enough to tell two orders of two numbers apart."""
    return abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude)


DOUBTS = (
    records_are_not_of_the_future,
    coordinates_are_not_swapped,
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
