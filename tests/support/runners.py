"""Runs workflows as forges do: act those of GitHub and Forgejo, gitlab-ci-local those of GitLab."""

from __future__ import annotations

import json
import os
import re
import site
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]

_ACTION = {
    "name": "x",
    "description": "x",
    "runs": {
        "using": "composite",
        "steps": [{"run": f"test -e .venv || {sys.executable} {__file__}", "shell": "sh"}],
    },
}
"""Takes the place of actions, which set up Python, keep caches and store files at the forge: the program is
there, as if it had been installed."""

_GITLAB = Path(sys.prefix, "npm", "node_modules", "gitlab-ci-local", "dist", "index.js")

_PATHS = """\
import site, sys
sys.path.insert(0, {hooks!r})
site.addsitedir({packages!r})
"""


def with_program(project: Path) -> None:
    """What `make` would install into `.venv` of a project, from what is installed here."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", project / ".venv"], check=True)
    python = project / ".venv/bin/python"
    packages = project / ".venv/lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    there = next(each for each in site.getsitepackages() if each.startswith(sys.prefix))
    paths = _PATHS.format(hooks=str(ROOT / "hooks"), packages=there).replace("\n", "; ").rstrip("; ")
    (packages / "program.pth").write_text(paths + "\n")
    (project / ".venv/bin/cluster").write_text(f"#!{python}\nfrom cluster.__main__ import run\nrun()\n")
    (project / ".venv/bin/cluster").chmod(0o755)
    (project / ".venv/site.stamp").touch()


def act(
    project: Path,
    workflow: str,
    event: str,
    work: Path,
    *,
    job: str = "site",
    payload: dict[str, Any] | None = None,
    **said: str,
) -> subprocess.CompletedProcess[str]:
    """Run a job of a workflow in a project, and those that it needs; `said` are variables (`PUBLISH`),
    secrets (`secret_…`) and the environment (`env_…`)."""
    file = _for_act(project / workflow, work)
    action = work / "action"
    for folder in (action, action / "restore", action / "save"):
        folder.mkdir(exist_ok=True)
        (folder / "action.yml").write_text(yaml.safe_dump(_ACTION))
    (work / "event.json").write_text(json.dumps(payload or {}))
    options = ["--workflows", str(file), "--job", job, "--eventpath", str(work / "event.json")]
    options += ["-P", "ubuntu-24.04=-self-hosted", "-P", "docker=-self-hosted"]
    options += [word for name in _uses(file) for word in ("--local-repository", f"{name}={action}")]
    options += [word for name, value in said.items() for word in _option(name, value)]
    return _run([f"{sys.prefix}/bin/act", event, *options], project, work)


def gitlab(project: Path, work: Path, *jobs: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run jobs of .gitlab-ci.yml, after it was checked against GitLab's schema."""
    options = ["--force-shell-executor", "--no-shell-isolation"]
    options += [word for name, value in variables.items() for word in ("--variable", f"{name}={value}")]
    return _run([f"{sys.prefix}/bin/node", str(_GITLAB), *options, *jobs], project, work)


def _run(command: list[str], project: Path, work: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLUSTER_", "PYTHON"))}
    environment = {**kept, "HOME": str(work), "XDG_CACHE_HOME": str(work / "cache"), "PYTHONPATH": ""}
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def _option(name: str, value: str) -> tuple[str, str]:
    kind, _, key = name.partition("_")
    return (f"--{kind}", f"{key}={value}") if kind in ("secret", "env") else ("--var", f"{name}={value}")


def _uses(file: Path) -> Iterator[str]:
    """The repositories of the actions: `actions/cache@<commit>`, also for `actions/cache/save`."""
    for job in yaml.safe_load(file.read_text("utf-8"))["jobs"].values():
        for step in job["steps"]:
            if "uses" in step:
                path, _, commit = step["uses"].partition("@")
                yield f"{'/'.join(path.split('/')[:2])}@{commit}"


def _for_act(workflow: Path, work: Path) -> Path:
    """The workflow as act takes it: without the container and the step that installs Debian's packages in it,
    and with actions without their host."""
    text = workflow.read_text("utf-8").replace("uses: https://code.forgejo.org/", "uses: ")
    text = re.sub(r"    container:\n(      .*\n)+", "", text)
    text = re.sub(r"      - name: .*\n        run: apt-get .*\n", "", text)
    file = work / f"{workflow.parent.parent.name}.yml"
    file.write_text(text, "utf-8")
    return file


if __name__ == "__main__":
    with_program(Path.cwd())
