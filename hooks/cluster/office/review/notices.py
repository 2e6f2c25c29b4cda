"""What visitors and subscribers notice of a change, and what its author may not have meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from cluster.content.addresses import is_collection
from cluster.content.calendar_entries import CalendarEntry
from cluster.content.contents import Recorded
from cluster.content.events import Event
from cluster.content.newsletter import EditionContents
from cluster.content.old_addresses import OldAddresses
from cluster.content.recorded_changes import RecordedChanges
from cluster.content.site import Site
from cluster.content.version import version_of
from cluster.feeds.announcements import Announced, Announcements
from cluster.office.review.compared import Happened
from cluster.office.review.things import Snapshot, title_of
from cluster.office.review.values import said
from cluster.office.review.voice import Voice
from cluster.reading.words import Words


class Published(NamedTuple):
    """What visitors see of two versions."""

    before: Site
    after: Site
    now: datetime


def lost_addresses(both: Published) -> list[str]:
    """The addresses of pages and files that are there no more, and from which nothing redirects."""
    before = {*both.before.addresses, *both.before.copied}
    lost = before - both.after.addresses - {*both.after.copied}
    recorded = tuple(Recorded(each, 1) for each in before)  # redirects may name their ids
    known = OldAddresses(replace(both.after, recorded=recorded))
    led = {each for each in lost if is_collection(each) or known.redirect_of(known.parts(each))}
    return [f"/{each}" for each in sorted(lost - led)]


def in_calendars(both: Published, voice: Voice) -> Iterator[str]:
    """What subscribers of a calendar will see of events that are not over."""
    before, after = ({each.id: each for each in site.events} for site in (both.before, both.after))
    for id in sorted(before.keys() | after.keys()):
        was, now = before.get(id), after.get(id)
        if not all(each is None or each.is_over(both.now) for each in (was, now)) and (
            seen := _seen(was, now, voice)
        ):
            yield seen


def _seen(was: Event | None, now: Event | None, voice: Voice) -> str:
    title, (old, new) = voice.quoted(title_of(now or was)), (_date_of(each, voice) for each in (was, now))
    if was is None:
        return voice.phrase("{title} is new: {date}", title=title, date=new)
    if now is None:
        return voice.phrase("{title} vanishes: {date}", title=title, date=old)
    if now.status == "cancelled" != was.status:
        return voice.phrase("{title} is shown as cancelled: {date}", title=title, date=new)
    if was.dates != now.dates:
        return voice.phrase("{title} moves: {change}", title=title, change=f"{old} → {new}")
    return _seen_of_registration(title, was, now, voice)


def _seen_of_registration(title: str, was: Event, now: Event, voice: Voice) -> str:
    deadlines = [each.registration and each.registration.deadline for each in (was, now)]
    if deadlines[0] == deadlines[1]:
        return ""
    change = " → ".join(said(each, voice) if each else voice.phrase("none") for each in deadlines)
    return voice.phrase("the deadline of {title}: {change}", title=title, change=change)


def _date_of(event: Event | None, voice: Voice) -> str:
    date = event and (event.when or event.when_note)
    return said(date, voice) if date else voice.phrase("without a date")


def of_identity(both: Published, voice: Voice) -> Iterator[str]:
    """Whether readers would see all events and news again, as new ones."""
    was, now = (each.identity.name if each.identity else "" for each in (both.before, both.after))
    if was and was != now:
        yield voice.phrase(
            "data/identity.yaml said '{was}', and now says '{now}': all subscribers would see every event "
            "and news item again, as a new one",
            was=was,
            now=now,
        )


def in_feeds(both: Published, words: Words, site_url: str, voice: Voice) -> Iterator[str]:
    """What readers of feeds will see; `words` are those of the first language of the site."""
    before, after = (_announced(site, both.now, words, site_url) for site in (both.before, both.after))
    for name, of in after.items():
        if name not in before:
            yield voice.phrase("{title} is new", title=_title_of(of, voice))
    for name, of in before.items():
        if name not in after:
            yield voice.phrase("{title} vanishes", title=_title_of(of, voice))


def _announced(site: Site, now: datetime, words: Words, site_url: str) -> Mapping[str, Announced]:
    """What is announced, by the name of its announcement, the newest first."""
    found = Announcements(version_of(site, words, now=now, site_url=site_url))
    every = sorted(
        (each for shelf in found.on.values() for each in shelf), key=lambda each: each.at, reverse=True
    )
    return {each.name: each.of for each in every}


def _title_of(announced: Announced, voice: Voice) -> str:
    """The title of what is announced; entries and editions contain what has one."""
    match announced:
        case CalendarEntry():
            return _title_of_entry(announced, voice)
        case EditionContents():
            return voice.quoted(title_of(announced.edition))
        case RecordedChanges():
            return voice.quoted(voice.phrase("Changes of {date}", date=said(announced.date, voice)))
    return voice.quoted(title_of(announced))


def _title_of_entry(entry: CalendarEntry, voice: Voice) -> str:
    title = voice.quoted(title_of(entry.event))
    if entry.closes:
        return voice.phrase("the registration deadline of {title}", title=title)
    is_of_call = entry.is_deadline and entry.event.page
    return voice.phrase("the closing day of {title}", title=title) if is_of_call else title


def doubts(
    happened: Sequence[Happened], before: Snapshot, after: Snapshot, voice: Voice, now: datetime
) -> Iterator[str]:
    """What is valid, but perhaps not meant: things under a new id, moves that readers are not told of."""
    yield from _new_ids(happened, voice)
    for each in happened:
        if each.key.kind == "event":
            yield from _of_event(each, before.things.get(each.key), after.things.get(each.key), voice, now)


def _new_ids(happened: Sequence[Happened], voice: Voice) -> Iterator[str]:
    new = {(each.key.kind, each.title): each.key for each in happened if each.what == "new"}
    for each in happened:
        other = new.get((each.key.kind, each.title))
        if each.what == "deleted" and other:
            yield voice.phrase(
                "{title} had the id '{id}' and now has '{other}': addresses, calendars and feeds know it by "
                "that, and take it for another one now",
                title=voice.quoted(each.title),
                id=each.key.id,
                other=other.id,
            )


def _of_event(
    happened: Happened, was: Event | None, now: Event | None, voice: Voice, moment: datetime
) -> Iterator[str]:
    title = voice.quoted(happened.title)
    if was and now and happened.what == "moved" and was.when not in now.moved_from and was.when:
        former = (*now.moved_from, was.when)
        yield voice.phrase(
            "{title} moves, and its page does not say so; add to {file}: {line}",
            title=title,
            file=happened.file,
            line=voice.code(f"moved_from: [{', '.join(each.written for each in former)}]"),
        )
    if was and not now and not was.is_over(moment) and was.status != "cancelled":
        yield voice.phrase(
            "{title} vanishes from all calendars without a word; 'status: cancelled' would tell readers",
            title=title,
        )
