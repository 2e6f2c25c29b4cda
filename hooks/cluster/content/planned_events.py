"""The events of plans: a dated activity is an event in the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cluster.content.commitments import Activity
from cluster.content.events import Event
from cluster.content.plan import Plan


def events_of_plan(plan: Plan) -> list[Event]:
    """The events for the plan's dated activities."""
    return [_event_of(activity, plan) for activity in plan.activities if activity.event]


def _event_of(activity: Activity, plan: Plan) -> Event:
    assert activity.event is not None
    pillars = tuple(pillar.id for pillar in plan.pillars_of(activity))
    return Event(
        id=activity.event.id,
        title=activity.event.title,
        kind=activity.event.kind,
        when=activity.when,
        place=activity.place,
        pillars=pillars,
        status="planned",
        activity=activity.id,
        at=activity.at,
    )


def with_planned(events: Iterable[Event], plans: Iterable[Plan]) -> list[Event]:
    """The events and those of the plans; a document with the id of a plan's event replaces it."""
    plans = tuple(plans)
    planned = {event.id: event for plan in plans for event in events_of_plan(plan)}
    written = [_with_plan_year(_replacing(planned.get(event.id), event), plans) for event in events]
    ids = {event.id for event in written}
    all = [*written, *(event for id, event in planned.items() if id not in ids)]
    named = {each.at_event for plan in plans for each in plan.activities} | planned.keys()
    return [replace(each, is_in_plan=True) if each.id in named else each for each in all]


def _replacing(planned: Event | None, event: Event) -> Event:
    if planned is None or event.activity:
        return event
    return replace(event, activity=planned.activity)


def _with_plan_year(event: Event, plans: Iterable[Plan]) -> Event:
    """The event; one without a date with the year of the last plan that has it as evidence or as an event."""
    if event.when:
        return event
    ids = {event.activity, *event.fulfils, *event.fulfils_in_part}
    years = [
        plan.year
        for plan in plans
        if any(each.id in ids for each in plan.commitments)
        or any(each.at_event == event.id for each in plan.activities)
    ]
    return replace(event, plan_year=max(years, default=None))
