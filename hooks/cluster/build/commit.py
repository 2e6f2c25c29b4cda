"""The commit of git that a project is at, read from the files of its repository.

Starting git would take as long as a tenth of a build after an edit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

_MOST_LINKS = 5
"""How many references may lead to each other; git allows as many."""


def commit_of(project: Path) -> str:
    """The full hash of HEAD; empty outside a repository, before the first commit, or if only git can tell."""
    try:
        git = next(_repositories(project.resolve()), None)
        return _hash_of(git, "HEAD") if git else ""
    except (OSError, ValueError):
        return ""


def _repositories(folder: Path) -> Iterator[Path]:
    """The folders of git's own files, from the nearest repository on."""
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    for each in (folder, *folder.parents):
        if each != folder and str(each) in ceilings:
            return
        if (git := each / ".git").is_dir():
            yield git
        elif git.is_file():  # of a worktree or a submodule
            yield each / git.read_text(encoding="utf-8").strip().removeprefix("gitdir: ")


def _hash_of(git: Path, reference: str) -> str:
    shared = git / _text(git / "commondir") or git
    for _ in range(_MOST_LINKS):
        found = _text(git / reference) or _text(shared / reference) or _packed(shared, reference)
        if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", found):
            return found
        link, _, reference = found.partition("ref: ")
        if link or not reference:
            break
    return ""


def _text(path: Path) -> str:
    """The content of a small file; empty if there is none."""
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _packed(shared: Path, reference: str) -> str:
    lines = _text(shared / "packed-refs").splitlines()
    return next((line.split()[0] for line in lines if line.endswith(f" {reference}")), "")
