"""Rules for shared equipment: each rule is a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.equipment import Equipment, Parameter, Quantity
from cluster.content.kinds import label
from cluster.content.site import Site
from cluster.problems import Problem


def equipment_has_one_owner(site: Site) -> Iterator[Problem]:
    """Equipment is owned by a member or by somebody else."""
    for item in site.of(Equipment):
        if item.owner and item.owner_name:
            message = "found both 'owner' and 'owner_name'; delete one of them"
            yield Problem(item.at.of("owner_name"), f"{label(item)}: {message}")
        elif not item.owner and not item.owner_name:
            message = "missing owner; write 'owner' (a member's id) or 'owner_name'"
            yield Problem(item.at, f"{label(item)}: {message}")


def parameters_are_complete(site: Site) -> Iterator[Problem]:
    """A parameter has one name and one value; a number has a unit, and a range its lower end first."""
    quantities = site.by_id(Quantity)
    for item in site.of(Equipment):
        for each in item.parameters:
            for message in _wrong_with(each, quantities.get(each.quantity or "")):
                yield Problem(each.at, f"{label(item)}: parameters: {message}")


def _wrong_with(parameter: Parameter, quantity: Quantity | None) -> Iterator[str]:
    numbers, name = parameter.numbers, parameter.quantity or ""
    if bool(parameter.quantity) == bool(parameter.name):
        yield "write either 'quantity' or 'name'"
    if bool(numbers) == bool(parameter.text):
        yield "write either 'value', 'minimum' and 'maximum', or 'text'"
    if parameter.value is not None and len(numbers) > 1:
        yield "found 'value' beside 'minimum' or 'maximum'; delete one of them"
    if numbers and not parameter.unit:
        yield "missing 'unit'"
    if quantity and numbers and parameter.unit and parameter.unit != quantity.unit:
        yield f"the unit of '{name}' is {quantity.unit}, found '{parameter.unit}'"
    if numbers != sorted(numbers):
        yield f"the minimum {numbers[0]} is greater than the maximum {numbers[-1]}"


RULES = (equipment_has_one_owner, parameters_are_complete)
