"""Events: something with a date and a place that people can come to, or a deadline."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from cluster.content.commitments import Activity, EventKind
from cluster.content.plan import Plan
from cluster.content.recurrence import Repetition, occurrences
from cluster.dates import Hours, When
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.markdown import Mention
from cluster.reading.schema import Currency, Email, Id, LanguageCode, Link, TimeZone

Audience = Literal["public", "members", "invited"]
Status = Literal["planned", "confirmed", "cancelled"]


@dataclass(frozen=True, kw_only=True)
class Fee:
    """The price of taking part."""

    price: Decimal
    """A number such as 1500 or 99.50; 0 if taking part is free."""
    currency: Currency | None = None
    """ISO 4217 code, such as CZK; required for a price above 0."""
    note: Text | None = None
    """Who pays this price, or until when it applies."""


@dataclass(frozen=True, kw_only=True)
class Registration:
    """How to register."""

    link: Link | None = None
    """The web address of the form."""
    email: Email | None = None
    """The e-mail address that accepts registrations."""
    deadline: When | None = None
    """The last day, inclusive, or a day and hour: 2027-10-15 12:00."""
    note: Text | None = None
    """What people should know before they register."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class ContactPerson:
    """The person to ask about an event."""

    name: str
    """The full name."""
    email: Email | None = None
    """An e-mail address."""
    phone: str = ""
    """A phone number with the country code: +420 123 456 789."""


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Somebody who speaks at an event."""

    name: str
    """The full name, with degrees."""
    affiliation: Text | None = None
    """The speaker's company or institute."""
    link: Link | None = None
    """A web page about the speaker."""


@dataclass(frozen=True, kw_only=True)
class ProgrammeItem:
    """One item of the programme."""

    title: Text
    """What happens."""
    day: date | None = None
    """The day, required with a time if the event lasts several days."""
    time: Hours | None = None
    """Start and end, "09:00..09:30", or the start alone, "09:00"."""
    speakers: tuple[str, ...] = ()
    """The names of those who speak."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A document about an event: either a `file` of docs/ or a `link`."""

    title: Text
    """The name of the document."""
    file: str = ""
    """The path below docs/: `events/programme.pdf`."""
    link: Link | None = None
    """The web address of a document that is published elsewhere."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The outcome of an event."""

    text: Text | None = None
    """What was achieved, in one or two sentences."""
    attendance: int | None = None
    """The number of participants."""
    minutes: Attachment | None = None
    """The minutes of a meeting."""
    slides: tuple[Attachment, ...] = ()
    """The slides of talks."""
    photos: tuple[Attachment, ...] = ()
    """Photographs, as files or as links to an album."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """The values of the last import from a calendar: what differs from them is an editor's change.

    `cluster import-events` writes it; editors leave it alone.
    """

    uid: str
    """The UID in the calendar, by which the next import finds the event."""
    recurrence: str = ""
    """The RECURRENCE-ID, if the calendar holds one date of a series but not the series."""
    calendar: str = ""
    """The name of the calendar, by which the next import finds events that it no longer holds."""
    title: str
    """The SUMMARY in the calendar."""
    when: When
    """The date in the calendar."""
    time_zone: TimeZone | None = None
    """The time zone, where it is not the cluster's."""
    repeats: Repetition | None = None
    """The RRULE, as a rule."""
    further_dates: tuple[When, ...] = ()
    """The dates that follow no rule."""
    status: Status = "confirmed"
    """The STATUS in the calendar."""
    place: str = ""
    """The LOCATION in the calendar."""
    online_link: Link | None = None
    """The address for joining online, as found in the calendar."""
    summary: str = ""
    """The DESCRIPTION, shortened."""
    link: Link | None = None
    """The URL; kept among the event's `sources`."""


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
    time_zone: TimeZone | None = None
    """Where its hours are those of another zone than the cluster's."""
    repeats: Repetition | None = None
    further_dates: tuple[When, ...] = ()
    """When it takes place besides, where no rule says so."""
    moved_from: tuple[When, ...] = ()
    """The dates for which it was announced before, the oldest first."""
    status: Status = "confirmed"
    place: Text | None = None
    online: bool = False
    """Whether one can take part from afar; with a place, it is both."""
    online_link: Link | None = None
    pillars: tuple[Id, ...] = ()
    working_groups: tuple[Id, ...] = ()
    organizer: Text | None = None
    co_organizers: tuple[Text, ...] = ()
    partners: tuple[Text, ...] = ()
    audience: Audience | None = None
    languages: tuple[LanguageCode, ...] = ()
    """Those spoken there."""
    fee: Fee | None = None
    registration: Registration | None = None
    contact: ContactPerson | None = None
    programme: tuple[ProgrammeItem, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    outcome: Outcome | None = None
    fulfils: tuple[Id, ...] = ()
    """Ids of the plan's activities for which it is evidence."""
    fulfils_in_part: tuple[Id, ...] = ()
    """Ids of those of which it shows that work was done, but not what was promised."""
    late: bool = False
    """Whether it counts although its day is not in the plan's year."""
    summary: Text | None = None
    announced: date | None = None
    """The day on which feeds tell of it; without it, its first day."""
    embargo: When | None = None
    """A day, or a day and hour, before which nothing of it is published."""
    draft: bool = False
    """Whether it is not to be published at all yet."""
    sources: tuple[Link, ...] = ()
    imported: Imported | None = None
    page: str = field(default="", metadata={"written": False})
    """The address of the page about it, if it has none of its own."""
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
        return self.page or f"events/{self.id}/"

    @cached_property
    def dates(self) -> tuple[When, ...]:
        """All times at which it takes place, in the order of time; none where nothing is known."""
        if self.when is None:
            return ()
        ruled = occurrences(self.repeats, self.when) if self.repeats else [self.when]
        return tuple(sorted((*ruled, *self.further_dates), key=lambda when: when.sort_key))

    @property
    def sequence(self) -> int:
        """Its revision as calendars count them (RFC 5545, 3.8.7.4): grows when it is moved or cancelled."""
        return len(self.moved_from) + (self.status == "cancelled")

    @property
    def ends(self) -> date | None:
        """Its last possible day, inclusive; None if nothing is known."""
        return max((when.ends for when in self.dates), default=None)

    def is_over(self, today: date) -> bool:
        """Whether its last possible day has passed; an event without a date counts as past."""
        return self.ends is None or self.ends < today


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
