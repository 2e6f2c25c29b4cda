"""Services of the cluster and calls for grants: entries of data/services.yaml."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from cluster.content.events import Event
from cluster.content.item import starts_of
from cluster.content.listing import Address, Titled
from cluster.dates import When, begins, expires, zone_of
from cluster.frozen import frozen
from cluster.language import Text
from cluster.reading.scalar_types import Id, Link

CallState = Literal["open", "coming", "undated", "closed"]


@frozen
class Service(Titled):
    """Something that the cluster does for its members or others."""

    FOLDER = "services/"

    what: Text
    """One or two sentences: what those who ask get."""
    for_whom: Text | None = None
    """Who can have it."""
    how: Text | None = None
    """How to ask for it, and what happens then."""
    price: Text | None = None
    """What it costs, or that it is free."""
    examples: tuple[Text, ...] = ()
    """A list of what came of it for others, in a sentence each."""
    contact: Address | None = None
    """Whom to ask, `{role: …, email: …}`; without it, enquiries go to the cluster's office."""
    pillars: tuple[Id, ...] = ()
    """A list of ids of pillars to which it belongs."""

    @property
    def address(self) -> str:
        """Its place on the page of all services."""
        return f"{self.FOLDER}#{self.id}"


@frozen
class Call(Titled):
    """A call for applications of a grant programme."""

    FOLDER = "calls/"

    programme: Text | None = None
    """The programme to which it belongs."""
    provider: Text | None = None
    """The authority that gives the money."""
    code: str = ""
    """The number or code of the call."""
    who: Text | None = None
    """Who may apply."""
    supports: tuple[Text, ...] = ()
    """A list of what is paid, in a few words each."""
    budget: Text | None = None
    """The money that is given in all, and to one project."""
    conditions: Text | None = None
    """The most important rules, such as the applicant's own share."""
    opens: When | None = None
    """The first day for applications, perhaps with an hour."""
    closes: When | None = None
    """The last day for applications, perhaps with an hour; it is in the calendar and in feeds."""
    closed: bool = False
    """`true` if the call is over and its last day is not known."""
    link: Link | None = None
    """The address of the call's own page."""
    pillars: tuple[Id, ...] = ()
    """A list of ids of the pillars whose members the call may interest."""
    published: When | None = None
    """The date on which it was announced. It is not shown before."""

    @property
    def wider_programme(self) -> Text | None:
        """The programme, unless the call has its name."""
        return self.programme if self.programme != self.title else None

    @property
    def changed_on(self) -> tuple[When | None, ...]:
        return (self.published, self.opens, self.closes)

    def moments(self, zone: ZoneInfo) -> list[datetime]:
        return starts_of(zone, self.published)

    def state(self, now: datetime) -> CallState:
        """Whether one can apply at a moment in the cluster's time zone; `undated` if that is not known."""
        if self.closed or (self.deadline and self.deadline.is_over(now)):
            return "closed"
        if self.opens and not self._has_opened(self.opens, now):
            return "coming"
        return "open" if self.closes else "undated"

    @staticmethod
    def _has_opened(opens: When, now: datetime) -> bool:
        """Whether a day is there; a vague date only counts once all of it is over."""
        zone = zone_of(now)
        return (begins(opens, zone) if opens.is_exact else expires(opens, zone)) <= now

    @property
    def deadline(self) -> Event | None:
        """The event for its last day."""
        if self.closes is None:
            return None
        return Event(
            id=Id(f"call-{self.id}"),
            title=self.title,
            kind="deadline",
            when=self.closes,
            summary=self.who,
            pillars=self.pillars,
            announced=self.published.starts if self.published and self.published.is_exact else None,
            page=self.address,
            at=self.at,
        )
