"""The calendars that readers can subscribe to."""

from __future__ import annotations

from typing import NamedTuple

from cluster.content.calendar_entries import Shelf
from cluster.content.version import SiteVersion
from cluster.language import Phrase


class Calendar(NamedTuple):
    """A calendar file of a language version."""

    shelf: Shelf
    """Which entries it has."""
    path: str
    """Path below the language's folder: `pillars/rivers/events.ics`."""
    name: Phrase
    """Its name in the list of calendars: `Rivers`."""
    page: str
    """The address of the page on the same subject."""


def calendars_of(version: SiteVersion) -> list[Calendar]:
    """All calendars of a language version: everything, pillars, groups, kinds, deadlines."""
    site, words = version.site, version.words
    pillars = [(("pillar", each.id), f"pillars/{each.id}/", each.title) for each in site.plans.pillars]
    groups = [
        (("group", each.id), f"working-groups/{each.id}/", each.title) for each in site.plans.working_groups
    ]
    kinds = [
        (("kind", kind), f"events/kinds/{kind}/", Phrase(words[f"kinds_{kind}"], version.language))
        for kind in (*(kind for kind in site.kinds if kind != "deadline"), "deadline")
    ]
    return [
        Calendar(("all", ""), "events.ics", Phrase(words["all_events"], version.language), "events/"),
        *(Calendar(shelf, f"{page}events.ics", version.say(title), page) for shelf, page, title in pillars),
        *(Calendar(shelf, f"{page}events.ics", version.say(title), page) for shelf, page, title in groups),
        *(Calendar(shelf, f"{page}events.ics", name, page) for shelf, page, name in kinds),
    ]
