"""The published action plans of all years, and lookups across them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from cluster.content.commitments import Activity, Commitment, WorkingGroup
from cluster.content.plan import Goal, Pillar, Plan
from cluster.reading.scalar_types import Id


class _Lasting(Protocol):
    @property
    def id(self) -> Id: ...


L = TypeVar("L", bound=_Lasting)


@dataclass(frozen=True)
class Plans:
    """The plans of all years; an id means the same goal, pillar or working group in each of them."""

    all: tuple[Plan, ...]
    """At least one, newest first, one a year."""
    current: Plan
    """The plan in force, one of `all`."""

    @classmethod
    def of(cls, plans: Iterable[Plan], *, year: int | None = None) -> Plans:
        """In force is the newest plan that is not of a later year than `year`, else the oldest one.

        Without a year, the newest plan is in force.
        """
        newest_first = tuple(sorted(plans, key=lambda plan: plan.year, reverse=True))
        begun = (plan for plan in newest_first if year is None or plan.year <= year)
        return cls(newest_first, next(begun, newest_first[-1]))

    @cached_property
    def in_order(self) -> tuple[Plan, ...]:
        """The plan in force, then the others, newest first."""
        return (self.current, *(plan for plan in self.all if plan is not self.current))

    @cached_property
    def pillars_by_id(self) -> Mapping[str, list[tuple[Plan, Pillar]]]:
        """Each pillar in every plan that has it, with that plan, in the order of `in_order`."""
        return self._by_id(lambda plan: plan.pillars)

    @cached_property
    def goals_by_id(self) -> Mapping[str, list[tuple[Plan, Goal]]]:
        """As `pillars_by_id`."""
        return self._by_id(lambda plan: plan.goals)

    @cached_property
    def working_groups_by_id(self) -> Mapping[str, list[tuple[Plan, WorkingGroup]]]:
        """As `pillars_by_id`."""
        return self._by_id(lambda plan: plan.working_groups)

    def _by_id(self, things: Callable[[Plan], tuple[L, ...]]) -> dict[str, list[tuple[Plan, L]]]:
        found: dict[str, list[tuple[Plan, L]]] = {}
        for plan in self.in_order:
            for thing in things(plan):
                found.setdefault(thing.id, []).append((plan, thing))
        return found

    @cached_property
    def pillars(self) -> tuple[Pillar, ...]:
        """The pillars of all plans, each from the plan in force, else from the newest that has it."""
        return tuple(each[0][1] for each in self.pillars_by_id.values())

    @cached_property
    def working_groups(self) -> tuple[WorkingGroup, ...]:
        """As `pillars`."""
        return tuple(each[0][1] for each in self.working_groups_by_id.values())

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """The activities of all plans, newest plan first."""
        return tuple(activity for plan in self.all for activity in plan.activities)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """All activities, then the working groups."""
        return (*self.activities, *self.working_groups)

    @cached_property
    def commitment_of_id(self) -> Mapping[str, Commitment]:
        """Each of `commitments` by its id."""
        return {commitment.id: commitment for commitment in self.commitments}

    @cached_property
    def with_commitment(self) -> Mapping[str, list[Plan]]:
        """The plans that hold a commitment, newest first, by its id: a working group may be in several."""
        found: dict[str, list[Plan]] = {}
        for plan in self.all:
            for commitment in plan.commitments:
                found.setdefault(commitment.id, []).append(plan)
        return found

    def before(self, plan: Plan) -> Plan | None:
        """The next older plan."""
        return next((each for each in self.all if each.year < plan.year), None)

    def page_of(self, plan: Plan) -> str:
        """The address of a plan's page: `plan/` for the plan in force, else its permanent address."""
        return "plan/" if plan is self.current else self.lasting(plan)

    def progress_of(self, plan: Plan) -> str:
        """The address of the page that shows how a plan is kept."""
        return f"{self.page_of(plan)}progress/"

    def lasting(self, plan: Plan) -> str:
        """The permanent address of a plan; it redirects to `plan/` while the plan is in force."""
        return f"plan/{plan.year}/"

    def plan_of(self, commitment: Commitment) -> Plan:
        """The plan that holds the commitment; the newest one for a working group."""
        return self.with_commitment[commitment.id][0]

    def address_of(self, commitment: Commitment) -> str:
        """The address of a commitment: a page, with its anchor."""
        plan = self.plan_of(commitment)
        return plan.address_of(commitment, page=self.page_of(plan))

    @cached_property
    def continued(self) -> Mapping[str, list[Activity]]:
        """The later activities that continue an activity, by the id of the continued one."""
        found: dict[str, list[Activity]] = {}
        for activity in self.activities:
            if activity.carried_from:
                found.setdefault(activity.carried_from, []).append(activity)
        return found

    @property
    def addresses(self) -> list[str]:
        """The addresses of all pages about plans, goals, pillars and working groups."""
        found = [
            *(f"goals/{id}/" for id in self.goals_by_id),
            *(f"pillars/{id}/" for id in self.pillars_by_id),
            *(f"working-groups/{id}/" for id in self.working_groups_by_id),
        ]
        for plan in self.all:
            found += [self.page_of(plan), self.lasting(plan), self.progress_of(plan), f"reports/{plan.year}/"]
            if self.before(plan):
                found.append(comparison_of(plan))
        return found


def comparison_of(plan: Plan) -> str:
    """The address of the page that compares a plan with the previous one."""
    return f"plan/{plan.year}/compared/"
