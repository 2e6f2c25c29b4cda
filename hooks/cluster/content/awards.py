"""What the cluster was awarded, and what it belongs to: parts of data/cluster.yaml."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Literal

from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Id, Link


@frozen
class Award:
    """An award or a quality label."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published, as the
    calendar uses it."""
    kind: Literal["award", "label"] = "award"
    """`award`, or `label` for a quality label: one held for a time, also shown on the page about cluster
    excellence."""
    title: Text
    """The name of the award, with its category."""
    by: Text | None = None
    """The organisation that gave it."""
    when: When | None = None
    """The date on which it was given."""
    when_note: Text | None = None
    """What is known about the date, where there is no exact one."""
    expires: date | None = None
    """The last day on which a label is still valid."""
    text: Text | None = None
    """What the award is for."""
    news: Id | None = None
    """The id of the news item about it."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)

    @property
    def expiry_id(self) -> Id:
        """The id of the calendar entry for the last day."""
        return Id(f"{self.id}-expires")


@frozen
class Membership:
    """An organisation that the cluster belongs to."""

    name: Text
    """The name of the organisation."""
    since: When | None = None
    """The date on which the cluster joined."""
    note: Text | None = None
    """What readers should know about the membership."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""
