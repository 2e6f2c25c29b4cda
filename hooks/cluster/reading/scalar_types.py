"""The types of values that are written as a plain text, each with its parser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NewType

from cluster.dates import Hours, When, parse_hours, parse_when
from cluster.reading import scalars, time_zones

Id = NewType("Id", str)
"""A name that never changes once published: URLs, calendar UIDs and feed GUIDs contain it."""

Link = NewType("Link", str)
"""An absolute http(s) address."""

Phone = NewType("Phone", str)
"""A phone number with the country code: `+00 123 456 789`."""

Email = NewType("Email", str)
"""An e-mail address."""

LanguageCode = NewType("LanguageCode", str)
"""A spoken language as an ISO 639-1 code: `cs`. Not limited to the languages of the site."""

Currency = NewType("Currency", str)
"""An ISO 4217 code: `EUR`."""

Year = NewType("Year", int)
"""A year in four digits."""

FoundingYear = NewType("FoundingYear", int)
"""A year in four digits, from 1000 on."""

TimeZone = NewType("TimeZone", str)
"""A name from the IANA database: `Europe/Brussels`."""

IdentityName = NewType("IdentityName", str)
"""A host, perhaps with a path: `cluster.example`, `pages.example/cluster`."""

Coordinates = scalars.Coordinates
"""Latitude and longitude in degrees: `50.85, 4.35`."""

CountryCode = NewType("CountryCode", str)
"""An ISO 3166-1 code of two letters: `BE`."""

RegistrationNumber = NewType("RegistrationNumber", str)
"""A number in a register of organisations, with leading zeros: `00123456`."""

IndexNowKey = NewType("IndexNowKey", str)
"""8 to 128 letters, digits and hyphens."""

Number = NewType("Number", Decimal)
"""A number with a decimal point, perhaps negative or with an exponent: `1315.2`, `6e-14`."""

Colour = scalars.Colour
"""A colour, perhaps with that of the dark scheme: `#3a7d44`, `#3a7d44 / #7fc98f`."""

SCALARS: Mapping[Any, Callable[[str], Any]] = {
    Id: scalars.parse_id,
    Link: scalars.parse_link,
    int: scalars.parse_int,
    Year: scalars.parse_year,
    FoundingYear: scalars.parse_founding_year,
    bool: scalars.parse_bool,
    When: parse_when,
    date: scalars.parse_day,
    Hours: parse_hours,
    Decimal: scalars.parse_price,
    Email: scalars.parse_email,
    Phone: scalars.parse_phone,
    LanguageCode: scalars.parse_language,
    Currency: scalars.parse_currency,
    TimeZone: time_zones.parse_time_zone,
    IdentityName: scalars.parse_identity_name,
    Coordinates: scalars.parse_coordinates,
    CountryCode: scalars.parse_country,
    RegistrationNumber: scalars.parse_registration_number,
    IndexNowKey: scalars.parse_indexnow_key,
    Number: scalars.parse_number,
    Colour: scalars.parse_colour,
}
"""The parser of each type that is written as a plain text."""
