"""What has changed of the plans since it was last recorded, as lines for data/history.yaml."""

from __future__ import annotations

from collections.abc import Iterable

from cluster.content.plan import Activity, Promise
from cluster.content.plan_history import Known, Record, last_known
from cluster.content.site import Site
from cluster.content.version import Voice
from cluster.dates import When

HEAD = """\
# How far the plans were kept and for when things were planned, as `cluster record` found it. The program
# writes this file: it adds a line for each promise that it sees first, and for each change of its state or
# its date. The page and the feed of changes are made of it. Delete no lines but the last ones.

records:
"""
"""How a new file begins."""


def changes_of(voice: Voice) -> list[Record]:
    """What is to be recorded on the voice's day, in the order of the plans."""
    known = last_known(voice.site.records)
    found = (_record(each, known.get(each.id, Known()), voice) for each in voice.site.plans.promises)
    return [record for record in found if record.state or record.when]


def _record(promise: Promise, known: Known, voice: Voice) -> Record:
    site = voice.site
    state = voice.keepings[site.plans.plan_of(promise).year].progress[promise.id].state
    when = _when(promise, site)
    is_same = known.when and when and known.when.written == when.written
    return Record(
        date=voice.today,
        promise=promise.id,
        state=None if state == known.state else state,
        when=None if is_same else when,
    )


def _when(promise: Promise, site: Site) -> When | None:
    """When it takes place, where it is an event."""
    event = site.event_of(promise) if isinstance(promise, Activity) else None
    return event.when if event else None


def lines_of(records: Iterable[Record]) -> str:
    """Records as YAML, a line each."""
    return "".join(f"  - {{{', '.join(_fields(each))}}}\n" for each in records)


def _fields(record: Record) -> list[str]:
    fields = [f"date: {record.date}", f"promise: {record.promise}"]
    fields += [f"state: {record.state}"] if record.state else []
    return fields + ([f'when: "{record.when.written}"'] if record.when else [])
