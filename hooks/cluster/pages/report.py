"""The report on a plan: its commitments with their evidence, and the year in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cluster.content.commitment_status import EvidenceItem, Progress, each_once, in_time
from cluster.content.commitments import Commitment
from cluster.content.deliverables import Deliverable
from cluster.content.equipment import Equipment
from cluster.content.events import Event
from cluster.content.held import dates_over, held
from cluster.content.members import Member
from cluster.content.plan import Plan
from cluster.content.progress import PlanProgress
from cluster.content.projects import Project
from cluster.content.sources import links_in
from cluster.content.version import SiteVersion
from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.reading.scalar_types import Link


class ReportPart(NamedTuple):
    """A part of the plan: a goal, the development of the pillars, the working groups, or a pillar."""

    id: str
    title: Text
    commitments: list[tuple[Commitment, Progress]]


@frozen
class Figures:
    """A year in numbers, all counted from the site's own data."""

    events: int
    """Events held; each date of a series counts."""
    only_planned: int
    """The other past dates in the calendar: no evidence says that the cluster held or attended them."""
    attendance: int
    """Participants of all events whose attendance was recorded."""
    attended: int
    """The number of those events."""
    attended_by_more: bool
    """Whether `attendance` is exceeded, as it is at one of them."""
    news: int
    members: int
    """Members that joined."""
    equipment: int
    """Instruments and laboratories that were listed."""
    projects: int
    """Funded projects that ran."""
    promised: frozenset[str] = frozenset()
    """Those of these numbers that the plan commits to, by name: `events`."""

    @property
    def has_any(self) -> bool:
        """Whether there is anything to tell; what there is none of is left out."""
        shown = (self.events, self.only_planned, self.news, self.members, self.equipment, self.projects)
        return any(shown)


@frozen
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
    dates = {event.id: _held_in(year, event, version) for event in site.events}
    over = sum(_over_in(year, event, version) for event in site.events)
    outcomes = [event.outcome for event in site.events if event.outcome and dates[event.id]]
    counted = [outcome for outcome in outcomes if outcome.attendance]
    return Figures(
        events=sum(dates.values()),
        only_planned=over - sum(dates.values()),
        attendance=sum(outcome.attendance or 0 for outcome in counted),
        attended=len(counted),
        attended_by_more=any(outcome.more_than for outcome in counted),
        news=sum(1 for post in site.posts if post.date and _is_in(post.date, year)),
        members=_joined(version, year),
        equipment=_listed(version, year),
        projects=sum(1 for each in site.of(Project) if _ran_in(year, each)),
        promised=frozenset(_promised(version.progress_of_years[year].plan)),
    )


_FIGURE_OF: Mapping[str, str] = {
    **dict.fromkeys(("meeting", "workshop", "seminar", "event"), "events"),
    "member": "members",
    "equipment": "equipment",
}
"""The figure that shows whether a target is met, by what it counts. Of projects, those that ran are counted,
and others are promised: to submit them."""


def _promised(plan: Plan) -> Iterator[str]:
    """The figures that a plan promises to be more than nothing."""
    for each in plan.activities:
        if each.event:
            yield "events"
        if each.target and each.target.of in _FIGURE_OF:
            yield _FIGURE_OF[each.target.of]


def _joined(version: SiteVersion, year: int) -> int:
    """The members that joined: those of the list; where it has none of that year, those delivered."""
    site = version.site
    days = (each.since for each in site.of(Member))
    listed = sum(1 for day in days if day and _is_in(day, year) and day.ends <= version.today)
    return listed or sum(each.count for each in site.deliverables if _is_new_member(each, version, year))


def _listed(version: SiteVersion, year: int) -> int:
    """The instruments and laboratories that were listed in that year so far."""
    days = (each.added for each in version.site.of(Equipment))
    return sum(1 for day in days if day and day.year == year and day <= version.today)


def _ran_in(year: int, project: Project) -> bool:
    """Whether it surely ran in that year: what is known of both of its days says so."""
    starts, ends = project.starts, project.ends
    return bool(starts and ends and starts.ends.year <= year <= ends.starts.year)


def _held_in(year: int, event: Event, version: SiteVersion) -> int:
    """On how many dates the event was held in that year."""
    return sum(1 for when in held(event, version.today) if _is_in(when, year))


def _over_in(year: int, event: Event, version: SiteVersion) -> int:
    """How many of its dates in that year are over, held or not."""
    return sum(1 for when in dates_over(event, version.today) if _is_in(when, year))


def _is_new_member(each: Deliverable, version: SiteVersion, year: int) -> bool:
    when = each.date if each.kind == "member" else None
    return when is not None and _is_in(when, year) and when.ends <= version.today


def _is_in(when: When, year: int) -> bool:
    """Whether all of the date, however vague, is in that year."""
    return when.starts.year == when.ends.year == year


def links_of_proofs(version: SiteVersion, plan: Plan, commitments: Iterable[Commitment]) -> list[Link]:
    """The sources of the evidence for commitments of a plan that has no page, where they would stand."""
    progress = version.progress_of_years[plan.year].progress
    proofs = (proof.of for commitment in commitments for proof in progress[commitment.id].evidence)
    return links_in(*(each for each in proofs if not hasattr(each, "address")))


def _annex(plan_progress: PlanProgress) -> list[EvidenceItem]:
    evidence = (each for progress in plan_progress.progress.values() for each in progress.evidence)
    return [each.of for each in each_once(in_time(evidence))]
