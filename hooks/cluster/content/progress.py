"""Progress of a plan: every commitment with its evidence and scheduled dates, as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from cluster.content.commitment_status import (
    STATUSES,
    CommitmentStatus,
    Evidence,
    EvidenceItem,
    Progress,
    progress_of,
)
from cluster.content.commitments import Activity, Commitment
from cluster.content.events import Event
from cluster.content.listed_results import listed_results
from cluster.content.news import Post
from cluster.content.plan import Plan
from cluster.content.site import Site
from cluster.content.tally import Tally, tally_of
from cluster.dates import When


@dataclass(frozen=True)
class PlanProgress:
    """The progress of one of the site's plans on a day."""

    site: Site
    plan: Plan
    today: date

    @cached_property
    def progress(self) -> Mapping[str, Progress]:
        """The progress of each commitment, by its id."""
        return {each.id: self._of(each) for each in self.plan.commitments}

    @cached_property
    def by_status(self) -> Mapping[CommitmentStatus, int]:
        """The number of commitments in each status, in the order of STATUSES; zeros are left out."""
        counts = Counter(each.status for each in self.progress.values())
        return {status: counts[status] for status in STATUSES if counts[status]}

    @cached_property
    def tally(self) -> Tally:
        return tally_of(self.progress.values())

    def _of(self, commitment: Commitment) -> Progress:
        named = self._naming.get(commitment.id, [])
        own = self.site.event_of(commitment) if isinstance(commitment, Activity) else None
        ahead = {each.id: each for each, _ in named if isinstance(each, Event)}
        if own:
            ahead[own.id] = own
        return progress_of(
            commitment,
            [each for proof, in_part in named for each in self._evidence(proof, in_part, named)],
            scheduled=sum(self._ahead(event) for event in ahead.values()),
            unconfirmed=self._unconfirmed(own, named) if own else 0,
            year=self.plan.year,
            today=self.today,
        )

    def _evidence(
        self, proof: EvidenceItem, in_part: bool, named: list[tuple[EvidenceItem, bool]]
    ) -> Iterator[Evidence]:
        """The evidence that an item gives: an event counts once for each past date, news about an event
        that is evidence itself counts 0."""
        if isinstance(proof, Event):
            if proof.status == "cancelled":
                return
            for when in proof.dates_before(self.today):
                yield replace(self._dated(proof, when), in_part=in_part)
            if not proof.dates and proof.status != "planned":
                yield replace(self._dated(proof, None), in_part=in_part)
        elif isinstance(proof, Post):
            is_about_evidence = any(each.id == proof.event for each, _ in named if isinstance(each, Event))
            count = 0 if is_about_evidence else 1
            yield replace(self._dated(proof, proof.date), count=count, in_part=in_part)
        else:
            yield replace(self._dated(proof, proof.date), count=proof.count, in_part=in_part)

    def _dated(self, proof: EvidenceItem, when: When | None) -> Evidence:
        """Evidence with the days on which it may have happened; without a date, those of `possible_dates`."""
        dates = [when] if when else [each for each in proof.possible_dates if each.starts <= self.today]
        if not dates:
            return Evidence(of=proof, day=None)
        last = max(each.ends for each in dates)
        last = last if when else min(last, self.today)
        # what takes several days has happened on the last of them
        earliest = min(each.ends if each.is_exact else each.starts for each in dates)
        return Evidence(of=proof, day=last, earliest=min(earliest, last))

    def _ahead(self, event: Event) -> int:
        """The number of an event's dates that are not over."""
        if event.status == "cancelled":
            return 0
        return len(event.dates) - len(event.dates_before(self.today))

    def _unconfirmed(self, event: Event, named: list[tuple[EvidenceItem, bool]]) -> int:
        """The number of dates that are over of a planned event that is no evidence of its own activity."""
        if event.status == "cancelled" or any(each is event for each, _ in named):
            return 0
        return len(event.dates_before(self.today))

    @cached_property
    def _naming(self) -> Mapping[str, list[tuple[EvidenceItem, bool]]]:
        """The items that fulfil each commitment of this plan, with whether only in part, by its id."""
        plans = self.site.plans.with_commitment
        found: dict[str, list[tuple[EvidenceItem, bool]]] = {}
        for proof in chain(evidence_items_of(self.site), listed_results(self.site, self.plan)):
            for ids, in_part in ((proof.fulfils, False), (proof.fulfils_in_part, True)):
                for id in ids:
                    if _plan_for(proof, plans.get(id, [])) is self.plan:
                        found.setdefault(id, []).append((proof, in_part))
        return found


def _plan_for(proof: EvidenceItem, plans: Sequence[Plan]) -> Plan | None:
    """The plan for which an item counts, of those that hold the commitment (newest first): the plan of its
    year, else the last one before, else the oldest; the newest if it is undated.

    Only a working group is in several plans.
    """
    last = max((each.ends.year for each in (proof.when, *proof.possible_dates) if each), default=None)
    begun = (plan for plan in plans if last is None or plan.year <= last)
    return next(begun, plans[-1] if plans else None)


def evidence_items_of(site: Site) -> Iterator[EvidenceItem]:
    """Everything that can be evidence."""
    yield from site.events
    yield from site.posts
    yield from site.deliverables
