"""What data/history.yaml holds: how far the plans were kept and for when things were planned, as it changed.

The program writes it, one record for each promise when it is first seen and one for each change.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from cluster.content.commitment_status import State
from cluster.dates import When
from cluster.digests import key_of
from cluster.problems import NOWHERE, Place
from cluster.reading.schema import Id


@dataclass(frozen=True, kw_only=True)
class Record:
    """What was found of a promise on a day; what had not changed is left out."""

    date: datetime.date
    promise: Id
    state: State | None = None
    when: When | None = None
    """The date for which it was planned."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class History:
    """What data/history.yaml holds."""

    records: tuple[Record, ...] = ()


class Turn(NamedTuple):
    """A promise that came into another state."""

    promise: Id
    was: State
    now: State


class Move(NamedTuple):
    """A promise that was planned for another date."""

    promise: Id
    was: When
    now: When


@dataclass(frozen=True, kw_only=True)
class Day:
    """What was found to have changed on a day; at least one thing."""

    date: datetime.date
    turns: tuple[Turn, ...]
    moves: tuple[Move, ...]

    @property
    def id(self) -> str:
        return f"recorded-{self.date}"

    @property
    def digest(self) -> str:
        """Of all that it says."""
        return key_of([repr(self)])


class Known(NamedTuple):
    """What the records say last of a promise."""

    state: State | None = None
    when: When | None = None

    def after(self, record: Record) -> Known:
        """What is known once there is a further record."""
        return Known(record.state or self.state, record.when or self.when)


def in_time(records: Iterable[Record]) -> tuple[Record, ...]:
    """By their days, those of one day as they are written."""
    return tuple(sorted(records, key=lambda record: record.date))


def last_known(records: Iterable[Record]) -> dict[str, Known]:
    """What is known last of each promise, by its id; the records are in the order of time."""
    return {record.promise: before.after(record) for record, before in _followed(records)}


def _followed(records: Iterable[Record]) -> Iterator[tuple[Record, Known]]:
    """Each record with what was known of its promise before."""
    known: dict[str, Known] = {}
    for record in records:
        before = known.get(record.promise, Known())
        known[record.promise] = before.after(record)
        yield record, before


def days_of(records: Iterable[Record]) -> tuple[Day, ...]:
    """The days on which something had changed, the latest first; the records are in the order of time."""
    turns: dict[datetime.date, list[Turn]] = {}
    moves: dict[datetime.date, list[Move]] = {}
    for record, before in _followed(records):
        if record.state and before.state and record.state != before.state:
            turns.setdefault(record.date, []).append(Turn(record.promise, before.state, record.state))
        if record.when and before.when and record.when.written != before.when.written:
            moves.setdefault(record.date, []).append(Move(record.promise, before.when, record.when))
    return tuple(
        Day(date=day, turns=tuple(turns.get(day, ())), moves=tuple(moves.get(day, ())))
        for day in sorted(turns.keys() | moves.keys(), reverse=True)
    )
