"""Changes of a plan that were recorded on a day, in the words of a language."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cluster.content.plan_history import ChangeDay
from cluster.frozen import frozen
from cluster.language import Text


class RecordedChange(NamedTuple):
    """A change of a commitment's status or date, in words."""

    title: Text
    address: str
    was: str
    now: str


@frozen
class RecordedChanges:
    """The changes recorded on a day, in words."""

    day: ChangeDay
    changes: tuple[RecordedChange, ...]

    @property
    def id(self) -> str:
        return self.day.id

    @property
    def date(self) -> date:
        return self.day.date
