"""Commitments as pages list them, and how many of them stand where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.commitment_status import Progress
from cluster.content.commitments import Activity, Commitment
from cluster.content.plan import Goal, Pillar, Plan
from cluster.content.tally import Tally, tally_of
from cluster.content.version import SiteVersion
from cluster.language import Text


class OtherYear(NamedTuple):
    """An activity of another year's plan."""

    year: int
    title: Text
    address: str


class CommitmentRow(NamedTuple):
    """A commitment as lists show it, with its progress and its links to other years."""

    commitment: Commitment
    event: CalendarEntry | None
    """The event that the activity is or takes place at."""
    progress: Progress
    carried_from: OtherYear | None = None
    """The activity of an earlier plan that it continues."""
    continued: tuple[OtherYear, ...] = ()
    """The activities of later plans that continue it."""
    part: Text | None = None
    """The pillar or goal to which it belongs, where another activity has the same title."""
    is_over: bool = False
    """Whether the event has ended or is cancelled."""

    @property
    def at_event(self) -> str:
        """The interface's word before the event at which it takes place: once that is over, only evidence
        tells whether it did."""
        if not self.is_over:
            return "takes_place_at"
        return "took_place_at" if self.progress.done else "was_planned_at"

    @property
    def id(self) -> str:
        return self.commitment.id


class YearPart(NamedTuple):
    """The commitments of one year's plan to a goal or a pillar."""

    year: int
    title: Text
    """The title of the goal or pillar in that plan."""
    rows: list[CommitmentRow]
    tally: Tally


def rows_of_plan(version: SiteVersion, plan: Plan, commitments: Iterable[Commitment]) -> list[CommitmentRow]:
    """Commitments of one plan as rows."""
    return [_row(version, plan, each) for each in commitments]


def _row(version: SiteVersion, plan: Plan, commitment: Commitment) -> CommitmentRow:
    plans, former = version.site.plans, version.site.activity(commitment.carried_from or "")
    entry = _entry_of(commitment, version) if isinstance(commitment, Activity) else None
    return CommitmentRow(
        commitment,
        entry,
        version.progress_of_years[plan.year].progress[commitment.id],
        _other_year(former, version) if former else None,
        tuple(_other_year(later, version) for later in plans.continued.get(commitment.id, ())),
        plan.part_of(commitment) if commitment.title.original in plan.repeated else None,
        bool(entry and (entry.is_over(version.now) or entry.event.state == "cancelled")),
    )


def _entry_of(activity: Activity, version: SiteVersion) -> CalendarEntry | None:
    event = version.site.event_of(activity)
    return version.entry_of(event) if event else None


def _other_year(activity: Activity, version: SiteVersion) -> OtherYear:
    plans = version.site.plans
    return OtherYear(plans.plan_of(activity).year, activity.title, plans.address_of(activity))


def parts_of_years(version: SiteVersion, years: Iterable[tuple[Plan, Goal | Pillar]]) -> list[YearPart]:
    """A goal or pillar in the plans of all years, without those that have no commitment to it."""
    return [_part(version, plan, thing) for plan, thing in years if thing.activities]


def _part(version: SiteVersion, plan: Plan, thing: Goal | Pillar) -> YearPart:
    rows = rows_of_plan(version, plan, thing.activities)
    return YearPart(plan.year, thing.title, rows, tally_of(row.progress for row in rows))


def standing_of_plan(version: SiteVersion, plan: Plan) -> dict[str, Any]:
    """Where a plan stands on the day of the build, and the page with its parts."""
    tally = version.progress_of_years[plan.year].tally
    return {"tally": tally, "as_of": version.today, "progress_page": version.site.plans.progress_of(plan)}
