"""An earlier version of the project, from git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cluster.problems import closest

SHALLOW = "; a shallow clone has only the newest commit: fetch all of them (in a workflow, fetch-depth: 0)"


class Commit(NamedTuple):
    """A commit."""

    name: str
    """As people call it: `main`."""
    hash: str

    def __str__(self) -> str:
        return f"{self.name} ({self.hash[:7]})"


def base_of(project: Path, asked: str | None) -> Commit:
    """The commit with which to compare: that from which the present version departed.

    It is the last one that is on `asked` as well; without that, on the main branch of the origin, else of
    this copy. LookupError with what is wrong.
    """
    _check(project)
    name = asked or next(_main_branches(project), "HEAD")
    if not (commit := _commit_of(project, name)):
        raise LookupError(f"git knows no version '{name}'{_hint(project, name)}")
    shared = _git(project, "merge-base", "HEAD", commit).stdout.strip()
    return Commit(name, shared or commit)


def _check(project: Path) -> None:
    """LookupError if there is no git, or no commit."""
    try:
        done = _git(project, "rev-parse", "--show-toplevel")
    except FileNotFoundError:
        raise LookupError("git is not installed, which keeps the earlier versions of a project") from None
    if done.returncode:
        why = done.stderr.strip().removeprefix("fatal: ").partition("\n")[0]
        cure = "; run git init, git add -A, then git commit" if why.startswith("not a git repository") else ""
        raise LookupError(f"there is no earlier version to compare with: git says '{why}'{cure}")
    if not _commit_of(project, "HEAD"):
        raise LookupError(
            "there is no earlier version to compare with: nothing is committed yet"
            "; run git add -A, then git commit"
        )


def _main_branches(project: Path) -> Iterator[str]:
    own = _git(project, "rev-parse", "--abbrev-ref", "origin/HEAD")
    names = [own.stdout.strip()] if own.returncode == 0 else []
    yield from (
        each
        for each in (*names, "origin/main", "origin/master", "main", "master")
        if _commit_of(project, each)
    )


def _commit_of(project: Path, name: str) -> str:
    """The hash of a commit; empty if there is none."""
    return _git(project, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").stdout.strip()


def _hint(project: Path, name: str) -> str:
    names = _git(project, "for-each-ref", "--format=%(refname:short)").stdout.split()
    if close := closest(name, names):
        return f"; did you mean '{close}'?"
    if _git(project, "rev-parse", "--is-shallow-repository").stdout.strip() == "true":
        return SHALLOW
    return f" (there are: {', '.join(names[:10])})"


@contextmanager
def checked_out(project: Path, commit: Commit) -> Iterator[Path]:
    """The folder of the project as of a commit, for a while. LookupError if it was no project then.

    The repository stays as it is: neither its index nor its list of worktrees knows of it.
    """
    top = Path(_git(project, "rev-parse", "--show-toplevel").stdout.strip())
    with TemporaryDirectory(prefix="cluster-review-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder, "index")), "GIT_LFS_SKIP_SMUDGE": "1"}
        files = Path(folder, "files")
        for arguments in (["read-tree", commit.hash], ["checkout-index", "--all", f"--prefix={files}/"]):
            done = _git(top, *arguments, **index)
            if done.returncode:
                raise LookupError(f"{commit} cannot be read: {done.stderr.strip()}")
        there = files / project.resolve().relative_to(top.resolve())
        if not (there / "mkdocs.yml").is_file():
            raise LookupError(f"in {commit}, there was no project in this folder yet (no mkdocs.yml)")
        yield there


def _git(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C", **env},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
