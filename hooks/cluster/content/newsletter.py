"""The newsletter: its editions, each made of an editorial, news and events."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.documents import Document
from cluster.content.events import Event
from cluster.content.item import Reference, references_in, starts_of
from cluster.content.news import Post
from cluster.frozen import frozen
from cluster.language import Text
from cluster.reading.scalar_types import Id


@frozen
class Edition(Document):
    """The front matter and the editorial of docs/newsletter/<id>.md and its translations."""

    number: int
    """The number of the issue; each year begins with 1."""
    date: datetime.date
    """The day on which it comes out. Nothing of it is published before."""
    title: Text
    """The title, also the subject of the e-mail."""
    summary: Text
    """One sentence, which mail programs show beside the subject."""
    news: tuple[Id, ...] | None = None
    """A list of ids of the news items that go in. Without it, all since the issue before."""
    events: tuple[Id, ...] | None = None
    """A list of ids of the events that go in. Without it, those of the next six months."""

    @property
    def address(self) -> str:
        return f"newsletter/{self.id}/"

    @property
    def name(self) -> str:
        """`1/2022`."""
        return f"{self.number}/{self.date.year}"

    @property
    def changed_on(self) -> tuple[datetime.date, ...]:
        return (self.date,)

    @property
    def references(self) -> list[Reference]:
        return references_in(self, {"news": Post, "events": Event})

    def moments(self, zone: ZoneInfo) -> list[datetime.datetime]:
        return starts_of(zone, self.date)


@frozen
class EditionContents:
    """An edition with the news and events that go into it."""

    edition: Edition
    posts: tuple[Post, ...]
    events: tuple[CalendarEntry, ...]
    """Each at its next date."""

    @property
    def id(self) -> Id:
        return self.edition.id

    @property
    def date(self) -> datetime.date:
        return self.edition.date

    @property
    def title(self) -> Text:
        return self.edition.title
