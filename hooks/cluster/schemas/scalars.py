"""JSON Schemas of the values that are written as plain texts, as YAML 1.2 reads them.

A schema accepts all that the parser of the type accepts, and refuses most of what it refuses: days that do
not exist pass. `2022` is a number in YAML, and a date or an id for us; so most types may be numbers as well.
Patterns are valid in JavaScript with its flag `u`, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from cluster.code_names import english_countries, english_languages
from cluster.date_parts import YEARS
from cluster.dates import Hours, When
from cluster.language import locale_of
from cluster.reading import scalar_types as types
from cluster.reading.scalars import LARGEST, known_currencies
from cluster.reading.time_zones import known_time_zones

Schema = dict[str, Any]

_DAY = r"\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))"
_TIME = r"([01]?\d|2[0-3]):[0-5]\d"
_VAGUE = r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|spring|summer|autumn|winter))?"
_EXACT = rf"{_DAY}([ T]{_TIME})?(\s*\.\.\s*(?=\d)({_DAY})?[ T]?({_TIME})?)?"
DATE = f"{_VAGUE}|{_EXACT}"
"""What a `When` looks like, to the days of each month; also for forms."""
HOURS = rf"{_TIME}(\s*\.\.\s*{_TIME})?"
_HEX = r"#([0-9a-fA-F]{3}){1,2}"
_ATOM = "[!#-'*+/-9=?A-Z^-~-]+"  # of ASCII, as in RFC 5322
_LABEL = r'[^\s@<>"(),;:.]+'


def _texts(pattern: str) -> Schema:
    return {"type": "string", "pattern": _whole(pattern)}


def _or_number(pattern: str, **limits: float) -> Schema:
    """A text that YAML reads as a number if it looks like one."""
    return {"type": ["string", "number"], "pattern": _whole(pattern), **limits}


def _whole(pattern: str) -> str:
    return rf"^\s*({pattern})\s*$"  # blanks within quotation marks are ignored


_YEAR = {"minimum": YEARS[0], "maximum": YEARS[-1]}

SCHEMAS: Mapping[Any, tuple[str, Schema]] = {
    types.Id: ("Id", _or_number("[a-z0-9]+(-[a-z0-9]+)*", minimum=0)),
    types.Link: ("Link", _texts(r'https?://[^\s/<>"]+\.[^\s<>"]+')),
    int: ("WholeNumber", _or_number("[1-9][0-9]*", minimum=1, maximum=LARGEST, multipleOf=1)),
    types.Year: ("Year", _or_number("[0-9]{4}", **_YEAR)),
    types.FoundingYear: ("FoundingYear", _or_number("[0-9]{4}", minimum=1000, maximum=YEARS[-1])),
    When: ("Date", _or_number(DATE, **_YEAR)),
    date: ("Day", _texts(_DAY)),
    Hours: ("Hours", _texts(HOURS)),
    Decimal: ("Price", _or_number(r"\d{1,9}(\.\d{1,2})?", minimum=0)),
    types.Email: ("Email", _texts(rf"{_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})+")),
    types.Phone: ("Phone", _or_number(r"[+].*\d.*\d.*\d.*")),
    types.IdentityName: ("IdentityName", _or_number(r'[^\s/@<>"?#:]+(:\d+)?(/[^\s/<>"?#]+)*')),
    types.Coordinates: ("Coordinates", _texts(r"-?\d{1,3}(\.\d+)?°?N?[,;]?\s*-?\d{1,3}(\.\d+)?°?E?")),
    types.RegistrationNumber: ("RegistrationNumber", _or_number(r"[A-Z]{0,4} ?\d[\dA-Z ./-]{2,18}")),
    types.IndexNowKey: ("IndexNowKey", _or_number("[A-Za-z0-9-]{8,128}")),
    types.Number: ("Number", _or_number(r"-?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,3})?")),
    types.Colour: ("Colour", _texts(f"{_HEX}(\\s*/\\s*{_HEX})?")),
}
"""The schema of each type, with the key under which the descriptions say how to write it."""


@cache
def names_of_codes(hint: Any, language: str) -> Mapping[str, str]:
    """The codes that a type allows, with their names in a language; empty for other types."""
    locale = locale_of(language)
    lists: Mapping[Any, Callable[[], Mapping[str, str]]] = {
        types.CountryCode: lambda: {each: locale.territories.get(each, "") for each in english_countries()},
        types.LanguageCode: lambda: {each: locale.languages.get(each, "") for each in english_languages()},
        types.Currency: lambda: {each: locale.currencies.get(each, "") for each in known_currencies()},
        types.TimeZone: lambda: dict.fromkeys(known_time_zones(), ""),
    }
    return lists[hint]() if hint in lists else {}
