"""What has changed in the plan since it was approved."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from cluster.digests import key_of
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.schema import Id


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change: an activity was moved, dropped, added or worded otherwise."""

    id: Id
    date: datetime.date
    """The day on which it was decided; nothing of it is published before."""
    title: Text
    text: Text | None = None
    activity: Id | None = None
    """The activity that has changed."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """Of all that it says."""
        return key_of([repr(self)])


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What data/changes.yaml holds."""

    changes: tuple[Change, ...] = ()
