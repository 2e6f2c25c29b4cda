"""What must hold of the plan's promises and their evidence: each rule a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.commitments import Activity, Commitment
from cluster.content.plan import Plan
from cluster.content.progress import evidence_items_of
from cluster.content.site import Site
from cluster.problems import Problem, suggestion


def fulfilled_promises_are_known(site: Site) -> Iterator[Problem]:
    """`fulfils` and `fulfils_in_part` name activities or working groups of a plan."""
    known = site.plans.with_commitment
    for proof in evidence_items_of(site):
        for id in (*proof.fulfils, *proof.fulfils_in_part):
            if id not in known:
                message = f"no activity '{id}'{suggestion(id, known)}"
                yield Problem(proof.at, f"{_kind(proof)} '{proof.id}': {message}")


def evidence_is_of_its_time(site: Site) -> Iterator[Problem]:
    """What proves something is of the plan's year, or of the time of the promise, or says that it counts."""
    for proof in evidence_items_of(site):
        when = proof.when
        if when is None or proof.late:
            continue
        for id in (*proof.fulfils, *proof.fulfils_in_part):
            commitment, plans = site.commitment(id), site.plans.with_commitment.get(id, [])
            years = {year for plan in plans if commitment for year in _years(commitment, plan.year)}
            if years and not {when.starts.year, when.ends.year} & years:
                named = " and ".join(str(plan.year) for plan in plans[::-1])
                message = f"its date {when.written} is not in the plan's year {named}"
                cure = f"write 'late: true' if it counts for '{id}' all the same"
                yield Problem(proof.at, f"{_kind(proof)} '{proof.id}': {message}; {cure}")


def _years(commitment: Commitment, year: int) -> set[int]:
    due = commitment.due
    return {year, *range(due.starts.year, due.ends.year + 1)} if due else {year}


def what_is_dropped_says_why(site: Site) -> Iterator[Problem]:
    """A promise that was dropped or moved has a reason, and none is given for another."""
    for commitment in (commitment for plan in site.plans.all for commitment in plan.commitments):
        if commitment.status and not commitment.reason:
            yield Problem(
                commitment.at, f"'{commitment.id}': it was {commitment.status}; say why in 'reason'"
            )
        if commitment.reason and not commitment.status:
            message = "it has a reason but no status; add 'status: dropped' or 'status: moved'"
            yield Problem(commitment.at, f"'{commitment.id}': {message}")


def promises_are_told_apart(site: Site) -> Iterator[Problem]:
    """No working group has the id of an activity, as `fulfils` names both."""
    for plan in site.plans.all:
        for group in plan.working_groups:
            if activity := site.activity(group.id):
                place = activity.at.seen_from(group.at)
                message = f"this id is that of the activity {place}"
                yield Problem(group.at, f"working group '{group.id}': {message}")


def what_is_carried_on_was_planned_before(site: Site) -> Iterator[Problem]:
    """`carried_from` names an activity of an earlier plan."""
    for plan in site.plans.all:
        for activity in plan.activities:
            former = activity.carried_from
            if former and (message := _no_former(former, activity, plan, site)):
                yield Problem(activity.at, f"activity '{activity.id}': {message}")


def _no_former(id: str, activity: Activity, plan: Plan, site: Site) -> str:
    """What is wrong with an activity's `carried_from`; `` if nothing."""
    former = site.activity(id)
    earlier = [each.id for other in site.plans.all if other.year < plan.year for each in other.activities]
    if former is None:
        return f"no activity '{id}' to be carried from{suggestion(id, earlier)}"
    if circle := _circle(activity, site):
        return f"'carried_from' goes in a circle: {' ← '.join(circle)}"
    if id not in earlier:
        year = site.plans.plan_of(former).year
        return f"'{id}' is of the plan for {year}; only what an earlier plan has can be carried on"
    return ""


def _circle(activity: Activity, site: Site) -> list[str]:
    """The ids from an activity back to itself, if its `carried_from` leads there."""
    way, each = [activity.id], site.activity(activity.carried_from or "")
    while each and each.id not in way:
        way.append(each.id)
        each = site.activity(each.carried_from or "")
    return [*way, activity.id] if each and each.id == activity.id else []


def records_are_of_known_promises(site: Site) -> Iterator[Problem]:
    """What is recorded is of activities or working groups of a plan."""
    known = site.plans.with_commitment
    for record in site.records:
        if record.commitment not in known:
            message = f"no activity '{record.commitment}'{suggestion(record.commitment, known)}"
            yield Problem(record.at, f"record of {record.date}: {message}")


def deliverables_are_dated(site: Site) -> Iterator[Problem]:
    """What was delivered has a date, or tells what is known of it."""
    for each in site.deliverables:
        if not each.date and not each.date_note:
            message = "'date' is missing; if it is unknown, say so in 'date_note'"
            yield Problem(each.at, f"deliverable '{each.id}': {message}")


def _kind(proof: object) -> str:
    return {"Post": "news"}.get(type(proof).__name__, type(proof).__name__.lower())


RULES = (
    fulfilled_promises_are_known,
    evidence_is_of_its_time,
    what_is_dropped_says_why,
    promises_are_told_apart,
    what_is_carried_on_was_planned_before,
    records_are_of_known_promises,
    deliverables_are_dated,
)
