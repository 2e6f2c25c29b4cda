"""The feeds to which one can subscribe."""

from __future__ import annotations

from typing import NamedTuple

from cluster.content.calendar_entries import Shelf
from cluster.content.version import SiteVersion
from cluster.language import Phrase, Text

FORMATS = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)
"""The files of each feed: name, media type and what the format is called."""


class Channel(NamedTuple):
    """A feed of a language version."""

    shelf: Shelf
    """What it tells of."""
    folder: str
    """Where its files stand, below the language's folder: `pillars/laser/`."""
    name: Phrase
    """What it is called among the others: `Laser`."""
    page: str
    """Address of the page about the same."""


def channels_of(version: SiteVersion) -> list[Channel]:
    """All feeds of a language version, the one of all news first."""
    site = version.site

    def named(shelf: Shelf, folder: str, title: Text) -> Channel:
        return Channel(shelf, folder, version.say(title), folder)

    def word(kind: str, folder: str, key: str, page: str = "") -> Channel:
        return Channel((kind, ""), folder, Phrase(version.words[key], version.language), page or folder)

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
