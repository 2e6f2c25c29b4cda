"""Rules for members, services, projects and partners: each rule is a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from cluster.checks.missing_files import missing_file
from cluster.checks.values import items_with, unknown
from cluster.content.equipment import Wish
from cluster.content.item import Item
from cluster.content.kinds import label
from cluster.content.listing import Organisation
from cluster.content.members import Member
from cluster.content.partners import Partner
from cluster.content.projects import Project
from cluster.content.services import Call
from cluster.content.site import Site
from cluster.dates import When
from cluster.pictures.model import Picture
from cluster.problems import Problem

PERIODS: Mapping[type[Item], tuple[str, str]] = {
    Member: ("since", "until"),
    Project: ("starts", "ends"),
    Wish: ("since", "until"),
    Call: ("opens", "closes"),
}
"""The fields with the first and the last day of a period."""

WIDEST = 12
"""How many times wider than high a logo may be: beyond, it would be a thin line."""


def periods_end_after_they_start(site: Site) -> Iterator[Problem]:
    """A membership, a project, a call and a wish do not end before their first day."""
    for cls, (first, last) in PERIODS.items():
        for item in site.of(cls):
            starts, ends = _starts(getattr(item, first)), _ends(getattr(item, last))
            if starts and ends and ends < starts:
                message = f"the end {ends} is before the start {starts}"
                yield Problem(item.at.of(last), f"{label(item)}: {message}")


def _starts(value: When | date | None) -> date | None:
    return value.starts if isinstance(value, When) else value


def _ends(value: When | date | None) -> date | None:
    return value.ends if isinstance(value, When) else value


def nobody_joined_before_the_founding(site: Site) -> Iterator[Problem]:
    """A membership does not begin before the cluster."""
    founded = site.cluster.founded
    for member in site.of(Member):
        if founded and member.since and member.since.ends < founded.starts:
            message = f"since: {member.since.written} is before the cluster was founded ({founded.written})"
            hint = "'since' is when it joined; when it was founded itself is 'founded'"
            yield Problem(member.at.of("since"), f"{label(member)}: {message}; {hint}")


def fields_of_work_exist(site: Site) -> Iterator[Problem]:
    """Members name fields that data/cluster.yaml defines."""
    known = {each.id: each for each in site.cluster.fields_of_work}
    for item in items_with(site, "fields"):
        yield from unknown(site, "field of work", label(item), item, "fields", known)


def partners_fulfil_activities(site: Site) -> Iterator[Problem]:
    """`fulfils` of a partner names activities of a plan."""
    activities = [each.id for plan in site.plans.all for each in plan.activities]
    for partner in site.of(Partner):
        yield from unknown(site, "activity", label(partner), partner, "fulfils", activities)


def roles_are_in_own_pillars(site: Site) -> Iterator[Problem]:
    """A member that leads a pillar, or is in it since some day, names it among its pillars."""
    known = {*site.plans.pillars_by_id, *site.plans.working_groups_by_id}
    for member in site.of(Member):
        own = {*member.pillars, *member.working_groups}
        if not own <= known:  # one of them is misspelt, which is told already
            continue
        what = "pillar or working group"
        yield from unknown(site, what, f"{label(member)}: guarantor_of", member, "guarantor_of", own)
        for each in member.involved:
            yield from unknown(site, what, f"{label(member)}: involved", each, "of", own)


def logos_can_be_shown(site: Site) -> Iterator[Problem]:
    """A logo is a file of docs/, and not so wide that nothing could be read."""
    for item in site.all:
        if not isinstance(item, Organisation) or not item.logo:
            continue
        where, picture = f"{label(item)}: logo", item.logo_picture
        if item.logo not in site.files:
            message = missing_file(item.logo, item.FOLDER.rstrip("/"), site.files)
            yield Problem(item.at.of("logo"), f"{where}: {message}")
        elif picture and (ratio := _ratio(picture)) > WIDEST:
            message = f"one side of docs/{item.logo} is {ratio:.0f} times the other (limit: {WIDEST}); cut it"
            yield Problem(item.at.of("logo"), f"{where}: {message}")


def _ratio(picture: Picture) -> float:
    return max(picture.width, picture.height) / min(picture.width, picture.height)


def pictures_exist(site: Site) -> Iterator[Problem]:
    """The picture of a listed item is a file of docs/."""
    for item in site.listings:
        if item.image and item.image.file not in site.files:
            message = missing_file(item.image.file, item.FOLDER.rstrip("/"), site.files)
            yield Problem(item.image.at.of("file"), f"{label(item)}: image: {message}")


RULES = (
    periods_end_after_they_start,
    nobody_joined_before_the_founding,
    fields_of_work_exist,
    partners_fulfil_activities,
    roles_are_in_own_pillars,
    logos_can_be_shown,
    pictures_exist,
)
