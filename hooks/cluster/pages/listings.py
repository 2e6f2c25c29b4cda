"""The pages of all listed items: a list of each kind, and a page for each item."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.equipment import Equipment
from cluster.content.kinds import LISTINGS
from cluster.content.version import SiteVersion
from cluster.pages.page import Page, page_of

OTHERWISE = (Equipment,)
"""Kinds with pages made elsewhere."""


def pages_of_listings(version: SiteVersion) -> Iterator[Page]:
    for cls in LISTINGS:
        items = version.site.of(cls)
        if not items or cls in OTHERWISE:
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
