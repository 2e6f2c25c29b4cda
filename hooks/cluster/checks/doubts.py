"""Doubts about valid values: most of them are typing errors, so the office is asked to look.

Each doubt is a function, listed in DOUBTS. Unlike rules, they depend on the day and do not stop a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from cluster.checks.coordinates import coordinates_are_not_swapped
from cluster.checks.sources import described_sources_are_cited
from cluster.checks.times import hours_of
from cluster.checks.values import items_with, values_of
from cluster.checks.weak_evidence import weak_evidence_says_why_it_counts
from cluster.content.key_figures import counted_by
from cluster.content.kinds import label
from cluster.content.members import Member, current
from cluster.content.organisation import Cluster
from cluster.content.partners import Partner
from cluster.content.site import Site
from cluster.dates import When, clock_change
from cluster.language import Text
from cluster.problems import Problem
from cluster.reading.scalars import has_check_digit

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


def news_have_a_text(site: Site, today: date) -> Iterator[Problem]:
    """The page of a news item has more than its title and summary, which lists have shown already."""
    for post in site.posts:
        if not post.draft and not post.bodies:
            message = (
                "no text below the head, so its page shows the summary alone; write it, or 'draft: true'"
            )
            yield Problem(post.at, f"{label(post)}: {message}")


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
    for where, field, thing in _facts(site):
        if (value := getattr(thing, field)) and _begins(value) > today:
            written = value.written if isinstance(value, When) else value
            message = f"{field}: {written} is in the future; is the year right?"
            yield Problem(thing.at.of(field), f"{where}: {message}")


def _begins(value: When | date | int) -> date:
    """The first day of a date, or of a year."""
    if isinstance(value, When):
        return value.starts
    return value if isinstance(value, date) else date(value, 1, 1)


def _facts(site: Site) -> Iterator[tuple[str, str, Any]]:
    """Where a fact is stated with a date: how problems name the thing, the field, and the thing."""
    cluster = site.cluster
    for field in ("updated", "checked", "added", "founded"):
        yield from ((label(each), field, each) for each in items_with(site, field))
    yield "cluster", "founded", cluster
    yield from ((label(each), "since", each) for each in site.of(Partner))
    for organ in cluster.organs:
        yield f"organ '{organ.id}'", "as_of", organ
        yield from ((f"organ '{organ.id}': '{person.name}'", "as_of", person) for person in organ.people)
    yield from ((f"figure '{figure.id}'", "as_of", figure) for figure in cluster.figures)
    if cluster.members_total:
        yield "members_total", "as_of", cluster.members_total


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


def beginnings_are_in_order(site: Site, today: date) -> Iterator[Problem]:
    """A founder joined when the cluster was founded, a partner not before, and nobody a pillar before it."""
    founded = site.cluster.founded
    for member in site.of(Member):
        if founded and member.founder and member.since and member.since.starts > founded.ends:
            message = f"a founder, but since {member.since.written}, after the founding ({founded.written})"
            yield Problem(member.at.of("since"), f"{label(member)}: {message}; which one is right?")
        for each in member.involved:
            if member.since and each.since.ends < member.since.starts:
                message = (
                    f"in '{each.of}' since {each.since.written}, before it joined ({member.since.written})"
                )
                yield Problem(
                    each.at.of("since"), f"{label(member)}: involved: {message}; is the date right?"
                )
    for partner in site.of(Partner):
        if founded and partner.since and partner.since.ends < founded.starts:
            message = f"since: {partner.since.written} is before the cluster was founded ({founded.written})"
            yield Problem(partner.at.of("since"), f"{label(partner)}: {message}; is the date right?")


def registration_numbers_are_consistent(site: Site, today: date) -> Iterator[Problem]:
    """If most numbers end with the check digit of Czech and Slovak ones, the others are mistyped.

    The country of a member is not known, and by chance only every eleventh number of another one does so.
    """
    numbers = [(each, (each.registration_number or "").replace(" ", "")) for each in site.of(Member)]
    eight = [(each, number) for each, number in numbers if re.fullmatch(r"\d{8}", number)]
    wrong = [(each, number) for each, number in eight if not has_check_digit(number)]
    for member, number in wrong if 4 * len(wrong) <= len(eight) else ():
        message = f"registration_number: {number} lacks the check digit that the others have; is it right?"
        yield Problem(member.at.of("registration_number"), f"{label(member)}: {message}")


def stated_numbers_are_not_less_than_lists(site: Site, today: date) -> Iterator[Problem]:
    """Nobody states a smaller number than the site's own lists have: it is out of date."""
    total, listed = site.cluster.members_total, len(current(site.of(Member), today))
    if total and total.value < listed:
        yield Problem(site.cluster.at, f"members_total: {_fewer(total.value, listed)}")
    for figure in site.cluster.figures:
        counted = counted_by(figure, site, today)
        if figure.value and figure.value < counted:
            yield Problem(figure.at, f"figure '{figure.id}': value: {_fewer(figure.value, counted)}")


def _fewer(stated: int, listed: int) -> str:
    return f"{stated} is less than the {listed} on this site, so {listed} is shown; correct or delete it"


def guarantors_are_the_same_everywhere(site: Site, today: date) -> Iterator[Problem]:
    """A member whose people are guarantors in the plan is one in the list of members as well."""
    members = current(site.of(Member), today)
    by_name = {str(name.original): each for each in members for name in (each.name, each.heading)}
    for pillar in site.plan.pillars:
        for person in pillar.guarantors:
            member = by_name.get(str(person.affiliation.original)) if person.affiliation else None
            if member and pillar.id not in member.guarantor_of:
                message = f"'{pillar.id}' is missing, but the plan names {person.name} among its guarantors"
                yield Problem(member.at, f"{label(member)}: guarantor_of: {message}")


def coverage_is_by_others(site: Site, today: date) -> Iterator[Problem]:
    """What the cluster itself has published is news, no coverage."""
    own = {text for name in _names(site.cluster) for _, text in name.versions}
    for each in site.cluster.coverage:
        is_here = bool(site.site_url) and _host(each.link) == _host(site.site_url)
        if is_here or each.outlet in own:
            field, value = ("link", each.link) if is_here else ("outlet", each.outlet)
            message = f"'{value}' is the cluster's own; only what others have published is coverage"
            yield Problem(each.at.of(field), f"coverage: {field}: {message}")


def _names(cluster: Cluster) -> list[Text]:
    return [each for each in (cluster.name, cluster.legal_name) if each]


def _host(link: str) -> str:
    return urlsplit(link).netloc.removeprefix("www.")


DOUBTS = (
    beginnings_are_in_order,
    registration_numbers_are_consistent,
    coordinates_are_not_swapped,
    news_have_a_text,
    publications_are_not_far_ahead,
    events_are_not_far_ahead,
    hours_come_once,
    facts_are_not_of_the_future,
    stated_numbers_are_not_less_than_lists,
    guarantors_are_the_same_everywhere,
    coverage_is_by_others,
    outcomes_are_of_the_past,
    events_are_announced_in_time,
    described_sources_are_cited,
    weak_evidence_says_why_it_counts,
)


def doubts_of(site: Site, today: date) -> list[Problem]:
    """All doubts about the whole content, drafts included, in the order of files and lines."""
    return sorted({problem for doubt in DOUBTS for problem in doubt(site, today)})
