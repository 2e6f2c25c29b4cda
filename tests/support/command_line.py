"""The command line, run as an editor runs it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from support import warm
from support.builds import FIRST_OF_NOVEMBER, ROOT, files


def environment(hooks: Path = ROOT / "hooks", **env: str) -> dict[str, str]:
    """That of a build as of 1 November 2022 by the program in `hooks`; an empty value unsets a variable."""
    settings = os.environ | {"SOURCE_DATE_EPOCH": FIRST_OF_NOVEMBER, "PYTHONPATH": str(hooks)} | env
    return {name: value for name, value in settings.items() if value}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cluster", *arguments]


def cluster(
    project: Path,
    *arguments: str,
    hooks: Path = ROOT / "hooks",
    options: dict[str, Any] | None = None,
    **env: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command in a project; `options` are those of subprocess.run."""
    if not options and warm.can_run(environment(hooks, **env)):
        return warm.run("cluster.__main__", *arguments, folder=project, environment=environment(hooks, **env))
    return subprocess.run(
        command(*arguments),
        cwd=project,
        env=environment(hooks, **env),
        capture_output=True,
        encoding="utf-8",
        check=False,
        **(options or {}),
    )


def built(project: Path, hooks: Path = ROOT / "hooks", **env: str) -> dict[str, bytes]:
    """The files of a project's site after a build, which must succeed."""
    done = cluster(project, "build", hooks=hooks, **env)
    assert done.returncode == 0, done.stderr
    return files(project / "site")
