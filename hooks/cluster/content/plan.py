"""The schema of data/plan.yaml and data/plans/: the action plan of one year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from functools import cached_property

from cluster.content.commitments import Activity, Commitment, WorkingGroup
from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Id, Link, Year


@frozen
class Goal:
    """A state to reach by the end of the year."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published, and is the
    same in every plan."""
    title: Text
    """The name of the goal."""
    text: Text
    """The state to reach."""
    activities: tuple[Activity, ...] = ()
    """A list of the work towards the goal, in the order of the plan."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@frozen
class Guarantor:
    """A person answerable for a pillar."""

    name: str
    """The full name, with degrees."""
    role: Text
    """The position held in the pillar."""
    affiliation: Text | None = None
    """The person's company or institute."""
    as_of: When | None = None
    """The date for which the sources show that the person holds the role."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""


@frozen
class MemberCount:
    """How many members a pillar has; a member may belong to several."""

    count: int
    """How many members work in the pillar."""
    as_of: When | None = None
    """The date of the number."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""


@frozen
class FormerTitle:
    """An earlier name of a pillar."""

    title: Text
    """The earlier name; events and news of that time keep it."""
    until: When
    """The last day, month or year in which the earlier name was still used."""


@frozen
class Pillar:
    """A lasting direction of work."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published, and is the
    same in every plan."""
    number: int
    """The position in the cluster's order, from 1."""
    title: Text
    """The present name."""
    section: str = ""
    """The Roman numeral of its part in the plan; leave it out if the plan has no part about it."""
    text: Text | None = None
    """What the pillar covers."""
    former_titles: tuple[FormerTitle, ...] = ()
    """A list of earlier names, each `{title: …, until: 2021}` with the date up to which it was used."""
    since: When | None = None
    """The date from which it is a pillar, if it was added after the plan was approved."""
    members: MemberCount | None = None
    """How many members work in it."""
    guarantors: tuple[Guarantor, ...] = ()
    """A list of the people answerable for it, each `{name: …, role: …}`; the organisations that lead it have
    it under `guarantor_of` in data/members.yaml."""
    activities: tuple[Activity, ...] = ()
    """A list of its work this year; may be empty."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)

    def title_at(self, when: When | None) -> Text:
        """The name at a given time; the present one if the time is unknown."""
        before = [each for each in self.former_titles if when and when.ends <= each.until.ends]
        return min(before, key=lambda each: each.until.ends).title if before else self.title

    def named(self) -> Pillar:
        """Without what only its own page shows: it would change the key of every page."""
        return Pillar(id=self.id, number=self.number, title=self.title, former_titles=self.former_titles)

    def is_one(self, day: date) -> bool:
        """Whether it exists on that day."""
        return self.since is None or self.since.starts <= day


@frozen
class Headings:
    """The headings of the plan's parts, in the plan's own words."""

    goals: Text
    """The heading above the list of goals."""
    goal_activities: Text
    """The heading above the activities of the goals."""
    pillar_development: Text
    """The heading above the activities for all pillars."""
    pillar_activities: Text
    """The heading above the activities of each pillar."""


@frozen
class Plan:
    """The action plan of one year."""

    year: Year
    """The year of the plan, in four digits; each year has one plan."""
    draft: bool = False
    """`true` as long as nothing of the plan may be published."""
    title: Text
    """The title of the document."""
    headings: Headings
    """The headings of its parts."""
    based_on: Text | None = None
    """What the plan is based on, such as the strategy that it follows."""
    goals: tuple[Goal, ...] = ()
    """A list of goals: what the cluster wants to reach."""
    pillar_development: tuple[Activity, ...] = ()
    """A list of activities for all pillars together."""
    working_groups: tuple[WorkingGroup, ...] = ()
    """A list of the working groups of the year."""
    pillars: tuple[Pillar, ...] = ()
    """A list of the pillars, with their activities of the year."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)

    @property
    def ends(self) -> date:
        """The last day of its year."""
        return date(self.year, 12, 31)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """All activities, in the order of the plan."""
        of_goals = (activity for goal in self.goals for activity in goal.activities)
        of_pillars = (activity for pillar in self.pillars for activity in pillar.activities)
        return (*of_goals, *self.pillar_development, *of_pillars)

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The titles that several activities have."""
        counts = Counter(each.title.original for each in self.activities)
        return frozenset(title for title, number in counts.items() if number > 1)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """All activities, then the working groups."""
        return (*self.activities, *self.working_groups)

    @cached_property
    def _pillar_of(self) -> Mapping[Id, Pillar]:
        return {activity.id: pillar for pillar in self.pillars for activity in pillar.activities}

    @cached_property
    def _goal_of(self) -> Mapping[Id, Goal]:
        return {activity.id: goal for goal in self.goals for activity in goal.activities}

    def pillars_of(self, activity: Activity) -> tuple[Pillar, ...]:
        """The pillar that the activity belongs to, if any."""
        pillar = self._pillar_of.get(activity.id)
        return (pillar,) if pillar else ()

    def home_of(self, commitment: Commitment) -> tuple[Text, str] | None:
        """Title and address of the pillar or goal that a commitment belongs to; None if there is none."""
        if pillar := self._pillar_of.get(commitment.id):
            return pillar.title, f"pillars/{pillar.id}/"
        if goal := self._goal_of.get(commitment.id):
            return goal.title, f"goals/{goal.id}/"
        return None

    def part_of(self, commitment: Commitment) -> Text | None:
        """The title of a commitment's pillar or goal, else its heading; None for a working group."""
        if home := self.home_of(commitment):
            return home[0]
        return None if isinstance(commitment, WorkingGroup) else self.headings.pillar_development

    def address_of(self, commitment: Commitment, *, page: str) -> str:
        """Where a commitment is: on the page of its pillar, goal or group, else on the plan's `page`."""
        if isinstance(commitment, WorkingGroup):
            return f"working-groups/{commitment.id}/"
        home = self.home_of(commitment)
        return f"{home[1] if home else page}#{commitment.id}"
