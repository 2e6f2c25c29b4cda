"""What data/plan.yaml and the files of data/plans/ hold: the action plan of one year each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cluster.content.commitments import Activity, Commitment, WorkingGroup
from cluster.dates import When
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.schema import Id, Link


@dataclass(frozen=True, kw_only=True)
class Goal:
    """A state to reach by the end of the year."""

    id: Id
    title: Text
    text: Text
    activities: tuple[Activity, ...] = ()
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Guarantor:
    """A person answerable for a pillar."""

    name: str
    role: Text
    affiliation: Text | None = None
    as_of: When | None = None
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MemberCount:
    """How many members a pillar has; a member may belong to several."""

    count: int
    as_of: When | None = None
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FormerTitle:
    """What a pillar was called before."""

    title: Text
    until: When
    """The last time at which it was called so."""


@dataclass(frozen=True, kw_only=True)
class Pillar:
    """A lasting direction of work."""

    id: Id
    number: int
    """Its number in the cluster's order, from 1."""
    title: Text
    section: str = ""
    """The Roman number of its part in the plan; empty if it has no activities of its own this year."""
    text: Text | None = None
    """What it is about."""
    former_titles: tuple[FormerTitle, ...] = ()
    since: When | None = None
    """When it became one, if it was not one from the start."""
    members: MemberCount | None = None
    guarantors: tuple[Guarantor, ...] = ()
    activities: tuple[Activity, ...] = ()
    """May be empty: a normal state."""
    sources: tuple[Link, ...] = ()
    at: Place = field(default=NOWHERE, repr=False, compare=False)

    def title_at(self, when: When | None) -> Text:
        """What it was called at a time; its present title if that is unknown."""
        before = [each for each in self.former_titles if when and when.ends <= each.until.ends]
        return min(before, key=lambda each: each.until.ends).title if before else self.title

    def is_one(self, day: date) -> bool:
        """Whether it was one already on a day."""
        return self.since is None or self.since.starts <= day


@dataclass(frozen=True, kw_only=True)
class Headings:
    """How the plan words the headings of its parts."""

    goals: Text
    goal_activities: Text
    pillar_development: Text
    pillar_activities: Text


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The action plan of one year."""

    year: int
    draft: bool = False
    """Whether nothing of it is published yet."""
    title: Text
    headings: Headings
    based_on: Text | None = None
    goals: tuple[Goal, ...] = ()
    pillar_development: tuple[Activity, ...] = ()
    working_groups: tuple[WorkingGroup, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    at: Place = field(default=NOWHERE, repr=False, compare=False)

    @property
    def ends(self) -> date:
        """Its last day."""
        return date(self.year, 12, 31)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """All of them, in the order of the plan."""
        of_goals = (activity for goal in self.goals for activity in goal.activities)
        of_pillars = (activity for pillar in self.pillars for activity in pillar.activities)
        return (*of_goals, *self.pillar_development, *of_pillars)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """All activities, then the working groups."""
        return (*self.activities, *self.working_groups)

    @property
    def pillars_of_the_year(self) -> tuple[Pillar, ...]:
        """Those with activities of their own, in the order of the plan."""
        return tuple(pillar for pillar in self.pillars if pillar.activities)

    @cached_property
    def _pillar_of(self) -> Mapping[Id, Pillar]:
        return {activity.id: pillar for pillar in self.pillars for activity in pillar.activities}

    @cached_property
    def _goal_of(self) -> Mapping[Id, Goal]:
        return {activity.id: goal for goal in self.goals for activity in goal.activities}

    def pillars_of(self, activity: Activity) -> tuple[Pillar, ...]:
        """The pillar whose activity it is, if any."""
        pillar = self._pillar_of.get(activity.id)
        return (pillar,) if pillar else ()

    def home_of(self, commitment: Commitment) -> tuple[Text, str] | None:
        """Title and address of the pillar, goal or group of a promise; None if it is of the plan alone."""
        if pillar := self._pillar_of.get(commitment.id):
            return pillar.title, f"pillars/{pillar.id}/"
        if goal := self._goal_of.get(commitment.id):
            return goal.title, f"goals/{goal.id}/"
        return None

    def part_of(self, commitment: Commitment) -> Text | None:
        """The title of a promise's pillar or goal, else the heading above it; None of a working group."""
        if home := self.home_of(commitment):
            return home[0]
        return None if isinstance(commitment, WorkingGroup) else self.headings.pillar_development

    def address_of(self, commitment: Commitment, *, page: str) -> str:
        """Where a promise can be read: on its pillar's, goal's or group's page, else on the plan's own."""
        if isinstance(commitment, WorkingGroup):
            return f"working-groups/{commitment.id}/"
        home = self.home_of(commitment)
        return f"{home[1] if home else page}#{commitment.id}"
