"""The pages of listed items that have none of their own: a list of each kind, and a page for each item."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.equipment import Equipment
from cluster.content.kinds import LISTINGS
from cluster.content.members import Member
from cluster.content.partners import Partner, Region
from cluster.content.projects import Project
from cluster.content.services import Call, Service
from cluster.content.version import SiteVersion
from cluster.pages.page import Page, page_of

_ELSEWHERE = (Member, Equipment, Partner, Region, Service, Call, Project)
"""Kinds with pages of their own."""


def pages_of_listings(version: SiteVersion) -> Iterator[Page]:
    for cls in (each for each in LISTINGS if each not in _ELSEWHERE):
        items = version.site.of(cls)
        if not items:
            continue
        yield page_of(version, cls.FOLDER, "listings", word=cls.FOLDER.rstrip("/"), items=items)
        for item in items:
            yield page_of(
                version,
                item.address,
                "listing",
                title=item.heading,
                texts=(item.heading,),
                item=item,
            )
