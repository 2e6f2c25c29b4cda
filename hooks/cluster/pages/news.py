"""The lists of news (all, by tag, by pillar) and a page for each item."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from cluster.content.news import Post
from cluster.content.version import SiteVersion
from cluster.language import Text
from cluster.pages.lists import addressed
from cluster.pages.page import Page, neighbours, page_of


class Choice(NamedTuple):
    """A link to the news of one pillar or tag."""

    title: Text
    address: str
    number: int


def pages_of_news(version: SiteVersion) -> Iterator[Page]:
    """The lists of news, then the pages of all items."""
    site = version.site
    choices = {
        "pillar": [
            Choice(version.pillar_tags[id].title, f"news/pillars/{id}/", len(site.posts_on(("pillar", id))))
            for id in site.pillars_in_news
        ],
        "tag": [
            Choice(tag.title, f"news/tags/{tag.id}/", len(site.posts_on(("tag", tag.id))))
            for tag in site.cluster.tags
        ],
    }
    yield page_of(
        version, "news/", "news", word="news", posts=site.posts, choices=choices, total=len(site.posts)
    )
    for kind, group in choices.items():
        for choice in group:
            yield _filtered(version, kind, choice, choices)
    for index, post in enumerate(site.posts):
        beside = neighbours(site.posts, index, ("newer", "older"), attrgetter("title"))
        yield _post(version, post, beside)


def _filtered(version: SiteVersion, kind: str, choice: Choice, choices: dict[str, list[Choice]]) -> Page:
    id = choice.address.split("/")[-2]
    folder = f"pillars/{id}/" if kind == "pillar" else choice.address
    return page_of(
        version,
        choice.address,
        "news",
        title=Text.of(**{version.language: f"{version.words['news']}: {version.say(choice.title)}"}),
        about=version.phrase(f"news_of_{kind}", title=version.say(choice.title)),
        texts=(choice.title,),
        above=("news/",),
        feeds=[(choice.title, folder)],
        posts=version.site.posts_on((kind, id)),
        choices=choices,
        total=len(version.site.posts),
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
        picture=post.image.picture if post.image else None,
        bodies=post.bodies,
        links=post.sources,
        post=post,
        event=version.entry_of(event) if (event := site.event(post.event or "")) else None,
        activities=addressed(version, fulfilled),
        **beside,
    )
