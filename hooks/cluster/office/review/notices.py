"""What visitors and subscribers notice of a change, and what its author may not have meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from cluster.content.events import Event
from cluster.content.site import Site
from cluster.content.version import version_of
from cluster.feeds.announcements import Announcements
from cluster.office.review.compared import Happened
from cluster.office.review.things import Key, Snapshot, title_of
from cluster.office.review.values import said
from cluster.reading.words import Words


class Published(NamedTuple):
    """What visitors see of two versions."""

    before: Site
    after: Site
    now: datetime


def lost_addresses(both: Published) -> list[str]:
    """The addresses of pages and files that are there no more."""
    pages = both.before.addresses - both.after.addresses
    files = {*both.before.copied} - {*both.after.copied}
    return [f"/{each}" for each in sorted(pages | files)]


def in_calendars(both: Published) -> Iterator[str]:
    """What subscribers of a calendar will see of events that are not over."""
    before, after = ({each.id: each for each in site.events} for site in (both.before, both.after))
    for id in sorted(before.keys() | after.keys()):
        was, now = before.get(id), after.get(id)
        if not all(each is None or each.is_over(both.now) for each in (was, now)) and (
            said := _seen(was, now)
        ):
            yield said


def _seen(was: Event | None, now: Event | None) -> str:
    title = f"“{title_of(now or was)}”"
    if was is None:
        return f"{title} is new: {_date_of(now)}"
    if now is None:
        return f"{title} vanishes: {_date_of(was)}"
    if now.status == "cancelled" != was.status:
        return f"{title} is shown as cancelled: {_date_of(now)}"
    if was.dates != now.dates:
        return f"{title} moves: {_date_of(was)} → {_date_of(now)}"
    return _seen_of_registration(title, was, now)


def _seen_of_registration(title: str, was: Event, now: Event) -> str:
    old, new = ((each.registration and each.registration.deadline) for each in (was, now))
    if old == new:
        return ""
    return f"the deadline of {title}: {said(old) if old else 'none'} → {said(new) if new else 'none'}"


def _date_of(event: Event | None) -> str:
    date = event and (event.when or event.when_note)
    return said(date) if date else "without a date"


def of_identity(both: Published) -> Iterator[str]:
    """Whether readers would see all events and news again, as new ones."""
    was, now = (each.identity.name if each.identity else "" for each in (both.before, both.after))
    if was and was != now:
        what = f"data/identity.yaml said '{was}', and now says '{now}'"
        yield f"{what}: all subscribers would see every event and news item again, as a new one"


def in_feeds(both: Published, words: Words, site_url: str) -> Iterator[str]:
    """What readers of feeds will see."""
    before, after = (_announced(site, both.now, words, site_url) for site in (both.before, both.after))
    yield from (f"“{after[name]}” is new" for name in after if name not in before)
    yield from (f"“{before[name]}” vanishes" for name in before if name not in after)


def _announced(site: Site, now: datetime, words: Words, site_url: str) -> Mapping[str, str]:
    """The titles of all announcements in the first language, by name, the newest first."""
    found = Announcements(version_of(site, words, now=now, site_url=site_url))
    every = sorted(
        (each for shelf in found.on.values() for each in shelf), key=lambda each: each.at, reverse=True
    )
    return {each.name: _title_of(each.of) for each in every}


def _title_of(announced: Any) -> str:
    """The title of what is announced; entries, editions and days of changes contain what has one."""
    own = next(
        (found for name in ("event", "edition") if (found := getattr(announced, name, None))), announced
    )
    return title_of(own) or f"Changes of {announced.date}"


def doubts(happened: Sequence[Happened], before: Snapshot, after: Snapshot, now: datetime) -> Iterator[str]:
    """What is valid, but perhaps not meant: things under a new id, moves that readers are not told of."""
    yield from _new_ids(happened)
    for each in happened:
        if each.key.kind == "event":
            yield from _of_event(each, before.things.get(each.key), after.things.get(each.key), now)


def _new_ids(happened: Sequence[Happened]) -> Iterator[str]:
    new = {(each.key.kind, each.title): each.key for each in happened if each.what == "new"}
    for each in happened:
        other = new.get((each.key.kind, each.title))
        if each.what == "deleted" and other:
            yield _new_id(each, other)


def _new_id(gone: Happened, other: Key) -> str:
    why = "addresses, calendars and feeds know it by that, and take it for another one now"
    return f"“{gone.title}” had the id '{gone.key.id}' and now has '{other.id}': {why}"


def _of_event(happened: Happened, was: Event | None, now: Event | None, moment: datetime) -> Iterator[str]:
    title = f"“{happened.title}”"
    if was and now and happened.what == "moved" and was.when not in now.moved_from and was.when:
        line = f"moved_from: [{', '.join(each.written for each in (*now.moved_from, was.when))}]"
        yield f"{title} moves, and its page does not say so; add to {happened.file}: {line}"
    if was and not now and not was.is_over(moment) and was.status != "cancelled":
        yield f"{title} vanishes from all calendars without a word; 'status: cancelled' would tell readers"
