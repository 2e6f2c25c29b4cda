"""What data/plan.yaml and the files of data/plans/ hold: the action plan of one year each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, Protocol

from cluster.dates import When
from cluster.digests import key_of
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.schema import Id, Link

EventKind = Literal[
    "meeting",
    "pillar-meeting",
    "partner-meeting",
    "workshop",
    "seminar",
    "meetup",
    "conference",
    "trade-fair",
    "general-assembly",
    "deadline",
]


Counted = Literal["meeting", "project", "workshop", "seminar", "event"]


@dataclass(frozen=True, kw_only=True)
class Target:
    """How much of an activity is promised."""

    count: int
    """At least so many, greater than zero."""
    of: Counted


@dataclass(frozen=True, kw_only=True)
class PlannedEvent:
    """What the calendar calls a dated activity."""

    id: Id
    title: Text
    kind: EventKind


class Commitment(Protocol):
    """What the plan promises: an activity or a working group."""

    @property
    def id(self) -> Id: ...
    @property
    def title(self) -> Text: ...
    @property
    def target(self) -> Target | None: ...
    @property
    def due(self) -> When | None: ...
    @property
    def is_continuous(self) -> bool: ...
    @property
    def status(self) -> Literal["dropped", "moved"] | None: ...
    @property
    def reason(self) -> Text | None: ...
    @property
    def carried_from(self) -> Id | None: ...
    @property
    def digest(self) -> str: ...
    @property
    def at(self) -> Place: ...


@dataclass(frozen=True, kw_only=True)
class Activity:
    """Planned work; takes from a day to the whole year."""

    id: Id
    title: Text
    """As the plan words it."""
    letter: str = ""
    """Its letter in the plan, of a pillar's activity."""
    target: Target | None = None
    when: When | None = None
    place: Text | None = None
    event: PlannedEvent | None = None
    """The event of the calendar that a dated activity is."""
    at_event: Id | None = None
    """The id of the event at which it takes place."""
    work: Literal["deed", "continuous"] = "continuous"
    """What it takes where no target says how much: one deed, or work all the year."""
    due: When | None = None
    """When it is to be done, if not within the plan's year."""
    status: Literal["dropped", "moved"] | None = None
    reason: Text | None = None
    """Why it was dropped or moved."""
    carried_from: Id | None = None
    """The id of the activity of an earlier plan that it goes on with."""

    @property
    def is_continuous(self) -> bool:
        return not self.target and not self.when and not self.at_event and self.work == "continuous"

    @cached_property
    def digest(self) -> str:
        """Of all that it says."""
        return key_of([repr(self)])

    at: Place = field(default=NOWHERE, repr=False, compare=False)


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
class WorkingGroup:
    """People who work on something together."""

    id: Id
    title: Text
    state: Literal["planned", "active", "closed"]
    text: Text | None = None
    lead: str = ""
    pillars: tuple[Id, ...] = ()
    due: When | None = None
    """When that for which it was set up is to be done, if not within the plan's year."""
    status: Literal["dropped", "moved"] | None = None
    reason: Text | None = None
    """Why it was dropped or moved."""
    sources: tuple[Link, ...] = ()

    @property
    def target(self) -> None:
        return None

    @property
    def carried_from(self) -> None:
        return None

    @property
    def is_continuous(self) -> bool:
        return self.due is None

    @cached_property
    def digest(self) -> str:
        """Of all that it says."""
        return key_of([repr(self)])

    at: Place = field(default=NOWHERE, repr=False, compare=False)


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
