"""Rules for the plan's commitments and their evidence: each rule is a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cluster.checks.unread import may_be_in_unread
from cluster.checks.values import meant, unknown
from cluster.content.commitments import Activity
from cluster.content.item import ids_in
from cluster.content.kinds import label
from cluster.content.plan import Plan
from cluster.content.progress import evidence_items_of
from cluster.content.site import Site
from cluster.problems import Problem


def fulfilled_commitments_exist(site: Site) -> Iterator[Problem]:
    """`fulfils` and `fulfils_in_part` name activities or working groups of a plan."""
    commitments = site.plans.with_commitment
    for proof in evidence_items_of(site):
        for field in ("fulfils", "fulfils_in_part"):
            yield from unknown(site, "activity or working group", label(proof), proof, field, commitments)


def evidence_is_of_the_right_year(site: Site) -> Iterator[Problem]:
    """Evidence of another year than the deadline's says why it counts; a part may be of the plan's year.

    What happened before the year of the deadline may be something else than the plan meant.
    """
    for proof in evidence_items_of(site):
        when = proof.when
        if when is None or proof.counts_because:
            continue
        for field in ("fulfils", "fulfils_in_part"):
            for number, id in enumerate(ids_in(proof, field)):
                plans = site.plans.with_commitment.get(id, [])
                years = _years(id, plans, in_part=field == "fulfils_in_part")
                is_other = bool(years) and not {when.starts.year, when.ends.year} & years
                if is_other and not may_be_in_unread(site, id):
                    named = " and ".join(map(str, sorted(years)))
                    message = f"the date {when.written} is not in {named}"
                    hint = f"if it counts for '{id}' anyway, say why in 'counts_because'"
                    yield Problem(proof.at.of(field, number), f"{label(proof)}: {message}; {hint}")


def _years(id: str, plans: Iterable[Plan], *, in_part: bool) -> set[int]:
    """The years whose evidence for a commitment needs no reason."""
    held = [(plan.year, each.due) for plan in plans for each in plan.commitments if each.id == id]
    due = {year for _, due in held if due for year in range(due.starts.year, due.ends.year + 1)}
    return due | {year for year, due in held if in_part or not due}


def reasons_have_sources(site: Site) -> Iterator[Problem]:
    """What counts for a reason, although its date says otherwise, has sources that bear the reason out."""
    for proof in evidence_items_of(site):
        if proof.counts_because and not proof.sources:
            place = proof.at.of("counts_because")
            yield Problem(place, f"{label(proof)}: 'counts_because' needs 'sources' that confirm it")


def dropped_commitments_have_a_reason(site: Site) -> Iterator[Problem]:
    """A commitment has a reason if it was dropped or moved, and only then."""
    for commitment in (commitment for plan in site.plans.all for commitment in plan.commitments):
        if commitment.status and not commitment.reason:
            message = f"missing 'reason' (status: {commitment.status})"
            yield Problem(commitment.at.of("status"), f"'{commitment.id}': {message}")
        if commitment.reason and not commitment.status:
            message = "'reason' needs 'status: dropped' or 'status: moved'"
            yield Problem(commitment.at.of("reason"), f"'{commitment.id}': {message}")


def commitments_have_distinct_ids(site: Site) -> Iterator[Problem]:
    """No working group has the id of an activity, as `fulfils` names both."""
    for plan in site.plans.all:
        for group in plan.working_groups:
            if activity := site.activity(group.id):
                place = activity.at.seen_from(group.at)
                message = f"duplicate id (used by the activity {place})"
                yield Problem(group.at, f"working group '{group.id}': {message}")


def carried_activities_are_of_earlier_plans(site: Site) -> Iterator[Problem]:
    """`carried_from` names an activity of an earlier plan."""
    for plan in site.plans.all:
        for activity in plan.activities:
            former = activity.carried_from
            if former and (message := _carried_from_problem(former, activity, plan, site)):
                yield Problem(activity.at.of("carried_from"), f"activity '{activity.id}': {message}")


_FIRST = "; write an earlier plan into data/plans/ first"


def _carried_from_problem(id: str, activity: Activity, plan: Plan, site: Site) -> str:
    """What is wrong with an activity's `carried_from`; `` if nothing."""
    former = site.activity(id)
    earlier = [each.id for other in site.plans.all if other.year < plan.year for each in other.activities]
    if former is None and may_be_in_unread(site, id):
        return ""
    if former is None:
        return f"carried_from: unknown activity '{id}'{meant(site, id, earlier)}{'' if earlier else _FIRST}"
    if circle := _circle(activity, site):
        return f"carried_from: circular reference: {' ← '.join(circle)}"
    if id not in earlier:
        year = site.plans.plan_of(former).year
        return f"carried_from: '{id}' is in the plan for {year}; expected an activity of an earlier plan"
    return ""


def _circle(activity: Activity, site: Site) -> list[str]:
    """The ids from an activity back to itself, if its `carried_from` leads there."""
    way, each = [activity.id], site.activity(activity.carried_from or "")
    while each and each.id not in way:
        way.append(each.id)
        each = site.activity(each.carried_from or "")
    return [*way, activity.id] if each and each.id == activity.id else []


def recorded_commitments_exist(site: Site) -> Iterator[Problem]:
    """Records name activities or working groups of a plan."""
    commitments = site.plans.with_commitment
    for record in site.records:
        where = f"record of {record.date}"
        yield from unknown(site, "activity or working group", where, record, "commitment", commitments)


def deliverables_are_dated(site: Site) -> Iterator[Problem]:
    """A deliverable has a date or a note about it."""
    for each in site.deliverables:
        if not each.date and not each.date_note:
            message = "missing 'date'; if it is unknown, explain it in 'date_note'"
            yield Problem(each.at, f"deliverable '{each.id}': {message}")


RULES = (
    fulfilled_commitments_exist,
    evidence_is_of_the_right_year,
    reasons_have_sources,
    dropped_commitments_have_a_reason,
    commitments_have_distinct_ids,
    carried_activities_are_of_earlier_plans,
    recorded_commitments_exist,
    deliverables_are_dated,
)
