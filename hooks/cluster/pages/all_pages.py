"""All pages of a language version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cluster.content.awards import Award
from cluster.content.key_figures import key_figures
from cluster.content.news import Post
from cluster.content.organisation import Cluster
from cluster.content.projects import Project
from cluster.content.sources import links_in
from cluster.content.version import SiteVersion
from cluster.language import Text
from cluster.pages.cooperation import lists_of, pages_of_cooperation
from cluster.pages.equipment import pages_of_equipment
from cluster.pages.events import pages_of_events
from cluster.pages.excellence import AREAS, METHOD, facts_of
from cluster.pages.joining import benefits, pages_of_joining
from cluster.pages.lists import ahead_and_over
from cluster.pages.media import pages_of_media
from cluster.pages.members import lead_on_members, pages_of_members, wall_of
from cluster.pages.news import pages_of_news
from cluster.pages.page import Page, page_of
from cluster.pages.partners import pages_of_partners
from cluster.pages.plan import pages_of_plan
from cluster.pages.projects import pages_of_projects
from cluster.pages.regions import pages_of_regions
from cluster.pages.services import pages_of_calls, pages_of_services
from cluster.pages.statements import pages_of_statements
from cluster.reading.scalar_types import Link


def pages_of(version: SiteVersion) -> list[Page]:
    """All pages of a language version; their addresses are unique."""
    generated = [page for maker in MAKERS for page in maker(version)]
    plans = version.site.plans
    # the text of docs/plan/2027.md is shown at plan/ as long as that plan is in force
    taken = {page.address for page in generated} | {plans.lasting(plans.current)}
    return [*generated, *_text_pages(version, taken)]


def _fixed(version: SiteVersion) -> Iterator[Page]:
    """The pages of the cluster itself: home, about, excellence, contact."""
    site, figures = version.site, key_figures(version)
    events = ahead_and_over(version, ("all", ""))
    plan_is_over = site.plan.year < version.today.year
    yield page_of(
        version,
        "",
        "home",
        title=site.cluster.name,
        about=site.cluster.lead,
        pillars=version.pillars,
        figures=figures,
        goals=site.plan.goals,
        tally=version.plan_progress.tally,
        as_of=version.today if plan_is_over else None,
        plan_is_over=plan_is_over,
        benefits=benefits(version),
        posts=site.posts[:3],
        members=wall_of(version),
        members_lead=lead_on_members(len(version.members), version),
        links=links_in(*(each.of for each in figures)),
        **{when: each[:5] for when, each in events.items()},
    )
    history = [
        (each, site.event(each.event) if each.event else None, site.post(each.news) if each.news else None)
        for each in site.cluster.history
    ]
    awards = [(each, site.post(each.news) if each.news else None) for each in site.cluster.awards]
    yield page_of(
        version,
        "about/",
        "about",
        word="about",
        history=history,
        awards=awards,
        has_excellence=site.has_excellence,
        lists=[*lists_of(version).items()],
        projects=site.of(Project),
        links=_links_of_cluster(site.cluster),
    )
    if site.has_excellence:
        yield _excellence(version, awards)
    people = site.cluster.contact.people if site.cluster.contact else ()
    yield page_of(version, "contact/", "contact", word="contact", links=links_in(*people))


def _excellence(version: SiteVersion, awards: Sequence[tuple[Award, Post | None]]) -> Page:
    labels = [(award, post) for award, post in awards if award.kind == "label"]
    return page_of(
        version,
        "excellence/",
        "excellence",
        word="excellence",
        about=version.word("excellence_lead"),
        above=("about/",),
        labels=[
            (award, post, bool(award.expires and award.expires >= version.today)) for award, post in labels
        ],
        areas=[(area, facts_of(area, version)) for area in AREAS],
        links=[*links_in(*(award for award, _ in labels)), METHOD],
    )


def _links_of_cluster(cluster: Cluster) -> list[Link]:
    """The sources of what the page about the cluster says."""
    organs = [each for organ in cluster.organs for each in (organ, *organ.people)]
    return links_in(*organs, *cluster.history, *cluster.awards, *cluster.memberships)


def _text_pages(version: SiteVersion, taken: set[str]) -> Iterator[Page]:
    """The pages that are an editor's text alone. A text at an address in `taken` is part of that page."""
    for page in version.site.text_pages:
        if page.address not in taken:
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
    pages_of_members,
    pages_of_equipment,
    pages_of_cooperation,
    pages_of_partners,
    pages_of_regions,
    pages_of_services,
    pages_of_calls,
    pages_of_projects,
    pages_of_joining,
    pages_of_statements,
)
"""The functions that generate pages. A kind of content with pages of its own needs a line here."""
