"""Everything on a site that can have sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cluster.content.organisation import Cluster
from cluster.content.partners import Region
from cluster.content.plan import Plan
from cluster.content.site import Site
from cluster.content.sources import links_in
from cluster.reading.scalar_types import Link


def cited_on(site: Site) -> list[Link]:
    """The addresses of all sources; one that is cited twice stands twice."""
    items = (each for each in site.all if hasattr(each, "sources"))
    domains = (domain for region in site.of(Region) for domain in region.domains)
    plans = (each for plan in site.plans.all for each in _of_plan(plan))
    return links_in(*items, *domains, *_of_cluster(site.cluster), *plans)


def _of_cluster(cluster: Cluster) -> Iterator[Any]:
    yield from (*cluster.figures, *cluster.history, *cluster.awards, *cluster.memberships, *cluster.benefits)
    yield from (each for organ in cluster.organs for each in (organ, *organ.people))
    yield from cluster.contact.people if cluster.contact else ()
    yield cluster.members_total


def _of_plan(plan: Plan) -> Iterator[Any]:
    yield from plan.working_groups
    for pillar in plan.pillars:
        yield from (pillar, pillar.members, *pillar.guarantors)
