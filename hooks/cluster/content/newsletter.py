"""The newsletter: its editions, each made of an editorial, news and events."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from cluster.content.events import Event
from cluster.content.news import Post
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.markdown import Mention
from cluster.reading.schema import Id


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What the front matter of docs/newsletter/<id>.md and its translations holds."""

    id: Id = field(metadata={"written": False})
    """The file's name: `2022-1`."""
    number: int
    """Counted from 1 in each year."""
    date: datetime.date
    """The day on which it comes out; nothing of it is published before."""
    title: Text
    """Also the subject of the e-mail."""
    summary: Text
    news: tuple[Id, ...] | None = None
    """The news that go in; None for all since the edition before."""
    events: tuple[Id, ...] | None = None
    """The events that go in; None for those of the next months."""
    draft: bool = False
    """Whether it is not to be published at all yet."""
    bodies: tuple[tuple[str, str], ...] = field(default=(), metadata={"written": False})
    """The editorial: HTML by language, its links not placed yet."""
    mentions: tuple[Mention, ...] = field(default=(), metadata={"written": False})
    digest: str = field(default="", metadata={"written": False})
    """Of all that it was made of."""
    at: Place = NOWHERE

    @property
    def address(self) -> str:
        return f"newsletter/{self.id}/"

    @property
    def name(self) -> str:
        """`1/2022`."""
        return f"{self.number}/{self.date.year}"


@dataclass(frozen=True, kw_only=True)
class EditionContents:
    """An edition with the news and events that go into it."""

    edition: Edition
    posts: tuple[Post, ...]
    events: tuple[Event, ...]

    @property
    def id(self) -> Id:
        return self.edition.id

    @property
    def date(self) -> datetime.date:
        return self.edition.date

    @property
    def title(self) -> Text:
        return self.edition.title
