"""Prose: a Markdown page of docs/ that is neither an event nor a news item.

Where the program makes a page of the same address, the prose stands at its head; else it is a page of
its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.markdown import Mention, address_of


@dataclass(frozen=True, kw_only=True)
class Prose:
    """What the front matter of docs/<page>.md and its translations holds."""

    path: str = field(metadata={"written": False})
    """Below docs/, without language and `.md`: `about`, `plan/index`."""
    title: Text | None = None
    description: Text | None = None
    draft: bool = False
    """Whether it is not to be published at all yet."""
    bodies: tuple[tuple[str, str], ...] = field(default=(), metadata={"written": False})
    """HTML by language, its links not placed yet."""
    mentions: tuple[Mention, ...] = field(default=(), metadata={"written": False})
    digest: str = field(default="", metadata={"written": False})
    """Of all that it was made of."""
    at: Place = NOWHERE

    @property
    def address(self) -> str:
        """`about/` for `about`, `plan/` for `plan/index`, `` for `index`."""
        return address_of(self.path)
