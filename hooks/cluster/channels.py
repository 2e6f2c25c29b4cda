"""The feeds to which one can subscribe, and what each of them tells, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .changes import Change
from .dates import begins
from .entries import Entry, Shelf, occurring, once
from .language import Phrase, Text
from .news import Post
from .newsletter import Edition
from .site import languages_of
from .voice import Voice

FORMATS = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)
"""The files of each feed: name, media type and what the format is called."""

Told = Post | Edition | Entry | Change


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """Something that feeds tell once; what exactly is worked out only when it is asked for."""

    of: Told
    name: str
    """Unique and lasting: `news/five-years`. Feeds' GUIDs are made of it."""
    at: datetime
    """When it was published."""
    updated: datetime
    """When it was last changed; `at` if it was not."""
    address: str
    """Of its page."""
    said: str
    """The digest of what it is of."""

    @property
    def digest(self) -> str:
        """Of all that it says."""
        return f"{self.name} {self.at} {self.updated} {self.said}"

    def titled(self, voice: Voice) -> Phrase:
        """Its title where feeds are offered."""
        if isinstance(self.of, Entry):
            return Phrase(voice.title_of(self.of), voice.language)
        return voice.say(self.of.title)


class Channel(NamedTuple):
    """A feed of a language version."""

    shelf: Shelf
    """What it tells of."""
    folder: str
    """Where its files stand, below the language's folder: `pillars/laser/`."""
    name: Phrase
    """What it is called among the others: `Laser`."""
    page: str
    """Address of the page about the same."""


def channels_of(voice: Voice) -> list[Channel]:
    """All feeds of a language version, the one of all news first."""
    site = voice.site

    def named(shelf: Shelf, folder: str, title: Text) -> Channel:
        return Channel(shelf, folder, voice.say(title), folder)

    def word(kind: str, folder: str, key: str, page: str = "") -> Channel:
        return Channel((kind, ""), folder, Phrase(voice.words[key], voice.language), page or folder)

    plan = site.plan
    return [
        word("all", "", "news", "news/"),
        word("newsletter", "newsletter/", "newsletter"),
        word("events", "events/", "announced_events"),
        word("deadlines", "events/kinds/deadline/", "kinds_deadline"),
        word("changes", "plan/changes/", "plan_changes"),
        *(named(("pillar", each.id), f"pillars/{each.id}/", each.title) for each in plan.pillars),
        *(
            named(("group", each.id), f"working-groups/{each.id}/", each.title)
            for each in plan.working_groups
        ),
        *(named(("tag", each.id), f"news/tags/{each.id}/", each.title) for each in site.cluster.tags),
    ]


@dataclass(frozen=True)
class Announcements:
    """All that the feeds of a language version tell: of what has a version in its language and a day."""

    voice: Voice

    @cached_property
    def on(self) -> Mapping[Shelf, list[Announcement]]:
        """By feed, the newest first."""
        found: dict[Shelf, list[Announcement]] = {}
        for shelf, each in self._all():
            found.setdefault(shelf, []).append(each)
        return {
            shelf: sorted(sorted(each, key=lambda one: one.name), key=lambda one: one.at, reverse=True)
            for shelf, each in found.items()
        }

    def _all(self) -> Iterator[tuple[Shelf, Announcement]]:
        site = self.voice.site
        for post in site.posts:
            if is_told(post, self.voice):
                yield from self._of_post(post)
        for edition in site.editions:
            if is_mailed(edition, self.voice):
                for kind in ("all", "newsletter"):
                    yield (kind, ""), self._dated(edition, "newsletter", edition.address)
        for change in site.changes:
            if _speaks(self.voice, change.title, change.text):
                yield ("changes", ""), self._dated(change, "changes", f"plan/changes/#{change.id}")
        for event in site.events:
            if _speaks(self.voice, event.title, event.summary):
                yield from self._of_entries(once(occurring(event)))

    def _of_post(self, post: Post) -> Iterator[tuple[Shelf, Announcement]]:
        assert post.date is not None
        at = max(begins(when, self._zone) for when in (post.date, post.embargo) if when)
        name = f"news/{post.guid or post.id}"
        updated = max(at, self._start_of(post.updated)) if post.updated else at
        told = Announcement(
            of=post, name=name, at=at, updated=updated, address=post.address, said=post.digest
        )
        yield ("all", ""), told
        for kind, ids in (("pillar", post.pillars), ("group", post.working_groups), ("tag", post.tags)):
            for id in ids:
                yield (kind, id), told

    def _dated(self, thing: Edition | Change, folder: str, address: str) -> Announcement:
        return self._on_day(thing, thing.date, f"{folder}/{thing.id}", address)

    def _on_day(self, thing: Told, day: date, name: str, address: str) -> Announcement:
        at = self._start_of(day)
        said = self.voice.site.digest_within(thing) if isinstance(thing, Edition) else thing.digest
        return Announcement(of=thing, name=name, at=at, updated=at, address=address, said=said)

    def _start_of(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self._zone)

    def _of_entries(self, entries: list[Entry]) -> Iterator[tuple[Shelf, Announcement]]:
        """An event is told on the day that its file names, else when it begins; so is a deadline."""
        for entry in entries:
            day = entry.event.announced or (entry.when.starts if entry.when and entry.when.is_exact else None)
            if day and day <= self.voice.today:
                told = self._on_day(entry, day, f"events/{entry.id}", entry.address)
                if not entry.closes:
                    yield ("events", ""), told
                if entry.is_deadline:
                    yield ("deadlines", ""), told

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.voice.site.cluster.time_zone)


def is_told(post: Post, voice: Voice) -> bool:
    """Whether feeds tell of a news item: it is in the voice's language and its day is known."""
    is_dated = post.date is not None and post.date.is_exact
    return is_dated and _speaks(voice, post.title, post.summary, bodies=post.bodies)


def is_mailed(edition: Edition, voice: Voice) -> bool:
    """Whether an edition of the newsletter is in the voice's language, and so goes out in it."""
    return _speaks(voice, edition.title, edition.summary, bodies=edition.bodies)


def _speaks(voice: Voice, *texts: Text | None, bodies: Iterable[tuple[str, str]] = ()) -> bool:
    return voice.language in (languages_of(*texts, bodies=bodies) or ())
