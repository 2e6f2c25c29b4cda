"""What changed from the plan of one year to that of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cluster.content.commitment_status import Progress
from cluster.content.plan import Activity, Goal, Pillar, Plan, Promise
from cluster.content.version import Voice


class Kept(NamedTuple):
    """A promise of the older plan, and how far it was kept."""

    promise: Promise
    progress: Progress


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two plans beside each other."""

    carried: list[tuple[Promise, Kept]]
    """What the newer one goes on with, and what it was before."""
    begun: list[Promise]
    """What is new."""
    left: list[Kept]
    """What the newer one does not go on with."""
    parts_begun: list[Goal | Pillar]
    """Goals and pillars that the older one has not."""
    parts_left: list[Goal | Pillar]
    """Those that the newer one has not."""
    parts_renamed: list[tuple[Goal | Pillar, Goal | Pillar]]
    """Those of both that are called otherwise, as the older and as the newer one calls them."""


def compared(voice: Voice, older: Plan, newer: Plan) -> Comparison:
    """What changed from the older to the newer plan, as of the voice's day."""
    progress = voice.keepings[older.year].progress
    kept: dict[str, Kept] = {each.id: Kept(each, progress[each.id]) for each in older.promises}
    former = {each.id: _former(each) for each in newer.promises}
    carried = [(each, kept[former[each.id]]) for each in newer.promises if former[each.id] in kept]
    gone = kept.keys() - {each.promise.id for _, each in carried}
    was, now = _parts(older), _parts(newer)
    return Comparison(
        carried=carried,
        begun=[each for each in newer.promises if former[each.id] not in kept],
        left=[each for each in kept.values() if each.promise.id in gone],
        parts_begun=[each for key, each in now.items() if key not in was],
        parts_left=[each for key, each in was.items() if key not in now],
        parts_renamed=[
            (was[key], each) for key, each in now.items() if key in was and was[key].title != each.title
        ],
    )


def _former(promise: Promise) -> str:
    """The id under which the older plan has the same: a working group keeps its own."""
    return promise.carried_from or "" if isinstance(promise, Activity) else promise.id


def _parts(plan: Plan) -> dict[tuple[str, str], Goal | Pillar]:
    found: dict[tuple[str, str], Goal | Pillar] = {("goals", each.id): each for each in plan.goals}
    pillars = (each for each in plan.pillars if each.is_one(plan.ends))
    return found | {("pillars", each.id): each for each in pillars}
