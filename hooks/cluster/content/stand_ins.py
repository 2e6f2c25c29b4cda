"""What stands for the cluster and the plan while their files have problems, so that all other files can be
checked. Nothing of it is published."""

from __future__ import annotations

from cluster.content.organisation import Cluster
from cluster.content.plan import Headings, Plan
from cluster.language import Text
from cluster.reading.scalar_types import TimeZone, Year

_UNREAD = Text.of(en="unread")

UNREAD_CLUSTER = Cluster(
    name=_UNREAD, abbreviation="unread", time_zone=TimeZone("UTC"), claim=_UNREAD, lead=_UNREAD
)

UNREAD_PLAN = Plan(
    year=Year(2000),
    title=_UNREAD,
    headings=Headings(
        goals=_UNREAD, goal_activities=_UNREAD, pillar_development=_UNREAD, pillar_activities=_UNREAD
    ),
)
