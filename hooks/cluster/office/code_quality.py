"""Problems as a report of code quality, which GitLab shows at the lines of a proposed change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from cluster.digests import digest_of
from cluster.problems import Problem


def code_quality_of(problems: Iterable[Problem], said: Callable[[str], str]) -> str:
    """The report as JSON, in the format of Code Climate's issues, as far as GitLab reads it.

    `said` says a message in the language of the office.
    """
    issues = [_issue(each, said) for each in problems]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(problem: Problem, said: Callable[[str], str]) -> dict[str, object]:
    return {
        "description": said(problem.message),
        "check_name": "cluster",
        "fingerprint": digest_of([(problem.place.file, problem.message.encode())]),
        "severity": "major",
        "location": {"path": problem.place.file, "lines": {"begin": problem.place.line}},
    }
