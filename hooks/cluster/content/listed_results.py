"""Results that nobody writes down twice: new members and new equipment, and joint events with a partner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from cluster.content.commitments import Activity
from cluster.content.contents import Contents
from cluster.content.deliverables import Deliverable
from cluster.content.equipment import Equipment
from cluster.content.events import Event
from cluster.content.listing import Listing
from cluster.content.members import Member
from cluster.content.partners import Partner
from cluster.content.plan import Plan
from cluster.dates import When, on_day
from cluster.frozen import frozen
from cluster.reading.scalar_types import Id


@frozen
class ListedResult(Deliverable):
    """A record of a list as evidence for an activity that commits the cluster to a number of such records."""

    address: str
    """The address of its page."""


def _joined(contents: Contents) -> Iterator[tuple[Listing, When]]:
    return ((each, each.since) for each in contents.of(Member) if each.since)


def _added(contents: Contents) -> Iterator[tuple[Listing, When]]:
    return ((each, on_day(each.added)) for each in contents.of(Equipment) if each.added)


_COUNTED: Mapping[str, Callable[[Contents], Iterator[tuple[Listing, When]]]] = {
    "member": _joined,
    "equipment": _added,
}
"""The records that count for each `of` of a target, with their dates."""


def listed_results(contents: Contents, plan: Plan) -> Iterator[ListedResult]:
    """The records of the plan's year for each activity that counts such records."""
    for activity in plan.activities:
        of = activity.target.of if activity.target else ""
        for item, day in _COUNTED[of](contents) if of in _COUNTED else ():
            if day.starts.year == day.ends.year == plan.year:
                yield ListedResult(
                    id=item.id,
                    title=item.heading,
                    kind="member" if of == "member" else "other",
                    date=day,
                    fulfils=(activity.id,),
                    sources=item.sources,
                    address=item.address,
                    at=item.at,
                )


def with_joint(events: Iterable[Event], partners: Iterable[Partner], plans: Iterable[Plan]) -> list[Event]:
    """The events; one that is held with a partner is evidence for what the partner `fulfils` in its year."""
    fulfilled = {each.id: each.fulfils for each in partners if each.fulfils}
    years = {each.id: _year(each, plan) for plan in plans for each in plan.activities} if fulfilled else {}
    return [_with_joint(each, fulfilled, years) for each in events]


def _year(activity: Activity, plan: Plan) -> int:
    return activity.due.ends.year if activity.due else plan.year


def _with_joint(event: Event, fulfilled: Mapping[Id, Iterable[Id]], years: Mapping[Id, int]) -> Event:
    if not event.when or not any(id in fulfilled for id in event.joint_with):
        return event
    ids = dict.fromkeys(id for partner in event.joint_with for id in fulfilled.get(partner, ()))
    when, known = event.when, {*event.fulfils, *event.fulfils_in_part}
    more = [id for id in ids if id not in known and when.starts.year == when.ends.year == years.get(id)]
    return replace(event, fulfils=(*event.fulfils, *more)) if more else event
