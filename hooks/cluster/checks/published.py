"""What is published must not name what is not."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.checks.whole_site import mentions_of, sources_of
from cluster.content.documents import Document
from cluster.content.events import Event
from cluster.content.news import Post
from cluster.content.newsletter import Edition
from cluster.content.site import Site, source_of
from cluster.content.text_pages import Prose
from cluster.problems import Problem


def what_is_named_is_published(shown: Site, whole: Site) -> Iterator[Problem]:
    """Nothing that is published names what is not: a link would lead nowhere, a list would miss something.

    `shown` is the site `whole` as of now.
    """
    there = {item.at for item in shown.documents}
    hidden = {f"{_kind(item)} {_name(item)}": item for item in whole.documents if item.at not in there}
    sources = {_source(item): item for item in hidden.values()}
    planned = sources_of(shown)
    for mention in mentions_of(shown.documents):
        if (item := sources.get(mention.target)) and mention.target not in planned:
            yield Problem(mention.at, f"the link '{mention.written}' leads to {_until(item, whole)}")
    for post in shown.posts:
        if (item := hidden.get(f"event {post.event}")) and not shown.event(post.event or ""):
            yield Problem(post.at, f"news '{post.id}': event '{post.event}' is {_until(item, whole)}")
    for edition in shown.editions:
        for kind, ids in (("news", edition.news), ("event", edition.events)):
            for id in ids or ():
                if (item := hidden.get(f"{kind} {id}")) and not (kind == "event" and shown.event(id)):
                    yield Problem(
                        edition.at, f"edition '{edition.id}': {kind} '{id}' is {_until(item, whole)}"
                    )


def _kind(item: Document) -> str:
    return {Event: "event", Post: "news", Edition: "edition", Prose: "page"}[type(item)]


def _name(item: Document) -> str:
    return item.path if isinstance(item, Prose) else item.id


def _source(item: Document) -> str:
    return f"{item.path}.md" if isinstance(item, Prose) else source_of(item.address)


def _until(item: Document, site: Site) -> str:
    moment = site.out_from(item)
    kind = {"edition": "an edition", "event": "an event", "page": "a page"}.get(_kind(item), "news")
    if moment is None:
        return f"{kind} that is a draft"
    return f"{kind} that is not published before {moment:%Y-%m-%d}" + (
        f" {moment:%H:%M}" if moment.hour or moment.minute else ""
    )
