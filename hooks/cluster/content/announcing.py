"""Who is told of what is new on the site: part of data/cluster.yaml."""

from __future__ import annotations

from dataclasses import field

from cluster.frozen import frozen
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import IndexNowKey, Link

INDEXNOW = Link("https://api.indexnow.org/indexnow")


@frozen
class Announcing:
    """Who is told of what is new, by the command `cluster announce`."""

    hub: Link | None = None
    """The address of a WebSub hub, through which feed readers get a new item at once."""
    indexnow: IndexNowKey | None = None
    """The key under which search engines are told of new and changed pages (IndexNow). Make one up; the site
    publishes it."""
    indexnow_server: Link = INDEXNOW
    """The address of the search engine that is told; without it, that for all which take part."""
    mastodon: Link | None = None
    """The address of the Mastodon server where the cluster has its account. The token does not belong here:
    `CONTRIBUTING.md` says where."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)
