"""Rules for members, services, projects and partners: each rule is a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from cluster.checks.links import near_file
from cluster.checks.values import values_of
from cluster.content.equipment import Wish
from cluster.content.kinds import label
from cluster.content.listing import Organisation
from cluster.content.members import Member
from cluster.content.partners import Partner
from cluster.content.projects import Project
from cluster.content.services import Call
from cluster.content.site import Site
from cluster.dates import When
from cluster.pictures.model import Picture
from cluster.problems import Place, Problem, suggestion

WIDEST = 12
"""How many times wider than high a logo may be: beyond, it would be a thin line."""


def periods_end_after_they_start(site: Site) -> Iterator[Problem]:
    """A membership, a project, a call and a wish do not end before their first day."""
    periods: list[tuple[Any, date | None, date | None]] = [
        *((each, _first(each.since), each.until) for each in site.of(Member)),
        *((each, each.starts, each.ends) for each in site.of(Project)),
        *((each, each.since, each.until) for each in site.of(Wish)),
        *((each, _first(each.opens), each.closes.ends if each.closes else None) for each in site.of(Call)),
    ]
    for item, starts, ends in periods:
        if starts and ends and ends < starts:
            yield Problem(item.at, f"{label(item)}: the end {ends} is before the start {starts}")


def _first(when: When | None) -> date | None:
    return when.starts if when else None


def members_are_distinct(site: Site) -> Iterator[Problem]:
    """No two members have the same name or registration number."""
    seen: dict[tuple[str, str], Member] = {}
    for member in site.of(Member):
        number = (member.registration_number or "").replace(" ", "")
        for what, value in (("name", str(member.name.original).casefold()), ("registration number", number)):
            other = seen.setdefault((what, value), member) if value else member
            if other is not member:
                there = other.at.seen_from(member.at)
                yield Problem(member.at, f"{label(member)}: same {what} as '{other.id}' {there}")


def fields_of_work_exist(site: Site) -> Iterator[Problem]:
    """Members name fields that data/cluster.yaml defines."""
    known = {each.id: each for each in site.cluster.fields_of_work}
    for where, ids, place in values_of(site, "fields"):
        yield from _unknown("field of work", ids, known, where, place)


def _unknown(
    what: str, ids: Iterable[str], known: Iterable[str], where: str, place: Place
) -> Iterator[Problem]:
    for id in ids:
        if id not in known:
            yield Problem(place, f"{where}: unknown {what} '{id}'{suggestion(id, known)}")


def partners_fulfil_activities(site: Site) -> Iterator[Problem]:
    """`fulfils` of a partner names activities of a plan."""
    activities = [each.id for plan in site.plans.all for each in plan.activities]
    for partner in site.of(Partner):
        yield from _unknown("activity", partner.fulfils, activities, label(partner), partner.at)


def roles_are_in_own_pillars(site: Site) -> Iterator[Problem]:
    """A member that leads a pillar, or is in it since some day, names it among its pillars."""
    for member in site.of(Member):
        own = (*member.pillars, *member.working_groups)
        what = "pillar or working group"
        yield from _unknown(what, member.guarantor_of, own, f"{label(member)}: guarantor_of", member.at)
        for each in member.involved:
            yield from _unknown(what, [each.of], own, f"{label(member)}: involved", each.at)


def logos_can_be_shown(site: Site) -> Iterator[Problem]:
    """A logo is a file of docs/, and not so wide that nothing could be read."""
    for item in site.all:
        if not isinstance(item, Organisation) or not item.logo:
            continue
        where, picture = f"{label(item)}: logo", item.logo_picture
        if item.logo not in site.files:
            hint = near_file(item.logo, site.files)
            yield Problem(item.at, f"{where}: docs/{item.logo} does not exist{hint}")
        elif picture and (ratio := _ratio(picture)) > WIDEST:
            message = f"one side of docs/{item.logo} is {ratio:.0f} times the other (limit: {WIDEST}); cut it"
            yield Problem(item.at, f"{where}: {message}")


def _ratio(picture: Picture) -> float:
    return max(picture.width, picture.height) / min(picture.width, picture.height)


def pictures_exist(site: Site) -> Iterator[Problem]:
    """The picture of a listed item is a file of docs/."""
    for item in site.listings:
        if item.image and item.image.file not in site.files:
            message = f"docs/{item.image.file} does not exist{near_file(item.image.file, site.files)}"
            yield Problem(item.image.at, f"{label(item)}: image: {message}")


RULES = (
    periods_end_after_they_start,
    members_are_distinct,
    fields_of_work_exist,
    partners_fulfil_activities,
    roles_are_in_own_pillars,
    logos_can_be_shown,
    pictures_exist,
)
