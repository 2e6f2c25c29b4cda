"""The status of a commitment, computed from evidence and the day, never typed.

A commitment is to reach a number (`target`), to deliver one result, or to work all year; see
`commitments.Commitment`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, get_args

from cluster.content.commitments import Commitment
from cluster.content.deliverables import Deliverable
from cluster.content.events import Event
from cluster.content.news import Post
from cluster.frozen import frozen

CommitmentStatus = Literal[
    "unproven",
    "at-risk",
    "planned",
    "partly",
    "under-way",
    "fulfilled-undated",
    "fulfilled-late",
    "fulfilled",
    "fulfilled-early",
    "moved",
    "dropped",
]
"""From worst to best; the last two are set by an editor, all others computed."""

STATUSES: tuple[CommitmentStatus, ...] = get_args(CommitmentStatus)

OPEN: tuple[CommitmentStatus, ...] = ("at-risk", "unproven", "partly", "planned", "under-way")
"""The statuses of commitments that are not fulfilled, in the order in which a board should see them."""

QUARTER = 92
"""Days before the deadline from which a commitment without enough evidence or dates is at risk."""

EvidenceItem = Event | Post | Deliverable


@frozen
class Evidence:
    """Something that has happened and proves a commitment, whole or in part."""

    of: EvidenceItem
    day: date | None
    """The last day on which it may have happened; None if unknown."""
    count: int = 1
    """How much it adds towards the target; 0 for news about an event that is evidence itself."""
    in_part: bool = False
    """Whether it shows work, but not the result."""


@frozen
class Progress:
    """The status of a commitment on a day, with its evidence."""

    status: CommitmentStatus
    done: int
    """How much is proven."""
    wanted: int
    """How much the plan commits to; 1 where there is no target."""
    scheduled: int
    """How many dates the calendar holds that are not over."""
    days_left: int
    """Days until the deadline, inclusive; 0 after it."""
    evidence: tuple[Evidence, ...] = ()
    """In order of time, undated evidence last."""

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_counted(self) -> bool:
        """Whether pages show the number done and the days left."""
        return self.is_open and self.days_left > 0 and (self.wanted > 1 or self.status == "at-risk")

    @property
    def proven(self) -> list[Evidence]:
        """The evidence that pages show: each item once, on its first day."""
        return each_once(self.evidence)


def in_time(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Sorted by day, undated evidence last."""
    return sorted(evidence, key=lambda each: (each.day or date.max, each.of.id))


def each_once(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The first evidence of each item; an event and a news item may have the same id."""
    found: dict[tuple[type[EvidenceItem], str], Evidence] = {}
    for each in evidence:
        found.setdefault((type(each.of), each.of.id), each)
    return list(found.values())


def progress_of(
    commitment: Commitment, evidence: Iterable[Evidence], *, scheduled: int, year: int, today: date
) -> Progress:
    """The progress of a commitment in the plan for `year`, as of `today`."""
    past = in_time(each for each in evidence if each.day is None or each.day <= today)
    ends = commitment.due.ends if commitment.due else date(year, 12, 31)
    progress = Progress(
        status="planned",
        done=sum(each.count for each in past if not each.in_part),
        wanted=commitment.target.count if commitment.target else 1,
        scheduled=scheduled,
        days_left=max(0, (ends - today).days + 1),
        evidence=tuple(past),
    )
    return replace(progress, status=_status(commitment, progress, ends=ends, year=year, today=today))


def _status(
    commitment: Commitment, progress: Progress, *, ends: date, year: int, today: date
) -> CommitmentStatus:
    if commitment.status:
        return commitment.status
    is_over = today > max(ends, date(year, 12, 31))
    if progress.done >= progress.wanted and (is_over or not commitment.is_continuous):
        return _fulfilled_status(commitment, progress, ends)
    if is_over:
        return "partly" if progress.evidence else "unproven"
    if _is_at_risk(progress):
        return "at-risk"
    return "under-way" if progress.evidence else "planned"


def _fulfilled_status(commitment: Commitment, progress: Progress, ends: date) -> CommitmentStatus:
    """Early, on time or late, by the day on which the target was reached."""
    day = _reached(progress.evidence, progress.wanted)
    if day is None:
        return "fulfilled-undated"
    if day > ends:
        return "fulfilled-late"
    return "fulfilled-early" if commitment.due and day < commitment.due.starts else "fulfilled"


def _reached(evidence: Sequence[Evidence], wanted: int) -> date | None:
    """The day on which enough evidence existed; None if that takes undated evidence."""
    done = 0
    for each in evidence:
        done += 0 if each.in_part else each.count
        if done >= wanted:
            return each.day
    return None


def _is_at_risk(progress: Progress) -> bool:
    """Whether the deadline is near and evidence and scheduled dates together miss the target."""
    enough = progress.done + progress.scheduled >= progress.wanted
    return progress.days_left <= QUARTER and not enough
