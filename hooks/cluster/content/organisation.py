"""The schema of data/cluster.yaml: the association, its people, history and contacts."""

from __future__ import annotations

import dataclasses
from typing import Literal

from cluster.content.announcing import Announcing
from cluster.content.awards import Award, Membership
from cluster.content.joining import Benefit, Joining
from cluster.content.look import Look
from cluster.content.mailing import Mailing
from cluster.content.media import Coverage, MediaService
from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Email, Id, Link, Phone, TimeZone


@frozen
class Figure:
    """A key figure of the home page: a `value` with a `label`, what the program `counts`, or both."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; no other figure has it."""
    value: int | None = None
    """The number: a whole number greater than zero. It needs a `label`, or `counts` beside it."""
    counts: (
        Literal[
            "pillars",
            "working-groups",
            "events",
            "news",
            "members",
            "universities-and-institutes",
            "equipment",
            "partners",
        ]
        | None
    ) = None
    """What the program counts on the site. If there is a `value` as well, the greater number is shown."""
    label: Text | None = None
    """The words after the number. Needed with a `value` alone; for `counts`, the program has its own."""
    approximate: bool = False
    """`true` if “about” stands before the number."""
    as_of: When | None = None
    """The date of the value."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where the value can be checked."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@frozen
class Person:
    """Somebody with a role in the cluster."""

    name: str
    """The full name, with degrees."""
    role: Text
    """The position held: chair, cluster manager."""
    as_of: When | None = None
    """The date for which the sources show that the person holds the role."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@frozen
class Organ:
    """A governing body of the cluster: the board, the general meeting, the office."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published."""
    title: Text
    """The name of the body."""
    text: Text | None = None
    """What the body does, in one or two sentences."""
    as_of: When | None = None
    """The date for which the sources show that these are its people."""
    note: Text | None = None
    """What readers should know about the entry, such as names that are not public."""
    seats: int | None = None
    """How many members it should have. Readers never see it; the office is told if fewer are named."""
    people: tuple[Person, ...] = ()
    """A list of the members of the body, in the order in which they are shown."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@frozen
class Milestone:
    """An important moment in the cluster's history."""

    when: When
    """The date, as exact as it is known."""
    title: Text
    """What happened, in one sentence."""
    event: Id | None = None
    """The id of the event at which it happened; the milestone links to it."""
    news: Id | None = None
    """The id of the news item about it; the milestone links to it."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@frozen
class FieldOfWork:
    """A field in which members work."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; members name it by this. It must not change
    once published."""
    title: Text
    """The field as readers see it."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@frozen
class Total:
    """The number of all members, where `data/members.yaml` does not have them all."""

    value: int
    """How many members the cluster has in all."""
    as_of: When | None = None
    """The date of the number."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where the value can be checked."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@frozen
class NewsTag:
    """A subject of news."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; news items name it by this. It must not change
    once published."""
    title: Text
    """The tag as readers see it."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@frozen
class Contact:
    """How to reach the cluster."""

    website: Link | None = None
    """The cluster's website, if it has another than this one."""
    email: Email | None = None
    """An e-mail address."""
    phone: Phone | None = None
    """A phone number with the country code: `+00 123 456 789`."""
    address: Text | None = None
    """The postal address."""
    people: tuple[Person, ...] = ()
    """A list of the people to write to, each `{name: …, role: …}`."""
    note: Text | None = None
    """What readers should know about the contact."""


@frozen
class Cluster:
    """The organisation that publishes this site."""

    name: Text
    """The name in everyday use, which is also the name of the site."""
    abbreviation: str
    """The short form of the name, such as `ABC`."""
    time_zone: TimeZone
    """The name of the time zone, such as `Europe/Brussels`; it decides which day is “today”."""
    claim: Text
    """The headline of the home page, one line."""
    lead: Text
    """Who we are, in two or three sentences below the headline."""
    legal_name: Text | None = None
    """The full name, as in the register."""
    legal_form: Text | None = None
    """What the cluster is in law, such as a registered association."""
    registration_number: str | None = None
    """The number under which it is registered, with its leading zeros."""
    registered_in: Text | None = None
    """The register in which it is entered, with the file number there."""
    server_logs: Text | None = None
    """What the web server records of a visit, and for how long; shown on the page about privacy."""
    field: Text | None = None
    """The industry and research that the cluster covers."""
    region: Text | None = None
    """The region where the cluster is based."""
    founded: When | None = None
    """The date on which the cluster was founded."""
    founders: tuple[str, ...] = ()
    """A list of the names of the founding organisations."""
    goal_areas: tuple[Text, ...] = ()
    """A list of the long-term aims, a few words each."""
    figures: tuple[Figure, ...] = ()
    """A list of key figures of the home page, in the order in which they are shown."""
    organs: tuple[Organ, ...] = ()
    """A list of the governing bodies."""
    history: tuple[Milestone, ...] = ()
    """A list of milestones, oldest first."""
    awards: tuple[Award, ...] = ()
    """A list of awards and quality labels."""
    memberships: tuple[Membership, ...] = ()
    """A list of the organisations that the cluster belongs to."""
    join: Text | None = None
    """How to become a member, in a few sentences."""
    joining: Joining | None = None
    """Who can join and how, what it costs, and what members have from it."""
    contact: Contact | None = None
    """How to reach the cluster."""
    mailing: Mailing | None = None
    """How readers subscribe to the newsletter by e-mail, and how it is sent."""
    members_total: Total | None = None
    """How many members there are in all, as long as `data/members.yaml` lists only some."""
    fields_of_work: tuple[FieldOfWork, ...] = ()
    """A list of the fields in which members work."""
    tags: tuple[NewsTag, ...] = ()
    """A list of the tags that news items may use."""
    press: MediaService | None = None
    """What the page for the media offers besides news."""
    coverage: tuple[Coverage, ...] = ()
    """A list of what others have published about the cluster, newest first."""
    announcing: Announcing | None = None
    """Who is told of what is new on the site, by the command `cluster announce`."""
    look: Look | None = None
    """The colours, pictures and fonts of the site."""
    licence: Link | None = None
    """The address of the licence for reuse of the open data: the plan and the equipment."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)

    @property
    def has_joining(self) -> bool:
        """Whether there is a page about becoming a member."""
        return bool(self.join or self.joining)

    @property
    def benefits(self) -> tuple[Benefit, ...]:
        """Why to join."""
        return self.joining.benefits if self.joining else ()

    @property
    def is_reachable(self) -> bool:
        """Whether the page about contacts tells how to write or to call."""
        known = self.contact
        return bool(known and (known.email or known.phone or known.address))

    @property
    def joining_email(self) -> str | None:
        """The address for applications: its own or the office's; None if neither is known."""
        own = self.joining.email if self.joining else None
        return own or (self.contact.email if self.contact else None)
