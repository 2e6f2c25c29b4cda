"""What a plan commits the cluster to: activities and working groups."""

from __future__ import annotations

from dataclasses import dataclass, field
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
