"""How complete the records of equipment are, and how old."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, get_args

from cluster.content.equipment import Equipment

Grade = Literal["bronze", "silver", "gold"]

GRADES: tuple[Grade, ...] = get_args(Grade)
"""The lowest first."""

NEEDED: Mapping[Grade, tuple[str, ...]] = {
    "bronze": ("measures", "place"),
    "silver": ("method", "parameters", "access"),
    "gold": ("conditions", "contact", "checked"),
}
"""The fields that a record must have for a grade, besides those for the grades below it."""

FRESH = timedelta(days=365)
"""How long a record counts as up to date after it was checked."""


def grade_of(item: Equipment) -> Grade | None:
    """The highest grade that a record reaches; None if it does not even reach the lowest."""
    reached = None
    for grade in GRADES:
        if not all(getattr(item, field) for field in NEEDED[grade]):
            break
        reached = grade
    return reached


def is_due(item: Equipment, today: date) -> bool:
    """Whether a record should be checked: never done, or more than twelve months ago."""
    return item.checked is None or today - item.checked > FRESH
