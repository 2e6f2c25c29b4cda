"""What data/plan.yaml holds: the action plan of one year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .dates import When
from .language import Text
from .problems import NOWHERE, Place
from .reader import Id, Link

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
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """How much of an activity is promised."""

    count: int
    """At least so many, greater than zero."""
    of: Literal["meeting", "project", "workshop", "seminar", "event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """What the calendar calls a dated activity."""

    id: Id
    title: Text
    kind: EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
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
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A state to reach by the end of the year."""

    id: Id
    title: Text
    text: Text
    activities: tuple[Activity, ...] = ()
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantor:
    """A person answerable for a pillar."""

    name: str
    role: Text
    affiliation: Text | None = None
    as_of: When | None = None
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCount:
    """How many members a pillar has; a member may belong to several."""

    count: int
    as_of: When | None = None
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
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
    former_title: Text | None = None
    members: MemberCount | None = None
    guarantors: tuple[Guarantor, ...] = ()
    activities: tuple[Activity, ...] = ()
    """May be empty: a normal state."""
    sources: tuple[Link, ...] = ()
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingGroup:
    """People who work on something together."""

    id: Id
    title: Text
    state: Literal["planned", "active", "closed"]
    text: Text | None = None
    lead: str = ""
    pillars: tuple[Id, ...] = ()
    sources: tuple[Link, ...] = ()
    at: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """How the plan words the headings of its parts."""

    goals: Text
    goal_activities: Text
    pillar_development: Text
    pillar_activities: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The action plan of one year."""

    year: int
    title: Text
    headings: Headings
    based_on: Text | None = None
    goals: tuple[Goal, ...] = ()
    pillar_development: tuple[Activity, ...] = ()
    working_groups: tuple[WorkingGroup, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    at: Place = NOWHERE

    @property
    def activities(self) -> Iterator[Activity]:
        """All of them, in the order of the plan."""
        for goal in self.goals:
            yield from goal.activities
        yield from self.pillar_development
        for pillar in self.pillars:
            yield from pillar.activities

    @property
    def pillars_of_the_year(self) -> tuple[Pillar, ...]:
        """Those with activities of their own, in the order of the plan."""
        return tuple(pillar for pillar in self.pillars if pillar.activities)

    def pillars_of(self, activity: Activity) -> tuple[Pillar, ...]:
        """The pillar whose activity it is, if any."""
        return tuple(pillar for pillar in self.pillars if activity in pillar.activities)

    def address_of(self, activity: Activity) -> str:
        """Where the activity can be read: on its pillar's or goal's page, else on the plan's."""
        for pillar in self.pillars:
            if activity in pillar.activities:
                return f"pillars/{pillar.id}/#{activity.id}"
        for goal in self.goals:
            if activity in goal.activities:
                return f"goals/{goal.id}/#{activity.id}"
        return f"plan/#{activity.id}"
