"""What a plan commits the cluster to: activities and working groups."""

from __future__ import annotations

from dataclasses import field
from typing import Literal, Protocol

from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Id, Link

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


Counted = Literal["meeting", "project", "workshop", "seminar", "event", "member", "equipment"]


@frozen
class Target:
    """The number that an activity commits the cluster to."""

    count: int
    """The least number, greater than zero."""
    of: Counted
    """What is counted: `meeting`, `project`, `workshop`, `seminar`, `event`, `member` or `equipment`; new
    members and equipment need no evidence."""


@frozen
class PlannedEvent:
    """A dated activity as an event in the calendar."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published, as the
    event's address and calendars use it."""
    title: Text
    """The name of the event, as people call it."""
    kind: EventKind
    """The kind of event, by which the calendar can be filtered."""


class Commitment(Protocol):
    """What a plan commits the cluster to and evidence can prove: an activity or a working group."""

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
    def at(self) -> Place: ...


@frozen
class Activity:
    """Planned work that takes from a day to the whole year."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published, and no plan
    of another year has it."""
    title: Text
    """What is to be done, in the words of the plan."""
    letter: str = ""
    """The letter that the plan gives an activity of a pillar: `a`."""
    target: Target | None = None
    """The number that the plan commits to: `{count: 3, of: meeting}`."""
    when: When | None = None
    """The date of an activity that is in the calendar, such as `2027-10-13`; fill in `event` as well."""
    place: Text | None = None
    """The venue of a dated activity."""
    event: PlannedEvent | None = None
    """The calendar's event for a dated activity: `{id: …, title: …, kind: workshop}`."""
    at_event: Id | None = None
    """The id of the event at which the activity takes place."""
    work: Literal["deed", "continuous"] = "continuous"
    """`deed` if it is done once, such as gaining a label; else it goes on all year. Only where there is no
    `target`, `when` or `at_event`."""
    due: When | None = None
    """The deadline, where it is not the end of the plan's year: `2023`, `2023-06-30`."""
    status: Literal["dropped", "moved"] | None = None
    """`dropped` or `moved`, if the activity is given up or postponed; every other status is computed."""
    reason: Text | None = None
    """Why it was dropped or moved; required with a status."""
    carried_from: Id | None = None
    """The id of the activity of an earlier plan that this one continues."""

    @property
    def is_continuous(self) -> bool:
        return not self.target and not self.when and not self.at_event and self.work == "continuous"

    at: Place = field(default=NOWHERE, repr=False, compare=False)


@frozen
class WorkingGroup:
    """People who work on something together."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published, and is the
    same in every plan."""
    title: Text
    """The name of the group."""
    state: Literal["planned", "active", "closed"]
    """`planned` if the group is still to be set up, `active` if it is at work, `closed` if it has
    finished."""
    text: Text | None = None
    """What the group works on."""
    lead: str = ""
    """The name of the person who leads it."""
    pillars: tuple[Id, ...] = ()
    """A list of ids of the pillars that it works for."""
    due: When | None = None
    """The deadline of its task, where it is not the end of the plan's year."""
    status: Literal["dropped", "moved"] | None = None
    """`dropped` or `moved`, if the group's task is given up or postponed; every other status is computed."""
    reason: Text | None = None
    """Why its task was dropped or moved; required with a status."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""

    @property
    def target(self) -> None:
        return None

    @property
    def carried_from(self) -> None:
        return None

    @property
    def is_continuous(self) -> bool:
        return self.due is None

    at: Place = field(default=NOWHERE, repr=False, compare=False)
