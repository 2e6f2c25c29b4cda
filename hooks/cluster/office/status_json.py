"""The status of a project as JSON, for programs that watch it.

They read the keys, which therefore stay as they are; the manual lists them. Messages are for people, in the
language of the office.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from cluster.build.summary import attention_of
from cluster.content.commitment_status import STATUSES
from cluster.content.gaps import gaps_of
from cluster.content.progress import PlanProgress
from cluster.content.site import Site
from cluster.content.version import SiteVersion
from cluster.problems import Invalid, Problem

Said = Callable[[str], str]
"""Says a message in the language of the office."""


def status_json(whole: Site, version: SiteVersion, said: Said) -> str:
    """What is known of a site that can be built; `whole` is with drafts."""
    site, progress = version.site, version.plan_progress
    values = {
        "day": str(version.today),
        "year": site.plan.year,
        "statuses": {status: progress.by_status.get(status, 0) for status in STATUSES},
        "commitments": _commitments(progress),
        "attention": [said(each) for each in attention_of(whole, version)],
        "gaps": [said(each) for each in gaps_of(site, version.today)],
    }
    return _text({"can_be_built": True, **values, "problems": []})


def _commitments(progress: PlanProgress) -> list[dict[str, Any]]:
    return [
        {
            "id": id,
            "status": each.status,
            "done": each.done,
            "wanted": each.wanted,
            "scheduled": each.scheduled,
            "days_left": each.days_left,
        }
        for id, each in progress.progress.items()
    ]


def problems_json(error: Invalid | OSError, said: Said) -> str:
    """Why a site cannot be built."""
    if isinstance(error, Invalid):
        problems = [*_problems(error.problems, said)]
    else:
        problems = [_problem(str(error.filename or ""), None, error.strerror or str(error))]
    return _text({"can_be_built": False, "problems": problems})


def _problems(problems: Iterable[Problem], said: Said) -> Iterable[dict[str, Any]]:
    return (_problem(each.place.file, each.place.line, said(each.message)) for each in problems)


def _problem(file: str, line: int | None, message: str) -> dict[str, Any]:
    return {"file": file, "line": line, "message": message}


def _text(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2)
