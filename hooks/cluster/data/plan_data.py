"""The plan with its states and evidence as open data: JSON with its schema, and CSV for a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any, get_args

from cluster.content.commitment_status import STATES, Evidence
from cluster.content.events import Event
from cluster.content.news import Post
from cluster.content.plan import Counted, Promise, WorkingGroup
from cluster.content.progress import Keeping
from cluster.content.site import Site
from cluster.content.version import Voice
from cluster.language import Text

SCHEMA = "plan/plan.schema.json"
"""The path of what describes all plans."""

Json = dict[str, Any]


def plan_json(site: Site, keeping: Keeping, *, site_url: str) -> bytes:
    """A whole plan in all languages, as `schema_json` describes it; `site_url` ends in `/`."""
    plan = keeping.plan
    data: Json = {
        "$schema": f"{site_url}{SCHEMA}",
        "year": plan.year,
        "as_of": str(keeping.today),
        "licence": site.cluster.licence,
        "cluster": _texts(site.cluster.name),
        "title": _texts(plan.title),
        "states": dict(keeping.by_state),
        "promises": [_promise(each, site, keeping, site_url) for each in plan.promises],
    }
    return _written(data)


def _written(data: Json) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _texts(text: Text) -> Json:
    return dict(text.versions)


def _promise(promise: Promise, site: Site, keeping: Keeping, site_url: str) -> Json:
    progress = keeping.progress[promise.id]
    part = keeping.plan.part_of(promise)
    target = promise.target
    return {
        "id": promise.id,
        "kind": "working-group" if isinstance(promise, WorkingGroup) else "activity",
        "title": _texts(promise.title),
        "part_of": _texts(part) if part else None,
        "url": site_url + site.plans.address_of(promise),
        "target": {"count": target.count, "of": target.of} if target else None,
        "due": promise.due.written if promise.due else None,
        "state": progress.state,
        "reason": _texts(promise.reason) if promise.reason else None,
        "carried_from": promise.carried_from,
        "done": progress.done,
        "wanted": progress.wanted,
        "scheduled": progress.scheduled,
        "evidence": [_evidence(each, site_url) for each in progress.proven],
    }


def _evidence(evidence: Evidence, site_url: str) -> Json:
    of = evidence.of
    return {
        "id": of.id,
        "kind": "event" if isinstance(of, Event) else "news" if isinstance(of, Post) else "deliverable",
        "title": _texts(of.title),
        "date": of.when.written if of.when else None,
        "in_part": evidence.in_part,
        "url": site_url + of.address if isinstance(of, Event | Post) else None,
        "sources": list(of.sources),
    }


def schema_json(site: Site, *, site_url: str) -> bytes:
    """What `plan_json` holds, as JSON Schema (draft 2020-12)."""
    languages = {language: {"type": "string"} for language in site.languages.all}
    texts = {"type": "object", "properties": languages, "required": [site.languages.default]}
    maybe = {"type": ["string", "null"]}
    count = {"type": "integer", "minimum": 0}
    state = {"enum": list(STATES)}
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
    promise = _object(
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
        promises={"type": "array", "items": promise},
    )
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site_url}{SCHEMA}",
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


def plan_csv(voice: Voice, keeping: Keeping) -> bytes:
    """The promises of a plan in one language, a row each (RFC 4180); a mark of UTF-8 is for spreadsheets."""
    file = StringIO()
    rows = csv.writer(file)
    words = voice.words
    rows.writerow(words[f"csv_{name}"] for name in _COLUMNS)
    for promise in keeping.plan.promises:
        rows.writerow(_row(promise, voice, keeping))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


_COLUMNS = ("id", "part", "promise", "state", "done", "wanted", "scheduled", "reason", "evidence")


def _row(promise: Promise, voice: Voice, keeping: Keeping) -> Iterator[object]:
    progress = keeping.progress[promise.id]
    yield promise.id
    yield voice.say(keeping.plan.part_of(promise) or voice.word("working_groups"))
    yield voice.say(promise.title)
    yield voice.words[f"promise_{progress.state}"]
    yield progress.done
    yield progress.wanted
    yield progress.scheduled
    yield voice.say(promise.reason) if promise.reason else ""
    yield "; ".join(str(voice.say(each.of.title)) for each in progress.proven)
