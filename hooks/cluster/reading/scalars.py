"""Values that an editor writes as one text: ids, addresses, numbers, codes.

Each function parses a text that is neither empty nor surrounded by white space. ValueError says what is wrong
and what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from cluster.dates import parse_when
from cluster.problems import near


def parse_id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError(f"'{text}' is not an id; an id has small letters a-z, digits and hyphens")
    return text


def is_web_address(text: str) -> bool:
    """Whether it can be a `Link`."""
    return re.fullmatch(r"https?://[^\s/<>\"]+\.[^\s<>\"]+", text) is not None


def parse_link(text: str) -> str:
    if not is_web_address(text):
        raise ValueError(f"'{text}' is not a web address; it begins with https://")
    return text


def parse_int(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text) or int(text) == 0:
        raise ValueError(f"'{text}' is not a whole number greater than zero")
    return int(text)


def parse_bool(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"'{text}' is neither true nor false")
    return text == "true"


def parse_day(text: str) -> date:
    when = parse_when(text)
    if when.precision != "day" or when.starts != when.ends:
        raise ValueError("one day belongs here, such as 2022-10-13")
    return when.starts


def parse_price(text: str) -> Decimal:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", text):
        raise ValueError(f"'{text}' is not a price; write it as 0, 1500 or 99.50")
    return Decimal(text)


def parse_email(text: str) -> str:
    if not re.fullmatch(r"[^\s@<>\"(),;:]+@[^\s@<>\"(),;:]+\.[^\s@<>\"(),;:.]+", text):
        raise ValueError(f"'{text}' is not an e-mail address")
    return text


def parse_language(text: str) -> str:
    return _listed(text, "language", _languages(), "write its code, such as cs, en or de")


def parse_currency(text: str) -> str:
    return _listed(text, "currency", _currencies(), "write its code, such as CZK or EUR")


def parse_time_zone(text: str) -> str:
    return _listed(text, "time zone", _time_zones(), "write it like Europe/Prague")


def _listed(text: str, kind: str, allowed: Collection[str], otherwise: str) -> str:
    if text not in allowed:
        hint = near(text, allowed) or f"; {otherwise}"
        raise ValueError(f"there is no {kind} '{text}'{hint}")
    return text


@cache
def _languages() -> Collection[str]:
    return [str(code) for code in Locale("en").languages if len(str(code)) == 2]


@cache
def _currencies() -> Collection[str]:
    return list(Locale("en").currencies)


@cache
def _time_zones() -> Collection[str]:
    return sorted(available_timezones())
