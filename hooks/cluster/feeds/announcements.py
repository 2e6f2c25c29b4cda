"""What feeds announce: content with an exact date and a text in the feed's language, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from cluster.content.calendar_entries import CalendarEntry, Shelf, deadline_of, entry_of, first_day_of
from cluster.content.equipment import Equipment
from cluster.content.events import Event
from cluster.content.members import Member
from cluster.content.news import Post
from cluster.content.newsletter import Edition, EditionContents
from cluster.content.plan_changes import Change
from cluster.content.plan_history import ChangeDay
from cluster.content.recorded_changes import RecordedChanges
from cluster.content.services import Call
from cluster.content.site import Site
from cluster.content.version import SiteVersion
from cluster.dates import begins
from cluster.frozen import frozen
from cluster.language import Phrase, Text, languages_of
from cluster.pictures.model import Rendition

Announced = Post | EditionContents | CalendarEntry | Change | RecordedChanges | Member | Equipment | Call

RECENT = timedelta(days=365)
"""How long feeds announce a new member or new equipment: what a list has had for years is no news."""


@frozen
class Announcement:
    """One announcement, possibly in several feeds. Its texts are computed later, by `items.item_of`."""

    of: Announced
    name: str
    """Unique and permanent: `news/five-years`. GUIDs contain it, so a change would show old items as new."""
    at: datetime
    """When it was published."""
    updated: datetime
    """When it was last changed; equal to `at` if never."""
    address: str
    """The address of its page."""
    prose: Phrase | None = None
    """The editor's text in it, as HTML."""
    changed_by: datetime | None = None
    """The latest possible moment of a change of which no file tells the day; see `SharedParts.dated`."""
    picture: Rendition | None = None
    """The picture that links to its page show."""


@dataclass(frozen=True)
class Announcements:
    """All announcements of a language version up to its day."""

    version: SiteVersion
    pictures: Mapping[str, Rendition] = field(default_factory=dict)
    """The picture that links to a page show, by the page's address."""

    @cached_property
    def on(self) -> Mapping[Shelf, list[Announcement]]:
        """The announcements of each feed, the newest first."""
        by_shelf: dict[Shelf, list[Announcement]] = {}
        for shelf, each in self._all():
            by_shelf.setdefault(shelf, []).append(each)
        return {
            shelf: sorted(sorted(each, key=lambda one: one.name), key=lambda one: one.at, reverse=True)
            for shelf, each in by_shelf.items()
        }

    @property
    def shelves(self) -> set[Shelf]:
        """The feeds that have something."""
        return {shelf for shelf, _ in self._all()}

    def _all(self) -> Iterator[tuple[Shelf, Announcement]]:
        for items, announce in _SOURCES:
            for item in items(self.version.site):
                yield from announce(self, item)

    def _of_post(self, post: Post) -> Iterator[tuple[Shelf, Announcement]]:
        if post.date is None or not is_announced(post, self.version.language):
            return
        at = max(begins(when, self.version.zone) for when in (post.date, post.embargo) if when)
        name = f"news/{post.guid or post.id}"
        updated = max(at, self._start_of(post.updated)) if post.updated else at
        announcement = Announcement(
            of=post,
            name=name,
            at=at,
            updated=updated,
            address=post.address,
            prose=self.version.prose_of(post.bodies),
            picture=self.pictures.get(post.address),
        )
        yield ("all", ""), announcement
        for kind, ids in (("pillar", post.pillars), ("group", post.working_groups), ("tag", post.tags)):
            for id in ids:
                yield (kind, id), announcement

    def _of_edition(self, edition: Edition) -> Iterator[tuple[Shelf, Announcement]]:
        if is_mailed(edition, self.version.language):
            contents = self.version.site.contents_of(edition, self.version.now)
            announcement = self._dated(contents, "newsletter", edition.address, edition.bodies)
            for kind in ("all", "newsletter"):
                yield (kind, ""), announcement

    def _of_change(self, change: Change) -> Iterator[tuple[Shelf, Announcement]]:
        if _is_in(self.version.language, change.title, change.text):
            yield ("changes", ""), self._dated(change, "changes", f"plan/changes/#{change.id}")

    def _of_day(self, day: ChangeDay) -> Iterator[tuple[Shelf, Announcement]]:
        changes = self.version.changes_on(day)
        yield ("changes", ""), self._dated(changes, "changes", f"plan/changes/#{day.id}")

    def _of_event(self, event: Event) -> Iterator[tuple[Shelf, Announcement]]:
        if _is_in(self.version.language, event.title, event.summary):
            yield from self._of_entry(entry_of(event, self.version.now), first_day_of(event))
            for deadline in deadline_of(event):
                yield from self._of_entry(deadline, deadline.when.starts if deadline.when else None)

    def _dated(
        self,
        thing: EditionContents | Change | RecordedChanges,
        folder: str,
        address: str,
        bodies: tuple[tuple[str, str], ...] = (),
    ) -> Announcement:
        return self._on_day(thing, thing.date, f"{folder}/{thing.id}", address, bodies)

    def _on_day(
        self,
        thing: Announced,
        day: date,
        name: str,
        address: str,
        bodies: tuple[tuple[str, str], ...] = (),
        updated: date | None = None,
        changed_by: datetime | None = None,
    ) -> Announcement:
        at = self._start_of(day)
        return Announcement(
            of=thing,
            name=name,
            at=at,
            updated=max(at, self._start_of(updated)) if updated else at,
            address=address,
            prose=self.version.prose_of(bodies),
            changed_by=changed_by,
            picture=self.pictures.get(address),
        )

    def _start_of(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.version.zone)

    def _of_member(self, member: Member) -> Iterator[tuple[Shelf, Announcement]]:
        since = member.since
        if since and since.is_exact and self._is_recent(since.starts) and member.is_one(self.version.today):
            yield from self._listed(member, since.starts, member.name)

    def _of_equipment(self, equipment: Equipment) -> Iterator[tuple[Shelf, Announcement]]:
        if equipment.added and self._is_recent(equipment.added):
            yield from self._listed(equipment, equipment.added, equipment.title)

    def _of_call(self, call: Call) -> Iterator[tuple[Shelf, Announcement]]:
        if call.published and call.published.is_exact:
            yield from self._listed(call, call.published.starts, call.title)

    def _is_recent(self, day: date) -> bool:
        return self.version.today - RECENT < day <= self.version.today

    def _listed(
        self, item: Member | Equipment | Call, day: date, title: Text
    ) -> Iterator[tuple[Shelf, Announcement]]:
        """The announcement of a listed item, among all news and on the feeds of its pillars."""
        if _is_in(self.version.language, title):
            announcement = self._on_day(item, day, item.address.rstrip("/"), item.address)
            for shelf in (("all", ""), *(("pillar", id) for id in item.pillars)):
                yield shelf, announcement

    def _of_entry(self, entry: CalendarEntry, first: date | None) -> Iterator[tuple[Shelf, Announcement]]:
        """An event or deadline is announced on the day `announced` of its file, else on its first day."""
        event = entry.event
        day = event.announced or first
        if day and day <= self.version.today:
            name = entry.id if entry.closes else event.id
            is_dated = event.updated or not event.state
            announcement = self._on_day(
                entry,
                day,
                f"events/{name}",
                entry.address,
                event.bodies,
                updated=event.updated,
                changed_by=None if is_dated else event.expires(self.version.zone),
            )
            if not entry.closes:
                yield ("events", ""), announcement
            if entry.is_deadline:
                yield ("deadlines", ""), announcement


_SOURCES: tuple[
    tuple[
        Callable[[Site], Iterable[Any]], Callable[[Announcements, Any], Iterator[tuple[Shelf, Announcement]]]
    ],
    ...,
] = (
    (lambda site: site.posts, Announcements._of_post),
    (lambda site: site.editions, Announcements._of_edition),
    (lambda site: site.changes, Announcements._of_change),
    (lambda site: site.days_of_change, Announcements._of_day),
    (lambda site: site.events, Announcements._of_event),
    (lambda site: site.of(Member), Announcements._of_member),
    (lambda site: site.of(Equipment), Announcements._of_equipment),
    (lambda site: site.of(Call), Announcements._of_call),
)
"""The content that feeds announce, and how each item of it becomes announcements."""


def is_announced(post: Post, language: str) -> bool:
    """Whether feeds in a language announce a news item: it has a text in that language and an exact date."""
    is_dated = post.date is not None and post.date.is_exact
    return is_dated and _is_in(language, post.title, post.summary, prose=post.prose_languages)


def is_mailed(edition: Edition, language: str) -> bool:
    """Whether an edition of the newsletter is sent in a language: it has a text in that language."""
    return _is_in(language, edition.title, edition.summary, prose=edition.prose_languages)


def _is_in(language: str, *texts: Text | None, prose: Iterable[str] = ()) -> bool:
    return language in (languages_of(*texts, prose=prose) or ())
