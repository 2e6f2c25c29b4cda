"""Where an event takes place, in words."""

from __future__ import annotations

from cluster.content.events import Event
from cluster.content.version import Version


def where_of(event: Event, version: Version) -> str:
    """`Přerov, na místě i online`: the place, and whether people can join online; `` if neither is known."""
    return ", ".join(each for each in (version.text_of(event.place), mode_of(event, version)) if each)


def mode_of(event: Event, version: Version) -> str:
    """`Online`, `na místě i online`, or `` if people cannot join online."""
    return version.words["on_site_and_online" if event.place else "online"] if event.online else ""
