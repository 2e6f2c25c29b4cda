"""What changed from the plan of one year to that of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cluster.content.commitment_status import Progress
from cluster.content.commitments import Activity, Commitment
from cluster.content.plan import Goal, Pillar, Plan
from cluster.content.version import SiteVersion


class Kept(NamedTuple):
    """A promise of the older plan, and how far it was kept."""

    commitment: Commitment
    progress: Progress


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two plans beside each other."""

    carried: list[tuple[Commitment, Kept]]
    """What the newer one goes on with, and what it was before."""
    begun: list[Commitment]
    """What is new."""
    left: list[Kept]
    """What the newer one does not go on with."""
    parts_begun: list[Goal | Pillar]
    """Goals and pillars that the older one has not."""
    parts_left: list[Goal | Pillar]
    """Those that the newer one has not."""
    parts_renamed: list[tuple[Goal | Pillar, Goal | Pillar]]
    """Those of both that are called otherwise, as the older and as the newer one calls them."""


def compared(version: SiteVersion, older: Plan, newer: Plan) -> Comparison:
    """What changed from the older to the newer plan, as of the voice's day."""
    progress = version.progress_of_years[older.year].progress
    kept: dict[str, Kept] = {each.id: Kept(each, progress[each.id]) for each in older.commitments}
    former = {each.id: _former(each) for each in newer.commitments}
    carried = [(each, kept[former[each.id]]) for each in newer.commitments if former[each.id] in kept]
    gone = kept.keys() - {each.commitment.id for _, each in carried}
    was, now = _parts(older), _parts(newer)
    return Comparison(
        carried=carried,
        begun=[each for each in newer.commitments if former[each.id] not in kept],
        left=[each for each in kept.values() if each.commitment.id in gone],
        parts_begun=[each for key, each in now.items() if key not in was],
        parts_left=[each for key, each in was.items() if key not in now],
        parts_renamed=[
            (was[key], each) for key, each in now.items() if key in was and was[key].title != each.title
        ],
    )


def _former(commitment: Commitment) -> str:
    """The id under which the older plan has the same: a working group keeps its own."""
    return commitment.carried_from or "" if isinstance(commitment, Activity) else commitment.id


def _parts(plan: Plan) -> dict[tuple[str, str], Goal | Pillar]:
    found: dict[tuple[str, str], Goal | Pillar] = {("goals", each.id): each for each in plan.goals}
    pillars = (each for each in plan.pillars if each.is_one(plan.ends))
    return found | {("pillars", each.id): each for each in pillars}
