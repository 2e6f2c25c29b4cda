"""The annual report: the commitments of a plan with their evidence, and the year in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cluster.content.commitment_status import EvidenceItem, Progress, each_once, in_time
from cluster.content.commitments import Commitment
from cluster.content.deliverables import Deliverable
from cluster.content.events import Event
from cluster.content.plan import Plan
from cluster.content.progress import PlanProgress
from cluster.content.version import SiteVersion
from cluster.dates import When
from cluster.language import Text


class ReportPart(NamedTuple):
    """A part of the plan: a goal, the development of the pillars, the working groups, or a pillar."""

    id: str
    title: Text
    commitments: list[tuple[Commitment, Progress]]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A year in numbers, all counted from the site's own data."""

    events: int
    """Events held."""
    attendance: int
    """Participants of all events whose attendance was recorded."""
    attended: int
    """The number of those events."""
    news: int
    members: int
    """Members that joined."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """The report of a plan's year."""

    year: int
    parts: list[ReportPart]
    figures: Figures
    annex: list[EvidenceItem]
    """All evidence by date, undated items last."""
    is_final: bool
    """Whether the year is over."""


def report_of(version: SiteVersion, plan: Plan) -> Report:
    """The report of a plan, as of the version's day."""
    plan_progress = version.progress_of_years[plan.year]
    return Report(
        year=plan.year,
        parts=[each for each in _parts(version, plan_progress) if each.commitments],
        figures=_figures(version, plan.year),
        annex=_annex(plan_progress),
        is_final=version.today.year > plan.year,
    )


def _parts(version: SiteVersion, plan_progress: PlanProgress) -> Iterator[ReportPart]:
    plan = plan_progress.plan

    def part(id: str, title: Text, commitments: Iterable[Commitment]) -> ReportPart:
        return ReportPart(id, title, [(each, plan_progress.progress[each.id]) for each in commitments])

    for goal in plan.goals:
        yield part(f"goal-{goal.id}", goal.title, goal.activities)
    yield part("pillar-development", plan.headings.pillar_development, plan.pillar_development)
    yield part("working-groups", version.word("working_groups"), plan.working_groups)
    for pillar in plan.pillars:
        yield part(f"pillar-{pillar.id}", pillar.title, pillar.activities)


def _figures(version: SiteVersion, year: int) -> Figures:
    site = version.site
    held = [event for event in site.events if _was_held(event, version, year)]
    counted = [event.outcome.attendance for event in held if event.outcome and event.outcome.attendance]
    return Figures(
        events=len(held),
        attendance=sum(counted),
        attended=len(counted),
        news=sum(1 for post in site.posts if post.date and _is_in(post.date, year)),
        members=sum(each.count for each in site.deliverables if _is_new_member(each, version, year)),
    )


def _was_held(event: Event, version: SiteVersion, year: int) -> bool:
    """Whether the event surely took place in that year, with the cluster.

    A fair that the plan commits the cluster to attend also takes place without it, so such an event counts
    only if it is recorded as evidence.
    """
    is_unproven = bool(version.site.commitments_at(event)) and not (event.fulfils or event.fulfils_in_part)
    is_over = event.kind != "deadline" and event.is_over(version.now)
    was_held = event.status == "confirmed" and is_over and not is_unproven
    return was_held and event.when is not None and _is_in(event.when, year)


def _is_new_member(each: Deliverable, version: SiteVersion, year: int) -> bool:
    when = each.date if each.kind == "member" else None
    return when is not None and _is_in(when, year) and when.ends <= version.today


def _is_in(when: When, year: int) -> bool:
    """Whether all of the date, however vague, is in that year."""
    return when.starts.year == when.ends.year == year


def _annex(plan_progress: PlanProgress) -> list[EvidenceItem]:
    evidence = (each for progress in plan_progress.progress.values() for each in progress.evidence)
    return [each.of for each in each_once(in_time(evidence))]
