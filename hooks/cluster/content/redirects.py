"""Redirects: where addresses lead that the site had once, or that its predecessor had."""

from __future__ import annotations

from cluster.content.item import Item
from cluster.frozen import frozen

REDIRECTS = "data/redirects.yaml"

GONE = "gone"
"""What an editor writes as `to` if nothing has taken the place of an address."""


@frozen
class Redirect(Item):
    """One entry of data/redirects.yaml: an address that is no longer published, and where it leads."""

    old: str
    """The address that is gone, such as `/events/open-day/`, or its id: for all languages, its
    calendar and feeds; `/en/events/open-day/` is for English only."""
    to: str
    """The id or the address of another page, an address on another website, or `gone` if there is none."""
