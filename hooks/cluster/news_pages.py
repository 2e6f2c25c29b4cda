"""The pages of news: their lists, by tag and by pillar, and each news item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from .event_pages import addressed, entry_of
from .language import Text
from .news import Post
from .page import Page, page_of
from .voice import Voice


class Choice(NamedTuple):
    """A part of the news to choose."""

    title: Text
    address: str
    number: int


def pages_of_news(voice: Voice) -> Iterator[Page]:
    """The lists of news and all news items."""
    site = voice.site
    choices = {
        "pillar": [
            Choice(voice.pillar_tags[id].title, f"news/pillars/{id}/", len(site.posts_on(("pillar", id))))
            for id in site.pillars_in_news
        ],
        "tag": [
            Choice(tag.title, f"news/tags/{tag.id}/", len(site.posts_on(("tag", tag.id))))
            for tag in site.cluster.tags
        ],
    }
    yield page_of(
        voice, "news/", "news", word="news", posts=site.posts, choices=choices, total=len(site.posts)
    )
    for kind, each in choices.items():
        for choice in each:
            yield _chosen(voice, kind, choice, choices)
    for index, post in enumerate(site.posts):
        yield _post(voice, post, site.posts[max(index - 1, 0) : index], site.posts[index + 1 : index + 2])


def _chosen(voice: Voice, kind: str, choice: Choice, choices: dict[str, list[Choice]]) -> Page:
    id = choice.address.split("/")[-2]
    folder = f"pillars/{id}/" if kind == "pillar" else choice.address
    return page_of(
        voice,
        choice.address,
        "news",
        title=Text.of(**{voice.language: f"{voice.words['news']}: {voice.say(choice.title)}"}),
        about=lambda: voice.words[f"news_of_{kind}"].format(title=voice.say(choice.title)),
        texts=(choice.title,),
        above=("news/",),
        feeds=[(choice.title, folder)],
        posts=voice.site.posts_on((kind, id)),
        choices=choices,
        total=len(voice.site.posts),
    )


def _post(voice: Voice, post: Post, newer: Sequence[Post], older: Sequence[Post]) -> Page:
    site = voice.site
    ids = (*post.fulfils, *post.fulfils_in_part)
    fulfilled = [promise for id in ids if (promise := site.promise(id))]
    return page_of(
        voice,
        post.address,
        "post",
        title=post.title,
        about=partial(_about_post, post, voice),
        texts=(post.title, post.summary),
        above=("news/",),
        feeds=[voice.feed_of_pillar(id) for id in post.pillars],
        picture=post.image.picture if post.image else None,
        bodies=post.bodies,
        post=post,
        event=entry_of(event) if (event := site.event(post.event or "")) else None,
        activities=addressed(voice, fulfilled),
        newer=_named(newer),
        older=_named(older),
    )


def _about_post(post: Post, voice: Voice) -> str:
    return str(voice.say(post.summary))


def _named(posts: Sequence[Post]) -> tuple[Text, str] | None:
    """A news item as far as its neighbours name it: title and address; None where there is none."""
    return (posts[0].title, posts[0].address) if posts else None
