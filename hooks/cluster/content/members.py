"""Members of the cluster: one entry of data/members.yaml each."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from cluster.content.item import Reference, references_in, starts_of
from cluster.content.listing import Organisation
from cluster.content.organisation import Person
from cluster.content.partners import Region
from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Coordinates, FoundingYear, Id, Link, RegistrationNumber

MemberKind = Literal["company", "university", "research-institute", "school", "other"]
Size = Literal["small", "medium", "large"]


@frozen
class Involvement:
    """Since when a member has taken part in a pillar or a working group."""

    of: Id
    """The id of the pillar or the group; it is in `pillars` or `working_groups` as well."""
    since: When
    """The date, as exact as it is known."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@frozen
class Member(Organisation):
    """An organisation that belongs to the cluster, or did once."""

    FOLDER = "members/"

    kind: MemberKind
    """`company`, `university`, `research-institute`, `school` (below the university, or a training
    centre) or `other`."""
    size: Size | None = None
    """`small` (under 50 people), `medium` (50 to 249) or `large`; only if it is known."""
    town: Text | None = None
    """The town of its seat."""
    region: Id | None = None
    """The id of its region in `data/partners.yaml`."""
    coordinates: Coordinates | None = None
    """Latitude and longitude of the town, `50.85, 4.35`; one member of each town is enough."""
    registration_number: RegistrationNumber | None = None
    """The number in the register of companies, with its leading zeros."""
    homepage: Link | None = None
    """The address of its website."""
    does: Text | None = None
    """One sentence: what it does in the field of the cluster."""
    text: Text | None = None
    """A few sentences with more about it."""
    fields: tuple[Id, ...] = ()
    """A list of ids of `fields_of_work` in `data/cluster.yaml`."""
    pillars: tuple[Id, ...] = ()
    """A list of ids of the pillars in which it takes part."""
    working_groups: tuple[Id, ...] = ()
    """A list of ids of the working groups in which it takes part."""
    involved: tuple[Involvement, ...] = ()
    """Since when it has taken part in a pillar or a group, where that is known: `{of: my-pillar, since:
    2027-10-14}`."""
    guarantor_of: tuple[Id, ...] = ()
    """A list of ids of the pillars and working groups that it leads as their guarantor; the people stand
    under `guarantors` and `lead` in data/plan.yaml."""
    founded: FoundingYear | None = None
    """The year in which the organisation was founded."""
    since: When | None = None
    """The date on which it joined the cluster. It is not shown before."""
    until: date | None = None
    """The last day of its membership. From then on, it is only part of the history."""
    founder: bool = False
    """`true` if it is one of the founders of the cluster."""
    people: tuple[Person, ...] = ()
    """A list of people with a public role for the cluster, `{name: …, role: …}`."""

    @property
    def references(self) -> list[Reference]:
        return references_in(self, {"region": Region})

    def moments(self, zone: ZoneInfo) -> list[datetime]:
        return starts_of(zone, self.since)

    def is_one(self, today: date) -> bool:
        """Whether it is a member on a day; a future one is not among the public items."""
        return self.until is None or today <= self.until

    def since_in(self, id: str) -> When | None:
        """Since when it has taken part in a pillar or group; None if that is not known."""
        return next((each.since for each in self.involved if each.of == id), None)


def current(members: Any, today: date) -> list[Member]:
    """The members that are one on a day."""
    return [each for each in members if each.is_one(today)]
