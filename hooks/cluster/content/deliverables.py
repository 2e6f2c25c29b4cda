"""What has come of the plan that is neither an event nor news: a signed memorandum, a submitted project."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cluster.dates import When
from cluster.digests import key_of
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.schema import Id, Link


@dataclass(frozen=True, kw_only=True)
class Deliverable:
    """One thing that was delivered, with what proves it."""

    id: Id
    title: Text
    kind: Literal["memorandum", "project", "label", "member", "document", "service", "other"]
    date: When | None = None
    """The day of its delivery."""
    date_note: Text | None = None
    """What is known where there is no date."""
    count: int = 1
    """How many of what the activity promises it is: 2 projects submitted together."""
    fulfils: tuple[Id, ...] = ()
    fulfils_in_part: tuple[Id, ...] = ()
    late: bool = False
    """Whether it counts although its day is not in the plan's year."""
    text: Text | None = None
    sources: tuple[Link, ...]
    at: Place = field(default=NOWHERE, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """Of all that it says."""
        return key_of([repr(self)])

    @property
    def when(self) -> When | None:
        return self.date


@dataclass(frozen=True, kw_only=True)
class Deliverables:
    """What data/deliverables.yaml holds."""

    deliverables: tuple[Deliverable, ...] = ()
