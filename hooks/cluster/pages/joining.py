"""The page about becoming a member, and the application form to print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from cluster.content.equipment import Equipment
from cluster.content.held import held
from cluster.content.joining import Benefit
from cluster.content.sources import links_in
from cluster.content.version import SiteVersion
from cluster.pages.page import Page, page_of

YEAR = timedelta(days=365)


class Reason(NamedTuple):
    """A number that speaks for joining, and the page that proves it."""

    text: str
    address: str


def pages_of_joining(version: SiteVersion) -> Iterator[Page]:
    cluster = version.site.cluster
    if not cluster.has_joining:
        return
    yield page_of(
        version,
        "join/",
        "join",
        word="join",
        about=cluster.join or version.word("joining_lead"),
        benefits=benefits(version),
        reasons=reasons(version),
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


def benefits(version: SiteVersion) -> list[tuple[Benefit, str]]:
    """Each benefit of membership, and the address of its example; `` if it has no page."""
    site = version.site
    examples = [
        (each, site.post(each.news or "") or site.event(each.event or "")) for each in site.cluster.benefits
    ]
    return [(each, example.address if example else "") for each, example in examples]


def reasons(version: SiteVersion) -> list[Reason]:
    """What the site's own data says for joining; a number that is zero says nothing."""
    numbers = (
        ("pillars", len(version.pillars)),
        ("equipment", sum(bool(each.owner) for each in version.site.of(Equipment))),
        ("events", _events_of_a_year(version)),
    )
    return [
        Reason(version.words.count(f"reason_{name}", number), f"{name}/")
        for name, number in numbers
        if number
    ]


def _events_of_a_year(version: SiteVersion) -> int:
    """The dates on which events were held in the last 365 days."""
    site, today = version.site, version.today
    return sum(when.starts > today - YEAR for event in site.events for when in held(event, site, today))
