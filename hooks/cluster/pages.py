"""All pages of the site, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from .edition import Edition
from .event_pages import addressed, ahead_and_over, entry_of, pages_of_events
from .language import Text
from .news import Post
from .page import Page, page_of
from .plan_pages import pages_of_plan


def pages_of(edition: Edition) -> list[Page]:
    """All pages of a language version; their addresses are unique."""
    made = [*_fixed(edition), *pages_of_plan(edition), *pages_of_events(edition), *_of_news(edition)]
    return [*made, *_of_prose(edition, {page.address for page in made})]


def _fixed(edition: Edition) -> Iterator[Page]:
    """The pages that every cluster has."""
    site, plan = edition.site, edition.site.plan
    events = ahead_and_over(edition, ("all", ""))
    yield page_of(
        edition,
        "",
        "home",
        title=site.cluster.name,
        about=lambda: str(edition.say(site.cluster.lead)),
        pillars=plan.pillars,
        goals=plan.goals,
        posts=site.posts[:3],
        **{when: each[:5] for when, each in events.items()},
    )
    yield page_of(edition, "news/", "news", word="news", posts=site.posts)
    history = [
        (each, site.event(each.event) if each.event else None, site.post(each.news) if each.news else None)
        for each in site.cluster.history
    ]
    awards = [(each, site.post(each.news) if each.news else None) for each in site.cluster.awards]
    yield page_of(edition, "about/", "about", word="about", history=history, awards=awards)
    yield page_of(edition, "contact/", "contact", word="contact")


def _of_news(edition: Edition) -> Iterator[Page]:
    site, posts = edition.site, edition.site.posts
    for index, post in enumerate(posts):
        fulfilled = [activity for id in post.fulfils if (activity := site.activity(id))]
        yield page_of(
            edition,
            post.address,
            "post",
            title=post.title,
            about=partial(_about_post, post, edition),
            texts=(post.title, post.summary),
            above=("news/",),
            bodies=post.bodies,
            post=post,
            event=entry_of(event) if (event := site.event(post.event or "")) else None,
            activities=addressed(edition, fulfilled),
            newer=_named(posts[index - 1]) if index else None,
            older=_named(posts[index + 1]) if index + 1 < len(posts) else None,
        )


def _about_post(post: Post, edition: Edition) -> str:
    return str(edition.say(post.summary))


def _named(post: Post) -> tuple[Text, str]:
    """A news item as far as its neighbours name it: title and address."""
    return post.title, post.address


def is_in_feed(page: Page) -> bool:
    """Whether the page is a news item of its own language with a day that can be told."""
    post = page.values.get("post")
    return isinstance(post, Post) and not page.is_fallback and post.date is not None and post.date.is_exact


def _of_prose(edition: Edition, made: set[str]) -> Iterator[Page]:
    """Pages that stand in docs/ alone: at none of the addresses that are made."""
    for prose in edition.site.prose:
        if prose.address not in made:
            yield page_of(
                edition,
                prose.address,
                "prose",
                title=prose.title or Text.of(**{edition.site.languages.default: prose.path}),
                texts=(prose.title,),
            )
