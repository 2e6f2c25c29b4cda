"""What data/cluster.yaml holds: who the association is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cluster.content.media import Coverage, MediaService
from cluster.dates import When
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.schema import Id, Link, TimeZone


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A key figure of the home page."""

    id: Id
    value: int | None = None
    counts: Literal["pillars", "working-groups", "events", "news"] | None = None
    """What of the site's own data it counts, instead of a value."""
    label: Text | None = None
    """What it is the number of, following it; of what is counted the program knows it."""
    approximate: bool = False
    as_of: When | None = None
    sources: tuple[Link, ...] = ()
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with a role in the association."""

    name: str
    role: Text
    as_of: When | None = None
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Organ:
    """A body of the association."""

    id: Id
    title: Text
    text: Text | None = None
    as_of: When | None = None
    note: Text | None = None
    people: tuple[Person, ...] = ()
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A moment of the association's history."""

    when: When
    title: Text
    event: Id | None = None
    news: Id | None = None
    sources: tuple[Link, ...] = ()
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Award:
    """An award or a label."""

    id: Id
    kind: Literal["award", "label"] = "award"
    """A label is held for a time and stands on the page of cluster excellence, too."""
    title: Text
    by: Text | None = None
    when: When | None = None
    when_note: Text | None = None
    expires: date | None = None
    """The last day on which it is valid."""
    text: Text | None = None
    news: Id | None = None
    sources: tuple[Link, ...] = ()
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)

    @property
    def expiry_id(self) -> Id:
        """Of its last day in calendars."""
        return Id(f"{self.id}-expires")


@dataclass(frozen=True, kw_only=True)
class Membership:
    """An organisation to which the cluster belongs."""

    name: Text
    since: When | None = None
    note: Text | None = None
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Project:
    """A funded project of the cluster."""

    id: Id
    title: Text
    programme: Text | None = None
    provider: Text | None = None
    code: str = ""
    starts: date | None = None
    ends: date | None = None
    """The last day, inclusive."""
    text: Text | None = None
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewsTag:
    """A subject of news."""

    id: Id
    title: Text
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom to write to."""

    website: Link | None = None
    email: str = ""
    phone: str = ""
    address: Text | None = None
    people: tuple[Person, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """The association whose site this is."""

    name: Text
    abbreviation: str
    time_zone: TimeZone
    """What day and hour it is for the site."""
    claim: Text
    """One line for the head of the home page."""
    lead: Text
    """Who we are, in two or three sentences."""
    legal_name: Text | None = None
    legal_form: Text | None = None
    field: Text | None = None
    region: Text | None = None
    founded: When | None = None
    founders: tuple[str, ...] = ()
    goal_areas: tuple[Text, ...] = ()
    figures: tuple[Figure, ...] = ()
    organs: tuple[Organ, ...] = ()
    history: tuple[Milestone, ...] = ()
    awards: tuple[Award, ...] = ()
    memberships: tuple[Membership, ...] = ()
    projects: tuple[Project, ...] = ()
    join: Text | None = None
    contact: Contact | None = None
    tags: tuple[NewsTag, ...] = ()
    press: MediaService | None = None
    coverage: tuple[Coverage, ...] = ()
    licence: Link | None = None
    """Under which others may use the plan's data."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)
