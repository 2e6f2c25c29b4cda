"""Parsers of scalar values: ids, addresses, numbers, codes.

Each takes a stripped, non-empty text. ValueError carries the message for the editor.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from babel import Locale

from cluster.code_names import english_countries, english_languages, near_country, near_language
from cluster.date_parts import YEARS
from cluster.dates import parse_when
from cluster.links import encoded
from cluster.problems import near
from cluster.reading import cures


def is_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text))


def parse_id(text: str) -> str:
    if not is_id(text):
        raise ValueError(
            f"expected an id (lower-case letters a-z, digits, hyphens), found '{text}'{cures.of_id(text)}"
        )
    return text


def is_web_address(text: str) -> bool:
    """Whether `text` is an absolute http(s) URL with a dotted host."""
    if not re.fullmatch(r"https?://[^\s/<>\"]+\.[^\s<>\"]+", text):
        return False
    try:
        return urlsplit(text).port != 0 and bool(encoded(text))
    except ValueError:  # such as `https://[a.b` or `https://a.b:99999`
        return False


def parse_link(text: str) -> str:
    """The address, percent-encoded."""
    if not is_web_address(text):
        raise ValueError(f"expected a web address (https://…), found '{text}'{cures.of_link(text)}")
    if urlsplit(text).password is not None:
        raise ValueError(f"the address '{text}' would publish a password; write it without")
    return encoded(text)


def parse_identity_name(text: str) -> str:
    if not re.fullmatch(r"[^\s/@<>\"?#:]+(:\d+)?(/[^\s/<>\"?#]+)*", text):
        raise ValueError(f"expected a name like cluster.example, without https://, found '{text}'")
    return text


LARGEST = 10**15 - 1
"""The largest number; JavaScript and spreadsheets still read it exactly."""


def parse_int(text: str) -> int:
    """1 to LARGEST, in digits alone."""
    if not re.fullmatch(r"0*[1-9][0-9]*", text):
        raise ValueError(f"expected a whole number greater than zero, found '{text}'{cures.of_integer(text)}")
    if text.startswith("0"):
        # octal in YAML 1.1, a decimal in YAML 1.2: nobody can tell what is meant
        raise ValueError(f"expected a whole number, found '{text}'; write it without the zero in front")
    if len(text) > len(str(LARGEST)):
        raise ValueError(f"the number {text} is too large (limit: {LARGEST})")
    return int(text)


def parse_year(text: str) -> int:
    """The year of a plan."""
    return _year_of(text, YEARS)


def parse_founding_year(text: str) -> int:
    """Universities are older than the dates of the calendar."""
    return _year_of(text, range(1000, YEARS.stop))


def _year_of(text: str, years: range) -> int:
    if not re.fullmatch(r"[0-9]{4}", text) or int(text) not in years:
        cure = cures.of_year(text)
        raise ValueError(f"expected a year ({years[0]}–{years[-1]}), found '{text}'{cure}")
    return int(text)


_MEANT = {
    **dict.fromkeys(("yes", "on", "y", "1", "true", "vrai", "ano", "áno", "ja", "oui", "tak"), "true"),
    **dict.fromkeys(("no", "off", "n", "0", "false", "faux", "ne", "nie", "nein", "non"), "false"),
}
"""What editors write for true and false; some of it is right in YAML 1.1."""


def parse_bool(text: str) -> bool:
    if text not in ("true", "false"):
        meant = _MEANT.get(text.lower())
        raise ValueError(f"expected true or false, found '{text}'{(meant and f'; write {meant}') or ''}")
    return text == "true"


def parse_day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(f"expected a single day such as 2027-10-13, found '{text}'")
    return parse_when(text).starts


def parse_price(text: str) -> Decimal:
    """Units of the currency, with at most two decimals."""
    if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", text):
        raise ValueError(f"expected a price such as 0, 1500 or 99.50, found '{text}'{cures.of_price(text)}")
    return Decimal(text)


_LABEL = r"[^\x00-\x20\s\x7f@<>\"(),;:\[\]\\.]+"
_EMAIL = re.compile(rf"(?P<local>{_LABEL}(\.{_LABEL})*)@(?P<host>{_LABEL}(\.{_LABEL})+)")


def parse_email(text: str) -> str:
    found = _EMAIL.fullmatch(text)
    if found and not found["local"].isascii():
        raise ValueError(f"expected an e-mail address without accents before the '@', found '{text}'")
    if not found or not _is_host(found["host"]):
        alone = cures.email_in(text)
        cure = f"; write {alone}" if alone != text and _EMAIL.fullmatch(alone) else ""
        raise ValueError(f"expected an e-mail address, found '{text}'{cure}")
    return text


def _is_host(text: str) -> bool:
    """Whether a text can be the name of a host, also one with accents (RFC 3490)."""
    try:
        return bool(re.fullmatch(rb"[\w-]+(\.[\w-]+)+", text.encode("idna")))
    except UnicodeError:
        return False


def parse_phone(text: str) -> str:
    if not text.startswith("+") or len(re.findall(r"\d", text)) < 3:
        cure = cures.of_phone(text)
        raise ValueError(f"expected a phone number such as +00 123 456 789, found '{text}'{cure}")
    return text


class Coordinates(NamedTuple):
    """A place on the map, in degrees."""

    latitude: Decimal
    """-85 to 85, north is positive; beyond, a map shows nothing."""
    longitude: Decimal
    """-180 to 180, east is positive."""


def parse_coordinates(text: str) -> Coordinates:
    found = re.fullmatch(
        r"(-?\d{1,3}(?:\.\d+)?)°?N?[,;]?\s+(-?\d{1,3}(?:\.\d+)?)°?E?", text.replace(",", ", ")
    )
    if not found or re.fullmatch(r"\d+,\d+", text):  # which may be the half of a place, with a decimal comma
        cure = cures.of_coordinates(text)
        raise ValueError(f"expected latitude and longitude such as 50.85, 4.35, found '{text}'{cure}")
    latitude, longitude = Decimal(found[1]), Decimal(found[2])
    if abs(latitude) > 85 or abs(longitude) > 180:
        swapped = "; are they swapped?" if abs(latitude) <= 180 and abs(longitude) <= 85 else ""
        message = f"'{text}' is not on the map; the latitude is -85 to 85, the longitude -180 to 180"
        raise ValueError(message + swapped)
    return Coordinates(latitude, longitude)


def parse_number(text: str) -> Decimal:
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,3})?", text):
        cure = cures.of_number(text)
        raise ValueError(f"expected a number such as 10, 1315.2 or 6e-14, found '{text}'{cure}")
    return Decimal(text)


class Colour(NamedTuple):
    """A colour as `#rrggbb` in small letters."""

    light: str
    """In the light scheme."""
    dark: str = ""
    """In the dark scheme; empty if the program is to choose it."""


def parse_colour(text: str) -> Colour:
    parts = re.fullmatch(rf"({_HEX})(?:\s*/\s*({_HEX}))?", text)
    if not parts:
        found = f"expected a colour such as '#3a7d44', found '{text}'"
        raise ValueError(found + cures.of_colour(text))
    return Colour(_six_digits(parts[1]), _six_digits(parts[2] or ""))


_HEX = r"#(?:[0-9a-fA-F]{3}){1,2}"


def _six_digits(colour: str) -> str:
    """`#aabbcc`, also of `#abc`."""
    doubled = colour if len(colour) != 4 else "".join(each * 2 for each in colour)[1:]
    return doubled.lower()


def parse_registration_number(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{0,4} ?\d[\dA-Z ./-]{2,18}", text):
        alone = re.fullmatch(r"\D+\s(\d[\d ]+\d)", text)
        cure = f"; write {alone[1]}" if alone else ""
        raise ValueError(f"expected a registration number such as 00123456, found '{text}'{cure}")
    return text


def parse_indexnow_key(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]{8,128}", text):
        raise ValueError(f"expected 8 to 128 letters, digits and hyphens (IndexNow), found '{text}'")
    return text


def has_check_digit(number: str) -> bool:
    """Whether the last of eight digits follows from the others (modulo 11): Czech and Slovak numbers."""
    rest = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), number, strict=False)) % 11
    return int(number[-1]) == (11 - rest) % 10


def parse_country(text: str) -> str:
    if text not in english_countries():
        hint = near_country(text) or "; write its code, such as AT or BE"
        raise ValueError(f"unknown country '{text}'{hint}")
    return text


def parse_language(text: str) -> str:
    if text not in english_languages():
        hint = near_language(text) or "; write its code, such as cs, en or de"
        raise ValueError(f"unknown language '{text}'{hint}")
    return text


def parse_currency(text: str) -> str:
    if text not in known_currencies():
        hint = near(text, known_currencies()) or "; write its code, such as EUR or SEK"
        raise ValueError(f"unknown currency '{text}'{hint}")
    return text


@cache
def known_currencies() -> Collection[str]:
    return list(Locale("en").currencies)
