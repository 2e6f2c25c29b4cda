"""What is made once: for the whole site, or for each of its language versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from .feeds import feed_of, is_in_feed
from .ical import calendar_of
from .news import Post
from .pages import Edition, Page
from .sitemap import robots, sitemap_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A language version whose pages have their HTML."""

    edition: Edition
    pages: tuple[Page, ...]
    prose: Mapping[str, str]
    """The HTML of the pages' Markdown, by address."""
    search: str
    """The search index, as JSON."""


def files_of(versions: Iterable[Rendered], *, site_url: str, now: datetime) -> dict[str, bytes]:
    """Sitemap, calendars, feeds and search indexes, by path below the site's folder.

    `site_url` ends in `/`; `now` is the moment of the build.
    """
    versions = list(versions)
    languages = versions[0].edition.site.languages
    pages = [page for version in versions for page in version.pages]
    files = {
        "sitemap.xml": sitemap_of(pages, languages=languages, site_url=site_url),
        "robots.txt": robots(site_url).encode(),
    }
    for version in versions:
        prefix = languages.prefix(version.edition.language)
        files |= {prefix + name: made for name, made in _of_version(version, site_url, now).items()}
    return files


def _of_version(version: Rendered, site_url: str, now: datetime) -> dict[str, bytes]:
    edition, host = version.edition, urlsplit(site_url).netloc
    events = edition.site.events
    stamp = now.astimezone(UTC)
    return {
        "events.ics": calendar_of(events, edition=edition, site_url=site_url, host=host, stamp=stamp),
        "rss.xml": feed_of(
            version.pages, version.prose, edition=edition, site_url=site_url, host=host, now=now
        ),
        "search/search_index.json": version.search.encode(),
    }


def summary_of(versions: Iterable[Rendered]) -> str:
    """The line that tells an editor what was built."""
    versions = list(versions)
    site = versions[0].edition.site
    posts = [page for page in versions[0].pages if isinstance(page.values.get("post"), Post)]
    vague = sum(1 for page in posts if not is_in_feed(page))
    outside = f" ({vague} without an exact day, so not in the feed)" if vague else ""
    return (
        f"Built {sum(len(version.pages) for version in versions)} pages "
        f"in {len(versions)} languages ({', '.join(version.edition.language for version in versions)}), "
        f"{len(site.events)} events, {len(posts)} news items{outside}, as of {versions[0].edition.today}."
    )
