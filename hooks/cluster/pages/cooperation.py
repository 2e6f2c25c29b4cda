"""The page that leads those who want to work with the cluster to its lists, by who they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cluster.content.equipment import Equipment
from cluster.content.kinds import LISTINGS
from cluster.content.members import Member
from cluster.content.partners import Partner, Region
from cluster.content.projects import Project
from cluster.content.services import Call, Service
from cluster.content.version import SiteVersion
from cluster.pages.members import number_of_members
from cluster.pages.page import Page, page_of

READERS: Mapping[str, tuple[str, ...]] = {
    "companies": (Equipment.FOLDER, Service.FOLDER, Call.FOLDER, "join/"),
    "authorities": (Project.FOLDER, Region.FOLDER, Call.FOLDER),
    "clusters": (Partner.FOLDER, Project.FOLDER, Member.FOLDER),
}
"""What those who come to the cluster look for, in the order in which they need it."""


class ListLink(NamedTuple):
    """A link to a list."""

    address: str
    number: int
    """How many it has; 0 for a page that is no list."""


def pages_of_cooperation(version: SiteVersion) -> Iterator[Page]:
    site = version.site
    if not site.has_cooperation:
        return
    numbers = lists_of(version) | ({"join/": 0} if site.cluster.has_joining else {})
    found = ((who, _ways(addresses, numbers)) for who, addresses in READERS.items())
    yield page_of(
        version,
        "cooperation/",
        "cooperation",
        word="cooperation",
        about=version.word("cooperation_lead"),
        readers=[(who, ways) for who, ways in found if ways],
    )


def _ways(addresses: tuple[str, ...], numbers: Mapping[str, int]) -> list[ListLink]:
    return [ListLink(each, numbers[each]) for each in addresses if each in numbers]


def lists_of(version: SiteVersion) -> dict[str, int]:
    """The address of each list of the directory, and how many it has; former members do not count."""
    found = ((cls.FOLDER, version.members if cls is Member else version.site.of(cls)) for cls in LISTINGS)
    counts = {address: len(items) for address, items in found if items}
    if listed := counts.get(Member.FOLDER):
        counts[Member.FOLDER] = number_of_members(listed, version)
    return counts
