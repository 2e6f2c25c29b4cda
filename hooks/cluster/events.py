"""Events: something with a date and a place that one can come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .dates import When
from .language import Text
from .markdown import Mention
from .plan import Activity, EventKind, Plan
from .problems import NOWHERE, Place
from .reader import Id, Link


@dataclass(frozen=True, kw_only=True)
class Event:
    """What the front matter of docs/events/<id>.md holds, or what a dated activity says."""

    id: Id = field(metadata={"written": False})
    """The file's name; never changes once published: addresses and calendar UIDs are made of it."""
    title: Text
    kind: EventKind
    when: When | None = None
    when_note: Text | None = None
    """What is known where the date is vague or unknown."""
    place: Text | None = None
    online: bool = False
    pillars: tuple[Id, ...] = ()
    working_groups: tuple[Id, ...] = ()
    organizer: Text | None = None
    partners: tuple[Text, ...] = ()
    status: Literal["planned", "confirmed", "cancelled"] = "confirmed"
    fulfils: tuple[Id, ...] = ()
    """Ids of the plan's activities for which it is evidence."""
    summary: Text | None = None
    attendance: int | None = None
    sources: tuple[Link, ...] = ()
    activity: Id | None = field(default=None, metadata={"written": False})
    """The plan's dated activity that it is, if any."""
    bodies: tuple[tuple[str, str], ...] = field(default=(), metadata={"written": False})
    """HTML by language, its links not placed yet."""
    mentions: tuple[Mention, ...] = field(default=(), metadata={"written": False})
    digest: str = field(default="", metadata={"written": False})
    """Of all that it was made of."""
    at: Place = NOWHERE

    @property
    def address(self) -> str:
        return f"events/{self.id}/"

    def is_over(self, today: date) -> bool:
        """Whether its last possible day has passed; an event without a date counts as past."""
        return self.when is None or self.when.ends < today


def events_of_plan(plan: Plan) -> list[Event]:
    """The events that the plan's dated activities are."""
    return [_event_of(activity, plan) for activity in plan.activities if activity.event]


def _event_of(activity: Activity, plan: Plan) -> Event:
    assert activity.event is not None
    pillars = tuple(pillar.id for pillar in plan.pillars_of(activity))
    return Event(
        id=activity.event.id,
        title=activity.event.title,
        kind=activity.event.kind,
        when=activity.when,
        place=activity.place,
        pillars=pillars,
        status="planned",
        activity=activity.id,
        digest=repr((activity, pillars)),
        at=activity.at,
    )
