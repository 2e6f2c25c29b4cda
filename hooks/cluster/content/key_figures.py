"""The key figures of the home page: typed with a source, or counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from cluster.content.equipment import Equipment
from cluster.content.members import Member, current
from cluster.content.organisation import Figure
from cluster.content.partners import Partner
from cluster.content.site import Site
from cluster.content.version import SiteVersion

SCIENTIFIC = ("university", "research-institute")
"""The kinds of members that are no companies."""


class KeyFigure(NamedTuple):
    """A number about the cluster and its label."""

    of: Figure
    value: int
    label: str


def key_figures(version: SiteVersion) -> list[KeyFigure]:
    """The key figures: what is stated with a source, or what is counted if that is more."""
    return [_key_figure(each, version) for each in version.site.cluster.figures]


def _key_figure(figure: Figure, version: SiteVersion) -> KeyFigure:
    figure = stated(figure, version.site)
    counted = counted_by(figure, version.site, version.today)
    if counted > (figure.value or 0):
        # the day and the sources are those of another number
        figure = replace(figure, value=counted, approximate=False, as_of=None, sources=())
    number = figure.value or 0
    label = version.text_of(figure.label) or version.words.count(f"counted_{figure.counts}", number)
    return KeyFigure(figure, number, label)


def stated(figure: Figure, site: Site) -> Figure:
    """The figure with the number of all members that the cluster states, if it counts members."""
    total = site.cluster.members_total if figure.counts == "members" else None
    return replace(figure, value=total.value, as_of=total.as_of, sources=total.sources) if total else figure


def counted_by(figure: Figure, site: Site, today: date) -> int:
    """The number of entries that a key figure counts; 0 if it counts nothing."""
    return len(_entries(site, today)[figure.counts]) if figure.counts else 0


def _entries(site: Site, today: date) -> Mapping[str, Sequence[Any]]:
    members = current(site.of(Member), today)
    return {
        "pillars": [each for each in site.plan.pillars if each.is_one(today)],
        "working-groups": site.plan.working_groups,
        "events": site.events,
        "news": site.posts,
        "members": members,
        "universities-and-institutes": [each for each in members if each.kind in SCIENTIFIC],
        "equipment": site.of(Equipment),
        "partners": site.of(Partner),
    }
