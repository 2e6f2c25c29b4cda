"""The plan with its states and evidence as open data: JSON with its schema, and CSV for a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any, get_args

from cluster.content.commitment_status import STATUSES, CommitmentStatus, Evidence, Progress
from cluster.content.commitments import Commitment, Counted, WorkingGroup
from cluster.content.events import Event
from cluster.content.news import Post
from cluster.content.plan import Plan
from cluster.content.progress import PlanProgress
from cluster.content.version import Version
from cluster.language import Text

SCHEMA = "plan/plan.schema.json"
"""The path of what describes all plans."""

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class PlanData:
    """A plan with what is published of its progress."""

    plan: Plan
    today: date
    progress: Mapping[str, Progress]
    """Of each commitment, by its id."""
    by_status: Mapping[CommitmentStatus, int]
    addresses: Mapping[str, str]
    """Where each commitment can be read, by its id."""


def plan_data_of(plan_progress: PlanProgress) -> PlanData:
    """A plan as of the day of its progress."""
    plan, plans = plan_progress.plan, plan_progress.site.plans
    return PlanData(
        plan=plan,
        today=plan_progress.today,
        progress=plan_progress.progress,
        by_status=plan_progress.by_status,
        addresses={each.id: plans.address_of(each) for each in plan.commitments},
    )


def plan_json(data: PlanData, version: Version) -> bytes:
    """A whole plan in all languages, as `schema_json` describes it."""
    plan = data.plan
    return _written(
        {
            "$schema": f"{version.site_url}{SCHEMA}",
            "year": plan.year,
            "as_of": str(data.today),
            "licence": version.cluster.licence,
            "cluster": _texts(version.cluster.name),
            "title": _texts(plan.title),
            "states": dict(data.by_status),
            "promises": [_commitment(each, data, version) for each in plan.commitments],
        }
    )


def _written(data: Json) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _texts(text: Text) -> Json:
    return dict(text.versions)


def _commitment(commitment: Commitment, data: PlanData, version: Version) -> Json:
    progress = data.progress[commitment.id]
    part = data.plan.part_of(commitment)
    target = commitment.target
    return {
        "id": commitment.id,
        "kind": "working-group" if isinstance(commitment, WorkingGroup) else "activity",
        "title": _texts(commitment.title),
        "part_of": _texts(part) if part else None,
        "url": version.site_url + data.addresses[commitment.id],
        "target": {"count": target.count, "of": target.of} if target else None,
        "due": commitment.due.written if commitment.due else None,
        "state": progress.status,
        "reason": _texts(commitment.reason) if commitment.reason else None,
        "carried_from": commitment.carried_from,
        "done": progress.done,
        "wanted": progress.wanted,
        "scheduled": progress.scheduled,
        "evidence": [_evidence(each, version) for each in progress.proven],
    }


def _evidence(evidence: Evidence, version: Version) -> Json:
    of = evidence.of
    return {
        "id": of.id,
        "kind": "event" if isinstance(of, Event) else "news" if isinstance(of, Post) else "deliverable",
        "title": _texts(of.title),
        "date": of.when.written if of.when else None,
        "in_part": evidence.in_part,
        "url": version.site_url + of.address if isinstance(of, Event | Post) else None,
        "sources": list(of.sources),
    }


def schema_json(version: Version) -> bytes:
    """What `plan_json` holds, as JSON Schema (draft 2020-12)."""
    languages = {language: {"type": "string"} for language in version.languages.all}
    texts = {"type": "object", "properties": languages, "required": [version.languages.default]}
    maybe = {"type": ["string", "null"]}
    count = {"type": "integer", "minimum": 0}
    state = {"enum": list(STATUSES)}
    evidence = _object(
        id={"type": "string"},
        kind={"enum": ["event", "news", "deliverable"]},
        title=texts,
        date=maybe,
        in_part={"type": "boolean"},
        url=maybe,
        sources={"type": "array", "items": {"type": "string"}},
    )
    target = _object(count={"type": "integer", "minimum": 1}, of={"enum": list(get_args(Counted))})
    commitment = _object(
        id={"type": "string"},
        kind={"enum": ["activity", "working-group"]},
        title=texts,
        part_of={"anyOf": [texts, {"type": "null"}]},
        url={"type": "string"},
        target={"anyOf": [target, {"type": "null"}]},
        due=maybe,
        state=state,
        reason={"anyOf": [texts, {"type": "null"}]},
        carried_from=maybe,
        done=count,
        wanted={"type": "integer", "minimum": 1},
        scheduled=count,
        evidence={"type": "array", "items": evidence},
    )
    schema = _object(
        **{"$schema": {"type": "string"}},
        year={"type": "integer"},
        as_of={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        licence=maybe,
        cluster=texts,
        title=texts,
        states={"type": "object", "propertyNames": state, "additionalProperties": count},
        promises={"type": "array", "items": commitment},
    )
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{version.site_url}{SCHEMA}",
        "title": "An action plan with its states and evidence",
    }
    return _written(head | schema)


def _object(**properties: Json) -> Json:
    """An object with all of these, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def plan_csv(data: PlanData, version: Version) -> bytes:
    """The promises of a plan in one language, a row each (RFC 4180); a mark of UTF-8 is for spreadsheets."""
    file = StringIO()
    rows = csv.writer(file)
    words = version.words
    rows.writerow(words[f"csv_{name}"] for name in _COLUMNS)
    for commitment in data.plan.commitments:
        rows.writerow(_row(commitment, data, version))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


_COLUMNS = ("id", "part", "commitment", "status", "done", "wanted", "scheduled", "reason", "evidence")


def _row(commitment: Commitment, data: PlanData, version: Version) -> Iterator[object]:
    progress = data.progress[commitment.id]
    yield commitment.id
    yield version.say(data.plan.part_of(commitment) or version.word("working_groups"))
    yield version.say(commitment.title)
    yield version.words[f"status_{progress.status}"]
    yield progress.done
    yield progress.wanted
    yield progress.scheduled
    yield version.say(commitment.reason) if commitment.reason else ""
    yield "; ".join(str(version.say(each.of.title)) for each in progress.proven)
