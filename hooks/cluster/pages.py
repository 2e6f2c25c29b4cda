"""All pages of the site, in one language."""

from __future__ import annotations

from collections.abc import Iterator

from .event_pages import ahead_and_over, pages_of_events
from .language import Text
from .media_pages import pages_of_media
from .news_pages import pages_of_news
from .page import Page, page_of
from .plan_pages import pages_of_plan
from .voice import Voice


def pages_of(voice: Voice) -> list[Page]:
    """All pages of a language version; their addresses are unique."""
    made = [
        *_fixed(voice),
        *pages_of_plan(voice),
        *pages_of_events(voice),
        *pages_of_news(voice),
        *pages_of_media(voice),
    ]
    return [*made, *_of_prose(voice, {page.address for page in made})]


def _fixed(voice: Voice) -> Iterator[Page]:
    """The pages that every cluster has."""
    site, plan = voice.site, voice.site.plan
    events = ahead_and_over(voice, ("all", ""))
    yield page_of(
        voice,
        "",
        "home",
        title=site.cluster.name,
        about=lambda: str(voice.say(site.cluster.lead)),
        pillars=plan.pillars,
        goals=plan.goals,
        posts=site.posts[:3],
        **{when: each[:5] for when, each in events.items()},
    )
    history = [
        (each, site.event(each.event) if each.event else None, site.post(each.news) if each.news else None)
        for each in site.cluster.history
    ]
    awards = [(each, site.post(each.news) if each.news else None) for each in site.cluster.awards]
    yield page_of(voice, "about/", "about", word="about", history=history, awards=awards)
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
