"""The differences between the plans of two years."""

from __future__ import annotations

from typing import NamedTuple

from cluster.content.commitment_status import Progress
from cluster.content.commitments import Activity, Commitment
from cluster.content.plan import Goal, Pillar, Plan
from cluster.content.version import SiteVersion
from cluster.frozen import frozen


class FormerCommitment(NamedTuple):
    """A commitment of the older plan, with its final progress."""

    commitment: Commitment
    progress: Progress


@frozen
class Comparison:
    """Two plans beside each other."""

    carried: list[tuple[Commitment, FormerCommitment]]
    """Commitments of the newer plan that continue one of the older plan, each with that one."""
    begun: list[Commitment]
    """Commitments that are new."""
    left: list[FormerCommitment]
    """Commitments of the older plan that the newer one does not continue."""
    parts_begun: list[Goal | Pillar]
    """Goals and pillars that only the newer plan has."""
    parts_left: list[Goal | Pillar]
    """Goals and pillars that only the older plan has."""
    parts_renamed: list[tuple[Goal | Pillar, Goal | Pillar]]
    """Goals and pillars with a new title, as they are in the older and in the newer plan."""


def compared(version: SiteVersion, older: Plan, newer: Plan) -> Comparison:
    """The differences between two plans, with progress as of the version's day."""
    progress = version.progress_of_years[older.year].progress
    outcomes: dict[str, FormerCommitment] = {
        each.id: FormerCommitment(each, progress[each.id]) for each in older.commitments
    }
    former = {each.id: _former_id(each) for each in newer.commitments}
    carried = [(each, outcomes[former[each.id]]) for each in newer.commitments if former[each.id] in outcomes]
    gone = outcomes.keys() - {outcome.commitment.id for _, outcome in carried}
    was, now = _parts(older), _parts(newer)
    return Comparison(
        carried=carried,
        begun=[each for each in newer.commitments if former[each.id] not in outcomes],
        left=[each for each in outcomes.values() if each.commitment.id in gone],
        parts_begun=[each for key, each in now.items() if key not in was],
        parts_left=[each for key, each in was.items() if key not in now],
        parts_renamed=[
            (was[key], each) for key, each in now.items() if key in was and was[key].title != each.title
        ],
    )


def _former_id(commitment: Commitment) -> str:
    """The id of the same commitment in the older plan, empty if new. Working groups keep their ids."""
    return commitment.carried_from or "" if isinstance(commitment, Activity) else commitment.id


def _parts(plan: Plan) -> dict[tuple[str, str], Goal | Pillar]:
    goals: dict[tuple[str, str], Goal | Pillar] = {("goals", each.id): each for each in plan.goals}
    pillars = (each for each in plan.pillars if each.is_one(plan.ends))
    return goals | {("pillars", each.id): each for each in pillars}
