"""How far a promise of the plan is kept: a state that is computed of evidence, never typed.

A promise is an activity or a working group. What it takes is a number of something (`target`), a single deed,
or continuous work; see `plan.Promise`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from cluster.content.commitments import Commitment
from cluster.content.deliverables import Deliverable
from cluster.content.events import Event
from cluster.content.news import Post
from cluster.digests import key_of

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
"""From the worst to the best; the last two are an editor's word."""

STATUSES: tuple[CommitmentStatus, ...] = get_args(CommitmentStatus)

OPEN: tuple[CommitmentStatus, ...] = ("at-risk", "unproven", "partly", "planned", "under-way")
"""Of promises that are not kept, in the order in which a board should see them."""

QUARTER = 92
"""Days: how long before the end of the time a promise must have its evidence or a date for it."""

EvidenceItem = Event | Post | Deliverable


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Something that has happened and that a promise can show."""

    of: EvidenceItem
    day: date | None
    """The last day on which it may have happened; None if nothing is known."""
    count: int = 1
    """How many of what is promised it is; 0 for what tells of other evidence."""
    in_part: bool = False
    """Whether it shows that work was done, but not what was promised."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a promise is kept on a day."""

    status: CommitmentStatus
    done: int
    """How much of what is promised is proven."""
    wanted: int
    """How much is promised; 1 for a deed and for continuous work."""
    scheduled: int
    """How much is ahead in the calendar."""
    days_left: int
    """Until the end of its time, that day included; 0 if that is over."""
    evidence: tuple[Evidence, ...] = ()
    """In the order of time, undated ones last."""

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_counted(self) -> bool:
        """Whether it matters how much and how long is left."""
        return self.is_open and self.days_left > 0 and (self.wanted > 1 or self.status == "at-risk")

    @property
    def proven(self) -> list[Evidence]:
        """What is shown of the evidence: each thing once, at its first day."""
        return each_once(self.evidence)

    @property
    def digest(self) -> str:
        """Of all that is shown of it."""
        counted = (self.scheduled, self.days_left) if self.is_counted else ()
        proofs = (f"{each.of.digest} {each.day} {each.in_part}" for each in self.evidence)
        return key_of([repr((self.status, self.done, self.wanted, counted)), *proofs])


def in_time(evidence: Iterable[Evidence]) -> list[Evidence]:
    """In the order of time, undated ones last."""
    return sorted(evidence, key=lambda each: (each.day or date.max, each.of.id))


def each_once(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The first evidence of each thing; an event and news of it may have the same id."""
    found: dict[tuple[type[EvidenceItem], str], Evidence] = {}
    for each in evidence:
        found.setdefault((type(each.of), each.of.id), each)
    return list(found.values())


def progress_of(
    commitment: Commitment, evidence: Iterable[Evidence], *, scheduled: int, year: int, today: date
) -> Progress:
    """The progress of a promise of the plan of a year, as of a day."""
    known = in_time(each for each in evidence if each.day is None or each.day <= today)
    ends = commitment.due.ends if commitment.due else date(year, 12, 31)
    progress = Progress(
        status="planned",
        done=sum(each.count for each in known if not each.in_part),
        wanted=commitment.target.count if commitment.target else 1,
        scheduled=scheduled,
        days_left=max(0, (ends - today).days + 1),
        evidence=tuple(known),
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
    """How a promise was kept, by the day on which the last that was wanted was there."""
    day = _reached(progress.evidence, progress.wanted)
    if day is None:
        return "fulfilled-undated"
    if day > ends:
        return "fulfilled-late"
    return "fulfilled-early" if commitment.due and day < commitment.due.starts else "fulfilled"


def _reached(evidence: Sequence[Evidence], wanted: int) -> date | None:
    """The day on which enough was there; None if undated evidence was needed for it."""
    done = 0
    for each in evidence:
        done += 0 if each.in_part else each.count
        if done >= wanted:
            return each.day
    return None


def _is_at_risk(progress: Progress) -> bool:
    """Whether what is scheduled cannot reach the target in the little time that is left."""
    enough = progress.done + progress.scheduled >= progress.wanted
    return progress.days_left <= QUARTER and not enough
