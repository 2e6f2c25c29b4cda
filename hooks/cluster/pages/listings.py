"""Lists of the directory for which no other module has pages, with a page for each item."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.equipment import Equipment
from cluster.content.listing import Listing
from cluster.content.members import Member
from cluster.content.version import SiteVersion
from cluster.pages.page import Page, page_of

_PLAIN: tuple[type[Listing], ...] = (Member, Equipment)


def pages_of_listings(version: SiteVersion) -> Iterator[Page]:
    for cls in _PLAIN:
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
