"""Events: something with a date and a place that people can come to, or a deadline."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from cluster.content.commitments import EventKind
from cluster.content.documents import Document
from cluster.content.event_details import (
    Attachment,
    ContactPerson,
    Fee,
    Outcome,
    ProgrammeItem,
    Registration,
    Speaker,
)
from cluster.content.imported import Imported, Status
from cluster.content.item import Reference, references_in, starts_of
from cluster.content.members import Member
from cluster.content.partners import Partner
from cluster.content.projects import Project
from cluster.content.recurrence import Repetition, occurrences
from cluster.dates import When, Z, expires, is_past, zone_of
from cluster.frozen import frozen
from cluster.language import Text
from cluster.reading.scalar_types import Id, LanguageCode, Link, TimeZone

Audience = Literal["public", "members", "invited"]


@frozen
class Event(Document):
    """The front matter and text of docs/events/<id>.md and its translations, or a dated activity."""

    title: Text
    """What it is called."""
    kind: EventKind
    """The sort of event, such as `workshop` or `trade-fair`, or `deadline` for a call that closes."""
    when: When | None = None
    """A date, exact (`2027-10-13`, `2027-10-13 09:00..16:30`) or vague (`2027-10`, `2027-Q4`)."""
    when_note: Text | None = None
    """What is known about the date; required without `when`."""
    possible_dates: tuple[When, ...] = ()
    """A list of dates of which one is right, if that is all that is known: `[2023-05, 2025-05]`."""
    time_zone: TimeZone | None = None
    """A time zone, such as `Europe/London`, if its hours are not in the cluster's."""
    repeats: Repetition | None = None
    """A rule, `{every: month, until: 2027-12-31}`, that starts at `when`."""
    further_dates: tuple[When, ...] = ()
    """A list of further dates of the event, besides `when` and those of `repeats`."""
    moved_from: tuple[When, ...] = ()
    """A list of the dates for which it was announced before, the oldest first."""
    status: Status = "confirmed"
    """`planned`, `confirmed` or `cancelled`; a cancelled event stays in the calendar as cancelled."""
    place: Text | None = None
    """The town, the building or the address."""
    online: bool = False
    """`true` if people can take part online; with a place, they can do either."""
    online_link: Link | None = None
    """The web address at which to join; needs `online`."""
    pillars: tuple[Id, ...] = ()
    """A list of ids of the pillars to which the event belongs."""
    working_groups: tuple[Id, ...] = ()
    """A list of ids of the working groups to which the event belongs."""
    organizer: Text | None = None
    """Who organises the event, if that is not the cluster."""
    co_organizers: tuple[Text, ...] = ()
    """A list of those who organise the event together with the organiser."""
    partners: tuple[Text, ...] = ()
    """A list of those who support the event or contribute to it."""
    members: tuple[Id, ...] = ()
    """A list of ids of the members that hold the event or at whose place it is."""
    joint_with: tuple[Id, ...] = ()
    """A list of ids of the partners in `data/partners.yaml` with whom the event is held."""
    projects: tuple[Id, ...] = ()
    """A list of ids of the projects to which the event belongs."""
    audience: Audience | None = None
    """`public`, `members` or `invited`: who may come."""
    languages: tuple[LanguageCode, ...] = ()
    """A list of codes of the languages spoken there: `[cs, en]`."""
    fee: Fee | None = None
    """What it costs, `{price: 50, currency: EUR}`."""
    registration: Registration | None = None
    """How to register, `{link: …, deadline: 2027-10-01}`; the deadline is in the calendar as well."""
    contact: ContactPerson | None = None
    """Whom to ask, `{name: …, email: …, phone: …}`."""
    programme: tuple[ProgrammeItem, ...] = ()
    """A list of the items of the programme, each `{time: "09:00..09:30", title: …}`."""
    speakers: tuple[Speaker, ...] = ()
    """A list of speakers, each `{name: …, affiliation: …}`."""
    attachments: tuple[Attachment, ...] = ()
    """A list of documents, each `{title: …, file: …}` or `{title: …, link: …}`."""
    outcome: Outcome | None = None
    """What came of it, `{text: …, attendance: 40}`; written afterwards."""
    fulfils: tuple[Id, ...] = ()
    """A list of ids of the activities and working groups for which it is evidence."""
    fulfils_in_part: tuple[Id, ...] = ()
    """A list of ids of commitments for which it proves that work was done, but not that it was completed."""
    counts_because: Text | None = None
    """Why it is evidence although its date is not in the year of the plan or the deadline."""
    summary: Text | None = None
    """One or two sentences, for lists, feeds, calendars and search engines."""
    announced: date | None = None
    """The day on which feeds announce it. Without it, they do so on its first day."""
    updated: date | None = None
    """The day of the last change that readers should notice, such as a cancellation or a new date."""
    embargo: When | None = None
    """A day, or a day and hour, before which nothing of it is published."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""
    imported: Imported | None = None
    """Written by the import of a foreign calendar; leave it as it is."""
    page: str = field(default="", metadata={"written": False})
    """The address of the page about it, if it has none of its own."""
    activity: Id | None = field(default=None, metadata={"written": False})
    """The plan's dated activity that it is, if any."""
    sequence: int = field(default=0, metadata={"written": False})
    """The SEQUENCE of its calendar entry (RFC 5545, 3.8.7.4): grows with `changes`, and never falls."""
    plan_year: int | None = field(default=None, metadata={"written": False})
    """The year of the last plan that it is part of, if it has no date."""
    is_in_plan: bool = field(default=False, metadata={"written": False})
    """Whether an activity of a plan is the event or takes place at it."""

    @property
    def date_note(self) -> Text | None:
        return self.when_note

    @property
    def is_unproven(self) -> bool:
        """Whether it is in a plan, and no evidence: it may have been held without the cluster."""
        return self.is_in_plan and not (self.fulfils or self.fulfils_in_part)

    @property
    def known_from(self) -> Literal["planned", "known_from_plan", "part_known_from_plan"] | None:
        """The interface's word for what is known only from a plan: that it takes place, or the cluster's part
        in it; None if there is more."""
        if self.status == "planned":
            return "known_from_plan" if self.is_in_plan else "planned"
        is_told = self.status == "confirmed" and self.kind != "deadline" and self.is_unproven
        return "part_known_from_plan" if is_told else None

    @property
    def address(self) -> str:
        return self.page or f"events/{self.id}/"

    @property
    def changed_on(self) -> tuple[When | date | None, ...]:
        return (self.announced, self.embargo, self.updated, *self.dates)

    @property
    def references(self) -> list[Reference]:
        return references_in(self, {"members": Member, "joint_with": Partner, "projects": Project})

    def moments(self, zone: ZoneInfo) -> list[datetime]:
        return starts_of(zone, self.embargo)

    @property
    def files(self) -> set[str]:
        return super().files | {each.file for each in self.documents if each.file}

    @property
    def documents(self) -> list[Attachment]:
        """All documents about it, those of its outcome last."""
        if self.outcome is None:
            return [*self.attachments]
        minutes = (self.outcome.minutes,) if self.outcome.minutes else ()
        return [*self.attachments, *minutes, *self.outcome.slides, *self.outcome.photos]

    @cached_property
    def dates(self) -> tuple[When, ...]:
        """All dates on which it takes place, in the order of time; empty without a date."""
        if self.when is None:
            return ()
        ruled = occurrences(self.repeats, self.when) if self.repeats else [self.when]
        return tuple(sorted((*ruled, *self.further_dates), key=lambda when: when.sort_key))

    @property
    def programme_by_day(self) -> list[tuple[date | None, list[ProgrammeItem]]]:
        """The items of each day, in their order; None for those that name no day, which come first."""
        days = sorted({item.day or date.min for item in self.programme})
        return [
            (
                day if day != date.min else None,
                [item for item in self.programme if (item.day or date.min) == day],
            )
            for day in days
        ]

    @property
    def state(self) -> Literal["cancelled", "moved"] | None:
        """What readers must be told wherever they see it, also beside its registration deadline."""
        if self.status == "cancelled":
            return "cancelled"
        return "moved" if self.moved_from else None

    @property
    def changes(self) -> int:
        """How many significant changes its file states: each move, and a cancellation."""
        return len(self.moved_from) + (self.status == "cancelled")

    def ahead(self, now: datetime) -> list[When]:
        """The dates that are not over at `now`, in the cluster's time zone."""
        return [when for when in self.dates if not self._is_past(when, now)]

    def _is_past(self, when: When, now: datetime) -> bool:
        return is_past(when, now, self.zone(zone_of(now)), is_deadline=self.kind == "deadline")

    def next(self, now: datetime) -> When | None:
        """The date to plan for: the first one after the day, else one that is not over, else None."""
        ahead = self.ahead(now)
        return next((when for when in ahead if when.starts > now.date()), ahead[-1] if ahead else None)

    @cached_property
    def last(self) -> When | None:
        """The date that ends last; None without a date."""
        return max(self.dates, key=lambda when: (when.ends, when.sort_key), default=None)

    @property
    def ends(self) -> date | None:
        """Its last possible day, inclusive; None without a date."""
        return self.last.ends if self.last else None

    def dates_before(self, today: date) -> tuple[When, ...]:
        """The dates that are over."""
        return tuple(when for when in self.dates if when.ends < today)

    def zone(self, own: Z) -> ZoneInfo | Z:
        """The time zone of its hours; `own` is the cluster's."""
        return ZoneInfo(self.time_zone) if self.time_zone else own

    def expires(self, own: tzinfo) -> datetime | None:
        """The first moment at which it is over: the end of its last date; without one, if it is planned, the
        end of its plan's year. None if that is not known."""
        if self.last:
            return expires(self.last, self.zone(own), is_deadline=self.kind == "deadline")
        if self.status != "planned" or self.plan_year is None:
            return None
        return datetime(self.plan_year + 1, 1, 1, tzinfo=own)

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended by `now`, in the cluster's zone. If its end is not known, it counts as past
        unless it is planned."""
        if self.last:
            return self._is_past(self.last, now)
        moment = self.expires(zone_of(now))
        return moment <= now if moment else self.status != "planned"
