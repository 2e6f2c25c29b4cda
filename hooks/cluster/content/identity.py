"""The schema of data/identity.yaml: what programs recognise the site's events and news by.

The build writes the file (`build/identity_file.py`). Whatever can be computed from the rest of the sources is
not in it, so it has no entry for an event that was never moved or cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from cluster.content.events import Event
from cluster.frozen import frozen
from cluster.reading.scalar_types import Id, IdentityName

IDENTITY = "data/identity.yaml"


@frozen
class Revision:
    """The last published revision of an event."""

    event: Id
    """The id of the event, which may be gone by now: if it comes back, its SEQUENCE goes on."""
    changes: int = 0
    """The changes that its file stated then: former dates, and whether it was cancelled."""
    sequence: int
    """The SEQUENCE that it was published with."""

    def sequence_after(self, changes: int) -> int:
        """The SEQUENCE now: higher if the file states more changes, and also if it states fewer of them."""
        return self.sequence + (max(1, changes - self.changes) if changes != self.changes else 0)


@frozen
class Identity:
    """The content of `data/identity.yaml`."""

    name: IdentityName
    """What GUIDs, UIDs and other ids are made of: the site's first address, kept when it moves."""
    revisions: tuple[Revision, ...] = ()
    """The events whose SEQUENCE is above 0, by id."""

    @property
    def revision_of_event(self) -> dict[str, Revision]:
        """The latest revision of each event: a merge of two branches may leave several."""
        return {each.event: each for each in sorted(self.revisions, key=lambda each: each.sequence)}

    def after(self, events: Iterable[Event]) -> Identity:
        """What to record once these events are published. Those that are gone are kept."""
        published = {
            event.id: Revision(event=event.id, changes=event.changes, sequence=event.sequence)
            for event in events
            if event.sequence
        }
        revisions = self.revision_of_event | published
        return replace(self, revisions=tuple(revisions[id] for id in sorted(revisions)))


def sequenced(events: Iterable[Event], identity: Identity | None) -> tuple[Event, ...]:
    """The events with their SEQUENCE, never lower than the recorded one."""
    revisions = identity.revision_of_event if identity else {}
    return tuple(_sequenced(event, revisions.get(event.id)) for event in events)


def _sequenced(event: Event, revision: Revision | None) -> Event:
    sequence = revision.sequence_after(event.changes) if revision else event.changes
    return replace(event, sequence=sequence) if sequence else event


def first_identity(site_url: str) -> Identity:
    """The identity of a site that has none yet: made of its present address."""
    parts = urlsplit(site_url)
    return Identity(name=IdentityName((parts.netloc + parts.path).rstrip("/")))
