"""Builds through the engine (MkDocs or ProperDocs) where the fast path would give another site."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from cluster.build.build import Built, build, build_lock
from cluster.build.engine import ENGINES, engine, is_requested
from cluster.build.engine_choice import NeedsEngine
from cluster.build.summary import EngineReport
from cluster.build.swap import Staging
from cluster.problems import Invalid, Place, Problem


def build_either_way(
    project: Path,
    published: Path,
    *,
    publishes: bool = True,
    records: bool = False,
    on_wait: Callable[[], None] = lambda: None,
    log: Callable[[str], None],
) -> Built:
    """As `build`, but through the engine if that is needed or requested; `log` gets the reason."""
    if not is_requested():
        try:
            return build(project, published, publishes=publishes, records=records, on_wait=on_wait)
        except NeedsEngine as needs:
            log(f"Building through {ENGINES[engine()]} because mkdocs.yml uses {needs} (slower)")
    with build_lock(project, on_wait), Staging(published) as staging:
        output = staging.work / "by-engine"
        line, report = _run(project.resolve(), output.resolve(), staging.work / "report.json", records)
        for path in sorted(each for each in output.rglob("*") if each.is_file()):
            staging.write(path.relative_to(output).as_posix(), path.read_bytes())
        if publishes:
            staging.publish()
        return Built(staging.written, line, report)


def _run(project: Path, site: Path, report: Path, records: bool) -> tuple[str, EngineReport]:
    """`Built.identity`, and what the engine tells; Invalid with the problems that it reports.

    It runs in a process of its own: Python imports the project's hooks and plugins once a process, so a
    preview would miss changes to them.
    """
    import json  # here, as a fast build needs neither
    import subprocess

    arguments = [str(site), str(report.resolve()), *(["records"] if records else [])]
    command = [sys.executable, "-m", "cluster.build.engine_run", *arguments]
    done = subprocess.run(command, cwd=project, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if not report.exists():
        message = f"{ENGINES[engine()]} stopped unexpectedly (exit code {done.returncode})"
        raise Invalid([Problem(Place("mkdocs.yml", 1), message)])
    reported = json.loads(report.read_text(encoding="utf-8"))
    if done.returncode == 0:
        line, notices, gaps = reported
        return line, EngineReport(done.stdout.strip(), tuple(notices), tuple(gaps))
    raise Invalid(Problem(Place(file, line), message) for file, line, message in reported)
