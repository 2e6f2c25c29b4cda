"""Everything that the cluster says, and the questions that pages ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from .events import Event
from .language import Languages, Text
from .news import Post
from .organisation import Cluster
from .plan import Activity, Pillar, Plan, WorkingGroup
from .prose import Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The valid content of a site, in all its languages."""

    languages: Languages
    cluster: Cluster
    plan: Plan
    events: tuple[Event, ...]
    """Of the plan and of docs/events/, in the order of time, vague ones after the exact ones of their
    period, undated ones last."""
    posts: tuple[Post, ...]
    """Newest first, undated ones last."""
    prose: tuple[Prose, ...]

    def event(self, id: str) -> Event | None:
        return next((event for event in self.events if event.id == id), None)

    def post(self, id: str) -> Post | None:
        return next((post for post in self.posts if post.id == id), None)

    def pillar(self, id: str) -> Pillar | None:
        return next((pillar for pillar in self.plan.pillars if pillar.id == id), None)

    def working_group(self, id: str) -> WorkingGroup | None:
        return next((group for group in self.plan.working_groups if group.id == id), None)

    def activity(self, id: str) -> Activity | None:
        return next((activity for activity in self.plan.activities if activity.id == id), None)

    def prose_at(self, address: str) -> Prose | None:
        return next((prose for prose in self.prose if prose.address == address), None)

    def as_of(self, today: date) -> Site:
        """The site without news, milestones and awards of days to come: nothing can show them."""
        cluster = replace(
            self.cluster,
            history=tuple(each for each in self.cluster.history if each.when.starts <= today),
            awards=tuple(
                each for each in self.cluster.awards if each.when is None or each.when.starts <= today
            ),
        )
        posts = tuple(post for post in self.posts if post.date is None or post.date.starts <= today)
        return replace(self, cluster=cluster, posts=posts)

    def events_of(self, thing: Pillar | WorkingGroup) -> list[Event]:
        """A pillar's or a working group's events, in the order of time."""
        return [
            e
            for e in self.events
            if thing.id in (e.pillars if isinstance(thing, Pillar) else e.working_groups)
        ]

    def posts_of(self, pillar: Pillar) -> list[Post]:
        return [post for post in self.posts if pillar.id in post.pillars]

    def posts_about(self, event: Event) -> list[Post]:
        return [post for post in self.posts if post.event == event.id]

    def evidence(self, activity: Activity, today: date) -> list[Event | Post]:
        """What has happened that the activity can show: events that are over, then news."""
        events = [e for e in self.events if activity.id in e.fulfils and e.is_over(today)]
        return [*events, *(post for post in self.posts if activity.id in post.fulfils)]

    def event_of(self, activity: Activity) -> Event | None:
        """The event that the activity is, or at which it takes place."""
        id = activity.event.id if activity.event else activity.at_event
        return self.event(id) if id else None

    def activities_at(self, event: Event) -> Iterator[Activity]:
        """What the plan promises for that event or has got from it."""
        for activity in self.plan.activities:
            own = activity.event.id if activity.event else activity.at_event
            if own == event.id or activity.id in event.fulfils:
                yield activity


def languages_of(*texts: Text | None, bodies: Iterable[tuple[str, str]] = ()) -> frozenset[str] | None:
    """The languages in which all of these texts exist; None where there is no text at all."""
    kinds = [text.languages for text in texts if text]
    if written := frozenset(language for language, _ in bodies):
        kinds.append(written)
    return frozenset.intersection(*kinds) if kinds else None


def coming(events: Iterable[Event], today: date) -> list[Event]:
    """Those not over yet, of events in the order of time: the nearest first."""
    return [event for event in events if not event.is_over(today)]


def past(events: Iterable[Event], today: date) -> list[Event]:
    """Those that are over, of events in the order of time: the latest first, undated ones last."""
    over = [event for event in events if event.is_over(today)]
    dated = [event for event in over if event.when]
    return dated[::-1] + [event for event in over if event.when is None]


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events in the order of time; the id decides where the time does not."""
    undated = (date.max, True, date.max, time.max)
    return tuple(sorted(events, key=lambda e: (e.when.sort_key if e.when else undated, e.id)))


def newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    """News by date, newest first; the id decides between those of one day; undated ones last."""
    posts = sorted(posts, key=lambda post: post.id)
    dated = sorted(
        (p for p in posts if p.date), key=lambda p: p.date.sort_key if p.date else (), reverse=True
    )
    return (*dated, *(post for post in posts if post.date is None))
