"""The pages of the plan: of itself, its goals, its pillars and its working groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from .event_pages import ahead_and_over
from .events import Event
from .fulfilment import OPEN, STATES, Progress
from .page import Page, page_of
from .plan import Activity, Goal, Pillar, Promise, WorkingGroup
from .report import report_of
from .voice import Tag, Voice


class PromiseRow(NamedTuple):
    """A promise of the plan, with what shows whether it is kept."""

    promise: Promise
    event: Event | None
    """That it is, or at which it takes place."""
    progress: Progress

    @property
    def id(self) -> str:
        return self.promise.id

    @property
    def digest(self) -> str:
        """Of all that is shown of it."""
        own = self.event.digest if self.event else ""
        return " ".join([self.promise.digest, own, self.progress.digest])


def _plan(voice: Voice) -> Page:
    plan = voice.site.plan
    return page_of(
        voice,
        "plan/",
        "plan",
        title=plan.title,
        texts=(plan.title,),
        based_on=plan.based_on,
        headings=plan.headings,
        ended=voice.today.year > plan.year,
        goals=[(goal, _promises(voice, goal.activities)) for goal in plan.goals],
        development=_promises(voice, plan.pillar_development),
        groups=plan.working_groups,
        group_promises=_promises(voice, plan.working_groups),
        by_state=voice.keeping.by_state,
        pillars=[(pillar, _promises(voice, pillar.activities)) for pillar in plan.pillars_of_the_year],
        others=[pillar.id for pillar in plan.pillars if not pillar.activities],
    )


def _promises(voice: Voice, promises: Iterable[Promise]) -> list[PromiseRow]:
    site, progress = voice.site, voice.keeping.progress
    return [
        PromiseRow(each, site.event_of(each) if isinstance(each, Activity) else None, progress[each.id])
        for each in promises
    ]


def pages_of_plan(voice: Voice) -> Iterator[Page]:
    """The plan, its goals, pillars and working groups."""
    plan = voice.site.plan
    yield _plan(voice)
    yield _overview(voice)
    yield _report(voice)
    yield page_of(
        voice, "pillars/", "pillars", word="pillars", pillars=plan.pillars, groups=plan.working_groups
    )
    for index, goal in enumerate(plan.goals):
        yield _goal(voice, index + 1, goal)
    for index, pillar in enumerate(plan.pillars):
        yield _pillar(voice, pillar, _around(plan.pillars, index))
    for group in plan.working_groups:
        yield _working_group(voice, group)


def _overview(voice: Voice) -> Page:
    """The whole plan for a board, what is open first."""
    plan = voice.site.plan
    rows = _promises(voice, plan.promises)
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


def _report(voice: Voice) -> Page:
    report = report_of(voice)
    return page_of(
        voice,
        f"reports/{report.year}/",
        "report",
        title=voice.said("report_of", year=report.year),
        about=lambda: voice.words["report_lead"].format(year=report.year),
        above=("plan/",),
        report=report,
        by_state=voice.keeping.by_state,
    )


def _goal(voice: Voice, number: int, goal: Goal) -> Page:
    return page_of(
        voice,
        f"goals/{goal.id}/",
        "goal",
        title=goal.title,
        about=lambda: str(voice.say(goal.text)),
        texts=(goal.title, goal.text),
        above=("plan/",),
        goal=goal,
        number=number,
        promises=_promises(voice, goal.activities),
        others=_around(voice.site.plan.goals, number - 1),
    )


def _around(things: Sequence[Goal | Pillar], index: int, most: int = 12) -> list[Tag]:
    """An item and those about it, as many as a reader can look over."""
    first = max(0, min(index - most // 2, len(things) - most))
    return [Tag(each.id, each.title, number + 1) for number, each in enumerate(things)][first : first + most]


def _pillar(voice: Voice, pillar: Pillar, others: list[Tag]) -> Page:
    site = voice.site
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
        others=others,
        promises=_promises(voice, pillar.activities),
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


def _working_group(voice: Voice, group: WorkingGroup) -> Page:
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
        promises=_promises(voice, [group]),
        **ahead_and_over(voice, ("group", group.id)),
    )
