"""How many commitments stand where: what the head of the plan says in one sentence and one bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from cluster.content.commitment_status import CommitmentStatus, Progress

STANDINGS: tuple[CommitmentStatus, ...] = (
    "fulfilled",
    "fulfilled-before",
    "fulfilled-undated",
    "partly",
    "under-way",
    "planned",
    "at-risk",
    "unproven",
    "moved",
    "dropped",
)
"""The statuses that are told apart, in the order of the bar."""

_KEPT = ("fulfilled-early", "fulfilled-late")


class Tally(NamedTuple):
    """The number of commitments, and of those with each standing; zeros are left out."""

    total: int
    parts: tuple[tuple[CommitmentStatus, int], ...]


def standing_of(status: CommitmentStatus) -> CommitmentStatus:
    """One of STANDINGS: what was kept early or late was kept."""
    return "fulfilled" if status in _KEPT else status


def tally_of(all: Iterable[Progress]) -> Tally:
    counts = Counter(standing_of(each.status) for each in all)
    return Tally(counts.total(), tuple((each, counts[each]) for each in STANDINGS if counts[each]))
