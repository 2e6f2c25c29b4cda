"""The lists of news (all, by tag, by pillar) and a page for each item."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from cluster.content.calendar_entries import Shelf
from cluster.content.news import Post
from cluster.content.site import Site
from cluster.content.version import SiteVersion
from cluster.language import Text
from cluster.pages.lists import addressed
from cluster.pages.page import Page, neighbours, page_of


class Choice(NamedTuple):
    """A link to the news of one pillar or tag."""

    shelf: Shelf
    title: Text
    address: str
    number: int


def pages_of_news(version: SiteVersion) -> Iterator[Page]:
    """The lists of news, then the pages of all items."""
    site = version.site
    pillars = [version.pillar_tags[id] for id in site.pillars_in_news]
    all = [
        *(_choice(version, ("pillar", each.id), each.title, "news/pillars/") for each in pillars),
        *(_choice(version, ("tag", each.id), each.title, "news/tags/") for each in site.tags_in_news),
    ]
    choices = {kind: [each for each in all if _chooses(each, kind, site)] for kind in ("pillar", "tag")}
    yield page_of(version, "news/", "news", word="news", posts=site.posts, shelf=None, choices=choices)
    for choice in all:
        yield _filtered(version, choice, choices)
    dated = [post for post in site.posts if post.date]
    for index, post in enumerate(dated):
        yield _post(version, post, neighbours(dated, index, ("newer", "older"), attrgetter("title")))
    for post in site.posts:
        if not post.date:  # nobody knows what is newer
            yield _post(version, post, {"newer": None, "older": None})


def _choice(version: SiteVersion, shelf: Shelf, title: Text, folder: str) -> Choice:
    return Choice(shelf, title, f"{folder}{shelf[1]}/", len(version.site.posts_on(shelf)))


def _chooses(choice: Choice, kind: str, site: Site) -> bool:
    """Whether a link of the kind leads to some of the news, but not to all."""
    return choice.shelf[0] == kind and 0 < choice.number < len(site.posts)


def _filtered(version: SiteVersion, choice: Choice, choices: dict[str, list[Choice]]) -> Page:
    words, (kind, id) = version.words, choice.shelf
    folder = f"pillars/{id}/" if kind == "pillar" else choice.address
    return page_of(
        version,
        choice.address,
        "news",
        title=Text.of(**{version.language: words.labelled(words["news"], version.say(choice.title))}),
        about=version.phrase(f"news_of_{kind}", title=version.say(choice.title)),
        texts=(choice.title,),
        above=("news/",),
        feeds=[(choice.title, folder)],
        posts=version.site.posts_on(choice.shelf),
        shelf=choice.shelf,
        choices=choices,
    )


def _post(version: SiteVersion, post: Post, beside: dict[str, Any]) -> Page:
    site = version.site
    ids = (*post.fulfils, *post.fulfils_in_part)
    fulfilled = [commitment for id in ids if (commitment := site.commitment(id))]
    return page_of(
        version,
        post.address,
        "post",
        title=post.title,
        about=post.summary,
        texts=(post.title, post.summary),
        above=("news/",),
        feeds=[version.feed_of_pillar(id) for id in post.pillars],
        image=post.image,
        bodies=post.bodies,
        links=post.sources,
        post=post,
        event=version.entry_of(event) if (event := site.event(post.event or "")) else None,
        activities=addressed(version, fulfilled),
        **beside,
    )
