"""Shared equipment: entries of data/equipment.yaml."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Self
from zoneinfo import ZoneInfo

from cluster.content.item import Item, Reference, references_in, starts_of
from cluster.content.listing import Address, Titled
from cluster.content.members import Member
from cluster.content.partners import Region
from cluster.frozen import frozen
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Id, Link, Number

EquipmentKind = Literal["instrument", "laboratory", "cleanroom", "service"]
Access = Literal["members", "paid", "project", "cooperation"]


@frozen
class Method(Item):
    """A method that equipment uses, with all the names under which people look for it."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published."""
    title: Text
    """The name of the method."""
    synonyms: tuple[str, ...] = ()
    """A list of other names and abbreviations in any language: `[SEM, scanning electron microscope]`."""

    def other_names(self, title: str) -> tuple[str, ...]:
        """The names in all languages but the one shown, so that a search finds each on every page."""
        names = (*(text for _, text in self.title.versions), *self.synonyms)
        distinct = {name.casefold(): name for name in reversed(names) if name.casefold() != title.casefold()}
        return tuple(reversed(distinct.values()))


@frozen
class Quantity(Item):
    """A quantity by which people can filter, such as the length."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published."""
    title: Text
    """The name of the quantity."""
    unit: str
    """The unit in which all parameters state it: `nm`."""


@frozen
class Parameter:
    """A property of an item of equipment: a number with its unit, a range, or words."""

    quantity: Id | None = None
    """The id of one of `quantities`, by which people can filter; if none of them fits, fill in `name`
    instead."""
    name: Text | None = None
    """What it is, if it is not one of `quantities`."""
    value: Number | None = None
    """The number."""
    minimum: Number | None = None
    """The lower end of a range."""
    maximum: Number | None = None
    """The upper end of a range."""
    unit: str = ""
    """The unit; needed with numbers."""
    text: Text | None = None
    """The value in words, where it is no number."""
    note: Text | None = None
    """What readers should know about it, such as the conditions."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)

    @property
    def numbers(self) -> list[Decimal]:
        """Its numbers, the lowest first."""
        return [each for each in (self.minimum, self.value, self.maximum) if each is not None]


@frozen
class WebPage:
    """A page about something, elsewhere on the web."""

    title: Text
    """What is there."""
    link: Link
    """Its address."""


@frozen
class Equipment(Titled):
    """An instrument, a laboratory or a service that others than its owner can use."""

    FOLDER = "equipment/"

    kind: EquipmentKind
    """`instrument`, `laboratory`, `cleanroom` or `service`."""
    owner: Id | None = None
    """The id of the member that owns it."""
    owner_name: Text | None = None
    """Who owns it, if that is no member."""
    unit: Text | None = None
    """The department or the centre of the owner in which it is."""
    method: Id | None = None
    """The id of one of `methods`."""
    measures: Text | None = None
    """One or two sentences: what it measures or makes."""
    parameters: tuple[Parameter, ...] = ()
    """A list of its key parameters, `{quantity: length, value: 2.5, unit: m}`."""
    materials: Text | None = None
    """The materials or samples for which it is meant."""
    access: tuple[Access, ...] = ()
    """A list of who may use it: `members`, `paid` (anyone, for a fee), `project`, `cooperation`; leave it out
    if that is not known."""
    access_note: Text | None = None
    """What is known about the terms of access."""
    conditions: Text | None = None
    """What users need: a training, a booking, a contract."""
    price: Text | None = None
    """How the price is made, such as per hour."""
    place: Text | None = None
    """The town, or the building."""
    region: Id | None = None
    """The id of its region, if that is not the owner's."""
    contact: Address | None = None
    """Whom to ask, `{role: …, email: …}`; without it, enquiries go to the cluster's office."""
    pillars: tuple[Id, ...] = ()
    """A list of ids of pillars to which it belongs."""
    homepage: Link | None = None
    """The address of the page about it."""
    links: tuple[WebPage, ...] = ()
    """A list of further pages about it, `{title: …, link: …}`."""
    added: date | None = None
    """The day on which it was listed here; feeds announce it then."""
    checked: date | None = None
    """The day on which the owner last confirmed that all of this is right."""

    @property
    def changed_on(self) -> tuple[date | None, ...]:
        return (self.added, self.checked)

    def on(self, today: date) -> Self:
        return replace(self, checked=None) if self.checked and self.checked > today else self

    @property
    def references(self) -> list[Reference]:
        own = references_in(self, {"owner": Member, "method": Method, "region": Region})
        return own + [one for each in self.parameters for one in references_in(each, {"quantity": Quantity})]


@frozen
class Wish(Item):
    """Equipment that a member looks for."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published."""
    title: Text
    """What is wanted."""
    text: Text | None = None
    """One or two sentences: what for, how often, for which samples."""
    method: Id | None = None
    """The id of one of `methods`; beside the wish, readers see what is offered with the same method."""
    member: Id | None = None
    """The id of the member that looks for it, if that is public."""
    since: date
    """The day from which it is shown."""
    until: date | None = None
    """The last day on which it is shown."""

    def moments(self, zone: ZoneInfo) -> list[datetime]:
        return starts_of(zone, self.since)

    def is_open(self, today: date) -> bool:
        """Whether it is still wanted on a day; a future wish is not among the public items."""
        return self.until is None or today <= self.until

    @property
    def references(self) -> list[Reference]:
        return references_in(self, {"method": Method, "member": Member})
