"""Reminders for the office: what needs doing, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from cluster.content.calendar_entries import CalendarEntry, Shelf, coming, first_day_of
from cluster.content.commitments import WorkingGroup
from cluster.content.events import Event
from cluster.content.plan_history import LastRecorded, last_known
from cluster.content.progress import PlanProgress
from cluster.content.services import Call
from cluster.content.shared_equipment import due
from cluster.content.site import Site
from cluster.problems import counted

PATIENCE = timedelta(days=14)
"""How long after its end an event needs no outcome."""

MOST = 5
"""The number of ids that a reminder lists; the rest is counted."""


def without_outcome(site: Site, today: date) -> list[str]:
    """Ids of events that ended more than PATIENCE ago and have no outcome or news, latest first."""
    over = [
        event
        for event in site.events
        if event.ends
        and event.ends + PATIENCE < today
        and event.status != "cancelled"
        and event.kind != "deadline"
        and not event.outcome
        and not site.posts_about(event)
    ]
    return [event.id for event in reversed(over)]


def unannounced(site: Site, today: date) -> list[str]:
    """Ids of upcoming events with a file that no feed has announced, next first."""
    return [each.id for each in _unannounced(site, today) if not _is_of_plan_alone(each)]


def _is_of_plan_alone(event: Event) -> bool:
    """Whether an event has no file of its own, so that nothing can be written about it but in the plan."""
    return not event.at.file.startswith("docs/")


def _unannounced(site: Site, today: date) -> list[Event]:
    return [
        event
        for event in site.events
        if not event.is_over(site.start_of(today))
        and not event.page
        and not event.announced
        and not ((first := first_day_of(event)) and first <= today)
        and event.status != "cancelled"
    ]


QUIET = timedelta(days=90)
"""How long a pillar may have no event or news."""

EXPIRY = timedelta(days=180)
"""How long before a label expires the reminders start."""


def status_of(site: Site, plan_progress: PlanProgress) -> list[str]:
    """All reminders, one a line, including those of `attention`."""
    today = plan_progress.today
    return [
        *_at_risk(plan_progress),
        *_unconfirmed(plan_progress),
        *_not_begun(plan_progress),
        *_quiet_pillars(site, today),
        *_groups_without_meeting(site, today),
        *_expiring(site, today),
        *_changed_without_day(site, today),
        *_unchecked_equipment(site, today),
        *_unrecorded(site, plan_progress),
        *_unannounced_of_plan(site, today),
        *attention(site, today),
    ]


def statuses_of(plan_progress: PlanProgress) -> str:
    """The number of commitments in each status: `2 at-risk, 1 fulfilled`."""
    counts = (f"{number} {status}" for status, number in plan_progress.by_status.items())
    return ", ".join(counts) or "no commitments yet"


def _at_risk(plan_progress: PlanProgress) -> list[str]:
    lines = []
    for id, each in plan_progress.progress.items():
        if each.status != "at-risk" or each.lacks == "confirmation":
            continue
        left = counted(each.days_left, "{n} day left", "{n} days left")
        if each.lacks == "evidence":
            lines.append(f"At risk: '{id}': no evidence yet of work that goes on all year, {left}.")
        else:
            lines.append(
                f"At risk: '{id}': {each.done} of {each.wanted}, {left}, {each.scheduled} scheduled."
            )
    return lines


def _unconfirmed(plan_progress: PlanProgress) -> list[str]:
    ids = [id for id, each in plan_progress.progress.items() if each.lacks == "confirmation"]
    said = "The date has passed, and nothing confirms that it took place"
    cure = "Add 'fulfils: [<id>]' to the file of the event, or to news about it."
    return [f"{said}: {named(ids)}. {cure}"] if ids else []


def _not_begun(plan_progress: PlanProgress) -> list[str]:
    """Activities of which nothing is known: those that need a date, and work that goes on all year."""
    lacking = [
        (each.lacks, activity.id)
        for activity in plan_progress.plan.activities
        if (each := plan_progress.progress[activity.id]).status == "planned"
    ]
    dateless = [id for lacks, id in lacking if lacks == "date"]
    ongoing = [id for lacks, id in lacking if lacks == "evidence"]
    lines = [f"Nothing is done or scheduled for: {', '.join(dateless)}."] if dateless else []
    if ongoing:
        lines.append(f"Nothing is known yet of work that goes on all year: {', '.join(ongoing)}.")
    return lines


def _quiet_pillars(site: Site, today: date) -> list[str]:
    lines = []
    for pillar in site.plan.pillars:
        if not pillar.is_one(today):
            continue
        shelf = ("pillar", pillar.id)
        days = [entry.when.ends for entry in _taking_place(site, shelf) if entry.when]
        days += [post.date.ends for post in site.posts_on(shelf) if post.date]
        last = max((day for day in days if day <= today), default=None)
        if not days:
            lines.append(f"Pillar '{pillar.id}' has no events or news yet.")
        elif last and today - last > QUIET:
            days_since = (today - last).days
            lines.append(
                f"Pillar '{pillar.id}' has had no event or news for {days_since} days (since {last})."
            )
    return lines


def _taking_place(site: Site, shelf: Shelf) -> list[CalendarEntry]:
    """The dates of events on a shelf that are not cancelled."""
    return [
        entry
        for entry in site.entries_on(shelf)
        if entry.event.status != "cancelled" and not entry.is_deadline
    ]


def _groups_without_meeting(site: Site, today: date) -> list[str]:
    def is_scheduled(group: WorkingGroup) -> bool:
        entries = _taking_place(site, ("group", group.id))
        return any(entry.when for entry in coming(entries, site.start_of(today)))

    return [
        f"Working group '{group.id}' has no meeting scheduled."
        for group in site.plan.working_groups
        if group.state != "closed" and not is_scheduled(group)
    ]


def _expiring(site: Site, today: date) -> list[str]:
    return [
        f"'{award.id}' expires on {award.expires}."
        if award.expires >= today
        else f"'{award.id}' expired on {award.expires}."
        for award in site.cluster.awards
        if award.expires and award.expires - EXPIRY <= today
    ]


def _changed_without_day(site: Site, today: date) -> list[str]:
    """The cancelled and moved events ahead for which no file tells when that was decided."""
    ahead = [each for each in site.events if each.ends and each.ends >= today]
    ids: list[str] = [each.id for each in ahead if each.state and not each.updated]
    if not ids:
        return []
    counts = counted(
        len(ids),
        "{n} cancelled or moved event has no 'updated'",
        "{n} cancelled or moved events have no 'updated'",
    )
    return [f"{counts}: {named(ids)}. Add 'updated: {today}' to docs/events/<id>.md."]


def _unchecked_equipment(site: Site, today: date) -> list[str]:
    """The records of equipment that nobody has checked for twelve months, or ever."""
    ids: list[str] = [each.id for each in due(site, today)]
    if not ids:
        return []
    counts = counted(
        len(ids),
        "{n} record of equipment was not checked in the last twelve months",
        "{n} records of equipment were not checked in the last twelve months",
    )
    return [f"{counts}: {named(ids)}. Ask the owner, then write 'checked: {today}' in data/equipment.yaml."]


def _unrecorded(site: Site, plan_progress: PlanProgress) -> list[str]:
    """The number of statuses that `cluster record` would add; nothing if it was never run."""
    known = last_known(site.records)
    ids = [
        id
        for id, each in plan_progress.progress.items()
        if known.get(id, LastRecorded()).status != each.status
    ]
    if not known or not ids:
        return []
    counts = counted(
        len(ids), "{n} commitment has an unrecorded status", "{n} commitments have an unrecorded status"
    )
    return [f"{counts}. Run: cluster record"]


def _unannounced_of_plan(site: Site, today: date) -> list[str]:
    ids = [each.id for each in _unannounced(site, today) if _is_of_plan_alone(each)]
    counts = counted(
        len(ids),
        "{n} upcoming event of the plan is not announced in feeds",
        "{n} upcoming events of the plan are not announced in feeds",
    )
    cure = "Write the day into a file of the event: cluster new event --id <id>"
    return [f"{counts}: {named(ids)}. {cure}"] if ids else []


def attention(site: Site, today: date) -> list[str]:
    """The reminders that every build shows, one a line."""
    lines = outcomes(site, today)
    if ids := unannounced(site, today):
        counts = counted(
            len(ids),
            "{n} upcoming event is not announced in feeds",
            "{n} upcoming events are not announced in feeds",
        )
        lines.append(f"{counts}: {named(ids)}. Add 'announced: {today}' to docs/events/<id>.md.")
    if ids := _calls_without_day(site, today):
        counts = counted(
            len(ids),
            "{n} call for grants is not announced in feeds",
            "{n} calls for grants are not announced in feeds",
        )
        lines.append(f"{counts}: {named(ids)}. Add 'published: {today}' in data/services.yaml.")
    return lines


def outcomes(site: Site, today: date) -> list[str]:
    """The events of which visitors learn no outcome, in one line; empty if there are none."""
    ids = without_outcome(site, today)
    if not ids:
        return []
    counts = counted(len(ids), "{n} past event has no outcome", "{n} past events have no outcome")
    return [
        f"{counts}: {named(ids)}. "
        "Add 'outcome' to docs/events/<id>.md, or write a news item with 'event: <id>'."
    ]


def _calls_without_day(site: Site, today: date) -> list[str]:
    """Ids of calls that are not over and lack the exact day on which feeds would announce them."""
    return [
        each.id
        for each in site.of(Call)
        if not (each.published and each.published.is_exact)
        and each.deadline
        and not each.deadline.is_over(site.start_of(today))
    ]


def named(ids: Sequence[str]) -> str:
    """At most MOST names, and the number of the others."""
    return ", ".join(ids[:MOST]) + (f" and {len(ids) - MOST} more" if len(ids) > MOST else "")
