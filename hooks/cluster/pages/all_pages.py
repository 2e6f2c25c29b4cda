"""All pages of the site, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cluster.content.version import SiteVersion
from cluster.language import Text
from cluster.pages.events import pages_of_events
from cluster.pages.excellence import AREAS, METHOD, facts_of
from cluster.pages.lists import ahead_and_over
from cluster.pages.media import pages_of_media
from cluster.pages.news import pages_of_news
from cluster.pages.page import Page, page_of
from cluster.pages.plan import pages_of_plan


def pages_of(version: SiteVersion) -> list[Page]:
    """All pages of a language version; their addresses are unique."""
    made = [page for make in MAKERS for page in make(version)]
    plans = version.site.plans
    taken = {page.address for page in made} | {plans.lasting(plans.current)}
    return [*made, *_of_text_pages(version, taken)]


def _fixed(version: SiteVersion) -> Iterator[Page]:
    """The pages that every cluster has."""
    site = version.site
    events = ahead_and_over(version, ("all", ""))
    yield page_of(
        version,
        "",
        "home",
        title=site.cluster.name,
        about=site.cluster.lead,
        pillars=version.pillars,
        figures=version.figures,
        goals=site.plan.goals,
        posts=site.posts[:3],
        **{when: each[:5] for when, each in events.items()},
    )
    history = [
        (each, site.event(each.event) if each.event else None, site.post(each.news) if each.news else None)
        for each in site.cluster.history
    ]
    awards = [(each, site.post(each.news) if each.news else None) for each in site.cluster.awards]
    yield page_of(version, "about/", "about", word="about", history=history, awards=awards)
    yield page_of(
        version,
        "excellence/",
        "excellence",
        word="excellence",
        about=version.word("excellence_lead"),
        above=("about/",),
        labels=[
            (award, post, bool(award.expires and award.expires >= version.today))
            for award, post in awards
            if award.kind == "label"
        ],
        areas=[(area, facts_of(area, version)) for area in AREAS],
        method=METHOD,
    )
    yield page_of(version, "contact/", "contact", word="contact")


def _of_text_pages(version: SiteVersion, made: set[str]) -> Iterator[Page]:
    """Pages that stand in docs/ alone: at none of the addresses that are made."""
    for page in version.site.text_pages:
        if page.address not in made:
            yield page_of(
                version,
                page.address,
                "prose",
                title=page.title or Text.of(**{version.site.languages.default: page.path}),
                texts=(page.title,),
            )


MAKERS: tuple[Callable[[SiteVersion], Iterable[Page]], ...] = (
    _fixed,
    pages_of_plan,
    pages_of_events,
    pages_of_news,
    pages_of_media,
)
"""What makes pages, beside those of text pages alone; a kind of content with pages of its own has a line."""
