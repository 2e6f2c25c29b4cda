"""Which content is public at a moment: drafts, embargoed items and future dates are hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from cluster.content.contents import Contents
from cluster.content.documents import wanted_by_cluster
from cluster.content.item import Item
from cluster.content.kinds import arranged
from cluster.content.organisation import Cluster
from cluster.content.plans import Plans

C = TypeVar("C", bound=Contents)


def as_of(whole: C, now: datetime) -> C:
    """The content that is public at a moment. Everything else is removed here, so that no page can show it.

    That includes future milestones and awards, the day of a check that is still to come, and the files of
    docs/ that only hidden documents use. If nothing is hidden, the content is returned unchanged, with its
    cached indexes.
    """
    today = now.astimezone(whole.zone).date()
    plans = Plans.of(whole.plans.all, year=today.year)
    cluster = _without_future(whole.cluster, today)
    shown = {
        cls: tuple(each.on(today) for each in items if each.is_out(now, whole.zone))
        for cls, items in whole.items.items()
    }
    if (plans.current, cluster, shown) == (whole.plan, whole.cluster, whole.items):
        return whole
    hidden = [each for each in whole.all if not each.is_out(now, whole.zone)]
    items = arranged(shown, plans.all, whole.identity)
    public = replace(whole, plans=plans, cluster=cluster, items=items)
    return _without_files_of(hidden, public)


def _without_future(cluster: Cluster, today: date) -> Cluster:
    return replace(
        cluster,
        history=tuple(each for each in cluster.history if each.when.starts <= today),
        awards=tuple(each for each in cluster.awards if each.when is None or each.when.starts <= today),
    )


def _without_files_of(hidden: list[Item], public: C) -> C:
    """The public content without the files and pictures that only hidden items use."""
    shown = {each.file for item in public.all for each in item.wanted()}
    shown |= {each.file for each in wanted_by_cluster(public.cluster)}
    used = {file for item in public.all for file in item.files} | shown
    secret = {file for item in hidden for file in item.files} - used
    return replace(
        public,
        files=public.files - secret,
        pictures={file: each for file, each in public.pictures.items() if file in shown},
    )
