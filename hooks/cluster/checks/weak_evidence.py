"""A doubt about evidence that may be of another time than the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cluster.content.commitment_status import Evidence
from cluster.content.kinds import label
from cluster.content.progress import PlanProgress
from cluster.content.site import Site
from cluster.problems import Problem


def weak_evidence_says_why_it_counts(site: Site, today: date) -> Iterator[Problem]:
    """Evidence without a date fulfils a commitment for a reason that readers can see."""
    for plan in site.plans.all:
        for id, progress in PlanProgress(site, plan, today).progress.items():
            for evidence in progress.proven:
                if _is_weak(evidence):
                    message = (
                        f"{_doubt(evidence, plan.year)}; say in 'counts_because' why it counts for '{id}'"
                    )
                    yield Problem(evidence.of.at.of("fulfils"), f"{label(evidence.of)}: {message}")


def _is_weak(evidence: Evidence) -> bool:
    """Whether nothing says why it counts. For what has a date, a rule asks already."""
    of = evidence.of
    is_unexplained = not of.when and not of.counts_because and not evidence.in_part
    return is_unexplained and evidence.timing not in ("early", "in-time")


def _doubt(evidence: Evidence, year: int) -> str:
    if evidence.timing != "undated":
        return f"none of its possible dates is in {year}"
    if evidence.of.possible_dates:
        return f"not all of its possible dates are in {year}"
    return f"nothing says that it was in {year}"
