"""The feeds that readers can subscribe to."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from cluster.content.calendar_entries import Shelf
from cluster.content.version import SiteVersion
from cluster.language import Phrase, Text

FORMATS = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)
"""The formats of each feed: file name, media type and display name."""


class Channel(NamedTuple):
    """A feed of a language version."""

    shelf: Shelf
    """What it announces."""
    folder: str
    """The folder of its files, below the language's: `pillars/rivers/`."""
    name: Phrase
    """Its name in the list of feeds: `Rivers`."""
    page: str
    """The address of the page on the same subject, or on the next wider one that is built."""


def channels_of(version: SiteVersion) -> list[Channel]:
    """All feeds of a language version; the feed of all news comes first."""
    site = version.site

    def named(shelf: Shelf, folder: str, title: Text) -> Channel:
        return Channel(shelf, folder, version.say(title), _page_of(folder, site.addresses))

    def word(kind: str, folder: str, key: str, page: str = "") -> Channel:
        page = page or _page_of(folder, site.addresses)
        return Channel((kind, ""), folder, Phrase(version.words[key], version.language), page)

    plans = site.plans
    return [
        word("all", "", "news", "news/"),
        word("newsletter", "newsletter/", "newsletter"),
        word("events", "events/", "announced_events"),
        word("deadlines", "events/kinds/deadline/", "kinds_deadline"),
        word("changes", "plan/changes/", "plan_changes"),
        *(named(("pillar", each.id), f"pillars/{each.id}/", each.title) for each in plans.pillars),
        *(
            named(("group", each.id), f"working-groups/{each.id}/", each.title)
            for each in plans.working_groups
        ),
        *(named(("tag", each.id), f"news/tags/{each.id}/", each.title) for each in site.cluster.tags),
    ]


def _page_of(folder: str, addresses: Collection[str]) -> str:
    """`news/tags/awards/`, or `news/` as long as no news has that tag."""
    while folder not in addresses:
        folder = folder[: folder.rstrip("/").rfind("/") + 1]
    return folder
