"""The pages of the plans: of themselves, their goals, their pillars and their working groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from cluster.content.commitment_status import OPEN, STATES, Progress
from cluster.content.events import Event
from cluster.content.plan import Activity, Goal, Pillar, Plan, Promise, WorkingGroup
from cluster.content.plans import comparison_of
from cluster.content.version import Tag, Voice
from cluster.digests import key_of
from cluster.language import Text
from cluster.pages.comparison import compared
from cluster.pages.events import ahead_and_over
from cluster.pages.page import Page, page_of
from cluster.pages.report import report_of


class OtherYear(NamedTuple):
    """An activity of another year's plan."""

    year: int
    title: Text
    address: str


class PromiseRow(NamedTuple):
    """A promise of a plan, with what shows whether it is kept."""

    promise: Promise
    event: Event | None
    """That it is, or at which it takes place."""
    progress: Progress
    carried_from: OtherYear | None = None
    """What it goes on with."""
    continued: tuple[OtherYear, ...] = ()
    """What goes on with it."""

    @property
    def id(self) -> str:
        return self.promise.id

    @property
    def digest(self) -> str:
        """Of all that is shown of it."""
        own = self.event.digest if self.event else ""
        others = repr((self.carried_from, self.continued))
        return key_of([self.promise.digest, own, self.progress.digest, others])


class OfYear(NamedTuple):
    """What a plan has for a goal or a pillar."""

    year: int
    title: Text
    """What this was called then."""
    rows: list[PromiseRow]


def _plan(voice: Voice, plan: Plan) -> Page:
    plans = voice.site.plans
    is_current = plan is plans.current
    without = [pillar for pillar in plan.pillars if not pillar.activities and pillar.is_one(plan.ends)]
    return page_of(
        voice,
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
        ended=voice.today > plan.ends,
        goals=[(goal, _rows(voice, plan, goal.activities)) for goal in plan.goals],
        development=_rows(voice, plan, plan.pillar_development),
        groups=_groups(voice, plan),
        by_state=voice.keepings[plan.year].by_state,
        pillars=[(pillar, _rows(voice, plan, pillar.activities)) for pillar in plan.pillars_of_the_year],
        without=[Tag(pillar.id, pillar.title, pillar.number) for pillar in without],
        compared=(former.year, comparison_of(plan)) if (former := plans.before(plan)) else None,
        others=[(each.year, plans.page_of(each)) for each in plans.all if each is not plan],
    )


def _rows(voice: Voice, plan: Plan, promises: Iterable[Promise]) -> list[PromiseRow]:
    """Promises of one plan."""
    site, progress = voice.site, voice.keepings[plan.year].progress
    return [
        PromiseRow(
            each,
            site.event_of(each) if isinstance(each, Activity) else None,
            progress[each.id],
            _other_year(former, voice) if (former := site.activity(each.carried_from or "")) else None,
            tuple(_other_year(later, voice) for later in site.plans.continued.get(each.id, ())),
        )
        for each in promises
    ]


def _other_year(activity: Activity, voice: Voice) -> OtherYear:
    plans = voice.site.plans
    return OtherYear(plans.plan_of(activity).year, activity.title, plans.address_of(activity))


def _parts(voice: Voice, years: Iterable[tuple[Plan, Goal | Pillar]]) -> list[OfYear]:
    """What plans have for a goal or a pillar."""
    return [
        OfYear(plan.year, thing.title, _rows(voice, plan, thing.activities))
        for plan, thing in years
        if thing.activities
    ]


def _groups(voice: Voice, plan: Plan) -> list[tuple[WorkingGroup, Progress]]:
    progress = voice.keepings[plan.year].progress
    return [(group, progress[group.id]) for group in plan.working_groups]


def pages_of_plan(voice: Voice) -> Iterator[Page]:
    """The plans, their goals, pillars and working groups."""
    plans = voice.site.plans
    for plan in plans.all:
        yield _plan(voice, plan)
        yield _report(voice, plan)
        if former := plans.before(plan):
            yield _comparison(voice, former, plan)
    yield _overview(voice)
    yield page_of(
        voice,
        "pillars/",
        "pillars",
        word="pillars",
        pillars=voice.pillars,
        groups=_groups(voice, plans.current),
    )
    for goals in plans.goals_by_id.values():
        yield _goal(voice, goals)
    for pillars in plans.pillars_by_id.values():
        yield _pillar(voice, pillars)
    for groups in plans.working_groups_by_id.values():
        yield _working_group(voice, *groups[0])


def _comparison(voice: Voice, older: Plan, newer: Plan) -> Page:
    """What changed between the plans of two years."""
    years = {"older": older.year, "newer": newer.year}
    plans, found = voice.site.plans, compared(voice, older, newer)
    return page_of(
        voice,
        comparison_of(newer),
        "compared",
        title=voice.said("compared", **years),
        about=lambda: voice.words["compared_lead"].format(**years),
        above=("plan/",),
        years=years,
        pages={each.year: plans.page_of(each) for each in (older, newer)},
        comparison=found,
        parts=[*found.parts_renamed, *found.parts_begun, *found.parts_left],
        begun=[(each, None) for each in found.begun],
        left=[(each.promise, each) for each in found.left],
        place_of={each.id: plans.address_of(each) for each in (*older.promises, *newer.promises)},
    )


def _overview(voice: Voice) -> Page:
    """The whole plan for a board, what is open first."""
    plan = voice.site.plan
    rows = _rows(voice, plan, plan.promises)
    states = [*OPEN, *(state for state in STATES if state not in OPEN)]
    groups = [(state, [row for row in rows if row.progress.state == state]) for state in states]
    return page_of(
        voice,
        "plan/progress/",
        "progress",
        word="plan_progress",
        about=lambda: voice.words["plan_progress_lead"].format(year=plan.year),
        above=("plan/",),
        groups=[(state, found) for state, found in groups if found],
        by_state=voice.keeping.by_state,
        total=len(rows),
        homes={promise.id: plan.home_of(promise) for promise in plan.promises},
    )


def _report(voice: Voice, plan: Plan) -> Page:
    report = report_of(voice, plan)
    return page_of(
        voice,
        f"reports/{report.year}/",
        "report",
        title=voice.said("report_of", year=report.year),
        about=lambda: voice.words["report_lead"].format(year=report.year),
        above=("plan/",),
        report=report,
        by_state=voice.keepings[plan.year].by_state,
    )


def _goal(voice: Voice, years: Sequence[tuple[Plan, Goal]]) -> Page:
    plan, goal = years[0]
    number = plan.goals.index(goal)
    return page_of(
        voice,
        f"goals/{goal.id}/",
        "goal",
        title=goal.title,
        about=lambda: str(voice.say(goal.text)),
        texts=(goal.title, goal.text),
        above=("plan/",),
        goal=goal,
        number=number + 1,
        parts=_parts(voice, years),
        others=_around(plan.goals, number),
    )


def _around(things: Sequence[Goal | Pillar], index: int, most: int = 12) -> list[Tag]:
    """An item and those about it, as many as a reader can look over."""
    first = max(0, min(index - most // 2, len(things) - most))
    return [Tag(each.id, each.title, number + 1) for number, each in enumerate(things)][first : first + most]


def _pillar(voice: Voice, years: Sequence[tuple[Plan, Pillar]]) -> Page:
    site, pillars = voice.site, voice.pillars
    plan, pillar = years[0]
    beside = pillars if pillar in pillars else (*pillars, pillar)
    return page_of(
        voice,
        f"pillars/{pillar.id}/",
        "pillar",
        title=pillar.title,
        about=partial(_about_pillar, pillar, voice),
        texts=(pillar.title, pillar.text),
        above=("pillars/",),
        feeds=[voice.feed_of_pillar(pillar.id)],
        pillar=pillar,
        others=_around(beside, beside.index(pillar)),
        parts=_parts(voice, years),
        is_of_the_year=plan is site.plan and pillar.is_one(plan.ends),
        posts=site.posts_on(("pillar", pillar.id)),
        **ahead_and_over(voice, ("pillar", pillar.id)),
    )


def _about_pillar(pillar: Pillar, voice: Voice) -> str:
    title = voice.say(pillar.title)
    if pillar.text:
        return f"{title}: {voice.say(pillar.text)}"
    return voice.words["pillar_description"].format(title=title)


def _about_group(group: WorkingGroup, voice: Voice) -> str:
    if group.text:
        return str(voice.say(group.text))
    return voice.words["group_description"].format(title=voice.say(group.title))


def _working_group(voice: Voice, plan: Plan, group: WorkingGroup) -> Page:
    return page_of(
        voice,
        f"working-groups/{group.id}/",
        "working-group",
        title=group.title,
        about=partial(_about_group, group, voice),
        texts=(group.title, group.text),
        above=("pillars/",),
        feeds=[(group.title, f"working-groups/{group.id}/")],
        posts=voice.site.posts_on(("group", group.id)),
        group=group,
        pillars=[voice.pillar_tags[id] for id in group.pillars],
        plan_year=plan.year,
        plan_page=voice.site.plans.page_of(plan),
        progress=voice.keepings[plan.year].progress[group.id],
        **ahead_and_over(voice, ("group", group.id)),
    )
