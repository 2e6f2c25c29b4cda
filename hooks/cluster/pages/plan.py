"""The pages of plans, their progress, reports and comparisons, and of goals, pillars and working groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from cluster.content.commitment_status import OPEN, Progress
from cluster.content.commitments import WorkingGroup
from cluster.content.plan import Goal, Pillar, Plan
from cluster.content.plans import comparison_of
from cluster.content.services import Service
from cluster.content.sources import links_in
from cluster.content.tags import Tag
from cluster.content.tally import STANDINGS, standing_of, tally_of
from cluster.content.version import SiteVersion, Version
from cluster.language import Text
from cluster.pages.commitments import CommitmentRow, parts_of_years, rows_of_plan, standing_of_plan
from cluster.pages.comparison import compared
from cluster.pages.lists import ahead_and_over
from cluster.pages.members import members_in
from cluster.pages.page import Page, page_of
from cluster.pages.report import links_of_proofs, report_of
from cluster.reading.scalar_types import Link


def _plan(version: SiteVersion, plan: Plan) -> Page:
    plans = version.site.plans
    is_current = plan is plans.current
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
        has_changes=is_current and version.site.has_changes,
        plan_year=plan.year,
        ended=version.today > plan.ends,
        goals=[(goal, rows_of_plan(version, plan, goal.activities)) for goal in plan.goals],
        development=rows_of_plan(version, plan, plan.pillar_development),
        groups=_groups(version, plan),
        **standing_of_plan(version, plan),
        parts=_parts_of_pillars(version, plan),
        compared=(former.year, comparison_of(plan)) if (former := plans.before(plan)) else None,
        others=[(each.year, plans.page_of(each)) for each in plans.all if each is not plan],
        links=links_of_proofs(version, plan, plan.activities),
    )


class PillarPart(NamedTuple):
    """Pillars that follow each other in a plan, with activities or without: one of the two is empty."""

    planned: Sequence[tuple[Pillar, Sequence[CommitmentRow]]]
    without: Sequence[Tag]


def _parts_of_pillars(version: SiteVersion, plan: Plan) -> list[PillarPart]:
    """The pillars of a plan by their numbers; neighbours without activities are told at once."""
    ours = (pillar for pillar in plan.pillars if pillar.activities or pillar.is_one(plan.ends))
    runs = groupby(sorted(ours, key=lambda each: each.number), key=lambda each: bool(each.activities))
    return [
        PillarPart([(each, rows_of_plan(version, plan, each.activities)) for each in run], [])
        if is_planned
        else PillarPart([], [Tag(each.id, each.title, each.number) for each in run])
        for is_planned, run in runs
    ]


def _links_of(version: SiteVersion, years: Iterable[tuple[Plan, Goal | Pillar]]) -> list[Link]:
    return [link for plan, each in years for link in links_of_proofs(version, plan, each.activities)]


def _groups(version: SiteVersion, plan: Plan) -> list[tuple[WorkingGroup, Progress]]:
    progress = version.progress_of_years[plan.year].progress
    return [(group, progress[group.id]) for group in plan.working_groups]


def pages_of_plan(version: SiteVersion) -> Iterator[Page]:
    """All pages of the plans, and those of goals, pillars and working groups of any year."""
    plans = version.site.plans
    for plan in plans.all:
        yield _plan(version, plan)
        yield _overview(version, plan)
        yield _report(version, plan)
        if former := plans.before(plan):
            yield _comparison(version, former, plan)
    groups = _groups(version, plans.current)
    yield page_of(
        version,
        "pillars/",
        "pillars",
        word="pillars",
        pillars=version.pillars,
        groups=groups,
        tally=tally_of(progress for _, progress in groups),
    )
    for goals in plans.goals_by_id.values():
        yield _goal(version, goals)
    for pillars in plans.pillars_by_id.values():
        yield _pillar(version, pillars)
    for years in plans.working_groups_by_id.values():
        yield _working_group(version, *years[0])


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


def _overview(version: SiteVersion, plan: Plan) -> Page:
    """How a plan is kept, for the board: by standing, open commitments first."""
    plans, rows = version.site.plans, rows_of_plan(version, plan, plan.commitments)
    standings = [*OPEN, *(each for each in STANDINGS if each not in OPEN)]
    groups = [(each, [row for row in rows if standing_of(row.progress.status) == each]) for each in standings]
    return page_of(
        version,
        plans.progress_of(plan),
        "progress",
        title=_title_of_progress(version, plan),
        about=version.phrase("plan_progress_lead", year=plan.year),
        above=("plan/",),
        groups=[(each, members) for each, members in groups if members],
        homes={commitment.id: plan.home_of(commitment) for commitment in plan.commitments},
        plan_page=plans.page_of(plan),
        plan_year=plan.year,
        is_current=plan is plans.current,
        **standing_of_plan(version, plan),
        links=links_of_proofs(version, plan, plan.commitments),
    )


def _title_of_progress(version: SiteVersion, plan: Plan) -> Text:
    if plan is version.site.plans.current:
        return version.word("plan_progress")
    return version.phrase("plan_progress_of", year=plan.year)


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
        links=links_in(*report.annex),
        **standing_of_plan(version, plan),
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
        parts=parts_of_years(version, years),
        others=_around(plan.goals, number),
        links=_links_of(version, years),
    )


def _around(things: Sequence[Goal | Pillar], index: int, most: int = 12) -> list[Tag]:
    """Up to `most` neighbours of an item, itself included; a longer list of links would help nobody."""
    first = max(0, min(index - most // 2, len(things) - most))
    shown = enumerate(things[first : first + most], first + 1)
    return [Tag(each.id, each.title, number) for number, each in shown]


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
        parts=parts_of_years(version, years),
        is_of_the_year=plan is site.plan and pillar.is_one(plan.ends),
        shares=bool(plan.pillar_development),
        groups=[each for each in _groups(version, site.plans.current) if pillar.id in each[0].pillars],
        posts=site.posts_on(("pillar", pillar.id)),
        members=members_in(version, pillar.id),
        services=[each for each in site.of(Service) if pillar.id in each.pillars],
        equipment=[each for each in version.equipment if pillar.id in each.item.pillars],
        links=[*links_in(pillar.members, *pillar.guarantors, pillar), *_links_of(version, years)],
        **ahead_and_over(version, ("pillar", pillar.id)),
    )


def _about_pillar(pillar: Pillar, version: Version) -> str:
    title = version.say(pillar.title)
    if pillar.text:
        return version.words.labelled(title, version.say(pillar.text))
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
        links=links_in(group),
        **ahead_and_over(version, ("group", group.id)),
    )
