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


class Within(NamedTuple):
    """How many of the commitments with a standing were not evidenced in time, and when."""

    standing: CommitmentStatus
    timing: str
    """The end of the key of the words for it, as in `Evidence.timing_in_words`."""
    number: int


class Tally(NamedTuple):
    """The number of commitments, and of those with each standing; zeros are left out."""

    total: int
    parts: tuple[tuple[CommitmentStatus, int], ...]
    within: tuple[Within, ...] = ()
    """What the parts include; they add up without it."""


def standing_of(status: CommitmentStatus) -> CommitmentStatus:
    """One of STANDINGS: what was kept early or late was kept."""
    return "fulfilled" if status in _KEPT else status


def tally_of(all: Iterable[Progress]) -> Tally:
    progress = tuple(all)
    counts = Counter(standing_of(each.status) for each in progress)
    parts = tuple((each, counts[each]) for each in STANDINGS if counts[each])
    return Tally(counts.total(), parts, _within(progress))


def _within(all: Iterable[Progress]) -> tuple[Within, ...]:
    timed = ((standing_of(each.status), timing) for each in all if (timing := _timing(each)))
    return tuple(Within(*each, number) for each, number in sorted(Counter(timed).items()))


def _timing(progress: Progress) -> str:
    """When a commitment was kept early or late, or kept in part; empty if in time or at various times."""
    if progress.status in _KEPT:
        return progress.status.removeprefix("fulfilled-")
    return progress.timing_in_part
