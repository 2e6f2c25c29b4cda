"""The page about becoming a member, and the application form to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cluster.content.equipment import Equipment
from cluster.content.joining import Benefit, joining_says
from cluster.content.members import Member
from cluster.content.partners import Partner
from cluster.content.projects import Project
from cluster.content.services import Call, Service
from cluster.content.sources import links_in
from cluster.content.version import SiteVersion
from cluster.dates import When
from cluster.language import Text
from cluster.pages.cooperation import ListLink, linked, offered
from cluster.pages.page import Page, page_of

OFFERS = (
    "pillars/",
    Service.FOLDER,
    Equipment.FOLDER,
    "events/",
    Member.FOLDER,
    Project.FOLDER,
    Partner.FOLDER,
    Call.FOLDER,
)
"""What members find in the cluster."""


class Proof(NamedTuple):
    """The page about the example of a benefit."""

    title: Text
    address: str
    when: When | None


def pages_of_joining(version: SiteVersion) -> Iterator[Page]:
    cluster = version.site.cluster
    if not cluster.has_joining:
        return
    yield page_of(
        version,
        "join/",
        "join",
        word="join",
        about=cluster.join or version.word(f"way_{joining_says(cluster.joining)}"),
        benefits=benefits(version),
        offers=offers(version),
        groups=[group for group in version.site.plans.working_groups if group.state == "active"],
        links=links_in(*cluster.benefits),
    )
    if cluster.joining_email:
        yield page_of(
            version,
            "join/form/",
            "join-form",
            word="joining_application",
            about=version.phrase("joining_form_lead", address=cluster.joining_email),
            above=("join/",),
            pillars=version.pillars,
        )


def benefits(version: SiteVersion) -> list[tuple[Benefit, Proof | None]]:
    """Each benefit of membership, and the page about its example."""
    return [(each, _proof(version, each)) for each in version.cluster.benefits]


def _proof(version: SiteVersion, benefit: Benefit) -> Proof | None:
    site = version.site
    if post := site.post(benefit.news or ""):
        return Proof(post.title, post.address, post.date)
    event = site.event(benefit.event or "")
    return Proof(event.title, event.address, event.last) if event else None


def offers(version: SiteVersion) -> list[ListLink]:
    """What the site has of what members find in the cluster."""
    links = linked({"pillars/": len(version.pillars)} | offered(version))
    return [links[each] for each in OFFERS if each in links]
