"""Everything that the cluster says, and the questions that pages ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar, get_args

from .dates import in_order
from .entries import Entry, Month, Shelf, Year, months_of, occurring, shelved, subscribed, years_of
from .events import Event
from .language import Languages, Text
from .news import Post
from .organisation import Cluster
from .plan import Activity, EventKind, Pillar, Plan
from .prose import Prose

ALWAYS = ("", "plan/", "pillars/", "events/", "events/subscribe/", "news/", "about/", "contact/")
"""Addresses of the pages that every cluster has."""

_FOLDERS = ("", "plan/", "goals/", "pillars/", "working-groups/", "events/", "news/")
"""Addresses whose Markdown file is an index.md."""

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, kw_only=True)
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
    files: frozenset[str] = frozenset()
    """Pictures and other files that stand in docs/ beside the texts, by path below it."""

    @cached_property
    def _event_of_id(self) -> Mapping[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def _post_of_id(self) -> Mapping[str, Post]:
        return {post.id: post for post in self.posts}

    @cached_property
    def _activity_of_id(self) -> Mapping[str, Activity]:
        return {activity.id: activity for activity in self.plan.activities}

    @cached_property
    def _prose_of_address(self) -> Mapping[str, Prose]:
        return {prose.address: prose for prose in self.prose}

    @cached_property
    def _events_of(self) -> Mapping[str, list[Event]]:
        """By the id of the activity that they fulfil."""
        return _gathered((id, event) for event in self.events for id in event.fulfils)

    @cached_property
    def entries(self) -> list[Entry]:
        """Of the calendar, in the order of time, undated ones last."""
        return in_order(entry for event in self.events for entry in occurring(event))

    @cached_property
    def _entries_on(self) -> Mapping[Shelf, list[Entry]]:
        return shelved(self.entries)

    @cached_property
    def _subscribed_on(self) -> Mapping[Shelf, list[Entry]]:
        return shelved(in_order(entry for event in self.events for entry in subscribed(event)))

    @cached_property
    def _posts_of(self) -> Mapping[tuple[str, str], list[Post]]:
        """By `pillar`, `activity` (that they fulfil) or `event` and its id."""
        pairs = (
            ((kind, id), post)
            for post in self.posts
            for kind, ids in (
                ("pillar", post.pillars),
                ("activity", post.fulfils),
                ("event", (post.event,) if post.event else ()),
            )
            for id in ids
        )
        return _gathered(pairs)

    @cached_property
    def _activities_of_event(self) -> Mapping[str, list[Activity]]:
        own = ((id, a) for a in self.plan.activities if (id := self._event_id(a)))
        shown = (
            (event.id, activity)
            for event in self.events
            for id in event.fulfils
            if (activity := self.activity(id)) and self._event_id(activity) != event.id
        )
        order = {activity.id: place for place, activity in enumerate(self.plan.activities)}
        found = _gathered(chain(own, shown))
        return {id: sorted(each, key=lambda activity: order[activity.id]) for id, each in found.items()}

    def _event_id(self, activity: Activity) -> str | None:
        return activity.event.id if activity.event else activity.at_event

    def event(self, id: str) -> Event | None:
        return self._event_of_id.get(id)

    def post(self, id: str) -> Post | None:
        return self._post_of_id.get(id)

    def activity(self, id: str) -> Activity | None:
        return self._activity_of_id.get(id)

    @property
    def ids(self) -> set[str]:
        """Of all events, news and activities."""
        return {*self._event_of_id, *self._post_of_id, *self._activity_of_id}

    def prose_at(self, address: str) -> Prose | None:
        return self._prose_of_address.get(address)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Of all pages of a language version."""
        plan = self.plan
        return frozenset(
            (
                *ALWAYS,
                *(f"goals/{goal.id}/" for goal in plan.goals),
                *(f"pillars/{pillar.id}/" for pillar in plan.pillars),
                *(f"working-groups/{group.id}/" for group in plan.working_groups),
                *(event.address for event in self.events),
                *(f"events/kinds/{kind}/" for kind in self.kinds),
                *(month.address for month in self.months),
                *(year.address for year in self.years),
                *(post.address for post in self.posts),
                *self._prose_of_address,
            )
        )

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
        if posts == self.posts and cluster == self.cluster:
            return self  # with all that has been worked out of it
        return replace(self, cluster=cluster, posts=posts)

    def entries_on(self, shelf: Shelf) -> list[Entry]:
        """All entries of a pillar, a working group or a kind, in the order of time."""
        return self._entries_on.get(shelf, [])

    def subscribed_on(self, shelf: Shelf) -> list[Entry]:
        """What a calendar file of them holds, in the order of time."""
        return self._subscribed_on.get(shelf, [])

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of entries that there are, and always that of deadlines, in the model's order."""
        there = {id for kind, id in self._entries_on if kind == "kind"}
        return [kind for kind in get_args(EventKind) if kind in there or kind == "deadline"]

    @cached_property
    def months(self) -> list[Month]:
        """Those that have a page of their own."""
        return months_of(self.entries)

    @cached_property
    def years(self) -> list[Year]:
        """Those that have a page of their own."""
        return years_of(self.entries)

    def posts_of(self, pillar: Pillar) -> list[Post]:
        return self._posts_of.get(("pillar", pillar.id), [])

    def posts_about(self, event: Event) -> list[Post]:
        return self._posts_of.get(("event", event.id), [])

    def evidence(self, activity: Activity, today: date) -> list[Event | Post]:
        """What has happened that the activity can show: events that are over, then news."""
        events = self._events_of.get(activity.id, [])
        posts = self._posts_of.get(("activity", activity.id), [])
        return [*(event for event in events if event.is_over(today)), *posts]

    def event_of(self, activity: Activity) -> Event | None:
        """The event that the activity is, or at which it takes place."""
        id = self._event_id(activity)
        return self.event(id) if id else None

    def activities_at(self, event: Event) -> list[Activity]:
        """What the plan promises for that event or has got from it, in the order of the plan."""
        return self._activities_of_event.get(event.id, [])


def _gathered(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, in their order."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def source_of(address: str) -> str:
    """The Markdown file that a page has or would have below docs/: `pillars/military.md`."""
    return f"{address}index.md" if address in _FOLDERS else f"{address.rstrip('/')}.md"


def languages_of(*texts: Text | None, bodies: Iterable[tuple[str, str]] = ()) -> frozenset[str] | None:
    """The languages in which all of these texts exist; None where there is no text at all."""
    kinds = [text.languages for text in texts if text]
    if written := frozenset(language for language, _ in bodies):
        kinds.append(written)
    return frozenset.intersection(*kinds) if kinds else None


def newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    """News by date, newest first; the id decides between those of one day; undated ones last."""
    posts = sorted(posts, key=lambda post: post.id)
    dated = sorted(
        (p for p in posts if p.date), key=lambda p: p.date.sort_key if p.date else (), reverse=True
    )
    return (*dated, *(post for post in posts if post.date is None))
