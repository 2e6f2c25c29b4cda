"""What is wrong with a date or a time, and how to write the one that is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from cluster.dates import Hours, When, parse_hours, parse_when
from cluster.language import Languages
from cluster.reading.date_readings import hours_readings, readings
from cluster.reading.scalars import parse_day


def said_of(hint: Any, text: str, languages: Languages) -> str:
    """What is wrong with a text that is no `hint`: a `When`, a `date` or `Hours`. Empty for other types."""
    is_english = languages.default == "en"
    if hint is When:
        found = readings(text, languages.all)
        return _said(parse_when, text, found, f"expected a date, found '{text}'", both=is_english)
    if hint is date:
        found = [each for each in readings(text, languages.all) if re.fullmatch(r"\d{4}-\d\d-\d\d", each)]
        return _said(parse_day, text, found, _reason(parse_day, text), both=is_english)
    if hint is Hours:
        return _said(parse_hours, text, hours_readings(text), _reason(parse_hours, text))
    return ""


def _said(
    parse: Callable[[str], Any], text: str, found: Sequence[str], expected: str, *, both: bool = False
) -> str:
    """How to write what was found; if it does not exist, why not. Days are before months, but in English
    nobody knows: then `both` are offered."""
    better = [each for each in found if not _reason(parse, each)]
    if not better:
        return _reason(parse, found[0] if found else text)
    if both and len(better) > 1:
        return f"{expected}; write {better[0]}, or {better[1]} if that is meant"
    return f"{expected}; write {better[0]}"


def _reason(parse: Callable[[str], Any], text: str) -> str:
    """Why a text cannot be parsed; empty if it can."""
    try:
        parse(text)
    except ValueError as error:
        return str(error)
    return ""
