"""A site by the engine, MkDocs or ProperDocs, where the fast path would give another one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from cluster.build.build import Built, alone, build
from cluster.build.engine import ENGINES, engine, is_asked_for
from cluster.build.engine_choice import NeedsEngine
from cluster.build.swap import Staging
from cluster.problems import Invalid, Place, Problem


def build_either_way(
    project: Path,
    published: Path,
    *,
    remembers: bool = True,
    waits: Callable[[], None] = lambda: None,
    says: Callable[[str], None],
) -> Built:
    """As `build`, through the engine where that is needed or asked for; `says` gets a line about it."""
    if not is_asked_for():
        try:
            return build(project, published, remembers=remembers, waits=waits)
        except NeedsEngine as needs:
            says(f"Building through {ENGINES[engine()]}, as mkdocs.yml uses {needs} (slower)")
    with alone(project, waits), Staging(published) as staging:
        made = staging.work / "by-engine"
        summary = _run(project.resolve(), made.resolve(), staging.work / "problems.json")
        for path in sorted(each for each in made.rglob("*") if each.is_file()):
            staging.write(path.relative_to(made).as_posix(), path.read_bytes())
        staging.publish()
        return Built(summary, staging.written)


def _run(project: Path, site: Path, report: Path) -> str:
    """The engine's last words; Invalid with what is wrong.

    It runs in a process of its own, as hooks and plugins are loaded once in each.
    """
    import json  # these two here, as other builds start nothing
    import subprocess

    command = [sys.executable, "-m", "cluster.build.engine_run", str(site), str(report.resolve())]
    done = subprocess.run(command, cwd=project, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode == 0:
        return done.stdout.strip()
    if not report.exists():
        message = f"{ENGINES[engine()]} was ended (exit code {done.returncode})"
        raise Invalid([Problem(Place("mkdocs.yml", 1), message)])
    found = json.loads(report.read_text(encoding="utf-8"))
    raise Invalid(Problem(Place(file, line), message) for file, line, message in found)
