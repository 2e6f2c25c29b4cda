"""News as an RSS 2.0 feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from feedgen.feed import FeedGenerator

from .links import absolute
from .news import Post
from .page import Page
from .pages import is_in_feed
from .voice import Voice


def feed_of(
    pages: Sequence[Page],
    *,
    voice: Voice,
    site_url: str,
    host: str,
    now: datetime,
) -> bytes:
    """The news that have an exact date and a version in the language, newest first.

    `now` dates a feed that has no items.
    """
    site = voice.site
    home = site_url + voice.prefix
    feed = FeedGenerator()
    feed.title(f"{voice.say(site.cluster.name)}: {voice.words['news']}")
    feed.description(str(voice.say(site.cluster.lead)))
    feed.language(voice.language)
    feed.link(href=f"{home}rss.xml", rel="self", type="application/rss+xml")
    feed.link(href=f"{home}news/", rel="alternate")
    feed.generator("", uri="")
    zone = ZoneInfo(site.cluster.time_zone)
    items = [page for page in pages if is_in_feed(page)]
    for page in items:
        _add(feed, page, site_url, host, zone, voice)
    feed.lastBuildDate(_moment(items[0].values["post"], zone) if items else now)
    return bytes(feed.rss_str(pretty=True))


def _add(feed: FeedGenerator, page: Page, site_url: str, host: str, zone: ZoneInfo, voice: Voice) -> None:
    post: Post = page.values["post"]
    address = site_url + voice.prefix + page.address
    entry = feed.add_entry(order="append")
    entry.title(str(page.title))
    entry.link(href=address)
    entry.guid(f"news/{post.id}.{page.language}@{host}", permalink=False)
    entry.description(str(voice.say(post.summary)))
    entry.published(_moment(post, zone))
    for id in post.pillars:
        entry.category(term=str(voice.say(voice.pillar_tags[id].title)))
    if page.prose:
        entry.content(absolute(page.prose.text, site_url, voice.prefix), type="CDATA")


def _moment(post: Post, zone: ZoneInfo) -> datetime:
    assert post.date is not None
    return datetime.combine(post.date.starts, post.date.opens or time.min, zone)
