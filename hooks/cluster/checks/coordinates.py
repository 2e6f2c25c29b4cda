"""Doubts about places whose latitude and longitude seem to be the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from cluster.content.kinds import label
from cluster.content.members import Member
from cluster.content.site import Site
from cluster.problems import Problem
from cluster.reading.scalar_types import Coordinates
from cluster.reading.time_zones import place_of

_NEAR = 20
"""In degrees of both kinds: what is nearer to the city of the cluster's time zone is hardly swapped."""


def coordinates_are_not_swapped(site: Site, today: date) -> Iterator[Problem]:
    """No member would be near the cluster's time zone, or much nearer to the others, with latitude and
    longitude the other way round."""
    zone = str(site.cluster.time_zone)
    members = [(each, each.coordinates) for each in site.of(Member) if each.coordinates]
    middle, home = _middle([place for _, place in members]), place_of(zone)
    for member, place in members:
        if far := _far(place, middle, home, zone):
            message = f"{label(member)}: coordinates: {far}; are latitude and longitude swapped?"
            yield Problem(member.at.of("coordinates"), message)


def _far(place: Coordinates, middle: Coordinates | None, home: Coordinates | None, zone: str) -> str:
    """From what a place is far that seems to be swapped; empty of others."""
    swapped, written = Coordinates(*place[::-1]), f"{place.latitude}, {place.longitude}"
    if home and _distance(place, home) < _NEAR:
        return ""
    if middle and 2 * _distance(swapped, middle) < _distance(place, middle):
        return f"{written} is far from all others"
    return f"{written} is far from {zone}" if home and _distance(swapped, home) < _NEAR else ""


def _middle(places: Sequence[Coordinates]) -> Coordinates | None:
    """Where most of at least three places are: the median of each coordinate."""
    found = (sorted(each)[len(each) // 2] for each in zip(*places, strict=True))
    return Coordinates(*found) if len(places) > 2 else None


def _distance(one: Coordinates, other: Coordinates) -> Decimal:
    """In degrees, roughly: good enough to tell two orders of two numbers apart."""
    return abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude)
