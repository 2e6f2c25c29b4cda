"""Parsers of scalar values: ids, addresses, numbers, codes.

Each takes a stripped, non-empty text. ValueError carries the message for the editor.
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
from cluster.links import encoded
from cluster.problems import near


def parse_id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError(f"expected an id (lower-case letters a-z, digits, hyphens), found '{text}'")
    return text


def is_web_address(text: str) -> bool:
    """Whether `text` is an absolute http(s) URL with a dotted host."""
    if not re.fullmatch(r"https?://[^\s/<>\"]+\.[^\s<>\"]+", text):
        return False
    try:
        return bool(encoded(text))
    except ValueError:  # such as `https://[a.b`
        return False


def parse_link(text: str) -> str:
    """The address, percent-encoded."""
    if not is_web_address(text):
        raise ValueError(f"expected a web address (https://…), found '{text}'")
    return encoded(text)


def parse_int(text: str) -> int:
    """1 to 999,999,999."""
    if not re.fullmatch(r"\d{1,9}", text) or int(text) == 0:
        raise ValueError(f"expected a whole number greater than zero, found '{text}'")
    return int(text)


def parse_bool(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"expected true or false, found '{text}'")
    return text == "true"


def parse_day(text: str) -> date:
    when = parse_when(text)
    if when.precision != "day" or when.starts != when.ends:
        raise ValueError(f"expected a single day such as 2022-10-13, found '{text}'")
    return when.starts


def parse_price(text: str) -> Decimal:
    """Units of the currency, with at most two decimals."""
    if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", text):
        raise ValueError(f"expected a price such as 0, 1500 or 99.50, found '{text}'")
    return Decimal(text)


def parse_email(text: str) -> str:
    if not re.fullmatch(r"[^\s@<>\"(),;:]+@[^\s@<>\"(),;:]+\.[^\s@<>\"(),;:.]+", text):
        raise ValueError(f"expected an e-mail address, found '{text}'")
    return text


def parse_language(text: str) -> str:
    return _one_of(text, "language", _languages(), "write its code, such as cs, en or de")


def parse_currency(text: str) -> str:
    return _one_of(text, "currency", _currencies(), "write its code, such as CZK or EUR")


def parse_time_zone(text: str) -> str:
    return _one_of(text, "time zone", _time_zones(), "write it like Europe/Prague")


def _one_of(text: str, kind: str, allowed: Collection[str], otherwise: str) -> str:
    if text not in allowed:
        # the lists are too long for `suggestion`, which would print them whole
        raise ValueError(f"unknown {kind} '{text}'{near(text, allowed) or f'; {otherwise}'}")
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
