"""All pages of the site, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from .event_pages import addressed, ahead_and_over, entry_of, pages_of_events
from .language import Text
from .news import Post
from .page import Page, page_of
from .plan_pages import pages_of_plan
from .voice import Voice


def pages_of(voice: Voice) -> list[Page]:
    """All pages of a language version; their addresses are unique."""
    made = [*_fixed(voice), *pages_of_plan(voice), *pages_of_events(voice), *_of_news(voice)]
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
    yield page_of(voice, "news/", "news", word="news", posts=site.posts)
    history = [
        (each, site.event(each.event) if each.event else None, site.post(each.news) if each.news else None)
        for each in site.cluster.history
    ]
    awards = [(each, site.post(each.news) if each.news else None) for each in site.cluster.awards]
    yield page_of(voice, "about/", "about", word="about", history=history, awards=awards)
    yield page_of(voice, "contact/", "contact", word="contact")


def _of_news(voice: Voice) -> Iterator[Page]:
    site, posts = voice.site, voice.site.posts
    for index, post in enumerate(posts):
        fulfilled = [activity for id in post.fulfils if (activity := site.activity(id))]
        yield page_of(
            voice,
            post.address,
            "post",
            title=post.title,
            about=partial(_about_post, post, voice),
            texts=(post.title, post.summary),
            above=("news/",),
            bodies=post.bodies,
            post=post,
            event=entry_of(event) if (event := site.event(post.event or "")) else None,
            activities=addressed(voice, fulfilled),
            newer=_named(posts[index - 1]) if index else None,
            older=_named(posts[index + 1]) if index + 1 < len(posts) else None,
        )


def _about_post(post: Post, voice: Voice) -> str:
    return str(voice.say(post.summary))


def _named(post: Post) -> tuple[Text, str]:
    """A news item as far as its neighbours name it: title and address."""
    return post.title, post.address


def is_in_feed(page: Page) -> bool:
    """Whether the page is a news item of its own language with a day that can be told."""
    post = page.values.get("post")
    return isinstance(post, Post) and not page.is_fallback and post.date is not None and post.date.is_exact


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
