"""The web addresses of other sites, wherever editors have written them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple
from urllib.parse import urldefrag

from cluster.checks.links import address_on, mentions_of
from cluster.content.site import Site
from cluster.content.sources import Source, key_of
from cluster.problems import Place


class ExternalLink(NamedTuple):
    """A link to another site."""

    at: Place
    url: str
    """As it is written, percent-encoded."""
    published: date | None
    """The last day on which its page may have been published, if data/sources.yaml says when."""

    @property
    def asked(self) -> str:
        """What a server is asked for: without the fragment."""
        return urldefrag(self.url).url


def external_links(site: Site) -> list[ExternalLink]:
    """By place. Without those for which data/sources.yaml names a copy, to which readers are led instead."""
    sources = {key_of(each.link): each for each in site.of(Source)}
    return sorted(_links(site, sources))


def _links(site: Site, sources: dict[str, Source]) -> Iterator[ExternalLink]:
    for mention in chain(mentions_of(site.documents), site.links_of_data):
        if mention.use not in ("web", "value", "proof") or address_on(site, mention.target):
            continue
        source = sources.get(key_of(mention.target))
        if source and source.archived:
            continue
        published = source.when.ends if source and source.when else None
        yield ExternalLink(mention.at, mention.target, published)
