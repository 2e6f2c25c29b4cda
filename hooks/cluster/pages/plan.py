"""The pages of plans, their progress, reports and comparisons, and of goals, pillars and working groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.commitment_status import OPEN, STATUSES, Progress
from cluster.content.commitments import Activity, Commitment, WorkingGroup
from cluster.content.plan import Goal, Pillar, Plan
from cluster.content.plans import comparison_of
from cluster.content.shared_equipment import equipment_of_pillar
from cluster.content.version import SiteVersion, Tag, Version
from cluster.language import Text
from cluster.pages.comparison import compared
from cluster.pages.equipment import rows_of
from cluster.pages.lists import ahead_and_over
from cluster.pages.members import members_in
from cluster.pages.page import Page, page_of
from cluster.pages.report import report_of


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


def _plan(version: SiteVersion, plan: Plan) -> Page:
    plans = version.site.plans
    is_current = plan is plans.current
    without = [pillar for pillar in plan.pillars if not pillar.activities and pillar.is_one(plan.ends)]
    return page_of(
        version,
        plans.page_of(plan),
        "plan",
        title=plan.title,
        texts=(plan.title,),
        above=() if is_current else ("plan/",),
        lasting=plans.lasting(plan),
        based_on=plan.based_on,
        headings=plan.headings,
        is_current=is_current,
        plan_year=plan.year,
        ended=version.today > plan.ends,
        goals=[(goal, _rows(version, plan, goal.activities)) for goal in plan.goals],
        development=_rows(version, plan, plan.pillar_development),
        groups=_groups(version, plan),
        by_status=version.progress_of_years[plan.year].by_status,
        pillars=[(pillar, _rows(version, plan, pillar.activities)) for pillar in plan.pillars_of_the_year],
        without=[Tag(pillar.id, pillar.title, pillar.number) for pillar in without],
        compared=(former.year, comparison_of(plan)) if (former := plans.before(plan)) else None,
        others=[(each.year, plans.page_of(each)) for each in plans.all if each is not plan],
    )


def _rows(version: SiteVersion, plan: Plan, commitments: Iterable[Commitment]) -> list[CommitmentRow]:
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


def _parts(version: SiteVersion, years: Iterable[tuple[Plan, Goal | Pillar]]) -> list[YearPart]:
    """A goal or pillar in the plans of all years, without those that have no commitment to it."""
    return [
        YearPart(plan.year, thing.title, _rows(version, plan, thing.activities))
        for plan, thing in years
        if thing.activities
    ]


def _groups(version: SiteVersion, plan: Plan) -> list[tuple[WorkingGroup, Progress]]:
    progress = version.progress_of_years[plan.year].progress
    return [(group, progress[group.id]) for group in plan.working_groups]


def pages_of_plan(version: SiteVersion) -> Iterator[Page]:
    """All pages of the plans, and those of goals, pillars and working groups of any year."""
    plans = version.site.plans
    for plan in plans.all:
        yield _plan(version, plan)
        yield _report(version, plan)
        if former := plans.before(plan):
            yield _comparison(version, former, plan)
    yield _overview(version)
    yield page_of(
        version,
        "pillars/",
        "pillars",
        word="pillars",
        pillars=version.pillars,
        groups=_groups(version, plans.current),
    )
    for goals in plans.goals_by_id.values():
        yield _goal(version, goals)
    for pillars in plans.pillars_by_id.values():
        yield _pillar(version, pillars)
    for groups in plans.working_groups_by_id.values():
        yield _working_group(version, *groups[0])


def _comparison(version: SiteVersion, older: Plan, newer: Plan) -> Page:
    """The page that compares the plans of two years."""
    years = {"older": older.year, "newer": newer.year}
    plans, comparison = version.site.plans, compared(version, older, newer)
    return page_of(
        version,
        comparison_of(newer),
        "compared",
        title=version.phrase("compared", **years),
        about=version.phrase("compared_lead", **years),
        above=("plan/",),
        years=years,
        pages={each.year: plans.page_of(each) for each in (older, newer)},
        comparison=comparison,
        parts=[*comparison.parts_renamed, *comparison.parts_begun, *comparison.parts_left],
        begun=[(each, None) for each in comparison.begun],
        left=[(each.commitment, each) for each in comparison.left],
        place_of={each.id: plans.address_of(each) for each in (*older.commitments, *newer.commitments)},
    )


def _overview(version: SiteVersion) -> Page:
    """The progress of the plan in force, for the board: by status, open commitments first."""
    plan = version.site.plan
    rows = _rows(version, plan, plan.commitments)
    statuses = [*OPEN, *(status for status in STATUSES if status not in OPEN)]
    groups = [(status, [row for row in rows if row.progress.status == status]) for status in statuses]
    return page_of(
        version,
        "plan/progress/",
        "progress",
        word="plan_progress",
        about=version.phrase("plan_progress_lead", year=plan.year),
        above=("plan/",),
        groups=[(status, members) for status, members in groups if members],
        by_status=version.plan_progress.by_status,
        total=len(rows),
        homes={commitment.id: plan.home_of(commitment) for commitment in plan.commitments},
    )


def _report(version: SiteVersion, plan: Plan) -> Page:
    report = report_of(version, plan)
    return page_of(
        version,
        f"reports/{report.year}/",
        "report",
        title=version.phrase("report_of", year=report.year),
        about=version.phrase("report_lead", year=report.year),
        above=("plan/",),
        report=report,
        by_status=version.progress_of_years[plan.year].by_status,
    )


def _goal(version: SiteVersion, years: Sequence[tuple[Plan, Goal]]) -> Page:
    plan, goal = years[0]
    number = plan.goals.index(goal)
    return page_of(
        version,
        f"goals/{goal.id}/",
        "goal",
        title=goal.title,
        about=goal.text,
        texts=(goal.title, goal.text),
        above=("plan/",),
        goal=goal,
        number=number + 1,
        parts=_parts(version, years),
        others=_around(plan.goals, number),
    )


def _around(things: Sequence[Goal | Pillar], index: int, most: int = 12) -> list[Tag]:
    """Up to `most` neighbours of an item, itself included; a longer list of links would help nobody."""
    first = max(0, min(index - most // 2, len(things) - most))
    return [Tag(each.id, each.title, number + 1) for number, each in enumerate(things)][first : first + most]


def _pillar(version: SiteVersion, years: Sequence[tuple[Plan, Pillar]]) -> Page:
    site, pillars = version.site, version.pillars
    plan, pillar = years[0]
    beside = pillars if pillar in pillars else (*pillars, pillar)
    return page_of(
        version,
        f"pillars/{pillar.id}/",
        "pillar",
        title=pillar.title,
        about=partial(_about_pillar, pillar),
        texts=(pillar.title, pillar.text),
        above=("pillars/",),
        feeds=[version.feed_of_pillar(pillar.id)],
        pillar=pillar,
        others=_around(beside, beside.index(pillar)),
        parts=_parts(version, years),
        is_of_the_year=plan is site.plan and pillar.is_one(plan.ends),
        posts=site.posts_on(("pillar", pillar.id)),
        members=members_in(version, pillar.id),
        equipment=rows_of(version, equipment_of_pillar(site, pillar.id)),
        **ahead_and_over(version, ("pillar", pillar.id)),
    )


def _about_pillar(pillar: Pillar, version: Version) -> str:
    title = version.say(pillar.title)
    if pillar.text:
        return f"{title}: {version.say(pillar.text)}"
    return version.words["pillar_description"].format(title=title)


def _about_group(group: WorkingGroup, version: Version) -> str:
    if group.text:
        return str(version.say(group.text))
    return version.words["group_description"].format(title=version.say(group.title))


def _working_group(version: SiteVersion, plan: Plan, group: WorkingGroup) -> Page:
    return page_of(
        version,
        f"working-groups/{group.id}/",
        "working-group",
        title=group.title,
        about=partial(_about_group, group),
        texts=(group.title, group.text),
        above=("pillars/",),
        feeds=[(group.title, f"working-groups/{group.id}/")],
        posts=version.site.posts_on(("group", group.id)),
        group=group,
        members=members_in(version, group.id),
        pillars=[version.pillar_tags[id] for id in group.pillars],
        plan_year=plan.year,
        plan_page=version.site.plans.page_of(plan),
        progress=version.progress_of_years[plan.year].progress[group.id],
        **ahead_and_over(version, ("group", group.id)),
    )
