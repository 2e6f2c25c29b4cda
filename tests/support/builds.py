"""Real sites, built by real MkDocs."""

from __future__ import annotations

import atexit
import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest import mock

from cluster.build.build import build as build_by_the_fast_path
from cluster.build.caches import cache_of, program_cache
from cluster.build.prepared import CompiledTemplates

from support import remembered

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
MINIATURE = ROOT / "tests" / "site"
FIRST_OF_NOVEMBER = "1667304000"
"""2022-11-01 12:00 UTC as SOURCE_DATE_EPOCH."""


def build(project: Path, into: Path, module: str = "mkdocs", **env: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs, or ProperDocs, strictly as of 1 November 2022; an empty value unsets a variable."""
    options = ["build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(into)]
    settings = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": FIRST_OF_NOVEMBER, **env}
    known = {name: value for name, value in (os.environ | settings).items() if value}
    command = [sys.executable, "-m", module, *options]
    return subprocess.run(command, cwd=project, env=known, capture_output=True, encoding="utf-8", check=False)


def built_once(project: Path, name: str, folders: pytest.TempPathFactory, **env: str) -> Path:
    """The site of a project: the first worker builds it while the others wait."""
    base = folders.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    site = shared / name
    with open(shared / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            fresh = shared / f"{name}.fresh"
            done = build(project, fresh, **env)
            assert done.returncode == 0, done.stderr
            fresh.rename(site)
    return site


def copy_of_miniature(folder: Path, built: Path | None = None) -> Path:
    """The miniature's own copy of the program and its sources, for a test to change. It was built before, so
    that a build makes only what is changed: that this is the same site is for test_incremental.py.

    `built` is a copy that was built with settings of its own.
    """
    project = _copied(folder)
    take_build(project, built or _built_miniature())
    return project


def take_build(project: Path, built: Path) -> None:
    """Give a project the settings of another one, and what was built with them."""
    for name in ("mkdocs.yml", "data/cluster.yaml"):
        shutil.copyfile(built / name, project / name)
    for name in ("site", ".cache"):
        shutil.rmtree(project / name, ignore_errors=True)
        shutil.copytree(built / name, project / name, copy_function=_linked)


def _linked(file: str, copy: str) -> None:
    """Builds replace the files of a site and never write into them: links are as good as copies."""
    try:
        if not file.endswith(".db"):
            return os.link(file, copy)
    except OSError:  # a folder on another disk
        pass
    return shutil.copy2(file, copy)


def _copied(folder: Path) -> Path:
    """With what Python has compiled of the program, and without what somebody may have built there."""
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("*.egg-info", "cache.db"))
    ignored = shutil.ignore_patterns("site", ".cache")
    return Path(shutil.copytree(MINIATURE, folder / "tests" / "site", ignore=ignored))


def own_theme(project: Path) -> Path:
    """A theme of the miniature's own, which begins as the program's."""
    replace(project / "mkdocs.yml", "# no custom_dir: the look is the program's", "custom_dir: theme")
    return Path(shutil.copytree(ROOT / "hooks/cluster/theme", project / "theme"))


def never_built(project: Path) -> Path:
    """A project without a site, and without a cache."""
    for name in ("site", ".cache"):
        shutil.rmtree(project / name, ignore_errors=True)
    return project


@cache
def _built_miniature() -> Path:
    """A copy of the miniature for this process, as it was built once."""
    folder = TemporaryDirectory(prefix="miniature-")
    atexit.register(folder.cleanup)
    project = never_built(_copied(Path(folder.name)))
    with mock.patch.dict(os.environ, SOURCE_DATE_EPOCH=FIRST_OF_NOVEMBER):
        build_by_the_fast_path(project, project / "site")
    return project


@cache
def made_once() -> None:
    """What builds have in common is remembered from here on."""
    folder = ROOT / ".cache" / "tests"
    (folder / ".cache").mkdir(parents=True, exist_ok=True)
    known = cache_of(folder)
    remembered.remember()
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        remembered.KNOWN.update(known.load("remembered"))
        if not remembered.KNOWN:
            with TemporaryDirectory() as made:
                project = _copied(Path(made))
                build_by_the_fast_path(project, project / "site")
                known.save("remembered", remembered.KNOWN)


@cache
def compiled_templates() -> CompiledTemplates:
    """The templates of the program, for pages that are made without a build."""
    return CompiledTemplates(program_cache(ROOT))


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def with_digest(path: str, site: Iterable[str]) -> str:
    """The name under which the site, given by its paths, has one of the program's scripts, styles, fonts."""
    stem, _, suffix = path.rpartition(".")
    (found,) = (each for each in site if re.fullmatch(rf"{re.escape(stem)}\.[0-9a-f]{{8}}\.{suffix}", each))
    return found


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Paths that only one of two sites has, or that have other bytes."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def replace(path: Path, was: str, now: str) -> None:
    """Edit a file, which must have the text to replace."""
    text = path.read_text("utf-8")
    assert was in text, f"{path} has no {was!r}"
    path.write_text(text.replace(was, now), "utf-8")
