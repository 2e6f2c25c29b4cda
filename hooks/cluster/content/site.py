"""Everything that the cluster says, and the questions that pages ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import TypeVar, get_args
from zoneinfo import ZoneInfo

from cluster.content.calendar_entries import (
    CalendarEntry,
    Month,
    Shelf,
    Year,
    months_of,
    occurring,
    shelved,
    subscribed,
    years_of,
)
from cluster.content.commitments import Activity, Commitment, EventKind
from cluster.content.deliverables import Deliverable
from cluster.content.documents import Document, files_of, linked, wanted, wanted_by_cluster
from cluster.content.events import Event, events_of_plan
from cluster.content.news import Post
from cluster.content.newsletter import Edition, EditionContents
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.content.plan_changes import Change
from cluster.content.plan_history import ChangeDay, Record, days_of_change
from cluster.content.plans import Plans
from cluster.content.text_pages import Prose
from cluster.dates import begins, in_order
from cluster.language import Languages, Text
from cluster.pictures.model import Picture

ALWAYS = (
    "",
    "plan/",
    "plan/changes/",
    "plan/progress/",
    "pillars/",
    "events/",
    "events/subscribe/",
    "news/",
    "newsletter/",
    "subscribe/",
    "press/",
    "about/",
    "excellence/",
    "contact/",
)
"""Addresses of the pages that every cluster has."""

_FOLDERS = ("", "plan/", "goals/", "pillars/", "working-groups/", "events/", "news/", "newsletter/")
"""Addresses whose Markdown file is an index.md."""

AHEAD = timedelta(days=183)
"""How far an edition of the newsletter looks ahead where it does not name its events."""

K = TypeVar("K")
V = TypeVar("V")
L = TypeVar("L", Edition, Change)


@dataclass(frozen=True, kw_only=True)
class Site:
    """The valid content of a site, in all its languages."""

    languages: Languages
    cluster: Cluster
    plans: Plans
    events: tuple[Event, ...]
    """Of the plans and of docs/events/, in the order of time, vague ones after the exact ones of their
    period, undated ones last."""
    posts: tuple[Post, ...]
    """Newest first, undated ones last."""
    prose: tuple[Prose, ...]
    editions: tuple[Edition, ...] = ()
    """Of the newsletter, the newest first."""
    changes: tuple[Change, ...] = ()
    """Of the plan, the newest first."""
    deliverables: tuple[Deliverable, ...] = ()
    """What has come of the plan besides events and news."""
    records: tuple[Record, ...] = ()
    """Of the plans' states and dates, in the order of time."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Those that are shown, by path below docs/."""
    files: frozenset[str] = frozenset()
    """Pictures and other files that stand in docs/ beside the texts, by path below it."""

    @property
    def plan(self) -> Plan:
        """The one in force."""
        return self.plans.current

    @cached_property
    def _event_of_id(self) -> Mapping[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def _post_of_id(self) -> Mapping[str, Post]:
        return {post.id: post for post in self.posts}

    @cached_property
    def _activity_of_id(self) -> Mapping[str, Activity]:
        return {activity.id: activity for activity in self.plans.activities}

    @cached_property
    def _prose_of_address(self) -> Mapping[str, Prose]:
        return {prose.address: prose for prose in self.prose}

    @cached_property
    def entries(self) -> list[CalendarEntry]:
        """Of the calendar, in the order of time, undated ones last."""
        return in_order(entry for event in self.events for entry in occurring(event))

    @cached_property
    def _entries_on(self) -> Mapping[Shelf, list[CalendarEntry]]:
        return shelved(self.entries)

    @cached_property
    def _subscribed_on(self) -> Mapping[Shelf, list[CalendarEntry]]:
        return shelved(in_order(entry for event in self.events for entry in subscribed(event)))

    @cached_property
    def _posts_on(self) -> Mapping[Shelf, list[Post]]:
        """By `pillar`, `group`, `tag`, `activity` (that they fulfil) or `event` and its id."""
        pairs = (
            ((kind, id), post)
            for post in self.posts
            for kind, ids in (
                ("pillar", post.pillars),
                ("group", post.working_groups),
                ("tag", post.tags),
                ("activity", post.fulfils),
                ("event", (post.event,) if post.event else ()),
            )
            for id in ids
        )
        return _gathered(pairs)

    @cached_property
    def _commitments_of_event(self) -> Mapping[str, list[Commitment]]:
        commitments = self.plans.commitments
        own = ((id, a.id) for a in self.plans.activities if (id := self._event_id(a)))
        named = ((e.id, id) for e in self.events for id in (*e.fulfils, *e.fulfils_in_part))
        order = {commitment.id: place for place, commitment in enumerate(commitments)}
        found = _gathered((event, order[id]) for event, id in chain(own, named) if id in order)
        return {id: [commitments[n] for n in sorted(set(each))] for id, each in found.items()}

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
        """Of all events, news, activities, editions, changes and expiries of labels."""
        later = {*(each.id for each in self.editions), *(each.id for each in self.changes)}
        later |= {each.expiry_id for each in self.cluster.awards}
        return {*self._event_of_id, *self._post_of_id, *self._activity_of_id, *later}

    @property
    def pillars_in_news(self) -> list[str]:
        """The ids of pillars of which there are news, in the order of the plan."""
        return [id for id in self.plans.pillars_by_id if self.posts_on(("pillar", id))]

    @cached_property
    def days_of_change(self) -> tuple[ChangeDay, ...]:
        """Those on which a state or a date of a plan was found to have changed, the latest first."""
        return days_of_change(self.records)

    @property
    def documents(self) -> list[Document]:
        """All that editors wrote in docs/."""
        return [*self.events, *self.posts, *self.editions, *self.prose]

    def prose_at(self, address: str) -> Prose | None:
        return self._prose_of_address.get(address)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """At which a language version shows something: those of its pages, and those that lead to one."""
        return frozenset(
            (
                *ALWAYS,
                *self.plans.addresses,
                *(event.address for event in self.events),
                *(f"events/kinds/{kind}/" for kind in self.kinds),
                *(month.address for month in self.months),
                *(year.address for year in self.years),
                *(post.address for post in self.posts),
                *(f"news/tags/{tag.id}/" for tag in self.cluster.tags),
                *(f"news/pillars/{id}/" for id in self.pillars_in_news),
                *(edition.address for edition in self.editions),
                *self._prose_of_address,
            )
        )

    def is_out(self, item: Document, now: datetime) -> bool:
        """Whether a document may be published: it is no draft, and neither dated ahead nor under embargo."""
        return not item.draft and all(moment <= now for moment in self._moments(item))

    def _moments(self, item: Document) -> list[datetime]:
        """Those before which nothing of it is published."""
        zone = ZoneInfo(self.cluster.time_zone)
        if isinstance(item, Edition):
            return [datetime.combine(item.date, datetime.min.time(), zone)]
        dates = [item.embargo] if isinstance(item, Event | Post) else []
        if isinstance(item, Post):
            dates.append(item.date)
        return [begins(when, zone) for when in dates if when]

    def out_from(self, item: Document) -> datetime | None:
        """The moment from which it is published; None if it is a draft or has no such moment."""
        return None if item.draft else max(self._moments(item), default=None)

    def as_of(self, now: datetime) -> Site:
        """The site without what is not to be published yet: nothing can show it.

        That are drafts, news and events under embargo, and news, editions, changes, milestones and awards
        of days to come; the files of docs/ that only they name go with them.
        """
        today = now.astimezone(ZoneInfo(self.cluster.time_zone)).date()
        plans = Plans.of(self.plans.all, year=today.year)
        cluster = replace(
            self.cluster,
            history=tuple(each for each in self.cluster.history if each.when.starts <= today),
            awards=tuple(
                each for each in self.cluster.awards if each.when is None or each.when.starts <= today
            ),
        )
        changes = tuple(each for each in self.changes if each.date <= today)
        records = tuple(each for each in self.records if each.date <= today)
        hidden = [item for item in self.documents if not self.is_out(item, now)]
        same = (plans.current, cluster, changes, records)
        if not hidden and same == (self.plan, self.cluster, self.changes, self.records):
            return self  # with all that has been worked out of it
        dated = replace(self, plans=plans, cluster=cluster, changes=changes, records=records)
        return dated._without(hidden)

    def _without(self, hidden: list[Document]) -> Site:
        """The site without some documents; an event of the plan then is as the plan has it."""
        gone = {each.at for each in hidden}
        plans = self.plans.all if hidden else ()
        planned = {each.id: each for plan in plans for each in events_of_plan(plan)}
        instead = (planned[each.id] for each in hidden if isinstance(each, Event) and each.id in planned)
        site = replace(
            self,
            events=tuple(in_order([*(each for each in self.events if each.at not in gone), *instead])),
            posts=tuple(each for each in self.posts if each.at not in gone),
            editions=tuple(each for each in self.editions if each.at not in gone),
            prose=tuple(each for each in self.prose if each.at not in gone),
        )
        shown = {each.file for item in site.documents for each in wanted(item)}
        shown |= {each.file for each in wanted_by_cluster(self.cluster)}
        named = {file for item in site.documents for file in files_of(item)} | shown
        secret = {file for item in hidden for file in files_of(item)} - named
        return replace(
            site,
            files=self.files - secret,
            pictures={file: each for file, each in self.pictures.items() if file in shown},
        )

    @cached_property
    def copied(self) -> list[str]:
        """The files of docs/ that are published as they are; not pictures that are only shown."""
        return sorted(self.files - (self.pictures.keys() - linked(self.documents)))

    def news_in(self, edition: Edition) -> list[Post]:
        """The news of an edition of the newsletter."""
        if edition.news is not None:
            return [post for id in edition.news if (post := self.post(id))]
        before = (each.date for each in self.editions if each.date < edition.date)
        since = max(before, default=edition.date - timedelta(days=365))
        return [post for post in self.posts if post.date and since < post.date.ends <= edition.date]

    def contents_of(self, edition: Edition) -> EditionContents:
        """An edition of the newsletter with all that goes into it."""
        posts, events = tuple(self.news_in(edition)), tuple(self.events_in(edition))
        return EditionContents(edition=edition, posts=posts, events=events)

    def events_in(self, edition: Edition) -> list[Event]:
        """The events of an edition of the newsletter."""
        if edition.events is not None:
            return [event for id in edition.events if (event := self.event(id))]
        until = edition.date + AHEAD
        return [
            event
            for event in self.events
            if event.when
            and event.when.is_exact
            and edition.date < event.when.starts <= until
            and event.status != "cancelled"
        ]

    def entries_on(self, shelf: Shelf) -> list[CalendarEntry]:
        """All entries of a pillar, a working group or a kind, in the order of time."""
        return self._entries_on.get(shelf, [])

    def subscribed_on(self, shelf: Shelf) -> list[CalendarEntry]:
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

    def posts_on(self, shelf: Shelf) -> list[Post]:
        """News of a pillar, a working group, a tag, an activity or an event, the newest first."""
        return self._posts_on.get(shelf, [])

    def posts_about(self, event: Event) -> list[Post]:
        return self.posts_on(("event", event.id))

    def event_of(self, activity: Activity) -> Event | None:
        """The event that the activity is, or at which it takes place."""
        id = self._event_id(activity)
        return self.event(id) if id else None

    def commitments_at(self, event: Event) -> list[Commitment]:
        """What the plan promises for that event or has got from it, in the order of the plan."""
        return self._commitments_of_event.get(event.id, [])

    def commitment(self, id: str) -> Commitment | None:
        return self.plans.commitment_of_id.get(id)


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


def latest_first(things: Iterable[L]) -> tuple[L, ...]:
    """Things of one day each, the latest first; the id decides between those of one day."""
    return tuple(sorted(sorted(things, key=lambda each: each.id), key=lambda each: each.date, reverse=True))


def newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    """News by date, newest first; the id decides between those of one day; undated ones last."""
    posts = sorted(posts, key=lambda post: post.id)
    dated = sorted(
        (p for p in posts if p.date), key=lambda p: p.date.sort_key if p.date else (), reverse=True
    )
    return (*dated, *(post for post in posts if post.date is None))
