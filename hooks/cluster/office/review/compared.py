"""What has happened to each thing between two versions of a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple

from cluster.content.item import Item
from cluster.dates import zone_of
from cluster.office.review.things import ORDER, PARTS, Key, Snapshot, source_of, title_of
from cluster.office.review.values import of_bodies, of_fields, said
from cluster.office.review.voice import Voice

What = Literal["new", "published", "withdrawn", "moved", "cancelled", "changed", "deleted"]
"""`published`: it was a draft; `withdrawn`: it is a draft again."""


class Happened(NamedTuple):
    """What has happened to a thing."""

    key: Key
    what: What
    title: str
    file: str
    details: tuple[str, ...] = ()
    """What differs, a line for each value."""
    move: str = ""
    """`13 October 2022 → 20 October 2022`, if it was moved."""


def compared(before: Snapshot, after: Snapshot, voice: Voice, moment: datetime) -> list[Happened]:
    """What has happened to the things of two versions, by kind; `moment` is in the cluster's time zone.

    What cannot be read in one of them is left out.
    """
    unread = before.unread | after.unread
    old, new = (_readable(each, unread) for each in (before, after))
    keys = sorted(old.keys() | new.keys(), key=lambda key: (ORDER[key.kind], key.id))
    found = (_happened(key, old.get(key), new.get(key), voice, moment) for key in keys)
    return [each for each in found if each]


def _readable(version: Snapshot, unread: frozenset[str]) -> Mapping[Key, Any]:
    return {key: each for key, each in version.things.items() if source_of(each.at.file) not in unread}


def _happened(key: Key, was: Any, now: Any, voice: Voice, moment: datetime) -> Happened | None:
    thing = now or was
    found = Happened(key, "changed", title_of(thing), thing.at.file)
    if was is None:
        return found._replace(what="new", details=tuple(_facts(now, voice, moment)))
    if now is None:
        return found._replace(what="deleted")
    details = tuple(_details(key.kind, was, now, voice))
    if not details:
        return None
    drafts = [getattr(each, "draft", False) for each in (was, now)]
    if drafts[0] != drafts[1]:
        return found._replace(what="withdrawn" if drafts[1] else "published", details=details)
    return _as_event(found._replace(details=details), was, now, voice)


def _as_event(found: Happened, was: Any, now: Any, voice: Voice) -> Happened:
    """What has happened to an event has names of its own."""
    if found.key.kind != "event":
        return found
    if now.status == "cancelled" != was.status:
        return found._replace(what="cancelled")
    if was.when and now.when and was.when != now.when:
        return found._replace(what="moved", move=f"{voice.when(was.when)} → {voice.when(now.when)}")
    return found


def _details(kind: str, was: Any, now: Any, voice: Voice) -> Iterator[str]:
    yield from of_fields(was, now, voice, but=PARTS.get(kind, ()))
    yield from of_bodies(getattr(was, "bodies", ()), getattr(now, "bodies", ()), voice)


_FACTS = ("kind", "when", "when_note", "date", "starts", "closes", "since", "place", "town", "summary")
"""The fields of which a new thing is told."""


def _facts(thing: Any, voice: Voice, moment: datetime) -> Iterator[str]:
    """What is said of a new thing, on one line, and whether visitors see it."""
    cls: Any = type(thing)
    found = (voice.named(cls, name, getattr(thing, name)) for name in _FACTS if hasattr(thing, name))
    facts = [*(said(each, voice) for each in found if each), _hidden(thing, voice, moment)]
    if told := ", ".join(filter(None, dict.fromkeys(facts))):  # some fields have the same value
        yield told


def _hidden(thing: Any, voice: Voice, moment: datetime) -> str:
    """Why visitors do not see a thing yet; empty if they do."""
    if getattr(thing, "draft", False):
        return voice.phrase("still a draft")
    zone: Any = zone_of(moment)
    out = thing.out_from(zone) if isinstance(thing, Item) else None
    if out is None or out <= moment:
        return ""
    return voice.phrase("not shown before {date}", date=voice.day(out.date()))
