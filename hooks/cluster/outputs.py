"""What is made once: for the whole site, or for each of its language versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from .digests import key_of
from .edition import Edition
from .events import Event
from .news import Post
from .pages import Page, is_in_feed
from .search import index_of
from .sitemap import robots, sitemap_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A language version whose pages have their HTML."""

    edition: Edition
    pages: Sequence[Page]
    keys: Mapping[str, str]
    """Of the pages, by address."""
    shared_key: str
    """Of what all its pages share."""
    search: Mapping[str, str]
    """What the search finds of each page, by address; see `search.entries_of`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the site."""

    path: str
    """Below the site's folder."""
    key: str
    """Of all that it is made of."""
    make: Callable[[], bytes]


@dataclass(slots=True, kw_only=True)
class Stamps:
    """The moment of the build, and calendar entries with the moment at which each was made."""

    now: datetime
    is_fixed: bool
    """Whether two builds have the same moment, so that also entries that are kept must bear it."""
    entries: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Key and bytes by language and id."""

    def entry(self, name: str, key: str, make: Callable[[datetime], bytes]) -> bytes:
        """The entry of an event; one that is unchanged keeps its bytes and so its moment."""
        stamp = self.now.astimezone(UTC)
        key = f"{key} {stamp}" if self.is_fixed else key
        if self.entries.get(name, ("",))[0] != key:
            self.entries[name] = (key, make(stamp))
        return self.entries[name][1]


def outputs_of(
    versions: Sequence[Version], *, site_url: str, stamps: Stamps, search: Mapping[str, Mapping[str, Any]]
) -> Iterator[Output]:
    """Sitemap, calendars, feeds and search indexes.

    `site_url` ends in `/`; `search` are the settings of each language's search.
    """
    languages = versions[0].edition.site.languages
    pages = [page for version in versions for page in version.pages]
    yield Output(
        path="sitemap.xml",
        key=key_of(
            (site_url, *(f"{page.language} {page.address} {sorted(page.versions)}" for page in pages))
        ),
        make=lambda: sitemap_of(pages, languages=languages, site_url=site_url),
    )
    yield Output(path="robots.txt", key=site_url, make=lambda: robots(site_url).encode())
    for version in versions:
        yield from _of_version(version, site_url, stamps, search)


def _of_version(
    version: Version, site_url: str, stamps: Stamps, search: Mapping[str, Mapping[str, Any]]
) -> Iterator[Output]:
    edition = version.edition
    shared = (version.shared_key, site_url)
    yield _calendar(version, site_url, stamps)
    posts = [page for page in version.pages if is_in_feed(page)]
    yield Output(
        path=f"{edition.prefix}rss.xml",
        key=key_of(
            (
                *shared,
                *(page.values["post"].digest for page in posts),
                str(stamps.now) if stamps.is_fixed and not posts else "",
            )
        ),
        make=partial(_feed, version, site_url, stamps.now),
    )
    settings = search[edition.language]
    yield Output(
        path=f"{edition.prefix}search/search_index.json",
        key=key_of((*shared, repr(settings), *(version.keys[page.address] for page in version.pages))),
        make=lambda: "".join(
            index_of((version.search[page.address] for page in version.pages), settings)
        ).encode(),
    )


def _calendar(version: Version, site_url: str, stamps: Stamps) -> Output:
    edition, host = version.edition, urlsplit(site_url).netloc
    events = [event for event in edition.site.events if event.when and event.when.is_exact]

    def entry(event: Event) -> bytes:
        key = f"{version.shared_key} {event.digest}"
        make = partial(_entry, event, edition, site_url, host)
        return stamps.entry(f"{edition.language} {event.id}", key, make)

    entries = [entry(event) for event in events]
    return Output(
        path=f"{edition.prefix}events.ics",
        key=key_of(
            (
                version.shared_key,
                site_url,
                *(stamps.entries[f"{edition.language} {each.id}"][0] for each in events),
            )
        ),
        make=partial(_whole_calendar, events, entries, edition, site_url, host),
    )


# The libraries behind these three take longer to load than most builds, which need none of them.


def _feed(version: Version, site_url: str, now: datetime) -> bytes:
    from .feeds import feed_of

    host = urlsplit(site_url).netloc
    return feed_of(version.pages, edition=version.edition, site_url=site_url, host=host, now=now)


def _whole_calendar(
    events: list[Event], entries: list[bytes], edition: Edition, site_url: str, host: str
) -> bytes:
    from .ical import calendar_of

    return calendar_of(events, entries, edition=edition, site_url=site_url, host=host)


def _entry(event: Event, edition: Edition, site_url: str, host: str, stamp: datetime) -> bytes:
    from .ical import entry_of

    return entry_of(event, edition=edition, site_url=site_url, host=host, stamp=stamp)


def summary_of(versions: Iterable[Version]) -> str:
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
