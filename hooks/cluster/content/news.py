"""News: one dated page each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from cluster.dates import When
from cluster.language import Text
from cluster.pictures.model import Image
from cluster.problems import NOWHERE, Place
from cluster.reading.markdown import Mention
from cluster.reading.schema import Id, Link


@dataclass(frozen=True, kw_only=True)
class Post:
    """What the front matter of docs/news/<id>.md and its translations holds."""

    id: Id = field(metadata={"written": False})
    title: Text
    summary: Text
    date: When | None = None
    date_note: Text | None = None
    """What is known where there is no exact date."""
    updated: datetime.date | None = None
    """The day of the last change that readers should hear of."""
    embargo: When | None = None
    """A day, or a day and hour, before which nothing of it is published."""
    draft: bool = False
    """Whether it is not to be published at all yet."""
    guid: Id | None = None
    """Its id in feeds, if that is another: of a file that was renamed, the name that it had."""
    authors: tuple[Text, ...] = ()
    """Roles rather than names: `Kancelář klastru`."""
    image: Image | None = None
    tags: tuple[Id, ...] = ()
    pillars: tuple[Id, ...] = ()
    working_groups: tuple[Id, ...] = ()
    event: Id | None = None
    """The event that it reports or announces."""
    fulfils: tuple[Id, ...] = ()
    fulfils_in_part: tuple[Id, ...] = ()
    """Ids of those of which it shows that work was done, but not what was promised."""
    late: bool = False
    """Whether it counts although its day is not in the plan's year."""
    sources: tuple[Link, ...] = ()
    bodies: tuple[tuple[str, str], ...] = field(default=(), metadata={"written": False})
    """HTML by language, its links not placed yet."""
    mentions: tuple[Mention, ...] = field(default=(), metadata={"written": False})
    digest: str = field(default="", metadata={"written": False})
    """Of all that it was made of."""
    at: Place = NOWHERE

    @property
    def address(self) -> str:
        return f"news/{self.id}/"

    @property
    def when(self) -> When | None:
        return self.date
