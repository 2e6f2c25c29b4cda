"""The parts of an event: price, registration, contact, programme, speakers, documents, outcome."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal

from cluster.dates import Hours, When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Currency, Email, Link, Phone


@frozen
class Fee:
    """The price of taking part."""

    price: Decimal
    """A number such as `1500` or `99.50`; `0` if taking part is free."""
    currency: Currency | None = None
    """The code of the currency (ISO 4217), such as `EUR`; required for a price above 0."""
    note: Text | None = None
    """Who pays this price, or until when it applies."""


@frozen
class Registration:
    """How to register."""

    link: Link | None = None
    """The web address of the form."""
    email: Email | None = None
    """The e-mail address that accepts registrations."""
    deadline: When | None = None
    """The last day, which still counts, or a day and hour: `2027-10-15 12:00`."""
    note: Text | None = None
    """What people should know before they register."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@frozen
class ContactPerson:
    """The person to ask about an event."""

    name: str
    """The full name."""
    email: Email | None = None
    """An e-mail address."""
    phone: Phone | None = None
    """A phone number with the country code: `+00 123 456 789`."""


@frozen
class Speaker:
    """Somebody who speaks at an event."""

    name: str
    """The full name, with degrees."""
    affiliation: Text | None = None
    """The speaker's company or institute."""
    link: Link | None = None
    """A web page about the speaker."""


@frozen
class ProgrammeItem:
    """One item of the programme."""

    title: Text
    """What happens."""
    day: date | None = None
    """The day, required with a time if the event lasts several days."""
    time: Hours | None = None
    """Start and end, `09:00..09:30`, or the start alone, `09:00`."""
    speakers: tuple[str, ...] = ()
    """A list of the names of those who speak."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@frozen
class Attachment:
    """A document about an event: either a `file` of `docs/` or a `link`."""

    title: Text
    """The name of the document."""
    file: str = ""
    """The path below `docs/`: `events/programme.pdf`."""
    link: Link | None = None
    """The web address of a document that is published elsewhere."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@frozen
class Outcome:
    """The outcome of an event."""

    text: Text | None = None
    """What was achieved, in one or two sentences."""
    attendance: int | None = None
    """The number of participants, a whole number."""
    more_than: bool = False
    """`true` if there were more than that: `{attendance: 40, more_than: true}` for “over forty”."""
    minutes: Attachment | None = None
    """The minutes of a meeting, `{title: …, file: …}`."""
    slides: tuple[Attachment, ...] = ()
    """A list of the slides of talks, each `{title: …, file: …}` or `{title: …, link: …}`."""
    photos: tuple[Attachment, ...] = ()
    """A list of photographs or albums, each `{title: …, file: …}` or `{title: …, link: …}`."""
