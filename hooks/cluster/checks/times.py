"""Rules for dates that contradict each other or do not exist: each rule is a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from cluster.checks.values import values_of
from cluster.content.events import Event
from cluster.content.kinds import label
from cluster.content.site import Site
from cluster.dates import When, clock_change
from cluster.problems import Place, Problem

Moment = tuple[date, time]


def hours_exist(site: Site) -> Iterator[Problem]:
    """No hour is one that a time zone skips when summer time begins."""
    for where, (day, hour), zone, place in hours_of(site):
        if clock_change(day, hour, zone) == "skipped":
            message = f"{day} {hour:%H:%M} does not exist in {zone.key}: the clocks go forward then"
            yield Problem(place, f"{where}: {message}; write another hour")


def hours_of(site: Site) -> Iterator[tuple[str, Moment, ZoneInfo, Place]]:
    """Every day and hour that an editor wrote, or that a rule repeats, with the time zone it is in."""
    for event in site.events:
        zone = event.zone(site.zone)
        yield from ((label(event), each, zone, place) for each, place in _moments_of(event))
    for field in ("embargo", "date"):
        for where, value, place in values_of(site, field):
            if isinstance(value, When):
                yield from ((f"{where}: {field}", each, site.zone, place) for each in _moments([value]))


def _moments_of(event: Event) -> Iterator[tuple[Moment, Place]]:
    """Every day and hour of an event, with its line."""
    further, registration = event.further_dates, event.registration
    dates = [(when, event.at.of("when")) for when in event.dates if when not in further]
    dates += [(when, event.at.of("further_dates", number)) for number, when in enumerate(further)]
    if registration and registration.deadline:
        dates.append((registration.deadline, registration.at.of("deadline")))
    for when, place in dates:
        yield from ((each, place) for each in _moments([when]))
    yield from _of_programme(event)


def _moments(dates: Iterable[When]) -> Iterator[Moment]:
    for when in dates:
        ends = [(when.starts, when.opens), (when.ends, when.closes)]
        yield from ((day, hour) for day, hour in ends if hour)


def _of_programme(event: Event) -> Iterator[tuple[Moment, Place]]:
    for item in event.programme:
        day = item.day or (event.when.starts if event.when else None)
        if day and item.time:
            place, hours = item.at.of("time"), (item.time.opens, item.time.closes)
            yield from (((day, hour), place) for hour in hours if hour)


def labels_expire_after_their_award(site: Site) -> Iterator[Problem]:
    """An award or a label does not expire before it was given."""
    for award in site.cluster.awards:
        if award.expires and award.when and award.expires < award.when.starts:
            message = f"expires on {award.expires}, before it was given ({award.when.written})"
            yield Problem(award.at.of("expires"), f"award '{award.id}': {message}")


def history_is_in_order(site: Site) -> Iterator[Problem]:
    """Milestones stand in the order of time, as pages show them in the order of the file."""
    for before, after in pairwise(site.cluster.history):
        if after.when.ends < before.when.starts:
            title = after.title.original
            message = (
                f"'{title}' ({after.when.written}) is earlier than the entry above ({before.when.written})"
            )
            yield Problem(after.at.of("when"), f"history: {message}; sort the milestones, oldest first")


def coverage_is_in_order(site: Site) -> Iterator[Problem]:
    """Press coverage stands in the order of time, the newest first."""
    dated = [each for each in site.cluster.coverage if each.when]
    for before, after in pairwise(dated):
        if before.when and after.when and after.when.starts > before.when.ends:
            message = f"{after.when.written} is later than the entry above ({before.when.written})"
            yield Problem(after.at.of("when"), f"coverage: {message}; sort the entries, newest first")


def pillars_had_their_names_later(site: Site) -> Iterator[Problem]:
    """A pillar has a former name until some day after it became a pillar."""
    for pillar in (pillar for plan in site.plans.all for pillar in plan.pillars):
        for number, former in enumerate(pillar.former_titles):
            if pillar.since and former.until.ends < pillar.since.starts:
                message = f"until {former.until.written} is before since {pillar.since.written}"
                yield Problem(
                    pillar.at.of("former_titles", number), f"pillar '{pillar.id}': former_titles: {message}"
                )


RULES = (
    hours_exist,
    labels_expire_after_their_award,
    history_is_in_order,
    coverage_is_in_order,
    pillars_had_their_names_later,
)
