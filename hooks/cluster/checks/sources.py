"""Rules and doubts about data/sources.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cluster.content.confirmed import cited_on
from cluster.content.site import Site
from cluster.content.sources import Source, key_of
from cluster.problems import Place, Problem, near


def sources_are_described_once(site: Site) -> Iterator[Problem]:
    """No two entries have the same address."""
    seen: dict[str, Place] = {}
    for source in site.of(Source):
        place = source.at.of("link")
        first = seen.setdefault(key_of(source.link), place)
        if first is not place:
            message = f"duplicate link '{source.link}' (first used {first.seen_from(place)})"
            yield Problem(place, f"source: {message}")


def described_sources_are_cited(site: Site, today: date) -> Iterator[Problem]:
    """An entry whose address stands under no `sources` is mistyped, or left over."""
    links = {key_of(each): each for each in cited_on(site)}
    for source in site.of(Source):
        if key_of(source.link) not in links:
            message = f"'{source.link}' stands under no 'sources'"
            hint = near(source.link, links.values()) or "; is it still needed?"
            yield Problem(source.at.of("link"), f"source: link: {message}{hint}")


RULES = (sources_are_described_once,)
