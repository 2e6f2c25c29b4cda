"""What is wrong with a value where the languages of the site tell what is meant."""

from __future__ import annotations

from typing import Any

from cluster.currency_names import currency_meant
from cluster.language import Languages
from cluster.reading import cures, wrong_dates
from cluster.reading.scalar_types import Currency, Phone, TimeZone
from cluster.reading.time_zones import parse_time_zone, zone_of


def said_of(hint: Any, text: str, languages: Languages) -> str:
    """What is wrong with a text that is no `hint`; empty if its parser says it."""
    if hint is Phone and (better := cures.with_country_code(text, languages.default)):
        code = better.partition(" ")[0]
        expected = f"expected a phone number with its country code, found '{text}'"
        return f"{expected}; write {better} if {code} is its code"
    if hint is Currency and (code := currency_meant(text, languages.all)):
        meant = f"; did you mean '{code}'?"
        return f"unknown currency '{text}'{meant}"
    if hint is TimeZone:
        return _reason_of_zone(text, languages)
    return wrong_dates.said_of(hint, text, languages)


def _reason_of_zone(text: str, languages: Languages) -> str:
    try:
        parse_time_zone(text, zone_of(languages.default))
    except ValueError as error:
        return str(error)
    return ""
