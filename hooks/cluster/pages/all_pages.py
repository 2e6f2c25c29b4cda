"""All pages of the site, in one language."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.version import Voice
from cluster.language import Text
from cluster.pages.events import ahead_and_over, pages_of_events
from cluster.pages.excellence import AREAS, METHOD, facts_of
from cluster.pages.media import pages_of_media
from cluster.pages.news import pages_of_news
from cluster.pages.page import Page, page_of
from cluster.pages.plan import pages_of_plan


def pages_of(voice: Voice) -> list[Page]:
    """All pages of a language version; their addresses are unique."""
    made = [
        *_fixed(voice),
        *pages_of_plan(voice),
        *pages_of_events(voice),
        *pages_of_news(voice),
        *pages_of_media(voice),
    ]
    plans = voice.site.plans
    taken = {page.address for page in made} | {plans.lasting(plans.current)}
    return [*made, *_of_prose(voice, taken)]


def _fixed(voice: Voice) -> Iterator[Page]:
    """The pages that every cluster has."""
    site = voice.site
    events = ahead_and_over(voice, ("all", ""))
    yield page_of(
        voice,
        "",
        "home",
        title=site.cluster.name,
        about=lambda: str(voice.say(site.cluster.lead)),
        pillars=voice.pillars,
        figures=voice.figures,
        goals=site.plan.goals,
        posts=site.posts[:3],
        **{when: each[:5] for when, each in events.items()},
    )
    history = [
        (each, site.event(each.event) if each.event else None, site.post(each.news) if each.news else None)
        for each in site.cluster.history
    ]
    awards = [(each, site.post(each.news) if each.news else None) for each in site.cluster.awards]
    yield page_of(voice, "about/", "about", word="about", history=history, awards=awards)
    yield page_of(
        voice,
        "excellence/",
        "excellence",
        word="excellence",
        about=lambda: voice.words["excellence_lead"],
        above=("about/",),
        labels=[
            (award, post, bool(award.expires and award.expires >= voice.today))
            for award, post in awards
            if award.kind == "label"
        ],
        areas=[(area, facts_of(area, voice)) for area in AREAS],
        method=METHOD,
    )
    yield page_of(voice, "contact/", "contact", word="contact")


def _of_prose(voice: Voice, made: set[str]) -> Iterator[Page]:
    """Pages that stand in docs/ alone: at none of the addresses that are made."""
    for prose in voice.site.prose:
        if prose.address not in made:
            yield page_of(
                voice,
                prose.address,
                "prose",
                title=prose.title or Text.of(**{voice.site.languages.default: prose.path}),
                texts=(prose.title,),
            )
