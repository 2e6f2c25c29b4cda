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
from cluster.reading.weekdays import wrong_weekday


def said_of(hint: Any, text: str, languages: Languages) -> str:
    """What is wrong with a text that is no `hint`: a `When`, a `date` or `Hours`. Empty for other types."""
    if hint is When:
        return _of_date(parse_when, text, languages, f"expected a date, found '{text}'")
    if hint is date:
        return _of_date(parse_day, text, languages, _reason(parse_day, text))
    if hint is Hours:
        return _said(parse_hours, text, hours_readings(text), _reason(parse_hours, text))
    return ""


def _of_date(parse: Callable[[str], Any], text: str, languages: Languages, expected: str) -> str:
    found = _readings(parse, text, languages)
    if not found and (meant := _in_sample_year(parse, text, languages)):
        return f"expected a date with its year, found '{text}'; write {meant} for {_SAMPLE_YEAR}"
    exact = [each for each in found if not _reason(parse, each)]
    wrong = [wrong_weekday(text, each, languages.all) for each in exact]
    if wrong and all(wrong):
        return f"{expected}; {wrong[0]}"
    right = [each for each, other in zip(exact, wrong, strict=True) if not other]
    return _said(parse, text, right or found, expected, both=languages.default == "en")


def _readings(parse: Callable[[str], Any], text: str, languages: Languages) -> list[str]:
    """What a text may mean, of the kind that is parsed."""
    found = readings(text, languages.all)
    return found if parse is parse_when else [each for each in found if _IS_DAY.fullmatch(each)]


_IS_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SAMPLE_YEAR = "2027"
"""That of all examples."""


def _in_sample_year(parse: Callable[[str], Any], text: str, languages: Languages) -> str:
    """A date that lacks its year with one; empty if it lacks more, or if the day may be the month."""
    with_year = (f"{text} {_SAMPLE_YEAR}", f"{text}/{_SAMPLE_YEAR}")
    found = [read for each in with_year for read in _readings(parse, each, languages)]
    right = [each for each in dict.fromkeys(found) if _says_more(text, each) and not _reason(parse, each)]
    return right[0] if right and (len(right) == 1 or languages.default != "en") else ""


def _says_more(text: str, read: str) -> bool:
    """Whether a text has said more than the year that was added: a number alone is no month."""
    is_month = not re.search(r"-\d\d-|-Q", read)
    return read != _SAMPLE_YEAR and not (is_month and re.search(r"\d", text))


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
