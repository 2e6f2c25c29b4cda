"""The content of a site, with the lookups that pages need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import TypeVar, get_args

from cluster.content.addresses import ALWAYS, IN_COOPERATION, STATEMENTS
from cluster.content.calendar_entries import (
    CalendarEntry,
    Shelf,
    entry_of,
    occurring,
    shelved,
    subscribed,
)
from cluster.content.calendar_months import Month, Year, months_of, years_of
from cluster.content.commitments import Activity, Commitment, EventKind
from cluster.content.contents import Contents
from cluster.content.deliverables import Deliverable
from cluster.content.events import Event
from cluster.content.kinds import LISTINGS
from cluster.content.listing import Listing
from cluster.content.news import Post
from cluster.content.newsletter import Edition, EditionContents
from cluster.content.organisation import NewsTag
from cluster.content.published_files import copied_of
from cluster.content.text_pages import TextPage
from cluster.content.visibility import as_of
from cluster.dates import in_order
from cluster.frozen import frozen

AHEAD = timedelta(days=183)
"""How far ahead the events of an edition are that does not list its events."""

K = TypeVar("K")
V = TypeVar("V")


@frozen
class Site(Contents):
    """The content of a site, with lookups; indexes are built on first use."""

    @property
    def events(self) -> tuple[Event, ...]:
        """Events of docs/events/ and the plans in the order of time: vague dates after the exact ones of
        their period, undated events last."""
        return self.of(Event)

    @property
    def posts(self) -> tuple[Post, ...]:
        """News, newest first, undated news last."""
        return self.of(Post)

    @property
    def text_pages(self) -> tuple[TextPage, ...]:
        """Text pages in the order of their paths."""
        return self.of(TextPage)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Editions of the newsletter, newest first."""
        return self.of(Edition)

    @property
    def deliverables(self) -> tuple[Deliverable, ...]:
        """Deliverables in the order of the file."""
        return self.of(Deliverable)

    @cached_property
    def listings(self) -> list[Listing]:
        """All items that have an entry in a list and a page: members, equipment and others."""
        return [item for cls in LISTINGS for item in self.of(cls)]

    @cached_property
    def list_addresses(self) -> list[str]:
        """The addresses of the lists that are not empty: `members/`."""
        return [cls.FOLDER for cls in LISTINGS if self.of(cls)]

    @property
    def has_cooperation(self) -> bool:
        """Whether there is a list that only the page about cooperation leads to."""
        return not IN_COOPERATION.isdisjoint(self.list_addresses)

    def as_of(self, now: datetime) -> Site:
        """The public site at a moment, made once; see `visibility.as_of`."""
        if now not in self._public:
            self._public[now] = as_of(self, now)
        return self._public[now]

    @cached_property
    def _public(self) -> dict[datetime, Site]:
        return {}

    @cached_property
    def _activity_of_id(self) -> Mapping[str, Activity]:
        return {activity.id: activity for activity in self.plans.activities}

    @cached_property
    def _text_page_of_address(self) -> Mapping[str, TextPage]:
        return {page.address: page for page in self.text_pages}

    @cached_property
    def entries(self) -> list[CalendarEntry]:
        """All calendar entries, in the order of time, undated ones last."""
        return in_order(entry for event in self.events for entry in occurring(event))

    @cached_property
    def _entries_on(self) -> Mapping[Shelf, list[CalendarEntry]]:
        return shelved(self.entries)

    @cached_property
    def _subscribed_on(self) -> Mapping[Shelf, list[CalendarEntry]]:
        return shelved(in_order(entry for event in self.events for entry in subscribed(event)))

    @cached_property
    def _posts_on(self) -> Mapping[Shelf, list[Post]]:
        """By `pillar`, `group`, `tag`, `event` or `activity` (that the news fulfils), and its id."""
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
        return _grouped(pairs)

    @cached_property
    def _commitments_of_event(self) -> Mapping[str, list[Commitment]]:
        commitments = self.plans.commitments
        own = ((id, a.id) for a in self.plans.activities if (id := self._event_id(a)))
        named = ((e.id, id) for e in self.events for id in (*e.fulfils, *e.fulfils_in_part))
        order = {commitment.id: place for place, commitment in enumerate(commitments)}
        found = _grouped((event, order[id]) for event, id in chain(own, named) if id in order)
        return {id: [commitments[n] for n in sorted(set(each))] for id, each in found.items()}

    def _event_id(self, activity: Activity) -> str | None:
        return activity.event.id if activity.event else activity.at_event

    def event(self, id: str) -> Event | None:
        return self.find(Event, id)

    def post(self, id: str) -> Post | None:
        return self.find(Post, id)

    def activity(self, id: str) -> Activity | None:
        return self._activity_of_id.get(id)

    @property
    def ids(self) -> set[str]:
        """The ids of all documents, activities, changes and expiries of labels: new ones must differ."""
        later = {*(each.id for each in self.changes), *(each.expiry_id for each in self.cluster.awards)}
        return {*(each.id for each in self.documents), *self._activity_of_id, *later}

    @property
    def pillars_in_news(self) -> list[str]:
        """The ids of pillars with news, in the order of the plan."""
        return [id for id in self.plans.pillars_by_id if self.posts_on(("pillar", id))]

    @property
    def tags_in_news(self) -> list[NewsTag]:
        """The tags of news that some news has."""
        return [each for each in self.cluster.tags if self.posts_on(("tag", each.id))]

    @property
    def has_newsletter(self) -> bool:
        """Whether the page of the newsletter has editions or a text."""
        return bool(self.editions or self.text_page_at("newsletter/"))

    def text_page_at(self, address: str) -> TextPage | None:
        return self._text_page_of_address.get(address)

    @property
    def statements(self) -> list[str]:
        """The addresses of the statements that have a text."""
        return [address for address in STATEMENTS if self.text_page_at(address)]

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses of all pages and redirects, below the language's folder."""
        return frozenset(
            (
                *ALWAYS,
                *self.plans.addresses,
                *(each.address for each in self.documents),
                *(each.address for each in self.listings),
                *self.list_addresses,
                *(("plan/changes/",) if self.has_changes else ()),
                *(("newsletter/",) if self.has_newsletter else ()),
                *(("excellence/",) if self.has_excellence else ()),
                *(("cooperation/",) if self.has_cooperation else ()),
                *(("join/",) if self.cluster.has_joining else ()),
                *(("join/form/",) if self.cluster.has_joining and self.cluster.joining_email else ()),
                *(f"events/kinds/{kind}/" for kind in self.kinds),
                *(month.address for month in self.months),
                *(year.address for year in self.years),
                *(f"news/tags/{tag.id}/" for tag in self.tags_in_news),
                *(f"news/pillars/{id}/" for id in self.pillars_in_news),
            )
        )

    @cached_property
    def copied(self) -> list[str]:
        """The files of docs/ that are published as they are."""
        return copied_of(self)

    def news_in(self, edition: Edition) -> list[Post]:
        """The news of an edition of the newsletter."""
        if edition.news is not None:
            return [post for id in edition.news if (post := self.post(id))]
        before = (each.date for each in self.editions if each.date < edition.date)
        since = max(before, default=edition.date - timedelta(days=365))
        return [post for post in self.posts if post.date and since < post.date.ends <= edition.date]

    def contents_of(self, edition: Edition, now: datetime) -> EditionContents:
        """An edition of the newsletter with its news and events, whose dates are those ahead at a moment."""
        events = tuple(entry_of(event, now) for event in self.events_in(edition))
        return EditionContents(edition=edition, posts=tuple(self.news_in(edition)), events=events)

    def events_in(self, edition: Edition) -> list[Event]:
        """The events of an edition of the newsletter."""
        if edition.events is not None:
            return [event for id in edition.events if (event := self.event(id))]
        day = edition.date
        ahead = (each for each in self.events if each.dates and each.dates[-1].starts > day)
        near = (entry for event in ahead if _is_near(entry := entry_of(event, self.start_of(day)), day))
        return [entry.event for entry in in_order(near) if entry.event.status != "cancelled"]

    def entries_on(self, shelf: Shelf) -> list[CalendarEntry]:
        """The calendar entries on a shelf, in the order of time."""
        return self._entries_on.get(shelf, [])

    def subscribed_on(self, shelf: Shelf) -> list[CalendarEntry]:
        """The entries in the calendar file of a shelf, in the order of time."""
        return self._subscribed_on.get(shelf, [])

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of entries in use, and always `deadline`, in the order of EventKind."""
        used = {id for kind, id in self._entries_on if kind == "kind"}
        return [kind for kind in get_args(EventKind) if kind in used or kind == "deadline"]

    @cached_property
    def months(self) -> list[Month]:
        """Those that have a page of their own."""
        return months_of(self.entries)

    @cached_property
    def years(self) -> list[Year]:
        """Those that have a page of their own."""
        return years_of(self.entries)

    def posts_on(self, shelf: Shelf) -> list[Post]:
        """News of a pillar, a working group, a tag, an activity or an event, newest first."""
        return self._posts_on.get(shelf, [])

    def posts_about(self, event: Event) -> list[Post]:
        return self.posts_on(("event", event.id))

    def event_of(self, activity: Activity) -> Event | None:
        """The event of a dated activity, or the event at which the activity takes place."""
        id = self._event_id(activity)
        return self.event(id) if id else None

    def commitments_at(self, event: Event) -> list[Commitment]:
        """The commitments that the event fulfils or that take place at it, in the order of the plan."""
        return self._commitments_of_event.get(event.id, [])

    def commitment(self, id: str) -> Commitment | None:
        return self.plans.commitment_of_id.get(id)


def _is_near(entry: CalendarEntry, day: date) -> bool:
    when = entry.when
    return when is not None and when.is_exact and day < when.starts <= day + AHEAD


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, in the given order."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
