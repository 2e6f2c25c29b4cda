"""News as an RSS 2.0 feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

import lxml.html
from feedgen.feed import FeedGenerator

from .news import Post
from .pages import Edition, Page


def feed_of(
    pages: Sequence[Page],
    bodies: Mapping[str, str],
    *,
    edition: Edition,
    site_url: str,
    host: str,
    now: datetime,
) -> bytes:
    """The news that have an exact date and a version in the edition's language, newest first.

    `bodies` holds the HTML of the pages' prose by address; `now` dates a feed that has no items.
    """
    site = edition.site
    home = site_url + site.languages.prefix(edition.language)
    feed = FeedGenerator()
    feed.title(f"{edition.say(site.cluster.name)}: {edition.words['news']}")
    feed.description(str(edition.say(site.cluster.lead)))
    feed.language(edition.language)
    feed.link(href=f"{home}rss.xml", rel="self", type="application/rss+xml")
    feed.link(href=f"{home}news/", rel="alternate")
    feed.generator("", uri="")
    zone = ZoneInfo(site.cluster.time_zone)
    items = [page for page in pages if is_in_feed(page)]
    for page in items:
        _add(feed, page, bodies.get(page.address, ""), home, host, zone, edition)
    feed.lastBuildDate(_moment(items[0].values["post"], zone) if items else now)
    return bytes(feed.rss_str(pretty=True))


def is_in_feed(page: Page) -> bool:
    """Whether the page is a news item of its own language with a day that can be told."""
    post = page.values.get("post")
    return isinstance(post, Post) and not page.is_fallback and post.date is not None and post.date.is_exact


def _add(
    feed: FeedGenerator, page: Page, body: str, home: str, host: str, zone: ZoneInfo, edition: Edition
) -> None:
    post: Post = page.values["post"]
    address = home + page.address
    entry = feed.add_entry(order="append")
    entry.title(str(page.title))
    entry.link(href=address)
    entry.guid(f"news/{post.id}.{page.language}@{host}", permalink=False)
    entry.description(str(edition.say(post.summary)))
    entry.published(_moment(post, zone))
    for id in post.pillars:
        if pillar := edition.site.pillar(id):
            entry.category(term=str(edition.say(pillar.title)))
    if body:
        entry.content(absolute(body, address), type="CDATA")


def _moment(post: Post, zone: ZoneInfo) -> datetime:
    assert post.date is not None
    return datetime.combine(post.date.starts, post.date.opens or time.min, zone)


def absolute(html: str, base: str) -> str:
    """The HTML with absolute addresses, as a reader of feeds needs it."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    root.make_links_absolute(base)
    inner = [lxml.html.tostring(child, encoding="unicode") for child in root]
    return (root.text or "") + "".join(inner)
