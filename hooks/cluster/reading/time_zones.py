"""Time zones of the IANA database: their names, and where they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cache
from pkgutil import get_data
from zoneinfo import available_timezones

from babel.core import get_global

from cluster.code_names import country_of
from cluster.problems import closest
from cluster.reading.scalars import Coordinates


def parse_time_zone(text: str, example: str = "Europe/Brussels") -> str:
    """The name of a zone; an `example` of one is for the message."""
    if text not in known_time_zones():
        close = zone_like(text)
        hint = f"did you mean '{close}'?" if close else f"write it like {example}"
        raise ValueError(f"unknown time zone '{text}'; {hint}")
    return text


_SEVERAL = 2
"""A country with more zones than these has no usual one: Germany has a second one, for a village."""


def zone_of(language: str) -> str:
    """The zone of the country where most people speak a language: `Europe/Paris` for `fr`; that of the
    European Union's capital if it has several."""
    zones = get_global("territory_zones").get(country_of(language), ())
    return str(zones[0]) if 0 < len(zones) <= _SEVERAL else "Europe/Brussels"


def zone_like(text: str) -> str:
    """The zone of a similar city, or an empty text: as a whole, all zones of a continent are similar."""
    by_city = {_city(zone): zone for zone in known_time_zones()}
    return by_city.get(closest(_city(text), by_city, least=0.8), "")


def _city(zone: str) -> str:
    return zone.rpartition("/")[2]


@cache
def known_time_zones() -> Collection[str]:
    return sorted(available_timezones())


def place_of(zone: str) -> Coordinates | None:
    """Where the city of a zone is; None for zones without one, such as `UTC`, and for former names."""
    written = _places().get(zone)
    return Coordinates(_degrees(written[0], 2), _degrees(written[1], 3)) if written else None


@cache
def _places() -> Mapping[str, tuple[str, str]]:
    """From the table of the database, with lines such as `CZ\t+5005+01426\tEurope/Prague`."""
    table = (get_data("tzdata", "zoneinfo/zone.tab") or b"").decode()
    lines = re.findall(r"^[A-Z]{2}\t([+-]\d+)([+-]\d+)\t(\S+)", table, re.MULTILINE)
    return {zone: (first, second) for first, second, zone in lines}


def _degrees(written: str, digits: int) -> Decimal:
    """`+5005` of degrees and minutes, perhaps seconds, as degrees; these have a number of digits."""
    degrees, minutes = written[1 : digits + 1], written[digits + 1 : digits + 3]
    return Decimal(f"{written[0]}1") * (Decimal(degrees) + Decimal(minutes) / 60)
