"""The key figures of the home page: typed with a source, or counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from cluster.content.equipment import Equipment
from cluster.content.organisation import Figure
from cluster.content.partners import Partner
from cluster.content.version import SiteVersion


class KeyFigure(NamedTuple):
    """A number about the cluster and its label."""

    of: Figure
    value: int
    label: str


def key_figures(version: SiteVersion) -> list[KeyFigure]:
    """The key figures, with counted values where they have `counts`."""
    return [_key_figure(each, version) for each in version.site.cluster.figures]


def _key_figure(figure: Figure, version: SiteVersion) -> KeyFigure:
    if figure.counts is None:
        return KeyFigure(figure, figure.value or 0, version.text_of(figure.label))
    total = version.site.cluster.members_total if figure.counts == "members" else None
    number = total.value if total else _count(figure.counts, version)
    label = version.text_of(figure.label) or version.words.count(f"counted_{figure.counts}", number)
    if total:
        figure = replace(figure, as_of=total.as_of, sources=total.sources)
    return KeyFigure(figure, number, label)


def _count(what: str, version: SiteVersion) -> int:
    """The number of entries that a key figure counts."""
    site = version.site
    lists: dict[str, Sequence[Any]] = {
        "pillars": version.pillars,
        "working-groups": site.plan.working_groups,
        "events": site.events,
        "news": site.posts,
        "members": version.members,
        "equipment": site.of(Equipment),
        "partners": site.of(Partner),
    }
    return len(lists[what])
