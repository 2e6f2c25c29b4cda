"""The plan with statuses and evidence as open data: JSON with a JSON Schema, and CSV.

Other people's programs read the published keys. They therefore stay `promises` and `states`, although the
rest of the program says commitments and statuses.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from io import StringIO
from typing import Any, get_args

from cluster.content.commitment_status import (
    STATUSES,
    CommitmentStatus,
    Evidence,
    EvidenceItem,
    Progress,
    Timing,
)
from cluster.content.commitments import Commitment, Counted, WorkingGroup
from cluster.content.events import Event
from cluster.content.listed_results import ListedResult
from cluster.content.news import Post
from cluster.content.plan import Plan
from cluster.content.progress import PlanProgress
from cluster.content.version import Version
from cluster.frozen import frozen
from cluster.language import Text

SCHEMA = "plan/plan.schema.json"
"""The path of the JSON Schema, which is the same for all plans."""

Json = dict[str, Any]


@frozen
class PlanData:
    """A plan and everything of its progress that is published."""

    plan: Plan
    today: date
    progress: Mapping[str, Progress]
    """By id of the commitment."""
    by_status: Mapping[CommitmentStatus, int]
    addresses: Mapping[str, str]
    """The page of each commitment, by its id."""


def plan_data_of(plan_progress: PlanProgress) -> PlanData:
    """The data of a plan, as of the day of its progress."""
    plan, plans = plan_progress.plan, plan_progress.site.plans
    return PlanData(
        plan=plan,
        today=plan_progress.today,
        progress=plan_progress.progress,
        by_status=plan_progress.by_status,
        addresses={each.id: plans.address_of(each) for each in plan.commitments},
    )


def plan_json(data: PlanData, version: Version) -> bytes:
    """A plan as JSON with texts in all languages, valid against `schema_json`."""
    plan = data.plan
    return _json_bytes(
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


def _json_bytes(data: Json) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _texts(text: Text) -> Json:
    return text.published()


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
        "unconfirmed": progress.unconfirmed,
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
        "timing": evidence.timing,
        "counts_because": _texts(of.counts_because) if of.counts_because else None,
        "url": None if (address := _address(of)) is None else version.site_url + address,
        "sources": list(of.sources),
    }


def schema_json(version: Version) -> bytes:
    """The JSON Schema (draft 2020-12) of `plan_json`."""
    texts = _texts_schema(version)
    string_or_null = {"type": ["string", "null"]}
    count = {"type": "integer", "minimum": 0}
    state = {"enum": list(STATUSES)}
    target = _object(count={"type": "integer", "minimum": 1}, of={"enum": list(get_args(Counted))})
    commitment = _object(
        id={"type": "string"},
        kind={"enum": ["activity", "working-group"]},
        title=texts,
        part_of={"anyOf": [texts, {"type": "null"}]},
        url={"type": "string"},
        target={"anyOf": [target, {"type": "null"}]},
        due=string_or_null,
        state=state,
        reason={"anyOf": [texts, {"type": "null"}]},
        carried_from=string_or_null,
        done=count,
        wanted={"type": "integer", "minimum": 1},
        scheduled=count,
        unconfirmed=count,
        evidence={"type": "array", "items": _evidence_schema(texts)},
    )
    schema = _object(
        **{"$schema": {"type": "string"}},
        year={"type": "integer"},
        as_of={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        licence=string_or_null,
        cluster=texts,
        title=texts,
        states={"type": "object", "propertyNames": state, "additionalProperties": count},
        promises={"type": "array", "items": commitment},
    )
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{version.id_base}{SCHEMA}",
        "title": "An action plan with its states and evidence",
    }
    return _json_bytes(head | schema)


def _texts_schema(version: Version) -> Json:
    languages = {language: {"type": "string"} for language in version.languages.all}
    return {"type": "object", "properties": languages, "required": [version.languages.default]}


def _evidence_schema(texts: Json) -> Json:
    string_or_null = {"type": ["string", "null"]}
    return _object(
        id={"type": "string"},
        kind={"enum": ["event", "news", "deliverable"]},
        title=texts,
        date=string_or_null,
        in_part={"type": "boolean"},
        timing={"enum": list(get_args(Timing))},
        counts_because={"anyOf": [texts, {"type": "null"}]},
        url=string_or_null,
        sources={"type": "array", "items": {"type": "string"}},
    )


def _object(**properties: Json) -> Json:
    """The schema of an object with exactly these properties, all required."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def plan_csv(data: PlanData, version: Version) -> bytes:
    """A plan as CSV (RFC 4180) in one language, one row per commitment.

    It begins with a byte order mark; without one, Excel does not recognize UTF-8.
    """
    file = StringIO()
    rows = csv.writer(file)
    words = version.words
    rows.writerow(words[f"csv_{name}"] for name in _COLUMNS)
    for commitment in data.plan.commitments:
        rows.writerow(_row(commitment, data, version))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


_COLUMNS = (
    "id",
    "part",
    "commitment",
    "status",
    "done",
    "wanted",
    "scheduled",
    "reason",
    "evidence",
    "evidence_dates",
    "evidence_links",
)


def _row(commitment: Commitment, data: PlanData, version: Version) -> Iterator[object]:
    progress = data.progress[commitment.id]
    yield commitment.id
    yield version.say(data.plan.part_of(commitment) or version.word("working_groups"))
    yield version.say(commitment.title)
    yield _status(progress, version)
    yield progress.done
    yield progress.wanted
    yield progress.scheduled
    yield version.say(commitment.reason) if commitment.reason else ""
    yield "; ".join(str(version.say(each.of.title)) for each in progress.proven)
    yield "; ".join(_date(each, version) for each in progress.proven)
    yield "; ".join(_link(each.of, version) for each in progress.proven)


def _status(progress: Progress, version: Version) -> str:
    """The status in words, with the time of what was kept in part, or that a date has passed unconfirmed."""
    words, timing = version.words, progress.timing_in_part
    said = words[f"status_{progress.status}"]
    if progress.lacks == "confirmation":
        return f"{said}, {words['lacks_confirmation']}"
    return f"{said}, {words[f'timing_{timing}']}" if timing else said


def _date(evidence: Evidence, version: Version) -> str:
    """The date as it is written in the source, or what is known of it; so each has its place."""
    if evidence.of.when:
        return evidence.of.when.written
    return version.text_of(evidence.note) or version.words["undated"]


def _link(of: EvidenceItem, version: Version) -> str:
    """The page in the language of the file or, if it has none, the first source; `-` without both."""
    address = _address(of)
    if address is not None:
        return f"{version.home}{address}"
    return next(iter(of.sources), "-")


def _address(of: EvidenceItem) -> str | None:
    return of.address if isinstance(of, Event | Post | ListedResult) else None
