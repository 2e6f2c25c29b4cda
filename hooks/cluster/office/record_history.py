"""What has changed of the plans since it was last recorded, as lines for data/history.yaml."""

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
"""How a new file begins."""


def changes_of(version: SiteVersion) -> list[Record]:
    """What is to be recorded on the voice's day, in the order of the plans."""
    known = last_known(version.site.records)
    found = (
        _record(each, known.get(each.id, LastRecorded()), version) for each in version.site.plans.commitments
    )
    return [record for record in found if record.status or record.when]


def _record(commitment: Commitment, known: LastRecorded, version: SiteVersion) -> Record:
    site = version.site
    status = version.progress_of_years[site.plans.plan_of(commitment).year].progress[commitment.id].status
    when = _when(commitment, site)
    is_same = known.when and when and known.when.written == when.written
    return Record(
        date=version.today,
        commitment=commitment.id,
        status=None if status == known.status else status,
        when=None if is_same else when,
    )


def _when(commitment: Commitment, site: Site) -> When | None:
    """When it takes place, where it is an event."""
    event = site.event_of(commitment) if isinstance(commitment, Activity) else None
    return event.when if event else None


def lines_of(records: Iterable[Record]) -> str:
    """Records as YAML, a line each."""
    return "".join(f"  - {{{', '.join(_fields(each))}}}\n" for each in records)


def _fields(record: Record) -> list[str]:
    fields = [f"date: {record.date}", f"commitment: {record.commitment}"]
    fields += [f"status: {record.status}"] if record.status else []
    return fields + ([f'when: "{record.when.written}"'] if record.when else [])
