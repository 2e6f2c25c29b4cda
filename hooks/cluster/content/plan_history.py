"""The schema of data/history.yaml: the status and the date of each commitment over time.

`cluster record` writes the file: one record when a commitment is new, one for each change.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import NamedTuple
from zoneinfo import ZoneInfo

from cluster.content.commitment_status import CommitmentStatus
from cluster.content.item import Item, starts_of
from cluster.dates import When
from cluster.frozen import frozen
from cluster.reading.scalar_types import Id

HISTORY = "data/history.yaml"


@frozen
class Record(Item):
    """One entry of `data/history.yaml`: the new status or date of a commitment on a day."""

    date: datetime.date
    """A day: when it was recorded. Nothing of it is published before."""
    commitment: Id = field(metadata={"former": "promise"})
    """The id of an activity or a working group."""
    status: CommitmentStatus | None = field(default=None, metadata={"former": "state"})
    """The status since that day; left out if it has not changed."""
    when: When | None = None
    """The date for which it is planned since that day; left out if it has not changed."""

    def moments(self, zone: ZoneInfo) -> list[datetime.datetime]:
        return starts_of(zone, self.date)


class Turn(NamedTuple):
    """A change of a commitment's status."""

    commitment: Id
    was: CommitmentStatus
    now: CommitmentStatus


class Move(NamedTuple):
    """A change of a commitment's planned date."""

    commitment: Id
    was: When
    now: When


@frozen
class ChangeDay:
    """The changes recorded on a day; at least one."""

    date: datetime.date
    turns: tuple[Turn, ...]
    moves: tuple[Move, ...]

    @property
    def id(self) -> str:
        return f"recorded-{self.date}"


class LastRecorded(NamedTuple):
    """The last recorded status and date of a commitment."""

    status: CommitmentStatus | None = None
    when: When | None = None

    def after(self, record: Record) -> LastRecorded:
        """The same after one more record."""
        return LastRecorded(record.status or self.status, record.when or self.when)


def in_order_of_time(records: Iterable[Record]) -> tuple[Record, ...]:
    """Sorted by day; records of one day stay in the order of the file."""
    return tuple(sorted(records, key=lambda record: record.date))


def last_known(records: Iterable[Record]) -> dict[str, LastRecorded]:
    """The last recorded values of each commitment, by id; the records must be in order of time."""
    return {record.commitment: before.after(record) for record, before in _followed(records)}


def _followed(records: Iterable[Record]) -> Iterator[tuple[Record, LastRecorded]]:
    """Each record with the previous values of its commitment."""
    known: dict[str, LastRecorded] = {}
    for record in records:
        before = known.get(record.commitment, LastRecorded())
        known[record.commitment] = before.after(record)
        yield record, before


def days_of_change(records: Iterable[Record]) -> tuple[ChangeDay, ...]:
    """The days with changes, latest first; the records must be in order of time. A first record is no
    change."""
    turns: dict[datetime.date, list[Turn]] = {}
    moves: dict[datetime.date, list[Move]] = {}
    for record, before in _followed(records):
        if record.status and before.status and record.status != before.status:
            turns.setdefault(record.date, []).append(Turn(record.commitment, before.status, record.status))
        if record.when and before.when and record.when.written != before.when.written:
            moves.setdefault(record.date, []).append(Move(record.commitment, before.when, record.when))
    return tuple(
        ChangeDay(date=day, turns=tuple(turns.get(day, ())), moves=tuple(moves.get(day, ())))
        for day in sorted(turns.keys() | moves.keys(), reverse=True)
    )
