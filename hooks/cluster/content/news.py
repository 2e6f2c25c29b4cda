"""News: one dated page each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Self
from zoneinfo import ZoneInfo

from cluster.content.documents import Document
from cluster.content.events import Event
from cluster.content.item import Reference, Wanted, references_in, starts_of
from cluster.content.members import Member
from cluster.content.partners import Partner
from cluster.content.projects import Project
from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.pictures.model import Image, Picture
from cluster.reading.scalar_types import Id, Link


@frozen
class Post(Document):
    """The front matter and text of docs/news/<id>.md and its translations."""

    title: Text
    """The headline."""
    summary: Text
    """One or two sentences, for lists, feeds, e-mails and search engines."""
    date: When | None = None
    """The day of the news, exact or vague (`2027-10-13`, `2027-10`). Nothing is published before."""
    date_note: Text | None = None
    """What is known about the date; required without `date`."""
    possible_dates: tuple[When, ...] = ()
    """A list of dates of which one is right, if that is all that is known: `[2023-05, 2025-05]`."""
    updated: datetime.date | None = None
    """The day of the last change that readers should hear of."""
    embargo: When | None = None
    """A day, or a day and hour, before which nothing of it is published."""
    guid: Id | None = None
    """Only for a renamed file: its old name, so that feed readers do not show it as new."""
    authors: tuple[Text, ...] = ()
    """A list of roles rather than names, such as `Office of the cluster`."""
    image: Image | None = None
    """A picture, `{file: …, alt: …}`, shown at the head of the page and in link previews."""
    tags: tuple[Id, ...] = ()
    """A list of ids of its subjects, from `tags` in `data/cluster.yaml`."""
    pillars: tuple[Id, ...] = ()
    """A list of ids of the pillars that it is about."""
    working_groups: tuple[Id, ...] = ()
    """A list of ids of the working groups that it is about."""
    members: tuple[Id, ...] = ()
    """A list of ids of the members that it is about."""
    joint_with: tuple[Id, ...] = ()
    """A list of ids of the partners in `data/partners.yaml` that it is about."""
    projects: tuple[Id, ...] = ()
    """A list of ids of the projects that it is about."""
    event: Id | None = None
    """The id of the event that it reports or announces."""
    fulfils: tuple[Id, ...] = ()
    """A list of ids of the activities and working groups for which it is evidence."""
    fulfils_in_part: tuple[Id, ...] = ()
    """A list of ids of commitments for which it proves that work was done, but not that it was completed."""
    counts_because: Text | None = None
    """Why it is evidence although its date is not in the year of the plan or the deadline."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""

    @property
    def address(self) -> str:
        return f"news/{self.id}/"

    @property
    def when(self) -> When | None:
        return self.date

    @property
    def changed_on(self) -> tuple[When | datetime.date | None, ...]:
        return (self.date, self.embargo, self.updated)

    @property
    def references(self) -> list[Reference]:
        fields = {"members": Member, "joint_with": Partner, "projects": Project, "event": Event}
        return references_in(self, fields)

    def moments(self, zone: ZoneInfo) -> list[datetime.datetime]:
        return starts_of(zone, self.date, self.embargo)

    def wanted(self) -> Iterator[Wanted]:
        if self.image:
            yield Wanted(self.image.file, self.image.at)
        yield from super().wanted()

    def illustrated(self, pictures: Mapping[str, Picture]) -> Self:
        item = super().illustrated(pictures)
        if self.image is None or self.image.file not in pictures:
            return item
        return replace(item, image=replace(self.image, picture=pictures[self.image.file]))

    @property
    def files(self) -> set[str]:
        return super().files | ({self.image.file} if self.image else set())


def newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    """News by date, newest first, then by id; undated news last."""
    posts = sorted(posts, key=lambda post: post.id)
    dated = sorted(
        (p for p in posts if p.date), key=lambda p: p.date.sort_key if p.date else (), reverse=True
    )
    return (*dated, *(post for post in posts if post.date is None))
