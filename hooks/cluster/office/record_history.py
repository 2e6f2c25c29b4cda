"""Changes of commitments since the last record, as lines for data/history.yaml."""

from __future__ import annotations

from collections.abc import Iterable

from cluster.content.commitments import Activity, Commitment
from cluster.content.plan_history import LastRecorded, Record, last_known
from cluster.content.site import Site
from cluster.content.version import SiteVersion
from cluster.dates import When

HEAD = """\
# The status and the date of each commitment over time, written by `cluster record`: one record when a
# commitment is new, one for each change. The page and the feed of changes to the plan show them.
# Delete no records but the last ones.

records:
"""
"""The start of a new data/history.yaml."""


def changes_of(version: SiteVersion) -> list[Record]:
    """The records to add on `version.today`, in plan order."""
    last = last_known(version.site.records)
    records = (
        _record(each, last.get(each.id, LastRecorded()), version) for each in version.site.plans.commitments
    )
    return [record for record in records if record.status or record.when]


def _record(commitment: Commitment, last: LastRecorded, version: SiteVersion) -> Record:
    """What differs from the last record: a status, a date, both or neither."""
    site = version.site
    status = version.progress_of_years[site.plans.plan_of(commitment).year].progress[commitment.id].status
    when = _when(commitment, site)
    is_same = last.when and when and last.when.written == when.written
    return Record(
        date=version.today,
        commitment=commitment.id,
        status=None if status == last.status else status,
        when=None if is_same else when,
    )


def _when(commitment: Commitment, site: Site) -> When | None:
    """The date of the event of an activity; None for other commitments."""
    event = site.event_of(commitment) if isinstance(commitment, Activity) else None
    return event.when if event else None


def lines_of(records: Iterable[Record]) -> str:
    """One YAML flow mapping per line: a diff of the file shows one change a line."""
    return "".join(f"  - {{{', '.join(_fields(each))}}}\n" for each in records)


def _fields(record: Record) -> list[str]:
    fields = [f"date: {record.date}", f"commitment: {record.commitment}"]
    fields += [f"status: {record.status}"] if record.status else []
    return fields + ([f'when: "{record.when.written}"'] if record.when else [])
