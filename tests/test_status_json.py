"""`cluster status --json`: programs read the same as people, by keys that the manual lists."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cluster.content.commitment_status import STATUSES
from cluster.office.status_json import problems_json
from support.builds import MINIATURE, ROOT, replace
from support.command_line import cluster


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def status() -> dict[str, Any]:
    done = cluster(MINIATURE, "status", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return told(done)


def test_it_counts_the_statuses_and_gives_each_commitment(status: dict[str, Any]) -> None:
    assert (status["day"], status["year"]) == ("2022-11-01", 2022)
    assert tuple(status["statuses"]) == STATUSES
    assert sum(status["statuses"].values()) == len(status["commitments"])
    assert {
        "id": "lens-meetings",
        "status": "at-risk",
        "done": 0,
        "wanted": 3,
        "scheduled": 0,
        "days_left": 61,
    } in status["commitments"]


def test_its_messages_are_the_lines_that_people_read(status: dict[str, Any]) -> None:
    lines = cluster(MINIATURE, "status").stdout.splitlines()
    heading = lines.index("Visitors would also look for this, the most important first:")

    assert status["attention"] == lines[1:heading]
    assert [f"- {each}" for each in status["gaps"]] == lines[heading + 1 :]
    assert (status["can_be_built"], status["problems"]) == (True, [])


def test_its_messages_are_in_the_language_of_the_office_and_its_keys_are_not(status: dict[str, Any]) -> None:
    czech = told(cluster(MINIATURE, "status", "--json", CLUSTER_LANGUAGE="cs"))

    assert czech.keys() == status.keys()
    assert czech["commitments"] == status["commitments"]
    assert any(each.startswith("Ohroženo: 'lens-meetings'") for each in czech["attention"]), czech[
        "attention"
    ]


def test_what_is_wrong_is_told_with_its_place_and_is_a_failure(project: Path) -> None:
    replace(project / "data/plan.yaml", "number: 2", "numbr: 2")
    replace(project / "data/cluster.yaml", "Europe/Prague", "Evropa/Praha")

    done = cluster(project, "status", "--json")

    assert done.returncode == 1
    assert told(done)["can_be_built"] is False
    first, second, *_ = told(done)["problems"]
    assert [first["file"], second["file"]] == ["data/cluster.yaml", "data/plan.yaml"]
    assert "Evropa/Praha" in first["message"]
    assert first["line"] > 1


def test_a_fault_of_the_disk_has_no_line() -> None:
    [problem] = json.loads(problems_json(OSError(13, "Permission denied", "data"), str))["problems"]

    assert problem == {"file": "data", "line": None, "message": "Permission denied"}


@pytest.mark.parametrize("manual", ["CONTRIBUTING.md", "CONTRIBUTING.cs.md"])
def test_the_manual_lists_every_key(status: dict[str, Any], manual: str) -> None:
    text = (ROOT / manual).read_text("utf-8")
    keys = [*status, *status["commitments"][0], "file", "line", "message"]

    assert [each for each in keys if f"`{each}`" not in text] == []
