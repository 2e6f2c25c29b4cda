"""What must hold of the plan's promises and their evidence: each rule a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Iterator

from .keeping import proofs_of
from .plan import Promise
from .problems import Problem, suggestion
from .site import Site


def fulfilled_promises_are_known(site: Site) -> Iterator[Problem]:
    """`fulfils` and `fulfils_in_part` name activities or working groups of the plan."""
    known = dict.fromkeys(promise.id for promise in site.plan.promises)
    for proof in proofs_of(site):
        for id in (*proof.fulfils, *proof.fulfils_in_part):
            if id not in known:
                message = f"no activity '{id}'{suggestion(id, known)}"
                yield Problem(proof.at, f"{_kind(proof)} '{proof.id}': {message}")


def evidence_is_of_its_time(site: Site) -> Iterator[Problem]:
    """What proves something is of the plan's year, or of the time of the promise, or says that it counts."""
    promises = {promise.id: promise for promise in site.plan.promises}
    for proof in proofs_of(site):
        when = proof.when
        if when is None or proof.late:
            continue
        for id in (*proof.fulfils, *proof.fulfils_in_part):
            promise = promises.get(id)
            if promise and not {when.starts.year, when.ends.year} & _years(promise, site.plan.year):
                message = f"its date {when.written} is not in the plan's year {site.plan.year}"
                cure = f"write 'late: true' if it counts for '{id}' all the same"
                yield Problem(proof.at, f"{_kind(proof)} '{proof.id}': {message}; {cure}")


def _years(promise: Promise, year: int) -> set[int]:
    due = promise.due
    return {year, *range(due.starts.year, due.ends.year + 1)} if due else {year}


def what_is_dropped_says_why(site: Site) -> Iterator[Problem]:
    """A promise that was dropped or moved has a reason, and none is given for another."""
    for promise in site.plan.promises:
        if promise.status and not promise.reason:
            yield Problem(promise.at, f"'{promise.id}': it was {promise.status}; say why in 'reason'")
        if promise.reason and not promise.status:
            message = "it has a reason but no status; add 'status: dropped' or 'status: moved'"
            yield Problem(promise.at, f"'{promise.id}': {message}")


def promises_are_told_apart(site: Site) -> Iterator[Problem]:
    """No working group has the id of an activity, as `fulfils` names both."""
    activities = {activity.id: activity for activity in site.plan.activities}
    for group in site.plan.working_groups:
        if group.id in activities:
            line = activities[group.id].at.line
            yield Problem(
                group.at, f"working group '{group.id}': this id is that of the activity on line {line}"
            )


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
    deliverables_are_dated,
)
