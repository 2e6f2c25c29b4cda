"""News: one dated page each."""

from __future__ import annotations

from dataclasses import dataclass, field

from .dates import When
from .language import Text
from .markdown import Mention
from .problems import NOWHERE, Place
from .reader import Id, Link


@dataclass(frozen=True, kw_only=True)
class Post:
    """What the front matter of docs/news/<id>.md and its translations holds."""

    id: Id = field(metadata={"written": False})
    title: Text
    summary: Text
    date: When | None = None
    date_note: Text | None = None
    """What is known where there is no exact date."""
    pillars: tuple[Id, ...] = ()
    event: Id | None = None
    """The event that it reports or announces."""
    fulfils: tuple[Id, ...] = ()
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
