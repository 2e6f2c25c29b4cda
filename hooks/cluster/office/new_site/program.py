"""The program as a file that a project installs, and what of a project the program writes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from cluster.build.installed import PACKAGE, Written, version
from cluster.build.program_files import PROGRAM
from cluster.digests import digest_of

STARTER = PROGRAM / "starter"

MANAGED: Mapping[str, str] = {
    "Makefile": "Makefile.in",
    "hooks/main.py": "main.py.in",
    "tests/test_site.py": "test_site.py.in",
    "requirements.txt": "requirements.txt",
    "requirements-test.txt": "requirements-test.txt",
    ".github/workflows/site.yml": "workflows/github.yml",
    ".github/workflows/links.yml": "workflows/github-links.yml",
    ".github/problems.json": "workflows/problems.json",
    ".forgejo/workflows/site.yml": "workflows/forgejo.yml",
    ".forgejo/workflows/links.yml": "workflows/forgejo-links.yml",
    ".gitlab-ci.yml": "workflows/gitlab.yml",
    "program/CONTRIBUTING.md": "CONTRIBUTING.md",
    "program/CONTRIBUTING.cs.md": "CONTRIBUTING.cs.md",
    "program/CHANGELOG.md": "CHANGELOG.md",
    "program/FORMS.md": "FORMS.md",
    "program/FORMS.cs.md": "FORMS.cs.md",
    **{
        f"program/forms/pictures/{name}.{language}.png": f"pictures/{name}.{language}.png"
        for name in ("sign-in", "list", "form", "missing")
        for language in ("cs", "en")
    },
}
"""The files of a project that the program writes and upgrades, with their names in starter/."""


def managed_files() -> dict[str, bytes]:
    """The files that the program writes into a project, by path."""
    return {path: (STARTER / name).read_bytes() for path, name in MANAGED.items()}


def record_of(files: Mapping[str, bytes]) -> Written:
    """What WRITTEN says of some files."""
    return Written(version(), {path: digest_of([("", raw)]) for path, raw in sorted(files.items())})


def put_wheel(folder: Path) -> Path:
    """Put the program as a wheel into a folder; OSError if it was installed from a file that is gone."""
    checkout = PROGRAM.parents[1]
    folder.mkdir(parents=True, exist_ok=True)
    if (checkout / "pyproject.toml").is_file() and PROGRAM.parent.name == "hooks":
        return _built(checkout, folder)
    source = _installed_from(distribution(PACKAGE))
    if not source.is_file():
        raise OSError(0, "the program was installed from this file, which is gone; put it back", str(source))
    return Path(shutil.copy(source, folder))


def _installed_from(installed: Distribution) -> Path:
    """The file from which pip installed it (PEP 610)."""
    recorded = json.loads(installed.read_text("direct_url.json") or "{}")
    return Path(unquote(urlsplit(recorded.get("url", f"{PACKAGE}.whl")).path))


_BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
"""What pip does with pyproject.toml in the end, after twice the time."""


def _built(checkout: Path, folder: Path) -> Path:
    """The wheel of a checkout; it is built in a copy, as setuptools leaves files behind."""
    with TemporaryDirectory() as copy:
        for name in ("pyproject.toml", "LICENSE"):
            shutil.copy(checkout / name, copy)
        shutil.copytree(
            checkout / "hooks" / "cluster",
            Path(copy, "hooks", "cluster"),
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        command = [sys.executable, "-c", _BUILD, str(folder.absolute())]
        done = subprocess.run(command, cwd=copy, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise OSError(
                0, f"the program could not be made into a package: {done.stderr.strip()}", str(folder)
            )
    return next(folder.glob("*.whl"))
