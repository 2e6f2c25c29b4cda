"""The status of a commitment, computed from evidence and the day, never typed.

A commitment is to reach a number (`target`), to deliver one result, or to work all year; see
`commitments.Commitment`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal, get_args

from cluster.content.commitments import Commitment
from cluster.content.deliverables import Deliverable
from cluster.content.events import Event
from cluster.content.news import Post
from cluster.frozen import frozen
from cluster.language import Text

CommitmentStatus = Literal[
    "unproven",
    "at-risk",
    "planned",
    "partly",
    "under-way",
    "fulfilled-undated",
    "fulfilled-before",
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

Timing = Literal["early", "in-time", "late", "before", "undated"]
"""When evidence arose: before the period of the deadline, in time, after the deadline, before the plan's
year, or on a day of which nobody knows whether it was in time."""

CLAIMS: Mapping[CommitmentStatus, tuple[Timing, ...]] = {
    "fulfilled-early": ("early",),
    "fulfilled": ("early", "in-time"),
    "fulfilled-late": ("early", "in-time", "late"),
    "fulfilled-before": ("early", "in-time", "late", "before"),
    "fulfilled-undated": get_args(Timing),
}
"""The evidence that each status claims; a commitment has the first one whose evidence is enough."""

QUARTER = 92
"""Days before the deadline from which a commitment without enough evidence or dates is at risk."""

EvidenceItem = Event | Post | Deliverable


@frozen
class Evidence:
    """Something that has happened and proves a commitment, whole or in part."""

    of: EvidenceItem
    day: date | None
    """The last day on which it may have happened; None if unknown."""
    earliest: date | None = None
    """The first day on which it may have happened; None if that is `day`, or unknown."""
    count: int = 1
    """How much it adds towards the target; 0 for news about an event that is evidence itself."""
    in_part: bool = False
    """Whether it shows work, but not the result."""
    timing: Timing = "in-time"
    """Set by `progress_of`."""

    @property
    def timing_in_words(self) -> str:
        """The end of the key of the words for it: a date that is shown is not called unknown, but unsure."""
        return "unsure" if self.timing == "undated" and self.of.when else self.timing

    @property
    def note(self) -> Text | None:
        """What is known about the date, if there is none."""
        return self.of.date_note


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
    unconfirmed: int = 0
    """How many dates of the event that the plan sets for it are over, while nothing confirms that it took
    place."""
    is_continuous: bool = False
    """Whether it is work that goes on all year, for which nothing has to be in the calendar."""
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
    def lacks(self) -> Literal["confirmation", "evidence", "date"] | None:
        """What an open commitment lacks before its deadline: a confirmation that its event, which is over,
        took place; evidence of work that goes on all year; or a date in the calendar."""
        if not self.is_open or not self.days_left or self.scheduled:
            return None
        if self.unconfirmed:
            return "confirmation"
        if self.is_continuous:
            return None if self.evidence else "evidence"
        return "date"

    @property
    def timing_in_part(self) -> str:
        """When a commitment was kept in part, if not in time: what all of its evidence says of its time;
        empty if that is that it was in time or early, or if it says different things."""
        timings = {each.timing_in_words for each in self.evidence} if self.status == "partly" else set()
        return timings.pop() if len(timings) == 1 and not timings & {"in-time", "early"} else ""

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
    commitment: Commitment,
    evidence: Iterable[Evidence],
    *,
    scheduled: int,
    year: int,
    today: date,
    unconfirmed: int = 0,
) -> Progress:
    """The progress of a commitment in the plan for `year`, as of `today`."""
    starts = commitment.due.starts if commitment.due else date(year, 1, 1)
    ends = commitment.due.ends if commitment.due else date(year, 12, 31)
    past = [
        replace(each, timing=_timing(each, year, starts, ends))
        for each in in_time(evidence)
        if each.day is None or each.day <= today
    ]
    progress = Progress(
        status="planned",
        done=sum(each.count for each in past if not each.in_part),
        wanted=commitment.target.count if commitment.target else 1,
        scheduled=scheduled,
        days_left=max(0, (ends - today).days + 1),
        unconfirmed=unconfirmed,
        is_continuous=commitment.is_continuous,
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
        return _fulfilled_status(progress)
    if is_over:
        return "partly" if progress.evidence else "unproven"
    if progress.lacks == "confirmation" and not progress.evidence:
        return "unproven"
    if _is_at_risk(progress):
        return "at-risk"
    return "under-way" if progress.evidence else "planned"


def _fulfilled_status(progress: Progress) -> CommitmentStatus:
    """The most that the evidence bears out."""
    enough = (status for status, timings in CLAIMS.items() if _count(progress, timings) >= progress.wanted)
    return next(enough)


def _count(progress: Progress, timings: Iterable[Timing]) -> int:
    return sum(each.count for each in progress.evidence if not each.in_part and each.timing in timings)


def _timing(evidence: Evidence, year: int, starts: date, ends: date) -> Timing:
    """When evidence arose, for a deadline from `starts` to `ends` in the plan for `year`: what is so on
    each day on which it may have happened."""
    if evidence.day is None:
        return "undated"
    days = (evidence.earliest or evidence.day, evidence.day)
    first, last = (_timing_on(day, year, starts, ends) for day in days)
    if (first, last) == ("early", "in-time"):
        return "in-time"
    return last if first == last else "undated"


def _timing_on(day: date, year: int, starts: date, ends: date) -> Timing:
    if day.year < year:
        return "before"
    if day > ends:
        return "late"
    return "early" if day < starts else "in-time"


def _is_at_risk(progress: Progress) -> bool:
    """Whether the deadline is near and evidence and scheduled dates together miss the target."""
    enough = progress.done + progress.scheduled >= progress.wanted
    return progress.days_left <= QUARTER and not enough
