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
    site, progress = version.site, version.progress_of_years[plan.year].progress
    return [
        CommitmentRow(
            each,
            _entry_of(each, version) if isinstance(each, Activity) else None,
            progress[each.id],
            _other_year(former, version) if (former := site.activity(each.carried_from or "")) else None,
            tuple(_other_year(later, version) for later in site.plans.continued.get(each.id, ())),
        )
        for each in commitments
    ]


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
