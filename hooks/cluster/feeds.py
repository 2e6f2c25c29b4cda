"""News as an RSS 2.0 feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from feedgen.feed import FeedGenerator

from .edition import Edition
from .links import absolute
from .news import Post
from .page import Page
from .pages import is_in_feed


def feed_of(
    pages: Sequence[Page],
    *,
    edition: Edition,
    site_url: str,
    host: str,
    now: datetime,
) -> bytes:
    """The news that have an exact date and a version in the edition's language, newest first.

    `now` dates a feed that has no items.
    """
    site = edition.site
    home = site_url + edition.prefix
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
        _add(feed, page, site_url, host, zone, edition)
    feed.lastBuildDate(_moment(items[0].values["post"], zone) if items else now)
    return bytes(feed.rss_str(pretty=True))


def _add(feed: FeedGenerator, page: Page, site_url: str, host: str, zone: ZoneInfo, edition: Edition) -> None:
    post: Post = page.values["post"]
    address = site_url + edition.prefix + page.address
    entry = feed.add_entry(order="append")
    entry.title(str(page.title))
    entry.link(href=address)
    entry.guid(f"news/{post.id}.{page.language}@{host}", permalink=False)
    entry.description(str(edition.say(post.summary)))
    entry.published(_moment(post, zone))
    for id in post.pillars:
        entry.category(term=str(edition.say(edition.pillar_tags[id].title)))
    if page.prose:
        entry.content(absolute(page.prose.text, site_url, edition.prefix), type="CDATA")


def _moment(post: Post, zone: ZoneInfo) -> datetime:
    assert post.date is not None
    return datetime.combine(post.date.starts, post.date.opens or time.min, zone)
